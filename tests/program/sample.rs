//! The main job on the sample corpus.

use crate::support::{files, results, root, rows, run, sample_corpus, sample_pdf, sample_run, thresholds};
use std::collections::BTreeSet;

/// The files that a run leaves; names are a contract.
const FILES: [&str; 30] = [
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
    "ledger.csv",
    "matrix.csv",
    "matrix_tiers.csv",
    "mentions.csv",
    "parquet/cells.parquet",
    "parquet/comparison.parquet",
    "parquet/mentions.parquet",
    "parquet/placements.parquet",
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
    "thresholds.xlsx",
];

#[test]
fn all_files_are_there() {
    let written = files(sample_run());
    for name in FILES {
        assert!(written.get(name).is_some_and(|b| !b.is_empty()), "{name}");
    }
    for name in ["inputs/manifest.csv", "inputs/areas.csv", "inputs/lexicon/classes.toml"] {
        assert!(written.contains_key(name), "{name}");
    }
}

#[test]
fn the_report_is_small_enough_to_send() {
    let written = files(sample_run());
    let report = written.iter().filter(|(path, _)| path.starts_with("report/"));
    let bytes: usize = report.map(|(_, bytes)| bytes.len()).sum();
    println!("report of the sample: {bytes} bytes");
    assert!(bytes < 3_000_000, "{bytes}");
}

#[test]
fn the_columns_of_placements_are_the_contract() {
    let head = std::fs::read_to_string(sample_run().join("placements.csv")).unwrap();
    let head: Vec<&str> = head.lines().next().unwrap().split(',').collect();
    let contract = "area_code,area_name,year,edition,in_matrix,document_path,document_sha256,indicator,domain,\
                    level_ordinal,level_label,spans,tier_low,tier_high,certainty,severity,subject,how,page,page_end,\
                    box,quote,context,matched_text,pattern_id,jurisdiction,regime,passage_id";
    assert_eq!(head[..28], contract.split(',').collect::<Vec<_>>());
}

