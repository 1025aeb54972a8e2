//! `record`: the authors' command. `check`, `chronicle`, `frame`, `places`.

use arrow_war_map::campaign::report::chronicle;
use arrow_war_map::campaign::{Date, Lang, Reading, check};
use arrow_war_map::native::{Record, linked_places, read_folder};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

const USAGE: &str = "\
record: reads the record of a campaign

  record check                 every problem of the files; fails when there is one
  record chronicle             the war as a dated list
  record frame YYYY-MM-DD      the state of the map on a day, as JSON
  record places                the places, in the Linked Places format

  --lang zh-Hant|zh-Hans|en    language of the chronicle (zh-Hant)
  --reading article|other_works
  --base ADDRESS               stands before the id of each place (#)
  --folder PATH                another campaign (geodata)";

/// What goes to standard output, and whether all is well.
type Answer = (String, ExitCode);

fn main() -> ExitCode {
    let arguments: Result<Vec<String>, _> = std::env::args_os()
        .skip(1)
        .map(std::ffi::OsString::into_string)
        .collect();
    let answer = match arguments {
        Ok(arguments) => run(arguments),
        Err(argument) => Err(format!("{} is not UTF-8", argument.to_string_lossy())),
    };
    match answer {
        Ok((text, code)) => {
            // A reader that stops early, as `head` does, is no fault.
            let _ = std::io::stdout().write_all(text.as_bytes());
            code
        }
        Err(message) => {
            let _ = writeln!(std::io::stderr(), "record: {message}");
            ExitCode::from(2)
        }
    }
}

fn run(mut arguments: Vec<String>) -> Result<Answer, String> {
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
    let base = option("--base")?.unwrap_or_else(|| "#".into());
    let folder = option("--folder")?.map_or_else(|| PathBuf::from("geodata"), PathBuf::from);
    let read = || read_folder(&folder).map_err(|problem| problem.to_string());
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        [] | ["help"] | ["--help"] => Ok((format!("{USAGE}\n"), ExitCode::SUCCESS)),
        ["check"] => Ok(all_problems(&read()?)),
        ["chronicle"] => {
            let Record { campaign, book, .. } = read()?;
            let list = chronicle(&campaign, &book, lang, reading);
            Ok((list, ExitCode::SUCCESS))
        }
        ["frame", day] => {
            let date = Date::parse(day).ok_or(format!("{day} is no day; write YYYY-MM-DD"))?;
            Ok((frame(&read()?, date, reading)?, ExitCode::SUCCESS))
        }
        ["places"] => {
            let Record { campaign, book, .. } = read()?;
            let places = linked_places::collection(&campaign, &book, &base);
            Ok((format!("{places:#}\n"), ExitCode::SUCCESS))
        }
        _ => Err(format!("cannot do that\n\n{USAGE}")),
    }
}

fn frame(record: &Record, date: Date, reading: Reading) -> Result<String, String> {
    let span = record.campaign.span();
    if !span.contains(date) {
        let (first, last) = (span.first, span.last);
        return Err(format!("{date} lies outside the record, {first} to {last}"));
    }
    let frame = record.campaign.frame(date.start(), reading);
    let report = frame.report(&record.campaign, &record.book);
    let json = serde_json::to_string_pretty(&report).map_err(|error| error.to_string())?;
    Ok(json + "\n")
}

fn all_problems(record: &Record) -> Answer {
    let mut problems: Vec<String> = record.problems.iter().map(ToString::to_string).collect();
    problems.extend(check::all(&record.campaign, &record.book));
    let mut out: String = problems.iter().map(|p| format!("{p}\n")).collect();
    out += &format!(
        "{} facts, {} events, {} places, {} tracks, {} treaties: {}\n",
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
    let code = if problems.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    };
    (out, code)
}
