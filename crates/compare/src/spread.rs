//! Measures of spread over ordered steps, on counts.

/// Shannon entropy in bits: 0 when all stand on one step, log2 of the number of steps when they
/// are spread evenly.
///
/// Source: C. E. Shannon, "A mathematical theory of communication", *Bell System Technical
/// Journal* 27 (1948), section 6.
pub fn entropy(counts: &[u32]) -> f64 {
    let n = total(counts);
    counts
        .iter()
        .filter(|c| **c > 0)
        .map(|c| {
            let p = f64::from(*c) / n;
            -p * p.log2()
        })
        .sum()
}

/// Leik's ordinal dispersion D: 0 when all stand on one step, 1 when half stand on the lowest
/// and half on the highest. With `F` the cumulative share up to a step, and k steps, D is
/// 2/(k - 1) times the sum of min(F, 1 - F). It uses the order of the steps and no distances.
///
/// Source: R. K. Leik, "A measure of ordinal consensus", *Pacific Sociological Review* 9 (1966),
/// pages 85 to 90.
pub fn leik_dispersion(counts: &[u32]) -> f64 {
    let n = total(counts);
    let steps = counts.len();
    if n == 0.0 || steps < 2 {
        return 0.0;
    }
    let mut cumulative = 0.0;
    let mut sum = 0.0;
    for count in counts.iter().take(steps - 1) {
        cumulative += f64::from(*count);
        let share = cumulative / n;
        sum += share.min(1.0 - share);
    }
    // At most 2000 steps: the conversion is exact.
    2.0 * sum / f64::from(crate::count(steps - 1))
}

fn total(counts: &[u32]) -> f64 {
    counts.iter().map(|c| f64::from(*c)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    /// Shannon's own example: probabilities 1/2, 1/4, 1/8, 1/8 give 7/4 bits (section 7).
    #[test]
    fn the_entropy_is_that_of_the_published_example() {
        assert!(near(entropy(&[4, 2, 1, 1]), 1.75));
        assert!(near(entropy(&[0, 9, 0]), 0.0));
        assert!(near(entropy(&[3, 3, 3, 3, 3, 3]), 6f64.log2()));
    }

    /// The example of the R package `agrmt` (version 1.42, function `Leik`): 0.287.
    #[test]
    fn the_dispersion_is_that_of_the_published_example() {
        let d = leik_dispersion(&[30, 40, 210, 130, 530, 50, 10]);
        assert!((d - 0.287).abs() < 0.0005, "{d}");
    }

    /// The two ends that the measure is built on, and six even steps worked by hand:
    /// 2/5 of (1 + 2 + 3 + 2 + 1)/6.
    #[test]
    fn agreement_gives_nought_and_opposition_one() {
        assert!(near(leik_dispersion(&[0, 0, 7, 0, 0, 0]), 0.0));
        assert!(near(leik_dispersion(&[5, 0, 0, 0, 0, 5]), 1.0));
        assert!(near(leik_dispersion(&[1; 6]), 0.6));
        assert!(near(leik_dispersion(&[0; 6]), 0.0));
    }
}
