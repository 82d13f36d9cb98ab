//! Boxes side by side that a page break cuts: each goes on at the head of the next page, and
//! what stands there belongs to its own box, not to the one that was read last.

use crate::fragment::{Paragraph, Piece};
use thresholds_model::geometry::BBox;

/// Sides of the two parts of a box differ by no more, points.
const SAME_SIDE: f32 = 3.0;
/// Boxes that end so far from the last text of a page are cut, points.
const FOOT: f32 = 20.0;

/// A piece in a box.
fn boxed(piece: &Piece) -> Option<(&Paragraph, BBox)> {
    match piece {
        Piece::Paragraph(p) if p.furniture.is_none() => p.boxed.map(|b| (p, b)),
        _ => None,
    }
}

/// Whether a piece stands in a box.
pub fn is_boxed(piece: &Piece) -> bool {
    boxed(piece).is_some()
}

/// Where a piece at the head of a page goes among those before it: behind the last one of
/// the box on the page before that goes on here. `None` when the box begins here.
pub fn target(before: &[Piece], piece: &Piece) -> Option<usize> {
    let (p, b) = boxed(piece)?;
    let part = |(q, a): (&Paragraph, BBox)| {
        let goes_on = || {
            let sides = (a.x0 - b.x0).abs() < SAME_SIDE && (a.x1 - b.x1).abs() < SAME_SIDE;
            q.page + 1 == p.page && sides && q.fill == p.fill && a.y1 + FOOT > foot(before, q.page)
        };
        q.page == p.page && a == b || goes_on()
    };
    let last = before.iter().rposition(|q| boxed(q).is_some_and(part))?;
    let begins = matches!(&before[last], Piece::Paragraph(q) if q.page + 1 == p.page);
    let titled = p.band || p.bold();
    (!(begins && titled) && last + 1 < before.len()).then_some(last + 1)
}

/// Bottom of the last piece of a page.
fn foot(pieces: &[Piece], page: u32) -> f32 {
    let bottom = |p: &Piece| match p {
        Piece::Paragraph(p) if p.furniture.is_none() && p.page == page => p.boxed.unwrap_or(p.bbox).y1,
        Piece::Table(t) if t.page == page => t.bbox.y1,
        _ => f32::MIN,
    };
    pieces.iter().rev().map(bottom).fold(f32::MIN, f32::max)
}
