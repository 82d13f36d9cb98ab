//! The documents of an earlier run, found again by their bytes, with the tables that the
//! run used.

use crate::files::{FileProblem, Found, group, walk};
use crate::manifest::Manifest;
use crate::open::{Corpus, CorpusError, Options, RegisterSource, check_folder, read_if_there};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use thresholds_areas::Register;
use thresholds_model::document::{Document, Outcome};
use thresholds_model::results::Results;

/// An earlier run's corpus.
#[derive(Debug, Clone)]
pub struct Again {
    /// The documents that were found, under the paths that they had.
    pub corpus: Corpus,
    /// SHA-256 of documents that are not in the folder.
    pub missing: BTreeSet<String>,
}

/// Finds the documents of a run in a folder, whatever they are called there; files that
/// the run did not have are passed over. Manifest, register and crosswalk are those in
/// the run's own `inputs`, so that a folder that has since been edited does no harm;
/// `built_in` says that the run used the register of the program.
///
/// # Errors
/// When the folder or a table of `inputs` cannot be read.
pub fn open_again(
    dir: &Path,
    results: &Results,
    inputs: &Path,
    built_in: bool,
) -> Result<Again, CorpusError> {
    check_folder(dir)?;
    let (register, register_source) = register_of(inputs, built_in)?;
    let manifest = match read_if_there(&inputs.join("manifest.csv"))? {
        Some(text) => Some(Manifest::parse("manifest.csv", &text, &register)?),
        None => None,
    };
    let paths = results.documents.iter().flat_map(|d| &d.document.sources);
    let named: BTreeSet<String> = paths.map(|s| s.path.clone()).collect();
    let by_hash: BTreeMap<String, PathBuf> = group(walk(dir, &named).files, Options::default().max_bytes)
        .into_iter()
        .filter(|f| f.problem.is_none())
        .map(|f| (f.sha256, f.absolute))
        .collect();
    let found: Vec<Found> = results.documents.iter().map(|d| again(&d.document, &by_hash)).collect();
    let missing = found.iter().filter(|f| f.problem.is_some()).map(|f| f.sha256.clone());
    let corpus = Corpus {
        missing: Vec::new(),
        dir: dir.into(),
        manifest,
        register,
        register_source,
        crosswalk: Some(inputs.join("crosswalk.toml")).filter(|p| p.is_file()),
        warnings: Vec::new(),
        found: found.clone(),
    };
    Ok(Again { missing: missing.collect(), corpus })
}

fn again(document: &Document, by_hash: &BTreeMap<String, PathBuf>) -> Found {
    let absolute = by_hash.get(&document.sha256).cloned();
    let gone = || FileProblem { outcome: Outcome::Missing, reason: "not found again".to_owned() };
    Found {
        sha256: document.sha256.clone(),
        bytes: document.bytes,
        sources: document.sources.clone(),
        problem: absolute.is_none().then(gone),
        absolute: absolute.unwrap_or_default(),
    }
}

/// The register that a run used, from its `inputs`. The built-in one belongs to the program
/// and is that of today.
///
/// # Errors
/// When a table cannot be read.
pub fn register_of(inputs: &Path, built_in: bool) -> Result<(Register, RegisterSource), CorpusError> {
    let own = if built_in { None } else { read_if_there(&inputs.join("areas.csv"))? };
    let (mut register, base) = match own {
        Some(text) => (Register::from_csv("areas.csv", &text)?, text),
        None => (Register::built_in(), Register::built_in_csv().to_owned()),
    };
    let mut texts = vec![base];
    while let Some(text) = read_if_there(&inputs.join(format!("areas-extension-{}.csv", texts.len())))? {
        register = register.extend(Register::from_csv("areas-extension.csv", &text)?);
        texts.push(text);
    }
    Ok((register, RegisterSource { words: "of the earlier run".into(), texts }))
}
