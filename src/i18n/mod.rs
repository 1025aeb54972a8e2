//! The interface's own words: one struct, a file for each language beside this one; a missing word fails the build.
//!
//! Facts of the war are not here but in `geodata/`. Dates, numbers and lists follow each language's habit.

pub mod phrases;
mod sentence;
pub mod typed_date;

pub use sentence::{
    chapter, chapter_of, claimed, holder, labeled, locator, news, quantity, quiet_months,
};

use crate::campaign::calendar::EraDay;
use crate::campaign::read::Node;
use crate::campaign::time::{Precision, When};
use crate::campaign::{Date, Lang};
use std::sync::OnceLock;

/// Declares the words that are one text each, so that a file without one of them is refused.
macro_rules! words {
    ($($name:ident),+ $(,)?) => {
        const NAMES: &[&str] = &[$(stringify!($name)),+];

        #[allow(non_camel_case_types)]
        enum Name {
            $($name),+
        }

        impl Words {
            $(pub fn $name(&self) -> &'static str {
                self.list[Name::$name as usize]
            })+
        }
    };
}

/// Every word and phrase of the interface, in one language.
pub struct Words {
    /// In the order of `NAMES`.
    list: Vec<&'static str>,
    /// What the record calls by an id: statuses, holders, kinds of event and of force, how an outline is known.
    pub statuses: Vec<(&'static str, &'static str)>,
    /// Help for the rows of the key table, in its order.
    pub keymap: Vec<&'static str>,
    /// The same for the keys of marks.
    pub mark_keys: Vec<&'static str>,
    /// What a pointer can do on the map.
    pub gestures: Vec<&'static str>,
    /// The same for the keys of a talk.
    pub talk_keys: Vec<&'static str>,
    pub months: Vec<&'static str>,
    /// From spring.
    pub seasons: Vec<&'static str>,
}

impl Words {
    /// Reads a file of this folder.
    ///
    /// # Errors
    /// Names the word that is missing.
    pub fn read(node: &impl Node) -> Result<Words, String> {
        let mut list = vec![];
        for name in NAMES {
            list.push(text(node, name)?);
        }
        let mut statuses = vec![];
        for status in items(node, "statuses")? {
            statuses.push((text(&status, "id")?, text(&status, "name")?));
        }
        Ok(Words {
            list,
            statuses,
            keymap: texts(node, "keymap")?,
            mark_keys: texts(node, "mark_keys")?,
            gestures: texts(node, "gestures")?,
            talk_keys: texts(node, "talk_keys")?,
            months: texts(node, "months")?,
            seasons: texts(node, "seasons")?,
        })
    }
}

words! {
    language,
    language_menu,
    map,
    timeline,
    skip_map,
    skip_timeline,
    skip_chronicle,
    date,
    play,
    pause,
    next_event,
    previous_event,
    speed,
    scale,
    scale_weighted,
    scale_calendar,
    scale_chapter,
    zoom_in,
    zoom_out,
    whole_map,
    map_controls,
    legend,
    compare,
    one_scale,
    on_this_map,
    not_counted,
    yardstick,
    a_dot,
    between,
    held,
    li_value,
    events,
    opening,
    play_all,
    begin_story,
    on_this_day,
    just_before,
    before,
    after,
    all_events,
    its_events,
    see_also,
    names,
    who_holds,
    also_there,
    inferred,
    from_the_first,
    parties,
    course,
    terms,
    areas,
    measured,
    movements,
    figures,
    locators,
    quiet_day,
    sources_differ,
    day_not_in_article,
    other_works_say,
    article_says,
    reading,
    reading_article,
    reading_other_works,
    settings,
    theme,
    theme_paper,
    theme_dark,
    theme_projector,
    theme_contrast,
    close,
    touch_to_begin,
    start_again,
    still_there,
    goes_back,
    go_on,
    reading_aids,
    text_size,
    high_contrast,
    less_motion,
    read_aloud,
    no_voice,
    volume,
    for_staff,
    self_test,
    version,
    record,
    notices,
    screen,
    memory,
    running_for,
    chapter,
    chronicle,
    chronicle_caption,
    both_calendars,
    place,
    party,
    kind,
    importance,
    importance_2,
    importance_3,
    what_happened,
    source,
    any,
    filter,
    containing,
    clear,
    search,
    search_hint,
    search_help,
    results,
    nothing_found,
    no_such_day,
    full_stop,
    go_to_day,
    all_in_chronicle,
    people,
    ships,
    places,
    treaties,
    facts,
    also_written,
    in_the_record,
    next_chapter,
    previous_chapter,
    tell_chapter,
    play_chapter,
    replay_chapter,
    play_next,
    steps,
    not_here_yet,
    questions,
    help,
    keys_anywhere,
    keys_timeline,
    keys_map,
    keys_marks,
    keys_pointer,
    keys,
    about,
    talk,
    talk_start,
    talk_stop,
    talk_leave,
    step_next,
    step_back,
    overview,
    jump,
    black,
    black_off,
    close_up,
    notes,
    speaker,
    speaker_refused,
    full_screen,
    question,
    coming,
    talk_ends,
    clock,
    elapsed,
    due,
    talk_length,
    shorter,
    longer,
    paper,
    handout,
    outline_map,
    put_in_order,
    teacher_sheet,
    whole_war,
    paper_size,
    print,
    pupil,
    outline_task,
    names_to_use,
    order_task,
    off_map,
    record_problems,
    bad_address,
    schematic,
    km,
    miles,
    li,
}

