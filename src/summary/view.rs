//! The page around the parts: what can be asked for, what is under way, what went wrong.

use super::about::about;
use super::comments::comments;
use super::distribution::distribution;
use super::draw::{self, paragraph};
use super::element::{Element, element};
use super::filters::filters;
use super::rated::Rated;
use super::score::score;
use super::segments::segments;
use super::shares::shares;
use super::state::{Asking, Busy, DAY_FIRST, State, Trouble, Work};
use super::texts;
use super::themes::themes;
use super::trend::trend;
use super::words::{Text, Words};
use crate::domain::decimal::decimal;
use crate::domain::survey::is_right_to_left;
use crate::exchange::{Column, DateOrder};

/// The whole summary.
pub(super) fn page(state: &State) -> Element {
    let words = &state.words;
    let direction = match is_right_to_left(words.lang()) {
        true => "rtl",
        false => "ltr",
    };
    element("section|part=summary")
        .attr("lang", words.lang())
        .attr("dir", direction)
        .attr("aria-label", words.say(Text::Region))
        .when("data-dropping", state.dragged)
        .child(toolbar(state))
        .child(status(state))
        .child(token(state))
        .child(trouble(state))
        .child(asking(state))
        .child(content(state))
        .child(footer(words))
        .child(element("p|class=drop|aria-hidden=true").said(words, Text::DropHere))
}

fn toolbar(state: &State) -> Element {
    let words = &state.words;
    let input = element(
        "input|type=file|multiple|data-do=files|accept=.csv,.tsv,.txt,.json,.ndjson,.jsonl,text/csv",
    );
    let choose = element("label|class=choose")
        .child(input)
        .child(element("span").said(words, Text::ChooseFiles));
    let refresh = draw::button("refresh").said(words, Text::Refresh);
    element("div|class=toolbar")
        .child(refresh.when("hidden", !state.has_src))
        .child(choose)
        .child(paragraph("quiet", words.say(Text::StaysHere)))
}

/// Says what is under way and when it is done, seen and heard.
fn status(state: &State) -> Element {
    let words = &state.words;
    let said = match (state.busy, &state.shown) {
        (Some(busy), _) => match busy.what {
            Work::Loading => words.say(Text::Loading),
            Work::Reading => words.say(Text::Reading),
        },
        _ if state.trouble.is_some() || state.asking.is_some() => String::new(),
        (None, Some(shown)) => {
            let answers = texts::answers(words, shown.counted.summary.answers());
            words.fill(Text::Shown, "answers", &[&answers])
        }
        (None, None) => words.say(Text::NothingYet),
    };
    let line = element("p|role=status")
        .when("data-busy", state.busy.is_some())
        .text(said);
    let place = element("div|class=status").child(line);
    match state.busy {
        Some(Busy {
            part: Some(part), ..
        }) => {
            // In steps of a hundredth: each is a change to draw.
            let percent = decimal((part * 100.0) as u64);
            let bar = element("progress|max=100")
                .attr("aria-label", words.say(Text::Progress))
                .attr("value", percent);
            place.child(bar)
        }
        _ => place,
    }
}

/// The field for the read token, where the collector asks for one.
fn token(state: &State) -> Element {
    let words = &state.words;
    let (said, wrong) = match &state.trouble {
        Some(Trouble::TokenWrong) => (words.say(Text::TokenWrong), true),
        Some(Trouble::TokenNeeded) => (words.say(Text::TokenNeeded), false),
        _ => (String::new(), false),
    };
    let input = element(
        "input|type=password|id=token|autocomplete=off|required|\
         aria-describedby=token-said token-hint",
    );
    let input = match wrong {
        true => input.attr("aria-invalid", "true"),
        false => input,
    };
    let row = element("div|class=row")
        .child(input)
        .child(element("button").said(words, Text::TokenSend));
    element("form|class=token|data-do=token")
        .when("hidden", said.is_empty())
        .child(element("p|class=said|id=token-said|role=alert").text(said))
        .child(element("label|for=token").said(words, Text::TokenLabel))
        .child(row)
        .child(element("p|class=quiet|id=token-hint").said(words, Text::TokenHint))
}

fn trouble(state: &State) -> Element {
    let said = match &state.trouble {
        Some(Trouble::Said(sentence)) => sentence,
        _ => "",
    };
    let line = element("p|class=trouble|role=alert");
    match said.is_empty() {
        true => line,
        false => line.text(said),
    }
}

