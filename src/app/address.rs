//! The address: what the reader sees, as `#d=1860-10-18&lang=zh-Hant&v=116.2,39.5,117.1,40.1`.
//!
//! Keys: `d` day, `lang`, `v` extent (west, south, east, north in degrees), `reading`, `scale`, `e` event id.
//! Unknown keys are kept as they stand; a bad value falls back to the present state and is named.

use super::time_axis::Scale;
use super::{Look, Message, Model};
use crate::campaign::{Campaign, Date, Lang, LonLat, Reading};
use crate::carto::Xy;
use crate::carto::path::decimal;

/// Longer fragments are not read.
const MAX_LENGTH: usize = 2000;

/// What an address asks for.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Wish {
    pub messages: Vec<Message>,
    /// `key=value` pairs that could not be read.
    pub bad: Vec<String>,
}

/// Reads a fragment, with or without its `#`.
pub fn read(fragment: &str, campaign: &Campaign) -> Wish {
    let mut wish = Wish::default();
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
            "v" => extent(value).map(|e| Message::Look(Look::Extent(e))),
            "e" => campaign
                .events
                .iter()
                .position(|event| event.id == value)
                .map(|index| Message::Select(Some(index))),
            _ => continue,
        };
        match message {
            Some(message) => wish.messages.push(message),
            None => wish.bad.push(pair.chars().take(60).collect()),
        }
    }
    // A day moves the playhead, an event then opens its card.
    let is_seek = |message: &Message| matches!(message, Message::Seek(_));
    let is_select = |message: &Message| matches!(message, Message::Select(_));
    if let Some(seek) = wish.messages.iter().position(is_seek) {
        wish.messages[..=seek].rotate_right(1);
    }
    if let Some(select) = wish.messages.iter().position(is_select) {
        wish.messages[select..].rotate_left(1);
    }
    wish
}

/// The language an address asks for, before any record is read.
pub fn lang(fragment: &str) -> Option<Lang> {
    pairs(fragment).find_map(|pair| Lang::from_tag(pair.strip_prefix("lang=")?))
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
    if let Some(event) = model.selection {
        out += "&e=";
        out += &campaign.events[event].id;
    }
    const OURS: [&str; 6] = ["d", "lang", "v", "reading", "scale", "e"];
    for pair in pairs(previous) {
        let key = pair.split('=').next().unwrap_or_default();
        if !OURS.contains(&key) && out.len() + pair.len() < MAX_LENGTH {
            out.push('&');
            out += pair;
        }
    }
    out
}

fn pairs(fragment: &str) -> impl Iterator<Item = &str> {
    fragment
        .trim_start_matches('#')
        .split('&')
        .filter(|pair| !pair.is_empty())
}

/// The free part of the window as an extent, unless it is the opening view.
fn view(model: &Model, campaign: &Campaign) -> Option<String> {
    let opening =
        crate::carto::camera::Camera::fit(model.albers.rect(campaign.extent), &model.viewport)
            .bounded(&model.viewport, model.sheet);
    let camera = model.flight.map_or(model.camera, |flight| flight.to);
    if camera.center.distance(opening.center) * camera.scale < 2.0
        && (camera.scale / opening.scale - 1.0).abs() < 0.01
    {
        return None;
    }
    let free = model.viewport.free();
    let middle = free.center();
    let at = |x, y| {
        model
            .albers
            .invert(camera.to_sheet(Xy { x, y }, &model.viewport))
    };
    let (west, east) = (
        at(free.x, middle.y)?.lon,
        at(free.x + free.width, middle.y)?.lon,
    );
    let (south, north) = (
        at(middle.x, free.y + free.height)?.lat,
        at(middle.x, free.y)?.lat,
    );
    let mut out = String::new();
    for (index, value) in [west, south, east, north].into_iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        decimal(&mut out, value, 3);
    }
    Some(out)
}

/// Four decimals in degrees, parsed by hand: a float parser costs the page 20 KB.
fn extent(text: &str) -> Option<[LonLat; 2]> {
    let mut values = [0.0; 4];
    let mut parts = text.split(',');
    for value in &mut values {
        *value = degrees(parts.next()?)?;
    }
    let [west, south, east, north] = values;
    let corners = [LonLat::new(west, south)?, LonLat::new(east, north)?];
    (parts.next().is_none() && west < east && south < north).then_some(corners)
}

fn degrees(text: &str) -> Option<f64> {
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
    let scale = 10f64.powi(fraction.len() as i32);
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
    fn the_language_is_found_before_anything_is_read() {
        assert_eq!(lang("#d=1860-01-01&lang=en"), Some(Lang::En));
        assert_eq!(lang("#lang=zh-TW"), Some(Lang::ZhHant));
        assert_eq!(lang("#lang=xx"), None);
        assert_eq!(lang(""), None);
    }
}
