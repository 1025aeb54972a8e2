//! Browsers, their drivers and Chinese fonts, for the tests.
//!
//! On Debian (and its kin with the same package names) as root what is missing is installed; elsewhere what
//! is there is used and a sentence says what to install. Chromium is a must, Firefox and WebKitGTK are
//! tested where they can be had.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::toolchain::{self, cargo, find, note, say, target_dir};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Browser {
    Chromium,
    Firefox,
    WebKit,
}

impl Browser {
    pub const ALL: [Browser; 3] = [Browser::Chromium, Browser::Firefox, Browser::WebKit];

    /// The name on the command line and in the environment of the tests.
    pub fn name(self) -> &'static str {
        match self {
            Browser::Chromium => "chromium",
            Browser::Firefox => "firefox",
            Browser::WebKit => "webkit",
        }
    }

    pub fn named(name: &str) -> Result<Browser> {
        Browser::ALL
            .into_iter()
            .find(|browser| browser.name() == name)
            .with_context(|| {
                format!("There is no browser '{name}' here; choose chromium, firefox or webkit.")
            })
    }

    /// Debian's packages.
    fn packages(self) -> &'static [&'static str] {
        match self {
            Browser::Chromium => &["chromium", "chromium-driver", "fonts-noto-cjk"],
            Browser::Firefox => &["firefox-esr", "fonts-noto-cjk"],
            Browser::WebKit => &["webkit2gtk-driver", "xvfb", "fonts-noto-cjk"],
        }
    }

    /// What somebody on another system has to install.
    pub fn remedy(self) -> &'static str {
        match self {
            Browser::Chromium => {
                "Install Chromium or Chrome and the chromedriver of the same version, both in PATH, and a font with Chinese."
            }
            Browser::Firefox => "Install Firefox and have it in PATH.",
            Browser::WebKit => {
                "Install WebKitWebDriver (webkit2gtk-driver) and Xvfb; they exist on Linux only."
            }
        }
    }

    fn installed(self) -> bool {
        let any = |names: &[&str]| names.iter().any(|name| find(name).is_some());
        let there = match self {
            Browser::Chromium => {
                any(&["chromium", "chromium-browser", "google-chrome", "chrome"])
                    && any(&["chromedriver"])
            }
            Browser::Firefox => any(&["firefox-esr", "firefox"]),
            Browser::WebKit => {
                any(&["WebKitWebDriver"])
                    && (any(&["Xvfb"]) || std::env::var_os("DISPLAY").is_some())
            }
        };
        there && has_chinese_font()
    }
}

/// Without one every Chinese glyph is an empty box, and pictures and widths are worthless.
fn has_chinese_font() -> bool {
    match Command::new("fc-list")
        .arg(":lang=zh-tw")
        .stderr(Stdio::null())
        .output()
    {
        Ok(output) => !output.stdout.is_empty(),
        Err(_) => !cfg!(target_os = "linux"), // Other systems bring one.
    }
}

/// Makes a browser ready; `Ok(false)` when it cannot be had and need not.
///
/// # Errors
/// When Chromium cannot be had.
pub fn ready(browser: Browser) -> Result<bool> {
    if !browser.installed() && can_install() {
        say(&format!(
            "Installing for the tests: {}",
            browser.packages().join(" ")
        ));
        if let Err(error) = install(browser.packages()) {
            note(&format!("{error:#}"));
        }
    }
    if browser.installed()
        && (browser != Browser::Firefox
            || geckodriver()
                .map_err(|error| note(&format!("{error:#}")))
                .is_ok())
    {
        return Ok(true);
    }
    if browser == Browser::Chromium {
        bail!(
            "The tests need Chromium and it is not there. {}",
            browser.remedy()
        );
    }
    note(&format!(
        "Left out: {}. {}",
        browser.name(),
        browser.remedy()
    ));
    Ok(false)
}

fn can_install() -> bool {
    let root = Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| output.stdout.trim_ascii() == b"0");
    root && find("apt-get").is_some()
}

fn install(packages: &[&str]) -> Result<()> {
    let apt = || {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive").args([
            "-q",
            "-y",
            "-o",
            "Dpkg::Use-Pty=0",
        ]);
        command.stdin(Stdio::null());
        command
    };
    toolchain::run(
        apt().arg("update").stdout(Stdio::null()),
        "The list of packages cannot be fetched; look at the network and try again.",
    )?;
    toolchain::run(
        apt()
            .args(["install", "--no-install-recommends"])
            .args(packages),
        "The packages cannot be installed; install them by hand and try again.",
    )
}

/// Firefox's driver, which Debian does not have: built once into target/tools.
///
/// # Errors
/// When it cannot be built.
pub fn geckodriver() -> Result<PathBuf> {
    const VERSION: &str = "0.37.1";
    if let Some(path) = find("geckodriver") {
        return Ok(path);
    }
    let tools = target_dir().join("tools");
    let path = tools
        .join("bin")
        .join(format!("geckodriver{}", std::env::consts::EXE_SUFFIX));
    if !path.is_file() {
        say("Building geckodriver for Firefox (once, two or three minutes)");
        let mut command = cargo();
        command
            .args([
                "install",
                "--locked",
                "geckodriver",
                "--version",
                VERSION,
                "--root",
            ])
            .arg(&tools);
        command
            .env("CARGO_TARGET_DIR", tools.join("build"))
            .stdin(Stdio::null());
        toolchain::run(
            &mut command,
            "geckodriver cannot be built; install it by hand and have it in PATH.",
        )?;
        let _ = std::fs::remove_dir_all(tools.join("build"));
    }
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_found_by_name_and_others_refused() {
        for browser in Browser::ALL {
            assert_eq!(Browser::named(browser.name()).unwrap(), browser);
        }
        assert!(
            Browser::named("opera")
                .unwrap_err()
                .to_string()
                .contains("chromium, firefox or webkit")
        );
    }
}
