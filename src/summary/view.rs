//! The page around the parts: what can be asked for, what is under way, what went wrong.

use std::rc::Rc;

use leptos::ev::{self, DragEvent, SubmitEvent};
use leptos::html;
use leptos::prelude::*;
use web_sys::{File, FileList};

use super::comments::comments;
use super::distribution::distribution;
use super::draw::{self, paragraph};
use super::element::{changing, element, live, maybe, when};
use super::model::Summary;
use super::score::score;
use super::session::{Busy, Session, Shown, Trouble};
use super::shares::shares;
use super::texts;
use super::trend::trend;

/// The whole summary.
pub(super) fn page(session: &Rc<Session>) -> impl IntoView + use<> {
    let dragged = RwSignal::new(0);
    let dropped = Rc::clone(session);
    html::section()
        .attr("part", "summary")
        .attr("lang", texts::LANG)
        .attr("aria-label", texts::REGION)
        .attr("data-dropping", when(move || dragged.get() > 0))
        .on(ev::dragenter, move |event| {
            if carries_files(&event) {
                event.prevent_default();
                dragged.update(|n| *n += 1);
            }
        })
        .on(ev::dragover, |event| {
            if carries_files(&event) {
                event.prevent_default();
            }
        })
        // Every child that is left while another is entered says so too, hence the count.
        .on(ev::dragleave, move |_| {
            dragged.update(|n| *n = (*n - 1).max(0))
        })
        .on(ev::drop, move |event| {
            dragged.set(0);
            if carries_files(&event) {
                event.prevent_default();
                let files = event.data_transfer().and_then(|data| data.files());
                if let Some(file) = first(files) {
                    dropped.read(file);
                }
            }
        })
        .child(vec![
            toolbar(session),
            status(session),
            token(session),
            trouble(session),
            content(session),
            footer(),
            element("p")
                .attr("class", "drop")
                .attr("aria-hidden", "true")
                .text(texts::DROP_HERE)
                .view(),
        ])
}

fn toolbar(session: &Rc<Session>) -> AnyView {
    let (refresh, chosen) = (Rc::clone(session), Rc::clone(session));
    let has_src = session.has_src;
    let input = html::input()
        .attr("type", "file")
        .attr("accept", ".csv,.tsv,.txt,text/csv")
        .on(ev::change, move |event| {
            let input = event_target::<web_sys::HtmlInputElement>(&event);
            if let Some(file) = first(input.files()) {
                chosen.read(file);
            }
            // So that the same file can be chosen again after it was changed.
            input.set_value("");
        });
    let choose = element("label")
        .attr("class", "choose")
        .child(input.into_any())
        .child(element("span").text(texts::CHOOSE_FILE).view());
    element("div")
        .attr("class", "toolbar")
        .child(draw::button(
            texts::REFRESH,
            when(move || !has_src.get()),
            Box::new(move || refresh.load()),
        ))
        .child(choose.view())
        .child(paragraph("quiet", texts::STAYS_HERE))
        .view()
}

/// Says what is under way and when it is done, seen and heard.
fn status(session: &Session) -> AnyView {
    let (busy, shown) = (session.busy, session.shown);
    let trouble = session.trouble;
    let text = move || match busy.get() {
        Some(Busy::Loading) => texts::LOADING.to_owned(),
        Some(Busy::Reading) => texts::READING.to_owned(),
        None if trouble.get().is_some() => String::new(),
        None => shown.with(|shown| match shown {
            Some(shown) => texts::shown(&shown.summary),
            None => texts::NOTHING_YET.to_owned(),
        }),
    };
    html::p()
        .attr("role", "status")
        .attr("data-busy", when(move || busy.get().is_some()))
        .child(live(text))
        .into_any()
}

