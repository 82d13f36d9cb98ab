//! What changed between two cells.

use crate::model::{Comparison, Kind, Measure, Movement, Scale, Side};
use crate::words::{Placed, side_by_side, unlike};
use std::cmp::Ordering;
use thresholds_model::cell::{CellLevel, CellState};
use thresholds_model::scheme::TierInterval;

/// What changed, and how.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Judgement {
    pub kind: Kind,
    pub movement: Option<Movement>,
    pub comparisons: Vec<Comparison>,
}

impl Judgement {
    fn plain(kind: Kind) -> Self {
        Self { kind, movement: None, comparisons: Vec::new() }
    }
}

/// What is known of a need on one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    NoDocument,
    Unreadable,
    Silent,
    Placed,
}

fn known(side: Option<&Side>, documented: bool) -> Known {
    match side.map(|s| s.state) {
        // An area with documents and without this cell: that run's lexicon lacks the need.
        None if documented => Known::Silent,
        None | Some(CellState::NoDocument) => Known::NoDocument,
        Some(CellState::Unreadable) => Known::Unreadable,
        Some(CellState::Placed) => Known::Placed,
        Some(
            CellState::NoScheme
            | CellState::PlacedWithoutLevel
            | CellState::ProtectiveOnly
            | CellState::MentionedNotPlaced
            | CellState::NotMentioned,
        ) => Known::Silent,
    }
}

/// A cell of a run, as far as the run has it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At<'a> {
    /// The cell; `None` where the run has none.
    pub side: Option<&'a Side>,
    /// The run has documents of the area.
    pub documented: bool,
}

/// What changed; `None` where nothing did.
pub(crate) fn judge(old: At<'_>, new: At<'_>, same_ladder: bool) -> Option<Judgement> {
    use Known::{NoDocument, Placed, Silent, Unreadable};
    let kind = match (known(old.side, old.documented), known(new.side, new.documented)) {
        (NoDocument, NoDocument) | (Unreadable, Unreadable) | (Silent, Silent) => return None,
        (Placed, Placed) => return placed(old.side?, new.side?, same_ladder),
        (_, NoDocument) => Kind::NoLongerDocumented,
        (_, Unreadable) => Kind::NewlyUnreadable,
        (NoDocument, _) => Kind::NewlyDocumented,
        (Unreadable, _) => Kind::NewlyReadable,
        (Silent, Placed) => Kind::Added,
        (Placed, Silent) => Kind::Removed,
    };
    Some(Judgement::plain(kind))
}

/// What changed between two cells that are both placed.
fn placed(old: &Side, new: &Side, same_ladder: bool) -> Option<Judgement> {
    for measure in [Measure::Entry, Measure::Highest] {
        let (Some(a), Some(b)) = (level(old, measure), level(new, measure)) else { continue };
        let Some((kind, scale, certain)) = moved(a, b, same_ladder) else { continue };
        return Some(Judgement {
            kind,
            movement: Some(Movement { measure, scale, certain }),
            comparisons: side_by_side(standing_at(old, a.ordinal), standing_at(new, b.ordinal)),
        });
    }
    let (only_old, only_new) = unlike(&old.quotes, &new.quotes, same_ladder);
    let reworded = !only_old.is_empty() || !only_new.is_empty();
    reworded.then(|| Judgement {
        kind: Kind::Reworded,
        movement: None,
        comparisons: side_by_side(only_old, only_new),
    })
}

fn level(side: &Side, measure: Measure) -> Option<&CellLevel> {
    match measure {
        Measure::Entry => side.lowest.as_ref(),
        Measure::Highest => side.highest.as_ref(),
    }
}

/// Quotes at a level.
fn standing_at(side: &Side, ordinal: u8) -> Placed<'_> {
    (0..).zip(&side.quotes).filter(|(_, q)| q.ordinals.contains(&ordinal)).collect()
}

/// Where a level went. Ordinals count on the same ladder only; intervals always do.
fn moved(old: &CellLevel, new: &CellLevel, same_ladder: bool) -> Option<(Kind, Scale, bool)> {
    if same_ladder {
        match new.ordinal.cmp(&old.ordinal) {
            Ordering::Greater => return Some((Kind::MovedUp, Scale::Ladder, true)),
            Ordering::Less => return Some((Kind::MovedDown, Scale::Ladder, true)),
            Ordering::Equal => {}
        }
    }
    let kind = direction(old.tiers, new.tiers)?;
    Some((kind, Scale::Canonical, old.tiers.disjoint(new.tiers)))
}

/// Up or down where neither end goes the other way; unclear where one interval holds the other.
fn direction(old: TierInterval, new: TierInterval) -> Option<Kind> {
    match (new.low.cmp(&old.low), new.high.cmp(&old.high)) {
        (Ordering::Equal, Ordering::Equal) => None,
        (low, high) if low.is_ge() && high.is_ge() => Some(Kind::MovedUp),
        (low, high) if low.is_le() && high.is_le() => Some(Kind::MovedDown),
        _ => Some(Kind::LevelUnclear),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tiers(low: u8, high: u8) -> TierInterval {
        TierInterval { low, high }
    }

    fn at(ordinal: u8, low: u8, high: u8) -> CellLevel {
        CellLevel {
            ordinal,
            label: format!("Level {ordinal}"),
            tiers: tiers(low, high),
            spanned: Vec::new(),
            document: 0,
        }
    }

    #[test]
    fn on_one_ladder_the_ordinal_decides() {
        assert_eq!(moved(&at(2, 1, 2), &at(3, 2, 3), true), Some((Kind::MovedUp, Scale::Ladder, true)));
        assert_eq!(moved(&at(3, 2, 3), &at(2, 1, 2), true), Some((Kind::MovedDown, Scale::Ladder, true)));
        assert_eq!(moved(&at(2, 1, 2), &at(2, 1, 2), true), None);
    }

    #[test]
    fn a_level_whose_meaning_changed_moved_on_the_canonical_scale() {
        assert_eq!(moved(&at(3, 2, 2), &at(3, 3, 3), true), Some((Kind::MovedUp, Scale::Canonical, true)));
    }

    #[test]
    fn ordinals_of_different_ladders_say_nothing() {
        assert_eq!(moved(&at(2, 1, 2), &at(3, 1, 2), false), None);
        assert_eq!(moved(&at(2, 1, 2), &at(3, 2, 3), false), Some((Kind::MovedUp, Scale::Canonical, false)));
        assert_eq!(moved(&at(3, 2, 2), &at(2, 0, 1), false), Some((Kind::MovedDown, Scale::Canonical, true)));
        assert_eq!(
            moved(&at(2, 1, 2), &at(2, 0, 3), false),
            Some((Kind::LevelUnclear, Scale::Canonical, false))
        );
    }
}
