//! A file's bytes to rows.

use super::index::Index;
use super::lines::Lines;
use super::mapping::{Mapping, Named};
use super::proposal::Sample;
use super::record::Record;
use super::records::Records;
use super::rows::Rows;
use super::sink::{Sink, Whole};
use super::sniff::{self, Kind};
use super::vendors::Headings;
use super::{ImportError, Imported, Report, Row};

/// Reads a file that is in memory as a whole.
///
/// # Errors
///
/// Where it is no survey export: [`ImportError`] says what was looked for and what was found.
pub fn read(bytes: &[u8]) -> Result<Imported, ImportError> {
    read_as(bytes, Named::default())
}

/// The same, of a table whose columns the owner named.
///
/// # Errors
///
/// As [`read`].
pub fn read_as(bytes: &[u8], named: Named) -> Result<Imported, ImportError> {
    let mut reader = Reader::with(named);
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
    named: Named,
    asks: bool,
    head: Vec<u8>,
    body: Option<Body>,
}

enum Body {
    Table(Box<Table>),
    Lines(Box<Lines>),
}

struct Table {
    records: Records,
    rows: Rows,
    index: Index,
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

    /// A reader for a table whose columns the owner named.
    #[must_use]
    pub fn with(named: Named) -> Self {
        Self {
            named,
            ..Self::default()
        }
    }

    /// The same for an owner who is asked wherever the mapping is not sure: where no heading names
    /// the scores, it proposes a column that holds some instead of refusing the file.
    #[must_use]
    pub fn asking(named: Named) -> Self {
        Self {
            asks: true,
            ..Self::with(named)
        }
    }

    /// Takes the next piece of the file, and hands every row that is now complete to `each`.
    ///
    /// # Errors
    ///
    /// Where the file is no survey export. The reader is of no use after that.
    pub fn push(&mut self, bytes: &[u8], each: &mut dyn FnMut(Row)) -> Result<(), ImportError> {
        self.feed(bytes, &mut Whole::new(each))
    }

    /// The same, cell by cell: nothing is copied that `sink` does not keep.
    ///
    /// # Errors
    ///
    /// As [`Reader::push`].
    pub fn feed(&mut self, bytes: &[u8], sink: &mut dyn Sink) -> Result<(), ImportError> {
        if let Some(body) = &mut self.body {
            return body.push(bytes, sink);
        }
        self.head.extend_from_slice(bytes);
        if self.head.len() < Self::HEAD_BYTES {
            return Ok(());
        }
        self.begin(sink, false)
    }

    /// How the file is read, once its head is there.
    #[must_use]
    pub fn mapping(&self) -> Option<&Mapping> {
        match self.body.as_ref()? {
            Body::Table(table) => Some(table.rows.mapping()),
            Body::Lines(_) => None,
        }
    }

    /// Takes the file as complete, hands out its last rows, and says how it was read.
    ///
    /// # Errors
    ///
    /// Where the file is no survey export, or ends within a quoted cell.
    pub fn finish(self, each: &mut dyn FnMut(Row)) -> Result<Report, ImportError> {
        self.end(&mut Whole::new(each))
    }

    /// The same, cell by cell.
    ///
    /// # Errors
    ///
    /// As [`Reader::finish`].
    pub fn end(mut self, sink: &mut dyn Sink) -> Result<Report, ImportError> {
        if self.body.is_none() {
            self.begin(sink, true)?;
        }
        match self.body {
            Some(Body::Table(table)) => table.finish(sink),
            Some(Body::Lines(lines)) => lines.finish(sink),
            None => Err(ImportError::Empty),
        }
    }

    /// Takes a file's beginning as enough to tell from it what the file is.
    #[cfg(test)]
    pub(super) fn feed_head(
        &mut self,
        bytes: &[u8],
        sink: &mut dyn Sink,
    ) -> Result<(), ImportError> {
        self.head.extend_from_slice(bytes);
        self.begin(sink, false)
    }

    /// Decides what the file is, and reads what was held back.
    fn begin(&mut self, sink: &mut dyn Sink, whole: bool) -> Result<(), ImportError> {
        let head = core::mem::take(&mut self.head);
        let body = match sniff::kind(&head)? {
            Kind::Table {
                delimiter,
                preamble,
                preamble_lines,
            } => {
                let table = head.get(preamble..).unwrap_or_default();
                let records = || Records::new(delimiter, preamble_lines + 1);
                let mapping = self.propose(table, records(), whole)?;
                let mut body = Body::Table(Box::new(Table::new(records(), mapping)));
                body.push(table, sink)?;
                body
            }
            Kind::Lines { preamble, array } => {
                let mut body = Body::Lines(Box::new(Lines::new(array)));
                body.push(head.get(preamble..).unwrap_or_default(), sink)?;
                body
            }
        };
        self.body = Some(body);
        Ok(())
    }

    fn propose(
        &self,
        table: &[u8],
        mut records: Records,
        whole: bool,
    ) -> Result<Mapping, ImportError> {
        let mut headings: Option<Headings> = None;
        let mut sample = Sample::default();
        let mut rows = 0;
        let mut look = |record: &Record<'_>| {
            match &mut headings {
                None => headings = Some(Headings::new(record)),
                Some(headings) => {
                    if !headings.takes(record) {
                        sample.add(record.cells());
                    }
                }
            }
            rows += 1;
            rows <= Self::SAMPLE_ROWS
        };
        records.push(table, &mut look);
        if whole {
            // An unclosed quote is reported by the reading itself, with the mapping known.
            let _ = records.finish(&mut look);
        }
        let headings = headings.ok_or(ImportError::Empty)?;
        Mapping::propose(headings, &sample, &self.named, self.asks)
    }
}

impl Body {
    fn push(&mut self, bytes: &[u8], sink: &mut dyn Sink) -> Result<(), ImportError> {
        match self {
            Self::Table(table) => {
                table.push(bytes, sink);
                Ok(())
            }
            Self::Lines(lines) => lines.push(bytes, sink),
        }
    }
}

impl Table {
    fn new(records: Records, mapping: Mapping) -> Self {
        Self {
            records,
            rows: Rows::new(mapping),
            index: Index::default(),
        }
    }

    fn push(&mut self, bytes: &[u8], sink: &mut dyn Sink) {
        /// So that what is found in a piece stays near the processor.
        const PIECE: usize = 64 * 1024;
        let Self {
            records,
            rows,
            index,
        } = self;
        for piece in bytes.chunks(PIECE) {
            let mut piece = records.complete_held(piece, &mut |record| rows.take(record, sink));
            if records.is_between()
                && let Some(whole) = index.of(piece, records.delimiter())
            {
                let (found, rest) = piece.split_at_checked(whole).unwrap_or_default();
                rows.take_all(index, found, records.line_mut(), sink);
                piece = rest;
            }
            records.push(piece, &mut |record| rows.take(record, sink));
        }
    }

    fn finish(self, sink: &mut dyn Sink) -> Result<Report, ImportError> {
        let Self {
            mut records,
            mut rows,
            ..
        } = self;
        records.finish(&mut |record| rows.take(record, sink))?;
        Ok(rows.into_report())
    }
}
