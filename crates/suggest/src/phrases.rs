//! Phrases that recur in passages.

use crate::stopwords::is_stopword;
use crate::uncovered::Uncovered;
use crate::{Place, documents};
use serde::Serialize;
use std::collections::BTreeMap;
use thresholds_lexicon::text::Text;

/// Longest phrase, in words.
const LONGEST: usize = 5;

/// A phrase that recurs in need passages which no indicator covers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Phrase {
    /// The words, in lower case as first met: a pattern to paste and widen.
    pub words: String,
    /// Documents that hold it.
    pub documents: usize,
    /// Passages that hold it.
    pub passages: usize,
    /// Those passages, in the order of the run.
    pub places: Vec<Place>,
}

/// Phrases of one to five words that stand in at least `at_least` passages: in most documents
/// first, then in most passages, then the longer. A single word is a phrase only when `knows`
/// says that no wording names it; one that only ever stands inside another listed phrase is
/// left out.
pub fn recurring(passages: &[Uncovered], at_least: usize, knows: impl Fn(&str) -> bool) -> Vec<Phrase> {
    let mut found: BTreeMap<Vec<&str>, (String, Vec<usize>)> = BTreeMap::new();
    for (index, passage) in passages.iter().enumerate() {
        for (keys, words) in phrases_of(&passage.text, &knows) {
            let (_, holders) = found.entry(keys).or_insert((words, Vec::new()));
            if holders.last() != Some(&index) {
                holders.push(index);
            }
        }
    }
    found.retain(|_, (_, holders)| holders.len() >= at_least.max(1));
    let mut phrases: Vec<(usize, Phrase)> = found
        .iter()
        .filter(|(keys, (_, holders))| {
            !found.iter().any(|(longer, (_, other))| {
                longer.len() > keys.len() && other == holders && contains(longer, keys)
            })
        })
        .map(|(keys, (words, holders))| {
            let places: Vec<Place> =
                holders.iter().filter_map(|i| passages.get(*i)).map(|p| p.place.clone()).collect();
            let phrase = Phrase {
                words: words.clone(),
                documents: documents(&places),
                passages: places.len(),
                places,
            };
            (keys.len(), phrase)
        })
        .collect();
    phrases.sort_by(|(a_len, a), (b_len, b)| {
        (b.documents, b.passages, b_len).cmp(&(a.documents, a.passages, a_len)).then(a.words.cmp(&b.words))
    });
    phrases.into_iter().map(|(_, phrase)| phrase).collect()
}

/// Every phrase of a text: its keys and its words in lower case. A phrase crosses no comma or
/// stronger sign, and neither begins nor ends with a word that says nothing.
fn phrases_of<'a>(text: &'a Text, knows: &impl Fn(&str) -> bool) -> Vec<(Vec<&'a str>, String)> {
    let count = text.words().len();
    let mut phrases = Vec::new();
    for start in 0..count {
        for end in start + 1..=count.min(start + LONGEST) {
            if end > start + 1 && !text.before(end - 1).is_blank() {
                break;
            }
            let keys: Vec<&str> = (start..end).map(|word| text.key(word)).collect();
            let telling = |key: Option<&&str>| key.is_some_and(|key| !is_stopword(key));
            let new = keys.len() > 1 || keys.iter().all(|key| !knows(key));
            if new && telling(keys.first()) && telling(keys.last()) {
                phrases.push((keys, text.slice(start..end).to_lowercase()));
            }
        }
    }
    phrases
}

fn contains(longer: &[&str], shorter: &[&str]) -> bool {
    longer.windows(shorter.len()).any(|window| window == shorter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passage(document: &str, quote: &str) -> Uncovered {
        let place = Place { document: document.into(), page: 1, quote: quote.into() };
        Uncovered { place, text: Text::new(quote) }
    }

    #[test]
    fn phrases_are_ranked_by_documents_and_parts_of_them_left_out() {
        let passages = [
            passage("a.pdf", "Glue ear goes untreated"),
            passage("a.pdf", "Glue ear and a cough"),
            passage("b.pdf", "Has glue ear"),
            passage("b.pdf", "A cough at night"),
        ];
        let found: Vec<(String, usize, usize)> = recurring(&passages, 2, |_| false)
            .into_iter()
            .map(|phrase| (phrase.words, phrase.documents, phrase.passages))
            .collect();
        assert_eq!(found, [("glue ear".to_owned(), 2, 3), ("cough".to_owned(), 2, 2)]);
    }

    #[test]
    fn no_phrase_crosses_a_comma() {
        let passages = [passage("a.pdf", "damp, mould"), passage("b.pdf", "damp, mould")];
        let found: Vec<String> = recurring(&passages, 2, |_| false).into_iter().map(|p| p.words).collect();
        assert_eq!(found, ["damp", "mould"]);
    }

    #[test]
    fn a_single_word_that_wordings_name_is_no_news() {
        let passages = [passage("a.pdf", "damp, mould"), passage("b.pdf", "damp, mould")];
        let found: Vec<String> =
            recurring(&passages, 2, |key| key == "damp").into_iter().map(|p| p.words).collect();
        assert_eq!(found, ["mould"]);
    }
}
