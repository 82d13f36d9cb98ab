//! `thresholds schema`.

use crate::args::SchemaOf;
use crate::failure::Failure;
use crate::{COMPLETE, terminal};

/// Prints the JSON Schema of a file.
pub fn schema(of: SchemaOf) -> Result<u8, Failure> {
    let schema = match of {
        SchemaOf::Results => thresholds_export::schema(),
        SchemaOf::Diff => thresholds_diff::schema(),
    };
    terminal::print(&format!("{schema:#}\n"))?;
    Ok(COMPLETE)
}
