//! A survey's definition: the schema, the types that `zeroten lint` reads, and the situations.

use std::fs;

use serde_json::{Map, Value, json};
use zeroten::wire::definition::{
    Comparison, Definition, One, Policy, ReasonsBySegment, UrlRules, When,
};
use zeroten::wire::lint::{
    DEVICES, Finding, LANGUAGES, MODES, POSITIONS, SCALES, SITUATIONS, Severity, lint,
};

fn file(name: &str) -> String {
    fs::read_to_string(format!("{}/www/{name}", env!("CARGO_MANIFEST_DIR"))).expect(name)
}

fn schema() -> Value {
    serde_json::from_str(&file("survey.schema.json")).expect("JSON")
}

/// A definition that only lacks nothing, with `more` in it.
fn findings(more: &Value) -> Vec<Finding> {
    let mut whole = json!({"survey": "s", "endpoint": "https://answers.example/v1/responses"});
    let whole_map = whole.as_object_mut().unwrap();
    for (key, value) in more.as_object().unwrap() {
        whole_map.insert(key.clone(), value.clone());
    }
    lint(whole.to_string().as_bytes())
}

fn errors(more: &Value) -> Vec<String> {
    let found = findings(more).into_iter();
    found
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| finding.to_string())
        .collect()
}

/// The keys a type takes, by what serde says when it meets another.
fn keys_of<T: serde::de::DeserializeOwned>() -> Vec<String> {
    let Err(error) = serde_json::from_value::<T>(json!({"no such key": 1})) else {
        panic!("the type takes any key");
    };
    let error = error.to_string();
    let mut keys: Vec<_> = error
        .split('`')
        .skip(3)
        .step_by(2)
        .map(String::from)
        .collect();
    keys.sort();
    assert!(keys.len() > 1, "{error}");
    keys
}

#[test]
fn the_schema_has_the_keys_of_the_types_and_no_other() {
    let schema = schema();
    let check = |name: &str, at: &Value, mut keys: Vec<String>| {
        let mut found: Vec<_> = at["properties"]
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect();
        found.sort();
        keys.sort();
        assert_eq!(found, keys, "{name}");
        assert_eq!(at["additionalProperties"], json!(false), "{name}");
    };
    check("the definition", &schema, keys_of::<Definition>());
    let defined = &schema["$defs"];
    check("when", &defined["when"], keys_of::<When>());
    check("policy", &defined["policy"], keys_of::<Policy>());
    check("one", &defined["one"], keys_of::<One>());
    check("urlRules", &defined["urlRules"], keys_of::<UrlRules>());
    check(
        "comparison",
        &defined["comparison"],
        keys_of::<Comparison>(),
    );
    let top = &schema["properties"];
    check(
        "reasons",
        &top["reasons"]["oneOf"][1],
        keys_of::<ReasonsBySegment>(),
    );
    assert_eq!(top["situation"]["enum"], json!(SITUATIONS));
    assert_eq!(top["mode"]["enum"], json!(MODES));
    assert_eq!(top["position"]["enum"], json!(POSITIONS));
    assert_eq!(top["scale"]["enum"], json!(SCALES));
    let device = &defined["when"]["properties"]["device"]["oneOf"];
    assert_eq!(device[0]["enum"], json!(DEVICES));
    assert_eq!(device[1]["items"]["enum"], json!(DEVICES));
    assert_eq!(top["wasm"]["enum"], json!(["on", "off"]));
    let delay = &defined["one"]["properties"]["delay"]["maximum"];
    assert_eq!(errors(&json!({"trigger": {"delay": delay}})), [""; 0]);
    let reasons = &schema["$defs"]["reasons"];
    assert_eq!(reasons["maxItems"], json!(zeroten::wire::MAX_REASONS));
}

