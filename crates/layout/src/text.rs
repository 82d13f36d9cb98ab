//! Text as a reader sees it: bullets recognised, line-end hyphens resolved.

use crate::fragment::{Line, Paragraph};
use crate::places::{self, TextMap};
use std::collections::BTreeSet;
use thresholds_model::geometry::BBox;

/// Words that keep their hyphen at a line end when nothing else decides.
const HYPHEN_PREFIXES: [&str; 34] = [
    "self", "non", "anti", "multi", "pre", "post", "step", "well", "long", "short", "low", "high", "mid",
    "inter", "cross", "sub", "semi", "half", "one", "two", "three", "four", "five", "co", "ex", "ill",
    "peer", "part", "full", "single", "decision", "age", "home", "day",
];

/// Characters that are painted as bullets. Private-use characters (symbol fonts) count too.
const BULLETS: &str = "•●▪◦○■□▫‣·➢➤►▶▸✓✔✗✘❖»◆◊♦−–—*\u{f0b7}\u{2043}\u{fffd}⁃∙➔➜→❑❒☐☑☒✦★";

/// Whether a word on its own is a bullet.
pub fn is_bullet(word: &str) -> bool {
    let mut chars = word.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => BULLETS.contains(c) || c == '-' || ('\u{e000}'..='\u{f8ff}').contains(&c),
        _ => false,
    }
}

/// Whether a word is a bullet and nothing else: no dash, asterisk or unknown character.
pub fn is_round_bullet(word: &str) -> bool {
    is_bullet(word) && !matches!(word, "-" | "–" | "—" | "−" | "*" | "\u{fffd}")
}

/// Whether a word at the start of a line numbers it: `1.`, `2.3`, `a)`, `(iv)`.
pub fn is_number_marker(word: &str) -> bool {
    let closed = word.ends_with('.') || word.ends_with(')');
    let core = word.trim_start_matches('(').trim_end_matches(['.', ')']);
    if core.is_empty() || core.len() > 6 {
        return false;
    }
    let numeric =
        core.split('.').all(|p| !p.is_empty() && p.len() <= 2 && p.chars().all(|c| c.is_ascii_digit()));
    let letter = core.len() == 1 && core.chars().all(|c| c.is_ascii_alphabetic());
    let roman = core.chars().all(|c| "ivxIVX".contains(c));
    (numeric && (closed || core.contains('.'))) || ((letter || roman) && closed)
}

/// Whether a number has several parts and no sign behind it: `2.3` numbers a section, but
/// may be an amount as well.
pub fn is_open_number(word: &str) -> bool {
    is_number_marker(word) && !word.ends_with(['.', ')'])
}

/// Whether a word at the start of a line is a bullet or a number; `o` counts when
/// something follows at a distance.
pub fn is_marker(word: &str, gap_after: f32, size: f32) -> bool {
    is_bullet(word) || is_number_marker(word) || (word == "o" && gap_after > 0.35 * size)
}

/// Words met in the middle of lines, with and without hyphens: they tell how to join
/// a word that is broken at a line end.
#[derive(Debug, Default)]
pub struct Vocabulary(BTreeSet<String>);

impl Vocabulary {
    /// Collects the words of paragraphs.
    pub fn of<'a>(paragraphs: impl IntoIterator<Item = &'a Paragraph>) -> Self {
        // The ends of lines may hold halves of words.
        let inner = |l: &'a Line| l.words.get(1..l.words.len().saturating_sub(1)).unwrap_or_default();
        let set =
            paragraphs.into_iter().flat_map(|p| &p.lines).flat_map(inner).map(|w| bare(&w.text)).collect();
        Self(set)
    }

    fn knows(&self, word: &str) -> bool {
        self.0.contains(&bare(word))
    }
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// The lines of a paragraph joined into one text, with the way back to its words.
pub fn joined(paragraph: &Paragraph, vocabulary: &Vocabulary) -> (String, TextMap) {
    let mut out = String::new();
    let mut map = TextMap::default();
    let stacked = is_stacked(&paragraph.lines);
    // The last line ended in a soft hyphen, which is not written.
    let mut soft = false;
    for (line, stretch) in paragraph.lines.iter().zip(places::stretches(paragraph)) {
        let words: Vec<(&str, BBox)> =
            line.words.iter().flat_map(|w| w.text.split_whitespace().map(|t| (t, w.bbox))).collect();
        for (i, (word, bbox)) in words.iter().enumerate() {
            let before = i.checked_sub(1).map(|b| words[b].0);
            match before {
                Some(before) if !glued(before, word) => out.push(' '),
                Some(_) => {}
                None => join_line_end(&mut out, word, soft, stacked, vocabulary),
            }
            let start = out.len();
            out.extend(word.chars().filter(|c| *c != '\u{ad}'));
            map.push(start, out.len(), *bbox, stretch);
        }
        soft = words.last().is_some_and(|(w, _)| w.ends_with('\u{ad}'));
    }
    (out, map)
}

