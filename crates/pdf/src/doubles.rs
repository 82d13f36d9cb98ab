//! Text that is painted twice: for a bold look, for a shadow, or as hidden text under
//! the visible one.

use thresholds_model::page::{Font, Glyph};

/// Two paintings of a glyph lie this close, in ems,
const NEAR: f32 = 0.15;
/// and never further apart than this, points.
const FURTHEST: f32 = 3.0;
/// A shift from which the second painting makes the letter look bold, in ems.
const BOLD_SHIFT: f32 = 0.008;
/// Cells of the search grid, at most.
const MOST_CELLS: usize = 1 << 20;

/// Keeps one glyph of each set that is painted at one place. The first keeps its place
/// in the order; the last gives the colour, as it is the one that shows.
pub(crate) fn remove(glyphs: &mut Vec<Glyph>, fonts: &mut Vec<Font>, width: f32, height: f32) {
    let mut grid = Grid::new(width, height);
    let mut keep = vec![true; glyphs.len()];
    for later in 0..glyphs.len() {
        if glyphs[later].text.trim().is_empty() {
            continue;
        }
        let cell = grid.cell(glyphs[later].origin);
        let twin = grid.around(cell).find(|&earlier| are_twins(&glyphs[earlier], &glyphs[later]));
        match twin {
            Some(earlier) => {
                keep[later] = false;
                let later = glyphs[later].clone();
                merge(&mut glyphs[earlier], later, fonts);
            }
            None => grid.insert(cell, later),
        }
    }
    let mut kept = keep.into_iter();
    glyphs.retain(|_| kept.next().unwrap_or(true));
}

fn are_twins(a: &Glyph, b: &Glyph) -> bool {
    let advance = a.bbox.width().max(a.bbox.height().min(a.size)) / 2.0;
    let near = (NEAR * a.size).min(FURTHEST).min(advance);
    a.text == b.text
        && a.rotation == b.rotation
        && (a.size - b.size).abs() <= 0.05 * a.size
        && (a.origin.0 - b.origin.0).abs() <= near.min(0.5 * narrow_side(a).max(0.1))
        && (a.origin.1 - b.origin.1).abs() <= near
}

/// Extent along x: half of it must separate two letters of a word ("ll").
fn narrow_side(glyph: &Glyph) -> f32 {
    if glyph.rotation.is_multiple_of(180) { glyph.bbox.width() } else { glyph.size }
}

fn merge(first: &mut Glyph, later: Glyph, fonts: &mut Vec<Font>) {
    if later.invisible {
        return;
    }
    let was_hidden = std::mem::replace(&mut first.invisible, false);
    let shift = (first.origin.0 - later.origin.0).abs().max((first.origin.1 - later.origin.1).abs());
    if !was_hidden && first.colour == later.colour && shift >= BOLD_SHIFT * first.size {
        first.font = bold_variant(fonts, first.font);
    }
    first.colour = later.colour;
    first.mcid = first.mcid.or(later.mcid);
    first.artifact &= later.artifact;
    if was_hidden {
        first.font = later.font;
        first.bbox = later.bbox;
        first.origin = later.origin;
    }
}

/// The index of the same font in bold.
pub(crate) fn bold_variant(fonts: &mut Vec<Font>, font: u16) -> u16 {
    match fonts.get(usize::from(font)) {
        Some(f) if !f.bold => {
            let bold = Font { bold: true, ..f.clone() };
            intern(fonts, bold)
        }
        _ => font,
    }
}

/// The index of a font in a page's table, which grows as needed.
pub(crate) fn intern(fonts: &mut Vec<Font>, font: Font) -> u16 {
    let index = fonts.iter().position(|f| *f == font).unwrap_or_else(|| {
        fonts.push(font);
        fonts.len() - 1
    });
    u16::try_from(index).unwrap_or(u16::MAX)
}

/// Glyphs by the place of their origin: heads of linked lists in a flat array.
struct Grid {
    side: f32,
    columns: usize,
    heads: Vec<u32>,
    entries: Vec<(u32, u32)>,
}

const NONE: u32 = u32::MAX;

