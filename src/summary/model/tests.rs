use super::super::months::Slot;
use super::*;
use crate::exchange;

fn summary(csv: &str) -> Summary {
    Summary::of(&exchange::read(csv.as_bytes()).unwrap(), Bands::default())
}

fn nordic() -> Summary {
    summary(include_str!("../../../tests/fixtures/synthetic_nordic.csv"))
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
    assert_eq!(summary.excluded.len() as u64, expected["blank_or_invalid"]);
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

#[test]
fn every_month_has_its_count_and_interval() {
    let expected = expected();
    let buckets = expected["trend_month"]["buckets"].as_array().unwrap();
    let summary = nordic();
    assert_eq!(summary.months.len(), buckets.len());
    for (slot, bucket) in summary.months.iter().zip(buckets) {
        let Slot::Month(month) = slot else {
            panic!("{bucket} is empty")
        };
        assert_eq!(month.tally.n(), bucket["n"]);
        let interval = month.scored.as_ref().unwrap().interval;
        assert!((interval.low - bucket["adj_wald"][0].as_f64().unwrap()).abs() < 1e-4);
        assert!((interval.high - bucket["adj_wald"][1].as_f64().unwrap()).abs() < 1e-4);
    }
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
        summary(&csv).months
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
        matches!(long[1], Slot::Break { months: 2159, .. }),
        "{long:?}"
    );
    assert_eq!(long.len(), 3);
}

#[test]
fn comments_come_newest_first_with_the_undated_last() {
    let comments = summary(
        "score,comment,date,lang\n\
         9,old,2025-01-01,nb\n\
         x,unscored,2025-03-01,de-AT\n\
         3,undated,,\"no such\"\n\
         7,new,2025-02-01,\n\
         8,newer the same day,2025-02-01,en\n",
    )
    .comments;
    let texts: Vec<_> = comments.iter().map(|c| c.text.as_str()).collect();
    assert_eq!(
        texts,
        ["unscored", "newer the same day", "new", "old", "undated"]
    );
    assert_eq!(comments[0].score, None);
    let langs: Vec<_> = comments.iter().map(|c| c.lang.as_deref()).collect();
    assert_eq!(langs, [Some("de-AT"), Some("en"), None, Some("nb"), None]);
}

#[test]
fn answers_without_a_date_are_counted_apart() {
    let summary = summary("score,date\n9,2025-01-01\n8,\n7,no date\n,2025-01-02\n");
    assert_eq!((summary.tally.n(), summary.undated), (3, 2));
    assert_eq!(summary.months.len(), 1);
}
