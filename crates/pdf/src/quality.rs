//! How far the text of a page can be relied on.

use crate::first::Ending;
use crate::words::naive_words;
use thresholds_model::page::PageContent;
use thresholds_model::quality::{Grade, Quality, QualityReason};

/// A page with fewer characters than this has no text to speak of.
const FEW_CHARACTERS: usize = 20;
/// An image is a scan when it covers this much of a page without text.
const SCAN_COVER: f32 = 0.5;
/// More paths than this on a page without text: its letters may be drawn as curves.
const MANY_PATHS: u32 = 300;
/// Share of characters without known text from which a page is doubtful,
const UNMAPPED_DOUBTFUL: f32 = 0.05;
/// and from which it counts as not read.
const UNMAPPED_UNREAD: f32 = 0.5;
/// Garbling is judged on this many words at least.
const ENOUGH_WORDS: usize = 20;
/// Text is garbled when this share of words cannot be words,
const GARBLED_SHARE: f32 = 0.4;
/// or when fewer of its letters than this are among the commonest ten (74 in 100 of
/// English prose, and most of any European language),
const FREQUENT_SHARE: f32 = 0.45;
const FREQUENT: &str = "etaoinshrd";
/// unless this share of the words is common English.
const COMMON_SHARE: f32 = 0.05;

/// The commonest words of English prose, for telling text from noise.
const COMMON: [&str; 40] = [
    "a", "all", "an", "and", "any", "are", "as", "at", "be", "been", "by", "can", "for", "from", "has",
    "have", "in", "is", "it", "may", "no", "not", "of", "on", "or", "that", "the", "their", "there", "this",
    "to", "was", "were", "when", "which", "who", "will", "with", "you", "your",
];

/// Grades a page from what was read of it. `paths` were painted in all.
pub(crate) fn assess(page: &PageContent, ending: Ending, paths: u32) -> Quality {
    let text = TextStats::of(page);
    let mut reasons = Vec::new();
    let mut grade = Grade::Good;
    let mut doubt = |reason, at_least: Grade| {
        reasons.push(reason);
        grade = grade.max(at_least);
    };
    match ending {
        Ending::Complete => {}
        Ending::OverLimit => doubt(QualityReason::OverLimit, Grade::Unread),
        Ending::Failed => doubt(QualityReason::EngineFailed, Grade::Unread),
    }
    if text.characters < FEW_CHARACTERS {
        if image_cover(page) >= SCAN_COVER || paths >= MANY_PATHS {
            doubt(QualityReason::ScannedImage, Grade::Unread);
        } else if text.characters == 0 && ending == Ending::Complete {
            doubt(QualityReason::Blank, Grade::Good);
        }
    } else if text.hidden > UNMAPPED_UNREAD && image_cover(page) >= SCAN_COVER {
        doubt(QualityReason::OcrText, Grade::Doubtful);
    }
    if text.unmapped >= UNMAPPED_UNREAD {
        doubt(QualityReason::UnmappedGlyphs, Grade::Unread);
    } else if text.unmapped >= UNMAPPED_DOUBTFUL {
        doubt(QualityReason::UnmappedGlyphs, Grade::Doubtful);
    }
    if text.garbled {
        doubt(QualityReason::GarbledText, Grade::Unread);
    }
    reasons.sort_unstable();
    Quality { grade, reasons }
}

/// Letters in words that could be words: the measure by which two readings of a page
/// are compared.
pub(crate) fn legible(page: &PageContent) -> usize {
    naive_words(page).iter().filter(|w| could_be_word(w)).map(|w| w.chars().count()).sum()
}

/// Share of the words of two readings that must be the same.
const AGREEMENT: f32 = 0.85;

/// Whether two readings of a page found the same words, in whatever order.
pub(crate) fn agree(a: &PageContent, b: &PageContent) -> bool {
    let (mut a, mut b) = (naive_words(a), naive_words(b));
    let total = a.len() + b.len();
    a.sort_unstable();
    b.sort_unstable();
    let (mut a, mut b) = (a.into_iter().peekable(), b.into_iter().peekable());
    let mut shared = 0usize;
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => drop(a.next()),
            std::cmp::Ordering::Greater => drop(b.next()),
            std::cmp::Ordering::Equal => {
                shared += 1;
                a.next();
                b.next();
            }
        }
    }
    2.0 * shared as f32 >= AGREEMENT * total as f32
}

/// Shares of a page's text.
struct TextStats {
    characters: usize,
    unmapped: f32,
    hidden: f32,
    garbled: bool,
}

impl TextStats {
    fn of(page: &PageContent) -> Self {
        let (mut characters, mut unmapped, mut hidden) = (0usize, 0usize, 0usize);
        for glyph in page.glyphs.iter().filter(|g| !g.text.trim().is_empty()) {
            characters += 1;
            unmapped += usize::from(glyph.text.chars().all(is_unmapped));
            hidden += usize::from(glyph.invisible);
        }
        let share = |n: usize| if characters == 0 { 0.0 } else { n as f32 / characters as f32 };
        Self {
            characters,
            unmapped: share(unmapped),
            hidden: share(hidden),
            garbled: is_garbled(&naive_words(page)),
        }
    }
}

