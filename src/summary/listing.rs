//! The comments that the owner's choices leave, and what is to be done about them.

use crate::domain::letters;
use crate::domain::score::{Score, Segment};
use crate::domain::themes::{Comments, StopWords, Theme, Themes, mentions};
use crate::domain::time::Timestamp;

use super::answers::{Answers, LANGUAGE};
use super::choices::{Care, Choices};
use super::selection::Selection;

/// The comments that are left.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listing {
    /// How many there are.
    pub total: usize,
    /// The newest of them.
    pub newest: Vec<Comment>,
    /// How many respondents asked to be contacted and were not.
    pub waiting: usize,
    /// How many of those waited longer than [`CONTACT_WITHIN_HOURS`].
    pub overdue: usize,
}

/// What one respondent wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// What names the answer.
    pub id: u64,
    /// Their words.
    pub text: String,
    /// The score they gave, if it was one.
    pub score: Option<Score>,
    /// When they answered.
    pub answered_at: Option<Timestamp>,
    /// The language they answered in, where the export names one that browsers know how to read.
    pub lang: Option<String>,
    /// Where they agreed to be reached.
    pub contact: Option<String>,
    /// Whether it was marked as handled.
    pub handled: bool,
    /// How many hours are left to contact them, negative when overdue; `None` where nobody waits, or
    /// it is not known since when.
    pub hours_left: Option<i64>,
}

/// Within how many hours a detractor who asks for it should be contacted.
pub const CONTACT_WITHIN_HOURS: i64 = 48;
/// The most comments whose themes are looked for: the newest.
pub const MOST_FOR_THEMES: usize = 20_000;

/// What listing rests on besides the answers.
pub struct Aids<'a> {
    /// The names of the answers that were marked as handled.
    pub handled: &'a [u64],
    /// The present moment.
    pub now: Timestamp,
    /// The stop words of the comments' languages.
    pub stop: &'a StopWords,
    /// The themes found, for the forms a chosen one comes in.
    pub themes: Option<&'a Themes>,
}

impl Listing {
    /// Lists the newest `most` comments that `choices` leave of the selected answers.
    #[must_use]
    pub fn of(
        answers: &Answers,
        selection: &Selection,
        choices: &Choices,
        most: usize,
        aids: &Aids<'_>,
    ) -> Self {
        let mut listing = Self::default();
        let wanted = Wanted::of(answers, choices, aids);
        for row in answers.newest().iter().copied() {
            if !selection.has(row) {
                continue;
            }
            let waits = waits(answers, row, aids);
            let hours_left = answers.answered_at(row).filter(|_| waits);
            let hours_left = hours_left.map(|at| hours_left_of(aids.now.0 - at.0));
            listing.waiting += usize::from(waits);
            listing.overdue += usize::from(hours_left.is_some_and(|left| left < 0));
            if !wanted.has(answers, row) {
                continue;
            }
            listing.total += 1;
            if listing.newest.len() < most {
                listing.newest.push(Comment {
                    id: answers.id(row),
                    text: answers.comment(row).to_owned(),
                    score: answers.score(row),
                    answered_at: answers.answered_at(row),
                    lang: language_of(answers, row).and_then(tag),
                    contact: answers.contact(row).map(str::to_owned),
                    handled: is_handled(answers, row, aids),
                    hours_left,
                });
            }
        }
        listing
    }
}

/// What is wanted of the answers that count.
pub(super) struct Wanted<'a> {
    segment: Option<Segment>,
    score: Option<Score>,
    care: Care,
    aids: &'a Aids<'a>,
    /// Of each row whether it holds what is searched for.
    searched: Option<Vec<bool>>,
    theme: Option<Sought>,
}

/// A theme that is wanted.
struct Sought {
    forms: Vec<String>,
    /// Of each row whether it holds the first word of any of them, and may be looked at closely.
    likely: Vec<bool>,
}

impl<'a> Wanted<'a> {
    /// What `choices` ask of each of them.
    pub(super) fn of(answers: &Answers, choices: &Choices, aids: &'a Aids<'a>) -> Self {
        let search = choices.chosen("search").map(small);
        Self {
            segment: choices.segment(),
            score: choices.score(),
            care: choices.care(),
            aids,
            searched: search.map(|part| answers.holding(&part)),
            theme: choices.chosen("theme").map(|term| {
                let forms = forms(term, aids.themes);
                let likely = holding_any(answers, &forms);
                Sought { forms, likely }
            }),
        }
    }

