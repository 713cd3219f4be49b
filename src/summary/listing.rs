//! The comments that the owner's choices leave, and what is to be done about them.

use crate::domain::letters;
use crate::domain::score::{Score, Segment};
use crate::domain::themes::{Comments, StopWords, Themes, is_pair, mentions};
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
}

impl Listing {
    /// Lists the newest `most` comments that `choices` leave of the selected answers, all at once.
    #[must_use]
    pub fn of(
        answers: &Answers,
        selection: &Selection,
        choices: &Choices,
        most: usize,
        aids: &Aids<'_>,
    ) -> Self {
        let mut wanted = Wanted::of(answers, choices, None);
        while wanted.look(answers) {}
        let mut listing = Self::default();
        let rows = answers.newest();
        listing.add(answers, selection, &wanted, most, aids, rows);
        listing
    }

    /// Goes on with some more `rows`, older than those before: they are counted, and listed until
    /// there are `most`.
    #[inline(never)]
    pub(super) fn add(
        &mut self,
        answers: &Answers,
        selection: &Selection,
        wanted: &Wanted,
        most: usize,
        aids: &Aids<'_>,
        rows: &[u32],
    ) {
        for row in rows.iter().copied().filter(|row| selection.has(*row)) {
            let waits = waits(answers, row, aids);
            let hours_left = answers.answered_at(row).filter(|_| waits);
            let hours_left = hours_left.map(|at| hours_left_of(aids.now.0 - at.0));
            self.waiting += usize::from(waits);
            self.overdue += usize::from(hours_left.is_some_and(|left| left < 0));
            if !wanted.has(answers, row, aids) {
                continue;
            }
            self.total += 1;
            if self.newest.len() < most {
                self.newest.push(Comment {
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
    }
}

/// What is wanted of the answers that count.
pub(super) struct Wanted {
    segment: Option<Segment>,
    score: Option<Score>,
    care: Care,
    /// What is searched for, and a theme.
    sought: Vec<Sought>,
    /// Through how many pieces of the comments was looked.
    looked: usize,
}

/// Words that are wanted.
struct Sought {
    /// One of these, in small letters, has to be in a comment.
    forms: Vec<String>,
    /// Whether it has to be a word there, or two neighbours: of those only the first is looked for.
    words: bool,
    /// Of each row whether what is looked for is there, as far as was looked.
    held: Vec<bool>,
}

impl Wanted {
    /// What `choices` ask of each of them; words are still to be looked for. `themes` are those
    /// found, for the forms a chosen one comes in.
    pub(super) fn of(answers: &Answers, choices: &Choices, themes: Option<&Themes>) -> Self {
        let mut sought = Vec::new();
        for (key, words) in [("search", false), ("theme", true)] {
            let Some(chosen) = choices.chosen(key) else {
                continue;
            };
            let theme = themes.filter(|_| words);
            let theme = theme.and_then(|themes| themes.named(chosen));
            sought.push(Sought {
                forms: theme.map_or_else(|| vec![small(chosen)], |theme| theme.forms.clone()),
                words,
                held: vec![false; answers.len()],
            });
        }
        Self {
            segment: choices.segment(),
            score: choices.score(),
            care: choices.care(),
            sought,
            looked: 0,
        }
    }

    /// Looks for words in the next piece of the comments, where there are some to look for. Whether
    /// there are more to look through.
    pub(super) fn look(&mut self, answers: &Answers) -> bool {
        for sought in &mut self.sought {
            let mut before = "";
            for form in &sought.forms {
                // Of two words the first shows whether a closer look is worth it.
                let pair = letters::cut(form, b' ').filter(|_| sought.words);
                let part = pair.map_or(form.as_str(), |(first, _)| first);
                if part != before {
                    let held = &mut sought.held;
                    (answers.comments).mark(self.looked, part, sought.words, held);
                    before = part;
                }
            }
        }
        self.looked += 1;
        !self.sought.is_empty() && self.looked < answers.comments.pieces()
    }

    /// Whether the row is wanted.
    pub(super) fn has(&self, answers: &Answers, row: u32, aids: &Aids<'_>) -> bool {
        let own = answers.score(row);
        self.segment
            .is_none_or(|segment| own.map(Score::segment) == Some(segment))
            && self.score.is_none_or(|score| own == Some(score))
            && match self.care {
                Care::Any => true,
                Care::Handled => is_handled(answers, row, aids),
                Care::Unhandled => !is_handled(answers, row, aids),
                Care::Waiting => waits(answers, row, aids),
            }
            && self.sought.iter().all(|sought| {
                let (text, lang) = (answers.comment(row), language_of(answers, row));
                let pairs = || sought.words && sought.forms.iter().any(|form| is_pair(form));
                sought.held.get(row as usize) == Some(&true)
                    && (!pairs() || mentions(text, &sought.forms, lang, aids.stop))
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

/// Whether somebody who is no promoter and no passive asked to be contacted and was not. The card
/// offers that on other scales to the dissatisfied alone.
fn waits(answers: &Answers, row: u32, aids: &Aids<'_>) -> bool {
    let score = answers.score(row).map(Score::segment);
    answers.contact(row).is_some()
        && score.is_none_or(|segment| segment == Segment::Detractor)
        && !is_handled(answers, row, aids)
}

fn is_handled(answers: &Answers, row: u32, aids: &Aids<'_>) -> bool {
    !aids.handled.is_empty() && aids.handled.contains(&answers.id(row))
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
