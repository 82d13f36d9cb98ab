//! Which matches count (rules 2 and 3 of the guide).

use crate::entry::Kind;
use crate::text::{Join, Text};
use std::ops::Range;

/// A match of an indicator's wording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Place of the indicator in the lexicon.
    pub indicator: usize,
    /// Place of the wording in the indicator.
    pub wording: usize,
    /// What a match of the wording means.
    pub kind: Kind,
    /// The words that it covers.
    pub words: Range<usize>,
    /// A word has a typing error.
    pub fuzzy: bool,
    /// Words of it that only a gap covers.
    pub passed: Vec<usize>,
    /// Without gaps, and no items of a list passed over.
    pub contiguous: bool,
    /// The wording must be the whole statement (`+`).
    pub whole: bool,
    /// The wording itself says whose need it is (`@`).
    pub own_subject: bool,
}

impl Hit {
    /// Whether it lies inside `other`, perhaps with the same words.
    pub fn inside(&self, other: &Range<usize>) -> bool {
        other.start <= self.words.start && self.words.end <= other.end
    }

    /// Whether a word is one of the wording's own: in it, and not in a gap of it.
    pub fn owns(&self, word: usize) -> bool {
        self.words.contains(&word) && !self.passed.contains(&word)
    }

    /// Whether both wordings own a word in common.
    pub fn shares(&self, other: &Self) -> bool {
        self.words.clone().any(|at| self.owns(at) && other.owns(at))
    }

    /// Whether it shares a word with `other`.
    pub fn overlaps(&self, other: &Range<usize>) -> bool {
        self.words.start < other.end && other.start < self.words.end
    }
}

/// What counts, and what was found to be a look-alike.
pub struct Resolved {
    /// Matches that count, by indicator, then place.
    pub hits: Vec<Hit>,
    /// Indicators with the words that only look like them.
    pub look_alikes: Vec<(usize, Range<usize>)>,
}

/// Drops look-alikes and what is only a part of a longer wording.
pub fn resolve(hits: Vec<Hit>, text: &Text) -> Resolved {
    let (not, hits): (Vec<Hit>, Vec<Hit>) = hits.into_iter().partition(|hit| hit.kind == Kind::Not);
    let genuine: Vec<Hit> = hits
        .into_iter()
        .filter(|hit| !not.iter().any(|not| not.indicator == hit.indicator && is_look_alike(hit, not)))
        .collect();
    let mut dropped: Vec<bool> =
        genuine.iter().map(|hit| genuine.iter().any(|longer| is_part_of(hit, longer, text))).collect();
    for index in 0..genuine.len() {
        let hit = &genuine[index];
        let with_dropped = genuine.iter().zip(&dropped).any(|(other, gone)| {
            *gone && other.indicator == hit.indicator && other.words != hit.words && hit.inside(&other.words)
        });
        dropped[index] |= with_dropped && hit.kind.states();
    }
    let mut kept: Vec<Hit> =
        genuine.into_iter().zip(dropped).filter(|(_, gone)| !gone).map(|(hit, _)| hit).collect();
    kept.sort_by(|a, b| {
        (a.indicator, a.words.start, a.words.end, a.wording).cmp(&(
            b.indicator,
            b.words.start,
            b.words.end,
            b.wording,
        ))
    });
    let look_alikes = not.into_iter().map(|not| (not.indicator, not.words)).collect();
    Resolved { hits: kept, look_alikes }
}

/// Whether a look-alike covers the match, or takes the beginning of one that is not in one piece:
/// `fussy eating, sleep problems` is no match of `eating problems` for `not = ["fussy eating"]`.
fn is_look_alike(hit: &Hit, not: &Hit) -> bool {
    let takes_beginning = not.words.start < hit.words.start && hit.overlaps(&not.words);
    hit.inside(&not.words) || (!hit.contiguous && hit.kind.states() && takes_beginning)
}

/// `debt` in `debt bondage`: a part of a longer wording of another indicator, unless the
/// longer one is a list of which the shorter is an item (`physical or [sexual abuse]`).
fn is_part_of(hit: &Hit, longer: &Hit, text: &Text) -> bool {
    let candidate = hit.kind.states()
        && longer.kind.states()
        && hit.indicator != longer.indicator
        && hit.contiguous
        && longer.contiguous
        && hit.words.len() < longer.words.len()
        && hit.inside(&longer.words);
    candidate
        && !is_listed(text, longer.words.start..hit.words.start, false)
        && !is_listed(text, hit.words.end..longer.words.end, true)
}

/// Whether words of a longer match beside the shorter one join it by a conjunction or separator.
fn is_listed(text: &Text, beside: Range<usize>, after: bool) -> bool {
    let edge = if after { beside.start } else { beside.end };
    let separated = !beside.is_empty() && matches!(text.before(edge), Join::Comma | Join::Slash);
    let at_edge = if after { text.key(beside.start) } else { text.key(edge.saturating_sub(1)) };
    separated || (!beside.is_empty() && matches!(at_edge, "and" | "or"))
}
