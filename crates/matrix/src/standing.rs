//! At which levels the documents of an area place a need.
//!
//! Within a document the order is that of its own ordinals. Ordinals of different ladders
//! cannot be compared, so between documents the canonical interval decides, then the ordinal.

use thresholds_model::cell::CellLevel;
use thresholds_model::placement::Placement;
use thresholds_model::results::DocumentResult;
use thresholds_model::scheme::TierInterval;

/// The levels of a cell.
#[derive(Debug, Default)]
pub struct Levels {
    /// The entry point.
    pub lowest: Option<CellLevel>,
    /// The top.
    pub highest: Option<CellLevel>,
    /// The lowest without a qualifier.
    pub unqualified: Option<CellLevel>,
    /// All ordinals, ascending.
    pub ordinals: Vec<u8>,
}

/// Levels at which these documents place the indicator.
pub fn levels(indicator: &str, documents: &[&DocumentResult]) -> Levels {
    let of_documents: Vec<Levels> = documents.iter().map(|d| levels_in(indicator, d)).collect();
    let mut ordinals: Vec<u8> = of_documents.iter().flat_map(|l| l.ordinals.iter().copied()).collect();
    ordinals.sort_unstable();
    ordinals.dedup();
    let lowest_of = |pick: fn(&Levels) -> &Option<CellLevel>| {
        of_documents.iter().filter_map(|l| pick(l).clone()).min_by_key(|l| (l.tiers, l.ordinal))
    };
    Levels {
        lowest: lowest_of(|l| &l.lowest),
        unqualified: lowest_of(|l| &l.unqualified),
        highest: of_documents
            .iter()
            .filter_map(|l| l.highest.clone())
            .max_by_key(|l| (l.tiers.high, l.tiers.low, l.ordinal)),
        ordinals,
    }
}

fn levels_in(indicator: &str, document: &DocumentResult) -> Levels {
    let mut placements: Vec<&Placement> =
        document.placements.iter().filter(|p| p.indicator == indicator).collect();
    placements.sort_by_key(|p| p.level_ordinal);
    let level = |p: Option<&&Placement>| p.map(|p| cell_level(p, document));
    Levels {
        lowest: level(placements.first()),
        highest: level(placements.last()),
        unqualified: level(placements.iter().find(|p| p.unqualified)),
        ordinals: placements.iter().map(|p| p.level_ordinal).collect(),
    }
}

fn cell_level(placement: &Placement, document: &DocumentResult) -> CellLevel {
    let ordinal = placement.level_ordinal;
    let level = document.scheme.level(ordinal);
    CellLevel {
        ordinal,
        label: level.map_or_else(|| format!("Level {ordinal}"), |l| l.label.clone()),
        tiers: tiers(placement, document).or(level.map(|l| l.tiers)).unwrap_or(TierInterval::UNKNOWN),
    }
}

/// The interval of a placement that rests on ranges alone ("Level 2/3", a merged cell): the
/// hull of all levels of those ranges, since the text does not say which of them it means
/// (rule R3 of the crosswalk). `None` for any other placement.
fn tiers(placement: &Placement, document: &DocumentResult) -> Option<TierInterval> {
    if !placement.spans {
        return None;
    }
    let passages = placement.mentions.iter().filter_map(|i| document.mentions.get(*i as usize));
    passages
        .filter_map(|judged| document.passages.iter().find(|p| p.passage.id == judged.passage))
        .flat_map(|p| p.standing.level.ordinals())
        .filter_map(|ordinal| document.scheme.level(*ordinal))
        .map(|level| level.tiers)
        .reduce(TierInterval::hull)
}
