//! Hands responses to the browser and clears the outbox as acknowledgements come.

use super::outbox::{self, Entry, Store};
use crate::browser::{clock, fetch, storage};
use crate::wire::ResponseId;

/// Where the outbox lives in local storage: this prefix, then the response's id. The loader looks
/// for it to know that something waits.
pub const KEY_PREFIX: &str = "zeroten:out:";
/// Where responses lie that the endpoint refused for good: kept for their owner to find, and out of
/// the loader's sight, because another attempt will not help.
pub const REFUSED_PREFIX: &str = "zeroten:refused:";

/// What became of one attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The endpoint has it.
    Delivered,
    /// Not yet; it is kept for the next visit.
    Kept,
    /// Not yet, and this browser would not keep it.
    NotKept,
    /// The endpoint refused it with this status; it is set aside, because another attempt will not
    /// help.
    Refused(u16),
}

/// One attempt under way: stored and posted already, in the tick that made it.
#[derive(Debug)]
#[must_use = "the outcome clears the outbox"]
pub struct Sending {
    id: ResponseId,
    rev: u32,
    kept: bool,
    posting: fetch::Posting,
}

/// Stores `entry` and posts it, awaiting nothing, so that a page closed in the same moment loses
/// neither.
pub fn send(entry: &Entry) -> Sending {
    let kept = outbox::put(&mut LocalStorage(KEY_PREFIX), entry);
    let posting = fetch::post(&entry.endpoint, &entry.body);
    Sending {
        id: entry.id,
        rev: entry.rev,
        kept,
        posting,
    }
}

impl Sending {
    /// Waits for the reply and clears the outbox on an acknowledgement.
    pub async fn outcome(self) -> Outcome {
        let not_yet = if self.kept {
            Outcome::Kept
        } else {
            Outcome::NotKept
        };
        let Some(reply) = self.posting.reply().await else {
            return not_yet;
        };
        match reply.acknowledged {
            Some((id, rev)) if rev == self.rev && ResponseId::parse(&id) == Some(self.id) => {
                outbox::acknowledge(&mut LocalStorage(KEY_PREFIX), self.id, rev);
                Outcome::Delivered
            }
            _ if is_final(reply.status) => {
                set_aside(self.id);
                Outcome::Refused(reply.status)
            }
            _ => not_yet,
        }
    }
}

/// What waits from earlier visits, oldest first, after dropping what is over the outbox's bounds;
/// the dropped come second, to be reported.
#[must_use]
pub fn waiting() -> (Vec<Entry>, Vec<Entry>) {
    let now = clock::now_ms();
    // What was refused has been reported; it only has to go in time.
    outbox::expire(&mut LocalStorage(REFUSED_PREFIX), now);
    let dropped = outbox::expire(&mut LocalStorage(KEY_PREFIX), now);
    (outbox::waiting(&LocalStorage(KEY_PREFIX)), dropped)
}

/// Whether a status says that the same request will never succeed: a 4xx other than timeout (408),
/// too early (425) and too many requests (429).
fn is_final(status: u16) -> bool {
    matches!(status, 400..=499) && !matches!(status, 408 | 425 | 429)
}

/// Takes a refused response out of what waits.
fn set_aside(id: ResponseId) {
    let mut waiting = LocalStorage(KEY_PREFIX);
    if let Some(entry) = waiting.get(id)
        && LocalStorage(REFUSED_PREFIX).put(id, &entry)
    {
        waiting.remove(id);
    }
}

/// Entries under this prefix.
struct LocalStorage(&'static str);

impl LocalStorage {
    fn key(&self, id: ResponseId) -> String {
        String::from(self.0) + &id.to_text()
    }
}

impl Store for LocalStorage {
    fn all(&self) -> Vec<String> {
        storage::keys(self.0)
            .iter()
            .filter_map(|key| storage::get(key))
            .collect()
    }

    fn get(&self, id: ResponseId) -> Option<String> {
        storage::get(&self.key(id))
    }

    fn put(&mut self, id: ResponseId, entry: &str) -> bool {
        storage::set(&self.key(id), entry)
    }

    fn remove(&mut self, id: ResponseId) {
        storage::remove(&self.key(id));
    }
}
