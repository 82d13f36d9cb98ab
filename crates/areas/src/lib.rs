//! Whose document is it: the register of areas and partnerships, and identification.
//!
//! [`register`] holds the authorities in England that are responsible for children's
//! services, with their names, dates and successors, and the partnerships that they
//! form; it is embedded as data (see `data/ATTRIBUTION.md` for sources and licences)
//! and can be replaced or extended by a table of the researcher's own ([`table`]).
//! [`identify()`] weighs the names and web addresses that a document gives
//! ([`evidence`]) and answers with areas, or with candidates when it is not sure.
//!
//! Nothing here reads files, the clock or the environment.

mod claim;
pub mod evidence;
mod find;
pub mod identify;
mod names;
mod partnership;
pub mod register;
mod score;
mod succession;
pub mod table;
mod tokens;
mod web;

pub use evidence::{EvidenceText, Origin, without_aggregator_noise};
pub use identify::identify;
pub use partnership::{Partnership, PartnershipKind};
pub use register::Register;
pub use table::TableError;
