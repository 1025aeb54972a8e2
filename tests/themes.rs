//! The sides' colours in every theme: seen on every ground, and told apart by readers who see colours otherwise.
//!
//! Contrast by WCAG 2.2; differences by CIEDE2000 (Sharma, Wu and Dalal 2005) after the simulation of Machado,
//! Oliveira and Fernandes (2009) at full severity.

use std::collections::HashMap;
use std::fs;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const SIDES: [&str; 5] = ["qing", "uk", "france", "russia", "us"];
/// Lines and signs of what they mark off.
const MIN_CONTRAST: f64 = 3.0;
/// Two colours this far apart are told from one another side by side, and in two corners of a map.
const MIN_DIFFERENCE: f64 = 15.0;
const MIN_TEXT: f64 = 4.5;

type Rgb = [f64; 3];
type Tokens = HashMap<String, String>;

/// Rows of Machado's matrices for linear light, severity 1.0.
const SIMULATIONS: [(&str, [Rgb; 3]); 4] = [
    (
        "normal vision",
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    ),
    (
        "protanopia",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

fn times(rows: &[Rgb; 3], light: Rgb) -> Rgb {
    rows.map(|row| {
        row.iter()
            .zip(light)
            .map(|(part, value)| part * value)
            .sum()
    })
}

/// The declarations of a rule, by the whole of its selector.
fn rule(css: &str, selector: &str) -> Tokens {
    let mut tokens = Tokens::new();
    for block in css.split('}') {
        let Some((head, body)) = block.split_once('{') else {
            continue;
        };
        let head = head.rsplit("*/").next().unwrap().trim();
        if head.split(',').all(|part| part.trim() != selector) {
            continue;
        }
        for declaration in body.split(';') {
            if let Some((name, value)) = declaration.split_once(':') {
                tokens.insert(name.trim().into(), value.trim().into());
            }
        }
    }
    tokens
}

/// The tokens of each theme: those of paper, overruled by its own.
fn themes() -> Vec<(&'static str, Tokens)> {
    let read = |name: &str| fs::read_to_string([ROOT, "/style/", name].concat()).unwrap();
    let (tokens, themes) = (read("tokens.css"), read("themes.css"));
    let paper = rule(&tokens, ":root");
    ["paper", "dark", "projector", "contrast"]
        .map(|name| {
            let mut theme = paper.clone();
            let own = rule(&themes, &format!(":root[data-theme=\"{name}\"]"));
            assert!(name == "paper" || own.len() > 5, "{name} has no rule");
            theme.extend(own);
            (name, theme)
        })
        .to_vec()
}

/// `#abc` or `#aabbcc`, with or without an opacity, as 0–255.
fn color(tokens: &Tokens, name: &str) -> Rgb {
    let text = tokens
        .get(&format!("--{name}"))
        .unwrap_or_else(|| panic!("no --{name}"));
    let digits = text
        .strip_prefix('#')
        .unwrap_or_else(|| panic!("--{name}: {text}"));
    let width = if digits.len() < 6 { 1 } else { 2 };
    let part = |index: usize| {
        let part = &digits[index * width..(index + 1) * width];
        let value = u8::from_str_radix(part, 16).unwrap();
        f64::from(if width == 1 { value * 17 } else { value })
    };
    [part(0), part(1), part(2)]
}

fn light(color: Rgb) -> Rgb {
    color.map(|value| {
        let value = value / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    })
}

fn luminance(color: Rgb) -> f64 {
    let [r, g, b] = light(color);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn lab(light: Rgb) -> Rgb {
    const XYZ: [Rgb; 3] = [
        [0.412_456_4, 0.357_576_1, 0.180_437_5],
        [0.212_672_9, 0.715_152_2, 0.072_175_0],
        [0.019_333_9, 0.119_192_0, 0.950_304_1],
    ];
    let white = times(&XYZ, [1.0; 3]);
    let xyz = times(&XYZ, light.map(|value| value.clamp(0.0, 1.0)));
    let f = |index: usize| {
        let t: f64 = xyz[index] / white[index];
        if t > 216.0 / 24389.0 {
            t.cbrt()
        } else {
            (24389.0 / 27.0 * t + 16.0) / 116.0
        }
    };
    let [x, y, z] = [f(0), f(1), f(2)];
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn ciede2000([l1, a1, b1]: Rgb, [l2, a2, b2]: Rgb) -> f64 {
    let seventh = |c: f64| (c.powi(7) / (c.powi(7) + 25_f64.powi(7))).sqrt();
    let g = 0.5 * (1.0 - seventh((a1.hypot(b1) + a2.hypot(b2)) / 2.0));
    let (a1, a2) = ((1.0 + g) * a1, (1.0 + g) * a2);
    let (c1, c2) = (a1.hypot(b1), a2.hypot(b2));
    let hue = |a: f64, b: f64| b.atan2(a).to_degrees().rem_euclid(360.0);
    let (h1, h2) = (hue(a1, b1), hue(a2, b2));
    let gray = c1 * c2 == 0.0;
    let turn = match h2 - h1 {
        _ if gray => 0.0,
        turn if turn > 180.0 => turn - 360.0,
        turn if turn < -180.0 => turn + 360.0,
        turn => turn,
    };
    let (dl, dc) = (l2 - l1, c2 - c1);
    let dh = 2.0 * (c1 * c2).sqrt() * (turn / 2.0).to_radians().sin();
    let (l, c) = ((l1 + l2) / 2.0, (c1 + c2) / 2.0);
    let h = match h1 + h2 {
        sum if gray => sum,
        sum if (h1 - h2).abs() <= 180.0 => sum / 2.0,
        sum if sum < 360.0 => (sum + 360.0) / 2.0,
        sum => (sum - 360.0) / 2.0,
    };
    let cos = |degrees: f64| degrees.to_radians().cos();
    let t = 1.0 - 0.17 * cos(h - 30.0) + 0.24 * cos(2.0 * h) + 0.32 * cos(3.0 * h + 6.0)
        - 0.20 * cos(4.0 * h - 63.0);
    let off = (l - 50.0).powi(2);
    let (sl, sc, sh) = (
        1.0 + 0.015 * off / (20.0 + off).sqrt(),
        1.0 + 0.045 * c,
        1.0 + 0.015 * c * t,
    );
    let rotation = 30.0 * (-((h - 275.0) / 25.0).powi(2)).exp();
    let rt = -2.0 * seventh(c) * (2.0 * rotation).to_radians().sin();
    let (l, c, h) = (dl / sl, dc / sc, dh / sh);
    (l * l + c * c + h * h + rt * c * h).sqrt()
}

/// Land within the dashed extent.
fn tinted(theme: &Tokens) -> Rgb {
    let (top, ground) = (color(theme, "tint"), color(theme, "land"));
    let part: f64 = theme["--tint-part"].parse().unwrap();
    [0, 1, 2].map(|index| top[index] * part + ground[index] * (1.0 - part))
}

/// Pairs 1, 7, 17 and 25 of the published test data.
#[test]
fn the_difference_of_colours_is_the_published_one() {
    for (a, b, expected) in [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, 0.0, 0.0], [50.0, -1.0, 2.0], 2.3669),
        ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
        (
            [60.2574, -34.0099, 36.2677],
            [60.4626, -34.1751, 39.4387],
            1.2644,
        ),
    ] {
        assert!((ciede2000(a, b) - expected).abs() < 1e-4, "{a:?} {b:?}");
    }
}

#[test]
fn sides_are_seen_on_every_ground_of_every_theme() {
    let mut findings = vec![];
    for (name, theme) in themes() {
        let mut grounds: Vec<(&str, Rgb)> = ["paper", "panel", "sea", "beyond", "land", "lake"]
            .map(|ground| (ground, color(&theme, ground)))
            .to_vec();
        grounds.push(("tinted land", tinted(&theme)));
        for side in SIDES {
            for (ground, under) in &grounds {
                let found = contrast(color(&theme, side), *under);
                if found < MIN_CONTRAST {
                    findings.push(format!("{name}: {side} on {ground}: {found:.2}"));
                }
            }
        }
    }
    assert!(findings.is_empty(), "\n{}", findings.join("\n"));
}

#[test]
fn sides_are_told_apart_by_every_eye_in_every_theme() {
    let mut findings = vec![];
    for (name, theme) in themes() {
        for (sight, rows) in SIMULATIONS {
            let seen = SIDES.map(|side| lab(times(&rows, light(color(&theme, side)))));
            let mut least = (f64::MAX, String::new());
            for a in 0..SIDES.len() {
                for b in a + 1..SIDES.len() {
                    let found = ciede2000(seen[a], seen[b]);
                    if found < least.0 {
                        least = (found, format!("{} and {}", SIDES[a], SIDES[b]));
                    }
                }
            }
            println!("{name}, {sight}: {:.1} between {}", least.0, least.1);
            if least.0 < MIN_DIFFERENCE {
                findings.push(format!(
                    "{name}, {sight}: {} differ by {:.1}",
                    least.1, least.0
                ));
            }
        }
    }
    assert!(findings.is_empty(), "\n{}", findings.join("\n"));
}

#[test]
fn words_are_legible_in_every_theme() {
    let mut findings = vec![];
    for (name, theme) in themes() {
        for (ink, ground) in [
            ("ink", "panel"),
            ("ink", "paper"),
            ("ink-soft", "panel"),
            ("ink-soft", "chapter"),
            ("accent", "panel"),
            ("on-accent", "accent"),
            ("note", "note-ground"),
            ("ink", "land"),
            ("ink-soft", "land"),
            ("area-name", "land"),
            ("water-name", "sea"),
            ("water-name", "land"),
        ] {
            let found = contrast(color(&theme, ink), color(&theme, ground));
            if found < MIN_TEXT {
                findings.push(format!("{name}: {ink} on {ground}: {found:.2}"));
            }
        }
    }
    assert!(findings.is_empty(), "\n{}", findings.join("\n"));
}
