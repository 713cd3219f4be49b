//! From the rows of an export to everything the summary shows. Pure: what is on the screen can be
//! asserted on without one.

use crate::domain::score::Score;
use crate::domain::stats::{Band, Bands, Confidence, Distribution, Interval, Tally};
use crate::domain::time::{Date, Timestamp};
use crate::exchange::{Column, Excluded, Format, Imported, Mapping, Row};

use super::months::{Slot, slots};

/// Everything the summary shows.
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
    /// The months from the first answer to the last.
    pub months: Vec<Slot>,
    /// Every comment, newest first; those without a date come last.
    pub comments: Vec<Comment>,
    /// The rows without a usable score.
    pub excluded: Vec<Excluded>,
    /// Answers without a readable date: they count, but in no month.
    pub undated: u64,
    /// The first and the last day answered on.
    pub days: Option<(Date, Date)>,
    /// Which headings were taken for what, where the file is not our own export.
    pub read_as: Option<ReadAs>,
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

/// What one respondent wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Their words.
    pub text: String,
    /// The score they gave, if it was one.
    pub score: Option<Score>,
    /// When they answered.
    pub answered_at: Option<Timestamp>,
    /// The language they answered in, where the export names one that browsers know how to read.
    pub lang: Option<String>,
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
    /// The summary of what was imported, its scores read in `bands`.
    #[must_use]
    pub fn of(imported: &Imported, bands: Bands) -> Self {
        let rows = &imported.responses;
        let distribution = imported.distribution();
        let tally = distribution.tally();
        let scored = Scored::of(tally, &bands);
        let dated: Vec<(Date, Score)> = rows
            .iter()
            .filter_map(|row| Some((row.answered_at?.date(), row.score?)))
            .collect();
        let dates = || dated.iter().map(|(date, _)| *date);
        Self {
            distribution,
            tally,
            confidence: tally.confidence(),
            bands_touched: scored
                .as_ref()
                .map(|scored| bands.bands_touched(scored.interval))
                .unwrap_or_default(),
            scored,
            more_answers: more_answers(tally),
            months: slots(&dated, &bands),
            comments: comments(rows),
            excluded: imported.report.excluded.clone(),
            undated: tally.n().saturating_sub(dated.len() as u64),
            days: dates().min().zip(dates().max()),
            read_as: ReadAs::of(&imported.report.mapping),
            bands,
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
    fn of(mapping: &Mapping) -> Option<Self> {
        let heading = |column| mapping.heading(column).map(str::to_owned);
        match mapping.format {
            Format::Table => Some(Self {
                score: heading(Column::Score)?,
                comment: heading(Column::Comment),
                date: heading(Column::AnsweredAt),
            }),
            _ => None,
        }
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

fn comments(rows: &[Row]) -> Vec<Comment> {
    let mut comments: Vec<Comment> = rows
        .iter()
        .filter_map(|row| {
            Some(Comment {
                text: row.comment.clone()?,
                score: row.score,
                answered_at: row.answered_at,
                lang: row.lang.as_deref().and_then(language),
            })
        })
        .collect();
    // Of two at one moment the later row is the newer: exports run from old to new.
    comments.reverse();
    comments.sort_by_key(|comment| core::cmp::Reverse(comment.answered_at));
    comments
}

/// A language tag of two or three letters, with or without a region; anything else would be read
/// out wrongly.
fn language(tag: &str) -> Option<String> {
    let primary = tag.split('-').next()?;
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let rest = tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    (matches!(primary.len(), 2 | 3) && letters(primary) && rest && tag.len() <= 12)
        .then(|| tag.to_owned())
}

#[cfg(test)]
mod tests;
