//! `cargo run --release -p thresholds-tag --example speed [FOLDER]`: how long a lexicon takes
//! to compile, and 10,000 passages to tag.
#![allow(clippy::print_stdout, reason = "an example prints")]
use std::path::Path;
use std::time::Instant;
use thresholds_lexicon::{Lexicon, LoadError};
use thresholds_model::passage::Context;
use thresholds_tag::Tagger;
use thresholds_tag::check::passage;

fn main() -> Result<(), LoadError> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "lexicons".to_owned());
    let start = Instant::now();
    let tagger = Tagger::new(Lexicon::load(Path::new(&folder))?);
    let patterns: usize =
        tagger.lexicon().indicators().iter().map(|indicator| indicator.wordings.len()).sum();
    println!("{patterns} wordings compiled in {:?}", start.elapsed());
    let context = Context {
        headings: vec!["Level 3: targeted support".to_owned(), "Parents and carers".to_owned()],
        row_header: vec!["Family and social relationships".to_owned()],
        ..Context::default()
    };
    let examples = tagger.lexicon().indicators().iter().flat_map(|indicator| &indicator.examples);
    let texts: Vec<&str> = examples.map(|example| example.text.as_str()).cycle().take(10_000).collect();
    let start = Instant::now();
    let mentions: usize = texts.iter().map(|text| tagger.tag(&passage(text, context.clone())).len()).sum();
    println!("{} passages tagged in {:?}: {mentions} mentions", texts.len(), start.elapsed());
    Ok(())
}
