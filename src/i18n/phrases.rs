//! Phrases with numbers in them, of the chronicle, the search and the map.

use super::{join, month_name, number, number64};
use crate::campaign::{Date, Lang};

/// How many rows are shown: `27 of 351 facts`, `351條史實中的27條`.
pub fn shown_of(lang: Lang, shown: usize, all: usize) -> String {
    let (shown, all) = (number64(shown as u64), number64(all as u64));
    match lang {
        Lang::En => join(&[&shown, " of ", &all, " facts"]),
        Lang::ZhHant => join(&[&all, "條史實中的", &shown, "條"]),
        Lang::ZhHans => join(&[&all, "条史实中的", &shown, "条"]),
    }
}

/// How many things a search has found.
pub fn found(lang: Lang, count: usize) -> String {
    let text = number64(count as u64);
    match lang {
        Lang::En if count == 1 => "1 result".into(),
        Lang::En => join(&[&text, " results"]),
        Lang::ZhHant => join(&["找到", &text, "項"]),
        Lang::ZhHans => join(&["找到", &text, "项"]),
    }
}

/// Years of a life or of a ship: `1802–1887`, `died 1859`, `built 1854`.
pub fn years(lang: Lang, from: Option<u16>, until: Option<u16>, is_ship: bool) -> Option<String> {
    let year = |year: u16| number(year.into());
    let one = |text: String, words: [&str; 3]| match lang {
        Lang::En => join(&[words[0], " ", &text]),
        Lang::ZhHant => join(&[&text, "年", words[1]]),
        Lang::ZhHans => join(&[&text, "年", words[2]]),
    };
    match (from, until) {
        (Some(from), Some(until)) => Some(join(&[&year(from), "–", &year(until)])),
        (Some(from), None) if is_ship => Some(one(year(from), ["built", "造", "造"])),
        (Some(from), None) => Some(one(year(from), ["born", "生", "生"])),
        (None, Some(until)) if is_ship => Some(one(year(until), ["lost", "毀", "毁"])),
        (None, Some(until)) => Some(one(year(until), ["died", "卒", "卒"])),
        (None, None) => None,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_where_each_language_puts_them() {
        assert_eq!(shown_of(Lang::En, 27, 351), "27 of 351 facts");
        assert_eq!(shown_of(Lang::ZhHans, 27, 351), "351条史实中的27条");
        assert_eq!(found(Lang::En, 1), "1 result");
        assert_eq!(found(Lang::ZhHant, 3), "找到3項");
        let life = |from, until| years(Lang::En, from, until, false);
        assert_eq!(life(Some(1802), Some(1887)).unwrap(), "1802–1887");
        assert_eq!(life(None, Some(1859)).unwrap(), "died 1859");
        assert_eq!(life(None, None), None);
        assert_eq!(
            years(Lang::ZhHant, Some(1854), None, true).unwrap(),
            "1854年造"
        );
    }
}
