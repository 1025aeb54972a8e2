//! The keys of a talk: what clickers send, and what speakers know from other programs.
//!
//! While a talk is under way these come before every other meaning of a key, the slider's too.

use super::{Command, Panel, Present};

/// A row of the table; its help words have the same index in `Words::talk_keys`.
pub struct Row {
    /// As browsers name them.
    pub keys: &'static [&'static str],
    pub command: Command,
}

/// `n` alone is the notes, so that a speaker without a second screen has them; with Shift it goes on, as elsewhere.
pub static ROWS: [Row; 14] = [
    row(
        &["PageDown", "ArrowRight", "ArrowDown", " ", "Enter", "N"],
        Command::Next,
    ),
    row(
        &["PageUp", "ArrowLeft", "ArrowUp", "Backspace", "p", "P"],
        Command::Back,
    ),
    row(&["Home"], Command::First),
    row(&["End"], Command::Last),
    row(&[".", "b", "B", "v", "V"], Command::Black),
    row(&["o", "O"], Command::Overview),
    row(&["g", "G"], Command::Jump),
    row(&["z", "Z"], Command::Close),
    row(&["n"], Command::Notes),
    row(&["s", "S"], Command::Speaker(super::Speaker::Wanted)),
    row(&["f", "F"], Command::Full(true)),
    row(&["?"], Command::Help),
    row(&["F5"], Command::Start),
    row(&["Escape"], Command::Stop),
];

const fn row(keys: &'static [&'static str], command: Command) -> Row {
    Row { keys, command }
}

/// What a key asks for; `None` leaves it to the page.
pub fn command(talk: &Present, key: &str) -> Option<Command> {
    if !talk.on {
        return (talk.asked && key == "F5").then_some(Command::Start);
    }
    if matches!(key, "Shift" | "Control" | "Alt" | "AltGraph" | "Meta") {
        return None;
    }
    // Any key brings the picture back, and does nothing else.
    if talk.black {
        return Some(Command::Black);
    }
    let digit = match key.as_bytes() {
        [digit @ b'0'..=b'9'] => Some(usize::from(digit - b'0')),
        _ => None,
    };
    if let Some(digit) = digit {
        return Some(Command::Digit(Some(digit)));
    }
    let in_panel = talk.panel != Panel::None;
    match key {
        "Escape" if in_panel => return Some(Command::Shut),
        "Enter" | " " if in_panel => return Some(Command::Go),
        "Backspace" if matches!(talk.panel, Panel::Jump(_)) => return Some(Command::Digit(None)),
        _ => {}
    }
    let asked = ROWS.iter().find(|row| row.keys.contains(&key))?;
    Some(match asked.command {
        Command::Full(_) => Command::Full(!talk.full),
        ref command => command.clone(),
    })
}

/// The keys of a row for the help: those of the first letter's case only.
pub fn shown(row: &Row) -> String {
    let mut names: Vec<&str> = vec![];
    for key in row.keys {
        let lower = key.to_ascii_lowercase();
        if key.len() == 1 && **key != *lower && row.keys.contains(&lower.as_str()) {
            continue;
        }
        names.push(match *key {
            " " => "Space",
            "ArrowRight" => "→",
            "ArrowLeft" => "←",
            "ArrowUp" => "↑",
            "ArrowDown" => "↓",
            "N" => "Shift N",
            "Escape" => "Esc",
            other => other,
        });
    }
    names.join("  ")
}

/// Two steps within this time are one press of a nervous thumb, milliseconds.
const GUARD_MS: f64 = 300.0;

/// Lets a command pass unless it is a key held down, or a step right after a step.
#[derive(Clone, Copy, Debug, Default)]
pub struct Guard(Option<f64>);

impl Guard {
    /// May it pass at this time, by a clock that only runs forwards?
    pub fn admits(&mut self, command: &Command, at_ms: f64, held: bool) -> bool {
        if held || !matches!(command, Command::Next | Command::Back) {
            return !held;
        }
        let since = self.0.map_or(GUARD_MS, |last| at_ms - last);
        let soon = (0.0..GUARD_MS).contains(&since);
        if !soon {
            self.0 = Some(at_ms);
        }
        !soon
    }
}
