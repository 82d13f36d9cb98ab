//! Comparisons worked by hand, and what must hold of any.

use proptest::prelude::*;
use thresholds_compare::compare;
use thresholds_matrix::cells;
use thresholds_model::area::Area;
use thresholds_model::comparison::{
    Bounds, Comparison, Estimate, GroupBy, IntervalCount, Length, Measure, PairCounts, Split,
};
use thresholds_model::document::Used;
use thresholds_model::placement::WithheldReason;
use thresholds_model::results::{DocumentResult, Results};
use thresholds_model::scheme::{Jurisdiction, TierInterval};
use thresholds_specimen::{Specimen, area, results};

const FOUR: [(&str, u8, u8); 4] =
    [("Level 1", 0, 0), ("Level 2", 1, 2), ("Level 3", 2, 3), ("Level 4", 4, 5)];

fn compared(areas: &[Area], documents: &[DocumentResult]) -> Results {
    let mut all = results(2024, areas, &["self_harm"], documents.to_vec());
    all.cells = cells(2024, areas, &all.indicators, &all.documents);
    compare(&mut all);
    all
}

fn comparisons(areas: &[Area], documents: &[DocumentResult]) -> Vec<Comparison> {
    compared(areas, documents).comparisons
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
    let rows = comparisons(&areas, &documents);
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
        distribution: vec![
            IntervalCount { tiers: tiers(1, 2), areas: 3, texts: 2 },
            IntervalCount { tiers: tiers(2, 3), areas: 1, texts: 1 },
            IntervalCount { tiers: tiers(4, 5), areas: 1, texts: 1 },
        ],
        // Of five areas: three on [1,2] against one on [4,5], and [2,3] against it, are 4;
        // three [1,2] overlap one [2,3].
        area_pairs: PairCounts { all: 10, certainly: 4, possibly: 3 },
        certain: Some(Estimate { share: 0.5, low: 0.0, high: 1.0 }),
        possible: Some(Estimate { share: 0.333_333, low: 0.0, high: 1.0 }),
        // Most even: on 1, 2, 3, 4, so 2 bits; least: three on 2, one above, so
        // 3/4 log2(4/3) + 1/4 log2(4).
        entropy: Some(Bounds { min: 0.811_278, max: 2.0 }),
        // Least: 2, 2, 2, 4: F = 0 0 3/4 3/4, D = 2/5 of (1/4 + 1/4). Most: 1, 1, 3, 5:
        // F = 0 1/2 1/2 3/4 3/4, D = 2/5 of (1/2 + 1/2 + 1/4 + 1/4).
        dispersion: Some(Bounds { min: 0.2, max: 0.6 }),
        // Of five areas one certainly, one more possibly at child in need.
        split: Some(Split {
            statutory: Bounds { min: 0.2, max: 0.4 },
            non_statutory: Bounds { min: 0.6, max: 0.8 },
            pairs_apart: 2,
        }),
        rank: Some(1),
        length: Length { placing: Some(1), silent: Some(0) },
    };
    assert_eq!(rows[0], expected);
}

#[test]
fn highest_and_unqualified_levels_are_counted_as_worked_by_hand() {
    let (areas, documents) = six_areas();
    let rows = comparisons(&areas, &documents);
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
    let rows = comparisons(&areas(&["X1"]), &[document.build()]);
    assert_eq!(rows.iter().map(|r| r.areas_placing).collect::<Vec<_>>(), [1, 0, 1]);
}

#[test]
fn strengths_and_unread_pages_are_not_silence() {
    let strength = guide("a.pdf", &["X1"]).withholds("self_harm", WithheldReason::Negated, "No self-harm");
    let unread = guide("b.pdf", &["X2"]).unread_page();
    let rows = comparisons(&areas(&["X1", "X2"]), &[strength.build(), unread.build()]);
    assert_eq!((rows[0].areas, rows[0].areas_placing, rows[0].areas_silent), (2, 0, 0));
}

#[test]
fn an_indicator_that_nobody_places_still_has_its_rows() {
    let rows = comparisons(&areas(&["X1"]), &[]);
    assert_eq!(rows.len(), 3);
    assert_eq!((rows[0].areas, rows[0].pairs), (0, 0));
}

#[test]
fn only_the_areas_that_are_asked_for_are_compared() {
    let (all, documents) = six_areas();
    let mut some = compared(&all, &documents);
    some.areas = areas(&["X1", "X5"]);
    compare(&mut some);
    let row = &some.comparisons[0];
    assert_eq!((row.areas, row.pairs, row.differ_certainly), (2, 1, 1));
}

