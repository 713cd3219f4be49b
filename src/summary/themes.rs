//! What the comments say, and which of it comes with low scores or high ones.

use super::draw::{self, paragraph};
use super::element::{Element, element};
use super::state::{Found, Shown};
use super::texts;
use super::words::{Text, Words};
use crate::domain::themes::{ENOUGH_COMMENTS, Theme, Themes};

/// The themes, where anybody left a comment.
pub(super) fn themes(words: &Words, shown: &Shown, chosen: &str) -> Element {
    let part = draw::part(words, "themes", Text::Themes);
    let note = match &shown.themes {
        Found::Looking => Text::Looking,
        Found::WithoutWords => Text::NoStopWords,
        Found::Themes(themes) => return found(part, words, themes, chosen),
    };
    part.child(paragraph("quiet", words.say(note)))
}

fn found(part: Element, words: &Words, themes: &Themes, chosen: &str) -> Element {
    if themes.tally.n() < ENOUGH_COMMENTS {
        let part = part.child(paragraph("quiet", words.say(Text::FewComments)));
        return match themes.frequent.is_empty() {
            true => part,
            false => part.child(table(words, Text::Frequent, &themes.frequent, chosen)),
        };
    }
    let (hurting, helping) = (&themes.hurting, &themes.helping);
    if hurting.is_empty() && helping.is_empty() {
        return part.child(paragraph("quiet", words.say(Text::NoThemes)));
    }
    let mut sides = element("div|class=sides");
    for (name, themes) in [(Text::Hurting, hurting), (Text::Helping, helping)] {
        if !themes.is_empty() {
            sides.push(table(words, name, themes, chosen));
        }
    }
    let note = [
        &texts::with_count(words, Text::CommentsScored, themes.tally.n() as usize),
        " ",
        &words.say(Text::ThemesNote),
    ]
    .concat();
    part.child(sides).child(paragraph("quiet", note))
}

fn table(words: &Words, name: Text, themes: &[Theme], chosen: &str) -> Element {
    let head = [Text::Theme, Text::Impact, Text::Comments, Text::Score];
    let mut rows = element("tbody");
    for theme in themes {
        let pressed = if chosen == theme.term {
            "true"
        } else {
            "false"
        };
        let button = draw::button("theme")
            .attr("data-value", &theme.term)
            .attr("class", "link")
            .attr("aria-pressed", pressed)
            .text(&theme.term);
        let row = draw::row_of(element("th|scope=row").child(button))
            .cell(texts::impact(words, theme.impact))
            .cell(words.number(theme.tally.n()));
        rows.push(row.cell(texts::score_of_few(words, theme.tally)));
    }
    element("div")
        .child(element("h3").said(words, name))
        .child(draw::table(words, words.say(name), &head, rows))
}
