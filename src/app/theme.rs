//! Themes: in what light the map is looked at. How each looks stands in `style/themes.css`.

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Theme {
    Paper,
    /// A darkened gallery.
    Dark,
    /// A weak lamp in a bright room.
    Projector,
    Contrast,
}

impl Theme {
    pub const ALL: [Theme; 4] = [Theme::Paper, Theme::Dark, Theme::Projector, Theme::Contrast];

    /// The word of the address and of the style.
    pub fn word(self) -> &'static str {
        match self {
            Theme::Paper => "paper",
            Theme::Dark => "dark",
            Theme::Projector => "projector",
            Theme::Contrast => "contrast",
        }
    }
}
