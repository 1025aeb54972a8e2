//! The bench: sessions, servers, copies of the page with a part exchanged, and polling.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::future::Future;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use thirtyfour::common::command::{Actions, Command};
use thirtyfour::prelude::*;
use thirtyfour::{Capabilities, WebDriver};
use tokio::runtime::Runtime;
use xtask::server::{self, Options, Server};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

pub type Run = Pin<Box<dyn Future<Output = Result<()>> + Send>>;

pub struct Test {
    pub title: &'static str,
    pub run: fn(Bench) -> Run,
    pub only: Option<Only>,
}

/// Why a test runs in Chromium and in no other engine.
#[derive(Clone, Copy)]
pub enum Only {
    /// It uses Chromium's own protocol.
    Chromium,
    /// It takes long and asks what every engine answers alike: arithmetic of days and cameras, a rule of axe-core
    /// in a further language, a file broken in one more way, a window of one more size. Layout, fonts, input, focus,
    /// loading and the policy are where engines differ, and are tested in each.
    Once,
}

impl Test {
    pub fn runs_in(&self, engine: Engine) -> bool {
        self.only.is_none() || engine == Engine::Chromium
    }
}

/// `tests! { "A sentence." => function, @Once "Another." => function }`
macro_rules! tests {
    ($($(@$only:ident)? $title:literal => $run:path),* $(,)?) => {
        pub fn tests() -> Vec<crate::kit::Test> {
            vec![$(crate::kit::Test {
                title: concat!($title $(, " (", stringify!($only), ")")?),
                run: |bench| Box::pin($run(bench)),
                only: None $(.or(Some(crate::kit::Only::$only)))?,
            }),*]
        }
    };
}
pub(crate) use tests;

/// What all tests share.
pub struct Kit {
    pub engine: Engine,
    /// The page as built.
    pub dist: PathBuf,
    /// The page with the probe before its scripts.
    pub watched: PathBuf,
    work: PathBuf,
    webdriver: String,
    session: Mutex<Option<WebDriver>>,
    /// What passed at the second try only.
    unsteady: Mutex<Vec<&'static str>>,
    runtime: Runtime,
}

/// Longer than this no test waits for one thing.
const PATIENCE: Duration = Duration::from_secs(60);
/// Longer than this no script runs; the clock of `clock.js` knows a timer of this length as the driver's.
const SCRIPT: Duration = Duration::from_secs(110);
/// How many hours of a gallery the soak lets pass; a fast clock makes half an hour of them a minute. `SOAK_HOURS=2`
/// is for a release.
pub fn soak_hours() -> f64 {
    let wanted = std::env::var("SOAK_HOURS").ok();
    wanted.and_then(|hours| hours.parse().ok()).unwrap_or(0.5)
}

/// A test that takes longer is named.
const SLOW: Duration = Duration::from_secs(10);
const POLL: Duration = Duration::from_millis(25);
/// The window of a test that asks for no other.
pub const WINDOW: (i64, i64) = (1400, 900);

