//! The matrix: one cell for each area and indicator of an edition, with its state.
//!
//! [`cells`] is a pure function of placements. `grounds` says on which documents an area's
//! cells rest, `standing` at which levels they place a need, `state` what an empty cell means.

mod grounds;
mod standing;
mod state;

use grounds::Grounds;
use std::collections::BTreeSet;
use thresholds_model::area::Area;
use thresholds_model::cell::Cell;
use thresholds_model::placement::{JudgedMention, Verdict};
use thresholds_model::results::{DocumentResult, IndicatorInfo};

/// The cells of an edition, by area, then indicator, in the order of the two lists.
///
/// An area that did not stand in the edition has cells only where a document in force is its
/// own (a council that follows another one's text under an older code).
pub fn cells(
    edition: i32,
    areas: &[Area],
    indicators: &[IndicatorInfo],
    documents: &[DocumentResult],
) -> Vec<Cell> {
    areas
        .iter()
        .map(|area| (area, Grounds::of(edition, &area.code, documents)))
        .filter(|(area, grounds)| area.valid_in(edition) || !grounds.documents.is_empty())
        .flat_map(|(area, grounds)| {
            indicators.iter().map(move |i| cell(edition, &area.code, &i.id, &grounds)).collect::<Vec<_>>()
        })
        .collect()
}

fn cell(edition: i32, area: &str, indicator: &str, grounds: &Grounds) -> Cell {
    let levels = standing::levels(indicator, &grounds.documents);
    let counts = Counts::of(indicator, &grounds.documents);
    Cell {
        area: area.into(),
        edition,
        indicator: indicator.into(),
        state: state::state(indicator, grounds),
        incomplete: grounds.incomplete,
        lowest: levels.lowest,
        highest: levels.highest,
        unqualified: levels.unqualified,
        actual: levels.actual,
        risk: levels.risk,
        ordinals: levels.ordinals,
        passages: counts.passages,
        placing: counts.placing,
        withheld: counts.withheld,
        documents: grounds.documents.iter().map(|d| d.document.sha256.clone()).collect(),
        confidence: confidence(indicator, &grounds.documents),
    }
}

/// Lowest confidence of the recognised passages that place a need.
fn confidence(indicator: &str, documents: &[&DocumentResult]) -> Option<u8> {
    let least = |d: &&DocumentResult| {
        let places = |j: &&JudgedMention| j.verdict == Verdict::Places && j.mention.indicator == indicator;
        let placing: BTreeSet<&str> = d.mentions.iter().filter(places).map(|j| j.passage.as_str()).collect();
        let passages = d.passages.iter().map(|p| &p.passage).filter(|p| placing.contains(p.id.as_str()));
        passages.filter_map(|p| p.confidence).min()
    };
    documents.iter().filter_map(least).min()
}

/// What stands behind a cell, in numbers.
struct Counts {
    passages: u32,
    placing: u32,
    withheld: u32,
}

impl Counts {
    fn of(indicator: &str, documents: &[&DocumentResult]) -> Self {
        let mut counts = Self { passages: 0, placing: 0, withheld: 0 };
        let mut passages = BTreeSet::new();
        for judged in documents.iter().flat_map(|d| &d.mentions).filter(|j| j.mention.indicator == indicator)
        {
            match judged.verdict {
                Verdict::Places => {
                    counts.placing += 1;
                    counts.passages += u32::from(passages.insert(judged.passage.as_str()));
                }
                Verdict::Withheld(_) => counts.withheld += 1,
            }
        }
        counts
    }
}
