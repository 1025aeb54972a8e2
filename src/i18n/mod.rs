//! The interface's own words: one struct, a file for each language beside this one; a missing word fails the build.
//!
//! Facts of the war are not here but in `geodata/`. Dates, numbers and lists follow each language's habit.

pub mod phrases;
mod sentence;
pub mod typed_date;
mod words;

pub use sentence::{
    add_sentence, chapter, chapter_of, claimed, holder, labeled, locator, news, quantity,
    quiet_months,
};

pub use words::Words;

use crate::campaign::calendar::EraDay;
use crate::campaign::time::{Precision, When};
use crate::campaign::{Date, Lang};
use std::sync::OnceLock;

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

/// What a language calls itself.
pub fn own_name(lang: Lang) -> &'static str {
    match lang {
        Lang::ZhHant => "繁體中文",
        Lang::ZhHans => "简体中文",
        Lang::En => "English",
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

/// A date as written in the record, in words.
pub fn when(lang: Lang, when: When) -> String {
    let core = match (when.precision, when.last) {
        (Precision::Interval, Some(last)) => {
            let ends = when.ends.map(|precision| (precision, lang));
            let (from, to) = (part(when.first, ends[0]), part(last, ends[1]));
            span(lang, when.first, last, &from, &to)
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

/// From one date to another. The year, and the month, that both share is written once: at the end in English, in
/// front in Chinese.
fn span(lang: Lang, first: Date, last: Date, from: &str, to: &str) -> String {
    let ((year, month, _), end) = (first.civil(), last.civil());
    let (year_text, month_text) = match lang {
        Lang::En => (
            join(&[" ", &number(year as u32)]),
            join(&[" ", month_name(lang, month)]),
        ),
        _ => (
            join(&[&number(year as u32), "年"]),
            join(&[&number(month), "月"]),
        ),
    };
    let (mut short_from, mut short_to) = (from, to);
    for (is_shared, text) in [(end.0 == year, &year_text), (end.1 == month, &month_text)] {
        let (Some(from), Some(to), true) = (
            without(lang, short_from, text),
            without(lang, short_to, text),
            is_shared,
        ) else {
            break;
        };
        (short_from, short_to) = (from, to);
    }
    match lang {
        Lang::En => join(&[short_from, " – ", to]),
        _ => join(&[from, " – ", short_to]),
    }
}

/// A date without its year or month, when something is left of it.
fn without<'a>(lang: Lang, date: &'a str, text: &str) -> Option<&'a str> {
    let rest = match lang {
        Lang::En => date.strip_suffix(text)?,
        _ => date.strip_prefix(text)?,
    };
    (!rest.is_empty()).then_some(rest)
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

/// From one day of the second calendar to another, each as [`era_day`] writes it: the year, and the month, that both
/// share is written once.
pub fn era_span(from: &str, to: &str) -> String {
    let marks = to.match_indices(['年', '月', ',']);
    let mut leads = marks.map(|(at, mark)| at + mark.len() + usize::from(mark == ","));
    let is_shared = |end: &usize| to.get(..*end).is_some_and(|lead| from.starts_with(lead));
    let rest = leads.rfind(is_shared).and_then(|end| to.get(end..));
    join(&[from, " – ", rest.unwrap_or(to)])
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
