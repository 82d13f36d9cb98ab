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

use crate::table::Table;

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
