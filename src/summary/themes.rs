//! What the comments say, and which of it comes with low scores or high ones.

use super::draw::{self, paragraph};
use super::element::{Node, element, text};
use super::state::{Found, Shown};
use super::texts;
use super::words::{Text, Words};
use crate::domain::themes::{ENOUGH_COMMENTS, Theme, Themes};

/// The themes; nothing where nobody left a comment.
pub(super) fn themes(words: &Words, shown: &Shown, chosen: Option<&str>) -> Option<Node> {
    if shown.answers.newest.is_empty() {
        return None;
    }
    let content = match &shown.themes {
        Found::Looking => vec![paragraph("quiet", words.say(Text::Looking))],
        Found::WithoutWords => vec![paragraph("quiet", words.say(Text::NoStopWords))],
        Found::Themes(themes) => found(words, themes, chosen),
    };
    Some(draw::part("themes", words.say(Text::Themes), content))
}

fn found(words: &Words, themes: &Themes, chosen: Option<&str>) -> Vec<Node> {
    if themes.tally.n() < ENOUGH_COMMENTS {
        let mut content = vec![paragraph("quiet", words.say(Text::FewComments))];
        if !themes.frequent.is_empty() {
            content.push(table(
                words,
                words.say(Text::Frequent),
                &themes.frequent,
                chosen,
            ));
        }
        return content;
    }
    let sides = [
        (words.say(Text::Hurting), &themes.hurting),
        (words.say(Text::Helping), &themes.helping),
    ];
    let sides = sides.into_iter().filter(|(_, themes)| !themes.is_empty());
    let tables: Vec<Node> = sides
        .map(|(name, themes)| table(words, name, themes, chosen))
        .collect();
    if tables.is_empty() {
        return vec![paragraph("quiet", words.say(Text::NoThemes))];
    }
    let note = [
        &texts::with_count(words, Text::CommentsScored, themes.tally.n() as usize),
        " ",
        &words.say(Text::ThemesNote),
    ]
    .concat();
    vec![
        element("div")
            .attr("class", "sides")
            .children(tables)
            .into(),
        paragraph("quiet", note),
    ]
}

fn table(words: &Words, name: String, themes: &[Theme], chosen: Option<&str>) -> Node {
    let head = [Text::Theme, Text::Impact, Text::Comments, Text::Score];
    let rows = themes.iter().map(|theme| {
        let pressed = if chosen == Some(theme.term.as_str()) {
            "true"
        } else {
            "false"
        };
        let button = draw::button("", "theme", theme.term.clone())
            .attr("class", "link")
            .attr("aria-pressed", pressed)
            .text(theme.term.clone());
        let score = texts::score_of_few(words, theme.tally);
        vec![
            button.into(),
            text(texts::impact(words, theme.impact)),
            text(words.number(theme.tally.n())),
            text(score),
        ]
    });
    element("div")
        .child(element("h3").text(name.clone()))
        .child(draw::table_of(words, name.clone(), &head, rows.collect()))
        .into()
}
