//! The score over time.

use super::super::super::slots::{Slot, Stretch};
use super::*;

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
