//! Reads a survey's definition from the object the loader hands over.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};

use super::manners;
use crate::browser::object::{BadField, Object};
use crate::domain::manners::Policy;
use crate::domain::survey::{Text, Texts};
use crate::wire::{
    MAX_PROPERTIES, MAX_PROPERTY_NAME_CHARS, MAX_VALUE_CHARS, Property, is_survey_id,
};

/// What a survey's id must be.
const SURVEY_ID: &str = "1 to 64 letters, digits, dots, hyphens and underscores";

/// How the card sits on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// In a corner, over the page.
    Popover,
    /// In the page's flow.
    Inline,
}

impl Mode {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Popover => "popover",
            Self::Inline => "inline",
        }
    }
}

/// One survey as it is asked of one respondent.
#[derive(Clone, Debug)]
pub(super) struct Definition {
    pub(super) survey: String,
    pub(super) endpoint: String,
    pub(super) key: Option<String>,
    pub(super) mode: Mode,
    pub(super) brand: Option<String>,
    pub(super) lang: String,
    pub(super) trigger: Option<String>,
    pub(super) respondent: Option<String>,
    pub(super) properties: Vec<(String, Property)>,
    pub(super) texts: Texts,
    pub(super) policy: Policy,
}

impl Definition {
    /// Reads `object`. Texts come from its `texts`, else from `locale`, else they are English.
    pub(super) fn read(object: &JsValue, locale: &JsValue) -> Result<Self, BadField> {
        let fields = Object(object);
        let required = |field, expected| fields.text(field)?.ok_or(BadField { field, expected });
        Ok(Self {
            survey: required("survey", SURVEY_ID).and_then(|id| {
                is_survey_id(&id).then_some(id).ok_or(BadField {
                    field: "survey",
                    expected: SURVEY_ID,
                })
            })?,
            endpoint: required("endpoint", "the address answers are posted to")?,
            key: fields.text("key")?,
            mode: match fields.text("mode")?.as_deref() {
                None | Some("popover") => Mode::Popover,
                Some("inline") => Mode::Inline,
                Some(_) => {
                    return Err(BadField {
                        field: "mode",
                        expected: "popover or inline",
                    });
                }
            },
            brand: fields.text("brand")?,
            lang: fields.text("lang")?.unwrap_or_else(|| String::from("en")),
            trigger: fields
                .text("trigger")?
                .filter(|name| fits(name, MAX_VALUE_CHARS)),
            respondent: fields
                .text("respondent")?
                .filter(|name| fits(name, MAX_VALUE_CHARS)),
            properties: properties(&fields.value("properties")),
            texts: texts(&[locale.clone(), fields.value("texts")]),
            policy: manners::policy(object),
        })
    }
}

/// The English texts with each of `layers` laid over them in turn.
fn texts(layers: &[JsValue]) -> Texts {
    let mut texts = Texts::default();
    for layer in layers {
        for text in Text::ALL {
            if let Ok(Some(value)) = Object(layer).text(text.key()) {
                texts.set(text, value);
            }
        }
    }
    texts
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