#[test]
fn a_level_of_which_nothing_is_known_is_counted_and_left_out() {
    let unknown = Specimen::new("u.pdf").of(&["X3"]).ladder(&[("One", 0, 5), ("Two", 0, 5)]);
    let documents = [
        guide("a.pdf", &["X1"]).states("self_harm", &[2], "Self-harm").build(),
        guide("b.pdf", &["X2"]).states("self_harm", &[4], "Self-harm").build(),
        unknown.states("self_harm", &[2], "Self-harm").build(),
    ];
    let row = &comparisons(&areas(&["X1", "X2", "X3"]), &documents)[0];
    assert_eq!((row.areas_placing, row.areas_unmapped, row.texts_placing), (3, 1, 2));
    assert_eq!((row.pairs, row.differ_certainly, row.differ_possibly), (1, 1, 0));
    assert_eq!(row.distribution.len(), 2);
}

#[test]
fn facts_and_risks_are_compared_apart_and_regions_each_for_itself() {
    let mut fact_and_risk = guide("a.pdf", &["X1"])
        .states("self_harm", &[4], "Self-harm")
        .states("self_harm", &[2], "At risk of self-harm")
        .build();
    fact_and_risk.mentions[1].mention.certainty = thresholds_model::mention::Certainty::Risk;
    let fact = guide("b.pdf", &["X2"]).states("self_harm", &[2], "Self-harm").build();
    let mut places = areas(&["X1", "X2"]);
    places[0].region = "East Sample".into();
    let all = compared(&places, &[fact_and_risk, fact]);
    let of = |by: GroupBy, group: &str, measure: Measure| {
        let found =
            all.breakdowns.iter().find(|b| b.by == by && b.group == group && b.comparison.measure == measure);
        &found.unwrap().comparison
    };
    assert_eq!(all.comparisons[0].differ_certainly, 0, "both enter at level 2");
    let actual = of(GroupBy::Certainty, "actual", Measure::Entry);
    assert_eq!((actual.areas_placing, actual.differ_certainly), (2, 1));
    assert_eq!(of(GroupBy::Certainty, "risk", Measure::Highest).areas_placing, 1);
    assert_eq!(of(GroupBy::Region, "East Sample", Measure::Highest).statutory, 1);
    assert_eq!(of(GroupBy::Region, "North Sample", Measure::Highest).statutory, 0);
    assert_eq!(of(GroupBy::AuthorityType, "unitary", Measure::Entry).areas, 2);
}

const fn tiers(low: u8, high: u8) -> TierInterval {
    TierInterval { low, high }
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
        let mut before = compared(&areas, &documents);
        let by = turn % areas.len();
        areas.rotate_left(by);
        documents.reverse();
        let mut after = compared(&areas, &documents);
        // What the results merely hold keeps the order in which it came.
        for all in [&mut before, &mut after] {
            all.areas.clear();
            all.cells.clear();
            all.documents.clear();
            all.ledger.clear();
            all.sensitivity.iter_mut().for_each(|s| s.documents.sort());
            all.copied = Default::default();
        }
        prop_assert_eq!(before, after);
    }

    #[test]
    fn the_counts_add_up(england in small_england()) {
        let (areas, documents) = build(&england);
        for row in comparisons(&areas, &documents) {
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
        let before = comparisons(&areas, &documents);
        areas.push(area("X99", "Farside"));
        documents.push(guide("far.pdf", &["X99"]).states("self_harm", &[1], "Self-harm").build());
        let after = comparisons(&areas, &documents);
        for (b, a) in before.iter().zip(&after) {
            prop_assert!(a.differ_certainly >= b.differ_certainly);
        }
    }

    /// The share itself: an area that leaves the others for a level where nobody stands, or
    /// may stand, makes the pairs differ more.
    #[test]
    fn disagreement_never_lowers_the_share(england in small_england(), which in 0usize..8) {
        let (areas, mut documents) = build(&england);
        let far = [("Level 1", 0, 0), ("Level 2", 1, 2), ("Level 3", 2, 3), ("Level 4", 3, 3), ("Level 5", 5, 5)];
        documents.iter_mut().for_each(|d| d.scheme = Specimen::new("far").ladder(&far).build().scheme);
        let before = comparisons(&areas, &documents)[0].clone();
        let placing: Vec<usize> = (0..documents.len()).filter(|d| !documents[*d].placements.is_empty()).collect();
        prop_assume!(!placing.is_empty());
        let leaving = placing[which % placing.len()];
        let codes: Vec<String> = documents[leaving].document.identity.areas.clone();
        let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
        documents[leaving] =
            Specimen::new("left.pdf").of(&codes).ladder(&far).states("self_harm", &[5], "Self-harm").build();
        let after = &comparisons(&areas, &documents)[0];
        prop_assert_eq!(after.pairs, before.pairs);
        prop_assert!(after.certain.map(|e| e.share) >= before.certain.map(|e| e.share));
    }
}