    /// Whether the row is wanted.
    pub(super) fn has(&self, answers: &Answers, row: u32) -> bool {
        let own = answers.score(row);
        let has = |rows: &Vec<bool>| rows.get(row as usize) == Some(&true);
        self.segment
            .is_none_or(|segment| own.map(Score::segment) == Some(segment))
            && self.score.is_none_or(|score| own == Some(score))
            && match self.care {
                Care::Any => true,
                Care::Handled => is_handled(answers, row, self.aids),
                Care::Unhandled => !is_handled(answers, row, self.aids),
                Care::Waiting => waits(answers, row, self.aids),
            }
            && self.searched.as_ref().is_none_or(has)
            && self.theme.as_ref().is_none_or(|theme| {
                let (text, lang) = (answers.comment(row), language_of(answers, row));
                has(&theme.likely) && mentions(text, &theme.forms, lang, self.aids.stop)
            })
    }
}

/// Adds some more of the newest comments of the selected answers, from the one at `next` on.
/// Whether there were any; at most [`MOST_FOR_THEMES`] are taken.
pub fn add_comments(
    comments: &mut Comments,
    answers: &Answers,
    selection: &Selection,
    stop: &StopWords,
    next: &mut usize,
) -> bool {
    const AT_ONCE: usize = 64;
    let rest = answers.newest().get(*next..).unwrap_or_default();
    let some = rest.get(..AT_ONCE).unwrap_or(rest);
    for row in some.iter().copied().filter(|row| selection.has(*row)) {
        if let Some(score) = answers.score(row)
            && !answers.comment(row).is_empty()
        {
            let lang = language_of(answers, row);
            comments.add(answers.comment(row), score.segment(), lang, stop);
        }
    }
    *next += some.len();
    !some.is_empty() && comments.len() < MOST_FOR_THEMES
}

/// The languages that comments are in, as the answers name them.
#[must_use]
pub fn languages(answers: &Answers) -> Vec<String> {
    let field = answers.field(LANGUAGE);
    let values = field.into_iter().flat_map(|field| field.values.iter());
    values.map(str::to_owned).collect()
}

fn forms(term: &str, themes: Option<&Themes>) -> Vec<String> {
    let known = themes.into_iter().flat_map(|themes| {
        let all = [&themes.hurting, &themes.helping, &themes.frequent];
        all.into_iter().flatten()
    });
    let mut known = known.filter(|theme: &&Theme| theme.term == term);
    match known.next() {
        Some(theme) => theme.forms.clone(),
        None => vec![term.to_owned()],
    }
}

/// Of each row whether it holds the first word of any of the `forms`.
fn holding_any(answers: &Answers, forms: &[String]) -> Vec<bool> {
    let mut likely = vec![false; answers.len()];
    let mut words: Vec<&str> = forms
        .iter()
        .filter_map(|form| letters::pieces(form, b' ').next())
        .collect();
    words.dedup();
    for word in words {
        for (likely, holds) in likely.iter_mut().zip(answers.holding(word)) {
            *likely |= holds;
        }
    }
    likely
}

/// Whether somebody who is no promoter and no passive asked to be contacted and was not. The card
/// offers that on other scales to the dissatisfied alone.
fn waits(answers: &Answers, row: u32, aids: &Aids<'_>) -> bool {
    let score = answers.score(row).map(Score::segment);
    answers.contact(row).is_some()
        && score.is_none_or(|segment| segment == Segment::Detractor)
        && !is_handled(answers, row, aids)
}

fn is_handled(answers: &Answers, row: u32, aids: &Aids<'_>) -> bool {
    aids.handled.contains(&answers.id(row))
}

/// How many hours are left for whoever has waited for so many milliseconds, the one begun included;
/// negative from the first moment that is too late.
fn hours_left_of(waited_ms: i64) -> i64 {
    const HOUR_MS: i64 = 3_600_000;
    let left = CONTACT_WITHIN_HOURS * HOUR_MS - waited_ms;
    match left {
        0.. => (left + HOUR_MS - 1) / HOUR_MS,
        _ => (left / HOUR_MS).min(-1),
    }
}

fn language_of(answers: &Answers, row: u32) -> Option<&str> {
    let field = answers.field(LANGUAGE)?;
    field.values.get(field.of(row))
}

/// A language tag of two or three letters, with or without a region; anything else would be read
/// out wrongly.
fn tag(lang: &str) -> Option<String> {
    let primary = letters::pieces(lang, b'-').next()?;
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let rest = lang.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    (matches!(primary.len(), 2 | 3) && letters(primary) && rest && lang.len() <= 12)
        .then(|| lang.to_owned())
}

fn small(text: &str) -> String {
    text.chars().map(letters::small).collect()
}
