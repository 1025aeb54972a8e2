//! index.html: the template's placeholders filled with what was built.
//!
//! The page says to its scripts, in attributes, what they need to know:
//! `#boot` has `data-glue` and, with their integrity, `data-wasm`, `data-more` and `data-style` (read by boot.js), and `#app` has
//! `data-files`, the record as `name=version` pairs separated by spaces, as in
//! `campaign.json=0a1b2c3d base/overview.json=4e5f6a7b`. The application asks for
//! `geodata/<name>?v=<version>`: that is the very address the page has preloaded.

use std::collections::BTreeMap;

use anyhow::{Result, bail};

use crate::dist::FIRST_VIEW;
use crate::pack;
use crate::server::HEADERS;

/// A file named after its content.
pub struct Part {
    pub name: String,
    pub integrity: String,
}

/// Everything that the page refers to.
pub struct Parts {
    pub boot: Part,
    pub glue: Part,
    pub wasm: Part,
    /// The later piece of the program.
    pub more: Part,
    pub style: Part,
    /// The style of what comes with the later piece.
    pub more_style: Part,
    /// Reloads the page when it was built again; only while working on it.
    pub reload: Option<Part>,
    /// Names below geodata/ with their versions.
    pub data: BTreeMap<String, String>,
}

/// Asks once in a while whether the page is another one now: every version stands in it.
pub const RELOAD: &str = "\
const read = async () => (await fetch('index.html', { cache: 'no-store' })).text();
const before = await read();
setInterval(async () => {
  const now = await read().catch(() => before);
  if (now && now !== before) location.reload();
}, 700);
";

impl Parts {
    /// The files of a first visit, in the folder's names.
    pub fn first_visit(&self) -> Vec<String> {
        let program =
            [&self.boot, &self.glue, &self.wasm, &self.style].map(|part| part.name.clone());
        let data = FIRST_VIEW
            .iter()
            .filter(|name| self.data.contains_key(**name))
            .map(|name| format!("geodata/{name}"));
        // Words come in one language; this is the largest of the three.
        let words = Some("geodata/words/zh-Hant.json".to_owned());
        let words = words.filter(|name| self.data.contains_key(&name["geodata/".len()..]));
        ["index.html".to_owned()]
            .into_iter()
            .chain(program)
            .chain(data)
            .chain(words)
            .collect()
    }

    /// The head of index.html.
    pub fn head(&self) -> String {
        let Parts {
            boot,
            glue,
            wasm,
            more,
            style,
            more_style,
            ..
        } = self;
        let mut head = format!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
             <link rel=\"stylesheet\" crossorigin href=\"{}\" integrity=\"{}\">\n\
             <link rel=\"preload\" as=\"fetch\" crossorigin href=\"{}\">\n\
             <link rel=\"modulepreload\" crossorigin href=\"{}\" integrity=\"{}\">\n",
            policy(),
            style.name,
            style.integrity,
            wasm.name,
            glue.name,
            glue.integrity,
        );
        for name in FIRST_VIEW {
            if let Some(version) = self.data.get(name) {
                head += &format!(
                    "<link rel=\"preload\" as=\"fetch\" crossorigin href=\"geodata/{name}?v={version}\">\n"
                );
            }
        }
        head += &format!(
            "<script type=\"module\" id=\"boot\" crossorigin src=\"{}\" integrity=\"{}\" data-glue=\"{}\" data-wasm=\"{}\" \
             data-worker=\"sw.js\" data-wasm-integrity=\"{}\" data-more=\"{}\" data-more-integrity=\"{}\" \
             data-style=\"{}\" data-style-integrity=\"{}\"></script>\n",
            boot.name,
            boot.integrity,
            glue.name,
            wasm.name,
            wasm.integrity,
            more.name,
            more.integrity,
            more_style.name,
            more_style.integrity,
        );
        if let Some(reload) = &self.reload {
            head += &format!(
                "<script type=\"module\" src=\"{}\"></script>\n",
                reload.name
            );
        }
        head.trim_end().to_owned()
    }

    /// The attribute that lists the record.
    pub fn files(&self) -> String {
        let pairs: Vec<String> = self
            .data
            .iter()
            .map(|(name, version)| format!("{name}={version}"))
            .collect();
        format!("data-files=\"{}\"", pairs.join(" "))
    }
}

