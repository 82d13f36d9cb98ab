//! How one document, and how a whole corpus goes through the stages.
//!
//! - [`analyse`]: a reading to its placements, a pure function;
//! - [`read`]: every file of a corpus to a reading or to the reason why there is none;
//! - [`run`]: a corpus to [`Results`](thresholds_model::results::Results);
//! - [`crosswalk`]: the researcher's overrides of how ladders map to the canonical scale.

pub mod analyse;
pub mod crosswalk;
pub mod read;
pub mod run;

pub use analyse::{Analysis, analyse, scheme};
pub use read::{Access, FileReading, read_corpus};
pub use run::{Run, RunError, Settings, conclude, run};

/// Told how far a run has come. Calls come from several threads.
pub trait Observer: Sync {
    /// A stage begins, over so many documents.
    fn stage(&self, name: &str, documents: usize);
    /// A document is through it.
    fn done(&self, path: &str);
    /// All stages are over.
    fn finished(&self);
}

/// An observer that does not care.
pub struct Unobserved;

impl Observer for Unobserved {
    fn stage(&self, _: &str, _: usize) {}
    fn done(&self, _: &str) {}
    fn finished(&self) {}
}
