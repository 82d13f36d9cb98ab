//! Why a file could not be read, in words that say what to do.

use thresholds_model::document::Outcome;

/// Why a file gave no pages at all. Each variant is one [`Outcome`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, serde::Serialize, serde::Deserialize)]
pub enum PdfError {
    /// The bytes are no PDF, whatever the file is called.
    #[error("this is not a PDF but {looks_like}; fetch the document again, or convert it to PDF")]
    NotPdf {
        /// What the bytes look like: "an HTML page", "an empty file" ...
        looks_like: String,
    },
    /// It opens with a password only.
    #[error("the PDF is locked with a password; save a copy without it and run again")]
    Encrypted,
    /// It is encrypted by a method that no engine here knows.
    #[error("the PDF is encrypted by an unknown method; save a copy without protection and run again")]
    UnknownEncryption,
    /// It cannot be opened, even with repairs.
    #[error("the PDF is too damaged to open ({detail}); fetch it again, or print it to a new PDF")]
    Damaged {
        /// What failed.
        detail: String,
    },
    /// It is larger than a limit allows.
    #[error(
        "the PDF has {found} {what}, more than the limit of {limit}; raise it (--limit {name}=N) or split the file"
    )]
    OverLimit {
        /// Name of the limit: `bytes`, `pages`.
        name: String,
        /// What was counted: "bytes", "pages".
        what: String,
        /// How many there are.
        found: u64,
        /// How many are allowed.
        limit: u64,
    },
}

impl PdfError {
    /// The outcome for the ledger.
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::NotPdf { .. } => Outcome::NotPdf,
            Self::Encrypted | Self::UnknownEncryption => Outcome::Encrypted,
            Self::Damaged { .. } => Outcome::Damaged,
            Self::OverLimit { .. } => Outcome::OverLimit,
        }
    }
}
