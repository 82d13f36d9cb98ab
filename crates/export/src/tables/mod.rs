//! The CSV files of a run folder, one module each.

mod cells;
mod columns;
mod comparison;
mod documents;
mod ledger;
mod lookup;
mod matrix;
mod mentions;
mod placements;
mod schemes;

use crate::table::Table;

/// All tables, in the order in which a reader meets them.
pub fn tables() -> [Table; 10] {
    [
        matrix::LEVELS,
        matrix::TIERS,
        placements::TABLE,
        cells::TABLE,
        comparison::TABLE,
        documents::TABLE,
        schemes::TABLE,
        mentions::TABLE,
        ledger::TABLE,
        columns::TABLE,
    ]
}
