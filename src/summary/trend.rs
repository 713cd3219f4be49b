//! The score month by month, with how sure each month is.

use leptos::prelude::*;

use super::draw::{self, Drawing, circle, line, paragraph, polyline, words};
use super::model::Summary;
use super::months::Slot;
use super::scale::{Scale, axis};
use super::texts;
use crate::domain::time::Date;

/// The trend's chart and table.
pub(super) fn trend(summary: &Summary) -> AnyView {
    let slots = summary.months.clone();
    let scored = |slot: &Slot| matches!(slot, Slot::Month(month) if month.scored.is_some());
    let mut content = Vec::new();
    if slots.is_empty() {
        content.push(paragraph("quiet", texts::NO_MONTHS));
    } else if !slots.iter().any(scored) {
        content.push(paragraph("quiet", texts::TREND_HIDDEN));
    } else {
        let head = [
            texts::COLUMN_MONTH,
            texts::COLUMN_ANSWERS,
            texts::COLUMN_SCORE,
            texts::COLUMN_INTERVAL,
        ];
        let table = draw::table(texts::TREND, &head, slots.iter().map(row).collect());
        let described = texts::trend_described(&slots);
        let chart = draw::chart(described, Some(texts::TREND_SCROLLS), move |room| {
            drawing(room, &slots)
        });
        let note = vec![paragraph("quiet", texts::TREND_NOTE.to_owned())];
        content.push(draw::figure(chart, note, table));
    }
    if summary.undated > 0 {
        content.push(paragraph("quiet", texts::undated(summary.undated)));
    }
    draw::part("trend", texts::TREND, content)
}

fn row(slot: &Slot) -> Vec<String> {
    let none = || texts::NONE.to_owned();
    match slot {
        Slot::Month(month) => {
            let scored = month.scored.as_ref();
            vec![
                texts::month(month.start),
                texts::number(month.tally.n()),
                scored.map_or_else(none, |scored| scored.text.clone()),
                scored.map_or_else(none, |scored| texts::ends(scored.interval)),
            ]
        }
        Slot::Empty(month) => vec![texts::month(*month), texts::number(0), none(), none()],
        Slot::Break { months, .. } => {
            vec![texts::break_of(*months), texts::number(0), none(), none()]
        }
    }
}

const LEFT: f64 = 36.0;
const RIGHT: f64 = 6.0;
const TOP: f64 = 22.0;
const BASE: f64 = 240.0;
const MONTHS_Y: f64 = BASE + 20.0;
const YEARS_Y: f64 = BASE + 36.0;
const N_Y: f64 = BASE + 58.0;

fn drawing(room: f64, slots: &[Slot]) -> Drawing {
    let slot = slot_width(room, slots);
    let width = (LEFT + RIGHT + slot * slots.len() as f64).max(room);
    let ends = || {
        slots.iter().filter_map(|slot| match slot {
            Slot::Month(month) => month.scored.as_ref().map(|scored| scored.interval),
            _ => None,
        })
    };
    let low = ends().map(|interval| interval.low).fold(0.0, f64::min);
    let high = ends().map(|interval| interval.high).fold(0.0, f64::max);
    let (low, high, lines) = axis(low, high);
    let scale = Scale::new((low, high), (BASE, TOP));
    let mut pieces = Vec::new();
    for at in lines {
        let y = scale.at(f64::from(at));
        let class = if at == 0 { "zero" } else { "grid" };
        pieces.push(line(class, (LEFT, y), (width - RIGHT, y)));
        pieces.push(words("tick end", (LEFT - 8.0, y + 4.0), at.to_string()));
    }
    pieces.push(words("tick end", (LEFT - 8.0, N_Y), texts::N.to_owned()));
    let middle = |nth: usize| LEFT + slot * (nth as f64 + 0.5);
    pieces.extend(runs(slots, |nth, score| (middle(nth), scale.at(score))));
    let mut labels = Labels::new(slot);
    for (nth, place) in slots.iter().enumerate() {
        let x = middle(nth);
        pieces.extend(point(place, x, scale, slot));
        pieces.extend(labels.under(place, x));
    }
    Drawing {
        width,
        height: N_Y + 8.0,
        pieces,
    }
}

/// As wide as the room allows, but never so narrow that the counts would touch.
fn slot_width(room: f64, slots: &[Slot]) -> f64 {
    let most = slots.iter().filter_map(|slot| match slot {
        Slot::Month(month) => Some(texts::number(month.tally.n()).len()),
        _ => None,
    });
    let least = (most.max().unwrap_or(1) as f64 * 7.5 + 5.0).max(20.0);
    let slots = slots.len().max(1) as f64;
    ((room - LEFT - RIGHT) / slots).clamp(least, 140.0)
}

/// The lines between neighbouring scores; where one is missing, the line stays open.
fn runs(slots: &[Slot], at: impl Fn(usize, f64) -> (f64, f64)) -> Vec<AnyView> {
    let mut lines = Vec::new();
    let mut run = Vec::new();
    for (nth, slot) in slots.iter().enumerate() {
        match slot {
            Slot::Month(month) if month.scored.is_some() => {
                run.extend(month.scored.iter().map(|scored| at(nth, scored.score)));
            }
            _ => lines.push(core::mem::take(&mut run)),
        }
    }
    lines.push(run);
    lines
        .iter()
        .filter(|run| run.len() > 1)
        .map(|run| polyline("run", run))
        .collect()
}

fn point(slot: &Slot, x: f64, scale: Scale, slot_width: f64) -> Vec<AnyView> {
    let Slot::Month(month) = slot else {
        return Vec::new();
    };
    let Some(scored) = &month.scored else {
        return vec![circle("hollow", (x, BASE), 5.0)];
    };
    let (low, high) = (
        scale.at(scored.interval.low),
        scale.at(scored.interval.high),
    );
    let mut pieces = vec![
        line("spread", (x, low), (x, high)),
        circle("point", (x, scale.at(scored.score)), 5.0),
    ];
    if slot_width >= 32.0 {
        pieces.push(words("value", (x, high - 7.0), scored.text.clone()));
    }
    pieces
}

/// What stands under the points; names of months only as often as they fit.
struct Labels {
    every: usize,
    nth: usize,
    year: Option<i32>,
}

impl Labels {
    fn new(slot: f64) -> Self {
        Self {
            every: ((30.0 / slot).ceil() as usize).max(1),
            nth: 0,
            year: None,
        }
    }

    fn under(&mut self, slot: &Slot, x: f64) -> Vec<AnyView> {
        let named = self.nth.is_multiple_of(self.every);
        self.nth += 1;
        let (date, n) = match slot {
            Slot::Month(month) => (month.start, month.tally.n()),
            Slot::Empty(month) => (*month, 0),
            Slot::Break { .. } => return vec![words("tick", (x, MONTHS_Y), "…".to_owned())],
        };
        let mut pieces = vec![words("value", (x, N_Y), texts::number(n))];
        if named {
            pieces.push(words("tick", (x, MONTHS_Y), texts::short_month(date)));
            pieces.extend(self.year(date, x));
        }
        pieces
    }

    /// The year, where it is another than the last one named.
    fn year(&mut self, date: Date, x: f64) -> Option<AnyView> {
        (self.year.replace(date.year) != Some(date.year))
            .then(|| words("tick", (x, YEARS_Y), date.year.to_string()))
    }
}
