//! The score an owner sees.
//!
//! | file | what is in it |
//! |---|---|
//! | [`model`] | from the rows of an export to everything shown; pure |
//! | [`months`] | the trend's months, empty ones included; pure |
//! | `scale`, `texts` | places in a chart; every sentence; pure |
//! | `session` | where the answers come from: the collector, a file, a token (wasm) |
//! | `view` | the page around the parts: what is asked for, what went wrong (wasm) |
//! | `score`, `distribution`, `shares`, `trend`, `comments` | one part each (wasm) |
//! | `draw`, `element` | the SVG and HTML pieces the parts are made of (wasm) |

pub mod model;
pub mod months;

// Natively only their own tests use these two.
#[cfg(any(test, all(feature = "summary", target_arch = "wasm32")))]
#[cfg_attr(not(target_arch = "wasm32"), allow(dead_code))]
mod scale;
#[cfg(any(test, all(feature = "summary", target_arch = "wasm32")))]
#[cfg_attr(not(target_arch = "wasm32"), allow(dead_code, unused_imports))]
mod texts;

#[cfg(all(feature = "summary", target_arch = "wasm32"))]
mod comments;
#[cfg(all(feature = "summary", target_arch = "wasm32"))]
mod distribution;
#[cfg(all(feature = "summary", target_arch = "wasm32"))]
mod draw;
#[cfg(all(feature = "summary", target_arch = "wasm32"))]
mod element;
#[cfg(all(feature = "summary", target_arch = "wasm32"))]
mod open;
#[cfg(all(feature = "summary", target_arch = "wasm32"))]
mod score;
#[cfg(all(feature = "summary", target_arch = "wasm32"))]
mod session;
#[cfg(all(feature = "summary", target_arch = "wasm32"))]
mod shares;
#[cfg(all(feature = "summary", target_arch = "wasm32"))]
mod trend;
#[cfg(all(feature = "summary", target_arch = "wasm32"))]
mod view;

#[cfg(all(feature = "summary", target_arch = "wasm32"))]
pub use open::{View, open};

pub use model::Summary;
