//! The nouns of `thresholds`: plain, serialisable values that every stage shares.
//!
//! This crate does no input or output and knows nothing of PDF files, clocks or
//! environments. The modules follow the flow of the data:
//!
//! [`page`] (what a PDF engine saw) → [`block`] (what a person sees) → [`passage`]
//! (the smallest unit that places a need) → [`scheme`] and [`level`] (the document's
//! ladder, and where a passage stands on it) → [`mention`] (what the words say) →
//! [`placement`] (the decision) → [`cell`] (area × edition × indicator) →
//! [`results`] (everything that one run found).

pub mod area;
pub mod block;
pub mod cell;
pub mod comparison;
pub mod copied;
pub mod document;
pub mod focus;
pub mod geometry;
pub mod id;
pub mod ledger;
pub mod level;
pub mod mention;
pub mod page;
pub mod passage;
pub mod placement;
pub mod profile;
pub mod quality;
pub mod reading;
pub mod results;
pub mod scheme;
pub mod sensitivity;

/// Version of the data model; written into `results.json`. The second number grows when
/// fields or columns are added, so that older runs can still be read; the first when any is
/// renamed or removed.
pub const SCHEMA_VERSION: &str = "1.2.0";

/// Whether results of that version of the data model can be read: the same first number.
/// What an older run lacks is empty; what a newer one adds is left aside.
pub fn is_readable(schema_version: &str) -> bool {
    schema_version.split('.').next() == SCHEMA_VERSION.split('.').next()
}
