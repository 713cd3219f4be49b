//! What is done on the page: getting answers, reading files, taking choices.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, File, HtmlElement};

use super::answers::Answers;
use super::choices::Choices;
use super::state::{Asking, Busy, Found, PAGE, State, Trouble, Work};
use super::{export, listing, texts};
use crate::browser::{address, clock, download, page, tab};
use crate::domain::themes::{Comments, StopWords};
use crate::exchange::{Named, Reader};

/// One summary on the page.
pub(super) struct Session {
    pub(super) state: RefCell<State>,
    /// Counts the changes of the state; what is drawn follows it.
    pub(super) revision: RwSignal<u32>,
    place: HtmlElement,
    src: RefCell<String>,
    token: RefCell<Option<String>>,
    /// Counts what was asked for: only the last answer is shown, in whichever order they come.
    turn: Cell<u32>,
    /// The same for themes.
    theme_turn: Cell<u32>,
}

/// How long work goes on before the page gets a turn, in milliseconds.
const SLICE_MS: i64 = 12;
/// The most themes of each kind.
const MOST_THEMES: usize = 8;

impl Session {
    pub(super) fn new(place: HtmlElement) -> Self {
        let mut state = State::new();
        state.choices = Choices::parse(&address::get());
        Self {
            state: RefCell::new(state),
            revision: RwSignal::new(0),
            place,
            src: RefCell::default(),
            token: RefCell::new(None),
            turn: Cell::new(0),
            theme_turn: Cell::new(0),
        }
    }

    /// Changes the state and draws it. The page may have taken the summary down by now, and its
    /// signals with it: hence `try_update`.
    pub(super) fn change(self: &Rc<Self>, change: impl FnOnce(&mut State)) {
        change(&mut self.state.borrow_mut());
        self.changed();
    }

    #[inline(never)]
    fn changed(self: &Rc<Self>) {
        let _ = self.revision.try_update(|n| *n = n.wrapping_add(1));
        let this = Rc::clone(self);
        request_animation_frame(move || this.measure());
    }

    /// Takes another address and loads it, with the token this tab has for its origin.
    pub(super) fn set_src(self: &Rc<Self>, src: &str) {
        src.clone_into(&mut self.src.borrow_mut());
        self.change(|state| state.has_src = !src.is_empty());
        self.load(false);
    }

    /// Keeps `token` in memory and in the tab's storage; an empty one changes nothing.
    pub(super) fn set_token(&self, token: &str) {
        let token = token.trim();
        if !token.is_empty() {
            *self.token.borrow_mut() = Some(token.to_owned());
        }
    }

    /// Takes the choices from the address, where a link was followed.
    pub(super) fn follow(self: &Rc<Self>) {
        let choices = Choices::parse(&address::get());
        if self.state.borrow().choices != choices {
            self.choose(|state| *state = choices);
        }
    }

    /// Makes choices, counts what they leave, and puts them into the address.
    pub(super) fn choose(self: &Rc<Self>, choose: impl FnOnce(&mut Choices)) {
        let mut other_answers = false;
        self.change(|state| {
            let before = state.choices.clone();
            choose(&mut state.choices);
            let after = &state.choices;
            other_answers = before.of_answers() != after.of_answers();
            let recount = other_answers || before.trend != after.trend || before.by != after.by;
            if let Some(shown) = &mut state.shown {
                shown.most = PAGE;
            }
            match recount {
                true => state.count(),
                false => state.list(),
            }
        });
        address::set(&self.state.borrow().choices.to_text());
        if other_answers {
            self.look_for_themes();
        }
    }

    /// Gets the answers from the collector. What is shown stays until they are there; where that
    /// goes on `unasked`, nothing is said of it, and of failures neither.
    pub(super) fn load(self: &Rc<Self>, unasked: bool) {
        let src = self.src.borrow().clone();
        if src.is_empty() {
            return;
        }
        let key = key(&src);
        let token = (self.token.borrow().clone()).or_else(|| tab::get(&key));
        let turn = self.begin(Work::Loading, unasked);
        let this = Rc::clone(self);
        spawn_local(async move {
            let got = this.get(&src, &key, token, turn, unasked).await;
            match got {
                Err(_) if unasked => {}
                got => {
                    this.end(turn, got.map(|answers| (answers, Vec::new())))
                        .await
                }
            }
        });
    }

