//! The corpus: the files of a folder, what a researcher says of them, and what each
//! document says of itself.
//!
//! In the order of use: [`Corpus::open`] walks the folder ([`files`]), reads
//! `manifest.csv` ([`manifest`]) and the register. Once a document has been read,
//! [`identify_document`] tells whose it is, from when ([`date`], [`version`]) and what
//! it is ([`kind`]); [`select`] decides which documents count in an edition; and
//! [`draft_manifest`] writes down what was found, for the researcher to correct.
//!
//! [`open_again`] finds the documents of an earlier run again, by their bytes.
//!
//! Only [`files`], [`open`] and [`open_again`] touch the disk. PDFs are not read here beyond their
//! bytes, for hashing.

mod again;
mod cover;
pub mod date;
pub mod dates;
pub mod draft;
pub mod facts;
pub mod files;
pub mod kind;
pub mod manifest;
pub mod open;
mod order;
pub mod select;
pub mod version;
mod version_table;

pub use again::{Again, open_again, register_of};
pub use draft::{DraftEntry, draft_manifest, manifest_csv};
pub use facts::{Facts, identify_document, identify_unread};
pub use files::{FileProblem, Found};
pub use manifest::{Manifest, ManifestRow, Status};
pub use open::{Corpus, CorpusError, Options, RegisterOption, RegisterSource};
pub use select::{Candidate, Choice, edition, select, source_uses};
