//! Dates as a reader types them: `1860-10-18`, `18 Oct 1860`, `October 1860`, `1860年10月18日`, `咸豐十年八月初七`.
//!
//! The inverse of [`super::day`] and [`super::era_day`], and more forgiving than either.

use super::{month_name, number, two};
use crate::campaign::calendar::Calendar;
use crate::campaign::time::{Precision, When};
use crate::campaign::{Date, Lang};

/// What a typed text is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Typed {
    Date(When),
    /// Written like a date, but there is no such day, or the table of the second calendar ends before it.
    NoSuchDay,
}

/// Longer texts are no dates, characters.
const MAX_LENGTH: usize = 60;

/// Reads a text; `None` when it is not written like a date.
pub fn read(text: &str, calendar: &Calendar) -> Option<Typed> {
    if text.chars().count() > MAX_LENGTH {
        return None;
    }
    let text: String = text.trim().chars().map(plain).collect();
    let when = match era(&text, calendar) {
        Some((era, rest)) => of_era(calendar, era, &tokens(rest)?)?,
        None => western(&tokens(&text)?)?,
    };
    Some(when.map_or(Typed::NoSuchDay, Typed::Date))
}

/// Lower case, and digits of full width as others.
fn plain(letter: char) -> char {
    match letter {
        '０'..='９' => char::from(b'0' + (letter as u32 - '０' as u32) as u8),
        _ => letter.to_ascii_lowercase(),
    }
}

/// The era whose name the text begins with, and what follows.
fn era<'a>(text: &'a str, calendar: &Calendar) -> Option<(usize, &'a str)> {
    for (index, era) in calendar.0.iter().enumerate() {
        for lang in Lang::ALL {
            let name = era.name.get(lang).to_ascii_lowercase();
            if let Some(rest) = text.strip_prefix(name.as_str()) {
                return Some((index, rest));
            }
        }
    }
    None
}

#[derive(Clone, Copy, PartialEq)]
enum Token {
    Number(u32),
    /// A month of the year by its English name, from 1.
    Month(u32),
    /// The month is an inserted one.
    Leap,
}

/// Numbers and months of a text; `None` when anything else is in it.
fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens = vec![];
    let mut rest = text.chars().peekable();
    while let Some(letter) = rest.next() {
        let is_same: fn(char) -> bool = match letter {
            '0'..='9' => |c| c.is_ascii_digit(),
            'a'..='z' => |c| c.is_ascii_lowercase(),
            _ if is_numeral(letter) => is_numeral,
            '閏' | '闰' => {
                tokens.push(Token::Leap);
                continue;
            }
            ' ' | ',' | '.' | '/' | '-' | '–' | '年' | '月' | '日' | '號' | '号' | '初' => {
                continue;
            }
            _ => return None,
        };
        let mut run = String::from(letter);
        while let Some(next) = rest.next_if(|c| is_same(*c)) {
            run.push(next);
        }
        match letter {
            '0'..='9' if run.len() <= 4 => tokens.push(Token::Number(
                run.bytes()
                    .fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0')),
            )),
            'a'..='z' => match run.as_str() {
                "st" | "nd" | "rd" | "th" | "of" | "the" | "month" | "day" | "year" => {}
                "leap" => tokens.push(Token::Leap),
                word => tokens.push(Token::Month(month(word)?)),
            },
            _ => tokens.push(Token::Number(numeral(&run)?)),
        }
    }
    Some(tokens)
}

/// A month by its English name or the beginning of it, from three letters.
fn month(word: &str) -> Option<u32> {
    (1..=12).find(|month| {
        let name = month_name(Lang::En, *month).to_ascii_lowercase();
        word.len() >= 3 && name.starts_with(word)
    })
}

const NUMERALS: &str = "〇一二三四五六七八九十廿卅零元正冬臘腊";

fn is_numeral(letter: char) -> bool {
    NUMERALS.contains(letter)
}

/// 十八, 二十七, 廿七, or digit by digit 一八六〇; the first year and the named months are numbers, too.
fn numeral(run: &str) -> Option<u32> {
    let (mut value, mut tens) = (0, false);
    for letter in run.chars() {
        let digit = NUMERALS.chars().position(|other| other == letter)? as u32;
        value = match digit {
            10 if value == 0 => 10,
            10 => value * 10,
            11 | 12 => (digit - 9) * 10,
            13 => value * 10,
            14 | 15 => 1,
            16 => 11,
            17 | 18 => 12,
            _ if tens => value + digit,
            _ => value * 10 + digit,
        };
        tens |= (10..=12).contains(&digit);
        if value > 9999 {
            return None;
        }
    }
    Some(value)
}

