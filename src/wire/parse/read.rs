//! The rule of each field.

use crate::domain::contact::is_email;
use crate::domain::scale::Scale;
use crate::domain::score::Score;
use crate::domain::time::Timestamp;
use crate::wire::{
    Contact, MAX_COMMENT_CHARS, MAX_PATH_CHARS, MAX_PROPERTIES, MAX_PROPERTY_NAME_CHARS,
    MAX_REASONS, MAX_SURVEY_CHARS, MAX_VALUE_CHARS, Property, Response, ResponseId, VERSION,
    is_survey_id,
};

use super::Invalid;
use super::fields::{Fields, shortened, syntax, text, whole_array, wrong};

pub(super) fn response(json: &str) -> Result<Response, Invalid> {
    let mut fields = Fields::read("body", json)?;
    let version = fields.required("v", "1")?;
    if version != "1" {
        return Err(wrong("v", version, &VERSION.to_string()));
    }
    let scale = scale(&mut fields)?;
    let response = Response {
        id: id(&mut fields)?,
        rev: rev(&mut fields)?,
        key: fields.text("key", MAX_VALUE_CHARS)?,
        survey: survey(&mut fields)?,
        scale,
        score: Some(score(&mut fields, scale)?),
        comment: fields.text("comment", MAX_COMMENT_CHARS)?,
        reasons: match fields.take("reasons")? {
            Some(raw) => reasons(raw)?,
            None => Vec::new(),
        },
        contact: fields.take("contact")?.map(contact).transpose()?,
        answered_at: answered_at(&mut fields)?,
        lang: fields.text("lang", MAX_VALUE_CHARS)?,
        trigger: fields.text("trigger", MAX_VALUE_CHARS)?,
        path: path(&mut fields)?,
        respondent: fields.text("respondent", MAX_VALUE_CHARS)?,
        properties: match fields.take("properties")? {
            Some(raw) => properties(raw)?,
            None => Vec::new(),
        },
    };
    fields.finish()?;
    Ok(response)
}

/// Reads a list that [`crate::wire::reasons_json`] wrote. Imported rows may exceed the limits of
/// a posted response, so none apply here.
///
/// # Errors
///
/// [`Invalid`] where `raw` is not an array of strings.
pub fn reasons_from_json(raw: &str) -> Result<Vec<String>, Invalid> {
    list(raw, usize::MAX)
}

/// Reads an object that [`crate::wire::properties_json`] wrote, without the limits of a posted
/// response.
///
/// # Errors
///
/// [`Invalid`] where `raw` is not a flat object of strings, numbers and booleans.
pub fn properties_from_json(raw: &str) -> Result<Vec<(String, Property)>, Invalid> {
    pairs(raw, usize::MAX)
}

fn reasons(raw: &str) -> Result<Vec<String>, Invalid> {
    let reasons = list(raw, MAX_VALUE_CHARS)?;
    if reasons.len() > MAX_REASONS {
        return Err(Invalid::new(
            "reasons",
            format!(
                "has {} items; expected at most {MAX_REASONS}",
                reasons.len()
            ),
        ));
    }
    Ok(reasons)
}

fn list(raw: &str, max_chars: usize) -> Result<Vec<String>, Invalid> {
    if !raw.starts_with('[') {
        return Err(wrong("reasons", raw, "an array of strings"));
    }
    let items = whole_array(raw).map_err(|error| syntax("reasons", &error))?;
    items
        .into_iter()
        .enumerate()
        .map(|(at, item)| text(&format!("reasons[{at}]"), item.get(), max_chars))
        .collect()
}

fn properties(raw: &str) -> Result<Vec<(String, Property)>, Invalid> {
    let pairs = pairs(raw, MAX_VALUE_CHARS)?;
    if pairs.len() > MAX_PROPERTIES {
        return Err(Invalid::new(
            "properties",
            format!(
                "has {} pairs; expected at most {MAX_PROPERTIES}",
                pairs.len()
            ),
        ));
    }
    for (name, _) in &pairs {
        let length = name.chars().count();
        if length == 0 || length > MAX_PROPERTY_NAME_CHARS || name.contains('\0') {
            return Err(Invalid::new(
                format!("properties.{}", shortened(name)),
                format!(
                    "has a name of {length} characters; expected 1 to \
                     {MAX_PROPERTY_NAME_CHARS}, without U+0000"
                ),
            ));
        }
    }
    Ok(pairs)
}

fn pairs(raw: &str, max_chars: usize) -> Result<Vec<(String, Property)>, Invalid> {
    Fields::read("properties", raw)?
        .into_entries()
        .into_iter()
        .map(|(name, raw)| {
            let value = property(&format!("properties.{}", shortened(&name)), raw, max_chars)?;
            Ok((name, value))
        })
        .collect()
}

