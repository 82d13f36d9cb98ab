//! Why a page could not be read from its picture.

/// Why a page could not be read from its picture.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OcrError {
    /// The file cannot be opened, or has no such page.
    #[error("page {number} could not be rendered for text recognition")]
    Render {
        /// The sheet's number, from 1.
        number: u32,
    },
    /// The recogniser failed.
    #[error("the tesseract program failed ({detail}); check that `tesseract --list-langs` names eng")]
    Failed {
        /// What happened.
        detail: String,
    },
    /// The recogniser took too long.
    #[error("the tesseract program was stopped after {seconds} seconds on one page")]
    TimedOut {
        /// The time allowed.
        seconds: u64,
    },
}
