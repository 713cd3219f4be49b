//! The domain held against published and independently computed values.

// Clippy lets `#[test]` functions panic, but not the helpers they share.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)]

mod datasets;
mod definition;
mod expected;
mod fixture;
mod locales;
mod manners;
mod properties;
mod published;
mod themes;
