//! Getting answers to the endpoint: the outbox that keeps them and, in wasm, the sender that
//! empties it.

pub mod outbox;
#[cfg(target_arch = "wasm32")]
pub mod sender;
