//! What may be said of differences, and what may not.

use super::{NONE, ends, interval, labelled, percent, range, stretch, whole};
use crate::domain::decimal::fixed;
use crate::domain::letters::joined;
use crate::domain::stats::{Comparison, Homogeneity, Interval, OneEach, ResponseRate};
use crate::summary::groups::Group;
use crate::summary::rated::Rated;
use crate::summary::slots::{Course, Slot, Stretch};
use crate::summary::words::{Text, Words};

/// A change that may be named, as where it lies; else that there is none.
pub(in crate::summary) fn change(words: &Words, of: &Stretch) -> String {
    match &of.change {
        Some(change) if of.changed => by(words, change),
        Some(_) => words.say(Text::NoClearDifference),
        None => NONE.to_owned(),
    }
}

/// A group against the others, after Holm's correction.
pub(in crate::summary) fn versus(words: &Words, group: &Group) -> String {
    let Some(versus) = group.versus else {
        return NONE.to_owned();
    };
    let text = match versus.differs() {
        true if versus.comparison.difference > 0.0 => Text::Higher,
        true => Text::Lower,
        false => Text::NoClearDifference,
    };
    let p = p(words, versus.corrected_p);
    [&words.say(text), " (", &p, ")"].concat()
}

pub(in crate::summary) fn verdict_of_groups(words: &Words, verdict: Homogeneity) -> String {
    let text = match verdict.differs() {
        true => Text::GroupsDiffer,
        false => Text::GroupsSame,
    };
    words.fill(text, "p", &[&p(words, verdict.p)])
}

/// Whether there was any real change over the period.
pub(in crate::summary) fn verdict_of_course(words: &Words, course: &Course) -> Option<String> {
    let verdict = course.verdict?;
    let text = match verdict.differs() {
        true => Text::ChangeReal,
        false => Text::ChangeNone,
    };
    Some(words.fill(text, "p", &[&p(words, verdict.p)]))
}

/// The changes from one stretch to the next that are more than chance would make.
pub(in crate::summary) fn named_changes(words: &Words, course: &Course) -> Option<String> {
    let mut any = false;
    let mut named = Vec::new();
    for slot in &course.slots {
        if let Slot::Stretch(of) = slot
            && let Some(change) = of.change
        {
            any = true;
            if of.changed {
                let name = stretch(words, course.trend, of.start);
                named.push(labelled(&name, &by(words, &change)));
            }
        }
    }
    match named.is_empty() {
        true => any.then(|| words.say(Text::NoneNamed)),
        false => Some(words.fill(Text::Named, "changes", &[&joined(&named, "; ")])),
    }
}

/// The score where every value of a field counts once.
pub(in crate::summary) fn one_each(words: &Words, by: &str, of: &OneEach) -> String {
    let score = [&whole(words, of.score), " ", &interval(words, of.interval)].concat();
    words.fill(Text::OneEach, "field score", &[by, &score])
}

/// A rating with the rule it is read by.
pub(in crate::summary) fn rated(words: &Words, rated: &Rated) -> String {
    let top = &rated.top;
    let [low, high] = [top.from, top.to].map(|step| words.number(step));
    words.fill(
        Text::Rated,
        "share interval mean answers low high",
        &[
            &percent(words, top.percent.round() as u8),
            &interval(words, top.interval),
            &words.digits(&tenths(rated.mean)),
            &words.counted(Text::Answers, rated.n),
            &low,
            &high,
        ],
    )
}

/// How many of those who were asked answered.
pub(in crate::summary) fn response_rate(words: &Words, rate: &ResponseRate) -> String {
    let [answered, shown] = [rate.answered, rate.shown].map(|n| words.number(n));
    words.fill(
        Text::ResponseRate,
        "answered shown share interval",
        &[
            &answered,
            &shown,
            &percent(words, rate.percent.round() as u8),
            &interval(words, rate.interval),
        ],
    )
}

/// What a theme adds to the score, or takes from it.
pub(in crate::summary) fn impact(words: &Words, value: f64) -> String {
    words.digits(&match (value * 10.0).round() > 0.0 {
        true => ["+", &tenths(value)].concat(),
        false => tenths(value),
    })
}

fn by(words: &Words, comparison: &Comparison) -> String {
    let Interval { low, high } = comparison.interval;
    let (text, ends) = if low > 0.0 {
        (Text::Up, ends(words, comparison.interval))
    } else {
        let [low, high] = [-high, -low].map(|end| whole(words, end));
        (Text::Down, range(words, &low, &high))
    };
    words.fill(text, "range", &[&ends])
}

/// A p-value to three places, on one line: `p = 0.004`.
fn p(words: &Words, p: f64) -> String {
    let thousandths = (p * 1000.0).round() as i64;
    match thousandths {
        0 => ["p\u{a0}<\u{a0}", &words.digits("0.001")].concat(),
        1000.. => "p\u{a0}=\u{a0}1".to_owned(),
        _ => ["p\u{a0}=\u{a0}", &words.digits(&fixed(thousandths, 3))].concat(),
    }
}

/// A number to one decimal, in digits.
fn tenths(value: f64) -> String {
    fixed((value * 10.0).round() as i64, 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::summary::words::tests::english;

    #[test]
    fn p_values_have_three_places() {
        for (value, text) in [
            (0.004_04, "p = 0.004"),
            (0.000_4, "p < 0.001"),
            (0.05, "p = 0.050"),
            (0.999_6, "p = 1"),
            (1.0, "p = 1"),
        ] {
            assert_eq!(p(&english(), value).replace('\u{a0}', " "), text);
        }
    }

    #[test]
    fn numbers_have_one_decimal_and_impacts_their_sign() {
        let words = english();
        assert_eq!(tenths(4.08), "4.1");
        assert_eq!(tenths(-0.04), "0.0");
        assert_eq!(impact(&words, 18.13), "+18.1");
        assert_eq!(impact(&words, -13.37), "-13.4");
        assert_eq!(impact(&words, 0.01), "0.0");
    }
}
