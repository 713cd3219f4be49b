//! Which answers count, and what each day of them holds.

use crate::domain::score::Score;
use crate::domain::stats::Distribution;
use crate::domain::time::Date;

use super::answers::{Answers, each_again};
use super::choices::Choices;

/// Which rows count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Whether each row counts; `None` where all do.
    rows: Option<Vec<bool>>,
}

impl Selection {
    /// The rows that `choices` leave.
    #[must_use]
    #[inline(never)]
    pub fn of(answers: &Answers, choices: &Choices) -> Self {
        if !choices.narrows() && answers.repeats == 0 {
            return Self { rows: None };
        }
        let days = choices.days();
        let [from, to] = days.map(|day| day.map(Date::days_since_epoch));
        let all = 0..answers.len() as u32;
        let mut rows: Vec<bool> = all.map(|row| !answers.is_repeated(row)).collect();
        if from.is_some() || to.is_some() {
            for (day, counts) in answers.day_of_each(0..answers.len() as u32).zip(&mut rows) {
                *counts = day.is_some_and(|day| {
                    from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
                });
            }
        }
        for (name, value) in choices.fields() {
            let field = answers.field(name);
            let wanted = field.and_then(|field| field.values.find(value));
            for (row, counts) in (0..).zip(&mut rows) {
                *counts &= field.zip(wanted).is_some_and(|(field, wanted)| {
                    field.of(row) == wanted || field.overlaps() && field.all(row).contains(&wanted)
                });
            }
        }
        if choices.latest() {
            latest(answers, &mut rows);
        }
        Self { rows: Some(rows) }
    }

    /// Whether the row counts.
    #[must_use]
    #[inline(always)]
    pub fn has(&self, row: u32) -> bool {
        let rows = self.rows.as_ref();
        rows.is_none_or(|rows| rows.get(row as usize).copied().unwrap_or(false))
    }
}

/// Leaves of each respondent's scored rows the latest, of one moment the last; rows that do not say
/// whose they are, and those that are on another scale, all stay.
fn latest(answers: &Answers, rows: &mut [bool]) {
    let mut gone = Vec::new();
    let who = |row: u32| match rows.get(row as usize) {
        Some(true) if answers.score(row).is_some() => answers.respondent(row),
        _ => 0,
    };
    each_again(0..rows.len() as u32, &who, &mut |before, row| {
        let later = answers.rank(row) >= answers.rank(before);
        let (left, stays) = if later { (before, row) } else { (row, before) };
        gone.push(left);
        stays
    });
    for row in gone {
        if let Some(counts) = rows.get_mut(row as usize) {
            *counts = false;
        }
    }
}

/// What was answered on each day. Nearly all days lie close together; those that do not, mistyped
/// most of them, are kept apart.
pub(super) struct Days {
    first: i64,
    near: Vec<Distribution>,
    far: Vec<(i64, Distribution)>,
}

impl Days {
    /// About a century of days up to `last`.
    pub(super) fn until(first: Date, last: Date) -> Self {
        const NEAR: i64 = 36_525;
        let last = last.days_since_epoch();
        let first = first.days_since_epoch().max(last - NEAR);
        let length = usize::try_from(last - first + 1).unwrap_or(0);
        Self {
            first,
            near: vec![Distribution::default(); length],
            far: Vec::new(),
        }
    }

    /// Counts one answer of a day.
    #[inline(always)]
    pub(super) fn add(&mut self, day: i64, score: Score) {
        let at = usize::try_from(day - self.first).ok();
        match at.and_then(|at| self.near.get_mut(at)) {
            Some(near) => near.add(Some(score)),
            None => self.add_far(day, score),
        }
    }

    #[inline(never)]
    fn add_far(&mut self, day: i64, score: Score) {
        let found = self.far.binary_search_by_key(&day, |(day, _)| *day);
        let at = found.unwrap_or_else(|at| {
            self.far.insert(at, (day, Distribution::default()));
            at
        });
        if let Some((_, far)) = self.far.get_mut(at) {
            far.add(Some(score));
        }
    }

    /// The days with answers, earliest first.
    pub(super) fn in_order(self) -> Vec<(Date, Distribution)> {
        let near = (self.first..).zip(self.near);
        let near = near.filter(|(_, day)| day.counts.iter().any(|count| *count > 0));
        // The far ones are all before the near ones, which reach up to the last.
        let days = self.far.into_iter().chain(near);
        days.map(|(day, counts)| (Date::from_days(day), counts))
            .collect()
    }
}
