//! The camera: which part of the sheet is in view.
//!
//! Pan and zoom change one transform. The camera fits an extent to the space that panels leave free.

use super::path::decimal;
use super::trig::pow;
use super::{Rect, Xy, within};
use crate::campaign::order;

/// The window in CSS pixels and what panels cover of it.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Viewport {
    pub width: f64,
    pub height: f64,
    /// Covered at the left, top, right and bottom.
    pub insets: [f64; 4],
    /// How far from the same four edges things float over the map: it may run on under them, but what matters is
    /// shown beside them.
    pub floating: [f64; 4],
}

impl Viewport {
    /// The rectangle in which the map is seen.
    pub fn open(&self) -> Rect {
        self.inside(self.insets)
    }

    /// The rectangle in which nothing floats over the map.
    pub fn free(&self) -> Rect {
        let [a, b] = [self.insets, self.floating];
        self.inside(std::array::from_fn(|side| a[side].max(b[side])))
    }

    /// The same window with nothing that floats over the map.
    pub fn bare(&self) -> Viewport {
        Viewport {
            floating: [0.0; 4],
            ..*self
        }
    }

    fn inside(&self, [left, top, right, bottom]: [f64; 4]) -> Rect {
        Rect {
            x: left,
            y: top,
            width: (self.width - left - right).max(40.0),
            height: (self.height - top - bottom).max(40.0),
        }
    }

    /// How far from each edge these parts reach over the open space: of each the side is given up that leaves the
    /// most, the largest first. What covers most of the space is left out: nothing could be shown beside it.
    pub fn beside(&self, parts: &[Rect]) -> [f64; 4] {
        let area = |rect: &Rect| rect.width.max(0.0) * rect.height.max(0.0);
        let open = self.open();
        let mut free = open;
        for index in order(parts.iter().map(|part| (-(area(part) as i64), 0))) {
            let part = parts[index].grown(MARK_PX);
            if !part.overlaps(free) || area(&part) > area(&open) / 2.0 {
                continue;
            }
            let (right, bottom) = (free.x + free.width, free.y + free.height);
            let cut = |x: f64, y: f64, right: f64, bottom: f64| Rect {
                x,
                y,
                width: right - x,
                height: bottom - y,
            };
            let rests = [
                cut(part.x + part.width, free.y, right, bottom),
                cut(free.x, part.y + part.height, right, bottom),
                cut(free.x, free.y, part.x, bottom),
                cut(free.x, free.y, right, part.y),
            ];
            let most = rests.into_iter().max_by(|a, b| area(a).total_cmp(&area(b)));
            free = most.unwrap_or(free);
        }
        let (right, bottom) = (free.x + free.width, free.y + free.height);
        [free.x, free.y, self.width - right, self.height - bottom]
    }
}

/// Where the camera stands.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Camera {
    /// Place on the sheet at the middle of the window.
    pub center: Xy,
    /// CSS pixels in a kilometre.
    pub scale: f64,
}

/// What is shown beside a part keeps this far from it, pixels: half of a mark.
const MARK_PX: f64 = 14.0;

/// Closest view: a kilometre is this many pixels. A fort then fills a hand.
pub const MAX_SCALE: f64 = 160.0;

impl Camera {
    /// Shows the whole rectangle, in the middle of the free space.
    pub fn fit(rect: Rect, viewport: &Viewport) -> Camera {
        let free = viewport.free();
        let scale = (free.width / rect.width.max(1e-6)).min(free.height / rect.height.max(1e-6));
        let scale = scale.min(MAX_SCALE);
        let middle = rect.center();
        let aim = free.center();
        Camera {
            center: Xy {
                x: middle.x + (viewport.width / 2.0 - aim.x) / scale,
                y: middle.y + (viewport.height / 2.0 - aim.y) / scale,
            },
            scale,
        }
    }

    /// Shows the whole rectangle clear of all that floats, and no more of what lies beyond the sheet than that takes.
    pub fn clear(rect: Rect, viewport: &Viewport, sheet: Rect) -> Camera {
        let camera = Camera::fit(rect, viewport).bounded(&viewport.bare(), sheet);
        let (free, corner) = (
            viewport.free(),
            Xy {
                x: rect.x,
                y: rect.y,
            },
        );
        let at = camera.to_window(corner, viewport);
        let [across, down] = [rect.width, rect.height].map(|length| length * camera.scale);
        let dx = within(0.0, free.x - at.x, free.x + free.width - at.x - across);
        let dy = within(0.0, free.y - at.y, free.y + free.height - at.y - down);
        camera.panned(dx, dy, viewport, sheet)
    }

    /// Shows a rectangle as large as it goes in the open space: buttons may float over its edge.
    pub fn whole(rect: Rect, viewport: &Viewport, sheet: Rect) -> Camera {
        let open = viewport.bare();
        Camera::fit(rect, &open).bounded(&open, sheet)
    }

