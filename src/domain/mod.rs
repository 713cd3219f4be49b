//! Rules and numbers. No I/O, no clock, no chance, no web, no serialisation: everything here runs
//! the same natively and in the page, and is tested natively.

pub mod flow;
pub mod manners;
pub mod score;
pub mod stats;
pub mod survey;
pub mod time;
pub mod wording;
