//! The comments, as their writers left them: text nodes only. What is chosen of them, and what was
//! done about them.

use super::choices::Care;
use super::draw::{self, paragraph};
use super::element::{Element, element};
use super::listing::Comment;
use super::state::{Shown, State};
use super::texts;
use super::words::{Text, Words};
use crate::domain::decimal::decimal;
use crate::domain::score::{Score, Segment};

/// The choices and the comments they leave, newest first.
pub(super) fn comments(words: &Words, state: &State, shown: &Shown) -> Element {
    let listing = &shown.listing;
    let part = draw::part(words, "comments", Text::Comments);
    if shown.answers.newest().is_empty() {
        return part.child(paragraph("quiet", words.say(Text::NoComments)));
    }
    let mut part = part.child(choices(words, state, shown));
    if listing.waiting > 0 {
        let said = texts::waiting(words, listing.waiting, listing.overdue);
        part.push(paragraph("said", said));
    }
    if listing.total == 0 {
        part.push(paragraph("quiet", words.say(Text::NoneFound)));
    }
    let mut items = element("ol");
    for of in &listing.newest {
        items.push(comment(words, of));
    }
    let count = texts::comments_shown(words, listing.newest.len(), listing.total);
    let said = [&count, " ", &words.say(Text::HandledHere)].concat();
    let mut more = element("div|class=more-comments").child(paragraph("quiet", said));
    if listing.newest.len() < listing.total {
        more.push(draw::button("more").said(words, Text::More));
    }
    part.child(items).child(more)
}

fn choices(words: &Words, state: &State, shown: &Shown) -> Element {
    let select = |key: &'static str| draw::select(key, state.choices.get(key));
    let search = element("input|type=search|data-do=search");
    let search = search.attr("value", state.choices.get("search"));
    let mut segments = select("segment");
    segments.option("", words.say(Text::All));
    for segment in Segment::ALL.into_iter().rev() {
        segments.option(segment.as_str(), words.say(texts::segments(segment)));
    }
    let mut scores = select("score");
    scores.option("", words.say(Text::All));
    for score in Score::all().rev() {
        scores.option(score.as_str(), score.as_str().to_owned());
    }
    let mut cares = select("care");
    let contacts = shown.answers.has_contacts();
    for (name, care) in Care::ALL {
        if contacts || care != Care::Waiting {
            cares.option(name, words.say(texts::care(care)));
        }
    }
    let mut row = element("div|class=choices");
    for (name, control) in [
        (Text::Search, search),
        (Text::Segment, segments),
        (Text::Score, scores),
        (Text::FollowUp, cares),
    ] {
        row.push(draw::field(words.say(name), control));
    }
    if let Some(theme) = state.choices.chosen("theme") {
        let name = words.fill(Text::ThemeChosen, "theme", &[theme]);
        row.push(draw::button("theme").text(name));
    }
    row
}

fn comment(words: &Words, comment: &Comment) -> Element {
    let segment = comment
        .score
        .map_or("none", |score| score.segment().as_str());
    let score = comment.score.map_or(texts::NONE, Score::as_str);
    let mut by = element("p|class=by")
        .child(
            element("span|class=badge")
                .attr("data-segment", segment)
                .text(score),
        )
        .text(" ")
        .child(element("span|class=segment").said(words, texts::comment_by(comment.score)))
        .text(" ");
    if let Some(at) = comment.answered_at {
        let time = element("time").attr("datetime", at.to_text());
        by.push(time.text(texts::day(words, at.date())));
    }
    let mut said = element("blockquote|dir=auto");
    if let Some(lang) = &comment.lang {
        said = said.attr("lang", lang);
    }
    let mut item = element("li|tabindex=-1").child(by);
    if !comment.text.is_empty() {
        item.push(said.text(&comment.text));
    }
    item.child(care(words, comment))
}

/// Whom to write to, how long that may take, and whether it was done.
fn care(words: &Words, comment: &Comment) -> Element {
    let mut line = element("p|class=care");
    if let Some(contact) = &comment.contact {
        if let Some(left) = comment.hours_left {
            let class = if left < 0 { "clock late" } else { "clock" };
            let clock = element("span").attr("class", class);
            line = line.child(clock.text(texts::clock(words, left))).text(" ");
        }
        line = line.child(element("span").text(contact)).text(" ");
    }
    let name = if comment.handled {
        Text::Unhandle
    } else {
        Text::Handle
    };
    let button = draw::button("handle").attr("data-value", decimal(comment.id));
    line.child(button.attr("class", "link").said(words, name))
}
