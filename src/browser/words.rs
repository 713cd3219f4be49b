//! The words of a language, and its ways with numbers and dates.

use wasm_bindgen::prelude::*;

// The attribute writes unsafe glue; there is none of our own.
#[allow(unsafe_code)]
#[wasm_bindgen(module = "/src/browser/words.js")]
extern "C" {
    // All may throw: the glue links only such functions by short names (`xtask/glue.rs`).
    #[wasm_bindgen(js_name = known, catch)]
    fn known(words: &JsValue, count: u32) -> Result<String, JsValue>;
    #[wasm_bindgen(js_name = say, catch)]
    fn say(words: &JsValue, way: u32, of: &str, n: f64) -> Result<String, JsValue>;
}

/// The ways of `words.js` in their order, and where texts begin.
const NUMBER: u32 = 0;
const SPAN: u32 = 1;
const DATE: u32 = 2;
const LIST: u32 = 3;
const TEXTS: u32 = 4;

/// A language: its texts by their number, and what the browser knows of it.
#[derive(Debug)]
pub struct Voice {
    words: JsValue,
    lang: String,
}

impl Voice {
    /// Takes `{lang, texts}`, the texts in the order their numbers have.
    ///
    /// # Errors
    /// Where there are not `count` texts: the file is another version's.
    pub fn new(words: JsValue, count: u32) -> Result<Self, JsValue> {
        let lang = known(&words, count)?;
        Ok(Self { words, lang })
    }

    /// The language's tag.
    #[must_use]
    pub fn lang(&self) -> &str {
        &self.lang
    }

    /// The text of this number, in its wording for `n`.
    #[must_use]
    pub fn template(&self, at: u32, n: f64) -> String {
        say(&self.words, TEXTS + at, "", n).unwrap_or_default()
    }

    /// A number such as `-1234.5` as the language writes it, with as many decimals; as it is where
    /// the browser cannot.
    #[must_use]
    pub fn number(&self, text: &str) -> String {
        say(&self.words, NUMBER, text, 0.0).unwrap_or_else(|_| text.to_owned())
    }

    /// How long: `n` of a `unit`, `hour` or `day`.
    #[must_use]
    pub fn span(&self, n: u64, unit: &str) -> String {
        say(&self.words, SPAN, unit, n as f64).unwrap_or_default()
    }

    /// A day, in days since 1970, in a `form` of `words.js`: `day`, `month`, `short day`,
    /// `short month`.
    #[must_use]
    pub fn date(&self, days: i64, form: &str) -> String {
        say(&self.words, DATE, form, days as f64).unwrap_or_default()
    }

    /// Lines as a list within a sentence.
    #[must_use]
    pub fn list(&self, lines: &str) -> String {
        say(&self.words, LIST, lines, 0.0).unwrap_or_else(|_| lines.to_owned())
    }
}
