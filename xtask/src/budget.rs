//! The byte budget: what a first visit downloads until the map answers.
//!
//! A museum's visitor may stand on a poor mobile connection; 250 KiB is about two seconds of it.

use anyhow::{Result, bail};

const KIB: usize = 1024;
/// Page, WebAssembly, glue, style and the data of the first view, as brotli.
pub const FIRST_VISIT: usize = 250 * KIB;
/// The WebAssembly alone, as brotli.
pub const WASM: usize = 110 * KIB;

/// One download of the first visit.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub name: String,
    /// Bytes as they travel.
    pub bytes: usize,
}

/// The figure and its largest contributors, in words.
pub fn summary(items: &[Item]) -> String {
    let total: usize = items.iter().map(|item| item.bytes).sum();
    let mut largest: Vec<&Item> = items.iter().collect();
    largest.sort_by_key(|item| std::cmp::Reverse(item.bytes));
    let named: Vec<String> = largest
        .iter()
        .take(5)
        .map(|item| format!("{} {}", item.name, kib(item.bytes)))
        .collect();
    format!(
        "{} of {} brotli; the largest: {}",
        kib(total),
        kib(FIRST_VISIT),
        named.join(", ")
    )
}

/// Are both limits kept?
///
/// # Errors
/// Names the limit, the figure and the largest contributors.
pub fn check(items: &[Item]) -> Result<()> {
    let total: usize = items.iter().map(|item| item.bytes).sum();
    let wasm: usize = items
        .iter()
        .filter(|item| item.name.ends_with(".wasm"))
        .map(|item| item.bytes)
        .sum();
    if wasm > WASM {
        bail!(
            "The WebAssembly is {} brotli, {} over its budget of {}. Take out what was added last (see the \
             costs of float parsing, dates and formatting in Cargo.toml), or build a part of it on demand.",
            kib(wasm),
            kib(wasm - WASM),
            kib(WASM)
        );
    }
    if total > FIRST_VISIT {
        bail!(
            "A first visit downloads {}, {} over the budget. Make the largest smaller, or load it after the \
             map answers.",
            summary(items),
            kib(total - FIRST_VISIT)
        );
    }
    Ok(())
}

fn kib(bytes: usize) -> String {
    format!("{:.1} KiB", bytes as f64 / KIB as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(list: &[(&str, usize)]) -> Vec<Item> {
        list.iter()
            .map(|(name, kib)| Item {
                name: (*name).into(),
                bytes: kib * KIB,
            })
            .collect()
    }

    #[test]
    fn the_sum_is_named_with_the_largest_first() {
        let text = summary(&items(&[("a.css", 1), ("b.json", 30), ("c.wasm", 90)]));
        assert_eq!(
            text,
            "121.0 KiB of 250.0 KiB brotli; the largest: c.wasm 90.0 KiB, b.json 30.0 KiB, a.css 1.0 KiB"
        );
    }

    #[test]
    fn the_limits_themselves_are_allowed() {
        assert!(check(&items(&[("app.wasm", 110), ("b.json", 140)])).is_ok());
    }

    #[test]
    fn too_much_of_either_fails_with_the_figure() {
        let error = check(&items(&[("app.wasm", 111)])).unwrap_err().to_string();
        assert!(
            error.contains("111.0 KiB") && error.contains("1.0 KiB over"),
            "{error}"
        );
        let error = check(&items(&[("app.wasm", 100), ("b.json", 151)]))
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("251.0 KiB") && error.contains("b.json 151.0 KiB"),
            "{error}"
        );
    }
}
