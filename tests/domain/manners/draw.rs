//! The draw against what others computed, and against chance.

use super::{NOW, fresh};
use zeroten::domain::manners::{DAY_MS, Draw};

const VISITORS: u32 = 100_000;

#[test]
fn the_fixtures_draws_are_reproduced_bit_by_bit() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/draws.json");
    let text = std::fs::read_to_string(file).unwrap();
    let fixture: serde_json::Value = serde_json::from_str(&text).unwrap();
    let draws = fixture["draws"].as_array().unwrap();
    assert!(draws.len() >= 12);
    for draw in draws {
        let number = |name: &str| draw[name].as_u64().unwrap();
        let found = Draw::of(
            draw["survey"].as_str().unwrap(),
            draw["who"].as_str().unwrap(),
            number("at") as i64,
            number("period_days") as u32,
        );
        assert_eq!(u64::from(found.hash()), number("hash"), "{draw}");
        assert_eq!(u64::from(found.day()), number("day"), "{draw}");
        assert_eq!(u64::from(found.today()), number("today"), "{draw}");
        assert_eq!(found.share() * 4_294_967_296.0, f64::from(found.hash()));
    }
}

#[test]
fn the_share_asked_is_within_binomial_bounds_for_numbers_and_for_names() {
    let who: [fn(u32) -> String; 2] = [|n| n.to_string(), |n| format!("customer-{n}@example.com")];
    for who in who {
        for share in [0.01, 0.2, 0.5, 0.9] {
            let asked = (0..VISITORS)
                .filter(|&n| Draw::of("quarterly", &who(n), NOW, 90).share() < share)
                .count() as f64;
            let n = f64::from(VISITORS);
            // Five standard deviations: one run in about two million falls outside by chance, and
            // these visitors are the same in every run.
            let bound = 5.0 * (n * share * (1.0 - share)).sqrt();
            assert!(
                (asked - n * share).abs() < bound,
                "{asked} of {n} at {share}"
            );
        }
    }
}

#[test]
fn askings_are_spread_evenly_over_the_days_within_the_sample_too() {
    for (period, share) in [(90_u32, 1.0), (30, 0.2), (7, 0.5)] {
        let mut days = vec![0_u32; period as usize];
        let mut total = 0_u32;
        for n in 0..VISITORS {
            let draw = Draw::of("quarterly", &n.to_string(), NOW, period);
            if draw.share() < share {
                days[draw.day() as usize] += 1;
                total += 1;
            }
        }
        let expected = f64::from(total) / f64::from(period);
        let chi_square: f64 = days
            .iter()
            .map(|&found| (f64::from(found) - expected).powi(2) / expected)
            .sum();
        // The 99.9 % point by Wilson and Hilferty's approximation, z = 3.0902.
        let df = f64::from(period - 1);
        let spread = 2.0 / (9.0 * df);
        let bound = df * (1.0 - spread + 3.0902 * spread.sqrt()).powi(3);
        assert!(
            chi_square < bound,
            "{chi_square} of {bound} over {period} days"
        );
    }
}

#[test]
fn another_survey_and_another_period_draw_anew() {
    let agree = |a: &dyn Fn(&str) -> Draw, b: &dyn Fn(&str) -> Draw| {
        (0..10_000)
            .map(|n| n.to_string())
            .filter(|who| (a(who).share() < 0.5) == (b(who).share() < 0.5))
            .count()
    };
    let one = |who: &str| Draw::of("one", who, NOW, 90);
    let two = |who: &str| Draw::of("two", who, NOW, 90);
    let next = |who: &str| Draw::of("one", who, NOW + 90 * DAY_MS, 90);
    for found in [agree(&one, &two), agree(&one, &next)] {
        assert!((4_750..=5_250).contains(&found), "{found} of 10,000 agree");
    }
    let (policy, _) = fresh();
    let within = Draw::of("one", "4711", NOW, policy.period_days);
    for day in 0..i64::from(policy.period_days - within.today()) {
        let later = Draw::of("one", "4711", NOW + day * DAY_MS, policy.period_days);
        assert_eq!(
            later.hash(),
            within.hash(),
            "the same all through the period"
        );
    }
}