/// Which columns hold what, with what they look like chosen.
fn asking(state: &State) -> Element {
    let words = &state.words;
    let place = element("div|class=asking");
    let Some(asking) = &state.asking else {
        return place.when("hidden", true);
    };
    let Asking { mapping, named, .. } = asking;
    let mut columns = element("div|class=choices");
    for (label, what, column, named) in [
        (
            Text::ColumnsScore,
            "column.score",
            Column::Score,
            &named.score,
        ),
        (
            Text::Comments,
            "column.comment",
            Column::Comment,
            &named.comment,
        ),
        (
            Text::ColumnsDate,
            "column.date",
            Column::AnsweredAt,
            &named.answered_at,
        ),
    ] {
        let proposed = || mapping.heading(column);
        let value = named.as_deref().or_else(proposed).unwrap_or_default();
        let mut select = draw::select(what, value);
        if column != Column::Score {
            select.option("", words.say(Text::None));
        }
        for (heading, _) in &mapping.columns {
            select.option(heading, heading.clone());
        }
        columns.push(draw::field(words.say(label), select));
    }
    let mut hint = element("p|class=quiet");
    if !mapping.sure {
        hint = hint.said(words, Text::ColumnsHint).text(" ");
    }
    if let Some(doubt) = &mapping.dates_doubt
        && asking.is_of_proposed_dates()
    {
        hint = hint.said(words, Text::DatesHint);
        let value = match asking.dates() {
            DateOrder::DayFirst => DAY_FIRST,
            DateOrder::MonthFirst => "month",
        };
        let mut select = draw::select("column.order", value);
        select.option(DAY_FIRST, texts::day(words, doubt.day_first));
        select.option("month", texts::day(words, doubt.month_first));
        columns.push(draw::field(doubt.written.clone(), select));
    }
    let confirm = draw::button("use").attr("class", "strong");
    place
        .attr("role", "group")
        .attr("aria-label", words.say(Text::Columns))
        .child(element("h2").said(words, Text::Columns))
        .child(hint)
        .child(columns)
        .child(confirm.said(words, Text::ColumnsUse))
}

fn content(state: &State) -> Element {
    let words = &state.words;
    let mut parts = element("div|class=content");
    let Some(shown) = &state.shown else {
        return parts;
    };
    let (summary, rooms) = (&shown.counted.summary, &state.rooms);
    let any = summary.of_all > 0 || !summary.ratings.is_empty();
    if any {
        parts.push(filters(words, &shown.answers, &state.choices, summary));
    }
    if summary.of_all > 0 || summary.ratings.is_empty() {
        parts.push(score(words, summary, rooms));
    }
    parts.push(about(words, shown));
    if summary.tally.n() > 0 {
        parts.push(shares(words, summary, rooms));
        parts.push(distribution(words, summary, rooms));
        parts.push(trend(words, summary, state.choices.get("trend"), rooms));
    }
    if state.beginning {
        return parts;
    }
    if summary.tally.n() > 0
        && let Some(groups) = &summary.groups
    {
        parts.push(segments(words, &shown.answers, groups, rooms));
    }
    if !summary.ratings.is_empty() {
        parts.push(ratings(words, &summary.ratings));
    }
    if shown.answers.tallies.is_some() {
        parts.push(paragraph("quiet", words.say(Text::TalliesNote)));
    } else if any || !shown.answers.newest().is_empty() {
        if !shown.answers.newest().is_empty() {
            parts.push(themes(words, shown, state.choices.get("theme")));
        }
        parts.push(comments(words, state, shown));
    }
    parts
}

/// Answers on other scales, each with its rule.
fn ratings(words: &Words, ratings: &[Rated]) -> Element {
    let mut part = draw::part(words, "ratings", Text::Ratings);
    for rated in ratings {
        let line = element("p").child(element("strong").text(&rated.name));
        part.push(line.text(" ").text(texts::rated(words, rated)));
    }
    part
}

fn footer(words: &Words) -> Element {
    element("footer|part=footer")
        .child(element("p|lang=en|dir=ltr").text(texts::TRADEMARKS))
        .child(element("p").said(words, Text::NotAffiliated))
}
