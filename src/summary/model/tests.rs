mod choosing;
mod columns;
mod edges;

use super::super::choices::Care;
use super::super::listing::{Aids, Listing};
use super::super::slots::{Slot, Stretch};
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
fn check_course(course: &Course, expected: &serde_json::Value) {
    let buckets = expected["buckets"].as_array().unwrap();
    let is = |slot: &&Slot| matches!(slot, Slot::Stretch(_));
    assert_eq!(course.slots.iter().filter(is).count(), buckets.len());
    let stretches = course.slots.iter().filter_map(|slot| match slot {
        Slot::Stretch(stretch) => Some(stretch),
        _ => None,
    });
    for (stretch, bucket) in stretches.zip(buckets) {
        assert_eq!(stretch.tally.n(), bucket["n"]);
        let hidden = bucket["flag"] == "hidden";
        assert_eq!(stretch.scored.is_none(), hidden);
        if let Some(Scored { interval, .. }) = stretch.scored {
            close(interval.low, &bucket["adj_wald"][0]);
            close(interval.high, &bucket["adj_wald"][1]);
        }
        if let Some(change) = stretch.change {
            close(change.difference, &bucket["change"]["diff"]);
            close(change.p, &bucket["change"]["p"]);
        }
    }
    let verdict = course.verdict.unwrap();
    close(verdict.q, &expected["homogeneity"]["Q"]);
    close(verdict.p, &expected["homogeneity"]["p"]);
}

fn close(ours: f64, theirs: &serde_json::Value) {
    let theirs = theirs.as_f64().unwrap();
    assert!((ours - theirs).abs() < 1e-4, "{ours} is not {theirs}");
}

#[test]
fn months_and_weeks_have_their_counts_intervals_and_verdict() {
    let expected = expected();
    check_course(&nordic().course, &expected["trend_month"]);
    check_course(
        &chosen(NORDIC, "trend=week").course,
        &expected["trend_week"],
    );
    let months = nordic().course;
    assert!(months.verdict.unwrap().differs());
    let changes = months.slots.iter().filter(|slot| match slot {
        Slot::Stretch(stretch) => stretch.changed,
        _ => false,
    });
    assert_eq!(
        changes.count(),
        0,
        "September's fall is no clear difference"
    );
}

#[test]
fn rolling_windows_end_on_the_last_day() {
    let expected = expected();
    let answers = Answers::of(NORDIC);
    for (window, expected) in expected["rolling"].as_object().unwrap() {
        let (days, end) = window.split_once("d_to_").unwrap();
        let choices = Choices::parse(&format!("trend={days}&to={end}"));
        let summary = Summary::of(&answers, &choices, Bands::default());
        let Some(Slot::Stretch(Stretch { start, tally, .. })) = summary.course.slots.last() else {
            panic!("{window} is empty")
        };
        // The last day with an answer may lie before the window's end.
        assert!(start.to_string().as_str() <= end);
        if start.to_string() == end {
            assert_eq!(tally.n(), expected["n"], "{window}");
            assert_eq!(tally.promoters, expected["promoters"], "{window}");
        }
        let months = &super::super::Summary::of(
            &answers,
            &Choices::parse(&format!("to={end}")),
            Bands::default(),
        );
        assert_eq!(summary.course.verdict, months.course.verdict);
    }
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
fn empty_months_keep_their_place_and_long_gaps_become_a_break() {
    let gaps = |last: &str| {
        let csv = format!("score,date\n9,2025-11-30\n9,{last}\n");
        summary(&csv).course.slots
    };
    let two = gaps("2026-02-01");
    assert_eq!(two.len(), 4);
    assert!(matches!(
        two[1],
        Slot::Empty(Date {
            year: 2025,
            month: 12,
            ..
        })
    ));
    assert!(matches!(
        two[2],
        Slot::Empty(Date {
            year: 2026,
            month: 1,
            ..
        })
    ));
    let long = gaps("2205-11-01");
    assert!(
        matches!(
            long[1],
            Slot::Break {
                stretches: 2159,
                ..
            }
        ),
        "{long:?}"
    );
    assert_eq!(long.len(), 3);
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

/// Weeks of fifty answers each, twenty of them detractors, but for those given.
fn weeks(odd: &[(i64, u32)]) -> Course {
    let mut csv = String::from("score,date\n");
    for week in 0..104 {
        let odd = odd.iter().find(|(at, _)| *at == week);
        let detractors = odd.map_or(20, |(_, detractors)| *detractors);
        let day = Date::from_days(20_003 + 7 * week).to_text();
        (0..50).for_each(|at| csv += &format!("{},{day}\n", if at < detractors { 0 } else { 9 }));
    }
    chosen(&csv, "trend=week").course
}

#[test]
fn a_change_is_named_only_where_so_many_looks_do_not_make_it() {
    let changes = |course: &Course| {
        let stretches = course.slots.iter().filter_map(|slot| match slot {
            Slot::Stretch(stretch) => Some(stretch),
            _ => None,
        });
        let alone = stretches
            .clone()
            .filter(|of| of.change.is_some_and(|of| of.changed()));
        (alone.count(), stretches.filter(|of| of.changed).count())
    };
    // One week that is off by what chance makes in a hundred: there and back.
    let off = weeks(&[(40, 31)]);
    assert!(!off.verdict.unwrap().differs());
    assert_eq!(changes(&off), (2, 0));
    assert_eq!(changes(&weeks(&[(40, 45)])), (2, 2), "a real one is named");
}

#[test]
fn september_is_not_set_against_july() {
    let month = |day: &str, score| format!("{score},{day}\n").repeat(20);
    let csv = [
        "score,date\n",
        &month("2025-07-01", 9),
        &month("2025-09-01", 0),
    ]
    .concat();
    let Slot::Stretch(september) = &summary(&csv).course.slots[2] else {
        panic!("no September")
    };
    assert_eq!((september.change, september.changed), (None, false));
}

#[test]
fn one_mistyped_year_leaves_the_rolling_windows_their_place() {
    let mut csv = String::from("score,date\n");
    for day in 0..200 {
        csv += &format!("9,{}\n", Date::from_days(20_000 + day).to_text());
    }
    let right = chosen(&csv, "trend=30").course.slots.len();
    let course = chosen(&(csv + "9,2062-01-01\n"), "trend=30").course;
    assert_eq!(course.left_out, 0);
    let (from, to) = course.slots.split_at(course.slots.len() - 2);
    assert!(from.iter().all(|slot| matches!(slot, Slot::Stretch(_))));
    // The windows reach 30 days beyond the last answer.
    assert!(
        (right..right + 6).contains(&from.len()),
        "{} of {right}",
        from.len()
    );
    let [Slot::Break { stretches, .. }, Slot::Stretch(last)] = to else {
        panic!("{to:?}")
    };
    assert!((1_850..1_950).contains(stretches), "{stretches}");
    assert_eq!(last.tally.n(), 1);
}

#[test]
fn few_empty_windows_in_a_row_keep_their_place() {
    let slots = |last: &str| chosen(&format!("score,date\n9,2025-01-01\n9,{last}\n"), "trend=30");
    let empty = |slots: &[Slot]| slots.iter().filter(|s| matches!(s, Slot::Empty(_))).count();
    // 30 days hold the first answer five times over; the seventeenth window is the last.
    let twelve = slots("2025-04-30").course.slots;
    assert_eq!((twelve.len(), empty(&twelve)), (18, 12));
    let thirteen = slots("2025-05-07").course.slots;
    assert_eq!((thirteen.len(), empty(&thirteen)), (7, 0), "{thirteen:?}");
}
