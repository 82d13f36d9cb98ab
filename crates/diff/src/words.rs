//! Words: when two quotes say the same, which quotes belong together, and where they differ.

use crate::model::{Comparison, FoundOn, Quote, Words};
use similar::{ChangeTag, TextDiff};
use unicode_normalization::UnicodeNormalization;

/// Quotes that have less in common (of 1) are not two wordings of one thing.
const ALIKE: f32 = 0.3;

/// The words of a text as they are compared: letters and digits, in lower case, with
/// ligatures resolved. Another hyphen or full stop is no other wording.
pub(crate) fn folded(text: &str) -> Vec<String> {
    let text: String = text.nfkc().flat_map(char::to_lowercase).collect();
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// What a quote says, and on which levels where these can be compared.
fn key(quote: &Quote, with_levels: bool) -> (Vec<String>, &[u8]) {
    (folded(&quote.text), if with_levels { &quote.ordinals } else { &[] })
}

/// Quotes of a side with their places among them.
pub(crate) type Placed<'a> = Vec<(u32, &'a Quote)>;

/// Old and new quotes that have no counterpart with the same words on the same levels.
pub(crate) fn unlike<'a>(old: &'a [Quote], new: &'a [Quote], with_levels: bool) -> (Placed<'a>, Placed<'a>) {
    let mut left: Placed<'_> = (0..).zip(new).collect();
    let mut only_old = Vec::new();
    for (index, quote) in (0..).zip(old) {
        match left.iter().position(|(_, n)| key(n, with_levels) == key(quote, with_levels)) {
            Some(at) => drop(left.remove(at)),
            None => only_old.push((index, quote)),
        }
    }
    (only_old, left)
}

/// Quotes side by side, those most alike first; the rest alone, old ones first.
pub(crate) fn side_by_side(mut old: Placed<'_>, mut new: Placed<'_>) -> Vec<Comparison> {
    let mut out = Vec::new();
    while let Some((i, j)) = most_alike(&old, &new) {
        let ((at_old, a), (at_new, b)) = (old.remove(i), new.remove(j));
        out.push(Comparison { old: Some(at_old), new: Some(at_new), words: words(&a.text, &b.text) });
    }
    out.extend(old.iter().map(|(at, _)| Comparison { old: Some(*at), new: None, words: Vec::new() }));
    out.extend(new.iter().map(|(at, _)| Comparison { old: None, new: Some(*at), words: Vec::new() }));
    out
}

/// Places of the two quotes that are most alike; of equals the first.
fn most_alike(old: &[(u32, &Quote)], new: &[(u32, &Quote)]) -> Option<(usize, usize)> {
    let mut best: Option<(f32, usize, usize)> = None;
    for (i, (_, a)) in old.iter().enumerate() {
        let a = folded(&a.text);
        for (j, (_, b)) in new.iter().enumerate() {
            let b = folded(&b.text);
            let ratio = TextDiff::from_slices(&borrowed(&a), &borrowed(&b)).ratio();
            if ratio >= ALIKE && best.is_none_or(|(most, _, _)| ratio > most) {
                best = Some((ratio, i, j));
            }
        }
    }
    best.map(|(_, i, j)| (i, j))
}

fn borrowed(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}

/// Two texts word by word; words next to each other that stand on the same side are one run.
pub(crate) fn words(old: &str, new: &str) -> Vec<Words> {
    let mut out: Vec<Words> = Vec::new();
    for change in TextDiff::from_words(old, new).iter_all_changes() {
        let found = match change.tag() {
            ChangeTag::Equal => FoundOn::Both,
            ChangeTag::Delete => FoundOn::Old,
            ChangeTag::Insert => FoundOn::New,
        };
        match out.last_mut().filter(|last| last.found == found) {
            Some(last) => last.text.push_str(change.value()),
            None => out.push(Words { found, text: change.value().to_owned() }),
        }
    }
    out
}

/// A comparison on one line, as `wdiff` writes it: `[-old-]`, `{+new+}`.
pub(crate) fn line(words: &[Words]) -> String {
    words
        .iter()
        .map(|w| match w.found {
            FoundOn::Both => w.text.clone(),
            FoundOn::Old => format!("[-{}-]", w.text),
            FoundOn::New => format!("{{+{}+}}", w.text),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use thresholds_model::geometry::BBox;

    fn quote(text: &str, ordinal: u8) -> Quote {
        Quote {
            document: "d".into(),
            path: "d.pdf".into(),
            year: None,
            page: 1,
            bbox: BBox::new(0.0, 0.0, 1.0, 1.0),
            ordinals: vec![ordinal],
            text: text.into(),
            passage: text.into(),
        }
    }

    #[test]
    fn signs_and_case_are_no_wording() {
        assert_eq!(folded("Self-harm, traﬃcking."), folded("self harm – Trafficking"));
        let (old, new) = ([quote("Self-harm.", 2)], [quote("self harm", 2)]);
        assert_eq!(unlike(&old, &new, true), (vec![], vec![]));
    }

    #[test]
    fn the_same_words_on_another_level_are_told_apart_where_levels_compare() {
        let (old, new) = ([quote("Self-harm", 2)], [quote("Self-harm", 3)]);
        assert_eq!(unlike(&old, &new, false), (vec![], vec![]));
        assert_eq!(unlike(&old, &new, true), (vec![(0, &old[0])], vec![(0, &new[0])]));
    }

    #[test]
    fn repeated_quotes_are_counted() {
        let (old, new) = ([quote("a b", 2), quote("a b", 2)], [quote("a b", 2)]);
        assert_eq!(unlike(&old, &new, true).0.len(), 1);
    }

    #[test]
    fn the_quotes_most_alike_stand_side_by_side() {
        let old = [quote("Child runs away at night", 2), quote("Poor school attendance", 2)];
        let new = [quote("Very poor school attendance", 2), quote("Neglect", 2)];
        let pairs = side_by_side((0..).zip(&old).collect(), (0..).zip(&new).collect());
        let places: Vec<_> = pairs.iter().map(|p| (p.old, p.new)).collect();
        assert_eq!(places, [(Some(1), Some(0)), (Some(0), None), (None, Some(1))]);
        assert_eq!(line(&pairs[0].words), "[-Poor-]{+Very poor+} school attendance");
    }
}
