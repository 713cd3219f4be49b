mod choosing;
mod columns;
mod course;
mod edges;

use super::super::choices::Care;
use super::super::listing::{Aids, Listing};
use super::super::rated::Rating;
use super::*;
use crate::domain::score::Score;
use crate::domain::stats::VersusRest;
use crate::domain::themes::StopWords;
use crate::domain::time::Timestamp;

fn chosen(csv: &str, choices: &str) -> Summary {
    Summary::of(
        &Answers::of(csv),
        &Choices::parse(choices),
        Bands::default(),
    )
}

fn summary(csv: &str) -> Summary {
    chosen(csv, "")
}

const NORDIC: &str = include_str!("../../../tests/fixtures/synthetic_nordic.csv");

fn nordic() -> Summary {
    summary(NORDIC)
}

fn listed(csv: &str, choices: &str) -> Listing {
    let answers = Answers::of(csv);
    let choices = Choices::parse(choices);
    let aids = Aids {
        handled: &[answers.id(1)],
        now: Timestamp::parse("2025-03-03T12:00:00Z").unwrap(),
        stop: &StopWords::default(),
    };
    let selection = Selection::of(&answers, &choices);
    Listing::of(&answers, &selection, &choices, 20, &aids)
}

fn texts(listing: &Listing) -> Vec<&str> {
    listing.newest.iter().map(|c| c.text.as_str()).collect()
}

fn expected() -> serde_json::Value {
    let all: serde_json::Value =
        serde_json::from_str(include_str!("../../../tests/fixtures/expected.json")).unwrap();
    all["datasets"]["synthetic_nordic"].clone()
}

#[test]
fn a_year_of_answers_gives_the_published_numbers() {
    let (summary, expected) = (nordic(), expected());
    let overall = &expected["overall"];
    assert_eq!(summary.tally.n(), overall["n"]);
    assert_eq!(summary.distribution.excluded, expected["blank_or_invalid"]);
    let scored = summary.scored.unwrap();
    assert_eq!(scored.text, overall["display"]["score_text"]);
    let ends = [scored.interval.low, scored.interval.high];
    for (ours, theirs) in [scored.score].iter().chain(&ends).zip([
        &overall["nps"],
        &overall["ci95"]["adj_wald"][0],
        &overall["ci95"]["adj_wald"][1],
    ]) {
        assert!((ours - theirs.as_f64().unwrap()).abs() < 1e-4);
    }
    assert_eq!(summary.confidence, Confidence::Settled);
    assert_eq!(summary.more_answers, None);
    let touched: Vec<_> = summary
        .bands_touched
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(touched, ["0 to 30", "30 to 50"]);
}

/// The stretches of a course against the expected buckets, changes and verdict included.
fn close(ours: f64, theirs: &serde_json::Value) {
    let theirs = theirs.as_f64().unwrap();
    assert!((ours - theirs).abs() < 1e-4, "{ours} is not {theirs}");
}

#[test]
fn groups_are_set_against_the_rest_with_holms_correction() {
    let expected = expected();
    for (by, expected) in [
        ("segment", &expected["by_segment"]),
        ("language", &expected["by_lang"]),
    ] {
        let groups = chosen(NORDIC, &format!("by={by}")).groups.unwrap();
        let theirs = expected["segments"].as_array().unwrap();
        assert_eq!((groups.groups.len(), groups.more), (theirs.len(), 0));
        for theirs in theirs {
            let ours = groups
                .groups
                .iter()
                .find(|g| theirs["segment"] == g.name.as_str())
                .unwrap();
            assert_eq!(ours.tally.n(), theirs["n"]);
            close(ours.scored.score, &theirs["nps"]);
            close(ours.scored.interval.low, &theirs["adj_wald"][0]);
            let VersusRest {
                comparison,
                corrected_p,
            } = ours.versus.unwrap();
            close(comparison.difference, &theirs["vs_rest"]["diff"]);
            close(comparison.p, &theirs["vs_rest"]["p"]);
            close(corrected_p, &theirs["p_holm"]);
        }
        close(groups.verdict.unwrap().p, &expected["homogeneity"]["p"]);
    }
    assert_eq!(
        nordic().groups.unwrap().by,
        "segment",
        "an owner's own field comes first"
    );
}

#[test]
fn groups_too_small_to_show_still_belong_to_the_rest() {
    let mut csv = String::from("score,plan\n");
    for (plan, scores) in [("a", [9, 9, 9, 9, 9, 0]), ("b", [0, 0, 0, 0, 0, 9])] {
        scores
            .iter()
            .for_each(|score| csv += &format!("{score},{plan}\n"));
    }
    csv += "10,c\n10,c\n10,\n";
    let groups = summary(&csv).groups.unwrap();
    let names: Vec<_> = groups.groups.iter().map(|g| g.name.as_str()).collect();
    assert_eq!((names, groups.more), (vec!["a", "b"], 1));
    let versus = groups.groups[0].versus.unwrap().comparison;
    let a = Tally::from_counts(5, 0, 1);
    let rest = Tally::from_counts(4, 0, 5);
    assert_eq!(Some(versus), crate::domain::stats::compare(a, rest));
}

