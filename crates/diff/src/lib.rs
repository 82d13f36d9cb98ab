//! What changed between two runs, and who changed it.
//!
//! [`diff`] pairs the areas of an old and a new run (through mergers too), judges each
//! cell ([`model::Kind`]), sets old and new quotes side by side, and tells causes apart
//! ([`model::Cause`]). [`csv`] writes the changes as a table whose columns are a
//! contract, [`summary`] tells people what happened, and [`schema`] describes the JSON.
//!
//! Nothing here reads files, the clock or the environment.

mod cause;
mod compare;
mod judge;
pub mod model;
mod pairs;
mod summary;
mod table;
mod view;
mod words;

pub use cause::Again;
pub use compare::{Input, diff};
pub use model::{Diff, RunFacts};
pub use summary::summary;
pub use table::{columns_csv, csv};

/// JSON Schema (draft 2020-12) of `diff.json`.
pub fn schema() -> serde_json::Value {
    let mut schema = schemars::schema_for!(Diff);
    schema.insert("$id".into(), format!("urn:thresholds:diff:{}", model::SCHEMA_VERSION).into());
    schema.insert("title".into(), "Difference of two runs of thresholds".into());
    schema.to_value()
}
