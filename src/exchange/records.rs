//! Bytes to records: quoting, line numbers and encodings. Cells are ranges of the bytes as they
//! came; only what is quoted with doubled marks is ever copied.

use std::borrow::Cow;

use super::ImportError;

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
    after_cr: bool,
}

/// One record of a file.
pub(super) struct Record<'a> {
    /// The line it begins on, the first being 1.
    pub(super) line: u64,
    bytes: &'a [u8],
    cells: &'a [Cell],
}

/// A range of bytes, and how they are written.
#[derive(Clone, Copy, Default)]
struct Cell {
    start: usize,
    end: usize,
    /// Whether marks in it have to be taken off, counted from after the first.
    marked: bool,
}

/// What part of a record the scan is in.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Within {
    /// At a cell's first byte.
    #[default]
    Start,
    /// In a cell without marks, or after their end.
    Plain,
    /// Between quotation marks, where delimiters and line ends are text.
    Quoted,
    /// After a mark that ends the quoting, or is the first of two that stand for one.
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
        if self.held.is_empty() {
            let rest = self.scan(bytes, each);
            self.held
                .extend_from_slice(bytes.get(rest..).unwrap_or_default());
        } else {
            let mut held = core::mem::take(&mut self.held);
            held.extend_from_slice(bytes);
            let rest = self.scan(&held, each);
            held.drain(..rest);
            self.held = held;
        }
    }

    /// Completes the last record, whose line need not end.
    pub(super) fn finish(
        &mut self,
        each: &mut dyn FnMut(&Record<'_>) -> bool,
    ) -> Result<(), ImportError> {
        let Some(line) = self.began else {
            return Ok(());
        };
        // Only a cell that swallowed the lines below it: a stray mark within a line is harmless.
        if self.within == Within::Quoted && self.line > line {
            return Err(ImportError::UnclosedQuote { line });
        }
        let held = core::mem::take(&mut self.held);
        self.end_cell(held.len());
        self.complete(&held, each);
        Ok(())
    }

    /// Reads on from `self.at`; returns where the record in progress begins, which the next call
    /// wants first.
    fn scan(&mut self, bytes: &[u8], each: &mut dyn FnMut(&Record<'_>) -> bool) -> usize {
        let mut first = 0;
        let mut at = self.at;
        while let Some(byte) = bytes.get(at).copied() {
            if self.began.is_none() {
                // Ends of the last line and blank lines.
                if matches!(byte, b'\r' | b'\n') {
                    self.pass_line_end(byte);
                    at += 1;
                    first = at;
                    continue;
                }
                self.after_cr = false;
                self.began = Some(self.line);
                first = at;
            }
            match self.within {
                Within::Start => {
                    let quoted = byte == b'"';
                    at += usize::from(quoted);
                    self.cell = Cell {
                        start: at,
                        end: at,
                        marked: false,
                    };
                    self.within = match quoted {
                        true => Within::Quoted,
                        false => Within::Plain,
                    };
                    continue;
                }
                Within::Quoted => {
                    self.after_cr &= byte == b'\n';
                    match byte {
                        b'"' => {
                            self.cell.end = at;
                            self.within = Within::Mark;
                        }
                        b'\r' | b'\n' => self.pass_line_end(byte),
                        _ => {}
                    }
                    at += 1;
                    continue;
                }
                Within::Mark if byte == b'"' => {
                    self.cell.marked = true;
                    self.within = Within::Quoted;
                    at += 1;
                    continue;
                }
                Within::Mark if self.ends_cell(byte) => {}
                Within::Mark => {
                    self.cell.marked = true;
                    self.within = Within::Plain;
                    continue;
                }
                Within::Plain => {
                    let rest = bytes.get(at..).unwrap_or_default();
                    let length = rest.iter().position(|byte| self.ends_cell(*byte));
                    at += length.unwrap_or(rest.len());
                    if length.is_none() {
                        break;
                    }
                }
            }
            self.end_cell(at);
            let byte = bytes.get(at).copied().unwrap_or_default();
            at += 1;
            if byte != self.delimiter {
                let go_on = self.complete(bytes, each);
                self.pass_line_end(byte);
                first = at;
                if !go_on {
                    break;
                }
            }
        }
        self.rebase(first);
        self.at = at - first;
        first
    }

    /// What lies at `first` will be at 0 when the scan goes on.
    fn rebase(&mut self, first: usize) {
        for cell in self.cells.iter_mut().chain([&mut self.cell]) {
            cell.start = cell.start.saturating_sub(first);
            cell.end = cell.end.saturating_sub(first);
        }
    }

    fn ends_cell(&self, byte: u8) -> bool {
        byte == self.delimiter || byte == b'\n' || byte == b'\r'
    }

    /// The cell in progress ends before `at`, or at its closing mark.
    fn end_cell(&mut self, at: usize) {
        match self.within {
            // A record that ends with a delimiter ends with a blank cell.
            Within::Start => self.cell = Cell::default(),
            Within::Plain | Within::Quoted => self.cell.end = at,
            Within::Mark => {}
        }
        self.cells.push(self.cell);
        self.within = Within::Start;
    }

    fn complete(&mut self, bytes: &[u8], each: &mut dyn FnMut(&Record<'_>) -> bool) -> bool {
        let record = Record {
            line: self.began.take().unwrap_or(self.line),
            bytes,
            cells: &self.cells,
        };
        let go_on = each(&record);
        self.cells.clear();
        go_on
    }

    /// Counts lines that end in LF, CR or CRLF.
    fn pass_line_end(&mut self, byte: u8) {
        if byte == b'\r' || !self.after_cr {
            self.line += 1;
        }
        self.after_cr = byte == b'\r';
    }
}

impl Record<'_> {
    /// How many cells it has.
    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }

    /// The cell at `at`; blank beyond the last, for rows that leave out their empty end.
    pub(super) fn cell(&self, at: usize) -> Cow<'_, str> {
        let Some(cell) = self.cells.get(at) else {
            return Cow::Borrowed("");
        };
        let bytes = self.bytes.get(cell.start..cell.end).unwrap_or_default();
        if cell.marked {
            let bytes = without_marks(bytes);
            Cow::Owned(match String::from_utf8(bytes) {
                Ok(text) => text,
                Err(other) => text(other.as_bytes()).into_owned(),
            })
        } else {
            text(bytes)
        }
    }

    /// Every cell in turn.
    pub(super) fn cells(&self) -> impl Iterator<Item = Cow<'_, str>> {
        (0..self.len()).map(|at| self.cell(at))
    }

    /// Whether nothing is written in any cell.
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| {
            let bytes = self.bytes.get(cell.start..cell.end).unwrap_or_default();
            bytes.iter().all(u8::is_ascii_whitespace)
        })
    }
}

