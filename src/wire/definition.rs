//! A survey's definition as an owner writes it, for `zeroten lint`. The widget reads the same keys
//! with a small reader of its own (`widget::definition`), which weighs less.
//!
//! `www/survey.schema.json` says the same to editors; `tests/domain/definition.rs` holds the two
//! together.

mod trigger;

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

pub use trigger::{All, Any, Comparison, One, Trigger};

/// A survey's definition.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// For editors: where the schema is.
    #[serde(rename = "$schema")]
    pub schema: Option<String>,
    /// The survey's id.
    pub survey: Option<String>,
    /// Where answers are posted.
    pub endpoint: Option<String>,
    /// The survey's public write key.
    pub key: Option<String>,
    /// The card's language, a BCP 47 tag.
    pub lang: Option<String>,
    /// How the card sits on the page.
    pub mode: Option<String>,
    /// The corner a popover sits in.
    pub position: Option<String>,
    /// The selector of the element an inline card stands in.
    pub target: Option<String>,
    /// The scale: `nps`, `csat` or `ces`.
    pub scale: Option<String>,
    /// `business` asks people at work.
    pub audience: Option<String>,
    /// The reasons to tick.
    pub reasons: Option<Reasons>,
    /// Whether detractors are offered to be written to.
    pub contact: Option<bool>,
    /// Where promoters may write a review.
    pub review: Option<String>,
    /// `light`, `dark` or `system`.
    pub theme: Option<String>,
    /// The owner's colour, as CSS writes it.
    pub accent: Option<String>,
    /// How round the corners are, a CSS length.
    pub radius: Option<String>,
    /// The font, as CSS writes it, or `inherit`.
    pub font: Option<String>,
    /// Who answers, where the owner knows it without `identify`.
    pub respondent: Option<String>,
    /// The owner's name, for the question.
    pub brand: Option<String>,
    /// What opens the card.
    pub trigger: Option<Trigger>,
    /// Where, on what and when it may open.
    pub when: Option<When>,
    /// Whom to ask, and how long to leave people alone.
    pub policy: Option<Policy>,
    /// The ready-made situation this is laid over.
    pub situation: Option<String>,
    /// Wordings that replace those of the language.
    pub texts: Option<BTreeMap<String, String>>,
    /// What travels with every answer.
    pub properties: Option<BTreeMap<String, Value>>,
    /// `off` goes straight to the JavaScript twin.
    pub wasm: Option<String>,
}

/// Reasons to tick: stock names, or the owner's own words.
#[derive(Clone, Debug, Deserialize)]
#[serde(
    untagged,
    expecting = "`reasons` is a list of texts, or one under detractor, passive, promoter"
)]
pub enum Reasons {
    /// The same for everybody.
    All(Vec<String>),
    /// A list for each segment that has one.
    BySegment(ReasonsBySegment),
}

/// Reasons to tick for each segment.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReasonsBySegment {
    /// After 0 to 6.
    pub detractor: Option<Vec<String>>,
    /// After 7 or 8.
    pub passive: Option<Vec<String>>,
    /// After 9 or 10.
    pub promoter: Option<Vec<String>>,
}

/// Conditions that hold together.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct When {
    /// Where the page is.
    pub url: Option<Url>,
    /// `phone`, `tablet` or `desktop`.
    pub device: Option<OneOrMany>,
    /// The page's language, a tag or the beginning of one.
    pub lang: Option<OneOrMany>,
    /// The first day or moment, in UTC.
    pub from: Option<String>,
    /// The last day or moment, in UTC.
    pub to: Option<String>,
    /// Page views, with this one.
    pub views: Option<u32>,
    /// Sessions, with this one.
    pub sessions: Option<u32>,
}

/// One text, or some of which any will do.
#[derive(Clone, Debug, Deserialize)]
#[serde(
    untagged,
    expecting = "`device` and `lang` are a text or a list of texts"
)]
pub enum OneOrMany {
    /// One.
    One(String),
    /// Some.
    Many(Vec<String>),
}

impl OneOrMany {
    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[String] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Many(many) => many,
        }
    }
}

/// A rule about the page's address.
#[derive(Clone, Debug, Deserialize)]
#[serde(
    untagged,
    expecting = "`url` is a pattern, a list, or an object of equals, starts_with, contains, matches, not"
)]
pub enum Url {
    /// A pattern with `*`.
    Pattern(String),
    /// Any of these.
    Any(Vec<Url>),
    /// All that is there.
    All(Box<UrlRules>),
}

/// Rules about the address that hold together.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UrlRules {
    /// The whole of it.
    pub equals: Option<String>,
    /// How it begins.
    pub starts_with: Option<String>,
    /// What is in it.
    pub contains: Option<String>,
    /// A pattern with `*`.
    pub matches: Option<String>,
    /// What it must not be.
    pub not: Option<Url>,
}

/// [`crate::domain::manners::Policy`] as it is written, `storage_free` besides.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "described at `domain::manners::Policy`")]
pub struct Policy {
    pub days_after_answer: Option<f64>,
    pub days_after_dismissal: Option<f64>,
    pub dismissals_to_stop: Option<f64>,
    pub days_snoozed: Option<f64>,
    pub days_between: Option<f64>,
    pub once_per_session: Option<bool>,
    pub quota: Option<f64>,
    pub daily_cap: Option<f64>,
    pub sample: Option<f64>,
    pub period_days: Option<f64>,
    pub spread: Option<bool>,
    pub consent: Option<bool>,
    /// Whether nothing is kept on the visitor's device.
    pub storage_free: Option<bool>,
}
