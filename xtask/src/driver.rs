//! A WebDriver for one browser, with a screen where it needs one.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::setup::{Browser, geckodriver};

/// A driver that waits for a test to connect, with a screen where it needs one; both end with it.
pub struct Driver {
    pub url: String,
    /// The screen, when one was started.
    pub display: Option<String>,
    children: Vec<Child>,
}

impl Driver {
    /// Starts the driver of a browser that [`crate::setup::ready`] has made ready.
    ///
    /// # Errors
    /// When it does not answer within twenty seconds, or its browser does not come up.
    pub fn start(browser: Browser) -> Result<Driver> {
        let mut driver = Driver {
            url: String::new(),
            display: None,
            children: Vec::new(),
        };
        if browser == Browser::WebKit && std::env::var_os("DISPLAY").is_none() {
            driver.start_screen()?;
        }
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let mut command = match browser {
            Browser::Chromium => Command::new("chromedriver"),
            Browser::Firefox => Command::new(geckodriver()?),
            Browser::WebKit => Command::new("WebKitWebDriver"),
        };
        match browser {
            Browser::Firefox => command.args(["--log", "error", "--port", &port.to_string()]),
            Browser::Chromium | Browser::WebKit => command.arg(format!("--port={port}")),
        };
        if let Some(display) = &driver.display {
            command.env("DISPLAY", display);
        }
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let name = command.get_program().to_string_lossy().into_owned();
        driver.children.push(command.spawn().with_context(|| {
            format!("{name} cannot be started; see whether it starts by hand.")
        })?);
        driver.url = format!("http://127.0.0.1:{port}");
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if start.elapsed() > Duration::from_secs(20) {
                bail!("{name} does not answer; see whether it starts by hand.");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        try_session(browser, port).with_context(|| {
            format!("{name} brings up no browser; see whether it starts by hand.")
        })?;
        Ok(driver)
    }

    fn start_screen(&mut self) -> Result<()> {
        let mut screen = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1600x1200x24",
                "-nolisten",
                "tcp",
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("Xvfb cannot be started; install it.")?;
        let mut number = String::new();
        if let Some(output) = screen.stdout.take() {
            BufReader::new(output).read_line(&mut number)?;
        }
        self.children.push(screen);
        if number.trim().is_empty() {
            bail!("Xvfb gives no screen; see whether it starts by hand.");
        }
        self.display = Some(format!(":{}", number.trim()));
        Ok(())
    }
}

/// Opens and closes the browser once. A machine that cannot show it at all (a container may forbid what it needs)
/// says nothing about the page, so this must fail here and not in every test.
fn try_session(browser: Browser, port: u16) -> Result<()> {
    let options = match browser {
        Browser::Chromium => {
            r#""goog:chromeOptions": {"args": ["--headless=new", "--no-sandbox"]}"#
        }
        Browser::Firefox => r#""moz:firefoxOptions": {"args": ["-headless"]}"#,
        Browser::WebKit => "",
    };
    let wanted = format!(r#"{{"capabilities": {{"alwaysMatch": {{{options}}}}}}}"#);
    let answer = ask(port, "POST /session", &wanted)?;
    let id = answer
        .split_once(r#""sessionId":""#)
        .and_then(|(_, rest)| rest.split('"').next())
        .with_context(|| answer.clone())?;
    ask(port, &format!("DELETE /session/{id}"), "").map(drop)
}

/// One request to a driver, and the body of its answer. Chromium's holds the connection open, so lengths count.
fn ask(port: u16, request: &str, body: &str) -> Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_secs(120)))?;
    write!(
        stream,
        "{request} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    )?;
    let mut answer = BufReader::new(stream);
    let (mut line, mut length) = (String::new(), 0);
    while answer.read_line(&mut line)? > 2 {
        if let Some(("content-length", value)) = line.to_ascii_lowercase().split_once(':') {
            length = value.trim().parse()?;
        }
        line.clear();
    }
    let mut body = vec![0; length];
    answer.read_exact(&mut body)?;
    Ok(String::from_utf8_lossy(&body).into_owned())
}

impl Drop for Driver {
    fn drop(&mut self) {
        // The driver first, then the screen it draws on.
        for child in self.children.iter_mut().rev() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
