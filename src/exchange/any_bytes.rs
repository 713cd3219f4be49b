//! What holds for any bytes at all: files come from anywhere.

use proptest::prelude::*;

use super::json::Json;
use super::lines::Lines;
use super::record::Record;
use super::records::Records;
use super::sink::Whole;
use super::{ImportError, Report, Row, read};

/// Files made of the pieces that readers stumble over, and of anything.
fn file() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        6 => prop::sample::select(vec![
            &b"\n"[..], b"\r\n", b"\r", b",", b";", b"\t", b"\"", b"\"\"", b"9", b"11", b"7.5", b"a",
            b"\xe5", b"\xc3\xa5", b"{", b"2025-01-31", b" ", b"'=1",
        ]).prop_map(<[u8]>::to_vec),
        1 => prop::collection::vec(any::<u8>(), 0..4),
    ];
    let heading = prop::sample::select(vec![
        &b""[..],
        b"score,comment,date\n",
        b"\xef\xbb\xbfdato;poeng\r\n",
        b"sep=;\nscore;a\n",
        b"id,rev,survey,score,answered_at,properties\n",
    ]);
    (heading, prop::collection::vec(piece, 0..40))
        .prop_map(|(heading, pieces)| [heading.to_vec(), pieces.concat()].concat())
}

/// Every record with its line, and the line of a quote left open.
type Read = (Vec<(u64, Vec<String>)>, Option<ImportError>);

fn in_pieces(bytes: &[u8], size: usize) -> Read {
    let mut records = Records::new(b';', 1);
    let mut seen = Vec::new();
    let mut look = |record: &Record<'_>| {
        let cells = record.cells().map(|cell| cell.into_owned());
        seen.push((record.line, cells.collect()));
        true
    };
    for piece in bytes.chunks(size) {
        records.push(piece, &mut look);
    }
    let open = records.finish(&mut look).err();
    (seen, open)
}

/// The same by the book: the whole file at once, a byte at a time, marks taken off as they come.
fn by_the_book(bytes: &[u8]) -> Read {
    let (mut seen, mut cells, mut cell) = (Vec::new(), Vec::new(), Vec::new());
    let (mut line, mut began, mut quoted, mut unquoted) = (1, None, false, false);
    let mut rest = bytes;
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        let ends_line = matches!(byte, b'\r' | b'\n');
        if began.is_none() && ends_line {
            line += 1;
        } else if quoted && *byte == b'"' && rest.first() == Some(&b'"') {
            cell.push(b'"');
            rest = &rest[1..];
        } else if quoted && *byte == b'"' {
            (quoted, unquoted) = (false, true);
        } else if *byte == b'"' && cell.is_empty() && !quoted && !unquoted {
            began.get_or_insert(line);
            quoted = true;
        } else if (*byte == b';' || ends_line) && !quoted {
            began.get_or_insert(line);
            cells.push(decoded(&cell));
            (cell, unquoted) = (Vec::new(), false);
            if ends_line {
                seen.push((began.take().unwrap(), core::mem::take(&mut cells)));
                line += 1;
            }
        } else {
            began.get_or_insert(line);
            cell.push(*byte);
            line += u64::from(ends_line);
        }
        if *byte == b'\r' && rest.first() == Some(&b'\n') {
            if quoted {
                cell.push(b'\n');
            }
            rest = &rest[1..];
        }
    }
    let Some(began) = began else {
        return (seen, None);
    };
    if quoted && line > began {
        return (seen, Some(ImportError::UnclosedQuote { line: began }));
    }
    cells.push(decoded(&cell));
    seen.push((began, cells));
    (seen, None)
}

fn decoded(bytes: &[u8]) -> String {
    super::record::text(bytes).into_owned()
}

