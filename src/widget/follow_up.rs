//! What is asked once there is a score: why, the reasons to tick, and whether detractors may be
//! written to. The extra parts are built only where the survey has them.

use std::rc::Rc;

use super::card::{Press, press, words};
use super::node::{Node, node};
use super::session::{Session, Status};
use crate::browser::{focus, form};
use crate::domain::contact::{Mistake, contact as reach};
use crate::domain::flow::{Event, State};
use crate::domain::score::Segment;
use crate::domain::survey::{Text, filled};
use crate::wire::{Contact, MAX_COMMENT_CHARS, MAX_COMMENT_CHARS_TEXT};

/// What a respondent gave in the follow-up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Given {
    pub(super) comment: Option<String>,
    pub(super) reasons: Vec<String>,
    pub(super) contact: Option<Contact>,
}

/// The follow-up's view.
pub(super) fn follow_up(session: &Rc<Session>) -> Node {
    let definition = &session.definition;
    let mut form = node("form|class=following-up")
        .child(
            node("button|part=back|type=button")
                .live_text(words(session, back))
                .on("click", press(session, Press::Does(Event::WentBack))),
        )
        .child(node("label|part=follow-up|for=comment").live_text(words(session, why)));
    for (segment, names) in &definition.reasons {
        let mut list = reasons(session, names);
        if let Some(segment) = segment {
            list = list.attr("data-for", segment.as_str().to_owned());
        }
        form = form.child(list);
    }
    form = form.child(
        node("textarea|part=comment|id=comment|rows=3")
            .attr("maxlength", MAX_COMMENT_CHARS_TEXT.to_owned())
            .attr("placeholder", definition.text(Text::Comment)),
    );
    if definition.contact {
        form = form.child(contact(session));
    }
    form.child(
        node("div|class=actions")
            .child(
                node("button|part=submit")
                    .says(definition, Text::Send)
                    .on("click", press(session, Press::SendsFollowUp)),
            )
            .child(
                node("button|part=skip|type=button")
                    .says(definition, Text::Skip)
                    .on("click", press(session, Press::Does(Event::Skipped))),
            ),
    )
}

fn reasons(session: &Session, names: &[String]) -> Node {
    let definition = &session.definition;
    let mut list =
        node("fieldset|part=reasons").child(node("legend").says(definition, Text::Reasons));
    for name in names {
        let label = match Text::reason(name) {
            Some(text) => definition.text(text),
            None => name.clone(),
        };
        list = list.child(ticked("label|part=reason", name, label));
    }
    list
}

/// A box to tick, with its label.
fn ticked(of: &'static str, value: &str, label: String) -> Node {
    node(of)
        .child(node("input|type=checkbox").attr("value", value.to_owned()))
        .child(node("span").text(label))
}

fn contact(session: &Rc<Session>) -> Node {
    let definition = &session.definition;
    node("fieldset|part=contact|data-for=detractor")
    .child(node("legend").says(definition, Text::ContactOffer))
    .child(
        node("label")
            .child(node("span").says(definition, Text::Email))
            .child(
                node("input|part=email|type=email|autocomplete=email|maxlength=256|aria-describedby=mistake")
                .live_attr("aria-invalid", words(session, email_is_wrong)),
            ),
    )
    .child(ticked(
        "label|part=consent",
        "consent",
        definition.text(Text::Consent),
    ))
    .child(
        node("p|part=error|id=mistake|role=alert")
        .live_text(words(session, mistake)),
    )
}

fn back(session: &Session) -> String {
    match session.state.get() {
        State::FollowUp { score } => filled(&session.definition.text(Text::Back), score.as_str()),
        _ => String::new(),
    }
}

fn why(session: &Session) -> String {
    let definition = &session.definition;
    match session.state.get() {
        State::FollowUp { score } => {
            definition.text(Text::follow_up(definition.scale.segment(score)))
        }
        _ => String::new(),
    }
}

fn email_is_wrong(session: &Session) -> String {
    let wrong = session.wrong.get() == Status::Unreachable(Mistake::Email);
    String::from(if wrong { "true" } else { "false" })
}

fn mistake(session: &Session) -> String {
    match session.wrong.get() {
        Status::Unreachable(mistake) => session.definition.text(Text::mistake(mistake)),
        _ => String::new(),
    }
}

impl Session {
    /// Takes what was given and sends it; nothing given is a skip. A mistake in how to be reached
    /// is said, and nothing is sent until it is mended.
    pub(super) fn send_follow_up(&self) {
        let State::FollowUp { score } = self.state.peek() else {
            return;
        };
        let segment = self.definition.scale.segment(score);
        match self.read(segment) {
            Ok(given) => {
                let event = if given == Given::default() {
                    Event::Skipped
                } else {
                    Event::Sent
                };
                *self.more.borrow_mut() = given;
                self.on(event);
            }
            Err(mistake) => {
                self.wrong.set(Status::Unreachable(mistake));
                let field = self.find(match mistake {
                    Mistake::Email => "[part=email]",
                    Mistake::Consent => "[part=consent] input",
                });
                // Focus that cannot be moved stays on the button, beside the message.
                let _ = field.map(|field| focus::after_frame(&field));
            }
        }
    }

    fn read(&self, segment: Segment) -> Result<Given, Mistake> {
        let mut given = Given {
            comment: self.texts("[part=comment]").pop(),
            reasons: self.texts(&(of_reasons(segment) + ":checked")),
            contact: None,
        };
        if self.definition.contact && segment == Segment::Detractor {
            let email = self.texts("[part=email]").pop().unwrap_or_default();
            let consent = !self.texts("[part=consent] :checked").is_empty();
            if reach(&email, consent)? {
                given.contact = Some(Contact { email });
            }
        }
        Ok(given)
    }

    /// What is in the fields that `selector` matches, and not blank.
    fn texts(&self, selector: &str) -> Vec<String> {
        let mut texts = Vec::new();
        if let Some(root) = self.host.shadow_root() {
            // No longer in its UTF-16 units, a text is no longer in the wire's characters.
            for value in form::values(&root, selector, MAX_COMMENT_CHARS as u32).iter() {
                texts.extend(value.as_string().filter(|typed| !typed.is_empty()));
            }
        }
        texts
    }
}

/// The selector, before that of something in them, of the reasons `segment` is shown.
pub(super) fn of_reasons(segment: Segment) -> String {
    [
        "[part=reasons]:is(:not([data-for]),[data-for=",
        segment.as_str(),
        "]) ",
    ]
    .concat()
}