impl Kit {
    pub fn from_environment() -> Result<&'static Kit> {
        let of = |name: &str| {
            std::env::var(name).with_context(|| {
                format!("{name} is not set: `cargo xtask test` starts these tests.")
            })
        };
        let engine = match of("BROWSER")?.as_str() {
            "chromium" => Engine::Chromium,
            "firefox" => Engine::Firefox,
            "webkit" => Engine::WebKit,
            other => bail!("BROWSER is '{other}'; it must be chromium, firefox or webkit."),
        };
        let dist = PathBuf::from(of("DIST_DIR")?);
        ensure!(
            dist.join("index.html").is_file(),
            "DIST_DIR has no index.html: `cargo xtask dist` builds the page."
        );
        let work = std::env::temp_dir().join(format!("browser-ring-{}", std::process::id()));
        let mut kit = Kit {
            engine,
            dist,
            watched: PathBuf::new(),
            work,
            webdriver: of("WEBDRIVER_URL")?,
            session: Mutex::new(None),
            unsteady: Mutex::new(vec![]),
            runtime: Runtime::new()?,
        };
        kit.watched = kit.copy("watched", &BTreeMap::new())?;
        Ok(Box::leak(Box::new(kit)))
    }

    /// A copy of the page with the probe, in which some files have another content.
    pub fn copy(&self, name: &str, changed: &BTreeMap<String, Vec<u8>>) -> Result<PathBuf> {
        let to = self.work.join(name);
        // A second copy over the first would write through its links into the built page.
        if to.exists() {
            fs::remove_dir_all(&to)?;
        }
        copy_folder(&self.dist, &to)?;
        let page = fs::read_to_string(self.dist.join("index.html"))?;
        let page = page.replacen(
            "<meta charset=\"utf-8\">",
            "<meta charset=\"utf-8\"><script src=\"probe.js\"></script>",
            1,
        );
        // It would store the page behind the back of tests that change files between two visits.
        let page = page.replacen(" data-worker=\"sw.js\"", "", 1);
        ensure!(
            page.contains("probe.js"),
            "index.html has no place for the probe."
        );
        replace(&to, "index.html", page.as_bytes())?;
        replace(&to, "probe.js", include_bytes!("probe.js"))?;
        for (file, content) in changed {
            replace(&to, file, content)?;
        }
        Ok(to)
    }

    /// Runs a test. A real browser on a busy machine fails now and then for no fault of the page: what fails is tried
    /// once more in a browser of its own, and named at the end.
    pub fn run(&'static self, test: &Test) -> Result<()> {
        self.try_once(test).or_else(|_| {
            self.try_once(test)?;
            let mut unsteady = self.unsteady.lock().unwrap_or_else(PoisonError::into_inner);
            unsteady.push(test.title);
            Ok(())
        })
    }

    fn try_once(&'static self, test: &Test) -> Result<()> {
        let bench = self.bench()?;
        let limit = Duration::from_secs(400).mul_f64(soak_hours().max(1.0));
        let start = Instant::now();
        let result = self.runtime.block_on(async {
            match tokio::time::timeout(limit, (test.run)(bench)).await {
                Ok(result) => result,
                Err(_) => bail!("not over after {} s", limit.as_secs()),
            }
        });
        // At once, and not only at the end of all tests.
        if start.elapsed() > SLOW {
            eprintln!("  {:.0} s: {}", start.elapsed().as_secs_f64(), test.title);
        }
        if let Err(error) = &result {
            eprintln!("  {error:#}");
            self.end_session();
        }
        result
    }

    /// One piece of work in a session of its own, without the limits of a test: for the benchmark.
    #[allow(dead_code)]
    pub fn alone(&'static self, work: impl AsyncFnOnce(Bench) -> Result<()>) -> Result<()> {
        let bench = self.bench()?;
        self.runtime.block_on(work(bench))
    }

    fn bench(&'static self) -> Result<Bench> {
        let mut session = self.session.lock().unwrap_or_else(PoisonError::into_inner);
        if session.is_none() {
            *session = Some(self.runtime.block_on(self.connect())?);
        }
        let driver = session.clone().context("no session")?;
        Ok(Bench { kit: self, driver })
    }

    async fn connect(&self) -> Result<WebDriver> {
        let (width, height) = WINDOW;
        let capabilities = match self.engine {
            Engine::Chromium => json!({
                "browserName": "chrome",
                "goog:chromeOptions": {"args": [
                    "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
                    "--force-device-scale-factor=1", "--hide-scrollbars", "--lang=en-US",
                    format!("--window-size={width},{height}"),
                ]},
                "goog:loggingPrefs": {"browser": "ALL"},
            }),
            Engine::Firefox => json!({
                "browserName": "firefox",
                "moz:firefoxOptions": {
                    "args": ["-headless", format!("--width={width}"), format!("--height={height}")],
                    "prefs": {"intl.accept_languages": "en-US"},
                },
            }),
            // WebKitWebDriver knows where its MiniBrowser lies.
            Engine::WebKit => json!({}),
        };
        let map = capabilities.as_object().cloned().unwrap_or_default();
        let mut wanted = Capabilities::new();
        for (key, value) in map {
            wanted.set(key, value)?;
        }
        let driver = WebDriver::new(&self.webdriver, wanted)
            .await
            .with_context(|| {
                format!(
                    "{:?} gives no session; see whether its driver runs.",
                    self.engine
                )
            })?;
        driver.set_script_timeout(SCRIPT).await?;
        let _ = driver
            .set_window_rect(0, 0, width as u32, height as u32)
            .await;
        Ok(driver)
    }

    fn end_session(&self) {
        let session = self
            .session
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(driver) = session {
            let _ = self.runtime.block_on(driver.quit());
        }
    }

    pub fn end(&self) {
        self.end_session();
        for title in &*self.unsteady.lock().unwrap_or_else(PoisonError::into_inner) {
            eprintln!("  passed at the second try: {title}");
        }
        let _ = fs::remove_dir_all(&self.work);
    }
}