/// A quoted cell from after its first mark: two marks are one, and after a single one the rest is
/// as it stands.
fn without_marks(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(mark) = rest.iter().position(|byte| *byte == b'"') {
        let (before, after) = rest.split_at_checked(mark).unwrap_or_default();
        out.extend_from_slice(before);
        rest = after.get(1..).unwrap_or_default();
        match rest.strip_prefix(b"\"") {
            Some(after) => {
                out.push(b'"');
                rest = after;
            }
            None => break,
        }
    }
    out.extend_from_slice(rest);
    out
}

/// UTF-8, or else Windows-1252, which is what spreadsheets save where it is not: every byte means
/// a letter in it, and text in it is next to never valid UTF-8 by chance. Decided cell by cell,
/// so that one damaged cell does not garble a file.
fn text(bytes: &[u8]) -> Cow<'_, str> {
    core::str::from_utf8(bytes).map_or_else(
        |_| Cow::Owned(bytes.iter().copied().map(windows_1252).collect()),
        Cow::Borrowed,
    )
}

/// Source: the WHATWG Encoding Standard's index for windows-1252.
fn windows_1252(byte: u8) -> char {
    const FROM_0X80: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    byte.checked_sub(0x80)
        .and_then(|at| FROM_0X80.get(usize::from(at)).copied())
        .unwrap_or(char::from(byte))
}
