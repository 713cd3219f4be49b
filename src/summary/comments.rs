//! The newest comments, as their writers left them: text nodes only.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::draw::{self, paragraph};
use super::element::{changing, element, live, when};
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
    let more = move || {
        let first_new = shown.get_untracked();
        shown.set((first_new + PAGE).min(all));
        request_animation_frame(move || focus(list, first_new));
    };
    let content = vec![
        html::ol()
            .node_ref(list)
            .child(changing(move || {
                let newest = summary.comments.iter().take(shown.get());
                newest.map(comment).collect::<Vec<_>>().into_any()
            }))
            .into_any(),
        element("div")
            .attr("class", "more-comments")
            .child(
                element("p")
                    .attr("class", "quiet")
                    .child(live(move || texts::comments_shown(shown.get(), all)))
                    .view(),
            )
            .child(draw::button(
                texts::MORE,
                when(move || shown.get() >= all),
                Box::new(more),
            ))
            .view(),
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
    let span = |class: &'static str| element("span").attr("class", class);
    let mut by = element("p")
        .attr("class", "by")
        .child(
            span("badge")
                .attr("data-segment", segment)
                .text(score)
                .view(),
        )
        .text(" ")
        .child(
            span("segment")
                .text(texts::comment_by(comment.score))
                .view(),
        )
        .text(" ");
    if let Some(at) = comment.answered_at {
        let time = element("time").attr("datetime", at.to_string());
        by = by.child(time.text(texts::moment(at)).view());
    }
    let mut words = element("blockquote").attr("dir", "auto");
    if let Some(lang) = &comment.lang {
        words = words.attr("lang", lang.clone());
    }
    element("li")
        .attr("tabindex", "-1")
        .child(by.view())
        .child(words.text(comment.text.clone()).view())
        .view()
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
