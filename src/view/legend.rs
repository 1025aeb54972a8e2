//! The legend of what is on the map now, the scale bar, and places beyond the map.

use super::el::{El, el};
use super::map::land_class;
use crate::app::{Message, Subject};
use crate::campaign::history::Part;
use crate::carto::Xy;
use crate::carto::path::decimal_text;
use crate::carto::scale_bar::{self, LI_KM, MILE_KM};
use crate::i18n::{Words, status, words};
use crate::stage::{Posted, Stage, View, watch};

/// What is in the legend.
pub fn legend(stage: Stage) -> [El; 2] {
    let lang = stage.lang;
    let shown = Posted::new((vec![], vec![]));
    let on_sheet = outlines(stage);
    watch(move || shown.set(on_screen(stage, &on_sheet)));
    let rows = move || {
        let lang = lang.get();
        let (parties, territories) = shown.get();
        let extent = key("0 0 30 10").child(el("path").set("class", "qing").set("d", "M1 5H29"));
        let mut rows = vec![row(extent, status(lang, "qing_extent"))];
        for index in parties {
            let party = &stage.campaign.parties[index];
            let line = |class: &str| {
                let path = el("path").set("d", "M1 5H29");
                path.set("class", [class, &party.id].concat())
            };
            let track = key("0 0 30 10")
                .child(line("line of-"))
                .maybe(party.is_coalition().then(|| line("second of-")));
            rows.push(row(track, party.name.get(lang)));
        }
        let mut explained: Vec<&str> = vec![];
        for (index, state) in territories {
            let state = &stage.board().campaign.territories[index].history.0[state];
            if explained.contains(&state.status.as_str()) {
                continue;
            }
            explained.push(&state.status);
            let class = ["territory", &land_class(state)].concat();
            let patch = el("path").set("class", class).set("d", "M1 1H29V13H1z");
            let patch = key("0 0 30 14").child(patch);
            rows.push(row(patch, status(lang, &state.status)));
        }
        rows
    };
    [
        el("details")
            .set("open", "")
            .child(el("summary").word(lang, |w| w.legend()))
            .child(el("ul").part(rows))
            .child(super::keys::keys(stage)),
        scale_bar(stage),
    ]
}

/// The outlines of the lands that changed hands, on the sheet, each with the index of its territory.
fn outlines(stage: Stage) -> Vec<(usize, Vec<Xy>)> {
    let albers = stage.model().albers;
    let of_part = |part: &'static Part| {
        part.rings().map(move |ring| {
            let corners = ring.map(|at| albers.project(at));
            (part.territory, corners.collect())
        })
    };
    let parts = &stage.board().campaign.parts;
    parts.iter().flat_map(of_part).collect()
}

/// Parties whose tracks or places are in the window once the camera rests, and territories that have changed.
fn on_screen(stage: Stage, outlines: &[(usize, Vec<Xy>)]) -> (Vec<usize>, Vec<(usize, usize)>) {
    stage.waiting.track();
    stage.rested_day.track();
    let (view, open) = (stage.settled.get(), stage.model().viewport.open());
    let is_seen = |line: &[Xy]| {
        let line: Vec<Xy> = line.iter().map(|at| view.window(*at)).collect();
        line.windows(2).any(|ends| open.meets(ends[0], ends[1]))
    };
    let campaign = &stage.campaign;
    let moves = |id: &str| {
        let mut tracks = campaign.tracks.iter().enumerate();
        tracks.any(|(index, track)| {
            let (age, drawn) = stage.tracks.get(index);
            let line = &stage.tracks_xy[index];
            let line = &line[..line.len().min(drawn.vertex + 2)];
            track.party == id && age.is_fresh() && is_seen(line)
        })
    };
    let holds = |id: &str| {
        let mut places = campaign.control.iter().enumerate();
        places.any(|(index, (place, history))| {
            let state = stage.control.get(index).state;
            state.is_some_and(|state| history.0[state].holder == id)
                && open.contains(view.window(stage.places_xy[place.0]))
        })
    };
    let mut parties = stage.parties.get();
    parties.retain(|index| {
        let id = &campaign.parties[*index].id;
        moves(id) || holds(id)
    });
    let mut territories = stage.statuses.get();
    territories.retain(|(index, _)| {
        let mut parts = outlines.iter().filter(|(territory, _)| territory == index);
        parts.any(|(_, outline)| is_seen(outline) || is_inside(outline, &view, open.center()))
    });
    (parties, territories)
}

/// Does a place of the window lie inside an outline? A line from it to the right then meets it an odd number of times.
fn is_inside(outline: &[Xy], view: &View, at: Xy) -> bool {
    let meets = |ends: &&[Xy]| {
        let (a, b) = (view.window(ends[0]), view.window(ends[1]));
        let spans = (a.y > at.y) != (b.y > at.y);
        spans && at.x < a.x + (b.x - a.x) * (at.y - a.y) / (b.y - a.y)
    };
    outline.windows(2).filter(meets).count() % 2 == 1
}

pub fn key(view_box: &'static str) -> El {
    el("svg")
        .set("class", "key")
        .set("viewBox", view_box)
        .set("aria-hidden", "true")
}

pub fn row(sign: El, name: &str) -> El {
    el("li").child(sign).text(name)
}

/// Kilometres, miles and 里, each a round length.
fn scale_bar(stage: Stage) -> El {
    let (lang, view) = (stage.lang, stage.view);
    let row = move |name: fn(&Words) -> &'static str, unit_km: f64| {
        let bar = move || scale_bar::bar(110.0, view.with(|view| view.scale) * unit_km);
        el("li")
            .child(el("i").style(move || ["width:", &decimal_text(bar().1, 1), "px"].concat()))
            .text_of(move || [&decimal_text(bar().0, 1), " ", name(words(lang.get()))].concat())
    };
    el("ul")
        .set("class", "scale-bar")
        .set("aria-hidden", "true")
        .child(row(|w| w.km(), 1.0))
        .child(row(|w| w.miles(), MILE_KM))
        .child(row(|w| w.li(), LI_KM))
}

/// Places outside the sheet: their events, in the margin.
pub fn margin(stage: Stage) -> El {
    let lang = stage.lang;
    let places = stage.board().abroad.iter().map(|(site, state)| {
        let name = stage.campaign.places[stage.sites[*site].place].name.clone();
        el("button")
            .set("class", "off-map")
            .follow("data-age", move || {
                let age = state.get().age;
                age.is_fresh().then(|| age.word())
            })
            .follow("hidden", move || {
                (!state.get().age.is_fresh()).then_some("")
            })
            .tap(move || {
                stage.dispatch(Message::Select(
                    state.get_untracked().event.map(Subject::Event),
                ))
            })
            .text_of(move || name.get(lang.get()).to_string())
    });
    el("div")
        .set("class", "margin-strip")
        .set("role", "group")
        .say("aria-label", lang, |w| w.off_map())
        .follow("hidden", move || {
            let mut states = stage.board().abroad.iter().map(|(_, state)| state.get());
            (!states.any(|state| state.age.is_fresh())).then_some("")
        })
        .children(places)
}
