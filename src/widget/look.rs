//! The owner's looks: what the definition says of them, and what has to be mended so that everybody
//! can read the card in them.

use web_sys::ShadowRoot;

use crate::browser::object::{BadField, Object};
use crate::browser::paint;
use crate::domain::colour::{Colour, MARK, TEXT};

/// Fields of a definition that are one property of the card's own style, and what they must be.
const PROPERTIES: [(&str, &str, &str); 3] = [
    ("accent", "color", "a colour such as #3450c4"),
    ("radius", "border-radius", "a length such as 14px"),
    ("font", "font-family", "a font family, or inherit"),
];

/// What is seen on the card's background: the part and property its colour is found in, the name it
/// has in the style sheet, and the least contrast it needs.
const SEEN: [(&str, &str, &str, f64); 4] = [
    ("card", "color", "--text", TEXT),
    ("dismiss", "color", "--muted", TEXT),
    ("score", "border-top-color", "--line", MARK),
    ("submit", "background-color", "--mark", MARK),
];

/// The name that the text on the accent has in the style sheet.
const ON_ACCENT: &str = "--on-accent";

/// Gives the card in `root` its owner's looks, and mends colours that cannot be read on each other,
/// whether they come from the definition or from the page's own style sheet.
pub(super) fn dress(root: &ShadowRoot, fields: Object<'_>) -> Result<(), BadField> {
    for (field, property, expected) in PROPERTIES {
        if let Some(value) = fields.text(field)? {
            if !paint::set(root, property, &value) {
                return Err(BadField { field, expected });
            }
            if field == "accent" {
                // It was only tried as a colour.
                paint::set(root, property, "");
                paint::set(root, "--accent", &value);
            }
        }
    }
    mend(root);
    Ok(())
}

/// Mends colours that cannot be read on each other, as they are at present. One that cannot be told
/// ends it: what is left is the owner's own.
pub(super) fn mend(root: &ShadowRoot) -> Option<()> {
    let colour = |part, property| {
        let found = paint::colour(root, part, property);
        found.try_into().ok().map(Colour)
    };
    // What was mended in another scheme is not the owner's.
    for name in SEEN.map(|(_, _, name, _)| name).iter().chain([&ON_ACCENT]) {
        paint::set(root, name, "");
    }
    let background = colour("card", "background-color")?;
    let accent = colour("submit", "background-color")?;
    if colour("submit", "color")?.contrast(accent) < TEXT {
        paint::set_colour(root, ON_ACCENT, accent.text_on().0);
    }
    for (part, property, name, least) in SEEN {
        let seen = colour(part, property)?;
        if seen.contrast(background) < least {
            paint::set_colour(root, name, seen.readable_on(background, least).0);
        }
    }
    Some(())
}
