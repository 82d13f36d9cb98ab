//! Which passages say the same in the same words.
//!
//! Many areas copy from each other or from a common template, and a copy is no second opinion.
//! Texts are compared as sets of pairs of neighbouring words ("shingles"); their resemblance is
//! the share of the pairs of either that are pairs of both (A. Z. Broder, "On the resemblance
//! and containment of documents", 1997). Candidates are found by prefix filtering: if two sets
//! resemble each other by t, they share one of the |x| - ⌈t|x|⌉ + 1 rarest elements of each
//! (S. Chaudhuri, V. Ganti and R. Kaushik, "A primitive operator for similarity joins in data
//! cleaning", 2006). Unlike hashing schemes this finds every pair, and nothing hangs on chance.

use std::collections::{BTreeMap, BTreeSet};
use thresholds_model::document::Used;
use thresholds_model::id::normalised;
use thresholds_model::placement::Placement;
use thresholds_model::results::{DocumentResult, Results};

/// Words from which on an equal wording is no coincidence.
pub const LONG: usize = 6;
/// Resemblance from which on two long texts are the same wording, in tenths: one word changed
/// inside ten leaves 7 of 11 pairs.
const RESEMBLANCE_TENTHS: usize = 6;
/// Long wordings that two documents share at least before they can count as copies.
const FEWEST_SHARED: u32 = 5;

/// The wordings that place needs in the documents in force, and where they stand.
pub struct Wordings<'a> {
    /// Wordings by number.
    pub all: Vec<Wording<'a>>,
    /// Documents by position in the results.
    pub documents: &'a [DocumentResult],
    /// For each document, the wordings of each indicator and ordinal.
    placing: Vec<BTreeMap<&'a str, BTreeMap<u8, Vec<usize>>>>,
    /// Pairs of documents that share long wordings, lower position first.
    pub shared: BTreeMap<(usize, usize), u32>,
    /// Long wordings of each document.
    pub long: Vec<u32>,
    positions: BTreeMap<&'a str, usize>,
}

/// One wording: passages with nearly the same text.
#[derive(Debug, Clone, Default)]
pub struct Wording<'a> {
    /// Texts as compared, with how often each stands.
    pub texts: BTreeMap<String, usize>,
    /// Passages: position of the document, and id.
    pub passages: BTreeSet<(usize, &'a str)>,
    /// Long enough for its repetition to be no coincidence.
    pub is_long: bool,
}

impl Wording<'_> {
    /// Positions of its documents, ascending.
    pub fn documents(&self) -> BTreeSet<usize> {
        self.passages.iter().map(|(document, _)| *document).collect()
    }
}

impl<'a> Wordings<'a> {
    /// The wordings of the documents on which the cells of an edition rest.
    pub fn of(edition: i32, results: &'a Results) -> Self {
        let in_use: BTreeSet<&str> = results
            .cells
            .iter()
            .filter(|c| c.edition == edition)
            .flat_map(|c| c.documents.iter().map(String::as_str))
            .collect();
        let documents = results.documents.as_slice();
        let counts = |d: &DocumentResult| {
            d.document.used != Used::NoLevels && in_use.contains(d.document.sha256.as_str())
        };
        let stated: Vec<Vec<Stated<'a>>> =
            documents.iter().map(|d| if counts(d) { stated(d) } else { Vec::new() }).collect();
        let texts: BTreeSet<&str> = stated.iter().flatten().map(|s| s.compared.as_str()).collect();
        let texts: Vec<&str> = texts.into_iter().collect();
        let numbers: BTreeMap<&str, usize> = texts.iter().copied().zip(grouped(&texts)).collect();
        let mut all = vec![Wording::default(); numbers.values().max().map_or(0, |last| last + 1)];
        let mut placing = vec![BTreeMap::<&str, BTreeMap<u8, Vec<usize>>>::new(); documents.len()];
        for (document, stated) in stated.iter().enumerate() {
            for s in stated {
                let Some(number) = numbers.get(s.compared.as_str()).copied() else { continue };
                let wording = &mut all[number];
                if wording.passages.insert((document, s.passage)) {
                    *wording.texts.entry(s.compared.clone()).or_default() += 1;
                    wording.is_long |= word_count(&s.compared) >= LONG;
                }
                placing[document].entry(s.indicator).or_default().entry(s.ordinal).or_default().push(number);
            }
        }
        let (shared, long) = shared(&all, documents.len());
        let positions = documents.iter().enumerate().map(|(i, d)| (d.document.sha256.as_str(), i)).collect();
        Self { all, documents, placing, shared, long, positions }
    }

