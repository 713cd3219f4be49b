//! The reader against what people's files look like.

mod formats;

use super::*;
use crate::domain::score::Score;

fn rows(text: &str) -> Imported {
    read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

fn scores(imported: &Imported) -> Vec<Option<u8>> {
    let rows = imported.responses.iter();
    rows.map(|row| row.score.map(Score::get)).collect()
}

fn failure(text: &str) -> String {
    read(text.as_bytes()).expect_err("no survey").to_string()
}

#[test]
fn a_column_of_slashes_shows_which_way_round_it_is() {
    use DateOrder::{DayFirst, MonthFirst};
    let order = |cells: &[&str]| moments::date_order(cells.iter().copied());
    assert_eq!(order(&["01/02/2025", "13/02/2025"]), (DayFirst, None));
    assert_eq!(order(&["01/02/2025", "02/13/2025"]), (MonthFirst, None));
    assert_eq!(order(&["2025/01/02", "1.2.2025", "soon"]), (DayFirst, None));
    assert_eq!(
        order(&["03/03/2025"]),
        (DayFirst, None),
        "the same both ways"
    );
    let imported = rows("date,score\n01/02/2025,9\n02/13/2025,8\n");
    let months: Vec<_> = imported
        .responses
        .iter()
        .map(|row| row.answered_at.unwrap().date().month)
        .collect();
    assert_eq!(months, [1, 2]);
}

#[test]
fn dates_that_could_be_either_way_round_are_no_certainty() {
    // The first days of March in the United States were read as the third of each month.
    use DateOrder::{DayFirst, MonthFirst};
    let file = "date,score\n03/01/2025,9\n03/02/2025,9\n03/12/2025,8\n";
    let read_as = |text: &str, dates| {
        let named = Named {
            dates,
            ..Named::default()
        };
        read_as(text.as_bytes(), named).unwrap()
    };
    let months = |imported: &Imported| {
        let rows = imported.responses.iter();
        rows.map(|row| row.answered_at.map_or(0, |at| at.date().month))
            .collect::<Vec<_>>()
    };
    let proposed = read_as(file, None);
    assert_eq!(proposed.mapping.dates, MonthFirst, "closer together");
    let doubt = proposed.mapping.dates_doubt.clone().unwrap();
    assert_eq!(doubt.written, "03/01/2025");
    assert_eq!(doubt.day_first.to_text(), "2025-01-03");
    assert_eq!(doubt.month_first.to_text(), "2025-03-01");
    assert!(!proposed.mapping.is_sure());
    assert_eq!(months(&proposed), [3, 3, 3]);
    let confirmed = read_as(file, Some(DayFirst));
    assert!(confirmed.mapping.is_sure());
    assert_eq!(months(&confirmed), [1, 2, 12]);
    // What the dates say themselves holds against what was said of another file.
    let told = read_as(&[file, "03/13/2025,7\n"].concat(), Some(DayFirst));
    assert!(told.mapping.is_sure());
    assert_eq!(months(&told), [3, 3, 3, 3]);
    // Beyond the rows looked at, a date that cannot be in the order is not read the other way.
    let mut long = "date,score\n".to_owned();
    long.push_str(&"01/02/2025,9\n".repeat(250));
    long.push_str("01/13/2025,9\n");
    let late = rows(&long);
    assert!(!late.mapping.is_sure());
    assert_eq!((late.mapping.dates, late.undated), (DayFirst, 1));
}

#[test]
fn every_delimiter_line_end_and_mark_gives_the_same_rows() {
    let plain = "dato,poeng,kommentar\n2025-03-01,9,\"a, \"\"b\"\"\nc\"\n2025-03-02,,d\n";
    let expected = rows(plain);
    assert_eq!(scores(&expected), [Some(9), None]);
    assert_eq!(
        expected.responses[0].comment.as_deref(),
        Some("a, \"b\"\nc")
    );
    for delimiter in [",", ";", "\t"] {
        for mark in ["", "\u{feff}", "\n\n"] {
            let text = plain
                .replace(',', delimiter)
                .replace("a;", "a,")
                .replace("a\t", "a,");
            let imported = rows(&format!("{mark}{text}"));
            assert_eq!(
                scores(&imported),
                scores(&expected),
                "{delimiter:?} {mark:?}"
            );
            assert_eq!(imported.responses[0].comment, expected.responses[0].comment);
        }
    }
    for end in ["\r\n", "\r"] {
        let imported = rows(&plain.replace('\n', end));
        assert_eq!(scores(&imported), scores(&expected), "{end:?}");
        assert_eq!(imported.excluded, expected.excluded, "{end:?}");
    }
}

#[test]
fn a_file_in_pieces_gives_the_same_rows_wherever_it_is_cut() {
    let text = "\u{feff}date;score;comment\r\n2025-03-01;9;\"æ \"\"b\"\"\r\nc\"\r\n\r\n;7,5;\r\n;;\r\n2025-03-02;3;x";
    let whole = rows(text);
    for size in 1..text.len() {
        let mut reader = Reader::new();
        let mut got = Vec::new();
        for piece in text.as_bytes().chunks(size) {
            reader.push(piece, &mut |row| got.push(row)).unwrap();
        }
        let report = reader.finish(&mut |row| got.push(row)).unwrap();
        assert_eq!(
            (got, report),
            (whole.responses.clone(), whole.report.clone()),
            "{size}"
        );
    }
    let lines: Vec<_> = whole.responses.iter().map(|row| row.line).collect();
    assert_eq!(lines, [2, 5, 6, 7], "blank lines and quoted ones are lines");
}

#[test]
fn a_long_file_is_read_as_it_comes() {
    let mut text = String::from("id,score,comment\n");
    for at in 0..20_000 {
        text.push_str(&format!("r{at},{},\"line\none\"\n", at % 12));
    }
    for size in [1_000, Reader::HEAD_BYTES, text.len()] {
        let mut reader = Reader::new();
        let mut rows = 0;
        let mut last = Row::default();
        let mut early = 0;
        for piece in text.as_bytes().chunks(size) {
            early = rows;
            reader
                .push(piece, &mut |row| {
                    rows += 1;
                    last = row;
                })
                .unwrap();
        }
        let report = reader
            .finish(&mut |row| {
                rows += 1;
                last = row;
            })
            .unwrap();
        assert_eq!((rows, report.excluded.len()), (20_000, 1_666));
        assert_eq!((last.id.as_deref(), last.line), (Some("r19999"), 40_000));
        assert!(
            early > 0 || size == text.len(),
            "rows come before the file ends"
        );
    }
}

#[test]
fn every_excluded_row_is_named_by_line_value_and_reason() {
    let imported = rows("score,comment\n9,\"two\nlines\"\n,a\n-,b\n11,c\n7.5,d\n");
    let excluded: Vec<_> = imported
        .excluded
        .iter()
        .map(|e| (e.line, e.value.as_str(), e.reason))
        .collect();
    assert_eq!(
        excluded,
        [
            (4, "", NotAScore::Blank),
            (5, "-", NotAScore::NotANumber),
            (6, "11", NotAScore::OffScale),
            (7, "7.5", NotAScore::NotWhole)
        ]
    );
    assert_eq!(imported.distribution().excluded, 4);
    assert_eq!(imported.responses[2].comment.as_deref(), Some("b"));
}

#[test]
fn a_stray_quotation_mark_is_only_a_character() {
    let imported = rows("score,comment\n9,a 5\" screen\n8,\"two\nlines\"");
    let comments: Vec<_> = imported
        .responses
        .iter()
        .map(|row| row.comment.as_deref())
        .collect();
    assert_eq!(comments, [Some("a 5\" screen"), Some("two\nlines")]);
}

#[test]
fn an_empty_row_counts_between_others_and_not_after_the_last() {
    let imported = rows("score,comment\n9,a\n,\n8,b\n,\n,\n,\n");
    assert_eq!(scores(&imported), [Some(9), None, Some(8)]);
    let excluded: Vec<_> = imported
        .excluded
        .iter()
        .map(|e| (e.line, e.reason))
        .collect();
    assert_eq!(excluded, [(3, NotAScore::Blank)]);
}

#[test]
fn windows_1252_is_read_where_a_cell_is_no_utf_8() {
    let imported =
        read(b"score;kommentar\n9;bl\xe5b\xe6r \x96 5 \x80\n9;bl\xc3\xa5b\xc3\xa6r\n").unwrap();
    let comments: Vec<_> = imported
        .responses
        .iter()
        .map(|row| row.comment.as_deref())
        .collect();
    assert_eq!(comments, [Some("blåbær – 5 €"), Some("blåbær")]);
}

#[test]
fn ragged_rows_keep_what_they_have() {
    let imported = rows("score,comment,plan\n9\n8,good\n7,good,pro,and more\n");
    assert_eq!(scores(&imported), [Some(9), Some(8), Some(7)]);
    assert_eq!(imported.overlong, 1);
    assert_eq!(imported.responses[2].property("plan"), Some("pro"));
}

#[test]
fn the_score_is_the_column_that_is_named_and_filled_like_one() {
    let found = |text: &str| {
        rows(text)
            .mapping
            .heading(Column::Score)
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(found("rating,score\n4,9\n"), "rating");
    assert_eq!(found("rating,score\ngreat,9\n"), "score");
    assert_eq!(found("Our rating,NPS\n4,9\n"), "NPS");
    assert_eq!(found("NPS Group,Q1 NPS\n3,9\n"), "Q1 NPS");
    assert_eq!(
        found("score,How likely are you to recommend us?\n,9\n"),
        "How likely are you to recommend us?"
    );
    assert_eq!(
        found("Hvor sannsynlig er det at du vil anbefale oss?\n9\n"),
        "Hvor sannsynlig er det at du vil anbefale oss?"
    );
    let named = Reader::with(Named {
        score: Some("ease".into()),
        ..Named::default()
    });
    let mut scores = Vec::new();
    let mut named = named;
    named.push(b"score,Ease\n9,4\n", &mut |_| ()).unwrap();
    named
        .finish(&mut |row| scores.push(row.score.map(Score::get)))
        .unwrap();
    assert_eq!(scores, [Some(4)]);
}

#[test]
fn the_sudzilla_form_is_understood() {
    let text = include_str!("../../tests/fixtures/prepbench_sudzilla.csv");
    let imported = rows(text);
    let mapping = &imported.mapping;
    assert_eq!(
        mapping.heading(Column::Score),
        Some("On a scale of 0-10, how would you rate Sudzilla?")
    );
    assert_eq!(mapping.heading(Column::Comment), Some("...why?"));
    assert_eq!(mapping.heading(Column::AnsweredAt), Some("Timestamp"));
    let first = &imported.responses[0];
    assert_eq!(first.comment.as_deref(), Some("Bad service"));
    assert_eq!(
        first.property("How would you rate the food at Sudzilla (lunch)?"),
        Some("Horrendous")
    );
}

#[test]
fn a_file_that_is_no_survey_says_what_was_looked_for_and_found() {
    for (text, says) in [
        ("", "the file is empty"),
        (" \n\n", "the file is empty"),
        (
            "name,price\nsoap,3\n",
            "looked for a heading like \"score\"",
        ),
        ("name,price\nsoap,3\n", "found \"name\", \"price\""),
        ("just some text\n", "found \"just some text\""),
        (
            &format!("score\n9\n{}", "300\n".repeat(19)),
            "only 1 of its first 20 values",
        ),
        ("Our rating\n300\n412\n9\n", "only 1 of its first 3 values"),
        ("PK\u{3}\u{4}…", "Excel"),
        ("<!doctype html>", "web page"),
        ("[1,2]", "begins like JSON"),
        ("score\0", "not text"),
        ("score,comment\n9,\"never\nclosed\n", "row at line 2"),
    ] {
        let message = failure(text);
        assert!(message.contains(says), "{text:?}: {message}");
        assert!(!message.contains('\n'), "one sentence: {message}");
    }
    let mut reader = Reader::with(Named {
        score: Some("ease".into()),
        ..Named::default()
    });
    reader.push(b"score\n9\n", &mut |_| ()).unwrap();
    let error = reader.finish(&mut |_| ()).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("no column is headed \"ease\": found \"score\"")
    );
}

#[test]
fn headings_alone_are_a_survey_without_answers() {
    for text in [
        "response_id,date,score\n",
        "score",
        "\u{feff}poeng;dato\r\n",
    ] {
        let imported = rows(text);
        assert!(
            imported.responses.is_empty() && imported.excluded.is_empty(),
            "{text:?}"
        );
    }
}

#[test]
fn our_own_export_keeps_the_scale_of_each_answer() {
    let ours = rows(
        "id,rev,survey,scale,score,answered_at\n\
        a,1,shop,ces,6,2025-03-01T08:00:00.000Z\n\
        b,1,shop,nps,9,2025-03-01T08:00:00.000Z\n",
    );
    assert_eq!(ours.mapping.format, Format::Zeroten);
    let scales: Vec<_> = ours.responses.iter().map(|row| row.scale).collect();
    assert_eq!(scales, [Scale::Ces, Scale::Nps]);
    assert!(ours.responses.iter().all(|row| row.properties.is_empty()));
}

#[test]
fn only_our_own_export_is_unescaped() {
    let ours = rows(
        "id,rev,survey,score,comment,reasons,answered_at,lang,properties\n\
        a,2,shop,9,'=1+1,\"[\"\"price\"\"]\",2025-03-01T08:00:00.000Z,nb,\"{\"\"plan\"\":\"\"pro\"\",\"\"seats\"\":12,\"\"trial\"\":false}\"\n\
        b,1,shop,3,'quoted',,2025-03-01T08:00:00.000Z,nb,\n",
    );
    assert_eq!(ours.mapping.format, Format::Zeroten);
    let first = &ours.responses[0];
    assert_eq!(
        (first.rev, first.survey.as_deref()),
        (Some(2), Some("shop"))
    );
    assert_eq!(first.comment.as_deref(), Some("=1+1"));
    assert_eq!(ours.responses[1].comment.as_deref(), Some("'quoted'"));
    assert_eq!(first.reasons, ["price"]);
    assert_eq!(first.property("plan"), Some("pro"));
    assert_eq!(
        first.properties[1],
        ("seats".to_owned(), Property::Number("12".to_owned()))
    );
    assert_eq!(first.property("trial"), Some("false"));
    for comment in [
        "=1+1",
        " - why? ",
        "\t@x",
        "'quoted'",
        "'=1+1",
        "fine;=1+1;'-2",
        "two\r\nlines",
        "\u{ff1d}1",
    ] {
        let mut file = String::new();
        csv_out::push_record(
            &mut file,
            ["id", "rev", "survey", "score", "comment", "answered_at"],
        );
        csv_out::push_record(&mut file, ["a", "1", "shop", "9", comment, "2025-03-01"]);
        let back = rows(&file);
        assert_eq!(back.responses[0].comment.as_deref(), Some(comment));
    }
    let theirs = rows("score,comment\n9,'=1+1\n");
    assert_eq!(theirs.responses[0].comment.as_deref(), Some("'=1+1"));
}

#[test]
fn a_date_that_cannot_be_read_is_counted_and_its_score_kept() {
    let imported = rows("score,date\n9,2025-03-01\n8,soon\n7,\n");
    assert_eq!(scores(&imported), [Some(9), Some(8), Some(7)]);
    assert_eq!(imported.undated, 1);
}
