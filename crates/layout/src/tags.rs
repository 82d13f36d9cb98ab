//! What the structure tree of a tagged PDF says of a piece of text, and whether the
//! tags of a page can be believed.
//!
//! Producers lie: a whole page in one paragraph, a paragraph for each line, a tree that
//! knows half of the text. Such tags are dropped, and geometry decides alone.

use std::collections::BTreeMap;
use thresholds_model::page::{PageContent, TagStep};

/// What the tree says of a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextTag {
    /// Number of the innermost block-level element.
    pub element: u32,
    pub role: Role,
    /// The label of a list item: a bullet or a number.
    pub label: bool,
    /// Nesting depth in lists, from 0.
    pub depth: u8,
}

/// Roles that layout uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A heading of this level, from 1.
    Heading(u8),
    /// Part of a list item.
    Item,
    /// An entry of a table of contents.
    Contents,
    /// Any other text.
    Text,
}

/// Elements that only mark a stretch of a line.
const INLINE: [&str; 16] = [
    "Annot",
    "BibEntry",
    "Code",
    "Em",
    "Form",
    "Lbl",
    "Link",
    "NonStruct",
    "Note",
    "Private",
    "Quote",
    "Reference",
    "Ruby",
    "Span",
    "Strong",
    "Sub",
];
/// Elements that hold blocks, not text.
const CONTAINERS: [&str; 7] = ["Art", "Document", "DocumentFragment", "L", "Part", "Sect", "TR"];

/// The tag of marked content on a page.
pub fn tag_of(page: &PageContent, mcid: u32) -> Option<TextTag> {
    tag_of_path(path_of(page, mcid)?)
}

/// Elements that hold a piece of marked content, from the root down.
pub fn path_of(page: &PageContent, mcid: u32) -> Option<&[TagStep]> {
    let at = page.tags.binary_search_by_key(&mcid, |t| t.mcid).ok()?;
    Some(&page.tags[at].path)
}

fn tag_of_path(path: &[TagStep]) -> Option<TextTag> {
    let block = path.iter().rev().find(|s| INLINE.binary_search(&&*s.role).is_err())?;
    if CONTAINERS.contains(&&*block.role) {
        return None;
    }
    // Lists around a table do not make its text list items.
    let cell = path.iter().rposition(is_cell).map_or(0, |i| i + 1);
    let inner = &path[cell..];
    let has = |role: &str| inner.iter().any(|s| &*s.role == role);
    let lists = inner.iter().filter(|s| &*s.role == "L").count();
    let role = match inner.iter().rev().find_map(heading_level) {
        Some(level) => Role::Heading(level),
        None if has("TOC") || has("TOCI") => Role::Contents,
        None if has("LI") => Role::Item,
        None => Role::Text,
    };
    Some(TextTag {
        element: block.element,
        role,
        label: has("Lbl") && has("LI"),
        depth: u8::try_from(lists.saturating_sub(1)).unwrap_or(u8::MAX),
    })
}

/// Whether the element is a cell of a table.
pub fn is_cell(step: &TagStep) -> bool {
    matches!(&*step.role, "TD" | "TH")
}

fn heading_level(step: &TagStep) -> Option<u8> {
    let level = step.role.strip_prefix('H')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

/// Share of the glyphs that the tree must know.
const COVERAGE: f32 = 0.5;
/// Share of the glyphs in one paragraph, in so many lines with so many wide gaps among
/// them, that no paragraph has.
const ONE_PARAGRAPH: f32 = 0.6;
const MANY_LINES: usize = 12;
const WIDE_GAPS: usize = 3;
/// Share of paragraphs that begin in the middle of a sentence, among at least so many,
/// from which each line has a paragraph of its own.
const BROKEN_SENTENCES: f32 = 0.4;
const ENOUGH_PARAGRAPHS: usize = 8;

/// How far the tags of a page can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// They fit the text, or there are none.
    Fit,
    /// They know little of the text.
    Scant,
    /// They contradict it.
    Lie,
}

