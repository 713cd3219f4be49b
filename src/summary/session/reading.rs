//! Getting answers: from the collector, from files, in slices.

use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::File;

use super::super::answers::Answers;
use super::super::state::{Asking, Busy, PAGE, Trouble, Work};
use super::super::tallies::Tallies;
use super::super::texts;
use super::super::words::Text;
use super::counting::Next;
use super::{PROGRESS_MS, SLICE_MS, Session};
use crate::browser::storage::Area;
use crate::browser::task::spawn;
use crate::browser::{clock, download, page};
use crate::exchange::{ImportError, Named, Reader, Report};

/// So many times in a row it may look in vain for new answers before it says so: then what is shown
/// may be old.
const FAILURES_UNSAID: u32 = 3;

impl Session {
    /// Gets the answers from the collector. What is shown stays until they are there; where that
    /// goes on `unasked`, nothing is said of it, nor of the first failures.
    pub(in crate::summary) fn load(self: &Rc<Self>, unasked: bool) {
        let src = self.src.borrow().clone();
        if src.is_empty() {
            return;
        }
        let key = key(&src);
        let token = (self.token.borrow().clone()).or_else(|| Area::Tab.get(&key));
        let turn = self.begin(Work::Loading, unasked);
        let this = Rc::clone(self);
        spawn(async move {
            let got = this.get(&src, &key, token, turn, unasked).await;
            this.looking.set(0);
            let failures = match got {
                Err(_) => this.failures.get() + 1,
                Ok(_) => 0,
            };
            this.failures.set(failures);
            match got {
                // What is shown stays true; the next turn may get through.
                Err(Trouble::Said(_)) if unasked && failures < FAILURES_UNSAID => {}
                // Nothing new, but the clocks of those who wait go on.
                Ok(answers) if unasked && this.shows(&answers) => {
                    if this.turn.get() == turn {
                        this.change(|state| state.trouble = None);
                        this.list();
                    }
                }
                got => this.end(turn, got.map(|answers| (answers, Vec::new()))),
            }
        });
    }

    /// Asks for the answers anew, unasked, where the collector's are shown and nothing is under way.
    pub(in crate::summary) fn refresh(self: &Rc<Self>) {
        let state = self.state.borrow();
        let shown = state.shown.as_ref();
        let collectors = shown.is_none_or(|shown| shown.files.is_empty());
        let said = matches!(state.trouble, None | Some(Trouble::Said(_)));
        let idle = collectors && said && state.busy.is_none() && state.asking.is_none();
        drop(state);
        // One that takes longer than it is until the next is waited for.
        if idle && self.looking.get() != self.turn.get() {
            self.load(true);
            self.looking.set(self.turn.get());
        }
    }

    fn shows(&self, answers: &Answers) -> bool {
        let state = self.state.borrow();
        let shown = state.shown.as_ref();
        shown.is_some_and(|shown| shown.answers.is_same(answers))
    }

    async fn get(
        self: &Rc<Self>,
        src: &str,
        key: &str,
        token: Option<String>,
        turn: u32,
        unasked: bool,
    ) -> Result<Answers, Trouble> {
        let said = |text: Text| Trouble::Said(self.state.borrow().words.say(text));
        // No header can carry such a token, so no server could have issued it.
        let sendable = token
            .as_ref()
            .is_none_or(|token| token.bytes().all(|byte| byte.is_ascii_graphic()));
        let reply = match sendable {
            true => Some(download::get(src, token.as_deref()).await),
            false => None,
        };
        let reply = reply.map(|reply| reply.ok_or_else(|| said(Text::Unreachable)));
        let reply = reply.transpose()?;
        match reply.as_ref().map_or(401, |reply| reply.status()) {
            200..=299 => {}
            401 | 403 => {
                *self.token.borrow_mut() = None;
                Area::Tab.set(key, "");
                return Err(match token {
                    Some(_) => Trouble::TokenWrong,
                    None => Trouble::TokenNeeded,
                });
            }
            404 => return Err(said(Text::NoSurvey)),
            status => {
                let words = &self.state.borrow().words;
                return Err(Trouble::Said(texts::bad_status(words, status)));
            }
        }
        let Some(reply) = reply else {
            return Err(said(Text::Unreachable));
        };
        if let Some(token) = &token {
            Area::Tab.set(key, token);
        }
        let mut answers = Answers::default();
        if Tallies::are_at(src) {
            let lines = page::tallies(&reply).await;
            answers.tallies = lines.and_then(|lines| Tallies::parse(&lines));
            return match answers.tallies {
                Some(_) => Ok(answers),
                None => Err(said(Text::NoSurvey)),
            };
        }
        let size = download::length(&reply);
        let progress = |part: f64| {
            if !unasked {
                self.progress(turn, part);
            }
        };
        let report = read(&reply, size, Reader::new(), &mut answers, &progress).await;
        let report = report.map_err(|failure| match failure {
            Failure::BrokenOff => said(Text::Unreachable),
            Failure::Refused(problem) => {
                let words = &self.state.borrow().words;
                Trouble::Said(texts::not_an_export(words, src, &problem))
            }
        })?;
        answers.end_file(None, report);
        Ok(answers)
    }

