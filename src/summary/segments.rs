//! The answers by the values of a field: a dot with its interval each, and a table.

use super::answers::Answers;
use super::draw::{self, Drawing, Rooms, circle, lettering, line, paragraph};
use super::element::{Node, element};
use super::groups::{Group, Groups};
use super::model::Summary;
use super::scale::{Scale, axis};
use super::texts;
use super::words::{Text, Words};

/// The choice of a field, the chart, the verdict and the table; nothing where no field tells groups.
pub(super) fn segments(
    words: &Words,
    answers: &Answers,
    summary: &Summary,
    rooms: &Rooms,
) -> Option<Node> {
    let groups = summary.groups.as_ref()?;
    let fields = answers
        .fields()
        .filter(|field| field.values.len() > 1 || field.name == groups.by);
    let fields = fields.map(|field| (field.name.clone(), field.name.clone()));
    let mut content = vec![draw::select(
        words.say(Text::GroupsBy),
        "by".to_owned(),
        groups.by.clone(),
        fields.collect(),
    )];
    if groups.groups.is_empty() {
        content.push(paragraph("quiet", words.say(Text::NoneEnough)));
    } else {
        content.push(figure(words, groups, rooms));
    }
    Some(draw::part("segments", words.say(Text::Groups), content))
}

fn figure(words: &Words, groups: &Groups, rooms: &Rooms) -> Node {
    let head = [
        Text::Group,
        Text::AnswersName,
        Text::Score,
        Text::IntervalName,
        Text::Rest,
    ];
    let rows = groups.groups.iter().map(|group| {
        let name = draw::button("", ["is.", &groups.by].concat(), group.name.clone());
        vec![
            name.attr("class", "link").text(group.name.clone()).into(),
            super::element::text(words.number(group.tally.n())),
            super::element::text(texts::score(words, &group.scored)),
            super::element::text(texts::ends(words, group.scored.interval)),
            super::element::text(texts::versus(words, group)),
        ]
    });
    let table = draw::table_of(words, words.say(Text::Groups), &head, rows.collect());
    let described = texts::groups_described(words, groups);
    let chart = draw::chart(words, "segments", rooms, described, "", &|room| {
        drawing(words, room, &groups.groups)
    });
    let mut caption = Vec::new();
    caption.extend(
        groups
            .verdict
            .map(|verdict| paragraph("said", texts::verdict_of_groups(words, verdict))),
    );
    if groups.more > 0 {
        caption.push(paragraph(
            "quiet",
            texts::with_count(words, Text::MoreGroups, groups.more),
        ));
    }
    caption.extend(
        groups
            .one_each
            .map(|each| paragraph("", texts::one_each(words, &groups.by, &each))),
    );
    caption.push(paragraph("quiet", words.say(Text::GroupsNote)));
    let caption = element("figcaption").children(caption);
    // The table is the legend as well, so it is not folded away.
    element("figure")
        .child(chart)
        .child(table)
        .child(caption)
        .child(draw::save(words, "segments", "quiet"))
        .into()
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
    let mut pieces = Vec::new();
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
        let name: String = match group.name.chars().count() > most {
            true => group
                .name
                .chars()
                .take(most.saturating_sub(1))
                .chain(['…'])
                .collect(),
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
        pieces,
    }
}
