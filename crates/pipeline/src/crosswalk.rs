//! `crosswalk.toml`: a researcher's own intervals for the levels of a document.
//!
//! ```toml
//! [[override]]
//! document = "saltwick.pdf"      # path in the corpus, or SHA-256
//! ordinal = 3                    # or label = "Amber"
//! low = 2
//! high = 3
//! reason = "the definition names child in need plans"
//! date = "2026-11-22"
//! ```

use serde::Deserialize;
use std::path::{Path, PathBuf};
use thresholds_levels::Override;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default, rename = "override")]
    overrides: Vec<Override>,
}

/// Why the file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CrosswalkError {
    /// Cannot be read.
    #[error("cannot read {path}: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A mistake in it.
    #[error("{path}: {detail}")]
    Syntax {
        /// The file.
        path: PathBuf,
        /// What is wrong, with line and column.
        detail: String,
    },
}

/// Reads the file.
pub fn load(path: &Path) -> Result<Vec<Override>, CrosswalkError> {
    let text = std::fs::read_to_string(path)
        .map_err(|source| CrosswalkError::Unreadable { path: path.into(), source })?;
    parse(&text).map_err(|detail| CrosswalkError::Syntax { path: path.into(), detail })
}

fn parse(text: &str) -> Result<Vec<Override>, String> {
    let file: File = toml::from_str(text).map_err(|e| e.to_string())?;
    for (i, entry) in file.overrides.iter().enumerate() {
        if entry.low > entry.high || entry.high > 5 {
            return Err(format!(
                "override {} has the interval {} to {}; give low and high from 0 to 5, low first",
                i + 1,
                entry.low,
                entry.high
            ));
        }
        if entry.ordinal.is_none() == entry.label.is_none() {
            return Err(format!("override {} must name either an ordinal or a label", i + 1));
        }
    }
    Ok(file.overrides)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRY: &str = "[[override]]\ndocument = \"a.pdf\"\nordinal = 3\nlow = 2\nhigh = 3\nreason = \"r\"\ndate = \"2026-01-01\"\n";

    #[test]
    fn an_entry_is_read_and_mistakes_are_told() {
        assert_eq!(parse(ENTRY).unwrap().len(), 1);
        assert!(parse(&ENTRY.replace("low = 2", "low = 4")).unwrap_err().contains("interval 4 to 3"));
        assert!(
            parse(&ENTRY.replace("ordinal = 3\n", "")).unwrap_err().contains("either an ordinal or a label")
        );
        assert!(parse(&ENTRY.replace("ordinal", "ordinl")).unwrap_err().contains("line 3"));
    }
}
