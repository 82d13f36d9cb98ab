//! A page of a PDF as a picture.

use crate::OcrError;
use crate::plane::Plane;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use std::panic::{AssertUnwindSafe, catch_unwind};
use thresholds_model::page::Colour;

/// Pixels an inch that the recogniser does best with.
const DPI: f32 = 300.0;
/// A page is rendered with at most this many pixels (A3 at 300 dots an inch has 17
/// million): larger ones come out coarser.
const MAX_PIXELS: f32 = 20e6;
/// Sides of a rendered page, pixels.
const MAX_SIDE: f32 = 12_000.0;

/// A page's picture.
#[derive(Clone)]
pub struct Picture {
    /// Pixels a row.
    pub width: usize,
    /// Rows of pixels.
    pub height: usize,
    /// Red, green and blue of each pixel, row by row.
    pub rgb: Vec<[u8; 3]>,
    /// Pixels a point.
    pub scale: f32,
}

impl Picture {
    pub(crate) fn luma(&self) -> Plane {
        let data = self.rgb.iter().map(|p| luma(*p)).collect();
        Plane { width: self.width, height: self.height, data }
    }

    /// The picture turned clockwise by quarters.
    pub(crate) fn turned(&self, quarters: u8) -> Self {
        let (w, h) = (self.width, self.height);
        let (width, height) = if quarters.is_multiple_of(2) { (w, h) } else { (h, w) };
        let source = |x: usize, y: usize| match quarters % 4 {
            1 => (y, h - 1 - x),
            2 => (w - 1 - x, h - 1 - y),
            3 => (w - 1 - y, x),
            _ => (x, y),
        };
        let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let rgb = places.map(|(x, y)| source(x, y)).map(|(x, y)| self.rgb[y * w + x]).collect();
        Self { width, height, rgb, scale: self.scale }
    }

    /// Colour of a pixel; white outside of the picture.
    pub fn colour_at(&self, x: usize, y: usize) -> [u8; 3] {
        if x < self.width { self.rgb.get(y * self.width + x).copied().unwrap_or([255; 3]) } else { [255; 3] }
    }
}

/// Lightness from 0 to 255, ITU-R BT.601 weights.
pub(crate) fn luma([r, g, b]: [u8; 3]) -> u8 {
    ((299 * u32::from(r) + 587 * u32::from(g) + 114 * u32::from(b)) / 1000) as u8
}

pub(crate) fn colour([r, g, b]: [u8; 3]) -> Colour {
    Colour { r, g, b }
}

/// A PDF whose pages can be rendered.
pub struct Scan {
    pdf: Pdf,
}

impl Scan {
    /// Opens a file; `None` when the renderer cannot.
    pub fn open(bytes: &[u8]) -> Option<Self> {
        let pdf = catch_unwind(|| Pdf::new(bytes.to_vec())).ok()?.ok()?;
        Some(Self { pdf })
    }

    /// Renders a page as displayed (page rotation and crop box applied).
    pub(crate) fn render(&self, number: u32) -> Result<Picture, OcrError> {
        self.draw(number, DPI)
    }

    /// Renders a page as displayed with so many pixels an inch, or fewer where it is large.
    pub fn draw(&self, number: u32, dpi: f32) -> Result<Picture, OcrError> {
        let failed = OcrError::Render { number };
        let index = (number as usize).checked_sub(1).ok_or_else(|| failed.clone())?;
        let page = self.pdf.pages().get(index).ok_or_else(|| failed.clone())?;
        let (width, height) = page.render_dimensions();
        let scale = scale(width, height, dpi);
        let settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
        // A coarse scan is enlarged smoothly, not in squares.
        let look = RenderSettings { force_image_interpolation: true, ..RenderSettings::default() };
        let drawn = catch_unwind(AssertUnwindSafe(|| {
            let cache = RenderCache::new();
            render(page, &cache, &InterpreterSettings::default(), &look, &settings)
        }));
        let pixmap = drawn.map_err(|_| failed.clone())?;
        let rgb: Vec<[u8; 3]> = pixmap.data().iter().map(|p| [p.r, p.g, p.b]).collect();
        let (width, height) = (usize::from(pixmap.width()), usize::from(pixmap.height()));
        if rgb.is_empty() || rgb.len() != width * height {
            return Err(failed);
        }
        Ok(Picture { width, height, rgb, scale })
    }
}

/// Pixels a point for a page of this size.
fn scale(width: f32, height: f32, dpi: f32) -> f32 {
    let area = (width * height).max(1.0);
    (dpi / 72.0).min((MAX_PIXELS / area).sqrt()).min(MAX_SIDE / width.max(height).max(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turning_by_quarters_goes_clockwise_and_comes_round() {
        let rgb: Vec<[u8; 3]> = (0..6).map(|v| [v; 3]).collect();
        let picture = Picture { width: 3, height: 2, rgb, scale: 1.0 };
        let values = |p: &Picture| p.rgb.iter().map(|c| c[0]).collect::<Vec<_>>();
        assert_eq!(values(&picture.turned(1)), [3, 0, 4, 1, 5, 2]);
        assert_eq!(values(&picture.turned(2)), [5, 4, 3, 2, 1, 0]);
        assert_eq!(values(&picture.turned(1).turned(3)), values(&picture));
    }

    #[test]
    fn a_poster_is_rendered_within_the_limit_of_pixels() {
        assert_eq!(scale(595.0, 842.0, DPI), DPI / 72.0);
        let s = scale(3000.0, 4000.0, DPI);
        assert!(3000.0 * s * 4000.0 * s <= MAX_PIXELS * 1.001);
    }

    #[test]
    fn bytes_that_are_no_pdf_are_refused() {
        assert!(Scan::open(b"nothing").is_none());
    }
}
