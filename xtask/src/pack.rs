//! Content hashes, integrity and compression.
//!
//! The best brotli is slow, so what was compressed once is kept beside the builds, under the hash of its
//! content.

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
    let way = Way::of(content);
    let key = format!("{}-{way:?}", hash(content));
    let kept = |suffix: &str| store.join(format!("{key}.{suffix}"));
    if let (Ok(brotli), Ok(gzip)) = (fs::read(kept("br")), fs::read(kept("gz"))) {
        return Ok((brotli, gzip));
    }
    let brotli = brotli(content, way)?;
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

/// What makes a file smallest: window and block of brotli. The name is part of the store's keys.
#[derive(Clone, Copy, Debug)]
enum Way {
    Code,
    Text,
}

impl Way {
    fn of(content: &[u8]) -> Way {
        match content.starts_with(b"\0asm") {
            true => Way::Code,
            false => Way::Text,
        }
    }
}

fn brotli(content: &[u8], way: Way) -> Result<Vec<u8>> {
    let (lgwin, lgblock) = match way {
        Way::Code => (18, 16),
        Way::Text => (22, 0),
    };
    let parameters = BrotliEncoderParams {
        quality: 11,
        lgwin,
        lgblock,
        mode: BrotliEncoderMode::BROTLI_MODE_GENERIC,
        size_hint: content.len(),
        ..Default::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut out, &parameters)?;
    Ok(out)
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
            &mut &brotli(text.as_bytes(), Way::Text).unwrap()[..],
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
