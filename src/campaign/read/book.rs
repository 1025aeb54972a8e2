//! Facts, chapters, notes and sources.

use super::entry::{Entry, expected, known_place};
use super::{Node, Reader, geometry};
use crate::campaign::book::{
    Book, Chapter, Fact, Figure, Note, QUALIFIERS, SHOWN, Section, TIERS, Work,
};
use crate::campaign::{Campaign, event};

impl<N: Node> Reader<'_, N> {
    pub fn book(&mut self, campaign: &Campaign) -> Book {
        let mut book = Book::default();
        self.facts(campaign, &mut book);
        self.chapters(&mut book);
        self.notes(&mut book);
        self.sources(&mut book);
        book
    }

    fn facts(&mut self, campaign: &Campaign, book: &mut Book) {
        self.each("facts", "", &mut |entry| {
            let locator = entry
                .member("locator")
                .ok_or_else(|| expected("locator", "an object"))?;
            let locator = Entry::new(locator);
            let places = entry.texts("places")?;
            let places = places
                .iter()
                .map(|id| known_place(campaign, id))
                .collect::<Result<_, _>>()?;
            let figures = match entry.member("figures") {
                None => vec![],
                Some(_) => figures(campaign, entry)?,
            };
            book.facts.push(Fact {
                id: entry.text("id")?,
                dating: entry.dating()?,
                places,
                parties: entry.parties("parties", campaign)?,
                kind: entry.one_of("kind", &event::KINDS)?,
                importance: entry.number("importance")? as u8,
                chapter: entry.text("chapter")?,
                text: entry.words("text")?,
                figures,
                section: locator.text("section")?,
                sentence: locator.text("sentence")?,
                notes: entry.texts("notes")?,
                shown: entry.one_of("shown", &SHOWN)?,
                remark: entry
                    .member("remark")
                    .map(|_| entry.words("remark"))
                    .transpose()?,
            });
            Ok(())
        });
    }

    fn chapters(&mut self, book: &mut Book) {
        self.each("chapters", "", &mut |entry| {
            let extent = geometry::extent(entry.numbers("extent")?)
                .ok_or_else(|| expected("extent", "[west, south, east, north] in degrees"))?;
            let questions = entry.member("questions").and_then(|list| list.items());
            let questions = questions.unwrap_or_default().into_iter().map(|node| {
                // A bare Text in a list has no member name of its own.
                let word = |tag: &str| node.member(tag).and_then(|word| word.string());
                Some(crate::campaign::Text {
                    zh_hant: word("zh-Hant")?,
                    zh_hans: word("zh-Hans")?,
                    en: word("en")?,
                })
            });
            let questions: Option<Vec<_>> = questions.collect();
            book.chapters.push(Chapter {
                id: entry.text("id")?,
                title: entry.words("title")?,
                when: entry.when("edtf")?,
                extent,
                summary: entry.words("summary")?,
                beats: entry.texts("beats")?,
                facts: entry.texts("facts")?,
                questions: questions
                    .ok_or_else(|| expected("questions", "words in three languages"))?,
                notes: entry.texts("notes")?,
            });
            Ok(())
        });
    }

    fn notes(&mut self, book: &mut Book) {
        self.each("notes", "", &mut |entry| {
            book.notes.push(Note {
                id: entry.text("id")?,
                tier: entry.one_of("tier", &TIERS)?,
                subject: entry.words("subject")?,
                article: entry.words("article")?,
                other: entry.words("other")?,
                facts: entry.texts("facts")?,
            });
            Ok(())
        });
    }

    fn sources(&mut self, book: &mut Book) {
        self.each("sources", "works", &mut |entry| {
            book.works.push(Work {
                id: entry.text("id")?,
                title: entry.text("title")?,
                detail: entry.maybe("detail").unwrap_or_default(),
            });
            Ok(())
        });
        let Some(article) = self.open("sources").and_then(|node| node.member("article")) else {
            return self.problem("article".into(), "expected an object".into());
        };
        let article = Entry::new(article);
        let mut read = || -> Result<(), String> {
            book.article = article.words("title")?;
            for section in article.items("sections")? {
                book.sections.push(Section {
                    id: section.text("id")?,
                    name: section.words("name")?,
                });
            }
            Ok(())
        };
        if let Err(message) = read() {
            self.problem("article".into(), message);
        }
    }
}

fn figures<N: Node>(campaign: &Campaign, entry: &Entry<N>) -> Result<Vec<Figure>, String> {
    let mut figures = vec![];
    for figure in entry.items("figures")? {
        let unit = figure.text("unit")?;
        if !campaign.units.iter().any(|known| known.id == unit) {
            return Err(["figures: unit ", &unit, " is not in campaign.json"].concat());
        }
        figures.push(Figure {
            what: figure.words("what")?,
            min: figure.number("min")?,
            max: figure.number("max")?,
            unit,
            qualifier: figure.one_of("qualifier", &QUALIFIERS)?,
            side: figure.maybe("side"),
        });
    }
    Ok(figures)
}
