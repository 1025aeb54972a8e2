//! A small static server: the built page on this machine, with the headers a museum's server should send.
//!
//! It answers GET and HEAD for the files of one folder and nothing else. Used by `cargo xtask serve` and by
//! the browser tests, which can mount the folder under a sub-path and make single files fail.

mod fault;
mod file;
mod http;

use std::fs;
use std::io::BufReader;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context, Result};
use http::{Answer, Request};

pub use fault::{Fault, Faults};
pub use file::mime;

/// Sent with every answer. `frame-ancestors` and the four after the policy cannot stand in the page itself.
pub const HEADERS: [(&str, &str); 7] = [
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; \
         form-action 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types arrow-war; \
         frame-ancestors *",
    ),
    // A host with COEP may embed the page, and a sandboxed frame, whose origin is opaque, may load its parts.
    ("Cross-Origin-Resource-Policy", "cross-origin"),
    ("Cross-Origin-Embedder-Policy", "require-corp"),
    ("Access-Control-Allow-Origin", "*"),
    (
        "Permissions-Policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), fullscreen=*",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
];

/// A policy, or a page with one, that lets in the files of an origin by its address, besides as 'self': in a frame
/// without an origin 'self' is nobody to WebKit.
pub fn with_origin(text: &str, origin: &str) -> String {
    text.replace("'self'", &["'self' ", origin].concat())
}

#[derive(Clone, Default)]
pub struct Options {
    /// 0 takes any free port.
    pub port: u16,
    /// Mount the folder below this path, as `museum/maps`.
    pub prefix: String,
    pub faults: Option<Faults>,
    /// The policy names this server's own address.
    pub names_itself: bool,
}

/// A running server; it stops when this is dropped.
pub struct Server {
    address: SocketAddr,
    prefix: String,
    stopped: Arc<AtomicBool>,
}

/// A browser that asks for nothing more for so long is let go.
const IDLE: Duration = Duration::from_secs(60);

/// How often a file that hangs is asked whether it may go on.
const HANG_POLL: Duration = Duration::from_millis(50);

/// What is served, and how.
struct Site {
    folder: PathBuf,
    prefix: String,
    faults: Option<Faults>,
    /// Its own address, where the policy is to name it.
    origin: Option<String>,
    stopped: Arc<AtomicBool>,
}

impl Server {
    /// Serves `folder` on this machine only. Each connection has a thread of its own: a browser opens six, and a
    /// page with twenty maps many more.
    ///
    /// # Errors
    /// When the port is taken.
    pub fn start(folder: &Path, options: Options) -> Result<Server> {
        let listener = TcpListener::bind(("127.0.0.1", options.port)).with_context(|| {
            format!(
                "Port {} is taken; choose another with --port, or 0 for any.",
                options.port
            )
        })?;
        let address = listener
            .local_addr()
            .context("The server has no address.")?;
        let stopped = Arc::new(AtomicBool::new(false));
        let prefix = options.prefix.trim_matches('/').to_owned();
        let site = Arc::new(Site {
            folder: folder.to_owned(),
            prefix: prefix.clone(),
            faults: options.faults,
            origin: options.names_itself.then(|| format!("http://{address}")),
            stopped: stopped.clone(),
        });
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if site.stopped.load(Ordering::SeqCst) {
                    return;
                }
                let site = site.clone();
                std::thread::spawn(move || converse(&site, stream));
            }
        });
        Ok(Server {
            address,
            prefix,
            stopped,
        })
    }

    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The address of the page, with a `/` at its end.
    pub fn url(&self) -> String {
        let slash = if self.prefix.is_empty() { "" } else { "/" };
        format!("{}/{}{slash}", self.origin(), self.prefix)
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.address); // Wakes the listener, which then ends.
    }
}

