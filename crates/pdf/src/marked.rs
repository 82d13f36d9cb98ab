//! Marked content: which structure element a glyph belongs to, whether it is an
//! artifact, and the text that the producer says it stands for.

use crate::strings;
use crate::tags::{FORM_MCIDS, TaggedForms};
use hayro_syntax::object::{Dict, String as PdfString};
use thresholds_model::geometry::BBox;
use thresholds_model::page::Glyph;

/// Deeper nesting than this is not followed.
const MAX_DEPTH: usize = 512;

/// The open marked-content sequences of a page.
#[derive(Debug, Default)]
pub(crate) struct MarkedContent {
    open: Vec<Scope>,
    too_deep: usize,
}

#[derive(Debug)]
struct Scope {
    mcid: Option<u32>,
    artifact: bool,
    actual: Option<String>,
    first_glyph: usize,
}

impl MarkedContent {
    /// Opens a sequence; `glyphs` have been painted so far. `form` is set inside a form
    /// XObject and tells how its ids are counted.
    pub(crate) fn begin(
        &mut self,
        tag: &[u8],
        properties: Option<&Dict<'_>>,
        glyphs: usize,
        form: Option<TaggedForms>,
    ) {
        if self.open.len() >= MAX_DEPTH {
            self.too_deep += 1;
            return;
        }
        let mcid = properties.and_then(|p| p.get::<u32>(b"MCID")).and_then(|id| match form {
            None | Some(TaggedForms::None) => Some(id),
            Some(TaggedForms::One) => id.checked_add(FORM_MCIDS),
            Some(TaggedForms::Several) => None,
        });
        let actual = properties
            .and_then(|p| p.get::<PdfString<'_>>(b"ActualText"))
            .map(|s| strings::decode(s.as_bytes()));
        self.open.push(Scope { mcid, artifact: tag == b"Artifact", actual, first_glyph: glyphs });
    }

    /// Closes the innermost sequence and gives its glyphs the text that it stands for.
    pub(crate) fn end(&mut self, glyphs: &mut Vec<Glyph>) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        if let Some(Scope { actual: Some(text), first_glyph, .. }) = self.open.pop() {
            replace_text(glyphs, first_glyph, &text);
        }
    }

    /// The innermost marked-content id.
    pub(crate) fn mcid(&self) -> Option<u32> {
        self.open.iter().rev().find_map(|s| s.mcid)
    }

    /// Whether any open sequence is an artifact.
    pub(crate) fn artifact(&self) -> bool {
        self.open.iter().any(|s| s.artifact)
    }
}

/// Longest sequence that is taken at its word as one unit (a ligature, a hyphen, a
/// bullet); in longer ones only unknown characters are replaced.
const ONE_UNIT: usize = 4;

fn replace_text(glyphs: &mut Vec<Glyph>, first: usize, actual: &str) {
    let Some(count) = glyphs.len().checked_sub(first).filter(|n| *n > 0) else { return };
    let chars: Vec<char> = actual.chars().filter(|c| !c.is_control()).collect();
    if chars.is_empty() {
        // "Stands for no text" is believed of a mark, not of a whole paragraph.
        if count <= 2 && actual.is_empty() {
            glyphs.truncate(first);
        }
        return;
    }
    if chars.len() == count {
        for (glyph, c) in glyphs[first..].iter_mut().zip(&chars) {
            glyph.text = c.to_string().into();
        }
    } else if count <= ONE_UNIT && same_line(&glyphs[first..]) {
        let bbox = BBox::hull(glyphs[first..].iter().map(|g| &g.bbox)).unwrap_or_default();
        glyphs.truncate(first + 1);
        glyphs[first].bbox = bbox;
        glyphs[first].text = chars.iter().collect::<String>().into();
    } else if glyphs[first..].iter().all(|g| &*g.text == crate::text::UNKNOWN) {
        for (i, glyph) in glyphs[first..].iter_mut().enumerate() {
            let share = i * chars.len() / count..(i + 1) * chars.len() / count;
            let text: String = chars[share].iter().collect();
            glyph.text = if text.is_empty() { " ".into() } else { text.into() };
        }
    }
}

fn same_line(glyphs: &[Glyph]) -> bool {
    glyphs.iter().all(|g| (g.origin.1 - glyphs[0].origin.1).abs() <= 0.3 * g.size || g.rotation != 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use thresholds_model::page::Colour;

    fn glyphs(text: &str) -> Vec<Glyph> {
        let glyph = |(i, c): (usize, char)| Glyph {
            text: c.to_string().into(),
            bbox: BBox::new(i as f32 * 5.0, 0.0, i as f32 * 5.0 + 5.0, 10.0),
            origin: (i as f32 * 5.0, 8.0),
            size: 10.0,
            font: 0,
            colour: Colour::BLACK,
            rotation: 0,
            mcid: None,
            invisible: false,
            artifact: false,
        };
        text.chars().enumerate().map(glyph).collect()
    }

    fn text_after(before: &str, first: usize, actual: &str) -> String {
        let mut glyphs = glyphs(before);
        replace_text(&mut glyphs, first, actual);
        glyphs.iter().map(|g| &*g.text).collect()
    }

    #[test]
    fn a_ligature_gets_its_letters() {
        assert_eq!(text_after("of?", 2, "fice"), "office");
    }

    #[test]
    fn a_hyphen_at_a_line_end_becomes_soft() {
        assert_eq!(text_after("safe-", 4, "\u{AD}"), "safe\u{AD}");
    }

    #[test]
    fn long_readable_text_is_not_replaced_but_unknown_text_is() {
        assert_eq!(text_after("neglect of a child", 0, "other"), "neglect of a child");
        assert_eq!(text_after("\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}", 0, "neglect"), "neglect");
    }

    #[test]
    fn empty_text_removes_a_mark_but_not_a_paragraph() {
        assert_eq!(text_after("a*", 1, ""), "a");
        assert_eq!(text_after("abcdef", 0, ""), "abcdef");
    }

    #[test]
    fn ends_without_a_beginning_do_no_harm() {
        MarkedContent::default().end(&mut glyphs("a"));
    }
}
