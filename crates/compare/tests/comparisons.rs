//! Comparisons worked by hand, and what must hold of any.

use proptest::prelude::*;
use thresholds_compare::comparisons;
use thresholds_matrix::cells;
use thresholds_model::area::Area;
use thresholds_model::comparison::{Comparison, Length, Measure, PairCounts};
use thresholds_model::document::Used;
use thresholds_model::placement::WithheldReason;
use thresholds_model::results::DocumentResult;
use thresholds_model::scheme::Jurisdiction;
use thresholds_specimen::{Specimen, area, indicators};

const FOUR: [(&str, u8, u8); 4] =
    [("Level 1", 0, 0), ("Level 2", 1, 2), ("Level 3", 2, 3), ("Level 4", 4, 5)];

fn compare(areas: &[Area], documents: &[DocumentResult]) -> Vec<Comparison> {
    let needs = indicators(&["self_harm"]);
    let cells = cells(2024, areas, &needs, documents);
    comparisons(2024, &cells, areas, documents, &needs)
}

fn guide(path: &str, areas: &[&str]) -> Specimen {
    Specimen::new(path).of(areas).year(2020).ladder(&FOUR)
}

fn areas(codes: &[&str]) -> Vec<Area> {
    codes.iter().map(|c| area(c, c)).collect()
}

/// Four texts for six areas that place self-harm at entry:
///
/// | areas      | levels | entry | highest |
/// |------------|--------|-------|---------|
/// | X1, X2     | 2      | [1,2] | [1,2]   |
/// | X3         | 2, 4   | [1,2] | [4,5]   |
/// | X4         | 3      | [2,3] | [2,3]   |
/// | X5         | 4      | [4,5] | [4,5]   |
///
/// X6 is silent, X7 has no document, X8 publishes no levels, X9 is in Wales.
fn six_areas() -> (Vec<Area>, Vec<DocumentResult>) {
    let documents = vec![
        guide("a.pdf", &["X1", "X2"]).states("self_harm", &[2], "Self-harm").build(),
        guide("b.pdf", &["X3"])
            .states_severe("self_harm", &[2], "Early self-harm", "early")
            .states("self_harm", &[4], "Self-harm")
            .build(),
        guide("c.pdf", &["X4"]).states("self_harm", &[3], "Self-harm").build(),
        guide("d.pdf", &["X5"]).states("self_harm", &[4], "Self-harm").build(),
        guide("e.pdf", &["X6"]).build(),
        Specimen::new("f.pdf").of(&["X8"]).used(Used::NoLevels).build(),
        guide("g.pdf", &["X9"]).under(Jurisdiction::Wales).states("self_harm", &[4], "Self-harm").build(),
    ];
    (areas(&["X1", "X2", "X3", "X4", "X5", "X6", "X7", "X8", "X9"]), documents)
}

#[test]
fn entry_levels_are_counted_as_worked_by_hand() {
    let (areas, documents) = six_areas();
    let rows = compare(&areas, &documents);
    // Texts [1,2], [1,2], [2,3], [4,5]: 6 pairs. Disjoint: each of the first three from the
    // last. Overlapping but unequal: [2,3] with each [1,2]. Equal: the first two.
    let expected = Comparison {
        edition: 2024,
        indicator: "self_harm".into(),
        measure: Measure::Entry,
        areas: 6,
        areas_placing: 5,
        texts_placing: 4,
        areas_silent: 1,
        may_stand_on: [0, 3, 4, 1, 1, 1],
        non_statutory: 3,
        statutory: 1,
        straddling: 1,
        pairs: 6,
        differ_certainly: 3,
        differ_possibly: 2,
        areas_unmapped: 0,
        distribution: Vec::new(),
        area_pairs: PairCounts::default(),
        certain: None,
        possible: None,
        entropy: None,
        dispersion: None,
        split: None,
        rank: None,
        length: Length::default(),
    };
    assert_eq!(rows[0], expected);
}

#[test]
fn highest_and_unqualified_levels_are_counted_as_worked_by_hand() {
    let (areas, documents) = six_areas();
    let rows = compare(&areas, &documents);
    // Both: [1,2], [4,5], [2,3], [4,5]. Disjoint: [1,2] and [2,3] from each [4,5], so 4;
    // overlapping: [1,2] with [2,3]; equal: the two [4,5].
    for (row, measure) in [(&rows[1], Measure::Unqualified), (&rows[2], Measure::Highest)] {
        assert_eq!(row.measure, measure);
        assert_eq!((row.pairs, row.differ_certainly, row.differ_possibly), (6, 4, 1));
        assert_eq!((row.non_statutory, row.statutory, row.straddling), (2, 2, 1));
        assert_eq!(row.may_stand_on, [0, 2, 3, 1, 2, 2]);
    }
}