/// The field for the read token, where the collector asks for one.
fn token(session: &Rc<Session>) -> AnyView {
    let trouble = session.trouble;
    let wrong = move || trouble.with(|t| *t == Some(Trouble::TokenWrong));
    let asked = move || wrong() || trouble.with(|t| *t == Some(Trouble::TokenNeeded));
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        // Only after an attempt: a page that is opened keeps its focus.
        if wrong()
            && let Some(field) = field.get_untracked()
        {
            let _ = field.focus();
            field.select();
        }
    });
    let submit = Rc::clone(session);
    let said = move || {
        let said = match (wrong(), asked()) {
            (true, _) => texts::TOKEN_WRONG,
            (_, true) => texts::TOKEN_NEEDED,
            _ => "",
        };
        said.to_owned()
    };
    let input = html::input()
        .attr("type", "password")
        .attr("id", "token")
        .attr("autocomplete", "off")
        .attr("required", "")
        .attr("aria-invalid", maybe("true", wrong))
        .attr("aria-describedby", "token-said token-hint")
        .node_ref(field);
    html::form()
        .attr("class", "token")
        .attr("hidden", when(move || !asked()))
        .on(ev::submit, move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(field) = field.get_untracked() {
                submit.set_token(&field.value());
                submit.load();
            }
        })
        .child(vec![
            element("p")
                .attr("class", "said")
                .attr("id", "token-said")
                .attr("role", "alert")
                .child(live(said))
                .view(),
            element("label")
                .attr("for", "token")
                .text(texts::TOKEN_LABEL)
                .view(),
            element("div")
                .attr("class", "field")
                .child(input.into_any())
                .child(element("button").text(texts::TOKEN_SEND).view())
                .view(),
            element("p")
                .attr("class", "quiet")
                .attr("id", "token-hint")
                .text(texts::TOKEN_HINT)
                .view(),
        ])
        .into_any()
}

fn trouble(session: &Session) -> AnyView {
    let trouble = session.trouble;
    let said = move || match trouble.get() {
        Some(Trouble::Said(sentence)) => sentence,
        _ => String::new(),
    };
    element("p")
        .attr("class", "trouble")
        .attr("role", "alert")
        .child(live(said))
        .view()
}

fn content(session: &Session) -> AnyView {
    let shown = session.shown;
    let parts = move || match shown.get() {
        Some(shown) => parts(&shown),
        None => ().into_any(),
    };
    element("div")
        .attr("class", "content")
        .child(changing(parts))
        .view()
}

fn parts(shown: &Shown) -> AnyView {
    let summary = &shown.summary;
    let mut parts = vec![score(summary), about(shown)];
    if summary.tally.n() > 0 {
        parts.extend([shares(summary), distribution(summary), trend(summary)]);
    }
    if summary.tally.n() > 0 || !summary.comments.is_empty() {
        parts.push(comments(summary));
    }
    parts.into_any()
}

/// How many answered when, where they come from, how they were read and what was left out.
fn about(shown: &Shown) -> AnyView {
    let summary = &shown.summary;
    let source = match &shown.file {
        Some(name) => texts::from_file(name),
        None => texts::FROM_SOURCE.to_owned(),
    };
    let mut lines = Vec::new();
    if summary.tally.n() > 0 {
        lines.push(paragraph("extent", texts::answers(summary.tally.n())));
    }
    if let Some((first, last)) = summary.days {
        lines.push(paragraph("days", texts::extent(first, last)));
    }
    lines.push(paragraph("quiet", source));
    if let Some(read) = summary.read_as.as_ref().filter(|_| shown.file.is_some()) {
        lines.push(paragraph("quiet", texts::read_as(read)));
    }
    if !summary.excluded.is_empty() {
        lines.push(excluded(summary));
    }
    element("div").attr("class", "about").children(lines).view()
}

fn excluded(summary: &Summary) -> AnyView {
    const MOST: usize = 100;
    let rows = summary
        .excluded
        .iter()
        .take(MOST)
        .map(|excluded| {
            let found = if excluded.value.is_empty() {
                texts::NONE.to_owned()
            } else {
                excluded.value.clone()
            };
            let reason = texts::reason(excluded.reason).to_owned();
            vec![texts::number(excluded.line), found, reason]
        })
        .collect();
    let head = [
        texts::COLUMN_LINE,
        texts::COLUMN_FOUND,
        texts::COLUMN_REASON,
    ];
    let more = summary.excluded.len().saturating_sub(MOST);
    let mut details = element("details")
        .attr("class", "excluded")
        .child(
            element("summary")
                .text(texts::excluded(summary.excluded.len()))
                .view(),
        )
        .child(draw::table(texts::EXCLUDED, &head, rows));
    if more > 0 {
        details = details.child(paragraph("quiet", texts::excluded_more(more)));
    }
    details.view()
}

fn footer() -> AnyView {
    element("footer")
        .attr("part", "footer")
        .child(element("p").text(texts::TRADEMARKS).view())
        .child(element("p").text(texts::NOT_AFFILIATED).view())
        .view()
}

fn carries_files(event: &DragEvent) -> bool {
    event
        .data_transfer()
        .is_some_and(|data| data.types().includes(&"Files".into(), 0))
}

fn first(files: Option<FileList>) -> Option<File> {
    files?.item(0)
}
