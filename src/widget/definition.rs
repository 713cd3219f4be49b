//! Reads a survey's definition from the object the loader hands over.

use js_sys::{Array, JsString, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::manners;
use crate::browser::object::{BadField, Object};
use crate::domain::manners::Policy;
use crate::domain::scale::Scale;
use crate::domain::score::{Score, Segment};
use crate::domain::survey::{Audience, Text, filled, is_right_to_left};
use crate::wire::{
    MAX_PROPERTIES, MAX_PROPERTY_NAME_CHARS, MAX_REASONS, MAX_VALUE_CHARS, Property, is_survey_id,
};

/// What a survey's id must be.
const SURVEY_ID: &str = "1 to 64 letters, digits, dots, hyphens and underscores";

/// The modes a card can sit on the page in; the first is the default. Floating in a corner, over
/// everything, along the bottom edge, in the page's flow, and in the whole window's place.
const MODES: &[&str] = &["popover", "modal", "bar", "inline", "page"];

/// The reasons to tick, stock names or own words: a list for each segment that has one, or one for
/// all.
pub(super) type Reasons = Vec<(Option<Segment>, Vec<String>)>;

/// One survey as it is asked of one respondent.
#[derive(Clone, Debug)]
pub(super) struct Definition {
    pub(super) survey: String,
    pub(super) endpoint: String,
    pub(super) key: Option<String>,
    pub(super) scale: Scale,
    pub(super) audience: Audience,
    /// The score a link chose, which the respondent has yet to send.
    pub(super) preselected: Option<Score>,
    /// One of [`MODES`].
    pub(super) mode: &'static str,
    /// The corner of a popover, where the owner chose one.
    pub(super) position: &'static str,
    /// `light` or `dark`; empty for what the visitor's system prefers.
    pub(super) theme: &'static str,
    pub(super) brand: Option<String>,
    pub(super) reasons: Reasons,
    /// Whether detractors are offered to be written to.
    pub(super) contact: bool,
    /// Where promoters may write a review.
    pub(super) review: Option<String>,
    pub(super) lang: String,
    pub(super) trigger: Option<String>,
    pub(super) respondent: Option<String>,
    pub(super) properties: Vec<(String, Property)>,
    /// The owner's texts, then the language's. They are read as they are needed: a card needs a
    /// fraction of them.
    texts: [JsValue; 2],
    pub(super) policy: Policy,
}

impl Definition {
    /// Reads `object`. Texts come from its `texts`, else from `locale`, else they are English.
    pub(super) fn read(object: &JsValue, locale: &JsValue) -> Result<Self, BadField> {
        let fields = Object(object);
        let required = |field, expected| fields.text(field)?.ok_or(BadField { field, expected });
        let scale = one_of(fields, "scale", &["nps", "csat", "ces"], "nps, csat or ces")?;
        let scale = Scale::parse(scale).unwrap_or_default();
        Ok(Self {
            survey: required("survey", SURVEY_ID).and_then(|id| {
                is_survey_id(&id).then_some(id).ok_or(BadField {
                    field: "survey",
                    expected: SURVEY_ID,
                })
            })?,
            endpoint: required("endpoint", "the address answers are posted to")?,
            key: fields.text("key")?,
            scale,
            audience: match one_of(fields, "audience", &["", "business"], "business")? {
                "" => Audience::People,
                _ => Audience::Business,
            },
            preselected: fields
                .text("preselected")?
                .and_then(|text| scale.scores().find(|score| score.as_str() == text)),
            mode: one_of(fields, "mode", MODES, "popover, modal, bar, inline or page")?,
            position: one_of(
                fields,
                "position",
                &["", "bottom-right", "bottom-left", "top-right", "top-left"],
                "bottom-right, bottom-left, top-right or top-left",
            )?,
            theme: match one_of(
                fields,
                "theme",
                &["system", "light", "dark"],
                "light, dark or system",
            )? {
                "system" => "",
                theme => theme,
            },
            brand: fields.text("brand")?,
            reasons: reasons(&fields.value("reasons"))?,
            contact: flag(fields, "contact")?,
            review: review(fields)?,
            lang: fields.text("lang")?.unwrap_or_else(|| String::from("en")),
            trigger: fields
                .text("trigger")?
                .filter(|name| fits(name, MAX_VALUE_CHARS)),
            respondent: fields
                .text("respondent")?
                .filter(|name| fits(name, MAX_VALUE_CHARS)),
            properties: properties(&fields.value("properties")),
            texts: [fields.value("texts"), locale.clone()],
            policy: manners::policy(object),
        })
    }

    /// The wording of `text`.
    pub(super) fn text(&self, text: Text) -> String {
        self.texts
            .iter()
            .find_map(|layer| Object(layer).text(text.key()).ok()?)
            .unwrap_or_else(|| text.english().to_owned())
    }

    /// Whether the card takes the page's place until it is closed.
    pub(super) fn is_modal(&self) -> bool {
        matches!(self.mode, "modal" | "page")
    }

    /// The question, naming the brand where the owner gave one.
    pub(super) fn question(&self) -> String {
        let brand = self.brand.as_deref();
        let question = self.text(Text::question(self.scale, self.audience, brand.is_some()));
        match brand {
            // Among words from the right, a name such as C++ would be turned round.
            Some(brand) if is_right_to_left(&self.lang) => {
                filled(&question, &["\u{2068}", brand, "\u{2069}"].concat())
            }
            Some(brand) => filled(&question, brand),
            None => question,
        }
    }
}

/// The one of `allowed` that stands in `field`; the first where nothing does.
fn one_of(
    fields: Object<'_>,
    field: &'static str,
    allowed: &[&'static str],
    expected: &'static str,
) -> Result<&'static str, BadField> {
    let given = fields.text(field)?;
    let found = match &given {
        Some(text) => allowed.iter().find(|name| *name == text),
        None => allowed.first(),
    };
    found.copied().ok_or(BadField { field, expected })
}

/// Yes or no, as an attribute says it or as a script does.
fn flag(fields: Object<'_>, field: &'static str) -> Result<bool, BadField> {
    let value = fields.value(field);
    match value.as_bool() {
        Some(flag) => Ok(flag),
        None => Ok(one_of(fields, field, &["false", "true"], "true or false")? == "true"),
    }
}

/// A page to send people to; no other scheme is followed.
fn review(fields: Object<'_>) -> Result<Option<String>, BadField> {
    let address = fields.text("review")?;
    match &address {
        Some(text) if !text.starts_with("https://") && !text.starts_with("http://") => {
            Err(BadField {
                field: "review",
                expected: "an address that begins https://",
            })
        }
        _ => Ok(address),
    }
}

/// An object of lists by segment, or one list for all.
fn reasons(value: &JsValue) -> Result<Reasons, BadField> {
    let mut all = Vec::new();
    let mut add = |segment, value: &JsValue| {
        let names = list(value).ok_or(BadField {
            field: "reasons",
            expected: "a list of at most 20 texts, or one for each segment",
        })?;
        if !names.is_empty() {
            all.push((segment, names));
        }
        Ok(())
    };
    if value.is_object() && !Array::is_array(value) {
        for segment in Segment::ALL {
            add(Some(segment), &Object(value).value(segment.as_str()))?;
        }
    } else {
        add(None, value)?;
    }
    Ok(all)
}

/// The texts of a list, which may be one text with commas, as an attribute gives it.
fn list(value: &JsValue) -> Option<Vec<String>> {
    if value.is_falsy() {
        return Some(Vec::new());
    }
    let texts = match value.dyn_ref::<JsString>() {
        Some(text) => text.split(","),
        None => value.dyn_ref::<Array>()?.clone(),
    };
    let mut names = Vec::new();
    for text in texts.iter() {
        let text = text.dyn_ref::<JsString>()?.trim().as_string()?;
        if text.is_empty() {
            continue;
        }
        if names.len() >= MAX_REASONS || !fits(&text, MAX_VALUE_CHARS) {
            return None;
        }
        names.push(text);
    }
    Some(names)
}

/// Texts, finite numbers and booleans within the wire's bounds. Anything else is left out, because
/// an answer is worth more than a property that cannot travel.
fn properties(value: &JsValue) -> Vec<(String, Property)> {
    let Some(object) = value.dyn_ref::<js_sys::Object>() else {
        return Vec::new();
    };
    js_sys::Object::keys(object)
        .iter()
        .filter_map(|key| {
            let name = key
                .as_string()
                .filter(|name| fits(name, MAX_PROPERTY_NAME_CHARS))?;
            Some((name, property(&Reflect::get(object, &key).ok()?)?))
        })
        .take(MAX_PROPERTIES)
        .collect()
}

fn property(value: &JsValue) -> Option<Property> {
    if let Some(text) = value.as_string() {
        return fits(&text, MAX_VALUE_CHARS).then_some(Property::Text(text));
    }
    if let Some(flag) = value.as_bool() {
        return Some(Property::Flag(flag));
    }
    // JavaScript's own text of a finite number is a JSON number (ECMA-262, "Number::toString").
    let number = value.as_f64().filter(|number| number.is_finite())?;
    let text = js_sys::Number::from(number).to_string_with_radix(10).ok()?;
    Some(Property::Number(String::from(text)))
}

/// Whether the collector takes a text of this length, and without a NUL.
fn fits(text: &str, most: usize) -> bool {
    text.chars().count() <= most && !text.is_empty() && !text.contains('\0')
}
