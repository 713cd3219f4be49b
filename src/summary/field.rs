//! A property of every row, by the numbers of its values.

use std::borrow::Cow;

use crate::domain::letters::joined;
use crate::domain::names::Names;

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

    /// Notes a value of the row, which is the last one or the one after it.
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
        if self.rows.len() > row {
            self.more.push((row as u32, number as u16));
            return;
        }
        self.rows.resize(row, 0);
        self.rows.push(number as u16);
    }
}
