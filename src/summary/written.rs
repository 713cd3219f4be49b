//! What respondents wrote, row by row.

use crate::domain::letters::small;
use crate::domain::themes::is_apart;
use crate::exchange::Cells;
use crate::exchange::scan::Marks;

/// The comments of every row, in pieces: one text that grows would at times take twice its room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Written {
    pieces: Vec<String>,
    /// Where each piece begins, counted over all of them. No row's comment lies in two.
    begins: Vec<u32>,
    /// Where each row's comment ends, counted over all pieces.
    ends: Vec<u32>,
    /// The piece that is being written, in UTF-8, and room for more.
    open: Vec<u8>,
    /// How much of it is written.
    length: usize,
    /// Where it begins.
    opened: u32,
}

/// How many bytes a piece has room for, unless one comment is longer.
const PIECE: usize = 256 * 1024;

impl Written {
    /// Adds to the comment of a row, which is the last one or comes after it.
    pub(super) fn add(&mut self, row: usize, text: &str) {
        let room = self.begin(row, text.len());
        if let Some(room) = room.get_mut(..text.len()) {
            room.copy_from_slice(text.as_bytes());
            self.go_on(text.len());
        }
    }

    /// Adds to the comments of the rows from `first` on what the cells of a column say.
    #[cfg_attr(zeroten_unstable, optimize(speed))]
    #[inline(never)]
    pub(super) fn add_all(&mut self, first: usize, cells: &Cells<'_>) {
        for (row, (cell, bytes)) in (first..).zip(cells.iter()) {
            if bytes.is_empty() {
                continue;
            }
            let room = self.begin(row, bytes.len() + Cells::MORE);
            match cells.write(&cell, room) {
                Some(length) => self.go_on(length),
                None => cells.with_text(&cell, &mut |text| self.add(row, text)),
            }
        }
    }

    /// Completes so many rows: nothing is read before that.
    pub(super) fn end(&mut self, rows: usize) {
        self.begin(rows, 0);
        self.close();
        self.open = Vec::new();
    }

    /// Completes the rows before `row`, and returns room for so many bytes more.
    #[inline(always)]
    fn begin(&mut self, row: usize, length: usize) -> &mut [u8] {
        let end = self.opened + self.length as u32;
        // Mostly one: pushing it takes less than a call that could make many.
        while self.ends.len() < row {
            self.ends.push(end);
        }
        if self.open.len() - self.length < length {
            self.open.resize(PIECE + self.length + length, 0);
        }
        self.open.get_mut(self.length..).unwrap_or_default()
    }

    /// Takes so many bytes as written. Where a piece ends hangs on what is written alone, so that
    /// the same answers are always kept alike.
    #[inline(always)]
    fn go_on(&mut self, length: usize) {
        self.length += length;
        if self.length > PIECE {
            self.close();
        }
    }

    /// Begins another piece with what there is of the last row.
    #[inline(never)]
    fn close(&mut self) {
        let end = self.last_end();
        let full = (end - self.opened) as usize;
        if let Some(piece) = self.open.get(..full).filter(|piece| !piece.is_empty()) {
            // What is written into it is text.
            let piece = String::from_utf8(piece.to_vec());
            self.pieces.push(piece.unwrap_or_default());
            self.begins.push(self.opened);
            self.opened = end;
            // The same room is used again.
            self.open.copy_within(full..self.length, 0);
            self.length -= full;
        }
    }

    fn last_end(&self) -> u32 {
        self.ends.last().copied().unwrap_or(0)
    }

    /// What the row's respondent wrote; empty where nothing.
    pub(super) fn of(&self, row: u32) -> &str {
        let row = row as usize;
        let from = row.checked_sub(1).and_then(|before| self.ends.get(before));
        let from = from.copied().unwrap_or(0);
        let to = self.ends.get(row).copied().unwrap_or(from);
        let after = self.begins.partition_point(|begin| *begin <= from);
        let piece = after.checked_sub(1).and_then(|at| {
            let begin = *self.begins.get(at)?;
            let range = (from - begin) as usize..(to - begin) as usize;
            self.pieces.get(at)?.get(range)
        });
        piece.unwrap_or_default()
    }

    /// How many pieces there are.
    pub(super) const fn pieces(&self) -> usize {
        self.pieces.len()
    }

