//! Rows that are alike, column by column: what a column holds is then decided once for thousands of
//! cells, and not for each.

use crate::domain::score::Score;
use crate::domain::time::Timestamp;

use super::cell;
use super::index::{Index, all_between, between};
use super::mapping::{Column, Format, Mapping};
use super::record::{Cell, Record};
use super::rows::{self, Rows};
use super::scan;
use super::sink::Sink;

/// How rows are taken together.
pub(super) struct Together {
    /// Where the score stands.
    score: usize,
    /// Where it stands what its numbers mean.
    scale: Option<usize>,
    /// What was read of the rows that are taken together.
    scores: Vec<Score>,
    moments: Vec<Option<Timestamp>>,
}

/// The cells of one column in some rows.
pub struct Cells<'a> {
    bytes: &'a [u8],
    /// Where the cell before the first row's ends, and every cell after it.
    ends: &'a [u32],
    /// Which column it is, of how many.
    at: usize,
    width: usize,
    /// Whether it is our own export.
    own: bool,
}

impl Together {
    /// Where each column stands once, and none says which rows count.
    pub(super) fn of(mapping: &Mapping) -> Option<Self> {
        let columns = || mapping.columns.iter().map(|(_, column)| *column);
        let once = columns().enumerate().all(|(at, column)| match column {
            Column::Property | Column::Ignored => true,
            Column::Standing => false,
            _ => !columns().take(at).any(|before| before == column),
        });
        let at = |wanted| columns().position(|column| column == wanted);
        Some(Self {
            score: at(Column::Score).filter(|_| once)?,
            scale: at(Column::Scale),
            scores: Vec::new(),
            moments: Vec::new(),
        })
    }

    /// The score of a row that may be taken with others: one that needs no second look, on the scale
    /// of recommendation.
    #[inline(always)]
    fn score_of(&self, bytes: &[u8], ends: &[u32]) -> Option<Score> {
        let of = |at: usize| {
            let (before, end) = (ends.get(at)?, ends.get(at + 1)?);
            bytes.get(between(bytes, *before, *end, at + 2 == ends.len()).range())
        };
        if let Some(at) = self.scale
            && !matches!(of(at)?, b"" | b"nps")
        {
            return None;
        }
        cell::bare(of(self.score)?)
    }
}

impl Rows {
    /// Hands every record of `index`, which is in `bytes`, to `sink`. The first is on `line`, which
    /// is moved on.
    #[cfg_attr(zeroten_unstable, optimize(speed))]
    pub(super) fn take_all(
        &mut self,
        index: &Index,
        bytes: &[u8],
        line: &mut u64,
        sink: &mut dyn Sink,
    ) {
        let mut together = self.together.take().filter(|_| sink.takes_columns());
        let text = match together {
            Some(_) => "",
            None => scan::whole_lines(bytes),
        };
        let width = self.mapping().columns.len();
        let (mut from, mut run) = (0, 0);
        while from < index.cells {
            let to = index.record_end(bytes, from);
            let ends = index.ends(from..to);
            let score = match &together {
                Some(together) if to - from == width && self.is_under_way() => {
                    together.score_of(bytes, ends)
                }
                _ => None,
            };
            let begin = index.reach(from);
            if let Some((together, score)) = together.as_mut().zip(score) {
                together.scores.push(score);
            } else {
                if let Some(together) = &mut together {
                    self.take_together(together, index.ends(run..from), bytes, sink);
                }
                run = to;
                let cells = all_between(bytes, ends);
                // Blank lines are no records.
                if !matches!(cells.as_slice(), [cell] if cell.range() == (begin..begin)) {
                    self.take(&Record::new(*line, bytes, text, &cells), sink);
                }
            }
            *line += match index.has_inner_lines {
                true => scan::count(bytes.get(begin..index.reach(to)).unwrap_or_default(), b'\n'),
                false => 1,
            };
            from = to;
        }
        if let Some(mut together) = together {
            self.take_together(&mut together, index.ends(run..from), bytes, sink);
            self.together = Some(together);
        }
    }

