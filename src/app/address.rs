//! The address: what the reader sees, as `#d=1860-10-18&lang=zh-Hant&v=116.2,39.5,117.1,40.1`.
//!
//! Keys: `d` day, `lang`, `v` extent (west, south, east, north in degrees), `reading`, `scale`, `theme`, `ch` the
//! chapter whose story is told, `panel` what lies open beside the map, `e` what the card is about: the id of an
//! event, or `place:guangzhou` and the like.
//! Unknown keys are kept as they stand; a bad value falls back to the present state and is named.

use super::theme::Theme;
use super::time_axis::Scale;
use super::{Look, Message, Model, Panel, Subject};
use crate::campaign::{Campaign, Date, Lang, LonLat, Reading};
use crate::carto::Xy;
use crate::carto::path::{decimal, integer};

/// Longer fragments are not read.
const MAX_LENGTH: usize = 2000;

/// What an address asks for.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Wish {
    pub messages: Vec<Message>,
    /// `key=value` pairs that could not be read.
    pub bad: Vec<String>,
}

impl Wish {
    /// Where to look: at the view that is asked for, else at a day that is.
    pub fn view(&self) -> Option<Message> {
        let is_look = |message: &&Message| matches!(message, Message::Look(_));
        let asks_day = |message: &Message| matches!(message, Message::Seek(_) | Message::Select(_));
        let look = self.messages.iter().find(is_look).cloned();
        look.or_else(|| (self.messages.iter().any(asks_day)).then_some(Message::Look(Look::Day)))
    }
}

/// Reads a fragment, with or without its `#`.
pub fn read(fragment: &str, campaign: &Campaign) -> Wish {
    let mut wish = Wish::default();
    let [mut story, mut seek, mut select, mut look] = [const { None }; 4];
    if fragment.len() > MAX_LENGTH {
        wish.bad.push("…".into());
        return wish;
    }
    for pair in pairs(fragment) {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        let message = match key {
            "d" => Date::parse(value)
                .filter(|day| campaign.span().contains(*day))
                .map(Message::Seek),
            "lang" => Lang::ALL
                .into_iter()
                .find(|l| l.tag() == value)
                .map(Message::Speak),
            "reading" => Reading::from_word(value).map(Message::Read),
            "scale" => Scale::from_word(value).map(Message::Scale),
            "theme" => Theme::ALL
                .into_iter()
                .find(|theme| theme.word() == value)
                .map(Message::Theme),
            "v" => extent(value).map(|e| Message::Look(Look::Extent(e))),
            "ch" => chapter(value).map(|index| Message::Story(Some(index))),
            "e" => Subject::read(value, campaign).map(|subject| Message::Select(Some(subject))),
            "panel" => Panel::ALL
                .into_iter()
                .find(|panel| panel.word() == value)
                .map(|panel| Message::Open(Some(panel))),
            _ => continue,
        };
        match message {
            Some(message @ Message::Seek(_)) => seek = Some(message),
            Some(message @ Message::Select(_)) => select = Some(message),
            Some(message @ Message::Story(_)) => story = Some(message),
            Some(message @ Message::Look(_)) => look = Some(message),
            Some(message) => wish.messages.push(message),
            None => wish.bad.push(pair.chars().take(60).collect()),
        }
    }
    // The story goes to its chapter, a day then to itself, a subject opens its card, and the view has the last word.
    wish.messages.extend(select);
    wish.messages.extend(look);
    for first in [seek, story].into_iter().flatten() {
        wish.messages.insert(0, first);
    }
    wish
}

/// The language an address asks for, before any record is read.
pub fn lang(fragment: &str) -> Option<Lang> {
    Lang::from_tag(value(fragment, "lang")?)
}

/// What a key of the fragment says.
pub fn value<'a>(fragment: &'a str, key: &str) -> Option<&'a str> {
    pairs(fragment).find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='))
}

