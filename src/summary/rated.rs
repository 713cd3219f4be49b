//! Answers on other scales, which are no recommendation and counted by rules of their own.

use super::answers::Answers;
use super::field::Field;
use super::selection::Selection;
use crate::domain::decimal::whole;
use crate::domain::letters::holds;
use crate::domain::stats::ratings::{self, TopShare};

/// Answers on another scale, with the rule they are read by.
#[derive(Clone, Debug, PartialEq)]
pub struct Rated {
    /// The column they stand in.
    pub name: String,
    /// What they measure.
    pub kind: Rating,
    /// How many answered.
    pub n: u64,
    /// The mean answer.
    pub mean: f64,
    /// The share of the top answers, and its rule.
    pub top: TopShare,
}

/// What a rating measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rating {
    /// Satisfaction, 1 to 5: the share of 4 and 5.
    Satisfaction,
    /// Effort, 1 to 7: the mean, and the share of 5 to 7.
    Effort,
}

impl Rated {
    /// The field's answers, where its name says what they measure and they are on that scale.
    pub(super) fn of(answers: &Answers, field: &Field, selection: &Selection) -> Option<Self> {
        let kind = Rating::named(&field.name)?;
        let mut counts = vec![0; field.values.len() + 1];
        answers.in_blocks(&mut |rows| {
            for row in rows.filter(|row| selection.has(*row)) {
                if let Some(count) = counts.get_mut(field.of(row) as usize) {
                    *count += 1;
                }
            }
        });
        let mut steps = [0; 7];
        let steps = steps.get_mut(..kind.steps())?;
        rate(field, &counts, steps)?;
        Self::new(&field.name, kind, steps)
    }

    /// Those of so many that gave 1, 2 and so on; `None` where nobody answered.
    pub(super) fn new(name: &str, kind: Rating, counts: &[u64]) -> Option<Self> {
        Some(Self {
            name: name.to_owned(),
            kind,
            n: ratings::n(counts),
            mean: ratings::mean(counts)?,
            // 4 and 5 of 5, and 5 to 7 of 7.
            top: ratings::top(counts, kind.steps() / 2)?,
        })
    }
}

/// Counts the answers on each step, from how many rows have each value, those without one first.
/// What is no number is no answer. `None` where a number lies off the scale: then it is another one.
#[inline(never)]
fn rate(field: &Field, counts: &[u64], steps: &mut [u64]) -> Option<()> {
    let counts = field.values.iter().zip(counts.iter().skip(1));
    for (value, count) in counts.filter(|(_, count)| **count > 0) {
        let value = value.strip_suffix(".0").unwrap_or(value);
        if let Some(step) = whole(value) {
            *steps.get_mut(step.checked_sub(1)? as usize)? += count;
        }
    }
    Some(())
}

impl Rating {
    /// How many steps its scale has, from 1 up.
    pub(super) const fn steps(self) -> usize {
        match self {
            Self::Satisfaction => 5,
            Self::Effort => 7,
        }
    }

    fn named(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| holds(&name, word));
        if has(&["csat", "satisf", "tilfreds", "fornøyd"]) {
            Some(Self::Satisfaction)
        } else if has(&["effort", "innsats", "indsats"]) || name == "ces" {
            Some(Self::Effort)
        } else {
            None
        }
    }
}
