//! The newest comments, as their writers left them: text nodes only.

use std::sync::Arc;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::draw::{self, paragraph};
use super::model::{Comment, Summary};
use super::texts;

/// How many are shown at first, and how many more each time.
const PAGE: usize = 20;

/// The comments, newest first.
pub(super) fn comments(summary: &Arc<Summary>) -> AnyView {
    let all = summary.comments.len();
    if all == 0 {
        let none = paragraph("quiet", texts::NO_COMMENTS.to_owned());
        return draw::part("comments", texts::COMMENTS, vec![none]);
    }
    let shown = RwSignal::new(PAGE.min(all));
    let list = NodeRef::<html::Ol>::new();
    let summary = Arc::clone(summary);
    let content = vec![
        html::ol()
            .node_ref(list)
            .child(move || {
                let newest = summary.comments.iter().take(shown.get());
                newest.map(comment).collect::<Vec<_>>()
            })
            .into_any(),
        html::div()
            .attr("class", "more-comments")
            .child((
                html::p()
                    .attr("class", "quiet")
                    .child(move || texts::comments_shown(shown.get(), all)),
                html::button()
                    .attr("type", "button")
                    .attr("hidden", move || shown.get() >= all)
                    .on(ev::click, move |_| {
                        let first_new = shown.get_untracked();
                        shown.set((first_new + PAGE).min(all));
                        request_animation_frame(move || focus(list, first_new));
                    })
                    .child(texts::MORE),
            ))
            .into_any(),
    ];
    draw::part("comments", texts::COMMENTS, content)
}

fn comment(comment: &Comment) -> AnyView {
    let segment = comment
        .score
        .map_or("none", |score| score.segment().as_str());
    let score = comment
        .score
        .map_or_else(|| texts::NONE.to_owned(), |score| score.to_string());
    html::li()
        .attr("tabindex", "-1")
        .child((
            html::p().attr("class", "by").child((
                html::span()
                    .attr("class", "badge")
                    .attr("data-segment", segment)
                    .child(score),
                " ",
                html::span()
                    .attr("class", "segment")
                    .child(texts::comment_by(comment.score)),
                " ",
                comment.answered_at.map(|at| {
                    html::time()
                        .attr("datetime", at.to_string())
                        .child(texts::moment(at))
                }),
            )),
            html::blockquote()
                .attr("dir", "auto")
                .attr("lang", comment.lang.clone())
                .child(comment.text.clone()),
        ))
        .into_any()
}

/// Takes the reader on to the first comment that was not there before.
fn focus(list: NodeRef<html::Ol>, nth: usize) {
    let item = list
        .try_get_untracked()
        .flatten()
        .and_then(|list| list.children().item(u32::try_from(nth).ok()?));
    if let Some(item) = item.as_ref().and_then(JsCast::dyn_ref::<HtmlElement>) {
        // A list that has left the document has nothing to focus.
        let _ = item.focus();
    }
}