pub type Served = Server;

/// Serves a folder on a port that no test before has used: the browser keeps files and workers by origin.
pub fn start(folder: &Path, options: Options) -> Result<Server> {
    static USED: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());
    loop {
        let server = Server::start(folder, options.clone())?;
        let fresh = (USED.lock().unwrap_or_else(PoisonError::into_inner)).insert(server.port());
        if fresh || options.port != 0 {
            return Ok(server);
        }
    }
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let aim = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &aim)?;
        } else if fs::hard_link(entry.path(), &aim).is_err() {
            fs::copy(entry.path(), &aim)?;
        }
    }
    Ok(())
}

/// Puts a file in the place of another and of its packed forms; never writes through a link.
pub fn replace(folder: &Path, name: &str, content: &[u8]) -> Result<()> {
    let file = folder.join(name);
    for ending in ["", ".br", ".gz"] {
        let _ = fs::remove_file(format!("{}{ending}", file.display()));
    }
    fs::write(&file, content).with_context(|| format!("{name} cannot be written"))
}

/// The names of the record's files, below geodata/.
pub fn data_files(dist: &Path) -> Result<Vec<String>> {
    let mut names = vec![];
    for folder in ["", "base/"] {
        for entry in fs::read_dir(dist.join("geodata").join(folder))? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if name.ends_with(".json") || name.ends_with(".geojson") {
                names.push(format!("{folder}{name}"));
            }
        }
    }
    names.sort();
    Ok(names)
}

/// A session with everything a test needs.
#[derive(Clone)]
pub struct Bench {
    pub kit: &'static Kit,
    pub driver: WebDriver,
}

impl Bench {
    /// The page with the probe, on a port of its own.
    pub fn serve(&self) -> Result<Server> {
        start(&self.kit.watched, Options::default())
    }

    /// Serves the page to a frame without an origin: to WebKit as `cargo xtask dist --origin` writes it, to all others
    /// as it always is.
    pub fn serve_sandboxed(&self) -> Result<Server> {
        if self.kit.engine != Engine::WebKit {
            return self.serve();
        }
        let folder = self.kit.copy("named", &BTreeMap::new())?;
        let options = Options {
            names_itself: true,
            ..Options::default()
        };
        let server = start(&folder, options)?;
        let page = fs::read_to_string(folder.join("index.html"))?;
        let page = server::with_origin(&page, &server.origin());
        replace(&folder, "index.html", page.as_bytes())?;
        Ok(server)
    }

    /// Opens the page and waits until the map answers.
    pub async fn open(&self, server: &Server, fragment: &str) -> Result<()> {
        self.open_only(server, fragment).await?;
        self.answers().await
    }

    pub async fn open_only(&self, server: &Server, fragment: &str) -> Result<()> {
        self.driver.goto("about:blank").await?;
        self.driver
            .goto(format!("{}#{fragment}", server.url()))
            .await?;
        Ok(())
    }

    /// The map answers and the book has come.
    pub async fn answers(&self) -> Result<()> {
        self.until(
            "the map answers",
            "return window.arrowWar?.ready === true && document.querySelectorAll('.chapter').length > 0",
        )
        .await
    }