/// Words live as long as the page: there are three sets of them at most.
fn keep(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}

fn text(node: &impl Node, name: &str) -> Result<&'static str, String> {
    let text = node.member(name).and_then(|text| text.string());
    text.map(keep)
        .ok_or_else(|| join(&[name, ": this word is missing"]))
}

fn items<N: Node>(node: &N, name: &str) -> Result<Vec<N>, String> {
    let items = node.member(name).and_then(|list| list.items());
    items.ok_or_else(|| join(&[name, ": this list is missing"]))
}

fn texts(node: &impl Node, name: &str) -> Result<Vec<&'static str>, String> {
    let texts = items(node, name)?
        .iter()
        .map(|text| text.string().map(keep))
        .collect();
    Option::ok_or_else(texts, || join(&[name, ": expected a list of words"]))
}

static TABLES: [OnceLock<Words>; 3] = [const { OnceLock::new() }; 3];

/// Takes in the words of a language; the page does so as they arrive.
pub fn learn(lang: Lang, words: Words) {
    let _ = TABLES[lang as usize].set(words);
}

/// The words of a language; while they have not arrived, those of another.
///
/// # Panics
/// When no language at all has arrived: the page does not start without one.
pub fn words(lang: Lang) -> &'static Words {
    #[cfg(not(target_arch = "wasm32"))]
    return TABLES[lang as usize].get_or_init(|| crate::native::words(lang));
    #[cfg(target_arch = "wasm32")]
    {
        let any = || TABLES.iter().find_map(OnceLock::get);
        TABLES[lang as usize]
            .get()
            .or_else(any)
            .expect("words arrive before the view")
    }
}

/// The word for a status, holder or kind of the record; the id itself when there is none.
pub fn status(lang: Lang, id: &str) -> &str {
    words(lang)
        .statuses
        .iter()
        .find(|(key, _)| *key == id)
        .map_or(id, |(_, word)| word)
}

/// A day: `21 September 1860`, `1860年9月21日`.
pub fn day(lang: Lang, date: Date) -> String {
    let (year, month, day) = date.civil();
    match lang {
        Lang::En => join(&[
            &number(day),
            " ",
            month_name(lang, month),
            " ",
            &number(year as u32),
        ]),
        _ => join(&[
            &number(year as u32),
            "年",
            &number(month),
            "月",
            &number(day),
            "日",
        ]),
    }
}

/// A day beside a track, where the year is known: `21 Sep`, `9月21日`.
pub fn day_of_year(lang: Lang, date: Date) -> String {
    let (_, month, day) = date.civil();
    match lang {
        Lang::En => {
            let name = month_name(lang, month);
            join(&[&number(day), " ", name.get(..3).unwrap_or(name)])
        }
        _ => join(&[&number(month), "月", &number(day), "日"]),
    }
}

