//! Long words with one typing error: a letter missing, added or changed, or two swapped.
//!
//! Conservative on purpose: the first letter is right, a letter is changed only in a word of
//! nine or more, the error is not in an ending that
//! English itself varies, and a word that is written elsewhere in the lexicon, or listed
//! as ordinary English, is never an error.

use crate::vocabulary::Atom;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Letters of the shortest word in which one letter may be changed for another: among
/// shorter ones too many English words differ by a single letter.
const SHORTEST_CHANGED: usize = 9;

/// Long words, to be found with one typing error.
#[derive(Debug, Clone, Default)]
pub struct NearWords {
    /// Each word with its atoms.
    words: Vec<(String, Vec<Atom>)>,
    /// Hash of a word with one letter left out (or none), and the word's place; sorted.
    cuts: Vec<(u64, u32)>,
    ordinary: HashSet<String>,
}

impl NearWords {
    /// Letters of the shortest word that is matched with an error.
    pub const SHORTEST: usize = 7;

    /// Letters of the shortest inflected form that is.
    pub const SHORTEST_INFLECTED: usize = 9;

    /// Indexes the words.
    pub fn new(words: BTreeMap<String, Vec<Atom>>, ordinary: HashSet<String>) -> Self {
        let words: Vec<(String, Vec<Atom>)> = words.into_iter().collect();
        let mut cuts = Vec::with_capacity(words.len() * 10);
        for (place, (word, _)) in words.iter().enumerate() {
            let place = u32::try_from(place).unwrap_or(u32::MAX);
            cuts.extend(cuts_of(word).map(|cut| (cut, place)));
        }
        cuts.sort_unstable();
        cuts.dedup();
        Self { words, cuts, ordinary }
    }

    /// The atoms of words that `word` is a misspelling of.
    pub fn find(&self, word: &str) -> impl Iterator<Item = Atom> {
        let mut near: BTreeSet<Atom> = BTreeSet::new();
        if !self.ordinary.contains(word) && word.chars().all(char::is_alphabetic) {
            for cut in cuts_of(word) {
                let from = self.cuts.partition_point(|(hash, _)| *hash < cut);
                let same = self.cuts.iter().skip(from).take_while(|(hash, _)| *hash == cut);
                for (right, atoms) in same.filter_map(|(_, place)| self.words.get(*place as usize)) {
                    if is_typing_error(word, right) {
                        near.extend(atoms);
                    }
                }
            }
        }
        near.into_iter()
    }
}

/// Hashes of a word, whole and with each letter left out (FNV-1a).
fn cuts_of(word: &str) -> impl Iterator<Item = u64> + '_ {
    let whole = std::iter::once(usize::MAX);
    whole.chain(word.char_indices().map(|(at, _)| at)).map(|skip| {
        word.char_indices().filter(|(at, _)| *at != skip).fold(0xcbf2_9ce4_8422_2325, |hash, (_, letter)| {
            (hash ^ u64::from(u32::from(letter))).wrapping_mul(0x0100_0000_01b3)
        })
    })
}

/// Whether `wrong` is `right` with one typing error that is not an ordinary ending.
fn is_typing_error(wrong: &str, right: &str) -> bool {
    let (w, r): (Vec<char>, Vec<char>) = (wrong.chars().collect(), right.chars().collect());
    if w.first() != r.first() || w == r {
        return false;
    }
    let same_start = w.iter().zip(&r).take_while(|(a, b)| a == b).count();
    let same_end = w.iter().rev().zip(r.iter().rev()).take_while(|(a, b)| a == b).count();
    let at_the_end = same_end == 0;
    match w.len().abs_diff(r.len()) {
        0 if same_start + same_end >= w.len() - 1 => !at_the_end && r.len() >= SHORTEST_CHANGED,
        0 if same_start + same_end == w.len() - 2 => {
            w.get(same_start) == r.get(same_start + 1) && w.get(same_start + 1) == r.get(same_start)
        }
        1 if same_start + same_end >= w.len().min(r.len()) => {
            let whole_word_more = same_start == w.len().min(r.len());
            let inflection = is_inflection(&w, &r, same_start);
            !whole_word_more && !inflection
        }
        _ => false,
    }
}

/// `weighted` beside `weighed`, `carers` beside `cares`: the difference lies in an ending.
fn is_inflection(wrong: &[char], right: &[char], same_start: usize) -> bool {
    const ENDINGS: [&str; 14] =
        ["s", "d", "r", "y", "ed", "er", "es", "ly", "al", "rs", "ers", "ing", "ion", "ers"];
    let rest = |letters: &[char]| letters.get(same_start..).unwrap_or_default().iter().collect::<String>();
    let (a, b) = (rest(wrong), rest(right));
    ENDINGS.contains(&a.as_str()) && ENDINGS.contains(&b.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(words: &[&str]) -> NearWords {
        let words = words.iter().zip(0..).map(|(word, atom)| ((*word).to_owned(), vec![atom])).collect();
        NearWords::new(words, HashSet::from(["decreased".to_owned()]))
    }

    fn finds(near: &NearWords, word: &str) -> bool {
        near.find(word).next().is_some()
    }

    #[test]
    fn one_typing_error_is_forgiven() {
        let near = near(&["violence", "neglect", "illness", "exploitation"]);
        for word in ["voilence", "neglet", "ilness", "explotation", "exploitattion", "explaitation"] {
            assert!(finds(&near, word), "{word}");
        }
        assert!(!finds(&near, "exploitaon"));
    }

    #[test]
    fn other_words_are_not() {
        let near = near(&["neglect", "deceased", "related", "excluded", "settled"]);
        for word in ["neglects", "decreased", "elated", "excludes", "settler", "neglact"] {
            assert!(!finds(&near, word), "{word}");
        }
    }
}
