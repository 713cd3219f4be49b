//! How many gave each of 0 to 10: equal scores can hide different shapes.

use super::draw::{self, Drawing, Rooms, lettering, line};
use super::element::{Element, element};
use super::model::Summary;
use super::scale::Scale;
use super::texts;
use super::words::{Text, Words};
use crate::domain::score::{Score, Segment};
use crate::domain::stats::Distribution;

/// The bars, with the three segments marked under them.
pub(super) fn distribution(words: &Words, summary: &Summary, rooms: &Rooms) -> Element {
    let distribution = summary.distribution;
    // Where the score is hidden, so are the shares it follows from.
    let n = summary.scored.as_ref().map_or(0, |_| summary.tally.n());
    let mut rows = element("tbody");
    for (score, count) in distribution.iter() {
        let row = draw::row(score.as_str().to_owned())
            .cell(words.say(texts::segment(score.segment())))
            .cell(words.number(count));
        rows.push(row.cell(texts::share_of(words, count, n)));
    }
    let head = [Text::Score, Text::Segment, Text::AnswersName, Text::Share];
    let described = texts::distribution_described(words, summary);
    let chart = draw::chart(words, "distribution", rooms, described, "", &|room| {
        drawing(words, room, &distribution)
    });
    let table = draw::table(words, words.say(Text::Distribution), &head, rows);
    let caption = element("figcaption");
    draw::part(words, "distribution", Text::Distribution).child(draw::figure(
        words,
        "distribution",
        chart,
        caption,
        table,
    ))
}

fn drawing(words: &Words, room: f64, distribution: &Distribution) -> Drawing {
    const TOP: f64 = 20.0;
    let base = (room * 0.6).clamp(180.0, 260.0);
    let slot = room / 11.0;
    let gap = (slot * 0.14).clamp(2.0, 10.0);
    let most = distribution.counts.iter().copied().max().unwrap_or(0);
    let scale = Scale::new((0.0, most as f64), (0.0, base - TOP));
    let mut pieces = draw::empty();
    for (score, count) in distribution.iter() {
        let left = f64::from(score.get()) * slot;
        let height = scale.at(count as f64);
        pieces.push(draw::segment_rect(
            score.segment(),
            (left + gap, base - height),
            (slot - 2.0 * gap, height),
            0.0,
        ));
        let middle = left + slot / 2.0;
        let above = (middle, base - height - 6.0);
        pieces.push(lettering("value", above, words.number(count)));
        pieces.push(lettering(
            "tick strong",
            (middle, base + 18.0),
            score.as_str().to_owned(),
        ));
    }
    pieces.push(line("base", (0.0, base), (room, base)));
    for segment in Segment::ALL {
        bracket(&mut pieces, words, segment, slot, gap, base + 28.0);
    }
    Drawing {
        width: room,
        height: base + 66.0,
        svg: pieces,
    }
}

/// A line under a segment's bars, with its name. In little room the names of the two narrow
/// segments would run into each other, so the middle one steps down.
fn bracket(pieces: &mut Element, words: &Words, segment: Segment, slot: f64, gap: f64, y: f64) {
    let mut scores = Score::all().filter(|score| score.segment() == segment);
    let first = scores.next().map_or(0.0, |score| f64::from(score.get()));
    let last = scores
        .next_back()
        .map_or(first, |score| f64::from(score.get()));
    let (left, right) = (first * slot + gap, (last + 1.0) * slot - gap);
    let middle = (left + right) / 2.0;
    // In little room the last name is wider than its bars, and ends where they end.
    let wide = [Segment::Passive, Segment::Promoter].into_iter().any(|of| {
        let letters = words.say(texts::segments(of)).chars().count();
        letters as f64 * 8.0 > 2.0 * slot
    });
    let narrow = slot < 40.0 || wide;
    let (class, name_x) = match segment {
        Segment::Promoter if narrow => ("name end", right),
        _ => ("name", middle),
    };
    let steps_down = segment == Segment::Passive && narrow;
    let name_y = if steps_down { y + 34.0 } else { y + 18.0 };
    let tick = if steps_down { y + 22.0 } else { y + 5.0 };
    pieces.push(line("bracket", (left, y), (right, y)));
    pieces.push(line("bracket", (middle, y), (middle, tick)));
    let name = words.say(texts::segments(segment));
    pieces.push(lettering(class, (name_x, name_y), name));
}
