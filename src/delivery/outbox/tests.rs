//! The outbox by example; by any interleaving in `model`.

mod model;

use std::cell::RefCell;
use std::rc::Rc;

use super::*;

/// Texts by name.
#[derive(Default)]
pub(super) struct Memory(Vec<(String, String)>);

impl Store for Memory {
    fn keys(&self, prefix: &str) -> Vec<String> {
        let mut keys = Vec::new();
        for (key, _) in &self.0 {
            if key.starts_with(prefix) {
                keys.push(key.clone());
            }
        }
        keys
    }

    fn get(&self, key: &str) -> Option<String> {
        let (_, text) = self.0.iter().find(|(other, _)| other == key)?;
        Some(text.clone())
    }

    fn put(&mut self, key: &str, text: &str) -> bool {
        self.remove(key);
        self.0.push((key.to_owned(), text.to_owned()));
        false
    }

    fn remove(&mut self, key: &str) {
        self.0.retain(|(other, _)| other != key);
    }
}

/// A store several tabs share, which can be full.
#[derive(Clone, Default)]
pub(super) struct Shelf {
    pub(super) texts: Rc<RefCell<Memory>>,
    pub(super) full: Rc<RefCell<bool>>,
    /// Whether it says so when it keeps something; IndexedDB cannot.
    pub(super) tells: bool,
}

impl Store for Shelf {
    fn keys(&self, prefix: &str) -> Vec<String> {
        self.texts.borrow().keys(prefix)
    }
    fn get(&self, key: &str) -> Option<String> {
        self.texts.borrow().get(key)
    }
    fn put(&mut self, key: &str, text: &str) -> bool {
        if *self.full.borrow() {
            return false;
        }
        self.texts.borrow_mut().put(key, text);
        self.tells
    }
    fn remove(&mut self, key: &str) {
        self.texts.borrow_mut().remove(key);
    }
}

fn outbox() -> (Outbox<Shelf>, Shelf) {
    let shelf = Shelf {
        tells: true,
        ..Shelf::default()
    };
    (Outbox::new(vec![shelf.clone()]), shelf)
}

pub(super) fn entry(id: u8, rev: u32, put_at: i64) -> Entry {
    Entry {
        id: ResponseId::from_random([id; 16]),
        rev,
        put_at,
        overdue: false,
        survey: "post-purchase".into(),
        body: "{\"comment\":\"two\\nlines\"}".into(),
        endpoint: "https://answers.example/v1/responses".into(),
    }
}

#[test]
fn what_is_stored_reads_back() {
    let mut entry = entry(1, 2, 1_760_000_000_000);
    assert_eq!(Entry::parse(&entry.to_text()), Some(entry.clone()));
    entry.endpoint = "https://answers.example/\nv1".into();
    entry.overdue = true;
    assert_eq!(Entry::parse(&entry.to_text()), Some(entry));
}

#[test]
fn junk_in_a_store_is_set_aside_and_reported_and_costs_only_itself() {
    let (mut outbox, mut shelf) = outbox();
    shelf.put("zeroten:out:junk", "{\"half\":");
    let cut = entry(2, 1, 5).to_text().replace('{', "");
    shelf.put(&key(WAITING, entry(2, 1, 5).id), &cut);
    outbox.put(&entry(1, 1, 5));
    assert_eq!(outbox.waiting(), [entry(1, 1, 5)]);
    let lost = outbox.tidy(5);
    assert!(lost.iter().all(|(_, why)| *why == Lost::Unreadable));
    assert_eq!(lost[1].0.id, entry(2, 1, 5).id);
    assert_eq!(lost.len(), 2);
    assert_eq!(shelf.get(UNREADABLE), Some(cut));
    assert_eq!(outbox.tidy(5), []);
    assert_eq!(outbox.waiting(), [entry(1, 1, 5)]);
}

#[test]
fn an_entry_under_another_name_is_set_aside_and_the_bare_prefix_is_left() {
    let (mut outbox, mut shelf) = outbox();
    shelf.put(&format!("{WAITING}junk"), &entry(1, 1, 5).to_text());
    shelf.put(WAITING, "");
    let lost = outbox.tidy(6);
    assert_eq!(lost.len(), 1);
    assert_eq!(lost[0].1, Lost::Unreadable);
    assert_eq!(outbox.waiting(), []);
    assert_eq!(shelf.keys(WAITING), [WAITING]);
    assert_eq!(shelf.get(UNREADABLE), Some(entry(1, 1, 5).to_text()));
}