    pub async fn js(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        let answer = self.driver.execute(script, arguments).await;
        Ok(answer
            .with_context(|| format!("script: {}", brief(script)))?
            .json()
            .clone())
    }

    /// The value of an async function's body.
    pub async fn js_async(&self, body: &str, arguments: Vec<Value>) -> Result<Value> {
        let script = format!(
            "const done = arguments[arguments.length - 1];\
             const given = [...arguments].slice(0, -1);\
             (async (...arguments) => {{ {body} }})(...given).then((value) => done([value]), \
             (error) => done(String(error?.stack ?? error)));"
        );
        let answer = self.driver.execute_async(script, arguments).await;
        match answer
            .with_context(|| format!("script: {}", brief(body)))?
            .json()
        {
            Value::Array(values) => Ok(values.first().cloned().unwrap_or_default()),
            failure => bail!("{failure} in {}", brief(body)),
        }
    }

    pub async fn text(&self, script: &str) -> Result<String> {
        let value = self.js(script, vec![]).await?;
        value
            .as_str()
            .map(str::to_owned)
            .with_context(|| format!("{value} is no text: {}", brief(script)))
    }

    pub async fn number(&self, script: &str) -> Result<f64> {
        let value = self.js(script, vec![]).await?;
        value
            .as_f64()
            .with_context(|| format!("{value} is no number: {}", brief(script)))
    }

    pub async fn holds(&self, script: &str) -> Result<bool> {
        Ok(self.js(script, vec![]).await? == Value::Bool(true))
    }

    /// Polls until a script returns true.
    pub async fn until(&self, what: &str, script: &str) -> Result<()> {
        self.until_within(what, script, PATIENCE).await
    }

    pub async fn until_within(&self, what: &str, script: &str, time: Duration) -> Result<()> {
        let start = Instant::now();
        loop {
            let now = self.js(script, vec![]).await;
            match now {
                Ok(Value::Bool(true)) => return Ok(()),
                _ if start.elapsed() > time => {
                    let state = self
                        .js(
                            "return [location.href, document.documentElement.dataset.fault ?? '', \
                             document.getElementById('date')?.dateTime ?? '', \
                             JSON.stringify(window.__probe?.errors ?? []),\
                             performance.getEntriesByType('resource').map((e) => e.name.split('/').pop().split('?')[0]\
                               + ' ' + Math.round(e.startTime) + '-' + Math.round(e.responseEnd)).join()].join(' | ')",
                            vec![],
                        )
                        .await;
                    bail!(
                        "never: {what} (last answer {now:?}; the page: {})",
                        state.unwrap_or_default()
                    );
                }
                _ => tokio::time::sleep(POLL).await,
            }
        }
    }

    /// Goes to a day and waits until the card has followed.
    pub async fn seek(&self, day: &str) -> Result<()> {
        self.js_async("await arrowWar.seek(arguments[0])", vec![json!(day)])
            .await?;
        self.until(
            "the card follows",
            "return document.getElementById('card').getAttribute('aria-busy') === 'false'",
        )
        .await
    }

    pub async fn date(&self) -> Result<String> {
        self.text("return document.getElementById('date').dateTime")
            .await
    }

    /// Waits until the date shown is this one.
    pub async fn until_date(&self, day: &str) -> Result<()> {
        self.until(
            &format!("the date is {day}"),
            &format!("return document.getElementById('date').dateTime === '{day}'"),
        )
        .await
    }

    /// Waits until the effects of what was done are drawn.
    pub async fn drawn(&self) -> Result<()> {
        self.js_async(
            "for (let i = 0; i < 2; i++) await new Promise((r) => requestAnimationFrame(r))",
            vec![],
        )
        .await
        .map(drop)
    }

