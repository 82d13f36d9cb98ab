//! Text of glyphs whose font has no map to Unicode: the embedded font program often
//! still knows which character each of its glyphs draws.

use hayro_font::OutlineGlyph;
use skrifa::{FontRef, MetadataProvider};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Mappings of a font that are looked at.
const MOST_MAPPINGS: usize = 100_000;

/// Characters by glyph, for each font program that was asked for.
#[derive(Default)]
pub(crate) struct FontPrograms {
    characters: HashMap<u128, HashMap<u32, char>>,
}

impl FontPrograms {
    /// The character that a glyph draws, by the `cmap` table of its font program.
    pub(crate) fn character(&mut self, glyph: &OutlineGlyph) -> Option<char> {
        let program = glyph.font_data()?;
        let characters = match self.characters.entry(program.cache_key) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(by_glyph(program.data.as_ref().as_ref())),
        };
        characters.get(&glyph.glyph_id().to_u32()).copied()
    }
}

/// The lowest character of each glyph, but one of general use before a private one.
fn by_glyph(program: &[u8]) -> HashMap<u32, char> {
    let mut characters = HashMap::new();
    let Ok(font) = FontRef::from_index(program, 0) else { return characters };
    for (code, glyph) in font.charmap().mappings().take(MOST_MAPPINGS) {
        let Some(c) = char::from_u32(code).filter(|c| !c.is_control()) else { continue };
        let better = |known: char| (is_private(c), c) < (is_private(known), known);
        let known = characters.entry(glyph.to_u32()).or_insert(c);
        if better(*known) {
            *known = c;
        }
    }
    characters
}

fn is_private(c: char) -> bool {
    ('\u{E000}'..='\u{F8FF}').contains(&c)
}
