//! Rules and numbers. No I/O, no clock, no chance, no web, no serialisation: everything here runs
//! the same natively and in the page, and is tested natively.

pub mod colour;
pub mod contact;
pub mod decimal;
pub mod flow;
pub mod keyboard;
pub mod letters;
pub mod manners;
pub mod names;
pub mod order;
pub mod scale;
pub mod score;
pub mod stats;
pub mod survey;
pub mod themes;
pub mod time;
pub mod wording;
