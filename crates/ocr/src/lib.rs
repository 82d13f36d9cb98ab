//! Pages that are pictures: rendered, set straight, searched for rules and coloured
//! bands, and read by the `tesseract` program.
//!
//! A page goes through five steps: [`render`] paints it at 300 dots an inch, [`skew`]
//! sets it straight (and it is turned by quarters where it reads better so), [`rules`],
//! [`fills`] and [`dots`] find what is drawn, [`clean`] leaves black text on white, and
//! [`words`] turns what [`tesseract`] read into glyphs, so that layout sees the same kind
//! of page as from a digital document.

mod bullets;
mod clean;
mod dots;
mod error;
mod fills;
mod plane;
mod regions;
mod render;
mod rules;
mod sizes;
mod skew;
mod tesseract;
mod tiff;
mod tsv;
mod words;

pub use error::OcrError;
pub use render::{Picture, Scan};
pub use sizes::settle_sizes;
pub use tesseract::Tesseract;

use tesseract::Mode;
use thresholds_model::page::PageContent;

/// A page read with this confidence (of 100) stands upright,
const SURE: f32 = 70.0;
/// and one that is read with so much more when it is turned stood sideways.
const GAIN: f32 = 15.0;

/// A page as read from its picture.
#[derive(Debug, Clone, PartialEq)]
pub struct OcrPage {
    /// Glyphs, rules, fills and bullets, in points on the page as displayed and set straight.
    pub content: PageContent,
    /// Mean confidence of its words, 0 to 100; 0 when there are none.
    pub confidence: f32,
    /// By how much the picture was turned to be straight, degrees, clockwise positive.
    pub turned: f32,
    /// By how many quarters it was turned clockwise before, because it stood sideways.
    pub quarters: u8,
}

/// Reads a page (sheet number from 1) of an opened file.
pub fn read_page(scan: &Scan, number: u32, tesseract: &Tesseract) -> Result<OcrPage, OcrError> {
    let picture = scan.render(number)?;
    let upright = read_straightened(picture.clone(), number, tesseract)?;
    if upright.confidence >= SURE {
        return Ok(upright);
    }
    // A page that was scanned sideways or on its head is read with little confidence.
    let mut best = upright;
    for quarters in 1..4 {
        let turned = read_straightened(picture.turned(quarters), number, tesseract)?;
        if turned.confidence >= best.confidence + GAIN {
            best = OcrPage { quarters, ..turned };
        }
        if best.confidence >= SURE {
            break;
        }
    }
    Ok(best)
}

fn read_straightened(mut picture: Picture, number: u32, tesseract: &Tesseract) -> Result<OcrPage, OcrError> {
    let turned = skew::straighten(&mut picture);
    read_picture(&picture, number, turned, tesseract)
}

fn read_picture(
    picture: &Picture,
    number: u32,
    turned: f32,
    tesseract: &Tesseract,
) -> Result<OcrPage, OcrError> {
    let luma = picture.luma();
    let scale = picture.scale;
    let fills = fills::find(picture);
    let rules = rules::find(&luma, scale);
    let mut text = clean::text_only(&luma, &fills, &rules);
    let bullets = dots::take(&mut text, scale);
    let (cells, rest) = regions::split(&text, &rules, scale);
    let dpi = (scale * 72.0).round();
    let mut lines = tsv::lines(&tesseract.read(&[&rest], Mode::Page, dpi)?, &[(0.0, 0.0)]);
    if !cells.is_empty() {
        let pictures: Vec<_> = cells.iter().map(|c| &c.picture).collect();
        let origins: Vec<_> = cells.iter().map(|c| c.origin).collect();
        lines.extend(tsv::lines(&tesseract.read(&pictures, Mode::Block, dpi)?, &origins));
    }
    let read = words::glyphs(&lines, &text, picture, &rules);
    Ok(OcrPage {
        content: PageContent {
            number,
            width: picture.width as f32 / scale,
            height: picture.height as f32 / scale,
            glyphs: read.glyphs,
            fonts: read.fonts,
            rules: rules.iter().map(|r| r.to_rule(picture)).collect(),
            fills: fills.rects.iter().map(|f| f.to_fill(scale)).collect(),
            bullets,
            confidences: read.words,
            ..PageContent::default()
        },
        confidence: read.confidence,
        turned,
        quarters: 0,
    })
}
