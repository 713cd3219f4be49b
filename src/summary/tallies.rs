//! Daily counts in the place of answers, where those are too many to send.

use crate::domain::decimal::whole;
use crate::domain::letters::pieces;
use crate::domain::scale::Scale;
use crate::domain::stats::{Bands, Distribution, ResponseRate};
use crate::domain::time::Date;

use super::choices::Choices;
use super::model::Summary;
use super::rated::{Rated, Rating};

/// What was answered on each day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tallies {
    /// Earliest first, each scale apart.
    days: Vec<Day>,
}

/// One day's answers on one scale.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Day {
    date: Date,
    scale: Scale,
    distribution: Distribution,
    /// How often the survey was shown, where that was counted.
    shown: Option<u64>,
}

impl Tallies {
    /// Whether daily counts are at `src`, not answers: it is the address of the collector's tallies.
    #[must_use]
    pub fn are_at(src: &str) -> bool {
        src.ends_with("/tallies")
    }

    /// Reads a line for each day and scale: the day, the scale, how many rows were excluded, how
    /// often the survey was shown or `-`, and how many answered 0, 1, ... 10. `None` where a line is
    /// none of these, or does not come after the one before it.
    #[must_use]
    pub fn parse(lines: &str) -> Option<Self> {
        let mut days = Vec::<Day>::new();
        let some = (!lines.is_empty()).then(|| pieces(lines, b'\n'));
        for line in some.into_iter().flatten() {
            let day = Day::parse(line)?;
            let ordered = days.last().is_none_or(|last| last.place() < day.place());
            days.push(Some(day).filter(|_| ordered)?);
        }
        Some(Self { days })
    }

    /// Everything the summary shows of the days that `choices` leave: all but comments, groups and
    /// themes, which need the answers themselves. Choices that no count can be told by leave none.
    #[must_use]
    pub fn summary(&self, choices: &Choices, bands: Bands) -> Summary {
        let mut of_all = 0_u64;
        let mut scales = [Distribution::default(); Scale::ALL.len()];
        let mut days = Vec::<(Date, Distribution)>::new();
        let (mut answered, mut shown) = (0_u64, 0_u64);
        let [from, to] = choices.days();
        let countable = !choices.latest() && choices.fields().next().is_none();
        for day in &self.days {
            let n = match day.scale {
                Scale::Nps => day.distribution.tally().n(),
                _ => 0,
            };
            of_all = of_all.saturating_add(n);
            if !countable
                || from.is_some_and(|from| day.date < from)
                || to.is_some_and(|to| to < day.date)
            {
                continue;
            }
            if let Some(sum) = scales.get_mut(day.scale as usize) {
                *sum = sum.plus(&day.distribution);
            }
            if n > 0 {
                days.push((day.date, day.distribution));
            }
            if let Some(times) = day.shown.filter(|_| day.scale == Scale::Nps) {
                answered = answered.saturating_add(n);
                shown = shown.saturating_add(times);
            }
        }
        let [distribution, csat, ces] = scales;
        let csat = on("CSAT", Rating::Satisfaction, &csat);
        let ces = on("CES", Rating::Effort, &ces);
        Summary {
            response_rate: ResponseRate::of(answered, shown),
            ratings: csat.into_iter().chain(ces).collect(),
            of_all,
            ..Summary::counted(distribution, &days, choices, bands)
        }
    }
}

impl Day {
    /// What days are in the order of: one of each scale, the scales by their names.
    const fn place(&self) -> (Date, &'static str) {
        (self.date, self.scale.as_str())
    }

    fn parse(line: &str) -> Option<Self> {
        let mut words = pieces(line, b' ');
        let date = Date::parse(words.next()?)?;
        let scale = Scale::parse(words.next()?)?;
        let excluded = whole(words.next()?)?;
        let shown = match words.next()? {
            "-" => None,
            shown => Some(whole(shown)?),
        };
        let mut counts = [0; 11];
        for count in &mut counts {
            *count = whole(words.next()?)?;
        }
        let distribution = Distribution { counts, excluded };
        words.next().is_none().then_some(Self {
            date,
            scale,
            distribution,
            shown,
        })
    }
}

