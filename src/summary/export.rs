//! What is shown, as files: the answers that count as CSV, the numbers as JSON.

use std::borrow::Cow;

use crate::domain::decimal::{decimal, fixed};
use crate::domain::letters::joined;
use crate::domain::time::Timestamp;
use crate::exchange::SAVED;
use crate::exchange::csv_out::push_record;
use crate::wire::Object;

use super::answers::Answers;
use super::choices::Choices;
use super::field::Field;
use super::groups::{Group, Groups};
use super::model::{Scored, Summary};
use super::slots::{Course, Slot};
use crate::domain::stats::{Homogeneity, Interval, Tally};
use crate::domain::themes::{Theme, Themes};

/// The answers that are `wanted` as CSV, safe to open in a spreadsheet.
#[must_use]
pub fn csv(answers: &Answers, wanted: &dyn Fn(u32) -> bool) -> String {
    let mut out = csv_head(answers);
    for row in (0..answers.len() as u32).filter(|row| wanted(*row)) {
        csv_row(&mut out, answers, row);
    }
    out
}

/// The headings of that file, which begins with them.
pub(super) fn csv_head(answers: &Answers) -> String {
    let mut out = String::from('\u{feff}');
    record(&mut out, SAVED, answers, &|field| {
        field.name.as_str().into()
    });
    out
}

/// Adds an answer to that file.
pub(super) fn csv_row(out: &mut String, answers: &Answers, row: u32) {
    let at = answers.answered_at(row).map(Timestamp::to_text);
    let own = [
        at.as_deref().unwrap_or_default(),
        answers.score(row).map_or("", |score| score.as_str()),
        answers.comment(row),
        answers.contact(row).unwrap_or_default(),
    ];
    record(out, own, answers, &|field| field.text(row));
}

