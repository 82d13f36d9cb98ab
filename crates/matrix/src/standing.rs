//! At which levels the documents of an area place a need.
//!
//! Within a document the order is that of its own ordinals. Ordinals of different ladders
//! cannot be compared, so between documents the canonical interval decides, then the ordinal.

use thresholds_model::cell::{CellLevel, CellSpan};
use thresholds_model::mention::Certainty;
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
    /// Where it is stated as a fact.
    pub actual: Option<CellSpan>,
    /// Where it is stated as a risk, a suspicion or a possibility.
    pub risk: Option<CellSpan>,
    /// All ordinals, ascending.
    pub ordinals: Vec<u8>,
}

/// Levels at which these documents place the indicator.
pub fn levels(indicator: &str, documents: &[&DocumentResult]) -> Levels {
    let placed: Vec<Placed> = (0u32..)
        .zip(documents)
        .map(|(position, document)| Placed::in_document(indicator, position, document))
        .collect();
    let mut ordinals: Vec<u8> = placed.iter().flat_map(Placed::ordinals).collect();
    ordinals.sort_unstable();
    ordinals.dedup();
    Levels {
        lowest: lowest(&placed, |_, _| true),
        highest: highest(&placed, |_, _| true),
        unqualified: lowest(&placed, |_, placement| placement.unqualified),
        actual: span(&placed, |certainty| certainty == Certainty::Actual),
        risk: span(&placed, |certainty| {
            matches!(certainty, Certainty::Risk | Certainty::Suspected | Certainty::Possible)
        }),
        ordinals,
    }
}

/// What one document places, by ordinal.
struct Placed<'a> {
    position: u32,
    document: &'a DocumentResult,
    placements: Vec<&'a Placement>,
}

impl<'a> Placed<'a> {
    fn in_document(indicator: &str, position: u32, document: &'a DocumentResult) -> Self {
        let mut placements: Vec<&Placement> =
            document.placements.iter().filter(|p| p.indicator == indicator).collect();
        placements.sort_by_key(|p| p.level_ordinal);
        Self { position, document, placements }
    }

    fn ordinals(&self) -> impl Iterator<Item = u8> {
        self.placements.iter().map(|p| p.level_ordinal)
    }

    fn level(&self, placement: &Placement) -> CellLevel {
        let ordinal = placement.level_ordinal;
        let level = self.document.scheme.level(ordinal);
        let spanned = spanned(placement, self.document);
        let hull = spanned.iter().filter_map(|o| self.document.scheme.level(*o)).map(|l| l.tiers);
        CellLevel {
            ordinal,
            label: level.map_or_else(|| format!("Level {ordinal}"), |l| l.label.clone()),
            tiers: hull
                .reduce(TierInterval::hull)
                .or(level.map(|l| l.tiers))
                .unwrap_or(TierInterval::UNKNOWN),
            document: self.position,
            spanned,
        }
    }
}

/// The lowest level of the placements that are asked for.
fn lowest(placed: &[Placed], counts: impl Fn(&Placed, &Placement) -> bool) -> Option<CellLevel> {
    let first = |p: &Placed| p.placements.iter().find(|x| counts(p, x)).map(|x| p.level(x));
    placed.iter().filter_map(first).min_by_key(|l| (l.tiers, l.ordinal))
}

/// The highest level of the placements that are asked for.
fn highest(placed: &[Placed], counts: impl Fn(&Placed, &Placement) -> bool) -> Option<CellLevel> {
    let last = |p: &Placed| p.placements.iter().rfind(|x| counts(p, x)).map(|x| p.level(x));
    placed.iter().filter_map(last).max_by_key(|l| (l.tiers.high, l.tiers.low, l.ordinal))
}

/// Lowest and highest level of the placements that rest on a mention of such certainty.
fn span(placed: &[Placed], is_such: impl Fn(Certainty) -> bool) -> Option<CellSpan> {
    let counts = |p: &Placed, placement: &Placement| {
        let mentions = placement.mentions.iter().filter_map(|i| p.document.mentions.get(*i as usize));
        mentions.into_iter().any(|judged| is_such(judged.mention.certainty))
    };
    Some(CellSpan { lowest: lowest(placed, counts)?, highest: highest(placed, counts)? })
}

/// The ordinals between which a placement that rests on ranges alone ("Level 2/3", a merged
/// cell) cannot choose: those of all its passages, because the text does not say which of
/// them it means (rule R3 of the crosswalk). Empty for any other placement.
fn spanned(placement: &Placement, document: &DocumentResult) -> Vec<u8> {
    if !placement.spans {
        return Vec::new();
    }
    let judged = placement.mentions.iter().filter_map(|i| document.mentions.get(*i as usize));
    let passages = judged.filter_map(|j| document.passages.iter().find(|p| p.passage.id == j.passage));
    let mut ordinals: Vec<u8> = passages.flat_map(|p| p.standing.level.ordinals().iter().copied()).collect();
    ordinals.sort_unstable();
    ordinals.dedup();
    ordinals
}
