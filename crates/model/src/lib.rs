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
pub mod document;
pub mod geometry;
pub mod id;
pub mod ledger;
pub mod level;
pub mod mention;
pub mod page;
pub mod passage;
pub mod placement;
pub mod quality;
pub mod reading;
pub mod results;
pub mod scheme;

/// Version of the data model; written into `results.json`. It changes whenever a
/// field or column is added, renamed or removed.
pub const SCHEMA_VERSION: &str = "1.0.0";
