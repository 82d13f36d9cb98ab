//! Is every quote where it is said to be?
//!
//! A quote is confirmed when its words stand among the glyphs that lie in its boxes (one
//! on its page, and one more after each break of column or page). Letters and digits are compared, in lower case and with ligatures resolved;
//! punctuation and blanks are not, as line-end hyphens and bullets are not part of a
//! quote.

mod tables;

pub use tables::{Difference, compare_bytes, compare_csv};

use std::collections::BTreeSet;
use std::fmt;
use thresholds_model::geometry::BBox;
use thresholds_model::page::PageContent;
use thresholds_model::passage::Passage;
use thresholds_model::placement::Verdict;
use thresholds_model::quality::Engine;
use thresholds_model::results::DocumentResult;
use unicode_normalization::UnicodeNormalization;

/// Glyphs may stand out of their box by this much, points.
const SLACK: f32 = 2.0;

/// What came of checking one document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Checked {
    /// Quotes that stand on their page in their box.
    pub confirmed: usize,
    /// Those that could not be confirmed, and why.
    pub doubts: Vec<Doubt>,
}

/// A quote that could not be confirmed.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubt {
    /// Id of the passage.
    pub passage: String,
    /// Its page.
    pub page: u32,
    /// The quote.
    pub quote: String,
    /// Why.
    pub why: Why,
}

/// Why a quote could not be confirmed.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// The document has no such page.
    NoSuchPage,
    /// The page was read by optical character recognition: its words are in the picture only.
    Recognised,
    /// Words that do not stand in the box.
    WordsMissing(Vec<String>),
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { page, quote, why, .. } = self;
        match why {
            Why::NoSuchPage => write!(f, "page {page} does not exist: \"{quote}\""),
            Why::Recognised => write!(f, "page {page} was read from its picture, look at it: \"{quote}\""),
            Why::WordsMissing(words) => {
                write!(f, "page {page}: {} not in the box of \"{quote}\"", words.join(", "))
            }
        }
    }
}

/// Checks the quotes of all passages that place something in a document, against its pages.
pub fn check(document: &DocumentResult, pages: &[PageContent]) -> Checked {
    let placing: BTreeSet<&str> = document
        .mentions
        .iter()
        .filter(|m| m.verdict == Verdict::Places)
        .map(|m| m.passage.as_str())
        .collect();
    let mut checked = Checked::default();
    for passage in document.passages.iter().map(|p| &p.passage).filter(|p| placing.contains(p.id.as_str())) {
        let recognised =
            document.document.pages.iter().any(|p| p.number == passage.page && p.engine == Engine::Ocr);
        match why_not(passage, pages, recognised) {
            None => checked.confirmed += 1,
            Some(why) => checked.doubts.push(Doubt {
                passage: passage.id.clone(),
                page: passage.page,
                quote: passage.text.clone(),
                why,
            }),
        }
    }
    checked
}

fn why_not(passage: &Passage, pages: &[PageContent], recognised: bool) -> Option<Why> {
    if recognised {
        return Some(Why::Recognised);
    }
    let mut there = String::new();
    for part in passage.boxes() {
        let Some(page) = pages.iter().find(|p| p.number == part.page) else {
            return Some(Why::NoSuchPage);
        };
        there.push_str(&letters_in(page, &part.bbox));
    }
    let missing: Vec<String> = passage
        .text
        .split_whitespace()
        .filter(|word| {
            let word = folded(word);
            !word.is_empty() && !there.contains(&word)
        })
        .map(str::to_string)
        .collect();
    // A word whose halves are painted apart (a line end inside a column) is found letter by letter.
    let missing: Vec<String> = missing.into_iter().filter(|w| !halves(&folded(w), &there)).collect();
    (!missing.is_empty()).then_some(Why::WordsMissing(missing))
}

/// Whether a word stands there in two parts.
fn halves(word: &str, there: &str) -> bool {
    word.char_indices().skip(1).any(|(at, _)| {
        let (a, b) = word.split_at(at);
        a.len() > 1 && b.len() > 1 && there.contains(a) && there.contains(b)
    })
}

fn letters_in(page: &PageContent, outer: &BBox) -> String {
    let grown = BBox::new(outer.x0 - SLACK, outer.y0 - SLACK, outer.x1 + SLACK, outer.y1 + SLACK);
    let inside = |b: &BBox| grown.contains_point(b.mid_x(), b.mid_y());
    page.glyphs.iter().filter(|g| inside(&g.bbox)).map(|g| folded(&g.text)).collect()
}

fn folded(text: &str) -> String {
    text.nfkc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use thresholds_model::page::{Colour, Glyph};
    use thresholds_model::passage::{Context, Unit};

    fn page(text: &str) -> PageContent {
        let glyphs = text.chars().enumerate().map(|(i, c)| Glyph {
            text: c.to_string().into(),
            bbox: BBox::new(i as f32 * 5.0, 90.0, i as f32 * 5.0 + 5.0, 100.0),
            origin: (i as f32 * 5.0, 98.0),
            size: 10.0,
            font: 0,
            colour: Colour::BLACK,
            rotation: 0,
            mcid: None,
            invisible: false,
            artifact: false,
        });
        PageContent { number: 1, glyphs: glyphs.collect(), ..PageContent::default() }
    }

    fn passage(text: &str, x1: f32) -> Passage {
        Passage {
            id: "p".into(),
            page: 1,
            page_end: 1,
            bbox: BBox::new(0.0, 88.0, x1, 102.0),
            further: Vec::new(),
            confidence: None,
            text: text.into(),
            unit: Unit::Bullet,
            block: 0,
            cell: None,
            context: Context::default(),
        }
    }

    #[test]
    fn a_quote_in_its_box_is_confirmed_whatever_the_signs() {
        assert_eq!(
            why_not(&passage("Self-harm, traﬃcking", 200.0), &[page("• self harm – trafficking")], false),
            None
        );
    }

    #[test]
    fn a_changed_word_is_named() {
        let why = why_not(&passage("Severe neglect", 200.0), &[page("Slight neglect")], false);
        assert_eq!(why, Some(Why::WordsMissing(vec!["Severe".into()])));
    }

    #[test]
    fn a_quote_outside_its_box_is_not_confirmed() {
        assert!(why_not(&passage("neglect at home", 20.0), &[page("neglect at home")], false).is_some());
    }

    #[test]
    fn a_page_that_is_not_there() {
        assert_eq!(why_not(&passage("neglect", 200.0), &[], false), Some(Why::NoSuchPage));
    }
}
