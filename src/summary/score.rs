//! The score with its interval, what keeps it from being sure, and the bands it may lie in.

use super::draw::{self, Drawing, Rooms, lettering, line, paragraph, rect};
use super::element::{Node, element};
use super::model::{Scored, Summary};
use super::scale::Scale;
use super::texts;
use super::words::{Text, Words};
use crate::domain::stats::{Band, Bands, Confidence};

/// The score, its state and its bands.
pub(super) fn score(words: &Words, summary: &Summary, rooms: &Rooms) -> Node {
    let mut content = vec![headline(words, summary)];
    let state = match summary.confidence {
        Confidence::NoResponses | Confidence::Settled => None,
        Confidence::TooFew => Some(words.say(Text::HiddenNote)),
        Confidence::Few => Some(words.say(Text::FewNote)),
        Confidence::Uncertain => Some(words.say(Text::UncertainNote)),
    };
    content.extend(state.map(|note| paragraph("state", note)));
    if summary.confidence != Confidence::TooFew {
        content.extend(
            summary
                .more_answers
                .map(|n| paragraph("more", words.counted(Text::MoreAnswers, n))),
        );
    }
    if let Some(scored) = &summary.scored {
        content.push(bands(words, summary, scored, rooms));
    }
    draw::part("headline", words.say(Text::Score), content)
}

fn headline(words: &Words, summary: &Summary) -> Node {
    let Some(scored) = &summary.scored else {
        let text = match summary.confidence {
            Confidence::NoResponses => words.say(Text::NoResponses),
            _ => texts::answers(words, summary.tally.n()),
        };
        return element("p")
            .attr("part", "score")
            .attr("class", "none")
            .text(text)
            .into();
    };
    let class = match summary.confidence {
        Confidence::Few => "few",
        _ => "sure",
    };
    element("p")
        .attr("part", "score")
        .attr("class", class)
        .child(element("strong").text(texts::score(words, scored)))
        .text(" ")
        .child(
            element("span")
                .attr("part", "interval")
                .text(texts::interval(words, scored.interval)),
        )
        .into()
}

fn bands(words: &Words, summary: &Summary, scored: &Scored, rooms: &Rooms) -> Node {
    let touched = &summary.bands_touched;
    let described = texts::bands_described(words, scored);
    let rows = summary
        .bands
        .iter()
        .map(|band| {
            let touches = if touched.contains(&band) {
                words.say(Text::Yes)
            } else {
                words.say(Text::No)
            };
            vec![texts::band(words, &band), touches]
        })
        .collect();
    let caption = vec![
        paragraph("said", texts::bands_touched(words, touched)),
        paragraph("quiet", words.say(Text::BandsWarning)),
        paragraph("quiet", words.say(Text::IntervalNote)),
    ];
    let chart = draw::chart(words, "score", rooms, described, "", &|room| {
        drawing(words, room, &summary.bands, touched, scored)
    });
    let head = [Text::Band, Text::BandTouched];
    draw::figure(
        words,
        "score",
        chart,
        caption,
        draw::table(words, words.say(Text::Score), &head, rows),
    )
}

fn drawing(words: &Words, room: f64, bands: &Bands, touched: &[Band], scored: &Scored) -> Drawing {
    const SIDE: f64 = 16.0;
    const SCORE_Y: f64 = 13.0;
    const TRACK: (f64, f64) = (30.0, 12.0);
    const BEYOND: f64 = 6.0;
    const LABELS_Y: f64 = 66.0;
    let scale = Scale::new((-100.0, 100.0), (SIDE, room - SIDE));
    let mut pieces = Vec::new();
    let mut labelled = f64::NEG_INFINITY;
    let mut label = |pieces: &mut Vec<Node>, at: i8| {
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
        pieces,
    }
}
