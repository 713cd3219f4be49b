//! What the controls do.

use std::rc::Rc;

use wasm_bindgen::JsValue;

use super::super::export;
use super::super::state::{Asking, DAY_FIRST, PAGE, Trouble};
use super::super::words::Text;
use super::Session;
use crate::browser::task::spawn;
use crate::browser::{controls, page};
use crate::domain::decimal::whole;
use crate::exchange::{Column, DateOrder, Named};

impl Session {
    /// Does what a control asks for.
    pub(in crate::summary) fn act(self: &Rc<Self>, what: &str, value: &str) {
        match what {
            "refresh" => self.load(false),
            "more" => self.more(),
            "clear" => {
                let choices = self.state.borrow().choices.of_charts();
                self.choose(choices);
            }
            "csv" => self.save_csv(),
            "json" => self.save_json(),
            "svg" | "png" => self.save_chart(value, what),
            "handle" => {
                if let Some(id) = whole(value) {
                    self.state.borrow_mut().handle(id);
                    self.list();
                }
            }
            "columns" => self.change(|state| {
                let shown = state.shown.as_ref();
                let files = shown.map(|shown| shown.files.clone()).unwrap_or_default();
                let read = shown.and_then(|shown| shown.answers.files.first());
                state.asking = read.map(|read| Asking {
                    files,
                    mapping: read.report.mapping.clone(),
                    named: Named::default(),
                });
            }),
            "column.score" | "column.comment" | "column.date" => self.change(|state| {
                if let Some(asking) = &mut state.asking {
                    let named = match what {
                        "column.score" => &mut asking.named.score,
                        "column.comment" => &mut asking.named.comment,
                        _ => &mut asking.named.answered_at,
                    };
                    *named = Some(value.to_owned());
                }
            }),
            "column.order" => self.change(|state| {
                if let Some(asking) = &mut state.asking {
                    asking.named.dates = Some(match value {
                        DAY_FIRST => DateOrder::DayFirst,
                        _ => DateOrder::MonthFirst,
                    });
                }
            }),
            "use" => {
                let asking = self.state.borrow_mut().asking.take();
                if let Some(asking) = asking {
                    self.read(asking.files.clone(), Some(asking.confirmed()));
                }
            }
            _ => {
                let mut choices = self.state.borrow().choices.clone();
                // Pressed again, a theme is taken back.
                let again = what == "theme" && choices.get(what) == value;
                choices.set(what, if again { "" } else { value });
                self.choose(choices);
            }
        }
    }

    fn more(self: &Rc<Self>) {
        // Pressed again before they are there, the first of all is still the first.
        let first = Some(self.opened.get()).filter(|first| *first > 0);
        let most = self.state.borrow().most;
        self.opened.set(first.unwrap_or(most));
        self.state.borrow_mut().most += PAGE;
        self.list();
    }

    /// Takes the reader to the first comment that was opened, where some were.
    pub(super) fn focus_new(self: &Rc<Self>) {
        let first = self.opened.take();
        if first > 0 {
            let this = Rc::clone(self);
            spawn(async move {
                page::frame().await;
                controls::focus(&this.place, "[part=comments] li", first);
            });
        }
    }

    fn save_json(&self) {
        let state = self.state.borrow();
        let Some(shown) = &state.shown else {
            return;
        };
        let themes = shown.themes.found();
        let json = export::json(&shown.counted.summary, &shown.choices, themes);
        let pieces = page::with(&JsValue::UNDEFINED, &json);
        page::save("summary.json", "application/json", &pieces);
    }

    fn save_chart(self: &Rc<Self>, name: &str, format: &str) {
        let (name, format) = (name.to_owned(), format.to_owned());
        let this = Rc::clone(self);
        spawn(async move {
            if !page::save_chart(&this.place, &name, &format).await {
                this.change(|state| {
                    let said = state.words.say(Text::NotSaved);
                    state.trouble = Some(Trouble::Said(said));
                });
            }
        });
    }

    /// Takes the reader to the field for the token, after one was refused.
    pub(super) fn focus_token(&self) {
        controls::focus(&self.place, "#token", 0);
    }
}

impl Asking {
    /// Which way round the dates are: as the owner chose, or left as proposed.
    pub(in crate::summary) fn dates(&self) -> DateOrder {
        self.named.dates.unwrap_or(self.mapping.dates)
    }

    /// Whether the dates are to be read where that was proposed.
    pub(in crate::summary) fn is_of_proposed_dates(&self) -> bool {
        let named = self.named.answered_at.as_deref();
        named.is_none() || named == self.mapping.heading(Column::AnsweredAt)
    }

    /// What the owner chose, or left as proposed.
    fn confirmed(&self) -> Named {
        let proposed = |column| self.mapping.heading(column).map(str::to_owned);
        let or_none = |named: &Option<String>, column| {
            let named = named.clone().or_else(|| proposed(column));
            Some(named.unwrap_or_default())
        };
        Named {
            score: self.named.score.clone().or_else(|| proposed(Column::Score)),
            comment: or_none(&self.named.comment, Column::Comment),
            answered_at: or_none(&self.named.answered_at, Column::AnsweredAt),
            // Of a column that was not proposed nothing is known yet.
            dates: self.is_of_proposed_dates().then(|| self.dates()),
        }
    }
}
