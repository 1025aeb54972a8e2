//! `cargo xtask serve | test | dist | bench`: reads the command line and says what went wrong in a sentence.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use xtask::{dist, rings, serve};

const HELP: &str = "\
cargo xtask serve [--port N] [--open] [--watch] [--dir FOLDER]
    Builds the page in release and serves it on this machine; prints the address.
    --port N      the port; 0 takes any free one (without --port: 8080, or any free one)
    --open        opens the address in the browser
    --watch       builds again and reloads the page when a file changes (without optimisation: quick to build)
    --dir FOLDER  builds nothing and serves FOLDER as it is

cargo xtask test [--browser NAME]... [--native] [FILTER]
    Installs what is missing and runs every test: those of the page in Chromium, then side by side in Firefox and
    WebKitGTK where they can be had. About an hour on two cores. The last line is 'N passed, N failed'.
    --browser NAME  only in chromium, firefox or webkit, and only the browser tests
    --native        everything that needs no browser
    FILTER          only the tests whose name contains it

cargo xtask dist [--dir FOLDER] [--origin ADDRESS]
    Writes the folder to upload: dist/, or FOLDER.
    --origin ADDRESS  where it will be served, as https://museum.example: then it also works in Safari in a frame
                      with sandbox=\"allow-scripts\" alone

cargo xtask bench [seek] [play] [scale] | site
    Measures in Chromium what a seek costs, how smoothly the war plays and how both grow with a campaign,
    against a page that draws the same by hand; prints a table of each, or of those named.
    site            measures nothing and leaves the page with those campaigns, for another meter";

fn main() -> ExitCode {
    let result = match run(std::env::args().skip(1).collect()) {
        Ok(code) => return code,
        Err(error) => error,
    };
    // The first sentence says what to do; what caused it follows.
    eprintln!("\nxtask: {result}");
    for cause in result.chain().skip(1) {
        eprintln!("  because: {cause}");
    }
    ExitCode::FAILURE
}

fn run(arguments: Vec<String>) -> Result<ExitCode> {
    let mut words = arguments.into_iter();
    match words.next().as_deref() {
        Some("serve") => serve_command(words).map(|()| ExitCode::SUCCESS),
        Some("test") => test_command(words),
        Some("dist") => {
            let (mut out, mut origin) = (None, None);
            while let Some(word) = words.next() {
                match word.as_str() {
                    "--dir" => out = Some(PathBuf::from(value(&mut words, "--dir")?)),
                    "--origin" => origin = Some(value(&mut words, "--origin")?),
                    other => bail!("dist does not know '{other}'.\n\n{HELP}"),
                }
            }
            dist::command(out, origin.as_deref()).map(|()| ExitCode::SUCCESS)
        }
        Some("bench") => {
            let tables: Vec<String> = words.collect();
            let known = ["seek", "play", "scale", "site"];
            if let Some(other) = tables.iter().find(|word| !known.contains(&word.as_str())) {
                bail!("bench does not know '{other}'.\n\n{HELP}");
            }
            rings::bench(&tables).map(|()| ExitCode::SUCCESS)
        }
        Some("help" | "--help" | "-h") | None => {
            println!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        Some(other) => bail!("There is no command '{other}'.\n\n{HELP}"),
    }
}

fn serve_command(mut words: impl Iterator<Item = String>) -> Result<()> {
    let mut options = serve::Options::default();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--port" => {
                let port = value(&mut words, "--port")?;
                options.port = Some(port.parse().with_context(|| {
                    format!("--port wants a number from 0 to 65535, not '{port}'.")
                })?);
            }
            "--dir" => options.dir = Some(PathBuf::from(value(&mut words, "--dir")?)),
            "--open" => options.open = true,
            "--watch" => options.watch = true,
            other => bail!("serve does not know '{other}'.\n\n{HELP}"),
        }
    }
    serve::command(options)
}

fn test_command(mut words: impl Iterator<Item = String>) -> Result<ExitCode> {
    let mut options = rings::Options::default();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--browser" => options.browsers.push(value(&mut words, "--browser")?),
            "--native" => options.native_only = true,
            flag if flag.starts_with('-') => bail!("test does not know '{flag}'.\n\n{HELP}"),
            filter => options.filter = Some(filter.to_owned()),
        }
    }
    let passed = rings::command(&options)?;
    Ok(if passed {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn value(words: &mut impl Iterator<Item = String>, flag: &str) -> Result<String> {
    words
        .next()
        .with_context(|| format!("{flag} wants a value after it.\n\n{HELP}"))
}