fn id(fields: &mut Fields<'_>) -> Result<ResponseId, Invalid> {
    let expected = "a UUID such as \"f81d4fae-7dec-4d0a-a765-00a0c91e6bf6\"";
    let raw = fields.required("id", expected)?;
    let value = text("id", raw, MAX_VALUE_CHARS)?;
    ResponseId::parse(&value).ok_or_else(|| wrong("id", raw, expected))
}

fn rev(fields: &mut Fields<'_>) -> Result<u32, Invalid> {
    let expected = "an integer from 1 to 4294967295";
    let raw = fields.required("rev", expected)?;
    let value = raw.parse().ok().filter(|rev| *rev >= 1);
    value.ok_or_else(|| wrong("rev", raw, expected))
}

fn survey(fields: &mut Fields<'_>) -> Result<String, Invalid> {
    let expected = format!("1 to {MAX_SURVEY_CHARS} of the characters A-Z a-z 0-9 . _ -");
    let raw = fields.required("survey", &expected)?;
    let value = text("survey", raw, MAX_VALUE_CHARS)?;
    if is_survey_id(&value) {
        Ok(value)
    } else {
        Err(wrong("survey", raw, &expected))
    }
}

/// The recommendation scale where none is named.
fn scale(fields: &mut Fields<'_>) -> Result<Scale, Invalid> {
    let Some(raw) = fields.take("scale")? else {
        return Ok(Scale::Nps);
    };
    Scale::parse(&text("scale", raw, MAX_VALUE_CHARS)?).ok_or_else(|| {
        wrong(
            "scale",
            raw,
            "\"nps\", \"csat\", \"ces\" or no scale at all",
        )
    })
}

fn score(fields: &mut Fields<'_>, scale: Scale) -> Result<Score, Invalid> {
    let expected = format!("an integer from {} to {}", scale.lowest(), scale.highest());
    let raw = fields.required("score", &expected)?;
    // The raw text decides: 9.0 and 9e0 are numbers equal to 9, but no integer was written.
    let value = raw.parse().ok().and_then(|value| scale.score(value));
    value.ok_or_else(|| wrong("score", raw, &expected))
}

fn contact(raw: &str) -> Result<Contact, Invalid> {
    let mut fields = Fields::read("contact", raw)?;
    let expected = "an e-mail address";
    let email_raw = fields.required("email", expected)?;
    let email = text("contact.email", email_raw, MAX_VALUE_CHARS)?;
    if !is_email(&email) {
        return Err(wrong("contact.email", email_raw, expected));
    }
    let consent = fields.required("consent", "true")?;
    if consent != "true" {
        return Err(wrong("contact.consent", consent, "true"));
    }
    fields.finish()?;
    Ok(Contact { email })
}

fn answered_at(fields: &mut Fields<'_>) -> Result<String, Invalid> {
    let expected = "a date and time with its offset (RFC 3339) such as \"2026-11-23T10:15:00Z\"";
    let raw = fields.required("answered_at", expected)?;
    let value = text("answered_at", raw, MAX_VALUE_CHARS)?;
    let offset = value
        .get(11..)
        .is_some_and(|time| time.contains(['Z', 'z', '+', '-']));
    let in_calendar =
        |moment: Timestamp| (0..=9999).contains(&moment.date().year) && value.trim() == value;
    if offset && Timestamp::parse(&value).is_some_and(in_calendar) {
        Ok(value)
    } else {
        Err(wrong("answered_at", raw, expected))
    }
}

fn path(fields: &mut Fields<'_>) -> Result<Option<String>, Invalid> {
    let value = fields.text("path", MAX_PATH_CHARS)?;
    match value {
        Some(path) if path.contains(['?', '#']) => Err(Invalid::new(
            "path",
            format!(
                "is {}; expected a path without query (?) and fragment (#)",
                shortened(&path)
            ),
        )),
        path => Ok(path),
    }
}

fn property(field: &str, raw: &str, max_chars: usize) -> Result<Property, Invalid> {
    match raw.as_bytes().first() {
        Some(b'"') => text(field, raw, max_chars).map(Property::Text),
        Some(b't') => Ok(Property::Flag(true)),
        Some(b'f') => Ok(Property::Flag(false)),
        Some(b'-' | b'0'..=b'9') => {
            // Beyond a double's range every reader in JavaScript would see Infinity.
            let finite = raw.parse().is_ok_and(f64::is_finite);
            if finite && raw.len() <= max_chars {
                Ok(Property::Number(raw.to_owned()))
            } else {
                Err(wrong(field, raw, "a number within a double's range"))
            }
        }
        _ => Err(wrong(field, raw, "a string, a number, true or false")),
    }
}
