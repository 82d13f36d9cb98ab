//! A text with its hits, and the cues that count in it.

use std::ops::Range;
use thresholds_lexicon::cue::CueList;
use thresholds_lexicon::entry::Kind;
use thresholds_lexicon::resolve::Hit;
use thresholds_lexicon::text::{Join, Text};
use thresholds_lexicon::{CueHit, Lexicon};
use thresholds_model::mention::{Cue, CueKind};

/// A text as the tagger sees it.
pub struct View {
    /// Its words.
    pub text: Text,
    /// Matches of indicators.
    pub hits: Vec<Hit>,
    /// What only looks like an indicator, and where.
    pub look_alikes: Vec<(usize, Range<usize>)>,
    /// Cues: of those of one group that overlap, the longest.
    pub cues: Vec<CueHit>,
}

impl View {
    /// Reads a text.
    pub fn new(lexicon: &Lexicon, text: &str) -> Self {
        let text = Text::new(text);
        let mut found = lexicon.find(&text);
        found.hits.retain(|hit| !is_undone(&text, hit) && !is_of_self(&text, hit));
        Self { cues: longest(found.cues), hits: found.hits, look_alikes: found.look_alikes, text }
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.text.words().len()
    }

    /// Whether there are no words.
    pub fn is_empty(&self) -> bool {
        self.text.words().is_empty()
    }

    /// The cues of one list.
    pub fn cues_of(&self, list: CueList) -> impl Iterator<Item = &CueHit> {
        self.cues.iter().filter(move |cue| cue.list == list)
    }

    /// Whether a word is covered by a cue of one of the lists.
    pub fn covered(&self, word: usize, lists: &[CueList]) -> bool {
        self.cues.iter().any(|cue| lists.contains(&cue.list) && cue.words().contains(&word))
    }

    /// Whether a cue of the list begins at the word.
    pub fn begins(&self, word: usize, list: CueList) -> bool {
        self.cues_of(list).any(|cue| cue.start == word)
    }

    /// The sentence (up to full stops and semicolons) that a word stands in.
    pub fn sentence(&self, word: usize) -> Range<usize> {
        let start = (0..=word).rev().find(|at| self.text.before(*at).is_hard()).unwrap_or(0);
        let end = (word + 1..self.len()).find(|at| self.text.before(*at).is_hard()).unwrap_or(self.len());
        start..end
    }

    /// A cue for the mention.
    pub fn cue(&self, kind: CueKind, words: Range<usize>) -> Cue {
        let bytes = self.text.bytes(words.clone());
        Cue {
            kind,
            start: offset(bytes.start),
            end: offset(bytes.end),
            text: self.text.slice(words).to_owned(),
        }
    }
}

/// A strength whose gap holds a denial ("has [no] friends") is none.
fn is_undone(text: &Text, hit: &Hit) -> bool {
    let undoes = |key: &str| is_negator(key) || matches!(key, "poor" | "lack");
    hit.kind == Kind::Protective && hit.passed.iter().any(|at| undoes(text.key(*at)))
}

/// "Self-[neglect]", "self-[harm]": what somebody does to himself is another need than what the
/// second word names.
fn is_of_self(text: &Text, hit: &Hit) -> bool {
    let start = hit.words.start;
    start > 0 && text.key(start - 1) == "self" && text.before(start) <= Join::Hyphen
}

/// A word that denies what follows.
pub fn is_negator(key: &str) -> bool {
    matches!(key, "no" | "not" | "never" | "without" | "nor" | "none" | "cannot" | "neither" | "nobody")
        || key.ends_with("n't")
}

/// A cue that stands in the context, not in the passage's own text.
pub fn context_cue(kind: CueKind, view: &View, words: Range<usize>) -> Cue {
    Cue { kind, start: 0, end: 0, text: view.text.slice(words).to_owned() }
}

/// A byte offset as mentions hold it.
pub fn offset(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

/// Groups of lists within which the longest cue counts.
fn group(list: CueList) -> u8 {
    use CueList::*;
    match list {
        NegationStrong | NegationWeak | NegationAfter | NegationExcept | NegationPrefixes
        | NegationDouble | NegationPseudo | NegationEnds | NegationCauses | ProtectiveAdjectives
        | ProtectiveBefore | ProtectiveAfter | ProtectiveDealtWith | ProtectiveVerdict
        | QualifierNoImpact => 0,
        CertaintyRisk
        | CertaintySuspected
        | CertaintyPossible
        | CertaintyHistoric
        | CertaintySuspectedAfter
        | CertaintyHistoricAfter => 1,
        SubjectChild | SubjectParent | SubjectSibling | SubjectFamily | SubjectUnborn | SubjectOther => 2,
        SeverityWords => 3,
        ReferenceLeads | ReferenceVerbs => 4,
        ProtectiveReversers | ProtectiveReversersAfter => 5,
        ServiceNouns | ReferenceNouns => 6,
        _ => 7,
    }
}

/// Drops cues that lie inside a longer one of their group. The last group keeps all.
fn longest(cues: Vec<CueHit>) -> Vec<CueHit> {
    let inside = |short: &CueHit, long: &CueHit| {
        long.start <= short.start && short.end <= long.end && long.words().len() > short.words().len()
    };
    let keep = |cue: &&CueHit| {
        let own = group(cue.list);
        own == 7 || !cues.iter().any(|other| group(other.list) == own && inside(cue, other))
    };
    cues.iter().filter(keep).cloned().collect()
}
