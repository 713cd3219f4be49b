//! The card's views: the question, the follow-up and the thanks, one of which is shown at a time.
//!
//! All three are built at once, and the style sheet shows the one that `data-step` names. That
//! keeps what was typed when the respondent goes back, leaves focus where it is, and costs less
//! than branching views would.
//!
//! No markup is ever parsed: Leptos's `view!` would turn static subtrees into `innerHTML` of a
//! template, which a page under `require-trusted-types-for 'script'` refuses.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{KeyboardEvent, UiEvent};

use super::node::{Handler, Node, Words, node};
use super::session::{Session, Status};
use crate::domain::flow::{Event, State};
use crate::domain::score::Score;
use crate::domain::survey::{Text, is_right_to_left};

/// The whole card.
pub(super) fn card(session: &Rc<Session>) -> Node {
    let definition = &session.definition;
    let follow = Rc::clone(session);
    Effect::new(move |_| follow.take_focus_to(follow.state.get()));
    let direction = if is_right_to_left(&definition.lang) {
        "rtl"
    } else {
        "ltr"
    };

    node("section", &[("part", "card")])
        .attr("data-mode", definition.mode.as_str())
        .attr("lang", &definition.lang)
        .attr("dir", direction)
        .attr("aria-label", definition.texts.get(Text::Region))
        .live_attr("data-step", words(session, step))
        .on("keydown", guard(session))
        .on("keyup", guard(session))
        .on("keypress", guard(session))
        .child(question(session))
        .child(follow_up(session))
        .child(
            node("p", &[("part", "thanks"), ("tabindex", "-1")]).live_text(words(session, thanks)),
        )
        .child(
            node("p", &[("part", "status"), ("role", "status")]).live_text(words(session, status)),
        )
        .child(
            node("button", &[("part", "dismiss"), ("type", "button")])
                .attr("aria-label", definition.texts.get(Text::Close))
                .on("click", press(session, Press::Does(Event::Dismissed))),
        )
}

fn question(session: &Rc<Session>) -> Node {
    let definition = &session.definition;
    let label = |attributes, text| node("span", attributes).text(definition.texts.get(text));
    let mut scale = node(
        "fieldset",
        &[
            ("part", "scale"),
            ("role", "radiogroup"),
            ("aria-labelledby", "question"),
        ],
    );
    for score in Score::all() {
        scale = scale.child(radio(session, score));
    }
    node("form", &[("class", "asking")])
        .child(
            node("p", &[("part", "question"), ("id", "question")])
                .text(&definition.texts.question(definition.brand.as_deref())),
        )
        .child(scale)
        .child(
            node("div", &[("class", "ends"), ("aria-hidden", "true")])
                .child(label(&[("part", "low-label")], Text::Low))
                .child(label(&[("part", "high-label")], Text::High)),
        )
        .child(
            node("button", &[("part", "submit")])
                .text(definition.texts.get(Text::SendScore))
                .on("click", press(session, Press::SendsSelected)),
        )
}

fn radio(session: &Rc<Session>, score: Score) -> Node {
    let number = score.as_str();
    let meaning = match score {
        Score::LOWEST => session.definition.texts.get(Text::Low),
        Score::HIGHEST => session.definition.texts.get(Text::High),
        _ => "",
    };
    let name = [number, meaning].join(if meaning.is_empty() { "" } else { " – " });
    node("label", &[("part", "score")])
        .child(
            node("input", &[("type", "radio"), ("name", "score")])
                .attr("aria-label", &name)
                .on("click", press(session, Press::Picks(score))),
        )
        .child(node("span", &[("aria-hidden", "true")]).text(number))
}

fn follow_up(session: &Rc<Session>) -> Node {
    let texts = &session.definition.texts;
    node("form", &[("class", "following-up")])
        .child(
            node("button", &[("part", "back"), ("type", "button")])
                .live_text(words(session, back))
                .on("click", press(session, Press::Does(Event::WentBack))),
        )
        .child(
            node("label", &[("part", "follow-up"), ("for", "comment")])
                .live_text(words(session, why)),
        )
        .child(
            node(
                "textarea",
                &[("part", "comment"), ("id", "comment"), ("rows", "3")],
            )
            .attr("maxlength", crate::wire::MAX_COMMENT_CHARS_TEXT)
            .attr("placeholder", texts.get(Text::Comment)),
        )
        .child(
            node("div", &[("class", "actions")])
                .child(
                    node("button", &[("part", "submit")])
                        .text(texts.get(Text::Send))
                        .on("click", press(session, Press::SendsComment)),
                )
                .child(
                    node("button", &[("part", "skip"), ("type", "button")])
                        .text(texts.get(Text::Skip))
                        .on("click", press(session, Press::Does(Event::Skipped))),
                ),
        )
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

/// The one handler of clicks. Enter in a form arrives as a click on its submit button.
fn press(session: &Rc<Session>, press: Press) -> Handler {
    let session = Rc::clone(session);
    Box::new(move |event| match press {
        Press::Does(next) => session.on(next),
        // Arrow keys and Space click a radio too, but no pointer counts their clicks
        // (UI Events, "detail": the current click count).
        Press::Picks(score) => {
            let clicks = event.dyn_ref().map_or(0, UiEvent::detail);
            session.on(if clicks == 0 {
                Event::Selected(score)
            } else {
                Event::Committed(score)
            });
        }
        Press::SendsSelected => {
            event.prevent_default();
            session.commit_selected();
        }
        Press::SendsComment => {
            event.prevent_default();
            session.send_comment();
        }
    })
}

/// Keeps a page's own shortcuts from firing on what is typed here; Escape closes the card.
fn guard(session: &Rc<Session>) -> Handler {
    let session = Rc::clone(session);
    Box::new(move |event| {
        event.stop_propagation();
        // An Escape that ends a composition is the input method's, not ours.
        let escape = |event: &KeyboardEvent| event.key() == "Escape" && !event.is_composing();
        if event.type_() == "keydown" && event.dyn_ref().is_some_and(escape) {
            session.on(Event::Dismissed);
        }
    })
}

/// A text that follows where the respondent is.
fn words(session: &Rc<Session>, choose: fn(&Session) -> String) -> Words {
    let session = Rc::clone(session);
    Box::new(move || choose(&session))
}

/// The name of the state in the style sheet.
fn step(session: &Session) -> String {
    String::from(match session.state.get() {
        State::Asking { .. } => "asking",
        State::FollowUp { .. } => "following-up",
        State::Thanks { .. } => "thanks",
        State::Closed => "",
    })
}

fn back(session: &Session) -> String {
    match session.state.get() {
        State::FollowUp { score } => session.definition.texts.back(score),
        _ => String::new(),
    }
}

fn why(session: &Session) -> String {
    match session.state.get() {
        State::FollowUp { score } => session
            .definition
            .texts
            .follow_up(score.segment())
            .to_owned(),
        _ => String::new(),
    }
}

fn thanks(session: &Session) -> String {
    match session.state.get() {
        State::Thanks { score } => session.definition.texts.thanks(score.segment()).to_owned(),
        _ => String::new(),
    }
}

fn status(session: &Session) -> String {
    let texts = &session.definition.texts;
    match session.status.get() {
        Status::Silent => String::new(),
        Status::Sent => texts.get(Text::Sent).to_owned(),
        Status::Saved => texts.get(Text::Saved).to_owned(),
    }
}
