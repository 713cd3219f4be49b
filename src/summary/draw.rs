//! The SVG and table pieces the charts are made of. Each is one concrete function, so that every
//! element is compiled once however many charts use it.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use super::element::{Maybe, changing, element, maybe, shape};
use super::scale::px;
use super::texts;
use crate::browser::resize;
use crate::domain::score::Segment;

/// A line.
pub(super) fn line(class: &'static str, from: (f64, f64), to: (f64, f64)) -> AnyView {
    shape("line")
        .attr("class", class)
        .attr("x1", px(from.0))
        .attr("y1", px(from.1))
        .attr("x2", px(to.0))
        .attr("y2", px(to.1))
        .view()
}

/// A line through several points.
pub(super) fn polyline(class: &'static str, points: &[(f64, f64)]) -> AnyView {
    let points: Vec<String> = points
        .iter()
        .map(|(x, y)| [&px(*x), ",", &px(*y)].concat())
        .collect();
    shape("polyline")
        .attr("class", class)
        .attr("points", points.join(" "))
        .view()
}

/// A rectangle: its corner, its size, how round its corners are.
pub(super) fn rect(class: &'static str, at: (f64, f64), size: (f64, f64), round: f64) -> AnyView {
    shape("rect")
        .attr("class", class)
        .attr("x", px(at.0))
        .attr("y", px(at.1))
        .attr("width", px(size.0.max(0.0)))
        .attr("height", px(size.1.max(0.0)))
        .attr("rx", px(round))
        .view()
}

/// A circle.
pub(super) fn circle(class: &'static str, at: (f64, f64), radius: f64) -> AnyView {
    shape("circle")
        .attr("class", class)
        .attr("cx", px(at.0))
        .attr("cy", px(at.1))
        .attr("r", px(radius))
        .view()
}

/// Words; `class` may hold `start` or `end` to change where they are anchored.
pub(super) fn words(class: &'static str, at: (f64, f64), text: String) -> AnyView {
    shape("text")
        .attr("class", class)
        .attr("x", px(at.0))
        .attr("y", px(at.1))
        .text(text)
        .view()
}

/// A rectangle in a segment's pattern: promoters solid, passives a tint in an outline, detractors
/// hatched, so that the three can be told apart without colour.
pub(super) fn segment_rect(
    segment: Segment,
    at: (f64, f64),
    size: (f64, f64),
    round: f64,
) -> AnyView {
    if size.0 <= 0.0 || size.1 <= 0.0 {
        return ().into_any();
    }
    match segment {
        Segment::Promoter => rect("promoter", at, size, round),
        Segment::Passive => rect("passive", at, size, round),
        Segment::Detractor => shape("g")
            .child(rect("detractor", at, size, round))
            .child(hatching(at, size))
            .child(rect("outline", at, size, round))
            .view(),
    }
}

/// Diagonal lines across a rectangle. Drawn, not a `<pattern>`: that would need an id, and a
/// reference to it is resolved differently inside shadow roots.
fn hatching(at: (f64, f64), size: (f64, f64)) -> AnyView {
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
    shape("g").children(lines.collect()).view()
}

/// A segment's pattern beside its name.
pub(super) fn swatch(segment: Segment) -> AnyView {
    shape("svg")
        .attr("class", "swatch")
        .attr("viewBox", "0 0 16 16")
        .attr("aria-hidden", "true")
        .child(segment_rect(segment, (1.0, 1.0), (14.0, 14.0), 2.0))
        .view()
}

/// What a chart draws at a width: its size and its pieces.
pub(super) struct Drawing {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) pieces: Vec<AnyView>,
}

/// A chart that is drawn anew at every width, so that its text keeps its size. `described` is what
/// is read out in its place; a chart wider than its room scrolls in itself, as `scrolls` says.
pub(super) fn chart(
    described: String,
    scrolls: Option<&'static str>,
    draw: impl Fn(f64) -> Drawing + Send + Sync + 'static,
) -> AnyView {
    // One concrete type for all charts.
    measured(described, scrolls, Box::new(draw))
}

