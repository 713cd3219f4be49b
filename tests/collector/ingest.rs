//! Posting: what is stored, what is stored already, and what is refused.

use serde_json::json;

use crate::client::Request;
use crate::program::{Collector, Folder, id, response, rows};

#[test]
fn a_new_response_is_stored_and_acknowledged() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    let answer = collector.post(&response(1, 1, 9, ""));
    assert_eq!(answer.status, 201);
    assert_eq!(answer.json(), json!({"id": id(1), "rev": 1}));
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
    assert_eq!(rows(&folder), [(id(1), 1, Some(9))]);
}

#[test]
fn the_same_again_is_acknowledged_and_stored_once() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    collector.post(&response(1, 1, 9, ""));
    // Spacing, the order of fields and a spelled-out scale do not make another body.
    let again = response(1, 1, 9, r#" , "scale":"nps""#);
    let answer = collector.post(&again);
    assert_eq!(
        (answer.status, answer.json()),
        (200, json!({"id": id(1), "rev": 1}))
    );
    assert_eq!(rows(&folder).len(), 1);
}

#[test]
fn another_body_for_a_revision_is_refused_and_the_first_stays() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    collector.post(&response(1, 1, 9, ""));
    let problem = collector.post(&response(1, 1, 3, "")).problem(422);
    assert_eq!(problem["type"], "urn:zeroten:problem:conflict");
    assert_eq!(rows(&folder), [(id(1), 1, Some(9))]);
}

#[test]
fn a_later_revision_replaces_the_row_and_an_overtaken_one_does_not() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    collector.post(&response(1, 1, 9, ""));
    let second = response(1, 2, 9, r#","comment":"quick""#);
    assert_eq!(collector.post(&second).status, 201);
    assert_eq!(collector.post(&second).status, 200);
    assert_eq!(collector.post(&response(1, 1, 9, "")).status, 200);
    collector.post(&response(1, 1, 8, "")).problem(422);
    let elsewhere = response(1, 3, 9, "").replace("shop", "other");
    collector.post(&elsewhere).problem(422);
    // Revision 2 may also arrive first.
    assert_eq!(collector.post(&response(2, 2, 5, "")).status, 201);
    assert_eq!(collector.post(&response(2, 1, 6, "")).status, 200);
    assert_eq!(rows(&folder), [(id(1), 2, Some(9)), (id(2), 2, Some(5))]);
}

#[test]
fn fifty_in_parallel_are_one_row() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    let body = response(1, 1, 9, "");
    let mut statuses: Vec<_> = std::thread::scope(|scope| {
        let posts: Vec<_> = (0..50)
            .map(|_| scope.spawn(|| collector.post(&body).status))
            .collect();
        posts.into_iter().map(|post| post.join().unwrap()).collect()
    });
    statuses.sort_unstable();
    assert_eq!(statuses[49], 201);
    assert!(
        statuses[..49].iter().all(|status| *status == 200),
        "{statuses:?}"
    );
    assert_eq!(rows(&folder).len(), 1);
}

#[test]
fn a_batch_is_acknowledged_by_a_batch() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    let batch = format!("[{},{}]", response(1, 1, 9, ""), response(2, 1, 0, ""));
    let acks = json!([{"id": id(1), "rev": 1}, {"id": id(2), "rev": 1}]);
    for status in [201, 200] {
        let answer = collector.post(&batch);
        assert_eq!((answer.status, answer.json()), (status, acks.clone()));
    }
    let one = collector.post(&format!("[{}]", response(3, 1, 7, "")));
    assert_eq!(one.json(), json!([{"id": id(3), "rev": 1}]));
}

#[test]
fn a_batch_is_stored_whole_or_not_at_all() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    collector.post(&response(9, 1, 9, ""));
    let invalid = format!("[{},{}]", response(1, 1, 9, ""), response(2, 1, 11, ""));
    let problem = collector.post(&invalid).problem(400);
    assert_eq!(
        (&problem["index"], &problem["field"]),
        (&json!(1), &json!("score"))
    );
    let conflicting = format!("[{},{}]", response(1, 1, 9, ""), response(9, 1, 0, ""));
    collector.post(&conflicting).problem(422);
    let eleven: Vec<_> = (1..=11).map(|n| response(n, 1, 9, "")).collect();
    collector
        .post(&format!("[{}]", eleven.join(",")))
        .problem(400);
    collector.post("[]").problem(400);
    assert_eq!(rows(&folder), [(id(9), 1, Some(9))]);
}

