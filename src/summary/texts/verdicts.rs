//! What may be said of differences, and what may not.

use super::{NO_CLEAR_DIFFERENCE, counted, ends, fill, number, stretch};
use crate::domain::stats::ratings::TopShare;
use crate::domain::stats::{Comparison, Homogeneity, Interval, Weighted, Z95};
use crate::summary::groups::Group;
use crate::summary::model::{Rated, Rating};
use crate::summary::slots::{Course, Slot};

/// A p-value to three places: `p = 0.004`.
fn p(p: f64) -> String {
    let thousandths = (p * 1000.0).round() as u64;
    match thousandths {
        0 => "p < 0.001".to_owned(),
        1000.. => "p = 1".to_owned(),
        _ => {
            let digits = (1000 + thousandths).to_string();
            fill("p = 0.{0}", &[digits.get(1..).unwrap_or_default()])
        }
    }
}

/// A difference that may be named, as where it lies; else that there is none.
pub(in crate::summary) fn change(change: &Comparison) -> String {
    match change.changed() {
        true => by(change),
        false => NO_CLEAR_DIFFERENCE.to_owned(),
    }
}

fn by(comparison: &Comparison) -> String {
    let Interval { low, high } = comparison.interval;
    if low > 0.0 {
        fill("up by {0}", &[&ends(comparison.interval)])
    } else {
        let interval = Interval {
            low: -high,
            high: -low,
        };
        fill("down by {0}", &[&ends(interval)])
    }
}

/// A group against the others, after Holm's correction.
pub(in crate::summary) fn versus(group: &Group) -> String {
    match group.versus {
        None => super::NONE.to_owned(),
        Some(versus) if versus.differs() && versus.comparison.difference > 0.0 => {
            fill("higher ({0})", &[&p(versus.corrected_p)])
        }
        Some(versus) if versus.differs() => fill("lower ({0})", &[&p(versus.corrected_p)]),
        Some(versus) => fill("no clear difference ({0})", &[&p(versus.corrected_p)]),
    }
}

pub(in crate::summary) fn verdict_of_groups(verdict: Homogeneity) -> String {
    let text = match verdict.differs() {
        true => "Taken together, the groups do differ ({0}).",
        false => "Taken together, the groups could all have one score ({0}).",
    };
    fill(text, &[&p(verdict.p)])
}

/// Whether there was any real change over the period.
pub(in crate::summary) fn verdict_of_course(course: &Course) -> Option<String> {
    let verdict = course.verdict?;
    let text = match verdict.differs() {
        true => "There was a real change over the period (homogeneity, {0}).",
        false => "No clear change over the period: one score could explain it (homogeneity, {0}).",
    };
    Some(fill(text, &[&p(verdict.p)]))
}

/// The changes from one stretch to the next that are more than chance would make.
pub(in crate::summary) fn named_changes(course: &Course) -> Option<String> {
    let mut any = false;
    let mut named = Vec::new();
    for slot in &course.slots {
        if let Slot::Stretch(of) = slot
            && let Some(change) = of.change
        {
            any = true;
            if change.changed() {
                let name = stretch(course.trend, of.start);
                named.push(fill("{0}: {1}", &[&name, &by(&change)]));
            }
        }
    }
    match named.as_slice() {
        [] => any.then(|| "No point differs clearly from the one before it.".to_owned()),
        named => Some(fill("Clear changes: {0}.", &[&named.join("; ")])),
    }
}

pub(in crate::summary) fn more_groups(more: usize) -> String {
    counted(
        more as u64,
        "1 more group is smaller than these, or too small to show a score; it counts among the \
         others.",
        "{0} more groups are smaller than these, or too small to show a score; they count among the \
         others.",
    )
}

/// The score where every value of a field counts once.
pub(in crate::summary) fn one_each(by: &str, score: &Weighted) -> String {
    let reach = Z95 * score.standard_error;
    let interval = Interval {
        low: (score.score - reach).max(-100.0),
        high: (score.score + reach).min(100.0),
    };
    let whole = (score.score.round() as i64).to_string();
    fill(
        "Counting every {0} once, however many answers it has: {1} (95 %: {2}).",
        &[by, &whole, &ends(interval)],
    )
}

/// A rating with the rule it is read by.
pub(in crate::summary) fn rated(rated: &Rated) -> String {
    let TopShare {
        percent, interval, ..
    } = &rated.top;
    let percent = (percent.round() as i64).to_string();
    let values = [
        &*percent,
        &ends(*interval),
        &rated.top.rule(),
        &number(rated.n),
        &tenths(rated.mean),
    ];
    match rated.kind {
        Rating::Satisfaction => fill(
            "{0} % (95 %: {1}) of {3} answers. Rule: {2}; Wilson interval. Mean {4}.",
            &values,
        ),
        Rating::Effort => fill(
            "Mean {4} of {3} answers; {0} % (95 %: {1}). Rule: {2}; Wilson interval.",
            &values,
        ),
    }
}

/// A number to one decimal, with its sign where it is below zero.
pub(in crate::summary) fn tenths(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    let tenths = tenths.unsigned_abs();
    fill(
        "{0}{1}.{2}",
        &[sign, &(tenths / 10).to_string(), &(tenths % 10).to_string()],
    )
}

/// What a theme adds to the score, or takes from it.
pub(in crate::summary) fn impact(value: f64) -> String {
    match tenths(value) {
        text if text.starts_with('-') || text == "0.0" => text,
        text => fill("+{0}", &[&text]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p_values_have_three_places() {
        for (value, text) in [
            (0.004_04, "p = 0.004"),
            (0.000_4, "p < 0.001"),
            (0.05, "p = 0.050"),
            (0.999_6, "p = 1"),
            (1.0, "p = 1"),
        ] {
            assert_eq!(p(value), text);
        }
    }

    #[test]
    fn numbers_have_one_decimal_and_impacts_their_sign() {
        assert_eq!(
            (tenths(4.08), tenths(-0.04)),
            ("4.1".to_owned(), "0.0".to_owned())
        );
        assert_eq!(
            (impact(18.13), impact(-13.37)),
            ("+18.1".to_owned(), "-13.4".to_owned())
        );
        assert_eq!(impact(0.01), "+0.0".replace('+', ""));
    }
}
