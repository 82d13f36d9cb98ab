//! `cargo run -p thresholds-tag --example check -- lexicons [WORD]`: everything that is
//! wrong with a lexicon folder, in files whose name holds WORD.
#![allow(clippy::print_stdout, reason = "an example prints")]
use std::path::Path;
use thresholds_lexicon::{Lexicon, LoadError};

fn main() -> Result<(), LoadError> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "lexicons".to_owned());
    let word = arguments.next().unwrap_or_default();
    let findings = match Lexicon::load(Path::new(&folder)) {
        Ok(lexicon) => {
            let mut findings = lexicon.check();
            findings.extend(thresholds_tag::check_examples(&lexicon));
            findings
        }
        Err(LoadError::Broken { findings, .. }) => findings,
        Err(error) => return Err(error),
    };
    let shown: Vec<_> = findings.iter().filter(|finding| finding.file.contains(&word)).collect();
    shown.iter().for_each(|finding| println!("{finding}"));
    println!("{} finding(s)", shown.len());
    Ok(())
}
