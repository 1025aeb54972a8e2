//! `cargo xtask dist`: the static folder to upload.
//!
//! Every address in it is relative, so it works under any path. Program and style are named after their
//! content; the record in geodata/ keeps its names, since a museum corrects it there. What the page asks for
//! carries `?v=<hash>`, listed on `#app` as `data-files` (see [`crate::page`]).

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::app::{self, Build};
use crate::budget::{self, Item};
use crate::page::{self, Parts};
use arrow_war_map::campaign::Lang;
use arrow_war_map::native;

use crate::toolchain::{self, note, root, say, timed};
use crate::{bake, icon, minify, one_file, pack, server};

/// What the map needs before it answers, in geodata/.
pub const FIRST_VIEW: [&str; 11] = [
    "base/overview.json",
    "calendar.json",
    "campaign.json",
    "control.json",
    "events.geojson",
    "forces.json",
    "places.geojson",
    "talks.json",
    "territories.geojson",
    "tracks.geojson",
    "treaties.json",
];

/// Chinese letters for systems that have none, with their licence.
const FONTS: [&str; 3] = ["han-tc.woff2", "han-sc.woff2", "OFL.txt"];

/// What only other pages and programs use; a visit without a network does without.
const NOT_STORED: [&str; 6] = [
    "arrow-war.d.ts",
    "arrow-war.html",
    "embed.js",
    "GPL-3.txt",
    "LGPL-3.txt",
    "fonts/OFL.txt",
];

/// Writes dist/ (or `out`) and holds it to the byte budget; `origin` is where it will be served, if that is known.
///
/// # Errors
/// When it cannot be built, or is too large.
pub fn command(out: Option<PathBuf>, origin: Option<&str>) -> Result<()> {
    if let Some(origin) = origin {
        ensure!(
            is_origin(origin),
            "--origin takes the address of a site without a path, as https://museum.example, not '{origin}'."
        );
    }
    let out = out.unwrap_or_else(|| root().join("dist"));
    let items = write(&out, Build::Release, origin)?;
    budget::check(&items)?;
    note(&format!(
        "A first visit downloads {}",
        budget::summary(&items)
    ));
    println!("{} is ready to upload.", out.display());
    Ok(())
}

/// A scheme, a host and perhaps a port: nothing that would end a policy or an attribute.
fn is_origin(text: &str) -> bool {
    let host = ["https://", "http://"]
        .iter()
        .find_map(|scheme| text.strip_prefix(scheme));
    let fits = |letter: char| letter.is_ascii_alphanumeric() || ".-:[]".contains(letter);
    host.is_some_and(|host| !host.is_empty() && host.chars().all(fits))
}

/// Builds everything into `out`, which is replaced as a whole; returns the downloads of a first visit. The policy of
/// its pages names `origin`, if any.
///
/// # Errors
/// When something does not build or is missing. `out` then stays as it was.
pub fn write(out: &Path, build: Build, origin: Option<&str>) -> Result<Vec<Item>> {
    let app = app::build(build)?;
    timed("Writing the page, its style and the record", || {
        let mut folder = Folder::default();
        record(&mut folder)?;
        let data = versions(&folder);
        let boot = minify::js(&text("src/host/boot.js")?);
        let parts = Parts {
            boot: folder.hashed("boot.js", boot.into_bytes()),
            glue: folder.hashed("app.js", minify::js(&app.glue).into_bytes()),
            wasm: folder.hashed("app.wasm", app.wasm),
            more: folder.hashed("more.wasm", app.more),
            style: folder.hashed("style.css", style("style")?.into_bytes()),
            more_style: folder.hashed("more.css", style("style/more")?.into_bytes()),
            reload: (build == Build::Quick)
                .then(|| folder.hashed("reload.js", page::RELOAD.into())),
            data,
        };
        let first: Vec<String> = parts.first_visit();
        let template = text("index.html")?;
        let page = page::fill(
            &template,
            &[
                ("<!-- xtask:head -->", &parts.head()),
                ("data-xtask-files", &parts.files()),
            ],
        )?;
        folder.put("index.html", page.into_bytes());
        for name in FONTS {
            let content = fs::read(root().join("style/fonts").join(name))
                .with_context(|| format!("style/fonts/{name} cannot be read; bring it back."))?;
            folder.put(&format!("fonts/{name}"), content);
        }
        let manifest = minify::json(&text("manifest.webmanifest")?);
        folder.put("manifest.webmanifest", manifest.into_bytes());
        folder.put("icon.svg", icon::svg().into_bytes());
        folder.put("icon-192.png", icon::png(192)?);
        folder.put("icon-512.png", icon::png(512)?);
        folder.put("embed.js", text("src/host/embed.js")?.into_bytes());
        if build == Build::Release {
            let still = still_pages(&mut folder, &[&parts.style, &parts.more_style])?;
            let first = text("src/host/one-file.js")?;
            let page = one_file::write(&template, &folder.files, &parts, &still, &first)?;
            folder.put("arrow-war.html", page.into_bytes());
        }
        if let Some(origin) = origin {
            folder.name_origin(origin);
        }
        // While working on the page nothing is stored: the worker of an earlier build takes itself away.
        let stored = match build {
            Build::Release => folder.integrities(),
            Build::Quick => vec![],
        };
        let worker = page::precache(&text("src/host/sw.js")?, &stored);
        folder.put("sw.js", worker.into_bytes());
        let packed = if build == Build::Release {
            folder.pack()?
        } else {
            Packed::new()
        };
        folder.write(out, &packed)?;
        let size = |name: &String| {
            packed
                .get(name)
                .map_or_else(|| folder.files[name].len(), |(brotli, _)| brotli.len())
        };
        Ok(first
            .iter()
            .map(|name| Item {
                bytes: size(name),
                name: name.clone(),
            })
            .collect())
    })
}

