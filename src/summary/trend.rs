//! The score over time, with how sure each stretch is.

use super::choices::Trend;
use super::draw::{self, Drawing, Rooms, circle, lettering, line, paragraph, polygon, polyline};
use super::element::{Element, element};
use super::model::Summary;
use super::scale::{Scale, axis};
use super::slots::{Course, Slot, Stretch};
use super::texts;
use super::words::{Text, Words};
use crate::domain::decimal::signed;

/// The trend's choice, chart, verdict and table.
pub(super) fn trend(words: &Words, summary: &Summary, chosen: &str, rooms: &Rooms) -> Element {
    let course = &summary.course;
    let mut select = draw::select("trend", chosen);
    for (name, trend) in Trend::ALL {
        let value = match trend == Trend::default() {
            true => "",
            false => name,
        };
        select.option(value, texts::trend_name(words, trend));
    }
    let select = draw::field(words.say(Text::TrendBy), select);
    let mut part = draw::part(words, "trend", Text::Trend).child(select);
    let scored = |slot: &Slot| matches!(slot, Slot::Stretch(stretch) if stretch.scored.is_some());
    if course.slots.is_empty() {
        part.push(paragraph("quiet", words.say(Text::NoDates)));
    } else if !course.slots.iter().any(scored) {
        part.push(paragraph("quiet", words.say(Text::NoneEnough)));
    } else {
        part.push(figure(words, course, rooms));
    }
    if summary.undated > 0 {
        let undated = texts::with_count(words, Text::Undated, summary.undated as usize);
        part.push(paragraph("quiet", undated));
    }
    part
}

fn figure(words: &Words, course: &Course, rooms: &Rooms) -> Element {
    let head = [
        Text::When,
        Text::AnswersName,
        Text::Score,
        Text::IntervalName,
        Text::Change,
    ];
    let mut rows = element("tbody");
    for slot in &course.slots {
        rows.push(row(words, course.trend, slot));
    }
    let table = draw::table(words, words.say(Text::Trend), &head, rows);
    let described = texts::trend_described(words, course);
    let chart = draw::chart(
        words,
        "trend",
        rooms,
        described,
        &words.say(Text::TrendScrolls),
        &|room| drawing(words, room, course),
    );
    let mut caption = element("figcaption");
    if let Some(verdict) = texts::verdict_of_course(words, course) {
        caption.push(paragraph("said", verdict));
    }
    if let Some(changes) = texts::named_changes(words, course) {
        caption.push(paragraph("", changes));
    }
    if course.left_out > 0 {
        let left_out = texts::with_count(words, Text::LeftOut, course.left_out);
        caption.push(paragraph("quiet", left_out));
    }
    let note = words.say(texts::trend_note(course.trend));
    caption.push(paragraph("quiet", note));
    draw::figure(words, "trend", chart, caption, table)
}

fn row(words: &Words, trend: Trend, slot: &Slot) -> Element {
    let none = || texts::NONE.to_owned();
    let (name, stretch) = match slot {
        Slot::Stretch(stretch) => (texts::stretch(words, trend, stretch.start), Some(stretch)),
        Slot::Empty(start) => (texts::stretch(words, trend, *start), None),
        Slot::Break { stretches, .. } => (texts::with_count(words, Text::Break, *stretches), None),
    };
    let n = stretch.map_or(0, |stretch| stretch.tally.n());
    let scored = stretch.and_then(|stretch| stretch.scored.as_ref());
    draw::row(name)
        .cell(words.number(n))
        .cell(scored.map_or_else(none, |scored| texts::score(words, scored)))
        .cell(scored.map_or_else(none, |scored| texts::ends(words, scored.interval)))
        .cell(stretch.map_or_else(none, |stretch| texts::change(words, stretch)))
}

const LEFT: f64 = 36.0;
const RIGHT: f64 = 6.0;
const TOP: f64 = 22.0;
const BASE: f64 = 240.0;
const NAMES_Y: f64 = BASE + 20.0;
const YEARS_Y: f64 = BASE + 36.0;
const N_Y: f64 = BASE + 58.0;

