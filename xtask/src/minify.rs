//! Smaller text with the same meaning: white space and comments that no reader of the file needs.
//!
//! Careful rather than clever: numbers, names, strings and order stay as the author wrote them.

/// JSON without white space between its tokens.
pub fn json(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_string = false;
    let mut escaped = false;
    for c in text.chars() {
        if in_string {
            out.push(c);
            in_string = escaped || c != '"';
            escaped = !escaped && c == '\\';
        } else if !matches!(c, ' ' | '\t' | '\r' | '\n' | '\u{feff}') {
            out.push(c);
            in_string = c == '"';
        }
    }
    out
}

/// Style without comments and needless white space. Strings stay; colons keep their spaces, since in a
/// selector a space before one matters.
pub fn css(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut space = false;
    while let Some(c) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
            space = true;
            continue;
        }
        let mut taken = c.len_utf8();
        if c.is_ascii_whitespace() {
            space = true;
            rest = &rest[taken..];
            continue;
        }
        if matches!(c, '{' | '}' | ';' | ',') {
            if c == '}' && out.ends_with(';') {
                out.pop();
            }
        } else if space && !out.is_empty() && !out.ends_with(['{', '}', ';', ',']) {
            out.push(' ');
        }
        space = false;
        if c == '"' || c == '\'' {
            taken = string_end(rest, c);
        }
        out.push_str(&rest[..taken]);
        rest = &rest[taken..];
    }
    out
}

/// Script without lines that are only comment, and without what its lines are indented by. Where a template runs on
/// over lines, all stays as it is.
pub fn js(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_comment = false;
    for line in text.lines().map(str::trim) {
        in_comment |= line.starts_with("/*");
        if in_comment {
            in_comment = !line.contains("*/");
            let after = line.split_once("*/").map_or("", |(_, after)| after);
            out += after.trim_start();
        } else if !line.starts_with("//") {
            out += line;
            if line.matches('`').count() % 2 == 1 {
                return text.into();
            }
        }
        if !out.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
    }
    out
}

/// The length of the quoted string at the beginning of `text`.
fn string_end(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if c == quote && !escaped {
            return at + 1;
        }
        escaped = !escaped && c == '\\';
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_keeps_its_strings() {
        assert_eq!(
            json("{ \"a b\" : [ 1.50, \"c \\\" d\" ] }\n"),
            "{\"a b\":[1.50,\"c \\\" d\"]}"
        );
        assert_eq!(json(r#"{"a": "\\", "b": 1}"#), r#"{"a":"\\","b":1}"#);
    }

    #[test]
    fn css_loses_comments_and_white_space() {
        assert_eq!(
            css("/* ink */\na ,\n b > c {\n  color : red;\n}\n"),
            "a,b > c{color : red}"
        );
        assert_eq!(css("a/**/b{}"), "a b{}");
    }

    #[test]
    fn css_keeps_what_matters() {
        assert_eq!(
            css("a :hover { width: calc(1px + 2px) }"),
            "a :hover{width: calc(1px + 2px)}"
        );
        assert_eq!(
            css("a::after { content: '; }  /* \\' */'; }"),
            "a::after{content: '; }  /* \\' */'}"
        );
        assert_eq!(
            css("@media (width > 3px) and print { a { b: c } }"),
            "@media (width > 3px) and print{a{b: c}}"
        );
    }

    #[test]
    fn js_loses_comments_and_indents() {
        assert_eq!(
            js(
                "//! Boot\n\n/** Of\n * two lines. */\nfunction a() {\n  /* b */ c('// d'); // e\n}\n"
            ),
            "function a() {\nc('// d'); // e\n}\n"
        );
    }

    #[test]
    fn js_with_a_template_of_two_lines_stays() {
        let text = "// `\n  a = `b\n  c`;\n";
        assert_eq!(js(text), text);
    }

    #[test]
    fn what_never_ends_ends_with_the_file() {
        assert_eq!(css("a{} /* open"), "a{}");
        assert_eq!(css("a{b:'open"), "a{b:'open");
    }
}