/// No character: unknown, or in a private-use area whose meaning only the font knows.
fn is_unmapped(c: char) -> bool {
    matches!(c, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}

fn is_garbled(words: &[String]) -> bool {
    let judged: Vec<String> = words
        .iter()
        .map(|w| w.trim_matches(|c: char| c.is_ascii_punctuation()).to_lowercase())
        .filter(|w| w.chars().count() >= 3)
        .collect();
    if judged.len() < ENOUGH_WORDS {
        return false;
    }
    let common = words.iter().filter(|w| COMMON.binary_search(&w.to_lowercase().as_str()).is_ok()).count();
    let impossible = judged.iter().filter(|w| !could_be_word(w)).count();
    let letters = judged.iter().flat_map(|w| w.chars()).filter(char::is_ascii_alphabetic);
    let frequent = letters.clone().filter(|c| FREQUENT.contains(*c)).count() as f32;
    (common as f32) < COMMON_SHARE * words.len() as f32
        && (impossible as f32 > GARBLED_SHARE * judged.len() as f32
            || frequent < FREQUENT_SHARE * letters.count() as f32)
}

/// Whether a token could be a word, a number or a code. Letters of other scripts are
/// never held against it.
fn could_be_word(token: &str) -> bool {
    let letters = token.chars().filter(|c| c.is_alphabetic()).count();
    let digits = token.chars().filter(char::is_ascii_digit).count();
    let strange = token.chars().filter(|c| is_unmapped(*c) || is_odd(*c)).count();
    if strange * 3 > token.chars().count() {
        return false;
    }
    if letters == 0 || digits > 0 || token.chars().any(|c| c.is_alphabetic() && !c.is_ascii()) {
        return true;
    }
    let vowel = |c: char| "aeiouyAEIOUY".contains(c);
    let longest_run =
        token.split(|c: char| vowel(c) || !c.is_ascii_alphabetic()).map(str::len).max().unwrap_or(0);
    let all_capitals = token.chars().all(|c| !c.is_ascii_lowercase());
    longest_run <= 5 && (letters < 4 || all_capitals && letters < 6 || token.chars().any(vowel))
}

/// Characters that words do not hold inside.
fn is_odd(c: char) -> bool {
    c.is_control() || "\"#$%*+<=>@[\\]^_`{|}~".contains(c)
}

fn image_cover(page: &PageContent) -> f32 {
    let covered: f32 = page.images.iter().map(|b| b.area()).sum();
    covered / (page.width * page.height).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use thresholds_model::geometry::BBox;
    use thresholds_model::page::{Colour, Glyph};

    fn page(text: &str) -> PageContent {
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
        PageContent {
            number: 1,
            width: 600.0,
            height: 800.0,
            glyphs: text.chars().enumerate().map(glyph).collect(),
            ..PageContent::default()
        }
    }

    const PROSE: &str = "Children who are missing from home or school, and whose parents do not know where they are, \
        may be at risk of harm. A referral must be made within one working day by any professional.";

    fn reasons(page: &PageContent) -> Vec<QualityReason> {
        assess(page, Ending::Complete, 0).reasons
    }

    #[test]
    fn prose_is_good() {
        assert_eq!(assess(&page(PROSE), Ending::Complete, 0), Quality::default());
    }

    #[test]
    fn shifted_letters_are_garbled() {
        let shifted: String =
            PROSE.chars().map(|c| if c.is_ascii_alphabetic() { (c as u8 - 29) as char } else { c }).collect();
        assert_eq!(reasons(&page(&shifted)), [QualityReason::GarbledText]);
    }

    #[test]
    fn other_languages_are_not_garbled() {
        let welsh = "Mae plant sydd ar goll o gartref neu ysgol, ac nad yw eu rhieni yn gwybod ble maen nhw, mewn \
            perygl o niwed. Rhaid gwneud atgyfeiriad o fewn un diwrnod gwaith gan weithiwr proffesiynol.";
        assert!(reasons(&page(welsh)).is_empty());
    }

    #[test]
    fn an_empty_page_is_blank_and_a_full_image_a_scan() {
        let mut empty = page("");
        assert_eq!(reasons(&empty), [QualityReason::Blank]);
        empty.images.push(BBox::new(0.0, 0.0, 600.0, 800.0));
        assert_eq!(assess(&empty, Ending::Complete, 0).grade, Grade::Unread);
        assert_eq!(reasons(&empty), [QualityReason::ScannedImage]);
    }

    #[test]
    fn unknown_characters_are_counted() {
        assert_eq!(reasons(&page(&"\u{FFFD}".repeat(50))), [QualityReason::UnmappedGlyphs]);
        let few = format!("{PROSE}{}", "\u{FFFD}".repeat(15));
        assert_eq!(assess(&page(&few), Ending::Complete, 0).grade, Grade::Doubtful);
    }

    #[test]
    fn common_words_are_sorted_for_the_search() {
        assert!(COMMON.is_sorted());
    }
}