    /// Sheet to window, CSS pixels.
    pub fn to_window(&self, at: Xy, viewport: &Viewport) -> Xy {
        Xy {
            x: (at.x - self.center.x) * self.scale + viewport.width / 2.0,
            y: (at.y - self.center.y) * self.scale + viewport.height / 2.0,
        }
    }

    /// Window to sheet.
    pub fn to_sheet(&self, at: Xy, viewport: &Viewport) -> Xy {
        Xy {
            x: (at.x - viewport.width / 2.0) / self.scale + self.center.x,
            y: (at.y - viewport.height / 2.0) / self.scale + self.center.y,
        }
    }

    /// Zooms by a factor while the place under `at` (window) stays where it is.
    pub fn zoomed(&self, factor: f64, at: Xy, viewport: &Viewport, sheet: Rect) -> Camera {
        let under = self.to_sheet(at, viewport);
        let scale = within(self.scale * factor, min_scale(viewport, sheet), MAX_SCALE);
        let camera = Camera {
            center: Xy {
                x: under.x - (at.x - viewport.width / 2.0) / scale,
                y: under.y - (at.y - viewport.height / 2.0) / scale,
            },
            scale,
        };
        camera.bounded(viewport, sheet)
    }

    /// Moves by pixels of the window.
    pub fn panned(&self, dx: f64, dy: f64, viewport: &Viewport, sheet: Rect) -> Camera {
        let camera = Camera {
            center: Xy {
                x: self.center.x - dx / self.scale,
                y: self.center.y - dy / self.scale,
            },
            scale: self.scale,
        };
        camera.bounded(viewport, sheet)
    }

    /// The same view, moved and zoomed as little as needed so that the open space, or at least what is free of it,
    /// shows nothing but the sheet or, where the sheet is smaller, the whole of it in the middle. Under the panels
    /// its edge may be seen.
    pub fn bounded(&self, viewport: &Viewport, sheet: Rect) -> Camera {
        let scale = within(self.scale, min_scale(viewport, sheet), MAX_SCALE);
        let (open, free) = (viewport.open(), viewport.free());
        let center = Xy {
            x: axis(
                (self.center.x - sheet.x) * scale,
                viewport.width,
                [[open.x, open.width], [free.x, free.width]],
                sheet.width * scale,
            ) / scale
                + sheet.x,
            y: axis(
                (self.center.y - sheet.y) * scale,
                viewport.height,
                [[open.y, open.height], [free.y, free.height]],
                sheet.height * scale,
            ) / scale
                + sheet.y,
        };
        Camera { center, scale }
    }

    /// The view `part` (0–1) of the way to another: zoom runs evenly to the eye.
    pub fn toward(&self, other: &Camera, part: f64) -> Camera {
        if part >= 1.0 {
            return *other;
        }
        let scale = self.scale * pow(other.scale / self.scale, part);
        // Let the centre travel as seen on screen: far when zoomed out, little when zoomed in.
        let travelled = if (other.scale / self.scale - 1.0).abs() < 1e-3 {
            part
        } else {
            (1.0 - self.scale / scale) / (1.0 - self.scale / other.scale)
        };
        Camera {
            center: self.center.toward(other.center, travelled),
            scale,
        }
    }

    /// The `transform` of what is drawn in kilometres.
    pub fn transform(&self, viewport: &Viewport) -> String {
        let mut out = self.shift(viewport);
        out.push_str(" scale(");
        decimal(&mut out, self.scale, 6);
        out.push(')');
        out
    }

    /// The `transform` of what is drawn in pixels from the sheet's origin.
    pub fn shift(&self, viewport: &Viewport) -> String {
        let origin = self.to_window(Xy::default(), viewport);
        let mut out = String::from("translate(");
        decimal(&mut out, origin.x, 2);
        out.push(' ');
        decimal(&mut out, origin.y, 2);
        out.push(')');
        out
    }
}

/// The middle of the window, from the sheet's edge, moved so that one of two spaces lies on the sheet or, where the
/// sheet is smaller, has it in its middle; pixels.
#[inline(never)]
fn axis(middle: f64, window: f64, spaces: [[f64; 2]; 2], sheet: f64) -> f64 {
    let (mut low, mut high) = (f64::MAX, f64::MIN);
    for [start, length] in spaces {
        let (first, last) = (window / 2.0 - start, sheet + window / 2.0 - start - length);
        let even = (first + last) / 2.0;
        (low, high) = (low.min(first.min(even)), high.max(last.max(even)));
    }
    within(middle, low, high)
}

