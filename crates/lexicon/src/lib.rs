//! The lexicon: which words state which need.
//!
//! It is data. Researchers edit the TOML files of `lexicons/`; this crate reads them
//! ([`source`], [`entry`]), says with file, line and column what is wrong ([`finding`],
//! [`check`]), and compiles them to one search ([`pattern`], [`vocabulary`], [`matcher`]).
//!
//! ```text
//! files ─▶ entries, classes, cues ─▶ patterns ─▶ matcher
//!                                                  │
//! passage ─▶ text (folded words) ─▶ words met ─────┴▶ matches ─▶ those that count
//! ```
//!
//! What surrounding words make of a match (denied, a strength, somebody else's) is the
//! matter of the crate `thresholds-tag`.

pub mod check;
pub mod cue;
pub mod entry;
pub mod finding;
pub mod focus;
pub mod fold;
mod idle;
pub mod inflect;
pub mod lexicon;
pub mod lists;
pub mod matcher;
mod needs;
pub mod pattern;
pub mod resolve;
pub mod source;
pub mod text;
pub mod typing;
pub mod vocabulary;

pub use lexicon::{CueHit, Found, Lexicon, LoadError};
