//! Which documents count in which edition.

use thresholds_areas::Register;
use thresholds_corpus::{Candidate, Choice, Facts, Manifest, Status, edition, select, source_uses};
use thresholds_model::document::{DateSource, DocumentDate, DocumentKind, Identity, Outcome, Source, Used};
use thresholds_model::scheme::Jurisdiction;

fn facts(areas: &[&str], year: i32, title: &str) -> Facts {
    let date =
        DocumentDate { year, month: None, day: None, source: DateSource::TitlePage, text: String::new() };
    Facts {
        identity: Identity { areas: areas.iter().map(|a| (*a).to_owned()).collect(), ..Identity::default() },
        date: Some(date).filter(|d| d.year > 0),
        title: Some(title.to_owned()),
        ..Facts::default()
    }
}

fn choose(documents: &[(&str, Facts)], edition: i32) -> Vec<Choice> {
    let candidates: Vec<Candidate<'_>> = documents
        .iter()
        .map(|(path, facts)| Candidate {
            path,
            outcome: Outcome::Read,
            facts,
            jurisdiction: Jurisdiction::England,
        })
        .collect();
    select(&candidates, edition, &Register::built_in())
}

fn used(documents: &[(&str, Facts)], edition: i32) -> Vec<String> {
    choose(documents, edition).into_iter().map(|c| c.used.code()).collect()
}

const MEDWAY: &str = "E06000035";
const DERBY: &str = "E06000015";
const DERBYSHIRE: &str = "E10000007";

#[test]
fn the_newest_document_of_an_edition_counts() {
    let documents = [
        ("a.pdf", facts(&[MEDWAY], 2018, "Threshold criteria")),
        ("b.pdf", facts(&[MEDWAY], 2021, "Threshold criteria v2")),
        ("c.pdf", facts(&[MEDWAY], 2024, "Right help")),
    ];
    assert_eq!(used(&documents, 2024), ["superseded", "superseded", "yes"]);
    assert_eq!(used(&documents, 2022), ["superseded", "yes", "superseded"]);
    assert_eq!(used(&documents, 2018), ["yes", "superseded", "superseded"]);
    assert_eq!(used(&documents, 2026), ["superseded", "superseded", "yes"]);
    let reasons: Vec<String> = choose(&documents, 2022).into_iter().map(|c| c.reason).collect();
    assert_eq!(reasons[0], "replaced by b.pdf of 2021");
    assert!(reasons[2].contains("later than edition 2022"));
}

#[test]
fn an_old_document_that_still_stands_counts() {
    assert_eq!(used(&[("a.pdf", facts(&[MEDWAY], 2018, "Threshold criteria"))], 2026), ["yes"]);
}

#[test]
fn parts_of_one_work_count_together() {
    let mut one = facts(&[MEDWAY], 2024, "Threshold guide part 1: prose");
    one.part = Some(1);
    let mut two = facts(&[MEDWAY], 2024, "Threshold guide part 2: matrix");
    two.part = Some(2);
    let choices = choose(&[("b.pdf", two), ("a.pdf", one)], 2024);
    assert!(choices.iter().all(|c| c.used == Used::Yes));
    assert_eq!(choices.iter().map(|c| c.primary).collect::<Vec<_>>(), [false, true]);
    let titles =
        [("a.pdf", facts(&[MEDWAY], 2024, "Guide")), ("b.pdf", facts(&[MEDWAY], 2024, "Matrix of need"))];
    assert_eq!(used(&titles, 2024), ["yes", "yes"]);
}

#[test]
fn drafts_unsure_ones_and_other_kinds_are_set_aside() {
    let mut draft = facts(&[MEDWAY], 2024, "Draft thresholds");
    draft.draft = Some("Draft".into());
    let agreed = Facts { status: Some(Status::InForce), ..draft.clone() };
    let by_hand = Facts { status: Some(Status::Draft), ..facts(&[MEDWAY], 2024, "Thresholds") };
    let old = facts(&[MEDWAY], 2019, "Thresholds");
    let policy = Facts { kind: DocumentKind::SchoolPolicy, ..facts(&[MEDWAY], 2024, "Policy") };
    assert_eq!(
        used(&[("d.pdf", draft), ("o.pdf", old.clone()), ("p.pdf", policy)], 2024),
        ["draft", "yes", "not_a_threshold_document"]
    );
    assert_eq!(used(&[("d.pdf", agreed), ("o.pdf", old)], 2024), ["yes", "superseded"]);
    assert_eq!(used(&[("d.pdf", by_hand)], 2024), ["draft"]);
    assert_eq!(used(&[("u.pdf", facts(&[], 2024, "Thresholds"))], 2024), ["area_unsure"]);
    assert_eq!(used(&[("u.pdf", facts(&[MEDWAY], 0, "Thresholds"))], 2024), ["year_unsure"]);
}

