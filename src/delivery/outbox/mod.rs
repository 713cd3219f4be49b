//! What waits to be sent. Pure: storage is a [`Store`], time an argument.
//!
//! Each response has a place of its own in each store, so two tabs that write at once cannot
//! overwrite each other's answers, and one unreadable entry costs only itself. Of several stores
//! none is trusted: what any of them holds waits, and one that fails costs nothing but itself.

mod entry;
mod store;
#[cfg(test)]
mod tests;

pub use entry::Entry;
pub use store::Store;

use crate::domain::manners::DAY_MS;
use crate::wire::ResponseId;

/// The most responses kept; beyond it the oldest goes, and is reported.
pub const MAX_ENTRIES: usize = 100;
/// How long a response is kept, in milliseconds: 14 days.
pub const MAX_AGE_MS: i64 = 14 * DAY_MS;
/// How much longer one is kept that is found too old, in milliseconds: a day. It may only seem so
/// to a clock that was wrong once, so it is tried again before it goes.
pub const GRACE_MS: i64 = DAY_MS;

/// What the name of a response that waits begins with in every store; its id follows. The loader
/// looks for it to know that something waits.
pub const WAITING: &str = "zeroten:out:";
/// The same of a response that the endpoint refused for good: kept for the owner to find, and out
/// of the loader's sight, because another attempt will not help.
pub const REFUSED: &str = "zeroten:refused:";
/// Where content lies that is no response, the newest only.
pub const UNREADABLE: &str = "zeroten:unreadable";

/// Why a response left the outbox unacknowledged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// It was older than [`MAX_AGE_MS`] and its grace had passed.
    Expired,
    /// There were more than [`MAX_ENTRIES`].
    TooMany,
    /// It could not be read.
    Unreadable,
}

/// The stores, as one.
pub struct Outbox<S> {
    stores: Vec<S>,
    /// What this page saw acknowledged or refused: an earlier revision whose attempt fails late must
    /// not come back.
    acknowledged: Vec<(ResponseId, u32)>,
}

impl<S: Store> Outbox<S> {
    /// An outbox over these stores. An entry goes into each of them: what is emptied while the page is
    /// open takes nothing along that another still holds.
    #[must_use]
    pub fn new(stores: Vec<S>) -> Self {
        Self {
            stores,
            acknowledged: Vec::new(),
        }
    }

    /// Keeps `entry`, in place of an older revision of the same response. Returns whether a store
    /// keeps it beyond this page, or need not because something newer is there.
    pub fn put(&mut self, entry: &Entry) -> bool {
        self.is_superseded(entry) || self.write(&key(WAITING, entry.id), &entry.to_text())
    }

    /// Whether what becomes of `entry` matters no more: it, or a newer revision, was acknowledged or
    /// refused, or a newer one waits.
    #[must_use]
    pub fn is_superseded(&self, entry: &Entry) -> bool {
        let newest = self.newest(&key(WAITING, entry.id));
        self.is_over(entry) || newest.is_some_and(|other| other.rev > entry.rev)
    }

    /// What waits of this response: the newest revision in any store.
    #[must_use]
    pub fn get(&self, id: ResponseId) -> Option<Entry> {
        self.newest(&key(WAITING, id))
            .filter(|entry| !self.is_over(entry))
    }

    /// Forgets a response because the endpoint acknowledged `rev` of it. A newer revision that is
    /// waiting stays. Returns whether nothing of this response waits any more.
    pub fn acknowledge(&mut self, id: ResponseId, rev: u32) -> bool {
        let rev = rev.max(self.acknowledged(id));
        self.acknowledged.retain(|(other, _)| *other != id);
        self.acknowledged.push((id, rev));
        let key = key(WAITING, id);
        let mut all = true;
        for store in &mut self.stores {
            let stored = store.get(&key).and_then(|text| Entry::parse(&text));
            if stored.is_some_and(|entry| entry.rev > rev) {
                all = false;
            } else {
                store.remove(&key);
            }
        }
        all
    }

    /// Sets `entry` aside because the endpoint refused it for good. A newer revision that is
    /// waiting stays. Returns the same as [`Outbox::acknowledge`].
    pub fn refuse(&mut self, entry: &Entry) -> bool {
        self.write(&key(REFUSED, entry.id), &entry.to_text());
        self.acknowledge(entry.id, entry.rev)
    }

