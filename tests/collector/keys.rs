//! Read tokens and public write keys.

use crate::client::Request;
use crate::program::{Collector, Folder, response, rows, run};

fn create(folder: &Folder, kind: &str, survey: Option<&str>) -> String {
    let url = folder.database_url();
    let mut arguments = vec!["keys", "--database", &url, "create", kind];
    if let Some(survey) = survey {
        arguments.extend(["--survey", survey]);
    }
    let made = run(&arguments);
    assert!(made.status.success(), "{made:?}");
    String::from_utf8(made.stdout).unwrap().trim().to_owned()
}

#[test]
fn reading_takes_a_token_in_the_header() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    for path in ["/v1/surveys/shop/tallies", "/v1/surveys/shop/responses"] {
        let with = |value: &str| {
            Request::get(path)
                .header("Authorization", value)
                .send(collector.address)
        };
        let none = Request::get(path).send(collector.address);
        none.problem(401);
        assert!(
            none.header("www-authenticate")
                .unwrap()
                .starts_with("Bearer")
        );
        let token = collector.token();
        for value in [
            "",
            "Bearer",
            "Bearer ",
            "Bearer zt_read_",
            "Basic enR0",
            &format!("Bearer {token}0"),
            token,
        ] {
            with(value).problem(401);
        }
        assert_eq!(with(&format!("Bearer {token}")).status, 200);
        assert_eq!(with(&format!("bearer {token}")).status, 200);
        let in_url = Request::get(&format!("{path}?token={token}")).send(collector.address);
        in_url.problem(401);
    }
}

#[test]
fn a_first_start_shows_a_token_of_256_bits_and_a_second_start_none() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    let token = collector.token().to_owned();
    assert_eq!(token.strip_prefix("zt_read_").unwrap().len(), 64);
    collector.stop();
    let again = Collector::start(&folder, &[]);
    assert_eq!(again.token, None);
    let answer = Request::get("/v1/surveys/shop/tallies")
        .bearer(&token)
        .send(again.address);
    assert_eq!(answer.status, 200);
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        let found = bytes.windows(token.len()).any(|w| w == token.as_bytes());
        assert!(!found, "the token itself is stored");
    }
}

#[test]
fn a_token_for_one_survey_reads_no_other_and_ends_when_revoked() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    let token = create(&folder, "read", Some("shop"));
    let read = |survey: &str| {
        Request::get(&format!("/v1/surveys/{survey}/tallies"))
            .bearer(&token)
            .send(collector.address)
    };
    assert_eq!(read("shop").status, 200);
    read("other").problem(403);
    let url = folder.database_url();
    let list = String::from_utf8(run(&["keys", "--database", &url, "list"]).stdout).unwrap();
    assert!(
        list.contains("2\tread\tshop\t") && !list.contains(&token),
        "{list}"
    );
    assert!(
        run(&["keys", "--database", &url, "revoke", "2"])
            .status
            .success()
    );
    read("shop").problem(401);
    let twice = run(&["keys", "--database", &url, "revoke", "2"]);
    assert_eq!(twice.status.code(), Some(1));
}

#[test]
fn a_survey_with_write_keys_takes_only_posts_that_carry_one() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    let key = create(&folder, "public", Some("shop"));
    assert!(key.starts_with("zt_pub_"));
    let keyed = |key: &str| response(1, 1, 9, &format!(r#","key":"{key}""#));
    assert_eq!(
        collector.post(&response(1, 1, 9, "")).problem(403)["field"],
        "key"
    );
    collector.post(&keyed("zt_pub_wrong")).problem(403);
    collector.post(&keyed(collector.token())).problem(403);
    let other = response(2, 1, 9, "").replace("shop", "other");
    assert_eq!(collector.post(&other).status, 201);
    assert_eq!(collector.post(&keyed(&key)).status, 201);
    // Two keys are valid at once, so that one can take over from the other.
    let second = create(&folder, "public", Some("shop"));
    assert_eq!(collector.post(&keyed(&second)).status, 200);
    // A key opens nothing for reading, and is not kept with the answer.
    Request::get("/v1/surveys/shop/tallies")
        .bearer(&key)
        .send(collector.address)
        .problem(401);
    let export = Request::get("/v1/surveys/shop/responses?format=ndjson")
        .bearer(collector.token())
        .send(collector.address);
    assert!(!export.text().contains("zt_pub_"));
    assert_eq!(rows(&folder).len(), 2);
}

#[test]
fn a_key_stands_in_for_an_origin_on_a_public_address() {
    let folder = Folder::new();
    let collector = Collector::start(
        &folder,
        &["--public", "--survey", "shop=https://shop.example"],
    );
    let key = create(&folder, "public", None);
    let keyed = response(1, 1, 9, &format!(r#","key":"{key}""#));
    assert_eq!(collector.post(&keyed).status, 201);
}
