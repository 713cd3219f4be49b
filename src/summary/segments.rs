//! The answers by the values of a field: a dot with its interval each, and a table.

use super::answers::Answers;
use super::draw::{self, Drawing, Rooms, circle, lettering, line, paragraph};
use super::element::{Element, element};
use super::groups::{Group, Groups};
use super::scale::{Scale, axis};
use super::texts;
use super::words::{Text, Words};
use crate::domain::letters::shortened;

/// The choice of a field, the chart, the verdict and the table.
pub(super) fn segments(
    words: &Words,
    answers: &Answers,
    groups: &Groups,
    rooms: &Rooms,
) -> Element {
    let mut select = draw::select("by", &groups.by);
    for field in answers.fields() {
        if field.values.len() > 1 || field.name == groups.by {
            select.option(&field.name, field.name.clone());
        }
    }
    let part = draw::part(words, "segments", Text::Groups)
        .child(draw::field(words.say(Text::GroupsBy), select));
    if !groups.groups.is_empty() {
        return part.child(figure(words, groups, rooms));
    }
    let part = part.child(paragraph("quiet", words.say(Text::NoneEnough)));
    with_each(words, groups, part)
}

/// The same with the score where every value counts once, where that is known.
fn with_each(words: &Words, groups: &Groups, said: Element) -> Element {
    match &groups.one_each {
        Some(each) => said.child(paragraph("", texts::one_each(words, &groups.by, each))),
        None => said,
    }
}

fn figure(words: &Words, groups: &Groups, rooms: &Rooms) -> Element {
    let head = [
        Text::Group,
        Text::AnswersName,
        Text::Score,
        Text::IntervalName,
        Text::Rest,
    ];
    let mut rows = element("tbody");
    for group in &groups.groups {
        let name = element("button|type=button|class=link")
            .attr("data-do", ["is.", &groups.by].concat())
            .attr("data-value", &group.name)
            .text(&group.name);
        let row = draw::row_of(element("th|scope=row").child(name))
            .cell(words.number(group.tally.n()))
            .cell(texts::score(words, &group.scored))
            .cell(texts::ends(words, group.scored.interval));
        rows.push(row.cell(texts::versus(words, group)));
    }
    let table = draw::table(words, words.say(Text::Groups), &head, rows);
    let described = texts::groups_described(words, groups);
    let chart = draw::chart(words, "segments", rooms, described, "", &|room| {
        drawing(words, room, &groups.groups)
    });
    let mut caption = element("figcaption");
    if let Some(verdict) = groups.verdict {
        caption.push(paragraph("said", texts::verdict_of_groups(words, verdict)));
    }
    if groups.more > 0 {
        let more = texts::with_count(words, Text::MoreGroups, groups.more);
        caption.push(paragraph("quiet", more));
    }
    caption = with_each(words, groups, caption);
    caption.push(paragraph("quiet", words.say(Text::GroupsNote)));
    // The table is the legend as well, so it is not folded away.
    element("figure")
        .child(chart)
        .child(table)
        .child(caption)
        .child(draw::save(words, "segments"))
}

fn drawing(words: &Words, room: f64, groups: &[Group]) -> Drawing {
    const ROW: f64 = 30.0;
    const TOP: f64 = 8.0;
    let left = (room * 0.3).clamp(70.0, 180.0);
    let ends = |of: fn(&Group) -> f64| groups.iter().map(of);
    let low = ends(|group| group.scored.interval.low).fold(0.0, f64::min);
    let high = ends(|group| group.scored.interval.high).fold(0.0, f64::max);
    let (low, high, lines) = axis(low, high);
    let scale = Scale::new((low, high), (left, room - 14.0));
    let base = TOP + ROW * groups.len() as f64;
    let mut pieces = draw::empty();
    for at in lines {
        let x = scale.at(f64::from(at));
        let class = if at == 0 { "zero" } else { "grid" };
        pieces.push(line(class, (x, TOP), (x, base)));
        pieces.push(lettering(
            "tick",
            (x, base + 18.0),
            texts::point(words, i64::from(at)),
        ));
    }
    let most = (left / 7.5) as usize;
    for (nth, group) in groups.iter().enumerate() {
        let y = TOP + ROW * (nth as f64 + 0.5);
        let interval = group.scored.interval;
        let name = match group.name.chars().count() > most {
            true => shortened(&group.name, most.saturating_sub(1)),
            false => group.name.clone(),
        };
        pieces.push(lettering("end", (left - 10.0, y + 4.5), name));
        let ends = (scale.at(interval.low), scale.at(interval.high));
        pieces.push(line("spread", (ends.0, y), (ends.1, y)));
        pieces.push(circle("point", (scale.at(group.scored.score), y), 6.0));
    }
    Drawing {
        width: room,
        height: base + 24.0,
        svg: pieces,
    }
}
