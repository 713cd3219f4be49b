use std::sync::Arc;

use crate::collector::Error;
use crate::collector::metrics::Metrics;
use crate::domain::scale::Scale;
use crate::domain::score::Score;
use crate::domain::time::Timestamp;
use crate::wire::{Response, ResponseId};

use super::{DatabaseUrl, Imported, Outcome, Store, Submission};

const MINUTE: i64 = 60_000;
const NOON: Timestamp = Timestamp(1_795_435_200_000);

/// A store in a directory of its own, removed at the end.
struct Scratch {
    store: Store,
    _dir: Dir,
}

struct Dir(std::path::PathBuf);

impl Drop for Dir {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn scratch(name: &str) -> Scratch {
    let dir = std::env::temp_dir().join(format!("zeroten-store-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&dir).unwrap();
    let url: DatabaseUrl = format!("sqlite:{}/test.db", dir.display()).parse().unwrap();
    Scratch {
        store: Store::open(&url, Arc::new(Metrics::default())).unwrap(),
        _dir: Dir(dir),
    }
}

fn response(id: u8, rev: u32, score: u8) -> Response {
    Response {
        id: ResponseId::from_random([id; 16]),
        rev,
        key: None,
        survey: "shop".into(),
        scale: Scale::Nps,
        score: Score::new(score),
        comment: None,
        reasons: Vec::new(),
        contact: None,
        answered_at: "2026-11-23T23:30:00-01:00".into(),
        lang: None,
        trigger: None,
        path: None,
        respondent: None,
        properties: Vec::new(),
    }
}

impl Scratch {
    fn submit(&self, batch: &[Response], minute: i64) -> Result<Vec<Outcome>, Error> {
        let batch = batch
            .iter()
            .map(|r| Submission::new(r.clone(), false).unwrap())
            .collect();
        let now = Timestamp(NOON.0 + minute * MINUTE);
        tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap()
            .block_on(self.store.submit(batch, now))
    }

    fn rows(&self) -> Vec<(u32, u8)> {
        let page = self.store.page("shop", 0, 1000).unwrap();
        page.iter()
            .map(|row| (row.response.rev, row.response.score.unwrap().get()))
            .collect()
    }
}

#[test]
fn a_database_from_before_there_were_scales_holds_recommendations() {
    let before = scratch("before-scales");
    before.submit(&[response(1, 1, 9)], 0).unwrap();
    let Scratch { store, _dir } = before;
    drop(store);
    let path = _dir.0.join("test.db");
    let database = rusqlite::Connection::open(&path).unwrap();
    database
        .execute_batch("ALTER TABLE responses DROP COLUMN scale; PRAGMA user_version = 1")
        .unwrap();
    drop(database);

    let url: DatabaseUrl = format!("sqlite:{}", path.display()).parse().unwrap();
    let store = Store::open(&url, Arc::new(Metrics::default())).unwrap();
    let page = store.page("shop", 0, 10).unwrap();
    assert_eq!(page.first().unwrap().response, response(1, 1, 9));
}

#[test]
fn an_answer_keeps_its_scale() {
    let scratch = scratch("scales");
    let easy = Response {
        scale: Scale::Ces,
        ..response(1, 1, 6)
    };
    scratch.submit(std::slice::from_ref(&easy), 0).unwrap();
    let page = scratch.store.page("shop", 0, 10).unwrap();
    assert_eq!(page.first().unwrap().response, easy);
}

#[test]
fn a_response_can_be_amended_for_fourteen_days_after_each_revision() {
    // A comment written offline comes as late as the page may keep it.
    const DAYS: i64 = 24 * 60;
    let s = scratch("amend");
    assert_eq!(
        s.submit(&[response(1, 1, 9)], 0).unwrap(),
        [Outcome::Stored]
    );
    assert_eq!(
        s.submit(&[response(1, 2, 8)], 14 * DAYS).unwrap(),
        [Outcome::Stored]
    );
    assert_eq!(
        s.submit(&[response(1, 3, 7)], 28 * DAYS).unwrap(),
        [Outcome::Stored]
    );
    assert!(matches!(
        s.submit(&[response(1, 4, 6)], 42 * DAYS + 1),
        Err(Error::Closed)
    ));
    assert_eq!(
        s.submit(&[response(1, 3, 7)], 42 * DAYS + 1).unwrap(),
        [Outcome::Repeated]
    );
    assert_eq!(s.rows(), [(3, 7)]);
}

#[test]
fn a_revision_has_one_body() {
    let s = scratch("body");
    s.submit(&[response(1, 1, 9)], 0).unwrap();
    assert!(matches!(
        s.submit(&[response(1, 1, 8)], 0),
        Err(Error::Conflict(_))
    ));
    s.submit(&[response(1, 2, 5)], 0).unwrap();
    assert_eq!(
        s.submit(&[response(1, 1, 9)], 0).unwrap(),
        [Outcome::Repeated]
    );
    assert!(matches!(
        s.submit(&[response(1, 1, 8)], 0),
        Err(Error::Conflict(_))
    ));
    assert_eq!(s.rows(), [(2, 5)]);
}

#[test]
fn an_overtaken_first_revision_is_acknowledged_and_changes_nothing() {
    let s = scratch("overtaken");
    s.submit(&[response(1, 2, 5)], 0).unwrap();
    assert_eq!(
        s.submit(&[response(1, 1, 9)], 999).unwrap(),
        [Outcome::Repeated]
    );
    assert!(matches!(
        s.submit(&[response(1, 1, 8)], 999),
        Err(Error::Conflict(_))
    ));
    assert_eq!(s.rows(), [(2, 5)]);
}

#[test]
fn an_id_belongs_to_one_survey() {
    let s = scratch("survey");
    s.submit(&[response(1, 1, 9)], 0).unwrap();
    let elsewhere = Response {
        survey: "other".into(),
        ..response(1, 2, 9)
    };
    assert!(matches!(s.submit(&[elsewhere], 0), Err(Error::Conflict(_))));
    assert_eq!(s.rows(), [(1, 9)]);
}

#[test]
fn a_key_does_not_make_another_body() {
    let s = scratch("key");
    s.submit(&[response(1, 1, 9)], 0).unwrap();
    let keyed = Response {
        key: Some("zt_pub_x".into()),
        ..response(1, 1, 9)
    };
    assert_eq!(s.submit(&[keyed], 0).unwrap(), [Outcome::Repeated]);
}

#[test]
fn a_batch_is_stored_whole_or_not_at_all() {
    let s = scratch("batch");
    s.submit(&[response(3, 1, 0)], 0).unwrap();
    let batch = [response(1, 1, 1), response(2, 1, 2), response(3, 1, 3)];
    assert!(matches!(s.submit(&batch, 0), Err(Error::Conflict(_))));
    assert_eq!(s.rows(), [(1, 0)]);
    let batch = [response(1, 1, 1), response(1, 2, 2), response(3, 1, 0)];
    assert_eq!(
        s.submit(&batch, 0).unwrap(),
        [Outcome::Stored, Outcome::Stored, Outcome::Repeated]
    );
    assert_eq!(s.rows(), [(1, 0), (2, 2)]);
}

#[test]
fn imported_rows_without_a_score_are_kept_and_counted_as_excluded() {
    let s = scratch("import");
    let blank = Response {
        score: None,
        answered_at: "2026-11-24".into(),
        ..response(2, 1, 0)
    };
    let rows = [response(1, 1, 10), blank];
    let imported = |inserted, already_there| Imported {
        inserted,
        already_there,
    };
    assert_eq!(s.store.import(&rows, NOON).unwrap(), imported(2, 0));
    assert_eq!(s.store.import(&rows, NOON).unwrap(), imported(0, 2));
    let tallies = s.store.tallies("shop").unwrap();
    assert_eq!(
        tallies.len(),
        1,
        "23:30 an hour west of Greenwich is the next day there"
    );
    assert_eq!(tallies[0].date, "2026-11-24");
    assert_eq!((tallies[0].counts[10], tallies[0].excluded), (1, 1));

    let many: Vec<_> = (0..4_001_u32)
        .map(|i| {
            let mut bytes = [7; 16];
            bytes[..4].copy_from_slice(&i.to_be_bytes());
            Response {
                id: ResponseId::from_random(bytes),
                ..response(3, 1, 9)
            }
        })
        .collect();
    assert_eq!(s.store.import(&many, NOON).unwrap(), imported(4_001, 0));
    assert_eq!(s.store.import(&many, NOON).unwrap(), imported(0, 4_001));

    let undated = Response {
        answered_at: "yesterday".into(),
        ..response(9, 1, 9)
    };
    let refused = s.store.import(&[response(8, 1, 8), undated], NOON);
    assert!(matches!(refused, Err(Error::Import { index: 1, .. })));
    assert_eq!(s.store.page("shop", 0, 5_000).unwrap().len(), 4_003);
}

#[test]
fn what_is_stored_reads_back_equal() {
    let s = scratch("equal");
    let json = r#"{"v":1,"id":"f81d4fae-7dec-4d0a-a765-00a0c91e6bf6","rev":1,"survey":"shop","score":0,"comment":"=1\n\"æ\"","reasons":["price","a; b"],"contact":{"email":"a@b.example","consent":true},"answered_at":"2026-11-23T10:15:00.5+01:00","lang":"nb","trigger":"event:buy","path":"/takk","respondent":"r-1","properties":{"total":12.50,"plan":"pro","new":true}}"#;
    let sent = Response::from_json(json.as_bytes()).unwrap();
    s.submit(std::slice::from_ref(&sent), 0).unwrap();
    assert_eq!(s.store.page("shop", 0, 10).unwrap()[0].response, sent);
}

#[test]
fn a_full_disk_stores_nothing_more_leaves_reads_alive_and_passes() {
    let s = scratch("full");
    s.submit(&[response(1, 1, 9)], 0).unwrap();
    // SQLite's own limit fails with the error that a full disk gives.
    let pages = |n: i64| {
        s.store
            .write(move |connection| {
                connection.query_row(&format!("PRAGMA max_page_count = {n}"), [], |_| Ok(()))?;
                Ok(())
            })
            .unwrap();
    };
    pages(1);
    let long = Response {
        comment: Some("x".repeat(4_000)),
        ..response(2, 1, 9)
    };
    let batch: Vec<_> = (2..12)
        .map(|n| Response {
            id: ResponseId::from_random([n; 16]),
            ..long.clone()
        })
        .collect();
    assert!(matches!(s.submit(&batch, 0), Err(Error::Unavailable(_))));
    assert_eq!(s.rows(), [(1, 9)]);
    pages(1_000_000);
    assert_eq!(s.submit(&batch, 0).unwrap().len(), 10);
    assert_eq!(s.rows().len(), 11);
}
