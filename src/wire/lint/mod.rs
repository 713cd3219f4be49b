//! What cannot work in a survey's definition, and what bends its score: the checks behind
//! `zeroten lint`.

mod asking;
mod selector;

use std::fmt;

use super::definition::{Definition, Reasons};
use super::{MAX_REASONS, MAX_VALUE_CHARS, is_survey_id};
use crate::domain::survey::Text;
use crate::domain::wording::{Bias, biases};

/// The languages there is a file for in `www/locales`.
pub const LANGUAGES: [&str; 34] = [
    "ar", "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "he", "hi", "hr", "hu", "is",
    "it", "ja", "ko", "lt", "lv", "nb", "nl", "nn", "pl", "pt", "pt-BR", "ro", "sk", "sv", "tr",
    "uk", "zh-Hans", "zh-Hant",
];

/// The ready-made situations in `www/situations`.
pub const SITUATIONS: [&str; 5] = [
    "after-onboarding",
    "after-purchase",
    "after-support",
    "before-renewal",
    "quarterly",
];

/// How a card may sit on the page.
pub const MODES: [&str; 5] = ["popover", "modal", "bar", "inline", "page"];
/// The corners a popover may sit in.
pub const POSITIONS: [&str; 4] = ["bottom-right", "bottom-left", "top-right", "top-left"];
/// The scales a question may be answered on.
pub const SCALES: [&str; 3] = ["nps", "csat", "ces"];

/// What a page may be read on.
pub const DEVICES: [&str; 3] = ["phone", "tablet", "desktop"];

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// It cannot work as written.
    Error,
    /// It works, and does harm.
    Warning,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// The key, as in `policy.sample`.
    pub at: String,
    /// What is wrong, and what to do.
    pub says: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(f, "{severity}: {}: {}", self.at, self.says)
    }
}

/// Reads a definition and checks it. What cannot be read at all is one finding.
#[must_use]
pub fn lint(json: &[u8]) -> Vec<Finding> {
    let mut found = Findings::default();
    match serde_json::from_slice::<Definition>(json) {
        Ok(definition) => found.definition(&definition),
        Err(error) => {
            let says = error.to_string();
            // Only its beginning is about the unknown key; then come those there are.
            let unknown = says.split(',').next().unwrap_or_default().to_lowercase();
            if unknown.contains("color") || unknown.contains("colour") {
                found.warn("definition", Bias::Coloured.advice());
            }
            found.error("definition", says);
        }
    }
    found.0
}

#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn push(&mut self, severity: Severity, at: &str, says: String) {
        self.0.push(Finding {
            severity,
            at: at.to_owned(),
            says,
        });
    }

    fn error(&mut self, at: &str, says: impl Into<String>) {
        self.push(Severity::Error, at, says.into());
    }

    fn warn(&mut self, at: &str, says: impl Into<String>) {
        self.push(Severity::Warning, at, says.into());
    }

    fn definition(&mut self, it: &Definition) {
        match it.survey.as_deref() {
            None => self.error("survey", "is missing; give the survey an id"),
            Some(id) if !is_survey_id(id) => self.error(
                "survey",
                format!("{id} is no id: 1 to 64 letters, digits, dots, hyphens, underscores"),
            ),
            Some(_) => {}
        }
        match it.endpoint.as_deref() {
            None | Some("") => self.error("endpoint", "is missing: answers go nowhere"),
            Some(address) if !is_address(address) => self.error(
                "endpoint",
                format!("{address} is no address; write https://… or a path that begins with /"),
            ),
            Some(_) => {}
        }
        if let Some(lang) = it.lang.as_deref()
            && !LANGUAGES.iter().any(|known| speaks(known, lang))
        {
            self.error(
                "lang",
                format!("{lang} has no wordings: {}", LANGUAGES.join(", ")),
            );
        }
        self.looks(it);
        if it.mode.as_deref() == Some("inline") && it.target.is_none() {
            self.error(
                "target",
                "is missing: an inline card needs an element to stand in",
            );
        }
        if let Some(target) = &it.target {
            self.selector("target", target);
        }
        if let Some(name) = it.situation.as_deref()
            && !SITUATIONS.contains(&name)
        {
            self.error(
                "situation",
                format!("{name} is none of {}", SITUATIONS.join(", ")),
            );
        }
        if let Some(trigger) = &it.trigger {
            self.trigger("trigger", trigger);
        }
        if let Some(when) = &it.when {
            self.when(when);
        }
        if let Some(policy) = &it.policy {
            self.policy(policy);
        }
        for (name, value) in it.properties.iter().flatten() {
            if !(value.is_string() || value.is_number() || value.is_boolean()) {
                self.error(
                    &format!("properties.{name}"),
                    format!("{value} does not travel: a text, a number, true or false does"),
                );
            }
        }
        for (key, text) in it.texts.iter().flatten() {
            let at = format!("texts.{key}");
            if !Text::ALL.iter().any(|text| text.key() == key) {
                self.error(&at, "is no wording of the card; see locales/en.json");
            }
            self.wording(&at, text);
        }
        if let Some(brand) = &it.brand {
            self.wording("brand", brand);
        }
    }

    /// What the card shows beside the question, and how.
    fn looks(&mut self, it: &Definition) {
        for (at, value, allowed) in [
            ("mode", &it.mode, &MODES[..]),
            ("position", &it.position, &POSITIONS[..]),
            ("scale", &it.scale, &SCALES[..]),
            ("audience", &it.audience, &["business"][..]),
            ("theme", &it.theme, &["system", "light", "dark"][..]),
            ("wasm", &it.wasm, &["on", "off"][..]),
        ] {
            if let Some(value) = value
                && !allowed.contains(&value.as_str())
            {
                self.error(at, format!("{value} is none of {}", allowed.join(", ")));
            }
        }
        if let Some(address) = &it.review
            && !(address.starts_with("https://") || address.starts_with("http://"))
        {
            self.error(
                "review",
                format!("{address} is no page: it begins https://"),
            );
        }
        let lists = match &it.reasons {
            None => Vec::new(),
            Some(Reasons::All(list)) => vec![list],
            Some(Reasons::BySegment(by)) => [&by.detractor, &by.passive, &by.promoter]
                .into_iter()
                .flatten()
                .collect(),
        };
        for list in lists {
            if list.len() > MAX_REASONS {
                self.error(
                    "reasons",
                    format!("{} are too many: at most {MAX_REASONS}", list.len()),
                );
            }
            for reason in list {
                if reason.is_empty() || reason.chars().count() > MAX_VALUE_CHARS {
                    self.error(
                        "reasons",
                        format!("a reason has 1 to {MAX_VALUE_CHARS} characters"),
                    );
                }
                self.wording("reasons", reason);
            }
        }
    }

    fn wording(&mut self, at: &str, text: &str) {
        for (bias, sign) in biases(text) {
            self.warn(at, format!("“{sign}” {}", bias.advice()));
        }
    }
}

/// Whether a language's file speaks the language of `tag`.
fn speaks(known: &str, tag: &str) -> bool {
    let tag = tag.to_lowercase();
    let first = tag.split('-').next().unwrap_or_default();
    known.to_lowercase() == tag
        || known.split('-').next() == Some(first)
        || (first == "no" && known == "nb")
        || (first == "iw" && known == "he")
}

fn is_address(address: &str) -> bool {
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|scheme| address.strip_prefix(scheme));
    match rest {
        Some(host) => !host.is_empty() && !host.starts_with('/') && !address.contains(' '),
        None => address.starts_with('/') && !address.contains(' '),
    }
}
