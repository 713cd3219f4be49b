//! One record of a file: its cells as they came, and what they say.

use std::borrow::Cow;

use super::scan::Marks;

/// One record of a file.
pub(super) struct Record<'a> {
    /// The line it begins on, the first being 1.
    pub(super) line: u64,
    bytes: &'a [u8],
    /// The same as text, as far as that is known.
    text: &'a str,
    cells: &'a [Cell],
}

/// A range of bytes, and how they are written.
#[derive(Clone, Copy, Default)]
pub(crate) struct Cell {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether marks in it may have to be taken off, counted from after the first.
    pub(super) marked: bool,
}

impl Cell {
    /// One whose bytes are its text.
    pub(super) const fn plain(start: usize, end: usize) -> Self {
        Self {
            start,
            end,
            marked: false,
        }
    }

    /// One between marks, counted without them; others may be in it.
    pub(super) const fn quoted(start: usize, end: usize) -> Self {
        Self {
            start,
            end,
            marked: true,
        }
    }

    /// Whether marks may be in it.
    pub(super) const fn is_marked(&self) -> bool {
        self.marked
    }

    /// Where its bytes are.
    pub(super) const fn range(&self) -> core::ops::Range<usize> {
        self.start..self.end
    }

    /// A cell that begins at `start`.
    pub(super) const fn at(start: usize) -> Self {
        Self {
            start,
            end: start,
            marked: false,
        }
    }
}

impl<'a> Record<'a> {
    /// One of `cells` in `bytes`, and the same as `text` as far as that is known.
    pub(super) const fn new(line: u64, bytes: &'a [u8], text: &'a str, cells: &'a [Cell]) -> Self {
        Self {
            line,
            bytes,
            text,
            cells,
        }
    }

    /// How many cells it has.
    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }

    /// The cell at `at`; blank beyond the last, for rows that leave out their empty end.
    pub(super) fn cell(&self, at: usize) -> Cow<'_, str> {
        let cell = self.cells.get(at).copied().unwrap_or_default();
        self.as_it_stands(cell).map_or_else(
            || {
                let mut text = String::new();
                self.write(cell, &mut text);
                Cow::Owned(text)
            },
            Cow::Borrowed,
        )
    }

    /// Every cell in turn.
    pub(super) fn cells(&self) -> impl Iterator<Item = Cow<'_, str>> {
        (0..self.len()).map(|at| self.cell(at))
    }

    /// Whether nothing is written in any cell.
    pub(super) fn is_blank(&self) -> bool {
        let blank = |cell: &Cell| self.bytes_of(*cell).iter().all(u8::is_ascii_whitespace);
        self.cells.iter().all(blank)
    }

    fn bytes_of(&self, cell: Cell) -> &'a [u8] {
        self.bytes.get(cell.range()).unwrap_or_default()
    }

    /// The cell's text, where nothing has to be done for it.
    fn as_it_stands(&self, cell: Cell) -> Option<&str> {
        match cell.marked {
            true => None,
            false => self.text.get(cell.range()),
        }
    }

    fn write(&self, cell: Cell, out: &mut String) {
        let text = match self.text.get(cell.range()) {
            Some(text) => Cow::Borrowed(text),
            None => text(self.bytes_of(cell)),
        };
        match cell.marked {
            true => write_without_marks(&text, out),
            false => out.push_str(&text),
        }
    }
}

/// A quoted cell from after its first mark: two marks are one, and after a single one the rest is
/// as it stands.
fn write_without_marks(text: &str, out: &mut String) {
    let mut marks = Marks::new(text.as_bytes(), 0, [b'"'; 4]);
    let mut from = 0;
    while let Some(at) = marks.next() {
        let end = at + 1;
        if text.as_bytes().get(end) != Some(&b'"') {
            out.push_str(text.get(from..at).unwrap_or_default());
            from = end;
            break;
        }
        out.push_str(text.get(from..end).unwrap_or_default());
        from = end + 1;
        marks.next();
    }
    out.push_str(text.get(from..).unwrap_or_default());
}

/// UTF-8, or else Windows-1252, which is what spreadsheets save where it is not: every byte means
/// a letter in it, and text in it is next to never valid UTF-8 by chance. Decided cell by cell,
/// so that one damaged cell does not garble a file.
pub(super) fn text(bytes: &[u8]) -> Cow<'_, str> {
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
