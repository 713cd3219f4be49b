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
use super::words::{Text, Words};
use crate::domain::survey::is_right_to_left;
use crate::exchange::{Column, Excluded};

/// The whole summary.
pub(super) fn page(state: &State) -> Element {
    let words = &state.words;
    let direction = match is_right_to_left(words.lang()) {
        true => "rtl",
        false => "ltr",
    };
    element("section")
        .attr("part", "summary")
        .attr("lang", words.lang().to_owned())
        .attr("dir", direction)
        .attr("aria-label", words.say(Text::Region))
        .when("data-dropping", state.dragged > 0)
        .children(vec![
            toolbar(state),
            status(state),
            token(state),
            trouble(state),
            asking(state),
            content(state),
            footer(words),
            element("p")
                .attr("class", "drop")
                .attr("aria-hidden", "true")
                .text(words.say(Text::DropHere))
                .into(),
        ])
}

fn toolbar(state: &State) -> Node {
    let words = &state.words;
    let input = element("input")
        .attr("type", "file")
        .attr("multiple", "")
        .attr("accept", ".csv,.tsv,.txt,.json,.ndjson,.jsonl,text/csv")
        .attr("data-do", "files");
    let choose = element("label")
        .attr("class", "choose")
        .child(input)
        .child(element("span").text(words.say(Text::ChooseFiles)));
    let refresh = draw::button(words.say(Text::Refresh), "refresh", "");
    element("div")
        .attr("class", "toolbar")
        .child(refresh.when("hidden", !state.has_src))
        .child(choose)
        .child(paragraph("quiet", words.say(Text::StaysHere)))
        .into()
}

/// Says what is under way and when it is done, seen and heard.
fn status(state: &State) -> Node {
    let words = &state.words;
    let said = match (state.busy, &state.shown) {
        (Some(busy), _) => match busy.what {
            Work::Loading => words.say(Text::Loading),
            Work::Reading => words.say(Text::Reading),
        },
        _ if state.trouble.is_some() || state.asking.is_some() => String::new(),
        (None, Some(shown)) => {
            let answers = texts::answers(words, shown.summary.tally.n());
            words.fill(Text::Shown, &[("answers", &answers)])
        }
        (None, None) => words.say(Text::NothingYet),
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
                .attr("aria-label", words.say(Text::Progress))
                .attr("value", percent);
            place.child(bar)
        }
        _ => place,
    }
    .into()
}

/// The field for the read token, where the collector asks for one.
fn token(state: &State) -> Node {
    let words = &state.words;
    let (said, wrong) = match &state.trouble {
        Some(Trouble::TokenWrong) => (words.say(Text::TokenWrong), true),
        Some(Trouble::TokenNeeded) => (words.say(Text::TokenNeeded), false),
        _ => (String::new(), false),
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
                .text(words.say(Text::TokenLabel))
                .into(),
            element("div")
                .attr("class", "row")
                .child(input)
                .child(element("button").text(words.say(Text::TokenSend)))
                .into(),
            element("p")
                .attr("class", "quiet")
                .attr("id", "token-hint")
                .text(words.say(Text::TokenHint))
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
    let words = &state.words;
    let place = element("div").attr("class", "asking");
    let Some(Asking { mapping, named, .. }) = &state.asking else {
        return place.when("hidden", true).into();
    };
    let column = |label: String, what: &'static str, column, named: &Option<String>, none| {
        let proposed = mapping.heading(column).map(str::to_owned);
        let value = named.clone().or(proposed).unwrap_or_default();
        let headings = mapping.columns.iter();
        let headings = headings.map(|(heading, _)| (heading.clone(), heading.clone()));
        let none = Some((String::new(), words.say(Text::None))).filter(|_| none);
        draw::select(
            label,
            what.to_owned(),
            value,
            none.into_iter().chain(headings).collect(),
        )
    };
    let hint = match mapping.sure {
        true => String::new(),
        false => words.say(Text::ColumnsHint),
    };
    place
        .attr("role", "group")
        .attr("aria-label", words.say(Text::Columns))
        .child(element("h2").text(words.say(Text::Columns)))
        .child(paragraph("quiet", hint))
        .child(element("div").attr("class", "choices").children(vec![
            column(
                words.say(Text::ColumnsScore),
                "column.score",
                Column::Score,
                &named.score,
                false,
            ),
            column(
                words.say(Text::Comments),
                "column.comment",
                Column::Comment,
                &named.comment,
                true,
            ),
            column(
                words.say(Text::ColumnsDate),
                "column.date",
                Column::AnsweredAt,
                &named.answered_at,
                true,
            ),
        ]))
        .child(draw::button(words.say(Text::ColumnsUse), "use", "").attr("class", "strong"))
        .into()
}

