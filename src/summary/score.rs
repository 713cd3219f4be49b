//! The score with its interval, what keeps it from being sure, and the bands it may lie in.

use super::draw::{self, Drawing, Rooms, line, paragraph, rect, words};
use super::element::{Node, element};
use super::model::{Scored, Summary};
use super::scale::Scale;
use super::texts;
use crate::domain::stats::{Band, Bands, Confidence};

/// The score, its state and its bands.
pub(super) fn score(summary: &Summary, rooms: &Rooms) -> Node {
    let mut content = vec![headline(summary)];
    let state = match summary.confidence {
        Confidence::NoResponses | Confidence::Settled => None,
        Confidence::TooFew => Some(texts::HIDDEN_NOTE),
        Confidence::Few => Some(texts::FEW_NOTE),
        Confidence::Uncertain => Some(texts::UNCERTAIN_NOTE),
    };
    content.extend(state.map(|note| paragraph("state", note)));
    if summary.confidence != Confidence::TooFew {
        content.extend(
            summary
                .more_answers
                .map(|n| paragraph("more", texts::more_answers(n))),
        );
    }
    if let Some(scored) = &summary.scored {
        content.push(bands(summary, scored, rooms));
    }
    draw::part("headline", texts::SCORE, content)
}

fn headline(summary: &Summary) -> Node {
    let Some(scored) = &summary.scored else {
        let text = match summary.confidence {
            Confidence::NoResponses => texts::NO_RESPONSES.to_owned(),
            _ => texts::answers(summary.tally.n()),
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
        .child(element("strong").text(scored.text.clone()))
        .text(" ")
        .child(
            element("span")
                .attr("part", "interval")
                .text(texts::interval(scored.interval)),
        )
        .into()
}

fn bands(summary: &Summary, scored: &Scored, rooms: &Rooms) -> Node {
    let touched = &summary.bands_touched;
    let described = texts::bands_described(scored, touched);
    let rows = summary
        .bands
        .iter()
        .map(|band| {
            let touches = if touched.contains(&band) {
                texts::YES
            } else {
                texts::NO
            };
            vec![band.to_string(), touches.to_owned()]
        })
        .collect();
    let caption = vec![
        paragraph("said", texts::bands_touched(touched)),
        paragraph("quiet", texts::BANDS_WARNING),
        paragraph("quiet", texts::INTERVAL_NOTE),
    ];
    let chart = draw::chart("score", rooms, described, "", &|room| {
        drawing(room, &summary.bands, touched, scored)
    });
    let head = [texts::COLUMN_BAND, texts::COLUMN_TOUCHED];
    draw::figure(
        "score",
        chart,
        caption,
        draw::table(texts::SCORE, &head, rows),
    )
}

fn drawing(room: f64, bands: &Bands, touched: &[Band], scored: &Scored) -> Drawing {
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
            pieces.push(words("tick", (x, LABELS_Y), at.to_string()));
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
    pieces.push(words("strong", (x, SCORE_Y), scored.text.clone()));
    Drawing {
        width: room,
        height: 72.0,
        pieces,
    }
}
