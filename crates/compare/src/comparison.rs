//! The headline figures: one comparison for each indicator and measure.

use crate::completion::bounds;
use crate::ground::{Ground, Statements, placed};
use crate::resample::share_of_resampled_pairs;
use crate::spread::{entropy, leik_dispersion};
use crate::tally::Tally;
use crate::texts::{Placed, independent};
use rayon::prelude::*;
use thresholds_model::cell::{Cell, CellState};
use thresholds_model::comparison::{Bounds, Comparison, IntervalCount, Length, Measure, PairCounts, Split};
use thresholds_model::scheme::TierInterval;

/// The measures in the order in which they are reported.
pub const MEASURES: [Measure; 3] = [Measure::Entry, Measure::Unqualified, Measure::Highest];

/// First canonical step of statutory help: child in need, section 17 of the Children Act 1989.
const FIRST_STATUTORY_STEP: u8 = 3;

/// Three rows for each indicator, with their ranks.
pub fn comparisons(ground: &Ground) -> Vec<Comparison> {
    let mut rows: Vec<Comparison> = ground
        .needs
        .par_iter()
        .flat_map_iter(|(indicator, cells)| {
            MEASURES.map(|measure| comparison(ground, indicator, cells, measure, Statements::All, ""))
        })
        .collect();
    for measure in MEASURES {
        let of_measure = || rows.iter().enumerate().filter(|(_, row)| row.measure == measure);
        let pairs: Vec<PairCounts> = of_measure().map(|(_, row)| text_pairs(row)).collect();
        let places: Vec<usize> = of_measure().map(|(place, _)| place).collect();
        for (place, rank) in places.into_iter().zip(ranks(&pairs)) {
            rows[place].rank = rank;
        }
    }
    rows
}

fn text_pairs(row: &Comparison) -> PairCounts {
    PairCounts { all: row.pairs, certainly: row.differ_certainly, possibly: row.differ_possibly }
}

/// The rank of each by the share of pairs that differ certainly, then possibly, from 1; equals
/// share a rank. `None` without pairs.
pub fn ranks(pairs: &[PairCounts]) -> Vec<Option<u32>> {
    // Shares in billionths: whole numbers, so that equals are equal.
    let key = |p: &PairCounts| {
        let share = |part: u32| (u64::from(part) * 1_000_000_000).checked_div(u64::from(p.all));
        Some((share(p.certainly)?, share(p.possibly)?))
    };
    let keys: Vec<Option<(u64, u64)>> = pairs.iter().map(key).collect();
    let rank = |own: &Option<(u64, u64)>| {
        own.map(|own| crate::count(keys.iter().flatten().filter(|other| **other > own).count() + 1))
    };
    keys.iter().map(rank).collect()
}

/// The figures of an indicator over some cells; `group` names them among others.
pub fn comparison(
    ground: &Ground,
    indicator: &str,
    cells: &[&Cell],
    measure: Measure,
    statements: Statements,
    group: &str,
) -> Comparison {
    let all = placed(cells, measure, statements);
    let (unmapped, mapped): (Vec<Placed>, Vec<Placed>) =
        all.iter().partition(|p| p.tiers == TierInterval::UNKNOWN);
    let areas: Tally = mapped.iter().map(|p| p.tiers).collect();
    let texts = independent(&mapped, ground);
    let pairs = texts.pairs();
    let (non_statutory, statutory) = (areas.count(is_below), areas.count(is_statutory));
    let what = format!("{indicator}\n{measure:?}\n{statements:?}\n{group}");
    let (certain, possible) = share_of_resampled_pairs(&texts, &what).unzip();
    let enough = pairs.all > 0;
    Comparison {
        edition: ground.edition,
        indicator: indicator.into(),
        measure,
        areas: crate::count(cells.len()),
        areas_placing: crate::count(all.len()),
        texts_placing: texts.total(),
        areas_silent: crate::count(cells.iter().filter(|c| is_silent(c)).count()),
        may_stand_on: [0u8, 1, 2, 3, 4, 5].map(|step| areas.count(|t| (t.low..=t.high).contains(&step))),
        non_statutory,
        statutory,
        straddling: areas.total() - non_statutory - statutory,
        pairs: pairs.all,
        differ_certainly: pairs.certainly,
        differ_possibly: pairs.possibly,
        areas_unmapped: crate::count(unmapped.len()),
        distribution: areas
            .entries()
            .iter()
            .map(|(tiers, n)| IntervalCount { tiers: *tiers, areas: *n, texts: texts.on(*tiers) })
            .collect(),
        area_pairs: areas.pairs(),
        certain,
        possible,
        entropy: if enough { bounds(&texts, entropy) } else { None },
        dispersion: if enough { bounds(&texts, leik_dispersion) } else { None },
        split: enough.then(|| Split {
            statutory: shares(statutory, non_statutory, areas.total()),
            non_statutory: shares(non_statutory, statutory, areas.total()),
            pairs_apart: pairs_apart(&texts),
        }),
        rank: None,
        length: length(ground, cells, &all),
    }
}

/// Pages that were not read are no silence: such a cell has another state.
pub fn is_silent(cell: &Cell) -> bool {
    cell.state == CellState::NotMentioned
}

/// Pairs of texts that certainly stand on different sides of the statutory boundary.
pub fn pairs_apart(texts: &Tally) -> u32 {
    texts.count(is_below) * texts.count(is_statutory)
}

fn is_below(tiers: TierInterval) -> bool {
    tiers.high < FIRST_STATUTORY_STEP
}

fn is_statutory(tiers: TierInterval) -> bool {
    tiers.low >= FIRST_STATUTORY_STEP
}

/// At least the part that is certain, at most all but what is certainly on the other side.
fn shares(certain: u32, other_side: u32, whole: u32) -> Bounds {
    let share = |part: u32| crate::rounded(f64::from(part) / f64::from(whole));
    Bounds { min: share(certain), max: share(whole - other_side) }
}

fn length(ground: &Ground, cells: &[&Cell], placed: &[Placed]) -> Length {
    Length {
        placing: median(placed.iter().map(|p| ground.words(p.cell)).collect()),
        silent: median(cells.iter().filter(|c| is_silent(c)).map(|c| ground.words(c)).collect()),
    }
}

/// The middle number; the lower one of two.
fn median(mut numbers: Vec<u32>) -> Option<u32> {
    numbers.sort_unstable();
    numbers.get(numbers.len().checked_sub(1)? / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_an_even_number_is_the_lower_middle() {
        assert_eq!(median(vec![5, 1, 9, 3]), Some(3));
        assert_eq!(median(vec![]), None);
    }

    #[test]
    fn equals_share_a_rank_and_nothing_to_compare_has_none() {
        let of = |all, certainly, possibly| PairCounts { all, certainly, possibly };
        let pairs = [of(4, 2, 0), of(8, 4, 0), of(0, 0, 0), of(4, 2, 1), of(4, 1, 3)];
        assert_eq!(ranks(&pairs), [Some(2), Some(2), None, Some(1), Some(4)]);
    }
}
