//! Rows of figures: where every column but the first holds numbers or ticks, each line
//! of them is a row, and the labels on the left share themselves out among these.

use crate::fragment::Line;
use crate::items::{self, Setting};
use crate::text::is_bullet;
use thresholds_model::geometry::BBox;

/// A tick, a number with its signs, or a short code.
pub fn is_figure(text: &str) -> bool {
    let text = text.trim();
    let short = text.chars().count() <= 4 && text.split_whitespace().count() == 1;
    is_bullet(text) || short || is_number(text)
}

/// Digits with the signs that go with amounts, shares and dates.
fn is_number(text: &str) -> bool {
    let sign = |c: char| c.is_ascii_digit() || c == ' ' || ".,%()-–−+/:$£€*†‡<>±".contains(c);
    text.chars().count() <= 18 && text.contains(|c: char| c.is_ascii_digit()) && text.chars().all(sign)
}

/// Whether two lines stand on one height.
pub fn level_with(a: &Line, b: &Line) -> bool {
    if a.rotation != 0 || b.rotation != 0 {
        return a.bbox.overlap_y(&b.bbox) > 0.0;
    }
    (a.baseline() - b.baseline()).abs() < 0.45 * a.size().max(b.size())
}

/// Heights that part the rows of figures below `from`; `None` when fewer than `share`
/// of the lines to the right of the first column are figures.
pub fn row_cuts(columns: &[Vec<Line>], from: f32, share: f32) -> Option<Vec<f32>> {
    let below = |l: &&Line| l.bbox.mid_y() > from && l.rotation == 0;
    let (labels, rest) = columns.split_first()?;
    let figures: Vec<&Line> = rest.iter().flatten().filter(below).collect();
    let found = figures.iter().filter(|l| is_figure(&l.text())).count();
    if figures.is_empty() || (found as f32) < share * figures.len() as f32 {
        return None;
    }
    let mut rows = label_rows(labels.iter().filter(below).cloned().collect(), &figures);
    for figure in figures {
        let mid = figure.bbox.mid_y();
        let own = rows.iter_mut().find(|r| {
            r.y0 - 1.0 < mid && mid < r.y1 + 1.0 || r.overlap_y(&figure.bbox) > 0.6 * figure.bbox.height()
        });
        match own {
            Some(row) => *row = row.union(&figure.bbox),
            None => rows.push(figure.bbox),
        }
    }
    rows.sort_by(|a, b| a.y0.total_cmp(&b.y0));
    Some(rows.iter().skip(1).map(|r| r.y0 - 0.5).collect())
}

/// Boxes of the labels: paragraphs, parted where a second line stands level with figures
/// and after a colon.
fn label_rows(lines: Vec<Line>, figures: &[&Line]) -> Vec<BBox> {
    let right = lines.iter().map(|l| l.bbox.x1).fold(f32::MIN, f32::max);
    let setting = Setting { page: 0, right, fill: None };
    let mut rows = Vec::new();
    for paragraph in items::paragraphs(lines, setting) {
        let mut row: Option<BBox> = None;
        let (mut counted, mut closed) = (false, false);
        for line in &paragraph.lines {
            let level = figures.iter().any(|f| level_with(f, line));
            match &mut row {
                Some(b) if !(closed || level && counted) => *b = b.union(&line.bbox),
                _ => {
                    rows.extend(row.replace(line.bbox));
                    counted = false;
                }
            }
            counted |= level;
            closed = line.text().ends_with(':');
        }
        rows.extend(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_shares_and_dates_are_figures() {
        for text in ["1,190,000", "(106,870)", "85.1%", "10/11/13", "-", "31.6**", "2 246 496"] {
            assert!(is_figure(text), "{text}");
        }
        for text in ["Under Control", "Level 3", "2 stool samples"] {
            assert!(!is_figure(text), "{text}");
        }
    }
}
