//! One size for what was set in one size: measured sizes waver by a few in a hundred.

use thresholds_model::page::PageContent;

/// Sizes up to this much larger than the smallest of a group are one size.
const GROUP: f32 = 1.13;

/// Gives the text of recognised pages of a document the sizes that most of it has, so
/// that headings of one kind look alike on all pages.
pub fn settle_sizes(pages: &mut [&mut PageContent]) {
    let mut sizes: Vec<f32> = pages.iter().flat_map(|p| p.glyphs.iter().map(|g| g.size)).collect();
    sizes.sort_by(f32::total_cmp);
    let groups: Vec<(f32, f32)> =
        groups(&sizes).into_iter().filter_map(|g| Some((*g.last()?, *g.get(g.len() / 2)?))).collect();
    for glyph in pages.iter_mut().flat_map(|p| &mut p.glyphs) {
        if let Some((_, size)) = groups.iter().find(|(last, _)| glyph.size <= *last) {
            glyph.size = *size;
        }
    }
}

/// Parts sorted sizes into groups.
fn groups(mut rest: &[f32]) -> Vec<&[f32]> {
    let mut out = Vec::new();
    while let Some(first) = rest.first() {
        let (group, after) = rest.split_at(rest.partition_point(|s| *s <= first * GROUP).max(1));
        out.push(group);
        rest = after;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_that_waver_are_one_and_a_heading_stays_larger() {
        let sizes = [10.0, 10.2, 10.9, 13.4, 14.0, 14.3];
        let found: Vec<usize> = groups(&sizes).iter().map(|g| g.len()).collect();
        assert_eq!(found, [3, 3]);
    }
}
