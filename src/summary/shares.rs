//! Promoters, passives and detractors with their counts and shares.

use super::draw::{self, Drawing, Rooms};
use super::element::{Element, element};
use super::model::Summary;
use super::texts;
use super::words::{Text, Words};
use crate::domain::score::Segment;
use crate::domain::stats::{Shares, Tally};

/// One bar in three parts over the table of its numbers, which is its legend as well.
pub(super) fn shares(words: &Words, summary: &Summary, rooms: &Rooms) -> Element {
    let tally = summary.tally;
    // Where the score is hidden, the percentages it is made of are hidden with it.
    let shares = tally.shares().filter(|_| summary.scored.is_some());
    let described = texts::shares_described(words, tally, shares);
    let chart = draw::chart(words, "shares", rooms, described, "", &|room| {
        drawing(room, tally)
    });
    let figure = element("figure")
        .child(chart)
        .child(table(words, tally, shares))
        .child(draw::save(words, "shares"));
    draw::part(words, "shares", Text::Shares).child(figure)
}

fn drawing(room: f64, tally: Tally) -> Drawing {
    const HEIGHT: f64 = 30.0;
    const APART: f64 = 3.0;
    let mut pieces = draw::empty();
    let mut left = 0.0;
    let parts = || Segment::ALL.into_iter().map(|segment| tally.count(segment));
    let gaps = parts().filter(|count| *count > 0).count().saturating_sub(1);
    let to_fill = room - APART * gaps as f64 - 2.0;
    for (segment, count) in Segment::ALL.into_iter().zip(parts()) {
        let width = to_fill * count as f64 / tally.n().max(1) as f64;
        let size = (width, HEIGHT);
        pieces.push(draw::segment_rect(segment, (left + 1.0, 1.0), size, 0.0));
        if count > 0 {
            left += width + APART;
        }
    }
    Drawing {
        width: room,
        height: HEIGHT + 2.0,
        svg: pieces,
    }
}

fn table(words: &Words, tally: Tally, shares: Option<Shares>) -> Element {
    let mut rows = element("tbody");
    for segment in Segment::ALL.into_iter().rev() {
        let share = shares.map_or_else(
            || texts::NONE.to_owned(),
            |shares| texts::percent(words, shares.of(segment)),
        );
        let name = element("span|class=segment")
            .child(draw::swatch(segment))
            .child(element("span").text(texts::segment_range(words, segment)));
        let row = draw::row_of(element("th|scope=row").child(name));
        rows.push(row.cell(words.number(tally.count(segment))).cell(share));
    }
    let head = [Text::Segment, Text::AnswersName, Text::Share];
    draw::table(words, words.say(Text::Shares), &head, rows)
}
