//! The map as a drawing that stands still: for paper. The same ground and lines, laid out for one extent.

use super::super::el::{El, el};
use super::{CLOSE_UP_FROM, ground};
use crate::app::worksheet::{GAP, Plan, TYPE, plan};
use crate::campaign::track::Track;
use crate::campaign::{Lang, LonLat, When};
use crate::carto::path::{PathBuilder, decimal, decimal_text};
use crate::carto::projection::Albers;
use crate::stage::Stage;

pub struct Drawing {
    pub stage: Stage,
    pub lang: Lang,
    pub extent: [LonLat; 2],
    /// Indexes, the first to be placed first.
    pub places: Vec<usize>,
    /// Width and height, pixels.
    pub size: (f64, f64),
    /// Shows what moved then, and the land as it was at the end; `None` is a bare map.
    pub when: Option<When>,
}

/// Units of a line in a kilometre.
const UNITS: f64 = 100.0;

impl Drawing {
    pub fn name(&self, place: usize) -> &'static str {
        self.stage.board().campaign.places[place]
            .name
            .get(self.lang)
    }

    pub fn plan(&self, numbered: bool) -> Plan {
        let name = |place: usize| if numbered { "00" } else { self.name(place) };
        plan(
            &self.stage.campaign,
            self.extent,
            &self.places,
            self.size,
            &name,
        )
    }

    pub fn draw(&self, plan: &Plan, numbered: bool) -> El {
        let (width, height) = self.size;
        let (width, height) = (decimal_text(width, 0), decimal_text(height, 0));
        let marks = plan.spots.iter().enumerate().flat_map(|(index, spot)| {
            let px = |value: f64| decimal_text(value, 1);
            let (dx, dy, anchor) = spot.side.anchor(TYPE.height(false), TYPE.name * 0.95, GAP);
            let written = match numbered {
                true => decimal_text((index + 1) as f64, 0),
                false => self.name(spot.place).to_string(),
            };
            [
                el("circle")
                    .set("class", "spot")
                    .set("r", "3.6")
                    .set("cx", px(spot.at.x))
                    .set("cy", px(spot.at.y)),
                el("text")
                    .set("class", if numbered { "number" } else { "place" })
                    .set("x", px(spot.at.x + dx))
                    .set("y", px(spot.at.y + dy))
                    .set("text-anchor", anchor)
                    .text(written),
            ]
        });
        let shown = self.when.into_iter();
        let sheet = el("g")
            .set("transform", plan.camera.transform(&plan.viewport))
            .children(ground::ground(self.stage))
            .children(shown.flat_map(|when| self.moved(when)));
        el("svg")
            .set("class", "drawing")
            .set("viewBox", ["0 0 ", &width, " ", &height].concat())
            .set("role", "img")
            .set("aria-label", crate::i18n::words(self.lang).map())
            .set(
                "data-close",
                if plan.camera.scale >= CLOSE_UP_FROM {
                    "true"
                } else {
                    "false"
                },
            )
            .child(el("g").set("class", "ground").child(sheet))
            .children(marks)
            .child(self.bar(plan))
    }

    /// A bar of kilometres at the foot.
    fn bar(&self, plan: &Plan) -> El {
        let (length, px) = crate::carto::scale_bar::bar(120.0, plan.camera.scale);
        let mut d = String::from("M12 ");
        decimal(&mut d, plan.viewport.height - 16.0, 0);
        d.push_str("v6h");
        decimal(&mut d, px, 1);
        d.push_str("v-6");
        let km = crate::i18n::words(self.lang).km();
        el("g")
            .set("class", "bar")
            .child(el("path").set("d", d))
            .child(
                el("text")
                    .set("x", "16")
                    .set("y", decimal_text(plan.viewport.height - 18.0, 0))
                    .text([&decimal_text(length, 1), " ", km].concat()),
            )
    }

    /// Land by its status on the last day, then the tracks.
    fn moved(&self, when: When) -> Vec<El> {
        let campaign = &self.stage.campaign;
        let albers = Albers::new(campaign.projection);
        let last = when.last.unwrap_or(when.first).min(campaign.span().last);
        let frame = campaign.frame(last.start(), self.stage.reading.get_untracked());
        let path = |path: PathBuilder| {
            el("path")
                .set("transform", "scale(0.01)")
                .set("d", path.finish())
        };
        let mut drawn = vec![];
        for part in &campaign.parts {
            let Some(state) = frame.territories[part.territory] else {
                continue;
            };
            let state = &campaign.territories[part.territory].history.0[state];
            let mut outline = PathBuilder::new(UNITS);
            outline.polygons(&part.outline, &albers);
            drawn.push(
                path(outline)
                    .set("class", "territory")
                    .set("data-certainty", part.certainty.clone())
                    .set("data-status", &state.status)
                    .set("data-holder", &state.holder)
                    .set(
                        "data-claimant",
                        state.claimant.as_deref().unwrap_or_default(),
                    ),
            );
        }
        for (index, track) in tracks(self.stage, when) {
            let mut line = PathBuilder::new(UNITS);
            line.line(self.stage.tracks_xy[index].iter().copied(), false);
            drawn.push(path(line).set(
                "class",
                ["line of-", &track.party, " ", &track.kind].concat(),
            ));
        }
        drawn
    }
}

/// Tracks that begin within a time.
fn tracks(stage: Stage, when: When) -> impl Iterator<Item = (usize, &'static Track)> {
    let reading = stage.reading.get_untracked();
    let tracks = stage.board().campaign.tracks.iter().enumerate();
    tracks.filter(move |(_, track)| when.contains(track.dating.read(reading).first))
}

/// Which line is whose, in words.
pub fn key(stage: Stage, lang: Lang, when: When) -> El {
    let moving = |party: &str| tracks(stage, when).any(|(_, track)| track.party == party);
    let parties = stage.campaign.parties.iter();
    let rows = parties.filter(|party| moving(&party.id)).map(|party| {
        let line = el("path")
            .set("class", ["line of-", &party.id].concat())
            .set("d", "M1 5H39");
        el("li")
            .child(
                el("svg")
                    .set("viewBox", "0 0 40 10")
                    .set("aria-hidden", "true")
                    .child(line),
            )
            .text(party.name.get(lang))
    });
    el("ul").set("class", "drawing-key").children(rows)
}
