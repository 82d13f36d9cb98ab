//! Words to lines: a line ends at a wide gap or at a wall.

use crate::fragment::{Line, Word};
use crate::text::{is_marker, is_round_bullet};
use thresholds_model::geometry::BBox;

/// Gap that ends a line, in ems.
const LINE_GAP: f32 = 1.6;
/// A bullet may stand further off from its text, in ems.
const MARKER_GAP: f32 = 4.5;

/// Gap, in ems, over which a bullet begins a column when others stand below it.
const BULLET_GAP: f32 = 0.4;
/// Bullets of one column begin within this distance of each other, points.
const BULLET_EDGE: f32 = 1.0;

/// A vertical rule or the side of a fill, which text does not cross.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wall {
    pub x: f32,
    pub y0: f32,
    pub y1: f32,
}

/// Splits rows of words into lines.
pub fn lines(rows: Vec<Vec<Word>>, walls: &[Wall]) -> Vec<Line> {
    let edges = bullet_edges(&rows);
    let mut out = Vec::new();
    for row in rows {
        let mut current: Vec<Word> = Vec::new();
        for word in row {
            if current.last().is_some_and(|last| {
                ends_line(&current, last, &word, walls) || begins_column(last, &word, &edges)
            }) {
                out.push(Line::new(std::mem::take(&mut current)));
            }
            current.push(word);
        }
        if !current.is_empty() {
            out.push(Line::new(current));
        }
    }
    out
}

fn ends_line(current: &[Word], last: &Word, next: &Word, walls: &[Wall]) -> bool {
    let gap = gap(last, next);
    let size = last.size.max(next.size);
    let marker = current.len() == 1 && is_marker(&last.text, gap, size);
    let limit = if marker { MARKER_GAP } else { LINE_GAP } * size;
    gap > limit || (last.rotation == 0 && walls.iter().any(|w| stands_between(w, &last.bbox, &next.bbox)))
}

/// Left edges on which bullets stand in two rows or more.
fn bullet_edges(rows: &[Vec<Word>]) -> Vec<f32> {
    let bullets = rows.iter().flatten().filter(|w| w.rotation == 0 && is_round_bullet(&w.text));
    let mut lefts: Vec<f32> = bullets.map(|w| w.bbox.x0).collect();
    lefts.sort_by(f32::total_cmp);
    lefts.windows(2).filter(|p| p[1] - p[0] < BULLET_EDGE).map(|p| p[0]).collect()
}

/// A bullet in the middle of a row, in line with bullets of other rows: text to the left
/// of it belongs to another column, however close it comes.
fn begins_column(last: &Word, next: &Word, edges: &[f32]) -> bool {
    next.rotation == 0
        && is_round_bullet(&next.text)
        && gap(last, next) > BULLET_GAP * next.size
        && edges.iter().any(|x| (x - next.bbox.x0).abs() < BULLET_EDGE)
}

/// Gap between two words in reading direction.
fn gap(a: &Word, b: &Word) -> f32 {
    match a.rotation {
        90 => b.bbox.y0 - a.bbox.y1,
        180 => a.bbox.x0 - b.bbox.x1,
        270 => a.bbox.y0 - b.bbox.y1,
        _ => b.bbox.x0 - a.bbox.x1,
    }
}

fn stands_between(wall: &Wall, a: &BBox, b: &BBox) -> bool {
    let y = a.mid_y();
    wall.x >= a.x1 - 1.5 && wall.x <= b.x0 + 1.5 && wall.y0 <= y && wall.y1 >= y
}

/// Lines of one column from the top, with lines that share a baseline joined.
pub fn in_column(mut lines: Vec<Line>) -> Vec<Line> {
    lines.sort_by(|a, b| a.bbox.mid_y().total_cmp(&b.bbox.mid_y()).then(a.bbox.x0.total_cmp(&b.bbox.x0)));
    let mut out: Vec<Line> = Vec::new();
    for line in lines {
        match out.last_mut() {
            Some(last)
                if last.rotation == line.rotation
                    && line.rotation == 0
                    && (last.baseline() - line.baseline()).abs() < 0.3 * last.size().min(line.size()) =>
            {
                let mut words = std::mem::take(&mut last.words);
                words.extend(line.words);
                words.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
                *last = Line::new(words);
            }
            _ => out.push(line),
        }
    }
    out
}
