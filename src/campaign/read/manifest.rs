//! The manifest, `campaign.json`: the one file without which there is nothing to show.

use super::entry::{Entry, expected};
use super::{Node, Problem, geometry};
use crate::campaign::{Campaign, Date, Interval, LonLat, Party, ProjectionParameters, Unit};

const FILE: &str = "campaign.json";

pub fn problem(message: String) -> Problem {
    Problem {
        file: FILE.into(),
        id: String::new(),
        message,
    }
}

/// File names by role.
pub fn file_names<N: Node>(whole: &Entry<N>) -> Result<Vec<(String, String)>, Problem> {
    let names = whole.each("files", |file| (file.text("role"), file.text("name")));
    whole.sound().map_err(problem)?;
    Ok(names)
}

pub fn campaign<N: Node>(whole: &Entry<N>) -> Result<Campaign, String> {
    if whole.number("schema") != 1.0 {
        return Err("schema: must be 1; this program reads no other version".into());
    }
    let member = |name: &str| {
        whole
            .member(name)
            .map(Entry::new)
            .ok_or_else(|| expected(name, "an object"))
    };
    let (days, sheet) = (member("time")?, member("projection")?);
    let time = Interval {
        first: days.day("first"),
        last: days.day("last"),
    };
    let epilogue = days.texts("epilogue");
    let epilogue: Option<Vec<Date>> = epilogue.iter().map(|text| Date::parse(text)).collect();
    let epilogue = epilogue.ok_or_else(|| expected("time.epilogue", "days, YYYY-MM-DD"))?;
    let opens = whole.day("opens");
    let parallels: [f64; 2] = sheet.numbers("parallels");
    let [lon, lat] = sheet.numbers("origin");
    let frame: [f64; 4] = whole.numbers("frame");
    let extent: [f64; 4] = whole.numbers("extent");
    days.sound()?;
    sheet.sound()?;
    whole.sound()?;

    let ordered = time.first < time.last
        && epilogue.first().is_none_or(|day| time.last < *day)
        && epilogue.is_sorted();
    let end = epilogue.last().copied().unwrap_or(time.last);
    if !ordered || end.since(time.first) > 40_000 {
        return Err(
            "time: must run forwards: first, last, then epilogue; at most a century".into(),
        );
    }
    if !time.contains(opens) {
        return Err("opens: must lie within time".into());
    }
    // Equal and opposite parallels would make the cone a cylinder.
    let is_cone = (parallels[0] + parallels[1]).abs() > 1.0
        && parallels.iter().all(|parallel| parallel.abs() < 89.0);
    let origin = LonLat::new(lon, lat).filter(|_| is_cone).ok_or(
        "projection: needs two parallels on one side of the equator and an origin, longitude first",
    )?;
    let [x0, y0, x1, y1] = frame;
    if !(x0 < x1 && y0 < y1 && x1 - x0 < 40_000.0 && y1 - y0 < 40_000.0) {
        return Err("frame: must be [x0, y0, x1, y1] in kilometres, x0 < x1, y0 < y1".into());
    }
    let extent =
        geometry::extent(extent).ok_or("extent: must be [west, south, east, north] in degrees")?;
    let campaign = Campaign {
        id: whole.text("id"),
        title: whole.words("title"),
        names: whole.each("names", |name| name.words("name")),
        time,
        epilogue,
        opens,
        projection: ProjectionParameters { parallels, origin },
        frame,
        extent,
        parties: whole.each("parties", |party| Party {
            id: party.text("id"),
            name: party.words("name"),
            members: party.texts("members"),
        }),
        units: whole.each("units", |unit| Unit {
            id: unit.text("id"),
            name: unit.words("name"),
        }),
        calendar: Default::default(),
        places: vec![],
        events: vec![],
        tracks: vec![],
        forces: vec![],
        territories: vec![],
        parts: vec![],
        control: vec![],
        treaties: vec![],
        talks: vec![],
    };
    whole.sound()?;
    Ok(campaign)
}
