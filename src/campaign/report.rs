//! Reports: the frame as the outside reads it, and the war as a dated list.
//!
//! The frame's members and words are a public promise (`README.md`, data schema 1).

use super::event::Age;
use super::{Book, Campaign, Date, Frame, Lang, Place, PlaceId, Reading, order};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// A value of the report: one small type for all its members, since a derived serialiser for each kind of
/// entry costs the page 2 KB of WebAssembly (brotli).
pub enum Value {
    None,
    Bool(bool),
    Whole(u32),
    Number(f64),
    Text(String),
    List(Vec<Value>),
    /// Members in the order in which they are written.
    Object(Vec<(&'static str, Value)>),
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::None => serializer.serialize_none(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Whole(value) => serializer.serialize_u32(*value),
            Value::Number(value) => serializer.serialize_f64(*value),
            Value::Text(value) => serializer.serialize_str(value),
            Value::List(values) => serializer.collect_seq(values),
            Value::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}

/// An object under construction. Its members are calls: written out one beside the other they came to 2 KB of
/// WebAssembly.
#[derive(Default)]
struct Members(Vec<(&'static str, Value)>);

impl Members {
    #[inline(never)]
    fn set(mut self, name: &'static str, value: Value) -> Members {
        self.0.push((name, value));
        self
    }

    #[inline(never)]
    fn text(self, name: &'static str, text: &str) -> Members {
        self.maybe(name, Some(text))
    }

    #[inline(never)]
    fn maybe(self, name: &'static str, text: Option<&str>) -> Members {
        self.set(
            name,
            text.map_or(Value::None, |text| Value::Text(text.into())),
        )
    }

    #[inline(never)]
    fn texts(self, name: &'static str, texts: &[String]) -> Members {
        let texts = texts.iter().map(|text| Value::Text(text.clone()));
        self.set(name, Value::List(texts.collect()))
    }

    #[inline(never)]
    fn date(self, name: &'static str, date: Option<Date>) -> Members {
        self.maybe(name, date.map(|date| date.to_string()).as_deref())
    }

    fn done(self) -> Value {
        Value::Object(self.0)
    }
}

fn object(id: &str) -> Members {
    Members::default().text("id", id)
}

impl Frame {
    /// The frame for the outside. Facts are listed once the book has been read.
    pub fn report(&self, campaign: &Campaign, book: &Book) -> Value {
        Members::default()
            .set("schema", Value::Whole(1))
            .date("date", Some(self.at.date()))
            .text("reading", self.reading.word())
            .set("places", self.report_places(campaign))
            .set("territories", self.report_territories(campaign))
            .set("treaties", self.report_treaties(campaign))
            .set("forces", self.report_forces(campaign))
            .set("talks", self.report_talks(campaign))
            .set("events", self.report_events(campaign))
            .set("facts", self.report_facts(campaign, book))
            .done()
    }

    fn report_places(&self, campaign: &Campaign) -> Value {
        let mut list = vec![];
        for ((place, history), index) in campaign.control.iter().zip(&self.places) {
            let Some(index) = *index else { continue };
            let state = &history.0[index];
            let place = object(&campaign.places[place.0].id)
                .text("holder", &state.holder)
                .texts("presence", &state.presence)
                .date("since", history.since(index, self.reading))
                // The last day is included.
                .date("until", history.until(index, self.reading))
                .text("certainty", &state.certainty);
            list.push(place.done());
        }
        Value::List(list)
    }

    fn report_territories(&self, campaign: &Campaign) -> Value {
        let mut list = vec![];
        for (territory, index) in campaign.territories.iter().zip(&self.territories) {
            let Some(index) = *index else { continue };
            let state = &territory.history.0[index];
            let territory = object(&territory.id)
                .text("status", &state.status)
                .text("holder", &state.holder)
                .maybe("claimant", state.claimant.as_deref())
                .maybe("treaty", state.treaty.as_deref())
                .date("since", territory.history.since(index, self.reading));
            list.push(territory.done());
        }
        Value::List(list)
    }

    fn report_treaties(&self, campaign: &Campaign) -> Value {
        let mut list = vec![];
        for (treaty, index) in campaign.treaties.iter().zip(&self.treaties) {
            let Some(index) = *index else { continue };
            let treaty = object(&treaty.id)
                .text("status", &treaty.history.0[index].status)
                .date("since", treaty.history.since(index, self.reading));
            list.push(treaty.done());
        }
        Value::List(list)
    }

    fn report_forces(&self, campaign: &Campaign) -> Value {
        let mut list = vec![];
        for (force, stand) in campaign.forces.iter().zip(&self.forces) {
            let Some(stand) = *stand else { continue };
            let at = campaign.tracks[stand.track].position(stand.progress);
            let near = nearest(&campaign.places, at).map(|place| &*place.id);
            let force = object(&force.id)
                .text("party", &force.party)
                // Degrees, WGS 84, four decimals.
                .set("lon", Value::Number((at.lon * 1e4).round() / 1e4))
                .set("lat", Value::Number((at.lat * 1e4).round() / 1e4))
                .set("between", Value::Bool(stand.between))
                .maybe("near", near);
            list.push(force.done());
        }
        Value::List(list)
    }

    fn report_talks(&self, campaign: &Campaign) -> Value {
        let mut list = vec![];
        for (talk, index) in campaign.talks.iter().zip(&self.talks) {
            let Some(index) = *index else { continue };
            let talk = object(&talk.id)
                .texts("parties", &talk.parties)
                .maybe("place", place(campaign, talk.place))
                .text("status", &talk.history.0[index].status)
                .maybe("deadline", talk.deadline.as_deref());
            list.push(talk.done());
        }
        Value::List(list)
    }

    /// What has begun, in date order.
    fn report_events(&self, campaign: &Campaign) -> Value {
        let begins = |event: &super::Event| {
            (
                i64::from(
                    event
                        .dating
                        .read(self.reading)
                        .first
                        .since(campaign.time.first),
                ),
                0,
            )
        };
        let mut list = vec![];
        for index in order(campaign.events.iter().map(begins)) {
            let (event, age) = (&campaign.events[index], self.events[index]);
            if age != Age::Ahead {
                let event = object(&event.id)
                    .text("kind", &event.kind)
                    .maybe("place", place(campaign, event.place))
                    .text("age", age.word())
                    .texts("facts", &event.facts);
                list.push(event.done());
            }
        }
        Value::List(list)
    }

    /// What has begun, in date order.
    fn report_facts(&self, campaign: &Campaign, book: &Book) -> Value {
        let begins = |fact: &super::book::Fact| {
            (
                i64::from(
                    fact.dating
                        .read(self.reading)
                        .first
                        .since(campaign.time.first),
                ),
                0,
            )
        };
        let mut list = vec![];
        for index in order(book.facts.iter().map(begins)) {
            let fact = &book.facts[index];
            let age = Age::of(fact.dating.read(self.reading), self.at.date());
            if age != Age::Ahead {
                list.push(object(&fact.id).text("age", age.word()).done());
            }
        }
        Value::List(list)
    }
}

fn place(campaign: &Campaign, place: Option<PlaceId>) -> Option<&str> {
    place.map(|place| &*campaign.places[place.0].id)
}

/// The place nearest to a position, by degrees scaled for the latitude; areas and water do not count.
fn nearest(places: &[Place], at: super::LonLat) -> Option<&Place> {
    // The cosine of the latitude, after Bhaskara, within 0.2 %: enough to tell which place is nearer.
    let square = at.lat * at.lat;
    let shrink = (32_400.0 - 4.0 * square) / (32_400.0 + square);
    let distance = |place: &Place| {
        ((place.at.lon - at.lon) * shrink).powi(2) + (place.at.lat - at.lat).powi(2)
    };
    places
        .iter()
        .filter(|place| place.is_point())
        .min_by(|a, b| distance(a).total_cmp(&distance(b)))
}

/// The facts as a chronicle tells them: chapter after chapter, in each by day. Behind the last chapter stand the
/// facts of none.
pub fn told(book: &Book, reading: Reading) -> Vec<(Option<usize>, Vec<usize>)> {
    let chapter = |fact: &super::book::Fact| {
        let chapters = book.chapters.iter();
        chapters
            .map(|chapter| &chapter.id)
            .position(|id| *id == fact.chapter)
    };
    // Any day will do to count from.
    let zero = book.facts.first().map(|fact| fact.dating.when.first);
    let first = |fact: &super::book::Fact| {
        let day = fact.dating.read(reading).first;
        i64::from(zero.map_or(0, |zero| day.since(zero)))
    };
    let chapters: Vec<Option<usize>> = book.facts.iter().map(chapter).collect();
    let count = book.chapters.len();
    let keys = book.facts.iter().zip(&chapters).map(|(fact, chapter)| {
        let chapter = chapter.unwrap_or(count) as i64;
        (chapter, first(fact))
    });
    let mut told: Vec<(Option<usize>, Vec<usize>)> = vec![];
    for fact in order(keys) {
        match told.last_mut().filter(|(last, _)| *last == chapters[fact]) {
            Some((_, facts)) => facts.push(fact),
            None => told.push((chapters[fact], vec![fact])),
        }
    }
    told
}

/// The whole war as a dated list, a line each: date as written, title, place, facts.
pub fn chronicle(campaign: &Campaign, book: &Book, lang: Lang, reading: Reading) -> String {
    let mut rows: Vec<(Date, String)> = campaign
        .events
        .iter()
        .map(|event| {
            let when = event.dating.read(reading);
            let place = match event.place {
                Some(place) => campaign.places[place.0].name.get(lang),
                None => "–",
            };
            let last = match when.last {
                Some(last) if last == when.first => String::new(),
                Some(last) => format!("/{last}"),
                None => "/..".into(),
            };
            let mark = if event.dating.stated.is_some() {
                " ◇"
            } else {
                ""
            };
            let mut row = format!(
                "{}{last}{mark} | {} | {place} | {}\n",
                when.first,
                event.title.get(lang),
                event.facts.join(" ")
            );
            for fact in event.facts.iter().filter_map(|id| book.fact(id)) {
                row += &format!("    {} {}\n", fact.id, fact.text.get(lang));
            }
            (when.first, row)
        })
        .collect();
    let carried = |id: &str| {
        campaign
            .events
            .iter()
            .any(|event| event.facts.iter().any(|f| f == id))
    };
    rows.extend(
        book.facts
            .iter()
            .filter(|fact| !carried(&fact.id))
            .map(|fact| {
                let when = fact.dating.read(reading);
                (
                    when.first,
                    format!("{} · {} {}\n", when.first, fact.id, fact.text.get(lang)),
                )
            }),
    );
    rows.sort_by_key(|(date, _)| *date);
    rows.into_iter().map(|(_, row)| row).collect()
}
