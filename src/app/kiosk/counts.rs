//! Counts of visits by day, on this machine alone: no visitor, no hour, no path of a finger.

use crate::campaign::Date;

/// About a year of days with every kind of row; what is older goes.
const MOST_ROWS: usize = 6_000;
const HEAD: &str = "day,what,count";
/// Lengths of a visit, in seconds up to which it counts as such.
const LENGTHS: [(f64, &str); 3] = [
    (30.0, "visit_under_30_s"),
    (180.0, "visit_under_3_min"),
    (900.0, "visit_under_15_min"),
];
const LONG: &str = "visit_longer";

/// Day, what was counted, how often.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Counts(Vec<(String, String, u32)>);

impl Counts {
    /// Reads what `text` wrote; lines that are none are passed over.
    pub fn read(text: &str) -> Counts {
        let row = |line: &str| {
            let mut parts = line.split(',');
            let day = Date::parse(parts.next()?)?.to_string();
            let what = parts.next()?.to_string();
            let count = super::number(parts.next()?)? as u32;
            Some((day, what, count))
        };
        let mut rows: Vec<_> = text.lines().filter_map(row).collect();
        let old = rows.len().saturating_sub(MOST_ROWS);
        rows.drain(..old);
        Counts(rows)
    }

    pub fn add(&mut self, day: Date, what: &str) {
        let day = day.to_string();
        let found = (self.0.iter_mut())
            .rev()
            .find(|row| row.0 == day && row.1 == what);
        match found {
            Some(row) => row.2 = row.2.saturating_add(1),
            None => self.0.push((day, what.to_string(), 1)),
        }
    }

    /// The table as CSV.
    pub fn text(&self) -> String {
        let mut out = String::from(HEAD);
        for (day, what, count) in &self.0 {
            out += &["\n", day, ",", what, ","].concat();
            crate::carto::path::integer(&mut out, i64::from(*count));
        }
        out
    }
}

/// The row of a visit that lasted so long.
pub fn length(seconds: f64) -> &'static str {
    let row = LENGTHS.iter().find(|(up_to, _)| seconds < *up_to);
    row.map_or(LONG, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_kept_by_day_and_come_back_from_their_text() {
        let day = |text| Date::parse(text).unwrap();
        let mut counts = Counts::default();
        for what in ["visits", "visits", "lang_en"] {
            counts.add(day("2026-10-07"), what);
        }
        counts.add(day("2026-10-08"), "visits");
        let text = "day,what,count\n2026-10-07,visits,2\n2026-10-07,lang_en,1\n2026-10-08,visits,1";
        assert_eq!(counts.text(), text);
        assert_eq!(Counts::read(text), counts);
        assert_eq!(
            Counts::read("x,y\n,,\n2026-10-07,visits,-"),
            Counts::default()
        );
    }

    #[test]
    fn a_visit_has_a_length_and_no_time() {
        assert_eq!(
            [1.0, 30.0, 200.0, 4000.0].map(length).join(" "),
            "visit_under_30_s visit_under_3_min visit_under_15_min visit_longer"
        );
    }
}
