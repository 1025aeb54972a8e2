//! The map as one file that opens from a disk by double click, with the network off.
//!
//! The same page with everything inside: style and scripts inline, each allowed by its hash; the program, the
//! record and the pages for readers without a program as blocks that nothing runs. JSON stays readable: a museum
//! may correct a fact in this file, too.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use arrow_war_map::campaign::Lang;

use crate::page::{self, Part, Parts};
use crate::{pack, server};

/// Files of the folder that the page asks for, by their beginning.
const ASKED_FOR: &str = "geodata/";

/// The file, from the template of index.html and what was built; `still` is the style of the pages without a
/// program, `first` the script that answers for `fetch`.
///
/// # Errors
/// When a file is missing, or holds what would end the element it stands in.
pub fn write(
    template: &str,
    files: &BTreeMap<String, Vec<u8>>,
    parts: &Parts,
    still: &Part,
    first: &str,
) -> Result<String> {
    let text = |name: &str| -> Result<&str> {
        let content = files
            .get(name)
            .with_context(|| format!("{name} was not built."))?;
        Ok(std::str::from_utf8(content)?)
    };
    let sheets = [&parts.style, &parts.more_style, still].map(|sheet| text(&sheet.name));
    let style = sheets.into_iter().collect::<Result<Vec<_>>>()?.concat();
    let fonts = files.iter().filter(|(name, _)| name.ends_with(".woff2"));
    let style = fonts.fold(style, |style, (name, content)| {
        let inside = format!(
            "data:{};base64,{}",
            server::mime(name),
            STANDARD.encode(content)
        );
        style.replace(name.as_str(), &inside)
    });
    let boot = text(&parts.boot.name)?;
    let scripts = [first, boot].map(hash).join(" ");
    let policy = page::policy()
        .replace("script-src 'self'", &format!("script-src {scripts} blob:"))
        .replace("font-src 'self'", "font-src data:")
        .replace("style-src 'self'", &format!("style-src {}", hash(&style)));
    let head = format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n<style>{}</style>",
        raw(&style, "style")?
    );

    let mut foot = String::from("<div id=\"record\" class=\"record\" hidden>\n");
    for name in Lang::ALL.map(|lang| format!("record.{}.html", lang.tag())) {
        let page = text(&name)?;
        let main = page.find("<main").zip(page.find("</main>"));
        let (from, to) = main.with_context(|| format!("{name} has no <main>."))?;
        foot += &page[from..to];
        foot += "</main>\n";
    }
    foot += "</div>\n";
    for name in [&parts.wasm.name, &parts.more.name] {
        foot += &block(
            name,
            files
                .get(name)
                .with_context(|| format!("{name} was not built."))?,
        )?;
    }
    foot += &block(&parts.glue.name, text(&parts.glue.name)?.as_bytes())?;
    for (name, content) in files.iter().filter(|(name, _)| name.starts_with(ASKED_FOR)) {
        foot += &block(name, content)?;
    }
    foot += &format!(
        "<script type=\"module\" id=\"boot\" data-glue=\"{}\" data-wasm=\"{}\" data-more=\"{}\">{}</script>\n<script>{}</script>\n",
        parts.glue.name,
        parts.wasm.name,
        parts.more.name,
        raw(boot, "script")?,
        raw(first, "script")?,
    );

    let icon = STANDARD.encode(text("icon.svg")?);
    let lines = template.lines().filter(|line| {
        !line.contains("rel=\"manifest\"")
            && !line.contains("apple-touch-icon")
            && !line.contains("hreflang")
    });
    let page = lines.collect::<Vec<_>>().join("\n");
    let page = page.replace(
        "href=\"icon.svg\"",
        &format!("href=\"data:image/svg+xml;base64,{icon}\""),
    );
    // The pages without a program stand in this very file.
    let page = page
        .replace("href=\"record.", "href=\"#record-")
        .replace(".html\"", "\"");
    let page = page::fill(
        &page,
        &[
            ("<!-- xtask:head -->", &head),
            ("data-xtask-files", &parts.files()),
        ],
    )?;
    let (before, after) = page
        .rsplit_once("</body>")
        .context("index.html has no </body>.")?;
    Ok([before, &foot, "</body>", after, "\n"].concat())
}

fn hash(content: &str) -> String {
    format!("'{}'", pack::integrity(content.as_bytes()))
}

/// A text for an element whose text is not markup.
fn raw<'a>(text: &'a str, element: &str) -> Result<&'a str> {
    let ends = text.to_ascii_lowercase().contains(&format!("</{element}"));
    ensure!(
        !ends && !text.contains("<!--"),
        "A {element} holds its own end; write it in two pieces."
    );
    Ok(text)
}

/// A file as an element that nothing runs.
fn block(name: &str, content: &[u8]) -> Result<String> {
    let kind = server::mime(name);
    let (kind, mark, text) = match std::str::from_utf8(content) {
        // In JSON the sign stands in strings only, where it may be written so.
        Ok(text) if kind.contains("json") => (kind, "", text.replace('<', "\\u003c")),
        // Of a type that no browser runs by itself.
        Ok(text) if name.ends_with(".js") => ("text/plain", "", raw(text, "script")?.to_owned()),
        _ => (kind, " data-base64", STANDARD.encode(content)),
    };
    Ok(format!(
        "<script type=\"{kind}\" id=\"part:{name}\"{mark}>{text}</script>\n"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_holds_any_file_and_ends_where_it_should() {
        let json = block("geodata/a.json", b"{\"a\":\"</script><!--\"}").unwrap();
        assert_eq!(json.matches('<').count(), 2);
        assert!(json.contains(
            "type=\"application/json\" id=\"part:geodata/a.json\">{\"a\":\"\\u003c/script>"
        ));
        assert!(
            block("b.wasm", &[0, 255])
                .unwrap()
                .contains("data-base64>AP8=<")
        );
        assert!(block("c.js", b"a = '</script>'").is_err());
    }

    #[test]
    fn scripts_and_style_are_allowed_by_their_hash_alone() {
        let part = |name: &str| page::Part {
            name: name.into(),
            integrity: String::new(),
        };
        let names = [
            "boot.js",
            "app.js",
            "app.wasm",
            "more.wasm",
            "style.css",
            "more.css",
            "record.css",
        ];
        let parts = Parts {
            boot: part(names[0]),
            glue: part(names[1]),
            wasm: part(names[2]),
            more: part(names[3]),
            style: part(names[4]),
            more_style: part(names[5]),
            reload: None,
            data: BTreeMap::new(),
        };
        let mut files: BTreeMap<String, Vec<u8>> =
            names.map(|name| (name.to_owned(), b"x".to_vec())).into();
        files.insert("icon.svg".into(), b"<svg/>".to_vec());
        for lang in Lang::ALL.map(Lang::tag) {
            let page = format!("<nav></nav><main id=\"record-{lang}\">war</main>");
            files.insert(format!("record.{lang}.html"), page.into_bytes());
        }
        let template = "<head><!-- xtask:head --></head><body><a href=\"record.en.html\"><i data-xtask-files></i></body>";
        let page = write(template, &files, &parts, &part("record.css"), "y").unwrap();
        let head = page.split_once("<style>").unwrap().0;
        assert!(
            head.contains("script-src 'sha384-") && head.contains(" blob: 'wasm-unsafe-eval'"),
            "{head}"
        );
        assert!(
            page.contains("href=\"#record-en\"")
                && page.contains("<main id=\"record-en\">war</main>")
        );
        assert!(!page.contains(" src=") && !page.contains("<link"), "{page}");
        assert_eq!(page.matches("id=\"part:").count(), 3);
    }
}
