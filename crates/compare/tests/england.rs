//! A simulated England with known answers.

use std::cmp::Reverse;
use std::sync::OnceLock;
use thresholds_compare::compare;
use thresholds_matrix::cells;
use thresholds_model::comparison::Measure;
use thresholds_model::results::Results;
use thresholds_model::sensitivity::{Change, Finding};
use thresholds_specimen::{Plan, Planted, england, indicators, results};

const NEEDS: usize = 60;

fn plan() -> Plan {
    let ids: Vec<String> = (0..NEEDS).map(|n| format!("need_{n}")).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    Plan { areas: 153, years: vec![2025], indicators: indicators(&ids), passages: 0, seed: 7 }
}

fn simulated() -> &'static (Results, Vec<Planted>) {
    static ENGLAND: OnceLock<(Results, Vec<Planted>)> = OnceLock::new();
    ENGLAND.get_or_init(|| {
        let plan = plan();
        let made = england(&plan);
        let mut all = results(2025, &made.areas, &[], made.documents);
        all.indicators = plan.indicators;
        all.cells = cells(2025, &all.areas, &all.indicators, &all.documents);
        compare(&mut all);
        (all, made.planted)
    })
}

/// Pairs of an early and a statutory text, in billionths of all pairs.
fn planted_share(planted: &Planted) -> u64 {
    let n = u64::from(planted.early + planted.statutory);
    u64::from(planted.early * planted.statutory) * 1_000_000_000 / (n * (n - 1) / 2)
}

#[test]
fn the_ranking_of_needs_and_the_number_of_texts_come_out_as_planted() {
    let (all, planted) = simulated();
    let entry: Vec<_> = all.comparisons.iter().filter(|c| c.measure == Measure::Entry).collect();
    assert_eq!(entry.len(), NEEDS);
    for (row, planted) in entry.iter().zip(planted) {
        assert_eq!(row.texts_placing, planted.early + planted.statutory, "{}", row.indicator);
        assert_eq!(row.differ_certainly, planted.early * planted.statutory, "{}", row.indicator);
        assert!(row.areas_placing > row.texts_placing, "a tenth of the areas share a text");
        let split = row.split.unwrap();
        assert_eq!((split.statutory.min, split.pairs_apart), (split.statutory.max, row.differ_certainly));
        let certain = row.certain.unwrap();
        assert!(certain.low <= certain.share && certain.share <= certain.high + 0.01, "{certain:?}");
    }
    let mut by_rank: Vec<usize> = (0..NEEDS).collect();
    by_rank.sort_by_key(|n| entry[*n].rank);
    let mut by_plan: Vec<usize> = (0..NEEDS).collect();
    // Needs with equal shares have the order of the overlaps beneath them.
    by_plan.sort_by_key(|n| (Reverse(planted_share(&planted[*n])), entry[*n].rank));
    assert_eq!(by_rank, by_plan);
    assert!(planted.iter().map(planted_share).max() > Some(490_000_000));
}

#[test]
fn copies_and_shared_documents_are_found_and_grouped() {
    let (all, _) = simulated();
    let copies: Vec<_> = all.copied.documents.iter().filter(|d| d.copies).collect();
    // Of 15 areas that share, 8 publish a document of another area and 7 a copy of one: two of
    // each of three areas, which are copies of each other as well, and one of a fourth.
    assert_eq!(copies.len(), 3 * 3 + 1);
    assert!(copies.iter().all(|pair| 10 * pair.shared >= 9 * pair.of_a.min(pair.of_b)), "{copies:?}");
    assert!(all.copied.wordings.iter().any(|w| !w.exact) && all.copied.wordings.iter().any(|w| w.exact));
    assert!(all.copied.wordings.iter().all(|w| (2..=3).contains(&w.documents.len()) && w.words >= 6));
    let sharing = all.profiles.iter().filter(|p| p.similar.first().is_some_and(|s| s.same_text)).count();
    assert!(sharing >= 15, "{sharing}");
}

#[test]
fn areas_are_ranked_by_how_often_they_stand_higher_than_others() {
    let (all, _) = simulated();
    let strictest = all.profiles.iter().find(|p| p.rank == Some(1)).unwrap();
    let statutory = |area: &str| {
        let of_area = all.cells.iter().filter(|c| c.area == area);
        of_area.filter_map(|c| c.lowest.as_ref()).filter(|l| l.tiers.low >= 3).count()
    };
    assert!(all.profiles.iter().all(|p| statutory(&p.area) <= statutory(&strictest.area) + 2));
    assert!(strictest.balance > Some(0.0) && !strictest.rests_on.is_empty());
    let sum: i64 = all.profiles.iter().map(|p| i64::from(p.stricter) - i64::from(p.more_generous)).sum();
    assert!(sum.unsigned_abs() < 5_000, "what one is stricter by, others are more generous by: {sum}");
}

#[test]
fn doubtful_entries_of_the_crosswalk_are_moved_and_their_findings_told() {
    let (all, _) = simulated();
    assert!(all.sensitivity.iter().all(|s| s.documents.len() > 10 && s.areas > 10 && s.tiers != s.moved));
    // Two ladders with rule R2. Of four levels the first can only go up, of five the same:
    // 2 * 4 - 1 and 2 * 5 - 1 moves.
    assert_eq!(all.sensitivity.len(), 16);
    assert!(all.sensitivity.iter().any(|s| s.changes.is_empty()));
    let changes = || all.sensitivity.iter().flat_map(|s| &s.changes);
    assert!(changes().any(|c| c.finding == Finding::TopTen));
    let consistent = |c: &Change| match c.finding {
        Finding::Differ => (c.share_before > 0.0) != (c.share_after > 0.0),
        Finding::TopTen => (c.rank_before <= 10) != (c.rank_after <= 10),
        Finding::Split => true,
    };
    assert!(changes().all(consistent));
}
