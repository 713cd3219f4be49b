//! The page's edges: the only code that touches clock, chance, storage, fetch and style sheets.
//!
//! Everything here survives a host that denies it: what is missing or throws comes back as `None`
//! or an error, never as a panic.

pub mod address;
pub mod clock;
pub mod controls;
pub mod download;
pub mod element;
pub mod events;
pub mod fetch;
pub mod focus;
pub mod form;
pub mod node;
pub mod object;
pub mod page;
pub mod paint;
pub mod shelves;
pub mod storage;
pub mod styles;
pub mod task;
pub mod view;
pub mod wait;
pub mod words;