/// JSON made of the pieces that readers stumble over.
fn json() -> impl Strategy<Value = Vec<u8>> {
    let whole = prop::sample::select(vec![
        &b"{\"score\":9,\"comment\":\"a \\\"b\\\\\",\"properties\":{\"plan\":\"}\",\"n\":[1]}}\n"[..],
        b"{\"score\":\"10\",\"answered_at\":\"2025-01-31T08:00:00Z\"}\n",
        b"{\"rev\":1,\"x\":null,\"score\":11},\n",
        b"{\"a\":1}\n",
        b"[{\"score\":3,\r\n \"kommentar\":\"\xc3\xa5\\u00e5\\ud83d\\ude00\"}\n]",
    ]);
    let piece = prop::sample::select(vec![
        &b"{"[..],
        b"}",
        b"[",
        b"]",
        b",",
        b":",
        b"\"",
        b"\\",
        b"\n",
        b"\r\n",
        b" ",
        b"9",
        b"-1e3",
        b"\"score\"",
        b"true",
        b"null",
        b"\xc3\xa5",
        b"\xe5",
        b"\\u12",
    ]);
    let any = prop_oneof![6 => whole, 1 => piece].prop_map(<[u8]>::to_vec);
    prop::collection::vec(any, 0..12).prop_map(|pieces| pieces.concat())
}

fn lines_in_pieces(
    bytes: &[u8],
    array: bool,
    size: usize,
) -> Result<(Vec<Row>, Report), ImportError> {
    let mut rows = Vec::new();
    let mut each = |row| rows.push(row);
    let mut sink = Whole::new(&mut each);
    let mut lines = Lines::new(array);
    for piece in bytes.chunks(size) {
        lines.push(piece, &mut sink)?;
    }
    let report = lines.finish(&mut sink)?;
    Ok((rows, report))
}

/// Lines alike and not: what is in a field varies, which fields there are, and how they are spaced.
fn alike() -> impl Strategy<Value = Vec<Vec<u8>>> {
    let text = prop::sample::select(vec![
        "",
        " ",
        "9",
        "10",
        "7.5",
        "a",
        "æ\\n",
        "\\\"b\\\"",
        "\\x",
        "2025-01-31",
    ]);
    let raw = prop::sample::select(vec![
        "9",
        "-1",
        "1e3",
        "true",
        "null",
        "[\"a\"]",
        "{}",
        "{\"n\":1,\"plan\":\"x\\\"\"}",
        "tru",
    ]);
    let value = prop_oneof![3 => text.prop_map(|text| format!("\"{text}\"")), 1 => raw.prop_map(str::to_owned)];
    let line = (
        prop::sample::select(vec!["score", "rev"]),
        prop::collection::vec(value, 4),
        0..3_u8,
    );
    let line = line.prop_map(|(first, values, kind)| {
        let (space, end) = if kind == 1 {
            (" ", "} \r\n")
        } else {
            ("", "}\n")
        };
        let names = [first, "comment", "answered_at", "properties"];
        let names = names
            .iter()
            .zip(&values)
            .take(if kind == 2 { 2 } else { 4 });
        let fields: Vec<String> = names
            .map(|(name, value)| format!("\"{name}\":{space}{value}"))
            .collect();
        format!("{{{}{end}", fields.join(",")).into_bytes()
    });
    prop::collection::vec(line, 0..30)
}

fn as_serde_has_it(value: &serde_json::Value) -> Json<'_> {
    use serde_json::Value;
    match value {
        Value::Null => Json::Null,
        Value::Bool(flag) => Json::Flag(*flag),
        Value::String(text) => Json::Text(text.into()),
        Value::Number(_) | Value::Array(_) | Value::Object(_) => Json::Nested(""),
    }
}

#[test]
fn a_quote_left_open_is_not_read_again_for_every_line_after_it() {
    // Ten megabytes after a stray mark held the page for minutes. This would take hours.
    let mut records = Records::new(b';', 1);
    let mut each = |_: &Record<'_>| true;
    records.push(b"a;\"b\n", &mut each);
    let lines = "c\n".repeat(1_000);
    for _ in 0..2_000 {
        records.push(lines.as_bytes(), &mut each);
    }
    let open = records.finish(&mut each);
    assert_eq!(open, Err(ImportError::UnclosedQuote { line: 1 }));
}

