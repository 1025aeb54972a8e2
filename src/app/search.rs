//! Search: facts, events, places, people, ships and treaties, in all scripts and spellings at once.
//!
//! Everything is indexed in all three languages. Letters are folded: case, accents, apostrophes and hyphens
//! do not count, and Traditional characters read as Simplified ones. Which character is the other of which the
//! record says itself: its texts stand side by side in both scripts.

use crate::campaign::{Book, Campaign, Lang, Text};

/// What can be found; an index of its list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Found {
    Person(usize),
    Place(usize),
    Treaty(usize),
    Event(usize),
    Fact(usize),
}

/// Stands before each name in an entry: what begins a name is a better find than what lies inside it.
const NAME: char = '|';
/// Stands before what is only said of it.
const SAID: char = '\n';

/// The record, folded. Built once, when the search is first opened.
#[derive(Default)]
pub struct Index {
    /// Traditional characters with their Simplified ones, in order.
    pairs: Vec<(char, char)>,
    /// By kind, in the order of [`Found`].
    entries: Vec<(Found, String)>,
}

impl Index {
    pub fn new(campaign: &Campaign, book: &Book) -> Index {
        let mut index = Index {
            pairs: pairs(campaign, book),
            entries: vec![],
        };
        for (number, person) in book.people.iter().enumerate() {
            let texts = [(NAME, &person.name), (SAID, &person.role)];
            index.add(Found::Person(number), &texts, &person.spellings);
        }
        for (number, place) in campaign.places.iter().enumerate() {
            let texts = [(NAME, &place.name), (NAME, &place.also)];
            index.add(Found::Place(number), &texts, book.spellings(&place.id));
        }
        for (number, treaty) in campaign.treaties.iter().enumerate() {
            let texts = [(NAME, &treaty.name)];
            index.add(Found::Treaty(number), &texts, book.spellings(&treaty.id));
        }
        for (number, event) in campaign.events.iter().enumerate() {
            index.add(Found::Event(number), &[(SAID, &event.title)], &[]);
        }
        for (number, fact) in book.facts.iter().enumerate() {
            let id = [(String::new(), fact.id.clone())];
            index.add(Found::Fact(number), &[(SAID, &fact.text)], &id);
        }
        index
    }

    fn add(&mut self, found: Found, texts: &[(char, &Text)], spellings: &[(String, String)]) {
        let mut entry = String::new();
        for (start, text) in texts {
            for lang in Lang::ALL {
                self.push(&mut entry, *start, text.get(lang));
            }
        }
        for (_, name) in spellings {
            self.push(&mut entry, NAME, name);
        }
        self.entries.push((found, entry));
    }

    /// A name stands once with its spaces and once without: who writes `Yemingchen` means Ye Mingchen.
    fn push(&self, entry: &mut String, start: char, text: &str) {
        let folded = self.fold(text);
        entry.push(start);
        entry.push_str(&folded);
        if start == NAME && folded.contains(' ') {
            entry.push(start);
            entry.extend(folded.chars().filter(|c| *c != ' '));
        }
    }

    /// A text as it is compared.
    pub fn fold(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for letter in text.chars().flat_map(char::to_lowercase) {
            match letter {
                // Marks that one writer sets and another leaves out.
                '\'' | '’' | '‘' | 'ʼ' | '-' | '–' | '.' | '·' | '“' | '”' | '"' => {}
                '\u{300}'..='\u{36f}' => {}
                '０'..='９' => out.push((b'0' + (letter as u32 - '０' as u32) as u8) as char),
                _ if letter.is_alphanumeric() => self.plain(letter, &mut out),
                _ if out.ends_with(' ') || out.is_empty() => {}
                _ => out.push(' '),
            }
        }
        out.truncate(out.trim_end().len());
        out
    }

    fn plain(&self, letter: char, out: &mut String) {
        const ACCENTS: [(&str, char); 10] = [
            ("áàâäãåāǎ", 'a'),
            ("éèêëēě", 'e'),
            ("íìîïīǐ", 'i'),
            ("óòôöõōǒø", 'o'),
            ("úùûüūǔǚ", 'u'),
            ("çć", 'c'),
            ("ñń", 'n'),
            ("ýÿ", 'y'),
            ("š", 's'),
            ("ё", 'е'),
        ];
        if letter.is_ascii() {
            return out.push(letter);
        }
        let at = self.pairs.partition_point(|(known, _)| *known < letter);
        if let Some((_, simple)) = self.pairs.get(at).filter(|(known, _)| *known == letter) {
            return out.push(*simple);
        }
        let base = ACCENTS.iter().find(|(all, _)| all.contains(letter));
        out.push(base.map_or(letter, |(_, base)| *base));
    }

    /// What has all the words of a query; first what is called so, or begins so, then the others.
    pub fn find(&self, query: &str) -> Vec<Found> {
        let query = self.fold(query);
        let (mut called, mut others) = (vec![], vec![]);
        if query.is_empty() {
            return called;
        }
        let mut beginning = String::from(NAME);
        beginning.push_str(&query);
        for (entry, text) in &self.entries {
            if text.contains(&beginning) {
                called.push(*entry);
            } else if query.split(' ').all(|word| text.contains(word)) {
                others.push(*entry);
            }
        }
        called.extend(others);
        called
    }

    /// The facts that have all the words of a query, for the chronicle.
    pub fn facts(&self, query: &str) -> Vec<usize> {
        let facts = self
            .find(query)
            .into_iter()
            .filter_map(|found| match found {
                Found::Fact(fact) => Some(fact),
                _ => None,
            });
        facts.collect()
    }
}

