//! The domain held against published and independently computed values.
