//! The scale bar: a round length that fits.

/// Kilometres in a statute mile.
pub const MILE_KM: f64 = 1.609_344;
/// Kilometres in a Qing 里 of 180 丈 at 3.2 m (the builder's foot of 32 cm): 576 m.
pub const LI_KM: f64 = 0.576;

/// The longest of 1, 2, 5 × 10ⁿ units that is at most `pixels` long, with its length in pixels.
pub fn bar(pixels: f64, pixels_per_unit: f64) -> (f64, f64) {
    let most = (pixels / pixels_per_unit).max(1e-6);
    let mut power = 1e-6;
    while power * 10.0 <= most {
        power *= 10.0;
    }
    let length = [5.0, 2.0, 1.0]
        .into_iter()
        .map(|step| step * power)
        .find(|length| *length <= most)
        .unwrap_or(power);
    (length, length * pixels_per_unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_is_round_and_fits() {
        for (pixels, scale, length) in [
            (100.0, 1.0, 100.0),
            (99.0, 1.0, 50.0),
            (120.0, 0.1, 1000.0),
            (100.0, 70.0, 1.0),
        ] {
            let (found, drawn) = bar(pixels, scale);
            assert!(
                (found - length).abs() < 1e-9,
                "{found} for {pixels} at {scale}"
            );
            assert!(drawn <= pixels);
        }
    }
}
