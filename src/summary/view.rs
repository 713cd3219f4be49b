//! The page around the parts: what can be asked for, what is under way, what went wrong.

use super::comments::comments;
use super::distribution::distribution;
use super::draw::{self, paragraph};
use super::element::{Element, Node, element};
use super::filters::filters;
use super::model::ReadAs;
use super::score::score;
use super::segments::segments;
use super::shares::shares;
use super::state::{Asking, Busy, Shown, State, Trouble, Work};
use super::texts;
use super::themes::themes;
use super::trend::trend;
use crate::exchange::{Column, Excluded};

/// The whole summary.
pub(super) fn page(state: &State) -> Element {
    element("section")
        .attr("part", "summary")
        .attr("lang", texts::LANG)
        .attr("aria-label", texts::REGION)
        .when("data-dropping", state.dragged > 0)
        .children(vec![
            toolbar(state),
            status(state),
            token(state),
            trouble(state),
            asking(state),
            content(state),
            footer(),
            element("p")
                .attr("class", "drop")
                .attr("aria-hidden", "true")
                .text(texts::DROP_HERE)
                .into(),
        ])
}

fn toolbar(state: &State) -> Node {
    let input = element("input")
        .attr("type", "file")
        .attr("multiple", "")
        .attr("accept", ".csv,.tsv,.txt,.json,.ndjson,.jsonl,text/csv")
        .attr("data-do", "files");
    let choose = element("label")
        .attr("class", "choose")
        .child(input)
        .child(element("span").text(texts::CHOOSE_FILE));
    let refresh = draw::button(texts::REFRESH, "refresh", "");
    element("div")
        .attr("class", "toolbar")
        .child(refresh.when("hidden", !state.has_src))
        .child(choose)
        .child(paragraph("quiet", texts::STAYS_HERE))
        .into()
}

/// Says what is under way and when it is done, seen and heard.
fn status(state: &State) -> Node {
    let said = match (state.busy, &state.shown) {
        (Some(busy), _) => match busy.what {
            Work::Loading => texts::LOADING.to_owned(),
            Work::Reading => texts::READING.to_owned(),
        },
        _ if state.trouble.is_some() || state.asking.is_some() => String::new(),
        (None, Some(shown)) => texts::shown(&shown.summary),
        (None, None) => texts::NOTHING_YET.to_owned(),
    };
    let line = element("p")
        .attr("role", "status")
        .when("data-busy", state.busy.is_some())
        .text(said);
    let place = element("div").attr("class", "status").child(line);
    match state.busy {
        Some(Busy {
            part: Some(part), ..
        }) => {
            // In steps of a hundredth: each is a change to draw.
            let percent = ((part * 100.0) as i64).to_string();
            let bar = element("progress")
                .attr("max", "100")
                .attr("aria-label", texts::PROGRESS)
                .attr("value", percent);
            place.child(bar)
        }
        _ => place,
    }
    .into()
}

/// The field for the read token, where the collector asks for one.
fn token(state: &State) -> Node {
    let (said, wrong) = match &state.trouble {
        Some(Trouble::TokenWrong) => (texts::TOKEN_WRONG, true),
        Some(Trouble::TokenNeeded) => (texts::TOKEN_NEEDED, false),
        _ => ("", false),
    };
    let input = element("input")
        .attr("type", "password")
        .attr("id", "token")
        .attr("autocomplete", "off")
        .attr("required", "")
        .attr("aria-describedby", "token-said token-hint");
    let input = match wrong {
        true => input.attr("aria-invalid", "true"),
        false => input,
    };
    element("form")
        .attr("class", "token")
        .attr("data-do", "token")
        .when("hidden", said.is_empty())
        .children(vec![
            element("p")
                .attr("class", "said")
                .attr("id", "token-said")
                .attr("role", "alert")
                .text(said)
                .into(),
            element("label")
                .attr("for", "token")
                .text(texts::TOKEN_LABEL)
                .into(),
            element("div")
                .attr("class", "row")
                .child(input)
                .child(element("button").text(texts::TOKEN_SEND))
                .into(),
            element("p")
                .attr("class", "quiet")
                .attr("id", "token-hint")
                .text(texts::TOKEN_HINT)
                .into(),
        ])
        .into()
}

fn trouble(state: &State) -> Node {
    let said = match &state.trouble {
        Some(Trouble::Said(sentence)) => sentence.clone(),
        _ => String::new(),
    };
    let line = element("p").attr("class", "trouble").attr("role", "alert");
    match said.is_empty() {
        true => line,
        false => line.text(said),
    }
    .into()
}

