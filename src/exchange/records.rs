//! Bytes to records: quoting, line numbers and encodings. Cells are ranges of the bytes as they
//! came; only what is quoted with doubled marks is ever copied.

use super::ImportError;
use super::record::{Cell, Record};
use super::scan::{self, Marks};

/// Splits bytes that come in pieces into records.
pub(super) struct Records {
    delimiter: u8,
    /// The beginning of a record whose end has not come yet.
    held: Vec<u8>,
    /// Where in `held` the scan goes on.
    at: usize,
    cells: Vec<Cell>,
    cell: Cell,
    within: Within,
    /// The line of the file the scan is on, the first being 1.
    line: u64,
    /// The line the record in progress began on; `None` between records.
    began: Option<u64>,
    /// Whether the byte before those still to be read is a CR.
    after_cr: bool,
}

/// What part of a record the scan is in.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Within {
    /// At a cell's first byte, or after it in one without marks.
    #[default]
    Start,
    /// In a cell with stray marks, or after the end of its quoting.
    Plain,
    /// Between quotation marks, where delimiters and line ends are text.
    Quoted,
    /// At a mark that ends the quoting, or is the first of two that stand for one.
    Mark,
}

impl Records {
    /// A splitter for `delimiter`, the file's next line being `line`.
    pub(super) fn new(delimiter: u8, line: u64) -> Self {
        Self {
            delimiter,
            held: Vec::new(),
            at: 0,
            cells: Vec::new(),
            cell: Cell::default(),
            within: Within::Start,
            line,
            began: None,
            after_cr: false,
        }
    }

    /// Hands every record that `bytes` completes to `each`, until it says to stop.
    pub(super) fn push(&mut self, bytes: &[u8], each: &mut dyn FnMut(&Record<'_>) -> bool) {
        let bytes = self.complete_held(bytes, each);
        if !bytes.is_empty() {
            let done = self.scan(bytes, each);
            self.held
                .extend_from_slice(bytes.get(done..).unwrap_or_default());
        }
    }

    /// Completes the record that was cut, and returns what comes after it.
    pub(super) fn complete_held<'a>(
        &mut self,
        mut bytes: &'a [u8],
        each: &mut dyn FnMut(&Record<'_>) -> bool,
    ) -> &'a [u8] {
        if self.held.is_empty() && !bytes.is_empty() && core::mem::take(&mut self.after_cr) {
            // The line was counted with its CR.
            bytes = bytes.strip_prefix(b"\n").unwrap_or(bytes);
        }
        // A record that was cut is completed line by line: no more is copied than it takes.
        while !self.held.is_empty() && !bytes.is_empty() {
            let line = scan::first(bytes, [b'\n'; 4]).map_or(bytes.len(), |end| end + 1);
            let (line, rest) = bytes.split_at_checked(line).unwrap_or_default();
            let mut held = core::mem::take(&mut self.held);
            held.extend_from_slice(line);
            let done = self.scan(&held, each);
            held.drain(..done);
            self.held = held;
            bytes = rest;
        }
        bytes
    }

    /// Whether the next byte begins a record.
    pub(super) const fn is_between(&self) -> bool {
        self.held.is_empty() && !self.after_cr
    }

    /// What stands between two cells.
    pub(super) const fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// The line of the file the next byte is on, where lines are passed over.
    pub(super) const fn line_mut(&mut self) -> &mut u64 {
        &mut self.line
    }

