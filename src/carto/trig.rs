//! Sine and its kin. The page borrows JavaScript's: Rust's own cost it 5 KB of WebAssembly (brotli).

macro_rules! functions {
    ($($name:ident $std:ident ($($x:ident),+));+ $(;)?) => {
        $(
            #[cfg(all(feature = "web", target_arch = "wasm32"))]
            pub fn $name($($x: f64),+) -> f64 {
                js_sys::Math::$name($($x),+)
            }

            #[cfg(not(all(feature = "web", target_arch = "wasm32")))]
            pub fn $name($($x: f64),+) -> f64 {
                f64::$std($($x),+)
            }
        )+
    };
}

functions! {
    sin sin (x);
    cos cos (x);
    asin asin (x);
    atan2 atan2 (y, x);
    log ln (x);
    pow powf (x, y);
}
