//! One response on its way, and the text it is stored as.

use crate::wire::{ResponseId, decimal};

/// One response on its way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The response's id.
    pub id: ResponseId,
    /// The revision of `body`.
    pub rev: u32,
    /// When it was put in, in milliseconds since 1970, never before it.
    pub put_at: i64,
    /// Whether it was found too old once, and was given its grace.
    pub overdue: bool,
    /// The survey it answers.
    pub survey: String,
    /// The response as JSON.
    pub body: String,
    /// Where it goes.
    pub endpoint: String,
}

impl Entry {
    /// The entry as it is stored: a line each for numbers, survey, body and endpoint. Nothing but
    /// the endpoint may hold a line break; JSON escapes its own.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for line in [
            &self.id.to_text(),
            &decimal(self.rev.into()),
            &decimal(self.put_at.unsigned_abs()),
            &decimal(self.overdue.into()),
            &self.survey,
            &self.body,
        ] {
            text.push_str(line);
            text.push('\n');
        }
        text.push_str(&self.endpoint);
        text
    }

    /// Reads what [`Entry::to_text`] wrote; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.splitn(7, '\n');
        let id = ResponseId::parse(lines.next()?)?;
        let mut number = || lines.next()?.parse::<u64>().ok();
        let rev = u32::try_from(number()?).ok()?;
        let put_at = i64::try_from(number()?).ok()?;
        let overdue = number()? > 0;
        let survey = lines.next()?.to_owned();
        let body = lines.next()?.to_owned();
        let endpoint = lines.next()?.to_owned();
        body.starts_with('{').then_some(Self {
            id,
            rev,
            put_at,
            overdue,
            survey,
            body,
            endpoint,
        })
    }
}
