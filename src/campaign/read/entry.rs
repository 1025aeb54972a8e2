//! An entry of a file: its members by name and type.
//!
//! A member that is missing or wrong is noted as the entry's fault, by name, and read as nothing; who reads
//! asks at the end whether the entry is [`sound`](Entry::sound). Leaving at each member instead cost the page
//! 5 KB of WebAssembly (brotli).

use super::Node;
use crate::campaign::event::Dating;
use crate::campaign::{Campaign, Date, PlaceId, Text, When};
use std::cell::RefCell;

/// One object of a file; for a GeoJSON feature its properties, with the geometry beside.
pub struct Entry<N> {
    pub feature: N,
    properties: Option<N>,
    /// The first thing found wrong.
    fault: RefCell<Option<String>>,
}

impl<N: Node> Entry<N> {
    pub fn new(feature: N) -> Entry<N> {
        let properties = feature.member("properties");
        Entry {
            feature,
            properties,
            fault: RefCell::default(),
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
        ["id", "of", "place", "territory", "from"]
            .into_iter()
            .find_map(|name| self.maybe(name))
    }

    /// Notes a fault, unless one was noted before.
    #[inline(never)]
    pub fn blame(&self, message: String) {
        self.fault.borrow_mut().get_or_insert(message);
    }

    /// Notes that a member is not what it should be.
    #[inline(never)]
    fn expected(&self, name: &str, what: &str) {
        self.blame(expected(name, what));
    }

    /// # Errors
    /// The first fault of the entry.
    pub fn sound(&self) -> Result<(), String> {
        self.fault.take().map_or(Ok(()), Err)
    }

    /// A text, if it is there.
    #[inline(never)]
    pub fn maybe(&self, name: &str) -> Option<String> {
        self.member(name)?.string()
    }

    /// A text that must be there.
    #[inline(never)]
    pub fn text(&self, name: &str) -> String {
        self.maybe(name).unwrap_or_else(|| {
            self.expected(name, "a text");
            String::new()
        })
    }

    /// A list of texts; empty when it is not there.
    #[inline(never)]
    pub fn texts(&self, name: &str) -> Vec<String> {
        let Some(node) = self.member(name) else {
            return vec![];
        };
        let list = node.items().unwrap_or_else(|| {
            self.expected(name, "a list of texts");
            vec![]
        });
        let text = |item: &N| {
            item.string().unwrap_or_else(|| {
                self.expected(name, "a list of texts");
                String::new()
            })
        };
        list.iter().map(text).collect()
    }

    #[inline(never)]
    pub fn number(&self, name: &str) -> f64 {
        self.member(name)
            .and_then(|node| node.number())
            .unwrap_or_else(|| {
                self.expected(name, "a number");
                0.0
            })
    }

    /// A whole number within bounds, both included.
    #[inline(never)]
    pub fn rank(&self, name: &str, first: u8, last: u8) -> u8 {
        let value = self.number(name);
        (first..=last)
            .find(|rank| f64::from(*rank) == value)
            .unwrap_or_else(|| {
                self.expected(name, "a whole number within its bounds");
                first
            })
    }

    /// As many numbers as the array must hold.
    pub fn numbers<const COUNT: usize>(&self, name: &str) -> [f64; COUNT] {
        let list = self.member(name).and_then(|node| node.numbers());
        list.and_then(|list| list.try_into().ok())
            .unwrap_or_else(|| {
                self.expected(name, "a list of numbers");
                [0.0; COUNT]
            })
    }

    /// The items of a list that must be there.
    #[inline(never)]
    pub fn items(&self, name: &str) -> Vec<Entry<N>> {
        let items = self
            .member(name)
            .and_then(|node| node.items())
            .unwrap_or_else(|| {
                self.expected(name, "a list");
                vec![]
            });
        items.into_iter().map(Entry::new).collect()
    }

    /// Reads each item of a list; a fault of an item is a fault of this entry.
    pub fn each<T>(&self, name: &str, mut read: impl FnMut(&Entry<N>) -> T) -> Vec<T> {
        let mut list = vec![];
        for item in self.items(name) {
            list.push(read(&item));
            if let Err(message) = item.sound() {
                self.blame([name, ": ", &message].concat());
            }
        }
        list
    }

    /// Words in three languages: an object, or three flat members of a GeoJSON feature.
    #[inline(never)]
    pub fn words(&self, name: &str) -> Text {
        match self.member(name) {
            Some(node) => Text {
                zh_hant: self.word(&node, name, "zh-Hant"),
                zh_hans: self.word(&node, name, "zh-Hans"),
                en: self.word(&node, name, "en"),
            },
            None => Text {
                zh_hant: self.text(&[name, "_zh_hant"].concat()),
                zh_hans: self.text(&[name, "_zh_hans"].concat()),
                en: self.text(&[name, "_en"].concat()),
            },
        }
    }

    fn word(&self, node: &N, name: &str, tag: &str) -> String {
        node.member(tag)
            .and_then(|word| word.string())
            .unwrap_or_else(|| {
                self.expected(name, "words in zh-Hant, zh-Hans and en");
                String::new()
            })
    }

    /// The entry itself as words in three languages.
    pub fn own_words(&self) -> Text {
        Text {
            zh_hant: self.word(&self.feature, "words", "zh-Hant"),
            zh_hans: self.word(&self.feature, "words", "zh-Hans"),
            en: self.word(&self.feature, "words", "en"),
        }
    }

    #[inline(never)]
    pub fn day(&self, name: &str) -> Date {
        self.maybe_day(name).unwrap_or_else(|| {
            self.expected(name, "a day, YYYY-MM-DD");
            Date::new(1, 1, 1).expect("a day of the calendar")
        })
    }

    /// A day, or `null`.
    #[inline(never)]
    pub fn maybe_day(&self, name: &str) -> Option<Date> {
        let text = self.maybe(name)?;
        let day = Date::parse(&text);
        if day.is_none() {
            self.expected(name, "a day, YYYY-MM-DD");
        }
        day
    }

    /// A date of the schema, if it is there.
    #[inline(never)]
    pub fn maybe_when(&self, name: &str) -> Option<When> {
        let text = self.maybe(name)?;
        let when = When::parse(&text);
        if when.is_none() {
            self.expected(
                name,
                "a date: YYYY-MM-DD, YYYY-MM, YYYY-21 for spring, YYYY, A/B or A/..",
            );
        }
        when
    }

    #[inline(never)]
    pub fn when(&self, name: &str) -> When {
        self.maybe_when(name).unwrap_or_else(|| {
            self.expected(name, "a date");
            When::day(Date::new(1, 1, 1).expect("a day of the calendar"))
        })
    }

    #[inline(never)]
    pub fn dating(&self) -> Dating {
        Dating {
            when: self.when("edtf"),
            other: self.maybe_when("edtf_other"),
            stated: self.maybe_when("edtf_stated"),
        }
    }

    /// A word of a list.
    #[inline(never)]
    pub fn one_of(&self, name: &str, list: &[&str]) -> String {
        let word = self.text(name);
        if !list.contains(&word.as_str()) {
            self.blame([name, ": ", &word, " is not one of: ", &list.join(" ")].concat());
        }
        word
    }

    /// A party or a coalition of the manifest.
    #[inline(never)]
    pub fn party(&self, name: &str, campaign: &Campaign) -> String {
        let id = self.text(name);
        self.known_party(campaign, &id);
        id
    }

    #[inline(never)]
    pub fn parties(&self, name: &str, campaign: &Campaign) -> Vec<String> {
        let ids = self.texts(name);
        ids.iter().for_each(|id| self.known_party(campaign, id));
        ids
    }

    #[inline(never)]
    pub fn known_party(&self, campaign: &Campaign, id: &str) {
        if campaign.party(id).is_none() {
            self.blame(["party ", id, " is not in campaign.json"].concat());
        }
    }

    /// A place, or `null`.
    pub fn maybe_place(&self, campaign: &Campaign) -> Option<PlaceId> {
        self.known_place(campaign, &self.maybe("place")?)
    }

    #[inline(never)]
    pub fn known_place(&self, campaign: &Campaign, id: &str) -> Option<PlaceId> {
        let place = campaign.place_named(id);
        if place.is_none() {
            self.blame(["place ", id, " is not in places.geojson"].concat());
        }
        place
    }
}

pub fn expected(name: &str, what: &str) -> String {
    [name, ": expected ", what].concat()
}
