//! The embed protocol, version 1: what a page around the map may ask for, by name.
//!
//! A call with an argument means the same as a key of the address and is read by the same code, so that the two
//! doors for strangers cannot differ. What is not in this file is not done.

use super::{Message, Model, Step, address};
use crate::campaign::Campaign;

/// The member `arrowWar` of every message, in both directions.
pub const VERSION: f64 = 1.0;

/// Longer arguments are refused, characters.
pub const MAX_LENGTH: usize = 100;

/// A call, the member that holds its argument, and the key of the address that means the same.
const CALLS: [(&str, &str, &str); 6] = [
    ("seek", "date", "d"),
    ("chapter", "chapter", "ch"),
    ("select", "id", "e"),
    ("view", "extent", "v"),
    ("language", "language", "lang"),
    ("theme", "theme", "theme"),
];

/// What a call comes to.
#[derive(Clone, PartialEq, Debug)]
pub enum Answer {
    Do(Vec<Message>),
    /// Send the state of everything.
    Frame,
    /// Send the table of visits, where the museum counts them.
    Counts,
    /// Say that the argument could not be read.
    Refuse,
}

/// The member of a call that holds its argument.
pub fn argument(call: &str) -> Option<&'static str> {
    row(call).map(|(_, member, _)| *member)
}

fn row(call: &str) -> Option<&'static (&'static str, &'static str, &'static str)> {
    CALLS.iter().find(|(name, ..)| *name == call)
}

/// Answers a call; `None` for a name that is none. `given` is the argument as the address would have it, empty
/// for none.
pub fn read(call: &str, given: &str, model: &Model, campaign: &Campaign) -> Option<Answer> {
    let is_playing = model.playback.playing;
    let message = match call {
        "play" if is_playing => return Some(Answer::Do(vec![])),
        "play" => Message::TogglePlay,
        "pause" => Message::Pause,
        "next" => Message::Step(Step::NextEvent),
        "previous" => Message::Step(Step::PreviousEvent),
        "frame?" => return Some(Answer::Frame),
        "counts?" => return Some(Answer::Counts),
        "select" if given.is_empty() => Message::Select(None),
        _ => {
            let (.., key) = row(call)?;
            return Some(match is_plain(given) {
                true => as_address(&[key, "=", given].concat(), campaign),
                false => Answer::Refuse,
            });
        }
    };
    Some(Answer::Do(vec![message]))
}

/// Without the signs that mean something in an address.
fn is_plain(given: &str) -> bool {
    let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.,:~".contains(&byte);
    given.len() <= MAX_LENGTH && given.bytes().all(is_sign)
}

fn as_address(pair: &str, campaign: &Campaign) -> Answer {
    let wish = address::read(pair, campaign);
    match wish.bad.is_empty() && !wish.messages.is_empty() {
        true => Answer::Do(wish.messages),
        false => Answer::Refuse,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::{Date, Lang};
    use crate::native::read_folder;
    use proptest::prelude::*;
    use std::path::Path;
    use std::sync::LazyLock;

    static CAMPAIGN: LazyLock<Campaign> = LazyLock::new(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
        read_folder(&folder).unwrap().campaign
    });

    fn answer(call: &str, given: &str) -> Option<Answer> {
        read(call, given, &Model::new(&CAMPAIGN, Lang::En), &CAMPAIGN)
    }

    #[test]
    fn a_call_does_what_the_address_does() {
        let day = Date::parse("1860-10-18").unwrap();
        let seek = Answer::Do(vec![Message::Seek(day)]);
        assert_eq!(answer("seek", "1860-10-18"), Some(seek));
        let speak = Answer::Do(vec![Message::Speak(Lang::ZhHans)]);
        assert_eq!(answer("language", "zh-Hans"), Some(speak));
        let event = &CAMPAIGN.events[3].id;
        assert!(matches!(answer("select", event), Some(Answer::Do(list)) if list.len() == 1));
        let second = Answer::Do(vec![Message::Story(Some(1))]);
        assert_eq!(answer("chapter", "2"), Some(second));
        let none = Answer::Do(vec![Message::Select(None)]);
        assert_eq!(answer("select", ""), Some(none));
        let view = answer("view", "116.2000,39.5000,117.1000,40.1000");
        assert!(matches!(view, Some(Answer::Do(_))));
    }

    #[test]
    fn play_never_pauses() {
        let mut model = Model::new(&CAMPAIGN, Lang::En);
        let toggle = Answer::Do(vec![Message::TogglePlay]);
        assert_eq!(read("play", "", &model, &CAMPAIGN), Some(toggle));
        model.playback.playing = true;
        let nothing = Answer::Do(vec![]);
        assert_eq!(read("play", "", &model, &CAMPAIGN), Some(nothing));
    }

    #[test]
    fn what_is_not_in_the_list_is_not_done() {
        for call in [
            "",
            "ready",
            "date",
            "Seek",
            "frame",
            "__proto__",
            "reload",
            "d",
        ] {
            assert_eq!(answer(call, "1860-10-18"), None, "{call}");
        }
        for (call, given) in [
            ("seek", ""),
            ("seek", "1860-10-18&e=x"),
            ("seek", "1999-01-01"),
            ("seek", "javascript:alert(1)"),
            ("view", "1,2,3"),
            ("language", "xx"),
            ("select", "no-such-event"),
            ("select", "<img onerror=x>"),
        ] {
            assert_eq!(answer(call, given), Some(Answer::Refuse), "{call} {given}");
        }
    }

    proptest! {
        #[test]
        fn no_text_of_a_stranger_is_more_than_refused(call in "\\PC{0,12}", given in "\\PC{0,200}") {
            answer(&call, &given);
            for (call, ..) in CALLS {
                let answer = answer(call, &given).expect("a call of the list has an answer");
                prop_assert!(!matches!(answer, Answer::Frame | Answer::Counts));
            }
        }
    }
}
