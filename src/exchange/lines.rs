//! Our own NDJSON: one response per line, as the wire has it.

use super::cell::{DateOrder, NotAScore};
use super::mapping::{Format, Mapping};
use super::{Excluded, ImportError, Report, Row, shortened};
use crate::domain::time::Timestamp;
use crate::wire::Response;

/// Reads lines that come in pieces.
pub(super) struct Lines {
    partial: Vec<u8>,
    line: u64,
    read_any: bool,
    report: Report,
}

impl Lines {
    pub(super) fn new() -> Self {
        Self {
            partial: Vec::new(),
            line: 0,
            read_any: false,
            report: Report {
                mapping: Mapping {
                    format: Format::ZerotenLines,
                    columns: Vec::new(),
                    dates: DateOrder::default(),
                    heading_records: 0,
                },
                excluded: Vec::new(),
                undated: 0,
                overlong: 0,
            },
        }
    }

    pub(super) fn push(
        &mut self,
        bytes: &[u8],
        each: &mut dyn FnMut(Row),
    ) -> Result<(), ImportError> {
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.partial.extend_from_slice(piece);
            if piece.ends_with(b"\n") {
                self.line(each)?;
            }
        }
        Ok(())
    }

    pub(super) fn finish(mut self, each: &mut dyn FnMut(Row)) -> Result<Report, ImportError> {
        self.line(each)?;
        Ok(self.report)
    }

    fn line(&mut self, each: &mut dyn FnMut(Row)) -> Result<(), ImportError> {
        let bytes = core::mem::take(&mut self.partial);
        self.line += 1;
        let bytes = bytes.trim_ascii();
        if bytes.is_empty() {
            return Ok(());
        }
        match Response::from_json(bytes) {
            Ok(response) => {
                let row = row(self.line, response);
                self.report.undated += u64::from(row.answered_at.is_none());
                if row.score.is_none() {
                    self.exclude(String::new(), NotAScore::Blank);
                }
                each(row);
            }
            // A file whose first line is something else is something else altogether. Only a score
            // may be amiss: the export has imported rows that never had one.
            Err(invalid) if !self.read_any && invalid.field != "score" => {
                return Err(ImportError::NotResponses {
                    problem: invalid.to_string(),
                });
            }
            Err(invalid) => self.exclude(invalid.to_string(), NotAScore::NotAResponse),
        }
        self.read_any = true;
        Ok(())
    }

    fn exclude(&mut self, value: String, reason: NotAScore) {
        self.report.excluded.push(Excluded {
            line: self.line,
            value: shortened(&value),
            reason,
        });
    }
}

fn row(line: u64, response: Response) -> Row {
    Row {
        line,
        id: Some(response.id.to_text()),
        rev: Some(response.rev),
        survey: Some(response.survey),
        scale: response.scale,
        score: response.score,
        comment: response
            .comment
            .filter(|comment| !comment.trim().is_empty()),
        reasons: response.reasons,
        contact_email: response.contact.map(|contact| contact.email),
        answered_at: Timestamp::parse(&response.answered_at),
        lang: response.lang,
        trigger: response.trigger,
        path: response.path,
        respondent: response.respondent,
        properties: response.properties,
    }
}
