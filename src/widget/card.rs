//! The card's views: the question, the follow-up and the thanks, one of which is shown at a time.
//!
//! All three are built at once and hidden by turns. That keeps what was typed when the respondent
//! goes back, leaves focus where it is, and costs less than branching views would.
//!
//! Elements are built with Leptos's builder rather than `view!`, which turns static subtrees into
//! `innerHTML` of a template: a page under `require-trusted-types-for 'script'` refuses that.

use std::rc::Rc;

use leptos::ev::{self, SubmitEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::session::{Session, Status};
use crate::domain::flow::{Event, State};
use crate::domain::score::Score;
use crate::domain::survey::Text;

/// The whole card.
pub(super) fn card(session: &Rc<Session>) -> impl IntoView + use<> {
    let state = session.state;
    let by_touch = StoredValue::new(false);
    let (comment, thanks) = (NodeRef::new(), NodeRef::new());
    move_focus(state, comment, thanks, by_touch);

    let definition = &session.definition;
    let texts = &definition.texts;
    let (dismiss, escape) = (Rc::clone(session), Rc::clone(session));
    let status = session.status;
    let (sent, saved) = (owned(texts.get(Text::Sent)), owned(texts.get(Text::Saved)));

    html::section()
        .attr("part", "card")
        .attr("data-mode", definition.mode.as_str())
        .attr("lang", definition.lang.clone())
        .attr("aria-label", owned(texts.get(Text::Region)))
        .on(ev::keydown, move |event| {
            // A page's own shortcuts must not fire on what is typed here.
            event.stop_propagation();
            if event.key() == "Escape" {
                escape.on(Event::Dismissed);
            }
        })
        .on(ev::keyup, |event| event.stop_propagation())
        .on(ev::keypress, |event| event.stop_propagation())
        .on(ev::pointerdown, move |event| {
            by_touch.set_value(event.pointer_type() == "touch")
        })
        .child((
            question(session),
            follow_up(session, comment),
            html::p()
                .attr("part", "thanks")
                .attr("tabindex", "-1")
                .attr("hidden", move || {
                    !matches!(state.get(), State::Thanks { .. })
                })
                .node_ref(thanks)
                .child(per_segment(session, |texts, segment| texts.thanks(segment))),
            html::p()
                .attr("part", "status")
                .attr("role", "status")
                .child(move || match status.get() {
                    Status::Silent => String::new(),
                    Status::Sent => sent.clone(),
                    Status::Saved => saved.clone(),
                }),
            html::button()
                .attr("part", "dismiss")
                .attr("type", "button")
                .attr("aria-label", owned(texts.get(Text::Close)))
                .on(ev::click, move |_| dismiss.on(Event::Dismissed)),
        ))
}

fn question(session: &Rc<Session>) -> impl IntoView + use<> {
    let definition = &session.definition;
    let texts = &definition.texts;
    let state = session.state;
    let (low, high) = (texts.get(Text::Low), texts.get(Text::High));
    let by_pointer = StoredValue::new(false);
    let scores = Score::all()
        .map(|score| {
            let name = match score.get() {
                0 => score.to_string() + " – " + low,
                Score::MAX => score.to_string() + " – " + high,
                _ => score.to_string(),
            };
            radio(session, score, name, by_pointer)
        })
        .collect::<Vec<_>>();
    let submit = Rc::clone(session);

    html::form()
        .attr("hidden", move || {
            !matches!(state.get(), State::Asking { .. })
        })
        // Arrow keys arrive as clicks too; only a press of the pointer may answer.
        .on(ev::pointerdown, move |_| by_pointer.set_value(true))
        .on(ev::pointercancel, move |_| by_pointer.set_value(false))
        .on(ev::keydown, move |_| by_pointer.set_value(false))
        .on(ev::submit, move |event: SubmitEvent| {
            event.prevent_default();
            submit.commit_selected();
        })
        .child((
            html::p()
                .attr("part", "question")
                .attr("id", "question")
                .child(texts.question(definition.brand.as_deref())),
            html::fieldset()
                .attr("part", "scale")
                .attr("role", "radiogroup")
                .attr("aria-labelledby", "question")
                .child(scores),
            html::div()
                .attr("class", "ends")
                .attr("aria-hidden", "true")
                .child((
                    html::span().attr("part", "low-label").child(owned(low)),
                    html::span().attr("part", "high-label").child(owned(high)),
                )),
            html::button()
                .attr("part", "submit")
                .attr("hidden", move || {
                    matches!(state.get(), State::Asking { selected: None })
                })
                .child(owned(texts.get(Text::SendScore))),
        ))
}

fn radio(
    session: &Rc<Session>,
    score: Score,
    name: String,
    by_pointer: StoredValue<bool>,
) -> impl IntoView + use<> {
    let session = Rc::clone(session);
    html::label().attr("part", "score").child((
        html::input()
            .attr("type", "radio")
            .attr("name", "score")
            .attr("aria-label", name)
            .on(ev::click, move |_| {
                session.on(if by_pointer.get_value() {
                    Event::Committed(score)
                } else {
                    Event::Selected(score)
                });
            }),
        html::span()
            .attr("aria-hidden", "true")
            .child(score.to_string()),
    ))
}

fn follow_up(session: &Rc<Session>, comment: NodeRef<html::Textarea>) -> impl IntoView + use<> {
    let texts = &session.definition.texts;
    let state = session.state;
    let back_text = owned(texts.get(Text::Back));
    let (submit, skip, back) = (Rc::clone(session), Rc::clone(session), Rc::clone(session));

    html::form()
        .attr("hidden", move || {
            !matches!(state.get(), State::FollowUp { .. })
        })
        .on(ev::submit, move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(field) = comment.get_untracked() {
                submit.send_comment(&field.value());
            }
        })
        .child((
            html::button()
                .attr("part", "back")
                .attr("type", "button")
                .on(ev::click, move |_| back.on(Event::WentBack))
                .child(move || match state.get() {
                    State::FollowUp { score } => back_text.replace("{score}", &score.to_string()),
                    _ => String::new(),
                }),
            html::label()
                .attr("part", "follow-up")
                .attr("for", "comment")
                .child(per_segment(session, |texts, segment| {
                    texts.follow_up(segment)
                })),
            html::textarea()
                .attr("part", "comment")
                .attr("id", "comment")
                .attr("rows", "3")
                .attr("maxlength", crate::wire::MAX_COMMENT_CHARS.to_string())
                .attr("placeholder", owned(texts.get(Text::Comment)))
                .node_ref(comment),
            html::div().attr("class", "actions").child((
                html::button()
                    .attr("part", "submit")
                    .child(owned(texts.get(Text::Send))),
                html::button()
                    .attr("part", "skip")
                    .attr("type", "button")
                    .on(ev::click, move |_| skip.on(Event::Skipped))
                    .child(owned(texts.get(Text::Skip))),
            )),
        ))
}

