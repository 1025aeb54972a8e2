//! Browsers, their drivers and Chinese fonts, for the tests.
//!
//! On Debian (and its kin with the same package names) as root what is missing is installed; elsewhere what
//! is there is used and a sentence says what to install. Chromium is a must, Firefox and WebKitGTK are
//! tested where they can be had. All of it happens beside other work, and says little.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Once;

use anyhow::{Context, Result, bail};

use crate::toolchain::{self, cargo, find, say, target_dir};

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

    /// What its tests need: one of these programs, what it is called, and Debian's package.
    fn needs(self) -> &'static [Need] {
        match self {
            Browser::Chromium => &[
                (
                    &["chromium", "chromium-browser", "google-chrome", "chrome"],
                    "Chromium or Chrome",
                    "chromium",
                ),
                (
                    &["chromedriver"],
                    "the chromedriver of the same version",
                    "chromium-driver",
                ),
            ],
            Browser::Firefox => &[(&["firefox-esr", "firefox"], "Firefox", "firefox-esr")],
            Browser::WebKit => &[
                (
                    &["WebKitWebDriver"],
                    "WebKitWebDriver with WebKitGTK, which exist on Linux only",
                    "webkit2gtk-driver",
                ),
                (&["Xvfb"], "Xvfb", "xvfb"),
            ],
        }
    }

    /// What is not there of it: names and packages.
    fn missing(self) -> (Vec<&'static str>, Vec<&'static str>) {
        let screen = std::env::var_os("DISPLAY").is_some();
        let there = |programs: &[&str]| {
            programs.iter().any(|name| find(name).is_some()) || screen && programs == ["Xvfb"]
        };
        let programs = self.needs().iter().filter(|need| !there(need.0));
        let font = FONT.filter(|_| !has_chinese_font());
        programs
            .map(|(_, name, package)| (*name, *package))
            .chain(font)
            .unzip()
    }
}

type Need = (&'static [&'static str], &'static str, &'static str);

const FONT: Option<(&str, &str)> = Some(("a font with Chinese", "fonts-noto-cjk"));

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

/// Makes a browser ready.
///
/// # Errors
/// When it cannot be had: why, and what to install.
pub fn ready(browser: Browser) -> Result<()> {
    let (_, packages) = browser.missing();
    let mut why = None;
    if !packages.is_empty() && can_install() {
        say(&format!("Installing for the tests: {}", packages.join(" ")));
        why = install(&packages).err();
    }
    let (names, packages) = browser.missing();
    if !names.is_empty() {
        let why = why.map_or(String::new(), |error| format!("{error:#} "));
        let (names, packages) = (names.join(", "), packages.join(" "));
        bail!("{why}Install {names}, in PATH (on Debian, as root: apt-get install {packages}).");
    }
    if browser == Browser::Firefox {
        geckodriver()?;
    }
    Ok(())
}

fn can_install() -> bool {
    let root = Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| output.stdout.trim_ascii() == b"0");
    root && find("apt-get").is_some()
}

fn install(packages: &[&str]) -> Result<()> {
    let apt = |words: &[&str]| {
        let mut command = Command::new("apt-get");
        command
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(["-q", "-y", "-o", "Dpkg::Use-Pty=0"])
            .args(words);
        command
    };
    // The list of packages, once for all browsers; without it the installation says what is wrong.
    static LISTED: Once = Once::new();
    LISTED.call_once(|| {
        let _ = toolchain::run_quietly(&mut apt(&["update"]), "");
    });
    toolchain::run_quietly(
        apt(&["install", "--no-install-recommends"]).args(packages),
        "The packages cannot be installed.",
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
        say("Building geckodriver for Firefox, once");
        let mut command = cargo();
        // Quick to build: how fast the driver itself is does not matter.
        command
            .args(["install", "--locked", "--debug", "geckodriver"])
            .args(["--version", VERSION, "--root"])
            .arg(&tools)
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("CARGO_TARGET_DIR", tools.join("build"));
        toolchain::run_quietly(
            &mut command,
            "geckodriver cannot be built; install it, in PATH.",
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