impl Grid {
    fn new(width: f32, height: f32) -> Self {
        let (width, height) = (width.clamp(1.0, 1e6), height.clamp(1.0, 1e6));
        let side = FURTHEST.max((width * height / MOST_CELLS as f32).sqrt());
        let columns = (width / side) as usize + 2;
        let rows = (height / side) as usize + 2;
        Self { side, columns, heads: vec![NONE; columns * rows], entries: Vec::new() }
    }

    fn cell(&self, (x, y): (f32, f32)) -> usize {
        let column = ((x / self.side).max(0.0) as usize).min(self.columns - 1);
        let row = ((y / self.side).max(0.0) as usize).min(self.heads.len() / self.columns - 1);
        row * self.columns + column
    }

    fn insert(&mut self, cell: usize, glyph: usize) {
        let entry = self.entries.len() as u32;
        self.entries.push((glyph as u32, self.heads[cell]));
        self.heads[cell] = entry;
    }

    fn around(&self, cell: usize) -> impl Iterator<Item = usize> + '_ {
        let columns = self.columns as isize;
        let steps = [0, -1, 1, -columns, columns, -columns - 1, -columns + 1, columns - 1, columns + 1];
        steps.into_iter().filter_map(move |s| cell.checked_add_signed(s)).flat_map(|c| self.at(c))
    }

    fn at(&self, cell: usize) -> impl Iterator<Item = usize> + '_ {
        let mut next = self.heads.get(cell).copied().unwrap_or(NONE);
        std::iter::from_fn(move || {
            let &(glyph, after) = self.entries.get(next as usize)?;
            next = after;
            Some(glyph as usize)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use thresholds_model::geometry::BBox;
    use thresholds_model::page::Colour;

    fn glyph(text: &str, x: f32, y: f32) -> Glyph {
        Glyph {
            text: text.into(),
            bbox: BBox::new(x, y - 8.0, x + 2.4, y + 2.0),
            origin: (x, y),
            size: 10.0,
            font: 0,
            colour: Colour::BLACK,
            rotation: 0,
            mcid: None,
            invisible: false,
            artifact: false,
        }
    }

    fn removed(mut glyphs: Vec<Glyph>) -> (Vec<Glyph>, Vec<Font>) {
        let mut fonts = vec![Font::default()];
        remove(&mut glyphs, &mut fonts, 600.0, 800.0);
        (glyphs, fonts)
    }

    #[test]
    fn a_shifted_second_painting_is_bold() {
        let (glyphs, fonts) =
            removed(vec![glyph("N", 50.0, 50.0), glyph("e", 58.0, 50.0), glyph("N", 50.4, 50.0)]);
        assert_eq!(glyphs.len(), 2);
        assert!(fonts[usize::from(glyphs[0].font)].bold);
        assert!(!fonts[usize::from(glyphs[1].font)].bold);
    }

    #[test]
    fn a_shadow_gives_way_to_the_letter_on_top() {
        let shadow = Glyph { colour: Colour { r: 128, g: 128, b: 128 }, ..glyph("N", 50.7, 50.7) };
        let (glyphs, fonts) = removed(vec![shadow, glyph("N", 50.0, 50.0)]);
        assert_eq!(glyphs.len(), 1);
        assert_eq!(glyphs[0].colour, Colour::BLACK);
        assert!(!fonts[usize::from(glyphs[0].font)].bold);
    }

    #[test]
    fn double_letters_of_a_word_stay() {
        assert_eq!(removed(vec![glyph("l", 50.0, 50.0), glyph("l", 52.2, 50.0)]).0.len(), 2);
    }

    #[test]
    fn hidden_text_gives_way_to_visible_text() {
        let hidden = Glyph { invisible: true, ..glyph("N", 50.0, 50.0) };
        let (glyphs, _) = removed(vec![hidden.clone(), glyph("N", 50.0, 50.0), hidden]);
        assert_eq!(glyphs.len(), 1);
        assert!(!glyphs[0].invisible);
    }

    #[test]
    fn glyphs_off_the_page_do_no_harm() {
        let far = vec![glyph("a", -1e9, 1e9), glyph("a", 1e9, -1e9), glyph("a", f32::MAX, f32::MAX)];
        assert_eq!(removed(far).0.len(), 3);
    }
}
