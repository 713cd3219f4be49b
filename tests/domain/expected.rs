//! Every section of `expected.json` but the published values and the data sets.

use zeroten::domain::score::Score;
use zeroten::domain::stats::display::round_half_away;
use zeroten::domain::stats::ratings::{mean, n, top};
use zeroten::domain::stats::{
    Bands, Comparison, Tally, Weighted, Z95, answers_for_half_width, compare, holm,
};

use crate::fixture::{Node, band, document, section, section_names, wald};

#[test]
fn every_section_has_a_test() {
    let tested = [
        "_about",
        "bands",
        "cases",
        "category_table",
        "ces7",
        "csat",
        "datasets",
        "display",
        "holm",
        "published",
        "rounding",
        "sample_n_for_half_width",
        "two_group",
        "weighted",
    ];
    assert!(
        section_names().iter().eq(&tested),
        "the fixture has sections {:?}",
        section_names()
    );
    assert_eq!(document("expected.json")["_about"]["z95"], Z95);
}

#[test]
fn cases() {
    section("cases", |cases| {
        for (_, case) in cases.entries() {
            case.summary(case.tally());
        }
    });
}

#[test]
fn segments() {
    section("category_table", |table| {
        assert_eq!(table.entries().len(), 11);
        for (score, segment) in table.entries() {
            let score = Score::new(score.parse().unwrap()).unwrap();
            segment.says(score.segment().as_str());
        }
    });
}

#[test]
fn bands() {
    section("bands", |cases| {
        for case in cases.items() {
            let found = Bands::default().band_of_score(case.at("x").number());
            case.at("band").says(&band(&found.unwrap()));
        }
    });
}

#[test]
fn display() {
    section("display", |cases| {
        for case in cases.items() {
            let tally = case.tally();
            case.display(tally);
            case.at("promoters").equal(tally.promoters);
            case.at("passives").equal(tally.passives);
            case.at("detractors").equal(tally.detractors);
        }
    });
}

#[test]
fn rounding() {
    section("rounding", |cases| {
        for case in cases.items() {
            let (num, den) = (case.at("num").number(), case.at("den").number());
            let rounded = round_half_away(num as i128, den as i128).unwrap();
            case.at("rounded").close(rounded as f64);
        }
    });
}

#[test]
fn two_groups() {
    section("two_group", |cases| {
        for case in cases.items() {
            let (a, b) = (counts(&case.at("g1_PAD")), counts(&case.at("g2_PAD")));
            let comparison = compare(a, b).unwrap();
            let result = case.at("result");
            case.at("name").pass_over("a name");
            result.at("observed_diff").close(comparison.observed);
            check_comparison(&result.at("adj_wald"), &comparison);
            check_wald(&result.at("wald"), a, b);
        }
    });
}

#[test]
fn holms_correction() {
    section("holm", |case| {
        let numbers = |node: Node<'_>| node.items().iter().map(Node::number).collect::<Vec<_>>();
        let corrected = holm(&numbers(case.at("in")));
        assert_eq!(corrected.len(), case.at("out").items().len());
        for (expected, actual) in case.at("out").items().iter().zip(corrected) {
            expected.close(actual);
        }
    });
}

#[test]
fn weighted() {
    section("weighted", |cases| {
        for case in cases.items() {
            let answers: Vec<_> = case
                .at("pairs")
                .items()
                .iter()
                .map(|pair| {
                    let pair = pair.items();
                    let score = u8::try_from(pair[0].whole()).unwrap();
                    (Score::new(score).unwrap(), pair[1].number())
                })
                .collect();
            let weighted = Weighted::of(&answers).unwrap();
            let result = case.at("result");
            result.at("nps").close(weighted.score);
            result.at("n").equal(weighted.n);
            result.at("n_eff").close(weighted.effective_n);
            result.at("se").close(weighted.standard_error);
        }
    });
}

#[test]
fn sample_size() {
    section("sample_n_for_half_width", |cases| {
        for case in cases.items() {
            let (points, variance) = (case.at("half_width").number(), case.at("s2").number());
            let n = answers_for_half_width(points, variance, Z95).unwrap();
            case.at("n").equal(n);
        }
    });
}

#[test]
fn satisfaction() {
    section("csat", |case| {
        let mut ratings = [0; 5];
        for answer in case.at("in").items() {
            let step = ratings.get_mut(answer.whole() as usize - 1);
            *step.expect("an answer on the scale") += 1;
        }
        let out = case.at("out");
        let top = top(&ratings, 2).unwrap();
        out.at("n").equal(n(&ratings));
        out.at("mean").close(mean(&ratings).unwrap());
        out.at("top2").close(top.percent);
        out.at("wilson95").spans(top.interval);
        assert_eq!(top.rule(), "share of 4 to 5 on a scale of 1 to 5");
    });
}

#[test]
fn effort() {
    section("ces7", |cases| {
        for (name, case) in cases.entries() {
            assert_eq!(name, "cys_example");
            let top = top(&CYS_EXAMPLE, 3).unwrap();
            case.at("n").equal(n(&CYS_EXAMPLE));
            case.at("mean").close(mean(&CYS_EXAMPLE).unwrap());
            case.at("pct_5_7").close(top.percent);
            case.at("wilson95").spans(top.interval);
        }
    });
}

/// The counts of the worked example in support.cys.group, article 3000095529.
pub(crate) const CYS_EXAMPLE: [u64; 7] = [80, 210, 140, 110, 160, 180, 120];

/// Asserts difference, standard error, z, p and interval.
#[track_caller]
pub(crate) fn check_comparison(node: &Node<'_>, comparison: &Comparison) {
    node.at("diff").close(comparison.difference);
    node.at("se").close(comparison.standard_error);
    node.at("z").close(comparison.z);
    node.at("p").close(comparison.p);
    node.at("ci95").spans(comparison.interval);
}

/// The plain Wald comparison is not shipped; its values check the scores and standard errors.
#[track_caller]
fn check_wald(node: &Node<'_>, a: Tally, b: Tally) {
    let difference = a.score().unwrap() - b.score().unwrap();
    let half = |tally| (wald(tally).high - wald(tally).low) / 2.0;
    let reach = f64::hypot(half(a), half(b));
    let se = reach / Z95;
    node.at("diff").close(difference);
    node.at("se").close(se);
    let ends = node.at("ci95").items();
    ends[0].close(difference - reach);
    ends[1].close(difference + reach);
    if node.at("z").is_null() {
        assert_eq!(se, 0.0);
        assert!(node.at("p").is_null());
    } else {
        node.at("z").close(difference / se);
        let p = libm::erfc((difference / se).abs() / f64::sqrt(2.0));
        node.at("p").close(p);
    }
}

fn counts(node: &Node<'_>) -> Tally {
    let [p, a, d] = &node.items()[..] else {
        panic!("not three counts")
    };
    Tally::from_counts(p.whole(), a.whole(), d.whole())
}
