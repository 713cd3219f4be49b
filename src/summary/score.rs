//! The score with its interval, what keeps it from being sure, and the bands it may lie in.

use super::draw::{self, Drawing, Rooms, lettering, line, paragraph, rect};
use super::element::{Element, element};
use super::model::{Scored, Summary};
use super::scale::Scale;
use super::texts;
use super::words::{Text, Words};
use crate::domain::stats::{Band, Bands, Confidence};

/// The score, its state and its bands.
pub(super) fn score(words: &Words, summary: &Summary, rooms: &Rooms) -> Element {
    let part = draw::part(words, "headline", Text::Score);
    let mut part = part.child(headline(words, summary));
    let state = match summary.confidence {
        Confidence::NoResponses | Confidence::Settled => None,
        Confidence::TooFew => Some(Text::HiddenNote),
        Confidence::Few => Some(Text::FewNote),
        Confidence::Uncertain => Some(Text::UncertainNote),
    };
    if let Some(note) = state {
        part.push(paragraph("state", words.say(note)));
    }
    if let Some(n) = summary.more_answers
        && summary.confidence != Confidence::TooFew
    {
        part.push(paragraph("more", words.counted(Text::MoreAnswers, n)));
    }
    if let Some(scored) = &summary.scored {
        part.push(bands(words, summary, scored, rooms));
    }
    part
}

fn headline(words: &Words, summary: &Summary) -> Element {
    let Some(scored) = &summary.scored else {
        let text = match summary.confidence {
            Confidence::NoResponses => words.say(Text::NoResponses),
            _ => texts::answers(words, summary.tally.n()),
        };
        return element("p|part=score|class=none").text(text);
    };
    let class = match summary.confidence {
        Confidence::Few => "few",
        _ => "sure",
    };
    let interval = texts::interval(words, scored.interval);
    element("p|part=score")
        .attr("class", class)
        .child(element("strong").text(texts::score(words, scored)))
        .text(" ")
        .child(element("span|part=interval").text(interval))
}

fn bands(words: &Words, summary: &Summary, scored: &Scored, rooms: &Rooms) -> Element {
    let touched = &summary.bands_touched;
    let described = texts::bands_described(words, scored);
    let mut rows = element("tbody");
    for band in summary.bands.iter() {
        let touches = match touched.contains(&band) {
            true => Text::Yes,
            false => Text::No,
        };
        rows.push(draw::row(texts::band(words, &band)).cell(words.say(touches)));
    }
    let caption = element("figcaption")
        .child(paragraph("said", texts::bands_touched(words, touched)))
        .child(paragraph("quiet", words.say(Text::BandsWarning)))
        .child(paragraph("quiet", words.say(Text::IntervalNote)));
    let chart = draw::chart(words, "score", rooms, described, "", &|room| {
        drawing(words, room, &summary.bands, touched, scored)
    });
    let head = [Text::Band, Text::BandTouched];
    let table = draw::table(words, words.say(Text::Score), &head, rows);
    draw::figure(words, "score", chart, caption, table)
}

fn drawing(words: &Words, room: f64, bands: &Bands, touched: &[Band], scored: &Scored) -> Drawing {
    const SIDE: f64 = 16.0;
    const SCORE_Y: f64 = 13.0;
    const TRACK: (f64, f64) = (30.0, 12.0);
    const BEYOND: f64 = 6.0;
    const LABELS_Y: f64 = 66.0;
    let scale = Scale::new((-100.0, 100.0), (SIDE, room - SIDE));
    let mut pieces = draw::empty();
    let mut labelled = f64::NEG_INFINITY;
    let mut label = |pieces: &mut Element, at: i8| {
        let x = scale.at(f64::from(at));
        if x - labelled >= 22.0 {
            labelled = x;
            pieces.push(lettering(
                "tick",
                (x, LABELS_Y),
                texts::point(words, i64::from(at)),
            ));
        }
    };
    label(&mut pieces, -100);
    for band in bands.iter() {
        let from = band.from.map_or(-100, |edge| edge.at);
        let to = band.to.map_or(100, |edge| edge.at);
        let (left, right) = (scale.at(f64::from(from)), scale.at(f64::from(to)));
        let class = if touched.contains(&band) {
            "band touched"
        } else {
            "band"
        };
        pieces.push(rect(
            class,
            (left + 1.0, TRACK.0),
            (right - left - 2.0, TRACK.1),
            2.0,
        ));
        label(&mut pieces, to);
    }
    let (low, high) = (
        scale.at(scored.interval.low),
        scale.at(scored.interval.high),
    );
    let (top, bottom) = (TRACK.0 - BEYOND, TRACK.0 + TRACK.1 + BEYOND);
    let x = scale.at(scored.score);
    pieces.push(rect("window", (low, top), (high - low, bottom - top), 4.0));
    pieces.push(line("mark", (x, top - 5.0), (x, bottom)));
    pieces.push(lettering(
        "strong",
        (x, SCORE_Y),
        texts::score(words, scored),
    ));
    Drawing {
        width: room,
        height: 72.0,
        svg: pieces,
    }
}
