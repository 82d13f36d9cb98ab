//! Needs in the order of how much places differ: shares of pairs of independent texts.

use crate::index::Index;
use serde::Serialize;
use std::cmp::Reverse;
use thresholds_model::comparison::{Comparison, Measure};

/// Fewer texts than this give a share that one document can overturn.
const FEW_TEXTS: u32 = 5;

/// The measures with what each compares.
pub const MEASURES: [(Measure, &str, &str); 3] = [
    (Measure::Entry, "entry", "lowest level (entry point)"),
    (Measure::Unqualified, "unqualified", "lowest level without a qualifier"),
    (Measure::Highest, "highest", "highest level"),
];

/// A need with its spread. Widths are in hundredths of the bar.
#[derive(Serialize)]
pub struct RankedNeed {
    id: String,
    label: String,
    areas: u32,
    areas_placing: u32,
    areas_silent: u32,
    texts: u32,
    pairs: u32,
    certain: u32,
    possible: u32,
    certain_percent: Option<String>,
    possible_percent: Option<String>,
    certain_width: f64,
    possible_width: f64,
    few: bool,
    below: u32,
    across: u32,
    statutory: u32,
}

impl RankedNeed {
    /// Whether enough texts place the need differently to name it on the first screen.
    pub fn stands_out(&self) -> bool {
        !self.few && self.certain > 0
    }
}

/// Needs by share of pairs that differ certainly, then possibly, then by the lexicon's order;
/// those that cannot be compared come last.
pub fn ranking(index: &Index, measure: Measure) -> Vec<RankedNeed> {
    let mut rows: Vec<RankedNeed> = index
        .results
        .indicators
        .iter()
        .filter_map(|i| index.comparison(&i.id, measure).map(|c| ranked(&i.label, c)))
        .collect();
    rows.sort_by_key(|r| {
        Reverse((r.pairs > 0, millionths(r.certain, r.pairs), millionths(r.possible, r.pairs)))
    });
    rows
}

fn ranked(label: &str, c: &Comparison) -> RankedNeed {
    RankedNeed {
        id: c.indicator.clone(),
        label: label.into(),
        areas: c.areas,
        areas_placing: c.areas_placing,
        areas_silent: c.areas_silent,
        texts: c.texts_placing,
        pairs: c.pairs,
        certain: c.differ_certainly,
        possible: c.differ_possibly,
        certain_percent: percent(c.differ_certainly, c.pairs),
        possible_percent: percent(c.differ_possibly, c.pairs),
        certain_width: width(c.differ_certainly, c.pairs),
        possible_width: width(c.differ_possibly, c.pairs),
        few: c.texts_placing < FEW_TEXTS,
        below: c.non_statutory,
        across: c.straddling,
        statutory: c.statutory,
    }
}

/// The share in millionths: whole numbers, so that order does not hang on rounding.
pub fn millionths(part: u32, whole: u32) -> u64 {
    (u64::from(part) * 1_000_000).checked_div(u64::from(whole)).unwrap_or(0)
}

/// The share in whole per cent; `None` of nothing.
pub fn percent(part: u32, whole: u32) -> Option<String> {
    let half = u64::from(whole) / 2;
    (u64::from(part) * 100 + half).checked_div(u64::from(whole)).map(|p| format!("{p}%"))
}

fn width(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) * 100.0 / f64::from(whole) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_nothing_is_not_nought_per_cent() {
        assert_eq!(percent(0, 0), None);
        assert_eq!(percent(1, 8).as_deref(), Some("13%"));
        assert_eq!(millionths(1, 0), 0);
    }
}
