//! The second calendar, shown beside the Gregorian date: eras and months from a table.

use super::text::Text;
use super::time::{Date, Interval};

/// One month of the table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Month {
    pub first: Date,
    pub year: u16,
    pub month: u8,
    pub leap: bool,
}

/// An era: its name and its months in order.
#[derive(Clone, PartialEq, Debug)]
pub struct Era {
    pub name: Text,
    pub from: Date,
    pub months: Vec<Month>,
}

/// A table of eras in order; empty when the campaign shows one calendar only.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Calendar(pub Vec<Era>);

/// A day in the second calendar.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct EraDay<'a> {
    pub era: &'a Text,
    pub month: Month,
    /// From 1.
    pub day: u32,
}

impl Calendar {
    /// The day in the second calendar; `None` outside the table.
    pub fn day(&self, date: Date) -> Option<EraDay<'_>> {
        let era = self.0.iter().rfind(|era| era.from <= date)?;
        let month = *era.months.iter().rfind(|month| month.first <= date)?;
        let day = date.since(month.first) as u32 + 1;
        // A month of this calendar has at most thirty days: beyond lies the end of the table.
        (day <= 30).then_some(EraDay {
            era: &era.name,
            month,
            day,
        })
    }

    /// The days of a year of an era, of a month of it (with whether it is a leap month), or of one day of that;
    /// `None` outside the table.
    pub fn days(
        &self,
        era: usize,
        year: u16,
        month: Option<(u8, bool)>,
        day: Option<u32>,
    ) -> Option<Interval> {
        let mut months = vec![];
        for (index, era) in self.0.iter().enumerate() {
            months.extend(era.months.iter().map(|month| (index, *month)));
        }
        let mut found: Option<Interval> = None;
        for (index, (of, this)) in months.iter().enumerate() {
            let wanted = month.is_none_or(|month| month == (this.month, this.leap));
            if *of == era && this.year == year && wanted {
                let next = months.get(index + 1);
                found = Some(Interval {
                    first: found.map_or(this.first, |days| days.first),
                    last: next.map_or(this.first.plus(29), |(_, next)| next.first.plus(-1)),
                });
            }
        }
        let (Some(days), Some(day)) = (found, day) else {
            return found;
        };
        let day = days.first.plus(day as i32 - 1);
        days.contains(day).then_some(Interval {
            first: day,
            last: day,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_the_first_of_the_month_and_end_with_the_table() {
        let first = Date::new(1860, 9, 15).unwrap();
        let calendar = Calendar(vec![Era {
            name: Text::default(),
            from: first,
            months: vec![Month {
                first,
                year: 10,
                month: 8,
                leap: false,
            }],
        }]);
        assert_eq!(calendar.day(first).unwrap().day, 1);
        assert_eq!(calendar.day(first.plus(29)).unwrap().day, 30);
        assert_eq!(calendar.day(first.plus(30)), None);
        assert_eq!(calendar.day(first.plus(-1)), None);
        assert_eq!(Calendar::default().day(first), None);
    }
}