/// Answers what comes over a connection until it ends or the server has stopped.
fn converse(site: &Site, stream: TcpStream) {
    let _ = stream.set_read_timeout(Some(IDLE));
    let _ = stream.set_nodelay(true);
    let Ok(mut out) = stream.try_clone() else {
        return;
    };
    let mut input = BufReader::new(stream);
    while let Some(request) = Request::read(&mut input) {
        if site.stopped.load(Ordering::SeqCst) {
            return;
        }
        let mut answer = answer(&request, &site.folder, &site.prefix, site.faults.as_ref());
        if let Some(origin) = &site.origin {
            for (_, value) in &mut answer.headers {
                *value = with_origin(value, origin);
            }
        }
        // The browser may have gone away: that is no fault of ours.
        if answer.write(&request, &mut out).is_err() || request.is_last() {
            return;
        }
    }
}

fn answer(request: &Request, folder: &Path, prefix: &str, faults: Option<&Faults>) -> Answer {
    let path = request.url.split(['?', '#']).next().unwrap_or_default();
    let Some(path) = file::below(path, prefix) else {
        return plain(request, 404, "There is nothing here.");
    };
    if !matches!(request.method.as_str(), "GET" | "HEAD") {
        return plain(request, 405, "This server only gives files.");
    }
    let Some(file) = file::locate(folder, path) else {
        return plain(request, 404, "There is no such file.");
    };
    let name = file
        .strip_prefix(folder)
        .unwrap_or(&file)
        .to_string_lossy()
        .replace('\\', "/");
    let now = || faults.and_then(|decide| decide(&name));
    let mut fault = now();
    while let Some(Fault::Hang) = fault {
        std::thread::sleep(HANG_POLL);
        fault = now();
    }
    match fault {
        Some(Fault::Status(code)) => {
            return plain(request, code, "This failure is made on purpose.");
        }
        Some(Fault::Portal) => {
            return send(
                request,
                200,
                "text/html; charset=utf-8",
                None,
                fault::PORTAL.into(),
                &file,
            );
        }
        Some(Fault::Empty) => {
            return send(request, 200, file::mime(&name), None, Vec::new(), &file);
        }
        Some(Fault::Truncated) => {
            let body = fs::read(&file).unwrap_or_default();
            return send(
                request,
                200,
                file::mime(&name),
                None,
                body[..body.len() / 2].to_vec(),
                &file,
            );
        }
        _ => {}
    }
    let mime = if let Some(Fault::Mime(wrong)) = fault {
        wrong
    } else {
        file::mime(&name)
    };
    let packed = encoding(request).and_then(|(encoding, suffix)| {
        let aside = PathBuf::from(format!("{}.{suffix}", file.display()));
        // A file edited after it was packed is served as it is now.
        let time = |path: &Path| fs::metadata(path).and_then(|data| data.modified()).ok();
        (time(&aside)? >= time(&file)?).then_some((encoding, fs::read(&aside).ok()?))
    });
    match packed {
        Some((encoding, body)) => send(request, 200, mime, Some(encoding), body, &file),
        None => match fs::read(&file) {
            Ok(body) => send(request, 200, mime, None, body, &file),
            Err(_) => plain(request, 404, "There is no such file."),
        },
    }
}

fn plain(request: &Request, code: u16, text: &str) -> Answer {
    send(
        request,
        code,
        "text/plain; charset=utf-8",
        None,
        format!("{text}\n").into_bytes(),
        Path::new(""),
    )
}

