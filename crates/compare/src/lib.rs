//! How areas spread over levels: the lottery, in figures.
//!
//! Local levels are compared by their canonical intervals. Two texts differ *certainly* when
//! their intervals share no step, *possibly* when they overlap without being equal. There are
//! no midpoints and no averages: ordinals of unequal scales do not add up.
//!
//! ```text
//! copied wordings ─▶ independent texts ─▶ tally (texts on each interval) ─▶ pairs, resampled
//!                                            │                              completions
//!                                            ├▶ comparisons, breakdowns
//!                                            ├▶ sensitivity
//!                                            └▶ profiles
//! ```

mod breakdown;
mod comparison;
mod completion;
mod copied;
mod ground;
mod profile;
mod resample;
mod sensitivity;
mod spread;
mod tally;
mod texts;
mod wording;

pub use comparison::MEASURES;
pub use completion::bounds;
pub use resample::share_of_resampled_pairs;
pub use spread::{entropy, leik_dispersion};
pub use tally::Tally;

use ground::Ground;
use std::collections::BTreeSet;
use thresholds_model::results::Results;
use wording::Wordings;

/// Fills in what follows from the cells of the results: comparisons of every edition that has
/// cells; breakdowns, sensitivity, profiles and copied wordings of the results' own edition.
pub fn compare(results: &mut Results) {
    let editions: BTreeSet<i32> = results.cells.iter().map(|c| c.edition).chain([results.edition]).collect();
    let mut comparisons = Vec::new();
    for edition in editions {
        let wordings = Wordings::of(edition, results);
        let ground = Ground::of(edition, results, &wordings);
        comparisons.extend(comparison::comparisons(&ground));
        if edition == results.edition {
            let breakdowns = breakdown::breakdowns(&ground);
            let sensitivity = sensitivity::sensitivity(&ground);
            let profiles = profile::profiles(&ground);
            let copied = copied::copied(&wordings);
            results.breakdowns = breakdowns;
            results.sensitivity = sensitivity;
            results.profiles = profiles;
            results.copied = copied;
        }
    }
    results.comparisons = comparisons;
}

/// Counts are far below the limit; one that is not stays at it.
fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Six decimals: more would only carry the rounding of the machine.
fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}
