//! JSON out, by hand: the page's own `JSON` may have been replaced or given a `toJSON`, and a
//! serialiser's float formatting would cost every respondent several kilobytes.

use super::{Property, Response, VERSION};

impl Response {
    /// This response as one JSON object, keys in the order of the format's description.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut out = Object::new();
        out.raw("v", &decimal(VERSION.into()));
        out.text("id", &self.id.to_text());
        out.raw("rev", &decimal(self.rev.into()));
        out.optional("key", self.key.as_deref());
        out.text("survey", &self.survey);
        out.text("scale", self.scale.as_str());
        if let Some(score) = self.score {
            out.raw("score", score.as_str());
        }
        out.optional("comment", self.comment.as_deref());
        if !self.reasons.is_empty() {
            out.raw("reasons", &reasons_json(&self.reasons));
        }
        if let Some(contact) = &self.contact {
            let mut inner = Object::new();
            inner.text("email", &contact.email);
            inner.raw("consent", "true");
            out.raw("contact", &inner.finish());
        }
        out.text("answered_at", &self.answered_at);
        out.optional("lang", self.lang.as_deref());
        out.optional("trigger", self.trigger.as_deref());
        out.optional("path", self.path.as_deref());
        out.optional("respondent", self.respondent.as_deref());
        if !self.properties.is_empty() {
            out.raw("properties", &properties_json(&self.properties));
        }
        out.finish()
    }
}

/// Reasons as one JSON array, in the order given.
#[must_use]
pub fn reasons_json(reasons: &[String]) -> String {
    let mut list = String::from("[");
    for reason in reasons {
        if list.len() > 1 {
            list.push(',');
        }
        push_string(&mut list, reason);
    }
    list.push(']');
    list
}

/// Properties as one JSON object, in the order given.
#[must_use]
pub fn properties_json(properties: &[(String, Property)]) -> String {
    let mut out = Object::new();
    for (name, value) in properties {
        match value {
            Property::Text(text) => out.text(name, text),
            Property::Number(number) => out.raw(name, number),
            Property::Flag(flag) => out.raw(name, if *flag { "true" } else { "false" }),
        }
    }
    out.finish()
}

/// Appends `byte` as two lower-case hexadecimal digits.
pub(crate) fn push_hex(out: &mut String, byte: u8) {
    for nibble in [byte >> 4, byte & 0x0f] {
        out.push(char::from(if nibble < 10 {
            b'0' + nibble
        } else {
            b'a' + nibble - 10
        }));
    }
}

pub(crate) struct Object(String);

impl Object {
    pub(crate) fn new() -> Self {
        Self(String::from("{"))
    }

    pub(crate) fn raw(&mut self, name: &str, value: &str) {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        push_string(&mut self.0, name);
        self.0.push(':');
        self.0.push_str(value);
    }

    pub(crate) fn text(&mut self, name: &str, value: &str) {
        let mut quoted = String::with_capacity(value.len() + 2);
        push_string(&mut quoted, value);
        self.raw(name, &quoted);
    }

    fn optional(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(name, value);
        }
    }

    pub(crate) fn finish(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

/// Appends `text` as a JSON string (RFC 8259, section 7).
fn push_string(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0'..='\u{1f}' => {
                out.push_str("\\u00");
                push_hex(out, c as u8);
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// A number in decimal, without the formatting machinery that `to_string` pulls in.
pub(crate) fn decimal(mut value: u64) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(b'0' + (value % 10) as u8);
        value /= 10;
        if value == 0 {
            break;
        }
    }
    digits.iter().rev().copied().map(char::from).collect()
}
