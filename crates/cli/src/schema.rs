//! `thresholds schema`.

use crate::failure::Failure;
use crate::{COMPLETE, terminal};

/// Prints the JSON Schema of results.json.
pub fn schema() -> Result<u8, Failure> {
    terminal::print(&format!("{:#}\n", thresholds_export::schema()))?;
    Ok(COMPLETE)
}
