//! Every answer in memory, column by column: a million take about as much room as their file.

mod collecting;
mod repeated;

use core::cell::OnceCell;
use core::ops::Range;

use super::field::Field;
use super::written::Written;
use crate::domain::decimal::signed;
use crate::domain::names::hash;
use crate::domain::order::order_by_key;
use crate::domain::scale::Scale;
use crate::domain::score::Score;
use crate::domain::time::{Date, Timestamp};
use crate::exchange::Report;

use super::tallies::Tallies;

pub(super) use repeated::each_again;

/// The rows of one or more files.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    /// The score, [`UNSCORED`] or [`ELSEWHERE`].
    scores: Vec<u8>,
    /// Milliseconds since 1970, or [`UNDATED`].
    moments: Vec<i64>,
    pub(super) comments: Written,
    /// What names the row, so that it is known again; 0 where nothing does.
    ids: Vec<u64>,
    /// Which revision of the answer the row is; 0 where nothing says so.
    revisions: Vec<u64>,
    /// Which rows a later one repeats; empty where that was not looked for.
    repeated: Vec<bool>,
    /// How many rows a later one repeats.
    pub repeats: usize,
    /// How many of those hold no score.
    repeats_unscored: u64,
    /// Who answered; 0 where that is unknown.
    respondents: Vec<u64>,
    /// Where they agreed to be reached, where any did.
    contacts: Vec<(u32, String)>,
    /// What else is known of each row.
    pub(super) fields: Vec<Field>,
    /// The files, in the order they were read.
    pub(super) files: Vec<File>,
    /// What `newest` gives, once it was asked for.
    newest: OnceCell<Vec<u32>>,
    /// Daily counts in the place of all of these, where those were sent.
    pub(super) tallies: Option<Tallies>,
    pending: Pending,
}

/// A file that was read.
#[derive(Clone, Debug)]
pub struct File {
    /// Its name; `None` for the collector's export.
    pub name: Option<String>,
    /// How it was read.
    pub report: Report,
    /// The row after its last.
    end: u32,
}

/// What has come of the row in progress.
#[derive(Clone, Debug, Default)]
struct Pending {
    scale: Scale,
    /// The field that the next property probably belongs to.
    next: usize,
}

const UNSCORED: u8 = u8::MAX;
/// What is on another scale.
const ELSEWHERE: u8 = u8::MAX - 1;
const UNDATED: i64 = i64::MIN;
const DAY_MS: i64 = 86_400_000;

