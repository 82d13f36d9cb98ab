//! Which filled rectangles are cells, and which only colour the paper behind words.

use crate::grid::{Square, is_white};
use thresholds_model::geometry::BBox;
use thresholds_model::page::{Fill, Glyph, PageContent};

/// Smallest side of a cell, points.
pub const MIN_SIDE: f32 = 7.0;
/// Fills lower than this may be the colour behind a word, points.
const LOW: f32 = 24.0;
/// A fill is looked for among so many painted before it.
const LOOK_BACK: usize = 256;
/// Colours whose channels differ by less are one.
const SAME_COLOUR: u8 = 3;

/// Fills that can be cells: not white, not the whole page, not behind a marked word, and
/// not upon a fill of the same colour, where their sides cannot be seen.
pub fn boxes(page: &PageContent) -> Vec<BBox> {
    let mut by_height: Vec<&Glyph> = page.glyphs.iter().collect();
    by_height.sort_by(|a, b| a.bbox.mid_y().total_cmp(&b.bbox.mid_y()));
    let solid = |f: &Fill| !f.outline_only && !is_white(f.colour);
    page.fills
        .iter()
        .enumerate()
        .filter(|(_, f)| solid(f) && is_box(&f.bbox, page, &by_height))
        .filter(|(i, f)| {
            let before = &page.fills[i.saturating_sub(LOOK_BACK)..*i];
            !before.iter().any(|b| solid(b) && same_colour(b, f) && hides(&b.bbox, &f.bbox))
        })
        .map(|(_, f)| f.bbox)
        .collect()
}

fn same_colour(a: &Fill, b: &Fill) -> bool {
    let near = |a: u8, b: u8| a.abs_diff(b) < SAME_COLOUR;
    near(a.colour.r, b.colour.r) && near(a.colour.g, b.colour.g) && near(a.colour.b, b.colour.b)
}

/// The first box holds the second, which is smaller.
fn hides(outer: &BBox, inner: &BBox) -> bool {
    outer.contains(inner, 0.6) && inner.area() < 0.98 * outer.area()
}

fn is_box(b: &BBox, page: &PageContent, by_height: &[&Glyph]) -> bool {
    if b.width() < MIN_SIDE || b.height() < MIN_SIDE || b.area() > 0.85 * page.width * page.height {
        return false;
    }
    // A highlighted word: the line goes on outside, close by.
    let from = by_height.partition_point(|g| g.bbox.mid_y() <= b.y0);
    // What stands on a fill of its own in the same row is the text of the next cell.
    let in_next_cell = |g: &Glyph| {
        page.fills.iter().filter(|f| !f.outline_only && !is_white(f.colour) && f.bbox != *b).any(|f| {
            let level = (f.bbox.y0 - b.y0).abs() < 1.0 && (f.bbox.y1 - b.y1).abs() < 1.0;
            level && f.bbox.contains_point(g.bbox.mid_x(), g.bbox.mid_y())
        })
    };
    let beside = |g: &&&Glyph| {
        let close = -0.5..g.size * 0.6;
        (close.contains(&(b.x0 - g.bbox.x1)) || close.contains(&(g.bbox.x0 - b.x1))) && !in_next_cell(g)
    };
    !(b.height() < LOW && by_height[from..].iter().take_while(|g| g.bbox.mid_y() < b.y1).any(|g| beside(&g)))
}

/// Inside a ruled cell a fill is no cell of its own when it reaches almost to all sides,
/// or when it is low and fits closely around words, which it marks.
pub fn is_behind_text(b: &BBox, ruled: &[Square], page: &PageContent) -> bool {
    let holder = ruled.iter().map(|s| s.4).find(|cell| cell.contains(b, 1.0));
    let Some(cell) = holder else { return false };
    let (beside, above) = (cell.width() - b.width(), cell.height() - b.height());
    let inset = (b.x0 - cell.x0).max(cell.x1 - b.x1).max(b.y0 - cell.y0).max(cell.y1 - b.y1);
    if inset < MIN_SIDE {
        return true;
    }
    if b.height() >= LOW || beside < MIN_SIDE || above < 1.0 {
        return false;
    }
    let text = BBox::hull(
        page.glyphs
            .iter()
            .filter(|g| !g.text.trim().is_empty() && b.contains_point(g.bbox.mid_x(), g.bbox.mid_y()))
            .map(|g| &g.bbox),
    );
    text.is_some_and(|t| b.width() - t.width() < 1.2 * t.height())
}
