//! What can go wrong in the collector, at start and per request.

use core::fmt;
use std::net::SocketAddr;

use crate::wire::parse::Invalid;

/// Why the collector refused a request, or to start.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Error {
    /// The body is not a response, or not a batch of them.
    Invalid(Invalid),
    /// The body exceeds this many bytes.
    TooLarge(usize),
    /// A content type or encoding that is not read here; says which and what is.
    Unsupported(String),
    /// The body did not arrive in time.
    BodyTimeout,
    /// The connection ended within the body.
    BodyCut,
    /// This origin may not post to this survey.
    Origin(String),
    /// No such survey is configured.
    Survey(String),
    /// The survey has public write keys, and the response carries none of them.
    Key,
    /// No read token, or one that is not (or no longer) valid.
    Token,
    /// A valid read token, for another survey.
    TokenScope,
    /// This id is stored with another body for this revision, or for another survey.
    Conflict(&'static str),
    /// The response can no longer be amended.
    Closed,
    /// Too many requests; try again after this many seconds.
    RateLimited(u64),
    /// A query parameter this route does not know; says which and what is expected.
    Query(String),
    /// Nothing is here.
    NotFound,
    /// Something is here, but not for this method.
    Method,
    /// The database cannot do it now. The text is for the log, never for the client.
    Unavailable(String),

    /// Not a database address this build can open; says what is.
    DatabaseUrl(String),
    /// The database cannot be opened.
    Database {
        /// Its file.
        path: String,
        /// What SQLite says.
        cause: String,
    },
    /// The database's file does not hold what was written to it.
    Damaged {
        /// Its file.
        path: String,
        /// The first thing found wrong.
        cause: String,
    },
    /// The database was written by a later version.
    NewerSchema {
        /// Its file.
        path: String,
        /// The version found.
        found: i64,
    },
    /// A survey's configuration that cannot be read; says why.
    SurveyConfig(String),
    /// A quota that cannot be read, as given.
    Quota(String),
    /// A public address without configured surveys.
    NotConfigured(SocketAddr),
    /// The address cannot be listened on.
    Listen {
        /// The address, as given.
        address: String,
        /// What the system says.
        cause: String,
    },
    /// A row that cannot be imported.
    Import {
        /// Its position, counted from 0.
        index: usize,
        /// What is wrong with it.
        problem: String,
    },
    /// A token's description that cannot be read; says why.
    TokenSpec(String),
    /// The system's random source failed.
    Random(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(invalid) => invalid.fmt(f),
            Self::TooLarge(limit) => write!(f, "The body is larger than {limit} bytes."),
            Self::BodyTimeout => write!(f, "The body did not arrive in time."),
            Self::BodyCut => write!(f, "The connection ended within the body."),
            Self::Origin(origin) => {
                write!(f, "The origin {origin} may not post to this survey.")
            }
            Self::Survey(survey) => write!(f, "No survey {survey} is configured here."),
            Self::Key => write!(f, "The survey asks for a valid public write key in `key`."),
            Self::Token => write!(
                f,
                "A valid read token is needed: `Authorization: Bearer zt_read_...`."
            ),
            Self::TokenScope => write!(f, "This read token is for another survey."),
            Self::Conflict(what) => write!(f, "{what}"),
            Self::Closed => write!(
                f,
                "The response can no longer be amended: 14 days have passed since its last revision."
            ),
            Self::RateLimited(seconds) => {
                write!(f, "Too many requests; try again in {seconds} s.")
            }
            Self::NotFound => write!(f, "There is nothing at this address."),
            Self::Method => write!(f, "This address does not take this method."),
            Self::Unavailable(_) => {
                write!(
                    f,
                    "The responses cannot be reached at the moment; nothing was stored."
                )
            }
            Self::Quota(text) => write!(
                f,
                "--quota {text} cannot be read; expected ID=NUMBER, for example post-purchase=500."
            ),
            Self::Database { path, cause } => {
                write!(f, "The database {path} cannot be opened: {cause}.")
            }
            Self::Damaged { path, cause } => write!(
                f,
                "The database {path} is damaged ({cause}), so nothing is added to it; restore a \
                 copy, or save what it still holds with `sqlite3 {path} .recover`."
            ),
            Self::NewerSchema { path, found } => write!(
                f,
                "The database {path} was written by a later version of zeroten (schema {found}); \
                 update zeroten to open it."
            ),
            Self::NotConfigured(address) => write!(
                f,
                "{address} can be reached from other machines, so surveys and the origins that \
                 may post to them must be configured first: --survey ID=ORIGIN[,ORIGIN...], for \
                 example --survey post-purchase=https://shop.example (or ZEROTEN_SURVEYS)."
            ),
            Self::Listen { address, cause } => {
                write!(f, "Cannot listen on {address}: {cause}.")
            }
            Self::Import { index, problem } => {
                write!(f, "Row {index} cannot be imported: {problem}.")
            }
            Self::Random(cause) => write!(f, "The system gives no random bytes: {cause}."),
            Self::Unsupported(text)
            | Self::Query(text)
            | Self::DatabaseUrl(text)
            | Self::SurveyConfig(text)
            | Self::TokenSpec(text) => write!(f, "{text}"),
        }
    }
}

impl core::error::Error for Error {}

impl From<Invalid> for Error {
    fn from(invalid: Invalid) -> Self {
        if invalid.too_large {
            Self::TooLarge(crate::wire::MAX_RESPONSE_BYTES)
        } else {
            Self::Invalid(invalid)
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self::Unavailable(error.to_string())
    }
}