    /// Asks for the answers anew, unasked, where the collector's are shown and nothing is under way.
    pub(super) fn refresh(self: &Rc<Self>) {
        let state = self.state.borrow();
        let shown = state.shown.as_ref();
        let collectors = shown.is_some_and(|shown| shown.files.is_empty());
        let idle = collectors && state.busy.is_none() && state.trouble.is_none();
        drop(state);
        if idle {
            self.load(true);
        }
    }

    async fn get(
        self: &Rc<Self>,
        src: &str,
        key: &str,
        token: Option<String>,
        turn: u32,
        unasked: bool,
    ) -> Result<Answers, Trouble> {
        let said = |text: &str| Trouble::Said(text.to_owned());
        // No header can carry such a token, so no server could have issued it.
        let sendable = token
            .as_ref()
            .is_none_or(|token| token.bytes().all(|byte| byte.is_ascii_graphic()));
        let reply = match sendable {
            true => Some(download::get(src, token.as_deref()).await),
            false => None,
        };
        let reply = reply.map(|reply| reply.ok_or_else(|| said(texts::UNREACHABLE)));
        let reply = reply.transpose()?;
        match reply.as_ref().map_or(401, |reply| reply.status()) {
            200..=299 => {}
            401 | 403 => {
                *self.token.borrow_mut() = None;
                tab::remove(key);
                return Err(match token {
                    Some(_) => Trouble::TokenWrong,
                    None => Trouble::TokenNeeded,
                });
            }
            404 => return Err(said(texts::NO_SURVEY)),
            status => return Err(said(&texts::bad_status(status))),
        }
        let Some(reply) = reply else {
            return Err(said(texts::UNREACHABLE));
        };
        if let Some(token) = &token {
            tab::set(key, token);
        }
        let mut answers = Answers::default();
        let size = download::length(&reply);
        let progress = |part: f64| {
            if !unasked {
                self.progress(turn, part);
            }
        };
        let report = read(&reply, size, Reader::new(), &mut answers, &progress).await;
        let report = report.map_err(|failure| match failure {
            Failure::BrokenOff => said(texts::UNREACHABLE),
            Failure::Refused(problem) => Trouble::Said(texts::not_an_export(None, &problem)),
        })?;
        answers.end_file(None, report);
        Ok(answers)
    }

