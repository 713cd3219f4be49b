//! The summary as JSON, for other programs. Keys are only ever added.

use serde::Serialize;
use zeroten::domain::stats::{Band, Bucket, Comparison, Interval, Tally};
use zeroten::exchange::{Column, Excluded};

use super::Summary;
use super::text::is_shown;

pub(super) fn of(summary: &Summary) -> Result<String, serde_json::Error> {
    let Summary {
        distribution,
        tally,
        bands,
        files,
        ..
    } = summary;
    let several = files.len() > 1;
    let heading = |column| {
        let mut found = files
            .iter()
            .filter_map(|file| file.report.mapping.heading(column));
        found.next()
    };
    let interval = tally.interval();
    let whole = Whole {
        n: tally.n(),
        promoters: tally.promoters,
        passives: tally.passives,
        detractors: tally.detractors,
        score: tally.score(),
        display: tally.display(bands),
        interval: interval.map(ends),
        excluded: distribution.excluded,
        on_other_scales: summary.on_other_scales,
        repeated: summary.repeated,
        confidence: tally.confidence().as_str(),
        shares: tally.shares().map(|shares| Shares {
            promoters: shares.promoters,
            passives: shares.passives,
            detractors: shares.detractors,
        }),
        distribution: distribution.counts,
        mean: distribution.mean(),
        band: bands.band_of(*tally).map(name),
        bands_touched: interval.map_or_else(Vec::new, |interval| {
            bands
                .bands_touched(interval)
                .into_iter()
                .map(name)
                .collect()
        }),
        answers_for_half_width_10: tally.answers_for_half_width(10.0),
        trend: summary
            .months
            .iter()
            .map(|month| of_month(month, summary))
            .collect(),
        months_differ: summary.months_differ.map(|h| Homogeneity {
            q: h.q,
            df: h.df,
            p: h.p,
        }),
        undated: summary.undated,
        overlong_rows: files.iter().map(|file| file.report.overlong).sum(),
        excluded_rows: files
            .iter()
            .flat_map(|file| {
                let name = several.then_some(file.name.as_str());
                let rows = file.report.excluded.iter();
                rows.map(move |row| of_excluded(row, name))
            })
            .collect(),
        dropped_rows: files
            .iter()
            .map(|file| file.report.dropped.len() as u64)
            .sum(),
        files: files.iter().map(|file| file.name.as_str()).collect(),
        tool: files
            .iter()
            .find_map(|file| file.report.mapping.format.tool()),
        columns: Columns {
            score: heading(Column::Score),
            comment: heading(Column::Comment),
            answered_at: heading(Column::AnsweredAt),
        },
    };
    serde_json::to_string_pretty(&whole).map(|json| json + "\n")
}

#[derive(Serialize)]
struct Whole<'a> {
    n: u64,
    promoters: u64,
    passives: u64,
    detractors: u64,
    score: Option<f64>,
    display: Option<String>,
    interval: Option<[f64; 2]>,
    excluded: u64,
    on_other_scales: u64,
    repeated: u64,
    confidence: &'static str,
    shares: Option<Shares>,
    distribution: [u64; 11],
    mean: Option<f64>,
    band: Option<String>,
    bands_touched: Vec<String>,
    answers_for_half_width_10: Option<u64>,
    trend: Vec<Month>,
    months_differ: Option<Homogeneity>,
    undated: u64,
    overlong_rows: u64,
    excluded_rows: Vec<ExcludedRow<'a>>,
    dropped_rows: u64,
    files: Vec<&'a str>,
    tool: Option<&'static str>,
    columns: Columns<'a>,
}

#[derive(Serialize)]
struct Shares {
    promoters: u8,
    passives: u8,
    detractors: u8,
}

#[derive(Serialize)]
struct Month {
    month: String,
    n: u64,
    promoters: u64,
    passives: u64,
    detractors: u64,
    score: Option<f64>,
    display: Option<String>,
    interval: Option<[f64; 2]>,
    confidence: &'static str,
    gap_before: bool,
    change: Option<Change>,
}

#[derive(Serialize)]
struct Change {
    difference: f64,
    interval: [f64; 2],
    p: f64,
    changed: bool,
}

#[derive(Serialize)]
struct Homogeneity {
    q: f64,
    df: u64,
    p: f64,
}

#[derive(Serialize)]
struct ExcludedRow<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    line: u64,
    value: &'a str,
    reason: &'static str,
}

#[derive(Serialize)]
struct Columns<'a> {
    score: Option<&'a str>,
    comment: Option<&'a str>,
    answered_at: Option<&'a str>,
}

fn of_month(month: &Bucket, summary: &Summary) -> Month {
    let tally = month.tally();
    // As in the report and on the page, no score is told of a month of too few answers.
    let shown = Some(tally).filter(|tally| is_shown(*tally));
    Month {
        month: month.label(),
        n: tally.n(),
        promoters: tally.promoters,
        passives: tally.passives,
        detractors: tally.detractors,
        score: shown.and_then(Tally::score),
        display: shown.and_then(|tally| tally.display(&summary.bands)),
        interval: shown.and_then(Tally::interval).map(ends),
        confidence: tally.confidence().as_str(),
        gap_before: month.gap_before,
        change: shown.and(month.change.as_ref()).map(of_change),
    }
}

fn of_change(change: &Comparison) -> Change {
    Change {
        difference: change.difference,
        interval: ends(change.interval),
        p: change.p,
        changed: change.changed(),
    }
}

fn of_excluded<'a>(row: &'a Excluded, file: Option<&'a str>) -> ExcludedRow<'a> {
    ExcludedRow {
        file,
        line: row.line,
        value: &row.value,
        reason: row.reason.as_str(),
    }
}

fn ends(interval: Interval) -> [f64; 2] {
    [interval.low, interval.high]
}

fn name(band: Band) -> String {
    band.to_string()
}