/// What stands between the text so far and the first word of the next line: a blank, or
/// nothing after a hyphen, which is dropped where it only parts a word.
fn join_line_end(out: &mut String, next: &str, soft: bool, stacked: bool, vocabulary: &Vocabulary) {
    let broken = next.chars().next().is_some_and(char::is_alphanumeric);
    let hyphen = out.chars().last().filter(|c| matches!(c, '-' | '\u{2010}'));
    match hyphen {
        _ if soft && broken && out.ends_with(char::is_alphanumeric) => {}
        Some(hyphen) if broken && ends_broken_word(out) => {
            if drops_hyphen(out, next, hyphen, vocabulary) {
                out.pop();
            }
        }
        _ if out.is_empty() || stacked => {}
        _ => out.push(' '),
    }
}

/// Single letters one under the other, as in a title set downwards.
fn is_stacked(lines: &[Line]) -> bool {
    lines.len() >= 4
        && lines.iter().filter(|l| l.words.len() == 1 && l.words[0].text.chars().count() == 1).count() * 10
            >= lines.len() * 9
}

/// Whether the text ends in a hyphen that is glued to a letter.
fn ends_broken_word(text: &str) -> bool {
    let mut chars = text.chars().rev();
    chars.next();
    chars.next().is_some_and(char::is_alphanumeric)
}

fn drops_hyphen(before: &str, tail: &str, hyphen: char, vocabulary: &Vocabulary) -> bool {
    let head = before.rsplit(char::is_whitespace).next().unwrap_or("").trim_end_matches(hyphen);
    if !tail.chars().next().is_some_and(char::is_lowercase) {
        return false;
    }
    if vocabulary.knows(&format!("{head}-{tail}")) {
        return false;
    }
    if vocabulary.knows(&format!("{head}{tail}")) {
        return true;
    }
    if hyphen == '\u{2010}' {
        // Set by a hyphenating typesetter.
        return true;
    }
    let prefix = bare(head);
    let both_words = vocabulary.knows(head) && vocabulary.knows(tail) && prefix.len() > 3;
    !(HYPHEN_PREFIXES.contains(&prefix.as_str())
        || prefix.contains('-')
        || both_words
        || prefix.chars().any(|c| c.is_ascii_digit()))
}

/// Whether the blank after a hyphen inside a word is closed: `self- harm` and `non- accidental`, but not `drug- and alcohol` or a dash between words.
fn glued(left: &str, right: &str) -> bool {
    let starts_low = right.chars().next().is_some_and(char::is_lowercase);
    left.len() > 2
        && left.ends_with('-')
        && left.chars().rev().nth(1).is_some_and(char::is_alphabetic)
        && starts_low
        && !matches!(right, "and" | "or" | "to" | "and/or")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fragment::Word;
    use thresholds_model::page::Colour;

    fn line(text: &str) -> Line {
        let word = |t: &str| Word {
            text: t.into(),
            bbox: BBox::default(),
            baseline: 0.0,
            size: 10.0,
            bold: false,
            italic: false,
            colour: Colour::BLACK,
            rotation: 0,
            tag: None,
            artifact: false,
        };
        Line::new(text.split(' ').map(word).collect())
    }

    fn joined(lines: &[&str], known: &[&str]) -> String {
        let vocabulary = Vocabulary(known.iter().map(|s| (*s).to_string()).collect());
        let paragraph = Paragraph {
            page: 1,
            page_end: 1,
            lines: lines.iter().map(|l| line(l)).collect(),
            bbox: BBox::default(),
            page_breaks: vec![],
            marker: None,
            depth: 0,
            fill: None,
            right: 0.0,
            furniture: None,
            band: false,
            boxed: None,
        };
        super::joined(&paragraph, &vocabulary).0
    }

    #[test]
    fn line_end_hyphens() {
        assert_eq!(joined(&["has begun to self-", "harm"], &[]), "has begun to self-harm");
        assert_eq!(joined(&["young chil-", "dren at risk"], &[]), "young children at risk");
        assert_eq!(joined(&["over-", "crowded"], &["overcrowded"]), "overcrowded");
        assert_eq!(joined(&["over-", "crowded"], &["over-crowded"]), "over-crowded");
        assert_eq!(joined(&["16-", "year-old"], &[]), "16-year-old");
        assert_eq!(joined(&["traf\u{ad}", "ficking"], &[]), "trafficking");
        assert_eq!(joined(&["poor housing -", "damp"], &[]), "poor housing - damp");
    }

    #[test]
    fn a_blank_after_a_hyphen_is_closed_but_not_in_a_shared_tail() {
        assert_eq!(joined(&["self- harm"], &[]), "self-harm");
        assert_eq!(joined(&["drug- and alcohol-related"], &[]), "drug- and alcohol-related");
    }

    #[test]
    fn letters_set_downwards_are_one_word() {
        assert_eq!(joined(&["L", "e", "v", "e", "l", "3"], &[]), "Level3");
    }

    #[test]
    fn markers() {
        for m in ["•", "-", "\u{f0b7}", "1.", "2.3", "a)", "(iv)"] {
            assert!(is_marker(m, 5.0, 10.0), "{m}");
        }
        for m in ["A", "I", "16", "Level", "3a", "eg."] {
            assert!(!is_marker(m, 1.0, 10.0), "{m}");
        }
    }
}
