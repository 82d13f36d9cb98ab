//! Bootstrap intervals: what the share of pairs would be with other texts of the same kind.
//!
//! Independent texts are drawn with replacement, as many as there are; a pair of draws counts
//! unless both are the same text, which would agree with itself. This is the vertex bootstrap
//! (T. A. B. Snijders and S. P. Borgatti, "Non-parametric standard errors and tests for network
//! statistics", *Connections* 22, 1999), with pairs of a text with itself left out; the interval
//! is that of the percentiles (B. Efron and R. J. Tibshirani, *An Introduction to the
//! Bootstrap*, 1993, chapter 13). The generator is xoshiro256++ with a seed that is the hash
//! of what is compared: the same texts give the same interval, in any order and on any machine.

use crate::tally::Tally;
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};
use sha2::{Digest, Sha256};
use thresholds_model::comparison::{Estimate, PairCounts};

/// Resamples: as many as percentile intervals need at least (Efron and Tibshirani, section 13.3).
const RESAMPLES: usize = 1_000;
/// With fewer texts a resample says nothing, and the interval is the whole of 0 to 1.
const FEWEST: u32 = 5;

/// Shares of pairs that differ certainly, and possibly, with 95% intervals. `None` with fewer
/// than two texts. `what` names the figure: it seeds the generator.
pub fn share_of_resampled_pairs(texts: &Tally, what: &str) -> Option<(Estimate, Estimate)> {
    let pairs = texts.pairs();
    if pairs.all == 0 {
        return None;
    }
    let (certainly, possibly) = shares(pairs);
    let (mut of_certainly, mut of_possibly): (Vec<f64>, Vec<f64>) =
        if texts.total() < FEWEST { (vec![0.0, 1.0], vec![0.0, 1.0]) } else { resampled(texts, what) };
    Some((estimate(certainly, &mut of_certainly), estimate(possibly, &mut of_possibly)))
}

fn resampled(texts: &Tally, what: &str) -> (Vec<f64>, Vec<f64>) {
    let mut random = Xoshiro256PlusPlus::from_seed(Sha256::digest(what.as_bytes()).into());
    (0..RESAMPLES).filter_map(|_| resample(texts, &mut random)).map(shares).unzip()
}

/// One resample; `None` when all draws are the same text.
fn resample(texts: &Tally, random: &mut Xoshiro256PlusPlus) -> Option<PairCounts> {
    let n = texts.total();
    let mut draws = vec![0u32; n as usize];
    for _ in 0..n {
        if let Some(slot) = draws.get_mut(below(n, random)) {
            *slot += 1;
        }
    }
    // Texts are numbered in the order of their intervals.
    let mut rest = draws.as_slice();
    let mut drawn = Vec::with_capacity(texts.entries().len());
    for (tiers, count) in texts.entries() {
        let (own, others) = rest.split_at(*count as usize);
        drawn.push((*tiers, own.iter().sum::<u32>()));
        rest = others;
    }
    let with_itself: u32 = draws.iter().map(|d| d * d.saturating_sub(1) / 2).sum();
    let mut pairs = Tally::from_drawn(drawn).pairs();
    pairs.all -= with_itself;
    (pairs.all > 0).then_some(pairs)
}

/// A number from 0 up to and without `n`, all but equally likely: the bias is below n / 2^64
/// (D. Lemire, "Fast random integer generation in an interval", 2019, without its rejections).
fn below(n: u32, random: &mut Xoshiro256PlusPlus) -> usize {
    let product = u128::from(random.next_u64()) * u128::from(n);
    usize::try_from(product >> 64).unwrap_or(0)
}

fn shares(pairs: PairCounts) -> (f64, f64) {
    let share = |part: u32| f64::from(part) / f64::from(pairs.all);
    (share(pairs.certainly), share(pairs.possibly))
}

/// The share with the 2.5th and the 97.5th percentile of its resamples (nearest rank).
fn estimate(share: f64, resampled: &mut [f64]) -> Estimate {
    resampled.sort_by(f64::total_cmp);
    let percentile = |thousandths: usize| {
        let rank = (resampled.len() * thousandths).div_ceil(1_000).max(1) - 1;
        resampled.get(rank).copied().unwrap_or(share)
    };
    Estimate {
        share: crate::rounded(share),
        low: crate::rounded(percentile(25)),
        high: crate::rounded(percentile(975)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use thresholds_model::scheme::TierInterval;

    fn tally(numbers: &[(u8, u8, usize)]) -> Tally {
        let on = |(low, high, n): &(u8, u8, usize)| vec![TierInterval { low: *low, high: *high }; *n];
        numbers.iter().flat_map(on).collect()
    }

    /// The first numbers that the authors of xoshiro256++ publish for the state 1, 2, 3, 4:
    /// a generator that changed would change every interval.
    #[test]
    fn the_generator_is_the_published_one() {
        let mut seed = [0; 32];
        for (i, n) in (1u8..=4).enumerate() {
            seed[8 * i] = n;
        }
        let mut random = Xoshiro256PlusPlus::from_seed(seed);
        let first = [random.next_u64(), random.next_u64(), random.next_u64()];
        assert_eq!(first, [41_943_041, 58_720_359, 3_588_806_011_781_223]);
    }

    #[test]
    fn texts_that_agree_never_differ_in_a_resample() {
        let (certain, possible) = share_of_resampled_pairs(&tally(&[(1, 2, 20)]), "x").unwrap();
        assert_eq!(certain, Estimate { share: 0.0, low: 0.0, high: 0.0 });
        assert_eq!(possible, certain);
    }

    #[test]
    fn few_texts_say_nothing_of_others() {
        let (certain, _) = share_of_resampled_pairs(&tally(&[(0, 0, 2), (3, 3, 2)]), "x").unwrap();
        assert_eq!((certain.low, certain.high), (0.0, 1.0));
        assert!(share_of_resampled_pairs(&tally(&[(0, 0, 1)]), "x").is_none());
    }

    /// 50 texts on each side of a boundary, p = 1/2: the share is 2p(1 - p)n/(n - 1) = 50/99. A
    /// resample has p of standard error 0.05; over p from 0.4 to 0.6 (two standard errors)
    /// the share falls from its top to 2 * 0.4 * 0.6 * 100/99 = 0.485, and never above 0.5051
    /// but for pairs of a text with itself.
    #[test]
    fn the_interval_is_as_wide_as_theory_says() {
        let (certain, _) = share_of_resampled_pairs(&tally(&[(0, 1, 50), (3, 4, 50)]), "x").unwrap();
        assert_eq!(certain.share, 0.505_051);
        assert!((0.47..0.495).contains(&certain.low), "{certain:?}");
        assert!((0.50..0.512).contains(&certain.high), "{certain:?}");
    }

    #[test]
    fn the_same_texts_give_the_same_interval_and_other_names_another() {
        let texts = tally(&[(0, 1, 30), (1, 2, 13), (3, 5, 40)]);
        assert_eq!(share_of_resampled_pairs(&texts, "a"), share_of_resampled_pairs(&texts, "a"));
        assert_ne!(share_of_resampled_pairs(&texts, "a"), share_of_resampled_pairs(&texts, "b"));
    }
}
