//! `zeroten summary`.

use std::process::Output;

use serde_json::Value;

use crate::{fixture, run};

/// Runs `zeroten summary` with these arguments and this standard input.
fn summary(arguments: &[&str], input: &[u8]) -> Output {
    run(&[&["summary"], arguments].concat(), input)
}

fn text(arguments: &[&str], input: &[u8]) -> String {
    let output = summary(arguments, input);
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{message}");
    assert_eq!(message, "");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn json(arguments: &[&str], input: &[u8]) -> Value {
    let arguments = [arguments, &["--format", "json"]].concat();
    serde_json::from_str(&text(&arguments, input)).expect("JSON")
}

/// The one sentence of a run that fails, without printing anything else.
fn failure(arguments: &[&str], input: &[u8]) -> String {
    let output = summary(arguments, input);
    assert!(!output.status.success());
    assert!(output.stdout.is_empty());
    let message = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(message.lines().count(), 1, "{message}");
    message
}

#[track_caller]
fn close(value: &Value, expected: f64) {
    let actual = value.as_f64().expect("a number");
    assert!(
        (actual - expected).abs() <= 1e-4,
        "{actual} is not {expected}"
    );
}

#[test]
fn the_nordic_file_as_json() {
    let file = fixture("synthetic_nordic.csv");
    let json = json(&[&file], b"");
    assert_eq!(json["n"], 642);
    assert_eq!(json["promoters"], 310);
    assert_eq!(json["passives"], 184);
    assert_eq!(json["detractors"], 148);
    close(&json["score"], 25.233645);
    assert_eq!(json["display"], "25");
    close(&json["interval"][0], 18.897606);
    close(&json["interval"][1], 31.334952);
    assert_eq!(json["excluded"], 4);
    assert_eq!(json["confidence"], "settled");
    let lines: Vec<_> = json["excluded_rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["line"].as_u64().unwrap())
        .collect();
    assert_eq!(lines, [169, 272, 445, 480]);
    assert_eq!(json["trend"].as_array().unwrap().len(), 12);
    assert_eq!(json["trend"][8]["month"], "2025-09");
    // A fall from 23 to -6 that the two months alone cannot tell from chance.
    assert_eq!(json["trend"][8]["change"]["changed"], false);
    close(&json["months_differ"]["p"], 0.004039);
}

#[test]
fn the_keys_asked_for_come_first_and_in_order() {
    let file = fixture("synthetic_nordic.csv");
    let printed = text(&[&file, "--format", "json"], b"");
    let keys: Vec<_> = printed
        .lines()
        .filter_map(|line| line.strip_prefix("  \"")?.split('"').next())
        .take(8)
        .collect();
    assert_eq!(
        keys,
        [
            "n",
            "promoters",
            "passives",
            "detractors",
            "score",
            "display",
            "interval",
            "excluded"
        ]
    );
}

#[test]
fn an_answer_that_is_in_two_files_counts_once() {
    let file = fixture("synthetic_nordic.csv");
    let twice = json(&[&file, &file], b"");
    assert_eq!(
        (&twice["n"], &twice["repeated"]),
        (&642.into(), &646.into())
    );
    close(&twice["score"], 25.233645);
    let report = text(&[&file, &file], b"");
    assert!(report.contains("Repeated      646, told again"), "{report}");
    let once = json(&[&file], b"");
    assert_eq!(once["repeated"], 0);
    assert_eq!(once["trend"], twice["trend"]);
}

#[test]
fn an_answer_without_a_date_is_undated_whether_its_date_is_blank_or_unreadable() {
    let json = json(
        &["-"],
        b"score,date\n9,2025-01-01\n8,\n7,soon\n6,2025-01-02\n10,2025-01-03\n,\n",
    );
    assert_eq!((&json["n"], &json["undated"]), (&5.into(), &2.into()));
}

#[test]
fn a_month_of_too_few_answers_tells_no_score() {
    let mut file = String::from("score,date\n10,2025-01-01\n0,2025-01-02\n");
    for _ in 0..40 {
        file += "10,2025-02-01\n";
    }
    let json = json(&["-"], file.as_bytes());
    let few = &json["trend"][0];
    assert_eq!(few["n"], 2);
    for key in ["score", "display", "interval", "change"] {
        assert!(few[key].is_null(), "{few}");
    }
    assert_eq!(json["trend"][1]["score"], 100.0);
}

#[test]
fn the_sudzilla_file_as_json() {
    let json = json(&[&fixture("prepbench_sudzilla.csv")], b"");
    assert_eq!((&json["n"], &json["excluded"]), (&39.into(), &0.into()));
    close(&json["score"], -35.897436);
    assert_eq!(json["display"], "-36");
    close(&json["interval"][0], -57.506643);
    close(&json["interval"][1], -9.160024);
    assert_eq!(json["confidence"], "uncertain");
    assert_eq!(json["columns"]["comment"], "...why?");
}

#[test]
fn the_report_never_shows_a_score_without_how_sure_it_is() {
    let report = text(&[&fixture("synthetic_nordic.csv")], b"");
    for says in [
        "25 (95 %: 19 to 31)\n",
        "642, 4 excluded",
        "0 to 30, 30 to 50 (all that the interval touches)",
        "Scores are not comparable across industries or",
        "Promoters     310   48 %",
        "2025-09  n 63  -6 (95 %: -26 to 14), uncertain",
        "No month differs clearly from the one before it.",
        "line 272  \"11\" is not from 0 to 10",
        "Net Promoter®",
        "not affiliated",
    ] {
        assert!(report.contains(says), "no {says:?} in\n{report}");
    }
    assert!(!report.contains('±'), "an off-centre interval is no ±");
    assert!(report.lines().all(|line| line.trim_end() == line));
}

#[test]
fn a_clear_change_is_named_and_a_gap_is_open() {
    let mut file = String::from("date,score\n");
    for (month, score) in [("2025-01", 10), ("2025-02", 0), ("2025-04", 0)] {
        for _ in 0..40 {
            file.push_str(&format!("{month}-15,{score}\n"));
        }
    }
    let report = text(&["-"], file.as_bytes());
    assert!(report.contains("down, by 95 %: -"), "{report}");
    assert!(report.contains("    ...\n  2025-04"), "{report}");
    assert!(report.contains("p < 0.001"), "{report}");
}

#[test]
fn from_too_few_answers_nothing_gives_the_score_away() {
    let report = text(
        &["-"],
        b"score,date\n10,2025-01-01\n10,2025-01-02\n9,2025-01-03\n",
    );
    assert!(report.contains("not shown below 5 answers"), "{report}");
    assert!(report.contains("Answers       3"), "{report}");
    for giveaway in ["100", "Promoters", "How many gave", "2025-01"] {
        assert!(!report.contains(giveaway), "{giveaway} in\n{report}");
    }
    let report = text(&["-"], b"score\n10\n10\n9\n10\n10\n");
    assert!(
        report.contains("100 (95 %: 17 to 100), few responses"),
        "{report}"
    );
}

#[test]
fn headings_alone_are_no_responses_and_not_zero() {
    let headings = b"response_id,date,score,comment\n";
    let json = json(&["-"], headings);
    assert_eq!(json["n"], 0);
    assert_eq!(json["excluded"], 0);
    for absent in ["score", "display", "interval"] {
        assert!(json[absent].is_null(), "{absent}");
    }
    assert_eq!(json["confidence"], "no_responses");
    assert!(text(&["-"], headings).contains("Score         no responses"));
}

#[test]
fn only_unusable_scores_are_no_responses_either() {
    let json = json(&["-"], b"score\n\"\"\n-\n11\n7.5\n");
    assert_eq!((&json["n"], &json["score"]), (&0.into(), &Value::Null));
    assert_eq!(json["excluded"], 4);
}

#[test]
fn a_file_that_is_no_survey_is_refused_in_one_sentence() {
    let file = fixture("README.md");
    assert!(failure(&[&file], b"").contains("no column of scores: looked for"));
    assert!(failure(&["-"], b"").contains("standard input: the file is empty"));
    assert!(failure(&["-"], b"name,price\nsoap,3\n").contains("found \"name\", \"price\""));
    assert!(failure(&[&file, "--score", "ease"], b"").contains("no column is headed \"ease\""));
    let missing = fixture("missing.csv");
    assert!(failure(&[&missing], b"").contains("missing.csv: "));
    assert!(failure(&[&fixture("")], b"").contains("directory"));
}

#[test]
fn the_owner_may_name_the_column() {
    let json = json(&["-", "--score", "ease"], b"score,ease\n9,3\n9,4\n");
    assert_eq!(json["detractors"], 2);
}

#[test]
fn several_tools_files_are_one_summary() {
    let files = ["qualtrics", "surveymonkey", "typeform"];
    let files = files.map(|name| fixture(&format!("import_samples/{name}.csv")));
    let arguments: Vec<&str> = files.iter().map(String::as_str).collect();
    let json = json(&arguments, b"");
    assert_eq!((&json["n"], &json["excluded"]), (&21.into(), &3.into()));
    assert_eq!(json["tool"], "Qualtrics");
    assert_eq!(json["dropped_rows"], 1);
    assert_eq!(json["excluded_rows"][2]["file"], files[2].as_str());
    let text = text(&arguments, b"");
    assert!(text.contains("Export of     SurveyMonkey"), "{text}");
    assert!(
        text.contains("no answers, as the tool has it: line 13"),
        "{text}"
    );
    assert!(
        text.contains(&format!("Excluded from {}", files[1])),
        "{text}"
    );
}

#[test]
fn satisfaction_and_effort_are_no_recommendation() {
    // A 5 of 5 had been counted as a detractor's 5.
    let answers = [
        "nps,9", "nps,9", "nps,9", "nps,9", "nps,9", "csat,5", "ces,7", "csat,",
    ];
    let rows = answers.map(|answer| format!("a,1,s,{answer},,2025-03-01T08:00:00Z\n"));
    let file = [
        "id,rev,survey,scale,score,comment,answered_at\n",
        &rows.concat(),
    ]
    .concat();
    let json = json(&["-"], file.as_bytes());
    assert_eq!(
        (&json["n"], &json["on_other_scales"]),
        (&5.into(), &2.into())
    );
    assert_eq!(json["excluded"], 1);
    let text = text(&["-"], file.as_bytes());
    assert!(
        text.contains("2 on satisfaction or effort, not counted here"),
        "{text}"
    );
}
