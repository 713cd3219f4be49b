//! The SVG and table pieces the charts are made of. Each is one concrete function, so that every
//! element is compiled once however many charts use it.

use super::element::{Element, element};
use super::scale::px;
use super::words::{Text, Words};
use crate::domain::decimal::whole;
use crate::domain::letters::{cut, joined, pieces};
use crate::domain::score::Segment;
use crate::domain::survey::is_right_to_left;

/// A line.
pub(super) fn line(class: &'static str, from: (f64, f64), to: (f64, f64)) -> Element {
    element("line")
        .attr("class", class)
        .attr("x1", px(from.0))
        .attr("y1", px(from.1))
        .attr("x2", px(to.0))
        .attr("y2", px(to.1))
}

/// A line through several points.
pub(super) fn polyline(class: &'static str, points: &[(f64, f64)]) -> Element {
    through("polyline", class, points)
}

/// A shape through several points.
pub(super) fn polygon(class: &'static str, points: &[(f64, f64)]) -> Element {
    through("polygon", class, points)
}

/// A rectangle: its corner, its size, how round its corners are.
pub(super) fn rect(class: &'static str, at: (f64, f64), size: (f64, f64), round: f64) -> Element {
    element("rect")
        .attr("class", class)
        .attr("x", px(at.0))
        .attr("y", px(at.1))
        .attr("width", px(size.0.max(0.0)))
        .attr("height", px(size.1.max(0.0)))
        .attr("rx", px(round))
}

/// A circle.
pub(super) fn circle(class: &'static str, at: (f64, f64), radius: f64) -> Element {
    element("circle")
        .attr("class", class)
        .attr("cx", px(at.0))
        .attr("cy", px(at.1))
        .attr("r", px(radius))
}

/// Lettering; `class` may hold `start` or `end` to change where they are anchored.
pub(super) fn lettering(class: &'static str, at: (f64, f64), text: String) -> Element {
    element("text")
        .attr("class", class)
        .attr("x", px(at.0))
        .attr("y", px(at.1))
        .text(text)
}

/// A rectangle in a segment's pattern: promoters solid, passives a tint in an outline, detractors
/// hatched, so that the three can be told apart without colour.
pub(super) fn segment_rect(
    segment: Segment,
    at: (f64, f64),
    size: (f64, f64),
    round: f64,
) -> Element {
    if size.0 <= 0.0 || size.1 <= 0.0 {
        return element("g");
    }
    match segment {
        Segment::Promoter => rect("promoter", at, size, round),
        Segment::Passive => rect("passive", at, size, round),
        Segment::Detractor => element("g")
            .child(rect("detractor", at, size, round))
            .child(hatching(at, size))
            .child(rect("outline", at, size, round)),
    }
}

/// Diagonal lines across a rectangle. Drawn, not a `<pattern>`: that would need an id, and a
/// reference to it is resolved differently inside shadow roots.
fn hatching(at: (f64, f64), size: (f64, f64)) -> Element {
    const APART: f64 = 6.0;
    let (width, height) = size;
    let count = ((width + height) / APART).ceil() as i32;
    let mut lines = element("g");
    for nth in 1..count {
        // The line x + y = reach, cut off at the rectangle's sides.
        let reach = f64::from(nth) * APART;
        let from = (reach.min(width), (reach - width).max(0.0));
        let to = ((reach - height).max(0.0), reach.min(height));
        lines.push(line(
            "hatch",
            (at.0 + from.0, at.1 + from.1),
            (at.0 + to.0, at.1 + to.1),
        ));
    }
    lines
}

/// A segment's pattern beside its name.
pub(super) fn swatch(segment: Segment) -> Element {
    element("svg|class=swatch|viewBox=0 0 16 16|aria-hidden=true").child(segment_rect(
        segment,
        (1.0, 1.0),
        (14.0, 14.0),
        2.0,
    ))
}

/// What a chart draws at a width: its size and its pieces.
pub(super) struct Drawing {
    pub(super) width: f64,
    pub(super) height: f64,
    /// An [`empty`] one with its pieces.
    pub(super) svg: Element,
}

/// An image without pieces.
pub(super) fn empty() -> Element {
    element("svg|role=img")
}

