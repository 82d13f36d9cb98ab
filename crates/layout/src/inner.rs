//! Boxes painted side by side inside a cell or a box: each is read on its own.

use crate::fragment::Line;
use thresholds_model::geometry::BBox;
use thresholds_model::page::{Fill, PageContent};

/// Smallest sides of such a box, points.
const LEAST_WIDTH: f32 = 48.0;
const LEAST_HEIGHT: f32 = 24.0;
/// A box that leaves less than this free on the sides of the cell is its paper, points.
const PADDING: f32 = 2.0;

/// A part of a cell: its box where it has one, and the lines in it.
pub type Part = (Option<BBox>, Vec<Line>);

/// The lines of a cell by the boxes painted in it: row by row of boxes, each from left to
/// right, with what stands free of them before and after. `None` without two side by side.
pub fn parts(cell: &BBox, lines: &[Line], page: &PageContent) -> Option<Vec<Part>> {
    let boxes = boxes(cell, page);
    if boxes.is_empty() {
        return None;
    }
    let mut inside: Vec<Vec<Line>> = vec![Vec::new(); boxes.len()];
    let mut free: Vec<Line> = Vec::new();
    for line in lines {
        for (place, part) in by_box(line, &boxes) {
            match place {
                Some(i) => inside[i].push(part),
                None => free.push(part),
            }
        }
    }
    let filled = inside.iter().filter(|lines| !lines.is_empty()).count();
    let mut out: Vec<Part> = Vec::new();
    for (b, lines) in boxes.into_iter().zip(inside) {
        let (above, below) = free.into_iter().partition(|l| l.bbox.mid_y() < b.y0);
        free = below;
        out.extend([(None, above), (Some(b), lines)]);
    }
    out.push((None, free));
    out.retain(|(_, lines)| !lines.is_empty());
    (filled >= 2).then_some(out)
}

/// The boxes that have another one beside them, in reading order.
fn boxes(cell: &BBox, page: &PageContent) -> Vec<BBox> {
    let mut all: Vec<BBox> = Vec::new();
    for (i, fill) in page.fills.iter().enumerate() {
        let held = all.iter().any(|b| b.contains(&fill.bbox, 1.0));
        if is_inside(cell, &fill.bbox) && !held && stands_out(fill, &page.fills[..i]) {
            all.retain(|b| !fill.bbox.contains(b, 1.0));
            all.push(fill.bbox);
        }
    }
    let level = |a: &BBox, b: &BBox| a.overlap_y(b) > 0.5 * a.height().min(b.height());
    let beside = |a: &BBox, b: &BBox| level(a, b) && (a.x1 <= b.x0 + 1.0 || b.x1 <= a.x0 + 1.0);
    let apart = |a: &BBox, b: &BBox| a == b || a.overlap_x(b) < 1.0 || a.overlap_y(b) < 1.0;
    if !all.iter().all(|a| all.iter().all(|b| apart(a, b))) {
        return Vec::new();
    }
    let mut boxes: Vec<BBox> = all.iter().filter(|a| all.iter().any(|b| beside(a, b))).copied().collect();
    boxes.sort_by(|a, b| a.y0.total_cmp(&b.y0));
    let mut rows: Vec<Vec<BBox>> = Vec::new();
    for b in boxes {
        match rows.last_mut() {
            Some(row) if row.iter().any(|a| level(a, &b)) => row.push(b),
            _ => rows.push(vec![b]),
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    }
    rows.concat()
}

fn is_inside(cell: &BBox, b: &BBox) -> bool {
    let free = (b.x0 - cell.x0).max(cell.x1 - b.x1) > PADDING;
    free && cell.contains(b, 1.0) && b.width() >= LEAST_WIDTH && b.height() >= LEAST_HEIGHT
}

/// Whether the sides of a fill can be seen: on white paper those of white cannot, nor those
/// of any colour on the same.
fn stands_out(fill: &Fill, before: &[Fill]) -> bool {
    if fill.outline_only {
        return true;
    }
    let (x, y) = (fill.bbox.mid_x(), fill.bbox.mid_y());
    let under = before.iter().rev().find(|f| !f.outline_only && f.bbox.contains_point(x, y));
    under.map_or(!crate::grid::is_white(fill.colour), |f| f.colour != fill.colour)
}

/// The words of a line by the box in which their middle lies.
fn by_box(line: &Line, boxes: &[BBox]) -> Vec<(Option<usize>, Line)> {
    let place = |b: &BBox| boxes.iter().position(|outer| outer.contains_point(b.mid_x(), b.mid_y()));
    line.words
        .chunk_by(|a, b| place(&a.bbox) == place(&b.bbox))
        .map(|words| (words.first().and_then(|w| place(&w.bbox)), Line::new(words.to_vec())))
        .collect()
}
