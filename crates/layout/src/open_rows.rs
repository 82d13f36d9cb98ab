//! Rows whose columns are not drawn: below or above a row that is parted by uprights,
//! a row without any is parted at the same places when its text keeps to them (striped
//! tables with white rows between the shaded ones, rules only below the heads).

use crate::grid::Square;
use crate::words;
use thresholds_model::geometry::BBox;
use thresholds_model::page::{Glyph, PageContent};

/// Words with a smaller gap between them belong to one text, in ems.
const TEXT_GAP: f32 = 0.7;

/// Parts the rows of closed squares that the rows above, then those below, tell how to part.
pub fn part(mut squares: Vec<Square>, xs: &[f32], page: &PageContent) -> Vec<Square> {
    squares.sort_by_key(|s| (s.1, s.0));
    let squares = pass(squares, xs, page, |done, s| done.3 + 1 == s.1);
    let mut squares = pass(squares.into_iter().rev().collect(), xs, page, |done, s| done.1 == s.3 + 1);
    squares.sort_by_key(|s| (s.1, s.0));
    squares
}

fn pass(
    squares: Vec<Square>,
    xs: &[f32],
    page: &PageContent,
    touch: fn(&Square, &Square) -> bool,
) -> Vec<Square> {
    let mut done: Vec<Square> = Vec::with_capacity(squares.len());
    for square in squares {
        let columns = neighbours(&done, &square, touch);
        if columns.len() >= 2 && keeps_to(&columns, xs, &square, page) {
            done.extend(columns.iter().map(|(from, to)| {
                let bbox = BBox::new(xs[*from], square.4.y0, xs[to + 1], square.4.y1);
                (*from, square.1, *to, square.3, bbox)
            }));
        } else {
            done.push(square);
        }
    }
    done
}

/// Columns of the squares that touch this one and together are as wide as it is.
fn neighbours(done: &[Square], square: &Square, touch: fn(&Square, &Square) -> bool) -> Vec<(usize, usize)> {
    if square.0 == square.2 {
        return Vec::new();
    }
    let mut columns: Vec<(usize, usize)> = done
        .iter()
        .filter(|d| touch(d, square) && d.0 >= square.0 && d.2 <= square.2)
        .map(|d| (d.0, d.2))
        .collect();
    columns.sort_unstable();
    let whole = columns.first().is_some_and(|c| c.0 == square.0)
        && columns.last().is_some_and(|c| c.1 == square.2)
        && columns.windows(2).all(|w| w[0].1 + 1 == w[1].0);
    if whole { columns } else { Vec::new() }
}

/// Text stands in two columns or more, and none runs over an edge between them.
fn keeps_to(columns: &[(usize, usize)], xs: &[f32], square: &Square, page: &PageContent) -> bool {
    let inside = |g: &&Glyph| square.4.contains_point(g.bbox.mid_x(), g.bbox.mid_y()) && !g.invisible;
    let rows = words::rows(page.glyphs.iter().filter(inside), page);
    let edges: Vec<f32> = columns.iter().skip(1).map(|c| xs[c.0]).collect();
    let mut filled = vec![false; columns.len()];
    for row in &rows {
        for (i, word) in row.iter().enumerate() {
            filled[edges.iter().filter(|x| **x < word.bbox.mid_x()).count()] = true;
            let reach = match row.get(i + 1) {
                Some(next) if next.bbox.x0 - word.bbox.x1 < TEXT_GAP * word.size => next.bbox.x0,
                _ => word.bbox.x1 - 1.0,
            };
            if edges.iter().any(|x| word.bbox.x0 + 1.0 < *x && *x < reach) {
                return false;
            }
        }
    }
    filled.iter().filter(|f| **f).count() >= 2
}
