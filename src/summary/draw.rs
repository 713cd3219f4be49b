//! The SVG and table pieces the charts are made of. Each is one concrete function, so that every
//! element is compiled once however many charts use it.

use std::borrow::Cow;

use super::element::{Element, Node, element, shape, text};
use super::scale::px;
use super::words::{Text, Words};
use crate::domain::score::Segment;
use crate::domain::survey::is_right_to_left;

/// A line.
pub(super) fn line(class: &'static str, from: (f64, f64), to: (f64, f64)) -> Node {
    shape("line")
        .attr("class", class)
        .attr("x1", px(from.0))
        .attr("y1", px(from.1))
        .attr("x2", px(to.0))
        .attr("y2", px(to.1))
        .into()
}

/// A line through several points.
pub(super) fn polyline(class: &'static str, points: &[(f64, f64)]) -> Node {
    through("polyline", class, points)
}

/// A shape through several points.
pub(super) fn polygon(class: &'static str, points: &[(f64, f64)]) -> Node {
    through("polygon", class, points)
}

/// A rectangle: its corner, its size, how round its corners are.
pub(super) fn rect(class: &'static str, at: (f64, f64), size: (f64, f64), round: f64) -> Node {
    shape("rect")
        .attr("class", class)
        .attr("x", px(at.0))
        .attr("y", px(at.1))
        .attr("width", px(size.0.max(0.0)))
        .attr("height", px(size.1.max(0.0)))
        .attr("rx", px(round))
        .into()
}

/// A circle.
pub(super) fn circle(class: &'static str, at: (f64, f64), radius: f64) -> Node {
    shape("circle")
        .attr("class", class)
        .attr("cx", px(at.0))
        .attr("cy", px(at.1))
        .attr("r", px(radius))
        .into()
}

/// Lettering; `class` may hold `start` or `end` to change where they are anchored.
pub(super) fn lettering(class: &'static str, at: (f64, f64), text: String) -> Node {
    shape("text")
        .attr("class", class)
        .attr("x", px(at.0))
        .attr("y", px(at.1))
        .text(text)
        .into()
}

/// A rectangle in a segment's pattern: promoters solid, passives a tint in an outline, detractors
/// hatched, so that the three can be told apart without colour.
pub(super) fn segment_rect(segment: Segment, at: (f64, f64), size: (f64, f64), round: f64) -> Node {
    if size.0 <= 0.0 || size.1 <= 0.0 {
        return text("");
    }
    match segment {
        Segment::Promoter => rect("promoter", at, size, round),
        Segment::Passive => rect("passive", at, size, round),
        Segment::Detractor => shape("g")
            .child(rect("detractor", at, size, round))
            .child(hatching(at, size))
            .child(rect("outline", at, size, round))
            .into(),
    }
}

/// Diagonal lines across a rectangle. Drawn, not a `<pattern>`: that would need an id, and a
/// reference to it is resolved differently inside shadow roots.
fn hatching(at: (f64, f64), size: (f64, f64)) -> Node {
    const APART: f64 = 6.0;
    let (width, height) = size;
    let count = ((width + height) / APART).ceil() as i32;
    let lines = (1..count).map(|nth| {
        // The line x + y = reach, cut off at the rectangle's sides.
        let reach = f64::from(nth) * APART;
        let from = (reach.min(width), (reach - width).max(0.0));
        let to = ((reach - height).max(0.0), reach.min(height));
        line(
            "hatch",
            (at.0 + from.0, at.1 + from.1),
            (at.0 + to.0, at.1 + to.1),
        )
    });
    shape("g").children(lines.collect()).into()
}

/// A segment's pattern beside its name.
pub(super) fn swatch(segment: Segment) -> Node {
    shape("svg")
        .attr("class", "swatch")
        .attr("viewBox", "0 0 16 16")
        .attr("aria-hidden", "true")
        .child(segment_rect(segment, (1.0, 1.0), (14.0, 14.0), 2.0))
        .into()
}

/// What a chart draws at a width: its size and its pieces.
pub(super) struct Drawing {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) pieces: Vec<Node>,
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
) -> Node {
    let place = element("div")
        .attr("class", "chart")
        .attr("data-chart", name);
    let room = rooms.of(name);
    if room < 1.0 {
        return place.into();
    }
    let Drawing {
        width,
        height,
        pieces,
    } = draw(room);
    let pieces = match is_right_to_left(words.lang()) {
        true => vec![mirrored(pieces, width)],
        false => pieces,
    };
    let svg = shape("svg")
        .attr("role", "img")
        .attr("aria-label", described)
        .attr("width", px(width))
        .attr("height", px(height))
        .attr("viewBox", ["0 0 ", &px(width), " ", &px(height)].concat())
        .children(pieces);
    let place = match width > room + 1.0 {
        true => place
            .attr("tabindex", "0")
            .attr("role", "group")
            .attr("aria-label", scrolls.to_owned()),
        false => place,
    };
    place.child(svg).into()
}

