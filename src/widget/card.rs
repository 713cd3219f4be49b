//! The card's views: the question, the follow-up and the thanks, one of which is shown at a time.
//!
//! All three are built at once, and the style sheet shows the one that `data-step` names. That
//! keeps what was typed when the respondent goes back, leaves focus where it is, and costs less
//! than branching views would.
//!
//! No markup is ever parsed: Leptos's `view!` would turn static subtrees into `innerHTML` of a
//! template, which a page under `require-trusted-types-for 'script'` refuses.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{KeyboardEvent, UiEvent};

use super::follow_up::follow_up;
use super::node::{Handler, Node, Words, node};
use super::session::{Session, Status};
use crate::domain::flow::{Event, State};
use crate::domain::score::Score;
use crate::domain::survey::{Text, filled, is_right_to_left};

/// The whole card.
pub(super) fn card(session: &Rc<Session>) -> Node {
    let definition = &session.definition;
    let direction = if is_right_to_left(&definition.lang) {
        "rtl"
    } else {
        "ltr"
    };
    let card = if definition.is_modal() {
        node("dialog|part=card|tabindex=-1")
            .on("cancel", press(session, Press::Does(Event::Dismissed)))
    } else {
        node("section|part=card")
    };
    let card = card
        .attr("data-mode", definition.mode.to_owned())
        .attr("data-position", definition.position.to_owned())
        .attr("data-theme", definition.theme.to_owned())
        .attr("lang", definition.lang.clone())
        .attr("dir", direction.to_owned())
        .attr("aria-label", definition.text(Text::Region))
        .live_attr("data-step", words(session, step))
        .live_attr("data-segment", words(session, segment))
        .on("keydown", guard(session))
        .on("keyup", guard(session))
        .on("keypress", guard(session))
        .child(question(session))
        .child(follow_up(session))
        .child(node("p|part=thanks|tabindex=-1").live_text(words(session, thanks)));
    review(session, card)
        .child(node("p|part=status|role=status").live_text(words(session, status)))
        .child(
            node("button|part=dismiss|type=button")
                .attr("aria-label", definition.text(Text::Close))
                .on("click", press(session, Press::Does(Event::Dismissed))),
        )
}

fn question(session: &Rc<Session>) -> Node {
    let definition = &session.definition;
    let scale = definition.scale;
    let label = |of, text| node(of).says(definition, text);
    let mut scores = node("fieldset|part=scale|role=radiogroup|aria-labelledby=question");
    for score in scale.scores() {
        scores = scores.child(radio(session, score));
    }
    let mut form = node("form|class=asking")
        .child(node("p|part=question|id=question").text(definition.question()));
    if let Some(score) = definition.preselected {
        let chosen = definition.text(Text::Preselected);
        let hint = node("p|part=hint|id=hint");
        form = form.child(hint.text(filled(&chosen, score.as_str())));
        scores = scores.attr("aria-describedby", "hint".to_owned());
    }
    form.child(scores)
        .child(
            node("div|class=ends|aria-hidden=true")
                .child(label("span|part=low-label", Text::low(scale)))
                .child(label("span|part=high-label", Text::high(scale))),
        )
        .child(
            node("div|class=actions")
                .child(
                    node("button|part=submit")
                        .says(definition, Text::SendScore)
                        .on("click", press(session, Press::SendsSelected)),
                )
                .child(
                    node("button|part=snooze|type=button")
                        .says(definition, Text::Snooze)
                        .on("click", press(session, Press::Does(Event::Snoozed))),
                ),
        )
}

fn radio(session: &Rc<Session>, score: Score) -> Node {
    let definition = &session.definition;
    let scale = definition.scale;
    let number = score.as_str();
    let name = match score.get() {
        end if end == scale.lowest() => named(number, &definition.text(Text::low(scale))),
        end if end == scale.highest() => named(number, &definition.text(Text::high(scale))),
        _ => number.to_owned(),
    };
    let mut input = node("input|type=radio|name=score")
        .attr("value", number.to_owned())
        .attr("aria-label", name)
        .on("click", press(session, Press::Picks(score)));
    if definition.preselected == Some(score) {
        input = input.attr("checked", String::new());
    }
    node("label|part=score")
        .child(input)
        .child(node("span|aria-hidden=true").text(number.to_owned()))
}

fn named(number: &str, meaning: &str) -> String {
    [number, " – ", meaning].concat()
}

/// What comes after a promoter's thanks, where the owner wants reviews. It opens beside the page,
/// which keeps what is on it.
fn review(session: &Session, card: Node) -> Node {
    let definition = &session.definition;
    match &definition.review {
        Some(address) => card.child(
            node("a|part=review|data-for=promoter|target=_blank|rel=noopener")
                .attr("href", address.clone())
                .says(definition, Text::Review),
        ),
        None => card,
    }
}

/// What pressing something does.
#[derive(Clone, Copy)]
pub(super) enum Press {
    /// Takes the flow on.
    Does(Event),
    /// Answers with a score; an arrow key only points at it.
    Picks(Score),
    /// Answers with the score pointed at.
    SendsSelected,
    /// Sends what was given in the follow-up.
    SendsFollowUp,
}

/// The one handler of clicks. Enter in a form arrives as a click on its submit button.
pub(super) fn press(session: &Rc<Session>, press: Press) -> Handler {
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
        Press::SendsFollowUp => {
            event.prevent_default();
            session.send_follow_up();
        }
    })
}

/// Keeps a page's own shortcuts from firing on what is typed here, and takes our own.
fn guard(session: &Rc<Session>) -> Handler {
    let session = Rc::clone(session);
    Box::new(move |event| {
        event.stop_propagation();
        // A key that is part of a composition is the input method's, not ours.
        if event.type_() == "keydown"
            && let Some(key) = event.dyn_ref::<KeyboardEvent>()
            && !key.is_composing()
            && session.key(key)
        {
            event.prevent_default();
        }
    })
}

/// A text that follows where the respondent is.
pub(super) fn words(session: &Rc<Session>, choose: fn(&Session) -> String) -> Words {
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

/// The segment of the score given, which decides what of the card is for this respondent.
fn segment(session: &Session) -> String {
    String::from(match session.state.get() {
        State::FollowUp { score } | State::Thanks { score } => {
            session.definition.scale.segment(score).as_str()
        }
        _ => "",
    })
}

fn thanks(session: &Session) -> String {
    match session.state.get() {
        State::Thanks { score } => {
            let definition = &session.definition;
            definition.text(Text::thanks(definition.scale.segment(score)))
        }
        _ => String::new(),
    }
}

fn status(session: &Session) -> String {
    let text = match session.status.get() {
        Status::Silent | Status::Unreachable(_) => return String::new(),
        Status::Sent => Text::Sent,
        Status::Saved => Text::Saved,
        Status::ScoreMissing => Text::ScoreMissing,
    };
    session.definition.text(text)
}
