//! How well a run does against hand coding.
//!
//! [`read_gold`] reads what people coded, [`score`] sets a run's results against it,
//! [`Score::table`] and [`Score::list`] print the outcome; the types serialise for programs.
//!
//! ```
//! # use thresholds_model::results::Results;
//! # fn example(results: &Results, bytes: &[u8]) -> Result<String, thresholds_score::GoldError> {
//! let gold = thresholds_score::read_gold("gold.csv", bytes)?;
//! let score = thresholds_score::score(results, &gold);
//! # Ok(score.table())
//! # }
//! ```

mod figures;
mod findings;
mod gold;
mod matching;
mod outcome;
mod render;

pub use figures::{Figures, Measure, Share};
pub use findings::{Evidence, Finding};
pub use gold::{Gold, GoldDocument, GoldError, read_gold};
pub use outcome::{Group, Score, Steps, score};
