//! The map as a drawing that stands still: for paper. The same ground and lines, laid out for one extent.

use super::super::el::{El, el};
use super::{CLOSE_UP_FROM, ground, land_class};
use crate::app::worksheet::{GAP, Plan, TYPE, plan};
use crate::campaign::history::{Part, State};
use crate::campaign::track::Track;
use crate::campaign::{Lang, LonLat, Party, When};
use crate::carto::Xy;
use crate::carto::path::{PathBuilder, decimal, decimal_text};
use crate::carto::projection::Albers;
use crate::i18n::{self, words};
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
            &self.changed(),
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
        let sheet = |parts: Vec<El>| {
            let moved = el("g").set("transform", plan.camera.transform(&plan.viewport));
            el("g").set("class", "ground").child(moved.children(parts))
        };
        let lands = el("g")
            .set("class", "key")
            .set("transform", plan.camera.shift(&plan.viewport))
            .children(self.lands(plan));
        el("svg")
            .set("class", "drawing")
            .set("viewBox", ["0 0 ", &width, " ", &height].concat())
            .set("role", "img")
            .set("aria-label", words(self.lang).map())
            .set(
                "data-close",
                if plan.camera.scale >= CLOSE_UP_FROM {
                    "true"
                } else {
                    "false"
                },
            )
            .child(sheet(ground::ground(self.stage)))
            .child(lands)
            .child(sheet(self.lines()))
            .children(marks)
            .child(self.bar(plan))
            .child(
                el("path")
                    .set("class", "frame")
                    .set("d", ["M0 0H", &width, "V", &height, "H0z"].concat()),
            )
    }

    /// A bar of kilometres at the foot.
    fn bar(&self, plan: &Plan) -> El {
        let (length, px) = crate::carto::scale_bar::bar(120.0, plan.camera.scale);
        let mut d = String::from("M12 ");
        decimal(&mut d, plan.viewport.height - 16.0, 0);
        d.push_str("v6h");
        decimal(&mut d, px, 1);
        d.push_str("v-6");
        let km = words(self.lang).km();
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

    /// The corners of the land whose status changes meanwhile.
    fn changed(&self) -> Vec<LonLat> {
        let campaign = &self.stage.board().campaign;
        let Some(when) = self.when else {
            return vec![];
        };
        let changes = |state: &State| state.from.is_some_and(|from| when.contains(from));
        let changed: Vec<usize> = (states(self.stage, when).into_iter())
            .filter_map(|(territory, state)| changes(state).then_some(territory))
            .collect();
        let parts = campaign.parts.iter();
        parts
            .filter(|part| changed.contains(&part.territory))
            .flat_map(|part| part.rings().flatten())
            .collect()
    }

    /// Parts of land that the map reaches, with their status on the last day.
    fn seen<'a>(
        &self,
        plan: &'a Plan,
    ) -> impl Iterator<Item = (&'static Part, &'static State)> + 'a {
        let campaign = &self.stage.board().campaign;
        let albers = Albers::new(campaign.projection);
        let states = self.when.map_or(vec![], |when| states(self.stage, when));
        campaign.parts.iter().filter_map(move |part| {
            let (_, state) = states.iter().find(|(index, _)| *index == part.territory)?;
            let mut corners = part.rings().flatten();
            let is_seen = |at: LonLat| {
                let Xy { x, y } = plan.camera.to_window(albers.project(at), &plan.viewport);
                (0.0..plan.viewport.width).contains(&x) && (0.0..plan.viewport.height).contains(&y)
            };
            corners.any(is_seen).then_some((part, *state))
        })
    }

    /// Them in pixels, so that hatches have the width of the key's.
    fn lands(&self, plan: &Plan) -> Vec<El> {
        let albers = Albers::new(self.stage.campaign.projection);
        let draw = |(part, state): (&'static Part, _)| {
            let mut outline = PathBuilder::new(plan.camera.scale);
            outline.polygons(&part.outline, &albers);
            let outline = el("path").set("d", outline.finish());
            land(outline.set("data-certainty", part.certainty.clone()), state)
        };
        self.seen(plan).map(draw).collect()
    }

    /// The tracks, in kilometres.
    fn lines(&self) -> Vec<El> {
        let shown = self.when.into_iter();
        let lines = shown.flat_map(|when| tracks(self.stage, when));
        lines
            .flat_map(|(index, track)| {
                let mut line = PathBuilder::new(UNITS);
                line.line(self.stage.tracks_xy[index].iter().copied(), false);
                let d = line.finish();
                let drawn = self.line(&track.party, &track.kind, &d).into_iter();
                drawn.map(|line| line.set("transform", "scale(0.01)"))
            })
            .collect()
    }

    /// A party's line is one, a coalition's two side by side.
    fn line(&self, party: &str, kind: &str, d: &str) -> Vec<El> {
        let own = self.stage.campaign.party(party);
        let parts = match own.is_some_and(Party::is_coalition) {
            true => &["line of-", "second of-"][..],
            false => &["line of-"],
        };
        let of = |part: &&str| {
            el("path")
                .set("class", [part, party, " ", kind].concat())
                .set("d", d)
        };
        parts.iter().map(of).collect()
    }

    /// Which line is whose and which land of what status, in words.
    pub fn key(&self, plan: &Plan) -> El {
        let row = |view_box: &'static str, sign: Vec<El>, name: &str| {
            el("li")
                .child(
                    el("svg")
                        .set("class", "key")
                        .set("viewBox", view_box)
                        .set("aria-hidden", "true")
                        .children(sign),
                )
                .text(name)
        };
        let moved: Vec<&str> = (self.when.into_iter())
            .flat_map(|when| tracks(self.stage, when))
            .map(|(_, track)| track.party.as_str())
            .collect();
        let parties = self.stage.campaign.parties.iter();
        let parties = parties.filter(|party| moved.contains(&party.id.as_str()));
        let lines = parties.map(|party| {
            let line = self.line(&party.id, "", "M1 5H39");
            row("0 0 40 10", line, party.name.get(self.lang))
        });
        let mut statuses: Vec<&State> = vec![];
        for (_, state) in self.seen(plan) {
            // Before anything changed there is nothing to explain.
            let is_known = statuses.iter().any(|other| other.status == state.status);
            if state.from.is_some() && !is_known {
                statuses.push(state);
            }
        }
        let lands = statuses.into_iter().map(|state| {
            let patch = land(el("path").set("d", "M1 1H39V13H1z"), state);
            row(
                "0 0 40 14",
                vec![patch],
                i18n::status(self.lang, &state.status),
            )
        });
        el("ul")
            .set("class", "drawing-key")
            .children(lines)
            .children(lands)
    }
}

/// Tracks that begin within a time.
fn tracks(stage: Stage, when: When) -> impl Iterator<Item = (usize, &'static Track)> {
    let reading = stage.reading.get_untracked();
    let tracks = stage.board().campaign.tracks.iter().enumerate();
    tracks.filter(move |(_, track)| when.contains(track.dating.read(reading).first))
}

/// The state of each territory at the end of a time, by its index.
fn states(stage: Stage, when: When) -> Vec<(usize, &'static State)> {
    let campaign = &stage.board().campaign;
    let last = when.last.unwrap_or(when.first).min(campaign.span().last);
    let frame = campaign.frame(last.start(), stage.reading.get_untracked());
    let found = frame.territories.into_iter().enumerate();
    found
        .filter_map(|(index, state)| Some((index, &campaign.territories[index].history.0[state?])))
        .collect()
}

/// How land of a status looks.
fn land(path: El, state: &State) -> El {
    path.set("class", ["territory", &land_class(state)].concat())
}
