//! Bounds of a measure over all completions: all ways to put each text on one step of its
//! interval.
//!
//! A completion is a vector of counts, one for each step. The vectors that the intervals allow
//! are the whole points of the base of a polymatroid. Both measures are concave in the counts,
//! so that
//!
//! - the *least* value lies on a vertex of the base, and the vertices are what the greedy
//!   algorithm gives for the orders of the steps: to the first step every text that may stand
//!   there, to the second every other text that may, and so on (J. Edmonds, "Submodular
//!   functions, matroids, and certain polyhedra", 1970). There are 720 orders of six steps.
//! - the *greatest* value is found by steepest ascent in cumulative counts. In them the
//!   constraints are bounds on differences (Hall's theorem for intervals), and the negatives of
//!   both measures are sums of convex functions of single counts or of differences: an
//!   L♮-convex function. Such a function has no local minimum that is not global, when
//!   neighbours are all steps that move a set of coordinates up by one or down by one
//!   (K. Murota, *Discrete Convex Analysis*, 2003, theorem 7.14 and section 10.3.1). Longer
//!   steps come first, only to be quick.
//!
//! Both are exact, and tested against all completions of small cases.

use crate::tally::Tally;
use thresholds_model::comparison::Bounds;

/// Steps of the canonical scale.
const STEPS: usize = 6;
/// Sets of steps, as bits.
const SETS: usize = 1 << STEPS;

/// Number of texts on each step.
type Counts = [u32; STEPS];
/// Number of texts up to each step.
type Cumulative = [i64; STEPS];

/// Least and greatest value of a measure that is concave in the counts, as entropy is, or in
/// the cumulative counts, as Leik's dispersion is. `None` without texts.
pub fn bounds(texts: &Tally, measure: fn(&[u32]) -> f64) -> Option<Bounds> {
    (texts.total() > 0).then(|| Bounds {
        min: crate::rounded(least(texts, measure)),
        max: crate::rounded(greatest(texts, measure)),
    })
}

fn least(texts: &Tally, measure: fn(&[u32]) -> f64) -> f64 {
    let meeting = meeting(texts);
    let mut least = f64::INFINITY;
    in_every_order(&mut [0; STEPS], 0, &meeting, &mut |counts| least = least.min(measure(counts)));
    least
}

/// For each set of steps, the number of texts that may stand on one of them.
fn meeting(texts: &Tally) -> [u32; SETS] {
    let mut meeting = [0; SETS];
    for (set, slot) in meeting.iter_mut().enumerate() {
        *slot = texts.count(|t| (t.low..=t.high).any(|step| set & (1 << step) != 0));
    }
    meeting
}

/// Goes through the orders of the steps; `filled` are those that have had their turn.
fn in_every_order(
    counts: &mut Counts,
    filled: usize,
    meeting: &[u32; SETS],
    visit: &mut impl FnMut(&Counts),
) {
    if filled == SETS - 1 {
        visit(counts);
        return;
    }
    for step in (0..STEPS).filter(|step| filled & (1 << step) == 0) {
        let with = filled | (1 << step);
        counts[step] = meeting[with] - meeting[filled];
        in_every_order(counts, with, meeting, visit);
    }
}

fn greatest(texts: &Tally, measure: fn(&[u32]) -> f64) -> f64 {
    let inside = Inside::of(texts);
    let value = |point: &Cumulative| inside.allows(point).then(|| measure(&counts(point)));
    // Everybody on the lowest step of the own interval.
    let mut point: Cumulative =
        std::array::from_fn(|step| i64::from(texts.count(|t| usize::from(t.low) <= step)));
    let mut best = value(&point).unwrap_or(0.0);
    let mut length = i64::from(texts.total()).max(1);
    while length > 0 {
        let ascent = (1..SETS / 2)
            .flat_map(|set| [moved(&point, set, length), moved(&point, set, -length)])
            .filter_map(|next| value(&next).map(|v| (v, next)))
            .reduce(|a, b| if b.0 > a.0 { b } else { a });
        match ascent {
            // Less than this is the rounding of the machine.
            Some((higher, next)) if higher > best + 1e-12 => (best, point) = (higher, next),
            _ => length /= 2,
        }
    }
    best
}

