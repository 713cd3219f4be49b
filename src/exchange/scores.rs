//! Which column holds the scores.

use super::proposal::Sample;
use super::{ImportError, cell, headings};
use crate::domain::order::order;

/// From how many values on a column is not believed to hold scores by its name alone.
const ENOUGH_TO_JUDGE: usize = 20;

/// The column named most surely like a score whose values are mostly scores; the first of equals.
/// A column without values is taken only where no other will do, and so is one that bears the
/// very name but few values: its rows are then excluded one by one, with their reasons. How surely
/// its heading names it comes with it.
pub(super) fn score_column(
    names: &[String],
    headings: &[String],
    sample: &Sample,
) -> Result<(usize, u8), ImportError> {
    let mut candidates: Vec<(u8, usize)> = names
        .iter()
        .enumerate()
        .filter_map(|(at, name)| Some((headings::score(name)?, at)))
        .collect();
    order(&mut candidates, &|a, b| b.0.cmp(&a.0));
    let on_scale = |at: usize| {
        let values = sample.column(at);
        values.iter().filter(|v| cell::score(v).is_ok()).count()
    };
    let mostly_scores = |at: usize| {
        let of = sample.column(at).len();
        of > 0 && on_scale(at) * 2 >= of
    };
    let with_scores = candidates.iter().find(|(_, at)| mostly_scores(*at));
    let without_values = candidates
        .iter()
        .find(|(_, at)| sample.column(*at).is_empty());
    let by_name = candidates
        .iter()
        .find(|(sureness, at)| *sureness == 3 && sample.column(*at).len() < ENOUGH_TO_JUDGE);
    if let Some((sureness, at)) = with_scores.or(without_values).or(by_name) {
        return Ok((*at, *sureness));
    }
    let Some((_, at)) = candidates.first().copied() else {
        return Err(ImportError::NoScoreColumn {
            headings: headings.to_vec(),
        });
    };
    let values = sample.column(at);
    let example = values.iter().find(|value| cell::score(value).is_err());
    Err(ImportError::ScoresOffScale {
        heading: headings.get(at).cloned().unwrap_or_default(),
        of: values.len(),
        on_scale: on_scale(at),
        example: super::shortened(example.map_or("", String::as_str)),
    })
}

/// The column whose values are nearly all scores, whatever its heading: of several the one with
/// the most different ones. Only noughts and ones are answers of yes and no, and 1, 2, 3 and so on
/// are the rows' own numbers.
pub(super) fn unnamed_scores(names: &[String], sample: &Sample) -> Option<usize> {
    let (mut found, mut most) = (None, 0);
    for (at, name) in names.iter().enumerate() {
        let cells = sample.column(at);
        let (mut seen, mut on_scale, mut counted) = (0_u32, 0, true);
        for score in cells.iter().filter_map(|cell| cell::score(cell).ok()) {
            seen |= 1 << score.get();
            on_scale += 1;
            counted &= usize::from(score.get()) == on_scale;
        }
        let is_name = name.is_empty() || headings::id(name) || headings::respondent(name).is_some();
        if !is_name
            && !counted
            && seen > 0b11
            && on_scale * 10 >= cells.len() * 9
            && seen.count_ones() > most
        {
            (found, most) = (Some(at), seen.count_ones());
        }
    }
    found
}
