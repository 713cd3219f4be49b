//! Rows that come column by column are those that come one by one.

use proptest::prelude::*;

use super::index::{Index, all_between};
use super::record::Record;
use super::records::Records;
use super::sink::Whole;
use super::*;

/// Puts rows together from their columns.
#[derive(Default)]
struct Gathered {
    rows: Vec<Row>,
    /// Those whose cells are still to come.
    pending: Vec<Row>,
    /// How many came with others.
    together: usize,
}

impl Gathered {
    fn complete(&mut self, score: Option<Score>, answered_at: Option<Timestamp>) {
        let row = match self.pending.is_empty() {
            true => Row::default(),
            false => self.pending.remove(0),
        };
        self.rows.push(Row {
            score,
            answered_at,
            ..row
        });
    }
}

impl Sink for Gathered {
    fn cell(&mut self, ahead: usize, column: Column, heading: &str, value: Value<'_>) {
        if self.pending.len() <= ahead {
            self.pending.resize(ahead + 1, Row::default());
        }
        let row = core::mem::take(&mut self.pending[ahead]);
        let mut read = None;
        let mut each = |row: Row| read = Some(row);
        let mut whole = Whole::going_on(row, &mut each);
        whole.cell(0, column, heading, value);
        whole.row(0, None, None);
        self.pending[ahead] = read.unwrap();
    }

    fn row(&mut self, _: u64, score: Option<Score>, answered_at: Option<Timestamp>) {
        self.complete(score, answered_at);
    }

    fn takes_columns(&self) -> bool {
        true
    }

    fn rows(&mut self, scores: &[Score], answered_at: &[Option<Timestamp>]) {
        assert_eq!(scores.len(), answered_at.len());
        self.together += scores.len();
        for (score, answered_at) in scores.iter().zip(answered_at) {
            self.complete(Some(*score), *answered_at);
        }
        assert!(self.pending.is_empty());
    }
}

/// Reads a file of which `head` comes first and the rest in pieces.
fn read_in(
    head: &[u8],
    rest: &[u8],
    size: usize,
    sink: &mut dyn Sink,
) -> Result<Report, ImportError> {
    let mut reader = Reader::new();
    reader.feed_head(head, sink)?;
    for piece in rest.chunks(size) {
        reader.feed(piece, sink)?;
    }
    reader.end(sink)
}

fn one_by_one(head: &[u8], rest: &[u8], size: usize) -> Result<(Vec<Row>, Report), ImportError> {
    let mut rows = Vec::new();
    let report = read_in(head, rest, size, &mut Whole::new(&mut |row| rows.push(row)))?;
    for row in &mut rows {
        row.line = 0;
    }
    Ok((rows, report))
}

const OWN: &str = "id,rev,survey,scale,score,comment,reasons,answered_at,lang,properties\n\
                   a,1,s,nps,9,good,price,2025-03-01T08:00:00Z,en,\n";
const OTHER: &str = "score;comment;date;plan;country\n9;good;2025-03-01;pro;no\n";

/// Cells as they come, and as they should not.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(vec!["9", "10", "0", "", "nps", "pro", "enterprise", "1"]),
        2 => prop::sample::select(vec![
            "2025-03-01T08:00:00Z", "2025-03-02T23:59:59.123Z", "2025-03-02 08:00:00", "1.3.2025",
            "Great service, and a price that is more than fair for all of us here at home",
            "Så bra", "Æ", "a \" b", "no", "no\0", "of 16 letters: 16", "15 letters long",
        ]),
        1 => prop::sample::select(vec![
            "7.5", "11", " 9", "'=1", "it's", "\u{a0}", " ", "csat", "{\"plan\":\"pro\",\"n\":3}",
            "price; service", "soon", "9 – sure", "'", "''=1",
        ]),
    ]
    .prop_map(str::to_owned)
}

/// How a cell is written: as it is, or between marks, with line ends and marks in it.
fn written(delimiter: char) -> impl Strategy<Value = String> {
    (cell(), 0..8).prop_map(move |(text, how)| match how {
        0..4 if !text.contains([delimiter, '"']) => text,
        4 => format!("\"{}\nand \"\"more\"\"\"", text.replace('"', "\"\"")),
        _ => format!("\"{}\"", text.replace('"', "\"\"")),
    })
}

