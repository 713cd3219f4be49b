//! The page's edges: the only code that touches clock, chance, storage, fetch and style sheets.
//!
//! Everything here survives a host that denies it: what is missing or throws comes back as `None`
//! or an error, never as a panic.

pub mod clock;
pub mod download;
pub mod events;
pub mod fetch;
pub mod files;
pub mod focus;
pub mod form;
pub mod object;
pub mod paint;
pub mod resize;
pub mod storage;
pub mod styles;
pub mod tab;
pub mod view;
