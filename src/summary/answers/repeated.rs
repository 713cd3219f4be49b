//! Rows that tell an answer again, by their names.

use core::ops::Range;

use super::Answers;

impl Answers {
    /// How many rows hold no score that could be read; of those that tell an answer again, one.
    /// Objects of JSON that are no responses come with no row.
    #[must_use]
    pub fn excluded(&self) -> u64 {
        let files = self.files.iter();
        let excluded: u64 = files.map(|file| file.report.excluded.len() as u64).sum();
        excluded.saturating_sub(self.repeats_unscored)
    }

    /// In another tool's file, what names several answers is no name of any: a customer's, it may be.
    pub(super) fn forget_shared_names(&mut self, rows: Range<u32>) {
        let mut shared = Vec::new();
        each_again(rows, &|row| self.name(row), &mut |before, row| {
            shared.extend([before, row]);
            row
        });
        for row in shared {
            if let Some(id) = self.ids.get_mut(row as usize) {
                *id = 0;
            }
        }
    }

    /// Exports overlap: of the rows that name the same answer the one of the highest revision counts,
    /// and of one revision the last.
    pub(super) fn find_repeated(&mut self) {
        let rows = 0..self.len() as u32;
        let revision = |row: u32| self.revisions.get(row as usize).copied().unwrap_or(0);
        let mut repeated = vec![false; self.len()];
        each_again(rows.clone(), &|row| self.name(row), &mut |before, row| {
            let (gone, stays) = match revision(before) > revision(row) {
                true => (row, before),
                false => (before, row),
            };
            if let Some(is) = repeated.get_mut(gone as usize) {
                *is = true;
            }
            stays
        });
        self.repeated = repeated;
        let repeated = rows.filter(|row| self.is_repeated(*row));
        (self.repeats, self.repeats_unscored) = repeated.fold((0, 0), |(all, unscored), row| {
            (all + 1, unscored + u64::from(self.is_unscored(row)))
        });
    }
}

/// Tells `again` of every row whose name, a hash, one before it has as well, and of that one; the row
/// that this returns stands for both from then on. Rows of the name 0 have none.
pub(in crate::summary) fn each_again(
    rows: Range<u32>,
    name: &dyn Fn(u32) -> u64,
    again: &mut dyn FnMut(u32, u32) -> u32,
) {
    // The row of every name, where the lower bits of it say, or after that.
    let mut slots = vec![u32::MAX; (rows.len() * 2).next_power_of_two()];
    let mask = slots.len() - 1;
    for row in rows {
        let named = name(row);
        let mut at = named as usize;
        while named > 0
            && let Some(slot) = slots.get_mut(at & mask)
        {
            let before = *slot;
            if before == u32::MAX {
                *slot = row;
                break;
            }
            if name(before) == named {
                *slot = again(before, row);
                break;
            }
            at = at.wrapping_add(1);
        }
    }
}
