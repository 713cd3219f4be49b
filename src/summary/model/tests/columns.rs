//! Answers that come column by column are those that come row by row.

use proptest::prelude::*;

use super::*;
use crate::domain::score::Score;
use crate::domain::time::Timestamp;
use crate::exchange::{Cells, Column, ImportError, Reader, Report, Sink, Value};
use crate::summary::export::csv;
use crate::summary::field::Field;

/// Answers that take rows only one by one.
#[derive(Default)]
struct OneByOne(Answers);

impl Sink for OneByOne {
    fn cell(&mut self, ahead: usize, column: Column, heading: &str, value: Value<'_>) {
        self.0.cell(ahead, column, heading, value);
    }

    fn row(&mut self, line: u64, score: Option<Score>, answered_at: Option<Timestamp>) {
        self.0.row(line, score, answered_at);
    }

    fn column(&mut self, _: Column, _: &str, _: &Cells<'_>) {
        panic!("it takes no columns");
    }
}

fn read(file: &str, sink: &mut dyn Sink) -> Result<Report, ImportError> {
    let mut reader = Reader::new();
    reader.feed(file.as_bytes(), sink)?;
    reader.end(sink)
}

/// Everything that is shown of each row, in any order of the fields.
fn shown(answers: &Answers) -> Vec<Vec<String>> {
    let mut fields: Vec<&Field> = answers.fields().collect();
    fields.sort_by(|a, b| a.name.cmp(&b.name));
    let rows = (0..answers.len() as u32).map(|row| {
        let of_fields = fields.iter().map(|field| {
            let text = field.text(row);
            format!("{}={text}", field.name)
        });
        let own = [
            format!("{:?}", answers.score(row)),
            format!("{:?}", answers.answered_at(row)),
            answers.comment(row).to_owned(),
            answers.id(row).to_string(),
            answers.respondent(row).to_string(),
            format!("{:?} {}", answers.contact(row), answers.is_unscored(row)),
        ];
        own.into_iter().chain(of_fields).collect()
    });
    rows.collect()
}

/// Cells of every length, around those that are compared and copied at once.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::sample::select(vec!["pro", "free", "team", "", "enterprise", "Norway", "a \" b", "no", "no\0"])
            .prop_map(str::to_owned),
        2 => (0_usize..70, prop::sample::select(vec!["a", "é", "\"", "'", " ", "x y"]))
            .prop_map(|(times, of)| of.repeat(times)),
        1 => "[a-z]{0,20}",
    ]
}

fn table(headings: &'static str) -> impl Strategy<Value = String> {
    let width = headings.split(',').count();
    let score = prop::sample::select(vec!["9", "10", "0", "7", "", "7.5", "csat"]);
    let row = (score, prop::collection::vec(cell(), width - 1)).prop_map(|(score, cells)| {
        let cells = cells.iter().map(|cell| match cell.len() % 3 {
            0 if !cell.contains(['"', ',']) => cell.clone(),
            _ => format!("\"{}\"", cell.replace('"', "\"\"")),
        });
        let row: Vec<String> = [score.to_owned()].into_iter().chain(cells).collect();
        row.join(",") + "\n"
    });
    prop::collection::vec(row, 1..120)
        .prop_map(move |rows| format!("{headings}\n9{}\n{}", ",".repeat(width - 1), rows.concat()))
}

fn are_the_same(file: &str) -> Result<(), TestCaseError> {
    let (mut together, mut alone) = (Answers::default(), OneByOne::default());
    let reports = (read(file, &mut together), read(file, &mut alone));
    let (Ok(report), Ok(expected)) = reports else {
        prop_assert_eq!(reports.0, reports.1);
        return Ok(());
    };
    prop_assert_eq!(&report, &expected);
    together.end_file(None, report);
    alone.0.end_file(None, expected);
    prop_assert_eq!(shown(&together), shown(&alone.0));
    prop_assert_eq!(together.newest(), alone.0.newest());
    prop_assert_eq!(
        csv(&together, &|_| true).lines().count(),
        csv(&alone.0, &|_| true).lines().count()
    );
    Ok(())
}

proptest! {
    #[test]
    fn of_any_table(file in table("score,comment,plan,country")) {
        are_the_same(&file)?;
    }

    #[test]
    fn of_a_table_with_two_comments_and_twice_the_same_heading(
        file in table("score,comment,feedback,plan,plan")
    ) {
        are_the_same(&file)?;
    }

    #[test]
    fn of_our_own_export(
        file in table("score,id,rev,survey,comment,reasons,contact_email,lang,trigger,respondent,properties")
    ) {
        are_the_same(&file)?;
    }
}

#[test]
fn however_a_file_comes_its_answers_are_the_same() {
    // The collector's export is read anew every minute: where nothing is new, nothing is drawn.
    let rows = (0..20_000).map(|row: usize| {
        let comment = [
            "",
            "\"so \"\"good\"\"\"",
            "så bra",
            " slow ",
            "\"one\nor two\"",
        ][row % 5];
        let plan = ["pro", "", "enterprise"][row * 7 / 5 % 3];
        format!("{},{comment},{plan},{}\n", row % 12, row % 1_000)
    });
    let file = ["score,comment,plan,seat\n".to_owned(), rows.collect()].concat();
    let in_pieces = |size| {
        let mut answers = Answers::default();
        let mut reader = Reader::new();
        for piece in file.as_bytes().chunks(size) {
            reader.feed(piece, &mut answers).unwrap();
        }
        let report = reader.end(&mut answers).unwrap();
        answers.end_file(None, report);
        answers
    };
    let whole = in_pieces(file.len());
    for size in [100_000, 70_001, 999, 40] {
        assert!(whole.is_same(&in_pieces(size)), "{size}");
    }
}

#[test]
fn values_that_begin_alike_are_told_apart() {
    let values = [
        "no",
        "no\0",
        "no1234567",
        "no1234567\0",
        "no12345678901",
        "no1",
    ];
    let rows = values.iter().cycle().take(60);
    let rows = rows.map(|value| format!("9,{value},x\n"));
    // A file that begins with such bytes is no text.
    let before = "8,no,x\n".repeat(10_000);
    let file = ["score,country,plan\n".to_owned(), before, rows.collect()].concat();
    let answers = Answers::of(&file);
    let country = answers.field("country").unwrap();
    for (row, value) in (10_000..).zip(values.iter().cycle().take(60)) {
        assert_eq!(country.text(row), *value, "{row}");
    }
}
