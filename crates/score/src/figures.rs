//! The figures of a set of placements against a set of stated ones.

use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Document, indicator, level.
pub type Triple = (String, String, u8);

/// How a run does on some placements.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Figures {
    /// Over distinct (document, indicator, level).
    pub placements: Measure,
    /// Over distinct (document, indicator), whatever the level.
    pub any_level: Measure,
    /// Placements of a stated indicator that stand at a right level, of all placements of a
    /// stated indicator: how good the levels are, whatever was missed or made up.
    pub right_level: Share,
    /// Stated needs, as distinct (document, indicator), that the run gives any level.
    pub coverage: Share,
}

impl Figures {
    /// Compares the run's placements with the gold's.
    pub fn of(gold: &BTreeSet<Triple>, run: &BTreeSet<Triple>) -> Self {
        let needs = |triples: &BTreeSet<Triple>| -> BTreeSet<(String, String)> {
            triples.iter().map(|(document, need, _)| (document.clone(), need.clone())).collect()
        };
        let (stated, given) = (needs(gold), needs(run));
        let of_stated = |(document, need, _): &&Triple| stated.contains(&(document.clone(), need.clone()));
        Self {
            placements: Measure::of(gold, run),
            any_level: Measure::of(&stated, &given),
            right_level: Share::of(run.intersection(gold).count(), run.iter().filter(of_stated).count()),
            coverage: Share::of(stated.intersection(&given).count(), stated.len()),
        }
    }

    /// The figures of each group into which `name` divides the placements.
    pub fn by(
        gold: &BTreeSet<Triple>,
        run: &BTreeSet<Triple>,
        name: impl Fn(&Triple) -> Option<String>,
    ) -> BTreeMap<String, Self> {
        let mut groups: BTreeMap<String, [BTreeSet<Triple>; 2]> = BTreeMap::new();
        for (side, triples) in [gold, run].into_iter().enumerate() {
            for triple in triples {
                let set = name(triple).and_then(|name| groups.entry(name).or_default().get_mut(side));
                if let Some(set) = set {
                    set.insert(triple.clone());
                }
            }
        }
        groups.into_iter().map(|(name, [gold, run])| (name, Self::of(&gold, &run))).collect()
    }
}

/// Precision, recall and their harmonic mean, with the counts behind them. A figure without
/// anything to count is missing, not zero.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Measure {
    /// In the run and in the gold.
    pub right: usize,
    /// In the run alone.
    pub wrong: usize,
    /// In the gold alone.
    pub missed: usize,
    /// `right / (right + wrong)`.
    pub precision: Option<f64>,
    /// `right / (right + missed)`.
    pub recall: Option<f64>,
    /// `2 right / (2 right + wrong + missed)`.
    pub f1: Option<f64>,
}

impl Measure {
    /// Compares two sets.
    pub fn of<T: Ord>(gold: &BTreeSet<T>, run: &BTreeSet<T>) -> Self {
        let right = gold.intersection(run).count();
        let (wrong, missed) = (run.len() - right, gold.len() - right);
        Self {
            right,
            wrong,
            missed,
            precision: ratio(right, right + wrong),
            recall: ratio(right, right + missed),
            f1: ratio(2 * right, 2 * right + wrong + missed),
        }
    }
}

/// A part of a whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Share {
    /// The part.
    pub part: usize,
    /// The whole.
    pub of: usize,
    /// `part / of`; missing without a whole.
    pub share: Option<f64>,
}

impl Share {
    /// The share of `part` in `of`.
    pub fn of(part: usize, of: usize) -> Self {
        Self { part, of, share: ratio(part, of) }
    }
}

/// To four decimals, so that what is printed and what is stored agree.
#[expect(clippy::cast_precision_loss, reason = "counts of placements are far below 2^52")]
fn ratio(part: usize, of: usize) -> Option<f64> {
    (of > 0).then(|| (part as f64 / of as f64 * 10_000.0).round() / 10_000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn triples(list: &[(&str, &str, u8)]) -> BTreeSet<Triple> {
        list.iter().map(|(d, i, l)| ((*d).into(), (*i).into(), *l)).collect()
    }

    #[test]
    fn figures_are_those_worked_by_hand() {
        // Gold: 5 placements of 4 needs. Run: 4 placements of 3 needs; 2 placements right;
        // of 3 placements of stated needs (a/x twice, a/y) 2 stand right.
        let gold = triples(&[("a", "x", 2), ("a", "x", 3), ("a", "y", 4), ("b", "x", 1), ("b", "z", 2)]);
        let run = triples(&[("a", "x", 2), ("a", "x", 4), ("a", "y", 4), ("b", "q", 2)]);
        let figures = Figures::of(&gold, &run);
        let Measure { right, wrong, missed, precision, recall, f1 } = figures.placements;
        assert_eq!((right, wrong, missed), (2, 2, 3));
        assert_eq!((precision, recall, f1), (Some(0.5), Some(0.4), Some(0.4444)));
        assert_eq!((figures.any_level.right, figures.any_level.wrong, figures.any_level.missed), (2, 1, 2));
        assert_eq!((figures.right_level.part, figures.right_level.of), (2, 3));
        assert_eq!((figures.coverage.part, figures.coverage.of), (2, 4));
    }

    #[test]
    fn nothing_to_count_is_not_zero() {
        let none = triples(&[]);
        assert_eq!(Figures::of(&none, &none), Figures::default());
        let gold = triples(&[("a", "x", 2)]);
        let Measure { precision, recall, f1, .. } = Figures::of(&gold, &none).placements;
        assert_eq!((precision, recall, f1), (None, Some(0.0), Some(0.0)));
    }

    #[test]
    fn groups_hold_what_only_one_side_has() {
        let gold = triples(&[("a", "x", 2)]);
        let run = triples(&[("a", "y", 2)]);
        let groups = Figures::by(&gold, &run, |t| Some(t.1.clone()));
        assert_eq!((groups["x"].placements.missed, groups["y"].placements.wrong), (1, 1));
    }
}