    /// Waits until the camera rests: the map's transform is the same over several frames, and lettering stands.
    pub async fn rests(&self) -> Result<String> {
        let value = self
            .js_async(
                "const now = () => document.querySelector('#map .layer.ground > g').getAttribute('transform');\
                 let same = 0, before = now();\
                 for (let i = 0; i < 600 && same < 6; i++) {\
                   await new Promise((r) => requestAnimationFrame(r));\
                   const moves = document.querySelector('.lettering[data-moves]');\
                   same = now() === before && !moves ? same + 1 : 0; before = now();\
                 }\
                 return before",
                vec![],
            )
            .await?;
        Ok(value.as_str().unwrap_or_default().to_owned())
    }

    pub async fn find(&self, css: &str) -> Result<WebElement> {
        let found = self.driver.find(By::Css(css)).await;
        found.with_context(|| format!("there is no {css}"))
    }

    pub async fn click(&self, css: &str) -> Result<()> {
        let element = self.find(css).await?;
        // WebKit's driver seeks an element of an enlarged page where it would stand on one that is not.
        if self.kit.engine == Engine::WebKit
            && self.holds("return (window.__zoom?.() ?? 1) !== 1").await?
        {
            let (x, y) = self.middle(css).await?;
            let free = "const [css, x, y] = arguments; return document.querySelector(css).contains(document.elementFromPoint(x, y))";
            let is_free = self.js(free, vec![json!(css), json!(x), json!(y)]).await?;
            ensure!(is_free == true, "something lies on {css} at {x}, {y}");
            return self.press_at("mouse", (x, y)).await;
        }
        element
            .click()
            .await
            .with_context(|| format!("{css} cannot be clicked"))
    }

    /// The middle of an element, which is scrolled into view, in pixels of the window.
    pub async fn middle(&self, css: &str) -> Result<(f64, f64)> {
        let at = self
            .js(
                "const node = document.querySelector(arguments[0]);\
                 node.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });\
                 const { x, y, width, height } = __box(node); return [x + width / 2, y + height / 2]",
                vec![json!(css)],
            )
            .await?;
        Ok((
            at[0].as_f64().context("no x")?,
            at[1].as_f64().context("no y")?,
        ))
    }

    /// A press of the mouse or of a finger, in pixels of the window.
    pub async fn press_at(&self, pointer: &str, at: (f64, f64)) -> Result<()> {
        self.actions(json!([{"type": "pointer", "id": pointer, "parameters": {"pointerType": pointer}, "actions": [
            {"type": "pointerMove", "duration": 0, "x": at.0 as i64, "y": at.1 as i64, "origin": "viewport"},
            {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0},
        ]}]))
        .await
    }

    pub async fn focus(&self, css: &str) -> Result<()> {
        self.js(
            "document.querySelector(arguments[0]).focus()",
            vec![json!(css)],
        )
        .await
        .map(drop)
    }

    /// Presses keys, one after the other, where the focus is.
    pub async fn press(&self, keys: &[&str]) -> Result<()> {
        let mut steps = vec![];
        for key in keys {
            steps.push(json!({"type": "keyDown", "value": key}));
            steps.push(json!({"type": "keyUp", "value": key}));
        }
        self.actions(json!([{"type": "key", "id": "keys", "actions": steps}]))
            .await
    }

    pub async fn press_with(&self, modifier: &str, key: &str) -> Result<()> {
        let steps = json!([
            {"type": "keyDown", "value": modifier}, {"type": "keyDown", "value": key},
            {"type": "keyUp", "value": key}, {"type": "keyUp", "value": modifier},
        ]);
        self.actions(json!([{"type": "key", "id": "keys", "actions": steps}]))
            .await
    }

    /// Drags the mouse between two places of the window, in several moves.
    pub async fn drag(&self, from: (f64, f64), to: (f64, f64)) -> Result<()> {
        let at = |part: f64| {
            let x = (from.0 + (to.0 - from.0) * part).round() as i64;
            let y = (from.1 + (to.1 - from.1) * part).round() as i64;
            json!({"type": "pointerMove", "duration": 16, "x": x, "y": y, "origin": "viewport"})
        };
        let mut steps = vec![at(0.0), json!({"type": "pointerDown", "button": 0})];
        steps.extend((1..=8).map(|step| at(f64::from(step) / 8.0)));
        steps.push(json!({"type": "pointerUp", "button": 0}));
        self.actions(json!([{
            "type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": steps,
        }]))
        .await
    }

