//! Time: civil days of the proleptic Gregorian calendar, and dates as sources write them.
//!
//! No time zones and no clock. An instant lies inside day D on [D, D+1); a closed interval of days
//! includes its last day. Deliberately absent: the sum of two instants, and any notion of 'today'.

use std::fmt;

/// A civil day, proleptic Gregorian, no zone. Counted in days from 1 March of the year 0.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Date(i32);

impl Date {
    /// The day of a year, month 1–12 and day 1–31; `None` where the calendar has no such day.
    ///
    /// Source: Hinnant, *chrono-compatible low-level date algorithms*, `days_from_civil`.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Date> {
        if !(0..=9999).contains(&year) || !(1..=12).contains(&month) {
            return None;
        }
        if day < 1 || day > days_in_month(year, month) {
            return None;
        }
        let shifted = if month > 2 { year } else { year - 1 };
        let era = shifted.div_euclid(400);
        let year_of_era = shifted.rem_euclid(400);
        let month_from_march = (month as i32 + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + day as i32 - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Some(Date(era * 146_097 + day_of_era))
    }

    /// Reads `YYYY-MM-DD`, and nothing else.
    pub fn parse(text: &str) -> Option<Date> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        Date::new(
            digits(&bytes[0..4])? as i32,
            digits(&bytes[5..7])?,
            digits(&bytes[8..10])?,
        )
    }

    /// Year, month 1–12, day 1–31. The inverse of [`Date::new`].
    pub fn civil(self) -> (i32, u32, u32) {
        let era = self.0.div_euclid(146_097);
        let day_of_era = self.0.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = (day_of_year - (153 * month_from_march + 2) / 5 + 1) as u32;
        let month = if month_from_march < 10 {
            month_from_march + 3
        } else {
            month_from_march - 9
        };
        let year = era * 400 + year_of_era + i32::from(month <= 2);
        (year, month as u32, day)
    }

    /// The day `days` later (earlier when negative).
    pub fn plus(self, days: i32) -> Date {
        Date(self.0 + days)
    }

    /// Days from `earlier` to this one; negative when it lies before.
    pub fn since(self, earlier: Date) -> i32 {
        self.0 - earlier.0
    }

    /// The same day of the month `months` later; the last of that month where it is shorter.
    pub fn plus_months(self, months: i32) -> Date {
        let (year, month, day) = self.civil();
        let count = year * 12 + month as i32 - 1 + months;
        let (year, month) = (count.div_euclid(12), count.rem_euclid(12) as u32 + 1);
        Date::new(year, month, day.min(days_in_month(year, month))).unwrap_or(self)
    }

    /// Midnight at which the day begins.
    pub fn start(self) -> Instant {
        Instant(f64::from(self.0))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// A moment on the time axis, in days. Inside day D on [D, D+1).
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug)]
pub struct Instant(f64);

impl Instant {
    /// Reads RFC 3339 in UTC, whole seconds: `1856-10-22T12:00:00Z`.
    pub fn parse(text: &str) -> Option<Instant> {
        let (day, clock) = text.strip_suffix('Z')?.split_once('T')?;
        let seconds = clock_seconds(clock)?;
        Some(
            Date::parse(day)?
                .start()
                .plus(f64::from(seconds) / 86_400.0),
        )
    }

    /// The day this moment lies in.
    pub fn date(self) -> Date {
        Date(self.0.floor() as i32)
    }

    /// The moment `days` later, in days and parts of a day.
    pub fn plus(self, days: f64) -> Instant {
        Instant(self.0 + days)
    }

    /// Days from `earlier` to this moment.
    pub fn since(self, earlier: Instant) -> f64 {
        self.0 - earlier.0
    }
}

/// Whole days, closed: the last day counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Interval {
    pub first: Date,
    pub last: Date,
}

impl Interval {
    /// Does the day lie inside, both ends included?
    pub fn contains(self, day: Date) -> bool {
        self.first <= day && day <= self.last
    }
}

/// How finely a date is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Precision {
    Day,
    Month,
    Season,
    Year,
    Interval,
}

