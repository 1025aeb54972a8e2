//! Facts, chapters, notes and sources.

use super::entry::{Entry, expected};
use super::{Node, Reader, geometry};
use crate::campaign::book::{
    BEINGS, Book, Chapter, Fact, Figure, Note, Person, QUALIFIERS, SHOWN, Section, Spellings,
    TIERS, Work,
};
use crate::campaign::{Campaign, Water, event, place};

impl<N: Node> Reader<'_, N> {
    pub fn book(&mut self, campaign: &Campaign) -> Book {
        let mut book = Book::default();
        self.facts(campaign, &mut book);
        self.chapters(&mut book);
        self.notes(&mut book);
        // A campaign need not have these.
        let has = |name: &str| self.files.0.iter().any(|(role, _)| role == name);
        let (people, names, waters) = (has("people"), has("names"), has("waters"));
        if people {
            self.people(campaign, &mut book);
        }
        if names {
            self.names(&mut book);
        }
        if waters {
            self.waters(&mut book);
        }
        self.sources(&mut book);
        book
    }

    fn waters(&mut self, book: &mut Book) {
        self.each("waters", "features", &mut |entry| {
            let water = Water {
                id: entry.text("id"),
                name: entry.words("name"),
                kind: entry.one_of("kind", &place::WATER_KINDS),
                reaches: geometry::reaches(&entry.feature)?,
            };
            entry.sound()?;
            book.waters.push(water);
            Ok(())
        });
    }

    fn facts(&mut self, campaign: &Campaign, book: &mut Book) {
        self.each("facts", "", &mut |entry| {
            let locator = entry
                .member("locator")
                .ok_or_else(|| expected("locator", "an object"))?;
            let locator = Entry::new(locator);
            let places = entry.texts("places");
            let figures = match entry.member("figures") {
                None => vec![],
                Some(_) => figures(campaign, entry),
            };
            let fact = Fact {
                id: entry.text("id"),
                dating: entry.dating(),
                places: places
                    .iter()
                    .filter_map(|id| entry.known_place(campaign, id))
                    .collect(),
                parties: entry.parties("parties", campaign),
                kind: entry.one_of("kind", &event::KINDS),
                importance: entry.rank("importance", 1, 3),
                chapter: entry.text("chapter"),
                text: entry.words("text"),
                figures,
                section: locator.text("section"),
                sentence: locator.text("sentence"),
                notes: entry.texts("notes"),
                shown: entry.one_of("shown", &SHOWN),
                remark: entry.member("remark").map(|_| entry.words("remark")),
            };
            locator.sound()?;
            entry.sound()?;
            book.facts.push(fact);
            Ok(())
        });
    }

    fn chapters(&mut self, book: &mut Book) {
        self.each("chapters", "", &mut |entry| {
            let extent = geometry::extent(entry.numbers("extent"))
                .ok_or_else(|| expected("extent", "[west, south, east, north] in degrees"))?;
            let chapter = Chapter {
                id: entry.text("id"),
                title: entry.words("title"),
                when: entry.when("edtf"),
                extent,
                summary: entry.words("summary"),
                beats: entry.texts("beats"),
                facts: entry.texts("facts"),
                questions: match entry.member("questions") {
                    None => vec![],
                    Some(_) => entry.each("questions", Entry::own_words),
                },
                notes: entry.texts("notes"),
            };
            entry.sound()?;
            book.chapters.push(chapter);
            Ok(())
        });
    }

    fn notes(&mut self, book: &mut Book) {
        self.each("notes", "", &mut |entry| {
            let note = Note {
                id: entry.text("id"),
                tier: entry.one_of("tier", &TIERS),
                subject: entry.words("subject"),
                article: entry.words("article"),
                other: entry.words("other"),
                facts: entry.texts("facts"),
            };
            entry.sound()?;
            book.notes.push(note);
            Ok(())
        });
    }

    fn people(&mut self, campaign: &Campaign, book: &mut Book) {
        self.each("people", "", &mut |entry| {
            let party = entry.maybe("party");
            if let Some(id) = &party {
                entry.known_party(campaign, id);
            }
            let year = |name: &str| entry.member(name).map(|_| entry.number(name) as u16);
            let person = Person {
                id: entry.text("id"),
                kind: entry.one_of("kind", &BEINGS),
                name: entry.words("name"),
                spellings: spellings(entry),
                role: entry.words("role"),
                party,
                from: year("from"),
                until: year("until"),
                facts: entry.texts("facts"),
            };
            entry.sound()?;
            book.people.push(person);
            Ok(())
        });
    }

    fn names(&mut self, book: &mut Book) {
        self.each("names", "", &mut |entry| {
            let names = (entry.text("of"), spellings(entry));
            entry.sound()?;
            book.spellings.push(names);
            Ok(())
        });
    }

    fn sources(&mut self, book: &mut Book) {
        self.each("sources", "works", &mut |entry| {
            let work = Work {
                id: entry.text("id"),
                title: entry.text("title"),
                detail: entry.maybe("detail").unwrap_or_default(),
            };
            entry.sound()?;
            book.works.push(work);
            Ok(())
        });
        let Some(node) = self.open("sources") else {
            return;
        };
        let Some(article) = node.member("article") else {
            return self.problem(String::new(), expected("article", "an object"));
        };
        let (article, ground) = (Entry::new(article), node.member("ground").map(Entry::new));
        book.article = article.words("title");
        book.sections = article.each("sections", |section| Section {
            id: section.text("id"),
            name: section.words("name"),
        });
        book.ground = ground.as_ref().map(Entry::own_words).unwrap_or_default();
        let fault = article.sound().and_then(|()| match ground {
            Some(ground) => ground.sound(),
            None => Err(expected("ground", "words in three languages")),
        });
        if let Err(message) = fault {
            self.problem(String::new(), message);
        }
    }
}

fn spellings<N: Node>(entry: &Entry<N>) -> Spellings {
    entry.each("spellings", |other| {
        (other.text("lang"), other.text("name"))
    })
}

fn figures<N: Node>(campaign: &Campaign, entry: &Entry<N>) -> Vec<Figure> {
    entry.each("figures", |figure| {
        let unit = figure.text("unit");
        if !campaign.units.iter().any(|known| known.id == unit) {
            figure.blame(["unit ", &unit, " is not in campaign.json"].concat());
        }
        Figure {
            what: figure.words("what"),
            min: figure.number("min"),
            max: figure.number("max"),
            unit,
            qualifier: figure.one_of("qualifier", &QUALIFIERS),
            side: figure.maybe("side"),
        }
    })
}