/// The pieces of a chart read from right to left: all of it mirrored, and its lettering back.
fn mirrored(pieces: Vec<Node>, width: f64) -> Node {
    let pieces = pieces.into_iter().map(|piece| match piece {
        Node::Element(element) if element.is("text") => element.mirrored().into(),
        other => other,
    });
    let flip = ["matrix(-1 0 0 1 ", &px(width), " 0)"].concat();
    shape("g")
        .attr("transform", flip)
        .children(pieces.collect())
        .into()
}

/// How much room each chart has, in pixels, as far as it is measured.
#[derive(Default)]
pub(super) struct Rooms(Vec<(String, i32)>);

impl Rooms {
    fn of(&self, name: &str) -> f64 {
        let mut rooms = self.0.iter();
        let room = rooms.find(|(known, _)| known == name);
        room.map_or(0.0, |(_, room)| f64::from(*room))
    }

    /// Notes the room of a chart; whether it is new.
    pub(super) fn note(&mut self, name: String, room: i32) -> bool {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) if *known == room => false,
            Some((_, known)) => {
                *known = room;
                true
            }
            None => {
                self.0.push((name, room));
                true
            }
        }
    }
}

/// A part of the summary: its name, its heading and what is in it.
pub(super) fn part(name: &'static str, heading: String, content: Vec<Node>) -> Node {
    element("section")
        .attr("part", name)
        .attr("aria-labelledby", name)
        .child(element("h2").attr("id", name).text(heading))
        .children(content)
        .into()
}

/// A chart, what is said of it, and its numbers as a table for those who read instead.
pub(super) fn figure(
    words: &Words,
    name: &'static str,
    chart: Node,
    caption: Vec<Node>,
    table: Node,
) -> Node {
    element("figure")
        .child(chart)
        .child(element("figcaption").children(caption))
        .child(
            element("details")
                .child(element("summary").text(words.say(Text::AsTable)))
                .child(table)
                .child(save(words, name, "")),
        )
        .into()
}

/// The buttons that save a chart, in each format.
pub(super) fn save(words: &Words, name: &'static str, class: &'static str) -> Node {
    let buttons = [("SVG", "svg"), ("PNG", "png")].map(|(format, what)| {
        let label = words.fill(Text::SaveChart, &[("format", format)]);
        button(label, what, name).attr("class", class).into()
    });
    element("p")
        .attr("class", "buttons")
        .children(buttons.into())
        .into()
}

/// A table with a caption for those who hear it.
pub(super) fn table(words: &Words, caption: String, head: &[Text], rows: Vec<Vec<String>>) -> Node {
    let rows = rows
        .into_iter()
        .map(|cells| cells.into_iter().map(text).collect());
    table_of(words, caption, head, rows.collect())
}

/// A table of any cells; the first of each row names the row.
pub(super) fn table_of(
    words: &Words,
    caption: String,
    head: &[Text],
    rows: Vec<Vec<Node>>,
) -> Node {
    let head = head.iter().map(|name| {
        element("th")
            .attr("scope", "col")
            .text(words.say(*name))
            .into()
    });
    element("table")
        .child(element("caption").text(caption))
        .child(element("thead").child(element("tr").children(head.collect())))
        .child(element("tbody").children(rows.into_iter().map(row).collect()))
        .into()
}

fn row(cells: Vec<Node>) -> Node {
    let cells = cells.into_iter().enumerate().map(|(at, cell)| match at {
        0 => element("th").attr("scope", "row").child(cell).into(),
        _ => element("td").child(cell).into(),
    });
    element("tr").children(cells.collect()).into()
}

/// A paragraph.
pub(super) fn paragraph(class: &'static str, text: impl Into<Cow<'static, str>>) -> Node {
    element("p").attr("class", class).text(text).into()
}

/// A button that does `what` with `value`.
pub(super) fn button(
    name: impl Into<Cow<'static, str>>,
    what: impl Into<Cow<'static, str>>,
    value: impl Into<Cow<'static, str>>,
) -> Element {
    element("button")
        .attr("type", "button")
        .attr("data-do", what)
        .attr("data-value", value)
        .text(name)
}

/// A control under its label.
pub(super) fn field(label: String, control: Element) -> Node {
    element("label")
        .attr("class", "field")
        .child(element("span").text(label))
        .child(control)
        .into()
}

/// A choice between named values for `what`, under a label.
pub(super) fn select(
    label: String,
    what: String,
    value: String,
    options: Vec<(String, String)>,
) -> Node {
    let options = options.into_iter().map(|(value, name)| {
        // The attribute, which is what makes it an option's value; the property would be read back.
        element("option").attr("value", value).text(name).into()
    });
    let select = element("select")
        .attr("data-do", what)
        .children(options.collect())
        .attr("value", value);
    field(label, select)
}

fn through(tag: &'static str, class: &'static str, points: &[(f64, f64)]) -> Node {
    let points: Vec<String> = points
        .iter()
        .map(|(x, y)| [&px(*x), ",", &px(*y)].concat())
        .collect();
    shape(tag)
        .attr("class", class)
        .attr("points", points.join(" "))
        .into()
}
