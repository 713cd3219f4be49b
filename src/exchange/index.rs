//! The cells of a piece of a table, found sixty-four bytes at a time: no byte decides where another
//! is looked for, which is what costs time in a million rows. It knows tables whose marks stand
//! where they should; any other is left to `records`.

use super::record::Cell;
use super::scan::{self, Chunk};

/// Where the cells of whole records end.
#[derive(Default)]
pub(super) struct Index {
    /// Where each cell ends, record by record, after one that stands for what comes before the first;
    /// there may be more.
    ends: Vec<u32>,
    /// How many cells the records have.
    pub(super) cells: usize,
    /// Whether line ends stand between quotation marks.
    pub(super) has_inner_lines: bool,
}

const AT_ONCE: usize = 64;

/// What is known of the bytes so far. A word has a bit for each of sixty-four bytes, the first one's
/// the lowest; what a byte says of the next one is carried over to the next word.
#[derive(Default)]
struct Passed {
    /// How many bytes there were.
    bytes: u32,
    /// How many cells they ended.
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
}

impl Index {
    /// Finds the records that are complete in `bytes`, of which the first begins a record, and returns
    /// how many bytes they take up. `None` where marks or CRs stand where they mean something else
    /// than quoting and ending lines.
    #[cfg_attr(zeroten_unstable, optimize(speed))]
    #[inline(never)]
    pub(super) fn of(&mut self, bytes: &[u8], delimiter: u8) -> Option<usize> {
        self.has_inner_lines = false;
        let mut passed = Passed {
            ended: 1,
            ..Passed::default()
        };
        // What comes after the last byte is not known yet.
        let mut last = [0; AT_ONCE];
        let (chunks, rest) = bytes.as_chunks();
        last.get_mut(..rest.len())?.copy_from_slice(rest);
        let known = (1 << rest.len()) - 1;
        let chunks = chunks.iter().map(|chunk| (chunk, u64::MAX));
        for (chunk, known) in chunks.chain([(&last, known)]) {
            let (chunk, _) = chunk.as_chunks();
            self.add(chunk.first_chunk()?, known, delimiter, &mut passed)?;
        }
        self.cells = passed.cells;
        while self.cells > 0 && !self.ends_line(bytes, self.cells) {
            self.cells -= 1;
        }
        // An LF may still follow the last byte.
        let open = u32::from(bytes.last() == Some(&b'\r'));
        (passed.lone_crs == open).then(|| self.reach(self.cells))
    }

    /// How many cells there are up to the end of the record that begins after `cells` of them.
    #[inline(always)]
    pub(super) fn record_end(&self, bytes: &[u8], cells: usize) -> usize {
        let mut end = cells + 1;
        while end < self.cells && !self.ends_line(bytes, end) {
            end += 1;
        }
        end
    }

    /// Whether the last of so many cells is the last of its line.
    #[inline(always)]
    fn ends_line(&self, bytes: &[u8], cells: usize) -> bool {
        let end = self.ends.get(cells).map_or(0, |end| *end as usize);
        bytes.get(end) == Some(&b'\n')
    }

    /// Where the cells after the first `cells` begin.
    pub(super) fn reach(&self, cells: usize) -> usize {
        let end = self.ends.get(cells).copied().unwrap_or(u32::MAX);
        end.wrapping_add(1) as usize
    }

    /// Where some cells end, after where the one before them does.
    pub(super) fn ends(&self, cells: core::ops::Range<usize>) -> &[u32] {
        self.ends.get(cells.start..=cells.end).unwrap_or_default()
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
        self.note(ends, passed)?;
        passed.cells += ends.count_ones() as usize;
        passed.bytes += AT_ONCE as u32;
        passed.quoted = 0_u64.wrapping_sub(quoted >> (AT_ONCE - 1));
        passed.closed = closing >> (AT_ONCE - 1);
        passed.ended = ends >> (AT_ONCE - 1);
        passed.cr = crs >> (AT_ONCE - 1);
        Some(())
    }

    /// Notes where cells end: eight at a time, whether there are as many or not, since to look how
    /// many there are takes longer.
    #[inline(always)]
    fn note(&mut self, mut left: u64, passed: &Passed) -> Option<()> {
        let from = passed.cells + 1;
        if self.ends.len() < from + AT_ONCE {
            self.ends.resize((self.ends.len() * 2).max(4096), u32::MAX);
        }
        let (eights, _) = self.ends.get_mut(from..)?.as_chunks_mut();
        for [a, b, c, d, e, f, g, h] in eights {
            for slot in [a, b, c, d, e, f, g, h] {
                *slot = passed.bytes + left.trailing_zeros();
                left &= left.wrapping_sub(1);
            }
            if left == 0 {
                break;
            }
        }
        Some(())
    }
}

/// The cells of a record, given the end before it and those of its cells.
#[inline(never)]
pub(super) fn all_between(bytes: &[u8], ends: &[u32]) -> Vec<Cell> {
    let mut cells = Vec::new();
    let mut rest = ends;
    while let [before, end, ..] = rest {
        cells.push(between(bytes, *before, *end, rest.len() == 2));
        rest = rest.get(1..).unwrap_or_default();
    }
    cells
}

/// The cell between one end and the next, which is the last of its line or not.
#[inline(always)]
pub(super) fn between(bytes: &[u8], before: u32, end: u32, is_last: bool) -> Cell {
    let start = before.wrapping_add(1) as usize;
    let mut end = end as usize;
    if is_last && end > start && bytes.get(end - 1) == Some(&b'\r') {
        end -= 1;
    }
    match bytes.get(start) {
        Some(b'"') if end > start + 1 => Cell::quoted(start + 1, end - 1),
        _ => Cell::plain(start, end),
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
