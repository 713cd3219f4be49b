//! Whole files, through the CSV reader, to every number the summary shows.

use zeroten::domain::score::Score;
use zeroten::domain::stats::compare::versus_rest;
use zeroten::domain::stats::{
    Distribution, Homogeneity, Period, Tally, homogeneity, rolling, trend,
};
use zeroten::domain::time::Date;
use zeroten::exchange::{Imported, Row};

use crate::expected::check_comparison;
use crate::fixture::{Node, all_of, document, import, scores, section};

#[test]
fn datasets() {
    section("datasets", |sets| {
        for (name, set) in sets.entries() {
            match name {
                "synthetic_nordic" => synthetic_nordic(&set),
                "prepbench_sudzilla" => {
                    let imported = import("prepbench_sudzilla.csv");
                    set.at("rows").equal(imported.responses.len() as u64);
                    set.at("overall").summary(imported.distribution().tally());
                }
                "iuh_r_seed10" => {
                    let values: Vec<u8> = set
                        .at("scores")
                        .items()
                        .iter()
                        .map(|n| u8::try_from(n.whole()).unwrap())
                        .collect();
                    set.at("overall").summary(scores(&values).collect());
                }
                unknown => panic!("no test for the data set {unknown}"),
            }
        }
    });
}

#[test]
fn every_tools_export_is_the_same_eight_responses() {
    for name in [
        "excel_nb_semicolon_cp1252",
        "formbricks",
        "posthog_events",
        "qualtrics",
        "surveymonkey",
        "typeform",
    ] {
        let imported = import(&format!("import_samples/{name}.csv"));
        all_of(name, document("expected_import.json"), |file| {
            file.at("_about").pass_over("words");
            file.at("rows").equal(imported.responses.len() as u64);
            file.at("blank").equal(imported.excluded.len() as u64);
            file.at("summary").summary(imported.distribution().tally());
            check_trend(&file.at("trend_month"), &imported, Period::Month);
        });
        let comment = |at: usize| imported.responses[at].comment.as_deref();
        assert_eq!(comment(1), None);
        assert_eq!(comment(2), Some("Prisen er lidt høj, men ok"));
        assert_eq!(comment(3), Some("Lang ventetid; \"alt\" for dyrt"));
        // Only our own export's cells are unescaped; a vendor's formula is the respondent's text.
        assert_eq!(comment(5), Some("=SUM(1,2)"));
        let dropped: &[u64] = if name == "qualtrics" { &[13] } else { &[] };
        assert_eq!(imported.dropped, dropped, "{name}");
        let sure = &imported.mapping;
        assert!(sure.sure, "{name}: {:?}", sure.columns);
    }
}

fn synthetic_nordic(set: &Node<'_>) {
    let imported = import("synthetic_nordic.csv");
    set.at("rows").equal(imported.responses.len() as u64);
    set.at("blank_or_invalid")
        .equal(imported.excluded.len() as u64);
    set.at("overall").summary(imported.distribution().tally());
    check_trend(&set.at("trend_month"), &imported, Period::Month);
    check_trend(&set.at("trend_week"), &imported, Period::Week);
    check_groups(&set.at("by_segment"), &imported, |row| {
        row.property("segment").expect("a segment")
    });
    check_groups(&set.at("by_lang"), &imported, |row| {
        row.lang.as_deref().expect("a language")
    });
    for (window, expected) in set.at("rolling").entries() {
        let (days, end) = window.split_once("d_to_").expect("a window");
        let (days, end) = (days.parse().unwrap(), Date::parse(end).unwrap());
        expected.summary(rolling(dated(&imported), end, days).tally());
    }
}

#[track_caller]
fn check_trend(node: &Node<'_>, imported: &Imported, period: Period) {
    node.at("unit").says(match period {
        Period::Month => "month",
        _ => "week",
    });
    let buckets = trend(dated(imported), period);
    let expected = node.at("buckets").items();
    assert_eq!(buckets.len(), expected.len());
    for (bucket, expected) in buckets.iter().zip(expected) {
        expected.at("bucket").says(&bucket.label());
        check_group(&expected, bucket.tally());
        assert_eq!(bucket.change.is_some(), expected.get("change").is_some());
        if let Some(change) = &bucket.change {
            check_comparison(&expected.at("change"), change);
        }
    }
    let tallies: Vec<_> = buckets.iter().map(|bucket| bucket.tally()).collect();
    check_homogeneity(&node.at("homogeneity"), homogeneity(&tallies));
}

#[track_caller]
fn check_groups(node: &Node<'_>, imported: &Imported, of: impl Fn(&Row) -> &str) {
    let expected = node.at("segments").items();
    let names: Vec<_> = expected.iter().map(|e| e.at("segment").text()).collect();
    let tallies: Vec<Tally> = names
        .iter()
        .map(|name| {
            let rows = imported.responses.iter().filter(|row| of(row) == *name);
            rows.filter_map(|row| row.score).collect()
        })
        .collect();
    let all: u64 = tallies.iter().map(|tally| tally.n()).sum();
    assert_eq!(all, imported.distribution().tally().n());
    let rest = versus_rest(&tallies);
    for ((expected, tally), versus) in expected.iter().zip(&tallies).zip(rest) {
        check_group(expected, *tally);
        let versus = versus.unwrap();
        check_comparison(&expected.at("vs_rest"), &versus.comparison);
        expected.at("p_holm").close(versus.corrected_p);
    }
    check_homogeneity(&node.at("homogeneity"), homogeneity(&tallies));
}

#[track_caller]
fn check_group(node: &Node<'_>, tally: Tally) {
    node.counts(tally);
    node.at("nps").close(tally.score().unwrap());
    node.at("adj_wald").spans(tally.interval().unwrap());
    node.flag_says(tally);
}

#[track_caller]
fn check_homogeneity(node: &Node<'_>, actual: Option<Homogeneity>) {
    let actual = actual.unwrap();
    node.at("Q").close(actual.q);
    node.at("df").equal(actual.df);
    node.at("p").close(actual.p);
}

fn dated(imported: &Imported) -> impl Iterator<Item = (Date, Score)> {
    imported
        .responses
        .iter()
        .filter_map(|row| Some((row.answered_at?.date(), row.score?)))
}

#[test]
fn the_same_score_can_hide_a_split_house() {
    let split: Distribution = scores(&[0, 0, 10, 10]).map(Some).collect();
    let lukewarm: Distribution = scores(&[6, 6, 9, 9]).map(Some).collect();
    assert_eq!(split.tally(), lukewarm.tally());
    assert!(split.standard_deviation() > lukewarm.standard_deviation());
}
