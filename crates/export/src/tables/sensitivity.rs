//! `sensitivity.csv`: findings that hang on a doubtful place on the canonical scale.

use crate::table::{Column, Table, integer, number, text};
use crate::value::Value;
use thresholds_model::results::Results;
use thresholds_model::sensitivity::{Change, Sensitivity};

pub const TABLE: Table = Table {
    file: "sensitivity.csv",
    about: "each doubtful entry of the crosswalk moved one step: one row for each finding that changes, or one \
            without a finding where none does",
    columns: |_| COLUMNS.to_vec(),
    rows,
};

const COLUMNS: [Column; 17] = [
    integer("edition", "reference year of the run"),
    text("rule", "rule that put the level where it stands: R2 (default of a naming family), R3 or R5"),
    text("family", "naming family of the ladders"),
    integer("level_ordinal", "position of the level in the ladder"),
    integer("tier_low", "lowest canonical step as it stands"),
    integer("tier_high", "highest canonical step as it stands"),
    integer("moved_low", "lowest canonical step as moved"),
    integer("moved_high", "highest canonical step as moved"),
    integer("documents", "documents with such a level"),
    integer("areas", "areas that rest on them"),
    text(
        "finding",
        "differ (whether any texts differ certainly), split (whether texts certainly stand on both sides of child \
         in need), top_ten (whether the need is among the ten that vary most); empty when every finding stands",
    ),
    text("indicator", "id of the need whose finding changes"),
    text("measure", "entry, unqualified or highest"),
    number("share_before", "share of pairs that differ certainly, as it stands"),
    number("share_after", "as moved"),
    integer("rank_before", "rank among the needs, as it stands"),
    integer("rank_after", "as moved"),
];

fn rows(results: &Results) -> Vec<Vec<Value>> {
    let of_entry = |s: &Sensitivity| -> Vec<Vec<Value>> {
        if s.changes.is_empty() {
            return vec![row(results.edition, s, None)];
        }
        s.changes.iter().map(|change| row(results.edition, s, Some(change))).collect()
    };
    results.sensitivity.iter().flat_map(of_entry).collect()
}

fn row(edition: i32, s: &Sensitivity, change: Option<&Change>) -> Vec<Value> {
    vec![
        edition.into(),
        Value::code(&s.rule),
        Value::code(&s.family),
        s.ordinal.into(),
        s.tiers.low.into(),
        s.tiers.high.into(),
        s.moved.low.into(),
        s.moved.high.into(),
        Value::count(s.documents.len()),
        s.areas.into(),
        change.map_or(Value::Missing, |c| Value::code(&c.finding)),
        change.map(|c| c.indicator.as_str()).into(),
        change.map_or(Value::Missing, |c| Value::code(&c.measure)),
        change.map(|c| c.share_before).into(),
        change.map(|c| c.share_after).into(),
        change.map(|c| c.rank_before).into(),
        change.map(|c| c.rank_after).into(),
    ]
}
