//! `zeroten lint`: what it prints, and how it ends.

use crate::run;

#[test]
fn a_definition_that_works_is_met_with_silence() {
    let whole = br#"{"survey": "s", "endpoint": "/v1/responses", "trigger": "scroll:50"}"#;
    let output = run(&["lint", "-"], whole);
    assert!(output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
}

#[test]
fn harm_is_a_warning_and_what_cannot_work_fails() {
    let harmful = br#"{"survey": "s", "endpoint": "/v1/responses",
        "texts": {"question": "How much do you enjoy our great shop?"}}"#;
    let output = run(&["lint", "-"], harmful);
    assert!(output.status.success());
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        printed.starts_with("-: warning: texts.question: "),
        "{printed}"
    );
    assert_eq!(printed.lines().count(), 1);

    let output = run(
        &["lint", "-"],
        br#"{"survey": "s", "trigger": "telepathy"}"#,
    );
    assert!(!output.status.success());
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(printed.lines().count(), 2, "{printed}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("2 things cannot work"));

    for broken in [&b"{"[..], b"[]", b"\xff"] {
        assert!(!run(&["lint", "-"], broken).status.success());
    }
    assert!(!run(&["lint", "/nowhere.json"], b"").status.success());
}
