//! Hands responses to the browser and clears the outbox as acknowledgements come.
//!
//! A click posts at once, whatever else is going on. What could not be delivered then is tried in
//! rounds, one tab at a time, with waits between them, for as long as the page is open; what is
//! still there afterwards is taken up by the next page that loads the widget.

use std::cell::{RefCell, RefMut};

use wasm_bindgen_futures::spawn_local;

use super::backoff::{Round, Wait};
use super::outbox::{Entry, Lost, Outbox, Store, WAITING, key};
use super::reply::{self, Verdict};
use crate::browser::shelves::{self, Shelf};
use crate::browser::{clock, fetch, wait};
use crate::wire::ResponseId;

/// What became of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The endpoint has it.
    Delivered {
        /// Whether it has all of it: no newer revision waits.
        all: bool,
        /// Whether it has answers enough.
        enough: bool,
    },
    /// Not yet; it is kept, and tried again.
    Kept,
    /// Not yet, and this browser keeps it only as long as the page is open; it is tried again.
    NotKept,
    /// The endpoint refused it with this status; it is set aside, because another attempt will not
    /// help.
    Refused(u16),
    /// It left the outbox without having been delivered.
    Lost(Lost),
}

/// Whoever is told of outcomes.
pub type Tell = fn(&Entry, Outcome);

/// Makes ready for clicks, and sends what waits from earlier visits. What waits for `survey` goes to
/// `endpoint`, the owner's present one, wherever it was meant to go before. Asking again is harmless:
/// nothing is sent twice for it.
pub fn start(survey: &str, endpoint: &str, tell: Tell) {
    shelves::open_database();
    if let Some(mut state) = state() {
        state.endpoints.retain(|(known, _)| known != survey);
        state
            .endpoints
            .push((survey.to_owned(), endpoint.to_owned()));
    }
    go_on(Wait::NONE, tell);
}

/// Stores `entry` and posts it, awaiting nothing, so that a page closed in the same moment loses
/// neither; then tells how that went, and goes on until it is delivered.
pub fn send(entry: Entry, tell: Tell) {
    let kept = state().is_some_and(|mut state| state.outbox.put(&entry));
    let attempt = Attempt::new(entry);
    spawn_local(async move {
        let mut round = Round::default();
        let Some(entry) = attempt.outcome(&mut round, tell).await else {
            return;
        };
        let kept = kept || {
            shelves::read_database().await;
            Shelf::Database.get(&key(WAITING, entry.id)) == Some(entry.to_text())
        };
        tell(
            &entry,
            if kept {
                Outcome::Kept
            } else {
                Outcome::NotKept
            },
        );
        go_on(next_wait(&round), tell);
    });
}

/// What the page knows of its deliveries.
struct State {
    outbox: Outbox<Shelf>,
    /// Where each survey's answers go at present.
    endpoints: Vec<(String, String)>,
    /// Responses that a request is under way for, one of each.
    in_flight: Vec<ResponseId>,
    /// Rounds that failed in a row.
    failures: u32,
    going_on: bool,
    tidied: bool,
}

thread_local! {
    /// There for as long as the page is, so nothing need be done to take it down.
    static STATE: &'static RefCell<State> = Box::leak(Box::new(RefCell::new(State {
        outbox: Outbox::new(vec![Shelf::Database, Shelf::Local, Shelf::Memory]),
        endpoints: Vec::new(),
        in_flight: Vec::new(),
        failures: 0,
        going_on: false,
        tidied: false,
    })));
}

/// The state. It is never held while anything of the page's runs or is awaited, so it is there.
fn state() -> Option<RefMut<'static, State>> {
    STATE.with(|state| *state).try_borrow_mut().ok()
}

/// One request, under way since this was made.
struct Attempt {
    entry: Entry,
    posting: fetch::Posting,
}

impl Attempt {
    fn new(entry: Entry) -> Self {
        if let Some(mut state) = state() {
            state.in_flight.push(entry.id);
        }
        let posting = fetch::post(&entry.endpoint, &entry.body);
        Self { entry, posting }
    }

