//! `zeroten import`.

use std::path::PathBuf;
use std::process::Output;

use serde_json::Value;

use crate::{fixture, run};

/// A database of its own for one test.
struct Database(PathBuf);

impl Database {
    fn new(test: &str) -> Self {
        let name = format!("zeroten-{}-{test}.db", std::process::id());
        Self(std::env::temp_dir().join(name))
    }

    fn import(&self, file: &str, more: &[&str]) -> Output {
        let database = self.url();
        let arguments = [
            "import",
            file,
            "--survey",
            "nordic",
            "--database",
            &database,
        ];
        run(&[&arguments, more].concat(), b"")
    }

    fn export(&self, form: &str) -> Vec<u8> {
        let database = self.url();
        let arguments = ["export", "--survey", "nordic", "--database", &database];
        run(&[&arguments[..], &["--format", form]].concat(), b"").stdout
    }

    fn url(&self) -> String {
        format!("sqlite:{}", self.0.display())
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        for end in ["", "-wal", "-shm"] {
            let mut path = self.0.clone().into_os_string();
            path.push(end);
            // It may never have been made.
            let _ = std::fs::remove_file(path);
        }
    }
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn the_nordic_file_comes_out_with_the_score_it_went_in_with() {
    let database = Database::new("nordic");
    let imported = database.import(&fixture("synthetic_nordic.csv"), &[]);
    assert!(imported.status.success());
    assert!(printed(&imported).contains("646 rows read, 646 new, 0 already there"));
    assert!(printed(&imported).contains("line 272: \"11\" is no score"));

    let export = database.export("csv");
    let summary = run(&["summary", "-", "--format", "json"], &export);
    let summary: Value = serde_json::from_slice(&summary.stdout).expect("JSON");
    assert_eq!(summary["n"], 642);
    assert_eq!(summary["excluded"], 4);
    let score = summary["score"].as_f64().expect("a score");
    assert!((score - 25.233_645).abs() <= 1e-4, "{score}");
    let text = String::from_utf8(export).expect("UTF-8");
    assert!(
        text.contains(r#"""score_as_imported"":""11"""#),
        "what stood there is kept"
    );
}

#[test]
fn the_same_file_twice_is_imported_once() {
    let database = Database::new("twice");
    database.import(&fixture("synthetic_nordic.csv"), &[]);
    let again = database.import(&fixture("synthetic_nordic.csv"), &[]);
    assert!(printed(&again).contains("646 rows read, 0 new, 646 already there"));
}

#[test]
fn of_an_answers_revisions_the_highest_is_imported() {
    let database = Database::new("revisions");
    let file = std::env::temp_dir().join(format!("zeroten-{}-revisions.csv", std::process::id()));
    let id = "4decba8a-4300-4004-8525-6017942765d9";
    let row = |rev, comment| format!("{id},{rev},s,nps,2,{comment},2025-01-01T00:00:00Z\n");
    let head = "id,rev,survey,scale,score,comment,answered_at\n";
    let rows = [head, &row(1, ""), &row(3, "why"), &row(2, "wh")].concat();
    std::fs::write(&file, rows).expect("a file");
    let imported = database.import(&file.to_string_lossy(), &[]);
    std::fs::remove_file(&file).expect("the file");
    let told = printed(&imported);
    assert!(told.contains("3 rows read, 1 new"), "{told}");
    assert!(told.contains("2 earlier revisions"), "{told}");
    let export = String::from_utf8(database.export("csv")).expect("UTF-8");
    assert!(
        export.contains(&format!("{id},3,")) && export.contains(",why,"),
        "{export}"
    );
}

#[test]
fn an_export_of_our_own_comes_home_as_itself() {
    let database = Database::new("home");
    database.import(&fixture("synthetic_nordic.csv"), &[]);
    let file = std::env::temp_dir().join(format!("zeroten-{}-home.csv", std::process::id()));
    std::fs::write(&file, database.export("csv")).expect("a file");
    let back = database.import(&file.to_string_lossy(), &[]);
    std::fs::remove_file(&file).expect("the file");
    assert!(
        printed(&back).contains("646 rows read, 0 new, 646 already there"),
        "{back:?}"
    );
}

#[test]
fn rows_without_a_date_are_refused_by_line_unless_one_is_given() {
    let database = Database::new("undated");
    let file = std::env::temp_dir().join(format!("zeroten-{}-undated.csv", std::process::id()));
    std::fs::write(&file, "score,comment\n9,Fine\n3,\n").expect("a file");
    let name = file.to_string_lossy().into_owned();
    let refused = database.import(&name, &[]);
    assert!(!refused.status.success());
    let message = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(
        message.contains("line 2, 3; give one with --date"),
        "{message}"
    );
    let dated = database.import(&name, &["--date", "2025-12-31"]);
    std::fs::remove_file(&file).expect("the file");
    assert!(printed(&dated).contains("2 rows read, 2 new"), "{dated:?}");
}

#[test]
fn dates_that_could_be_either_way_round_are_not_stored_on_a_guess() {
    let database = Database::new("either");
    let file = std::env::temp_dir().join(format!("zeroten-{}-either.csv", std::process::id()));
    std::fs::write(&file, "date,rating\n03/01/2025,4\n03/02/2025,5\n").expect("a file");
    let name = file.to_string_lossy().into_owned();
    let refused = database.import(&name, &[]);
    assert!(!refused.status.success());
    let message = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(
        message.contains("nothing imported") && message.contains("months first is a guess"),
        "{message}"
    );
    let told = database.import(&name, &["--date-order", "day-first"]);
    std::fs::remove_file(&file).expect("the file");
    assert!(printed(&told).contains("2 rows read, 2 new"), "{told:?}");
    let export = String::from_utf8(database.export("csv")).expect("UTF-8");
    assert!(export.contains("2025-02-03T"), "{export}");
}

#[test]
fn a_survey_that_no_page_could_name_is_refused() {
    let output = run(&["import", "x.csv", "--survey", "../etc"], b"");
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("--survey ../etc"));
}
