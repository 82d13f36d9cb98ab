//! What would change if a doubtful place on the canonical scale were one step off.
//!
//! Doubtful is what does not rest on the document's own words: the default of a naming family
//! (R2), a hull (R3), Family Help (R5). Levels that one rule has put on the same interval for
//! the same reason are moved together, because that is how the rule would be wrong. A cell
//! keeps the level that it has; only the level's place moves.

use crate::comparison::{MEASURES, pairs_apart, ranks};
use crate::ground::{Ground, Statements, placed};
use crate::tally::Tally;
use crate::texts::{Placed, document, independent};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use thresholds_model::comparison::{Measure, PairCounts};
use thresholds_model::scheme::{CrosswalkRule, Family, Level, Scheme, TierInterval};
use thresholds_model::sensitivity::{Change, Finding, Sensitivity};

/// Ranks that count as "varies most".
const TOP: u32 = 10;

/// Levels that stand where they stand for one and the same reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    rule: CrosswalkRule,
    family: Family,
    ordinal: u8,
    tiers: TierInterval,
}

impl Entry {
    fn of(scheme: &Scheme, level: &Level) -> Self {
        Self { rule: level.rule, family: scheme.family, ordinal: level.ordinal, tiers: level.tiers }
    }

    fn is_doubtful(&self) -> bool {
        matches!(self.rule, CrosswalkRule::R2 | CrosswalkRule::R3 | CrosswalkRule::R5)
            && self.tiers != TierInterval::UNKNOWN
    }

    /// One step down and one step up, as far as the scale goes.
    fn moves(&self) -> impl Iterator<Item = TierInterval> {
        let TierInterval { low, high } = self.tiers;
        let down = TierInterval { low: low.saturating_sub(1), high: high.saturating_sub(1) };
        let up = TierInterval { low: (low + 1).min(5), high: (high + 1).min(5) };
        let stands = self.tiers;
        [down, up].into_iter().filter(move |moved| *moved != stands)
    }
}

/// Every doubtful entry of the documents in force, moved down and up.
pub fn sensitivity(ground: &Ground) -> Vec<Sensitivity> {
    let documents = documents_in_use(ground);
    let mut entries: BTreeMap<Entry, BTreeSet<usize>> = BTreeMap::new();
    for position in documents {
        let Some(document) = ground.wordings.documents.get(position) else { continue };
        for level in &document.scheme.levels {
            let entry = Entry::of(&document.scheme, level);
            if entry.is_doubtful() {
                entries.entry(entry).or_default().insert(position);
            }
        }
    }
    let cases: Vec<(Entry, TierInterval, BTreeSet<usize>)> = entries
        .into_iter()
        .flat_map(|(entry, on)| {
            entry.moves().map(move |moved| (entry, moved, on.clone())).collect::<Vec<_>>()
        })
        .collect();
    let before: Vec<Figures> = MEASURES.iter().map(|measure| Figures::of(ground, *measure)).collect();
    cases.par_iter().map(|(entry, moved, on)| case(ground, &before, *entry, *moved, on)).collect()
}

fn documents_in_use(ground: &Ground) -> BTreeSet<usize> {
    let cells = ground.needs.iter().flat_map(|(_, cells)| cells);
    cells.flat_map(|c| &c.documents).filter_map(|sha256| ground.wordings.document(sha256)).collect()
}

/// The figures of a measure as they stand, by indicator.
struct Figures<'a> {
    measure: Measure,
    needs: Vec<Need<'a>>,
    ranks: Vec<Option<u32>>,
}

/// One indicator.
struct Need<'a> {
    indicator: &'a str,
    placed: Vec<Placed<'a>>,
    texts: Tally,
}

impl<'a> Figures<'a> {
    fn of(ground: &Ground<'a>, measure: Measure) -> Self {
        let need = |(indicator, cells): &(&'a str, Vec<_>)| {
            let mut placed = placed(cells, measure, Statements::All);
            placed.retain(|p| p.tiers != TierInterval::UNKNOWN);
            let texts = independent(&placed, ground);
            Need { indicator, placed, texts }
        };
        let needs: Vec<Need> = ground.needs.iter().map(need).collect();
        let ranks = ranks(&needs.iter().map(|need| need.texts.pairs()).collect::<Vec<_>>());
        Self { measure, needs, ranks }
    }
}

