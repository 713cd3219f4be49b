//! What waits to be sent. Pure: storage is a [`Store`], time an argument.
//!
//! Each response has a place of its own in the store, so two tabs that write at once cannot
//! overwrite each other's answers, and one unreadable entry costs only itself.

use crate::domain::manners::DAY_MS;
use crate::wire::{ResponseId, decimal};

/// The most responses kept; beyond it the oldest goes, and is reported.
pub const MAX_ENTRIES: usize = 100;
/// How long a response is kept, in milliseconds: 14 days.
pub const MAX_AGE_MS: i64 = 14 * DAY_MS;

/// Where entries are kept between visits. Every call may fail without saying so: an entry that is
/// not stored is still sent at once, only not again.
pub trait Store {
    /// The texts of all entries.
    fn all(&self) -> Vec<String>;
    /// The entry of this id.
    fn get(&self, id: ResponseId) -> Option<String>;
    /// Keeps `entry` under its id, in place of an earlier one. Returns whether it is kept.
    fn put(&mut self, id: ResponseId, entry: &str) -> bool;
    /// Forgets the entry of this id.
    fn remove(&mut self, id: ResponseId);
}

/// One response on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The response's id.
    pub id: ResponseId,
    /// The revision of `body`.
    pub rev: u32,
    /// When it was put in, in milliseconds since 1970, never before it.
    pub put_at: i64,
    /// The survey it answers.
    pub survey: String,
    /// Where it goes.
    pub endpoint: String,
    /// The response as JSON.
    pub body: String,
}

impl Entry {
    /// The entry as it is stored: a line each for numbers, survey and endpoint, then the body.
    /// Nothing but the body may hold a line break; JSON escapes its own.
    #[must_use]
    pub fn to_text(&self) -> String {
        let Self {
            id,
            rev,
            put_at,
            survey,
            endpoint,
            body,
        } = self;
        let (rev, put_at) = (decimal((*rev).into()), decimal(put_at.unsigned_abs()));
        [&id.to_text(), &rev, &put_at, survey, endpoint, body]
            .map(String::as_str)
            .join("\n")
    }

    /// Reads what [`Entry::to_text`] wrote; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.splitn(6, '\n');
        let id = ResponseId::parse(lines.next()?)?;
        let mut number = || lines.next()?.parse::<u64>().ok();
        let rev = u32::try_from(number()?).ok()?;
        let put_at = i64::try_from(number()?).ok()?;
        let survey = lines.next()?.to_owned();
        let endpoint = lines.next()?.to_owned();
        let body = lines.next()?.to_owned();
        body.starts_with('{').then_some(Self {
            id,
            rev,
            put_at,
            survey,
            endpoint,
            body,
        })
    }
}

/// Keeps `entry`, in place of an older revision of the same response. Returns whether it is kept.
pub fn put(store: &mut impl Store, entry: &Entry) -> bool {
    let newer_is_there = store
        .get(entry.id)
        .and_then(|text| Entry::parse(&text))
        .is_some_and(|old| old.rev > entry.rev);
    newer_is_there || store.put(entry.id, &entry.to_text())
}

/// Forgets a response because the endpoint acknowledged `rev` of it. A newer revision that is
/// waiting stays. Returns whether nothing of this response waits any more.
pub fn acknowledge(store: &mut impl Store, id: ResponseId, rev: u32) -> bool {
    match store.get(id).and_then(|text| Entry::parse(&text)) {
        Some(entry) if entry.rev > rev => false,
        Some(_) => {
            store.remove(id);
            true
        }
        None => true,
    }
}

/// What waits, oldest first.
#[must_use]
pub fn waiting(store: &impl Store) -> Vec<Entry> {
    let mut entries: Vec<_> = store
        .all()
        .iter()
        .filter_map(|text| Entry::parse(text))
        .collect();
    entries.sort_by_key(|entry| (entry.put_at, entry.id));
    entries
}