/// A date as written, in the subset of EDTF that `geodata/README.md` lists.
///
/// Open ends are kept as `None`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct When {
    pub first: Date,
    pub last: Option<Date>,
    pub precision: Precision,
    /// The precision of the first and of the last day: of an interval they may differ.
    pub ends: [Precision; 2],
    /// Written with `~`: about.
    pub about: bool,
    /// Minutes after local midnight, where the source gives an hour.
    pub minute: Option<u16>,
}

impl When {
    /// Reads one EDTF expression of the subset; `None` when it is none, or runs backwards.
    pub fn parse(text: &str) -> Option<When> {
        if let Some((a, b)) = text.split_once('/') {
            let from = single(a)?;
            let to = if b == ".." { None } else { Some(single(b)?) };
            if to.is_some_and(|to| to.last < Some(from.first)) {
                return None;
            }
            return Some(When {
                first: from.first,
                last: to.and_then(|to| to.last),
                precision: Precision::Interval,
                ends: [from.precision, to.map_or(from.precision, |to| to.precision)],
                about: from.about || to.is_some_and(|to| to.about),
                minute: from.minute,
            });
        }
        single(text)
    }

    /// One whole day.
    pub fn day(day: Date) -> When {
        When {
            first: day,
            last: Some(day),
            precision: Precision::Day,
            ends: [Precision::Day; 2],
            about: false,
            minute: None,
        }
    }

    /// Does the day lie inside, both ends included?
    pub fn contains(self, day: Date) -> bool {
        self.first <= day && self.last.is_none_or(|last| day <= last)
    }
}

fn single(text: &str) -> Option<When> {
    let (text, about) = match text.strip_suffix('~') {
        Some(rest) => (rest, true),
        None => (text, false),
    };
    let (text, minute) = match text.split_once('T') {
        Some((day, clock)) => (day, Some((clock_seconds(clock)? / 60) as u16)),
        None => (text, None),
    };
    let bytes = text.as_bytes();
    let year = digits(bytes.get(0..4)?)? as i32;
    let (first, last, precision) = match bytes.len() {
        4 => (
            Date::new(year, 1, 1)?,
            Date::new(year, 12, 31)?,
            Precision::Year,
        ),
        7 if bytes[4] == b'-' => match digits(&bytes[5..7])? {
            month @ 1..=12 => (
                Date::new(year, month, 1)?,
                Date::new(year, month, days_in_month(year, month))?,
                Precision::Month,
            ),
            // Seasons of the northern hemisphere, whole months; winter runs into the next year.
            season @ 21..=24 => {
                let first = Date::new(year, (season - 20) * 3, 1)?;
                (first, first.plus_months(3).plus(-1), Precision::Season)
            }
            _ => return None,
        },
        10 => {
            let day = Date::parse(text)?;
            (day, day, Precision::Day)
        }
        _ => return None,
    };
    if minute.is_some() && precision != Precision::Day {
        return None;
    }
    Some(When {
        first,
        last: Some(last),
        precision,
        ends: [precision; 2],
        about,
        minute,
    })
}

/// `HH:MM:SS` as seconds after midnight.
fn clock_seconds(text: &str) -> Option<u32> {
    let bytes = text.as_bytes();
    if bytes.len() != 8 || bytes[2] != b':' || bytes[5] != b':' {
        return None;
    }
    let (hour, minute, second) = (
        digits(&bytes[0..2])?,
        digits(&bytes[3..5])?,
        digits(&bytes[6..8])?,
    );
    (hour < 24 && minute < 60 && second < 60).then_some(hour * 3600 + minute * 60 + second)
}

fn digits(bytes: &[u8]) -> Option<u32> {
    bytes.iter().try_fold(0u32, |sum, byte| {
        byte.is_ascii_digit()
            .then(|| sum * 10 + u32::from(byte - b'0'))
    })
}

fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).expect(text)
    }

    #[test]
    fn every_day_of_two_centuries_follows_the_one_before() {
        let mut date = day("1799-12-31");
        for year in 1800..2000 {
            for month in 1..=12 {
                for d in 1..=days_in_month(year, month) {
                    date = date.plus(1);
                    assert_eq!(date.civil(), (year, month, d));
                    assert_eq!(Date::new(year, month, d), Some(date));
                    assert_eq!(Date::parse(&date.to_string()), Some(date));
                }
            }
        }
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for bad in [
            "1900-02-29",
            "1857-02-29",
            "1860-13-01",
            "1860-00-10",
            "1860-04-31",
            "1860-1-1",
            "18601018",
            "1860-10-18 ",
            "",
            "一八六〇-十-一",
            "-860-10-18",
        ] {
            assert_eq!(Date::parse(bad), None, "{bad}");
        }
        assert!(Date::parse("1860-02-29").is_some() && Date::parse("2000-02-29").is_some());
    }

    #[test]
    fn an_instant_belongs_to_the_day_that_begins_at_its_midnight() {
        let day = day("1860-10-18");
        assert_eq!(day.start().date(), day);
        assert_eq!(day.start().plus(0.999_999).date(), day);
        assert_eq!(day.start().plus(1.0).date(), day.plus(1));
        assert_eq!(day.start().plus(-0.000_001).date(), day.plus(-1));
        let noon = Instant::parse("1860-10-18T12:00:00Z").unwrap();
        assert_eq!(noon.since(day.start()), 0.5);
        assert_eq!(Instant::parse("1860-10-18T24:00:00Z"), None);
        assert_eq!(Instant::parse("1860-10-18T12:00:00+08:00"), None);
    }

    #[test]
    fn a_closed_interval_includes_its_first_and_its_last_day() {
        let when = When::parse("1860-10-18/1860-10-19").unwrap();
        let inside: Vec<bool> = (17..=20)
            .map(|d| when.contains(Date::new(1860, 10, d).unwrap()))
            .collect();
        assert_eq!(inside, [false, true, true, false]);
    }

    #[test]
    fn edtf_of_every_precision_covers_the_days_it_names() {
        for (text, first, last, precision) in [
            ("1860-09-21", "1860-09-21", "1860-09-21", Precision::Day),
            ("1858-02", "1858-02-01", "1858-02-28", Precision::Month),
            ("1860-21", "1860-03-01", "1860-05-31", Precision::Season),
            ("1859-24", "1859-12-01", "1860-02-29", Precision::Season),
            ("1857", "1857-01-01", "1857-12-31", Precision::Year),
            (
                "1856-10-29/1857-01",
                "1856-10-29",
                "1857-01-31",
                Precision::Interval,
            ),
            (
                "1856/1860-09-22",
                "1856-01-01",
                "1860-09-22",
                Precision::Interval,
            ),
        ] {
            let when = When::parse(text).expect(text);
            assert_eq!(
                (when.first, when.last),
                (day(first), Some(day(last))),
                "{text}"
            );
            assert_eq!(when.precision, precision, "{text}");
        }
    }

    #[test]
    fn about_hours_and_open_ends_are_kept() {
        assert!(When::parse("1858-05-28~").unwrap().about);
        assert_eq!(
            When::parse("1859-06-25T15:00:00").unwrap().minute,
            Some(900)
        );
        let open = When::parse("1860-11-09/..").unwrap();
        assert_eq!(open.last, None);
        assert!(open.contains(day("1999-01-01")) && !open.contains(day("1860-11-08")));
    }

    #[test]
    fn what_is_not_in_the_subset_is_refused() {
        for bad in [
            "",
            "/",
            "1860/",
            "../1860",
            "1860-25",
            "1860-10-18/1860-10-17",
            "1860-10T12:00:00",
            "1860-10-18T25:00:00",
            "186",
            "1860-10-18~~",
            "1860?",
            "abcd",
        ] {
            assert_eq!(When::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_month_later_is_never_a_day_that_does_not_exist() {
        assert_eq!(day("1857-01-31").plus_months(1), day("1857-02-28"));
        assert_eq!(day("1860-03-31").plus_months(-1), day("1860-02-29"));
        assert_eq!(day("1856-12-15").plus_months(1), day("1857-01-15"));
    }
}
