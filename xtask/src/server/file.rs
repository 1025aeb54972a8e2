//! From the path of a request to a file of the folder, and what is said about that file.

use std::fs;
use std::path::{Component, Path, PathBuf};
use std::time::UNIX_EPOCH;

/// The path below the prefix.
pub fn below<'a>(path: &'a str, prefix: &str) -> Option<&'a str> {
    let path = path.trim_start_matches('/');
    if prefix.is_empty() {
        return Some(path);
    }
    path.strip_prefix(prefix)?.strip_prefix('/')
}

/// The file that a path means; `None` for everything outside the folder, hidden or absent.
pub fn locate(folder: &Path, path: &str) -> Option<PathBuf> {
    let decoded = decode(path)?;
    if decoded.contains(['\\', '\0', ':']) {
        return None;
    }
    let mut file = folder.to_owned();
    for part in Path::new(&decoded).components() {
        match part {
            Component::Normal(name) if !name.to_string_lossy().starts_with('.') => file.push(name),
            _ => return None,
        }
    }
    if file.is_dir() {
        file.push("index.html");
    }
    // A link inside the folder must not lead out of it.
    let real = file.canonicalize().ok()?;
    (real.is_file() && real.starts_with(folder.canonicalize().ok()?)).then_some(file)
}

/// Undoes percent-encoding; `None` when it is broken.
fn decode(path: &str) -> Option<String> {
    let mut bytes = path.bytes();
    let mut out = Vec::with_capacity(path.len());
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let mut digit = || char::from(bytes.next()?).to_digit(16);
            out.push((digit()? * 16 + digit()?) as u8);
        } else {
            out.push(byte);
        }
    }
    String::from_utf8(out).ok()
}

/// The content type by the ending of the name.
pub fn mime(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "geojson" => "application/geo+json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "avif" => "image/avif",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// What is named after its content never changes; the rest is asked for again each time.
pub fn cache_control(file: &Path) -> &'static str {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    match stem.rsplit_once('-') {
        Some((_, hash)) if hash.len() == 16 && hash.bytes().all(|b| b.is_ascii_hexdigit()) => {
            "public, max-age=31536000, immutable"
        }
        _ => "no-cache",
    }
}

/// A name for this state of a file, by its time and length.
pub fn tag(file: &Path, encoding: Option<&str>) -> Option<String> {
    let data = fs::metadata(file).ok()?;
    let time = data.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(format!(
        "\"{:x}-{:x}{}\"",
        time.as_nanos(),
        data.len(),
        encoding.unwrap_or_default()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn here() -> PathBuf {
        PathBuf::from(env!("CARGO_MANIFEST_DIR"))
    }

    #[test]
    fn a_file_is_found_and_nothing_outside() {
        assert_eq!(
            locate(&here(), "src/lib.rs"),
            Some(here().join("src/lib.rs"))
        );
        assert_eq!(
            locate(&here(), "src%2Flib.rs"),
            Some(here().join("src/lib.rs"))
        );
        for path in [
            "../Cargo.toml",
            "src/../Cargo.toml",
            "/etc/passwd",
            "%2e%2e/Cargo.toml",
            "..\\Cargo.toml",
            "C:/x",
            "a%00",
            "%zz",
            "%",
            "no-such",
        ] {
            assert_eq!(locate(&here(), path), None, "{path}");
        }
    }

    #[test]
    fn a_prefix_is_whole_names() {
        assert_eq!(below("/a/b.js", ""), Some("a/b.js"));
        assert_eq!(below("/maps/b.js", "maps"), Some("b.js"));
        assert_eq!(below("/mapsx/b.js", "maps"), None);
    }

    #[test]
    fn only_what_is_named_after_its_content_is_kept_for_ever() {
        assert!(cache_control(Path::new("app-0123456789abcdef.js")).contains("immutable"));
        for name in [
            "index.html",
            "geodata/places.geojson",
            "base/closeup-shanghai.json",
        ] {
            assert_eq!(cache_control(Path::new(name)), "no-cache");
        }
    }

    #[test]
    fn types_follow_the_ending() {
        assert_eq!(mime("app.wasm"), "application/wasm");
        assert_eq!(mime("LICENCE"), "application/octet-stream");
    }
}
