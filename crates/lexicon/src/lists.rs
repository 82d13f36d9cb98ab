//! Lists inside a sentence: "physical, emotional or sexual abuse" says "physical abuse"
//! too, and "misuse of drugs, alcohol or solvents" says "misuse of solvents".

use crate::text::{Join, Text};

/// For each word, where a phrase may go on that passes over items of a list before it.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    beyond: Vec<Vec<usize>>,
}

/// Most words that are passed over.
const LONGEST: usize = 9;

/// Words that are no part of a list's item: they begin something else.
const NO_ITEM: [&str; 46] = [
    "no",
    "not",
    "never",
    "without",
    "but",
    "however",
    "although",
    "though",
    "good",
    "poor",
    "adequate",
    "inadequate",
    "appropriate",
    "inappropriate",
    "lack",
    "lacking",
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "has",
    "have",
    "had",
    "does",
    "do",
    "did",
    "can",
    "cannot",
    "may",
    "might",
    "will",
    "who",
    "which",
    "that",
    "because",
    "due",
    "he",
    "she",
    "they",
    "i",
    "we",
    "there",
    "when",
    "if",
];

impl Lists {
    /// Reads the lists of a text.
    pub fn new(text: &Text) -> Self {
        let words = text.words();
        let any = words
            .iter()
            .any(|word| is_conjunction(&word.key) || matches!(word.before, Join::Slash | Join::Comma));
        if !any {
            return Self::default();
        }
        Self { beyond: (0..words.len()).map(|at| targets(text, at)).collect() }
    }

    /// Words at which a phrase that has come to `at` may go on.
    pub fn beyond(&self, at: usize) -> impl Iterator<Item = usize> {
        self.beyond.get(at).into_iter().flatten().copied()
    }
}

fn targets(text: &Text, at: usize) -> Vec<usize> {
    if at == 0 {
        return Vec::new();
    }
    let mut found = Vec::new();
    if is_separated(text, at) {
        after_items(text, at, &mut found);
    } else {
        before_items(text, at, &mut found);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// `physical| , emotional or sexual |abuse`: separators and items, then the shared head.
fn after_items(text: &Text, from: usize, found: &mut Vec<usize>) {
    let mut at = from;
    let mut joined = false;
    while at < text.words().len() && at - from < LONGEST {
        if !is_separated(text, at) {
            return;
        }
        joined |= text.before(at) == Join::Slash;
        while is_conjunction(text.key(at)) {
            joined = true;
            at += 1;
        }
        let single = at + 1;
        if !is_item(text, at) || is_determiner(text.key(at)) {
            return;
        }
        let commas_only = !joined;
        if !is_separated(text, single) && single < text.words().len() {
            found.push(single);
            let double = single + 1;
            if !commas_only
                && is_item(text, single)
                && double < text.words().len()
                && !is_separated(text, double)
            {
                found.push(double);
            }
        }
        at = if is_separated(text, single) { single } else { single + 1 };
    }
}

/// `misuse of| drugs, alcohol or |solvents`: items and separators, then one more item.
fn before_items(text: &Text, from: usize, found: &mut Vec<usize>) {
    let mut at = from;
    let mut places = Vec::new();
    let mut joined = false;
    let mut length = 0;
    while at < text.words().len() && at - from < LONGEST {
        if at > from && text.before(at).is_hard() {
            break;
        }
        if at > from && is_separated(text, at) {
            joined |= text.before(at) == Join::Slash || is_conjunction(text.key(at));
            while is_conjunction(text.key(at)) {
                joined = true;
                at += 1;
            }
            places.push(at);
            length = 0;
        }
        if !is_item(text, at) || length == 3 {
            break;
        }
        length += 1;
        at += 1;
    }
    if joined {
        found.extend(places);
    }
}

/// Whether a separator or conjunction stands before the word, or is the word.
fn is_separated(text: &Text, at: usize) -> bool {
    matches!(text.before(at), Join::Comma | Join::Slash) || is_conjunction(text.key(at))
}

fn is_item(text: &Text, at: usize) -> bool {
    let key = text.key(at);
    !key.is_empty() && !text.before(at).is_hard() && !key.contains('\'') && !NO_ITEM.contains(&key)
}

/// "Separated and [the] children are ...": a noun phrase of its own begins, no item that shares a head.
fn is_determiner(key: &str) -> bool {
    matches!(key, "the" | "a" | "an" | "their" | "his" | "her" | "my" | "our" | "this" | "these" | "its")
}

fn is_conjunction(key: &str) -> bool {
    matches!(key, "and" | "or" | "nor")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reach(text: &str, from: usize) -> Vec<String> {
        let text = Text::new(text);
        Lists::new(&text).beyond(from).map(|at| text.key(at).to_owned()).collect()
    }

    #[test]
    fn a_shared_head_is_reached() {
        assert!(reach("physical, emotional or sexual abuse", 1).contains(&"abuse".into()));
        assert!(reach("drug/alcohol/solvent use", 1).contains(&"use".into()));
        assert!(reach("temporary, overcrowded accommodation", 1).contains(&"accommodation".into()));
    }

    #[test]
    fn a_shared_beginning_is_reached() {
        assert!(reach("misuse of drugs, alcohol or solvents", 2).contains(&"solvents".into()));
        assert!(reach("misuse of drugs, alcohol or solvents", 2).contains(&"alcohol".into()));
    }

    #[test]
    fn another_clause_is_not() {
        assert!(reach("poor diet, good attendance and hygiene", 1).is_empty());
        assert!(reach("no boundaries; child hit and shouted at", 1).is_empty());
        assert!(reach("separated and the children are upset", 1).is_empty());
    }
}
