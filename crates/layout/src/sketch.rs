//! The words and lines of a page, for drawings of what was understood.

use crate::fragment::{Paragraph, Piece};
use crate::headings::Body;
use crate::page::{arrange, raw};
use crate::upright::{unturn_box, upright};
use thresholds_model::geometry::BBox;
use thresholds_model::page::PageContent;

/// Where the words and lines of a page stand, on the page as displayed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sketch {
    /// Boxes of words.
    pub words: Vec<BBox>,
    /// Boxes of lines, in reading order.
    pub lines: Vec<BBox>,
}

/// The words and lines of a page, by itself.
pub fn sketch(page: &PageContent) -> Sketch {
    let turned = upright(page);
    let own = turned.page.as_ref();
    let body = Body::of(std::iter::once(own));
    let draft = arrange(raw(own), &body);
    let back = |b: &BBox| unturn_box(b, (360 - turned.turn) % 360, own.width, own.height);
    let mut sketch = Sketch::default();
    for line in draft.pieces.iter().flat_map(paragraphs).flat_map(|p| &p.lines) {
        sketch.lines.push(back(&line.bbox));
        sketch.words.extend(line.words.iter().map(|w| back(&w.bbox)));
    }
    sketch
}

fn paragraphs(piece: &Piece) -> Vec<&Paragraph> {
    match piece {
        Piece::Paragraph(p) => vec![p],
        Piece::Table(t) => t.cells.iter().flat_map(|c| &c.paragraphs).collect(),
    }
}
