//! Where the answers come from, and what went wrong on the way. Signals only: the views read them.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use super::model::Summary;
use super::texts;
use crate::browser::storage::Area;
use crate::browser::{download, files};
use crate::domain::stats::Bands;
use crate::exchange::{self, Imported, Reader};

/// What is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Busy {
    /// The collector is asked.
    Loading,
    /// A file is read.
    Reading,
}

/// Why the numbers that were asked for are not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The collector wants a read token.
    TokenNeeded,
    /// The collector wants another one.
    TokenWrong,
    /// A sentence that says what went wrong and what to do.
    Said(String),
}

/// The numbers on the screen and where they came from.
#[derive(Clone)]
pub(super) struct Shown {
    pub(super) summary: Arc<Summary>,
    /// The file's name; `None` for the collector.
    pub(super) file: Option<String>,
}

/// One summary on the page.
pub(super) struct Session {
    pub(super) shown: RwSignal<Option<Shown>>,
    pub(super) busy: RwSignal<Option<Busy>>,
    pub(super) trouble: RwSignal<Option<Trouble>>,
    /// Whether there is an address to load from.
    pub(super) has_src: RwSignal<bool>,
    src: RefCell<String>,
    token: RefCell<Option<String>>,
    /// Counts what was asked for: only the last answer is shown, in whichever order they come.
    turn: Cell<u32>,
}

impl Session {
    pub(super) fn new() -> Self {
        Self {
            shown: RwSignal::new(None),
            busy: RwSignal::new(None),
            trouble: RwSignal::new(None),
            has_src: RwSignal::new(false),
            src: RefCell::default(),
            token: RefCell::new(None),
            turn: Cell::new(0),
        }
    }

    /// Takes another address and loads it, with the token this tab has for its origin.
    pub(super) fn set_src(self: &Rc<Self>, src: &str) {
        src.clone_into(&mut self.src.borrow_mut());
        self.has_src.set(!src.is_empty());
        self.load();
    }

    /// Keeps `token` in memory and in the tab's storage; an empty one changes nothing.
    pub(super) fn set_token(&self, token: &str) {
        let token = token.trim();
        if !token.is_empty() {
            *self.token.borrow_mut() = Some(token.to_owned());
        }
    }

    /// Gets the answers from the collector. What is shown stays until they are there.
    pub(super) fn load(self: &Rc<Self>) {
        let src = self.src.borrow().clone();
        if src.is_empty() {
            return;
        }
        let key = key(&src);
        let token = (self.token.borrow().clone()).or_else(|| Area::Tab.get(&key));
        let (this, turn) = (Rc::clone(self), self.begin(Busy::Loading));
        spawn_local(async move {
            // No header can carry such a token, so no server could have issued it.
            let sendable = token
                .as_ref()
                .is_none_or(|token| token.bytes().all(|byte| byte.is_ascii_graphic()));
            let reply = match sendable {
                true => download::get(&src, token.as_deref()).await,
                false => Some(download::Download {
                    status: 401,
                    body: Vec::new(),
                }),
            };
            if this.turn.get() != turn {
                return;
            }
            let said = |text: &str| Err(Trouble::Said(text.to_owned()));
            let outcome = match reply {
                None => said(texts::UNREACHABLE),
                Some(reply) => match reply.status {
                    200..=299 => {
                        if let Some(token) = &token {
                            Area::Tab.set(&key, token);
                        }
                        exchange::read(&reply.body).map_err(|error| {
                            Trouble::Said(texts::not_an_export(None, &error.to_string()))
                        })
                    }
                    401 | 403 => {
                        *this.token.borrow_mut() = None;
                        Area::Tab.remove(&key);
                        Err(match token {
                            Some(_) => Trouble::TokenWrong,
                            None => Trouble::TokenNeeded,
                        })
                    }
                    404 => said(texts::NO_SURVEY),
                    status => said(&texts::bad_status(status)),
                },
            };
            this.end(outcome, None);
        });
    }

    /// Reads a file the owner chose or dropped, piece by piece so that the page stays alive.
    pub(super) fn read(self: &Rc<Self>, file: File) {
        let (this, turn) = (Rc::clone(self), self.begin(Busy::Reading));
        spawn_local(async move {
            let outcome = imported(&file).await;
            if this.turn.get() == turn {
                this.end(outcome, Some(file.name()));
            }
        });
    }

    fn begin(&self, busy: Busy) -> u32 {
        self.turn.set(self.turn.get().wrapping_add(1));
        let _ = self.busy.try_set(Some(busy));
        self.turn.get()
    }

    /// Shows the outcome. The page may have taken the summary down by now, and its signals with
    /// it: hence `try_set`.
    fn end(&self, outcome: Result<Imported, Trouble>, file: Option<String>) {
        let _ = self.busy.try_set(None);
        match outcome {
            Ok(imported) => {
                let summary = Arc::new(Summary::of(&imported, Bands::default()));
                let _ = self.trouble.try_set(None);
                let _ = self.shown.try_set(Some(Shown { summary, file }));
            }
            Err(trouble) => {
                let _ = self.trouble.try_set(Some(trouble));
            }
        }
    }
}

async fn imported(file: &File) -> Result<Imported, Trouble> {
    const PIECE: f64 = 1_048_576.0;
    let refused = |error: exchange::ImportError| {
        Trouble::Said(texts::not_an_export(Some(&file.name()), &error.to_string()))
    };
    let mut reader = Reader::new();
    let mut responses = Vec::new();
    let mut at = 0.0;
    while at < file.size() {
        let piece = files::piece(file, at, PIECE)
            .await
            .ok_or_else(|| Trouble::Said(texts::UNREADABLE_FILE.to_owned()))?;
        reader
            .push(&piece, &mut |row| responses.push(row))
            .map_err(refused)?;
        at += PIECE;
    }
    let report = reader
        .finish(&mut |row| responses.push(row))
        .map_err(refused)?;
    Ok(Imported { responses, report })
}

/// Where the tab keeps the token: apart for every origin, so that none is sent to another.
fn key(src: &str) -> String {
    let origin = download::origin(src).unwrap_or_default();
    ["zeroten:token:", &origin].concat()
}
