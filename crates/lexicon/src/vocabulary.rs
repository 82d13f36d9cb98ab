//! The words of all patterns, found in a text in one pass.

use crate::fold::{fold_prefix, fold_word};
use crate::inflect::forms;
use crate::pattern::{Ending, Part};
use crate::text::{Join, Text};
use crate::typing::NearWords;
use aho_corasick::{AhoCorasick, AhoCorasickKind, BuildError};
use std::collections::{BTreeMap, HashMap, HashSet};

/// One word of the pattern language with its ending: `drink~`.
pub type Atom = u32;

/// An atom met in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Met {
    /// Which.
    pub atom: Atom,
    /// Words that it covers: two for a compound written with a hyphen (`anti-social`).
    pub words: u8,
    /// With one typing error.
    pub fuzzy: bool,
}

/// Collects the words of patterns.
#[derive(Default)]
pub struct VocabularyBuilder {
    parts: HashMap<Part, Atom>,
}

impl VocabularyBuilder {
    /// The atom of a word.
    pub fn atom(&mut self, part: Part) -> Atom {
        let next = Atom::try_from(self.parts.len()).unwrap_or(Atom::MAX);
        *self.parts.entry(part).or_insert(next)
    }

    /// Number of atoms so far.
    pub fn count(&self) -> usize {
        self.parts.len()
    }

    /// Builds the search for all of them. `ordinary` words are never taken for typing errors.
    pub fn build(self, ordinary: HashSet<String>) -> Result<Vocabulary, BuildError> {
        // In the order of the atoms, so that nothing depends on the order of a hash table.
        let mut parts: Vec<(Part, Atom)> = self.parts.into_iter().collect();
        parts.sort_unstable_by_key(|(_, atom)| *atom);
        let mut needles: BTreeMap<String, Vec<Atom>> = BTreeMap::new();
        let mut long: BTreeMap<String, Vec<Atom>> = BTreeMap::new();
        for (part, atom) in &parts {
            let keys = match part.ending {
                Ending::Exact => vec![fold_word(&part.letters)],
                Ending::Inflected => forms(&part.letters),
                Ending::Any => fold_prefix(&part.letters),
            };
            for (index, key) in keys.into_iter().enumerate() {
                let first = index == 0;
                let shortest = if first { NearWords::SHORTEST } else { NearWords::SHORTEST_INFLECTED };
                if key.chars().count() >= shortest {
                    long.entry(key.clone()).or_default().push(*atom);
                }
                let close = if part.ending == Ending::Any { "" } else { " " };
                needles.entry(format!(" {key}{close}")).or_default().push(*atom);
            }
        }
        let search =
            AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).build(needles.keys())?;
        Ok(Vocabulary {
            search,
            atoms: needles.into_values().collect(),
            near: NearWords::new(long, ordinary),
        })
    }
}

/// The words of all patterns.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    search: AhoCorasick,
    atoms: Vec<Vec<Atom>>,
    near: NearWords,
}

impl Vocabulary {
    /// The atoms that begin at each word of a text, ascending.
    pub fn read(&self, text: &Text) -> Vec<Vec<Met>> {
        let words = text.words();
        let mut met: Vec<Vec<Met>> = vec![Vec::new(); words.len()];
        let (line, places) = searchable(text);
        for hit in self.search.find_overlapping_iter(&line) {
            let place = places.partition_point(|(at, _, _)| *at <= hit.start()).saturating_sub(1);
            let (Some((at, word, count)), Some(atoms)) =
                (places.get(place), self.atoms.get(hit.pattern().as_usize()))
            else {
                continue;
            };
            if *at == hit.start() {
                met[*word].extend(atoms.iter().map(|atom| Met { atom: *atom, words: *count, fuzzy: false }));
            }
        }
        for (index, word) in words.iter().enumerate() {
            if met[index].is_empty() && word.key.len() + 1 >= NearWords::SHORTEST {
                let near = self.near.find(&word.key);
                met[index].extend(near.map(|atom| Met { atom, words: 1, fuzzy: true }));
            }
        }
        for list in &mut met {
            list.sort_unstable();
            list.dedup();
        }
        met
    }

    /// Whether a word is one of those that patterns name (or that begin as they say).
    pub fn knows(&self, key: &str) -> bool {
        self.search.is_match(&format!(" {key} "))
    }
}

/// The keys of a text in one line, each between blanks, with the hyphenated pairs written
/// together after it; and for each the byte of its first blank, its word, its number of words.
fn searchable(text: &Text) -> (String, Vec<(usize, usize, u8)>) {
    let words = text.words();
    let mut line = String::with_capacity(text.original().len() + words.len() + 2);
    let mut places = Vec::with_capacity(words.len());
    for (index, word) in words.iter().enumerate() {
        places.push((line.len(), index, 1));
        line.push(' ');
        line.push_str(&word.key);
        line.push(' ');
    }
    for (index, pair) in words.windows(2).enumerate() {
        if pair[1].before == Join::Hyphen {
            places.push((line.len(), index, 2));
            line.push(' ');
            line.push_str(&fold_word(&format!("{}{}", pair[0].key, pair[1].key)));
            line.push(' ');
        }
    }
    (line, places)
}