/// The record and the baked ground.
fn record(folder: &mut Folder) -> Result<()> {
    let geodata = root().join("geodata");
    for name in files_in(&geodata)? {
        if name.ends_with(".json") || name.ends_with(".geojson") {
            let content = text(&format!("geodata/{name}"))?;
            folder.put(
                &format!("geodata/{name}"),
                minify::json(&content).into_bytes(),
            );
        }
    }
    for lang in Lang::ALL {
        // Read once here, so that a missing word fails the build.
        native::words(lang);
        let content = text(&format!("src/i18n/{}.json", lang.tag()))?;
        let name = format!("geodata/words/{}.json", lang.tag());
        folder.put(&name, minify::json(&content).into_bytes());
    }
    for (name, content) in bake::bake(&geodata)? {
        folder.put(&format!("geodata/{name}"), content.into_bytes());
    }
    for name in files_in(&geodata.join("base"))?
        .into_iter()
        .filter(|name| name.ends_with(".avif"))
    {
        let path = geodata.join("base").join(&name);
        folder.put(&format!("geodata/base/{name}"), fs::read(path)?);
    }
    for name in [
        "NOTICE",
        "geodata/base/licences/LGPL-3.txt",
        "geodata/base/licences/GPL-3.txt",
        "src/host/arrow-war.d.ts",
    ] {
        // What travels with the data that it covers, and the types for those who embed.
        let file = name.rsplit('/').next().unwrap_or(name);
        folder.put(file, text(name)?.into_bytes());
    }
    for name in FIRST_VIEW {
        if !folder.files.contains_key(&format!("geodata/{name}")) {
            say(&format!(
                "geodata/{name} is missing: the page will say so to its readers. Put it back."
            ));
        }
    }
    Ok(())
}

/// The record as pages that need no program, one for each language; returns their own style.
fn still_pages(folder: &mut Folder, sheets: &[&page::Part]) -> Result<page::Part> {
    let aside = app::page_dir().join("still");
    let overview = aside.join("overview.json");
    fs::create_dir_all(&aside)?;
    fs::write(&overview, &folder.files["geodata/base/overview.json"])?;
    let mut command = toolchain::cargo();
    command
        .args(["run", "--quiet", "--bin", "pages", "--"])
        .args([&overview, &aside]);
    toolchain::run(
        &mut command,
        "The pages without a program were not written; correct what is said above.",
    )?;
    let own = folder.hashed("record.css", style("style/record")?.into_bytes());
    let head = page::still_head(&[sheets, &[&own]].concat());
    for lang in Lang::ALL {
        let name = format!("record.{}.html", lang.tag());
        let page = fs::read_to_string(aside.join(&name))?;
        let page = page::fill(&page, &[("<!-- xtask:head -->", &head)])?;
        folder.put(&name, page.into_bytes());
    }
    Ok(own)
}

/// Each file of the record with the hash of its content, by its name below geodata/.
fn versions(folder: &Folder) -> BTreeMap<String, String> {
    let files = folder
        .files
        .iter()
        .filter_map(|(name, content)| Some((name.strip_prefix("geodata/")?, content)));
    files
        .map(|(name, content)| (name.to_owned(), pack::hash(content)[..8].to_owned()))
        .collect()
}

/// Every style sheet of a folder as one: those that others build on first, print last, since it overrules.
fn style(folder: &str) -> Result<String> {
    let mut names = files_in(&root().join(folder))?;
    names.retain(|name| name.ends_with(".css"));
    names.sort_by_key(|name| {
        let rank = ["tokens.css", "boot.css", "map.css", "controls.css"]
            .iter()
            .position(|first| first == name);
        (
            rank.unwrap_or(if name == "print.css" { 9 } else { 8 }),
            name.clone(),
        )
    });
    let sheets = names
        .iter()
        .map(|name| text(&format!("{folder}/{name}")))
        .collect::<Result<Vec<_>>>()?;
    Ok(minify::css(&sheets.join("\n")))
}

