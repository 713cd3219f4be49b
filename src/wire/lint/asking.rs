//! Whom to ask and when: triggers, conditions, policy.

use super::selector::may_be_read;
use super::{DEVICES, Findings};
use crate::domain::manners::MAX_WAIT_DAYS;
use crate::domain::time::Timestamp;
use crate::wire::definition::{All, Any, Comparison, One, OneOrMany, Policy, Trigger, Url, When};

/// A wait after an answer shorter than this asks the same people too often, in days: respondents
/// complain of frequency before all else.
const SHORT_WAIT_DAYS: f64 = 30.0;

/// The longest delay, in seconds: a browser's timer counts milliseconds in 31 bits, and fires at once
/// where there are more.
const LONGEST_DELAY_S: f64 = 2_147_483.0;

impl Findings {
    pub(super) fn trigger(&mut self, at: &str, trigger: &Trigger) {
        match trigger {
            Trigger::Written(written) => self.written(at, written),
            Trigger::All(All { all: several }) | Trigger::Any(Any { any: several }) => {
                if several.is_empty() {
                    self.error(at, "is empty: nothing can open the card");
                }
                for one in several {
                    self.trigger(at, one);
                }
            }
            Trigger::One(one) => self.one(at, one),
        }
    }

    fn written(&mut self, at: &str, written: &str) {
        let (kind, value) = written.split_once(':').unwrap_or((written, ""));
        let number = value.parse::<f64>();
        match kind {
            "load" | "exit" | "manual" if value.is_empty() => {}
            "event" if !value.is_empty() => {}
            "delay" => match number {
                Ok(seconds) => self.delay(at, seconds),
                Err(_) => self.error(at, format!("{value} is no number of seconds to delay")),
            },
            "scroll" if number.is_ok_and(|percent| (0.0..=100.0).contains(&percent)) => {}
            "scroll" => self.error(at, format!("{value} is no percentage, 0 to 100")),
            "visible" | "click" => self.selector(at, value),
            _ => self.error(
                at,
                format!(
                    "unknown trigger {written}; use load, delay:SECONDS, scroll:PERCENT, exit, \
                     visible:SELECTOR, click:SELECTOR, event:NAME or manual"
                ),
            ),
        }
    }

    fn one(&mut self, at: &str, one: &One) {
        let kinds = [
            one.load.is_some(),
            one.exit.is_some(),
            one.scroll.is_some(),
            one.visible.is_some(),
            one.click.is_some(),
            one.event.is_some(),
        ];
        let kinds = kinds.into_iter().filter(|there| *there).count();
        if kinds > 1 || kinds == 0 && one.delay.is_none() {
            self.error(
                at,
                "must hold exactly one kind; join several with all or any",
            );
        }
        if let Some(seconds) = one.delay {
            self.delay(at, seconds);
        }
        if one.load == Some(false) || one.exit == Some(false) {
            self.error(at, "load and exit are true, or not there at all");
        }
        if one.event.as_deref() == Some("") {
            self.error(at, "an event has a name");
        }
        if one
            .scroll
            .is_some_and(|percent| !(0.0..=100.0).contains(&percent))
        {
            self.error(at, "a percentage to scroll is 0 to 100");
        }
        for selector in [&one.visible, &one.click].into_iter().flatten() {
            self.selector(at, selector);
        }
        if one.properties.is_some() && one.event.is_none() {
            self.error(at, "`where` belongs to an event");
        }
        for comparison in one.properties.iter().flatten() {
            if compares_nothing(comparison) {
                let name = &comparison.property;
                self.error(
                    at,
                    format!("nothing is said of the property {name}: it never fits"),
                );
            }
        }
    }

    pub(super) fn selector(&mut self, at: &str, selector: &str) {
        if !may_be_read(selector) {
            self.error(at, format!("the selector “{selector}” cannot be read"));
        }
    }

