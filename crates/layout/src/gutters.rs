//! Columns by persistent gutters.
//!
//! A gutter is a vertical strip that stays free of text over several lines, with text
//! on both sides of it. Columns are decided by the persistence of the empty strip,
//! never by the number of characters in a line.

use crate::fragment::Line;
use crate::text::{is_marker, is_round_bullet};
use thresholds_model::geometry::BBox;

/// Narrowest strip from which a search starts, in ems.
const START_GAP: f32 = 0.9;
/// Narrowest strip that remains a gutter, in ems.
const MIN_GAP: f32 = 0.7;
/// Gutters of a few lines only must be this wide, in ems.
const WIDE_GAP: f32 = 1.8;
/// Room that a bullet at the start of a line leaves to the gutter on its left, in ems.
const BULLET_ROOM: f32 = 0.4;
/// Longest search, lines; a page with more is read in its painted lines.
const MAX_LINES: usize = 1_500;

/// A run of lines (by index, from the top) that one or more gutters divide.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// First line.
    pub from: usize,
    /// One past the last line.
    pub to: usize,
    /// Middles of the gutters, ascending.
    pub gutters: Vec<f32>,
}

/// What the search for gutters sees of a line or of a table: where it covers the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    pub bbox: BBox,
    /// Covered strips of the x axis, ascending.
    pub strips: Vec<(f32, f32)>,
    /// Text size.
    pub size: f32,
}

impl Item {
    /// A line of text.
    pub fn of_line(line: &Line) -> Self {
        Self { bbox: line.bbox, strips: strips(line), size: line.size() }
    }

    /// Something solid.
    pub fn of_box(bbox: BBox) -> Self {
        Self { bbox, strips: vec![(bbox.x0, bbox.x1)], size: 10.0 }
    }
}

/// The strips of one line that text covers: words with ordinary gaps bridged, a bullet
/// glued to its text. Before a bullet a gutter may be narrower: it shows where text begins.
fn strips(line: &Line) -> Vec<(f32, f32)> {
    if line.rotation != 0 {
        return vec![(line.bbox.x0, line.bbox.x1)];
    }
    let mut out: Vec<(f32, f32)> = Vec::new();
    for (i, word) in line.words.iter().enumerate() {
        let b = word.bbox;
        match out.last_mut() {
            Some(last) => {
                let gap = b.x0 - last.1;
                let lettered = word.text.contains(char::is_alphabetic);
                let marker = i == 1 && lettered && is_marker(&line.words[0].text, gap, word.size);
                if marker || gap < MIN_GAP * word.size {
                    last.1 = last.1.max(b.x1);
                } else {
                    out.push((b.x0, b.x1));
                }
            }
            None if line.words.len() > 1 && is_round_bullet(&word.text) => {
                out.push((b.x0 + BULLET_ROOM * word.size, b.x1 + BULLET_ROOM * word.size));
            }
            None => out.push((b.x0, b.x1)),
        }
    }
    out
}

/// The most telling run of columns among lines that are sorted from the top; `None`
/// when the lines form one column.
pub fn best_run(lines: &[Item]) -> Option<Run> {
    if lines.len() < 2 || lines.len() > MAX_LINES {
        return None;
    }
    let size = typical_size(lines);
    let mut best: Option<(f32, Run)> = None;
    for (gap, start) in candidates(lines, size) {
        let Some((from, to)) = extend(lines, gap, start, size) else { continue };
        let from = from + rest_of_level(&lines[..to], from);
        let gutters = gutters_of(lines, from, to, size);
        if gutters.is_empty() {
            continue;
        }
        let score: f32 = gutters.iter().map(|g| g.1).sum();
        let run = Run { from, to, gutters: gutters.into_iter().map(|g| g.0).collect() };
        if best.as_ref().is_none_or(|(s, b)| score > *s + 0.5 || (score > s - 0.5 && run.from < b.from)) {
            best = Some((score, run));
        }
    }
    best.map(|(_, run)| run)
}

