//! Takes responses over HTTP, commits them, then acknowledges them; gives them back to whoever
//! holds a read token.
//!
//! A response's life here: [`http`] reads and checks it, `store::writer` commits it together with
//! whatever else has arrived meanwhile, and only then is it acknowledged. [`store::Store`] is the
//! one boundary behind which another database can stand.
//!
//! The guarantee: a 201 or 200 is written to the socket only after the transaction that holds the
//! response is synced to disk (WAL, `synchronous=FULL`). Where that fails, the answer is a 503
//! with `Retry-After`, and the same response can come again; reads go on. `tests/FAULTS.md` says
//! which faults this is tested against.

pub mod access;
pub mod error;
pub mod export;
pub mod http;
pub mod limits;
pub mod metrics;
pub mod problem;
pub mod quota;
pub mod serve;
pub mod store;
pub mod token;

pub use error::Error;
