//! Everything that can be wrong with what the program is given: a clear message that
//! says what to do, the right exit status, nothing lost and nothing half written.

use crate::paper::{encrypted, locked};
use crate::support::{Said, files, folder, rows, run, sample_pdf, thresholds};
use std::path::Path;

const GOOD: &str = "Ironvale Levels of Need - July 2020 (v3.1).pdf";

fn run_in(corpus: &Path, more: &[&str]) -> (Said, std::path::PathBuf) {
    let output = corpus.join("out");
    (run(corpus, &output, more), output)
}

#[test]
fn a_missing_folder() {
    let dir = tempfile::tempdir().unwrap();
    let (said, output) = run_in(&dir.path().join("nowhere"), &[]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("does not exist"), "{}", said.err);
    assert!(!output.exists());
}

#[test]
fn an_empty_folder() {
    let dir = tempfile::tempdir().unwrap();
    let (said, output) = run_in(dir.path(), &[]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("holds no PDF"), "{}", said.err);
    assert!(!output.exists());
}

#[test]
fn a_corrupt_lexicon_is_pointed_at_and_nothing_is_run() {
    let corpus = folder(&[("a.pdf", &sample_pdf(GOOD))]);
    let lexicon = tempfile::tempdir().unwrap();
    let folder = lexicon.path().join("mine");
    assert_eq!(thresholds(&["lexicon", "export", folder.to_str().unwrap()]).code, 0);
    let file = folder.join("status_legal.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replacen("patterns = [", "patterns = [\n  \"(never closed\",", 1)).unwrap();
    let (said, output) = run_in(corpus.path(), &["--lexicon", folder.to_str().unwrap()]);
    assert_eq!(said.code, 2);
    let line =
        std::fs::read_to_string(&file).unwrap().lines().position(|l| l.contains("never closed")).unwrap() + 1;
    assert!(said.err.contains(&format!("status_legal.toml:{line}:")), "{}", said.err);
    assert!(!output.exists());
}

#[test]
fn a_lexicon_folder_that_is_not_there() {
    let corpus = folder(&[("a.pdf", &sample_pdf(GOOD))]);
    let (said, _) = run_in(corpus.path(), &["--lexicon", "no/such/folder"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("no/such/folder"), "{}", said.err);
}

#[test]
fn a_manifest_that_names_a_missing_file() {
    let corpus = folder(&[
        ("a.pdf", &sample_pdf(GOOD)),
        ("areas.csv", b"gss_code,name\nX08000001,Ironvale\n"),
        ("manifest.csv", b"path,area_codes,year\na.pdf,X08000001,2020\ngone.pdf,X08000001,2021\n"),
    ]);
    let (said, output) = run_in(corpus.path(), &[]);
    assert_eq!(said.code, 3);
    let ledger = rows(&output.join("ledger.csv"));
    let gone = ledger.iter().find(|r| r["path"] == "gone.pdf").unwrap();
    assert_eq!(gone["outcome"], "missing");
    assert!(gone["reason"].contains("line 3"), "{gone:?}");
    assert!(said.out.contains("gone.pdf"), "{}", said.out);
    assert!(rows(&output.join("cells.csv")).iter().any(|r| r["state"] == "placed"), "the other file is used");
}

#[test]
fn a_manifest_with_a_misspelt_column() {
    let corpus = folder(&[("a.pdf", &sample_pdf(GOOD)), ("manifest.csv", b"path,aera_codes\na.pdf,X\n")]);
    let (said, output) = run_in(corpus.path(), &[]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("manifest.csv") && said.err.contains("aera_codes"), "{}", said.err);
    assert!(!output.exists());
}

#[test]
fn a_manifest_that_names_an_unknown_area_leaves_the_document_unsure() {
    let corpus = folder(&[("a.pdf", &sample_pdf(GOOD)), ("manifest.csv", b"path,area_codes\na.pdf,X99\n")]);
    let (said, output) = run_in(corpus.path(), &[]);
    assert_eq!(said.code, 3);
    assert!(said.out.contains("\"X99\" is not the code of an area"), "{}", said.out);
    assert_eq!(rows(&output.join("ledger.csv"))[0]["used"], "area_unsure");
}

#[test]
fn a_crosswalk_with_a_mistake() {
    let corpus = folder(&[("a.pdf", &sample_pdf(GOOD)), ("crosswalk.toml", b"[[override]]\ndocument = 3\n")]);
    let (said, output) = run_in(corpus.path(), &[]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("crosswalk.toml") && said.err.contains("line 2"), "{}", said.err);
    assert!(!output.exists());
}

#[test]
fn files_that_are_no_pdfs_or_cannot_be_read_have_their_rows_and_the_good_one_is_read() {
    let truncated = sample_pdf(GOOD)[..3000].to_vec();
    let corpus = folder(&[
        ("good.pdf", &sample_pdf(GOOD)),
        ("page.pdf", b"<!DOCTYPE html><html><body>404 Not found</body></html>"),
        ("empty.pdf", b""),
        ("locked.pdf", &locked(&sample_pdf(GOOD))),
        ("cut.pdf", &truncated),
    ]);
    let (said, output) = run_in(corpus.path(), &[]);
    assert_eq!(said.code, 3, "{}{}", said.out, said.err);
    let ledger = rows(&output.join("ledger.csv"));
    let row = |path: &str| ledger.iter().find(|r| r["path"] == path).unwrap();
    assert_eq!(ledger.len(), 5);
    assert_eq!(row("page.pdf")["outcome"], "not_pdf");
    assert!(row("page.pdf")["reason"].contains("HTML"), "{:?}", row("page.pdf"));
    assert_eq!(row("empty.pdf")["outcome"], "not_pdf");
    assert!(row("empty.pdf")["reason"].contains("empty"), "{:?}", row("empty.pdf"));
    assert_eq!(row("locked.pdf")["outcome"], "encrypted");
    assert!(row("locked.pdf")["reason"].contains("password"), "{:?}", row("locked.pdf"));
    assert!(["damaged", "no_text"].contains(&row("cut.pdf")["outcome"].as_str()), "{:?}", row("cut.pdf"));
    assert_eq!(row("good.pdf")["outcome"], "read");
}

#[test]
fn an_empty_password_and_a_damaged_table_are_no_hindrance_and_the_ledger_says_so() {
    let mut rebuilt = sample_pdf(GOOD);
    let at = rebuilt.windows(9).rposition(|w| w == b"startxref").unwrap();
    rebuilt.truncate(at);
    rebuilt.extend(b"startxref\n99999999\n%%EOF");
    let corpus = folder(&[("open.pdf", &encrypted(&sample_pdf(GOOD), "")), ("rebuilt.pdf", &rebuilt)]);
    let (_, output) = run_in(corpus.path(), &["--quiet"]);
    let ledger = rows(&output.join("ledger.csv"));
    assert!(ledger.iter().all(|r| r["outcome"] == "read"), "{ledger:?}");
    assert!(ledger[1]["reason"].contains("cross-reference table was damaged and has been rebuilt"));
    let count =
        |path| rows(&output.join("placements.csv")).iter().filter(|r| r["document_path"] == path).count();
    assert!(count("open.pdf") > 50);
    assert_eq!(count("open.pdf"), count("rebuilt.pdf"));
}

#[test]
fn a_bad_neighbour_does_not_change_what_a_good_file_gives() {
    let alone = folder(&[("good.pdf", &sample_pdf(GOOD))]);
    let beside =
        folder(&[("good.pdf", &sample_pdf(GOOD)), ("bad.pdf", b"%PDF-1.7\ngarbage"), ("worse.pdf", b"")]);
    let (_, one) = run_in(alone.path(), &["--quiet"]);
    let (_, two) = run_in(beside.path(), &["--quiet"]);
    assert_eq!(files(&one)["placements.csv"], files(&two)["placements.csv"]);
}

#[test]
fn a_folder_with_other_things_in_it_is_not_overwritten() {
    let corpus = folder(&[("a.pdf", &sample_pdf(GOOD))]);
    let output = folder(&[("thesis.docx", b"years of work")]);
    let said = run(corpus.path(), output.path(), &[]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("thesis.docx"), "{}", said.err);
    assert_eq!(std::fs::read(output.path().join("thesis.docx")).unwrap(), b"years of work");
    assert_eq!(files(output.path()).len(), 1);
}

#[test]
fn an_earlier_run_is_replaced_whole() {
    let corpus = folder(&[("a.pdf", &sample_pdf(GOOD))]);
    let (_, output) = run_in(corpus.path(), &["--quiet"]);
    let before = files(&output);
    let (said, _) = run_in(corpus.path(), &["--quiet"]);
    assert_eq!(said.code, 3);
    let after = files(&output);
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    assert!(said.out.is_empty() && said.err.is_empty(), "quiet: {}{}", said.out, said.err);
}

#[test]
fn wrong_arguments() {
    assert_eq!(thresholds(&["rnu", "corpus"]).code, 2);
    assert_eq!(thresholds(&["run"]).code, 2);
    assert_eq!(thresholds(&["run", "corpus", "--jobs", "0"]).code, 2);
    assert_eq!(thresholds(&["--help"]).code, 0);
}
