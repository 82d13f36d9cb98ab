//! Words in painting order: enough to judge a page's text, not to read it.

use thresholds_model::page::{Glyph, PageContent};

/// A gap along the line that separates two words, in ems.
const WORD_GAP: f32 = 0.15;
/// A step back along the line that starts a new word, in ems.
const STEP_BACK: f32 = 0.6;
/// A step across the line that starts a new word, in ems.
const NEW_LINE: f32 = 0.5;

/// The words of a page as they were painted, without any layout. For comparing two
/// readings of a page and for its grade.
pub fn naive_words(page: &PageContent) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut last: Option<&Glyph> = None;
    for glyph in &page.glyphs {
        if last.is_some_and(|l| is_apart(l, glyph)) || glyph.text.trim().is_empty() {
            end(&mut word, &mut words);
        }
        for c in glyph.text.chars() {
            if c.is_whitespace() { end(&mut word, &mut words) } else { word.push(c) }
        }
        last = Some(glyph);
    }
    end(&mut word, &mut words);
    words
}

fn end(word: &mut String, words: &mut Vec<String>) {
    if !word.is_empty() {
        words.push(std::mem::take(word));
    }
}

/// Whether two glyphs painted one after the other belong to different words.
fn is_apart(a: &Glyph, b: &Glyph) -> bool {
    let em = a.size.max(b.size);
    let (along, across) = match a.rotation {
        45..135 => (b.bbox.y0 - a.bbox.y1, b.origin.0 - a.origin.0),
        135..225 => (a.bbox.x0 - b.bbox.x1, b.origin.1 - a.origin.1),
        225..315 => (a.bbox.y0 - b.bbox.y1, b.origin.0 - a.origin.0),
        _ => (b.bbox.x0 - a.bbox.x1, b.origin.1 - a.origin.1),
    };
    a.rotation != b.rotation
        || along > WORD_GAP * em
        || along < -STEP_BACK * em
        || across.abs() > NEW_LINE * em
}
