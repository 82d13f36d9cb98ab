//! Which areas say the same thing in the same words about a need.

use crate::ground::Ground;
use crate::tally::Tally;
use crate::wording::{Groups, Wordings};
use std::collections::BTreeMap;
use thresholds_model::cell::{Cell, CellLevel};
use thresholds_model::scheme::TierInterval;

/// A cell's level that is compared.
#[derive(Debug, Clone, Copy)]
pub struct Placed<'a> {
    /// The cell.
    pub cell: &'a Cell,
    /// Its level by some measure.
    pub level: &'a CellLevel,
    /// Where the level stands; not that of the level itself when the crosswalk is varied.
    pub tiers: TierInterval,
}

/// The independent text of each, numbered in the order of first members.
///
/// Two areas have one text when they stand on the same interval by the same wording, provided
/// that the wording is long, or that their documents are the same or copies: a short wording
/// ("Bullying") may well be used twice by chance. Areas that copied a wording and put it at
/// another level have made a decision of their own.
pub fn texts(placed: &[Placed], wordings: &Wordings) -> Vec<usize> {
    let mut groups = Groups::of(placed.len());
    let mut standing: BTreeMap<(TierInterval, usize), Vec<(usize, usize)>> = BTreeMap::new();
    for (member, p) in placed.iter().enumerate() {
        let Some(document) = document(p, wordings) else { continue };
        for wording in wordings.placing(document, &p.cell.indicator, p.level.ordinal) {
            let others = standing.entry((p.tiers, *wording)).or_default();
            let is_long = wordings.all.get(*wording).is_some_and(|w| w.is_long);
            for (other, of_other) in others.iter() {
                if is_long || wordings.copies(document, *of_other) {
                    groups.join(member, *other);
                }
            }
            others.push((member, document));
        }
    }
    groups.numbers()
}

/// Position of the document that has the level.
pub fn document(placed: &Placed, wordings: &Wordings) -> Option<usize> {
    wordings.document(placed.cell.documents.get(placed.level.document as usize)?)
}

/// Independent texts by interval.
pub fn tally(placed: &[Placed], numbers: &[usize]) -> Tally {
    let of_texts: BTreeMap<usize, TierInterval> =
        numbers.iter().copied().zip(placed.iter().map(|p| p.tiers)).collect();
    of_texts.into_values().collect()
}

/// Independent texts by interval, of these placements.
pub fn independent(placed: &[Placed], ground: &Ground) -> Tally {
    tally(placed, &texts(placed, ground.wordings))
}
