//! What a file leaves in doubt, said where nobody can be asked.

use clap::ValueEnum;
use zeroten::exchange::{Column, DateOrder, Mapping};

/// Which way round `03/04/2025` is read.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Order {
    /// 3 April.
    DayFirst,
    /// March 4.
    MonthFirst,
}

impl From<Order> for DateOrder {
    fn from(order: Order) -> Self {
        match order {
            Order::DayFirst => Self::DayFirst,
            Order::MonthFirst => Self::MonthFirst,
        }
    }
}

/// Why the scores may not be what was taken for them.
pub(crate) fn scores(mapping: &Mapping) -> Option<String> {
    let heading = mapping.heading(Column::Score).filter(|_| !mapping.sure)?;
    Some(format!(
        "column {heading:?} was taken for the scores, and it is not certain that they are from 0 \
         to 10"
    ))
}

/// Why the dates may not be what was taken for them, and what to do.
pub(crate) fn dates(mapping: &Mapping) -> Option<String> {
    let heading = mapping
        .heading(Column::AnsweredAt)
        .filter(|_| mapping.dates_doubt.is_some())?;
    let order = match mapping.dates {
        DateOrder::DayFirst => "day",
        DateOrder::MonthFirst => "month",
    };
    Some(format!(
        "no date in the first rows of column {heading:?} tells whether days or months come first, \
         and {order}s first is a guess; say which with --date-order day-first or month-first"
    ))
}