#[test]
fn every_account_can_count_once() {
    let mut csv = String::from("score,account\n");
    for account in 0..12 {
        // The first speaks with forty mouths.
        let (times, score) = if account == 0 { (40, 0) } else { (1, 9) };
        (0..times).for_each(|_| csv += &format!("{score},a{account}\n"));
    }
    let summary = chosen(&csv, "by=account");
    assert!(summary.tally.score().unwrap() < -50.0);
    let once = summary.groups.unwrap().one_each.unwrap();
    assert!((once.score - 100.0 * 10.0 / 12.0).abs() < 1e-9, "{once:?}");
    // 12 accounts are 12 observations, not 51: s / √12 = 16.67, t(11) = 2.2.
    assert!((once.interval.low - 46.6).abs() < 0.2, "{once:?}");
}

#[test]
fn ratings_are_read_by_their_own_rules() {
    let summary = summary("score,CSAT,ces,effort\n9,1,7,8\n9,2,5,1\n9,5,1,\n9,5,,\n9,,,\n");
    let [csat, ces] = &summary.ratings[..] else {
        panic!("{:?}", summary.ratings)
    };
    assert_eq!(
        (csat.kind, csat.n, csat.mean),
        (Rating::Satisfaction, 4, 3.25)
    );
    assert_eq!((csat.top.percent, csat.top.from, csat.top.to), (50.0, 4, 5));
    assert_eq!(
        (ces.kind, ces.n, ces.top.from, ces.top.to),
        (Rating::Effort, 3, 5, 7)
    );
}

#[test]
fn our_own_answers_on_other_scales_are_no_recommendations() {
    let mut csv = String::from("id,rev,survey,scale,score,answered_at\n");
    for (at, (scale, score)) in [
        ("csat", 5),
        ("csat", 4),
        ("csat", 1),
        ("ces", 7),
        ("nps", 9),
    ]
    .into_iter()
    .enumerate()
    {
        csv += &format!("{at},1,shop,{scale},{score},2025-03-01T08:00:00.000Z\n");
    }
    let summary = summary(&csv);
    assert_eq!(summary.tally.n(), 1);
    let rated: Vec<_> = summary
        .ratings
        .iter()
        .map(|rated| (rated.name.as_str(), rated.n))
        .collect();
    assert_eq!(rated, [("csat", 3), ("ces", 1)]);
}

#[test]
fn few_answers_show_their_number_but_no_score() {
    let none = summary("score,comment\n");
    assert_eq!(none.confidence, Confidence::NoResponses);
    assert_eq!(
        (none.scored, none.more_answers, none.days),
        (None, None, None)
    );
    let four = summary("score\n10\n10\n9\n0\n");
    assert_eq!(four.confidence, Confidence::TooFew);
    assert_eq!((four.tally.n(), &four.scored), (4, &None));
    assert!(four.bands_touched.is_empty());
    let five = summary("score\n10\n10\n9\n0\n7\n");
    assert_eq!(five.confidence, Confidence::Few);
    assert_eq!(five.scored.unwrap().text, "40");
}

#[test]
fn the_missing_answers_are_rounded_up_to_two_digits() {
    let rounded = |p, n, d| more_answers(Tally::from_counts(p, n, d));
    let exact = Tally::from_counts(20, 10, 10)
        .answers_for_half_width(10.0)
        .unwrap()
        - 40;
    let shown = rounded(20, 10, 10).unwrap();
    assert!(
        shown >= exact && shown < exact + 10 && shown % 10 == 0,
        "{exact} {shown}"
    );
    assert_eq!(rounded(310, 184, 148), None);
    assert_eq!(rounded(0, 0, 0), None);
}

#[test]
fn answers_without_a_date_are_counted_apart() {
    let summary = summary("score,date\n9,2025-01-01\n8,\n7,no date\n,2025-01-02\n");
    assert_eq!((summary.tally.n(), summary.undated), (3, 2));
    assert_eq!(summary.course.slots.len(), 1);
}

/// Forty accounts of three people.
fn small_accounts() -> String {
    let mut csv = String::from("score,account\n");
    for account in 0..40 {
        let score = if account % 4 == 0 { 3 } else { 9 };
        (0..3).for_each(|_| csv += &format!("{score},a{account}\n"));
    }
    csv
}

#[test]
fn many_small_groups_are_offered_and_count_once_each() {
    let groups = summary(&small_accounts()).groups.unwrap();
    assert_eq!((groups.by.as_str(), groups.groups.len()), ("account", 0));
    assert!((groups.one_each.unwrap().score - 50.0).abs() < 1e-9);
    // A field with a handful of values, even everybody's, is looked at first.
    let csv = small_accounts().replace("account\n", "account,language,plan\n");
    let csv = csv
        .replace("a1\n", "a1,da,x\n")
        .replace("a2\n", "a2,sv,y\n");
    assert_eq!(summary(&csv).groups.unwrap().by, "plan");
    let csv = csv.replace("language,plan", "language,trigger");
    assert_eq!(summary(&csv).groups.unwrap().by, "language");
}

#[test]
fn a_field_of_another_file_gives_way_to_one_that_is_there() {
    let groups = chosen(&small_accounts(), "by=plan").groups.unwrap();
    assert_eq!(groups.by, "account");
}