#[test]
fn a_need_that_is_only_stated_with_a_qualifier_has_no_unqualified_measure() {
    let document = guide("a.pdf", &["X1"]).states_severe("self_harm", &[2], "Severe self-harm", "severe");
    let rows = compare(&areas(&["X1"]), &[document.build()]);
    assert_eq!(rows.iter().map(|r| r.areas_placing).collect::<Vec<_>>(), [1, 0, 1]);
}

#[test]
fn strengths_and_unread_pages_are_not_silence() {
    let strength = guide("a.pdf", &["X1"]).withholds("self_harm", WithheldReason::Negated, "No self-harm");
    let unread = guide("b.pdf", &["X2"]).unread_page();
    let rows = compare(&areas(&["X1", "X2"]), &[strength.build(), unread.build()]);
    assert_eq!((rows[0].areas, rows[0].areas_placing, rows[0].areas_silent), (2, 0, 0));
}

#[test]
fn an_indicator_that_nobody_places_still_has_its_rows() {
    let rows = compare(&areas(&["X1"]), &[]);
    assert_eq!(rows.len(), 3);
    assert_eq!((rows[0].areas, rows[0].pairs), (0, 0));
}

#[test]
fn only_the_areas_that_are_asked_for_are_compared() {
    let (all, documents) = six_areas();
    let needs = indicators(&["self_harm"]);
    let cells = cells(2024, &all, &needs, &documents);
    let rows = comparisons(2024, &cells, &areas(&["X1", "X5"]), &documents, &needs);
    assert_eq!((rows[0].areas, rows[0].pairs, rows[0].differ_certainly), (2, 1, 1));
}

/// An England in small: each area has its own text, or shares the text of the area before it.
fn small_england() -> impl Strategy<Value = Vec<(bool, Vec<u8>)>> {
    prop::collection::vec((prop::bool::weighted(0.2), prop::collection::vec(1u8..=4, 0..3)), 1..8)
}

fn build(england: &[(bool, Vec<u8>)]) -> (Vec<Area>, Vec<DocumentResult>) {
    let codes: Vec<String> = (0..england.len()).map(|i| format!("X{i}")).collect();
    let mut specimens: Vec<(Vec<&str>, &[u8])> = Vec::new();
    for ((shares, levels), code) in england.iter().zip(&codes) {
        match specimens.last_mut() {
            Some((sharing, _)) if *shares => sharing.push(code),
            _ => specimens.push((vec![code], levels)),
        }
    }
    let documents = specimens.iter().enumerate().map(|(i, (sharing, levels))| {
        let blank = guide(&format!("{i}.pdf"), sharing);
        levels.iter().fold(blank, |s, level| s.states("self_harm", &[*level], "Self-harm")).build()
    });
    (codes.iter().map(|c| area(c, c)).collect(), documents.collect())
}

proptest! {
    #[test]
    fn the_order_of_areas_and_documents_does_not_matter(england in small_england(), turn in 0usize..8) {
        let (mut areas, mut documents) = build(&england);
        let before = compare(&areas, &documents);
        let by = turn % areas.len();
        areas.rotate_left(by);
        documents.reverse();
        prop_assert_eq!(before, compare(&areas, &documents));
    }

    #[test]
    fn the_counts_add_up(england in small_england()) {
        let (areas, documents) = build(&england);
        for row in compare(&areas, &documents) {
            prop_assert_eq!(row.areas_placing, row.non_statutory + row.straddling + row.statutory);
            prop_assert!(row.texts_placing <= row.areas_placing);
            prop_assert!(row.areas_placing + row.areas_silent <= row.areas);
            prop_assert_eq!(row.pairs, row.texts_placing * row.texts_placing.saturating_sub(1) / 2);
            prop_assert!(row.differ_certainly + row.differ_possibly <= row.pairs);
        }
    }

    #[test]
    fn one_more_area_at_a_level_of_nobody_else_never_lowers_the_pairs_that_differ(england in small_england()) {
        let (mut areas, mut documents) = build(&england);
        let before = compare(&areas, &documents);
        areas.push(area("X99", "Farside"));
        documents.push(guide("far.pdf", &["X99"]).states("self_harm", &[1], "Self-harm").build());
        let after = compare(&areas, &documents);
        for (b, a) in before.iter().zip(&after) {
            prop_assert!(a.differ_certainly >= b.differ_certainly);
        }
    }
}