/// The point with the coordinates of a set moved. The last coordinate is the number of texts
/// and stays.
fn moved(point: &Cumulative, set: usize, by: i64) -> Cumulative {
    std::array::from_fn(|step| if set & (1 << step) == 0 { point[step] } else { point[step] + by })
}

fn counts(point: &Cumulative) -> Counts {
    let before = |step: usize| if step == 0 { 0 } else { point[step - 1] };
    std::array::from_fn(|step| u32::try_from(point[step] - before(step)).unwrap_or(0))
}

/// For each run of steps, the number of texts whose interval lies inside it: as many must
/// stand on the run.
struct Inside([[i64; STEPS]; STEPS]);

impl Inside {
    fn of(texts: &Tally) -> Self {
        let inside = |first: usize, last: usize| {
            texts.count(|t| first <= usize::from(t.low) && usize::from(t.high) <= last)
        };
        Self(std::array::from_fn(|first| std::array::from_fn(|last| i64::from(inside(first, last)))))
    }

    fn allows(&self, point: &Cumulative) -> bool {
        (0..STEPS).all(|first| {
            let before = if first == 0 { 0 } else { point[first - 1] };
            (first..STEPS).all(|last| point[last] - before >= self.0[first][last])
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spread::{entropy, leik_dispersion};
    use proptest::prelude::*;
    use thresholds_model::scheme::TierInterval;

    fn tally(intervals: &[(u8, u8)]) -> Tally {
        intervals.iter().map(|(low, high)| TierInterval { low: *low, high: *high }).collect()
    }

    /// [0,0], [0,1], [1,1]: the middle text joins either side, so that the counts are 2 and 1
    /// whatever it does: entropy log2(3) - 2/3; cumulative share 1/3 or 2/3, D = 2/5 of 1/3.
    #[test]
    fn bounds_that_meet_are_worked_by_hand() {
        let found = bounds(&tally(&[(0, 0), (0, 1), (1, 1)]), entropy).unwrap();
        assert!((found.min - (3f64.log2() - 2.0 / 3.0)).abs() < 1e-6, "{found:?}");
        assert_eq!(found.min, found.max);
        let found = bounds(&tally(&[(0, 0), (0, 1), (1, 1)]), leik_dispersion).unwrap();
        assert_eq!((found.min, found.max), (0.133_333, 0.133_333));
    }

    /// Six texts of which nothing is known: all on one step, or one on each (entropy), or
    /// three at each end (D).
    #[test]
    fn what_is_unknown_may_be_anything() {
        let unknown = tally(&[(0, 5); 6]);
        let found = bounds(&unknown, entropy).unwrap();
        assert_eq!((found.min, found.max), (0.0, 2.584_963));
        let found = bounds(&unknown, leik_dispersion).unwrap();
        assert_eq!((found.min, found.max), (0.0, 1.0));
        assert_eq!(bounds(&Tally::default(), entropy), None);
    }

    /// Every completion, one by one.
    fn all(intervals: &[(u8, u8)], measure: fn(&[u32]) -> f64) -> (f64, f64) {
        let mut ends = (f64::INFINITY, f64::NEG_INFINITY);
        let mut stack = vec![(0, [0u32; STEPS])];
        while let Some((placed, counts)) = stack.pop() {
            let Some((low, high)) = intervals.get(placed) else {
                let value = measure(&counts);
                ends = (ends.0.min(value), ends.1.max(value));
                continue;
            };
            for step in *low..=*high {
                let mut with = counts;
                with[usize::from(step)] += 1;
                stack.push((placed + 1, with));
            }
        }
        ends
    }

    proptest! {
        #[test]
        fn the_bounds_are_those_of_all_completions(
            intervals in prop::collection::vec((0u8..6, 0u8..6).prop_map(|(a, b)| (a.min(b), a.max(b))), 1..8),
        ) {
            for measure in [entropy, leik_dispersion] {
                let (least, greatest) = all(&intervals, measure);
                let found = bounds(&tally(&intervals), measure).unwrap();
                prop_assert!((found.min - least).abs() < 1e-6, "{found:?} {least}");
                prop_assert!((found.max - greatest).abs() < 1e-6, "{found:?} {greatest}");
            }
        }
    }
}
