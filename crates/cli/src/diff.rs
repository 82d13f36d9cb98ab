//! `thresholds diff`: what changed between two runs, and who changed it.

use crate::args::DiffArguments;
use crate::failure::Failure;
use crate::progress::Progress;
use crate::run::{PROGRAM_HASH, cache, load};
use crate::{COMPLETE, terminal};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use thresholds_corpus::{Again as Found, open_again, register_of};
use thresholds_diff::{Again, Diff, Input, RunFacts};
use thresholds_lexicon::Lexicon;
use thresholds_model::id::sha256_hex;
use thresholds_model::reading::{Limits, OcrMode, ReadSettings};
use thresholds_model::results::Results;
use thresholds_pipeline::{FileReading, Settings, conclude, read_corpus};
use thresholds_reader::{Pool, PoolSettings};
use thresholds_tag::Tagger;

/// A run folder with what `run.json` says of it.
struct Folder<'a> {
    path: &'a Path,
    results: Results,
    run: Value,
    facts: RunFacts,
}

/// Compares two runs.
pub fn diff(arguments: &DiffArguments) -> Result<u8, Failure> {
    let (old, new) = (open(&arguments.old)?, open(&arguments.new)?);
    let (register, _) = register_of(&new.path.join("inputs"), new.has_built_in_areas())?;
    let middle =
        arguments.corpus_old.as_deref().map(|dir| run_again(dir, &old, &new, arguments)).transpose()?;
    let again = middle.as_ref().map(|m| Again {
        old_lexicon: &m.old_lexicon,
        new_lexicon: &m.new_lexicon,
        missing: &m.missing,
    });
    let diff = thresholds_diff::diff(old.input(), new.input(), &register, again);
    if let Some(output) = &arguments.output {
        write(&diff, output)?;
    }
    if !arguments.quiet {
        terminal::print(&thresholds_diff::summary(&diff))?;
    }
    Ok(COMPLETE)
}

/// Writes the folder of a comparison.
pub fn write(diff: &Diff, output: &Path) -> Result<(), Failure> {
    let table = |bytes: Result<Vec<u8>, _>| bytes.map_err(|source| Failure::Table { source });
    let files = [
        ("diff.csv", table(thresholds_diff::csv(diff))?),
        ("diff.json", json(diff).into_bytes()),
        ("columns.csv", table(thresholds_diff::columns_csv())?),
    ];
    Ok(thresholds_export::write_folder(&files, output)?)
}

/// A comparison as `diff.json` holds it.
pub fn json(diff: &Diff) -> String {
    format!("{}\n", serde_json::to_string_pretty(diff).unwrap_or_default())
}

fn open(path: &Path) -> Result<Folder<'_>, Failure> {
    let results = load(path)?;
    let file = path.join("run.json");
    let text = std::fs::read(&file).map_err(|source| Failure::Read { path: file.clone(), source })?;
    let run: Value = serde_json::from_slice(&text)
        .map_err(|e| Failure::NotARun { path: path.into(), detail: format!("run.json: {e}") })?;
    let text = |key: &str| run.get(key).and_then(Value::as_str).map(str::to_owned);
    let crosswalk = std::fs::read(path.join("inputs/crosswalk.toml")).map(|bytes| sha256_hex(&bytes));
    let reading = run.get("ocr").zip(run.get("cross_check"));
    let facts = RunFacts {
        edition: results.edition,
        program: text("version").zip(text("program_hash")).map(|(v, hash)| format!("{v} ({hash})")),
        lexicon: text("lexicon_sha256"),
        settings: reading.map(|(ocr, cross_check)| {
            let crosswalk = crosswalk.unwrap_or_else(|_| "none".into());
            format!("ocr {ocr}, cross_check {cross_check}, crosswalk {crosswalk}")
        }),
    };
    Ok(Folder { path, results, run, facts })
}

impl Folder<'_> {
    fn input(&self) -> Input<'_> {
        Input { results: &self.results, facts: &self.facts }
    }

    fn has_built_in_areas(&self) -> bool {
        self.run.get("areas").and_then(Value::as_str).is_some_and(|a| a.starts_with("built in"))
    }

    fn lexicon(&self) -> Result<Lexicon, Failure> {
        Ok(Lexicon::load(&self.path.join("inputs/lexicon"))?)
    }

    fn read_settings(&self) -> ReadSettings {
        let ocr = self.run.get("ocr").cloned().and_then(|v| serde_json::from_value::<OcrMode>(v).ok());
        ReadSettings {
            cross_check: self.run.get("cross_check").and_then(Value::as_bool).unwrap_or_default(),
            ocr: ocr.unwrap_or_default(),
            limits: limits_of(&self.run),
        }
    }
}

/// The limits on work under which a run was made, as `run.json` has them.
pub fn limits_of(run: &Value) -> Limits {
    run.get("limits").cloned().and_then(|v| serde_json::from_value(v).ok()).unwrap_or_default()
}

/// The two runs between the old and the new one.
struct Middle {
    old_lexicon: Results,
    new_lexicon: Results,
    missing: BTreeSet<String>,
}

/// Runs the old documents under this program, with the old and with the new lexicon.
fn run_again(
    dir: &Path,
    old: &Folder<'_>,
    new: &Folder<'_>,
    arguments: &DiffArguments,
) -> Result<Middle, Failure> {
    if new.run.get("program_hash").and_then(Value::as_str) != Some(PROGRAM_HASH) {
        return Err(Failure::NotFound {
            what: format!(
                "{} was not made by this program, under which the old documents would be run",
                new.path.display()
            ),
            hint: "make the new run again with this program, or leave out --corpus-old".into(),
        });
    }
    let Found { corpus, missing } =
        open_again(dir, &old.results, &old.path.join("inputs"), old.has_built_in_areas())?;
    let read_settings = old.read_settings();
    let cache = cache(arguments.cache.as_deref(), arguments.no_cache, &read_settings);
    let pool = Pool::new(read_settings, PoolSettings::default())?;
    let progress = Progress::new(arguments.quiet);
    let files: Vec<FileReading> = read_corpus(&corpus, &pool, cache.as_ref(), &progress);
    let settings = Settings { edition: Some(old.results.edition) };
    let under = |lexicon: Lexicon| -> Result<Results, Failure> {
        Ok(conclude(&corpus, &files, &Tagger::new(lexicon), &settings, &progress)?.results)
    };
    Ok(Middle { old_lexicon: under(old.lexicon()?)?, new_lexicon: under(new.lexicon()?)?, missing })
}
