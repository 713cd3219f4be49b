//! What respondents wrote, row by row.

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

#[cfg(test)]
mod tests {
    use super::*;

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
