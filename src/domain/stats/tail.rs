//! Tail probabilities, all from one function: the tables of erfc and lgamma weigh more than it.

/// The two-sided p-value of a standard normal `z`: its square is chi-square with one degree of
/// freedom.
pub(super) fn normal_two_sided(z: f64) -> f64 {
    chi_square_upper(z * z, 1.0)
}

/// The probability that chi-square with `df` degrees of freedom is at least `x`, for finite
/// `x >= 0` and `df >= 1`: the upper regularised incomplete gamma function Q(df/2, x/2).
///
/// Source: Press et al., Numerical Recipes, 3rd ed., section 6.2: the series below a + 1, Lentz's
/// continued fraction above. Both converge in about √a steps there.
pub(super) fn chi_square_upper(x: f64, df: f64) -> f64 {
    let (a, x) = (df / 2.0, x / 2.0);
    if x <= 0.0 {
        return 1.0;
    }
    let front = libm::exp(a * libm::log(x) - x - ln_gamma(a));
    let p = if x < a + 1.0 {
        1.0 - front * series(a, x)
    } else {
        front * continued_fraction(a, x)
    };
    p.clamp(0.0, 1.0)
}

/// The logarithm of Γ(a), a > 0, to twelve digits: Stirling's series where it is that good, and
/// Γ(a + 1) = a Γ(a) up to there. Source: Abramowitz and Stegun, 6.1.41 and 6.1.15.
fn ln_gamma(mut a: f64) -> f64 {
    const HALF_LN_TWO_PI: f64 = 0.918_938_533_204_672_8;
    let mut before = 1.0;
    while a < 16.0 {
        before *= a;
        a += 1.0;
    }
    let square = 1.0 / (a * a);
    let series = 1.0 / 12.0 - square * (1.0 / 360.0 - square * (1.0 / 1260.0 - square / 1680.0));
    (a - 0.5) * libm::log(a) - a + HALF_LN_TWO_PI + series / a - libm::log(before)
}

const MOST_STEPS: u32 = 100_000;

fn series(a: f64, x: f64) -> f64 {
    let mut term = 1.0 / a;
    let mut sum = term;
    for step in 1..MOST_STEPS {
        term *= x / (a + f64::from(step));
        sum += term;
        if term < sum * f64::EPSILON {
            break;
        }
    }
    sum
}

fn continued_fraction(a: f64, x: f64) -> f64 {
    // Lentz's method divides by what may be zero; a tiny number stands in.
    const TINY: f64 = f64::MIN_POSITIVE / f64::EPSILON;
    let nonzero = |v: f64| if v.abs() < TINY { TINY } else { v };
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / nonzero(b);
    let mut h = d;
    for step in 1..MOST_STEPS {
        let i = f64::from(step);
        let an = -i * (i - a);
        b += 2.0;
        d = 1.0 / nonzero(an * d + b);
        c = nonzero(b + an / c);
        let delta = d * c;
        h *= delta;
        if (delta - 1.0).abs() <= f64::EPSILON {
            break;
        }
    }
    h
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-10 * b.max(1e-3), "{a} is not {b}");
    }

    #[test]
    fn the_normal_tail_has_its_known_points() {
        close(normal_two_sided(0.0), 1.0);
        close(normal_two_sided(super::super::Z95), 0.05);
        close(normal_two_sided(-super::super::Z95), 0.05);
    }

    #[test]
    fn both_agree_with_the_tables_of_libm() {
        for step in 1..4_000 {
            let x = f64::from(step) * 0.01;
            let p = libm::erfc(x * core::f64::consts::FRAC_1_SQRT_2);
            let found = normal_two_sided(x);
            assert!(
                (found - p).abs() <= 1e-11 * p.max(1e-290),
                "{x}: {found} is not {p}"
            );
            let known = libm::lgamma(x);
            let found = ln_gamma(x);
            assert!((found - known).abs() <= 1e-12 * known.abs().max(1.0), "{x}");
        }
        for a in [1e-9, 1e3, 1e6] {
            let known = libm::lgamma(a);
            assert!((ln_gamma(a) - known).abs() <= 1e-13 * known.abs(), "{a}");
        }
    }

    #[test]
    fn the_chi_square_tail_agrees_with_its_closed_forms() {
        for x in [0.001, 0.5, 1.0, 3.84, 10.0, 80.0] {
            // One degree of freedom is a squared normal, two an exponential, four by parts.
            let normal = libm::erfc(f64::sqrt(x / 2.0));
            close(chi_square_upper(x, 1.0), normal);
            close(chi_square_upper(x, 2.0), f64::exp(-x / 2.0));
            close(
                chi_square_upper(x, 4.0),
                f64::exp(-x / 2.0) * (1.0 + x / 2.0),
            );
        }
    }

    #[test]
    fn the_chi_square_tail_stays_a_probability() {
        for df in [1.0, 3.0, 52.0, 365.0, 100_000.0] {
            for x in [0.0, 1e-300, 0.1, 364.0, 1e5, 1e12, 1e300] {
                let p = chi_square_upper(x, df);
                assert!((0.0..=1.0).contains(&p), "Q({x}, {df}) = {p}");
            }
        }
        assert!((chi_square_upper(100_000.0, 100_000.0) - 0.5).abs() < 0.01);
    }
}
