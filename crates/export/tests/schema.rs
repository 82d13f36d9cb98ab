//! The published JSON Schema. `UPDATE_SCHEMA=1 cargo test -p thresholds-export` writes it anew.

mod common;

use common::sample;
use std::fs;
use std::path::Path;
use thresholds_export::{schema, tables};
use thresholds_model::is_readable;
use thresholds_model::results::Results;

#[test]
fn the_committed_schema_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema/results.schema.json");
    let current = serde_json::to_string_pretty(&schema()).unwrap() + "\n";
    if std::env::var_os("UPDATE_SCHEMA").is_some_and(|v| v == "1") {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &current).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == current,
        "schema/results.schema.json is not that of the types: run UPDATE_SCHEMA=1 cargo test -p thresholds-export"
    );
}

#[test]
fn the_results_of_a_run_are_valid() {
    let validator = jsonschema::draft202012::new(&schema()).unwrap();
    let mut instance = serde_json::to_value(sample()).unwrap();
    let errors: Vec<String> = validator.iter_errors(&instance).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    instance["edition"] = "this year".into();
    assert!(!validator.is_valid(&instance), "a schema that takes anything would prove nothing");
}

/// A run of the first version of the data model, cut to one document and two needs.
const OLD_RUN: &str = include_str!("old_runs/results-1.0.0.json");

#[test]
fn an_old_run_is_read_and_fits_the_schema() {
    let instance: serde_json::Value = serde_json::from_str(OLD_RUN).unwrap();
    let validator = jsonschema::draft202012::new(&schema()).unwrap();
    let errors: Vec<String> = validator.iter_errors(&instance).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let old: Results = serde_json::from_str(OLD_RUN).unwrap();
    assert_eq!(old.schema_version, "1.0.0");
    assert!(is_readable(&old.schema_version) && !is_readable("2.0.0"));
    assert!(!old.cells.is_empty() && old.cells.iter().all(|c| c.actual.is_none() && c.risk.is_none()));
    assert!(old.cells.iter().all(|c| c.confidence.is_none()));
    assert!(old.profiles.is_empty() && old.focus.is_empty());
    for table in tables() {
        assert!(table.filled(&old).csv().is_ok(), "{}", table.file);
    }
}
