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

/// The page's own memory: always there, and gone with the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory(pub Vec<(String, String)>);

impl Store for Memory {
    fn keys(&self, prefix: &str) -> Vec<String> {
        let mut keys = Vec::new();
        for (key, _) in &self.0 {
            if key.starts_with(prefix) {
                keys.push(key.clone());
            }
        }
        keys
    }

    fn get(&self, key: &str) -> Option<String> {
        let (_, text) = self.0.iter().find(|(other, _)| other == key)?;
        Some(text.clone())
    }

    fn put(&mut self, key: &str, text: &str) -> bool {
        self.remove(key);
        self.0.push((key.to_owned(), text.to_owned()));
        false
    }

    fn remove(&mut self, key: &str) {
        self.0.retain(|(other, _)| other != key);
    }
}