fn send(
    request: &Request,
    code: u16,
    mime: &str,
    encoding: Option<&str>,
    body: Vec<u8>,
    path: &Path,
) -> Answer {
    let tag = file::tag(path, encoding);
    let known = tag.is_some() && request.header("If-None-Match") == tag.as_deref();
    let (code, body) = if code == 200 && known {
        (304, Vec::new())
    } else {
        (code, body)
    };
    let mut headers: Vec<(&'static str, String)> = HEADERS
        .iter()
        .map(|(name, value)| (*name, (*value).to_owned()))
        .collect();
    headers.push(("Content-Type", mime.to_owned()));
    headers.push(("Vary", "Accept-Encoding".to_owned()));
    headers.push(("Cache-Control", file::cache_control(path).to_owned()));
    if let Some(encoding) = encoding {
        headers.push(("Content-Encoding", encoding.to_owned()));
    }
    if let Some(tag) = tag {
        headers.push(("ETag", tag));
    }
    Answer {
        code,
        headers,
        body,
    }
}

/// The best encoding that the browser takes: its name and the ending of the file that has it.
fn encoding(request: &Request) -> Option<(&'static str, &'static str)> {
    let header = request.header("Accept-Encoding")?;
    let accepted = |name: &str| {
        header.split(',').any(|part| {
            let (coding, weight) = part.split_once(';').unwrap_or((part, ""));
            coding.trim().eq_ignore_ascii_case(name)
                && !matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00")
        })
    };
    [("br", "br"), ("gzip", "gz")]
        .into_iter()
        .find(|(name, _)| accepted(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};

    fn folder(name: &str) -> PathBuf {
        let folder =
            std::env::temp_dir().join(format!("xtask-server-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("index.html"), "<!doctype html>page").unwrap();
        fs::write(folder.join("a.json"), "{\"a\":1}").unwrap();
        fs::write(folder.join("a.json.br"), "packed").unwrap();
        folder
    }

    fn ask(server: &Server, line: &str, headers: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", server.port())).unwrap();
        write!(
            stream,
            "{line} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{headers}\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn a_page_comes_with_every_header() {
        let server = Server::start(&folder("headers"), Options::default()).unwrap();
        let answer = ask(&server, "GET /", "");
        assert!(
            answer.starts_with("HTTP/1.1 200") && answer.ends_with("page"),
            "{answer}"
        );
        for (name, value) in HEADERS {
            assert!(
                answer.contains(&format!("{name}: {value}\r\n")),
                "{name} in {answer}"
            );
        }
        assert!(ask(&server, "POST /", "").starts_with("HTTP/1.1 405"));
    }

    #[test]
    fn the_guide_for_other_servers_says_the_same() {
        let guide = include_str!("../../../docs/hosting.md");
        for (name, value) in HEADERS {
            assert!(
                guide.matches(value).count() >= 4,
                "{name}: {value}: docs/hosting.md has another"
            );
        }
    }

    #[test]
    fn what_is_packed_goes_to_whom_it_suits() {
        let server = Server::start(&folder("packed"), Options::default()).unwrap();
        let answer = ask(&server, "GET /a.json?v=1", "Accept-Encoding: gzip, br\r\n");
        assert!(
            answer.contains("Content-Encoding: br") && answer.ends_with("packed"),
            "{answer}"
        );
        let answer = ask(&server, "GET /a.json", "Accept-Encoding: br;q=0\r\n");
        assert!(
            !answer.contains("Content-Encoding") && answer.ends_with("{\"a\":1}"),
            "{answer}"
        );
        let tag = answer
            .lines()
            .find_map(|line| line.strip_prefix("ETag: "))
            .unwrap();
        let again = ask(&server, "GET /a.json", &format!("If-None-Match: {tag}\r\n"));
        assert!(again.starts_with("HTTP/1.1 304"), "{again}");
    }

    #[test]
    fn nobody_leaves_the_folder() {
        let server = Server::start(&folder("inside"), Options::default()).unwrap();
        for path in [
            "/../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "//etc/passwd",
            "/a.json/..",
            "/..%5c",
            "/.git",
        ] {
            assert!(
                ask(&server, &format!("GET {path}"), "").starts_with("HTTP/1.1 404"),
                "{path}"
            );
        }
    }

    #[test]
    fn a_sub_path_and_faults_for_the_tests() {
        let options = Options {
            prefix: "museum/maps".into(),
            faults: Some(Arc::new(|path| {
                (path == "a.json").then_some(Fault::Truncated)
            })),
            ..Default::default()
        };
        let server = Server::start(&folder("faults"), options).unwrap();
        assert!(server.url().ends_with("/museum/maps/"));
        assert!(ask(&server, "GET /museum/maps/", "").ends_with("page"));
        assert!(ask(&server, "GET /", "").starts_with("HTTP/1.1 404"));
        assert!(ask(&server, "GET /museum/maps/a.json", "").ends_with("\r\n\r\n{\"a"));
    }
}