    /// Completes the last record, whose line need not end.
    pub(super) fn finish(
        &mut self,
        each: &mut dyn FnMut(&Record<'_>) -> bool,
    ) -> Result<(), ImportError> {
        let held = core::mem::take(&mut self.held);
        if held.is_empty() {
            return Ok(());
        }
        let line = *self.began.get_or_insert(self.line);
        // Only a cell that swallowed the lines below it: a stray mark within a line is harmless.
        if self.within == Within::Quoted && self.line > line {
            return Err(ImportError::UnclosedQuote { line });
        }
        self.leave_mark(held.len());
        self.end_cell(held.len());
        self.complete(&held, "", each);
        Ok(())
    }

    /// Reads on from `self.at`, from mark to mark; returns where the record in progress begins,
    /// which the next call wants first.
    fn scan(&mut self, bytes: &[u8], each: &mut dyn FnMut(&Record<'_>) -> bool) -> usize {
        // Looked at when a record is complete: of a long one nothing is looked at twice.
        let mut text = None;
        let mut first = 0;
        let mut marks = Marks::new(bytes, self.at, [self.delimiter, b'"', b'\n', b'\r']);
        while let Some(at) = marks.next() {
            let byte = bytes.get(at).copied().unwrap_or_default();
            // Most marks are this one.
            if byte == self.delimiter && self.within == Within::Start {
                self.began.get_or_insert(self.line);
                self.end_cell(at);
                continue;
            }
            let ends_line = matches!(byte, b'\r' | b'\n');
            if self.began.is_none() {
                // Ends of the last line and blank lines.
                if ends_line && at == first {
                    self.pass_line_end(bytes, at);
                    first = at + 1;
                    self.cell = Cell::at(first);
                    continue;
                }
                self.began = Some(self.line);
            }
            self.leave_mark(at);
            match self.within {
                Within::Start if byte == b'"' && at == self.cell.start => {
                    self.cell = Cell::at(at + 1);
                    self.within = Within::Quoted;
                    continue;
                }
                Within::Quoted => {
                    if byte == b'"' {
                        self.cell.end = at;
                        self.within = Within::Mark;
                    } else if ends_line {
                        self.pass_line_end(bytes, at);
                    }
                    continue;
                }
                Within::Mark if byte == b'"' => {
                    self.cell.marked = true;
                    self.within = Within::Quoted;
                    continue;
                }
                Within::Start | Within::Plain if byte != self.delimiter && !ends_line => {
                    self.within = Within::Plain;
                    continue;
                }
                Within::Start | Within::Plain | Within::Mark => {}
            }
            self.end_cell(at);
            if byte != self.delimiter {
                let text = *text.get_or_insert_with(|| scan::whole_lines(bytes));
                let go_on = self.complete(bytes, text, each);
                self.pass_line_end(bytes, at);
                first = at + 1;
                if !go_on {
                    first = bytes.len();
                    break;
                }
            }
        }
        if let Some(last) = first.checked_sub(1) {
            self.after_cr = bytes.get(last) == Some(&b'\r');
        }
        if first > 0 {
            self.rebase(first);
        }
        self.at = bytes.len() - first;
        first
    }

    /// What lies at `first` will be at 0 when the scan goes on.
    fn rebase(&mut self, first: usize) {
        for cell in self.cells.iter_mut().chain([&mut self.cell]) {
            cell.start = cell.start.saturating_sub(first);
            cell.end = cell.end.saturating_sub(first);
        }
    }

    /// Where the mark that may have ended the quoting is not the byte before `at`, it did, and what
    /// came after it is part of the cell.
    fn leave_mark(&mut self, at: usize) {
        if self.within == Within::Mark && self.cell.end + 1 < at {
            self.cell.marked = true;
            self.within = Within::Plain;
        }
    }

    /// The cell in progress ends before `at`, or at its closing mark.
    fn end_cell(&mut self, at: usize) {
        if self.within != Within::Mark {
            self.cell.end = at;
        }
        self.cells.push(self.cell);
        self.cell = Cell::at(at + 1);
        self.within = Within::Start;
    }

    fn complete(
        &mut self,
        bytes: &[u8],
        text: &str,
        each: &mut dyn FnMut(&Record<'_>) -> bool,
    ) -> bool {
        let line = self.began.take().unwrap_or(self.line);
        let record = Record::new(line, bytes, text, &self.cells);
        let go_on = each(&record);
        self.cells.clear();
        go_on
    }

    /// Counts lines that end in LF, CR or CRLF.
    fn pass_line_end(&mut self, bytes: &[u8], at: usize) {
        let after_cr = match at.checked_sub(1) {
            Some(before) => bytes.get(before) == Some(&b'\r'),
            None => self.after_cr,
        };
        if bytes.get(at) == Some(&b'\r') || !after_cr {
            self.line += 1;
        }
    }
}
