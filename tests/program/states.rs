//! Areas none of whose documents counts: no cell pretends that something was read, and
//! `explain` names what was set aside and why.

use crate::paper::{Level, locked, pdf};
use crate::support::{folder, rows, run, thresholds};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::OnceLock;
use tempfile::TempDir;

const AREAS: &str = "\
gss_code,name
Y01,Ashmere
Y02,Brackford
Y03,Coldwell
Y04,Dunmarsh
Y05,Elmstow
Y06,Farnley Vale
";

fn document(title_page: &[&str], law: &str) -> Vec<u8> {
    let statutory = format!("Children at risk of harm under the {law}");
    pdf(
        title_page,
        &[
            Level { heading: "Level 1: Universal", needs: vec!["Children who are well and happy"] },
            Level { heading: "Level 2: Early Help", needs: vec!["Low self-esteem"] },
            Level { heading: "Level 3: Targeted Early Help", needs: vec!["Self-harm by cutting"] },
            Level { heading: "Level 4: Statutory", needs: vec!["Physical abuse by a parent", &statutory] },
        ],
    )
}

const ENGLAND: &str = "Children Act 1989";
const WALES: &str = "Well-being (Wales) Act 2014, Wales Safeguarding Procedures";

/// One run of edition 2024.
fn made() -> &'static (TempDir, PathBuf) {
    static RUN: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    RUN.get_or_init(|| {
        let of = |area: &str, title: &str, date: &str, law: &str| {
            document(&[&format!("{area} Safeguarding Children Partnership"), title, date], law)
        };
        let title = "Threshold Document";
        let corpus = folder(&[
            ("areas.csv", AREAS.as_bytes()),
            ("good.pdf", &of("Ashmere", title, "March 2023", ENGLAND)),
            ("welsh.pdf", &of("Brackford", title, "March 2023", WALES)),
            ("later.pdf", &of("Coldwell", title, "March 2025", ENGLAND)),
            ("draft.pdf", &of("Dunmarsh", "Draft Threshold Document", "March 2023", ENGLAND)),
            ("elmstow-thresholds-2023.pdf", &locked(&of("Elmstow", title, "March 2023", ENGLAND))),
        ]);
        let output = corpus.path().join("run");
        let said = run(corpus.path(), &output, &["--quiet", "--edition", "2024"]);
        assert_eq!(said.code, 3, "{}", said.err);
        (corpus, output)
    })
}

fn ledger() -> BTreeMap<String, BTreeMap<String, String>> {
    rows(&made().1.join("ledger.csv")).into_iter().map(|r| (r["path"].clone(), r)).collect()
}

fn states(area: &str) -> Vec<String> {
    let cells = rows(&made().1.join("cells.csv"));
    let mut states: Vec<String> =
        cells.iter().filter(|r| r["area_code"] == area).map(|r| r["state"].clone()).collect();
    states.sort();
    states.dedup();
    states
}

fn explained(area: &str) -> String {
    thresholds(&["explain", made().1.to_str().unwrap(), area, "self_harm"]).out
}

#[test]
fn a_document_of_another_law_is_set_aside_and_named() {
    assert_eq!(ledger()["welsh.pdf"]["used"], "other_jurisdiction");
    assert_eq!(states("Y02"), ["no_document"]);
    let said = explained("Y02");
    assert!(said.contains("welsh.pdf: ") && said.contains("law of Wales"), "{said}");
    let placements = rows(&made().1.join("placements.csv"));
    assert!(
        placements.iter().filter(|r| r["document_path"] == "welsh.pdf").all(|r| r["in_matrix"] == "false")
    );
}

#[test]
fn a_document_later_than_the_edition_says_so() {
    let row = &ledger()["later.pdf"];
    assert_eq!(row["used"], "superseded");
    assert!(row["reason"].contains("later than edition 2024"), "{row:?}");
    assert_eq!(states("Y03"), ["no_document"]);
    assert!(explained("Y03").contains("later than edition 2024"), "{}", explained("Y03"));
}

#[test]
fn a_draft_does_not_count_and_is_named() {
    assert_eq!(ledger()["draft.pdf"]["used"], "draft");
    assert_eq!(states("Y04"), ["no_document"]);
    assert!(explained("Y04").contains("draft.pdf: "), "{}", explained("Y04"));
}

#[test]
fn a_document_that_cannot_be_opened_leaves_its_area_unread_not_undocumented() {
    assert_eq!(ledger()["elmstow-thresholds-2023.pdf"]["outcome"], "encrypted");
    assert_eq!(states("Y05"), ["unreadable"]);
    assert!(explained("Y05").contains("password"), "{}", explained("Y05"));
}

#[test]
fn an_area_without_any_file_has_no_document() {
    assert_eq!(states("Y06"), ["no_document"]);
    assert!(!explained("Y06").contains("do not count"), "{}", explained("Y06"));
    assert!(states("Y01").contains(&"placed".to_owned()));
}
