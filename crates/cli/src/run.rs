//! `thresholds run`, and loading what it wrote.

use crate::args::RunArguments;
use crate::failure::Failure;
use crate::progress::Progress;
use crate::{COMPLETE, WITH_GAPS, lexicon, summary, terminal};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::time::{Instant, SystemTime, UNIX_EPOCH};
use thresholds_cache::Cache;
use thresholds_corpus::{Corpus, Options, RegisterOption};
use thresholds_export::{RunExtras, Tables};
use thresholds_lexicon::Lexicon;
use thresholds_model::id::sha256_hex;
use thresholds_model::reading::{OcrMode, READER_VERSION, ReadSettings};
use thresholds_model::results::Results;
use thresholds_model::{SCHEMA_VERSION, is_readable};
use thresholds_pipeline::{Run, Settings, run as run_pipeline};
use thresholds_reader::Pool;
use thresholds_tag::Tagger;

/// Hash of everything that the program is built from.
pub const PROGRAM_HASH: &str = env!("PROGRAM_FINGERPRINT");

/// Runs the main job.
pub fn run(arguments: &RunArguments) -> Result<u8, Failure> {
    let started = (Instant::now(), SystemTime::now());
    let lexicon = lexicon::load(arguments.lexicon.as_deref())?;
    let limits = arguments.limits.work();
    let options = Options { register: register(arguments), max_bytes: limits.bytes };
    let corpus = Corpus::open(&arguments.corpus, &options)?;
    let output = arguments.output.clone().unwrap_or_else(|| default_output(&arguments.corpus));
    thresholds_export::check_folder(&output)?;
    let jobs = jobs(arguments);
    set_threads(jobs);
    let read_settings =
        ReadSettings { cross_check: arguments.cross_check, ocr: arguments.ocr.into(), limits };
    let cache = cache(arguments.cache.as_deref(), arguments.no_cache, &read_settings);
    let pool = Pool::new(read_settings, arguments.limits.pool()).map_err(|e| Failure::NotFound {
        what: e.to_string(),
        hint: "the program must be able to start itself again".into(),
    })?;
    let tagger = Tagger::new(lexicon);
    let progress = Progress::new(arguments.quiet);
    let settings = Settings { edition: arguments.edition };
    let run = run_pipeline(&corpus, &tagger, &pool, cache.as_ref(), &settings, &progress)?;
    let options = crate::report::options(&arguments.report, &output.join("report"), Some(&arguments.corpus))?;
    let report = thresholds_report::render(&run.results, &options)?;
    let tables = Tables::of(&run.results);
    let mut formats = thresholds_parquet::files(&tables)?;
    formats.push(thresholds_workbook::file(&tables)?);
    let extras = RunExtras {
        run: run_json(arguments, &corpus, tagger.lexicon(), &run, &report, jobs, started),
        inputs: inputs(&corpus, tagger.lexicon(), &run),
        report,
        formats,
    };
    thresholds_export::write_run(&tables, &extras, &output)?;
    if !arguments.quiet {
        let lexicon_name =
            arguments.lexicon.as_deref().map_or_else(|| "built in".into(), |p| p.display().to_string());
        terminal::print(&summary::summary(&run, &corpus, tagger.lexicon(), &lexicon_name, &output))?;
    }
    Ok(if summary::is_complete(&run.results) { COMPLETE } else { WITH_GAPS })
}

/// The cache of readings, unless it is not wanted or the user has no cache folder.
pub fn cache(dir: Option<&Path>, none: bool, settings: &ReadSettings) -> Option<Cache> {
    if none {
        return None;
    }
    let dir = dir.map(Path::to_owned).or_else(|| dirs::cache_dir().map(|d| d.join("thresholds")))?;
    let recogniser = match settings.ocr {
        OcrMode::Auto => thresholds_reader::recogniser(),
        OcrMode::Never => None,
    };
    Some(Cache::new(&dir, settings, recogniser.as_deref()))
}

/// The register that `--areas` names.
fn register(arguments: &RunArguments) -> RegisterOption {
    register_option(arguments.areas.as_deref())
}