/// A text that fits the score given, once one is.
fn per_segment(
    session: &Session,
    wording: fn(&crate::domain::survey::Texts, crate::domain::score::Segment) -> &str,
) -> impl Fn() -> String + Send + use<> {
    let state = session.state;
    let texts = session.definition.texts.clone();
    move || match state.get() {
        State::FollowUp { score } | State::Thanks { score } => {
            owned(wording(&texts, score.segment()))
        }
        _ => String::new(),
    }
}

/// Takes the respondent's focus along when the view they were in is hidden: to the comment field,
/// except after a touch, where that would throw up the on-screen keyboard unasked.
fn move_focus(
    state: RwSignal<State>,
    comment: NodeRef<html::Textarea>,
    thanks: NodeRef<html::P>,
    by_touch: StoredValue<bool>,
) {
    Effect::new(move |_| match state.get() {
        State::FollowUp { .. } if !by_touch.get_value() => focus(comment.get_untracked()),
        State::Thanks { .. } => focus(thanks.get_untracked()),
        _ => {}
    });
}

fn focus(element: Option<impl JsCast>) {
    if let Some(element) = element.as_ref().and_then(JsCast::dyn_ref::<HtmlElement>) {
        // A card that has left the document has nothing to focus.
        let _ = element.focus();
    }
}

fn owned(text: &str) -> String {
    text.to_owned()
}
