//! Phrases put together in each language's own grammar: news, amounts, places in the article.

use super::{day, grouped, han_number, join, number, two};
use crate::campaign::{Date, Lang};

/// The news of a day in one sentence: some things in words, the rest as a number.
pub fn news(lang: Lang, date: Date, things: &[&str], in_words: usize) -> String {
    let mut out = day(lang, date);
    for (index, thing) in things.iter().take(in_words).enumerate() {
        out += match (index, lang) {
            (0, Lang::En) => ": ",
            (0, _) => "：",
            (_, Lang::En) => "; ",
            _ => "；",
        };
        out += thing;
    }
    let rest = things.len().saturating_sub(in_words) as u32;
    if rest > 0 {
        out += &match lang {
            Lang::En if rest == 1 => "; and one more".to_string(),
            Lang::En => join(&["; and ", &number(rest), " more"]),
            _ => join(&["；另有", &count(lang, rest), "件事"]),
        };
    }
    out += if lang.is_han() { "。" } else { "." };
    out
}

/// Adds a sentence, with a stop before and after it where none stands.
pub fn add_sentence(out: &mut String, lang: Lang, words: &str) {
    let (stop, space) = if lang.is_han() {
        ("。", "")
    } else {
        (".", " ")
    };
    let end = |out: &mut String| {
        if !out.ends_with(['.', '。', '!', '！', '?', '？', '…']) {
            *out += stop;
        }
    };
    end(out);
    *out += space;
    *out += words;
    end(out);
}

/// A small number before a counted thing: two is said as a pair.
fn count(lang: Lang, value: u32) -> String {
    match (value, lang) {
        (2, Lang::ZhHans) => "两".into(),
        (2, _) => "兩".into(),
        _ => han_number(value),
    }
}

/// A quiet spell of months between two events.
pub fn quiet_months(lang: Lang, months: u32) -> String {
    match lang {
        Lang::En => join(&[
            &number(months),
            if months == 1 {
                " quiet month"
            } else {
                " quiet months"
            },
        ]),
        Lang::ZhHant => join(&["其間", &han_number(months), "個月無事記載"]),
        Lang::ZhHans => join(&["其间", &han_number(months), "个月无事记载"]),
    }
}

/// A name and what is said of it: `Kowloon: lent`.
pub fn labeled(lang: Lang, name: &str, value: &str) -> String {
    join(&[name, if lang.is_han() { "：" } else { ": " }, value])
}

/// Who holds a place from a day on: `Britain and France now hold Canton`.
pub fn holder(lang: Lang, who: &str, place: &str) -> String {
    match lang {
        Lang::En => join(&[place, " is now held by ", who]),
        _ => join(&[place, "此後由", who, "控制"]),
    }
}

/// Land that one holds and another claims.
pub fn claimed(lang: Lang, holder: &str, claimant: &str) -> String {
    match lang {
        Lang::En => join(&["held by ", holder, ", claimed by ", claimant]),
        Lang::ZhHant => join(&[holder, "控制，", claimant, "主張"]),
        Lang::ZhHans => join(&[holder, "控制，", claimant, "主张"]),
    }
}

/// `Chapter 11`, `第11章`.
pub fn chapter(lang: Lang, chapter: usize) -> String {
    let chapter = number(chapter as u32);
    match lang {
        Lang::En => join(&["Chapter ", &chapter]),
        _ => join(&["第", &chapter, "章"]),
    }
}

/// `Chapter 11 of 14`.
pub fn chapter_of(lang: Lang, chapter_now: usize, count: usize) -> String {
    let count = number(count as u32);
    let now = chapter(lang, chapter_now);
    match lang {
        Lang::En => join(&[&now, " of ", &count]),
        _ => join(&[&now, "，共", &count, "章"]),
    }
}

