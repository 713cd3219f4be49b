//! What the comments say, and which of it comes with low scores or high ones.

use super::draw::{self, paragraph};
use super::element::{Node, element, text};
use super::state::{Found, Shown};
use super::texts;
use crate::domain::themes::{ENOUGH_COMMENTS, Theme, Themes};

/// The themes; nothing where nobody left a comment.
pub(super) fn themes(shown: &Shown, chosen: Option<&str>) -> Option<Node> {
    if shown.answers.newest.is_empty() {
        return None;
    }
    let content = match &shown.themes {
        Found::Looking => vec![paragraph("quiet", texts::LOOKING)],
        Found::WithoutWords => vec![paragraph("quiet", texts::NO_STOP_WORDS)],
        Found::Themes(themes) => found(themes, chosen),
    };
    Some(draw::part("themes", texts::THEMES, content))
}

fn found(themes: &Themes, chosen: Option<&str>) -> Vec<Node> {
    if themes.tally.n() < ENOUGH_COMMENTS {
        let mut content = vec![paragraph("quiet", texts::FEW_COMMENTS)];
        if !themes.frequent.is_empty() {
            content.push(table(texts::FREQUENT, &themes.frequent, chosen));
        }
        return content;
    }
    let sides = [
        (texts::HURTING, &themes.hurting),
        (texts::HELPING, &themes.helping),
    ];
    let sides = sides.into_iter().filter(|(_, themes)| !themes.is_empty());
    let tables: Vec<Node> = sides
        .map(|(name, themes)| table(name, themes, chosen))
        .collect();
    if tables.is_empty() {
        return vec![paragraph("quiet", texts::NO_THEMES)];
    }
    let note = [
        &texts::comments_looked_at(themes.tally),
        " ",
        texts::THEMES_NOTE,
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

fn table(name: &'static str, themes: &[Theme], chosen: Option<&str>) -> Node {
    let head = [
        texts::COLUMN_THEME,
        texts::COLUMN_IMPACT,
        texts::COLUMN_COMMENTS,
        texts::COLUMN_SCORE,
    ];
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
        let score = texts::score_of_few(theme.tally);
        vec![
            button.into(),
            text(texts::impact(theme.impact)),
            text(texts::number(theme.tally.n())),
            text(score),
        ]
    });
    element("div")
        .child(element("h3").text(name))
        .child(draw::table_of(name, &head, rows.collect()))
        .into()
}
