//! Stands in for `wasm-streams`, which Leptos brings for server functions. This page has no server, so nothing here
//! is ever called. The real crate exports classes to JavaScript that no linker may drop: 3 KB of the page.

use futures_core::Stream;
use std::pin::Pin;
use wasm_bindgen::JsValue;

/// What travels in a stream.
type Piece = Result<JsValue, JsValue>;

pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    pub fn from_raw(raw: web_sys::ReadableStream) -> ReadableStream {
        ReadableStream(raw)
    }

    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// # Panics
    /// Always: there is no server to stream to.
    pub fn from_stream(_: impl Stream<Item = Piece> + 'static) -> ReadableStream {
        panic!("this page has no server functions")
    }

    /// # Panics
    /// Always: there is no server to stream from.
    pub fn into_stream(self) -> Pin<Box<dyn Stream<Item = Piece>>> {
        panic!("this page has no server functions")
    }
}
