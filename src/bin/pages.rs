//! `pages OVERVIEW FOLDER`: the record as pages that need no program, one for each language; the build driver runs it.
//!
//! The same record and the same view as in the map, written as text: for readers without WebAssembly or
//! JavaScript, for search engines and for paper. `OVERVIEW` is the baked ground, `record.html` the template.

use arrow_war_map::app::{Look, Message};
use arrow_war_map::campaign::book::{Chapter, Fact};
use arrow_war_map::campaign::{Book, Lang, Reading, order};
use arrow_war_map::carto::Rect;
use arrow_war_map::carto::camera::Viewport;
use arrow_war_map::i18n::{self, words};
use arrow_war_map::native::read_folder;
use arrow_war_map::stage::{Ground, Stage};
use arrow_war_map::view::Map;
use leptos::prelude::*;
use std::path::Path;
use std::process::ExitCode;

/// The picture's width, in its own pixels: names of 15 of them are read easily on a page.
const WIDTH: f64 = 1280.0;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [overview, folder] = arguments.as_slice() else {
        eprintln!("pages: wants the baked overview and a folder to write to");
        return ExitCode::from(2);
    };
    match write(Path::new(overview), Path::new(folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("pages: {message}");
            ExitCode::FAILURE
        }
    }
}

fn write(overview: &Path, folder: &Path) -> Result<(), String> {
    let text = |path: &Path| {
        std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let ground: serde_json::Value =
        serde_json::from_str(&text(overview)?).map_err(|error| error.to_string())?;
    let ground = Ground::read(&ground).ok_or("the overview is no ground")?;
    let template = text(Path::new("record.html"))?;
    for lang in Lang::ALL {
        let record = read_folder(Path::new("geodata")).map_err(|problem| problem.to_string())?;
        let page = Owner::new().with(|| {
            let stage = Stage::new(record.campaign, lang);
            stage.open_book(record.book);
            stage.ground.set(ground.clone());
            fill(&template, stage, lang)
        });
        let path = folder.join(format!("record.{}.html", lang.tag()));
        std::fs::write(&path, page).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}

fn fill(template: &str, stage: Stage, lang: Lang) -> String {
    let (campaign, book) = (&stage.campaign, stage.book.get_untracked());
    let years = [campaign.time.first, campaign.time.last].map(|day| day.civil().0.to_string());
    let mut page: String = template
        .lines()
        .filter(|line| is_in(line, lang))
        .flat_map(|line| [line, "\n"])
        .collect();
    for (name, html) in [
        ("lang", lang.tag().to_string()),
        ("title", escaped(campaign.title.get(lang))),
        ("years", years.join("–")),
        ("schematic", escaped(words(lang).schematic())),
        ("differ", escaped(words(lang).sources_differ())),
        ("article", escaped(book.article.get(lang))),
        ("ground", escaped(book.ground.get(lang))),
        ("map", map(stage)),
        ("sides", sides(stage, lang)),
        ("contents", contents(&book, lang)),
        ("chapters", chapters(&book, lang)),
        ("notes", notes(&book, lang)),
        ("works", works(&book)),
    ] {
        page = page.replace(&format!("{{{name}}}"), &html);
    }
    page
}

/// A line in another language is no line of this page, unless it leads to that language's own page.
fn is_in(line: &str, lang: Lang) -> bool {
    let is_of = |lang: &Lang| line.contains(&format!(" lang=\"{}\"", lang.tag()));
    line.contains("hreflang") || is_of(&lang) || !Lang::ALL.iter().any(is_of)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

const NAME: &str = " aria-label=\"";

/// The whole sheet on the last day: the layers of the view as one picture, in which nothing can be pressed.
fn map(stage: Stage) -> String {
    let last = stage.campaign.span().last;
    let sheet = Rect::of_frame(stage.campaign.frame);
    let viewport = Viewport {
        width: WIDTH,
        height: (WIDTH * sheet.height / sheet.width).round(),
        insets: [0.0; 4],
        floating: [0.0; 4],
    };
    stage.dispatch(Message::Resize(viewport));
    // Out as far as the sheet goes.
    stage.dispatch(Message::Look(Look::Zoom(0.01, viewport.free().center())));
    stage.dispatch(Message::Seek(last));
    stage.dispatch(Message::Rest);
    let html = view! { <Map stage=stage/> }.to_html();
    // A picture has one name, and its parts have none.
    let (first, parts) = html.split_once(NAME).unwrap_or((&html, ""));
    let parts = parts.split(NAME).filter_map(|part| part.split_once('"'));
    let html: String = [first]
        .into_iter()
        .chain(parts.map(|(_, rest)| rest))
        .collect();
    let title = escaped(stage.campaign.title.get(stage.lang.get_untracked()));
    let mut out = format!(
        "<svg class=\"map\" role=\"img\"{NAME}{title}\" viewBox=\"0 0 {} {}\">",
        viewport.width, viewport.height
    );
    for layer in html.split("<svg class=\"layer").skip(1) {
        let end = layer.rfind("</svg>").unwrap_or_default();
        out += "<svg class=\"layer";
        out += &layer[..end];
        out += "</svg>";
    }
    // Leptos marks the places of texts with comments.
    for handle in [
        "<!>",
        " tabindex=\"0\"",
        " tabindex=\"-1\"",
        " role=\"button\"",
    ] {
        out = out.replace(handle, "");
    }
    out + "</svg>"
}

fn sides(stage: Stage, lang: Lang) -> String {
    let parties = stage.campaign.parties.iter().map(|party| {
        format!(
            "<li class=\"of-{}\"><span>{}</span></li>",
            party.id,
            escaped(party.name.get(lang))
        )
    });
    parties.collect()
}

fn contents(book: &Book, lang: Lang) -> String {
    let chapters = book.chapters.iter().map(|chapter| {
        format!(
            "<li><a href=\"#{}-{}\">{}</a></li>",
            lang.tag(),
            chapter.id,
            escaped(chapter.title.get(lang))
        )
    });
    chapters.collect()
}

fn chapters(book: &Book, lang: Lang) -> String {
    let chapters = book.chapters.iter().enumerate();
    chapters
        .map(|(index, chapter)| {
            format!(
                "<section id=\"{}-{}\">\n<h2><span>{}</span> {}</h2>\n<p class=\"when\">{}</p>\n\
                 <p class=\"summary\">{}</p>\n<ol class=\"facts\">\n{}</ol>\n</section>\n",
                lang.tag(),
                chapter.id,
                index + 1,
                escaped(chapter.title.get(lang)),
                escaped(&i18n::when(lang, chapter.when)),
                escaped(chapter.summary.get(lang)),
                facts(book, chapter, lang),
            )
        })
        .collect()
}

/// The facts of a chapter in the order of their days.
fn facts(book: &Book, chapter: &Chapter, lang: Lang) -> String {
    let own: Vec<&Fact> = book
        .facts
        .iter()
        .filter(|fact| fact.chapter == chapter.id)
        .collect();
    let begin = own.iter().map(|fact| {
        let days = fact
            .dating
            .read(Reading::Article)
            .first
            .since(chapter.when.first);
        (i64::from(days), 0)
    });
    let rows = order(begin)
        .into_iter()
        .map(|row| fact(book, own[row], lang));
    rows.collect()
}

fn fact(book: &Book, fact: &Fact, lang: Lang) -> String {
    let when = fact.dating.read(Reading::Article);
    let section = book
        .section(&fact.section)
        .map_or("", |section| section.name.get(lang));
    let notes = fact
        .notes
        .iter()
        .map(|id| format!(" <a href=\"#{}-{id}\">◇ {id}</a>", lang.tag()));
    let stated = fact
        .dating
        .stated
        .map(|_| format!(" <em>{}</em>", escaped(words(lang).day_not_in_article())));
    format!(
        "<li id=\"{}-{}\"><time datetime=\"{}\">{}</time> <p>{}{} <cite>{} · {} · {}</cite>{}</p></li>\n",
        lang.tag(),
        fact.id,
        when.first,
        escaped(&i18n::when(lang, when)),
        escaped(fact.text.get(lang)),
        stated.unwrap_or_default(),
        fact.id,
        escaped(section),
        escaped(&fact.sentence),
        notes.collect::<String>(),
    )
}

fn notes(book: &Book, lang: Lang) -> String {
    let w = words(lang);
    let notes = book.notes.iter().map(|note| {
        format!(
            "<section class=\"note\" id=\"{}-{}\">\n<h3>◇ {} · {}</h3>\n<p><b>{}</b> {}</p>\n<p><b>{}</b> {}</p>\n</section>\n",
            lang.tag(),
            note.id,
            note.id,
            escaped(note.subject.get(lang)),
            escaped(w.article_says()),
            escaped(note.article.get(lang)),
            escaped(w.other_works_say()),
            escaped(note.other.get(lang)),
        )
    });
    notes.collect()
}

fn works(book: &Book) -> String {
    let works = book.works.iter().map(|work| {
        format!(
            "<li><b>{}</b> {}</li>\n",
            escaped(&work.title),
            escaped(&work.detail)
        )
    });
    works.collect()
}