    /// Waits for the reply and does what it says. Gives the entry back if it is to be tried again,
    /// and takes that into `round`.
    async fn outcome(self, round: &mut Round, tell: Tell) -> Option<Entry> {
        let Self { entry, posting } = self;
        let reply = posting.reply().await;
        let verdict = reply::judge(&reply, &entry, clock::now_ms());
        let mut state = state()?;
        if let Some(at) = state.in_flight.iter().position(|id| *id == entry.id) {
            state.in_flight.swap_remove(at);
        }
        let superseded = state.outbox.is_superseded(&entry);
        let outcome = match verdict {
            // What a newer revision comes to is told of that one.
            Verdict::Refused(_) | Verdict::NotYet { .. } if superseded => return None,
            Verdict::Acknowledged { enough } => Outcome::Delivered {
                enough,
                all: state.outbox.acknowledge(entry.id, entry.rev),
            },
            Verdict::Refused(status) => {
                state.outbox.refuse(&entry);
                Outcome::Refused(status)
            }
            Verdict::NotYet { .. } => {
                // The page may have cleared its storage meanwhile, or another tab removed an older
                // revision in the moment this one was put in its place.
                state.outbox.put(&entry);
                round.record(&entry.endpoint, verdict);
                return Some(entry);
            }
        };
        drop(state);
        tell(&entry, outcome);
        None
    }
}

/// Begins to make rounds after `wait`, if that has not begun.
fn go_on(mut wait: Wait, tell: Tell) {
    let begun = |mut state: RefMut<State>| core::mem::replace(&mut state.going_on, true);
    if state().is_none_or(begun) {
        return;
    }
    spawn_local(async move {
        loop {
            let turn = wait::turn(wait.ms, wait.until_online).await;
            let round = make_round(tell).await;
            drop(turn);
            if !something_waits() {
                return;
            }
            wait = next_wait(&round);
        }
    });
}

/// Whether there is a reason to go on: something waits that no request is under way for.
fn something_waits() -> bool {
    let Some(mut state) = state() else {
        return false;
    };
    let waiting = state.outbox.waiting();
    if waiting.is_empty() {
        Shelf::Local.remove(WAITING);
    }
    state.going_on = waiting.iter().any(|e| !state.in_flight.contains(&e.id));
    if !state.going_on {
        state.failures = 0;
    }
    state.going_on
}

/// The wait after a round that failed.
fn next_wait(round: &Round) -> Wait {
    let failures = state().map_or(0, |mut state| {
        state.failures += 1;
        state.failures - 1
    });
    round.wait(failures, clock::chance())
}

/// Tries everything that waits, one after the other. It begins anywhere among them: an answer that
/// no attempt gets through must not stand before all others on every page.
async fn make_round(tell: Tell) -> Round {
    shelves::read_database().await;
    let mut round = Round::default();
    let mut waiting = Vec::new();
    let mut lost = Vec::new();
    if let Some(mut state) = state() {
        if !core::mem::replace(&mut state.tidied, true) {
            lost = state.outbox.tidy(clock::now_ms());
        }
        waiting = state.outbox.waiting();
    }
    for (entry, why) in lost {
        tell(&entry, Outcome::Lost(why));
    }
    let first = usize::from(clock::chance()) % waiting.len().max(1);
    for Entry { id, .. } in waiting.iter().cycle().skip(first).take(waiting.len()) {
        let id = *id;
        if let Some(entry) = due(id, &round) {
            Attempt::new(entry).outcome(&mut round, tell).await;
        }
    }
    round
}

/// What to send of the response `id` now, whatever the respondent did meanwhile: the newest revision
/// alone, and not beside a request of its own.
fn due(id: ResponseId, round: &Round) -> Option<Entry> {
    let state = state()?;
    let mut entry = state.outbox.get(id)?;
    let mut known = state.endpoints.iter().rev();
    let present = known.find(|(to, _)| *to == entry.survey);
    if let Some((_, endpoint)) = present {
        entry.endpoint.clone_from(endpoint);
    }
    (!state.in_flight.contains(&id) && !round.spares(&entry.endpoint)).then_some(entry)
}

impl Store for Shelf {
    fn keys(&self, prefix: &str) -> Vec<String> {
        Self::keys(*self, prefix)
    }

    fn get(&self, key: &str) -> Option<String> {
        Self::get(*self, key)
    }

    fn put(&mut self, key: &str, text: &str) -> bool {
        let kept = Self::put(*self, key, text);
        kept && *self == Self::Local
    }

    fn remove(&mut self, key: &str) {
        Self::remove(*self, key);
    }
}
