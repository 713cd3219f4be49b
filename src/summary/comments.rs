//! The comments, as their writers left them: text nodes only. What is chosen of them, and what was
//! done about them.

use super::choices::Care;
use super::draw::{self, paragraph};
use super::element::{Element, Node, element};
use super::listing::Comment;
use super::state::{Shown, State};
use super::texts;
use crate::domain::score::{Score, Segment};

/// The choices and the comments they leave, newest first.
pub(super) fn comments(state: &State, shown: &Shown) -> Node {
    let listing = &shown.listing;
    if shown.answers.newest.is_empty() {
        let none = paragraph("quiet", texts::NO_COMMENTS);
        return draw::part("comments", texts::COMMENTS, vec![none]);
    }
    let mut content = vec![choices(state, shown)];
    if listing.waiting > 0 {
        content.push(paragraph(
            "said",
            texts::waiting(listing.waiting, listing.overdue),
        ));
    }
    if listing.total == 0 {
        content.push(paragraph("quiet", texts::NONE_FOUND));
    }
    let items = listing.newest.iter().map(comment);
    content.push(element("ol").children(items.collect()).into());
    let count = texts::comments_shown(listing.newest.len(), listing.total);
    let mut more = element("div")
        .attr("class", "more-comments")
        .child(paragraph(
            "quiet",
            [&count, " ", texts::HANDLED_HERE].concat(),
        ));
    if listing.newest.len() < listing.total {
        more = more.child(draw::button(texts::MORE, "more", ""));
    }
    content.push(more.into());
    draw::part("comments", texts::COMMENTS, content)
}

fn choices(state: &State, shown: &Shown) -> Node {
    let chosen = |key: &str| state.choices.get(key);
    let all = || (String::new(), texts::ALL.to_owned());
    let segments = Segment::ALL.into_iter().rev();
    let segments = segments.map(|s| (s.as_str().to_owned(), texts::segments(s).to_owned()));
    let scores = Score::all().rev();
    let scores = scores.map(|s| (s.as_str().to_owned(), s.as_str().to_owned()));
    let contacts = shown.answers.has_contacts();
    let care = Care::ALL.into_iter();
    let care = care.filter(|(_, care)| contacts || *care != Care::Waiting);
    let care = care.map(|(name, care)| (name.to_owned(), texts::care(care).to_owned()));
    let search = element("input")
        .attr("type", "search")
        .attr("data-do", "search")
        .attr("value", chosen("search"));
    let row = element("div").attr("class", "choices").children(vec![
        draw::field(texts::SEARCH, search),
        draw::select(
            texts::WHO,
            "segment",
            chosen("segment"),
            [all()].into_iter().chain(segments).collect(),
        ),
        draw::select(
            texts::COLUMN_SCORE,
            "score",
            chosen("score"),
            [all()].into_iter().chain(scores).collect(),
        ),
        draw::select(texts::CARE, "care", chosen("care"), care.collect()),
    ]);
    match &state.choices.theme {
        Some(theme) => {
            let name = texts::theme_chosen(theme);
            row.child(draw::button("", "theme", "").text(name))
        }
        None => row,
    }
    .into()
}

fn comment(comment: &Comment) -> Node {
    let segment = comment
        .score
        .map_or("none", |score| score.segment().as_str());
    let score = comment.score.map_or(texts::NONE, Score::as_str);
    let span = |class: &'static str| element("span").attr("class", class);
    let mut by = element("p")
        .attr("class", "by")
        .child(span("badge").attr("data-segment", segment).text(score))
        .text(" ")
        .child(span("segment").text(texts::comment_by(comment.score)))
        .text(" ");
    if let Some(at) = comment.answered_at {
        let time = element("time").attr("datetime", at.to_string());
        by = by.child(time.text(texts::moment(at)));
    }
    let mut words = element("blockquote").attr("dir", "auto");
    if let Some(lang) = &comment.lang {
        words = words.attr("lang", lang.clone());
    }
    element("li")
        .attr("tabindex", "-1")
        .child(by)
        .child(words.text(comment.text.clone()))
        .child(care(comment))
        .into()
}

/// Whom to write to, how long that may take, and whether it was done.
fn care(comment: &Comment) -> Element {
    let mut line = element("p").attr("class", "care");
    if let Some(contact) = &comment.contact {
        let late = comment.hours_left.is_some_and(|left| left < 0);
        if let Some(left) = comment.hours_left {
            let class = if late { "clock late" } else { "clock" };
            line = line
                .child(
                    element("span")
                        .attr("class", class)
                        .text(texts::clock(left)),
                )
                .text(" ");
        }
        line = line.child(element("span").text(contact.clone())).text(" ");
    }
    let name = if comment.handled {
        texts::HANDLED
    } else {
        texts::HANDLE
    };
    let button = draw::button(name, "handle", comment.id.to_string());
    line.child(button.attr("class", "link"))
}