/// Rows of a table, nearly all of them whole.
fn table(delimiter: char, width: usize) -> impl Strategy<Value = Vec<u8>> {
    let row = (prop::collection::vec(written(delimiter), width), 0..40).prop_map(
        move |(mut cells, how)| {
            match how {
                0 => cells.truncate(width / 2),
                1 => cells.push("more".into()),
                2 => cells.clear(),
                3 => cells[0] = "5\" wide".into(),
                4 => cells[width - 1] = "\"a\" b".into(),
                5 => cells[1] = "\rb".into(),
                _ => {}
            }
            cells.join(&delimiter.to_string())
        },
    );
    let end = prop::sample::select(vec!["\n", "\r\n"]);
    (prop::collection::vec(row, 0..40), end, any::<u8>()).prop_map(|(rows, end, other)| {
        let mut bytes = rows.join(end).into_bytes();
        // What was saved as Windows-1252 is no UTF-8.
        if other < 64 && !bytes.is_empty() {
            let at = usize::from(other) * bytes.len() / 64;
            if bytes[at].is_ascii_lowercase() {
                bytes[at] = 0xe5;
            }
        }
        bytes
    })
}

fn is_the_same(head: &str, rest: &[u8], size: usize) -> Result<(), TestCaseError> {
    let mut gathered = Gathered::default();
    let report = read_in(head.as_bytes(), rest, size, &mut gathered);
    match one_by_one(head.as_bytes(), rest, size) {
        Ok((rows, expected)) => {
            prop_assert_eq!(report, Ok(expected));
            prop_assert_eq!(gathered.rows, rows);
        }
        Err(error) => prop_assert_eq!(report, Err(error)),
    }
    Ok(())
}

proptest! {
    #[test]
    fn columns_of_our_own_export_are_its_rows(rest in table(',', 10), size in 1_usize..500) {
        is_the_same(OWN, &rest, size)?;
    }

    #[test]
    fn columns_of_any_table_are_its_rows(rest in table(';', 5), size in 1_usize..500) {
        is_the_same(OTHER, &rest, size)?;
    }

    #[test]
    fn the_index_finds_the_records_that_a_look_at_every_byte_finds(bytes in table(',', 3)) {
        let mut index = Index::default();
        let Some(whole) = index.of(&bytes, b',') else {
            return Ok(());
        };
        let mut from = 0;
        let mut of_index = Vec::new();
        while from < index.cells {
            let to = index.record_end(&bytes, from);
            let ends = index.ends(core::mem::replace(&mut from, to)..to);
            let cells = all_between(&bytes, ends);
            let record = Record::new(0, &bytes, "", &cells);
            let cells = record.cells().map(|cell| cell.into_owned());
            of_index.push(cells.collect::<Vec<_>>());
        }
        let mut seen: Vec<Vec<String>> = Vec::new();
        let mut records = Records::new(b',', 1);
        records.push(&bytes[..whole], &mut |record| {
            seen.push(record.cells().map(|cell| cell.into_owned()).collect());
            true
        });
        // Blank lines are no records to those who look at every byte.
        let of_index: Vec<_> = of_index.into_iter().filter(|cells| *cells != [""]).collect();
        seen.retain(|cells| *cells != [""]);
        prop_assert_eq!(of_index, seen);
    }
}

#[test]
fn nearly_all_rows_of_a_plain_file_come_together() {
    // Of 41 bytes, so that pieces end at every place in it.
    let row = "9;\"good; \"\"really!\"\"\";2025-03-01;pro;no\r\n";
    assert_eq!(row.len(), 41);
    for size in [1_000, 4_096, 1 << 20] {
        let mut gathered = Gathered::default();
        read_in(
            OTHER.as_bytes(),
            row.repeat(5_000).as_bytes(),
            size,
            &mut gathered,
        )
        .unwrap();
        assert_eq!(gathered.rows.len(), 5_001);
        // One is cut at the end of each piece.
        let alone = gathered.rows.len() - gathered.together;
        assert!(
            alone <= 5_000 * row.len() / size.min(64 * 1024) + 2,
            "{size}: {alone}"
        );
    }
}
