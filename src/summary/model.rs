//! From the answers and what the owner chose to everything the summary shows. Pure: what is on the
//! screen can be asserted on without one.

use core::ops::Range;

use crate::domain::stats::{Band, Bands, Confidence, Distribution, Interval, ResponseRate, Tally};
use crate::domain::time::Date;
use crate::exchange::{Column, Mapping};

use super::answers::Answers;
use super::choices::Choices;
use super::groups::{Groups, first_choice};
use super::rated::Rated;
use super::selection::{Days, Selection};
use super::slots::Course;

/// Everything the summary shows, save for the comments.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// How many gave each score.
    pub distribution: Distribution,
    /// Promoters, passives and detractors.
    pub tally: Tally,
    /// How far the score can be trusted.
    pub confidence: Confidence,
    /// The score, where there are enough answers to show one.
    pub scored: Option<Scored>,
    /// The bands scores are read in.
    pub bands: Bands,
    /// Those the interval reaches into, lowest first.
    pub bands_touched: Vec<Band>,
    /// About how many more answers bring the interval to 10 points each way; `None` where it is
    /// there already.
    pub more_answers: Option<u64>,
    /// How many of those who were asked answered, where that was counted.
    pub response_rate: Option<ResponseRate>,
    /// The score over time.
    pub course: Course,
    /// The answers by a field's values, where there is a field that tells groups.
    pub groups: Option<Groups>,
    /// Answers on other scales.
    pub ratings: Vec<Rated>,
    /// Answers without a readable date: they count, but in no trend.
    pub undated: u64,
    /// The first and the last day answered on.
    pub days: Option<(Date, Date)>,
    /// How many answers there are where nothing is chosen.
    pub of_all: u64,
    /// Whether choices leave some out.
    pub narrowed: bool,
}

/// A score fit to be shown, always with its interval.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    /// The score as people read it.
    pub text: String,
    /// Where it lies, -100 to 100.
    pub score: f64,
    /// Where it could lie.
    pub interval: Interval,
}

/// The headings a foreign file was read by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadAs {
    /// Where the scores stand.
    pub score: String,
    /// Where the comments stand.
    pub comment: Option<String>,
    /// Where the dates stand.
    pub date: Option<String>,
}

impl Summary {
    /// The summary of the answers that `choices` leave, their scores read in `bands`.
    #[must_use]
    pub fn of(answers: &Answers, choices: &Choices, bands: Bands) -> Self {
        Self::of_selected(answers, choices, &Selection::of(answers, choices), bands)
    }

    /// The same where the selection is there already.
    #[must_use]
    #[inline(never)]
    pub fn of_selected(
        answers: &Answers,
        choices: &Choices,
        selection: &Selection,
        bands: Bands,
    ) -> Self {
        if let Some(tallies) = &answers.tallies {
            return tallies.summary(choices, bands);
        }
        let mut counted = Counted {
            days: answers.days().map(|(first, last)| Days::until(first, last)),
            ..Counted::default()
        };
        answers.in_blocks(&mut |rows| counted.add(answers, selection, rows));
        let Counted {
            mut distribution,
            of_all,
            days,
        } = counted;
        if !choices.narrows() {
            distribution.excluded = answers.excluded();
        }
        let days = days.map(Days::in_order).unwrap_or_default();
        let dated: u64 = days.iter().map(|(_, day)| day.tally().n()).sum();
        let chosen = choices.chosen("by").and_then(|name| answers.field(name));
        // A field that these answers do not have is another file's.
        let field = chosen.or_else(|| first_choice(answers));
        Self {
            groups: field.map(|field| Groups::of(answers, field, selection, &bands)),
            ratings: answers
                .fields()
                .filter_map(|field| Rated::of(answers, field, selection))
                .collect(),
            undated: distribution.tally().n().saturating_sub(dated),
            of_all,
            ..Self::counted(distribution, &days, choices, bands)
        }
    }

    /// How many answered: on the score's scale, or where nobody did, on another.
    #[must_use]
    pub fn answers(&self) -> u64 {
        match self.tally.n() {
            0 => self.ratings.iter().map(|rated| rated.n).max().unwrap_or(0),
            n => n,
        }
    }

    /// What follows from how many gave each score, in all and on each of the `days`, earliest first.
    #[inline(never)]
    pub(super) fn counted(
        distribution: Distribution,
        days: &[(Date, Distribution)],
        choices: &Choices,
        bands: Bands,
    ) -> Self {
        let tally = distribution.tally();
        let scored = Scored::of(tally, &bands);
        let touched = scored.as_ref();
        let touched = touched.map(|scored| bands.bands_touched(scored.interval));
        let ends = days.first().zip(days.last());
        Self {
            distribution,
            tally,
            confidence: tally.confidence(),
            bands_touched: touched.unwrap_or_default(),
            scored,
            more_answers: more_answers(tally),
            response_rate: None,
            course: Course::of(days, choices.trend(), &bands),
            groups: None,
            ratings: Vec::new(),
            undated: 0,
            days: ends.map(|((first, _), (last, _))| (*first, *last)),
            of_all: tally.n(),
            narrowed: choices.narrows(),
            bands,
        }
    }
}

/// What comes of going through the rows once.
#[derive(Default)]
struct Counted {
    distribution: Distribution,
    of_all: u64,
    days: Option<Days>,
}

impl Counted {
    #[cfg_attr(zeroten_unstable, optimize(speed))]
    fn add(&mut self, answers: &Answers, selection: &Selection, rows: Range<u32>) {
        for (row, day) in rows.clone().zip(answers.day_of_each(rows)) {
            let score = answers.score(row);
            self.of_all += u64::from(score.is_some() && !answers.is_repeated(row));
            if !selection.has(row) {
                continue;
            }
            if score.is_some() || answers.is_unscored(row) {
                self.distribution.add(score);
            }
            if let (Some(score), Some(day), Some(days)) = (score, day, &mut self.days) {
                days.add(day, score);
            }
        }
    }
}

impl Scored {
    /// The tally's score; `None` where there are too few answers to show it.
    #[must_use]
    pub fn of(tally: Tally, bands: &Bands) -> Option<Self> {
        match tally.confidence() {
            Confidence::NoResponses | Confidence::TooFew => None,
            Confidence::Few | Confidence::Uncertain | Confidence::Settled => Some(Self {
                text: tally.display(bands)?,
                score: tally.score()?,
                interval: tally.interval()?,
            }),
        }
    }
}

impl ReadAs {
    /// The headings of a foreign table.
    #[must_use]
    pub fn of(mapping: &Mapping) -> Option<Self> {
        let heading = |column| mapping.heading(column).map(str::to_owned);
        if mapping.format.is_own() {
            return None;
        }
        Some(Self {
            score: heading(Column::Score)?,
            comment: heading(Column::Comment),
            date: heading(Column::AnsweredAt),
        })
    }
}

/// How many answers are missing for 10 points each way, rounded up to two digits: it rests on the
/// answers to come falling as the present ones do, so more digits would claim too much.
fn more_answers(tally: Tally) -> Option<u64> {
    let missing = tally
        .answers_for_half_width(10.0)?
        .checked_sub(tally.n())
        .filter(|missing| *missing > 0)?;
    let mut unit = 1;
    while missing / unit >= 100 {
        unit *= 10;
    }
    Some(missing.div_ceil(unit) * unit)
}

#[cfg(test)]
mod tests;
