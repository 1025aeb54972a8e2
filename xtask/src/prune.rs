//! What libraries hand to JavaScript and this page never asks for: taken out of the glue and the WebAssembly.
//!
//! `leptos` brings byte streams for server functions (`server_fn`, `wasm-streams`). They are exported, so no
//! linker may drop them; the page exports nothing of its own, so every exported class is such a left-over.

use std::collections::HashSet;

use anyhow::{Context, Result};
use walrus::{Module, passes};

use crate::app::App;

/// Where the glue proper begins: before it stand only exported classes.
const IMPORTS: &str = "function __wbg_get_imports() {";

/// The application without what nobody calls.
///
/// # Errors
/// When the glue does not look as `wasm-bindgen` writes it.
pub fn prune(app: App) -> Result<App> {
    let start = app
        .glue
        .find(IMPORTS)
        .context("The glue of wasm-bindgen has another form than xtask/src/prune.rs knows.")?;
    let glue = without_finalizers(&app.glue[start..]);
    let mut module = Module::from_buffer(&app.wasm)?;
    let called = words_after(&glue, "wasm.");
    let unused: Vec<_> = module
        .exports
        .iter()
        .filter(|export| !called.contains(export.name.as_str()))
        .map(|export| export.id())
        .collect();
    for export in unused {
        module.exports.delete(export);
    }
    passes::gc::run(&mut module);
    let imported: HashSet<&str> = module.imports.iter().map(|i| i.name.as_str()).collect();
    Ok(App {
        glue: without_imports(&glue, &imported),
        wasm: module.emit_wasm(),
    })
}

/// Every name that follows `prefix`.
fn words_after<'a>(text: &'a str, prefix: &str) -> HashSet<&'a str> {
    text.split(prefix)
        .skip(1)
        .map(|rest| {
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '$');
            &rest[..end.unwrap_or(rest.len())]
        })
        .collect()
}

/// Without the `const XFinalization = …;` of the classes.
fn without_finalizers(glue: &str) -> String {
    let mut kept = String::new();
    let mut inside = false;
    for line in glue.lines() {
        inside |= line.starts_with("const ") && line.contains("Finalization = ");
        if !inside {
            kept += line;
            kept.push('\n');
        }
        inside &= !line.ends_with(';');
    }
    kept
}

/// Without the functions of the imports object that the WebAssembly does not import.
fn without_imports(glue: &str, imported: &HashSet<&str>) -> String {
    let mut kept = String::new();
    let mut inside = false;
    for line in glue.lines() {
        let name = line
            .strip_prefix("        __w")
            .and_then(|rest| rest.split_once(": "));
        if let Some((name, _)) = name {
            inside = !imported.contains(format!("__w{name}").as_str());
        }
        if !inside {
            kept += line;
            kept.push('\n');
        }
        inside &= line != "        },";
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "\
export class Stream {
    free() { wasm.__wbg_stream_free(this.ptr, 0); }
}
function __wbg_get_imports() {
    const import0 = {
        __wbg_now_1: function() {
            return Date.now();
        },
        __wbg_pull_2: function(arg0) {
            return arg0.pull();
        },
        __wbindgen_init_externref_table: function() {
            wasm.table.grow(4);
        },
    };
}
const StreamFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {}, unregister: () => {} }
    : new FinalizationRegistry(ptr => wasm.__wbg_stream_free(ptr, 1));
function run() { wasm.run_it(); }
";

    fn app() -> App {
        let mut module = Module::default();
        let nothing = module.types.add(&[], &[]);
        let mut import = |name: &str| module.add_import_func("./app.js", name, nothing).0;
        let (now, pull) = (import("__wbg_now_1"), import("__wbg_pull_2"));
        import("__wbindgen_init_externref_table");
        for (name, calls) in [("run_it", now), ("__wbg_stream_free", pull)] {
            let mut builder = walrus::FunctionBuilder::new(&mut module.types, &[], &[]);
            builder.func_body().call(calls);
            let function = builder.finish(vec![], &mut module.funcs);
            module.exports.add(name, function);
        }
        App {
            glue: GLUE.into(),
            wasm: module.emit_wasm(),
        }
    }

    #[test]
    fn what_only_a_class_calls_goes_from_both_halves() {
        let pruned = prune(app()).unwrap();
        assert!(!pruned.glue.contains("Stream"), "{}", pruned.glue);
        assert!(!pruned.glue.contains("pull"), "{}", pruned.glue);
        assert!(pruned.glue.contains("Date.now()"), "{}", pruned.glue);
        let module = Module::from_buffer(&pruned.wasm).unwrap();
        let exports: Vec<&str> = module.exports.iter().map(|e| e.name.as_str()).collect();
        let imports: Vec<&str> = module.imports.iter().map(|i| i.name.as_str()).collect();
        assert_eq!(exports, ["run_it"]);
        assert_eq!(imports, ["__wbg_now_1"]);
    }

    #[test]
    fn glue_of_another_form_is_refused() {
        let other = App {
            glue: "export default 1;".into(),
            wasm: app().wasm,
        };
        let error = prune(other).err().unwrap().to_string();
        assert!(error.contains("another form"), "{error}");
    }
}
