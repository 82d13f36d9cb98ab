//! Which document of the run a name in the gold means.

use crate::gold::Gold;
use std::collections::{BTreeMap, BTreeSet};
use thresholds_model::results::{DocumentResult, Results};

/// A document that is scored.
pub struct Scored<'a> {
    /// Path in the run, or the gold's name for a document that the run lacks.
    pub name: String,
    /// Layout by the gold.
    pub layout: Option<&'a str>,
    /// Needs by the gold.
    pub needs: BTreeSet<&'a (String, u8)>,
    /// What the run found; `None` when it has no such document.
    pub result: Option<&'a DocumentResult>,
}

/// Scored documents by name, and warnings about names that were not found.
pub fn scored<'a>(results: &'a Results, gold: &'a Gold) -> (Vec<Scored<'a>>, Vec<String>) {
    let index = Index::of(results);
    let mut by_name: BTreeMap<String, Scored> = BTreeMap::new();
    let mut warnings = Vec::new();
    for (name, document) in &gold.documents {
        let found = index.find(name);
        if let Err(problem) = &found {
            warnings.push(format!("{name}: {problem}; what the gold states of it counts as missed"));
        }
        let (name, result) = match found {
            Ok((path, result)) => (path.to_owned(), Some(result)),
            Err(_) => (name.clone(), None),
        };
        let entry = by_name.entry(name.clone()).or_insert_with(|| Scored {
            name,
            layout: document.layout.as_deref(),
            needs: BTreeSet::new(),
            result,
        });
        entry.needs.extend(&document.needs);
    }
    (by_name.into_values().collect(), warnings)
}

/// Documents by path and by file name.
struct Index<'a> {
    by_path: BTreeMap<&'a str, &'a DocumentResult>,
    by_file: BTreeMap<&'a str, Vec<(&'a str, &'a DocumentResult)>>,
    reasons: BTreeMap<&'a str, &'a str>,
}

impl<'a> Index<'a> {
    fn of(results: &'a Results) -> Self {
        let mut by_path = BTreeMap::new();
        let mut by_file: BTreeMap<&str, Vec<(&str, &DocumentResult)>> = BTreeMap::new();
        for result in &results.documents {
            for source in &result.document.sources {
                by_path.insert(source.path.as_str(), result);
                by_file.entry(file_name(&source.path)).or_default().push((&source.path, result));
            }
        }
        let reasons = results.ledger.iter().map(|row| (row.path.as_str(), row.reason.as_str())).collect();
        Self { by_path, by_file, reasons }
    }

    /// By path in the corpus, else by a file name that only one document has.
    fn find(&self, name: &str) -> Result<(&'a str, &'a DocumentResult), String> {
        let name = name.replace('\\', "/");
        let name = name.strip_prefix("./").unwrap_or(&name);
        if let Some((path, result)) = self.by_path.get_key_value(name) {
            return Ok((path, result));
        }
        let same_file = self.by_file.get(file_name(name)).map_or(&[][..], Vec::as_slice);
        let Some(first) = same_file.first() else {
            return Err(match self.reasons.get(name) {
                Some(reason) => format!("the run met this file without reading it ({reason})"),
                None => "the run has no document of this path or file name".into(),
            });
        };
        if same_file.iter().any(|(_, result)| result.document.sha256 != first.1.document.sha256) {
            let paths: Vec<&str> = same_file.iter().map(|(path, _)| *path).collect();
            return Err(format!(
                "several documents have this file name, give the path ({})",
                paths.join(", ")
            ));
        }
        Ok(*first)
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