#[test]
fn results_fit_the_published_schema() {
    let schema: serde_json::Value =
        serde_json::from_slice(&std::fs::read(root().join("schema/results.schema.json")).unwrap()).unwrap();
    assert_eq!(thresholds(&["schema"]).out.trim(), format!("{schema:#}"), "schema/ is not current");
    let value: serde_json::Value =
        serde_json::from_slice(&std::fs::read(sample_run().join("results.json")).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(&value).take(5).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn every_file_has_one_ledger_row() {
    let ledger = rows(&sample_run().join("ledger.csv"));
    let paths: BTreeSet<&str> = ledger.iter().map(|r| r["path"].as_str()).collect();
    assert_eq!((ledger.len(), paths.len()), (8, 8));
    assert!(ledger.iter().all(|r| r["outcome"] == "read" && r["used"] == "yes" && !r["reason"].is_empty()));
}

#[test]
fn every_placement_has_a_page_a_box_a_quote_and_a_reason_for_its_level() {
    let results = results(sample_run());
    let placements = rows(&sample_run().join("placements.csv"));
    assert!(placements.len() > 500, "{}", placements.len());
    for row in &placements {
        for column in ["area_code", "document_sha256", "box", "quote", "how", "matched_text", "passage_id"] {
            assert!(!row[column].is_empty(), "{column} of {row:?}");
        }
        let document =
            results.documents.iter().find(|d| d.document.sha256 == row["document_sha256"]).unwrap();
        let page: usize = row["page"].parse().unwrap();
        assert!((1..=document.document.pages.len()).contains(&page), "{row:?}");
    }
}

#[test]
fn the_ladders_of_the_sample_are_found() {
    let results = results(sample_run());
    let ladder = |path: &str| -> Vec<String> {
        let found = results.documents.iter().find(|d| d.document.path().contains(path)).unwrap();
        found.scheme.levels.iter().map(|l| l.label.clone()).collect()
    };
    assert_eq!(ladder("Kingsmarsh").len(), 5);
    assert_eq!(ladder("Caldmere").len(), 5);
    for other in ["wexbridge", "eastvale", "download", "Ironvale", "thamesgate", "NSCP"] {
        assert_eq!(ladder(other).len(), 4, "{other}: {:?}", ladder(other));
    }
    for document in &results.documents {
        for pair in document.scheme.levels.windows(2) {
            assert!(
                pair[0].tiers.low <= pair[1].tiers.low && pair[0].tiers.high <= pair[1].tiers.high,
                "intervals rise along the ladder of {}",
                document.document.path()
            );
        }
    }
}

/// A floor well below what is measured: it catches a stage that breaks, and is not a goal.
#[test]
fn agreement_with_the_hand_coding_stays_above_the_floor() {
    let gold = sample_corpus().join("gold.csv");
    let said =
        thresholds(&["score", sample_run().to_str().unwrap(), "--gold", gold.to_str().unwrap(), "--json"]);
    let score: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let f1 = score.pointer("/overall/placements/f1").and_then(serde_json::Value::as_f64).unwrap();
    assert!(f1 > 0.88, "{f1}");
}

#[test]
fn the_same_input_gives_the_same_bytes_on_any_number_of_jobs() {
    let dir = tempfile::tempdir().unwrap();
    let expected = files(sample_run());
    for jobs in ["1", "2"] {
        let output = dir.path().join(jobs);
        assert_eq!(run(&sample_corpus(), &output, &["--jobs", jobs, "--quiet", "--no-cache"]).code, 0);
        let got = files(&output);
        let differ: Vec<&String> = expected
            .keys()
            .chain(got.keys())
            .filter(|name| *name != "run.json" && expected.get(*name) != got.get(*name))
            .collect();
        assert!(differ.is_empty(), "{jobs} job(s): {differ:?}");
    }
}

#[test]
fn a_folder_of_pdfs_alone_is_enough() {
    // The built-in register has no such area: the document is read, and says so.
    let corpus =
        crate::support::folder(&[("a.pdf", &sample_pdf("eastvale-threshold-guidance-2020-web.pdf"))]);
    let output = corpus.path().join("out");
    let said = run(corpus.path(), &output, &[]);
    assert_eq!(said.code, 3, "{}", said.err);
    let ledger = rows(&output.join("ledger.csv"));
    assert_eq!((ledger[0]["outcome"].as_str(), ledger[0]["used"].as_str()), ("read", "area_unsure"));
    let placements = rows(&output.join("placements.csv"));
    assert!(placements.len() > 30);
    assert!(placements.iter().all(|r| r["area_code"].is_empty() && r["in_matrix"] == "false"));
}

#[test]
fn a_second_run_opens_no_pdf_and_writes_the_same() {
    let dir = tempfile::tempdir().unwrap();
    let cache = dir.path().join("cache");
    let with = ["--quiet", "--cache", cache.to_str().unwrap()];
    let (first, second) = (dir.path().join("first"), dir.path().join("second"));
    assert_eq!(run(&sample_corpus(), &first, &with).code, 0);
    assert_eq!(run(&sample_corpus(), &second, &with).code, 0);
    let counted = |run: &std::path::Path| -> [Option<u64>; 2] {
        let json: serde_json::Value =
            serde_json::from_slice(&std::fs::read(run.join("run.json")).unwrap()).unwrap();
        ["readings_kept", "pdfs_opened"].map(|key| json[key].as_u64())
    };
    assert_eq!((counted(&first), counted(&second)), ([Some(0), Some(8)], [Some(8), Some(0)]));
    let (a, b) = (files(&first), files(&second));
    assert!(a.iter().filter(|(name, _)| *name != "run.json").all(|(name, bytes)| b.get(name) == Some(bytes)));
    // A damaged cache is no cache.
    for bytes in files(&cache).keys() {
        std::fs::write(cache.join(bytes), b"{").unwrap();
    }
    let third = dir.path().join("third");
    assert_eq!(run(&sample_corpus(), &third, &with).code, 0);
    assert_eq!(counted(&third), [Some(0), Some(8)]);
}

/// The count is the program's own word; here nobody has to believe it.
#[test]
fn a_second_run_tells_what_was_kept_and_not_what_the_pdf_says() {
    let dir = tempfile::tempdir().unwrap();
    let cache = dir.path().join("cache");
    let corpus = crate::support::folder(&[
        ("a.pdf", &sample_pdf("eastvale-threshold-guidance-2020-web.pdf")),
        ("page.pdf", b"<html>404</html>"),
    ]);
    let with = ["--quiet", "--cache", cache.to_str().unwrap()];
    assert_eq!(run(corpus.path(), &dir.path().join("first"), &with).code, 3);
    assert_eq!(files(&cache).len(), 2, "what cannot be read is kept as well");
    for (name, bytes) in files(&cache) {
        let text = String::from_utf8(bytes).unwrap();
        std::fs::write(cache.join(name), text.replace("child", "dragon").replace("HTML", "FABLE")).unwrap();
    }
    let second = dir.path().join("second");
    assert_eq!(run(corpus.path(), &second, &with).code, 3);
    let passages = std::fs::read_to_string(second.join("passages.jsonl")).unwrap();
    assert!(passages.contains("dragon"));
    let ledger = rows(&second.join("ledger.csv"));
    assert!(ledger.iter().any(|r| r["reason"].contains("FABLE")), "{ledger:?}");
}
