//! Changes and causes, on runs built by hand.

use std::collections::BTreeSet;
use thresholds_areas::Register;
use thresholds_diff::model::{Cause, Change, Kind, Relation};
use thresholds_diff::{Again, Diff, Input, RunFacts, csv, diff, summary};
use thresholds_model::document::{Outcome, Used};
use thresholds_model::results::{DocumentResult, Results};
use thresholds_specimen::{Specimen, area, results};

const LADDER: [(&str, u8, u8); 4] =
    [("Level 1", 0, 0), ("Level 2 - Early Help", 1, 1), ("Level 3 - Targeted", 2, 2), ("Level 4", 3, 5)];
const NEEDS: [&str; 3] = ["self_harm", "neglect", "truancy"];

fn document(path: &str) -> Specimen {
    Specimen::new(path).of(&["X1"]).year(2024).ladder(&LADDER)
}

fn run(edition: i32, documents: Vec<DocumentResult>) -> Results {
    let mut run = results(edition, &[area("X1", "Saltwick")], &NEEDS, documents);
    run.cells = thresholds_matrix::cells(edition, &run.areas, &run.indicators, &run.documents);
    run
}

fn facts(edition: i32, program: &str, lexicon: &str) -> RunFacts {
    RunFacts {
        edition,
        program: Some(program.into()),
        lexicon: Some(lexicon.into()),
        settings: Some("as ever".into()),
    }
}

fn compared(old: &Results, new: &Results, facts: [&RunFacts; 2], again: Option<Again<'_>>) -> Diff {
    let register = Register::from_csv("areas.csv", "gss_code,name\nX1,Saltwick\n").unwrap();
    let [old_facts, new_facts] = facts;
    diff(Input { results: old, facts: old_facts }, Input { results: new, facts: new_facts }, &register, again)
}

/// Two runs by one program and one lexicon.
fn alike(old: Vec<DocumentResult>, new: Vec<DocumentResult>) -> Vec<Change> {
    let (old, new) = (run(2024, old), run(2025, new));
    compared(&old, &new, [&facts(2024, "1", "a"), &facts(2025, "1", "a")], None).changes
}

fn kinds(changes: &[Change]) -> Vec<(&str, Kind)> {
    changes.iter().map(|c| (c.indicator.as_str(), c.kind)).collect()
}

#[test]
fn a_level_on_another_ladder_moved_for_certain_only_where_intervals_share_no_step() {
    let five = |low, high| {
        let levels =
            [("Everybody", 0, 0), ("Some", 1, 1), ("More", low, high), ("Most", 3, 4), ("All", 5, 5)];
        Specimen::new("new.pdf")
            .of(&["X1"])
            .year(2025)
            .ladder(&levels)
            .states("neglect", &[3], "Neglect")
            .build()
    };
    let old = || vec![document("old.pdf").states("neglect", &[2], "Neglect").build()];
    let movement = |low, high| {
        let changes = alike(old(), vec![five(low, high)]);
        changes.first().map(|c| (c.kind, c.movement.map(|m| m.certain)))
    };
    assert_eq!(movement(2, 2), Some((Kind::MovedUp, Some(true))));
    assert_eq!(movement(1, 2), Some((Kind::MovedUp, Some(false))));
    assert_eq!(movement(0, 2), Some((Kind::LevelUnclear, Some(false))));
    assert_eq!(movement(0, 0), Some((Kind::MovedDown, Some(true))));
    // The ordinal went from 2 to 3, which says nothing: on the common scale nothing moved.
    assert_eq!(movement(1, 1), None);
}

#[test]
fn the_highest_level_moves_where_the_lowest_stands() {
    let old = vec![document("old.pdf").states("neglect", &[2], "Neglect").build()];
    let new = vec![
        document("new.pdf")
            .states("neglect", &[2], "Neglect")
            .states("neglect", &[4], "Severe neglect")
            .build(),
    ];
    let changes = alike(old, new);
    assert_eq!(kinds(&changes), [("neglect", Kind::MovedUp)]);
    assert_eq!(changes[0].comparisons.len(), 1);
}

#[test]
fn silence_is_not_a_failure_to_read_and_no_document_is_neither() {
    let placed = || vec![document("old.pdf").states("neglect", &[2], "Neglect").build()];
    let silent = || vec![document("new.pdf").build()];
    let locked = || vec![document("new.pdf").outcome(Outcome::Encrypted).used(Used::NotRead).build()];
    let of_neglect = |changes: Vec<Change>| changes.iter().find(|c| c.indicator == "neglect").map(|c| c.kind);
    assert_eq!(of_neglect(alike(placed(), silent())), Some(Kind::Removed));
    assert_eq!(of_neglect(alike(placed(), locked())), Some(Kind::NewlyUnreadable));
    assert_eq!(of_neglect(alike(placed(), vec![])), Some(Kind::NoLongerDocumented));
    assert_eq!(of_neglect(alike(locked(), placed())), Some(Kind::NewlyReadable));
    assert_eq!(of_neglect(alike(vec![], placed())), Some(Kind::NewlyDocumented));
    assert_eq!(of_neglect(alike(silent(), placed())), Some(Kind::Added));
    assert_eq!(of_neglect(alike(silent(), silent())), None);
}