#[test]
fn a_long_object_is_not_read_again_for_every_piece_of_it() {
    for (array, begin) in [(false, ""), (true, "[")] {
        let text = "c".repeat(4_000_000);
        let file = [begin, "{\"score\":9,\"comment\":\"", &text, "\"}\n"].concat();
        let (rows, _) = lines_in_pieces(file.as_bytes(), array, 8).unwrap();
        assert_eq!(rows[0].comment.as_deref(), Some(text.as_str()));
    }
}

proptest! {
    #[test]
    fn where_json_is_cut_changes_nothing(bytes in json(), array: bool, size in 1_usize..9) {
        let whole = lines_in_pieces(&bytes, array, bytes.len().max(1));
        prop_assert_eq!(lines_in_pieces(&bytes, array, size), whole);
    }

    #[test]
    fn a_line_is_read_the_same_after_others_like_it(lines in alike()) {
        let first = b"{\"score\":1}\n".to_vec();
        let all: Vec<u8> = [&first].into_iter().chain(&lines).flatten().copied().collect();
        let (mut together, report) = lines_in_pieces(&all, false, all.len()).unwrap();
        let mut excluded = 0;
        let mut alone = Vec::new();
        for line in [&first].into_iter().chain(&lines) {
            let read = lines_in_pieces(line, false, line.len());
            excluded += read.as_ref().map_or(1, |(_, report)| report.excluded.len());
            alone.extend(read.into_iter().flat_map(|(rows, _)| rows));
        }
        for row in together.iter_mut().chain(&mut alone) {
            row.line = 0;
        }
        prop_assert_eq!(together, alone);
        prop_assert_eq!(report.excluded.len(), excluded);
    }

    #[test]
    fn every_object_serde_reads_is_read_alike(bytes in json()) {
        for line in bytes.split(|byte| *byte == b'\n') {
            let Ok(serde_json::Value::Object(expected)) = serde_json::from_slice(line) else {
                continue;
            };
            let mut found = Vec::new();
            let text = core::str::from_utf8(line).unwrap();
            let read = super::json::fields(text, &mut |name, value| found.push((name, value)));
            prop_assert_eq!(read, Some(()));
            // Of a key that comes twice serde keeps the last.
            for (name, expected) in &expected {
                let (_, value) = found.iter().rfind(|(key, _)| key == name).unwrap();
                let expected = as_serde_has_it(expected);
                match value {
                    Json::Number(_) | Json::Nested(_) => prop_assert_eq!(expected, Json::Nested("")),
                    value => prop_assert_eq!(value, &expected),
                }
            }
        }
    }

    #[test]
    fn records_are_split_by_the_book(bytes in file(), size in 1_usize..9) {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        prop_assert_eq!(in_pieces(bytes, size), by_the_book(bytes));
    }

    #[test]
    fn where_a_file_is_cut_changes_nothing(bytes in file(), size in 1_usize..9) {
        // The reader takes the mark off before it splits anything.
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        prop_assert_eq!(in_pieces(bytes, size), in_pieces(bytes, bytes.len().max(1)));
    }

    #[test]
    fn reading_never_panics_and_accounts_for_every_row(bytes in file()) {
        if let Ok(imported) = read(&bytes) {
            let unscored = imported.responses.iter().filter(|row| row.score.is_none()).count();
            prop_assert_eq!(unscored, imported.excluded.len());
            let lines: Vec<_> = imported.responses.iter().map(|row| row.line).collect();
            prop_assert!(lines.is_sorted_by(|a, b| a < b), "{lines:?}");
        }
    }

    #[test]
    fn a_cell_never_panics(text in any::<String>()) {
        for text in [text.as_str(), &format!("1{text}"), &format!("1/2/{text}")] {
            let _ = super::cell::score(text);
            let _ = super::moments::moment(text, super::DateOrder::MonthFirst);
        }
    }
}
