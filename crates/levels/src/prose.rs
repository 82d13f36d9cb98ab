//! Levels told in running text: sections by theme that each go through the levels, sentence
//! by sentence ("At Level 2 a child may ... By Level 3 ...").
//!
//! A sentence that says of which level it speaks gives that level to itself and to the
//! sentences after it in its section, up to the next one that does. Text of this kind counts
//! only where a document has so much of it that it cannot be an explanation of the levels.

use crate::fold::{fold, pattern};
use crate::matcher::Matcher;
use crate::reference::{self, Number, Reference};
use crate::role;
use crate::sections::text_of;
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use thresholds_model::block::{Block, BlockId, BlockKind};
use thresholds_model::level::{EvidenceKind, LevelEvidence};
use thresholds_model::passage::{Passage, Unit};
use thresholds_model::reading::Reading;

/// Fewest sentences that speak of a level: an explanation of a ladder has one or two a rung.
const LEAST_SENTENCES: usize = 8;
/// Fewest sections in which two levels or more are spoken of.
const LEAST_SECTIONS: usize = 2;

/// For each passage by its place in the reading, the level that running text gives it.
pub(crate) type Told = BTreeMap<usize, LevelEvidence>;

/// What the running text of a reading says of levels, under a scheme.
pub(crate) fn told(reading: &Reading, matcher: &Matcher) -> Told {
    let sentences = sentences(reading, &|block| matcher.heading(block).is_some());
    let ordinals = |r: &Reference| matcher.ordinals(r.term, &r.numbers);
    if !carries(&sentences, &|r| ordinals(r).is_some()) {
        return Told::new();
    }
    let mut told = Told::new();
    let mut current: Option<(&[BlockId], LevelEvidence)> = None;
    for sentence in &sentences {
        current = current.filter(|(section, _)| *section == sentence.section);
        let spoken: BTreeSet<Vec<u8>> = sentence.references.iter().filter_map(ordinals).collect();
        if sentence.instructs {
            continue;
        }
        match spoken.len() {
            0 => {}
            1 => {
                let evidence = LevelEvidence {
                    kind: EvidenceKind::InlinePrefix,
                    text: sentence.passage.text.chars().take(60).collect(),
                    page: sentence.passage.page,
                    ordinals: spoken.into_iter().next().unwrap_or_default(),
                };
                current = Some((sentence.section, evidence));
            }
            // Which half of the sentence a need stands in cannot be told; the next sentence
            // goes on from there, so it is left open too.
            _ => current = None,
        }
        if let Some((_, evidence)) = &current {
            told.insert(sentence.index, evidence.clone());
        }
    }
    told
}

/// The numbers of a ladder that only running text shows, ascending from 1 or 2 without a
/// gap; empty when there are fewer than three.
pub(crate) fn numbers(reading: &Reading) -> Vec<Reference> {
    let sentences = sentences(reading, &|_| false);
    if !carries(&sentences, &|_| true) {
        return Vec::new();
    }
    let mut by_number: BTreeMap<Number, Reference> = BTreeMap::new();
    for reference in sentences.iter().filter(|s| !s.instructs).flat_map(|s| &s.references) {
        if let [number] = reference.numbers[..] {
            by_number.entry(number).or_insert_with(|| reference.clone());
        }
    }
    let values: Vec<u8> = by_number.keys().map(|n| n.value).collect();
    let first = values.first().copied().unwrap_or(0);
    let unbroken = values.windows(2).all(|pair| pair[1] - pair[0] <= 1);
    if values.len() < 3 || !(1..=2).contains(&first) || !unbroken {
        return Vec::new();
    }
    by_number.into_values().collect()
}

/// A sentence of running text outside sections of levels.
struct Sentence<'r> {
    /// Place of its passage in the reading.
    index: usize,
    passage: &'r Passage,
    /// The headings above it.
    section: &'r [BlockId],
    references: Vec<Reference>,
    /// It tells practitioners what to do, or speaks of moving between levels.
    instructs: bool,
}

static MOVES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\bstep(?:ping|s|ped)?[- ]?(?:up|down|across)\b|\bescalat\w+|\bde-?escalat\w+|\bmov(?:e|es|ing) (?:up|down|to|from|between)\b|\b(?:referred|referral|refer|transfer\w*) to\b|\b(?:you|we) (?:should|must|need to|will|ask)\b|\bpractitioners (?:should|must|need)\b|\bplease\b|\b(?:with|seek|gain|obtain|give|informed|parental|without) (?:their |the family's |family )?consent\b|\b(?:assessment|plan|meeting|panel|lead (?:professional|practitioner))s? (?:is|are|will be|must be|should be|may be)\b",
    )
});
static BEYOND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:below|above|beyond|under|over|before|between|prevent\w*|from)\s+(?:the )?$")
});

fn sentences<'r>(reading: &'r Reading, of_level: &dyn Fn(&Block) -> bool) -> Vec<Sentence<'r>> {
    let blocks: BTreeMap<BlockId, &Block> = reading.blocks.iter().map(|b| (b.id, b)).collect();
    let closed = |block: &Block| {
        of_level(block)
            || text_of(block).is_some_and(|text| role::of_section(text).is_some() || role::closes(text))
    };
    let mut open: BTreeMap<&[BlockId], bool> = BTreeMap::new();
    let mut sentences = Vec::new();
    for (index, passage) in reading.passages.iter().enumerate() {
        let Some(block) = blocks.get(&passage.block).copied() else { continue };
        let running = passage.unit == Unit::Sentence && matches!(block.kind, BlockKind::Paragraph { .. });
        if !running || block.furniture.is_some() {
            continue;
        }
        let section = block.heading_path.as_slice();
        let is_open = *open.entry(section).or_insert_with(|| {
            !section.iter().filter_map(|id| blocks.get(id)).any(|heading| closed(heading))
        });
        if is_open {
            let folded = fold(&passage.text);
            let references = reference::references(&folded)
                .into_iter()
                .filter(|r| !folded.get(..r.start).is_some_and(|before| BEYOND.is_match(before)))
                .collect();
            sentences.push(Sentence {
                index,
                passage,
                section,
                references,
                instructs: MOVES.is_match(&folded),
            });
        }
    }
    sentences
}

/// Whether running text carries the levels: see the limits above.
fn carries(sentences: &[Sentence<'_>], on_ladder: &dyn Fn(&Reference) -> bool) -> bool {
    let mut by_section: BTreeMap<&[BlockId], BTreeSet<&[Number]>> = BTreeMap::new();
    let mut speaking = 0;
    for sentence in sentences.iter().filter(|s| !s.instructs) {
        let spoken: Vec<&Reference> = sentence.references.iter().filter(|r| on_ladder(r)).collect();
        speaking += usize::from(!spoken.is_empty());
        let levels = by_section.entry(sentence.section).or_default();
        levels.extend(spoken.iter().map(|r| r.numbers.as_slice()));
    }
    let sections = by_section.values().filter(|levels| levels.len() > 1).count();
    speaking >= LEAST_SENTENCES && sections >= LEAST_SECTIONS
}
