//! How areas spread over levels: the lottery, in counts.
//!
//! Local levels are compared by their canonical intervals. Two texts differ *certainly* when
//! their intervals share no step, *possibly* when they overlap without being equal. No
//! midpoints and no averages: ordinals of unequal scales do not add up.

use std::collections::{BTreeMap, BTreeSet};
use thresholds_model::area::Area;
use thresholds_model::cell::{Cell, CellLevel, CellState};
use thresholds_model::comparison::{Comparison, Length, Measure, PairCounts};
use thresholds_model::results::{DocumentResult, IndicatorInfo};
use thresholds_model::scheme::{Jurisdiction, TierInterval};

/// The measures in the order in which they are reported.
pub const MEASURES: [Measure; 3] = [Measure::Entry, Measure::Unqualified, Measure::Highest];

/// First canonical step of statutory help: child in need, section 17 of the Children Act 1989.
const FIRST_STATUTORY_STEP: u8 = 3;

/// Three rows for each indicator, over the cells of these areas in this edition.
///
/// Areas count when a document with levels is in force. Areas under the law of Wales or
/// Scotland are left out, because their steps rest on other duties.
pub fn comparisons(
    edition: i32,
    cells: &[Cell],
    areas: &[Area],
    documents: &[DocumentResult],
    indicators: &[IndicatorInfo],
) -> Vec<Comparison> {
    let by_indicator = comparable(edition, cells, areas, documents);
    let mut rows = Vec::with_capacity(indicators.len() * MEASURES.len());
    for indicator in indicators {
        let cells = by_indicator.get(indicator.id.as_str()).map_or(&[][..], Vec::as_slice);
        rows.extend(MEASURES.map(|measure| comparison(edition, &indicator.id, measure, cells)));
    }
    rows
}

/// The cells that can be compared, by indicator.
fn comparable<'a>(
    edition: i32,
    cells: &'a [Cell],
    areas: &[Area],
    documents: &[DocumentResult],
) -> BTreeMap<&'a str, Vec<&'a Cell>> {
    let codes: BTreeSet<&str> = areas.iter().map(|a| a.code.as_str()).collect();
    let elsewhere: BTreeSet<&str> = documents
        .iter()
        .filter(|d| d.scheme.jurisdiction != Jurisdiction::England)
        .map(|d| d.document.sha256.as_str())
        .collect();
    let counts = |cell: &Cell| {
        cell.edition == edition
            && codes.contains(cell.area.as_str())
            && !matches!(cell.state, CellState::NoDocument | CellState::NoScheme)
            && !cell.documents.is_empty()
            && !cell.documents.iter().any(|d| elsewhere.contains(d.as_str()))
    };
    let mut by_indicator: BTreeMap<&str, Vec<&Cell>> = BTreeMap::new();
    for cell in cells.iter().filter(|c| counts(c)) {
        by_indicator.entry(&cell.indicator).or_default().push(cell);
    }
    by_indicator
}

fn comparison(edition: i32, indicator: &str, measure: Measure, cells: &[&Cell]) -> Comparison {
    let placed: Vec<(&Cell, TierInterval)> =
        cells.iter().filter_map(|c| level(c, measure).map(|l| (*c, l.tiers))).collect();
    let on = |holds: &dyn Fn(TierInterval) -> bool| count(placed.iter().filter(|(_, t)| holds(*t)).count());
    let non_statutory = on(&|t| t.high < FIRST_STATUTORY_STEP);
    let statutory = on(&|t| t.low >= FIRST_STATUTORY_STEP);
    let texts = independent_texts(&placed);
    let pairs = Pairs::of(&texts);
    Comparison {
        edition,
        indicator: indicator.into(),
        measure,
        areas: count(cells.len()),
        areas_placing: count(placed.len()),
        texts_placing: count(texts.len()),
        areas_silent: count(cells.iter().filter(|c| c.state == CellState::NotMentioned).count()),
        may_stand_on: [0u8, 1, 2, 3, 4, 5].map(|step| on(&|t| (t.low..=t.high).contains(&step))),
        non_statutory,
        statutory,
        straddling: count(placed.len()) - non_statutory - statutory,
        pairs: pairs.all,
        differ_certainly: pairs.certainly,
        differ_possibly: pairs.possibly,
        areas_unmapped: 0,
        distribution: Vec::new(),
        area_pairs: PairCounts::default(),
        certain: None,
        possible: None,
        entropy: None,
        dispersion: None,
        split: None,
        rank: None,
        length: Length::default(),
    }
}

fn level(cell: &Cell, measure: Measure) -> Option<&CellLevel> {
    match measure {
        Measure::Entry => cell.lowest.as_ref(),
        Measure::Unqualified => cell.unqualified.as_ref(),
        Measure::Highest => cell.highest.as_ref(),
    }
}

/// One interval for each text: areas that rest on the same documents say the same thing once.
fn independent_texts(placed: &[(&Cell, TierInterval)]) -> Vec<TierInterval> {
    let texts: BTreeMap<BTreeSet<&str>, TierInterval> = placed
        .iter()
        .map(|(cell, tiers)| (cell.documents.iter().map(String::as_str).collect(), *tiers))
        .collect();
    texts.into_values().collect()
}

/// Pairs of texts, and how they differ.
#[derive(Debug, Default, PartialEq)]
struct Pairs {
    all: u32,
    certainly: u32,
    possibly: u32,
}

impl Pairs {
    fn of(texts: &[TierInterval]) -> Self {
        let mut pairs = Self::default();
        for (index, a) in texts.iter().enumerate() {
            for b in texts.iter().skip(index + 1) {
                pairs.all += 1;
                pairs.certainly += u32::from(a.disjoint(*b));
                pairs.possibly += u32::from(a != b && !a.disjoint(*b));
            }
        }
        pairs
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