/// Which columns hold what, with what they look like chosen.
fn asking(state: &State) -> Node {
    let place = element("div").attr("class", "asking");
    let Some(Asking { mapping, named, .. }) = &state.asking else {
        return place.when("hidden", true).into();
    };
    let column = |label: &'static str, what: &'static str, column, named: &Option<String>, none| {
        let proposed = mapping.heading(column).map(str::to_owned);
        let value = named.clone().or(proposed).unwrap_or_default();
        let headings = mapping.columns.iter();
        let headings = headings.map(|(heading, _)| (heading.clone(), heading.clone()));
        let none = Some((String::new(), texts::COLUMNS_NONE.to_owned())).filter(|_| none);
        draw::select(
            label,
            what,
            value,
            none.into_iter().chain(headings).collect(),
        )
    };
    let hint = match mapping.sure {
        true => "",
        false => texts::COLUMNS_HINT,
    };
    place
        .attr("role", "group")
        .attr("aria-label", texts::COLUMNS)
        .child(element("h2").text(texts::COLUMNS))
        .child(paragraph("quiet", hint))
        .child(element("div").attr("class", "choices").children(vec![
            column(
                texts::COLUMNS_SCORE,
                "column.score",
                Column::Score,
                &named.score,
                false,
            ),
            column(
                texts::COLUMNS_COMMENT,
                "column.comment",
                Column::Comment,
                &named.comment,
                true,
            ),
            column(
                texts::COLUMNS_DATE,
                "column.date",
                Column::AnsweredAt,
                &named.answered_at,
                true,
            ),
        ]))
        .child(draw::button(texts::COLUMNS_USE, "use", "").attr("class", "strong"))
        .into()
}

fn content(state: &State) -> Node {
    let place = element("div").attr("class", "content");
    let Some(shown) = &state.shown else {
        return place.into();
    };
    let (summary, rooms) = (&shown.summary, &state.rooms);
    let any = summary.of_all > 0;
    let mut parts = Vec::new();
    if any {
        parts.push(filters(&shown.answers, &state.choices, summary));
    }
    parts.extend([score(summary, rooms), about(shown)]);
    if summary.tally.n() > 0 {
        parts.extend([
            shares(summary, rooms),
            distribution(summary, rooms),
            trend(summary, state.choices.get("trend"), rooms),
        ]);
        parts.extend(segments(&shown.answers, summary, rooms));
        parts.extend(ratings(shown));
    }
    if any || !shown.answers.newest.is_empty() {
        parts.extend(themes(shown, state.choices.theme.as_deref()));
        parts.push(comments(state, shown));
    }
    place.children(parts).into()
}

/// Answers on other scales, each with its rule.
fn ratings(shown: &Shown) -> Option<Node> {
    let rated = &shown.summary.ratings;
    let lines = rated.iter().map(|rated| {
        element("p")
            .child(element("strong").text(rated.name.clone()))
            .text(" ")
            .text(texts::rated(rated))
            .into()
    });
    (!rated.is_empty()).then(|| draw::part("ratings", texts::RATINGS, lines.collect()))
}

/// How many answered when, where they come from, how they were read and what was left out.
fn about(shown: &Shown) -> Node {
    let summary = &shown.summary;
    let mut lines = Vec::new();
    if summary.tally.n() > 0 {
        lines.push(paragraph("extent", texts::answers(summary.tally.n())));
    }
    if let Some((first, last)) = summary.days {
        lines.push(paragraph("days", texts::extent(first, last)));
    }
    for file in &shown.answers.files {
        let report = &file.report;
        let tool = report.mapping.format.tool();
        let source = match &file.name {
            Some(name) => texts::from_file(name, tool),
            None => texts::FROM_SOURCE.to_owned(),
        };
        lines.push(paragraph("quiet", source));
        if let Some(read) = ReadAs::of(&report.mapping).filter(|_| file.name.is_some()) {
            lines.push(paragraph("quiet", texts::read_as(&read)));
        }
        if !report.dropped.is_empty() {
            let dropped = texts::dropped(report.dropped.len(), report.dropped.first().copied());
            lines.push(paragraph("quiet", dropped));
        }
        if report.overlong > 0 {
            lines.push(paragraph("quiet", texts::overlong(report.overlong)));
        }
        if !report.excluded.is_empty() {
            lines.push(excluded(&report.excluded));
        }
    }
    let mut buttons = element("p").attr("class", "buttons");
    if summary.tally.n() > 0 {
        buttons = buttons
            .child(draw::button(texts::SAVE_CSV, "csv", "").attr("class", "link"))
            .text(" ")
            .child(draw::button(texts::SAVE_JSON, "json", "").attr("class", "link"));
    }
    if shown.files.len() == 1 {
        let button = draw::button(texts::COLUMNS_OTHER, "columns", "");
        buttons = buttons.text(" ").child(button.attr("class", "link"));
    }
    lines.push(buttons.into());
    element("div").attr("class", "about").children(lines).into()
}

fn excluded(excluded: &[Excluded]) -> Node {
    const MOST: usize = 100;
    let rows = excluded
        .iter()
        .take(MOST)
        .map(|excluded| {
            let found = if excluded.value.is_empty() {
                texts::NONE.to_owned()
            } else {
                excluded.value.clone()
            };
            let reason = texts::reason(excluded.reason).to_owned();
            vec![texts::number(excluded.line), found, reason]
        })
        .collect();
    let head = [
        texts::COLUMN_LINE,
        texts::COLUMN_FOUND,
        texts::COLUMN_REASON,
    ];
    let more = excluded.len().saturating_sub(MOST);
    let mut details = element("details")
        .attr("class", "excluded")
        .child(element("summary").text(texts::excluded(excluded.len())))
        .child(draw::table(texts::EXCLUDED, &head, rows));
    if more > 0 {
        details = details.child(paragraph("quiet", texts::excluded_more(more)));
    }
    details.into()
}

fn footer() -> Node {
    element("footer")
        .attr("part", "footer")
        .child(element("p").text(texts::TRADEMARKS))
        .child(element("p").text(texts::NOT_AFFILIATED))
        .into()
}
