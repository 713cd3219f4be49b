//! Hands responses to the browser and clears the outbox as acknowledgements come.
//!
//! A click posts at once, whatever else is going on. What could not be delivered then is tried in
//! rounds, one tab at a time, with waits between them, for as long as the page is open; what is
//! still there afterwards is taken up by the next page that loads the widget.

mod shelves;

use std::cell::RefCell;

use wasm_bindgen_futures::spawn_local;

use super::backoff::{Round, Wait};
use super::outbox::{Entry, Lost, Outbox};
use super::reply::{self, Verdict};
use crate::browser::{clock, database, fetch, wait};
use crate::wire::ResponseId;

/// What became of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The endpoint has it.
    Delivered {
        /// Whether it has all of it: no newer revision waits.
        all: bool,
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
    database::open();
    with(|state| {
        state
            .endpoints
            .push((survey.to_owned(), endpoint.to_owned()));
    });
    go_on(Wait::NONE, tell);
}

/// Stores `entry` and posts it, awaiting nothing, so that a page closed in the same moment loses
/// neither; then tells how that went, and goes on until it is delivered.
pub fn send(entry: Entry, tell: Tell) {
    let kept = with(|state| {
        state.in_flight.push(entry.id);
        state.outbox.put(&entry)
    });
    let posting = fetch::post(&entry.endpoint, &entry.body);
    spawn_local(async move {
        let verdict = settle(&entry, posting, tell).await;
        if let Verdict::NotYet { .. } = verdict {
            let kept = kept || shelves::in_database(&entry).await;
            tell(
                &entry,
                if kept {
                    Outcome::Kept
                } else {
                    Outcome::NotKept
                },
            );
            let mut round = Round::default();
            round.record(&entry.endpoint, verdict);
            go_on(next_wait(&round), tell);
        }
    });
}

/// What the page knows of its deliveries.
struct State {
    outbox: Outbox,
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
    static STATE: RefCell<State> = RefCell::new(State {
        outbox: Outbox::new(shelves::all()),
        endpoints: Vec::new(),
        in_flight: Vec::new(),
        failures: 0,
        going_on: false,
        tidied: false,
    });
}

/// Does `action` with the state. Never held while anything of the page's runs or is awaited.
fn with<T: Default>(action: impl FnOnce(&mut State) -> T) -> T {
    STATE.with(|state| {
        state
            .try_borrow_mut()
            .map(|mut state| action(&mut state))
            .unwrap_or_default()
    })
}

/// Waits for the reply to one attempt and does what it says.
async fn settle(entry: &Entry, posting: fetch::Posting, tell: Tell) -> Verdict {
    let reply = posting.reply().await;
    let verdict = reply::judge(&reply, entry, clock::now_ms());
    let all = with(|state| {
        if let Some(at) = state.in_flight.iter().position(|id| *id == entry.id) {
            state.in_flight.swap_remove(at);
        }
        match verdict {
            Verdict::Acknowledged => state.outbox.acknowledge(entry.id, entry.rev),
            Verdict::Refused(_) => state.outbox.refuse(entry),
            // The page may have cleared its storage meanwhile, or another tab removed an older
            // revision in the moment this one was put in its place.
            Verdict::NotYet { .. } => state.outbox.put(entry),
        }
    });
    match verdict {
        Verdict::Acknowledged => tell(entry, Outcome::Delivered { all }),
        Verdict::Refused(status) => tell(entry, Outcome::Refused(status)),
        Verdict::NotYet { .. } => {}
    }
    verdict
}

/// Begins to make rounds after `wait`, if that has not begun.
fn go_on(mut wait: Wait, tell: Tell) {
    if with(|state| core::mem::replace(&mut state.going_on, true)) {
        return;
    }
    spawn_local(async move {
        loop {
            wait::pause(wait.ms, wait.until_online).await;
            let turn = wait::turn().await;
            let round = make_round(tell).await;
            drop(turn);
            let waits = |state: &mut State| {
                let entries = state.outbox.waiting();
                state.going_on = entries.iter().any(|e| !state.in_flight.contains(&e.id));
                state.going_on
            };
            if !with(waits) {
                with(|state| state.failures = 0);
                return;
            }
            wait = next_wait(&round);
        }
    });
}

/// The wait after a round that failed.
fn next_wait(round: &Round) -> Wait {
    let failures = with(|state| {
        state.failures += 1;
        state.failures - 1
    });
    round.wait(failures, clock::chance())
}

/// Tries everything that waits, oldest first, one after the other.
async fn make_round(tell: Tell) -> Round {
    shelves::read_database().await;
    let (waiting, lost) = with(|state| {
        let first = !core::mem::replace(&mut state.tidied, true);
        let lost = first.then(|| state.outbox.tidy(clock::now_ms()));
        (state.outbox.waiting(), lost.unwrap_or_default())
    });
    for (entry, why) in lost {
        tell(&entry, Outcome::Lost(why));
    }
    let mut round = Round::default();
    for Entry { id, .. } in waiting {
        let entry = with(|state| {
            // Whatever the respondent did meanwhile: only the newest revision goes, and not beside
            // a request of its own.
            let mut entry = state.outbox.get(id)?;
            let present = state.endpoints.iter().find(|(to, _)| *to == entry.survey);
            if let Some((_, endpoint)) = present {
                entry.endpoint.clone_from(endpoint);
            }
            if state.in_flight.contains(&id) || round.spares(&entry.endpoint) {
                return None;
            }
            state.in_flight.push(id);
            Some(entry)
        });
        if let Some(entry) = entry {
            let posting = fetch::post(&entry.endpoint, &entry.body);
            let verdict = settle(&entry, posting, tell).await;
            round.record(&entry.endpoint, verdict);
        }
    }
    round
}
