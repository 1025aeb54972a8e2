//! The one key table: keys, where they work, what they do. The help screen reads it too.

use super::{Look, Message, Panel, Step};

/// Where a key works.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Focus {
    /// On the slider, or when nothing has the focus.
    Timeline,
    /// On the map. Single characters work only here, so that speech input cannot trip over them.
    Map,
    /// On either.
    Both,
}

/// A row of the table; its help words have the same index in `Words::keymap`.
pub struct Row {
    /// As browsers name them, with `Shift+` before.
    pub keys: &'static [&'static str],
    pub focus: Focus,
    pub message: Message,
}

/// Pixels that an arrow key moves the map.
const PAN_PX: f64 = 80.0;
/// Factor of one zoom step by key or button.
pub const ZOOM_STEP: f64 = 1.6;

use Focus::{Both, Map, Timeline};

pub const ROWS: [Row; 19] = [
    row(&[" "], Both, Message::TogglePlay),
    row(
        &["ArrowRight", "ArrowUp"],
        Timeline,
        Message::Step(Step::Days(1)),
    ),
    row(
        &["ArrowLeft", "ArrowDown"],
        Timeline,
        Message::Step(Step::Days(-1)),
    ),
    row(
        &["PageUp", "Shift+ArrowRight"],
        Both,
        Message::Step(Step::Months(1)),
    ),
    row(
        &["PageDown", "Shift+ArrowLeft"],
        Both,
        Message::Step(Step::Months(-1)),
    ),
    row(&[".", "n"], Map, Message::Step(Step::NextEvent)),
    row(&[",", "p"], Map, Message::Step(Step::PreviousEvent)),
    row(&["Home"], Both, Message::Step(Step::First)),
    row(&["End"], Both, Message::Step(Step::Last)),
    row(&["+", "="], Map, Message::Look(Look::ZoomMiddle(ZOOM_STEP))),
    row(
        &["-"],
        Map,
        Message::Look(Look::ZoomMiddle(1.0 / ZOOM_STEP)),
    ),
    row(&["0"], Map, Message::Look(Look::Whole)),
    row(&["ArrowUp"], Map, Message::Look(Look::Pan(0.0, PAN_PX))),
    row(&["ArrowDown"], Map, Message::Look(Look::Pan(0.0, -PAN_PX))),
    row(&["ArrowLeft"], Map, Message::Look(Look::Pan(PAN_PX, 0.0))),
    row(&["ArrowRight"], Map, Message::Look(Look::Pan(-PAN_PX, 0.0))),
    row(&["/"], Map, Message::Open(Some(Panel::Search))),
    row(&["c"], Map, Message::Open(Some(Panel::Chronicle))),
    row(&["Escape"], Both, Message::Select(None)),
];

/// How to move from mark to mark, in the order of days.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rove {
    Next,
    Previous,
    Earliest,
    Latest,
}

/// Keys on a mark of the map; their help words have the same index in `Words::mark_keys`. The last row is the
/// button's own.
pub const MARK_ROWS: [(&[&str], Option<Rove>); 5] = [
    (&["ArrowRight", "ArrowDown"], Some(Rove::Next)),
    (&["ArrowLeft", "ArrowUp"], Some(Rove::Previous)),
    (&["Home"], Some(Rove::Earliest)),
    (&["End"], Some(Rove::Latest)),
    (&["Enter", " "], None),
];

const fn row(keys: &'static [&'static str], focus: Focus, message: Message) -> Row {
    Row {
        keys,
        focus,
        message,
    }
}

/// The message of a key pressed where `focus` is; with modifiers other than Shift there is none.
pub fn message(key: &str, shift: bool, focus: Focus) -> Option<Message> {
    ROWS.iter()
        .filter(|row| row.focus == focus || row.focus == Both)
        .find(|row| {
            row.keys
                .iter()
                .any(|name| match name.strip_prefix("Shift+") {
                    Some(bare) => shift && bare == key,
                    // A `+` needs Shift on many keyboards.
                    None => *name == key && (!shift || key.len() == 1),
                })
        })
        .map(|row| row.message.clone())
}

/// The keys of a row for the help screen: `→ ↑`.
pub fn shown(keys: &[&'static str]) -> String {
    let name = |key: &&'static str| match *key {
        " " => "Space",
        "ArrowRight" => "→",
        "ArrowLeft" => "←",
        "ArrowUp" => "↑",
        "ArrowDown" => "↓",
        "Shift+ArrowRight" => "Shift →",
        "Shift+ArrowLeft" => "Shift ←",
        "Escape" => "Esc",
        other => other,
    };
    keys.iter().map(name).collect::<Vec<_>>().join("  ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::Lang;
    use crate::i18n::words;

    #[test]
    fn every_row_has_its_help_words() {
        for lang in Lang::ALL {
            assert_eq!(words(lang).keymap.len(), ROWS.len());
            assert_eq!(words(lang).mark_keys.len(), MARK_ROWS.len());
        }
    }

    #[test]
    fn arrows_move_the_day_on_the_timeline_and_the_view_on_the_map() {
        let at = |key, shift, focus| message(key, shift, focus);
        assert_eq!(
            at("ArrowRight", false, Timeline),
            Some(Message::Step(Step::Days(1)))
        );
        assert_eq!(
            at("ArrowRight", false, Map),
            Some(Message::Look(Look::Pan(-PAN_PX, 0.0)))
        );
        assert_eq!(
            at("ArrowRight", true, Map),
            Some(Message::Step(Step::Months(1)))
        );
    }

    #[test]
    fn single_characters_do_nothing_away_from_the_map() {
        for key in [".", ",", "n", "p", "+", "-", "0"] {
            assert_eq!(message(key, false, Timeline), None, "{key}");
            assert!(message(key, false, Map).is_some(), "{key}");
        }
        assert_eq!(message("q", false, Map), None);
    }
}
