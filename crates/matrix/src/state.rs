//! What a cell says, above all when it is empty: silence is never a level, and never
//! confused with a failure to read.

use crate::grounds::Grounds;
use thresholds_model::cell::CellState;
use thresholds_model::placement::{Verdict, WithheldReason};

/// The state of an indicator, the first that holds in the order of [`CellState`].
pub fn state(indicator: &str, grounds: &Grounds) -> CellState {
    if grounds.documents.is_empty() {
        return if grounds.incomplete { CellState::Unreadable } else { CellState::NoDocument };
    }
    if !grounds.has_ladder {
        return CellState::NoScheme;
    }
    if grounds.documents.iter().any(|d| d.placements.iter().any(|p| p.indicator == indicator)) {
        return CellState::Placed;
    }
    let mentions = grounds.documents.iter().flat_map(|d| &d.mentions);
    let verdicts: Vec<Verdict> =
        mentions.filter(|j| j.mention.indicator == indicator).map(|j| j.verdict).collect();
    if verdicts.contains(&Verdict::Withheld(WithheldReason::AmbiguousLevel)) {
        CellState::PlacedWithoutLevel
    } else if grounds.incomplete {
        CellState::Unreadable
    } else if verdicts.is_empty() {
        CellState::NotMentioned
    } else if verdicts.iter().all(|v| is_strength(*v)) {
        CellState::ProtectiveOnly
    } else {
        CellState::MentionedNotPlaced
    }
}

fn is_strength(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Withheld(WithheldReason::Negated | WithheldReason::Protective))
}
