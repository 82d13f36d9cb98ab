//! `matrix.csv` and `matrix_tiers.csv`: the wide tables that people open first.
//!
//! A field is never blank, and never something that a spreadsheet takes for a date, a number
//! or a formula: `2-3` would become the second of March, and `2 A` two o'clock.

use crate::table::{Column, Kind, Table, integer, text};
use crate::tables::lookup::Lookup;
use crate::value::Value;
use std::collections::BTreeMap;
use thresholds_model::cell::{Cell, CellState};
use thresholds_model::results::{IndicatorInfo, Results};
use thresholds_model::scheme::TierInterval;

pub const LEVELS: Table = Table {
    file: "matrix.csv",
    about: "one row for each area, one column for each indicator: levels as printed, or the state in words",
    columns: |results| {
        columns(results, "lowest to highest level as printed in the area's own document, or the state")
    },
    rows: |results| rows(results, level_words),
};

pub const TIERS: Table = Table {
    file: "matrix_tiers.csv",
    about: "the same on the canonical scale, 0 universal to 5 looked after or acute",
    columns: |results| {
        columns(results, "lowest to highest canonical step that the area may mean, or the state")
    },
    rows: |results| rows(results, tier_words),
};

const FIRST_COLUMNS: [Column; 3] = [
    text("area_code", "GSS code of the area"),
    text("area_name", "official name of the area"),
    integer("edition", "reference year of the run"),
];

fn columns(results: &Results, meaning: &str) -> Vec<Column> {
    let of_indicator = |i: &IndicatorInfo| Column {
        name: i.id.clone().into(),
        kind: Kind::Text,
        meaning: format!("{}: {meaning}", i.label).into(),
    };
    FIRST_COLUMNS.into_iter().chain(results.indicators.iter().map(of_indicator)).collect()
}

fn rows(results: &Results, words: fn(&Cell) -> String) -> Vec<Vec<Value>> {
    let lookup = Lookup::of(results);
    let mut by_area: BTreeMap<&str, BTreeMap<&str, &Cell>> = BTreeMap::new();
    for cell in &results.cells {
        by_area.entry(&cell.area).or_default().insert(&cell.indicator, cell);
    }
    let row = |(area, cells): (&&str, &BTreeMap<&str, &Cell>)| {
        let field = |id: &str| {
            let empty = || CellState::NotMentioned.words().to_owned();
            Value::Text(cells.get(id).map_or_else(empty, |cell| words(cell)))
        };
        let mut row = vec![(*area).into(), lookup.area_name(area).into(), results.edition.into()];
        row.extend(results.indicators.iter().map(|i| field(&i.id)));
        row
    };
    by_area.iter().map(row).collect()
}

fn level_words(cell: &Cell) -> String {
    match (&cell.lowest, &cell.highest) {
        (Some(low), Some(high)) if low.label == high.label => as_words(&low.label),
        (Some(low), Some(high)) => format!("{} to {}", as_words(&low.label), as_words(&high.label)),
        _ => cell.state.words().into(),
    }
}

/// A label that holds a word of its own; `level ` goes before one that a spreadsheet could
/// take for something else.
fn as_words(label: &str) -> String {
    let safe_start = label.chars().next().is_some_and(|c| c.is_alphabetic());
    if safe_start && label.split(|c: char| !c.is_alphabetic()).any(is_plain_word) {
        label.into()
    } else {
        format!("level {label}").trim_end().into()
    }
}

fn is_plain_word(word: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_lowercase();
    word.chars().count() >= 3 && !MONTHS.iter().any(|m| *m == word || m.get(..3) == Some(&word))
}

fn tier_words(cell: &Cell) -> String {
    let (Some(low), Some(high)) = (&cell.lowest, &cell.highest) else {
        return cell.state.words().into();
    };
    if low.tiers == TierInterval::UNKNOWN && high.tiers == TierInterval::UNKNOWN {
        return "not known (0 to 5)".into();
    }
    let TierInterval { low, high } = low.tiers.hull(high.tiers);
    if low == high { step(low) } else { format!("{} to {}", step(low), step(high)) }
}

/// A canonical step in words, with its number in brackets.
fn step(tier: u8) -> String {
    let name = match tier {
        0 => "universal",
        1 => "early help",
        2 => "targeted early help",
        3 => "child in need",
        4 => "child protection",
        _ => "looked after or acute",
    };
    format!("{name} ({tier})")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_that_a_spreadsheet_could_misread_gets_a_word_before_it() {
        for (label, words) in [
            ("Level 2", "Level 2"),
            ("Tier 3 - Complex", "Tier 3 - Complex"),
            ("Amber", "Amber"),
            ("Support in March", "Support in March"),
            ("2", "level 2"),
            ("2-3", "level 2-3"),
            ("3/4", "level 3/4"),
            ("2 A", "level 2 A"),
            ("1E2", "level 1E2"),
            ("Mar 2", "level Mar 2"),
            ("May 2", "level May 2"),
            ("=Level", "level =Level"),
            ("- Targeted", "level - Targeted"),
            ("4 Specialist", "level 4 Specialist"),
            ("", "level"),
        ] {
            assert_eq!(as_words(label), words);
        }
    }

    #[test]
    fn every_canonical_step_has_words() {
        let words: Vec<String> = (0..=5).map(step).collect();
        assert_eq!(words[2], "targeted early help (2)");
        assert_eq!(words[5], "looked after or acute (5)");
    }
}
