//! The answers by the values of a field: a dot with its interval each, and a table.

use super::answers::Answers;
use super::draw::{self, Drawing, Rooms, circle, line, paragraph, words};
use super::element::{Node, element};
use super::groups::{Group, Groups};
use super::model::Summary;
use super::scale::{Scale, axis};
use super::texts;

/// The choice of a field, the chart, the verdict and the table; nothing where no field tells groups.
pub(super) fn segments(answers: &Answers, summary: &Summary, rooms: &Rooms) -> Option<Node> {
    let groups = summary.groups.as_ref()?;
    let fields = answers
        .fields()
        .filter(|field| field.values.len() > 1 || field.name == groups.by);
    let fields = fields.map(|field| (field.name.clone(), field.name.clone()));
    let mut content = vec![draw::select(
        texts::SEGMENTS_BY,
        "by",
        groups.by.clone(),
        fields.collect(),
    )];
    if groups.groups.is_empty() {
        content.push(paragraph("quiet", texts::GROUPS_HIDDEN));
    } else {
        content.push(figure(groups, rooms));
    }
    Some(draw::part("segments", texts::SEGMENTS, content))
}

fn figure(groups: &Groups, rooms: &Rooms) -> Node {
    let head = [
        texts::COLUMN_GROUP,
        texts::COLUMN_ANSWERS,
        texts::COLUMN_SCORE,
        texts::COLUMN_INTERVAL,
        texts::COLUMN_REST,
    ];
    let rows = groups.groups.iter().map(|group| {
        let name = draw::button("", ["is.", &groups.by].concat(), group.name.clone());
        vec![
            name.attr("class", "link").text(group.name.clone()).into(),
            super::element::text(texts::number(group.tally.n())),
            super::element::text(group.scored.text.clone()),
            super::element::text(texts::ends(group.scored.interval)),
            super::element::text(texts::versus(group)),
        ]
    });
    let table = draw::table_of(texts::SEGMENTS, &head, rows.collect());
    let described = texts::groups_described(groups);
    let chart = draw::chart("segments", rooms, described, "", &|room| {
        drawing(room, &groups.groups)
    });
    let mut caption = Vec::new();
    caption.extend(
        groups
            .verdict
            .map(|verdict| paragraph("said", texts::verdict_of_groups(verdict))),
    );
    if groups.more > 0 {
        caption.push(paragraph("quiet", texts::more_groups(groups.more)));
    }
    caption.extend(
        groups
            .one_each
            .map(|each| paragraph("", texts::one_each(&groups.by, &each))),
    );
    caption.push(paragraph("quiet", texts::SEGMENTS_NOTE));
    let caption = element("figcaption").children(caption);
    // The table is the legend as well, so it is not folded away.
    element("figure")
        .child(chart)
        .child(table)
        .child(caption)
        .child(draw::button(texts::SAVE_CHART, "save", "segments").attr("class", "quiet"))
        .into()
}

fn drawing(room: f64, groups: &[Group]) -> Drawing {
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
        pieces.push(words("tick", (x, base + 18.0), at.to_string()));
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
        pieces.push(words("end", (left - 10.0, y + 4.5), name));
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