    /// What waits, oldest first, each response once.
    #[must_use]
    pub fn waiting(&self) -> Vec<Entry> {
        let mut entries = self.entries(WAITING);
        entries.retain(|entry| !self.is_over(entry));
        entries
    }

    /// Brings what is stored within bounds at `now` (milliseconds since 1970) and returns what it
    /// had to drop, to be reported. Once per page is right: how long the page is open then ages
    /// nothing, nor does a clock that jumps meanwhile.
    ///
    /// An entry from the future was written, or is read, by a wrong clock: its age begins now.
    pub fn tidy(&mut self, now: i64) -> Vec<(Entry, Lost)> {
        let mut lost = self.set_unreadable_aside();
        lost.extend(self.bound(WAITING, now));
        // What was refused has been reported; it only has to go in time.
        self.bound(REFUSED, now);
        lost
    }

    fn bound(&mut self, prefix: &str, now: i64) -> Vec<(Entry, Lost)> {
        let entries = self.entries(prefix);
        let too_many = entries.len().saturating_sub(MAX_ENTRIES);
        let mut lost = Vec::new();
        for (at, mut entry) in entries.into_iter().enumerate() {
            let age = now.saturating_sub(entry.put_at);
            let too_old = age > MAX_AGE_MS;
            let key = key(prefix, entry.id);
            if at < too_many || too_old && entry.overdue {
                self.remove(&key);
                let why = if too_old {
                    Lost::Expired
                } else {
                    Lost::TooMany
                };
                lost.push((entry, why));
            } else if too_old || age < 0 {
                entry.overdue = too_old;
                entry.put_at = if too_old {
                    now - MAX_AGE_MS + GRACE_MS
                } else {
                    now
                };
                self.write(&key, &entry.to_text());
            }
        }
        lost
    }

    fn set_unreadable_aside(&mut self) -> Vec<(Entry, Lost)> {
        let mut lost = Vec::new();
        for store in &mut self.stores {
            for name in store.keys(WAITING) {
                let text = store.get(&name).unwrap_or_default();
                let named = |entry: Entry| key(WAITING, entry.id) == name;
                // The bare prefix only says that another store holds something.
                if name != WAITING && !Entry::parse(&text).is_some_and(named) {
                    store.remove(&name);
                    store.put(UNREADABLE, &text);
                    let id = name.get(WAITING.len()..).and_then(ResponseId::parse);
                    let entry = Entry {
                        id: id.unwrap_or_default(),
                        ..Entry::default()
                    };
                    lost.push((entry, Lost::Unreadable));
                }
            }
        }
        lost
    }

    /// The entries under `prefix`, oldest first, each response once, by its newest revision.
    fn entries(&self, prefix: &str) -> Vec<Entry> {
        let mut entries = Vec::<Entry>::new();
        for store in &self.stores {
            for key in store.keys(prefix) {
                if let Some(entry) = self.newest(&key)
                    && entries.iter().all(|other| other.id != entry.id)
                {
                    let younger = entries.iter().position(|other| other.put_at > entry.put_at);
                    entries.insert(younger.unwrap_or(entries.len()), entry);
                }
            }
        }
        entries
    }

    /// The newest revision that any store holds under `key`.
    fn newest(&self, key: &str) -> Option<Entry> {
        let mut newest = None::<Entry>;
        for store in &self.stores {
            if let Some(entry) = store.get(key).and_then(|text| Entry::parse(&text))
                && newest.as_ref().is_none_or(|other| other.rev < entry.rev)
            {
                newest = Some(entry);
            }
        }
        newest
    }

    /// Whether this page saw `entry` acknowledged, or a newer revision: a store that was read before
    /// and is looked at after may still hold it.
    fn is_over(&self, entry: &Entry) -> bool {
        self.acknowledged(entry.id) >= entry.rev
    }

    /// The newest revision of `id` that this page saw acknowledged; 0 for none.
    fn acknowledged(&self, id: ResponseId) -> u32 {
        let mut last = self.acknowledged.iter().rev();
        last.find(|(other, _)| *other == id)
            .map_or(0, |(_, rev)| *rev)
    }

    fn write(&mut self, key: &str, text: &str) -> bool {
        let mut kept = false;
        for store in &mut self.stores {
            kept |= store.put(key, text);
        }
        kept
    }

    fn remove(&mut self, key: &str) {
        for store in &mut self.stores {
            store.remove(key);
        }
    }
}

/// Where a response lies in every store.
pub(super) fn key(prefix: &str, id: ResponseId) -> String {
    String::from(prefix) + &id.to_text()
}
