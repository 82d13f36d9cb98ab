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
    /// A theme holds a file that no page uses.
    #[error("the theme's file {name} is not one of the report's files: {known}")]
    UnknownThemeFile {
        /// Name of the file.
        name: String,
        /// Names of the files that a theme may hold.
        known: String,
    },
    /// A style sheet holds the characters that end its element.
    #[error("the theme's file {name} holds `</`, which would end the style in the page; leave it out")]
    ThemeEndsStyle {
        /// Name of the file.
        name: String,
    },
    /// Runs that do not fit into one report.
    #[error("the runs cannot stand in one report: {0}")]
    Editions(String),
}