fn typical_size(lines: &[Item]) -> f32 {
    let mut sizes: Vec<f32> = lines.iter().map(|l| l.size).collect();
    sizes.sort_by(f32::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(10.0).max(1.0)
}

/// Gaps between neighbours on the same height: (strip, line index), without near repeats.
fn candidates(lines: &[Item], size: f32) -> Vec<((f32, f32), usize)> {
    let mut out: Vec<((f32, f32), usize)> = Vec::new();
    let mut add = |gap: (f32, f32), at: usize| {
        if gap.1 - gap.0 < START_GAP * size {
            return;
        }
        let known = out
            .iter()
            .rev()
            .take(64)
            .any(|(g, i)| (g.0 - gap.0).abs() < 3.0 && (g.1 - gap.1).abs() < 3.0 && at - i < 12);
        if !known {
            out.push((gap, at));
        }
    };
    for (i, item) in lines.iter().enumerate() {
        for pair in item.strips.windows(2) {
            add((pair[0].1, pair[1].0), i);
        }
        // The nearest line to the right on the same height.
        let right = lines
            .iter()
            .enumerate()
            .skip(i.saturating_sub(40))
            .take(80)
            .filter(|(j, l)| *j != i && l.bbox.x0 > lines[i].bbox.x1 && same_height(&l.bbox, &lines[i].bbox))
            .min_by(|a, b| a.1.bbox.x0.total_cmp(&b.1.bbox.x0));
        if let Some((_, l)) = right {
            add((lines[i].bbox.x1, l.bbox.x0), i);
        }
    }
    out
}

fn same_height(a: &BBox, b: &BBox) -> bool {
    a.overlap_y(b) > 0.3 * a.height().min(b.height())
}

/// The longest stretch of lines around `start` that leaves a part of the gap free.
fn extend(lines: &[Item], gap: (f32, f32), start: usize, size: f32) -> Option<(usize, usize)> {
    let mut free = narrowed(gap, &lines[start].strips, size)?;
    let (mut from, mut to) = (start, start + 1);
    loop {
        let mut moved = false;
        if to < lines.len()
            && near(lines, to - 1, to)
            && let Some(f) = narrowed(free, &lines[to].strips, size)
        {
            free = f;
            to += 1;
            moved = true;
        }
        if from > 0
            && near(lines, from - 1, from)
            && let Some(f) = narrowed(free, &lines[from - 1].strips, size)
        {
            free = f;
            from -= 1;
            moved = true;
        }
        if !moved {
            break;
        }
    }
    Some((from, to))
}

/// How many lines at the start of a run stand level with the text that ends it above:
/// they are not below that text.
fn rest_of_level(lines: &[Item], from: usize) -> usize {
    let Some(above) = from.checked_sub(1).map(|i| lines[i].bbox) else { return 0 };
    let level = |b: &BBox| b.overlap_y(&above) > 0.7 * b.height().max(above.height());
    lines[from..].iter().take_while(|l| level(&l.bbox)).count()
}

/// Lines far apart do not belong to one run.
fn near(lines: &[Item], upper: usize, lower: usize) -> bool {
    let bottom = lines[..=upper].iter().rev().take(8).map(|l| l.bbox.y1).fold(f32::MIN, f32::max);
    lines[lower].bbox.y0 - bottom < 8.0 * lines[lower].size.max(6.0)
}

/// What the strips of a line leave of a gap; `None` when it is too narrow.
fn narrowed(gap: (f32, f32), strips: &[(f32, f32)], size: f32) -> Option<(f32, f32)> {
    let mut parts = vec![gap];
    for s in strips {
        parts = parts
            .into_iter()
            .flat_map(|p| [(p.0, p.1.min(s.0)), (p.0.max(s.1), p.1)])
            .filter(|p| p.1 - p.0 >= MIN_GAP * size)
            .collect();
    }
    parts.sort_by(|a, b| (b.1 - b.0).total_cmp(&(a.1 - a.0)));
    parts.dedup();
    parts.first().copied()
}

/// All gutters of a stretch of lines, each with its weight (the height over which
/// both sides hold text).
fn gutters_of(lines: &[Item], from: usize, to: usize, size: f32) -> Vec<(f32, f32)> {
    let mut covered: Vec<(f32, f32)> = lines[from..to].iter().flat_map(|l| &l.strips).copied().collect();
    covered.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut free: Vec<(f32, f32)> = Vec::new();
    let mut reach = f32::MIN;
    for (x0, x1) in covered {
        if reach > f32::MIN && x0 - reach >= MIN_GAP * size {
            free.push((reach, x0));
        }
        reach = reach.max(x1);
    }
    let mut out = Vec::new();
    for (i, gap) in free.iter().enumerate() {
        let left_end = if i == 0 { f32::MIN } else { free[i - 1].1 - 0.1 };
        let right_end = free.get(i + 1).map_or(f32::MAX, |g| g.0 + 0.1);
        let sides = |a: f32, b: f32| -> Vec<BBox> {
            (from..to)
                .flat_map(|j| lines[j].strips.iter().map(move |s| (j, s)))
                .filter(|(_, s)| s.0 >= a && s.1 <= b)
                .map(|(j, s)| BBox::new(s.0, lines[j].bbox.y0, s.1, lines[j].bbox.y1))
                .collect()
        };
        let (left, right) = (sides(left_end, gap.0 + 0.1), sides(gap.1 - 0.1, right_end));
        let (Some(l), Some(r)) = (BBox::hull(&left), BBox::hull(&right)) else { continue };
        let shared = l.overlap_y(&r);
        let fewest = left.len().min(right.len());
        let wide = gap.1 - gap.0 >= WIDE_GAP * size;
        let enough = if wide { fewest >= 1 && left.len() + right.len() >= 3 } else { fewest >= 3 };
        if enough && shared > 0.5 * size {
            out.push(((gap.0 + gap.1) / 2.0, shared));
        }
    }
    out
}

/// Splits a line at the gutters: words to the column in which their middle lies.
pub fn split_line(line: &Line, gutters: &[f32]) -> Vec<(usize, Line)> {
    let column = |b: &BBox| gutters.iter().filter(|g| **g < b.mid_x()).count();
    let mut out: Vec<(usize, Vec<crate::fragment::Word>)> = Vec::new();
    for word in &line.words {
        let c = column(&word.bbox);
        match out.last_mut() {
            Some((last, words)) if *last == c => words.push(word.clone()),
            _ => out.push((c, vec![word.clone()])),
        }
    }
    out.into_iter().map(|(c, words)| (c, Line::new(words))).collect()
}
