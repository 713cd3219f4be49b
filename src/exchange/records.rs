//! Bytes to records: quoting by `csv-core`, line numbers and encodings here.

use std::borrow::Cow;

use csv_core::ReadRecordResult;

use super::ImportError;

/// Splits bytes that come in pieces into records.
pub(super) struct Records {
    core: csv_core::Reader,
    cells: Vec<u8>,
    cells_len: usize,
    ends: Vec<usize>,
    ends_len: usize,
    lines: LineCount,
    /// The line the record in progress began on; `None` between records.
    began: Option<u64>,
}

/// One record of a file.
pub(super) struct Record<'a> {
    /// The line it begins on, the first being 1.
    pub(super) line: u64,
    cells: &'a [u8],
    ends: &'a [usize],
}

impl Records {
    /// A splitter for `delimiter`, the file's next line being `line`.
    pub(super) fn new(delimiter: u8, line: u64) -> Self {
        Self {
            core: csv_core::ReaderBuilder::new().delimiter(delimiter).build(),
            cells: vec![0; 4096],
            cells_len: 0,
            ends: vec![0; 64],
            ends_len: 0,
            lines: LineCount {
                line,
                ..LineCount::default()
            },
            began: None,
        }
    }

    /// Hands every record that `bytes` completes to `each`, until it says to stop.
    pub(super) fn push(&mut self, mut bytes: &[u8], each: &mut dyn FnMut(&Record<'_>) -> bool) {
        while !bytes.is_empty() {
            if self.began.is_none() {
                // Ends of the last line and blank lines, which csv-core passes over as well, but
                // without saying where the next record begins.
                let ends = bytes.iter().take_while(|b| matches!(b, b'\r' | b'\n'));
                let (blank, rest) = bytes.split_at_checked(ends.count()).unwrap_or_default();
                self.lines.pass(blank);
                bytes = rest;
                if bytes.is_empty() {
                    break;
                }
                self.began = Some(self.lines.line);
                self.lines.quotes = 0;
            }
            let (result, read) = self.step(bytes);
            let (read, rest) = bytes.split_at_checked(read).unwrap_or_default();
            self.lines.pass(read);
            bytes = rest;
            if matches!(result, ReadRecordResult::Record) && !self.complete(each) {
                break;
            }
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
        if self.lines.quotes % 2 == 1 && self.lines.line > line {
            return Err(ImportError::UnclosedQuote { line });
        }
        loop {
            match self.step(&[]).0 {
                ReadRecordResult::Record => {
                    self.complete(each);
                    return Ok(());
                }
                ReadRecordResult::End | ReadRecordResult::InputEmpty => return Ok(()),
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {}
            }
        }
    }

    /// Lets csv-core read once, making room where it asks for it.
    fn step(&mut self, bytes: &[u8]) -> (ReadRecordResult, usize) {
        let cells = self.cells.get_mut(self.cells_len..).unwrap_or_default();
        let ends = self.ends.get_mut(self.ends_len..).unwrap_or_default();
        let (result, read, written, ended) = self.core.read_record(bytes, cells, ends);
        self.cells_len += written;
        self.ends_len += ended;
        match result {
            ReadRecordResult::OutputFull => self.cells.resize(self.cells.len() * 2, 0),
            ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
            _ => {}
        }
        (result, read)
    }

    fn complete(&mut self, each: &mut dyn FnMut(&Record<'_>) -> bool) -> bool {
        let record = Record {
            line: self.began.take().unwrap_or(self.lines.line),
            cells: self.cells.get(..self.cells_len).unwrap_or_default(),
            ends: self.ends.get(..self.ends_len).unwrap_or_default(),
        };
        let go_on = each(&record);
        self.cells_len = 0;
        self.ends_len = 0;
        go_on
    }
}

impl Record<'_> {
    /// How many cells it has.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The cell at `at`; blank beyond the last, for rows that leave out their empty end.
    pub(super) fn cell(&self, at: usize) -> Cow<'_, str> {
        let from = at
            .checked_sub(1)
            .map_or(Some(0), |before| self.ends.get(before).copied());
        let bytes = from
            .zip(self.ends.get(at))
            .and_then(|(from, to)| self.cells.get(from..*to));
        text(bytes.unwrap_or_default())
    }

    /// Every cell in turn.
    pub(super) fn cells(&self) -> impl Iterator<Item = Cow<'_, str>> {
        (0..self.len()).map(|at| self.cell(at))
    }

    /// Whether nothing is written in any cell.
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(u8::is_ascii_whitespace)
    }
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

/// Counts lines that end in LF, CR or CRLF, and quotation marks.
#[derive(Default)]
struct LineCount {
    line: u64,
    quotes: u64,
    after_cr: bool,
}

impl LineCount {
    fn pass(&mut self, bytes: &[u8]) {
        for byte in bytes {
            match byte {
                b'\r' => self.line += 1,
                b'\n' if !self.after_cr => self.line += 1,
                b'"' => self.quotes += 1,
                _ => {}
            }
            self.after_cr = *byte == b'\r';
        }
    }
}
