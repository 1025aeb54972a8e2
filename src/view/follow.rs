//! What follows signals, as one type: attributes and texts of every component share one piece of machine
//! code. A closure type of its own for each costs the page a kilobyte apiece.

use crate::campaign::Lang;
use crate::i18n::{Words, words};
use leptos::prelude::*;

/// A text or attribute that follows signals; `None` leaves it out.
pub type Followed = Signal<Option<String>>;

/// What a closure may return to become an attribute or a text.
pub trait Shown {
    fn shown(self) -> Option<String>;
}

impl Shown for String {
    fn shown(self) -> Option<String> {
        Some(self)
    }
}

impl Shown for &str {
    fn shown(self) -> Option<String> {
        Some(self.into())
    }
}

/// `data-…` and `aria-…` attributes are written out, never left empty.
impl Shown for bool {
    fn shown(self) -> Option<String> {
        Some(if self { "true" } else { "false" }.into())
    }
}

impl<T: Shown> Shown for Option<T> {
    fn shown(self) -> Option<String> {
        self.and_then(Shown::shown)
    }
}

/// Follows the signals that a closure reads.
pub fn follow<T: Shown>(read: impl Fn() -> T + Send + Sync + 'static) -> Followed {
    Signal::derive(move || read().shown())
}

/// A word of the interface in the reader's language.
pub fn word(lang: RwSignal<Lang>, pick: fn(&Words) -> &'static str) -> Followed {
    follow(move || pick(words(lang.get())))
}
