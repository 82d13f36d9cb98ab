//! What can go wrong when a run folder is written.

use std::path::PathBuf;

/// Why a run folder was not written. Nothing that stood there before has been changed.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The output path is a file.
    #[error("{0} is a file, and the output needs a folder: choose another path")]
    OutputIsAFile(PathBuf),
    /// The output folder holds something that no run has written.
    #[error(
        "{folder} already holds {entry}, which is not part of a run, so the folder was left as it is: \
         choose an empty or new folder, or move {entry} away"
    )]
    OutputHoldsOther {
        /// The output folder.
        folder: PathBuf,
        /// The first entry that is not part of a run.
        entry: String,
    },
    /// A file that the caller handed over has no place inside the run folder.
    #[error("the path {0:?} does not lead to a file inside the run folder: use a relative path without `..`")]
    PathOutside(String),
    /// The operating system refused.
    #[error("could not {action} {path}")]
    Io {
        /// What was tried.
        action: &'static str,
        /// On which path.
        path: PathBuf,
        /// The system's own reason.
        #[source]
        source: std::io::Error,
    },
    /// A table could not be written as CSV.
    #[error("could not write {file} as CSV")]
    Csv {
        /// The table's file.
        file: &'static str,
        /// The writer's reason.
        #[source]
        source: csv::Error,
    },
}

impl ExportError {
    /// Whether the output path is to blame, and not the system.
    pub fn is_usage(&self) -> bool {
        matches!(self, Self::OutputIsAFile(_) | Self::OutputHoldsOther { .. })
    }
}