/// A date as written in the record, in words.
pub fn when(lang: Lang, when: When) -> String {
    let core = match (when.precision, when.last) {
        (Precision::Interval, Some(last)) => {
            let ends = when.ends.map(|precision| (precision, lang));
            join(&[&part(when.first, ends[0]), " – ", &part(last, ends[1])])
        }
        (Precision::Interval, None) => join(&[&part(when.first, (when.ends[0], lang)), " –"]),
        (precision, _) => part(when.first, (precision, lang)),
    };
    let core = match when.minute {
        Some(minute) => {
            let clock = join(&[&number(minute as u32 / 60), ":", &two(minute as u32 % 60)]);
            join(&[&core, " ", &clock])
        }
        None => core,
    };
    match (when.about, lang) {
        (false, _) => core,
        (true, Lang::En) => join(&["about ", &core]),
        (true, Lang::ZhHant) => join(&["約", &core]),
        (true, Lang::ZhHans) => join(&["约", &core]),
    }
}

/// A day, or the month, season or year in which it lies.
fn part(date: Date, how: (Precision, Lang)) -> String {
    let (year, month, _) = date.civil();
    let (lang, year) = (how.1, number(year as u32));
    match how {
        (Precision::Month, Lang::En) => join(&[month_name(lang, month), " ", &year]),
        (Precision::Month, _) => join(&[&year, "年", &number(month), "月"]),
        (Precision::Season, Lang::En) => join(&[season_name(lang, month), " ", &year]),
        (Precision::Season, _) => join(&[&year, "年", season_name(lang, month)]),
        (Precision::Year, Lang::En) => year,
        (Precision::Year, _) => join(&[&year, "年"]),
        (Precision::Day | Precision::Interval, _) => day(lang, date),
    }
}

fn month_name(lang: Lang, month: u32) -> &'static str {
    words(lang).months[month as usize - 1]
}

fn season_name(lang: Lang, month: u32) -> &'static str {
    words(lang).seasons[(month as usize / 3 + 3) % 4]
}

/// A day of the second calendar: `咸豐十年八月初七日`, `Xianfeng 10, month 8, day 7`.
pub fn era_day(lang: Lang, day: EraDay<'_>) -> String {
    let month = day.month;
    if lang == Lang::En {
        let leap = if month.leap { "leap month " } else { "month " };
        return join(&[
            &day.era.en,
            " ",
            &number(month.year.into()),
            ", ",
            leap,
            &number(month.month.into()),
            ", day ",
            &number(day.day),
        ]);
    }
    let leap = match (month.leap, lang) {
        (false, _) => "",
        (true, Lang::ZhHans) => "闰",
        (true, _) => "閏",
    };
    let year = if month.year == 1 {
        "元".into()
    } else {
        han_number(month.year.into())
    };
    let month_name = if month.month == 1 {
        "正".into()
    } else {
        han_number(month.month.into())
    };
    let early = if day.day <= 10 { "初" } else { "" };
    join(&[
        day.era.get(lang),
        &year,
        "年",
        leap,
        &month_name,
        "月",
        early,
        &han_number(day.day),
        "日",
    ])
}

/// 1–99 in Han numerals: 七, 十, 廿 is written 二十.
fn han_number(value: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (value as usize / 10 % 10, value as usize % 10);
    let tens = match tens {
        0 => String::new(),
        1 => "十".into(),
        _ => join(&[DIGITS[tens], "十"]),
    };
    join(&[&tens, DIGITS[ones]])
}

/// A list: `a, b and c`, `a、b、c`.
pub fn list(lang: Lang, items: &[&str]) -> String {
    match (lang, items) {
        (Lang::En, [rest @ .., last]) if !rest.is_empty() => {
            join(&[&rest.join(", "), " and ", last])
        }
        (Lang::En, _) => items.join(", "),
        _ => items.join("、"),
    }
}

/// A whole number with its thousands set apart: `659,300`; Han readers expect the same in figures.
pub fn grouped(value: u64) -> String {
    let digits = number64(value);
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn number(value: u32) -> String {
    number64(value.into())
}

fn number64(value: u64) -> String {
    let mut out = String::new();
    crate::carto::path::integer(&mut out, value as i64);
    out
}

fn two(value: u32) -> String {
    join(&[if value < 10 { "0" } else { "" }, &number(value)])
}

fn join(parts: &[&str]) -> String {
    parts.concat()
}

#[cfg(test)]
mod tests;