/// The head of a page of the record, which has nothing to run.
pub fn still_head(sheets: &[&Part]) -> String {
    let policy = policy().replace("script-src 'self' 'wasm-unsafe-eval'", "script-src 'none'");
    let mut head = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    for sheet in sheets {
        head += &format!(
            "\n<link rel=\"stylesheet\" crossorigin href=\"{}\" integrity=\"{}\">",
            sheet.name, sheet.integrity
        );
    }
    head
}

/// The server's policy without what a page cannot say about itself.
pub fn policy() -> String {
    let parts = HEADERS[0]
        .1
        .split("; ")
        .filter(|part| !part.starts_with("frame-ancestors"));
    parts.collect::<Vec<_>>().join("; ")
}

/// A template with its placeholders filled and its other comments taken out.
///
/// # Errors
/// When a placeholder is missing.
pub fn fill(template: &str, texts: &[(&str, &str)]) -> Result<String> {
    let mut page = template.to_owned();
    for (placeholder, text) in texts {
        if page.matches(placeholder).count() != 1 {
            bail!("index.html wants exactly one `{placeholder}`; put it back where it was.");
        }
        page = page.replace(placeholder, text);
    }
    while let Some((before, rest)) = page.split_once("<!--") {
        let after = rest.split_once("-->").map_or("", |(_, after)| after);
        page = format!("{}{}", before.trim_end(), after);
    }
    Ok(page)
}

/// sw.js with its placeholders filled: `/* xtask:files */[]` with the files and their integrity, `/* xtask:version */`
/// with a name for exactly these files and this script.
pub fn precache(script: &str, files: &[(&String, String)]) -> String {
    let list = serde_json::to_string(files).unwrap_or_else(|_| "[]".into());
    let version = pack::hash([script, &list].concat().as_bytes());
    script
        .replace("/* xtask:files */[]", &list)
        .replace("/* xtask:version */", &version)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts() -> Parts {
        let part = |name: &str| Part {
            name: name.into(),
            integrity: "sha384-x".into(),
        };
        let data = [("campaign.json", "0a"), ("facts.json", "0b")];
        Parts {
            boot: part("boot-1.js"),
            glue: part("app-1.js"),
            wasm: part("app-1.wasm"),
            more: part("more-1.wasm"),
            style: part("style-1.css"),
            more_style: part("more-1.css"),
            reload: None,
            data: data
                .map(|(name, version)| (name.into(), version.into()))
                .into(),
        }
    }

    fn filled(template: &str) -> Result<String> {
        let (head, files) = (parts().head(), parts().files());
        fill(
            template,
            &[("<!-- xtask:head -->", &head), ("data-xtask-files", &files)],
        )
    }

    #[test]
    fn the_page_is_strict_relative_and_without_inline_script() {
        let page =
            filled("<!-- a --><head><!-- xtask:head --></head><div id=app data-xtask-files>")
                .unwrap();
        assert!(
            page.contains("script-src 'self' 'wasm-unsafe-eval'")
                && !page.contains("frame-ancestors")
        );
        assert!(!page.contains("href=\"/") && !page.contains("src=\"/") && !page.contains("<!--"));
        assert!(
            page.contains("></script>")
                && page.contains("data-files=\"campaign.json=0a facts.json=0b\"")
        );
    }

    #[test]
    fn only_the_first_view_is_preloaded_and_counted() {
        let page = filled("<!-- xtask:head --> data-xtask-files").unwrap();
        assert!(
            page.contains("href=\"geodata/campaign.json?v=0a\"") && !page.contains("facts.json?v")
        );
        assert_eq!(parts().first_visit().len(), 6);
    }

    #[test]
    fn a_lost_placeholder_is_told() {
        assert!(
            filled("data-xtask-files")
                .unwrap_err()
                .to_string()
                .contains("xtask:head")
        );
    }

    #[test]
    fn a_worker_learns_the_files() {
        let name = "a.js".to_owned();
        let script = "const f = /* xtask:files */[], v = '/* xtask:version */';";
        let filled = precache(script, &[(&name, "sha384-x".into())]);
        assert!(
            filled.starts_with("const f = [[\"a.js\",\"sha384-x\"]], v = '")
                && !filled.contains("xtask")
        );
        assert_ne!(filled, precache(script, &[(&name, "sha384-y".into())]));
    }
}
