//! What holds for any counts at all.

use proptest::prelude::*;
use zeroten::domain::score::Score;
use zeroten::domain::stats::compare::versus_rest;
use zeroten::domain::stats::{
    Band, Bands, Edge, Interval, Tally, Weighted, compare, holm, homogeneity,
};

/// Counts small enough to meet every edge case, and counts at the end of their type.
fn count() -> impl Strategy<Value = u64> {
    prop_oneof![
        4 => 0_u64..12,
        2 => 0_u64..2_000,
        1 => any::<u64>(),
        1 => Just(u64::MAX),
    ]
}

fn tally() -> impl Strategy<Value = Tally> {
    (count(), count(), count()).prop_map(|(p, a, d)| Tally::from_counts(p, a, d))
}

fn ordered_within(interval: Interval, bound: f64) -> bool {
    -bound <= interval.low && interval.low <= interval.high && interval.high <= bound
}

proptest! {
    #[test]
    fn every_number_exists_exactly_when_there_are_answers(t in tally()) {
        let bands = Bands::default();
        let any = t.n() > 0;
        prop_assert_eq!(t.score().is_some(), any);
        prop_assert_eq!(t.variance().is_some(), any);
        prop_assert_eq!(t.standard_error().is_some(), any);
        prop_assert_eq!(t.interval().is_some(), any);
        prop_assert_eq!(t.shares().is_some(), any);
        prop_assert_eq!(t.rounded().is_some(), any);
        prop_assert_eq!(t.display(&bands).is_some(), any);
        prop_assert_eq!(bands.band_of(t).is_some(), any);
        prop_assert_eq!(t.answers_for_half_width(10.0).is_some(), any);
    }

    #[test]
    fn every_number_is_in_its_range(t in tally()) {
        prop_assume!(t.n() > 0);
        prop_assert!((-100.0..=100.0).contains(&t.score().unwrap()));
        prop_assert!((0.0..=1.0).contains(&t.variance().unwrap()));
        prop_assert!((0.0..=100.0).contains(&t.standard_error().unwrap()));
        prop_assert!(ordered_within(t.interval().unwrap(), 100.0));
        prop_assert!(t.half_width().unwrap() > 0.0);
    }

    #[test]
    fn shares_sum_to_100_and_none_is_more_than_a_point_off(t in tally()) {
        prop_assume!(t.n() > 0);
        let s = t.shares().unwrap();
        prop_assert_eq!(u32::from(s.promoters) + u32::from(s.passives) + u32::from(s.detractors), 100);
        let n = u128::from(t.promoters) + u128::from(t.passives) + u128::from(t.detractors);
        for (share, count) in [(s.promoters, t.promoters), (s.passives, t.passives), (s.detractors, t.detractors)] {
            let off = (u128::from(share) * n).abs_diff(u128::from(count) * 100);
            prop_assert!(off < n, "{count} of {n} as {share} %");
        }
    }

    #[test]
    fn a_promoter_for_a_detractor_never_lowers_the_score(t in tally()) {
        prop_assume!(t.detractors > 0 && t.promoters < u64::MAX);
        let better = Tally::from_counts(t.promoters + 1, t.passives, t.detractors - 1);
        prop_assert!(better.score() >= t.score());
        prop_assert!(better.rounded() >= t.rounded());
        let (worse, better) = (t.interval().unwrap(), better.interval().unwrap());
        // Ends may wobble in the last bits; they never move the wrong way.
        prop_assert!(better.low >= worse.low - 1e-9 && better.high >= worse.high - 1e-9);
    }

    #[test]
    fn ten_times_the_answers_narrow_the_interval(p in 0_u64..5_000, a in 0_u64..5_000, d in 0_u64..5_000) {
        prop_assume!(p + a + d > 0);
        let (few, many) = (Tally::from_counts(p, a, d), Tally::from_counts(10 * p, 10 * a, 10 * d));
        prop_assert_eq!(few.score(), many.score());
        prop_assert_eq!(few.shares(), many.shares());
        prop_assert!(many.half_width() < few.half_width());
    }

    #[test]
    fn the_text_lies_in_the_scores_own_band(t in tally()) {
        prop_assume!(t.n() > 0);
        let bands = Bands::default();
        let text = t.display(&bands).unwrap();
        prop_assert!(text != "-0" && text != "-0.0" && !text.starts_with('+'), "{text}");
        let shown: f64 = text.parse().unwrap();
        prop_assert!((shown - t.score().unwrap()).abs() <= 0.5 + 1e-9, "{text} for {t:?}");
        prop_assert_eq!(bands.band_of_score(shown), bands.band_of(t), "{} for {:?}", text, t);
    }

    #[test]
    fn bands_cover_every_score_once(edges in proptest::collection::btree_map(any::<i8>(), any::<bool>(), 0..6), score in -100.0..=100.0) {
        let edges: Vec<Edge> = edges.into_iter().map(|(at, goes_up)| Edge { at, goes_up }).collect();
        let bands = Bands::new(edges).unwrap();
        let holds = |band: Band| {
            let above = band.from.is_none_or(|e| score > f64::from(e.at) || (e.goes_up && score == f64::from(e.at)));
            let below = band.to.is_none_or(|e| score < f64::from(e.at) || (!e.goes_up && score == f64::from(e.at)));
            above && below
        };
        let holding: Vec<_> = bands.iter().filter(|band| holds(*band)).collect();
        prop_assert_eq!(holding.as_slice(), &[bands.band_of_score(score).unwrap()]);
    }

    #[test]
    fn an_interval_touches_the_bands_from_its_low_end_to_its_high(t in tally()) {
        prop_assume!(t.n() > 0);
        let bands = Bands::default();
        let interval = t.interval().unwrap();
        let touched = bands.bands_touched(interval);
        prop_assert_eq!(touched.first().copied(), bands.band_of_score(interval.low));
        prop_assert_eq!(touched.last().copied(), bands.band_of_score(interval.high));
    }

    #[test]
    fn a_comparison_is_antisymmetric_and_never_nan(a in tally(), b in tally()) {
        prop_assume!(a.n() > 0 && b.n() > 0);
        let (ab, ba) = (compare(a, b).unwrap(), compare(b, a).unwrap());
        prop_assert_eq!(ab.difference, -ba.difference);
        prop_assert_eq!(ab.p, ba.p);
        prop_assert!((0.0..=1.0).contains(&ab.p));
        prop_assert!(ab.z.is_finite() && ab.standard_error > 0.0);
        prop_assert!(ab.interval.low <= ab.difference && ab.difference <= ab.interval.high);
        // Called changed exactly where the p-value says so too: they are one test.
        prop_assert!(ab.changed() == (ab.p < 0.05) || (ab.p - 0.05).abs() < 1e-9);
    }

    #[test]
    fn corrected_p_values_are_probabilities_and_never_smaller(p in proptest::collection::vec(0.0..=1.0, 0..12)) {
        let corrected = holm(&p);
        prop_assert_eq!(corrected.len(), p.len());
        for (raw, corrected) in p.iter().zip(&corrected) {
            prop_assert!(raw <= corrected && *corrected <= 1.0);
        }
    }

    #[test]
    fn many_groups_never_make_nan(groups in proptest::collection::vec(tally(), 0..8)) {
        if let Some(h) = homogeneity(&groups) {
            prop_assert!(h.q >= 0.0 && (0.0..=1.0).contains(&h.p), "{h:?}");
        }
        prop_assert_eq!(versus_rest(&groups).len(), groups.len());
    }

    #[test]
    fn equal_weights_are_no_weights(values in proptest::collection::vec(0_u8..=10, 1..40), weight in 1e-300..1e300) {
        let answers: Vec<_> = values.iter().map(|v| (Score::new(*v).unwrap(), weight)).collect();
        let tally: Tally = answers.iter().map(|(score, _)| *score).collect();
        let weighted = Weighted::of(&answers).unwrap();
        prop_assert!((weighted.score - tally.score().unwrap()).abs() < 1e-9);
        prop_assert!((weighted.standard_error - tally.standard_error().unwrap()).abs() < 1e-6);
        prop_assert!((weighted.effective_n - tally.n() as f64).abs() < 1e-9);
    }
}

#[test]
fn weights_that_are_none_give_no_score() {
    let nine = Score::new(9).unwrap();
    for weights in [
        &[][..],
        &[0.0],
        &[-1.0, 2.0],
        &[f64::NAN, 1.0],
        &[f64::INFINITY],
    ] {
        let answers: Vec<_> = weights.iter().map(|w| (nine, *w)).collect();
        assert_eq!(Weighted::of(&answers), None, "{weights:?}");
    }
}

#[test]
fn edges_must_rise() {
    let edge = |at| Edge { at, goes_up: true };
    let error = Bands::new(vec![edge(30), edge(0)]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "band edge 0 comes after 30: list the edges from lowest to highest, each once"
    );
    assert!(Bands::new(vec![edge(30), edge(30)]).is_err());
}
