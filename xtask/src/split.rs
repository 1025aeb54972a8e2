//! The program in two pieces: what the first picture needs, and the rest, which comes after it.
//!
//! The cut is `host::later::more`: functions and data that only it reaches go to the later piece.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};

/// Asks the linker to leave in the file where its parts refer to one another; without that it cannot be cut.
pub const LINK: &str = "-Clink-args=--emit-relocs";

/// What the glue asks for when the program wants its later piece.
const IMPORT: &str = "import * as import1 from \"./__wasm_split.js\"";

/// `boot.js` fetches the piece, as it fetched the first; the program is told whether it came.
const LOAD: &str = "\
const import1 = {
  __wasm_split_load_more: (callback, data) => globalThis.arrowWarMore({ __wasm_split: wasm })
    .then(() => true, () => false)
    .then((come) => wasm.__indirect_function_table.get(callback)(data, come)),
};
";

/// Cuts what the compiler wrote; `folder` is for files on the way.
///
/// # Errors
/// When it cannot be cut, or into more than two.
pub fn split(wasm: &[u8], folder: &Path) -> Result<(Vec<u8>, Vec<u8>)> {
    let main = folder.join("main.wasm");
    let mut options = wasm_split_cli_support::Options::new(wasm);
    options.output_dir = folder;
    options.main_out_path = &main;
    let split = wasm_split_cli_support::transform(options)
        .map_err(|report| anyhow!("The WebAssembly could not be cut in two: {report:?}"))?;
    let [more] = &split.split_modules[..] else {
        bail!("The program has more or less than one later piece; see host/later.rs.");
    };
    let read = |path: &Path| fs::read(path).with_context(|| format!("{} is gone.", path.display()));
    Ok((read(&main)?, read(more)?))
}

/// The glue, with the loading of the later piece left to `boot.js`.
///
/// # Errors
/// When the glue is not as expected.
pub fn join(glue: &str) -> Result<String> {
    if glue.matches(IMPORT).count() != 1 {
        bail!("The glue does not ask for the later piece as expected; see xtask/src/split.rs.");
    }
    Ok(glue.replace(IMPORT, LOAD))
}
