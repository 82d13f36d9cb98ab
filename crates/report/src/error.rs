//! What can go wrong when the report is made.

/// Why no report was made.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// A template is wrong, or asks for something that it is not given.
    #[error("the report's template could not be filled in: {0:#}")]
    Template(#[from] minijinja::Error),
    /// Data could not be written as JSON.
    #[error("the report's data could not be written as JSON: {0}")]
    Data(#[from] serde_json::Error),
}