#[test]
fn what_breaks_the_format_is_refused_with_its_field() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    let long = "x".repeat(4_001);
    let cases = [
        ("score", r#""score":9"#, r#""score":11"#.to_owned()),
        ("score", r#""score":9"#, r#""score":-1"#.to_owned()),
        ("score", r#""score":9"#, r#""score":9.0"#.to_owned()),
        ("score", r#""score":9"#, r#""score":"9""#.to_owned()),
        ("score", r#""score":9"#, r#""score":true"#.to_owned()),
        ("score", r#""score":9"#, r#""score":null"#.to_owned()),
        ("score", r#""score":9"#, r#""score":[9]"#.to_owned()),
        ("score", r#""score":9,"#, String::new()),
        ("score", r#""score":9"#, r#""score":9,"score":9"#.to_owned()),
        ("v", r#""v":1"#, r#""v":2"#.to_owned()),
        ("id", r#""id":"f"#, r#""id":"x"#.to_owned()),
        ("rev", r#""rev":1"#, r#""rev":0"#.to_owned()),
        ("survey", r#""shop""#, r#""sh op""#.to_owned()),
        ("scale", r#""v":1"#, r#""v":1,"scale":"stars""#.to_owned()),
        ("answered_at", "T10:15:00Z", String::new()),
        (
            "comment",
            r#""v":1"#,
            format!(r#""v":1,"comment":"{long}""#),
        ),
        (
            "comment",
            r#""v":1"#,
            r#""v":1,"comment":"\u0000""#.to_owned(),
        ),
        (
            "comment",
            r#""v":1"#,
            r#""v":1,"comment":"\ud83d""#.to_owned(),
        ),
        ("comment", r#""v":1"#, r#""v":1,"comment":null"#.to_owned()),
        (
            "reasons[0]",
            r#""v":1"#,
            r#""v":1,"reasons":[1]"#.to_owned(),
        ),
        (
            "contact.consent",
            r#""v":1"#,
            r#""v":1,"contact":{"email":"a@b"}"#.to_owned(),
        ),
        (
            "path",
            r#""v":1"#,
            r#""v":1,"path":"/a?token=b""#.to_owned(),
        ),
        (
            "properties.a",
            r#""v":1"#,
            r#""v":1,"properties":{"a":{}}"#.to_owned(),
        ),
        ("surprise", r#""v":1"#, r#""v":1,"surprise":1"#.to_owned()),
        ("body", "{", "[{".to_owned()),
    ];
    for (field, part, instead) in cases {
        let body = response(1, 1, 9, "").replacen(part, &instead, 1);
        let problem = collector.post(&body).problem(400);
        assert_eq!(problem["field"], field, "{body}: {problem}");
    }
    for body in ["", "9", "null", "\"x\"", "[1,2]", "{", "\u{feff}{}"] {
        collector.post(body).problem(400);
    }
    Request::post(b"{\"v\":\xff}".to_vec())
        .send(collector.address)
        .problem(400);
    assert_eq!(rows(&folder), []);
}

#[test]
fn plain_text_json_and_no_type_are_read_and_others_are_not() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    let body = response(1, 1, 9, "");
    let send = |name, value| {
        Request::bare_post(body.clone())
            .header(name, value)
            .send(collector.address)
    };
    assert_eq!(
        Request::bare_post(body.clone())
            .send(collector.address)
            .status,
        201
    );
    assert_eq!(send("Content-Type", "application/json").status, 200);
    assert_eq!(
        send("Content-Type", "Text/Plain; charset=utf-8").status,
        200
    );
    assert_eq!(send("Content-Encoding", "identity").status, 200);
    send("Content-Type", "multipart/form-data").problem(415);
    for encoding in ["gzip", "br", "deflate", "gzip, identity"] {
        send("Content-Encoding", encoding).problem(415);
    }
}

#[test]
fn a_bounded_rate_says_when_to_come_back() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &["--rate-per-ip", "2"]);
    let answers: Vec<_> = (1..=3)
        .map(|n| collector.post(&response(n, 1, 9, "")))
        .collect();
    assert_eq!((answers[0].status, answers[1].status), (201, 201));
    answers[2].problem(429);
    let seconds: u32 = answers[2].header("retry-after").unwrap().parse().unwrap();
    assert!((1..=30).contains(&seconds));
}

#[test]
fn the_probes_answer() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    collector.post(&response(1, 1, 9, ""));
    for path in ["/healthz", "/readyz"] {
        assert_eq!(Request::get(path).send(collector.address).status, 200);
    }
    let metrics = Request::get("/metrics").send(collector.address);
    assert!(
        metrics
            .text()
            .contains("\nzeroten_responses_stored_total 1\n")
    );
    let openapi = Request::get("/openapi.json").send(collector.address).json();
    assert!(openapi["paths"]["/v1/responses"]["post"].is_object());
    Request::get("/v1/nothing")
        .send(collector.address)
        .problem(404);
    let wrong = Request::get("/v1/responses").send(collector.address);
    wrong.problem(405);
    assert!(wrong.header("allow").unwrap().contains("POST"));
}

#[test]
fn beyond_the_quota_a_response_is_stored_and_told_that_there_are_enough() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &["--quota", "shop=2", "--quota", "other=9"]);
    let told = |body: &str| collector.post(body).json()["enough"] == json!(true);
    assert!(!told(&response(1, 1, 9, "")));
    // An amendment is no other response.
    assert!(!told(&response(1, 2, 9, r#","comment":"quick""#)));
    assert!(told(&response(2, 1, 3, "")));
    assert!(told(&response(3, 1, 3, "")));
    assert_eq!(rows(&folder).len(), 3);
    let elsewhere = response(4, 1, 9, "").replace("shop", "other");
    assert!(!told(&elsewhere));
    drop(collector);
    let again = Collector::start(&folder, &["--quota", "shop=4"]);
    let batch = format!("[{},{}]", response(5, 1, 9, ""), response(3, 1, 3, ""));
    let answer = again.post(&batch).json();
    assert_eq!(answer[0]["enough"], json!(true), "{answer}");
    assert_eq!(answer[1]["enough"], json!(true), "{answer}");
}

#[test]
fn a_quota_that_cannot_be_read_is_refused_with_an_example() {
    let folder = Folder::new();
    for quota in ["shop", "shop=", "shop=0", "shop=many", "two words=5"] {
        let output = crate::program::run(&[
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--database",
            &folder.database_url(),
            "--quota",
            quota,
        ]);
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{quota}: {error}");
        assert!(error.contains("expected ID=NUMBER"), "{quota}: {error}");
    }
}
