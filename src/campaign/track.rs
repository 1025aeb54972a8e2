//! Tracks: where a force was, between dated fixes.
//!
//! Between two fixes a force moves along the drawn line at constant speed; before its first track it
//! is not on the map, between two tracks it rests at the end of the first. Guesses belong in geodata.

use super::event::Dating;
use super::place::LonLat;
use super::text::Text;
use super::time::{Date, Instant};

pub const MODES: [&str; 3] = ["sea", "river", "land"];
pub const TRACK_KINDS: [&str; 7] = [
    "advance",
    "withdrawal",
    "repulse",
    "journey",
    "message",
    "closure",
    "boundary",
];
/// `A` dated and placed by sources, `B`, `C` schematic.
pub const CONFIDENCES: [&str; 3] = ["A", "B", "C"];
pub const FORCE_KINDS: [&str; 4] = ["fleet", "army", "envoys", "court"];

/// A dated vertex of a track.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Fix {
    pub at: Instant,
    pub position: LonLat,
    /// A source gives this moment; otherwise it is interpolated.
    pub dated: bool,
}

/// One movement.
#[derive(Clone, PartialEq, Debug)]
pub struct Track {
    pub id: String,
    pub name: Text,
    pub party: String,
    /// Index among `Campaign::forces`.
    pub force: Option<usize>,
    pub mode: String,
    pub kind: String,
    /// `A` dated and placed by sources, `B`, `C` schematic.
    pub confidence: String,
    pub dating: Dating,
    pub facts: Vec<String>,
    pub notes: Vec<String>,
    /// At least two, strictly increasing in time.
    pub fixes: Vec<Fix>,
    /// The moments of other works, as many as fixes, where they differ.
    pub other_times: Option<Vec<Instant>>,
}

/// How far along a track: after vertex `vertex`, `part` (0–1) of the way to the next.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Progress {
    pub vertex: usize,
    pub part: f64,
}

impl Track {
    /// A line that does not move: whole when its first day begins.
    pub fn stands(&self) -> bool {
        matches!(self.kind.as_str(), "closure" | "boundary")
    }

    /// Moment of a vertex under a reading.
    pub fn time(&self, vertex: usize, other_works: bool) -> Instant {
        match &self.other_times {
            Some(times) if other_works => times[vertex],
            _ => self.fixes[vertex].at,
        }
    }

    /// Progress at a moment; `None` before the first fix, the end after the last.
    pub fn progress(&self, at: Instant, other_works: bool) -> Option<Progress> {
        let last = self.fixes.len() - 1;
        if at < self.time(0, other_works) {
            return None;
        }
        if at >= self.time(last, other_works) {
            return Some(Progress {
                vertex: last,
                part: 0.0,
            });
        }
        let next = (1..=last).find(|i| at < self.time(*i, other_works))?;
        let from = self.time(next - 1, other_works);
        let part = at.since(from) / self.time(next, other_works).since(from);
        Some(Progress {
            vertex: next - 1,
            part,
        })
    }

    /// Position in degrees at some progress.
    pub fn position(&self, progress: Progress) -> LonLat {
        let here = self.fixes[progress.vertex].position;
        match self.fixes.get(progress.vertex + 1) {
            Some(next) => here.toward(next.position, progress.part),
            None => here,
        }
    }

    /// Is the moment between two dated fixes, so that the position is only interpolated?
    pub fn is_between(&self, progress: Progress) -> bool {
        progress.part > 0.0 || !self.fixes[progress.vertex].dated
    }
}

/// A body of men or ships that moves.
#[derive(Clone, PartialEq, Debug)]
pub struct Force {
    pub id: String,
    pub party: String,
    pub name: Text,
    pub kind: String,
    /// The last day it is on the map.
    pub until: Date,
    pub facts: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::time::When;

    fn track() -> Track {
        let fix = |text: &str, lon, dated| Fix {
            at: Instant::parse(text).unwrap(),
            position: LonLat { lon, lat: 0.0 },
            dated,
        };
        Track {
            id: "t".into(),
            name: Text::default(),
            party: "a".into(),
            force: None,
            mode: "land".into(),
            kind: "advance".into(),
            confidence: "A".into(),
            dating: Dating {
                when: When::parse("1860-09-01/1860-09-05").unwrap(),
                other: None,
                stated: None,
            },
            facts: vec![],
            notes: vec![],
            fixes: vec![
                fix("1860-09-01T00:00:00Z", 0.0, true),
                fix("1860-09-02T00:00:00Z", 1.0, false),
                fix("1860-09-04T00:00:00Z", 3.0, true),
            ],
            other_times: None,
        }
    }

    #[test]
    fn a_force_moves_at_constant_speed_between_fixes() {
        let track = track();
        let lon = |text: &str| {
            let at = Instant::parse(text).unwrap();
            track.progress(at, false).map(|p| track.position(p).lon)
        };
        assert_eq!(lon("1860-08-31T23:59:59Z"), None);
        assert_eq!(lon("1860-09-01T00:00:00Z"), Some(0.0));
        assert_eq!(lon("1860-09-01T12:00:00Z"), Some(0.5));
        assert_eq!(lon("1860-09-03T00:00:00Z"), Some(2.0));
        assert_eq!(lon("1860-09-04T00:00:00Z"), Some(3.0));
        assert_eq!(lon("1899-01-01T00:00:00Z"), Some(3.0));
    }

    #[test]
    fn only_a_dated_fix_is_not_between() {
        let track = track();
        let between = |text: &str| {
            let at = Instant::parse(text).unwrap();
            track.is_between(track.progress(at, false).unwrap())
        };
        assert!(!between("1860-09-01T00:00:00Z"));
        assert!(between("1860-09-02T00:00:00Z"));
        assert!(between("1860-09-02T06:00:00Z"));
        assert!(!between("1860-09-30T00:00:00Z"));
    }
}