/// `FILE` replaces, `+FILE` extends.
pub fn register_option(areas: Option<&str>) -> RegisterOption {
    match areas.map(|a| a.strip_prefix('+').ok_or(a)) {
        None => RegisterOption::Default,
        Some(Ok(file)) => RegisterOption::Extend(file.into()),
        Some(Err(file)) => RegisterOption::Replace(file.into()),
    }
}

fn default_output(corpus: &Path) -> PathBuf {
    let name = corpus.canonicalize().ok().and_then(|p| p.file_name().map(PathBuf::from));
    Path::new("output").join(name.unwrap_or_else(|| "run".into()))
}

fn jobs(arguments: &RunArguments) -> usize {
    arguments.jobs.map_or_else(|| std::thread::available_parallelism().map_or(1, Into::into), usize::from)
}

/// One thread a job. The pool of threads can be made once only; a second call has no effect.
pub fn set_threads(jobs: usize) {
    let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
}

/// The files that the run used, kept beside its results.
fn inputs(corpus: &Corpus, lexicon: &Lexicon, run: &Run) -> Vec<(String, Vec<u8>)> {
    let mut out: Vec<(String, Vec<u8>)> = Vec::new();
    for source in lexicon.sources() {
        out.push((format!("lexicon/{}", source.name), source.text.clone().into_bytes()));
    }
    for (i, text) in corpus.register_source.texts.iter().enumerate() {
        let name = if i == 0 { "areas.csv".to_string() } else { format!("areas-extension-{i}.csv") };
        out.push((name, text.clone().into_bytes()));
    }
    if let Some(manifest) = &corpus.manifest {
        out.push(("manifest.csv".into(), manifest.text.clone().into_bytes()));
    }
    if let Some(text) = &run.crosswalk {
        out.push(("crosswalk.toml".into(), text.clone().into_bytes()));
    }
    out
}

/// `run.json`: the only file that may differ between two runs on the same input.
fn run_json(
    arguments: &RunArguments,
    corpus: &Corpus,
    lexicon: &Lexicon,
    run: &Run,
    report: &[(String, Vec<u8>)],
    jobs: usize,
    (clock, start): (Instant, SystemTime),
) -> serde_json::Value {
    let seconds = start.duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
    json!({
        "program": "thresholds",
        "version": env!("CARGO_PKG_VERSION"),
        "program_hash": PROGRAM_HASH,
        "schema_version": SCHEMA_VERSION,
        "reader_version": READER_VERSION,
        "lexicon_sha256": lexicon.hash(),
        "lexicon": arguments.lexicon.as_deref().map_or_else(|| "built in".into(), |p| p.display().to_string()),
        "areas": corpus.register_source.words,
        "manifest": corpus.manifest.is_some(),
        "crosswalk": run.crosswalk.is_some(),
        "corpus": arguments.corpus.display().to_string(),
        "edition": run.results.edition,
        "cross_check": arguments.cross_check,
        "ocr": OcrMode::from(arguments.ocr),
        "limits": arguments.limits.work(),
        "jobs": jobs,
        "documents": run.results.documents.len(),
        "report_sha256": report
            .iter()
            .map(|(file, bytes)| (file.clone(), sha256_hex(bytes).into()))
            .collect::<serde_json::Map<String, serde_json::Value>>(),
        "readings_kept": run.kept,
        "pdfs_opened": run.opened,
        "started_unix": seconds,
        "seconds": (clock.elapsed().as_secs_f64() * 1000.0).round() / 1000.0,
    })
}

/// Results of a run folder. Any version of the same major number will do: the model only
/// grows within it.
pub fn load(folder: &Path) -> Result<Results, Failure> {
    let path = folder.join("results.json");
    let not_a_run = |detail: String| Failure::NotARun { path: folder.into(), detail };
    let bytes = std::fs::read(&path).map_err(|e| not_a_run(format!("results.json cannot be read: {e}")))?;
    let results: Results =
        serde_json::from_slice(&bytes).map_err(|e| not_a_run(format!("results.json: {e}")))?;
    if is_readable(&results.schema_version) {
        Ok(results)
    } else {
        Err(not_a_run(format!("it has schema version {}, not {SCHEMA_VERSION}", results.schema_version)))
    }
}