#[test]
fn a_trigger_takes_every_key_of_one() {
    for key in keys_of::<One>() {
        let found = errors(&json!({"trigger": {(key.as_str()): null}}));
        assert!(
            !found.iter().any(|one| one.contains("unknown trigger")),
            "{found:?}"
        );
    }
}

#[test]
fn every_bound_of_the_schema_is_a_bound_of_the_linter() {
    let schema = schema();
    let policy = schema["$defs"]["policy"]["properties"].as_object().unwrap();
    let mut bounded = 0;
    for (name, key) in policy {
        let (Some(least), Some(most)) = (key["minimum"].as_f64(), key["maximum"].as_f64()) else {
            assert_eq!(key["type"], "boolean", "{name}");
            continue;
        };
        bounded += 1;
        for (value, fits) in [
            (least, true),
            (most, true),
            (least - 1.0, false),
            (most + 1.0, false),
        ] {
            let found = errors(&json!({"policy": {(name.as_str()): value}}));
            assert_eq!(found.is_empty(), fits, "{name} {value}: {found:?}");
        }
        let half = errors(&json!({"policy": {(name.as_str()): least + 0.5}}));
        assert_eq!(half.is_empty(), key["type"] == "number", "{name}: {half:?}");
    }
    assert_eq!(bounded, 9);
}

#[test]
fn the_schema_s_defaults_are_the_domain_s() {
    let defaults = zeroten::domain::manners::Policy::default();
    let schema = schema();
    let policy = &schema["$defs"]["policy"]["properties"];
    for (name, value) in [
        ("days_after_answer", json!(defaults.days_after_answer)),
        ("days_after_dismissal", json!(defaults.days_after_dismissal)),
        ("dismissals_to_stop", json!(defaults.dismissals_to_stop)),
        ("days_snoozed", json!(defaults.days_snoozed)),
        ("days_between", json!(defaults.days_between)),
        ("once_per_session", json!(defaults.once_per_session)),
        ("period_days", json!(defaults.period_days)),
        ("spread", json!(defaults.spread)),
        ("consent", json!(defaults.consent)),
    ] {
        assert_eq!(policy[name]["default"], value, "{name}");
    }
    assert_eq!(policy["sample"]["default"].as_f64(), Some(defaults.sample));
}

#[test]
fn each_situation_is_a_definition_once_it_has_a_name_and_an_endpoint() {
    for name in SITUATIONS {
        let situation: Map<String, Value> =
            serde_json::from_str(&file(&format!("situations/{name}.json"))).expect(name);
        assert_eq!(findings(&Value::from(situation)), [], "{name}");
    }
    let folder = fs::read_dir(format!("{}/www/situations", env!("CARGO_MANIFEST_DIR")));
    assert_eq!(folder.unwrap().count(), SITUATIONS.len());
}

