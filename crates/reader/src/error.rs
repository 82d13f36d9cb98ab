//! Why a document gave no reading.

use serde::{Deserialize, Serialize};
use thresholds_model::document::Outcome;
use thresholds_pdf::PdfError;

/// Why a document gave no reading, in words that say what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum ReadError {
    /// The file itself is the reason.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// The reader did not come to an end.
    #[error(
        "reading was stopped after {seconds} seconds; print the PDF to a new file, or allow more time (--limit seconds=N)"
    )]
    TimedOut {
        /// The time allowed.
        seconds: u64,
    },
    /// The reader died on this file.
    #[error("the reader failed on this file ({detail}); print the PDF to a new file and run again")]
    Crashed {
        /// How it died.
        detail: String,
    },
    /// No reader could be started: nothing that the file is to blame for.
    #[error("a reader process could not be started ({detail}); check memory and process limits")]
    NoWorker {
        /// What the system said.
        detail: String,
    },
}

impl ReadError {
    /// Whether the file alone is to blame, so that another try would end alike.
    pub fn is_lasting(&self) -> bool {
        matches!(self, Self::Pdf(_))
    }

    /// The outcome for the ledger.
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::Pdf(error) => error.outcome(),
            Self::TimedOut { .. } => Outcome::TimedOut,
            Self::Crashed { .. } | Self::NoWorker { .. } => Outcome::Damaged,
        }
    }
}
