//! Whether a respondent may be written to, and where.

/// Why what a respondent gave is no way to reach them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// The address cannot be one.
    Email,
    /// There is an address, and no consent to use it.
    Consent,
}

/// Whether to write to `email`, which has no space around it: the respondent gave an address and
/// their consent. Neither is no contact, and no mistake.
///
/// # Errors
/// A [`Mistake`] where one is there without the other, or the address cannot be one.
pub fn contact(email: &str, consent: bool) -> Result<bool, Mistake> {
    if email.is_empty() && !consent {
        Ok(false)
    } else if !is_email(email) || email.bytes().any(|byte| byte <= b' ') {
        // Stored all the same where it comes from elsewhere, but here it is a slip.
        Err(Mistake::Email)
    } else if !consent {
        Err(Mistake::Consent)
    } else {
        Ok(true)
    }
}

/// Whether `text` can be an e-mail address: something on either side of its one `@`. More cannot be
/// told without writing to it, and stricter rules refuse people their own addresses.
#[must_use]
pub fn is_email(text: &str) -> bool {
    matches!(text.split_once('@'), Some((user, host))
        if !user.is_empty() && !host.is_empty() && !host.contains('@'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_needs_consent_and_consent_an_address() {
        assert_eq!(contact("", false), Ok(false));
        assert_eq!(contact("kari@example.no", true), Ok(true));
        assert_eq!(contact("ka ri@example.no", true), Err(Mistake::Email));
        assert_eq!(contact("kari@example.no", false), Err(Mistake::Consent));
        assert_eq!(contact("", true), Err(Mistake::Email));
    }

    #[test]
    fn what_cannot_be_an_address_is_a_mistake_whether_or_not_they_consent() {
        for text in ["kari", "@", "kari@", "@example.no", "a@b@c"] {
            assert!(!is_email(text), "{text}");
            assert_eq!(contact(text, true), Err(Mistake::Email), "{text}");
            assert_eq!(contact(text, false), Err(Mistake::Email), "{text}");
        }
    }
}
