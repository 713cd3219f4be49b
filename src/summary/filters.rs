//! Which answers count: by day, by any property, by respondent.

use super::answers::{Answers, Field};
use super::choices::{Choices, IS};
use super::draw;
use super::element::{Node, element};
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
) -> Node {
    let date = |name: String, key: &'static str| {
        let input = element("input")
            .attr("type", "date")
            .attr("data-do", key)
            .attr("value", choices.get(key));
        draw::field(name, input)
    };
    let mut fields = vec![
        date(words.say(Text::From), "from"),
        date(words.say(Text::To), "to"),
    ];
    if answers.has_respondents() {
        let options = [
            ("", words.say(Text::CountAll)),
            ("latest", words.say(Text::CountLatest)),
        ];
        let options = options.map(|(value, name)| (value.to_owned(), name));
        let chosen = choices.get("count");
        fields.push(draw::select(
            words.say(Text::Count),
            "count".to_owned(),
            chosen,
            options.to_vec(),
        ));
    }
    let chosen = |name: &str| choices.is.iter().any(|(field, _)| field == name);
    let offered = answers
        .fields()
        .filter(|field| (2..=MOST_VALUES).contains(&field.values.len()) || chosen(&field.name));
    let mut offered: Vec<_> = offered.collect();
    order(&mut offered, &|a, b| {
        let rank = |field: &Field| (!chosen(&field.name), field.values.len());
        rank(a).cmp(&rank(b))
    });
    for field in offered.into_iter().take(MOST) {
        let key = [IS, &field.name].concat();
        let mut values: Vec<&str> = field.values.iter().collect();
        order(&mut values, &|a, b| a.cmp(b));
        let values = values
            .into_iter()
            .map(|value| (value.to_owned(), value.to_owned()));
        let all = (String::new(), words.say(Text::All));
        let options = [all].into_iter().chain(values).collect();
        let value = choices.get(&key);
        fields.push(draw::select(field.name.clone(), key, value, options));
    }
    let mut part = element("section")
        .attr("part", "filters")
        .attr("aria-label", words.say(Text::Filters))
        .child(element("div").attr("class", "choices").children(fields));
    if summary.narrowed {
        let said = texts::narrowed(words, summary.tally.n(), summary.of_all, choices.latest);
        part = part.child(
            element("p")
                .attr("class", "narrowed")
                .child(element("strong").text(said))
                .text(" ")
                .child(draw::button(words.say(Text::Clear), "clear", "")),
        );
    }
    part.into()
}