fn case(
    ground: &Ground,
    before: &[Figures],
    entry: Entry,
    to: TierInterval,
    on: &BTreeSet<usize>,
) -> Sensitivity {
    let documents = || on.iter().filter_map(|d| ground.wordings.documents.get(*d));
    let cells = ground.needs.iter().flat_map(|(_, cells)| cells);
    let rests = |sha256: &String| ground.wordings.document(sha256).is_some_and(|d| on.contains(&d));
    let areas: BTreeSet<&str> =
        cells.filter(|c| c.documents.iter().any(rests)).map(|c| c.area.as_str()).collect();
    Sensitivity {
        rule: entry.rule,
        family: entry.family,
        ordinal: entry.ordinal,
        tiers: entry.tiers,
        moved: to,
        documents: documents().map(|d| d.document.sha256.clone()).collect(),
        areas: crate::count(areas.len()),
        changes: before.iter().flat_map(|figures| changes(ground, figures, entry, to, on)).collect(),
    }
}

fn changes(
    ground: &Ground,
    before: &Figures,
    entry: Entry,
    to: TierInterval,
    on: &BTreeSet<usize>,
) -> Vec<Change> {
    let texts: Vec<Tally> = before.needs.iter().map(|need| varied(ground, need, entry, to, on)).collect();
    let after = ranks(&texts.iter().map(Tally::pairs).collect::<Vec<_>>());
    let ranked = before.needs.iter().zip(&texts).zip(before.ranks.iter().zip(&after));
    let mut changes = Vec::new();
    for ((need, texts), (rank_before, rank_after)) in ranked {
        let (Some(rank_before), Some(rank_after)) = (*rank_before, *rank_after) else { continue };
        let (was, is) = (need.texts.pairs(), texts.pairs());
        let findings = [
            (Finding::Differ, (was.certainly > 0) != (is.certainly > 0)),
            (Finding::Split, (pairs_apart(&need.texts) > 0) != (pairs_apart(texts) > 0)),
            (Finding::TopTen, (rank_before <= TOP) != (rank_after <= TOP)),
        ];
        let change = |(finding, _)| Change {
            indicator: need.indicator.into(),
            measure: before.measure,
            finding,
            share_before: share(was),
            share_after: share(is),
            rank_before,
            rank_after,
        };
        changes.extend(findings.into_iter().filter(|(_, changed)| *changed).map(change));
    }
    changes
}

/// The texts of a need with the entry moved.
fn varied(ground: &Ground, need: &Need, entry: Entry, to: TierInterval, on: &BTreeSet<usize>) -> Tally {
    let mut placed = need.placed.clone();
    let mut any = false;
    for p in &mut placed {
        if let Some(tiers) = moved(ground, p, entry, to, on) {
            (p.tiers, any) = (tiers, true);
        }
    }
    if any { independent(&placed, ground) } else { need.texts.clone() }
}

/// Where the placement stands then; `None` when it does not rest on the entry.
fn moved(
    ground: &Ground,
    placed: &Placed,
    entry: Entry,
    to: TierInterval,
    on: &BTreeSet<usize>,
) -> Option<TierInterval> {
    let position = document(placed, ground.wordings).filter(|d| on.contains(d))?;
    let level = placed.level;
    let ordinals =
        if level.spanned.is_empty() { std::slice::from_ref(&level.ordinal) } else { &level.spanned };
    if !ordinals.contains(&entry.ordinal) {
        return None;
    }
    let scheme = &ground.wordings.documents.get(position)?.scheme;
    let place = |ordinal: &u8| {
        if *ordinal == entry.ordinal { Some(to) } else { scheme.level(*ordinal).map(|l| l.tiers) }
    };
    ordinals.iter().filter_map(place).reduce(TierInterval::hull)
}

fn share(pairs: PairCounts) -> f64 {
    if pairs.all == 0 { 0.0 } else { crate::rounded(f64::from(pairs.certainly) / f64::from(pairs.all)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_moves_as_far_as_the_scale_goes() {
        let moves = |low, high| {
            let tiers = TierInterval { low, high };
            let entry = Entry { rule: CrosswalkRule::R2, family: Family::London, ordinal: 1, tiers };
            entry.moves().map(|t| (t.low, t.high)).collect::<Vec<_>>()
        };
        assert_eq!(moves(2, 3), [(1, 2), (3, 4)]);
        assert_eq!(moves(0, 0), [(1, 1)]);
        assert_eq!(moves(3, 5), [(2, 4), (4, 5)]);
        assert_eq!(moves(5, 5), [(4, 4)]);
    }
}
