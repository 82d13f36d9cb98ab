//! Cells worked by hand.

use thresholds_matrix::cells;
use thresholds_model::cell::{Cell, CellState};
use thresholds_model::document::{Outcome, Used};
use thresholds_model::placement::WithheldReason;
use thresholds_model::results::DocumentResult;
use thresholds_model::scheme::{SchemeOrigin, TierInterval};
use thresholds_specimen::{Specimen, area, indicators};

const FOUR: [(&str, u8, u8); 4] =
    [("Level 1", 0, 0), ("Level 2", 1, 1), ("Level 3", 2, 2), ("Level 4", 3, 5)];

fn one_cell(documents: &[DocumentResult]) -> Cell {
    let all = cells(2024, &[area("X1", "Harrowmere")], &indicators(&["self_harm"]), documents);
    assert_eq!(all.len(), 1);
    all.into_iter().next().unwrap()
}

fn guide() -> Specimen {
    Specimen::new("guide.pdf").of(&["X1"]).year(2020).ladder(&FOUR)
}

#[test]
fn an_area_without_any_document_says_so() {
    let cell = one_cell(&[]);
    assert_eq!(cell.state, CellState::NoDocument);
    assert!(!cell.incomplete && cell.documents.is_empty());
}

#[test]
fn a_document_that_is_not_used_or_is_of_a_later_year_does_not_count() {
    for used in [Used::Draft, Used::Superseded, Used::YearUnsure, Used::NotAThresholdDocument] {
        let document = guide().used(used).states("self_harm", &[2], "Self-harm").build();
        assert_eq!(one_cell(&[document]).state, CellState::NoDocument);
    }
    let later = guide().year(2025).states("self_harm", &[2], "Self-harm").build();
    assert_eq!(one_cell(&[later]).state, CellState::NoDocument);
}

#[test]
fn a_used_document_without_a_date_counts() {
    let document =
        Specimen::new("guide.pdf").of(&["X1"]).ladder(&FOUR).states("self_harm", &[2], "Self-harm");
    assert_eq!(one_cell(&[document.build()]).state, CellState::Placed);
}

#[test]
fn a_document_that_publishes_no_levels_gives_no_scheme_whether_used_or_set_aside() {
    for used in [Used::Yes, Used::NoLevels] {
        let document = Specimen::new("talk.pdf").of(&["X1"]).used(used);
        let document = document.withholds("self_harm", WithheldReason::AmbiguousLevel, "Self-harm").build();
        let cell = one_cell(&[document]);
        assert_eq!(cell.state, CellState::NoScheme);
        assert_eq!((cell.withheld, cell.documents.len()), (1, 1));
    }
}

#[test]
fn lowest_highest_and_unqualified_follow_the_documents_own_order() {
    let document = guide()
        .states_severe("self_harm", &[2], "Early signs of self-harm", "early signs")
        .states("self_harm", &[3], "Self-harm")
        .states_severe("self_harm", &[4], "Life-threatening self-harm", "life-threatening")
        .withholds("self_harm", WithheldReason::ServiceList, "Self-harm service")
        .build();
    let cell = one_cell(&[document]);
    let ordinal = |l: Option<thresholds_model::cell::CellLevel>| l.map(|l| (l.ordinal, l.label));
    assert_eq!(ordinal(cell.lowest), Some((2, "Level 2".into())));
    assert_eq!(ordinal(cell.unqualified), Some((3, "Level 3".into())));
    assert_eq!(ordinal(cell.highest), Some((4, "Level 4".into())));
    assert_eq!(cell.ordinals, [2, 3, 4]);
    assert_eq!((cell.passages, cell.placing, cell.withheld), (3, 3, 1));
}

#[test]
fn the_own_ordinal_leads_even_where_the_crosswalk_runs_against_it() {
    let ladder = [("Level 1", 0, 0), ("Level 2", 3, 3), ("Level 3", 1, 1)];
    let document = Specimen::new("odd.pdf").of(&["X1"]).ladder(&ladder);
    let document = document.states("self_harm", &[2], "Self-harm").states("self_harm", &[3], "More").build();
    assert_eq!(one_cell(&[document]).lowest.unwrap().ordinal, 2);
}

#[test]
fn a_need_at_level_1_is_placed_like_any_other() {
    let cell = one_cell(&[guide().states("self_harm", &[1], "A little self-harm").build()]);
    assert_eq!((cell.state, cell.ordinals), (CellState::Placed, vec![1]));
}

#[test]
fn a_range_gives_all_its_levels_and_the_hull_of_their_intervals() {
    let cell = one_cell(&[guide().states("self_harm", &[3, 4], "Self-harm").build()]);
    assert_eq!(cell.ordinals, [3, 4]);
    assert_eq!(cell.lowest.as_ref().unwrap().tiers, TierInterval { low: 2, high: 5 });
    assert_eq!((cell.passages, cell.placing), (1, 1));
}

#[test]
fn a_level_that_is_also_stated_on_its_own_keeps_its_own_interval() {
    let document =
        guide().states("self_harm", &[3, 4], "Self-harm").states("self_harm", &[3], "Cutting").build();
    let cell = one_cell(&[document]);
    assert_eq!(cell.lowest.unwrap().tiers, TierInterval { low: 2, high: 2 });
    assert_eq!(cell.highest.unwrap().tiers, TierInterval { low: 2, high: 5 });
}

