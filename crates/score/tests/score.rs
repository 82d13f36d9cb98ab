//! A small run against a small gold, worked by hand.

use thresholds_model::placement::WithheldReason;
use thresholds_model::results::Results;
use thresholds_score::{Score, read_gold, score};
use thresholds_specimen::{Specimen, area, results};

fn run() -> Results {
    let ladder = [("Level 1", 0, 0), ("Level 2", 1, 2), ("Level 3", 2, 3), ("Level 4", 4, 5)];
    let guide = Specimen::new("guides/Harrowmere guide to levels of need, final version 2020.pdf")
        .ladder(&ladder)
        .states("self_harm", &[2], "Early self-harm")
        .states("self_harm", &[4], "Severe self-harm")
        .states("bullying", &[3], "Bullied")
        .withholds("neglect", WithheldReason::AmbiguousLevel, "Neglect of any kind")
        .withholds("overcrowding", WithheldReason::ServiceList, "Overcrowding advice service")
        .build();
    let matrix =
        Specimen::new("a/matrix.pdf").ladder(&ladder).states("bullying", &[2, 3], "Bullied at school");
    let other = Specimen::new("b/other.pdf").ladder(&ladder).states("bullying", &[1], "Left out");
    let ids = ["self_harm", "bullying", "neglect", "overcrowding", "truancy"];
    results(2024, &[area("X1", "Harrowmere")], &ids, vec![matrix.build(), other.build(), guide])
}

const GOLD: &str = "\
document,indicator,level,layout
\"Harrowmere guide to levels of need, final version 2020.pdf\",self_harm,2,prose
\"Harrowmere guide to levels of need, final version 2020.pdf\",self_harm,3,
\"Harrowmere guide to levels of need, final version 2020.pdf\",neglect,3,
\"Harrowmere guide to levels of need, final version 2020.pdf\",overcrowding,2,
\"Harrowmere guide to levels of need, final version 2020.pdf\",truancy,2,
a/matrix.pdf,bullying,2,table
a/matrix.pdf,bullying,3,table
gone.pdf,bullying,2,table
";

fn scored(gold: &str) -> Score {
    score(&run(), &read_gold("gold.csv", gold.as_bytes()).unwrap())
}

#[test]
fn overall_figures_are_those_worked_by_hand() {
    // Stated 8, placed 5 (self_harm 2 and 4, bullying 3; bullying 2 and 3), right 3.
    let score = scored(GOLD);
    let placements = score.overall.placements;
    assert_eq!((placements.right, placements.wrong, placements.missed), (3, 2, 5));
    assert_eq!(placements.precision, Some(0.6));
    assert_eq!(placements.recall, Some(0.375));
    assert_eq!(placements.f1, Some(0.4615));
    // Needs: stated self_harm, neglect, overcrowding, truancy, a/bullying, gone/bullying.
    let needs = score.overall.any_level;
    assert_eq!((needs.right, needs.wrong, needs.missed), (2, 1, 4));
    // Placements of stated needs: self_harm 2 and 4, a/bullying 2 and 3; right but for one.
    assert_eq!((score.overall.right_level.part, score.overall.right_level.of), (3, 4));
    assert_eq!((score.overall.coverage.part, score.overall.coverage.of), (2, 6));
}

#[test]
fn the_steps_tell_reading_tagging_and_levels_apart() {
    let steps = scored(GOLD).steps;
    let parts = [steps.met, steps.judged_a_need, steps.given_a_level, steps.given_a_right_level];
    assert_eq!(parts.map(|s| s.part), [4, 3, 2, 2]);
    assert!(parts.iter().all(|s| s.of == 6));
}

#[test]
fn layouts_are_reported_where_the_gold_names_them() {
    let names: Vec<String> = scored(GOLD).by_layout.into_iter().map(|g| g.name).collect();
    assert_eq!(names, ["prose", "table"]);
    assert!(scored("document,indicator,level\na/matrix.pdf,bullying,2\n").by_layout.is_empty());
}

#[test]
fn documents_outside_the_gold_are_listed_and_not_scored() {
    let score = scored(GOLD);
    assert_eq!(score.left_out, ["b/other.pdf"]);
    assert!(score.by_document.iter().all(|g| g.name != "b/other.pdf"));
}

#[test]
fn a_document_that_the_run_lacks_counts_as_missed_with_a_warning() {
    let score = scored(GOLD);
    assert_eq!(score.warnings.len(), 1);
    assert!(score.warnings[0].starts_with("gone.pdf: the run has no document"), "{:?}", score.warnings);
    assert!(score.misses.iter().any(|m| m.document == "gone.pdf"));
}

#[test]
fn a_file_name_of_two_documents_is_not_guessed() {
    let mut run = run();
    run.documents.push(Specimen::new("c/matrix.pdf").build());
    let gold = read_gold("gold.csv", b"document,indicator,level\nmatrix.pdf,bullying,2\n").unwrap();
    let score = score(&run, &gold);
    assert!(score.warnings[0].contains("give the path (a/matrix.pdf, c/matrix.pdf)"), "{:?}", score.warnings);
    assert_eq!(score.overall.placements.missed, 1);
}

#[test]
fn a_path_and_a_file_name_of_one_document_are_one_document() {
    let gold = "document,indicator,level\nmatrix.pdf,bullying,2\n.\\a\\matrix.pdf,bullying,3\n";
    let score = scored(gold);
    assert_eq!(score.documents, 1);
    assert_eq!(score.overall.placements.f1, Some(1.0));
}

#[test]
fn an_indicator_that_the_lexicon_lacks_is_named() {
    let score = scored("document,indicator,level\na/matrix.pdf,buling,2\n");
    assert_eq!(score.warnings, ["the run's lexicon has no indicator buling"]);
}

#[test]
fn a_document_that_states_nothing_makes_its_placements_wrong() {
    let score = scored("document,indicator,level\na/matrix.pdf,,\n");
    assert_eq!((score.overall.placements.wrong, score.overall.placements.recall), (2, None));
}

#[test]
fn the_text_fits_a_terminal_and_is_as_it_was() {
    let text = scored(GOLD).table();
    let figures = text.split("\nLeft out").next().unwrap();
    assert!(figures.lines().all(|line| line.chars().count() <= 80));
    insta::assert_snapshot!("table", text);
}

#[test]
fn the_list_shows_the_words_behind_each_difference() {
    insta::assert_snapshot!("list", scored(GOLD).list());
}

#[test]
fn the_score_serialises_with_its_figures() {
    let json = serde_json::to_value(scored(GOLD)).unwrap();
    assert_eq!(json["overall"]["placements"]["f1"], 0.4615);
    assert_eq!(json["overall"]["coverage"]["of"], 6);
    assert_eq!(json["by_layout"][1]["name"], "table");
}
