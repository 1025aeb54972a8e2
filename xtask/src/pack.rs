//! Content hashes, integrity and compression.
//!
//! The best brotli is slow, so what was compressed once is kept beside the builds, under the hashes of its
//! content and of the ways that were tried.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine;
use brotli::enc::BrotliEncoderParams;
use brotli::enc::backward_references::BrotliEncoderMode;
use sha2::{Digest, Sha256, Sha384};

/// The first sixteen hexadecimal digits of the SHA-256: enough to name a version of a file.
pub fn hash(content: &[u8]) -> String {
    Sha256::digest(content)
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The value of an `integrity` attribute.
pub fn integrity(content: &[u8]) -> String {
    let digest = base64::engine::general_purpose::STANDARD.encode(Sha384::digest(content));
    format!("sha384-{digest}")
}

/// `app.wasm` becomes `app-<hash>.wasm`.
pub fn hashed_name(name: &str, content: &[u8]) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    format!("{stem}-{}.{extension}", hash(content))
}

/// Is it worth compressing a file of this name? Pictures and fonts are compressed already.
pub fn compressible(name: &str) -> bool {
    [
        "html",
        "js",
        "wasm",
        "css",
        "json",
        "geojson",
        "svg",
        "webmanifest",
        "txt",
        "xml",
    ]
    .contains(&name.rsplit('.').next().unwrap_or_default())
}

/// Brotli at its best and gzip, from the store when it has them.
pub fn compressed(content: &[u8], store: &Path) -> Result<(Vec<u8>, Vec<u8>)> {
    let ways = ways(content);
    let key = format!("{}-{}", hash(content), hash(format!("{ways:?}").as_bytes()));
    let kept = |suffix: &str| store.join(format!("{key}.{suffix}"));
    if let (Ok(brotli), Ok(gzip)) = (fs::read(kept("br")), fs::read(kept("gz"))) {
        return Ok((brotli, gzip));
    }
    let brotli = brotli(content, ways)?;
    let gzip = gzip(content)?;
    fs::create_dir_all(store)?;
    for (suffix, bytes) in [("br", &brotli), ("gz", &gzip)] {
        // Written aside and moved, so that an interrupted run leaves no half file behind.
        let aside = kept(&format!("{suffix}.{}", std::process::id()));
        fs::write(&aside, bytes)
            .and_then(|()| fs::rename(&aside, kept(suffix)))
            .with_context(|| format!("Cannot write to {}; is the disk full?", store.display()))?;
    }
    Ok((brotli, gzip))
}

/// Mode, window and block of brotli.
type Way = (BrotliEncoderMode, i32, i32);

/// The ways to compress a file, of which the smallest is kept. A program comes out some hundred bytes larger or
/// smaller in any of them whenever the linker orders it otherwise; the order of a text does not change.
fn ways(content: &[u8]) -> &'static [Way] {
    use BrotliEncoderMode::{BROTLI_MODE_FONT as FONT, BROTLI_MODE_GENERIC as GENERIC};
    match content.starts_with(b"\0asm") {
        true => &[
            (FONT, 22, 16),
            (FONT, 22, 17),
            (GENERIC, 18, 16),
            (GENERIC, 18, 17),
            (GENERIC, 22, 17),
        ],
        false => &[(GENERIC, 22, 0)],
    }
}

fn brotli(content: &[u8], ways: &[Way]) -> Result<Vec<u8>> {
    let mut smallest: Option<Vec<u8>> = None;
    for (mode, lgwin, lgblock) in ways {
        let parameters = BrotliEncoderParams {
            quality: 11,
            lgwin: *lgwin,
            lgblock: *lgblock,
            mode: *mode,
            size_hint: content.len(),
            ..Default::default()
        };
        let mut out = Vec::new();
        brotli::BrotliCompress(&mut &content[..], &mut out, &parameters)?;
        if smallest.as_ref().is_none_or(|kept| out.len() < kept.len()) {
            smallest = Some(out);
        }
    }
    smallest.context("There is no way to compress.")
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_follows_the_content() {
        assert_eq!(hashed_name("app.wasm", b"abc"), "app-ba7816bf8f01cfea.wasm");
        assert_ne!(
            hashed_name("app.wasm", b"abd"),
            hashed_name("app.wasm", b"abc")
        );
    }

    /// The value for an empty file, as published with the W3C's Subresource Integrity tests.
    #[test]
    fn integrity_is_sha384_in_base64() {
        assert_eq!(
            integrity(b""),
            "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb"
        );
    }

    #[test]
    fn what_is_packed_unpacks() {
        let text = "the same again ".repeat(200);
        let mut back = Vec::new();
        brotli::BrotliDecompress(
            &mut &brotli(text.as_bytes(), ways(text.as_bytes())).unwrap()[..],
            &mut back,
        )
        .unwrap();
        assert_eq!(back, text.as_bytes());
        let mut back = String::new();
        let packed = gzip(text.as_bytes()).unwrap();
        std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(&packed[..]), &mut back)
            .unwrap();
        assert_eq!(back, text);
    }

    #[test]
    fn pictures_are_left_alone() {
        assert!(
            compressible("a.wasm") && compressible("b.geojson") && !compressible("relief.avif")
        );
    }
}