fn drawing(words: &Words, room: f64, course: &Course) -> Drawing {
    let slots = course.slots.as_slice();
    let slot = slot_width(words, room, slots);
    let width = LEFT + RIGHT + slot * slots.len() as f64;
    // What scrolls shows one end at a time: there the axis is lettered at both.
    let right = if width > room + 1.0 { LEFT } else { RIGHT };
    let width = (width + right - RIGHT).max(room);
    let ends = || {
        slots
            .iter()
            .filter_map(scored)
            .map(|(_, scored)| scored.interval)
    };
    let low = ends().map(|interval| interval.low).fold(0.0, f64::min);
    let high = ends().map(|interval| interval.high).fold(0.0, f64::max);
    let (low, high, lines) = axis(low, high);
    let scale = Scale::new((low, high), (BASE, TOP));
    let mut pieces = draw::empty();
    for at in lines {
        let y = scale.at(f64::from(at));
        let class = if at == 0 { "zero" } else { "grid" };
        pieces.push(line(class, (LEFT, y), (width - right, y)));
        for x in [LEFT, width] {
            // At the end of one that does not scroll there is no room, nor need.
            if x == LEFT || right == LEFT {
                let name = texts::point(words, i64::from(at));
                pieces.push(lettering("tick end", (x - 8.0, y + 4.0), name));
            }
        }
    }
    pieces.push(lettering(
        "tick end",
        (LEFT - 8.0, N_Y),
        texts::N.to_owned(),
    ));
    let middle = |nth: usize| LEFT + slot * (nth as f64 + 0.5);
    for run in runs(slots) {
        // The interval's band, up along its high ends and back along its low ones.
        let high = run
            .iter()
            .map(|(nth, stretch)| (*nth, stretch.1.interval.high));
        let low = run
            .iter()
            .rev()
            .map(|(nth, stretch)| (*nth, stretch.1.interval.low));
        let band = high
            .chain(low)
            .map(|(nth, end)| (middle(nth), scale.at(end)));
        pieces.push(polygon("spread", &band.collect::<Vec<_>>()));
        let score = run
            .iter()
            .map(|(nth, of)| (middle(*nth), scale.at(of.1.score)));
        pieces.push(polyline("run", &score.collect::<Vec<_>>()));
    }
    let mut labels = Labels::new(words, course, slot);
    for (nth, place) in slots.iter().enumerate() {
        let x = middle(nth);
        point(&mut pieces, words, place, x, scale, slot);
        labels.under(&mut pieces, place, x);
    }
    Drawing {
        width,
        height: N_Y + 8.0,
        svg: pieces,
    }
}

fn scored(slot: &Slot) -> Option<(&Stretch, &super::model::Scored)> {
    match slot {
        Slot::Stretch(stretch) => Some((stretch, stretch.scored.as_ref()?)),
        _ => None,
    }
}

/// As wide as the room allows, but never so narrow that the counts would touch.
fn slot_width(words: &Words, room: f64, slots: &[Slot]) -> f64 {
    let most = slots.iter().filter_map(|slot| match slot {
        Slot::Stretch(stretch) => Some(words.number(stretch.tally.n()).len()),
        _ => None,
    });
    let least = (most.max().unwrap_or(1) as f64 * 7.5 + 5.0).max(20.0);
    let slots = slots.len().max(1) as f64;
    ((room - LEFT - RIGHT) / slots).clamp(least, 140.0)
}

/// A score with its place in time.
type Placed<'a> = (usize, (&'a Stretch, &'a super::model::Scored));

/// Neighbouring scores; where one is missing, the line stays open.
fn runs(slots: &[Slot]) -> Vec<Vec<Placed<'_>>> {
    let mut runs = vec![Vec::new()];
    for (nth, slot) in slots.iter().enumerate() {
        match (scored(slot), runs.last_mut()) {
            (Some(scored), Some(run)) => run.push((nth, scored)),
            _ => runs.push(Vec::new()),
        }
    }
    runs.retain(|run| run.len() > 1);
    runs
}

fn point(pieces: &mut Element, words: &Words, slot: &Slot, x: f64, scale: Scale, slot_width: f64) {
    let Slot::Stretch(stretch) = slot else {
        return;
    };
    let Some(scored) = &stretch.scored else {
        pieces.push(circle("hollow", (x, BASE), 5.0));
        return;
    };
    let (low, high) = (
        scale.at(scored.interval.low),
        scale.at(scored.interval.high),
    );
    pieces.push(line("spread", (x, low), (x, high)));
    pieces.push(circle("point", (x, scale.at(scored.score)), 5.0));
    if slot_width >= 32.0 {
        let score = texts::score(words, scored);
        pieces.push(lettering("value", (x, high - 7.0), score));
    }
}

/// What stands under the points; names only as often as they fit.
struct Labels<'a> {
    words: &'a Words,
    trend: Trend,
    every: usize,
    nth: usize,
    year: Option<i32>,
}

impl<'a> Labels<'a> {
    fn new(words: &'a Words, course: &Course, slot: f64) -> Self {
        let names = course.slots.iter().filter_map(|slot| match slot {
            Slot::Stretch(stretch) => Some(stretch.start),
            _ => None,
        });
        let lengths = names.map(|start| {
            let name = texts::short_stretch(words, course.trend, start);
            name.chars().count()
        });
        let room = lengths.max().unwrap_or(1) as f64 * 7.0 + 8.0;
        Self {
            words,
            trend: course.trend,
            every: ((room / slot).ceil() as usize).max(1),
            nth: 0,
            year: None,
        }
    }

    fn under(&mut self, pieces: &mut Element, slot: &Slot, x: f64) {
        let words = self.words;
        let named = self.nth.is_multiple_of(self.every);
        self.nth += 1;
        let (date, n) = match slot {
            Slot::Stretch(stretch) => (stretch.start, stretch.tally.n()),
            Slot::Empty(start) => (*start, 0),
            Slot::Break { .. } => {
                pieces.push(lettering("tick", (x, NAMES_Y), "…".to_owned()));
                return;
            }
        };
        pieces.push(lettering("value", (x, N_Y), words.number(n)));
        if !named {
            return;
        }
        let name = texts::short_stretch(words, self.trend, date);
        pieces.push(lettering("tick", (x, NAMES_Y), name));
        // The year, where it is another than the last one named.
        if self.year.replace(date.year) != Some(date.year) {
            pieces.push(lettering(
                "tick",
                (x, YEARS_Y),
                signed(i64::from(date.year)),
            ));
        }
    }
}
