//! `thresholds score`.

use crate::args::ScoreArguments;
use crate::failure::Failure;
use crate::{COMPLETE, run, terminal};

/// Prints how a run agrees with hand coding.
pub fn score(arguments: &ScoreArguments) -> Result<u8, Failure> {
    let results = run::load(&arguments.run)?;
    let bytes = std::fs::read(&arguments.gold)
        .map_err(|source| Failure::Read { path: arguments.gold.clone(), source })?;
    let gold = thresholds_score::read_gold(&arguments.gold.display().to_string(), &bytes)?;
    let score = thresholds_score::score(&results, &gold);
    if arguments.json {
        let json = serde_json::to_string_pretty(&score).unwrap_or_default();
        terminal::print(&format!("{json}\n"))?;
    } else {
        terminal::print(&score.table())?;
        if arguments.list {
            terminal::print(&score.list())?;
        }
    }
    Ok(COMPLETE)
}
