//! Placeholder until the collector's reader lands.
