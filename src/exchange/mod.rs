//! Responses in and out.

pub mod csv_out;