/// An amount: `more than 2,600 men`, `5–6 ships`, `超過2,600人`. One of a thing has no plural.
pub fn quantity(lang: Lang, qualifier: &str, (min, max): (f64, f64), unit: &str) -> String {
    let amount = |value: f64| {
        let hundredths = (value * 100.0).round() as u64;
        match hundredths % 100 {
            0 => grouped(hundredths / 100),
            rest if rest % 10 == 0 => {
                join(&[&grouped(hundredths / 100), ".", &number(rest as u32 / 10)])
            }
            rest => join(&[&grouped(hundredths / 100), ".", &two(rest as u32)]),
        }
    };
    let is_han = lang.is_han();
    let simplified = lang == Lang::ZhHans;
    let (before, value) = match qualifier {
        "about" if is_han => (if simplified { "约" } else { "約" }, amount(min)),
        "about" => ("about ", amount(min)),
        "more_than" if is_han => (if simplified { "超过" } else { "超過" }, amount(min)),
        "more_than" => ("more than ", amount(min)),
        "nearly" if is_han => ("近", amount(max)),
        "nearly" => ("nearly ", amount(max)),
        "dozens" if is_han => ("", if simplified { "数十" } else { "數十" }.into()),
        "dozens" => ("", "dozens of".into()),
        "thousands" if is_han => ("", if simplified { "数千" } else { "數千" }.into()),
        "thousands" => ("", "thousands of".into()),
        _ if min == max => ("", amount(min)),
        _ if is_han => ("", join(&[&amount(min), "至", &amount(max)])),
        _ => ("", join(&[&amount(min), "–", &amount(max)])),
    };
    let unit = match lang {
        Lang::En if max == 1.0 => singular(unit),
        _ => unit.into(),
    };
    join(&[before, &value, if is_han { "" } else { " " }, &unit])
}

/// One of what an English unit counts.
fn singular(unit: &str) -> String {
    let (first, rest) = unit.split_once(' ').unwrap_or((unit, ""));
    let one = match first {
        "men" => "man",
        "people" => "person",
        _ => first.strip_suffix('s').unwrap_or(first),
    };
    join(&[one, if rest.is_empty() { "" } else { " " }, rest])
}

/// A sentence's place in the article: `§ Background, sentence 37`. `sentence` is the record's `S037`.
pub fn locator(lang: Lang, section: &str, sentence: &str) -> String {
    let number = sentence.trim_start_matches(['S', '0']);
    match lang {
        Lang::En => join(&["§ ", section, ", sentence ", number]),
        _ => join(&["§ ", section, "，第", number, "句"]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_added_with_one_stop_each() {
        let told = |lang, first: &str, then: &str| {
            let mut out = String::from(first);
            add_sentence(&mut out, lang, then);
            out
        };
        assert_eq!(told(Lang::En, "A", "B"), "A. B.");
        assert_eq!(told(Lang::En, "A.", "B?"), "A. B?");
        assert_eq!(told(Lang::ZhHant, "甲", "乙。"), "甲。乙。");
    }

    #[test]
    fn news_names_some_things_and_counts_the_rest() {
        let date = Date::new(1860, 9, 21).unwrap();
        let told = |lang, things: &[&str]| news(lang, date, things, 2);
        assert_eq!(told(Lang::En, &["A"]), "21 September 1860: A.");
        assert_eq!(
            told(Lang::En, &["A", "B", "C"]),
            "21 September 1860: A; B; and one more."
        );
        assert_eq!(
            told(Lang::ZhHans, &["A", "B", "C", "D"]),
            "1860年9月21日：A；B；另有两件事。"
        );
        assert_eq!(
            told(Lang::ZhHant, &["A", "B", "C", "D"]),
            "1860年9月21日：A；B；另有兩件事。"
        );
    }

    #[test]
    fn amounts_are_said_with_their_doubt_and_their_unit() {
        let said = |lang, qualifier, min, max, unit| quantity(lang, qualifier, (min, max), unit);
        let en = |qualifier, min, max, unit| said(Lang::En, qualifier, min, max, unit);
        assert_eq!(
            en("more_than", 2600.0, 2600.0, "men"),
            "more than 2,600 men"
        );
        assert_eq!(en("exact", 1.0, 1.0, "ships"), "1 ship");
        assert_eq!(en("exact", 1.0, 1.0, "taels of silver"), "1 tael of silver");
        assert_eq!(en("range", 5.0, 6.0, "ships"), "5–6 ships");
        assert_eq!(en("dozens", 20.0, 99.0, "men"), "dozens of men");
        assert_eq!(said(Lang::ZhHant, "about", 3.0, 3.0, "艘"), "約3艘");
        assert_eq!(
            said(Lang::ZhHans, "thousands", 2000.0, 9000.0, "家"),
            "数千家"
        );
        assert_eq!(said(Lang::ZhHant, "nearly", 1.44, 1.5, "里"), "近1.5里");
    }

    #[test]
    fn a_sentence_is_found_by_section_and_number() {
        assert_eq!(
            locator(Lang::En, "Background", "S037"),
            "§ Background, sentence 37"
        );
        assert_eq!(locator(Lang::ZhHant, "背景", "S100"), "§ 背景，第100句");
    }
}
