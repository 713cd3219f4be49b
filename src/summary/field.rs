//! A property of every row, by the numbers of its values.

use std::borrow::Cow;

use crate::domain::letters::joined;
use crate::domain::names::Names;
use crate::exchange::Cells;

/// One property of every row.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Field {
    pub(super) name: String,
    /// Its values.
    pub(super) values: Names,
    /// The number of each row's value, as far as any was met; empty where there are too many
    /// different ones to tell groups by.
    pub(super) rows: Vec<u16>,
    /// The numbers beyond a row's first, of reasons that were ticked together, by row.
    more: Vec<(u32, u16)>,
    pub(super) crowded: bool,
}

impl Field {
    /// One without values yet.
    pub(super) fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..Self::default()
        }
    }

    /// The number of the row's value; 0 where it has none.
    pub(super) fn of(&self, row: u32) -> u32 {
        self.rows
            .get(row as usize)
            .map_or(0, |number| u32::from(*number))
    }

    /// Whether any row has several values.
    pub(super) const fn overlaps(&self) -> bool {
        !self.more.is_empty()
    }

    /// The row's values, as our own export lists them.
    pub(super) fn text(&self, row: u32) -> Cow<'_, str> {
        if !self.overlaps() {
            return self.values.get(self.of(row)).unwrap_or_default().into();
        }
        let values = self.all(row).into_iter();
        let values = values.filter_map(|at| Some(self.values.get(at)?.to_owned()));
        joined(&values.collect::<Vec<_>>(), "; ").into()
    }

    /// The numbers of all the row's values.
    #[inline(never)]
    pub(super) fn all(&self, row: u32) -> Vec<u32> {
        let mut all = vec![self.of(row)];
        let from = self.more.partition_point(|(of, _)| *of < row);
        let more = self.more.get(from..).unwrap_or_default().iter();
        let more = more.take_while(move |(of, _)| *of == row);
        all.extend(more.map(|(_, number)| u32::from(*number)));
        all
    }

    /// Notes what the cells of a column say of the rows from `first` on.
    #[cfg_attr(zeroten_unstable, optimize(speed))]
    #[inline(never)]
    pub(super) fn note_all(&mut self, first: usize, cells: &Cells<'_>) {
        // The numbers of the short values met in these cells, each in the place of its bytes' hash.
        let mut recent = [((0, 0), 0); 64];
        for (row, (cell, bytes)) in (first..).zip(cells.iter()) {
            let key = cells.key(&cell);
            if let Some(key) = key
                && self.rows.len() <= row
                && let Some((known, number)) = recent.get(place(key))
                && *known == key
            {
                if self.rows.len() < row {
                    self.rows.resize(row, 0);
                }
                self.rows.push(*number);
                continue;
            }
            if bytes.is_empty() || self.crowded {
                continue;
            }
            cells.with_text(&cell, &mut |text| self.note(row, text));
            let number = self.values.last();
            if let Some(key) = key
                && let Some(place) = recent.get_mut(place(key))
                && self.values.get(number).map(str::as_bytes) == Some(bytes)
            {
                *place = (key, number as u16);
            }
        }
    }

    /// Notes a value of the row, which is the last one or the one after it, or of one of its columns
    /// that comes after others of its rows.
    pub(super) fn note(&mut self, row: usize, value: &str) {
        /// Longer values are texts of their own and tell no groups.
        const LONGEST: usize = 200;
        /// More values than this tell no groups either.
        const MOST: u32 = 50_000;
        if self.crowded {
            return;
        }
        let number = match value.len() {
            0..=LONGEST => self.values.number(value),
            _ => u32::MAX,
        };
        if number > MOST {
            *self = Self {
                name: core::mem::take(&mut self.name),
                crowded: true,
                ..Self::default()
            };
            return;
        }
        if let Some(first) = self.rows.get_mut(row) {
            if *first == 0 {
                *first = number as u16;
                return;
            }
            let row = row as u32;
            let after = self.more.partition_point(|(of, _)| *of <= row);
            self.more.insert(after, (row, number as u16));
            return;
        }
        self.rows.resize(row, 0);
        self.rows.push(number as u16);
    }
}

/// A place for a value's key, 0 to 63. The multiplier is rustc's own (`FxHasher`).
#[inline(always)]
const fn place((low, high): (u64, u64)) -> usize {
    ((low ^ high).wrapping_mul(0x517c_c1b7_2722_0a95) >> 58) as usize
}