    /// Position of a document.
    pub fn document(&self, sha256: &str) -> Option<usize> {
        self.positions.get(sha256).copied()
    }

    /// The wordings with which a document places an indicator at a level.
    pub fn placing(&self, document: usize, indicator: &str, ordinal: u8) -> &[usize] {
        let found = self.placing.get(document).and_then(|p| p.get(indicator)?.get(&ordinal));
        found.map_or(&[], Vec::as_slice)
    }

    /// Whether two documents are the same one or copies: they share at least half of the long
    /// wordings of the one that has fewer. Then their short wordings are no coincidence either.
    pub fn copies(&self, a: usize, b: usize) -> bool {
        a == b || {
            let shared = self.shared.get(&(a.min(b), a.max(b))).copied().unwrap_or(0);
            let of = |d: usize| self.long.get(d).copied().unwrap_or(0);
            shared >= FEWEST_SHARED && 2 * shared >= of(a).min(of(b))
        }
    }
}

/// A passage that states a need at a level.
struct Stated<'a> {
    indicator: &'a str,
    ordinal: u8,
    passage: &'a str,
    compared: String,
}

fn stated(document: &DocumentResult) -> Vec<Stated<'_>> {
    let passages: BTreeMap<&str, &str> =
        document.passages.iter().map(|p| (p.passage.id.as_str(), p.passage.text.as_str())).collect();
    let of_placement = |placement: &'_ Placement| -> BTreeSet<&str> {
        let judged = placement.mentions.iter().filter_map(|i| document.mentions.get(*i as usize));
        judged.map(|j| j.passage.as_str()).collect()
    };
    let mut stated = Vec::new();
    for placement in &document.placements {
        for id in of_placement(placement) {
            let Some((passage, text)) = passages.get_key_value(id) else { continue };
            stated.push(Stated {
                indicator: &placement.indicator,
                ordinal: placement.level_ordinal,
                passage,
                compared: compared(text),
            });
        }
    }
    stated
}

/// Text as it is compared: words in lower case without the signs around them.
pub fn compared(text: &str) -> String {
    let folded = normalised(text);
    let words = folded.split(' ').map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()));
    words.filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Words of a text as it is compared.
pub fn word_count(compared: &str) -> usize {
    compared.split(' ').filter(|w| !w.is_empty()).count()
}

/// The number of the wording of each text. Texts are distinct and in order; wordings are
/// numbered in the order of their first text.
fn grouped(texts: &[&str]) -> Vec<usize> {
    let mut groups = Groups::of(texts.len());
    for (a, b) in resembling(texts) {
        groups.join(a, b);
    }
    groups.numbers()
}

/// Pairs of long texts that resemble each other: enough of them to join all that belong together.
fn resembling(texts: &[&str]) -> Vec<(usize, usize)> {
    let shingles = shingles(texts);
    let mut standing: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut groups = Groups::of(texts.len());
    let mut pairs = Vec::new();
    for (text, own) in shingles.iter().enumerate() {
        let needed = (own.len() * RESEMBLANCE_TENTHS).div_ceil(10);
        let prefix = own.iter().take((own.len() + 1).saturating_sub(needed));
        for shingle in prefix {
            let others = standing.entry(*shingle).or_default();
            for other in others.iter() {
                // What is joined already need not be compared.
                if groups.root(text) != groups.root(*other) && resemble(own, &shingles[*other]) {
                    groups.join(text, *other);
                    pairs.push((text, *other));
                }
            }
            others.push(text);
        }
    }
    pairs
}

/// The shingles of each long text, the rarest first; none for short texts.
fn shingles(texts: &[&str]) -> Vec<Vec<usize>> {
    let pairs = |text: &str| -> BTreeSet<(String, String)> {
        let words: Vec<&str> = text.split(' ').collect();
        if words.len() < LONG {
            return BTreeSet::new();
        }
        words.windows(2).map(|w| (w[0].to_owned(), w[1].to_owned())).collect()
    };
    let sets: Vec<BTreeSet<(String, String)>> = texts.iter().map(|t| pairs(t)).collect();
    let mut frequency: BTreeMap<&(String, String), usize> = BTreeMap::new();
    for shingle in sets.iter().flatten() {
        *frequency.entry(shingle).or_default() += 1;
    }
    let mut by_rarity: Vec<(usize, &(String, String))> = frequency.into_iter().map(|(s, n)| (n, s)).collect();
    by_rarity.sort_unstable();
    let rank: BTreeMap<&(String, String), usize> =
        by_rarity.into_iter().enumerate().map(|(rank, (_, shingle))| (shingle, rank)).collect();
    let ranked = |set: &BTreeSet<(String, String)>| {
        let mut ranks: Vec<usize> = set.iter().filter_map(|s| rank.get(s).copied()).collect();
        ranks.sort_unstable();
        ranks
    };
    sets.iter().map(ranked).collect()
}