#[test]
fn the_only_thing_that_differs_is_the_cause() {
    let old = || run(2024, vec![document("a.pdf").states("neglect", &[2], "Neglect").build()]);
    let new = || run(2024, vec![document("a.pdf").states("neglect", &[3], "Neglect").build()]);
    let cause = |a: &RunFacts, b: &RunFacts| compared(&old(), &new(), [a, b], None).changes[0].causes.clone();
    let base = facts(2024, "1", "a");
    assert_eq!(cause(&base, &facts(2024, "1", "b")), [Cause::Lexicon]);
    assert_eq!(cause(&base, &facts(2024, "2", "a")), [Cause::Program]);
    let crosswalk = RunFacts { settings: Some("a crosswalk".into()), ..base.clone() };
    assert_eq!(cause(&base, &crosswalk), [Cause::Settings]);
    // Two things, nothing, or a run that does not say: nobody guesses.
    assert_eq!(cause(&base, &facts(2024, "2", "b")), [Cause::Unknown]);
    assert_eq!(cause(&base, &base), [Cause::Unknown]);
    let silent = RunFacts { program: None, ..facts(2024, "1", "b") };
    assert_eq!(cause(&base, &silent), [Cause::Unknown]);
}

/// Old run, new program with the old lexicon, with the new lexicon, new run: the level of
/// `neglect` in each.
fn by_steps(levels: [u8; 4]) -> Vec<Cause> {
    let at = |path: &str, level| vec![document(path).states("neglect", &[level], "Neglect").build()];
    let [old, program, lexicon, new] = levels;
    let (old, program, lexicon) = (at("a.pdf", old), at("a.pdf", program), at("a.pdf", lexicon));
    let (old, program, lexicon) = (run(2024, old), run(2024, program), run(2024, lexicon));
    let new = run(2025, at("b.pdf", new));
    let missing = BTreeSet::new();
    let again = Again { old_lexicon: &program, new_lexicon: &lexicon, missing: &missing };
    let facts = [&facts(2024, "1", "a"), &facts(2025, "2", "b")];
    compared(&old, &new, facts, Some(again)).changes.first().map(|c| c.causes.clone()).unwrap_or_default()
}

#[test]
fn with_the_old_documents_run_again_each_has_its_part() {
    assert_eq!(by_steps([2, 3, 3, 3]), [Cause::Program]);
    assert_eq!(by_steps([2, 2, 3, 3]), [Cause::Lexicon]);
    assert_eq!(by_steps([2, 2, 2, 3]), [Cause::Document]);
    assert_eq!(by_steps([2, 3, 3, 4]), [Cause::Document, Cause::Program]);
    assert_eq!(by_steps([2, 3, 2, 2]), []);
}

#[test]
fn a_need_that_only_one_lexicon_has_is_put_down_to_it() {
    let mut old = run(2024, vec![document("a.pdf").build()]);
    old.indicators.retain(|i| i.id != "neglect");
    old.cells.retain(|c| c.indicator != "neglect");
    let new = run(2025, vec![document("b.pdf").states("neglect", &[2], "Neglect").build()]);
    let facts = [&facts(2024, "1", "a"), &facts(2025, "2", "b")];
    let added = compared(&old, &new, facts, None).changes;
    assert_eq!(
        (kinds(&added), &added[0].causes[..]),
        (vec![("neglect", Kind::Added)], &[Cause::Lexicon][..])
    );
    let lost = compared(&new, &old, facts, None).changes;
    assert_eq!(
        (kinds(&lost), &lost[0].causes[..]),
        (vec![("neglect", Kind::Removed)], &[Cause::Lexicon][..])
    );
}

#[test]
fn divided_and_unfollowed_areas_have_their_pairs() {
    let table = "gss_code,name,valid_from,valid_to,successor_gss_codes\n\
                 X1,Saltwick,2009-01-01,2024-12-31,X2|X3\nX2,East Saltwick,2025-01-01,,\nX3,West Saltwick,2025-01-01,,\n";
    let register = Register::from_csv("areas.csv", table).unwrap();
    let old = run(2024, vec![document("a.pdf").states("neglect", &[2], "Neglect").build()]);
    let mut new =
        results(2025, &[area("X2", "East"), area("X3", "West"), area("X9", "Elsewhere")], &NEEDS, vec![]);
    new.cells = thresholds_matrix::cells(2025, &new.areas, &new.indicators, &new.documents);
    let facts = facts(2024, "1", "a");
    let found =
        diff(Input { results: &old, facts: &facts }, Input { results: &new, facts: &facts }, &register, None);
    let pairs: Vec<_> = found
        .areas
        .iter()
        .map(|a| {
            (a.old.as_ref().map(|n| n.code.as_str()), a.new.as_ref().map(|n| n.code.as_str()), a.relation)
        })
        .collect();
    assert_eq!(
        pairs,
        [
            (Some("X1"), Some("X2"), Relation::Successor),
            (Some("X1"), Some("X3"), Relation::Successor),
            (None, Some("X9"), Relation::OnlyNew),
        ]
    );
}

#[test]
fn the_table_has_a_row_for_each_change_and_the_summary_tells_them() {
    let old = run(2024, vec![document("a.pdf").states("neglect", &[2], "Some neglect of the child").build()]);
    let new = run(2025, vec![document("b.pdf").states("neglect", &[3], "Neglect of the child").build()]);
    let found = compared(&old, &new, [&facts(2024, "1", "a"), &facts(2025, "1", "a")], None);
    let table = String::from_utf8(csv(&found).unwrap()).unwrap();
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(
        lines[0].starts_with("area_code_old,area_name_old,area_code_new,area_name_new,relation,indicator,")
    );
    assert!(
        lines[1]
            .starts_with("X1,Saltwick,X1,Saltwick,same,neglect,sample,moved_up,entry,ladder,true,document,")
    );
    let told = summary(&found);
    assert!(told.contains("1 moved up") && told.contains("causes    1 document"), "{told}");
    assert!(told.contains("Level 2 - Early Help -> Level 3 - Targeted"), "{told}");
}
