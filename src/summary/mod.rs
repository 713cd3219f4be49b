//! The score an owner sees.
//!
//! | file | what is in it |
//! |---|---|
//! | [`Answers`] | every answer in memory, column by column; pure |
//! | [`Choices`] | what the owner chose to see, and how it lives in the address; pure |
//! | `written` | their comments; pure |
//! | [`model`] | from the answers and the choices to everything shown; pure |
//! | `field` | one property of every row; pure |
//! | `selection`, [`slots`], [`groups`], `rated`, [`listing`] | its parts: which rows count, the course of time, groups, other scales, comments; pure |
//! | [`Tallies`] | daily counts in the place of answers; pure |
//! | [`export`] | what is shown, as CSV and JSON; pure |
//! | `scale`, `texts` | places in a chart; every sentence; pure |
//! | `words` | the language the sentences are in; its file comes with the page |
//! | `state` | what is on the screen, as data (wasm) |
//! | `session` | what changes it: the collector, files, choices (wasm) |
//! | `open` | puts it on the page and hears what is done with it (wasm) |
//! | `view` | the page around the parts: what is asked for, what went wrong (wasm) |
//! | `about`, `filters`, `score`, `distribution`, `shares`, `trend`, `segments`, `themes`, `comments` | one part each (wasm) |
//! | `draw`, `element` | the SVG and HTML pieces the parts are made of (wasm) |

mod answers;
pub mod choices;
pub mod export;
mod field;
pub mod groups;
pub mod listing;
pub mod model;
mod rated;
mod selection;
pub mod slots;
mod tallies;
mod written;

// Natively only their own tests use these.
#[cfg(any(test, all(feature = "summary", target_arch = "wasm32")))]
#[cfg_attr(not(target_arch = "wasm32"), allow(dead_code))]
mod scale;
#[cfg(any(test, all(feature = "summary", target_arch = "wasm32")))]
#[cfg_attr(not(target_arch = "wasm32"), allow(dead_code, unused_imports))]
mod texts;
#[cfg(any(test, all(feature = "summary", target_arch = "wasm32")))]
#[cfg_attr(not(target_arch = "wasm32"), allow(dead_code))]
mod words;

#[cfg(all(feature = "summary", target_arch = "wasm32"))]
mod about;
#[cfg(all(feature = "summary", target_arch = "wasm32"))]
mod comments;
#[cfg(all(feature = "summary", target_arch = "wasm32"))]
mod distribution;
#[cfg(all(feature = "summary", target_arch = "wasm32"))]
mod draw;
#[cfg(all(feature = "summary", target_arch = "wasm32"))]
mod element;
#[cfg(all(feature = "summary", target_arch = "wasm32"))]
mod filters;
#[cfg(all(feature = "summary", target_arch = "wasm32"))]
mod open;
#[cfg(all(feature = "summary", target_arch = "wasm32"))]
mod score;
#[cfg(all(feature = "summary", target_arch = "wasm32"))]
mod segments;
#[cfg(all(feature = "summary", target_arch = "wasm32"))]
mod session;
#[cfg(all(feature = "summary", target_arch = "wasm32"))]
mod shares;
#[cfg(all(feature = "summary", target_arch = "wasm32"))]
mod state;
#[cfg(all(feature = "summary", target_arch = "wasm32"))]
mod themes;
#[cfg(all(feature = "summary", target_arch = "wasm32"))]
mod trend;
#[cfg(all(feature = "summary", target_arch = "wasm32"))]
mod view;

#[cfg(all(feature = "summary", target_arch = "wasm32"))]
pub use open::open;

pub use answers::{Answers, File};
pub use choices::Choices;
pub use model::Summary;
pub use rated::{Rated, Rating};
pub use selection::Selection;
pub use tallies::Tallies;