/// The fragment of a model, without `#`; keys of `previous` that are not ours are kept.
pub fn write(model: &Model, campaign: &Campaign, previous: &str) -> String {
    let mut out = String::from("d=");
    out += &model.date().to_string();
    out += "&lang=";
    out += model.lang.tag();
    if let Some(view) = view(model, campaign) {
        out += "&v=";
        out += &view;
    }
    if model.reading != Reading::Article {
        out += "&reading=";
        out += model.reading.word();
    }
    if model.scale != Scale::Weighted {
        out += "&scale=";
        out += model.scale.word();
    }
    if let Some(theme) = model.theme {
        out += "&theme=";
        out += theme.word();
    }
    if let Some(chapter) = model.story {
        out += "&ch=";
        integer(&mut out, chapter as i64 + 1);
    }
    if let Some(subject) = model.selection {
        out += "&e=";
        out += &subject.word(campaign);
    }
    if let Some(panel) = model.panel {
        out += "&panel=";
        out += panel.word();
    }
    const OURS: [&str; 9] = [
        "d", "lang", "v", "reading", "scale", "theme", "ch", "e", "panel",
    ];
    for pair in pairs(previous) {
        let key = pair.split('=').next().unwrap_or_default();
        if !OURS.contains(&key) && out.len() + pair.len() < MAX_LENGTH {
            out.push('&');
            out += pair;
        }
    }
    out
}

/// The fragment with a key that says this, or without the key; without `#`.
pub fn with(fragment: &str, key: &str, value: Option<&str>) -> String {
    let is_other = |pair: &&str| pair.split('=').next() != Some(key);
    let mut kept: Vec<&str> = pairs(fragment).filter(is_other).collect();
    let own = value.map(|value| [key, "=", value].concat());
    kept.extend(own.as_deref());
    kept.join("&")
}

/// A step of a talk: chapter and number in it, `11.4`.
pub fn step(text: &str) -> Option<[usize; 2]> {
    let number = |text: &str| {
        let is_number = (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| {
            text.bytes()
                .fold(0, |sum, b| sum * 10 + usize::from(b - b'0'))
        })
    };
    let (chapter, step) = text.split_once('.')?;
    Some([number(chapter)?, number(step)?])
}

pub fn step_text([chapter, step]: [usize; 2]) -> String {
    let mut out = String::new();
    crate::carto::path::integer(&mut out, chapter as i64);
    out.push('.');
    crate::carto::path::integer(&mut out, step as i64);
    out
}

fn pairs(fragment: &str) -> impl Iterator<Item = &str> {
    fragment
        .trim_start_matches('#')
        .split('&')
        .filter(|pair| !pair.is_empty())
}

/// The open part of the window as an extent, unless it is the opening view.
pub(super) fn view(model: &Model, campaign: &Campaign) -> Option<String> {
    let opening = super::looking::opening(model, campaign);
    let camera = model.flight.map_or(model.camera, |flight| flight.to);
    if camera.center.distance(opening.center) * camera.scale < 2.0
        && (camera.scale / opening.scale - 1.0).abs() < 0.01
    {
        return None;
    }
    let window = model.viewport.bare();
    let free = window.free();
    let (mut middle, mut part) = (free.center(), 1.0);
    let mut corners = [LonLat { lon: 0.0, lat: 0.0 }; 2];
    // Meridians lean and parallels bend, so the extent whose fit is this very view is found by trying: a link
    // that is passed on a hundred times must not drift.
    for _ in 0..8 {
        let at = |dx: f64, dy: f64| {
            let x = middle.x + dx * part * free.width / 2.0;
            let y = middle.y + dy * part * free.height / 2.0;
            model.albers.invert(camera.to_sheet(Xy { x, y }, &window))
        };
        let (west, east) = (at(-1.0, 0.0)?.lon, at(1.0, 0.0)?.lon);
        let (south, north) = (at(0.0, 1.0)?.lat, at(0.0, -1.0)?.lat);
        corners = [(west, south), (east, north)].map(|(lon, lat)| LonLat { lon, lat });
        let fitted = crate::carto::camera::Camera::fit(model.albers.rect(corners), &window);
        let drawn = camera.to_window(fitted.center, &window);
        middle.x += window.width / 2.0 - drawn.x;
        middle.y += window.height / 2.0 - drawn.y;
        part *= fitted.scale / camera.scale;
    }
    let [south_west, north_east] = corners;
    let values = [
        south_west.lon,
        south_west.lat,
        north_east.lon,
        north_east.lat,
    ];
    let mut out = String::new();
    for (index, value) in values.into_iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        decimal(&mut out, value, 3);
    }
    Some(out)
}