/// The answers on a scale from 1 up.
fn on(name: &str, kind: Rating, distribution: &Distribution) -> Option<Rated> {
    Rated::new(name, kind, distribution.counts.get(1..=kind.steps())?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::summary::Answers;

    const NORDIC: &str = include_str!("../../tests/fixtures/synthetic_nordic.csv");

    /// The lines of the fixture's answers, as the collector counts them.
    fn lines(answers: &Answers) -> String {
        let mut days = std::collections::BTreeMap::<Date, Distribution>::new();
        for row in 0..answers.len() as u32 {
            let date = answers.answered_at(row).unwrap().date();
            days.entry(date).or_default().add(answers.score(row));
        }
        let line = |(date, day): (Date, Distribution)| {
            let counts = day.counts.map(|count| count.to_string()).join(" ");
            format!("{date} nps {} - {counts}", day.excluded)
        };
        let lines: Vec<String> = days.into_iter().map(line).collect();
        lines.join("\n")
    }

    #[test]
    fn counts_give_what_the_answers_give() {
        let answers = Answers::of(NORDIC);
        let tallies = Tallies::parse(&lines(&answers)).unwrap();
        for choices in [
            "",
            "from=2025-03-01&to=2025-06-30",
            "trend=week",
            "trend=30",
        ] {
            let choices = Choices::parse(choices);
            let of_days = tallies.summary(&choices, Bands::default());
            let of_rows = Summary::of(&answers, &choices, Bands::default());
            assert_eq!(of_days.distribution.counts, of_rows.distribution.counts);
            assert_eq!(of_days.scored, of_rows.scored);
            assert_eq!(of_days.course, of_rows.course);
            assert_eq!(of_days.days, of_rows.days);
            assert_eq!(of_days.of_all, of_rows.of_all);
            assert_eq!(of_days.groups, None);
        }
        let other = tallies.summary(&Choices::parse("is.plan=SMB"), Bands::default());
        assert_eq!(
            (other.tally.n(), other.of_all, other.narrowed),
            (0, 642, true)
        );
    }

    #[test]
    fn scales_are_not_mixed() {
        let text =
            "2025-01-01 csat 0 - 0 0 0 0 3 1 0 0 0 0 0\n2025-01-01 nps 1 - 0 0 0 0 0 0 0 0 0 6 0";
        let summary = Tallies::parse(text)
            .unwrap()
            .summary(&Choices::default(), Bands::default());
        assert_eq!((summary.tally.n(), summary.tally.promoters), (6, 6));
        assert_eq!(summary.distribution.excluded, 1);
        let [csat] = &summary.ratings[..] else {
            panic!("one other scale")
        };
        assert_eq!((csat.n, csat.mean, csat.top.percent), (4, 4.25, 100.0));
    }

    #[test]
    fn the_response_rate_is_of_the_days_that_counted_both() {
        let text =
            "2025-01-01 nps 0 20 0 0 0 0 0 0 0 0 0 6 0\n2025-01-02 nps 0 - 9 0 0 0 0 0 0 0 0 0 0";
        let rate = |text: &str| {
            let tallies = Tallies::parse(text).unwrap();
            tallies
                .summary(&Choices::default(), Bands::default())
                .response_rate
        };
        let found = rate(text).unwrap();
        assert_eq!((found.answered, found.shown), (6, 20));
        assert_eq!(rate(&text.replace("20 0", "- 0")), None);
        assert_eq!(rate(&text.replace("20 0", "5 0")), None, "more than shown");
    }

    #[test]
    fn what_is_no_count_is_refused() {
        let good = "2025-01-01 nps 0 - 0 0 0 0 0 0 0 0 0 6 0";
        assert!(Tallies::parse(good).is_some() && Tallies::parse("").is_some());
        for bad in [
            good.replace("2025-01-01", "2025-02-30"),
            good.replace("nps", "stars"),
            good.replace(" 6", " -6"),
            good.replace(" 6", " 6.5"),
            good.replace(" 6 0", " 6"),
            format!("{good} 0"),
            format!("{good}\n{good}"),
            format!("{good}\n\n"),
        ] {
            assert_eq!(Tallies::parse(&bad), None, "{bad}");
        }
    }
}
