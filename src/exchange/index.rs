//! The cells of a piece of a table, found sixty-four bytes at a time: no byte decides where another
//! is looked for, which is what costs time in a million rows. It knows tables whose marks stand
//! where they should; any other is left to `records`.

use super::records::Cell;
use super::scan::{self, Chunk};

/// Where the cells of whole records are.
#[derive(Default)]
pub(super) struct Index {
    /// Every cell, record by record; beyond the last record's there may be old ones.
    pub(super) cells: Vec<Cell>,
    /// How far each record reaches.
    pub(super) records: Vec<Reach>,
    /// Whether line ends stand between quotation marks.
    pub(super) has_inner_lines: bool,
}

/// How far a record reaches, counted from the first one's beginning.
#[derive(Clone, Copy, Default)]
pub(super) struct Reach {
    pub(super) cells: usize,
    /// Its line end included.
    pub(super) bytes: usize,
}

const AT_ONCE: usize = 64;

/// What is known of the bytes so far. A word has a bit for each of sixty-four bytes, the first one's
/// the lowest; what a byte says of the next one is carried over to the next word.
#[derive(Default)]
struct Passed {
    /// How many bytes and cells there were.
    base: usize,
    cells: usize,
    /// All bits where the bytes to come stand between marks, or none.
    quoted: u64,
    /// Whether the last byte ends a cell.
    ended: u64,
    /// Whether it is a mark that closes.
    closed: u64,
    /// Whether it is a CR.
    cr: u64,
    /// How many CRs stand before no LF.
    lone_crs: u32,
    /// How many marks there were, and how many before the cell in progress.
    marks: u32,
    marks_before: u32,
    /// Where the cell in progress begins.
    start: usize,
}

impl Index {
    /// Finds the records that are complete in `bytes`, of which the first begins a record. `None`
    /// where marks or CRs stand where they mean something else than quoting and ending lines.
    #[cfg_attr(zeroten_unstable, optimize(speed))]
    #[inline(never)]
    pub(super) fn of(&mut self, bytes: &[u8], delimiter: u8) -> Option<Reach> {
        self.records.clear();
        self.has_inner_lines = false;
        let mut passed = Passed {
            ended: 1,
            ..Passed::default()
        };
        let mut last = [0; AT_ONCE];
        let (chunks, rest) = bytes.as_chunks();
        last.get_mut(..rest.len())?.copy_from_slice(rest);
        // What comes after the last byte is not known yet.
        let known = (1 << rest.len()) - 1;
        let chunks = chunks.iter().map(|chunk| (chunk, u64::MAX));
        for (chunk, known) in chunks.chain([(&last, known)]) {
            let (chunk, _) = chunk.as_chunks();
            self.add(chunk.first_chunk()?, known, delimiter, &mut passed)?;
        }
        // An LF may still follow the last byte.
        let open = u32::from(bytes.last() == Some(&b'\r'));
        (passed.lone_crs == open).then(|| self.records.last().copied().unwrap_or_default())
    }

    /// Takes the next sixty-four bytes.
    #[inline(always)]
    fn add(&mut self, chunk: &Chunk, known: u64, delimiter: u8, passed: &mut Passed) -> Option<()> {
        let [marks, lfs] = [scan::word(chunk, b'"'), scan::word(chunk, b'\n')];
        let [delimiters, crs] = [scan::word(chunk, delimiter), scan::word(chunk, b'\r')];
        let quoted = match marks {
            0 => passed.quoted,
            _ => odd_so_far(marks) ^ passed.quoted,
        };
        let ends = (delimiters | lfs) & !quoted;
        let after_cr = crs << 1 | passed.cr;
        let before_lf = (after_cr & lfs).count_ones();
        passed.lone_crs = (passed.lone_crs + crs.count_ones()).wrapping_sub(before_lf);
        let opening = marks & quoted;
        let closing = marks & !quoted;
        let after_closing = closing << 1 | passed.closed;
        let may_open = ends << 1 | passed.ended | after_closing;
        // After a closing mark comes the end of its cell, or a second mark that stands for one.
        if opening & !may_open | after_closing & !(ends | opening | crs) & known != 0 {
            return None;
        }
        self.has_inner_lines |= lfs & quoted != 0;
        if self.cells.len() < passed.cells + AT_ONCE {
            let more = (self.cells.len() * 2).max(1024);
            self.cells.resize(more, Cell::plain(0, 0));
        }
        let mut slots = self.cells.get_mut(passed.cells..)?.iter_mut();
        let mut left = ends;
        while left != 0 {
            let slot = slots.next()?;
            let at = passed.base + left.trailing_zeros() as usize;
            let bit = left & left.wrapping_neg();
            left ^= bit;
            let so_far = passed.marks.wrapping_add((marks & (bit - 1)).count_ones());
            let of_cell = so_far.wrapping_sub(passed.marks_before);
            passed.marks_before = so_far;
            let end = at - usize::from(bit & lfs & after_cr != 0);
            let quoted = usize::from(of_cell > 0);
            *slot = Cell::quoted(passed.start + quoted, end - quoted, of_cell > 2);
            passed.start = at + 1;
            passed.cells += 1;
            if bit & lfs != 0 {
                self.records.push(Reach {
                    cells: passed.cells,
                    bytes: passed.start,
                });
            }
        }
        passed.base += AT_ONCE;
        passed.marks = passed.marks.wrapping_add(marks.count_ones());
        passed.quoted = 0_u64.wrapping_sub(quoted >> (AT_ONCE - 1));
        passed.closed = closing >> (AT_ONCE - 1);
        passed.ended = ends >> (AT_ONCE - 1);
        passed.cr = crs >> (AT_ONCE - 1);
        Some(())
    }
}

/// Of each bit whether there is an odd number of ones up to it: what lies between marks, and the
/// first of each two. Source: G. Langdale and D. Lemire, "Parsing gigabytes of JSON per second",
/// section 3.1.1, with shifts in the place of a carry-less product.
#[inline(always)]
const fn odd_so_far(mut ones: u64) -> u64 {
    ones ^= ones << 1;
    ones ^= ones << 2;
    ones ^= ones << 4;
    ones ^= ones << 8;
    ones ^= ones << 16;
    ones ^ ones << 32
}
