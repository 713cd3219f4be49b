//! The decision, rule by rule.

use super::{Draw, History, NEVER, Policy, believed};

/// What is true of the page and its visitor at the moment of asking.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts<'a> {
    /// Milliseconds since 1970.
    pub now: i64,
    /// The survey's id.
    pub survey: &'a str,
    /// The respondent's identity, or the number stored for this visitor; empty where neither is.
    pub who: &'a str,
    /// Whether the owner's page asked with `zeroten("show")`: no wait counts then.
    pub commanded: bool,
    /// Whether the card answers to what the person did with it in mind: a click.
    pub clicked: bool,
    /// Whether the browser says Global Privacy Control or Do Not Track.
    pub opted_out: bool,
    /// Whether the page has passed on the visitor's consent.
    pub consented: bool,
    /// Whether this page view has asked already.
    pub asked: bool,
    /// Whether the card stands in the page's flow, where it interrupts nobody.
    pub inline: bool,
    /// What the visitor is in the middle of.
    pub holds: Holds,
}

/// What holds an asking back for a moment, one bit each in the order of [`Holds::NAMES`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Holds(pub u8);

impl Holds {
    /// Another card is open; a modal dialog or a full screen is; the person is typing, or has typed
    /// in the last 5 s; something plays; a payment field has the focus; the tab is hidden; the page
    /// is being printed.
    pub const NAMES: [&'static str; 7] = [
        "card", "dialog", "typing", "media", "payment", "hidden", "printing",
    ];
}

/// Every rule by its name, in the order in which they are gone through. `www/explain/sentences.js`
/// has the same list, so that only an owner pays for the names.
pub const RULES: [&str; 17] = [
    "consent",
    "privacy",
    "page",
    "dismissals",
    "wait",
    "between",
    "quota",
    "daily_cap",
    "sample",
    "spread",
    Holds::NAMES[0],
    Holds::NAMES[1],
    Holds::NAMES[2],
    Holds::NAMES[3],
    Holds::NAMES[4],
    Holds::NAMES[5],
    Holds::NAMES[6],
];

/// What one rule says. The page is given its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Nothing against asking.
    Passes,
    /// It does not count for this asking.
    Waived,
    /// Not at this moment.
    Holds,
    /// Not now, and not later on this page view.
    Stops,
}

/// One rule's verdict with what it compared. Yes and no are 1 and 0; moments are milliseconds since
/// 1970; no bound is infinite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// What it says.
    pub verdict: Verdict,
    /// What it found.
    pub value: f64,
    /// What it held that against.
    pub bound: f64,
}

/// Every rule, in the order in which they are gone through.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// The rules.
    pub rules: Vec<Rule>,
}

impl Decision {
    /// What comes of it: the worst that any rule says. What [`Verdict::Holds`] may ask in a moment,
    /// what [`Verdict::Stops`] does not on this page view; whatever is less asks.
    #[must_use]
    pub fn outcome(&self) -> Verdict {
        let verdicts = self.rules.iter().map(|rule| rule.verdict);
        verdicts.max().unwrap_or(Verdict::Passes)
    }

    /// The name of the first rule that stands in the way: one that stops before one that holds.
    #[must_use]
    pub fn first(&self) -> Option<&'static str> {
        let outcome = self.outcome();
        let is_first = |rule: &Rule| outcome >= Verdict::Holds && rule.verdict == outcome;
        RULES.get(self.rules.iter().position(is_first)?).copied()
    }
}

/// Goes through every rule.
#[must_use]
pub fn decide(policy: &Policy, history: &History, facts: &Facts<'_>) -> Decision {
    let now = facts.now;
    let (next, rest) = (
        believed(history.next_eligible_at, now),
        believed(history.rest_until, now),
    );
    let draw = Draw::of(facts.survey, facts.who, now, policy.period_days);
    let today = history.answers_today(now);
    let commanded = facts.commanded;
    let mut decision = Decision { rules: Vec::new() };
    let mut rule = |waived, against, value, bound| {
        let verdict = match (waived, against) {
            (true, _) => Verdict::Waived,
            (false, true) => Verdict::Stops,
            (false, false) => Verdict::Passes,
        };
        decision.rules.push(Rule {
            verdict,
            value,
            bound,
        });
    };

    let given = facts.consented;
    rule(!policy.consent, !given, flag(given), 1.0);
    let signal = facts.opted_out;
    let own = commanded || facts.clicked;
    rule(own, signal, flag(signal), 0.0);
    rule(commanded, facts.asked, flag(facts.asked), 0.0);
    let dismissals = (count(history.dismissals), count(policy.dismissals_to_stop));
    rule(commanded, next == NEVER, dismissals.0, dismissals.1);
    let waits = now < next && next != NEVER;
    rule(commanded, waits, now as f64, next as f64);
    rule(commanded, now < rest, now as f64, rest as f64);
    let (given, most) = (history.answers, policy.quota);
    rule(commanded, given >= most, count(given), count(most));
    let most = policy.daily_cap;
    rule(commanded, today >= most, count(today), count(most));
    let (share, sample) = (draw.share(), policy.sample);
    rule(commanded || sample >= 1.0, share >= sample, share, sample);
    let (today, day) = (draw.today(), draw.day());
    rule(
        commanded || !policy.spread,
        today < day,
        count(today),
        count(day),
    );

    for bit in 0..Holds::NAMES.len() {
        let holds = facts.holds.0 >> bit & 1 != 0;
        // Cards never lie over one another, whoever asked for them.
        let waived = facts.inline || commanded && bit != 0;
        decision.rules.push(Rule {
            verdict: match (waived, holds) {
                (true, _) => Verdict::Waived,
                (false, true) => Verdict::Holds,
                (false, false) => Verdict::Passes,
            },
            value: flag(holds),
            bound: 0.0,
        });
    }
    decision
}

fn count(number: u32) -> f64 {
    if number == u32::MAX {
        f64::INFINITY
    } else {
        f64::from(number)
    }
}

fn flag(is: bool) -> f64 {
    f64::from(u8::from(is))
}
