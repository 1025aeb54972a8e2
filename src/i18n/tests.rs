//! Tests of dates, numbers and lists in words.

use super::*;

fn written(text: &str, lang: Lang) -> String {
    when(lang, When::parse(text).unwrap())
}

#[test]
fn dates_are_written_as_each_language_writes_them() {
    assert_eq!(written("1860-09-21", Lang::En), "21 September 1860");
    assert_eq!(written("1860-09-21", Lang::ZhHant), "1860年9月21日");
    assert_eq!(written("1858-02", Lang::En), "February 1858");
    assert_eq!(written("1860-21", Lang::En), "spring 1860");
    assert_eq!(written("1859-24", Lang::ZhHans), "1859年冬季");
    assert_eq!(written("1857", Lang::ZhHant), "1857年");
    assert_eq!(written("1858-05-28~", Lang::En), "about 28 May 1858");
    assert_eq!(written("1858-05-28~", Lang::ZhHans), "约1858年5月28日");
    assert_eq!(
        written("1859-06-25T15:00:00", Lang::En),
        "25 June 1859 15:00"
    );
    assert_eq!(written("1860-11-09/..", Lang::En), "9 November 1860 –");
    assert_eq!(
        written("1860-10-18/1860-10-19", Lang::ZhHans),
        "1860年10月18日 – 19日"
    );
    assert_eq!(
        written("1860-10-18/1860-10-19", Lang::En),
        "18 – 19 October 1860"
    );
    assert_eq!(
        written("1857-12-15/1857-12-24", Lang::ZhHant),
        "1857年12月15日 – 24日"
    );
    assert_eq!(
        written("1860-08-14/1860-09-21", Lang::En),
        "14 August – 21 September 1860"
    );
    assert_eq!(written("1860-03/1860-04", Lang::ZhHant), "1860年3月 – 4月");
    assert_eq!(
        written("1860/1860-09-22", Lang::ZhHant),
        "1860年 – 1860年9月22日"
    );
    assert_eq!(
        written("1857-10-22/1858-10-23", Lang::En),
        "22 October 1857 – 23 October 1858"
    );
    assert_eq!(
        written("1856/1860-09-22", Lang::En),
        "1856 – 22 September 1860"
    );
    assert_eq!(
        written("1856-10-29/1857-01", Lang::ZhHant),
        "1856年10月29日 – 1857年1月"
    );
}

#[test]
fn beside_a_track_a_day_is_short() {
    let day = Date::new(1860, 9, 21).unwrap();
    assert_eq!(phrases::day_of_year(Lang::En, day), "21 Sep");
    assert_eq!(phrases::day_of_year(Lang::ZhHant, day), "9月21日");
}

#[test]
fn the_second_calendar_is_written_out() {
    use crate::campaign::Text;
    use crate::campaign::calendar::Month;
    let era = Text {
        zh_hant: "咸豐".into(),
        zh_hans: "咸丰".into(),
        en: "Xianfeng".into(),
    };
    let first = Date::new(1860, 9, 15).unwrap();
    let at = |year, month, leap, day| EraDay {
        era: &era,
        month: Month {
            first,
            year,
            month,
            leap,
        },
        day,
    };
    assert_eq!(
        era_day(Lang::ZhHant, at(10, 8, false, 7)),
        "咸豐十年八月初七日"
    );
    assert_eq!(
        era_day(Lang::ZhHans, at(10, 3, true, 21)),
        "咸丰十年闰三月二十一日"
    );
    assert_eq!(
        era_day(Lang::ZhHant, at(1, 1, false, 10)),
        "咸豐元年正月初十日"
    );
    assert_eq!(
        era_day(Lang::En, at(10, 3, true, 2)),
        "Xianfeng 10, leap month 3, day 2"
    );
    for (lang, from, to, expected) in [
        (
            Lang::ZhHans,
            at(9, 5, false, 25),
            at(9, 5, false, 26),
            "咸丰九年五月二十五日 – 二十六日",
        ),
        (
            Lang::ZhHant,
            at(10, 3, false, 2),
            at(10, 3, true, 1),
            "咸豐十年三月初二日 – 閏三月初一日",
        ),
        (
            Lang::ZhHant,
            at(10, 1, false, 2),
            at(11, 1, false, 2),
            "咸豐十年正月初二日 – 咸豐十一年正月初二日",
        ),
        (
            Lang::En,
            at(9, 5, false, 25),
            at(9, 5, false, 26),
            "Xianfeng 9, month 5, day 25 – day 26",
        ),
        (
            Lang::En,
            at(9, 1, false, 2),
            at(9, 11, false, 2),
            "Xianfeng 9, month 1, day 2 – month 11, day 2",
        ),
        (
            Lang::En,
            at(1, 1, false, 2),
            at(11, 1, false, 2),
            "Xianfeng 1, month 1, day 2 – Xianfeng 11, month 1, day 2",
        ),
    ] {
        assert_eq!(era_span(&era_day(lang, from), &era_day(lang, to)), expected);
    }
}

#[test]
fn plurals_lists_and_thousands() {
    assert_eq!(quiet_months(Lang::En, 1), "1 quiet month");
    assert_eq!(quiet_months(Lang::ZhHans, 9), "其间九个月无事记载");
    assert_eq!(list(Lang::En, &["a", "b", "c"]), "a, b and c");
    assert_eq!(list(Lang::En, &["a"]), "a");
    assert_eq!(list(Lang::ZhHant, &["a", "b"]), "a、b");
    assert_eq!(grouped(0), "0");
    assert_eq!(grouped(659_300), "659,300");
    assert_eq!(grouped(1_464_500), "1,464,500");
}