/// The whole sheet, and no less, finds room in the open space.
fn min_scale(viewport: &Viewport, sheet: Rect) -> f64 {
    let open = viewport.open();
    (open.width / sheet.width)
        .min(open.height / sheet.height)
        .min(MAX_SCALE)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: Rect = Rect {
        x: -3000.0,
        y: -2000.0,
        width: 6000.0,
        height: 4000.0,
    };

    fn window() -> Viewport {
        Viewport {
            width: 1600.0,
            height: 1000.0,
            insets: [400.0, 80.0, 0.0, 120.0],
            floating: [0.0; 4],
        }
    }

    #[test]
    fn an_extent_is_fitted_to_the_space_that_panels_leave() {
        let rect = Rect {
            x: 100.0,
            y: 100.0,
            width: 200.0,
            height: 100.0,
        };
        let camera = Camera::fit(rect, &window());
        let a = camera.to_window(Xy { x: 100.0, y: 100.0 }, &window());
        let b = camera.to_window(Xy { x: 300.0, y: 200.0 }, &window());
        let free = window().free();
        assert!(free.grown(0.01).contains(a) && free.grown(0.01).contains(b));
        assert!((b.x - a.x - free.width).abs() < 0.01 || (b.y - a.y - free.height).abs() < 0.01);
    }

    #[test]
    fn zooming_keeps_the_place_under_the_pointer() {
        let camera = Camera {
            center: Xy::default(),
            scale: 1.0,
        };
        let at = Xy { x: 300.0, y: 700.0 };
        let under = camera.to_sheet(at, &window());
        let closer = camera.zoomed(2.0, at, &window(), SHEET);
        let after = closer.to_window(under, &window());
        assert!(after.distance(at) < 1e-6);
        assert_eq!(closer.scale, 2.0);
    }

    #[test]
    fn no_view_leaves_the_sheet() {
        let far = Camera {
            center: Xy { x: 9e5, y: -9e5 },
            scale: 0.3,
        };
        for camera in [
            far.bounded(&window(), SHEET),
            far.zoomed(1e9, Xy::default(), &window(), SHEET),
            far.panned(1e7, 1e7, &window(), SHEET),
        ] {
            let open = window().open();
            let corner = camera.to_sheet(
                Xy {
                    x: open.x,
                    y: open.y,
                },
                &window(),
            );
            let far = Xy {
                x: open.x + open.width,
                y: open.y + open.height,
            };
            let other = camera.to_sheet(far, &window());
            assert!(SHEET.grown(0.01).contains(corner) && SHEET.grown(0.01).contains(other));
            assert!(camera.scale <= MAX_SCALE);
        }
    }

    #[test]
    fn a_sheet_smaller_than_the_open_space_stands_whole_in_its_middle() {
        let far = Camera {
            center: Xy { x: 9e5, y: -9e5 },
            scale: 1e-9,
        };
        let (window, open) = (window(), window().open());
        let camera = far.bounded(&window, SHEET);
        let middle = camera.to_window(SHEET.center(), &window);
        assert!(middle.distance(open.center()) < 1e-6);
        assert!(
            (camera.scale - (open.height / SHEET.height).min(open.width / SHEET.width)).abs()
                < 1e-9
        );
    }

    #[test]
    fn what_floats_over_the_map_hides_nothing_that_is_fitted() {
        let floating = Viewport {
            floating: [0.0, 0.0, 260.0, 0.0],
            ..window()
        };
        let part = Rect {
            x: 100.0,
            y: 100.0,
            width: 300.0,
            height: 100.0,
        };
        let camera = Camera::fit(part, &floating);
        let east = camera.to_window(Xy { x: 400.0, y: 150.0 }, &floating);
        assert!((east.x - (1600.0 - 260.0)).abs() < 1e-6);
    }

    #[test]
    fn of_what_floats_the_side_is_given_up_that_leaves_the_most() {
        let part = |x, y, width, height| Rect {
            x,
            y,
            width,
            height,
        };
        let legend = part(1336.0, 400.0, 236.0, 460.0);
        let button = part(1130.0, 820.0, 190.0, 44.0);
        let dialog = part(100.0, 0.0, 1400.0, 1000.0);
        let clear = window().beside(&[button, dialog, legend]);
        assert_eq!(
            clear,
            [400.0, 80.0, 264.0 + MARK_PX, 180.0 + MARK_PX],
            "the legend takes the right, the button the foot, and what covers all nothing"
        );
        let free = Viewport {
            floating: clear,
            ..window()
        };
        for part in [legend, button] {
            assert!(!part.grown(MARK_PX - 0.1).overlaps(free.free()));
        }
    }

    #[test]
    fn a_move_begins_and_ends_exactly() {
        let a = Camera {
            center: Xy { x: 0.0, y: 0.0 },
            scale: 0.3,
        };
        let b = Camera {
            center: Xy { x: 500.0, y: 90.0 },
            scale: 40.0,
        };
        assert!(a.toward(&b, 0.0).center.distance(a.center) < 1e-9);
        assert_eq!(a.toward(&b, 1.0), b);
        assert!(a.toward(&b, 0.5).scale > a.scale && a.toward(&b, 0.5).scale < b.scale);
        assert_eq!(a.toward(&a, 0.5), a);
    }
}
