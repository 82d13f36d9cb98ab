//! The page as PNG: its picture, lightened, with the marks laid over it as on glass.

use super::marks::Mark;
use super::pdf::pdf;
use thresholds_model::page::PageContent;
use thresholds_ocr::Scan;

/// Pixels an inch.
const DPI: f32 = 160.0;
/// How much of the page's own darkness remains.
const INK: f32 = 0.6;

/// Draws a page of a PDF and its marks; `None` when it cannot be rendered.
pub fn png(bytes: &[u8], page: &PageContent, marks: &[Mark]) -> Option<Vec<u8>> {
    let picture = Scan::open(bytes)?.draw(page.number, DPI).ok()?;
    let glass = Scan::open(&pdf(marks, page.width, page.height)?)?.draw(1, DPI).ok()?;
    let mut data = Vec::with_capacity(picture.width * picture.height * 3);
    for y in 0..picture.height {
        for x in 0..picture.width {
            let (below, above) = (picture.colour_at(x, y), glass.colour_at(x, y));
            data.extend((0..3).map(|i| multiplied(below[i], above[i])));
        }
    }
    let mut out = Vec::new();
    let mut encoder = ::png::Encoder::new(
        &mut out,
        u32::try_from(picture.width).ok()?,
        u32::try_from(picture.height).ok()?,
    );
    encoder.set_color(::png::ColorType::Rgb);
    encoder.set_depth(::png::BitDepth::Eight);
    encoder.write_header().ok()?.write_image_data(&data).ok()?;
    Some(out)
}

fn multiplied(below: u8, above: u8) -> u8 {
    let light = 255.0 - INK * (255.0 - f32::from(below));
    (light * f32::from(above) / 255.0) as u8
}
