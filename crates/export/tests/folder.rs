//! The run folder as a whole.

mod common;

use common::sample;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tempfile::tempdir;
use thresholds_export::{ExportError, RunExtras, Tables, write_run};
use thresholds_model::results::Results;

fn extras() -> RunExtras {
    RunExtras {
        run: serde_json::json!({ "version": "0.1.0" }),
        inputs: vec![("lexicon/self_harm.toml".into(), b"id = \"self_harm\"\n".to_vec())],
        report: vec![("index.html".into(), b"<!doctype html>".to_vec())],
        formats: vec![("parquet/cells.parquet".into(), b"PAR1".to_vec())],
    }
}

/// Every file under a folder with its content.
fn content(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            files.extend(content(&path).into_iter().map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else {
            files.insert(name, fs::read(&path).unwrap());
        }
    }
    files
}

#[test]
fn a_run_leaves_the_promised_files_and_nothing_else() {
    let parent = tempdir().unwrap();
    let dir = parent.path().join("output/2024");
    write_run(&Tables::of(&sample()), &extras(), &dir).unwrap();
    let files = content(&dir);
    let expected = [
        "CAVEATS.txt",
        "README.txt",
        "cells.csv",
        "columns.csv",
        "comparison.csv",
        "comparison_groups.csv",
        "copied.csv",
        "datapackage.json",
        "distribution.csv",
        "documents.csv",
        "focus.csv",
        "inputs/lexicon/self_harm.toml",
        "ledger.csv",
        "matrix.csv",
        "matrix_tiers.csv",
        "mentions.csv",
        "parquet/cells.parquet",
        "passages.jsonl",
        "placements.csv",
        "positions.csv",
        "profiles.csv",
        "report/index.html",
        "results.json",
        "run.json",
        "schemes.csv",
        "sensitivity.csv",
        "similar.csv",
    ];
    assert_eq!(files.keys().collect::<Vec<_>>(), expected);
    assert_eq!(fs::read_dir(parent.path().join("output")).unwrap().count(), 1, "no temporary folder stays");
}

#[test]
fn two_runs_are_byte_identical_and_use_line_feeds() {
    let parent = tempdir().unwrap();
    write_run(&Tables::of(&sample()), &extras(), &parent.path().join("a")).unwrap();
    write_run(&Tables::of(&sample()), &extras(), &parent.path().join("b")).unwrap();
    let files = content(&parent.path().join("a"));
    assert_eq!(files, content(&parent.path().join("b")));
    assert!(files.values().all(|bytes| !bytes.contains(&b'\r') && !bytes.starts_with(b"\xef\xbb\xbf")));
}

#[test]
fn the_json_is_read_back_as_the_same_results() {
    let parent = tempdir().unwrap();
    let dir = parent.path().join("run");
    write_run(&Tables::of(&sample()), &extras(), &dir).unwrap();
    let text = fs::read_to_string(dir.join("results.json")).unwrap();
    assert_eq!(serde_json::from_str::<Results>(&text).unwrap(), sample());
    let passages = fs::read_to_string(dir.join("passages.jsonl")).unwrap();
    let count: usize = sample().documents.iter().map(|d| d.passages.len()).sum();
    assert_eq!(passages.lines().count(), count);
    for line in passages.lines() {
        let passage: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(passage["passage_id"].is_string() && passage["role"] == "needs");
    }
}

#[test]
fn the_readme_names_every_file_and_carries_the_caveats() {
    let text = thresholds_export::readme(&sample());
    let unwrapped = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(sample().caveats.iter().all(|caveat| unwrapped.contains(caveat)));
    assert!(thresholds_export::tables().iter().all(|table| text.contains(table.file)));
    assert!(text.lines().all(|line| line.chars().count() <= 90));
    insta::assert_snapshot!(text.replace(env!("CARGO_PKG_VERSION"), "VERSION"));
}

#[test]
fn a_former_run_and_an_empty_folder_are_replaced() {
    let parent = tempdir().unwrap();
    let dir = parent.path().join("run");
    fs::create_dir(&dir).unwrap();
    write_run(&Tables::of(&sample()), &extras(), &dir).unwrap();
    let without_report = RunExtras { report: Vec::new(), ..extras() };
    write_run(&Tables::of(&sample()), &without_report, &dir).unwrap();
    assert!(!dir.join("report/index.html").exists(), "nothing of the former run stays");
}

#[test]
fn a_folder_with_anything_else_is_left_as_it_was() {
    let parent = tempdir().unwrap();
    let dir = parent.path().join("run");
    for strangers in [&["notes.txt"][..], &[".git"], &["results.json", "thesis.docx"], &["matrix.csv"]] {
        fs::create_dir(&dir).unwrap();
        for stranger in strangers {
            fs::write(dir.join(stranger), "mine").unwrap();
        }
        let before = content(&dir);
        let error = write_run(&Tables::of(&sample()), &extras(), &dir).unwrap_err();
        assert!(error.to_string().contains(strangers.last().unwrap()), "{error}");
        assert_eq!(content(&dir), before);
        fs::remove_dir_all(&dir).unwrap();
    }
}

#[test]
fn a_file_in_the_place_of_the_folder_is_left_as_it_was() {
    let parent = tempdir().unwrap();
    let path = parent.path().join("run");
    fs::write(&path, "mine").unwrap();
    let error = write_run(&Tables::of(&sample()), &extras(), &path).unwrap_err();
    assert!(matches!(error, ExportError::OutputIsAFile(_)));
    assert_eq!(fs::read(&path).unwrap(), b"mine");
}

#[test]
fn a_failure_half_way_leaves_the_former_run_and_no_remains() {
    let parent = tempdir().unwrap();
    let dir = parent.path().join("run");
    write_run(&Tables::of(&sample()), &extras(), &dir).unwrap();
    let before = content(parent.path());
    for path in ["../escape.html", "/etc/escape.html", "", "a/../../escape.html"] {
        let bad = RunExtras { report: vec![(path.into(), Vec::new())], ..extras() };
        let error = write_run(&Tables::of(&sample()), &bad, &dir).unwrap_err();
        assert!(matches!(error, ExportError::PathOutside(_)), "{path}: {error}");
        assert_eq!(content(parent.path()), before);
    }
}
