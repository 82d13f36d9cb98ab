//! The CSV files of a run folder, one module each.

mod cells;
mod columns;
mod comparison;
mod copied;
mod distribution;
mod documents;
mod focus;
mod groups;
mod ledger;
mod lookup;
mod matrix;
mod mentions;
mod placements;
mod profiles;
mod schemes;
mod sensitivity;

use crate::table::{Filled, Table};
use thresholds_model::results::Results;

/// The results of a run as tables: what every format holds.
#[derive(Debug, Clone)]
pub struct Tables<'a> {
    /// The results themselves.
    pub results: &'a Results,
    /// Every table, in the order in which a reader meets them.
    pub all: Vec<Filled>,
}

impl<'a> Tables<'a> {
    /// The tables of a run.
    pub fn of(results: &'a Results) -> Self {
        Self { results, all: tables().into_iter().map(|table| table.filled(results)).collect() }
    }
}

/// All tables, in the order in which a reader meets them.
pub fn tables() -> [Table; 18] {
    [
        focus::TABLE,
        matrix::LEVELS,
        matrix::TIERS,
        placements::TABLE,
        cells::TABLE,
        comparison::TABLE,
        groups::TABLE,
        distribution::TABLE,
        profiles::PROFILES,
        profiles::POSITIONS,
        profiles::SIMILAR,
        sensitivity::TABLE,
        copied::TABLE,
        documents::TABLE,
        schemes::TABLE,
        mentions::TABLE,
        ledger::TABLE,
        columns::TABLE,
    ]
}
