//! Zeroten: the 0-to-10 "would you recommend us?" survey, from the question on the page to the
//! score on the owner's screen.
//!
//! # Code map
//!
//! | room | what is in it | may use |
//! |---|---|---|
//! | [`domain`] | rules and numbers: score, survey, flow, manners, wording, statistics, themes | nothing |
//! | [`wire`] | the serialised shapes: response, acknowledgement, problem, definition | `domain` |
//! | [`exchange`] | responses in and out as CSV and JSON, other tools' included | `domain`, `wire` |
//! | `browser` | clock, chance, storage, fetch, style sheets (wasm) | nothing of ours |
//! | [`delivery`] | the outbox, replies, waits and, in wasm, the sender | `domain`, `wire`, `browser` |
//! | `widget` | the card a respondent sees (wasm) | `delivery`, `wire`, `browser`, `domain` |
//! | [`summary`] | the score an owner sees: its model and, in wasm, its views | `exchange`, `wire`, `browser`, `domain` |
//! | `collector` | HTTP and SQLite (native) | `exchange`, `wire`, `domain` |
//! | `src/bin` | one thin opening per product: `widget`, `summary`, `zeroten`, `xtask` | one room each |
//!
//! # Invariants
//!
//! - `#[wasm_bindgen]` exports live only in `src/bin/`: one in the library would land in every
//!   artefact.
//! - Server dependencies never reach wasm: they sit behind the `collector` feature and the target.
//! - Time, chance and identity come in as arguments; only `browser` and the binaries ask for them.
//! - A rule is written once. What the page did (triggers) is the loader's; whether to ask this
//!   person (manners) is Rust's, which stores its result for the loader to compare. The sample
//!   draw alone is in both, to spare the fetch: both run `tests/fixtures/draws.json`.
//! - No panic can reach a host page: the lints in `Cargo.toml` deny `unwrap`, `expect`, indexing,
//!   `panic!` and `unreachable!` outside tests.
//! - No text of a respondent or site owner becomes markup: text nodes only.
//! - Nothing leaves the outbox except on an acknowledgement or by its stated bounds, which are
//!   reported.

// Only the build of the wasm may use what is not stable yet (`xtask/wasm.rs`).
#![cfg_attr(zeroten_unstable, feature(optimize_attribute, portable_simd))]

pub mod delivery;
pub mod domain;
pub mod exchange;
pub mod summary;
pub mod wire;

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(all(feature = "collector", not(target_arch = "wasm32")))]
pub mod collector;
#[cfg(all(feature = "widget", target_arch = "wasm32"))]
pub mod widget;