#[test]
fn the_languages_are_those_there_is_a_file_for() {
    let folder = fs::read_dir(format!("{}/www/locales", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let paths = folder.map(|entry| entry.unwrap().path());
    let mut found: Vec<_> = paths
        .filter(|path| path.is_file())
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    found.sort();
    assert_eq!(found, LANGUAGES);
}

#[test]
fn what_works_passes() {
    for more in [
        json!({}),
        json!({"trigger": "event:a:b", "lang": "no", "mode": "inline", "target": "#ask > p"}),
        json!({"trigger": {"any": ["load", {"all": [{"scroll": 50}, "click:a[href=\"#x\"]"]}]}}),
        json!({"trigger": {"event": "x", "where": [{"property": "a", "over": 5}], "delay": 5}}),
        json!({"trigger": {"delay": 5}}),
        json!({"trigger": {"delay": 0}}),
        json!({"trigger": "delay:2147483"}),
        json!({"trigger": "click:a[href^=\"../\"], li:nth-child(2) > .w-1\\/2"}),
        json!({"trigger": {"visible": "[data-x='..,,)'] + a:not(.b, #c)"}}),
        json!({"trigger": {"event": "x", "where": [{"property": "plan", "equals": null}]}}),
        json!({"wasm": "off"}),
        json!({"when": {"url": [{"not": ["/a*"]}, "/b"], "device": "phone", "from": "2026-01-01",
            "to": "2026-01-01", "lang": ["nb", "sv"], "views": 3}}),
        json!({"texts": {"question": "How likely are you to recommend us?"}}),
        json!({"scale": "csat", "audience": "business", "mode": "bar", "position": "top-left",
            "theme": "dark", "accent": "#3450c4", "radius": "4px", "font": "inherit",
            "contact": true, "review": "https://reviews.example/us", "reasons": ["price", "Staff"]}),
        json!({"reasons": {"detractor": ["price", "other"]}}),
        json!({"endpoint": "/v1/responses", "properties": {"plan": "pro", "seats": 4}}),
    ] {
        assert_eq!(findings(&more), [], "{more}");
    }
}

#[test]
fn what_cannot_work_is_named() {
    for (more, expected) in [
        (
            json!({"survey": "no spaces"}),
            "error: survey: no spaces is no id",
        ),
        (json!({"survey": null}), "error: survey: is missing"),
        (json!({"endpoint": null}), "error: endpoint: is missing"),
        (
            json!({"endpoint": "answers.example"}),
            "error: endpoint: answers.example is no address",
        ),
        (json!({"lang": "tlh"}), "error: lang: tlh has no wordings"),
        (json!({"mode": "inline"}), "error: target: is missing"),
        (
            json!({"mode": "overlay"}),
            "error: mode: overlay is none of popover",
        ),
        (
            json!({"position": "middle"}),
            "error: position: middle is none of",
        ),
        (json!({"scale": "stars"}), "error: scale: stars is none of"),
        (
            json!({"audience": "children"}),
            "error: audience: children is none of",
        ),
        (json!({"theme": "neon"}), "error: theme: neon is none of"),
        (
            json!({"review": "javascript:alert(1)"}),
            "error: review: javascript:alert(1) is no page",
        ),
        (
            json!({"reasons": {"promoter": vec!["a"; 21]}}),
            "error: reasons: 21 are too many",
        ),
        (
            json!({"reasons": [""]}),
            "error: reasons: a reason has 1 to",
        ),
        (
            json!({"situation": "whenever"}),
            "error: situation: whenever is none of",
        ),
        (
            json!({"trigger": "telepathy"}),
            "error: trigger: unknown trigger telepathy",
        ),
        (
            json!({"trigger": "event:"}),
            "error: trigger: unknown trigger event:",
        ),
        (
            json!({"trigger": "delay:soon"}),
            "error: trigger: soon is no number",
        ),
        (
            json!({"trigger": "scroll:101"}),
            "error: trigger: 101 is no percentage",
        ),
        (
            json!({"trigger": "visible:###"}),
            "error: trigger: the selector “###” cannot be read",
        ),
        (
            json!({"trigger": "click:a[href"}),
            "error: trigger: the selector “a[href” cannot",
        ),
        (json!({"trigger": {"any": []}}), "error: trigger: is empty"),
        (
            json!({"trigger": {"scroll": 5, "exit": true}}),
            "error: trigger: must hold exactly one",
        ),
        (
            json!({"trigger": {"delay": 5, "where": []}}),
            "error: trigger: `where` belongs to",
        ),
        (
            json!({"trigger": {"event": "x", "where": [{"property": "total"}]}}),
            "error: trigger: nothing is said of the property total",
        ),
        (
            json!({"trigger": {"scrol": 50}}),
            "error: definition: unknown trigger scrol; use load",
        ),
        (
            json!({"trigger": {"any": ["load", {"all": [{"scrol": 50}]}]}}),
            "error: definition: unknown trigger scrol; use load",
        ),
        (
            json!({"trigger": {"event": "x", "where": {"property": "total"}}}),
            "error: definition: `where` of a trigger is a list, not {\"property\":\"total\"}",
        ),
        (
            json!({"trigger": {"scroll": "50"}}),
            "error: definition: trigger: invalid type: string \"50\"",
        ),
        (
            json!({"trigger": 5}),
            "error: definition: 5 is no trigger; write a text or an object",
        ),
        (
            json!({"trigger": {"load": false}}),
            "error: trigger: load and exit are true",
        ),
        (
            json!({"trigger": {"exit": false, "delay": 5}}),
            "error: trigger: load and exit are true",
        ),
        (
            json!({"trigger": {"event": ""}}),
            "error: trigger: an event has a name",
        ),
        (
            json!({"trigger": {"delay": 2_147_484}}),
            "error: trigger: a delay is 0 to 2147483 seconds",
        ),
        (
            json!({"trigger": "delay:2147484"}),
            "error: trigger: a delay is 0 to 2147483 seconds",
        ),
        (
            json!({"trigger": {"scroll": 5, "delay": -1}}),
            "error: trigger: a delay is 0 to",
        ),
        (
            json!({"trigger": "click:a,,b"}),
            "error: trigger: the selector “a,,b” cannot",
        ),
        (
            json!({"trigger": "click:1abc"}),
            "error: trigger: the selector “1abc” cannot",
        ),
        (
            json!({"trigger": "click:a..b"}),
            "error: trigger: the selector “a..b” cannot",
        ),
        (
            json!({"when": {"device": "mobile"}}),
            "error: when.device: mobile is none of phone, tablet, desktop",
        ),
        (
            json!({"when": {"device": []}}),
            "error: when.device: is empty",
        ),
        (json!({"when": {"lang": []}}), "error: when.lang: is empty"),
        (
            json!({"when": {"url": {"not": []}}}),
            "error: when.url: has an empty list",
        ),
        (
            json!({"when": {"url": 5}}),
            "error: definition: `url` is a pattern, a list, or",
        ),
        (
            json!({"properties": {"plan": {"name": "pro"}}}),
            "error: properties.plan: {\"name\":\"pro\"} does not travel",
        ),
        (
            json!({"properties": {"tags": ["a"]}}),
            "error: properties.tags: [\"a\"] does not travel",
        ),
        (json!({"wasm": "no"}), "error: wasm: no is none of on, off"),
        (
            json!({"policy": {"days_between": 0}}),
            "warning: policy.days_between: no rest",
        ),
        (
            json!({"when": {"from": "soon"}}),
            "error: when.from: soon is no date",
        ),
        (
            json!({"when": {"from": "2026-02-01", "to": "2026-01-01"}}),
            "error: when: ends before",
        ),
        (
            json!({"policy": {"sample": 1.5}}),
            "error: policy.sample: 1.5 must be a number from 0",
        ),
        (
            json!({"policy": {"days": 5}}),
            "error: definition: unknown field `days`",
        ),
        (
            json!({"texts": {"greeting": "Hi"}}),
            "error: texts.greeting: is no wording",
        ),
        (
            json!({"policy": {"days_after_answer": 0}}),
            "warning: policy.days_after_answer: a wait",
        ),
        (
            json!({"policy": {"days_after_answer": 7}}),
            "warning: policy.days_after_answer: 7 days",
        ),
        (
            json!({"policy": {"sample": 0}}),
            "warning: policy.sample: asks nobody",
        ),
        (
            json!({"texts": {"question": "How much do you love our shop?"}}),
            "warning: texts.question: “how much do you love” leads",
        ),
        (
            json!({"texts": {"high": "Give us a 10!"}}),
            "warning: texts.high: “give us a 10” begs",
        ),
        (
            json!({"scale_colors": ["red"]}),
            "warning: definition: colours the scale",
        ),
    ] {
        let found = findings(&more);
        let text = found.first().map(ToString::to_string).unwrap_or_default();
        assert!(text.starts_with(expected), "{more}: {found:?}");
    }
}