    /// Reads files the owner chose or dropped, piece by piece so that the page stays alive.
    pub(in crate::summary) fn read(self: &Rc<Self>, files: Vec<File>, named: Option<Named>) {
        if files.is_empty() {
            return;
        }
        let turn = self.begin(Work::Reading, false);
        let this = Rc::clone(self);
        spawn(async move {
            let mut answers = Answers::default();
            let total: f64 = files.iter().map(|file| file.size()).sum();
            let mut before = 0.0;
            for file in &files {
                let reader = Reader::asking(named.clone().unwrap_or_default());
                let size = file.size();
                let progress =
                    |part: f64| this.progress(turn, (before + part * size) / total.max(1.0));
                let report = read(file, Some(size), reader, &mut answers, &progress).await;
                let report = match report {
                    Ok(report) => report,
                    Err(failure) => {
                        let said = {
                            let words = &this.state.borrow().words;
                            match failure {
                                Failure::BrokenOff => words.say(Text::UnreadableFile),
                                Failure::Refused(problem) => {
                                    texts::not_an_export(words, &file.name(), &problem)
                                }
                            }
                        };
                        this.end(turn, Err(Trouble::Said(said)));
                        return;
                    }
                };
                before += size;
                if !report.mapping.is_sure() && this.turn.get() == turn {
                    this.change(|state| {
                        state.busy = None;
                        state.trouble = None;
                        state.asking = Some(Asking {
                            files: files.clone(),
                            mapping: report.mapping,
                            named: Named::default(),
                        });
                    });
                    return;
                }
                answers.end_file(Some(file.name()), report);
            }
            this.end(turn, Ok((answers, files)));
        });
    }

    fn begin(self: &Rc<Self>, what: Work, unasked: bool) -> u32 {
        self.turn.set(self.turn.get().wrapping_add(1));
        if !unasked {
            self.change(|state| state.busy = Some(Busy { what, part: None }));
        }
        self.turn.get()
    }

    fn progress(self: &Rc<Self>, turn: u32, part: f64) {
        if self.turn.get() == turn {
            self.change(|state| {
                if let Some(busy) = &mut state.busy {
                    busy.part = Some(part.clamp(0.0, 1.0));
                }
            });
        }
    }

    fn end(self: &Rc<Self>, turn: u32, outcome: Result<(Answers, Vec<File>), Trouble>) {
        if self.turn.get() != turn {
            return;
        }
        if let Ok((answers, files)) = outcome {
            let answers = Rc::new(answers);
            let mut state = self.state.borrow_mut();
            let shown = state.shown.as_ref();
            // More answers of the collector's: what was opened stays open.
            if !files.is_empty() || shown.is_none_or(|shown| !shown.files.is_empty()) {
                state.most = PAGE;
            }
            drop(state);
            *self.next.borrow_mut() = Some(Next {
                turn,
                answers,
                files,
            });
            self.list();
            return;
        }
        if matches!(outcome, Err(Trouble::TokenWrong)) {
            let this = Rc::clone(self);
            spawn(async move {
                page::frame().await;
                this.focus_token();
            });
        }
        self.change(|state| {
            state.busy = None;
            state.trouble = outcome.err();
        });
    }
}

/// Why a file or a reply could not be read to its end.
enum Failure {
    /// It did not come to its end.
    BrokenOff,
    /// It is no survey export.
    Refused(ImportError),
}

/// Reads a reply or a file into `answers`, giving the page a turn whenever it was at it for a while.
async fn read(
    from: &JsValue,
    size: Option<f64>,
    mut reader: Reader,
    answers: &mut Answers,
    progress: &dyn Fn(f64),
) -> Result<Report, Failure> {
    /// So that a piece is read well within a slice.
    const PIECE: u32 = 128 * 1024;
    let refused = Failure::Refused;
    let stream = page::Stream::of(from).ok_or(Failure::BrokenOff)?;
    let mut started = clock::now_ms();
    let mut drawn = started;
    let mut done = 0.0;
    let mut buffer = vec![0; PIECE as usize];
    while let Some(bytes) = stream.next().await.map_err(|()| Failure::BrokenOff)? {
        let mut at = 0;
        while at < bytes.length() {
            let piece = bytes.subarray(at, at.saturating_add(PIECE));
            let room = buffer
                .get_mut(..piece.length() as usize)
                .unwrap_or_default();
            piece.copy_to(room);
            reader.feed(room, answers).map_err(refused)?;
            at += PIECE;
            if clock::now_ms() - started >= SLICE_MS {
                if started - drawn >= PROGRESS_MS
                    && let Some(size) = size
                {
                    progress((done + f64::from(at)) / size.max(1.0));
                    drawn = started;
                }
                page::rest().await;
                started = clock::now_ms();
            }
        }
        done += f64::from(bytes.length());
    }
    reader.end(answers).map_err(refused)
}

/// Where the tab keeps the token: apart for every origin, so that none is sent to another.
fn key(src: &str) -> String {
    let origin = download::origin(src).unwrap_or_default();
    ["zeroten:token:", &origin].concat()
}
