//! The places in the Linked Places format, the exchange format of historical gazetteers.
//!
//! GeoJSON that is JSON-LD, too: <https://github.com/LinkedPasts/linked-places-format>, version 1.3. Absent on
//! purpose: modern countries (`ccodes`) and links to other gazetteers, since the record names none.

use crate::campaign::{Book, Campaign, Interval, Lang, Place, PlaceId};
use serde_json::{Value, json};

const CONTEXT: &str = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld";

/// For a kind of place its GeoNames class, and its concept in the Getty Art and Architecture Thesaurus with the
/// label there. From the list of types that the format recommends, which has no gate and no garden: those are
/// a built work and an open space.
const TYPES: [(&str, &str, &str, &str); 19] = [
    ("city", "P", "aat:300008389", "city"),
    ("town", "P", "aat:300008375", "town"),
    ("port", "P", "aat:300120599", "port"),
    ("fort", "S", "aat:300006888", "fortification"),
    ("gate", "S", "aat:300004790", "single built work"),
    ("building", "S", "aat:300004790", "single built work"),
    ("garden", "L", "aat:300008072", "open space"),
    ("anchorage", "H", "aat:300008678", "harbor"),
    ("strait", "H", "aat:300387217", "passage"),
    ("sea", "H", "aat:300008694", "sea"),
    ("river", "H", "aat:300008707", "river"),
    ("lake", "H", "aat:300008680", "lake"),
    ("island", "T", "aat:300008791", "island"),
    ("mountain", "T", "aat:300008795", "mountain"),
    ("pass", "T", "aat:300259572", "pass"),
    ("area", "L", "aat:300182722", "region (geographic)"),
    ("battle", "S", "aat:300000835", "battlefield"),
    ("landing", "S", "aat:300000809", "site"),
    ("bridge", "S", "aat:300007836", "bridge"),
];

/// Every place of the campaign as one collection. `base` stands before the id of each place and makes it the
/// address under which the publisher keeps it.
pub fn collection(campaign: &Campaign, book: &Book, base: &str) -> Value {
    let Interval { first, last } = campaign.time;
    let when = json!({
        "timespans": [{"start": {"in": first.to_string()}, "end": {"in": last.to_string()}}],
        "label": campaign.title.en,
    });
    let features = campaign.places.iter().enumerate().map(|(index, place)| {
        let types = TYPES.iter().filter(|(kind, ..)| *kind == place.kind);
        let classes: Vec<&str> = types.clone().map(|(_, class, ..)| *class).collect();
        let types: Vec<Value> = types
            .map(|(kind, _, identifier, label)| {
                let source = [json!({"label": kind, "lang": Lang::En.tag()})];
                json!({"identifier": identifier, "label": label, "sourceLabels": source})
            })
            .collect();
        json!({
            "@id": format!("{base}{}", place.id),
            "type": "Feature",
            "properties": {"title": place.name.en, "fclasses": classes},
            "when": when,
            "names": names(place, citations(campaign, book, PlaceId(index))),
            "types": types,
            "geometry": {
                "type": "Point",
                "coordinates": [place.at.lon, place.at.lat],
                "precision_m": place.precision_m,
            },
        })
    });
    json!({
        "@context": CONTEXT,
        "type": "FeatureCollection",
        "features": features.collect::<Vec<Value>>(),
    })
}

/// The names of the period by language, the first with its citations; then the second names, without a
/// language, since they may be in another script than their readers'.
fn names(place: &Place, citations: Vec<Value>) -> Vec<Value> {
    let mut names: Vec<Value> = Lang::ALL
        .map(|lang| json!({"toponym": place.name.get(lang), "lang": lang.tag()}))
        .into();
    names[0]["citations"] = citations.into();
    for toponym in Lang::ALL.map(|lang| place.also.get(lang)) {
        if !toponym.is_empty() && !names.iter().any(|name| name["toponym"] == toponym) {
            names.push(json!({"toponym": toponym}));
        }
    }
    names
}

/// The record itself, and every fact that names the place, with its sentence in the article.
fn citations(campaign: &Campaign, book: &Book, place: PlaceId) -> Vec<Value> {
    let facts = book
        .facts
        .iter()
        .filter(|fact| fact.places.contains(&place));
    let labels = facts.map(|fact| {
        let (id, article, sentence) = (&fact.id, &book.article.en, &fact.sentence);
        format!("{id}: {article}, {sentence}")
    });
    let record = format!("{}: places of the record", campaign.title.en);
    [record]
        .into_iter()
        .chain(labels)
        .map(|label| json!({"label": label}))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::place::KINDS;

    #[test]
    fn every_kind_of_place_has_one_type() {
        assert_eq!(TYPES.map(|(kind, ..)| kind), KINDS);
    }
}
