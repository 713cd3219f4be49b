//! Read tokens and public write keys.

use core::fmt;

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::Error;

/// What a token opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Reads a survey's responses; a secret.
    Read,
    /// Posts to a survey; stands in the page for everyone to see.
    Public,
}

impl TokenKind {
    /// The kind's name, in the database and on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Public => "public",
        }
    }

    /// What a token of this kind begins with.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Read => "zt_read_",
            Self::Public => "zt_pub_",
        }
    }
}

/// A token in clear, to be shown once. It has no `Debug`, so that no log can hold it.
pub struct Token {
    /// What it opens.
    pub kind: TokenKind,
    text: String,
}

impl Token {
    /// A token of 256 random bits.
    #[must_use]
    pub fn from_random(kind: TokenKind, bytes: [u8; 32]) -> Self {
        let mut text = String::from(kind.prefix());
        for byte in bytes {
            text.push_str(&format!("{byte:02x}"));
        }
        Self { kind, text }
    }

    /// A token from the system's random source.
    ///
    /// # Errors
    ///
    /// [`Error::Random`] if the system has none.
    pub fn generate(kind: TokenKind) -> Result<Self, Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|error| Error::Random(error.to_string()))?;
        Ok(Self::from_random(kind, bytes))
    }

    /// What is stored of it.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash::of(&self.text)
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The SHA-256 of a token. Tokens are random, so a fast hash without salt hides them well.
#[derive(Clone, Copy)]
pub struct TokenHash(pub [u8; 32]);

impl TokenHash {
    /// The hash of a token as a client sent it.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self(Sha256::digest(text.as_bytes()).into())
    }

    /// Whether `stored` is this hash, in a time that does not tell how much of it agrees.
    #[must_use]
    pub fn matches(&self, stored: &[u8]) -> bool {
        bool::from(self.0.ct_eq(stored))
    }
}