/// Characters that differ between texts of equal length in both scripts. A pair must be the habit of the record:
/// where the two wordings differ, characters that do not belong together stand in the same place.
fn pairs(campaign: &Campaign, book: &Book) -> Vec<(char, char)> {
    let mut seen: Vec<((char, char), u32)> = vec![];
    let mut count = |text: &Text| {
        if text.zh_hant.chars().count() != text.zh_hans.chars().count() {
            return;
        }
        for pair in text.zh_hant.chars().zip(text.zh_hans.chars()) {
            if pair.0.is_alphanumeric() && !pair.0.is_ascii() {
                let at = seen.partition_point(|(known, _)| *known < pair);
                match seen.get_mut(at).filter(|(known, _)| *known == pair) {
                    Some((_, times)) => *times += 1,
                    None => seen.insert(at, (pair, 1)),
                }
            }
        }
    };
    campaign.places.iter().for_each(|place| count(&place.name));
    campaign.events.iter().for_each(|event| count(&event.title));
    campaign.treaties.iter().for_each(|it| count(&it.name));
    book.people.iter().for_each(|person| count(&person.name));
    book.people.iter().for_each(|person| count(&person.role));
    book.facts.iter().for_each(|fact| count(&fact.text));
    book.notes.iter().for_each(|note| count(&note.other));
    book.chapters.iter().for_each(|it| count(&it.summary));
    let mut pairs: Vec<((char, char), u32)> = vec![];
    for next in seen {
        match pairs.last_mut().filter(|last| last.0.0 == next.0.0) {
            Some(last) if last.1 < next.1 => *last = next,
            Some(_) => {}
            None => pairs.push(next),
        }
    }
    let pairs = pairs.into_iter().map(|(pair, _)| pair);
    pairs
        .filter(|(traditional, simple)| traditional != simple)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::native::{Record, read_folder};
    use std::path::Path;

    fn record() -> Record {
        read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata")).unwrap()
    }

    /// What the first finds of a query are called in English.
    fn first(record: &Record, index: &Index, query: &str) -> Vec<String> {
        let found = index.find(query).into_iter().take(3);
        let name = |found| match found {
            Found::Person(index) => record.book.people[index].name.en.clone(),
            Found::Place(index) => record.campaign.places[index].name.en.clone(),
            Found::Treaty(index) => record.campaign.treaties[index].name.en.clone(),
            Found::Event(index) => record.campaign.events[index].title.en.clone(),
            Found::Fact(index) => record.book.facts[index].id.clone(),
        };
        found.map(name).collect()
    }

    #[test]
    fn people_places_ships_and_treaties_are_found_in_every_script_and_spelling() {
        let record = record();
        let index = Index::new(&record.campaign, &record.book);
        for (query, name) in [
            ("西馬糜各厘", "Michael Seymour"),
            ("西马糜各厘", "Michael Seymour"),
            ("西馬糜各厘 ", "Michael Seymour"),
            ("seymour", "Michael Seymour"),
            ("SEYMOUR", "Michael Seymour"),
            ("amiral seymour", "Michael Seymour"),
            ("сеймур", "Michael Seymour"),
            ("叶名琛", "Ye Mingchen"),
            ("葉名琛", "Ye Mingchen"),
            // Half in one script, half in the other.
            ("葉名琛", "Ye Mingchen"),
            ("额爾金", "James Bruce, 8th Earl of Elgin"),
            ("Yemingchen", "Ye Mingchen"),
            ("ye ming-chen", "Ye Mingchen"),
            ("Commissioner Yeh", "Ye Mingchen"),
            ("san ko lin sin", "Sengge Rinchen"),
            ("San-ko-lin-sin", "Sengge Rinchen"),
            ("Muravyov", "Nikolay Muravyov (Amursky)"),
            ("亞羅號", "Arrow"),
            ("亚罗号", "Arrow"),
            ("Guangzhou", "Canton"),
            ("广州", "Canton"),
            ("Кантон", "Canton"),
            ("Ho see woo", "Hosiwu"),
            ("Zehol", "Jehol"),
            ("天津条约", "Treaty of Tientsin (Qing–Russia)"),
            ("天津條约", "Treaty of Tientsin (Qing–Russia)"),
            ("F123", "F123"),
        ] {
            let found = first(&record, &index, query);
            assert!(found.iter().any(|n| n == name), "{query}: {found:?}");
        }
        assert!(index.find("").is_empty() && index.find(" - ").is_empty());
        assert!(index.find("no such thing at all").is_empty());
    }

    #[test]
    fn both_scripts_find_the_same_everywhere() {
        let record = record();
        let index = Index::new(&record.campaign, &record.book);
        let mut findings = vec![];
        let names = (record.campaign.places.iter().map(|place| &place.name))
            .chain(record.book.people.iter().map(|person| &person.name))
            .chain(record.campaign.events.iter().map(|event| &event.title));
        for name in names {
            if index.find(&name.zh_hant) != index.find(&name.zh_hans) {
                findings.push(format!("{} {}", name.zh_hant, name.zh_hans));
            }
        }
        assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
    }

    #[test]
    fn nothing_of_the_record_is_beyond_the_search() {
        let record = record();
        let index = Index::new(&record.campaign, &record.book);
        for lang in Lang::ALL {
            for (number, fact) in record.book.facts.iter().enumerate() {
                let found = index.facts(fact.text.get(lang));
                assert!(found.contains(&number), "{}", fact.id);
            }
        }
        for (number, person) in record.book.people.iter().enumerate() {
            for (_, spelling) in &person.spellings {
                let found = index.find(spelling);
                assert!(found.contains(&Found::Person(number)), "{spelling}");
            }
        }
    }
}
