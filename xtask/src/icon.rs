//! The icon: one drawing, written as SVG for browsers and as PNG for home screens.
//!
//! A line of advance that ends in an arrow, from a ring, the day on the slider. It stays within the middle four
//! fifths, so that a system may cut it to any shape.

use std::io::Write;

use anyhow::Result;

/// The side of the drawing.
const SIDE: f64 = 64.0;
const GROUND: &str = "#8c2f1b";
const INK: &str = "#f6f2e9";
/// The line of advance: a quadratic curve from the ring to the arrow, and its width.
const LINE: [(f64, f64); 3] = [(20.0, 44.0), (40.0, 44.0), (42.0, 25.0)];
const WIDTH: f64 = 6.0;
const HEAD: [(f64, f64); 3] = [(43.2, 11.0), (52.5, 27.0), (31.5, 24.6)];
const RING: (f64, f64) = LINE[0];
/// Outer and inner radius.
const RADII: (f64, f64) = (9.0, 4.5);

pub fn svg() -> String {
    let [from, bend, to] = LINE;
    let [a, b, c] = HEAD;
    let (outer, inner) = RADII;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {SIDE} {SIDE}\">\
         <path fill=\"{GROUND}\" d=\"M0 0H{SIDE}V{SIDE}H0z\"/>\
         <path fill=\"none\" stroke=\"{INK}\" stroke-width=\"{WIDTH}\" d=\"M{} {}Q{} {} {} {}\"/>\
         <path fill=\"{INK}\" d=\"M{} {}L{} {}L{} {}z\"/>\
         <circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{GROUND}\" stroke=\"{INK}\" stroke-width=\"{}\"/></svg>\n",
        from.0,
        from.1,
        bend.0,
        bend.1,
        to.0,
        to.1,
        a.0,
        a.1,
        b.0,
        b.1,
        c.0,
        c.1,
        RING.0,
        RING.1,
        f64::midpoint(outer, inner),
        outer - inner,
    )
}

/// The drawing so many pixels wide, each the mean of sixteen points.
///
/// # Errors
/// Never in memory; the packer's signature has one.
pub fn png(pixels: u32) -> Result<Vec<u8>> {
    const PART: u32 = 4;
    let (ground, ink) = (rgb(GROUND), rgb(INK));
    let mut rows = Vec::new();
    for y in 0..pixels {
        rows.push(0); // No filter.
        for x in 0..pixels {
            let at = |whole: u32, part: u32| {
                (f64::from(whole * PART + part) + 0.5) * SIDE / f64::from(pixels * PART)
            };
            let points = (0..PART * PART).filter(|n| is_ink((at(x, n % PART), at(y, n / PART))));
            let share = points.count() as f64 / f64::from(PART * PART);
            rows.extend((0..3).map(|i| {
                (f64::from(ground[i]) + share * (f64::from(ink[i]) - f64::from(ground[i]))).round()
                    as u8
            }));
        }
    }
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(&rows)?;
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let size = pixels.to_be_bytes();
    // Eight bits for each of red, green and blue.
    chunk(
        &mut out,
        b"IHDR",
        &[&size[..], &size, &[8, 2, 0, 0, 0]].concat(),
    );
    chunk(&mut out, b"IDAT", &packer.finish()?);
    chunk(&mut out, b"IEND", &[]);
    Ok(out)
}

fn chunk(out: &mut Vec<u8>, name: &[u8; 4], content: &[u8]) {
    let mut sum = flate2::Crc::new();
    sum.update(name);
    sum.update(content);
    out.extend((content.len() as u32).to_be_bytes());
    out.extend(name);
    out.extend(content);
    out.extend(sum.sum().to_be_bytes());
}

fn rgb(color: &str) -> [u8; 3] {
    let byte = |at: usize| u8::from_str_radix(&color[at..at + 2], 16).unwrap_or(0);
    [byte(1), byte(3), byte(5)]
}

fn is_ink(at: (f64, f64)) -> bool {
    let from_ring = distance(at, RING);
    if from_ring < RADII.0 {
        return from_ring > RADII.1;
    }
    let side = |from: (f64, f64), to: (f64, f64)| {
        (to.0 - from.0) * (at.1 - from.1) - (to.1 - from.1) * (at.0 - from.0) >= 0.0
    };
    let [a, b, c] = HEAD;
    (side(a, b) && side(b, c) && side(c, a))
        || (0..=200).any(|step| distance(at, on_line(f64::from(step) / 200.0)) < WIDTH / 2.0)
}

fn on_line(t: f64) -> (f64, f64) {
    let [from, bend, to] = LINE;
    let mix = |a: f64, b: f64, c: f64| (1.0 - t).powi(2) * a + 2.0 * t * (1.0 - t) * b + t * t * c;
    (mix(from.0, bend.0, to.0), mix(from.1, bend.1, to.1))
}

fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_has_its_size_and_both_colours() {
        let picture = png(16).unwrap();
        assert!(
            picture.starts_with(b"\x89PNG\r\n\x1a\n")
                && picture.ends_with(&[0xae, 0x42, 0x60, 0x82])
        );
        assert_eq!(&picture[16..24], &[0, 0, 0, 16, 0, 0, 0, 16]);
        assert!(is_ink((27.5, 44.0)) && !is_ink(RING) && !is_ink((2.0, 2.0)));
    }

    #[test]
    fn a_system_may_cut_it_to_a_disc() {
        let middle = (SIDE / 2.0, SIDE / 2.0);
        for n in 0..64 * 64 {
            let at = (f64::from(n % 64), f64::from(n / 64));
            assert!(
                !is_ink(at) || distance(at, middle) < 0.4 * SIDE + 1.0,
                "{at:?}"
            );
        }
    }
}
