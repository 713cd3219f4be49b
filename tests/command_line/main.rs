//! The compiled program, run as its users run it.

// Clippy lets `#[test]` functions panic, but not the helpers they share.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)]

mod summary;
