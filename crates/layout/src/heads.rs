//! Heads above the columns of a borderless table: several columns can share one.

use crate::fragment::{Line, Word};
use crate::region::Element;
use thresholds_model::geometry::BBox;

/// Words of different heads stand at least so far apart, in ems.
const HEAD_GAP: f32 = 0.55;
/// Distance of a line of heads from what is below it, in ems.
const NEAR: f32 = 1.3;
/// Most lines of heads.
const MAX_LINES: usize = 8;

/// A head and the columns that it covers, first and last.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    pub line: Line,
    pub first: usize,
    pub last: usize,
}

/// Takes the lines of heads off the end of what stands above a table. A line of heads
/// has two texts or more, each above one column or reaching over several. A rule below a
/// head (`edges`: height, from, to) shows how far it reaches.
pub fn take(above: &mut Vec<Element>, columns: &[Vec<Line>], edges: &[(f32, f32, f32)]) -> Vec<Head> {
    let extents: Vec<BBox> = columns.iter().filter_map(|c| BBox::hull(c.iter().map(|l| &l.bbox))).collect();
    if extents.len() != columns.len() || columns.len() < 3 {
        return Vec::new();
    }
    let mut top = extents.iter().map(|b| b.y0).fold(f32::MAX, f32::min);
    let mut heads = Vec::new();
    for _ in 0..MAX_LINES {
        let Some(level) = last_level(above, top) else { break };
        let found: Vec<Head> =
            level.iter().flat_map(parts).filter_map(|l| over(l, &extents, edges)).collect();
        let whole: usize = found.iter().map(|h| h.line.words.len()).sum();
        if found.len() < 2 || whole < level.iter().map(|l| l.words.len()).sum() {
            break;
        }
        top = found.iter().map(|h| h.line.bbox.y0).fold(top, f32::min);
        above.truncate(above.len() - level.len());
        heads.extend(found);
    }
    heads
}

/// The lines at the end that stand on one height, close above `top`.
fn last_level(above: &[Element], top: f32) -> Option<Vec<Line>> {
    let Some(Element::Line(last)) = above.last() else { return None };
    if top - last.bbox.y1 > NEAR * last.size() {
        return None;
    }
    let level = above.iter().rev().map_while(|e| match e {
        Element::Line(l) if l.bbox.overlap_y(&last.bbox) > 0.5 * last.bbox.height() => Some(l.clone()),
        _ => None,
    });
    Some(level.collect())
}

/// A line cut at every gap that is wider than a blank.
fn parts(line: &Line) -> Vec<Line> {
    let mut out: Vec<Vec<Word>> = Vec::new();
    for word in &line.words {
        match out.last_mut() {
            Some(words) if words.last().is_some_and(|w| word.bbox.x0 - w.bbox.x1 < HEAD_GAP * word.size) => {
                words.push(word.clone());
            }
            _ => out.push(vec![word.clone()]),
        }
    }
    out.into_iter().map(Line::new).collect()
}

/// The columns above which a text stands.
fn over(line: Line, extents: &[BBox], edges: &[(f32, f32, f32)]) -> Option<Head> {
    let b = line.bbox;
    let below = |(y, from, to): &&(f32, f32, f32)| {
        (-0.3..0.9).contains(&((y - b.y1) / line.size())) && *from < b.x0 + 2.0 && b.x1 < to + 2.0
    };
    let covered = |e: &BBox| match edges.iter().find(below) {
        Some((_, from, to)) => (*from..*to).contains(&e.mid_x()),
        None => e.overlap_x(&b) > 0.3 * e.width().min(b.width()),
    };
    let first = extents.iter().position(covered)?;
    let last = extents.iter().rposition(covered)?;
    Some(Head { line, first, last })
}
