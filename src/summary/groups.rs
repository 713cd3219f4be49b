//! The answers by the values of a field, each against all the others.

use core::ops::Range;

use crate::domain::order::order;
use crate::domain::stats::{
    Bands, HIDDEN_BELOW, Homogeneity, OneEach, Tally, VersusRest, homogeneity, versus_rest_of,
};

use super::answers::Answers;
use super::field::Field;
use super::model::Scored;
use super::selection::Selection;

/// The answers by the values of a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Groups {
    /// The field's name.
    pub by: String,
    /// The groups that show a score, the largest first.
    pub groups: Vec<Group>,
    /// How many more groups there are, each smaller than those shown or too small to show a score.
    pub more: usize,
    /// Whether all groups that show a score could have one.
    pub verdict: Option<Homogeneity>,
    /// The score where every value counts once, where some have several answers.
    pub one_each: Option<OneEach>,
}

/// One group.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The field's value.
    pub name: String,
    /// Its promoters, passives and detractors.
    pub tally: Tally,
    /// Its score.
    pub scored: Scored,
    /// Against all the others together.
    pub versus: Option<VersusRest>,
}

/// The most groups that are shown.
const MOST: usize = 30;

/// The field to compare by where none was chosen: the first with a handful of values, else the first
/// with more; an owner's own before those every answer has.
pub(super) fn first_choice(answers: &Answers) -> Option<&Field> {
    const EVERYBODYS: [&str; 5] = ["survey", "language", "trigger", "page", "reason"];
    let fields = answers.fields().filter(|field| field.values.len() > 1);
    // Of equals the first is taken.
    fields.min_by_key(|field| {
        let everybodys = EVERYBODYS.contains(&field.name.as_str());
        (field.values.len() > MOST, everybodys)
    })
}

impl Groups {
    pub(super) fn of(
        answers: &Answers,
        field: &Field,
        selection: &Selection,
        bands: &Bands,
    ) -> Self {
        let mut tallies = vec![Tally::default(); field.values.len() + 1];
        let mut all = Tally::default();
        answers.in_blocks(&mut |rows| add(&mut tallies, &mut all, answers, field, selection, rows));
        let each = tallies.get(1..).unwrap_or_default();
        let several = each.iter().any(|tally| tally.n() > 1);
        // Of answers with several values each the groups are not independent.
        let apart = !field.overlaps();
        let one_each = OneEach::of(each).filter(|_| several && apart);
        let named = field.values.iter().zip(each.iter().copied());
        let mut named: Vec<(&str, Tally)> = named.filter(|(_, tally)| tally.n() > 0).collect();
        order(&mut named, &|a, b| {
            b.1.n().cmp(&a.1.n()).then_with(|| a.0.cmp(b.0))
        });
        let enough = named.iter().filter(|(_, tally)| tally.n() >= HIDDEN_BELOW);
        let shown = enough.count().min(MOST);
        let looked_at = named.get(..shown).unwrap_or_default();
        let looked_at_tallies: Vec<Tally> = looked_at.iter().map(|(_, tally)| *tally).collect();
        let versus = versus_rest_of(&looked_at_tallies, all);
        let groups = looked_at
            .iter()
            .zip(versus)
            .filter_map(|((name, tally), versus)| {
                Some(Group {
                    name: (*name).to_owned(),
                    tally: *tally,
                    scored: Scored::of(*tally, bands)?,
                    versus,
                })
            });
        Self {
            by: field.name.clone(),
            groups: groups.collect(),
            more: named.len() - shown,
            verdict: homogeneity(&looked_at_tallies).filter(|_| apart),
            one_each,
        }
    }
}

/// Counts some rows with the others of their values, and with all.
#[cfg_attr(zeroten_unstable, optimize(speed))]
fn add(
    tallies: &mut [Tally],
    all: &mut Tally,
    answers: &Answers,
    field: &Field,
    selection: &Selection,
    rows: Range<u32>,
) {
    for row in rows.filter(|row| selection.has(*row)) {
        let Some(score) = answers.score(row) else {
            continue;
        };
        all.add(score);
        let mut add = |number: u32| {
            if let Some(tally) = tallies.get_mut(number as usize) {
                tally.add(score);
            }
        };
        match field.overlaps() {
            true => field.all(row).into_iter().for_each(add),
            false => add(field.of(row)),
        }
    }
}