fn text(name: &str) -> Result<String> {
    fs::read_to_string(root().join(name))
        .with_context(|| format!("{name} cannot be read; bring it back."))
}

fn files_in(folder: &Path) -> Result<Vec<String>> {
    let entries = folder
        .read_dir()
        .with_context(|| format!("The folder {} is missing; bring it back.", folder.display()))?;
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok().filter(|entry| entry.path().is_file()))
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort();
    Ok(names)
}

/// Brotli and gzip of files, by name.
type Packed = BTreeMap<String, (Vec<u8>, Vec<u8>)>;

/// A folder in memory.
#[derive(Default)]
struct Folder {
    files: BTreeMap<String, Vec<u8>>,
}

impl Folder {
    fn put(&mut self, name: &str, content: Vec<u8>) {
        self.files.insert(name.to_owned(), content);
    }

    /// Puts a file under a name with its hash; returns that name and its integrity.
    fn hashed(&mut self, name: &str, content: Vec<u8>) -> page::Part {
        let part = page::Part {
            name: pack::hashed_name(name, &content),
            integrity: pack::integrity(&content),
        };
        self.put(&part.name, content);
        part
    }

    /// Lets an origin into the policy of each page; that of the one file lets in nobody.
    fn name_origin(&mut self, origin: &str) {
        let pages = (self.files.iter_mut())
            .filter(|(name, _)| name.ends_with(".html") && *name != "arrow-war.html");
        for (_, content) in pages {
            let page = String::from_utf8_lossy(content);
            *content = server::with_origin(&page, origin).into_bytes();
        }
    }

    /// What a page needs to work without a network, with the integrity of each.
    fn integrities(&self) -> Vec<(&String, String)> {
        let files = self.files.iter();
        files
            .filter(|(name, _)| !NOT_STORED.contains(&name.as_str()))
            .map(|(name, content)| (name, pack::integrity(content)))
            .collect()
    }

    /// Brotli and gzip of each file that gains from it; two at a time.
    fn pack(&self) -> Result<Packed> {
        let store = app::page_dir().join("packed");
        let mut names: Vec<&String> = self
            .files
            .keys()
            // The one file is fetched once and kept; its best compression takes as long as all the others'.
            .filter(|name| pack::compressible(name) && *name != "arrow-war.html")
            .collect();
        names.sort_by_key(|name| std::cmp::Reverse(self.files[*name].len()));
        let workers = std::thread::available_parallelism().map_or(2, usize::from);
        let work = |start: usize| -> Result<Packed> {
            let mine = names.iter().skip(start).step_by(workers);
            mine.map(|name| {
                Ok((
                    (*name).clone(),
                    pack::compressed(&self.files[*name], &store)?,
                ))
            })
            .collect()
        };
        let results = std::thread::scope(|scope| {
            let handles: Vec<_> = (0..workers)
                .map(|start| scope.spawn(move || work(start)))
                .collect();
            handles
                .into_iter()
                .map(|handle| handle.join().expect("a compressor does not panic"))
                .collect::<Vec<_>>()
        });
        let mut packed = BTreeMap::new();
        for result in results {
            packed.extend(result?);
        }
        Ok(packed)
    }

    /// Writes all files aside, then puts the new folder in the place of the old.
    fn write(&self, out: &Path, packed: &Packed) -> Result<()> {
        let aside = out.with_extension("new");
        let old = out.with_extension("old");
        let failed = || {
            format!(
                "Cannot write {}; is the disk full, or the folder not yours?",
                out.display()
            )
        };
        for folder in [&aside, &old] {
            let _ = fs::remove_dir_all(folder);
        }
        for (name, content) in &self.files {
            let path = aside.join(name);
            fs::create_dir_all(path.parent().unwrap_or(&aside)).with_context(failed)?;
            fs::write(&path, content).with_context(failed)?;
            if let Some((brotli, gzip)) = packed.get(name) {
                for (suffix, bytes) in [("br", brotli), ("gz", gzip)] {
                    // Compression that gains nothing is left out, and the server sends the file itself.
                    if bytes.len() < content.len() {
                        fs::write(format!("{}.{suffix}", path.display()), bytes)
                            .with_context(failed)?;
                    }
                }
            }
        }
        if out.exists() {
            fs::rename(out, &old).with_context(failed)?;
        }
        fs::rename(&aside, out).with_context(failed)?;
        let _ = fs::remove_dir_all(&old);
        Ok(())
    }
}