    /// Marks of the `rows` those whose comments lie in a piece and hold `part`, which is in small
    /// letters, in any letters; where `words` says so, not within a longer word. Looked for through
    /// the whole piece: there may be a million rows.
    pub(super) fn mark(&self, piece: usize, part: &str, words: bool, rows: &mut [bool]) {
        let (Some(begin), Some(first)) = (self.begins.get(piece), part.chars().next()) else {
            return;
        };
        let piece = self.pieces.get(piece).map_or("", String::as_str);
        let holds_at = |at: usize, from: u32, to: u32| {
            let mut rest = piece.get(at..(to - begin) as usize)?.chars();
            let is_it = part.chars().all(|c| rest.next().map(small) == Some(c));
            let before = piece.get((from - begin) as usize..at)?;
            Some(is_it && (!words || is_apart(before, rest.as_str())))
        };
        let row = self.ends.partition_point(|end| end <= begin);
        let mut rows = self.ends.iter().zip(rows).skip(row);
        let mut row = rows.next();
        let mut from = *begin;
        let mut marks = Marks::new(piece.as_bytes(), 0, leads(first));
        while let Some(at) = marks.next() {
            let place = begin + at as u32;
            while let Some((end, _)) = &row
                && **end <= place
            {
                from = **end;
                row = rows.next();
            }
            if let Some((end, holds)) = &mut row
                && !**holds
            {
                **holds = holds_at(at, from, **end) == Some(true);
            }
        }
    }

    /// Whether the row's respondent wrote anything.
    #[inline(always)]
    pub(super) fn has(&self, row: u32) -> bool {
        let row = row as usize;
        let from = row.checked_sub(1).and_then(|before| self.ends.get(before));
        self.ends.get(row) > Some(from.unwrap_or(&0))
    }
}

/// The first bytes of `c`, a small letter, and of its capitals, in UTF-8. None has more than two.
fn leads(c: char) -> [u8; 4] {
    let lead = |c: char| c.encode_utf8(&mut [0; 4]).bytes().next().unwrap_or(0);
    let mut leads = [lead(c); 4];
    let capitals = ('A'..='Я').filter(|capital| small(*capital) == c);
    for (slot, capital) in leads.iter_mut().skip(1).zip(capitals) {
        *slot = lead(capital);
    }
    leads
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(comments: &[String]) -> Written {
        let mut written = Written::default();
        for (row, comment) in comments.iter().enumerate() {
            written.add(row, comment);
        }
        written.end(comments.len());
        written
    }

    fn holding(written: &Written, part: &str) -> Vec<bool> {
        let mut rows = vec![false; written.ends.len()];
        for piece in 0..written.pieces() {
            written.mark(piece, part, false, &mut rows);
        }
        rows
    }

    #[test]
    fn every_letter_is_found_whichever_way_it_is_written() {
        let all: Vec<String> = ('!'..='я').map(String::from).collect();
        let written = written(&all);
        for (at, c) in ('!'..='я').enumerate() {
            let capitals =
                ('A'..='Я').filter(|capital| small(*capital) == small(c) && *capital != small(c));
            assert!(capitals.count() <= 3, "{c}");
            assert!(holding(&written, &small(c).to_string())[at], "{c}");
        }
    }

    #[test]
    fn a_word_is_not_found_in_a_longer_one() {
        let comments = ["apps", "The APP.", "in-app", "app", "snap 'app'", "app's"];
        let written = written(&comments.map(String::from));
        let mut rows = vec![false; comments.len()];
        written.mark(0, "app", true, &mut rows);
        assert_eq!(rows, [false, true, false, true, true, false]);
    }

    #[test]
    fn what_lies_in_two_comments_is_in_neither() {
        let written = written(&[
            "Slow a".into(),
            "pp again".into(),
            String::new(),
            "APP".into(),
        ]);
        assert_eq!(holding(&written, "app"), [false, false, false, true]);
        assert_eq!(holding(&written, "a"), [true, true, false, true]);
    }

    proptest! {
        #[test]
        fn it_finds_what_looking_everywhere_finds(
            comments in prop::collection::vec("[aAbBåÅıİ日 ]{0,40}", 0..40),
            part in "[abåi日 ]{1,3}",
        ) {
            let folded = comments.iter().map(|text| text.chars().map(small).collect::<String>());
            let expected: Vec<bool> = folded.map(|text| text.contains(&part)).collect();
            prop_assert_eq!(holding(&written(&comments), &part), expected);
        }
    }

    #[test]
    fn every_row_gets_its_words_back_wherever_pieces_end() {
        let of = |row: usize| "æ".repeat(row * 7919 % 60_000);
        let mut written = Written::default();
        for row in 0..200 {
            let words = of(row);
            // Two columns of comments, now and then.
            let (first, second) =
                words.split_at(if row % 3 == 0 { words.len() / 4 * 2 } else { 0 });
            written.add(row, first);
            written.add(row, second);
        }
        written.end(200);
        written.end(201);
        for row in 0..200 {
            assert!(written.of(row as u32) == of(row), "{row}");
        }
        assert_eq!((written.of(200), written.of(201)), ("", ""));
        assert!((0..202).all(|row| written.has(row) != written.of(row).is_empty()));
        assert!(written.pieces.len() > 10);
    }
}