/// Adds a line: these cells, and one for each field.
#[inline(never)]
fn record<'a>(
    out: &mut String,
    own: [&'a str; 4],
    answers: &'a Answers,
    of: &dyn Fn(&'a Field) -> Cow<'a, str>,
) {
    let mut cells: Vec<Cow<'_, str>> = Vec::with_capacity(own.len() + answers.fields.len());
    for cell in own {
        cells.push(cell.into());
    }
    for field in answers.fields() {
        cells.push(of(field));
    }
    push_record(out, cells.iter().map(AsRef::as_ref));
}

/// Everything that is shown but the comments, as one JSON object. The keys of `zeroten summary` are
/// the same where the thing is.
#[must_use]
pub fn json(summary: &Summary, choices: &Choices, themes: Option<&Themes>) -> String {
    let mut out = Object::new();
    out.text("choices", &choices.to_text());
    tally(&mut out, summary.tally);
    out.raw("excluded", &decimal(summary.distribution.excluded));
    out.text("confidence", summary.confidence.as_str());
    scored(&mut out, summary.scored.as_ref());
    let counts = summary
        .distribution
        .counts
        .iter()
        .map(|count| decimal(*count));
    out.raw("distribution", &list(counts.collect()));
    let bands = summary.bands_touched.iter();
    out.raw(
        "bands_touched",
        &list(bands.map(|band| quoted(&band.to_text())).collect()),
    );
    if let Some(rate) = summary.response_rate {
        let mut of = Object::new();
        of.raw("answered", &decimal(rate.answered));
        of.raw("shown", &decimal(rate.shown));
        of.raw("percent", &number(rate.percent));
        of.raw("interval", &ends(rate.interval));
        out.raw("response_rate", &of.finish());
    }
    out.raw("undated", &decimal(summary.undated));
    out.raw("trend", &course(&summary.course));
    verdict(&mut out, "trend_differs", summary.course.verdict);
    if let Some(of) = &summary.groups {
        out.raw("groups", &groups(of));
    }
    if let Some(of) = themes {
        let all = |themes: &[Theme]| list(themes.iter().map(theme).collect());
        out.raw("themes_hurting", &all(&of.hurting));
        out.raw("themes_helping", &all(&of.helping));
        out.raw("themes_frequent", &all(&of.frequent));
    }
    let ratings = summary.ratings.iter().map(|rated| {
        let mut out = Object::new();
        out.text("name", &rated.name);
        out.raw("n", &decimal(rated.n));
        out.raw("mean", &number(rated.mean));
        out.raw("top_percent", &number(rated.top.percent));
        out.raw("interval", &ends(rated.top.interval));
        out.text("rule", &rated.top.rule());
        out.finish()
    });
    out.raw("ratings", &list(ratings.collect()));
    out.finish()
}

fn course(course: &Course) -> String {
    let stretches = course.slots.iter().filter_map(|slot| match slot {
        Slot::Stretch(stretch) => Some(stretch),
        _ => None,
    });
    let stretches = stretches.map(|stretch| {
        let mut out = Object::new();
        out.text("start", &stretch.start.to_text());
        tally(&mut out, stretch.tally);
        scored(&mut out, stretch.scored.as_ref());
        if let Some(change) = stretch.change {
            out.raw("change", &ends(change.interval));
            out.raw("changed", if stretch.changed { "true" } else { "false" });
        }
        out.finish()
    });
    list(stretches.collect())
}

fn groups(groups: &Groups) -> String {
    let each = groups.groups.iter().map(|group: &Group| {
        let mut out = Object::new();
        out.text("name", &group.name);
        tally(&mut out, group.tally);
        scored(&mut out, Some(&group.scored));
        if let Some(versus) = group.versus {
            out.raw("difference", &number(versus.comparison.difference));
            out.raw("p", &number(versus.comparison.p));
            out.raw("p_holm", &number(versus.corrected_p));
        }
        out.finish()
    });
    let each = list(each.collect());
    let mut out = Object::new();
    out.text("by", &groups.by);
    out.raw("groups", &each);
    verdict(&mut out, "differ", groups.verdict);
    out.finish()
}

fn theme(theme: &Theme) -> String {
    let mut out = Object::new();
    out.text("term", &theme.term);
    tally(&mut out, theme.tally);
    out.raw("impact", &number(theme.impact));
    out.raw("z", &number(theme.z));
    out.finish()
}

fn tally(out: &mut Object, tally: Tally) {
    out.raw("n", &decimal(tally.n()));
    out.raw("promoters", &decimal(tally.promoters));
    out.raw("passives", &decimal(tally.passives));
    out.raw("detractors", &decimal(tally.detractors));
}

fn scored(out: &mut Object, scored: Option<&Scored>) {
    if let Some(scored) = scored {
        out.raw("score", &number(scored.score));
        out.text("display", &scored.text);
        out.raw("interval", &ends(scored.interval));
    }
}

fn verdict(out: &mut Object, name: &str, verdict: Option<Homogeneity>) {
    if let Some(verdict) = verdict {
        let mut of = Object::new();
        of.raw("q", &number(verdict.q));
        of.raw("df", &decimal(verdict.df));
        of.raw("p", &number(verdict.p));
        out.raw(name, &of.finish());
    }
}

fn ends(interval: Interval) -> String {
    list(vec![number(interval.low), number(interval.high)])
}

fn list(items: Vec<String>) -> String {
    ["[", &joined(&items, ","), "]"].concat()
}

fn quoted(text: &str) -> String {
    let list = crate::wire::reasons_json(&[text.to_owned()]);
    list.get(1..list.len() - 1).unwrap_or_default().to_owned()
}

/// A number to six decimals, without the standard library's float formatting, which would weigh
/// more than all of this file.
fn number(value: f64) -> String {
    let mut text = fixed((value * 1e6).round() as i64, 6);
    while text.ends_with('0') {
        text.pop();
    }
    if text.ends_with('.') {
        text.pop();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::stats::Bands;
    use crate::exchange::read;
    use crate::summary::selection::Selection;

    const NORDIC: &str = include_str!("../../tests/fixtures/synthetic_nordic.csv");

    #[test]
    fn the_chosen_answers_are_read_back_as_they_are() {
        let answers = Answers::of(NORDIC);
        let choices = Choices::parse("is.segment=SMB");
        let selection = Selection::of(&answers, &choices);
        let file = csv(&answers, &|row| selection.has(row));
        let back = read(file.as_bytes()).unwrap();
        let tally = Summary::of(&answers, &choices, Bands::default()).tally;
        assert_eq!(back.distribution().tally(), tally);
        assert!(
            back.responses
                .iter()
                .all(|row| row.property("segment") == Some("SMB"))
        );
        assert!(back.responses.iter().all(|row| row.answered_at.is_some()));
    }

    #[test]
    fn a_saved_file_is_read_again_as_what_it_was() {
        let answers = Answers::of(
            "id,rev,survey,scale,score,comment,answered_at,lang,contact_email,reasons,properties\n\
             a,1,s,nps,2,\"=1+1, '@x\",2025-01-01T00:00:00Z,da,a@x.example,price; service,\
             \"{\"\"score\"\":\"\"10\"\",\"\"=plan\"\":\"\"-1\"\"}\"\n\
             b,1,s,csat,5,'',2025-01-02T00:00:00Z,en,,,\n",
        );
        let file = csv(&answers, &|_| true);
        let again = Answers::of(&file);
        assert_eq!(csv(&again, &|_| true), file);
        assert_eq!(again.score(0), answers.score(0));
        let reasons = again.field("reason").unwrap();
        assert_eq!(reasons.all(0).len(), 2);
    }

    #[test]
    fn a_property_is_one_again_whatever_its_name_is() {
        for name in [
            "scale",
            "id",
            "rev",
            "respondent",
            "contact",
            "properties",
            "path",
            "lang",
        ] {
            let file = format!(
                "id,rev,survey,scale,score,comment,answered_at,properties\n\
                 a,1,s,nps,2,x,2025-01-01T00:00:00Z,\"{{\"\"{name}\"\":\"\"csat\"\"}}\"\n\
                 b,1,s,nps,9,x,2025-01-02T00:00:00Z,\"{{\"\"{name}\"\":\"\"csat\"\"}}\"\n"
            );
            let saved = csv(&Answers::of(&file), &|_| true);
            let again = Answers::of(&saved);
            assert_eq!(csv(&again, &|_| true), saved, "{name}");
            let tally = Summary::of(&again, &Choices::default(), Bands::default()).tally;
            assert_eq!(tally.n(), 2, "{name}");
        }
    }

    #[test]
    fn no_cell_of_an_export_is_a_formula() {
        let answers = Answers::of("score,comment,=cmd\n9,=1+1,@x\n");
        let file = csv(&answers, &|_| true);
        assert!(
            file.contains("'=1+1") && file.contains("'@x") && file.contains("'=cmd"),
            "{file}"
        );
    }

    #[test]
    fn the_numbers_are_json_with_the_published_values() {
        let answers = Answers::of(NORDIC);
        let choices = Choices::default();
        let summary = Summary::of(&answers, &choices, Bands::default());
        let json: serde_json::Value =
            serde_json::from_str(&json(&summary, &choices, None)).unwrap();
        assert_eq!((&json["n"], &json["excluded"]), (&642.into(), &4.into()));
        let close = |ours: &serde_json::Value, theirs: f64| {
            assert!(
                (ours.as_f64().unwrap() - theirs).abs() < 1e-4,
                "{ours} is not {theirs}"
            );
        };
        close(&json["score"], 25.233_645);
        close(&json["interval"][0], 18.897_606);
        assert_eq!(json["bands_touched"][1], "30 to 50");
        assert_eq!(json["trend"].as_array().unwrap().len(), 12);
        close(&json["groups"]["groups"][0]["p_holm"], 0.132_069);
        close(&json["trend_differs"]["p"], 0.004_039);
    }

    #[test]
    fn numbers_have_no_more_digits_than_they_need() {
        for (value, text) in [
            (25.0, "25"),
            (-0.5, "-0.5"),
            (1.0 / 3.0, "0.333333"),
            (0.0, "0"),
            (-0.000_000_1, "0"),
        ] {
            assert_eq!(number(value), text);
        }
    }
}