    fn delay(&mut self, at: &str, seconds: f64) {
        if !(0.0..=LONGEST_DELAY_S).contains(&seconds) {
            self.error(
                at,
                format!("a delay is 0 to {LONGEST_DELAY_S} seconds, as long as a browser waits"),
            );
        }
    }

    pub(super) fn when(&mut self, when: &When) {
        let mut bounds = Vec::new();
        for (at, text) in [("when.from", &when.from), ("when.to", &when.to)] {
            let Some(text) = text else { continue };
            match Timestamp::parse(text) {
                Some(moment) => bounds.push(moment),
                None => self.error(at, format!("{text} is no date; write it as 2026-12-31")),
            }
        }
        if let [from, to] = bounds[..]
            && from > to
        {
            self.error("when", "ends before it begins");
        }
        if let Some(url) = &when.url
            && is_empty(url)
        {
            self.error("when.url", "has an empty list: no page fits");
        }
        for (at, texts) in [("when.device", &when.device), ("when.lang", &when.lang)] {
            let Some(texts) = texts else { continue };
            if texts.all().iter().all(String::is_empty) {
                self.error(at, "is empty: nobody fits");
            }
        }
        for device in when.device.iter().flat_map(OneOrMany::all) {
            if !DEVICES.contains(&device.as_str()) {
                self.error(
                    "when.device",
                    format!("{device} is none of {}", DEVICES.join(", ")),
                );
            }
        }
        if when.views == Some(0) || when.sessions == Some(0) {
            self.warn(
                "when",
                "0 page views or sessions hold for everybody; leave it out",
            );
        }
    }

    pub(super) fn policy(&mut self, policy: &Policy) {
        let longest = f64::from(MAX_WAIT_DAYS);
        for (name, value, least, most) in [
            ("days_after_answer", policy.days_after_answer, 0.0, longest),
            (
                "days_after_dismissal",
                policy.days_after_dismissal,
                0.0,
                longest,
            ),
            ("dismissals_to_stop", policy.dismissals_to_stop, 1.0, 10.0),
            ("days_snoozed", policy.days_snoozed, 0.0, longest),
            ("days_between", policy.days_between, 0.0, longest),
            ("quota", policy.quota, 0.0, 1e9),
            ("daily_cap", policy.daily_cap, 0.0, 1e6),
            ("sample", policy.sample, 0.0, 1.0),
            ("period_days", policy.period_days, 1.0, longest),
        ] {
            let Some(value) = value else { continue };
            let at = format!("policy.{name}");
            let whole = name == "sample" || value.fract() == 0.0;
            if !(least..=most).contains(&value) || !whole {
                let kind = if name == "sample" {
                    "a number"
                } else {
                    "a whole number"
                };
                self.error(
                    &at,
                    format!("{value} must be {kind} from {least} to {most}"),
                );
            } else if value == 0.0 && matches!(name, "sample" | "quota" | "daily_cap") {
                self.warn(&at, "asks nobody");
            } else if value == 0.0 && matches!(name, "days_after_answer" | "days_after_dismissal") {
                self.warn(
                    &at,
                    "a wait period of zero asks the same person again and again",
                );
            } else if value == 0.0 && name == "days_between" {
                self.warn(
                    &at,
                    "no rest between surveys: who was just asked one may be asked the next",
                );
            } else if name == "days_after_answer" && value < SHORT_WAIT_DAYS {
                self.warn(
                    &at,
                    format!("{value} days are short: people complain of frequency first"),
                );
            }
        }
    }
}

/// Whether a list of addresses in it has none.
fn is_empty(url: &Url) -> bool {
    match url {
        Url::Pattern(_) => false,
        Url::Any(several) => several.is_empty() || several.iter().any(is_empty),
        Url::All(rules) => rules.not.as_ref().is_some_and(is_empty),
    }
}

fn compares_nothing(it: &Comparison) -> bool {
    it.equals.is_none()
        && it.not.is_none()
        && it.over.is_none()
        && it.under.is_none()
        && it.at_least.is_none()
        && it.at_most.is_none()
        && it.contains.is_none()
        && it.one_of.is_none()
}