/// Whether two sorted sets have at least the given share of their union in common.
fn resemble(a: &[usize], b: &[usize]) -> bool {
    let (mut i, mut j, mut common) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        common += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    10 * common >= RESEMBLANCE_TENTHS * (a.len() + b.len() - common)
}

/// Numbers of long wordings that pairs of documents share, and that each document has.
fn shared(all: &[Wording], documents: usize) -> (BTreeMap<(usize, usize), u32>, Vec<u32>) {
    let mut shared: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    let mut long = vec![0; documents];
    for wording in all.iter().filter(|w| w.is_long) {
        let places: Vec<usize> = wording.documents().into_iter().collect();
        for (i, a) in places.iter().enumerate() {
            long[*a] += 1;
            for b in &places[i + 1..] {
                *shared.entry((*a, *b)).or_default() += 1;
            }
        }
    }
    (shared, long)
}

/// Groups that grow together (disjoint sets).
pub struct Groups(Vec<usize>);

impl Groups {
    /// Each on its own.
    pub fn of(n: usize) -> Self {
        Self((0..n).collect())
    }

    /// The first member of the group.
    pub fn root(&self, mut member: usize) -> usize {
        while self.0[member] != member {
            member = self.0[member];
        }
        member
    }

    /// Makes one group of two.
    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }

    /// The number of each member's group, in the order of first members.
    pub fn numbers(&self) -> Vec<usize> {
        let mut numbers: Vec<usize> = Vec::with_capacity(self.0.len());
        let mut next = 0;
        for member in 0..self.0.len() {
            let root = self.root(member);
            if root == member {
                numbers.push(next);
                next += 1;
            } else {
                numbers.push(numbers[root]);
            }
        }
        numbers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups_of(texts: &[&str]) -> Vec<usize> {
        let compared: BTreeSet<String> = texts.iter().map(|t| compared(t)).collect();
        let sorted: Vec<&str> = compared.iter().map(String::as_str).collect();
        let numbers = grouped(&sorted);
        let number = |text: &&str| {
            let key = super::compared(text);
            numbers[sorted.iter().position(|t| *t == key).unwrap()]
        };
        texts.iter().map(number).collect()
    }

    #[test]
    fn signs_and_case_do_not_make_another_wording() {
        assert_eq!(compared("Self-harm; \u{201c}cutting\u{201d} (new)."), "self-harm cutting new");
    }

    /// One word of ten changed in the middle: 9 pairs each, 7 in common, 7/11 = 0.64. Two
    /// changed: 5 in common, 5/13 = 0.38.
    #[test]
    fn one_word_in_ten_may_differ_and_two_may_not() {
        let first = "the young person has talked about hurting themselves at school";
        let one = "the young person has spoken about hurting themselves at school";
        let two = "the young person has spoken about harming themselves at school";
        let groups = groups_of(&[first, one, two]);
        assert_eq!(groups[0], groups[1]);
        assert_eq!(groups[1], groups[2], "joined through the one between them");
        let groups = groups_of(&[first, two]);
        assert_ne!(groups[0], groups[1]);
    }

    #[test]
    fn short_wordings_are_only_equal_to_themselves() {
        let groups = groups_of(&["Risk of self-harm", "A risk of self-harm", "risk of self-harm."]);
        assert_ne!(groups[0], groups[1]);
        assert_eq!(groups[0], groups[2]);
    }

    #[test]
    fn prefix_filtering_finds_what_comparing_all_pairs_finds() {
        let words = ["child", "at", "risk", "of", "harm", "in", "the", "home", "and", "school"];
        let texts: BTreeSet<String> = (0..300usize)
            .map(|n| (0..8).map(|i| words[(n * n + i * (n % 7 + 1)) % 10]).collect::<Vec<_>>().join(" "))
            .collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let sets = shingles(&texts);
        let mut slow = Groups::of(texts.len());
        for a in 0..texts.len() {
            for b in a + 1..texts.len() {
                if resemble(&sets[a], &sets[b]) {
                    slow.join(a, b);
                }
            }
        }
        assert_eq!(grouped(&texts), slow.numbers());
    }
}
