//! `thresholds verify`: every file of a run as it was written, every quote confirmed on
//! its page.

use crate::args::VerifyArguments;
use crate::diff::limits_of;
use crate::failure::Failure;
use crate::run::{PROGRAM_HASH, load};
use crate::{COMPLETE, FAILED, lexicon, terminal};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use thresholds_corpus::{Corpus, Options};
use thresholds_lexicon::Lexicon;
use thresholds_model::id::sha256_hex;
use thresholds_model::reading::ReadSettings;
use thresholds_model::results::{DocumentResult, Results};
use thresholds_verify::{Checked, Difference, compare_bytes, compare_csv};

/// Most differences of one file that are listed.
const LISTED: usize = 20;

/// What came of the checks.
#[derive(Default)]
struct Findings {
    text: String,
    confirmed: usize,
    doubtful: usize,
    differences: usize,
}

/// Checks a run against the PDFs that it was made from.
pub fn verify(arguments: &VerifyArguments) -> Result<u8, Failure> {
    let results = load(&arguments.run)?;
    let settings = ReadSettings { limits: limits_of(&facts(&arguments.run)), ..ReadSettings::default() };
    let options = Options { max_bytes: settings.limits.bytes, ..Options::default() };
    let corpus = Corpus::open(&arguments.corpus, &options)?;
    let mut findings = Findings::default();
    check_files(&mut findings, &arguments.run, &results)?;
    check_documents(&mut findings, &corpus, &results, &settings)?;
    let Findings { mut text, confirmed, doubtful, differences } = findings;
    let files = match differences {
        0 => "files as they were written".to_owned(),
        n => format!("{n} difference(s) in files of the run"),
    };
    let _ = writeln!(text, "{confirmed} quote(s) confirmed, {doubtful} in doubt; {files}");
    terminal::print(&text)?;
    Ok(if doubtful + differences == 0 { COMPLETE } else { FAILED })
}

/// What `run.json` says of a run.
fn facts(run: &Path) -> Value {
    let bytes = std::fs::read(run.join("run.json")).unwrap_or_default();
    serde_json::from_slice(&bytes).unwrap_or_default()
}

/// Every file that is made from `results.json` against what it must be; lexicon and report
/// against their hashes. Another program may write other columns: its files are left alone.
fn check_files(findings: &mut Findings, run: &Path, results: &Results) -> Result<(), Failure> {
    let read = |file: &str| std::fs::read(run.join(file)).unwrap_or_default();
    let facts = facts(run);
    let fact = |key: &str| facts.get(key).and_then(Value::as_str);
    let kept = Lexicon::load(&run.join("inputs/lexicon"));
    let hash = kept.as_ref().map_or("none that can be read", Lexicon::hash);
    findings.add(by_hash("inputs/lexicon", fact("lexicon_sha256"), hash));
    let report = facts.get("report_sha256").and_then(Value::as_object);
    for (file, expected) in report.into_iter().flatten() {
        let file = format!("report/{file}");
        findings.add(by_hash(&file, expected.as_str(), &sha256_hex(&read(&file))));
    }
    if fact("program_hash") != Some(PROGRAM_HASH) {
        let _ = writeln!(
            findings.text,
            "note: another program made this run, so its tables were not compared with results.json"
        );
        return Ok(());
    }
    for table in thresholds_export::tables() {
        findings.add(compare_csv(table.file, &table.filled(results).csv()?, &read(table.file)));
    }
    let mut passages = Vec::new();
    // Writing into memory cannot fail.
    let _ = thresholds_export::write_passages(results, &mut passages);
    let readme = thresholds_export::readme(results).into_bytes();
    for (file, bytes) in [("passages.jsonl", passages), ("README.txt", readme)] {
        findings.add(compare_bytes(file, &bytes, &read(file)).into_iter().collect());
    }
    Ok(())
}

/// A file that has another hash than `run.json` says.
fn by_hash(file: &str, expected: Option<&str>, found: &str) -> Vec<Difference> {
    let words = |hash: &str| format!("SHA-256 {}", lexicon::short(hash));
    let difference = Difference {
        file: file.into(),
        row: None,
        column: None,
        expected: words(expected.unwrap_or("unknown")),
        found: words(found),
    };
    if expected == Some(found) { Vec::new() } else { vec![difference] }
}

/// Every quote on its page. Where the bytes under a document's name are others, the quotes
/// are looked for in these.
fn check_documents(
    findings: &mut Findings,
    corpus: &Corpus,
    results: &Results,
    settings: &ReadSettings,
) -> Result<(), Failure> {
    let found = || corpus.found.iter().filter(|f| f.problem.is_none());
    let by_hash: BTreeMap<&str, &Path> = found().map(|f| (f.sha256.as_str(), f.absolute.as_path())).collect();
    let by_path: BTreeMap<&str, (&str, &Path)> = found()
        .flat_map(|f| f.sources.iter().map(|s| (s.path.as_str(), (f.sha256.as_str(), f.absolute.as_path()))))
        .collect();
    for document in results.documents.iter().filter(|d| !d.document.sha256.is_empty()) {
        let (path, sha256) = (document.document.path(), document.document.sha256.as_str());
        if let Some(file) = by_hash.get(sha256) {
            if !document.placements.is_empty() {
                check_quotes(findings, document, file, settings)?;
            }
        } else if let Some((other, file)) = by_path.get(path) {
            findings.doubtful += 1;
            let _ = writeln!(
                findings.text,
                "{path}: the file has other bytes: expected SHA-256 {}, found {}",
                lexicon::short(sha256),
                lexicon::short(other)
            );
            check_quotes(findings, document, file, settings)?;
        } else {
            findings.doubtful += 1;
            let _ = writeln!(
                findings.text,
                "{path}: no file of the corpus has these bytes or this name: expected SHA-256 {}",
                lexicon::short(sha256)
            );
        }
    }
    Ok(())
}

fn check_quotes(
    findings: &mut Findings,
    document: &DocumentResult,
    file: &Path,
    settings: &ReadSettings,
) -> Result<(), Failure> {
    let path = document.document.path();
    let bytes = std::fs::read(file).map_err(|source| Failure::Read { path: file.into(), source })?;
    let pages = match thresholds_pdf::open(&bytes, settings) {
        Ok(pdf) => pdf.pages,
        Err(error) => {
            findings.doubtful += 1;
            let _ = writeln!(findings.text, "{path}: none of its quotes can be looked up: {error}");
            return Ok(());
        }
    };
    let Checked { confirmed, doubts } = thresholds_verify::check(document, &pages);
    findings.confirmed += confirmed;
    findings.doubtful += doubts.len();
    for doubt in &doubts {
        let _ = writeln!(findings.text, "{path}: {doubt}");
    }
    Ok(())
}

impl Findings {
    fn add(&mut self, differences: Vec<Difference>) {
        for difference in differences.iter().take(LISTED) {
            let _ = writeln!(self.text, "{difference}");
        }
        if let Some(first) = differences.first().filter(|_| differences.len() > LISTED) {
            let _ = writeln!(self.text, "{}: and {} more", first.file, differences.len() - LISTED);
        }
        self.differences += differences.len();
    }
}