    /// Hands the rows whose scores are known to `sink`, column by column.
    #[cfg_attr(zeroten_unstable, optimize(speed))]
    fn take_together(
        &mut self,
        together: &mut Together,
        ends: &[u32],
        bytes: &[u8],
        sink: &mut dyn Sink,
    ) {
        let Together {
            scores, moments, ..
        } = together;
        if scores.is_empty() {
            return;
        }
        moments.clear();
        moments.resize(scores.len(), None);
        let mapping = &self.report.mapping;
        let mut undated = 0;
        for (at, (heading, column)) in mapping.columns.iter().enumerate() {
            let cells = Cells {
                bytes,
                ends,
                at,
                width: mapping.columns.len(),
                own: mapping.format == Format::Zeroten,
            };
            match column {
                Column::Score | Column::Scale | Column::Standing | Column::Ignored => {}
                Column::AnsweredAt => {
                    for (moment, (cell, bytes)) in moments.iter_mut().zip(cells.iter()) {
                        *moment = self.moments.usual(bytes);
                        if moment.is_none() {
                            cells.with_text(&cell, &mut |text| {
                                *moment = self.moments.read(text, mapping.dates);
                                undated += u64::from(moment.is_none());
                            });
                        }
                    }
                }
                Column::Reasons | Column::Properties => cells.each_text(&mut |ahead, text| {
                    rows::hand(text, ahead, *column, heading, sink);
                }),
                _ => sink.column(*column, heading, &cells),
            }
        }
        self.report.undated += undated;
        sink.rows(scores, moments);
        scores.clear();
    }
}

impl<'a> Cells<'a> {
    /// Every cell with its bytes, which are what it says but where there are marks, spaces or signs
    /// that guard it.
    #[inline(always)]
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Cell, &'a [u8])> {
        let is_last = self.at + 1 == self.width;
        let of = |at: usize| self.ends.get(at).copied().unwrap_or_default();
        let all = (self.at..self.ends.len().saturating_sub(1)).step_by(self.width);
        all.map(move |at| {
            let cell = between(self.bytes, of(at), of(at + 1), is_last);
            (cell, self.bytes.get(cell.range()).unwrap_or_default())
        })
    }

    /// Hands what each cell says, with its row's number, to `each`, save for blank ones.
    pub(crate) fn each_text(&self, each: &mut dyn FnMut(usize, &str)) {
        for (row, (cell, _)) in self.iter().enumerate() {
            self.with_text(&cell, &mut |text| each(row, text));
        }
    }

    /// Two numbers that only cells of the same bytes share; `None` where it is a long one, or there
    /// are few bytes after it.
    #[inline(always)]
    pub(crate) fn key(&self, cell: &Cell) -> Option<(u64, u64)> {
        let range = cell.range();
        let length = range.len();
        let bytes: &[u8; 16] = self.bytes.get(range.start..)?.first_chunk()?;
        let (low, high) = (bytes.first_chunk()?, bytes.last_chunk()?);
        let (low, high) = (u64::from_le_bytes(*low), u64::from_le_bytes(*high));
        let first = |bytes: usize| !(u64::MAX << (bytes * 8));
        match length {
            1..8 => Some((low & first(length), length as u64)),
            8..16 => Some((low, high & first(length - 8) | (length as u64) << 56)),
            _ => None,
        }
    }

    /// How many bytes more than a cell has `write` may want room for.
    pub(crate) const MORE: usize = 16;

    /// Writes what the cell says to the beginning of `room`, where marks are all that has to be taken
    /// off, and returns how many bytes that is. `None` where it cannot; then there is anything in
    /// `room`.
    #[inline(always)]
    pub(crate) fn write(&self, cell: &Cell, room: &mut [u8]) -> Option<usize> {
        let core::ops::Range { start, end } = cell.range();
        let (mut from, mut to) = (start, 0);
        let mut others = 0;
        while from < end {
            let bytes: &[u8; 16] = self.bytes.get(from..)?.first_chunk()?;
            *room.get_mut(to..)?.first_chunk_mut()? = *bytes;
            let left = (end - from).min(16);
            let there = (1 << left) - 1;
            others |= scan::beyond_ascii(bytes) & there;
            if self.own {
                // A sign that may guard the cell.
                others |= (scan::places(bytes, [b'\''; 4]) & there) << 16;
            }
            let marks = match cell.is_marked() {
                true => scan::places(bytes, [b'"'; 4]) & there,
                false => 0,
            };
            if marks == 0 {
                (from, to) = (from + left, to + left);
            } else {
                // Of two marks the first is written, and the second passed over.
                let written = marks.trailing_zeros() as usize + 1;
                (from, to) = (from + written + 1, to + written);
            }
        }
        let written = room.get(..to)?;
        // Spaces around it would have to be taken off.
        let bare = matches!(written, [b'!'..=b'~'] | [b'!'..=b'~', .., b'!'..=b'~']);
        let text = || others >> 16 == 0 && core::str::from_utf8(written).is_ok();
        (bare && (others == 0 || text())).then_some(to)
    }

    /// Hands what the cell says to `take`, unless it is blank.
    pub(crate) fn with_text(&self, cell: &Cell, take: &mut dyn FnMut(&str)) {
        let cells = core::slice::from_ref(cell);
        let record = Record::new(0, self.bytes, "", cells);
        let text = record.cell(0);
        if let Some(text) = rows::meant(&text, self.own) {
            take(&text);
        }
    }
}
