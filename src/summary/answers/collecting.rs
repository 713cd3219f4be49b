//! Answers as they come from a file, row by row or column by column.

use super::{Answers, ELSEWHERE, LANGUAGE, UNDATED, UNSCORED};
use crate::domain::decimal::whole;
use crate::domain::names::hash;
use crate::domain::scale::Scale;
use crate::domain::score::Score;
use crate::domain::time::Timestamp;
use crate::exchange::{Cells, Column, Sink, Value};

impl Sink for Answers {
    fn cell(&mut self, ahead: usize, column: Column, heading: &str, value: Value<'_>) {
        let row = self.scores.len() + ahead;
        let text = value.as_str();
        match column {
            Column::Comment => self.comments.add(row, text),
            Column::Id => name(&mut self.ids, row, hash(text)),
            // Of a first revision there is nothing to say.
            Column::Revision if text != "1" => {
                name(&mut self.revisions, row, whole(text).unwrap_or(0));
            }
            Column::ContactEmail => self.contacts.push((row as u32, text.to_owned())),
            Column::Respondent => name(&mut self.respondents, row, hash(text)),
            Column::Scale => self.pending.scale = Scale::parse(text).unwrap_or_default(),
            _ => {
                if let Some(name) = field_of(column, heading) {
                    self.note(row, name, text);
                }
            }
        }
    }

    fn row(&mut self, _: u64, score: Option<Score>, answered_at: Option<Timestamp>) {
        let scale = core::mem::take(&mut self.pending).scale;
        let without = match score {
            Some(_) if scale != Scale::Nps => ELSEWHERE,
            _ => UNSCORED,
        };
        let score = score.filter(|score| {
            // What is on another scale is no recommendation: it is counted by its own rule.
            if scale != Scale::Nps {
                self.note(self.scores.len(), scale.as_str(), score.as_str());
            }
            scale == Scale::Nps
        });
        self.scores.push(score.map_or(without, Score::get));
        self.moments.push(answered_at.map_or(UNDATED, |at| at.0));
    }

    fn takes_columns(&self) -> bool {
        true
    }

    fn column(&mut self, column: Column, heading: &str, cells: &Cells<'_>) {
        let first = self.scores.len();
        if column == Column::Comment {
            self.comments.add_all(first, cells);
        } else if let Some(name) = field_of(column, heading) {
            if let Some(field) = self.field_mut(name) {
                field.note_all(first, cells);
            }
        } else {
            cells.each_text(&mut |ahead, text| {
                self.cell(ahead, column, heading, Value::Text(text));
            });
        }
    }

    fn rows(&mut self, scores: &[Score], answered_at: &[Option<Timestamp>]) {
        self.scores.extend(scores.iter().map(|score| score.get()));
        let moments = answered_at.iter();
        (self.moments).extend(moments.map(|at| at.map_or(UNDATED, |at| at.0)));
    }
}

/// The name of the field that a column's values belong to, where they tell groups.
fn field_of(column: Column, heading: &str) -> Option<&str> {
    match column {
        Column::Lang => Some(LANGUAGE),
        Column::Trigger => Some("trigger"),
        Column::Path => Some("page"),
        Column::Survey => Some("survey"),
        Column::Reasons => Some("reason"),
        Column::Property => Some(heading),
        _ => None,
    }
}

/// Puts a name in its row's place, if there is one: most files name nothing, and need no room.
fn name(names: &mut Vec<u64>, row: usize, name: u64) {
    if name > 0 {
        names.resize(row, 0);
        names.push(name);
    }
}
