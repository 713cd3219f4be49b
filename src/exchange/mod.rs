//! Responses in and out.
