//! Fetch: files of the record, as parsed JSON, with a version that outlives caches.
//!
//! A passing fault is tried again; what stays broken is an error that says what the server answered.

use crate::campaign::read::{Files, Node};
use js_sys::{Array, Float64Array, JsString, Promise, Reflect};
use leptos::prelude::*;
use std::future::Future;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::RequestCache;

/// A file that does not come within this time is tried again, milliseconds.
const TIMEOUT_MS: u32 = 10_000;
const TRIES: u32 = 3;
const PAUSE_MS: i32 = 900;
/// Larger files are refused, characters.
const MAX_LENGTH: u32 = 8 << 20;

/// A JSON value of the page.
#[derive(Clone)]
pub struct JsNode(JsValue);

impl Node for JsNode {
    fn member(&self, name: &str) -> Option<JsNode> {
        let value = Reflect::get(&self.0, &name.into()).ok()?;
        (!value.is_undefined() && !value.is_null()).then_some(JsNode(value))
    }

    fn items(&self) -> Option<Vec<JsNode>> {
        self.0
            .dyn_ref::<Array>()
            .map(|array| array.iter().map(JsNode).collect())
    }

    fn string(&self) -> Option<String> {
        self.0.as_string()
    }

    fn number(&self) -> Option<f64> {
        // `true` and `false` count as 1 and 0.
        self.0.as_f64().or_else(|| self.0.as_bool().map(f64::from))
    }

    fn numbers(&self) -> Option<Vec<f64>> {
        // One crossing for a whole line: JavaScript flattens, and what is no number becomes NaN.
        let flat = self.0.dyn_ref::<Array>()?.flat(4);
        Some(Float64Array::new(&flat).to_vec())
    }
}

/// The folder of the record: file names with their versions, from `#app`.
pub struct Source {
    /// `geodata/`, or the folder of another campaign: `?campaign=FOLDER/`.
    folder: String,
    versions: Vec<(String, String)>,
    /// What was asked for and is no folder below the page.
    pub refused: Option<String>,
}

/// Words of the interface are the page's own, whatever campaign it draws.
const HOME: &str = "geodata/";

impl Source {
    pub fn new() -> Source {
        let list = super::element("app").and_then(|app| app.get_attribute("data-files"));
        let versions = list
            .unwrap_or_default()
            .split(' ')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, version)| (name.to_string(), version.to_string()))
            .collect();
        let search = window().location().search().unwrap_or_default();
        let asked = search.strip_prefix("?campaign=").unwrap_or(HOME);
        // A folder below the page: of the same origin, and nothing that leads out of it.
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_');
        let good = asked.chars().all(is_plain) && !asked.starts_with('/') && asked.ends_with('/');
        Source {
            folder: if good { asked } else { HOME }.into(),
            versions,
            refused: (!good).then(|| search.clone()),
        }
    }

    /// Names of the listed files that begin so.
    pub fn names_starting(&self, start: &str) -> Vec<String> {
        let names = self.versions.iter().map(|(name, _)| name);
        names
            .filter(|name| self.folder == HOME && name.starts_with(start))
            .cloned()
            .collect()
    }

    /// The address of a file, with its version.
    pub fn address(&self, name: &str) -> String {
        let folder = match name.starts_with("words/") {
            true => HOME,
            false => &self.folder,
        };
        let version = self.versions.iter().find(|(known, _)| known == name);
        let version = version.filter(|_| folder == HOME);
        let (sign, version) = version.map_or(("", ""), |(_, version)| ("?v=", version));
        [folder, name, sign, version].concat()
    }

    /// Starts to fetch a file at once; the answer may be awaited later.
    pub fn get(&self, name: &str) -> impl Future<Output = Result<JsNode, String>> + use<> {
        let url = self.address(name);
        let first = request(&url, RequestCache::Default);
        async move {
            let mut answer = parsed(first).await;
            for _ in 1..TRIES {
                match answer {
                    Err(Failure::Passing(_)) => {
                        pause(PAUSE_MS).await;
                        // Past the browser's cache, where it would wait for the one that hangs.
                        answer = parsed(request(&url, RequestCache::Reload)).await;
                    }
                    _ => break,
                }
            }
            answer.map(JsNode).map_err(|failure| match failure {
                Failure::Passing(message) | Failure::Lasting(message) => message,
            })
        }
    }

    /// The files of some roles, side by side.
    pub async fn get_all(&self, names: &[(String, String)], roles: &[&str]) -> Files<JsNode> {
        let under_way: Vec<_> = names
            .iter()
            .filter(|(role, _)| roles.contains(&role.as_str()))
            .map(|(role, name)| (role.clone(), self.get(name)))
            .collect();
        let mut files = vec![];
        for (role, answer) in under_way {
            files.push((role, answer.await));
        }
        Files(files)
    }
}

enum Failure {
    /// Worth another try.
    Passing(String),
    Lasting(String),
}

fn request(url: &str, cache: RequestCache) -> Promise {
    let options = web_sys::RequestInit::new();
    options.set_cache(cache);
    options.set_signal(Some(&web_sys::AbortSignal::timeout_with_u32(TIMEOUT_MS)));
    window().fetch_with_str_and_init(url, &options)
}

async fn parsed(request: Promise) -> Result<JsValue, Failure> {
    let passing = |_| Failure::Passing("did not arrive; check the connection".into());
    let response: web_sys::Response = JsFuture::from(request)
        .await
        .map_err(passing)?
        .unchecked_into();
    if !response.ok() {
        let message = "the server answered ".to_string() + &response.status().to_string();
        return Err(match response.status() {
            500.. | 408 | 429 => Failure::Passing(message),
            _ => Failure::Lasting(message + "; is the file in the folder?"),
        });
    }
    let text = response.text().map_err(passing)?;
    let text = JsFuture::from(text).await.map_err(passing)?;
    let text: JsString = text.unchecked_into();
    if text.length() > MAX_LENGTH {
        return Err(Failure::Lasting(
            "larger than 8 MiB; generalise or split it".into(),
        ));
    }
    parse_json(&text).map_err(|_| Failure::Passing("is not valid JSON, or was cut short".into()))
}

#[wasm_bindgen]
extern "C" {
    /// Of a text that stays the page's: a large file that goes into WebAssembly and back is decoded twice.
    #[wasm_bindgen(catch, js_namespace = JSON, js_name = parse)]
    fn parse_json(text: &JsString) -> Result<JsValue, JsValue>;
}

async fn pause(ms: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms);
    });
    let _ = JsFuture::from(promise).await;
}
