//! The lands that changed hands, side by side and true to scale, each with its figures.

use super::el::{El, el};
use crate::app::{Look, Message};
use crate::campaign::Lang;
use crate::campaign::history::{Part, Territory};
use crate::carto::area::sheet_km2;
use crate::carto::path::{PathBuilder, decimal_text};
use crate::carto::projection::Albers;
use crate::carto::{Rect, Xy};
use crate::i18n::{self, grouped, status, words};
use crate::stage::Stage;

/// All lands are drawn at this scale: pixels in a kilometre.
const SCALE: f64 = 0.13;
/// Room about a land, and the least that a picture has, pixels.
const MARGIN_PX: f64 = 4.0;
const LEAST_PX: f64 = 56.0;
/// The island of Great Britain (Office for National Statistics, Standard Area Measurements: mainland).
const YARDSTICK_KM2: f64 = 209_331.0;

pub fn compare(stage: Stage) -> El {
    let lang = stage.lang;
    let nothing = move || stage.statuses.with(Vec::is_empty).then_some("");
    el("details")
        .set("class", "compare")
        .follow("hidden", nothing)
        .child(
            el("summary")
                .set("class", "pill")
                .word(lang, |w| w.compare()),
        )
        .child(
            el("div")
                .set("class", "sheet")
                .set("tabindex", "0")
                .child(el("h2").word(lang, |w| w.compare()))
                .child(el("p").set("class", "fine").word(lang, |w| w.one_scale()))
                .child(el("div").set("class", "lands").part(move || lands(stage))),
        )
}

fn lands(stage: Stage) -> Vec<El> {
    let lang = stage.lang.get();
    let albers = Albers::new(stage.campaign.projection);
    let territories = stage.campaign.territories.iter().enumerate();
    territories
        .map(|(index, territory)| land(stage, lang, &albers, index, territory))
        .chain([yardstick(stage, lang)])
        .collect()
}

/// A land with its picture, the article's figure, our own, and the days that changed it.
fn land(stage: Stage, lang: Lang, albers: &Albers, index: usize, territory: &Territory) -> El {
    let w = words(lang);
    let parts = stage.campaign.parts.iter();
    let parts: Vec<&Part> = parts.filter(|part| part.territory == index).collect();
    // What the record rests on a fact is what the article counts.
    let (counted, beside): (Vec<&Part>, Vec<&Part>) =
        parts.iter().partition(|part| !part.facts.is_empty());
    let area: f64 = counted
        .iter()
        .map(|part| sheet_km2(&part.outline, albers))
        .sum();
    let beside = beside.into_iter().map(|part| {
        let area = measured(stage, lang, sheet_km2(&part.outline, albers));
        let comma = if lang.is_han() { "，" } else { ", " };
        let left_out = [part.name.get(lang), comma, &area].concat();
        el("li").text(i18n::labeled(lang, w.not_counted(), &left_out))
    });
    let book = stage.book.get();
    let fact = territory.figure.as_ref().and_then(|id| book.fact(id));
    let article = fact.map(|fact| {
        let cite = el("cite").text(fact.id.clone());
        el("p").text(fact.text.get(lang)).child(cite)
    });
    let times = area / YARDSTICK_KM2;
    let size = if times < 0.05 {
        w.a_dot().to_string()
    } else {
        ["≈ ", &decimal_text(times, 1), " × ", w.yardstick()].concat()
    };
    let reading = stage.reading.get();
    let days = (0..territory.history.0.len()).filter_map(|state| {
        let day = territory.history.since(state, reading)?;
        let name = status(lang, &territory.history.0[state].status);
        let go = move || {
            stage.dispatch(Message::Seek(day));
            stage.dispatch(Message::Look(Look::Whole));
        };
        let button = el("button").tap(go);
        let button = button.child(el("b").text(i18n::day(lang, day)));
        Some(el("li").child(button.child(el("span").text(name))))
    });
    el("section")
        .child(picture(albers, territory, &parts))
        .child(el("h3").text(territory.name.get(lang)))
        .child(el("p").child(el("b").text(i18n::labeled(
            lang,
            w.measured(),
            &measured(stage, lang, area),
        ))))
        .child(el("p").text(size))
        .maybe(article)
        .child(el("ul").children(beside))
        .child(el("ul").set("class", "rows").children(days))
}

/// An area in words: to hundreds, of a small land to tenths.
fn measured(stage: Stage, lang: Lang, km2: f64) -> String {
    let number = match km2 < 1000.0 {
        true => decimal_text(km2, 1),
        false => grouped((km2 / 100.0).round() as u64 * 100),
    };
    let units = stage.campaign.units.iter();
    let unit = units
        .filter(|unit| unit.id == "km2")
        .map(|unit| unit.name.get(lang));
    [&number, " ", &unit.collect::<String>()].concat()
}

/// The outlines of a land; what the article does not count is hatched.
fn picture(albers: &Albers, territory: &Territory, parts: &[&Part]) -> El {
    let corners = parts.iter().flat_map(|part| part.rings().flatten());
    let points: Vec<Xy> = corners.map(|at| albers.project(at).times(SCALE)).collect();
    let range = |pick: fn(&Xy) -> f64| {
        let low = points.iter().map(pick).fold(f64::MAX, f64::min);
        let high = points.iter().map(pick).fold(f64::MIN, f64::max);
        let length = (high - low + 2.0 * MARGIN_PX).max(LEAST_PX);
        ((low + high - length) / 2.0, length)
    };
    let ((x, width), (y, height)) = (range(|at| at.x), range(|at| at.y));
    let holder = territory.history.0.last().map_or("", |state| &state.holder);
    let outlines = parts.iter().map(|part| {
        let mut path = PathBuilder::new(SCALE * FINE);
        path.polygons(&part.outline, albers);
        let beside = if part.facts.is_empty() {
            "beside"
        } else {
            "counted"
        };
        el("path")
            .set("class", beside)
            .set("data-holder", holder)
            .set("d", path.finish())
    });
    canvas(Rect {
        x,
        y,
        width,
        height,
    })
    .children(outlines)
}

/// Units of the outlines in a pixel.
const FINE: f64 = 20.0;

fn canvas(at: Rect) -> El {
    let px = |length: f64| decimal_text(length, 1);
    let view_box = [at.x, at.y, at.width, at.height].map(|length| px(length * FINE));
    el("svg")
        .set("viewBox", view_box.join(" "))
        .set("width", px(at.width))
        .set("height", px(at.height))
        .set("aria-hidden", "true")
}

/// A square as large as a land that visitors know.
fn yardstick(stage: Stage, lang: Lang) -> El {
    let side = YARDSTICK_KM2.sqrt() * SCALE;
    let edge = decimal_text(side * FINE, 0);
    let d = ["M0 0H", &edge, "V", &edge, "H0z"].concat();
    let square = Rect {
        x: 0.0,
        y: 0.0,
        width: side,
        height: side,
    };
    let area = measured(stage, lang, YARDSTICK_KM2);
    el("section")
        .set("class", "yardstick")
        .child(canvas(square.grown(1.0)).child(el("path").set("d", d)))
        .child(el("h3").text(words(lang).yardstick()))
        .child(el("p").text(area))
}
