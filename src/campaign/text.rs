//! Text: the same words in three scripts, and the language of the reader.

use serde::{Deserialize, Serialize};

/// A language of the reader, named as in BCP 47.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Lang {
    #[default]
    ZhHant,
    ZhHans,
    En,
}

impl Lang {
    pub const ALL: [Lang; 3] = [Lang::ZhHant, Lang::ZhHans, Lang::En];

    /// The BCP 47 tag, as in the address and in `lang` attributes.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::ZhHant => "zh-Hant",
            Lang::ZhHans => "zh-Hans",
            Lang::En => "en",
        }
    }

    /// The language a BCP 47 tag asks for: `zh-TW` reads Traditional, `zh` and `zh-CN` Simplified.
    pub fn from_tag(tag: &str) -> Option<Lang> {
        let tag = tag.to_ascii_lowercase();
        let has = |part: &str| tag.split(['-', '_']).any(|p| p == part);
        if has("en") {
            Some(Lang::En)
        } else if has("zh") {
            let traditional = has("hant") || ["tw", "hk", "mo"].into_iter().any(has);
            Some(if traditional && !has("hans") {
                Lang::ZhHant
            } else {
                Lang::ZhHans
            })
        } else {
            None
        }
    }

    /// Is it written in Han characters, without spaces between words?
    pub fn is_han(self) -> bool {
        self != Lang::En
    }
}

/// One sentence or name in the three languages of the record.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize, Serialize)]
pub struct Text {
    #[serde(rename = "zh-Hant")]
    pub zh_hant: String,
    #[serde(rename = "zh-Hans")]
    pub zh_hans: String,
    pub en: String,
}

impl Text {
    /// The words in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::ZhHant => &self.zh_hant,
            Lang::ZhHans => &self.zh_hans,
            Lang::En => &self.en,
        }
    }

    /// Is a language missing?
    pub fn has_gap(&self) -> bool {
        Lang::ALL
            .iter()
            .any(|lang| self.get(*lang).trim().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_browsers_find_the_script_their_readers_know() {
        for (tag, lang) in [
            ("zh-Hant", Some(Lang::ZhHant)),
            ("zh-TW", Some(Lang::ZhHant)),
            ("zh-HK", Some(Lang::ZhHant)),
            ("zh-Hans-HK", Some(Lang::ZhHans)),
            ("zh", Some(Lang::ZhHans)),
            ("zh_CN", Some(Lang::ZhHans)),
            ("en-GB", Some(Lang::En)),
            ("EN", Some(Lang::En)),
            ("fr", None),
            ("", None),
        ] {
            assert_eq!(Lang::from_tag(tag), lang, "{tag}");
        }
        for lang in Lang::ALL {
            assert_eq!(Lang::from_tag(lang.tag()), Some(lang));
        }
    }
}