impl Answers {
    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.scores.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.scores.is_empty()
    }

    /// Whether both hold the same, row by row.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.scores == other.scores
            && self.tallies == other.tallies
            && self.moments == other.moments
            && self.comments == other.comments
            && self.contacts == other.contacts
            && self.fields == other.fields
    }

    /// Takes the file whose rows have come as complete.
    pub fn end_file(&mut self, name: Option<String>, report: Report) {
        let own = report.mapping.format.is_own();
        let first = self.files.last().map_or(0, |file| file.end);
        let end = self.len() as u32;
        self.files.push(File { name, report, end });
        self.comments.end(self.scores.len());
        // Most files name nothing.
        if !own && !self.ids.is_empty() {
            self.forget_shared_names(first..end);
        }
        if self.files.len() > 1 || !self.revisions.is_empty() {
            self.find_repeated();
        }
        self.newest = OnceCell::new();
    }

    /// Rows with a comment or an address, newest first.
    pub(super) fn newest(&self) -> &[u32] {
        self.newest.get_or_init(|| self.in_order())
    }

    #[cfg_attr(zeroten_unstable, optimize(speed))]
    fn in_order(&self) -> Vec<u32> {
        let mut newest = Vec::with_capacity(self.len());
        // Of two at one moment the later row is the newer: exports run from old to new.
        for row in (0..self.len() as u32).rev() {
            // Whoever left an address waits for a word, whether they wrote one or not.
            if self.comments.has(row) || self.has_contacts() && self.contact(row).is_some() {
                newest.push(row);
            }
        }
        // Where they run so, nothing has to be looked up.
        if !self.moments.is_sorted() && !newest.is_sorted_by_key(|row| !self.rank(*row)) {
            order_by_key(&mut newest, &|row| !self.rank(row));
        }
        newest
    }

    fn name(&self, row: u32) -> u64 {
        self.ids.get(row as usize).copied().unwrap_or(0)
    }

    /// Whether a later row tells the same answer.
    pub(super) fn is_repeated(&self, row: u32) -> bool {
        self.repeated.get(row as usize).copied().unwrap_or(false)
    }

    /// The row's score.
    #[must_use]
    #[inline(always)]
    pub fn score(&self, row: u32) -> Option<Score> {
        Score::new(*self.scores.get(row as usize)?)
    }

    /// Whether the row holds no score that could be read, on any scale.
    pub(super) fn is_unscored(&self, row: u32) -> bool {
        self.scores.get(row as usize) == Some(&UNSCORED)
    }

    /// Whether the row holds a score on another scale, which is no recommendation.
    #[must_use]
    pub fn is_on_another_scale(&self, row: u32) -> bool {
        self.scores.get(row as usize) == Some(&ELSEWHERE)
    }

    /// When it was answered.
    #[must_use]
    pub fn answered_at(&self, row: u32) -> Option<Timestamp> {
        let moment = *self.moments.get(row as usize)?;
        (moment != UNDATED).then_some(Timestamp(moment))
    }

    /// Hands all rows to `each`, some thousand at a time: a browser takes up the fast form of a
    /// function when it is next called, and never while it runs.
    #[inline(never)]
    pub(super) fn in_blocks(&self, each: &mut dyn FnMut(Range<u32>)) {
        const ROWS: u32 = 16_384;
        let all = self.len() as u32;
        for start in (0..all).step_by(ROWS as usize) {
            each(start..all.min(start + ROWS));
        }
    }

    /// A number that is higher the later the row was answered, and lowest where that is unknown.
    pub(super) fn rank(&self, row: u32) -> u64 {
        let moment = self.moments.get(row as usize).copied().unwrap_or(UNDATED);
        moment.wrapping_sub(UNDATED) as u64
    }

    /// The day each of some rows was answered on, in days since 1970.
    pub(super) fn day_of_each(&self, rows: Range<u32>) -> impl Iterator<Item = Option<i64>> {
        // Neighbours are mostly of one day, and to divide takes longer than to look.
        let (mut day, mut midnight) = (0, 0);
        let moments = self.moments.get(rows.start as usize..rows.end as usize);
        moments.unwrap_or_default().iter().map(move |moment| {
            if *moment == UNDATED {
                return None;
            }
            if !(0..DAY_MS).contains(&moment.saturating_sub(midnight)) {
                day = moment.div_euclid(DAY_MS);
                midnight = day * DAY_MS;
            }
            Some(day)
        })
    }

    /// What they wrote; empty where nothing.
    #[must_use]
    pub fn comment(&self, row: u32) -> &str {
        self.comments.of(row)
    }

    /// What names the row, however it is read again.
    #[must_use]
    pub fn id(&self, row: u32) -> u64 {
        match self.ids.get(row as usize).copied() {
            Some(id) if id > 0 => id,
            _ => {
                let score = self.score(row).map_or("", Score::as_str);
                let at = self.answered_at(row).map_or(0, |at| at.0);
                hash(&[self.comment(row), "\0", score, "\0", &signed(at)].concat())
            }
        }
    }

    /// Who answered; 0 where that is unknown.
    pub(super) fn respondent(&self, row: u32) -> u64 {
        self.respondents.get(row as usize).copied().unwrap_or(0)
    }

    /// Whether any row says who answered.
    #[must_use]
    pub fn has_respondents(&self) -> bool {
        self.respondents.iter().any(|respondent| *respondent > 0)
    }

    /// Where the respondent agreed to be reached.
    #[must_use]
    pub fn contact(&self, row: u32) -> Option<&str> {
        let at = self.contacts.binary_search_by_key(&row, |(row, _)| *row);
        let (_, contact) = self.contacts.get(at.ok()?)?;
        Some(contact)
    }

    /// Whether any respondent agreed to be reached.
    #[must_use]
    pub fn has_contacts(&self) -> bool {
        !self.contacts.is_empty()
    }

    /// The field of this name, where its values tell groups.
    pub(super) fn field(&self, name: &str) -> Option<&Field> {
        self.fields().find(|field| field.name == name)
    }

    /// The fields whose values tell groups.
    pub(super) fn fields(&self) -> impl Iterator<Item = &Field> {
        (self.fields.iter()).filter(|field| !field.values.is_empty())
    }

    /// The first and the last day of any row.
    pub(super) fn days(&self) -> Option<(Date, Date)> {
        let (mut first, mut last) = (i64::MAX, UNDATED);
        for moment in self.moments.iter().copied() {
            last = last.max(moment);
            if moment != UNDATED {
                first = first.min(moment);
            }
        }
        (last != UNDATED).then(|| (Timestamp(first).date(), Timestamp(last).date()))
    }

    fn note(&mut self, row: usize, name: &str, value: &str) {
        if let Some(field) = self.field_mut(name) {
            field.note(row, value);
        }
    }

    /// The field of this name, a new one where there is none.
    fn field_mut(&mut self, name: &str) -> Option<&mut Field> {
        let next = self.pending.next;
        let known = |at: &usize| self.fields.get(*at).is_some_and(|field| field.name == name);
        let at = Some(next).filter(known).or_else(|| {
            let mut fields = self.fields.iter();
            fields.position(|field| field.name == name)
        });
        let at = at.unwrap_or_else(|| {
            self.fields.push(Field::named(name));
            self.fields.len() - 1
        });
        self.pending.next = at + 1;
        self.fields.get_mut(at)
    }
}

#[cfg(test)]
impl Answers {
    /// The answers of one file.
    pub(super) fn of(csv: &str) -> Self {
        let mut answers = Self::default();
        let mut reader = crate::exchange::Reader::new();
        reader.feed(csv.as_bytes(), &mut answers).unwrap();
        let report = reader.end(&mut answers).unwrap();
        answers.end_file(None, report);
        answers
    }
}

/// The field that holds the language of the answer.
pub(super) const LANGUAGE: &str = "language";