#[test]
fn an_acknowledged_score_does_not_take_the_waiting_comment_with_it() {
    let (mut outbox, _) = outbox();
    outbox.put(&entry(1, 1, 5));
    outbox.put(&entry(1, 2, 6));
    assert!(!outbox.acknowledge(entry(1, 1, 5).id, 1));
    assert_eq!(outbox.waiting(), [entry(1, 2, 6)]);
    assert!(outbox.acknowledge(entry(1, 1, 5).id, 2));
    assert_eq!(outbox.waiting(), []);
}

#[test]
fn an_older_revision_never_replaces_a_newer_one_nor_comes_back_after_it() {
    let (mut outbox, _) = outbox();
    outbox.put(&entry(1, 2, 6));
    assert!(outbox.put(&entry(1, 1, 7)));
    assert_eq!(outbox.waiting(), [entry(1, 2, 6)]);
    outbox.acknowledge(entry(1, 2, 6).id, 2);
    outbox.put(&entry(1, 1, 7));
    assert_eq!(outbox.waiting(), []);
}

#[test]
fn a_refused_response_is_kept_out_of_what_waits_and_goes_in_time() {
    let (mut outbox, shelf) = outbox();
    outbox.put(&entry(1, 1, 5));
    assert!(outbox.refuse(&entry(1, 1, 5)));
    assert_eq!(outbox.waiting(), []);
    assert_eq!(shelf.keys(REFUSED).len(), 1);
    assert_eq!(outbox.tidy(6 + MAX_AGE_MS), []);
    assert_eq!(outbox.tidy(7 + MAX_AGE_MS + GRACE_MS), []);
    assert!(shelf.keys(REFUSED).is_empty());
}

#[test]
fn a_refused_score_leaves_the_waiting_comment() {
    let (mut outbox, _) = outbox();
    outbox.put(&entry(1, 2, 6));
    assert!(!outbox.refuse(&entry(1, 1, 5)));
    assert_eq!(outbox.waiting(), [entry(1, 2, 6)]);
}

#[test]
fn the_oldest_goes_first_and_is_reported() {
    let (mut outbox, _) = outbox();
    for i in 0..=MAX_ENTRIES as u8 {
        outbox.put(&entry(i, 1, i64::from(i)));
    }
    assert_eq!(outbox.tidy(100), [(entry(0, 1, 0), Lost::TooMany)]);
    assert_eq!(outbox.waiting().len(), MAX_ENTRIES);
}

#[test]
fn fourteen_days_are_kept_and_a_day_of_grace_after_being_found_too_old() {
    let (mut outbox, _) = outbox();
    outbox.put(&entry(1, 1, 1_000));
    assert_eq!(outbox.tidy(1_000 + MAX_AGE_MS), []);
    assert_eq!(outbox.waiting(), [entry(1, 1, 1_000)]);

    let found = 1_001 + MAX_AGE_MS;
    assert_eq!(outbox.tidy(found), []);
    assert_eq!(outbox.tidy(found + GRACE_MS), []);
    let lost = outbox.tidy(found + GRACE_MS + 1);
    assert_eq!(lost.len(), 1);
    assert_eq!(
        (lost[0].0.id, lost[0].1),
        (entry(1, 1, 0).id, Lost::Expired)
    );
    assert_eq!(outbox.waiting(), []);
}

#[test]
fn no_single_wrong_clock_loses_anything() {
    const NOW: i64 = 1_760_000_000_000;
    const TEN_YEARS: i64 = 3_650 * DAY_MS;
    for (put, seen) in [
        (NOW, NOW + TEN_YEARS),
        (NOW, NOW - TEN_YEARS),
        (NOW + TEN_YEARS, NOW),
        (NOW - TEN_YEARS, NOW),
    ] {
        let (mut outbox, _) = outbox();
        outbox.put(&entry(1, 1, put));
        assert_eq!(outbox.tidy(seen), [], "put at {put}, seen at {seen}");
        assert_eq!(outbox.tidy(NOW + DAY_MS / 2), [], "right again");
        assert_eq!(outbox.waiting().len(), 1);
    }
}