    /// Reads files the owner chose or dropped, piece by piece so that the page stays alive.
    pub(super) fn read(self: &Rc<Self>, files: Vec<File>, named: Option<Named>) {
        if files.is_empty() {
            return;
        }
        let turn = self.begin(Work::Reading, false);
        let this = Rc::clone(self);
        spawn_local(async move {
            let mut answers = Answers::default();
            let total: f64 = files.iter().map(|file| file.size()).sum();
            let mut before = 0.0;
            for file in &files {
                let reader = Reader::with(named.clone().unwrap_or_default());
                let size = file.size();
                let progress =
                    |part: f64| this.progress(turn, (before + part * size) / total.max(1.0));
                let report = read(file, Some(size), reader, &mut answers, &progress).await;
                let report = match report {
                    Ok(report) => report,
                    Err(failure) => {
                        let said = match failure {
                            Failure::BrokenOff => texts::UNREADABLE_FILE.to_owned(),
                            Failure::Refused(problem) => {
                                texts::not_an_export(Some(&file.name()), &problem)
                            }
                        };
                        this.end(turn, Err(Trouble::Said(said))).await;
                        return;
                    }
                };
                before += size;
                if !report.mapping.sure && this.turn.get() == turn {
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
            this.end(turn, Ok((answers, files))).await;
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

    async fn end(self: &Rc<Self>, turn: u32, outcome: Result<(Answers, Vec<File>), Trouble>) {
        if self.turn.get() != turn {
            return;
        }
        if let Ok((answers, files)) = outcome {
            // Counting and drawing take a while each: the page gets a turn in between.
            page::rest().await;
            if self.turn.get() != turn {
                return;
            }
            self.state.borrow_mut().show(answers, files);
            page::rest().await;
            self.change(|state| {
                state.busy = None;
                state.trouble = None;
                state.asking = None;
            });
            self.look_for_themes();
            return;
        }
        if matches!(outcome, Err(Trouble::TokenWrong)) {
            let this = Rc::clone(self);
            request_animation_frame(move || this.focus_token());
        }
        self.change(|state| {
            state.busy = None;
            state.trouble = outcome.err();
        });
    }

    /// Looks for the themes of the selected comments, a few at a time. Those that were shown stay
    /// until the new ones are there.
    fn look_for_themes(self: &Rc<Self>) {
        self.theme_turn.set(self.theme_turn.get().wrapping_add(1));
        let (this, turn) = (Rc::clone(self), self.theme_turn.get());
        spawn_local(async move {
            let Some(found) = this.themes(turn).await else {
                return;
            };
            this.change(|state| {
                if let Some(shown) = &mut state.shown {
                    shown.themes = found;
                }
                state.list();
            });
        });
    }

    async fn themes(&self, turn: u32) -> Option<Found> {
        let wanted = {
            let state = self.state.borrow();
            let languages = listing::languages(&state.shown.as_ref()?.answers);
            StopWords::wanted(languages.iter().map(String::as_str))
        };
        let mut any = false;
        for lang in wanted {
            if !self.state.borrow().stop.has(lang)
                && let Some(words) = page::stop_words(lang).await
            {
                self.state.borrow_mut().stop.add(lang, &words);
            }
            any |= self.state.borrow().stop.has(lang);
        }
        if !any {
            return Some(Found::WithoutWords);
        }
        let mut comments = Comments::default();
        let mut next = 0;
        loop {
            page::rest().await;
            if self.theme_turn.get() != turn {
                return None;
            }
            let state = self.state.borrow();
            let shown = state.shown.as_ref()?;
            let started = clock::now_ms();
            while clock::now_ms() - started < SLICE_MS {
                let added = listing::add_comments(
                    &mut comments,
                    &shown.answers,
                    &shown.selection,
                    &state.stop,
                    &mut next,
                );
                if !added {
                    return Some(Found::Themes(comments.themes(MOST_THEMES)));
                }
            }
        }
    }

    /// Does what a control asks for.
    pub(super) fn act(self: &Rc<Self>, what: &str, value: &str) {
        match what {
            "refresh" => self.load(false),
            "more" => self.more(),
            "clear" => self.choose(|choices| {
                *choices = Choices {
                    trend: choices.trend,
                    by: choices.by.take(),
                    ..Choices::default()
                };
            }),
            "csv" | "json" => self.save(what),
            "save" => self.save_chart(value),
            "handle" => {
                if let Ok(id) = value.parse() {
                    self.change(|state| state.handle(id));
                }
            }
            "columns" => self.change(|state| {
                let shown = state.shown.as_ref();
                let files = shown.map(|shown| shown.files.clone()).unwrap_or_default();
                let read = shown.and_then(|shown| shown.answers.files.first());
                state.asking = read.map(|read| Asking {
                    files,
                    mapping: read.report.mapping.clone(),
                    named: Named::default(),
                });
            }),
            "column.score" | "column.comment" | "column.date" => self.change(|state| {
                if let Some(asking) = &mut state.asking {
                    let named = match what {
                        "column.score" => &mut asking.named.score,
                        "column.comment" => &mut asking.named.comment,
                        _ => &mut asking.named.answered_at,
                    };
                    *named = Some(value.to_owned());
                }
            }),
            "use" => {
                let asking = self.state.borrow_mut().asking.take();
                if let Some(asking) = asking {
                    self.read(asking.files.clone(), Some(asking.confirmed()));
                }
            }
            // Pressed again, a theme or a group is taken back.
            "theme" => self.choose(|choices| {
                let again = choices.theme.as_deref() == Some(value);
                choices.set(what, if again { "" } else { value });
            }),
            _ => self.choose(|choices| {
                choices.set(what, value);
            }),
        }
    }

    fn more(self: &Rc<Self>) {
        let mut first_new = 0;
        self.change(|state| {
            if let Some(shown) = &mut state.shown {
                first_new = shown.listing.newest.len();
                shown.most += PAGE;
            }
            state.list();
        });
        let this = Rc::clone(self);
        request_animation_frame(move || {
            let items = this.place.query_selector_all("[part=comments] li").ok();
            let item = items.and_then(|items| items.item(u32::try_from(first_new).ok()?));
            focus(item.as_ref());
        });
    }

    fn save(&self, what: &str) {
        let state = self.state.borrow();
        let Some(shown) = &state.shown else {
            return;
        };
        // What a browser refuses here it says itself.
        let _ = if what == "csv" {
            let csv = export::csv(&shown.answers, &shown.selection);
            page::save("answers.csv", "text/csv", &csv)
        } else {
            let themes = match &shown.themes {
                Found::Themes(themes) => Some(themes),
                _ => None,
            };
            let json = export::json(&shown.summary, &state.choices, themes);
            page::save("summary.json", "application/json", &json)
        };
    }

    fn save_chart(&self, name: &str) {
        let selector = ["[data-chart=", name, "] svg"].concat();
        let svg = self.place.query_selector(&selector).ok().flatten();
        if let Some(drawing) = svg.and_then(|svg| page::drawing(&svg)) {
            page::save(&[name, ".svg"].concat(), "image/svg+xml", &drawing);
        }
    }

    /// Takes the reader to the field for the token, after one was refused.
    fn focus_token(&self) {
        focus(self.place.query_selector("#token").ok().flatten().as_ref());
    }

    /// Notes how much room each chart has; draws anew where one has other room than it was drawn
    /// for.
    pub(super) fn measure(self: &Rc<Self>) {
        let Ok(charts) = self.place.query_selector_all(".chart") else {
            return;
        };
        let mut other = false;
        let mut state = self.state.borrow_mut();
        for at in 0..charts.length() {
            let chart: Option<Element> = charts.item(at).map(wasm_bindgen::JsCast::unchecked_into);
            if let Some(chart) = chart
                && let Some(name) = chart.get_attribute("data-chart")
            {
                other |= state.rooms.note(name, chart.client_width());
            }
        }
        drop(state);
        if other {
            self.changed();
        }
    }
}

impl Asking {
    /// What the owner chose, or left as proposed.
    fn confirmed(&self) -> Named {
        use crate::exchange::Column;
        let proposed = |column| self.mapping.heading(column).map(str::to_owned);
        let or_none = |named: &Option<String>, column| {
            let named = named.clone().or_else(|| proposed(column));
            Some(named.unwrap_or_default())
        };
        Named {
            score: self.named.score.clone().or_else(|| proposed(Column::Score)),
            comment: or_none(&self.named.comment, Column::Comment),
            answered_at: or_none(&self.named.answered_at, Column::AnsweredAt),
        }
    }
}

/// Why a file or a reply could not be read to its end.
enum Failure {
    /// It did not come to its end.
    BrokenOff,
    /// It is no survey export, as this sentence says.
    Refused(String),
}

/// Reads a reply or a file into `answers`, giving the page a turn whenever it was at it for a while.
async fn read(
    from: &JsValue,
    size: Option<f64>,
    mut reader: Reader,
    answers: &mut Answers,
    progress: &dyn Fn(f64),
) -> Result<crate::exchange::Report, Failure> {
    /// So that a piece is read well within a slice.
    const PIECE: u32 = 128 * 1024;
    let refused = |error: crate::exchange::ImportError| Failure::Refused(error.to_string());
    let stream = page::Stream::of(from).ok_or(Failure::BrokenOff)?;
    let mut started = clock::now_ms();
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
                let part = size.map(|size| (done + f64::from(at)) / size.max(1.0));
                part.into_iter().for_each(progress);
                page::rest().await;
                started = clock::now_ms();
            }
        }
        done += f64::from(bytes.length());
    }
    reader.end(answers).map_err(refused)
}

fn focus<T: AsRef<JsValue>>(element: Option<&T>) {
    use wasm_bindgen::JsCast;
    let element = element.map(AsRef::as_ref);
    if let Some(element) = element.and_then(JsCast::dyn_ref::<HtmlElement>) {
        // What has left the document has nothing to focus.
        let _ = element.focus();
    }
}

/// Where the tab keeps the token: apart for every origin, so that none is sent to another.
fn key(src: &str) -> String {
    let origin = download::origin(src).unwrap_or_default();
    ["zeroten:token:", &origin].concat()
}
