//! Each area against the others, by the entry placement of every need.

use crate::comparison::is_silent;
use crate::ground::{Ground, Statements, placed};
use crate::tally::Tally;
use crate::texts::{Placed, tally, texts};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use thresholds_model::cell::Cell;
use thresholds_model::comparison::Measure;
use thresholds_model::profile::{Position, Profile, Similar, Weight};
use thresholds_model::scheme::TierInterval;

/// Needs that two areas place in common, or an area places with others, before they are ranked
/// by them.
const FEWEST: u32 = 10;
/// Most similar areas that are listed.
const SIMILAR: usize = 5;
/// Needs that are listed as weighing most.
const WEIGHTS: usize = 5;

/// One profile for each area that can be compared, by area.
pub fn profiles(ground: &Ground) -> Vec<Profile> {
    let needs: Vec<Need> = ground.needs.par_iter().map(|(id, cells)| Need::of(ground, id, cells)).collect();
    let areas: BTreeMap<&str, &Cell> =
        ground.needs.iter().flat_map(|(_, cells)| cells).map(|c| (c.area.as_str(), *c)).collect();
    let areas: Vec<(&str, &Cell)> = areas.into_iter().collect();
    let mut profiles: Vec<Profile> = areas
        .par_iter()
        .map(|(area, cell)| Profile {
            similar: similar(ground, &needs, &areas, area),
            ..profile(ground, &needs, area, cell)
        })
        .collect();
    rank(&mut profiles);
    profiles
}

/// One indicator: where each area stands.
struct Need<'a> {
    indicator: &'a str,
    cells: BTreeMap<&'a str, &'a Cell>,
    tiers: BTreeMap<&'a str, TierInterval>,
    texts: Tally,
}

impl<'a> Need<'a> {
    fn of(ground: &Ground<'a>, indicator: &'a str, cells: &[&'a Cell]) -> Self {
        let mut placed: Vec<Placed> = placed(cells, Measure::Entry, Statements::All);
        placed.retain(|p| p.tiers != TierInterval::UNKNOWN);
        let numbers = texts(&placed, ground.wordings);
        Self {
            indicator,
            cells: cells.iter().map(|c| (c.area.as_str(), *c)).collect(),
            tiers: placed.iter().map(|p| (p.cell.area.as_str(), p.tiers)).collect(),
            texts: tally(&placed, &numbers),
        }
    }

    /// The area's place among the other texts: its own is left out.
    fn position(&self, area: &str) -> Option<Position> {
        let cell = self.cells.get(area)?;
        let tiers = self.tiers.get(area).copied();
        let others = |holds: &dyn Fn(TierInterval, TierInterval) -> bool| {
            tiers.map_or(0, |own| self.texts.count(|other| holds(own, other)))
        };
        let equal = others(&|own, other| own == other).saturating_sub(1);
        Some(Position {
            indicator: self.indicator.into(),
            state: cell.state,
            tiers,
            lower: others(&|own, other| other.high < own.low),
            equal,
            overlapping: others(&|own, other| own != other && !own.disjoint(other)),
            higher: others(&|own, other| other.low > own.high),
        })
    }
}

fn profile(ground: &Ground, needs: &[Need], area: &str, cell: &Cell) -> Profile {
    let positions: Vec<Position> = needs.iter().filter_map(|need| need.position(area)).collect();
    let others = |p: &Position| p.lower + p.equal + p.overlapping + p.higher;
    let comparisons: u32 = positions.iter().map(others).sum();
    let stricter: u32 = positions.iter().map(|p| p.lower).sum();
    let more_generous: u32 = positions.iter().map(|p| p.higher).sum();
    let net = f64::from(stricter) - f64::from(more_generous);
    let own_cells = || needs.iter().filter_map(|need| need.cells.get(area));
    Profile {
        area: area.into(),
        edition: ground.edition,
        words: ground.words(cell),
        placed: crate::count(own_cells().filter(|c| c.lowest.is_some()).count()),
        silent: crate::count(own_cells().filter(|c| is_silent(c)).count()),
        incomplete: cell.incomplete,
        compared: crate::count(positions.iter().filter(|p| others(p) > 0).count()),
        texts: positions.iter().map(others).max().unwrap_or(0),
        comparisons,
        stricter,
        more_generous,
        balance: (comparisons > 0).then(|| crate::rounded(net / f64::from(comparisons))),
        rank: None,
        rests_on: heaviest(&positions),
        positions,
        similar: Vec::new(),
    }
}

/// The needs that weigh most in the balance, by weight, then in their order.
fn heaviest(positions: &[Position]) -> Vec<Weight> {
    let signed = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
    let weight =
        |p: &Position| Weight { indicator: p.indicator.clone(), net: signed(p.lower) - signed(p.higher) };
    let mut weights: Vec<Weight> = positions.iter().map(weight).filter(|w| w.net != 0).collect();
    weights.sort_by_key(|w| Reverse(w.net.abs()));
    weights.truncate(WEIGHTS);
    weights
}

/// Ranks by balance, the strictest first; areas with few needs to go by have none.
fn rank(profiles: &mut [Profile]) {
    let is_ranked = |p: &Profile| p.compared >= FEWEST;
    let balances: Vec<f64> = profiles.iter().filter(|p| is_ranked(p)).filter_map(|p| p.balance).collect();
    for profile in profiles.iter_mut().filter(|p| is_ranked(p)) {
        profile.rank =
            profile.balance.map(|own| crate::count(balances.iter().filter(|b| **b > own).count() + 1));
    }
}

/// The areas with which this one differs least over the needs that both place.
fn similar(ground: &Ground, needs: &[Need], areas: &[(&str, &Cell)], area: &str) -> Vec<Similar> {
    let others = areas.iter().filter(|(other, _)| *other != area);
    let mut all: Vec<Similar> = others
        .map(|(other, _)| agreement(ground, needs, area, other))
        .filter(|similar| similar.common >= FEWEST)
        .collect();
    // Shares of unequal wholes in billionths, so that equals are equal.
    let share = |part: u32, whole: u32| (u64::from(part) * 1_000_000_000).checked_div(u64::from(whole));
    all.sort_by_cached_key(|s| {
        let by_difference = (share(s.different, s.common), share(s.overlapping, s.common));
        (by_difference, Reverse(s.common), s.area.clone())
    });
    all.truncate(SIMILAR);
    all
}

fn agreement(ground: &Ground, needs: &[Need], area: &str, other: &str) -> Similar {
    let mut similar = Similar {
        area: other.into(),
        common: 0,
        equal: 0,
        overlapping: 0,
        different: 0,
        same_text: same_text(ground, needs, area, other),
    };
    for need in needs {
        let (Some(a), Some(b)) = (need.tiers.get(area), need.tiers.get(other)) else { continue };
        similar.common += 1;
        if a == b {
            similar.equal += 1;
        } else if a.disjoint(*b) {
            similar.different += 1;
        } else {
            similar.overlapping += 1;
        }
    }
    similar
}

/// Whether a document of the one is a document of the other, or a copy of it.
fn same_text(ground: &Ground, needs: &[Need], area: &str, other: &str) -> bool {
    let documents = |code: &str| -> Vec<usize> {
        let cell = needs.iter().find_map(|need| need.cells.get(code));
        let documents = cell.map_or(&[][..], |c| c.documents.as_slice());
        documents.iter().filter_map(|sha256| ground.wordings.document(sha256)).collect()
    };
    let (own, others) = (documents(area), documents(other));
    own.iter().any(|a| others.iter().any(|b| ground.wordings.copies(*a, *b)))
}
