//! The other commands.

use crate::support::{rows, sample_corpus, sample_run, thresholds};

fn path(p: &std::path::Path) -> &str {
    p.to_str().unwrap()
}

#[test]
fn score_prints_a_table_for_people() {
    let gold = sample_corpus().join("gold.csv");
    let said = thresholds(&["score", path(sample_run()), "--gold", path(&gold)]);
    assert_eq!(said.code, 0, "{}", said.err);
    for words in ["precision", "recall", "By document", "By indicator", "coverage"] {
        assert!(said.out.contains(words), "{words}");
    }
}

#[test]
fn score_without_a_run_or_gold_says_what_is_missing() {
    let said = thresholds(&["score", "no/such/run", "--gold", "x.csv"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("results.json"), "{}", said.err);
    let said = thresholds(&["score", path(sample_run()), "--gold", "no-such.csv"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("no-such.csv"), "{}", said.err);
}

#[test]
fn explain_leads_from_a_cell_to_words_page_and_rule() {
    let cells = rows(&sample_run().join("cells.csv"));
    let placed = cells.iter().find(|c| c["state"] == "placed").unwrap();
    let said = thresholds(&["explain", path(sample_run()), &placed["area_code"], &placed["indicator"]]);
    assert_eq!(said.code, 0, "{}", said.err);
    for words in ["places, page", "words:", "level:", "crosswalk:", "searched:"] {
        assert!(said.out.contains(words), "{words} in {}", said.out);
    }
    for inside in ["ColumnHeader", "NamesOnly", "AfterLastLevel", "Unstated"] {
        assert!(!said.out.contains(inside), "{inside} is a name from inside the program: {}", said.out);
    }
}

#[test]
fn explain_of_an_empty_cell_says_what_was_searched() {
    let cells = rows(&sample_run().join("cells.csv"));
    let empty = cells.iter().find(|c| c["state"] == "not_mentioned").unwrap();
    let said = thresholds(&["explain", path(sample_run()), &empty["area_code"], &empty["indicator"]]);
    assert!(said.out.contains("not mentioned") && said.out.contains("no passage names it"), "{}", said.out);
}

#[test]
fn explain_as_json_tells_what_was_searched_and_what_nearly_matched() {
    let cells = rows(&sample_run().join("cells.csv"));
    let empty: Vec<_> = cells.iter().filter(|c| c["state"] == "not_mentioned").take(12).collect();
    for cell in empty {
        let said =
            thresholds(&["explain", path(sample_run()), &cell["area_code"], &cell["indicator"], "--json"]);
        let told: serde_json::Value = serde_json::from_str(&said.out).unwrap();
        let document = &told["documents"][0];
        assert!(document["passages_by_role"]["needs"].as_u64().unwrap() > 0);
        assert!(told["set_aside"].is_array() && document["doubtful_pages"].is_array());
        assert!(document["nearly"].is_array());
    }
}

#[test]
fn explain_of_an_unknown_area_says_so() {
    let said = thresholds(&["explain", path(sample_run()), "Atlantis", "neglect"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("Atlantis"), "{}", said.err);
}

#[test]
fn page_draws_what_was_understood() {
    let pdf = sample_corpus().join("wexbridge-continuum-of-need-oct22.pdf");
    let said = thresholds(&["page", path(&pdf), "3"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.starts_with("<svg") && said.out.contains(">0,1<"), "cells carry row and column");
    let said = thresholds(&["page", path(&pdf), "99"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("has no page 99"), "{}", said.err);
}

#[test]
fn a_draft_manifest_names_every_file_with_area_and_year() {
    let said = thresholds(&["corpus", "manifest", path(&sample_corpus())]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(said.out.lines().count(), 9, "{}", said.out);
    assert!(said.out.starts_with("path,area_codes,year"), "{}", said.out);
}

#[test]
fn verify_confirms_every_quote_of_the_sample() {
    let said = thresholds(&["verify", path(sample_run()), path(&sample_corpus())]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    assert!(said.out.contains(" 0 in doubt"), "{}", said.out);
}

#[test]
fn verify_says_what_is_not_as_it_was() {
    let changed = crate::support::folder(&[("other.pdf", b"%PDF-1.7")]);
    let said = thresholds(&["verify", path(sample_run()), path(changed.path())]);
    assert_eq!(said.code, 1);
    assert!(said.out.contains("no file of the corpus has these bytes"), "{}", said.out);
}

#[test]
fn report_writes_a_single_file_in_an_analysts_own_looks() {
    let dir = tempfile::tempdir().unwrap();
    let (theme, output) = (dir.path().join("theme"), dir.path().join("report"));
    let said = thresholds(&["report", "--export-theme", path(&theme)]);
    assert_eq!(said.code, 0, "{}", said.err);
    std::fs::write(theme.join("method.html"), "<p>Our own method, edition {{ edition }}</p>").unwrap();
    let (run, options) = (path(sample_run()), ["--single-file", "--corpus-link", "https://example.org/pdfs"]);
    let arguments = ["report", run, "--output", path(&output), "--theme", path(&theme)];
    let said = thresholds(&[&arguments[..], &options[..]].concat());
    assert_eq!(said.code, 0, "{}", said.err);
    let page = std::fs::read_to_string(output.join("index.html")).unwrap();
    assert!(page.contains("Our own method, edition 2024") && page.contains("id=\"evidence-0\""));
    assert!(page.contains("\"corpus\":\"https://example.org/pdfs/\""));
    assert!(!output.join("evidence").exists());
}

#[test]
fn report_refuses_two_runs_of_a_year_and_folders_of_other_things() {
    let dir = tempfile::tempdir().unwrap();
    let said =
        thresholds(&["report", path(sample_run()), path(sample_run()), "-o", path(&dir.path().join("r"))]);
    assert_ne!(said.code, 0);
    assert!(said.err.contains("2024"), "{}", said.err);
    std::fs::write(dir.path().join("thesis.docx"), "").unwrap();
    let said = thresholds(&["report", path(sample_run()), "--output", path(dir.path())]);
    assert_ne!(said.code, 0);
    assert!(said.err.contains("thesis.docx") && dir.path().join("thesis.docx").exists(), "{}", said.err);
}
