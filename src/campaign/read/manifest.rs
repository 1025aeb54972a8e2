//! The manifest, `campaign.json`: the one file without which there is nothing to show.

use super::entry::{Entry, expected};
use super::{Node, Problem, geometry};
use crate::campaign::{Campaign, Interval, LonLat, Party, ProjectionParameters, Unit};

const FILE: &str = "campaign.json";

pub fn problem(message: String) -> Problem {
    Problem {
        file: FILE.into(),
        id: String::new(),
        message,
    }
}

/// File names by role.
pub fn file_names<N: Node>(manifest: &N) -> Result<Vec<(String, String)>, Problem> {
    let files = manifest.member("files").and_then(|files| files.items());
    files
        .ok_or_else(|| expected("files", "a list"))
        .and_then(|files| {
            files
                .into_iter()
                .map(|file| {
                    let file = Entry::new(file);
                    Ok((file.text("role")?, file.text("name")?))
                })
                .collect()
        })
        .map_err(problem)
}

pub fn campaign<N: Node>(whole: &Entry<N>) -> Result<Campaign, String> {
    let member = |name: &str| {
        whole
            .member(name)
            .ok_or_else(|| expected(name, "an object"))
    };
    if whole.number("schema")? != 1.0 {
        return Err("schema: must be 1; this program reads no other version".into());
    }
    let days = Entry::new(member("time")?);
    let time = Interval {
        first: days.day("first")?,
        last: days.day("last")?,
    };
    let mut epilogue = vec![];
    for text in days.texts("epilogue")? {
        epilogue.push(
            crate::campaign::Date::parse(&text)
                .ok_or_else(|| expected("time.epilogue", "days, YYYY-MM-DD"))?,
        );
    }
    let ordered = time.first < time.last
        && epilogue.first().is_none_or(|day| time.last < *day)
        && epilogue.is_sorted();
    if !ordered || time.last.since(time.first) > 40_000 {
        return Err(
            "time: must run forwards: first, last, then epilogue; at most a century".into(),
        );
    }
    let opens = whole.day("opens")?;
    if !time.contains(opens) {
        return Err("opens: must lie within time".into());
    }
    let sheet = Entry::new(member("projection")?);
    let parallels: [f64; 2] = sheet.numbers("parallels")?;
    let [lon, lat] = sheet.numbers("origin")?;
    // Equal and opposite parallels would make the cone a cylinder.
    let is_cone = (parallels[0] + parallels[1]).abs() > 1.0
        && parallels.iter().all(|parallel| parallel.abs() < 89.0);
    let origin = LonLat::new(lon, lat).filter(|_| is_cone).ok_or(
        "projection: needs two parallels on one side of the equator and an origin, longitude first",
    )?;
    let frame: [f64; 4] = whole.numbers("frame")?;
    let [x0, y0, x1, y1] = frame;
    if !(x0 < x1 && y0 < y1 && x1 - x0 < 40_000.0 && y1 - y0 < 40_000.0) {
        return Err("frame: must be [x0, y0, x1, y1] in kilometres, x0 < x1, y0 < y1".into());
    }
    let extent = geometry::extent(whole.numbers("extent")?)
        .ok_or("extent: must be [west, south, east, north] in degrees")?;
    let mut parties = vec![];
    for party in whole.items("parties")? {
        parties.push(Party {
            id: party.text("id")?,
            name: party.words("name")?,
            members: party.texts("members")?,
        });
    }
    let mut units = vec![];
    for unit in whole.items("units")? {
        units.push(Unit {
            id: unit.text("id")?,
            name: unit.words("name")?,
        });
    }
    let mut names = vec![];
    for name in whole.items("names")? {
        names.push(name.words("name")?);
    }
    Ok(Campaign {
        id: whole.text("id")?,
        title: whole.words("title")?,
        names,
        time,
        epilogue,
        opens,
        projection: ProjectionParameters { parallels, origin },
        frame,
        extent,
        parties,
        units,
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
    })
}
