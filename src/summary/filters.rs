//! Which answers count: by day, by any property, by respondent.

use super::answers::Answers;
use super::choices::{Choices, IS};
use super::draw;
use super::element::{Element, element};
use super::model::Summary;
use super::texts;
use super::words::{Text, Words};
use crate::domain::order::order;

/// The most properties that are offered, those with the fewest values first.
const MOST: usize = 12;
/// The most values a property is offered with.
const MOST_VALUES: usize = 100;

/// The filters, open where any is chosen.
pub(super) fn filters(
    words: &Words,
    answers: &Answers,
    choices: &Choices,
    summary: &Summary,
) -> Element {
    let mut fields = element("div|class=choices");
    for (name, key) in [(Text::From, "from"), (Text::To, "to")] {
        let input = element("input|type=date")
            .attr("data-do", key)
            .attr("value", choices.get(key));
        fields.push(draw::field(words.say(name), input));
    }
    if answers.has_respondents() {
        let mut select = draw::select("count", choices.get("count"));
        select.option("", words.say(Text::CountAll));
        select.option("latest", words.say(Text::CountLatest));
        fields.push(draw::field(words.say(Text::Count), select));
    }
    let chosen = |name: &str| choices.fields().any(|(field, _)| field == name);
    let offered = answers
        .fields()
        .filter(|field| (2..=MOST_VALUES).contains(&field.values.len()) || chosen(&field.name));
    let mut offered: Vec<_> = offered.collect();
    order(&mut offered, &|a, b| a.values.len().cmp(&b.values.len()));
    // What is chosen keeps its place, so that the keyboard does not change another one next.
    let offered = offered.into_iter().enumerate();
    for (_, field) in offered.filter(|(at, field)| *at < MOST || chosen(&field.name)) {
        let key = [IS, &field.name].concat();
        let mut values: Vec<&str> = field.values.iter().collect();
        order(&mut values, &|a, b| a.cmp(b));
        let mut select = draw::select(&key, choices.get(&key));
        select.option("", words.say(Text::All));
        for value in values {
            select.option(value, value.to_owned());
        }
        fields.push(draw::field(field.name.clone(), select));
    }
    let part = element("section|part=filters")
        .attr("aria-label", words.say(Text::Filters))
        .child(fields);
    if !summary.narrowed {
        return part;
    }
    let said = texts::narrowed(words, summary.tally.n(), summary.of_all, choices.latest());
    let line = element("p|class=narrowed")
        .child(element("strong").text(said))
        .text(" ");
    let line = line.text(texts::chosen(words, choices)).text(" ");
    part.child(line.child(draw::button("clear").said(words, Text::Clear)))
}