/// Whether the tags of a page fit its text.
pub fn trust(page: &PageContent) -> Trust {
    let mut elements: BTreeMap<u32, Seen> = BTreeMap::new();
    let (mut tagged, mut total) = (0usize, 0usize);
    let mut last: Option<(u32, Option<TextTag>)> = None;
    for glyph in page.glyphs.iter().filter(|g| !g.artifact && !g.text.trim().is_empty()) {
        total += 1;
        let Some(mcid) = glyph.mcid else { continue };
        let tag = match last {
            Some((id, tag)) if id == mcid => tag,
            _ => tag_of(page, mcid),
        };
        last = Some((mcid, tag));
        if let Some(tag) = tag {
            tagged += 1;
            elements.entry(tag.element).or_insert_with(|| Seen::new(tag.role)).add(glyph);
        }
    }
    if page.tags.is_empty() {
        Trust::Fit
    } else if elements.values().any(|e| e.is_whole_page(tagged)) || sentences_broken(&elements) {
        Trust::Lie
    } else if (tagged as f32) < COVERAGE * total as f32 {
        Trust::Scant
    } else {
        Trust::Fit
    }
}

/// What is seen of one element.
struct Seen {
    role: Role,
    glyphs: usize,
    first: char,
    last: char,
    /// Baselines of its lines, in the order of painting, with the size of the text.
    lines: Vec<(f32, f32)>,
}

impl Seen {
    fn new(role: Role) -> Self {
        Self { role, glyphs: 0, first: ' ', last: ' ', lines: Vec::new() }
    }

    fn add(&mut self, glyph: &thresholds_model::page::Glyph) {
        if self.glyphs == 0 {
            self.first = glyph.text.chars().next().unwrap_or(' ');
        }
        self.last = glyph.text.chars().last().unwrap_or(' ');
        self.glyphs += 1;
        if self.lines.last().is_none_or(|(y, _)| (y - glyph.origin.1).abs() > 0.5 * glyph.size) {
            self.lines.push((glyph.origin.1, glyph.size));
        }
    }

    fn is_whole_page(&self, tagged: usize) -> bool {
        let wide = self.lines.windows(2).filter(|p| p[1].0 - p[0].0 > 2.0 * p[1].1).count();
        self.lines.len() >= MANY_LINES
            && self.glyphs as f32 > ONE_PARAGRAPH * tagged as f32
            && wide >= WIDE_GAPS
    }
}

fn sentences_broken(elements: &BTreeMap<u32, Seen>) -> bool {
    let text: Vec<&Seen> = elements.values().filter(|e| e.role == Role::Text).collect();
    let broken = text
        .windows(2)
        .filter(|p| p[1].first.is_lowercase() && p[0].lines.len() == 1 && !".:;!?".contains(p[0].last))
        .count();
    text.len() > ENOUGH_PARAGRAPHS && broken as f32 > BROKEN_SENTENCES * text.len() as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(roles: &[&str]) -> Vec<TagStep> {
        let step = |(i, role): (usize, &&str)| TagStep {
            role: (*role).into(),
            element: i as u32,
            ..TagStep::default()
        };
        roles.iter().enumerate().map(step).collect()
    }

    fn tag(roles: &[&str]) -> Option<TextTag> {
        tag_of_path(&path(roles))
    }

    #[test]
    fn roles_of_text() {
        let of = |roles: &[&str]| tag(roles).map(|t| (t.element, t.role, t.label, t.depth));
        assert_eq!(of(&["Document", "Sect", "H2", "Span"]), Some((2, Role::Heading(2), false, 0)));
        assert_eq!(of(&["L", "LI", "Lbl"]), Some((1, Role::Item, true, 0)));
        assert_eq!(of(&["L", "LI", "LBody", "L", "LI", "LBody", "P"]), Some((6, Role::Item, false, 1)));
        assert_eq!(of(&["L", "LI", "LBody", "Table", "TR", "TD", "P"]), Some((6, Role::Text, false, 0)));
        assert_eq!(of(&["TOC", "TOCI", "Link"]), Some((1, Role::Contents, false, 0)));
        assert_eq!(of(&["Document", "Span"]), None);
    }

    #[test]
    fn inline_elements_are_sorted_for_the_search() {
        assert!(INLINE.is_sorted());
    }
}