    pub async fn actions(&self, actions: Value) -> Result<()> {
        self.driver
            .cmd(Command::PerformActions(Actions::from(actions)))
            .await?;
        Ok(())
    }

    /// Lets the page be touched by two fingers, or by none; in Chromium.
    pub async fn two_fingers(&self, enabled: bool) -> Result<()> {
        let touch = match enabled {
            true => json!({"enabled": true, "maxTouchPoints": 2}),
            false => json!({"enabled": false}),
        };
        self.cdp("Emulation.setTouchEmulationEnabled", touch)
            .await
            .map(drop)
    }

    /// What the fingers do, and where each then is; in Chromium.
    pub async fn touch(&self, kind: &str, points: &[(f64, f64)]) -> Result<()> {
        let points: Vec<_> = (points.iter().enumerate())
            .map(|(id, (x, y))| json!({"x": x, "y": y, "id": id}))
            .collect();
        let event = json!({"type": kind, "touchPoints": points});
        self.cdp("Input.dispatchTouchEvent", event).await.map(drop)
    }

    /// Chromium's own protocol.
    pub async fn cdp(&self, method: &str, parameters: Value) -> Result<Value> {
        let answer = self.driver.cdp().send_raw(method, parameters).await;
        answer.with_context(|| method.to_owned())
    }

    /// What the probe has seen: no error, no violation of the policy, no request to another origin.
    pub async fn quiet(&self) -> Result<()> {
        let seen = self
            .js(
                "const other = performance.getEntriesByType('resource').map((entry) => entry.name)\
                   .filter((name) => !name.startsWith(location.origin + '/') && !name.startsWith('data:'));\
                 return [...__probe.errors, ...__probe.warnings, ...__probe.violations, ...other]",
                vec![],
            )
            .await?;
        ensure!(seen == json!([]), "the page said: {seen}");
        Ok(())
    }
}

fn brief(script: &str) -> String {
    script.chars().take(160).collect()
}

pub mod keys {
    pub const TAB: &str = "\u{e004}";
    pub const SHIFT: &str = "\u{e008}";
    pub const F5: &str = "\u{e035}";
    pub const ENTER: &str = "\u{e007}";
    pub const ESCAPE: &str = "\u{e00c}";
    pub const PAGE_UP: &str = "\u{e00e}";
    pub const PAGE_DOWN: &str = "\u{e00f}";
    pub const END: &str = "\u{e010}";
    pub const HOME: &str = "\u{e011}";
    pub const LEFT: &str = "\u{e012}";
    pub const UP: &str = "\u{e013}";
    pub const RIGHT: &str = "\u{e014}";
    pub const DOWN: &str = "\u{e015}";
}

/// A page of another origin that shows frames, as a museum's site embeds the map.
pub struct Host {
    pub url: String,
    stop: Arc<std::sync::atomic::AtomicBool>,
    port: u16,
}

/// Serves one HTML text to whoever asks.
pub fn host(html: String) -> Result<Host> {
    host_with(html, "")
}

/// The same, with further headers, each ended by a line break.
pub fn host_with(html: String, headers: &'static str) -> Result<Host> {
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    let port = listener.local_addr()?.port();
    let stop = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let stopped = stop.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            if stopped.load(std::sync::atomic::Ordering::SeqCst) {
                break;
            }
            let Ok(mut stream) = stream else { continue };
            let _ = stream.set_read_timeout(Some(Duration::from_millis(500)));
            let mut request = [0; 2048];
            let _ = stream.read(&mut request);
            let _ = write!(
                stream,
                "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\
                 {headers}Connection: close\r\n\r\n{html}",
                html.len()
            );
        }
    });
    Ok(Host {
        url: format!("http://localhost:{port}/"),
        stop,
        port,
    })
}

impl Drop for Host {
    fn drop(&mut self) {
        self.stop.store(true, std::sync::atomic::Ordering::SeqCst);
        let _ = std::net::TcpStream::connect(("127.0.0.1", self.port));
    }
}
