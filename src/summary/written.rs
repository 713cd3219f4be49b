//! What respondents wrote, row by row.

use crate::domain::letters::small;
use crate::exchange::scan::Marks;

/// The comments of every row, in pieces: one text that grows would at times take twice its room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Written {
    pieces: Vec<String>,
    /// Where each piece begins, counted over all of them. No row's comment lies in two.
    begins: Vec<u32>,
    /// Where each row's comment ends, counted over all pieces.
    ends: Vec<u32>,
}

/// How many bytes a piece has room for, unless one comment is longer.
const PIECE: usize = 256 * 1024;

impl Written {
    /// Adds to the comment of the row in progress.
    pub(super) fn add(&mut self, text: &str) {
        let fits = |piece: &&mut String| piece.capacity() - piece.len() >= text.len();
        if let Some(piece) = self.pieces.last_mut().filter(fits) {
            piece.push_str(text);
            return;
        }
        let from = self.ends.last().copied().unwrap_or(0);
        let begin = self.begins.last().copied().unwrap_or(0);
        let last = self.pieces.last_mut();
        let begun = last.map(|piece| piece.split_off((from - begin) as usize));
        let begun = begun.unwrap_or_default();
        let mut piece = String::with_capacity(PIECE.max(begun.len() + text.len()));
        piece.push_str(&begun);
        piece.push_str(text);
        self.pieces.push(piece);
        self.begins.push(from);
    }

    /// Completes the row in progress.
    pub(super) fn end_row(&mut self) {
        let begin = self.begins.last().copied().unwrap_or(0);
        let length = self.pieces.last().map_or(0, String::len);
        self.ends.push(begin + length as u32);
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

    /// Of each row whether its comment holds `part`, which is not empty and in small letters, in
    /// any letters. Looked for through whole pieces at once: there may be a million rows.
    pub(super) fn holding(&self, part: &str) -> Vec<bool> {
        let mut found = vec![false; self.ends.len()];
        let Some(first) = part.chars().next() else {
            return found;
        };
        let begins = |text: &str| {
            let mut text = text.chars();
            part.chars().all(|c| text.next().map(small) == Some(c))
        };
        let mut rows = self.ends.iter().zip(&mut found);
        let mut row = rows.next();
        for (piece, begin) in self.pieces.iter().zip(&self.begins) {
            let mut marks = Marks::new(piece.as_bytes(), 0, leads(first));
            while let Some(at) = marks.next() {
                let place = begin + at as u32;
                while let Some((end, _)) = &row
                    && **end <= place
                {
                    row = rows.next();
                }
                if let Some((end, holds)) = &mut row
                    && !**holds
                {
                    let rest = piece.get(at..(**end - begin) as usize);
                    **holds = rest.is_some_and(begins);
                }
            }
        }
        found
    }

    /// The rows with a comment, in their order.
    pub(super) fn rows(&self) -> Vec<u32> {
        let mut from = 0;
        let written = (0..).zip(&self.ends).filter(|(_, to)| {
            let any = **to > from;
            from = **to;
            any
        });
        written.map(|(row, _)| row).collect()
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
        for comment in comments {
            written.add(comment);
            written.end_row();
        }
        written
    }

    #[test]
    fn every_letter_is_found_whichever_way_it_is_written() {
        let all: Vec<String> = ('!'..='я').map(String::from).collect();
        let written = written(&all);
        for (at, c) in ('!'..='я').enumerate() {
            let capitals =
                ('A'..='Я').filter(|capital| small(*capital) == small(c) && *capital != small(c));
            assert!(capitals.count() <= 3, "{c}");
            assert!(written.holding(&small(c).to_string())[at], "{c}");
        }
    }

    #[test]
    fn what_lies_in_two_comments_is_in_neither() {
        let written = written(&[
            "Slow a".into(),
            "pp again".into(),
            String::new(),
            "APP".into(),
        ]);
        assert_eq!(written.holding("app"), [false, false, false, true]);
        assert_eq!(written.holding("a"), [true, true, false, true]);
    }

    proptest! {
        #[test]
        fn it_finds_what_looking_everywhere_finds(
            comments in prop::collection::vec("[aAbBåÅıİ日 ]{0,40}", 0..40),
            part in "[abåi日 ]{1,3}",
        ) {
            let folded = comments.iter().map(|text| text.chars().map(small).collect::<String>());
            let expected: Vec<bool> = folded.map(|text| text.contains(&part)).collect();
            prop_assert_eq!(written(&comments).holding(&part), expected);
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
            written.add(first);
            written.add(second);
            written.end_row();
        }
        written.end_row();
        for row in 0..200 {
            assert!(written.of(row as u32) == of(row), "{row}");
        }
        assert_eq!((written.of(200), written.of(201)), ("", ""));
        let rows: Vec<u32> = (0..200)
            .filter(|row| !of(*row as usize).is_empty())
            .collect();
        assert_eq!(written.rows(), rows);
        assert!(written.pieces.len() > 10);
    }
}
