//! HTTP/1.1 as far as a static server needs it: a request is read, an answer is written.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

/// A longer head is no request of a browser, bytes.
const MAX_HEAD: u64 = 64 << 10;

/// A request without its body: this server takes none.
pub struct Request {
    pub method: String,
    pub url: String,
    headers: Vec<(String, String)>,
}

impl Request {
    /// The next request of a connection; `None` at its end, or when what comes is no request.
    pub fn read(stream: &mut BufReader<TcpStream>) -> Option<Request> {
        let mut head = stream.by_ref().take(MAX_HEAD);
        let mut line = || -> Option<String> {
            let mut line = String::new();
            let read = head.read_line(&mut line).ok()?;
            (read > 0 && line.ends_with('\n')).then(|| line.trim_end().to_owned())
        };
        let first = line()?;
        let mut words = first.split(' ');
        let (method, url) = (words.next()?.to_owned(), words.next()?.to_owned());
        words
            .next()
            .filter(|version| version.starts_with("HTTP/1."))?;
        let mut headers = vec![];
        loop {
            let line = line()?;
            if line.is_empty() {
                break;
            }
            let (name, value) = line.split_once(':')?;
            headers.push((name.to_owned(), value.trim().to_owned()));
        }
        Some(Request {
            method,
            url,
            headers,
        })
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let own = self
            .headers
            .iter()
            .find(|(other, _)| other.eq_ignore_ascii_case(name));
        own.map(|(_, value)| value.as_str())
    }

    /// Does the connection end with this request? One with a body does, since the body is not read.
    pub fn is_last(&self) -> bool {
        let close = self.header("Connection");
        close.is_some_and(|value| value.eq_ignore_ascii_case("close"))
            || !matches!(self.method.as_str(), "GET" | "HEAD")
    }
}

/// What is answered.
pub struct Answer {
    pub code: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    /// Writes it as the answer to a request.
    ///
    /// # Errors
    /// When the browser has gone away.
    pub fn write(&self, request: &Request, stream: &mut TcpStream) -> std::io::Result<()> {
        let mut head = format!(
            "HTTP/1.1 {} {}\r\nContent-Length: {}\r\nConnection: {}\r\n",
            self.code,
            reason(self.code),
            self.body.len(),
            if request.is_last() {
                "close"
            } else {
                "keep-alive"
            },
        );
        for (name, value) in &self.headers {
            head += &format!("{name}: {value}\r\n");
        }
        head += "\r\n";
        stream.write_all(head.as_bytes())?;
        if request.method != "HEAD" {
            stream.write_all(&self.body)?;
        }
        stream.flush()
    }
}

fn reason(code: u16) -> &'static str {
    match code {
        200 => "OK",
        304 => "Not Modified",
        404 => "Not Found",
        405 => "Method Not Allowed",
        _ => "Status",
    }
}
