//! `thresholds lexicon diff`: every cell that an edit of the lexicon flips.

use crate::args::LexiconDiffArguments;
use crate::diff::{json, write};
use crate::failure::Failure;
use crate::progress::Progress;
use crate::{COMPLETE, lexicon, run, terminal};
use std::path::{Path, PathBuf};
use thresholds_corpus::{Corpus, Options};
use thresholds_diff::{Input, RunFacts};
use thresholds_lexicon::Lexicon;
use thresholds_model::reading::ReadSettings;
use thresholds_model::results::Results;
use thresholds_pipeline::{Settings, conclude, read_corpus};
use thresholds_reader::Pool;
use thresholds_tag::Tagger;

/// How the lexicon of the program is named in the place of a folder.
const BUILT_IN: &str = "built-in";

/// Reads the corpus once, runs it under both lexicons and compares the cells.
pub fn diff(arguments: &LexiconDiffArguments) -> Result<u8, Failure> {
    let (old, new, dir) = sides(&arguments.paths);
    let (old, new) = (load(old)?, load(new)?);
    let limits = arguments.limits.work();
    let corpus = Corpus::open(dir, &Options { max_bytes: limits.bytes, ..Options::default() })?;
    let read_settings = ReadSettings { limits, ..ReadSettings::default() };
    let cache = run::cache(arguments.cache.as_deref(), arguments.no_cache, &read_settings);
    let pool = Pool::new(read_settings, arguments.limits.pool())?;
    let progress = Progress::new(arguments.quiet);
    let files = read_corpus(&corpus, &pool, cache.as_ref(), &progress);
    let under = |lexicon: Lexicon| -> Result<(Results, RunFacts), Failure> {
        let hash = Some(lexicon.hash().to_owned());
        let run = conclude(&corpus, &files, &Tagger::new(lexicon), &Settings::default(), &progress)?;
        let facts = RunFacts { edition: run.results.edition, lexicon: hash, ..RunFacts::default() };
        Ok((run.results, facts))
    };
    let (before, after) = (under(old)?, under(new)?);
    let found = thresholds_diff::diff(
        Input { results: &before.0, facts: &before.1 },
        Input { results: &after.0, facts: &after.1 },
        &corpus.register,
        None,
    );
    if let Some(output) = &arguments.output {
        write(&found, output)?;
    }
    terminal::print(&if arguments.json { json(&found) } else { thresholds_diff::summary(&found) })?;
    Ok(COMPLETE)
}

/// Old lexicon, new lexicon and corpus. Of two paths the first is the new lexicon, and the
/// old one is built in.
fn sides(paths: &[PathBuf]) -> (&Path, &Path, &Path) {
    match paths {
        [old, new, corpus, ..] => (old, new, corpus),
        [new, corpus] => (Path::new(BUILT_IN), new, corpus),
        _ => (Path::new(BUILT_IN), Path::new(BUILT_IN), Path::new(".")),
    }
}

fn load(folder: &Path) -> Result<Lexicon, Failure> {
    lexicon::load((folder != Path::new(BUILT_IN)).then_some(folder))
}
