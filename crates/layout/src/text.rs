//! Text as a reader sees it: bullets recognised, line-end hyphens resolved.

use crate::fragment::{Line, Paragraph};
use std::collections::BTreeSet;

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

/// Lines joined into one text, and for each line the byte at which it begins.
pub fn join_lines(lines: &[Line], vocabulary: &Vocabulary) -> (String, Vec<usize>) {
    let mut out = String::new();
    let mut starts = Vec::with_capacity(lines.len());
    let stacked = is_stacked(lines);
    for line in lines {
        let text = tidy(&line.text());
        let hyphen = out.chars().last().filter(|c| matches!(c, '-' | '\u{ad}' | '\u{2010}'));
        match hyphen {
            Some(h) if ends_broken_word(&out) && text.chars().next().is_some_and(char::is_alphanumeric) => {
                if drops_hyphen(&out, &text, h, vocabulary) {
                    out.pop();
                }
            }
            _ if out.is_empty() || stacked => {}
            _ => out.push(' '),
        }
        starts.push(out.len());
        out.push_str(&text);
    }
    let out = if stacked { out } else { out.replace('\u{ad}', "") };
    (out, starts)
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

fn drops_hyphen(before: &str, after: &str, hyphen: char, vocabulary: &Vocabulary) -> bool {
    if hyphen == '\u{ad}' {
        return true;
    }
    let head = before.rsplit(char::is_whitespace).next().unwrap_or("").trim_end_matches(hyphen);
    let tail = after.split(char::is_whitespace).next().unwrap_or("");
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

/// Blanks after a hyphen inside a word closed ("self- harm"), blanks folded.
pub fn tidy(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut out = String::with_capacity(text.len());
    for (i, word) in words.iter().enumerate() {
        if i > 0 && !glued(words[i - 1], word) {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// `self- harm` and `non- accidental`, but not `drug- and alcohol` or a dash between words.
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
    use thresholds_model::geometry::BBox;
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
        };
        Line::new(text.split(' ').map(word).collect())
    }

    fn joined(lines: &[&str], known: &[&str]) -> String {
        let vocabulary = Vocabulary(known.iter().map(|s| (*s).to_string()).collect());
        join_lines(&lines.iter().map(|l| line(l)).collect::<Vec<_>>(), &vocabulary).0
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
        assert_eq!(tidy("self- harm"), "self-harm");
        assert_eq!(tidy("drug- and alcohol-related"), "drug- and alcohol-related");
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
