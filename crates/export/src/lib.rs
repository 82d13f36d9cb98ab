//! Writes what a run found: a folder of CSV and JSON files that people and programs read.
//!
//! Every file is a function of [`Results`](thresholds_model::results::Results), so no two can
//! disagree. [`tables()`] lists the CSV files with their columns, which are a contract: a column
//! keeps its name and its place, new ones come last. [`write_run`] puts a whole folder in place
//! at once, or nothing of it.
//!
//! Quotes are written as they stand in the document. A quote that begins with `=`, `+`, `-` or
//! `@` is therefore a formula to a spreadsheet that opens a CSV file directly; the workbook
//! holds the same rows as text.

mod datapackage;
mod error;
mod folder;
mod passages;
mod readme;
mod schema;
mod table;
mod tables;
mod value;

pub use datapackage::datapackage;
pub use error::ExportError;
pub use folder::{RunExtras, check_folder, write_folder, write_run};
pub use passages::write_passages;
pub use readme::{caveats, readme};
pub use schema::schema;
pub use table::{Column, Filled, Kind, Table};
pub use tables::{Tables, tables};
pub use value::{Value, code};
