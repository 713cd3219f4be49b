//! HTTP and SQLite.
