//! The comments, as their writers left them: text nodes only. What is chosen of them, and what was
//! done about them.

use super::choices::Care;
use super::draw::{self, paragraph};
use super::element::{Element, Node, element};
use super::listing::Comment;
use super::state::{Shown, State};
use super::texts;
use super::words::{Text, Words};
use crate::domain::score::{Score, Segment};

/// The choices and the comments they leave, newest first.
pub(super) fn comments(words: &Words, state: &State, shown: &Shown) -> Node {
    let listing = &shown.listing;
    if shown.answers.newest.is_empty() {
        let none = paragraph("quiet", words.say(Text::NoComments));
        return draw::part("comments", words.say(Text::Comments), vec![none]);
    }
    let mut content = vec![choices(words, state, shown)];
    if listing.waiting > 0 {
        content.push(paragraph(
            "said",
            texts::waiting(words, listing.waiting, listing.overdue),
        ));
    }
    if listing.total == 0 {
        content.push(paragraph("quiet", words.say(Text::NoneFound)));
    }
    let items = listing.newest.iter().map(|of| comment(words, of));
    content.push(element("ol").children(items.collect()).into());
    let count = texts::comments_shown(words, listing.newest.len(), listing.total);
    let mut more = element("div")
        .attr("class", "more-comments")
        .child(paragraph(
            "quiet",
            [&count, " ", &words.say(Text::HandledHere)].concat(),
        ));
    if listing.newest.len() < listing.total {
        more = more.child(draw::button(words.say(Text::More), "more", ""));
    }
    content.push(more.into());
    draw::part("comments", words.say(Text::Comments), content)
}

fn choices(words: &Words, state: &State, shown: &Shown) -> Node {
    let chosen = |key: &str| state.choices.get(key);
    let all = || (String::new(), words.say(Text::All));
    let segments = Segment::ALL.into_iter().rev();
    let segments = segments.map(|s| (s.as_str().to_owned(), words.say(texts::segments(s))));
    let scores = Score::all().rev();
    let scores = scores.map(|s| (s.as_str().to_owned(), s.as_str().to_owned()));
    let contacts = shown.answers.has_contacts();
    let care = Care::ALL.into_iter();
    let care = care.filter(|(_, care)| contacts || *care != Care::Waiting);
    let care = care.map(|(name, care)| (name.to_owned(), words.say(texts::care(care))));
    let search = element("input")
        .attr("type", "search")
        .attr("data-do", "search")
        .attr("value", chosen("search"));
    let row = element("div").attr("class", "choices").children(vec![
        draw::field(words.say(Text::Search), search),
        draw::select(
            words.say(Text::Segment),
            "segment".to_owned(),
            chosen("segment"),
            [all()].into_iter().chain(segments).collect(),
        ),
        draw::select(
            words.say(Text::Score),
            "score".to_owned(),
            chosen("score"),
            [all()].into_iter().chain(scores).collect(),
        ),
        draw::select(
            words.say(Text::FollowUp),
            "care".to_owned(),
            chosen("care"),
            care.collect(),
        ),
    ]);
    match &state.choices.theme {
        Some(theme) => {
            let name = words.fill(Text::ThemeChosen, &[("theme", theme)]);
            row.child(draw::button("", "theme", "").text(name))
        }
        None => row,
    }
    .into()
}

fn comment(words: &Words, comment: &Comment) -> Node {
    let segment = comment
        .score
        .map_or("none", |score| score.segment().as_str());
    let score = comment.score.map_or(texts::NONE, Score::as_str);
    let span = |class: &'static str| element("span").attr("class", class);
    let mut by = element("p")
        .attr("class", "by")
        .child(span("badge").attr("data-segment", segment).text(score))
        .text(" ")
        .child(span("segment").text(words.say(texts::comment_by(comment.score))))
        .text(" ");
    if let Some(at) = comment.answered_at {
        let time = element("time").attr("datetime", at.to_string());
        by = by.child(time.text(texts::day(words, at.date())));
    }
    let mut said = element("blockquote").attr("dir", "auto");
    if let Some(lang) = &comment.lang {
        said = said.attr("lang", lang.clone());
    }
    element("li")
        .attr("tabindex", "-1")
        .child(by)
        .child(said.text(comment.text.clone()))
        .child(care(words, comment))
        .into()
}

/// Whom to write to, how long that may take, and whether it was done.
fn care(words: &Words, comment: &Comment) -> Element {
    let mut line = element("p").attr("class", "care");
    if let Some(contact) = &comment.contact {
        let late = comment.hours_left.is_some_and(|left| left < 0);
        if let Some(left) = comment.hours_left {
            let class = if late { "clock late" } else { "clock" };
            line = line
                .child(
                    element("span")
                        .attr("class", class)
                        .text(texts::clock(words, left)),
                )
                .text(" ");
        }
        line = line.child(element("span").text(contact.clone())).text(" ");
    }
    let name = if comment.handled {
        words.say(Text::Unhandle)
    } else {
        words.say(Text::Handle)
    };
    let button = draw::button(name, "handle", comment.id.to_string());
    line.child(button.attr("class", "link"))
}
