//! What has run, passed and failed, over many test binaries.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use anyhow::{Context, Result, anyhow};

use crate::rings::BROWSER;
use crate::toolchain::{cargo, root, say};

/// What has run so far.
#[derive(Default, Debug, PartialEq)]
pub struct Tally {
    pub passed: usize,
    pub failed: usize,
    /// The names of the steps with a failure.
    pub steps: Vec<String>,
    /// What the failures said, line by line.
    pub told: Vec<String>,
    /// What could not be run, and why.
    pub left_out: Vec<String>,
}

impl Tally {
    /// Adds what a step has run.
    pub fn count(&mut self, step: &str, passed: usize, failed: usize) {
        self.passed += passed;
        self.failed += failed;
        if failed > 0 {
            self.steps.push(step.to_owned());
        }
    }

    /// Adds what ran side by side.
    pub fn add(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.steps.extend(other.steps);
        self.told.extend(other.told);
        self.left_out.extend(other.left_out);
    }

    /// Runs a check that counts as one test.
    pub fn check(&mut self, step: &str, check: impl FnOnce() -> Result<()>) -> bool {
        say(step);
        let result = check();
        if let Err(error) = &result {
            eprintln!("  {error:#}");
            self.told.push(format!("{step}: {error:#}"));
        }
        self.count(
            step,
            usize::from(result.is_ok()),
            usize::from(result.is_err()),
        );
        result.is_ok()
    }
}

/// Runs `cargo test`, passes its output on and counts.
///
/// # Errors
/// When cargo cannot be started.
pub fn cargo_test(
    step: &str,
    package: &[&str],
    targets: &[String],
    filter: Option<&str>,
    environment: &[(&str, &str)],
    tally: &mut Tally,
) -> Result<()> {
    say(step);
    let mut command = cargo();
    command
        .arg("test")
        .arg("--no-fail-fast")
        .args(package)
        .args(targets)
        .args(filter);
    if targets.iter().any(|target| target == BROWSER) {
        command.args(["--", "--test-threads=1"]); // One driver, one window at a time.
    }
    command
        .envs(environment.iter().copied())
        .current_dir(root())
        .stdin(Stdio::null())
        .stdout(Stdio::piped());
    let mut child = command
        .spawn()
        .context("cargo cannot be started; install Rust with rustup.")?;
    let output = child
        .stdout
        .take()
        .ok_or_else(|| anyhow!("cargo has no output."))?;
    // Two browsers speak at once: each line says whose it is.
    let whose = environment.iter().find(|(name, _)| *name == "BROWSER");
    let whose = whose.map_or(String::new(), |(_, name)| format!("{name}: "));
    let (mut passed, mut failed) = (0, 0);
    let mut telling = false;
    for line in BufReader::new(output).lines() {
        let line = line?;
        if let Some((ok, not)) = result_line(&line) {
            passed += ok;
            failed += not;
            telling = false;
        }
        if telling && !line.is_empty() {
            tally.told.push(format!("{whose}{line}"));
        }
        telling |= line == "failures:";
        println!("{whose}{line}");
    }
    let status = child.wait()?;
    // A test binary that does not compile or is killed has no result line.
    if !status.success() && failed == 0 {
        failed = 1;
    }
    tally.count(step, passed, failed);
    Ok(())
}

/// `test result: ok. 12 passed; 0 failed; 0 ignored; …` as (12, 0).
fn result_line(line: &str) -> Option<(usize, usize)> {
    let rest = line.trim().strip_prefix("test result: ")?;
    let number = |word: &str| {
        let part = rest
            .split([';', '.'])
            .find(|part| part.trim().ends_with(word))?;
        part.split_whitespace().next()?.parse().ok()
    };
    Some((number(" passed")?, number(" failed")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_line_is_counted() {
        let line = "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        assert_eq!(result_line(line), Some((12, 0)));
        assert_eq!(
            result_line("test result: FAILED. 3 passed; 2 failed; 0 ignored"),
            Some((3, 2))
        );
        assert_eq!(result_line("test a ... ok"), None);
    }

    #[test]
    fn the_sum_names_the_steps_that_failed() {
        let mut tally = Tally::default();
        tally.count("a", 5, 0);
        let mut beside = Tally::default();
        beside.count("b", 1, 2);
        tally.add(beside);
        assert!(!tally.check("c", || Err(anyhow!("no"))) && tally.check("d", || Ok(())));
        assert_eq!(
            tally,
            Tally {
                passed: 7,
                failed: 3,
                steps: vec!["b".into(), "c".into()],
                told: vec!["c: no".into()],
                left_out: vec![],
            }
        );
    }
}
