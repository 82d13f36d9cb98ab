//! Columns that cannot be told apart: a row of heads with text below that keeps to them
//! in part, and in part runs across. Reading such a page line by line would put text
//! under the wrong head, so the page says that it is in doubt.

use crate::fragment::{Line, Piece};
use crate::headings::Body;
use thresholds_model::geometry::BBox;

/// A row of heads has at least so many,
const HEADS: usize = 3;
/// of so few words each.
const HEAD_WORDS: usize = 8;
/// Lines that begin at a head other than the first, at least.
const KEEPING: usize = 2;
/// Lines that cover the gap between two heads, at least.
const CROSSING: usize = 3;
/// How far below the heads text is theirs, points.
const REACH: f32 = 250.0;
/// Left edges of one column differ by no more, points.
const SAME_EDGE: f32 = 4.0;

/// Boxes of rows of heads over text that does not keep to them.
pub fn suspect_heads(lines: &[Line], body: &Body) -> Vec<BBox> {
    let upright: Vec<&Line> = lines.iter().filter(|l| l.rotation == 0).collect();
    rows_of_heads(&upright, body)
        .iter()
        .filter(|heads| text_crosses(heads, &upright))
        .filter_map(|heads| BBox::hull(heads.iter().map(|h| &h.bbox)))
        .collect()
}

/// Whether such heads are left that no table explains.
pub fn columns_ambiguous(suspects: &[BBox], pieces: &[Piece]) -> bool {
    let in_table = |b: &BBox| {
        pieces.iter().any(|p| matches!(p, Piece::Table(t) if t.bbox.contains_point(b.mid_x(), b.mid_y())))
    };
    suspects.iter().any(|b| !in_table(b))
}

/// Bold or large short lines that stand side by side, from the left.
fn rows_of_heads<'a>(lines: &[&'a Line], body: &Body) -> Vec<Vec<&'a Line>> {
    let styled = |l: &Line| l.bold() && !body.bold || l.size() > 1.1 * body.size;
    let mut heads: Vec<&Line> =
        lines.iter().copied().filter(|l| l.words.len() <= HEAD_WORDS && styled(l)).collect();
    heads.sort_by(|a, b| a.baseline().total_cmp(&b.baseline()));
    heads
        .chunk_by(|a, b| (a.baseline() - b.baseline()).abs() < 2.0)
        .filter(|row| row.len() >= HEADS)
        .map(|row| {
            let mut row = row.to_vec();
            row.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
            row
        })
        .collect()
}

fn text_crosses(heads: &[&Line], lines: &[&Line]) -> bool {
    let bottom = heads.iter().map(|h| h.bbox.y1).fold(f32::MIN, f32::max);
    let below: Vec<&&Line> =
        lines.iter().filter(|l| l.bbox.y0 > bottom - 2.0 && l.bbox.y0 < bottom + REACH).collect();
    let keeps = |l: &Line| heads[1..].iter().any(|h| (h.bbox.x0 - l.bbox.x0).abs() < SAME_EDGE);
    let gaps: Vec<f32> = heads.windows(2).map(|p| p[1].bbox.x0 - SAME_EDGE).collect();
    let crosses =
        |l: &Line| gaps.iter().any(|x| l.bbox.x0 < x - SAME_EDGE && l.bbox.x1 > x + 2.0 * SAME_EDGE);
    below.iter().filter(|l| keeps(l)).count() >= KEEPING
        && below.iter().filter(|l| crosses(l)).count() >= CROSSING
}
