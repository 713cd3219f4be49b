//! Reading: exports and tallies.

use serde_json::json;

use crate::client::Request;
use crate::program::{Collector, Folder, id, response, run};

const FULL: &str = r#","scale":"nps","comment":"=cmd|' /C calc'!A1","reasons":["price","a; b"],"contact":{"email":"a@b.example","consent":true},"lang":"nb","trigger":"event:buy","path":"/takk","respondent":"@r1","properties":{"total":12.50,"plan":"p\"ro"}"#;

fn get(collector: &Collector, path: &str) -> crate::client::Answer {
    Request::get(path)
        .bearer(collector.token())
        .send(collector.address)
}

#[test]
fn csv_is_the_default_and_safe_in_a_spreadsheet() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    collector.post(&response(1, 1, 9, FULL));
    collector.post(&response(2, 1, 0, r#","comment":"two\nlines, \"quoted\"""#));
    let answer = get(&collector, "/v1/surveys/shop/responses");
    assert_eq!(answer.status, 200);
    assert!(
        answer
            .header("content-type")
            .unwrap()
            .starts_with("text/csv")
    );
    assert_eq!(
        answer.header("content-disposition"),
        Some("attachment; filename=\"shop.csv\"")
    );
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let text = answer.text();
    let mut lines = text.split("\r\n");
    assert_eq!(
        lines.next(),
        Some(
            "id,rev,survey,scale,score,comment,reasons,contact_email,answered_at,received_at,lang,trigger,path,respondent,properties"
        )
    );
    let first = lines.next().unwrap();
    assert!(
        first.starts_with(&format!(
            "{},1,shop,nps,9,'=cmd|' /C calc'!A1,price; a; b,a@b.example,2026-11-23T10:15:00Z,",
            id(1)
        )),
        "{first}"
    );
    assert!(
        first.ends_with(r#",nb,event:buy,/takk,'@r1,"{""total"":12.50,""plan"":""p\""ro""}""#),
        "{first}"
    );
    assert!(text.contains(",0,\"two\nlines, \"\"quoted\"\"\",,"));
    let exported = run(&[
        "export",
        "--database",
        &folder.database_url(),
        "--survey",
        "shop",
    ]);
    assert_eq!(String::from_utf8(exported.stdout).unwrap(), text);
}

#[test]
fn ndjson_is_what_was_posted() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    let posted = response(1, 1, 9, FULL);
    collector.post(&posted);
    let answer = get(&collector, "/v1/surveys/shop/responses?format=ndjson");
    assert_eq!(answer.header("content-type"), Some("application/x-ndjson"));
    let exported: serde_json::Value = serde_json::from_str(answer.text().trim_end()).unwrap();
    assert_eq!(
        exported,
        serde_json::from_str::<serde_json::Value>(&posted).unwrap()
    );
    assert!(answer.text().contains("12.50"), "numbers stay as written");
}

#[test]
fn an_export_of_many_rows_is_whole_and_in_order() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    for first in (0..1_230).step_by(10) {
        let batch: Vec<_> = (first..first + 10).map(|n| response(n, 1, 9, "")).collect();
        assert_eq!(
            collector.post(&format!("[{}]", batch.join(","))).status,
            201
        );
    }
    let answer = get(&collector, "/v1/surveys/shop/responses?format=ndjson");
    let ids: Vec<_> = answer
        .text()
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].clone())
        .collect();
    let expected: Vec<_> = (0..1_230).map(|n| json!(id(n))).collect();
    assert!(ids == expected, "{} rows", ids.len());
}

#[test]
fn tallies_count_each_score_by_utc_day_and_scale() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    for (n, score) in (1..).zip([9, 9, 0, 10]) {
        collector.post(&response(n, 1, score, ""));
    }
    let late = response(9, 1, 7, "").replace("T10:15:00Z", "T23:30:00-01:00");
    collector.post(&late);
    // Another scale's 3 is no detractor.
    collector.post(&response(10, 1, 3, r#","scale":"csat""#));
    // An amended response is counted once, as amended.
    collector.post(&response(4, 2, 8, ""));
    assert_eq!(
        get(&collector, "/v1/surveys/shop/tallies").json(),
        json!([
            {"date": "2026-11-23", "scale": "csat", "counts": [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0], "excluded": 0},
            {"date": "2026-11-23", "scale": "nps", "counts": [1, 0, 0, 0, 0, 0, 0, 0, 1, 2, 0], "excluded": 0},
            {"date": "2026-11-24", "scale": "nps", "counts": [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0], "excluded": 0},
        ])
    );
    assert_eq!(
        get(&collector, "/v1/surveys/none/tallies").json(),
        json!([])
    );
}

#[test]
fn what_cannot_be_read_is_refused() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    get(&collector, "/v1/surveys/shop/responses?format=xml").problem(400);
    get(&collector, "/v1/surveys/shop/responses?sql=1").problem(400);
    get(&collector, "/v1/surveys/sh%22op/responses").problem(404);
    let missing = run(&[
        "export",
        "--database",
        "sqlite:/nowhere/none.db",
        "--survey",
        "shop",
    ]);
    assert_eq!(missing.status.code(), Some(1));
    assert_eq!(
        String::from_utf8(missing.stderr).unwrap().lines().count(),
        1
    );
}
