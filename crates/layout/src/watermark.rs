//! Watermarks: slanted text, and large pale letters behind the text.

use crate::grid;
use thresholds_model::page::{Glyph, PageContent};

/// Letters this many times as large as most of the page,
const LARGE: f32 = 2.5;
/// at least this light,
const PALE: f32 = 170.0;
/// of which at least this share stands under other text,
const UNDER_TEXT: f32 = 0.3;
/// and no more of them than a few words.
const MOST_LETTERS: usize = 120;

/// Splits the glyphs of a page into text and watermark.
pub fn split<'a>(page: &PageContent, glyphs: Vec<&'a Glyph>) -> (Vec<&'a Glyph>, Vec<&'a Glyph>) {
    let (text, mut marks): (Vec<&Glyph>, Vec<&Glyph>) =
        glyphs.into_iter().partition(|g| g.rotation.is_multiple_of(90));
    let typical = typical_size(&text);
    let (large, rest): (Vec<&Glyph>, Vec<&Glyph>) = text.iter().partition(|g| is_pale(g, typical, page));
    let under = large.iter().filter(|g| rest.iter().any(|r| covers(g, r))).count();
    if large.is_empty() || large.len() > MOST_LETTERS || (under as f32) < UNDER_TEXT * large.len() as f32 {
        return (text, marks);
    }
    marks.extend(large);
    (rest, marks)
}

fn typical_size(glyphs: &[&Glyph]) -> f32 {
    let mut sizes: Vec<f32> = glyphs.iter().map(|g| g.size).collect();
    let middle = sizes.len() / 2;
    if sizes.is_empty() { 10.0 } else { *sizes.select_nth_unstable_by(middle, f32::total_cmp).1 }
}

/// Large and pale on a page that is not dark there.
fn is_pale(glyph: &Glyph, typical: f32, page: &PageContent) -> bool {
    glyph.size > LARGE * typical
        && glyph.colour.luma() >= PALE
        && grid::fill_at(page, &glyph.bbox).is_none_or(|fill| fill.luma() > glyph.colour.luma())
}

/// Whether the middle of the smaller glyph stands on the larger one.
fn covers(large: &Glyph, small: &Glyph) -> bool {
    large.bbox.contains_point(small.bbox.mid_x(), small.bbox.mid_y())
}