fn measured(
    described: String,
    scrolls: Option<&'static str>,
    draw: Box<dyn Fn(f64) -> Drawing + Send + Sync>,
) -> AnyView {
    let room = RwSignal::new(0);
    let place = NodeRef::<html::Div>::new();
    let watch = StoredValue::new_local(None);
    Effect::new(move |_| {
        if let Some(place) = place.get() {
            let told = move |width| {
                if room.try_get_untracked() != Some(width) {
                    let _ = room.try_set(width);
                }
            };
            watch.set_value(resize::watch(&place, told));
        }
    });
    let wider = RwSignal::new(false);
    html::div()
        .attr("class", "chart")
        .attr("tabindex", maybe("0", move || wider.get()))
        .attr("role", maybe("group", move || wider.get()))
        .attr(
            "aria-label",
            maybe(scrolls.unwrap_or_default(), move || wider.get()),
        )
        .node_ref(place)
        .child(changing(move || {
            let room = f64::from(room.get());
            if room < 1.0 {
                return ().into_any();
            }
            let drawing = draw(room);
            wider.set(drawing.width > room + 1.0);
            shape("svg")
                .attr("role", "img")
                .attr("aria-label", described.clone())
                .attr("width", px(drawing.width))
                .attr("height", px(drawing.height))
                .attr(
                    "viewBox",
                    ["0 0 ", &px(drawing.width), " ", &px(drawing.height)].concat(),
                )
                .children(drawing.pieces)
                .view()
        }))
        .into_any()
}

/// A part of the summary: its name, its heading and what is in it.
pub(super) fn part(name: &'static str, heading: &'static str, content: Vec<AnyView>) -> AnyView {
    element("section")
        .attr("part", name)
        .attr("aria-labelledby", name)
        .child(element("h2").attr("id", name).text(heading).view())
        .children(content)
        .view()
}

/// A chart, what is said of it, and its numbers as a table for those who read instead.
pub(super) fn figure(chart: AnyView, caption: Vec<AnyView>, table: AnyView) -> AnyView {
    element("figure")
        .child(chart)
        .child(element("figcaption").children(caption).view())
        .child(
            element("details")
                .child(element("summary").text(texts::AS_TABLE).view())
                .child(table)
                .view(),
        )
        .view()
}

/// A table with a caption for those who hear it.
pub(super) fn table(
    caption: &'static str,
    head: &[&'static str],
    rows: Vec<Vec<String>>,
) -> AnyView {
    let rows = rows
        .into_iter()
        .map(|cells| cells.into_iter().map(text).collect());
    table_of(caption, head, rows.collect())
}

/// A table of any cells; the first of each row names the row.
pub(super) fn table_of(
    caption: &'static str,
    head: &[&'static str],
    rows: Vec<Vec<AnyView>>,
) -> AnyView {
    let head = head
        .iter()
        .map(|name| element("th").attr("scope", "col").text(*name).view());
    element("table")
        .child(element("caption").text(caption).view())
        .child(
            element("thead")
                .child(element("tr").children(head.collect()).view())
                .view(),
        )
        .child(
            element("tbody")
                .children(rows.into_iter().map(row).collect())
                .view(),
        )
        .view()
}

fn row(cells: Vec<AnyView>) -> AnyView {
    let cells = cells.into_iter().enumerate().map(|(at, cell)| match at {
        0 => element("th").attr("scope", "row").child(cell).view(),
        _ => element("td").child(cell).view(),
    });
    element("tr").children(cells.collect()).view()
}

/// A paragraph.
pub(super) fn paragraph(class: &'static str, text: impl Into<String>) -> AnyView {
    element("p").attr("class", class).text(text).view()
}

/// A button, hidden while `hidden` says so.
pub(super) fn button(name: &'static str, hidden: Maybe, pressed: Box<dyn Fn()>) -> AnyView {
    html::button()
        .attr("type", "button")
        .attr("hidden", hidden)
        .on(ev::click, move |_| pressed())
        .child(name)
        .into_any()
}

/// A text node.
pub(super) fn text(text: impl Into<String>) -> AnyView {
    text.into().into_any()
}
