//! The card's views: the question, the follow-up and the thanks, one of which is shown at a time.
//!
//! All three are built at once, and the style sheet shows the one that `data-step` names. That
//! keeps what was typed when the respondent goes back, leaves focus where it is, and costs less
//! than branching views would. Views of a kind share one function and one handler type: every
//! further type of closure is compiled, and downloaded, once more.
//!
//! Elements are built with Leptos's builder rather than `view!`, which turns static subtrees into
//! `innerHTML` of a template: a page under `require-trusted-types-for 'script'` refuses that.

use std::rc::Rc;
use std::sync::Arc;

use leptos::ev::{self, Custom, KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;

use super::definition::Definition;
use super::session::{Session, Status};
use crate::domain::flow::{Event, State};
use crate::domain::score::Score;
use crate::domain::survey::{Text, Texts};

/// The whole card.
pub(super) fn card(session: &Rc<Session>) -> impl IntoView + use<> {
    let definition = &session.definition;
    let state = session.state;
    let follow = Rc::clone(session);
    Effect::new(move |_| follow.take_focus_to(state.get()));

    html::section()
        .attr("part", "card")
        .attr("data-mode", definition.mode.as_str())
        .attr("data-step", move || step(state.get()))
        .attr("lang", definition.lang.clone())
        .attr("aria-label", text(definition, Text::Region))
        .on(key_event("keydown"), guard(session))
        .on(key_event("keyup"), guard(session))
        .on(key_event("keypress"), guard(session))
        .child((
            question(session),
            follow_up(session),
            html::p()
                .attr("part", "thanks")
                .attr("tabindex", "-1")
                .child(wording(session, |texts, state, _| match state {
                    State::Thanks { score } => texts.thanks(score.segment()).to_owned(),
                    _ => String::new(),
                })),
            html::p()
                .attr("part", "status")
                .attr("role", "status")
                .child(wording(session, |texts, _, status| match status {
                    Status::Silent => String::new(),
                    Status::Sent => texts.get(Text::Sent).to_owned(),
                    Status::Saved => texts.get(Text::Saved).to_owned(),
                })),
            html::button()
                .attr("part", "dismiss")
                .attr("type", "button")
                .attr("aria-label", text(definition, Text::Close))
                .on(ev::click, press(session, Press::Does(Event::Dismissed))),
        ))
}

fn question(session: &Rc<Session>) -> impl IntoView + use<> {
    let definition = &session.definition;
    let scores = Score::all()
        .map(|score| radio(session, score))
        .collect::<Vec<_>>();

    html::form().attr("class", "asking").child((
        html::p()
            .attr("part", "question")
            .attr("id", "question")
            .child(definition.texts.question(definition.brand.as_deref())),
        html::fieldset()
            .attr("part", "scale")
            .attr("role", "radiogroup")
            .attr("aria-labelledby", "question")
            .child(scores),
        html::div()
            .attr("class", "ends")
            .attr("aria-hidden", "true")
            .child((
                html::span()
                    .attr("part", "low-label")
                    .child(text(definition, Text::Low)),
                html::span()
                    .attr("part", "high-label")
                    .child(text(definition, Text::High)),
            )),
        button(
            session,
            "submit",
            "submit",
            Text::SendScore,
            Press::SendsSelected,
        ),
    ))
}

fn radio(session: &Rc<Session>, score: Score) -> impl IntoView + use<> {
    let number = score.to_string();
    let meaning = match score.get() {
        0 => session.definition.texts.get(Text::Low),
        Score::MAX => session.definition.texts.get(Text::High),
        _ => "",
    };
    let name = if meaning.is_empty() {
        number.clone()
    } else {
        [&number, meaning].join(" – ")
    };
    html::label().attr("part", "score").child((
        html::input()
            .attr("type", "radio")
            .attr("name", "score")
            .attr("aria-label", name)
            .on(ev::click, press(session, Press::Picks(score))),
        html::span().attr("aria-hidden", "true").child(number),
    ))
}

fn follow_up(session: &Rc<Session>) -> impl IntoView + use<> {
    let definition = &session.definition;
    html::form().attr("class", "following-up").child((
        html::button()
            .attr("part", "back")
            .attr("type", "button")
            .on(ev::click, press(session, Press::Does(Event::WentBack)))
            .child(wording(session, |texts, state, _| match state {
                State::FollowUp { score } => {
                    texts.get(Text::Back).replace("{score}", &score.to_string())
                }
                _ => String::new(),
            })),
        html::label()
            .attr("part", "follow-up")
            .attr("for", "comment")
            .child(wording(session, |texts, state, _| match state {
                State::FollowUp { score } => texts.follow_up(score.segment()).to_owned(),
                _ => String::new(),
            })),
        html::textarea()
            .attr("part", "comment")
            .attr("id", "comment")
            .attr("rows", "3")
            .attr("maxlength", crate::wire::MAX_COMMENT_CHARS.to_string())
            .attr("placeholder", text(definition, Text::Comment)),
        html::div().attr("class", "actions").child((
            button(session, "submit", "submit", Text::Send, Press::SendsComment),
            button(
                session,
                "skip",
                "button",
                Text::Skip,
                Press::Does(Event::Skipped),
            ),
        )),
    ))
}

/// What pressing something does.
#[derive(Clone, Copy)]
enum Press {
    /// Takes the flow on.
    Does(Event),
    /// Answers with a score; an arrow key only points at it.
    Picks(Score),
    /// Answers with the score pointed at.
    SendsSelected,
    /// Sends what was typed.
    SendsComment,
}

fn button(
    session: &Rc<Session>,
    part: &'static str,
    kind: &'static str,
    label: Text,
    does: Press,
) -> impl IntoView + use<> {
    html::button()
        .attr("part", part)
        .attr("type", kind)
        .on(ev::click, press(session, does))
        .child(text(&session.definition, label))
}

/// The one handler of clicks. Enter in a form arrives as a click on its submit button.
fn press(session: &Rc<Session>, press: Press) -> impl Fn(MouseEvent) + use<> {
    let session = Rc::clone(session);
    move |event| match press {
        Press::Does(next) => session.on(next),
        // Arrow keys and Space click a radio too, but no pointer counts their clicks
        // (UI Events, "detail": the current click count).
        Press::Picks(score) if event.detail() == 0 => session.on(Event::Selected(score)),
        Press::Picks(score) => session.on(Event::Committed(score)),
        Press::SendsSelected => {
            event.prevent_default();
            session.commit_selected();
        }
        Press::SendsComment => {
            event.prevent_default();
            session.send_comment();
        }
    }
}

/// Keeps a page's own shortcuts from firing on what is typed here; Escape closes the card.
fn guard(session: &Rc<Session>) -> impl Fn(KeyboardEvent) + use<> {
    let session = Rc::clone(session);
    move |event| {
        event.stop_propagation();
        if event.type_() == "keydown" && event.key() == "Escape" {
            session.on(Event::Dismissed);
        }
    }
}

fn key_event(name: &'static str) -> Custom<KeyboardEvent> {
    Custom::new(name)
}

/// A text that follows where the respondent is.
fn wording(
    session: &Session,
    choose: fn(&Texts, State, Status) -> String,
) -> impl Fn() -> String + Send + use<> {
    let definition = Arc::clone(&session.definition);
    let (state, status) = (session.state, session.status);
    move || choose(&definition.texts, state.get(), status.get())
}

/// The name of a state in the style sheet.
const fn step(state: State) -> &'static str {
    match state {
        State::Asking { .. } => "asking",
        State::FollowUp { .. } => "following-up",
        State::Thanks { .. } => "thanks",
        State::Closed => "",
    }
}

fn text(definition: &Definition, text: Text) -> String {
    definition.texts.get(text).to_owned()
}
