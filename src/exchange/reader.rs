//! A file's bytes to rows.

#[cfg(feature = "json")]
use super::lines::Lines;
use super::mapping::Mapping;
use super::proposal::Sample;
use super::records::{Record, Records};
use super::rows::Rows;
use super::sniff::{self, Kind};
use super::{ImportError, Imported, Report, Row};

/// Reads a file that is in memory as a whole.
///
/// # Errors
///
/// Where it is no survey export: [`ImportError`] says what was looked for and what was found.
pub fn read(bytes: &[u8]) -> Result<Imported, ImportError> {
    let mut reader = Reader::new();
    let mut responses = Vec::new();
    reader.push(bytes, &mut |row| responses.push(row))?;
    let report = reader.finish(&mut |row| responses.push(row))?;
    Ok(Imported { responses, report })
}

/// Reads a file that comes in pieces, handing out each row as soon as it is complete.
///
/// The first [`Reader::HEAD_BYTES`] are held back, to tell from them what the file is and which
/// column means what.
#[derive(Default)]
pub struct Reader {
    score_heading: Option<String>,
    head: Vec<u8>,
    body: Option<Body>,
}

enum Body {
    Table(Box<Table>),
    #[cfg(feature = "json")]
    Lines(Lines),
}

struct Table {
    records: Records,
    rows: Rows,
}

impl Reader {
    /// How much of a file decides what it is.
    pub const HEAD_BYTES: usize = 64 * 1024;
    /// How many of its first rows are looked at for that.
    const SAMPLE_ROWS: usize = 200;

    /// A reader that proposes the mapping itself.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A reader for a table whose scores stand under this heading.
    #[must_use]
    pub fn with_scores_in(heading: &str) -> Self {
        Self {
            score_heading: Some(heading.to_owned()),
            ..Self::default()
        }
    }

    /// Takes the next piece of the file, and hands every row that is now complete to `each`.
    ///
    /// # Errors
    ///
    /// Where the file is no survey export. The reader is of no use after that.
    pub fn push(&mut self, bytes: &[u8], each: &mut dyn FnMut(Row)) -> Result<(), ImportError> {
        if let Some(body) = &mut self.body {
            return body.push(bytes, each);
        }
        self.head.extend_from_slice(bytes);
        if self.head.len() < Self::HEAD_BYTES {
            return Ok(());
        }
        self.begin(each, false).map(|_| ())
    }

    /// Takes the file as complete, hands out its last rows, and says how it was read.
    ///
    /// # Errors
    ///
    /// Where the file is no survey export, or ends within a quoted cell.
    pub fn finish(mut self, each: &mut dyn FnMut(Row)) -> Result<Report, ImportError> {
        if self.body.is_none() {
            self.begin(each, true)?;
        }
        match self.body {
            Some(Body::Table(table)) => table.finish(each),
            #[cfg(feature = "json")]
            Some(Body::Lines(lines)) => lines.finish(each),
            None => Err(ImportError::Empty),
        }
    }

    /// Decides what the file is, and reads what was held back.
    fn begin(&mut self, each: &mut dyn FnMut(Row), whole: bool) -> Result<(), ImportError> {
        let head = core::mem::take(&mut self.head);
        let mut body = match sniff::kind(&head)? {
            Kind::Table {
                delimiter,
                preamble,
                preamble_lines,
            } => {
                let table = head.get(preamble..).unwrap_or_default();
                let records = || Records::new(delimiter, preamble_lines + 1);
                let mapping = self.propose(table, records(), whole)?;
                let mut body = Body::Table(Box::new(Table::new(records(), mapping)));
                body.push(table, each)?;
                body
            }
            #[cfg(feature = "json")]
            Kind::Lines { preamble } => {
                let mut body = Body::Lines(Lines::new());
                body.push(head.get(preamble..).unwrap_or_default(), each)?;
                body
            }
            #[cfg(not(feature = "json"))]
            Kind::Lines { .. } => {
                return Err(ImportError::NotText(
                    "the file is JSON, which this build does not read: use the CSV export",
                ));
            }
        };
        if whole {
            // Nothing more comes; an empty push keeps the two paths one.
            body.push(&[], each)?;
        }
        self.body = Some(body);
        Ok(())
    }

    fn propose(
        &self,
        table: &[u8],
        mut records: Records,
        whole: bool,
    ) -> Result<Mapping, ImportError> {
        let mut headings: Option<Vec<String>> = None;
        let mut sample = Sample::default();
        let mut rows = 0;
        let mut look = |record: &Record<'_>| {
            match &headings {
                None => headings = Some(record.cells().map(|h| h.trim().to_owned()).collect()),
                Some(_) => sample.add(record.cells()),
            }
            rows += 1;
            rows <= Self::SAMPLE_ROWS
        };
        records.push(table, &mut look);
        if whole {
            // An unclosed quote is reported by the reading itself, with the mapping known.
            let _ = records.finish(&mut look);
        }
        Mapping::propose(
            headings.ok_or(ImportError::Empty)?,
            &sample,
            self.score_heading.as_deref(),
        )
    }
}

impl Body {
    fn push(&mut self, bytes: &[u8], each: &mut dyn FnMut(Row)) -> Result<(), ImportError> {
        match self {
            Self::Table(table) => {
                let Table { records, rows } = &mut **table;
                records.push(bytes, &mut |record| rows.take(record, each));
                Ok(())
            }
            #[cfg(feature = "json")]
            Self::Lines(lines) => lines.push(bytes, each),
        }
    }
}

impl Table {
    fn new(records: Records, mapping: Mapping) -> Self {
        Self {
            records,
            rows: Rows::new(mapping),
        }
    }

    fn finish(self, each: &mut dyn FnMut(Row)) -> Result<Report, ImportError> {
        let Self {
            mut records,
            mut rows,
        } = self;
        records.finish(&mut |record| rows.take(record, each))?;
        Ok(rows.into_report())
    }
}