/// `Some(None)` is written like a date and is none.
fn western(tokens: &[Token]) -> Option<Option<When>> {
    use Token::{Month, Number};
    let (year, month, day) = match tokens {
        [Number(year), Month(month), Number(day)] if *year > 31 => {
            (*year, Some(*month), Some(*day))
        }
        [Number(day), Month(month), Number(year)] | [Month(month), Number(day), Number(year)] => {
            (*year, Some(*month), Some(*day))
        }
        [Month(month), Number(year)] | [Number(year), Month(month)] => (*year, Some(*month), None),
        [Number(year)] => (*year, None, None),
        [Number(year), Number(month)] if *year > 31 => (*year, Some(*month), None),
        [Number(month), Number(year)] => (*year, Some(*month), None),
        [Number(year), Number(month), Number(day)] if *year > 31 => {
            (*year, Some(*month), Some(*day))
        }
        // The month stands first only where it cannot stand second.
        [Number(month), Number(day), Number(year)] if *day > 12 => {
            (*year, Some(*month), Some(*day))
        }
        [Number(day), Number(month), Number(year)] => (*year, Some(*month), Some(*day)),
        _ => return None,
    };
    if year < 1000 {
        return None;
    }
    let mut text = number(year);
    for part in [month, day].into_iter().flatten() {
        text = [&text, "-", &two(part)].concat();
    }
    // A month above twelve would be a season.
    Some(When::parse(&text).filter(|when| when.precision != Precision::Season))
}

fn of_era(calendar: &Calendar, era: usize, tokens: &[Token]) -> Option<Option<When>> {
    let is_leap = tokens.contains(&Token::Leap);
    let mut numbers = vec![];
    for token in tokens {
        match token {
            Token::Number(number) => numbers.push(*number),
            Token::Leap => {}
            Token::Month(_) => return None,
        }
    }
    let (year, month, day) = match numbers[..] {
        [year] => (year, None, None),
        [year, month] => (year, Some(month), None),
        [year, month, day] => (year, Some(month), Some(day)),
        _ => return None,
    };
    let month = month.map(|month| (month as u8, is_leap));
    let days = calendar.days(era, year as u16, month, day);
    Some(days.map(|days| match days.first == days.last {
        true => When::day(days.first),
        false => interval(days.first, days.last),
    }))
}

fn interval(first: Date, last: Date) -> When {
    When {
        last: Some(last),
        precision: Precision::Interval,
        ..When::day(first)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{day, era_day};
    use super::*;
    use crate::native::read_folder;
    use std::path::Path;

    fn calendar() -> (Calendar, crate::campaign::Interval) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
        let campaign = read_folder(&folder).unwrap().campaign;
        let span = campaign.span();
        (campaign.calendar, span)
    }

    fn days(text: &str, calendar: &Calendar) -> Option<(String, String)> {
        match read(text, calendar)? {
            Typed::Date(when) => Some((when.first.to_string(), when.last?.to_string())),
            Typed::NoSuchDay => Some(("none".into(), "none".into())),
        }
    }

    #[test]
    fn every_day_is_read_back_as_the_page_writes_it() {
        let (calendar, span) = calendar();
        for days in 0..=span.last.since(span.first) {
            let date = span.first.plus(days);
            let is_read = |text: &str| read(text, &calendar) == Some(Typed::Date(When::day(date)));
            assert!(is_read(&date.to_string()), "{date}");
            for lang in Lang::ALL {
                let (civil, era) = (day(lang, date), era_day(lang, calendar.day(date).unwrap()));
                assert!(is_read(&civil), "{civil}");
                assert!(is_read(&era), "{era}");
            }
        }
    }

    #[test]
    fn dates_are_read_as_readers_write_them() {
        let (calendar, _) = calendar();
        for text in [
            "1860-10-18",
            "1860/10/18",
            "18.10.1860",
            "10/18/1860",
            "18 Oct 1860",
            "18th October 1860",
            "Oct 18, 1860",
            "the 18th of october, 1860",
            "１８６０年１０月１８日",
            "1860年10月18號",
            "一八六〇年十月十八日",
            "咸豐十年九月初五",
            "咸丰十年九月初五日",
            " Xianfeng 10, month 9, day 5 ",
        ] {
            let day = ("1860-10-18".to_string(), "1860-10-18".to_string());
            assert_eq!(days(text, &calendar), Some(day), "{text}");
        }
        for (text, first, last) in [
            ("October 1860", "1860-10-01", "1860-10-31"),
            ("1860-10", "1860-10-01", "1860-10-31"),
            ("1860年10月", "1860-10-01", "1860-10-31"),
            ("1860", "1860-01-01", "1860-12-31"),
            ("1860年", "1860-01-01", "1860-12-31"),
            ("咸豐十年", "1860-01-23", "1861-02-09"),
            ("咸豐十年八月", "1860-09-15", "1860-10-13"),
            ("咸豐十年閏三月", "1860-04-21", "1860-05-20"),
            ("咸豐十年八月廿七", "1860-10-11", "1860-10-11"),
            ("咸豐六年正月", "1856-02-06", "1856-03-06"),
        ] {
            let found = days(text, &calendar);
            assert_eq!(found, Some((first.into(), last.into())), "{text}");
        }
    }

    #[test]
    fn a_day_that_is_none_is_told_from_what_is_no_date() {
        let (calendar, _) = calendar();
        for text in [
            "1860-02-30",
            "30 Feb 1860",
            "1860-24-01",
            "1860-24",
            "咸豐元年",
            "咸豐十年十三月",
            "咸豐十年八月三十",
        ] {
            assert_eq!(read(text, &calendar), Some(Typed::NoSuchDay), "{text}");
        }
        for text in [
            "",
            "Seymour",
            "may",
            "18",
            "18 Oct",
            "3,000 men",
            "F123",
            "咸豐",
            "咸豐帝",
            "北京",
            "10 10 10 10",
            "99999999999",
            "1860-10-18 x",
            "十十十十十十",
        ] {
            assert_eq!(read(text, &calendar), None, "{text}");
        }
    }
}