fn content(state: &State) -> Node {
    let words = &state.words;
    let place = element("div").attr("class", "content");
    let Some(shown) = &state.shown else {
        return place.into();
    };
    let (summary, rooms) = (&shown.summary, &state.rooms);
    let any = summary.of_all > 0;
    let mut parts = Vec::new();
    if any {
        parts.push(filters(words, &shown.answers, &state.choices, summary));
    }
    parts.extend([score(words, summary, rooms), about(words, shown)]);
    if summary.tally.n() > 0 {
        parts.extend([
            shares(words, summary, rooms),
            distribution(words, summary, rooms),
            trend(words, summary, state.choices.get("trend"), rooms),
        ]);
        parts.extend(segments(words, &shown.answers, summary, rooms));
        parts.extend(ratings(words, shown));
    }
    if shown.answers.tallies.is_some() {
        parts.push(paragraph("quiet", words.say(Text::TalliesNote)));
    } else if any || !shown.answers.newest.is_empty() {
        parts.extend(themes(words, shown, state.choices.theme.as_deref()));
        parts.push(comments(words, state, shown));
    }
    place.children(parts).into()
}

/// Answers on other scales, each with its rule.
fn ratings(words: &Words, shown: &Shown) -> Option<Node> {
    let rated = &shown.summary.ratings;
    let lines = rated.iter().map(|rated| {
        element("p")
            .child(element("strong").text(rated.name.clone()))
            .text(" ")
            .text(texts::rated(words, rated))
            .into()
    });
    (!rated.is_empty()).then(|| draw::part("ratings", words.say(Text::Ratings), lines.collect()))
}

/// How many answered when, where they come from, how they were read and what was left out.
fn about(words: &Words, shown: &Shown) -> Node {
    let summary = &shown.summary;
    let mut lines = Vec::new();
    if summary.tally.n() > 0 {
        lines.push(paragraph(
            "extent",
            texts::answers(words, summary.tally.n()),
        ));
    }
    if let Some(rate) = &summary.response_rate {
        lines.push(paragraph("", texts::response_rate(words, rate)));
    }
    if let Some((first, last)) = summary.days {
        lines.push(paragraph("days", texts::extent(words, first, last)));
    }
    for file in &shown.answers.files {
        let report = &file.report;
        let tool = report.mapping.format.tool();
        let source = match &file.name {
            Some(name) => texts::from_file(words, name, tool),
            None => words.say(Text::FromSource),
        };
        lines.push(paragraph("quiet", source));
        if let Some(read) = ReadAs::of(&report.mapping).filter(|_| file.name.is_some()) {
            lines.push(paragraph("quiet", texts::read_as(words, &read)));
        }
        if !report.dropped.is_empty() {
            let dropped = texts::dropped(
                words,
                report.dropped.len(),
                report.dropped.first().copied().unwrap_or(0),
            );
            lines.push(paragraph("quiet", dropped));
        }
        if report.overlong > 0 {
            lines.push(paragraph(
                "quiet",
                texts::with_count(words, Text::Overlong, report.overlong as usize),
            ));
        }
        if !report.excluded.is_empty() {
            lines.push(excluded(words, &report.excluded));
        }
    }
    if shown.answers.tallies.is_some() {
        lines.push(paragraph("quiet", words.say(Text::FromSource)));
    }
    let mut buttons = element("p").attr("class", "buttons");
    if summary.tally.n() > 0 && shown.answers.tallies.is_none() {
        let button = draw::button(words.say(Text::SaveCsv), "csv", "");
        buttons = buttons.child(button.attr("class", "link")).text(" ");
    }
    if summary.tally.n() > 0 {
        buttons = buttons
            .child(draw::button(words.say(Text::SaveJson), "json", "").attr("class", "link"));
    }
    if shown.files.len() == 1 {
        let button = draw::button(words.say(Text::ColumnsOther), "columns", "");
        buttons = buttons.text(" ").child(button.attr("class", "link"));
    }
    lines.push(buttons.into());
    element("div").attr("class", "about").children(lines).into()
}

fn excluded(words: &Words, excluded: &[Excluded]) -> Node {
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
            let reason = words.say(texts::reason(excluded.reason));
            vec![words.number(excluded.line), found, reason]
        })
        .collect();
    let head = [Text::Line, Text::Found, Text::Why];
    let said = words.counted(Text::Excluded, excluded.len() as u64);
    let more = excluded.len().saturating_sub(MOST);
    let mut details = element("details")
        .attr("class", "excluded")
        .child(element("summary").text(said.clone()))
        .child(draw::table(words, said, &head, rows));
    if more > 0 {
        details = details.child(paragraph(
            "quiet",
            texts::with_count(words, Text::ExcludedMore, more),
        ));
    }
    details.into()
}

fn footer(words: &Words) -> Node {
    element("footer")
        .attr("part", "footer")
        .child(
            element("p")
                .attr("lang", "en")
                .attr("dir", "ltr")
                .text(texts::TRADEMARKS),
        )
        .child(element("p").text(words.say(Text::NotAffiliated)))
        .into()
}
