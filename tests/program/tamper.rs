//! A run or a corpus that somebody has changed: `verify` says what, where, and how.

use crate::paper::{Level, pdf};
use crate::support::{Said, files, folder, run, thresholds};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const AREAS: &[u8] = b"gss_code,name\nY01,Ashmere\n";

/// A document; `shift` moves its needs down by a line.
fn document(need: &str, shift: bool) -> Vec<u8> {
    let mut needs = vec![need, "Goes missing from home"];
    if shift {
        needs.insert(0, "Children and families");
    }
    pdf(
        &["Ashmere Safeguarding Children Partnership", "Threshold Document", "March 2023"],
        &[
            Level { heading: "Level 1: Universal", needs: vec!["Children who are well and happy"] },
            Level { heading: "Level 2: Early Help", needs: vec!["Low self-esteem"] },
            Level { heading: "Level 3: Targeted Early Help", needs },
            Level { heading: "Level 4: Statutory", needs: vec!["Physical abuse by a parent"] },
        ],
    )
}

struct Made {
    corpus: TempDir,
    run: PathBuf,
}

impl Made {
    fn new() -> Self {
        let corpus =
            folder(&[("areas.csv", AREAS), ("ashmere.pdf", &document("Self-harm by cutting", false))]);
        let output = corpus.path().join("run");
        let said = run(corpus.path(), &output, &["--quiet"]);
        assert_eq!(said.code, 0, "{}", said.err);
        Self { run: output, corpus }
    }

    fn verify(&self) -> Said {
        thresholds(&["verify", self.run.to_str().unwrap(), self.corpus.path().to_str().unwrap()])
    }

    /// Replaces words in a file of the run.
    fn edit(&self, file: &str, old: &str, new: &str) {
        let path = self.run.join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(old), "{file} has no {old}");
        fs::write(path, text.replacen(old, new, 1)).unwrap();
    }

    fn put(&self, bytes: &[u8]) {
        fs::write(self.corpus.path().join("ashmere.pdf"), bytes).unwrap();
    }
}

fn says(said: &Said, all: &[&str]) {
    assert_eq!(said.code, 1, "{}{}", said.out, said.err);
    for words in all {
        assert!(said.out.contains(words), "{words:?} is not said: {}", said.out);
    }
}

#[test]
fn an_untouched_run_is_confirmed() {
    let said = Made::new().verify();
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    assert_eq!(said.out, "4 quote(s) confirmed, 0 in doubt; files as they were written\n");
}

#[test]
fn other_bytes_under_the_same_name_that_say_the_same() {
    let made = Made::new();
    let mut bytes = document("Self-harm by cutting", false);
    bytes.extend(b"% one more line\n");
    made.put(&bytes);
    let said = made.verify();
    says(
        &said,
        &["ashmere.pdf: the file has other bytes: expected SHA-256 ", "4 quote(s) confirmed, 1 in doubt"],
    );
}

#[test]
fn a_document_in_which_words_were_changed() {
    let made = Made::new();
    made.put(&document("Running away by night", false));
    says(
        &made.verify(),
        &[
            "the file has other bytes",
            "page 2: Self-harm, cutting not in the box of \"Self-harm by cutting\"",
            "3 quote(s) confirmed",
        ],
    );
}

#[test]
fn a_document_in_which_text_was_moved() {
    let made = Made::new();
    made.put(&document("Self-harm by cutting", true));
    says(
        &made.verify(),
        &[
            "the file has other bytes",
            "not in the box of \"Self-harm by cutting\"",
            "not in the box of \"Goes missing from home\"",
        ],
    );
}

#[test]
fn a_document_that_is_no_pdf_any_more_or_gone() {
    let made = Made::new();
    made.put(b"<html>404</html>");
    says(&made.verify(), &["the file has other bytes", "none of its quotes can be looked up", "HTML"]);
    fs::rename(made.corpus.path().join("ashmere.pdf"), made.corpus.path().join("b.pdf")).unwrap();
    says(&made.verify(), &["ashmere.pdf: no file of the corpus has these bytes or this name"]);
}

#[test]
fn a_quote_edited_in_the_table() {
    let made = Made::new();
    made.edit("placements.csv", "Self-harm by cutting", "Severe self-harm");
    says(
        &made.verify(),
        &[
            "placements.csv, row ",
            ", column quote: expected \"Self-harm by cutting\", found \"Severe self-harm\"",
            "1 difference(s)",
        ],
    );
}

#[test]
fn a_page_and_a_box_edited_in_the_table() {
    let made = Made::new();
    let text = fs::read_to_string(made.run.join("placements.csv")).unwrap();
    let row = text.lines().find(|l| l.contains("Self-harm by cutting")).unwrap();
    let fields: Vec<&str> = row.split(',').collect();
    let at = fields.iter().position(|f| f.matches('.').count() == 4).unwrap();
    let moved = row.replacen(&format!(",2,2,{}", fields[at]), ",7,2,1.0 1.0 2.0 2.0", 1);
    assert_ne!(moved, row);
    made.edit("placements.csv", row, &moved);
    says(
        &made.verify(),
        &[
            "column page: expected \"2\", found \"7\"",
            &format!("column box: expected \"{}\", found \"1.0 1.0 2.0 2.0\"", fields[at]),
            "2 difference(s)",
        ],
    );
}

#[test]
fn a_row_removed_and_a_row_added() {
    let made = Made::new();
    let text = fs::read_to_string(made.run.join("placements.csv")).unwrap();
    let row = format!("{}\n", text.lines().find(|l| l.contains("Low self-esteem")).unwrap());
    made.edit("placements.csv", &row, "");
    says(
        &made.verify(),
        &["placements.csv, row ", "expected the row \"Y01, Ashmere, 2023", "found no such row"],
    );
    fs::write(made.run.join("placements.csv"), format!("{text}{row}")).unwrap();
    says(&made.verify(), &["expected no such row, found the row \"Y01, Ashmere, 2023"]);
}

#[test]
fn a_cell_the_report_and_the_lexicon() {
    let made = Made::new();
    made.edit("cells.csv", ",placed,", ",not_mentioned,");
    made.edit("report/index.html", "Ashmere", "Ashmore");
    made.edit("inputs/lexicon/abuse_neglect.toml", "patterns = [", "patterns = [\n  \"moon stones\",");
    says(
        &made.verify(),
        &[
            "cells.csv, row ",
            "column state: expected \"placed\", found \"not_mentioned\"",
            "report/index.html: expected SHA-256 ",
            "inputs/lexicon: expected SHA-256 ",
        ],
    );
}

#[test]
fn a_quote_edited_in_the_results_is_not_on_its_page() {
    let made = Made::new();
    made.edit("results.json", "\"text\": \"Self-harm by cutting\"", "\"text\": \"Self-harm by burning\"");
    says(&made.verify(), &["page 2: burning not in the box of \"Self-harm by burning\""]);
}

#[test]
fn verify_changes_nothing() {
    let made = Made::new();
    let before = files(&made.run);
    assert_eq!(made.verify().code, 0);
    assert_eq!(files(Path::new(&made.run)), before);
}
