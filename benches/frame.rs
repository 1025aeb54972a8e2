//! How long a day takes: the frame of the moment, and what differs from the day before.
//!
//! `cargo bench --bench frame`. No claim is made here; the figure for the README is read off.

use arrow_war_map::campaign::{Campaign, Date, Frame, Reading};
use arrow_war_map::native::read_folder;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

/// As many passes over the whole war.
const PASSES: u32 = 20;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
    let record = match read_folder(&folder) {
        Ok(record) => record,
        Err(problem) => return eprintln!("{problem}"),
    };
    let campaign = &record.campaign;
    let days: Vec<Date> = (0..=campaign.time.last.since(campaign.time.first))
        .map(|day| campaign.time.first.plus(day))
        .collect();
    let steps = f64::from(PASSES) * days.len() as f64;

    let start = Instant::now();
    for _ in 0..PASSES {
        for day in &days {
            black_box(campaign.frame(day.start(), Reading::Article));
        }
    }
    let frames = start.elapsed();

    let mut changes = 0;
    let start = Instant::now();
    for _ in 0..PASSES {
        let mut before: Option<Frame> = None;
        for day in &days {
            let frame = campaign.frame(day.start(), Reading::Article);
            if let Some(before) = &before {
                changes += black_box(differing(before, &frame));
            }
            before = Some(frame);
        }
    }
    let both = start.elapsed();

    println!(
        "{} marks, {} days, {PASSES} passes",
        marks(campaign),
        days.len()
    );
    println!("frame         {:6.2} µs a step", micros(frames) / steps);
    println!("frame + diff  {:6.2} µs a step", micros(both) / steps);
    println!("changes       {:6.2} a step", f64::from(changes) / steps);
}

fn micros(time: std::time::Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

fn marks(campaign: &Campaign) -> usize {
    campaign.events.len()
        + campaign.tracks.len()
        + campaign.forces.len()
        + campaign.control.len()
        + campaign.territories.len()
        + campaign.treaties.len()
}

/// Marks that differ between two frames: what the stage would post.
fn differing(before: &Frame, after: &Frame) -> u32 {
    fn count<T: PartialEq>(before: &[T], after: &[T]) -> u32 {
        let pairs = before.iter().zip(after);
        pairs.filter(|(before, after)| before != after).count() as u32
    }
    count(&before.events, &after.events)
        + count(&before.tracks, &after.tracks)
        + count(&before.forces, &after.forces)
        + count(&before.places, &after.places)
        + count(&before.territories, &after.territories)
        + count(&before.treaties, &after.treaties)
        + count(&before.talks, &after.talks)
}
