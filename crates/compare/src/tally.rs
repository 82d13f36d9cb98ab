//! How many stand on each interval, and the pairs that this gives.

use thresholds_model::comparison::PairCounts;
use thresholds_model::scheme::TierInterval;

/// Numbers by interval, ascending; no interval twice, no number nought.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally(Vec<(TierInterval, u32)>);

impl FromIterator<TierInterval> for Tally {
    fn from_iter<I: IntoIterator<Item = TierInterval>>(intervals: I) -> Self {
        let mut sorted: Vec<TierInterval> = intervals.into_iter().collect();
        sorted.sort_unstable();
        let runs = sorted.chunk_by(|a, b| a == b);
        Self(runs.filter_map(|run| run.first().map(|tiers| (*tiers, crate::count(run.len())))).collect())
    }
}

impl Tally {
    /// From numbers by ascending interval, of which some may be nought.
    pub(crate) fn from_drawn(mut numbers: Vec<(TierInterval, u32)>) -> Self {
        numbers.retain(|(_, n)| *n > 0);
        Self(numbers)
    }

    /// Intervals with their numbers.
    pub fn entries(&self) -> &[(TierInterval, u32)] {
        &self.0
    }

    /// All together.
    pub fn total(&self) -> u32 {
        self.count(|_| true)
    }

    /// Those on intervals for which it holds.
    pub fn count(&self, holds: impl Fn(TierInterval) -> bool) -> u32 {
        self.0.iter().filter(|(tiers, _)| holds(*tiers)).map(|(_, n)| n).sum()
    }

    /// The number on exactly this interval.
    pub fn on(&self, tiers: TierInterval) -> u32 {
        self.count(|t| t == tiers)
    }

    /// Pairs, and how they differ.
    pub fn pairs(&self) -> PairCounts {
        let n = self.total();
        let mut pairs = PairCounts { all: n * n.saturating_sub(1) / 2, certainly: 0, possibly: 0 };
        for (i, (a, of_a)) in self.0.iter().enumerate() {
            for (b, of_b) in self.0.iter().skip(i + 1) {
                let between = of_a * of_b;
                if a.disjoint(*b) {
                    pairs.certainly += between;
                } else {
                    pairs.possibly += between;
                }
            }
        }
        pairs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn tiers(low: u8, high: u8) -> TierInterval {
        TierInterval { low, high }
    }

    /// [1,2] twice, [2,3], [4,5]: of six pairs the last differs certainly from three, [2,3]
    /// overlaps both [1,2], and the two [1,2] are equal.
    #[test]
    fn pairs_are_counted_as_worked_by_hand() {
        let tally: Tally = [tiers(2, 3), tiers(1, 2), tiers(4, 5), tiers(1, 2)].into_iter().collect();
        assert_eq!(tally.entries(), [(tiers(1, 2), 2), (tiers(2, 3), 1), (tiers(4, 5), 1)]);
        assert_eq!(tally.pairs(), PairCounts { all: 6, certainly: 3, possibly: 2 });
        assert_eq!(Tally::default().pairs(), PairCounts::default());
    }
}