/// A chart, drawn for the room it has so that its text keeps its size; nothing until that is
/// measured. `described` is what is read out in its place; a chart wider than its room scrolls in
/// itself, as `scrolls` says.
pub(super) fn chart(
    words: &Words,
    name: &'static str,
    rooms: &Rooms,
    described: String,
    scrolls: &str,
    draw: &dyn Fn(f64) -> Drawing,
) -> Element {
    let place = element("div|class=chart").attr("data-chart", name);
    let room = rooms.of(name);
    if room < 1.0 {
        return place;
    }
    let Drawing { width, height, svg } = draw(room);
    // All of it is mirrored where one reads from right to left, and its lettering back.
    let svg = match is_right_to_left(words.lang()) {
        true => svg.mirrored(["matrix(-1 0 0 1 ", &px(width), " 0)"].concat()),
        false => svg,
    };
    let svg = svg
        .attr("aria-label", described)
        .attr("width", px(width))
        .attr("height", px(height))
        .attr("viewBox", ["0 0 ", &px(width), " ", &px(height)].concat());
    let place = match width > room + 1.0 {
        true => place
            .attr("tabindex", "0")
            .attr("role", "group")
            .attr("aria-label", scrolls),
        false => place,
    };
    place.child(svg)
}

/// How much room each chart has, as far as it is measured: a line each, its name and the pixels.
#[derive(Default)]
pub(super) struct Rooms(String);

impl Rooms {
    fn of(&self, name: &str) -> f64 {
        let mut rooms = pieces(&self.0, b'\n').filter_map(|line| cut(line, b' '));
        let room = rooms.find(|(known, _)| *known == name);
        let room = room.and_then(|(_, room)| whole(room));
        room.map_or(0.0, |room| room as f64)
    }

    /// Notes the rooms there are now; whether any is another.
    pub(super) fn note(&mut self, rooms: &str) -> bool {
        let other = self.0 != rooms;
        rooms.clone_into(&mut self.0);
        other
    }
}

/// A part of the summary with its heading; what is in it comes after.
pub(super) fn part(words: &Words, name: &'static str, heading: Text) -> Element {
    let heading = element("h2").attr("id", name).said(words, heading);
    element("section")
        .attr("part", name)
        .attr("aria-labelledby", name)
        .child(heading)
}

/// A chart, what is said of it, and its numbers as a table for those who read instead.
pub(super) fn figure(
    words: &Words,
    name: &'static str,
    chart: Element,
    caption: Element,
    table: Element,
) -> Element {
    let details = element("details")
        .child(element("summary").said(words, Text::AsTable))
        .child(table)
        .child(save(words, name));
    element("figure").child(chart).child(caption).child(details)
}

/// The buttons that save a chart, in each format.
pub(super) fn save(words: &Words, name: &'static str) -> Element {
    let mut buttons = element("p|class=buttons");
    for (format, what) in [("SVG", "svg"), ("PNG", "png")] {
        let label = words.fill(Text::SaveChart, "format", &[format]);
        let button = button(what).attr("data-value", name).attr("class", "quiet");
        buttons.push(button.text(label));
    }
    buttons
}

/// A table with a caption for those who hear it; its rows are in `body`.
pub(super) fn table(words: &Words, caption: String, head: &[Text], body: Element) -> Element {
    let mut names = element("tr");
    for name in head {
        names.push(element("th|scope=col").said(words, *name));
    }
    element("table")
        .child(element("caption").text(caption))
        .child(element("thead").child(names))
        .child(body)
}

/// A row of a table by its name.
pub(super) fn row(name: String) -> Element {
    row_of(element("th|scope=row").text(name))
}

/// A row of a table by the cell that names it.
pub(super) fn row_of(name: Element) -> Element {
    element("tr").child(name)
}

/// A paragraph.
#[inline(never)]
pub(super) fn paragraph(class: &'static str, text: String) -> Element {
    element("p").attr("class", class).text(text)
}

/// A button without a name that does `what`.
pub(super) fn button(what: &'static str) -> Element {
    element("button|type=button").attr("data-do", what)
}

/// A control under its label.
pub(super) fn field(label: String, control: Element) -> Element {
    element("label|class=field")
        .child(element("span").text(label))
        .child(control)
}

/// A choice for `what`, where `value` is chosen; its options come after.
pub(super) fn select(what: &str, value: &str) -> Element {
    element("select").attr("data-do", what).attr("value", value)
}

impl Element {
    /// Says a text after what it holds.
    #[inline(never)]
    pub(super) fn said(self, words: &Words, text: Text) -> Self {
        self.text(words.say(text))
    }

    /// Puts a cell into a row.
    #[inline(never)]
    pub(super) fn cell(self, text: String) -> Self {
        self.child(element("td").text(text))
    }

    /// Puts an option into a choice.
    #[inline(never)]
    pub(super) fn option(&mut self, value: &str, name: String) {
        // The attribute, which is what makes it an option's value; the property would be read back.
        let option = element("option").attr("value", value);
        self.push(option.text(name));
    }
}

fn through(tag: &'static str, class: &'static str, points: &[(f64, f64)]) -> Element {
    let points: Vec<String> = points
        .iter()
        .map(|(x, y)| [&px(*x), ",", &px(*y)].concat())
        .collect();
    element(tag)
        .attr("class", class)
        .attr("points", joined(&points, " "))
}