/// Drops what is over the bounds at `now` (milliseconds since 1970), oldest first, and returns it
/// to be reported. An entry from the future is kept: the clock was wrong then or is now.
pub fn expire(store: &mut impl Store, now: i64) -> Vec<Entry> {
    let mut entries = waiting(store);
    let too_many = entries.len().saturating_sub(MAX_ENTRIES);
    let too_old = entries
        .iter()
        .take_while(|e| now.saturating_sub(e.put_at) > MAX_AGE_MS)
        .count();
    entries.truncate(too_many.max(too_old));
    for entry in &entries {
        store.remove(entry.id);
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[derive(Default)]
    struct Shelf(BTreeMap<ResponseId, String>);

    impl Store for Shelf {
        fn all(&self) -> Vec<String> {
            self.0.values().cloned().collect()
        }
        fn get(&self, id: ResponseId) -> Option<String> {
            self.0.get(&id).cloned()
        }
        fn put(&mut self, id: ResponseId, entry: &str) -> bool {
            self.0.insert(id, entry.to_owned());
            true
        }
        fn remove(&mut self, id: ResponseId) {
            self.0.remove(&id);
        }
    }

    fn entry(id: u8, rev: u32, put_at: i64) -> Entry {
        Entry {
            id: ResponseId::from_random([id; 16]),
            rev,
            put_at,
            survey: "post-purchase".into(),
            endpoint: "https://answers.example/v1/responses".into(),
            body: "{\"comment\":\"two\\nlines\"}".into(),
        }
    }

    #[test]
    fn what_is_stored_reads_back() {
        let entry = entry(1, 2, 1_760_000_000_000);
        assert_eq!(Entry::parse(&entry.to_text()), Some(entry));
    }

    #[test]
    fn junk_in_the_store_costs_only_itself() {
        let mut shelf = Shelf::default();
        shelf.put(ResponseId::from_random([9; 16]), "{\"half\":");
        put(&mut shelf, &entry(1, 1, 5));
        assert_eq!(waiting(&shelf), [entry(1, 1, 5)]);
    }

    #[test]
    fn an_acknowledged_score_does_not_take_the_waiting_comment_with_it() {
        let mut shelf = Shelf::default();
        put(&mut shelf, &entry(1, 1, 5));
        put(&mut shelf, &entry(1, 2, 6));
        assert!(!acknowledge(&mut shelf, entry(1, 1, 5).id, 1));
        assert_eq!(waiting(&shelf), [entry(1, 2, 6)]);
        assert!(acknowledge(&mut shelf, entry(1, 1, 5).id, 2));
        assert_eq!(waiting(&shelf), []);
    }

    #[test]
    fn an_older_revision_never_replaces_a_newer_one() {
        let mut shelf = Shelf::default();
        put(&mut shelf, &entry(1, 2, 6));
        assert!(put(&mut shelf, &entry(1, 1, 7)));
        assert_eq!(waiting(&shelf), [entry(1, 2, 6)]);
    }

    #[test]
    fn the_oldest_goes_first_and_is_reported() {
        let mut shelf = Shelf::default();
        for i in 0..=MAX_ENTRIES as u8 {
            put(&mut shelf, &entry(i, 1, i64::from(i)));
        }
        assert_eq!(expire(&mut shelf, 0), [entry(0, 1, 0)]);
        assert_eq!(waiting(&shelf).len(), MAX_ENTRIES);
    }

    #[test]
    fn fourteen_days_are_kept_and_a_clock_set_back_loses_nothing() {
        let mut shelf = Shelf::default();
        put(&mut shelf, &entry(1, 1, 1000));
        assert_eq!(expire(&mut shelf, 1000 + MAX_AGE_MS), []);
        assert_eq!(expire(&mut shelf, -1_000_000_000_000), []);
        assert_eq!(expire(&mut shelf, 1001 + MAX_AGE_MS), [entry(1, 1, 1000)]);
    }
}