#[test]
fn between_documents_the_canonical_scale_decides_not_the_number() {
    let five =
        [("Stage 1", 0, 0), ("Stage 2", 0, 1), ("Stage 3", 1, 1), ("Stage 4", 2, 2), ("Stage 5", 3, 5)];
    let a = guide().states("self_harm", &[3], "Self-harm").build();
    let b = Specimen::new("second.pdf").of(&["X1"]).year(2022).ladder(&five);
    let b = b.states("self_harm", &[3], "Self-harm").states("self_harm", &[4], "Worse self-harm").build();
    let cell = one_cell(&[a.clone(), b.clone()]);
    assert_eq!(cell.lowest.unwrap().label, "Stage 3");
    assert_eq!(cell.highest.unwrap().label, "Stage 4");
    assert_eq!(cell.documents, [b.document.sha256, a.document.sha256], "newest first");
}

#[test]
fn the_document_with_its_own_ladder_is_primary() {
    let mut borrower = Specimen::new("a.pdf").of(&["X1"]).year(2023).ladder(&FOUR).build();
    borrower.scheme.origin = SchemeOrigin::Companion { sha256: "b".into() };
    let owner = guide().build();
    let cell = one_cell(&[borrower.clone(), owner.clone()]);
    assert_eq!(cell.documents, [owner.document.sha256, borrower.document.sha256]);
}

#[test]
fn a_need_without_a_level_is_neither_placed_nor_silent() {
    let document = guide().unread_page().withholds("self_harm", WithheldReason::AmbiguousLevel, "Self-harm");
    let cell = one_cell(&[document.build()]);
    assert_eq!(cell.state, CellState::PlacedWithoutLevel);
    assert!(cell.incomplete);
}

#[test]
fn silence_of_a_document_with_an_unread_page_proves_nothing() {
    let silent = one_cell(&[guide().unread_page().build()]);
    assert_eq!((silent.state, silent.incomplete), (CellState::Unreadable, true));
    let strength = guide().unread_page().withholds("self_harm", WithheldReason::Negated, "No self-harm");
    assert_eq!(one_cell(&[strength.build()]).state, CellState::Unreadable);
    let placed = one_cell(&[guide().unread_page().states("self_harm", &[2], "Self-harm").build()]);
    assert_eq!((placed.state, placed.incomplete), (CellState::Placed, true));
}

#[test]
fn an_area_whose_only_document_could_not_be_read_is_not_an_area_without_a_document() {
    let scan = guide().outcome(Outcome::NoText).used(Used::NotRead).build();
    let cell = one_cell(&[scan]);
    assert_eq!((cell.state, cell.incomplete), (CellState::Unreadable, true));
}

#[test]
fn an_unread_document_makes_cells_incomplete_unless_it_is_older_than_the_one_in_force() {
    let scan = |year| {
        let scan = Specimen::new("scan.pdf").of(&["X1"]).year(year);
        scan.outcome(Outcome::NoText).used(Used::NotRead).build()
    };
    assert_eq!(one_cell(&[guide().build(), scan(2012)]).state, CellState::NotMentioned);
    assert_eq!(one_cell(&[guide().build(), scan(2021)]).state, CellState::Unreadable);
}

#[test]
fn strengths_alone_are_told_from_other_mentions_that_place_nothing() {
    let strengths = guide().withholds("self_harm", WithheldReason::Negated, "No self-harm").withholds(
        "self_harm",
        WithheldReason::Protective,
        "Keeps safe",
    );
    assert_eq!(one_cell(&[strengths.clone().build()]).state, CellState::ProtectiveOnly);
    let mixed = strengths.withholds("self_harm", WithheldReason::ServiceList, "Self-harm service");
    assert_eq!(one_cell(&[mixed.build()]).state, CellState::MentionedNotPlaced);
    assert_eq!(one_cell(&[guide().build()]).state, CellState::NotMentioned);
}

#[test]
fn areas_that_share_a_document_each_get_the_cell() {
    let areas = [area("X1", "Harrowmere"), area("X2", "Ostley")];
    let document = guide().of(&["X1", "X2"]).states("self_harm", &[2], "Self-harm").build();
    let found = cells(2024, &areas, &indicators(&["self_harm", "neglect"]), &[document]);
    let keys: Vec<_> = found.iter().map(|c| (c.area.as_str(), c.indicator.as_str(), c.state)).collect();
    let (placed, silent) = (CellState::Placed, CellState::NotMentioned);
    let expected = [
        ("X1", "self_harm", placed),
        ("X1", "neglect", silent),
        ("X2", "self_harm", placed),
        ("X2", "neglect", silent),
    ];
    assert_eq!(keys, expected);
}

#[test]
fn an_abolished_area_has_cells_only_where_a_document_is_its_own() {
    let mut old = area("X9", "Old Shire");
    old.valid_to = Some("2019-03-31".into());
    let needs = indicators(&["self_harm"]);
    assert!(cells(2024, &[old.clone()], &needs, &[]).is_empty());
    assert_eq!(cells(2024, &[old], &needs, &[guide().of(&["X9"]).build()]).len(), 1);
}

#[test]
fn a_need_that_is_said_often_has_the_levels_of_one_said_once() {
    let once = guide().states("self_harm", &[2], "Self-harm").states("self_harm", &[3], "Cuts arms");
    let mut often = once.clone();
    for text in ["Self-harm again", "Self-harm in the summary", "Self-harm in the appendix"] {
        often = often.states("self_harm", &[3], text);
    }
    let (once, often) = (one_cell(&[once.build()]), one_cell(&[often.build()]));
    assert_eq!((once.lowest, once.highest), (often.lowest, often.highest));
}
