//! `comparison.csv`: how areas spread over levels.

use crate::table::{Column, Table, integer, number, text};
use crate::tables::lookup::Lookup;
use crate::value::Value;
use thresholds_model::comparison::{Bounds, Comparison, Estimate};
use thresholds_model::results::Results;

pub const TABLE: Table = Table {
    file: "comparison.csv",
    about: "one row for each indicator and measure: how areas spread over the canonical scale",
    columns: |_| COLUMNS.to_vec(),
    rows,
};

/// The columns, also those of each group in `comparison_groups.csv`.
pub const COLUMNS: [Column; 42] = [
    integer("edition", "reference year of the run"),
    text("indicator", "id of the need"),
    text("domain", "domain of the need"),
    text(
        "measure",
        "which placement of an area is compared: entry (lowest level), unqualified (lowest level without a \
         qualifier) or highest",
    ),
    integer("areas", "areas of which a document with levels is in force"),
    integer("areas_placing", "areas with such a placement"),
    integer("texts_placing", "independent texts behind them: areas that share their documents count once"),
    integer("areas_silent", "areas whose documents, fully read, never mention the need"),
    integer("may_stand_on_0", "areas whose interval holds step 0, universal"),
    integer("may_stand_on_1", "areas whose interval holds step 1, early help by one service"),
    integer("may_stand_on_2", "areas whose interval holds step 2, targeted or multi-agency early help"),
    integer("may_stand_on_3", "areas whose interval holds step 3, child in need"),
    integer("may_stand_on_4", "areas whose interval holds step 4, child protection"),
    integer("may_stand_on_5", "areas whose interval holds step 5, looked after or acute"),
    integer("non_statutory", "areas that certainly stand below child in need"),
    integer("statutory", "areas that certainly stand at child in need or above"),
    integer("straddling", "areas whose interval crosses that boundary"),
    integer("pairs", "pairs of independent texts"),
    integer("differ_certainly", "pairs whose intervals share no step"),
    integer("differ_possibly", "pairs whose intervals overlap without being equal"),
    number("share_certainly", "differ_certainly by pairs; empty without pairs"),
    number("share_possibly", "differ_possibly by pairs; empty without pairs"),
    integer(
        "areas_unmapped",
        "areas of whose level nothing is known on the canonical scale: part of areas_placing and of no other figure",
    ),
    integer("area_pairs", "pairs of areas, whether or not they share a text"),
    integer("area_pairs_certainly", "pairs of areas whose intervals share no step"),
    integer("area_pairs_possibly", "pairs of areas whose intervals overlap without being equal"),
    number(
        "certainly_low",
        "lower end of the 95% bootstrap interval of share_certainly, over resampled texts; 0 to 1 for fewer than five texts",
    ),
    number("certainly_high", "its upper end"),
    number("possibly_low", "lower end of the 95% bootstrap interval of share_possibly"),
    number("possibly_high", "its upper end"),
    number(
        "entropy_min",
        "Shannon entropy of the texts over the six steps, in bits, 0 to 2.585: least that the intervals allow",
    ),
    number("entropy_max", "greatest that they allow"),
    number(
        "dispersion_min",
        "Leik's ordinal dispersion of the texts, 0 (all on one step) to 1 (half at each end): least that the intervals allow",
    ),
    number("dispersion_max", "greatest that they allow"),
    number("statutory_share_min", "share of areas that certainly stand at child in need or above"),
    number("statutory_share_max", "share of areas that certainly or possibly do"),
    number("non_statutory_share_min", "share of areas that certainly stand below child in need"),
    number("non_statutory_share_max", "share of areas that certainly or possibly do"),
    integer("pairs_apart", "pairs of texts that certainly stand on different sides of that boundary"),
    integer(
        "rank",
        "rank among the needs by share_certainly, then share_possibly; 1 differs most; equals share a rank",
    ),
    integer(
        "words_placing",
        "median length in words of the documents of areas that place the need: longer ones name more",
    ),
    integer("words_silent", "median length in words of the documents of areas that are silent on it"),
];

fn rows(results: &Results) -> Vec<Vec<Value>> {
    let lookup = Lookup::of(results);
    results.comparisons.iter().map(|c| row(c, &lookup)).collect()
}

/// The values of [`COLUMNS`].
pub fn row(c: &Comparison, lookup: &Lookup) -> Vec<Value> {
    let mut row = vec![
        c.edition.into(),
        (&c.indicator).into(),
        lookup.domain(&c.indicator).into(),
        Value::code(&c.measure),
        c.areas.into(),
        c.areas_placing.into(),
        c.texts_placing.into(),
        c.areas_silent.into(),
    ];
    row.extend(c.may_stand_on.map(Value::from));
    row.extend([c.non_statutory, c.statutory, c.straddling].map(Value::from));
    row.extend([c.pairs, c.differ_certainly, c.differ_possibly].map(Value::from));
    row.extend([c.differ_certainly, c.differ_possibly].map(|part| share(part, c.pairs)));
    row.push(c.areas_unmapped.into());
    row.extend([c.area_pairs.all, c.area_pairs.certainly, c.area_pairs.possibly].map(Value::from));
    row.extend([c.certain, c.possible].into_iter().flat_map(interval));
    row.extend([c.entropy, c.dispersion].into_iter().flat_map(ends));
    row.extend([c.split.map(|s| s.statutory), c.split.map(|s| s.non_statutory)].into_iter().flat_map(ends));
    row.extend([c.split.map(|s| s.pairs_apart), c.rank, c.length.placing, c.length.silent].map(Value::from));
    row
}

/// Both ends of the bootstrap interval.
pub fn interval(estimate: Option<Estimate>) -> [Value; 2] {
    [estimate.map(|e| e.low).into(), estimate.map(|e| e.high).into()]
}

/// Least and greatest.
pub fn ends(bounds: Option<Bounds>) -> [Value; 2] {
    [bounds.map(|b| b.min).into(), bounds.map(|b| b.max).into()]
}

/// A part of a whole; missing where there is no whole.
pub fn share(part: u32, whole: u32) -> Value {
    if whole == 0 { Value::Missing } else { Value::from(f64::from(part) / f64::from(whole)) }
}