#[test]
fn unread_and_foreign_documents_do_not_count() {
    let own = facts(&[MEDWAY], 2024, "Thresholds");
    let candidate = |outcome, jurisdiction| Candidate { path: "a.pdf", outcome, facts: &own, jurisdiction };
    let register = Register::built_in();
    let of = |c| select(&[c], 2024, &register)[0].used.clone();
    assert_eq!(of(candidate(Outcome::NoText, Jurisdiction::England)), Used::NotRead);
    assert_eq!(of(candidate(Outcome::PartlyRead, Jurisdiction::England)), Used::Yes);
    assert_eq!(of(candidate(Outcome::Read, Jurisdiction::Wales)), Used::OtherJurisdiction);
}

#[test]
fn a_joint_document_may_be_replaced_for_one_member_only() {
    let documents = [
        ("joint.pdf", facts(&[DERBY, DERBYSHIRE], 2019, "Thresholds")),
        ("derby.pdf", facts(&[DERBY], 2023, "Thresholds")),
    ];
    let choices = choose(&documents, 2024);
    assert_eq!(choices[0].areas, [DERBYSHIRE]);
    assert_eq!(choices[1].areas, [DERBY]);
    assert!(choices.iter().all(|c| c.used == Used::Yes));
}

#[test]
fn a_council_with_a_new_code_keeps_its_document() {
    let documents = [
        ("old.pdf", facts(&["E08000019"], 2019, "Thresholds")),
        ("new.pdf", facts(&["E08000039"], 2025, "Thresholds")),
    ];
    assert_eq!(choose(&documents[..1], 2026)[0].areas, ["E08000039"]);
    assert_eq!(used(&documents, 2026), ["superseded", "yes"]);
}

#[test]
fn the_document_of_a_council_that_ended_is_not_guessed_upon_its_successors() {
    let cumbria = ("c.pdf", facts(&["E10000006"], 2019, "Thresholds"));
    assert_eq!(used(std::slice::from_ref(&cumbria), 2021), ["yes"]);
    let after = &choose(std::slice::from_ref(&cumbria), 2026)[0];
    assert_eq!(after.used, Used::AreaUnsure);
    assert!(after.reason.contains("E06000063, E06000064"), "{}", after.reason);
    let own = [
        cumbria,
        ("a.pdf", facts(&["E06000063"], 2025, "Thresholds")),
        ("b.pdf", facts(&["E06000064"], 2025, "Thresholds")),
    ];
    assert_eq!(used(&own, 2026), ["superseded", "yes", "yes"]);
}

#[test]
fn what_is_superseded_now_was_in_force_before() {
    let old = Facts { status: Some(Status::Superseded), ..facts(&[MEDWAY], 2020, "Thresholds") };
    let new = facts(&[MEDWAY], 2024, "Thresholds");
    let documents = [("old.pdf", old), ("new.pdf", new)];
    assert_eq!(used(&documents, 2022), ["yes", "superseded"]);
    assert_eq!(used(&documents, 2024), ["superseded", "yes"]);
    assert_eq!(used(&documents[..1], 2024), ["superseded"]);
}

#[test]
fn the_edition_is_asked_for_or_the_newest_year() {
    let register = Register::built_in();
    let manifest = Manifest::parse("m.csv", "path,year\na.pdf,2020\nb.pdf,2022\n", &register).unwrap();
    assert_eq!(edition(Some(2019), Some(&manifest), [2024].into_iter()), Some(2019));
    assert_eq!(edition(None, Some(&manifest), [2024].into_iter()), Some(2022));
    assert_eq!(edition(None, None, [2018, 2024].into_iter()), Some(2024));
    assert_eq!(edition(None, None, std::iter::empty()), None);
}

#[test]
fn the_same_bytes_are_a_duplicate_unless_another_area_publishes_them() {
    let source = |path: &str| Source { path: path.to_owned(), ..Source::default() };
    let sources = [source("a.pdf"), source("b.pdf"), source("c.pdf"), source("d.pdf")];
    let text = format!("path,area_codes\na.pdf,{DERBY}\nb.pdf,{DERBY}\nc.pdf,{DERBYSHIRE}\n");
    let manifest = Manifest::parse("m.csv", &text, &Register::built_in()).unwrap();
    let uses = source_uses(&sources, Some(&manifest), &Used::Yes);
    let duplicate = Used::DuplicateOf("a.pdf".into());
    assert_eq!(uses, [Used::Yes, duplicate.clone(), Used::Yes, duplicate.clone()]);
    assert_eq!(source_uses(&sources[..2], None, &Used::AreaUnsure), [Used::AreaUnsure, duplicate]);
}
