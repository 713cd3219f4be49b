//! What opens the card, as it is written.

use serde::Deserialize;
use serde::de::{Deserializer, Error as _};
use serde_json::Value;

/// What opens the card.
#[derive(Clone, Debug)]
pub enum Trigger {
    /// `KIND` or `KIND:VALUE`.
    Written(String),
    /// All of these hold.
    All(All),
    /// Any of these holds.
    Any(Any),
    /// One kind, as an object.
    One(One),
}

/// Triggers that have to hold together.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct All {
    /// The triggers.
    pub all: Vec<Trigger>,
}

/// Triggers of which one is enough.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Any {
    /// The triggers.
    pub any: Vec<Trigger>,
}

/// One trigger; exactly one of its kinds is there, or a delay alone.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct One {
    /// At once.
    pub load: Option<bool>,
    /// Scrolled this far down, in percent.
    pub scroll: Option<f64>,
    /// About to leave.
    pub exit: Option<bool>,
    /// The selector of an element that is seen.
    pub visible: Option<String>,
    /// The selector of an element that is clicked.
    pub click: Option<String>,
    /// The name of an event that is tracked.
    pub event: Option<String>,
    /// What the event's properties must be.
    #[serde(rename = "where")]
    pub properties: Option<Vec<Comparison>>,
    /// Seconds: of the visit where it stands alone, else after the other.
    pub delay: Option<f64>,
}

/// What one property of an event must be.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    /// The property's name.
    pub property: String,
    /// The same; `null` is a value, too.
    #[serde(default, deserialize_with = "present")]
    pub equals: Option<Value>,
    /// Another.
    #[serde(default, deserialize_with = "present")]
    pub not: Option<Value>,
    /// More than this.
    pub over: Option<f64>,
    /// Less than this.
    pub under: Option<f64>,
    /// This or more.
    pub at_least: Option<f64>,
    /// This or less.
    pub at_most: Option<f64>,
    /// A text with this in it.
    pub contains: Option<String>,
    /// One of these.
    #[serde(rename = "in")]
    pub one_of: Option<Vec<Value>>,
}

/// The keys of a trigger that is an object: those of [`One`], [`All`] and [`Any`].
const TRIGGER_KEYS: [&str; 10] = [
    "load", "delay", "scroll", "exit", "visible", "click", "event", "where", "all", "any",
];

impl<'de> Deserialize<'de> for Trigger {
    /// By hand, so that what cannot be read is named.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let keys = match Value::deserialize(deserializer)? {
            Value::String(written) => return Ok(Self::Written(written)),
            Value::Object(keys) => keys,
            other => {
                return Err(D::Error::custom(format!(
                    "{other} is no trigger; write a text or an object"
                )));
            }
        };
        if let Some(unknown) = keys
            .keys()
            .find(|key| !TRIGGER_KEYS.contains(&key.as_str()))
        {
            return Err(D::Error::custom(format!(
                "unknown trigger {unknown}; use {}",
                TRIGGER_KEYS.join(", ")
            )));
        }
        for list in ["where", "all", "any"] {
            if let Some(other) = keys.get(list).filter(|value| !value.is_array()) {
                return Err(D::Error::custom(format!(
                    "`{list}` of a trigger is a list, not {other}"
                )));
            }
        }
        let (all, any) = (keys.contains_key("all"), keys.contains_key("any"));
        let whole = Value::Object(keys);
        if all {
            let several = All::deserialize(whole).map(Self::All);
            several.map_err(D::Error::custom)
        } else if any {
            let several = Any::deserialize(whole).map(Self::Any);
            several.map_err(D::Error::custom)
        } else {
            let one = One::deserialize(whole).map(Self::One);
            one.map_err(|error| D::Error::custom(format!("trigger: {error}")))
        }
    }
}

fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}
