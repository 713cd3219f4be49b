//! A response as the database takes it, computed before it reaches the writer thread.

use sha2::{Digest, Sha256};

use crate::collector::token::TokenHash;
use crate::domain::time::Timestamp;
use crate::wire::{Response, properties_json, reasons_json};

pub(super) struct Prepared {
    pub(super) id: String,
    pub(super) rev: u32,
    pub(super) survey: String,
    pub(super) scale: &'static str,
    pub(super) score: Option<u8>,
    pub(super) comment: Option<String>,
    pub(super) reasons: Option<String>,
    pub(super) contact_email: Option<String>,
    pub(super) answered_at: String,
    /// The UTC day of `answered_at`, which tallies are by.
    pub(super) answered_on: String,
    pub(super) lang: Option<String>,
    pub(super) trigger: Option<String>,
    pub(super) path: Option<String>,
    pub(super) respondent: Option<String>,
    pub(super) properties: Option<String>,
    pub(super) body_sha256: [u8; 32],
    pub(super) key: Option<TokenHash>,
    pub(super) key_needed: bool,
}

impl Prepared {
    /// `Err` says what about `answered_at` cannot be stored.
    pub(super) fn new(mut response: Response, key_needed: bool) -> Result<Self, String> {
        let answered = Timestamp::parse(&response.answered_at).ok_or_else(|| {
            format!(
                "answered_at is {:?}, which is no date",
                response.answered_at
            )
        })?;
        // The key opens the door and is no part of the answer; it is not stored.
        let key = response.key.take();
        let body = response;
        Ok(Self {
            id: body.id.to_text(),
            rev: body.rev,
            score: body.score.map(|score| score.get()),
            reasons: (!body.reasons.is_empty()).then(|| reasons_json(&body.reasons)),
            properties: (!body.properties.is_empty()).then(|| properties_json(&body.properties)),
            answered_on: answered.date().to_string(),
            body_sha256: Sha256::digest(body.to_json().as_bytes()).into(),
            key: key.as_deref().map(TokenHash::of),
            key_needed,
            survey: body.survey,
            scale: body.scale.as_str(),
            comment: body.comment,
            contact_email: body.contact.map(|contact| contact.email),
            answered_at: body.answered_at,
            lang: body.lang,
            trigger: body.trigger,
            path: body.path,
            respondent: body.respondent,
        })
    }
}
