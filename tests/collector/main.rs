//! The collector as others meet it: the compiled program, over real HTTP, on a port of its own.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)]

mod assets;
mod client;
mod clients;
mod cors;
mod crashes;
mod disk;
mod durability;
mod export;
mod faults;
mod ingest;
mod keys;
mod program;
mod start;
