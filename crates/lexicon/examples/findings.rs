//! Prints what is wrong with a lexicon folder, examples left out.
#![allow(clippy::print_stdout, reason = "an example prints")]
use std::path::Path;
use thresholds_lexicon::{Lexicon, LoadError};

fn main() {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "lexicons".to_owned());
    let start = std::time::Instant::now();
    let findings = match Lexicon::load(Path::new(&folder)) {
        Ok(lexicon) => {
            println!("{} indicators, compiled in {:?}", lexicon.indicators().len(), start.elapsed());
            lexicon.check()
        }
        Err(LoadError::Broken { findings, .. }) => findings,
        Err(error) => {
            println!("{error}");
            return;
        }
    };
    for finding in &findings {
        println!("{finding}");
    }
    println!("{} finding(s)", findings.len());
}
