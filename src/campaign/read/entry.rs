//! An entry of a file: its members by name and type, each with an error that names the member.

use super::Node;
use crate::campaign::event::Dating;
use crate::campaign::{Campaign, Date, PlaceId, Text, When};

/// One object of a file; for a GeoJSON feature its properties, with the geometry beside.
pub struct Entry<N> {
    pub feature: N,
    properties: Option<N>,
}

impl<N: Node> Entry<N> {
    pub fn new(feature: N) -> Entry<N> {
        let properties = feature.member("properties");
        Entry {
            feature,
            properties,
        }
    }

    pub fn member(&self, name: &str) -> Option<N> {
        self.properties
            .as_ref()
            .unwrap_or(&self.feature)
            .member(name)
    }

    /// What the entry is called in problems.
    pub fn id(&self) -> Option<String> {
        ["id", "place", "territory", "from"]
            .into_iter()
            .find_map(|name| self.maybe(name))
    }

    /// A text, if it is there.
    pub fn maybe(&self, name: &str) -> Option<String> {
        self.member(name)?.string()
    }

    /// A text that must be there.
    pub fn text(&self, name: &str) -> Result<String, String> {
        self.maybe(name).ok_or_else(|| expected(name, "a text"))
    }

    /// A list of texts; empty when it is not there.
    pub fn texts(&self, name: &str) -> Result<Vec<String>, String> {
        let Some(node) = self.member(name) else {
            return Ok(vec![]);
        };
        let list = node
            .items()
            .ok_or_else(|| expected(name, "a list of texts"))?;
        list.iter()
            .map(|item| {
                item.string()
                    .ok_or_else(|| expected(name, "a list of texts"))
            })
            .collect()
    }

    pub fn number(&self, name: &str) -> Result<f64, String> {
        self.member(name)
            .and_then(|node| node.number())
            .ok_or_else(|| expected(name, "a number"))
    }

    /// As many numbers as the array holds.
    pub fn numbers<const COUNT: usize>(&self, name: &str) -> Result<[f64; COUNT], String> {
        self.member(name)
            .and_then(|node| node.numbers())
            .and_then(|list| list.try_into().ok())
            .ok_or_else(|| expected(name, "a list of numbers"))
    }

    /// The items of a list that must be there.
    pub fn items(&self, name: &str) -> Result<Vec<Entry<N>>, String> {
        let items = self.member(name).and_then(|node| node.items());
        Ok(items
            .ok_or_else(|| expected(name, "a list"))?
            .into_iter()
            .map(Entry::new)
            .collect())
    }

    /// Words in three languages: an object, or three flat members of a GeoJSON feature.
    pub fn words(&self, name: &str) -> Result<Text, String> {
        if let Some(node) = self.member(name) {
            let word = |tag: &str| node.member(tag).and_then(|word| word.string());
            let text = (word("zh-Hant"), word("zh-Hans"), word("en"));
            if let (Some(zh_hant), Some(zh_hans), Some(en)) = text {
                return Ok(Text {
                    zh_hant,
                    zh_hans,
                    en,
                });
            }
            return Err(expected(name, "words in zh-Hant, zh-Hans and en"));
        }
        let flat = |suffix: &str| self.text(&[name, suffix].concat());
        Ok(Text {
            zh_hant: flat("_zh_hant")?,
            zh_hans: flat("_zh_hans")?,
            en: flat("_en")?,
        })
    }

    pub fn day(&self, name: &str) -> Result<Date, String> {
        self.maybe_day(name)?
            .ok_or_else(|| expected(name, "a day, YYYY-MM-DD"))
    }

    /// A day, or `null`.
    pub fn maybe_day(&self, name: &str) -> Result<Option<Date>, String> {
        match self.maybe(name) {
            None => Ok(None),
            Some(text) => Date::parse(&text)
                .map(Some)
                .ok_or_else(|| expected(name, "a day, YYYY-MM-DD")),
        }
    }

    /// A date of the schema, if it is there.
    pub fn maybe_when(&self, name: &str) -> Result<Option<When>, String> {
        const FORMS: &str = "a date: 1860-10-18, 1860-10, 1860-21, 1860, A/B or A/..";
        match self.maybe(name) {
            None => Ok(None),
            Some(text) => When::parse(&text)
                .map(Some)
                .ok_or_else(|| expected(name, FORMS)),
        }
    }

    pub fn when(&self, name: &str) -> Result<When, String> {
        self.maybe_when(name)?
            .ok_or_else(|| expected(name, "a date"))
    }

    pub fn dating(&self) -> Result<Dating, String> {
        Ok(Dating {
            when: self.when("edtf")?,
            other: self.maybe_when("edtf_other")?,
            stated: self.maybe_when("edtf_stated")?,
        })
    }

    /// A word of a list.
    pub fn one_of(&self, name: &str, list: &[&str]) -> Result<String, String> {
        let word = self.text(name)?;
        match list.contains(&word.as_str()) {
            true => Ok(word),
            false => Err([name, ": ", &word, " is not one of: ", &list.join(" ")].concat()),
        }
    }

    /// A party or a coalition of the manifest.
    pub fn party(&self, name: &str, campaign: &Campaign) -> Result<String, String> {
        known_party(campaign, self.text(name)?)
    }

    pub fn parties(&self, name: &str, campaign: &Campaign) -> Result<Vec<String>, String> {
        self.texts(name)?
            .into_iter()
            .map(|id| known_party(campaign, id))
            .collect()
    }

    /// A place, or `null`.
    pub fn maybe_place(&self, campaign: &Campaign) -> Result<Option<PlaceId>, String> {
        self.maybe("place")
            .map(|id| known_place(campaign, &id))
            .transpose()
    }
}

pub fn known_place(campaign: &Campaign, id: &str) -> Result<PlaceId, String> {
    campaign
        .place_named(id)
        .ok_or_else(|| ["place ", id, " is not in places.geojson"].concat())
}

pub fn known_party(campaign: &Campaign, id: String) -> Result<String, String> {
    match campaign.party(&id) {
        Some(_) => Ok(id),
        None => Err(["party ", &id, " is not in campaign.json"].concat()),
    }
}

pub fn expected(name: &str, what: &str) -> String {
    [name, ": expected ", what].concat()
}
