//! `record`: the authors' command. `check`, `chronicle`, `frame`.

use arrow_war_map::campaign::report::chronicle;
use arrow_war_map::campaign::{Date, Lang, Reading};
use arrow_war_map::native::{Record, read_folder};
use std::path::PathBuf;
use std::process::ExitCode;

const USAGE: &str = "\
record: reads the record of a campaign

  record check                 every problem of the files; fails when there is one
  record chronicle             the war as a dated list
  record frame 1858-05-28      the state of the map on a day, as JSON

  --lang zh-Hant|zh-Hans|en    language of the chronicle (zh-Hant)
  --reading article|other_works
  --folder PATH                another campaign (geodata)";

fn main() -> ExitCode {
    match run(std::env::args().skip(1).collect()) {
        Ok(code) => code,
        Err(message) => {
            eprintln!("record: {message}");
            ExitCode::from(2)
        }
    }
}

fn run(mut arguments: Vec<String>) -> Result<ExitCode, String> {
    let mut option = |name: &str| -> Result<Option<String>, String> {
        let Some(at) = arguments.iter().position(|argument| argument == name) else {
            return Ok(None);
        };
        if at + 1 >= arguments.len() {
            return Err(format!("{name} needs a value\n\n{USAGE}"));
        }
        arguments.remove(at);
        Ok(Some(arguments.remove(at)))
    };
    let lang = match option("--lang")? {
        None => Lang::default(),
        Some(tag) => Lang::from_tag(&tag)
            .ok_or_else(|| format!("no language {tag}; write zh-Hant, zh-Hans or en"))?,
    };
    let reading = match option("--reading")? {
        None => Reading::default(),
        Some(word) => Reading::from_word(&word)
            .ok_or_else(|| format!("no reading {word}; write article or other_works"))?,
    };
    let folder = option("--folder")?.map_or_else(|| PathBuf::from("geodata"), PathBuf::from);
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if matches!(words[..], [] | ["help"] | ["--help"]) {
        println!("{USAGE}");
        return Ok(ExitCode::SUCCESS);
    }
    let record = read_folder(&folder).map_err(|problem| problem.to_string())?;
    match words[..] {
        ["check"] => Ok(check(&record)),
        ["chronicle"] => {
            print!(
                "{}",
                chronicle(&record.campaign, &record.book, lang, reading)
            );
            Ok(ExitCode::SUCCESS)
        }
        ["frame", day] => {
            let date =
                Date::parse(day).ok_or_else(|| format!("{day} is no day; write 1858-05-28"))?;
            let span = record.campaign.span();
            if !span.contains(date) {
                return Err(format!(
                    "{day} lies outside the record, {} to {}",
                    span.first, span.last
                ));
            }
            let frame = record.campaign.frame(date.start(), reading);
            let report = frame.report(&record.campaign, &record.book);
            let json = serde_json::to_string_pretty(&report).map_err(|error| error.to_string())?;
            println!("{json}");
            Ok(ExitCode::SUCCESS)
        }
        _ => Err(format!("cannot do that\n\n{USAGE}")),
    }
}

fn check(record: &Record) -> ExitCode {
    let mut problems: Vec<String> = record.problems.iter().map(ToString::to_string).collect();
    problems.extend(arrow_war_map::campaign::check::all(
        &record.campaign,
        &record.book,
    ));
    for problem in &problems {
        println!("{problem}");
    }
    println!(
        "{} facts, {} events, {} places, {} tracks, {} treaties: {}",
        record.book.facts.len(),
        record.campaign.events.len(),
        record.campaign.places.len(),
        record.campaign.tracks.len(),
        record.campaign.treaties.len(),
        match problems.len() {
            0 => "no problems".to_string(),
            1 => "1 problem".to_string(),
            n => format!("{n} problems"),
        }
    );
    if problems.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