/// Index of a chapter: from its number or its id, `11` or `CH11`.
fn chapter(text: &str) -> Option<usize> {
    let digits = text.strip_prefix("CH").unwrap_or(text);
    let number = (digits.chars()).try_fold(0, |sum, digit| Some(sum * 10 + digit.to_digit(10)?));
    (number? as usize)
        .checked_sub(1)
        .filter(|_| digits.len() < 3)
}

/// Four numbers in degrees.
fn extent(text: &str) -> Option<[LonLat; 2]> {
    let mut values = [0.0; 4];
    let mut parts = text.split(',');
    for value in &mut values {
        *value = number(parts.next()?)?;
    }
    let [west, south, east, north] = values;
    let corners = [LonLat::new(west, south)?, LonLat::new(east, north)?];
    (parts.next().is_none() && west < east && south < north).then_some(corners)
}

/// A decimal number, parsed by hand: a float parser costs the page 20 KB.
pub(super) fn number(text: &str) -> Option<f64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let count = |text: &str| {
        let is_number = (1..=6).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| {
            text.bytes()
                .fold(0u32, |sum, b| sum * 10 + u32::from(b - b'0'))
        })
    };
    let scale = fraction.bytes().fold(1.0, |scale, _| scale * 10.0);
    Some(sign * (f64::from(count(whole)?) + f64::from(count(fraction)?) / scale))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extents_are_read_and_nonsense_is_refused() {
        let corners = extent("116.2,39.5,117.1,40.1").unwrap();
        assert!((corners[0].lon - 116.2).abs() < 1e-9 && (corners[1].lat - 40.1).abs() < 1e-9);
        assert!(extent("-12,-28,150,62").is_some());
        for bad in [
            "",
            "1,2,3",
            "1,2,3,4,5",
            "117,39,116,40",
            "116,41,117,40",
            "a,b,c,d",
            "1e3,2,3,4",
            "116.,39,117,40",
            "181,0,182,1",
            "NaN,0,1,1",
            "--1,0,1,1",
            "1,2,3,99999999999999",
        ] {
            assert_eq!(extent(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_key_is_read_written_and_taken_out() {
        let fragment = "#d=1860-01-01&mode=present&x";
        assert_eq!(value(fragment, "mode"), Some("present"));
        assert_eq!(value(fragment, "x"), None);
        assert_eq!(with(fragment, "mode", None), "d=1860-01-01&x");
        assert_eq!(with(fragment, "d", Some("2")), "mode=present&x&d=2");
        assert_eq!(step("11.4"), Some([11, 4]));
        assert_eq!(step_text([11, 4]), "11.4");
        for bad in ["", "11", ".4", "1.", "1.2.3", "9999.1", "-1.2"] {
            assert_eq!(step(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_language_is_found_before_anything_is_read() {
        assert_eq!(lang("#d=1860-01-01&lang=en"), Some(Lang::En));
        assert_eq!(lang("#lang=zh-TW"), Some(Lang::ZhHant));
        assert_eq!(lang("#lang=xx"), None);
        assert_eq!(lang(""), None);
    }
}
