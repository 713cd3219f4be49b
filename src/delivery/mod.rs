//! Getting answers to the endpoint: the outbox that keeps them, what replies mean and when to try
//! again, and, in wasm, the sender that does it.

pub mod backoff;
pub mod outbox;
pub mod reply;
#[cfg(target_arch = "wasm32")]
pub mod sender;
