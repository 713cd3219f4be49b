//! Where entries are kept.

/// A place for texts by name. Every call may fail without saying so.
pub trait Store {
    /// The names that begin with `prefix`.
    fn keys(&self, prefix: &str) -> Vec<String>;
    /// The text under `key`.
    fn get(&self, key: &str) -> Option<String>;
    /// Keeps `text` under `key`, in place of an earlier one. Returns whether it is kept beyond
    /// this page; a store that cannot tell at once says no.
    fn put(&mut self, key: &str, text: &str) -> bool;
    /// Forgets what is under `key`.
    fn remove(&mut self, key: &str);
}
