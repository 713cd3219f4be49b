//! The owner's looks: what the definition says of them, and what has to be mended so that everybody
//! can read the card in them.

use web_sys::HtmlElement;

use super::session::Session;
use crate::browser::object::{BadField, Object};
use crate::browser::paint;
use crate::domain::colour::{Colour, MARK, TEXT};

/// Fields of a definition that are one property of the card's own style, and what they must be.
const PROPERTIES: [(&str, &str, &str); 3] = [
    ("accent", "color", "a colour such as #3450c4"),
    ("radius", "border-radius", "a length such as 14px"),
    ("font", "font-family", "a font family, or inherit"),
];

/// What is seen on the card's background: where its colour is found, as which property, the name it
/// has in the style sheet, and the least contrast it needs.
const SEEN: [(&str, &str, &str, f64); 4] = [
    ("[part=card]", "color", "--text", TEXT),
    ("[part=dismiss]", "color", "--muted", TEXT),
    ("[part=score]", "border-top-color", "--line", MARK),
    ("[part=submit]", "background-color", "--mark", MARK),
];

/// Gives the card its owner's looks, and mends colours that cannot be read on each other, whether
/// they come from the definition or from the page's own style sheet.
pub(super) fn dress(session: &Session, fields: Object<'_>) -> Result<(), BadField> {
    let Some(card) = session.find("[part=card]") else {
        return Ok(());
    };
    for (field, property, expected) in PROPERTIES {
        let Some(mut value) = fields.text(field)? else {
            continue;
        };
        if value == "inherit" {
            let around = session.host.parent_element();
            value = around.map_or(value, |around| paint::computed(&around, property));
        }
        if !paint::set(&card, property, &value) {
            return Err(BadField { field, expected });
        }
        if field == "accent" {
            paint::set(&card, "--accent", &value);
            paint::set(&card, property, "");
        }
    }
    mend(session, &card);
    Ok(())
}

fn mend(session: &Session, card: &HtmlElement) -> Option<()> {
    let colour = |selector: &str, property: &str| {
        let element = session.find(selector)?;
        paint::computed_colour(&element, property).map(Colour)
    };
    let background = colour("[part=card]", "background-color")?;
    let accent = colour("[part=submit]", "background-color")?;
    if colour("[part=submit]", "color")?.contrast(accent) < TEXT {
        paint::set_colour(card, "--on-accent", accent.text_on().0);
    }
    for (selector, property, name, least) in SEEN {
        let seen = colour(selector, property)?;
        if seen.contrast(background) < least {
            paint::set_colour(card, name, seen.readable_on(background, least).0);
        }
    }
    Some(())
}
