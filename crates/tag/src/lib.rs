//! What the words of a passage say: which needs, stated or denied, how certain, whose.
//!
//! The lexicon finds wordings and cue words; this crate reads them together, as ConText
//! does for clinical notes. It knows the language only: the part that a passage plays in
//! its document and its level are decided elsewhere.
//!
//! ```text
//! passage ─▶ view (words, hits, cues) ─▶ polarity ─┐
//!                  │                   ─▶ strength ─┼─▶ merge ─▶ mentions
//!   context ───────┴─ subject, names ───────────────┘
//! ```
//!
//! - [`view`]: a text with its hits and the cues that count.
//! - [`reach`]: how far a cue works: clauses, lists, contrasts.
//! - [`polarity`]: stated, denied, or a strength.
//! - [`strength`]: certainty, severity, other qualifiers.
//! - [`subject`]: whose need.
//! - [`deed`]: who acts on whom, who cares for whom.
//! - [`names`]: services, policies, definitions, statistics, forms, case examples.
//! - [`cell`]: a cell or bullet that only makes sense with the words over it.
//! - [`tagger`]: all of it together.
//! - [`check`]: the examples of a lexicon, run as a document is.

pub mod cell;
pub mod check;
pub mod deed;
pub mod names;
pub mod polarity;
pub mod reach;
pub mod strength;
pub mod subject;
pub mod tagger;
pub mod view;

pub use check::check_examples;
pub use tagger::Tagger;
