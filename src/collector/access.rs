//! Which page may post to which survey.
//!
//! An origin is what a browser says about a page; other programs say what they like. The check
//! keeps other people's pages out, not forgers, which public write keys do not either.

use std::collections::BTreeMap;
use std::str::FromStr;

use crate::wire::is_survey_id;

use super::Error;

/// One survey and the origins of the pages that may post to it, as `ID=ORIGIN[,ORIGIN...]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurveyOrigins {
    /// The survey's id.
    pub survey: String,
    /// Its origins, exactly as browsers send them; `null`, which every sandboxed frame and every
    /// page from a file sends, only where it is listed.
    pub origins: Vec<String>,
}

/// The surveys answered for.
#[derive(Clone, Debug, Default)]
pub struct Access {
    listed: BTreeMap<String, Vec<String>>,
    open: bool,
}

impl Access {
    /// Listed surveys only, from their listed origins. Without an `Origin` header, which means not
    /// from a page, a public write key is needed.
    #[must_use]
    pub fn listed(surveys: Vec<SurveyOrigins>) -> Self {
        let mut listed = BTreeMap::<String, Vec<String>>::new();
        for SurveyOrigins { survey, origins } in surveys {
            listed.entry(survey).or_default().extend(origins);
        }
        Self {
            listed,
            open: false,
        }
    }

    /// Any survey from loopback origins and without one, and listed surveys from their origins as
    /// well: for a collector that only this machine can reach.
    #[must_use]
    pub fn open_to_loopback(surveys: Vec<SurveyOrigins>) -> Self {
        Self {
            open: true,
            ..Self::listed(surveys)
        }
    }

    /// Whether no survey at all can be posted to.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        !self.open && self.listed.is_empty()
    }

    /// Whether pages of `origin` may post to some survey, and so may read the answers to their
    /// requests.
    #[must_use]
    pub fn knows(&self, origin: &str) -> bool {
        self.open && is_loopback_origin(origin)
            || self.listed.values().flatten().any(|o| o == origin)
    }

    /// Whether a page of `origin` may post to `survey`; `Ok(true)` if only with a public write
    /// key.
    ///
    /// # Errors
    ///
    /// [`Error::Survey`] for a survey that is not listed, [`Error::Origin`] for an origin that is
    /// not listed for it.
    pub fn check(&self, survey: &str, origin: Option<&str>) -> Result<bool, Error> {
        let listed = self.listed.get(survey);
        if listed.is_none() && !self.open {
            return Err(Error::Survey(survey.to_owned()));
        }
        match origin {
            None => Ok(!self.open),
            Some(origin) if self.open && is_loopback_origin(origin) => Ok(false),
            Some(origin) if listed.is_some_and(|l| l.iter().any(|o| o == origin)) => Ok(false),
            Some(origin) => Err(Error::Origin(origin.chars().take(100).collect())),
        }
    }
}

impl FromStr for SurveyOrigins {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let bad = |why: &str| {
            Error::SurveyConfig(format!(
                "--survey {text}: {why}; expected ID=ORIGIN[,ORIGIN...], for example \
                 post-purchase=https://shop.example."
            ))
        };
        let (survey, origins) = text.split_once('=').ok_or_else(|| bad("has no ="))?;
        if !is_survey_id(survey) {
            return Err(bad("an id is 1 to 64 of the characters A-Z a-z 0-9 . _ -"));
        }
        let origins: Vec<_> = origins.split(',').map(str::to_owned).collect();
        if !origins.iter().all(|origin| is_origin(origin)) {
            return Err(bad(
                "an origin is http:// or https://, a host in lower case and perhaps a port, \
                 without a path or a slash at the end; or null, for sandboxed frames",
            ));
        }
        Ok(Self {
            survey: survey.to_owned(),
            origins,
        })
    }
}

fn host_of(origin: &str) -> Option<&str> {
    origin
        .strip_prefix("http://")
        .or_else(|| origin.strip_prefix("https://"))
}

fn is_origin(origin: &str) -> bool {
    let named = host_of(origin).is_some_and(|host| {
        !host.is_empty()
            && host.bytes().all(|b| {
                b.is_ascii_lowercase()
                    || b.is_ascii_digit()
                    || matches!(b, b'.' | b'-' | b'_' | b':' | b'[' | b']')
            })
    });
    named || origin == "null"
}

/// `http://localhost`, `127.0.0.1` or `[::1]`, or the same with https or a port.
fn is_loopback_origin(origin: &str) -> bool {
    host_of(origin).is_some_and(|host| {
        ["localhost", "127.0.0.1", "[::1]"].iter().any(|loopback| {
            host.strip_prefix(loopback).is_some_and(|rest| {
                rest.is_empty()
                    || rest.strip_prefix(':').is_some_and(|port| {
                        !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit())
                    })
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_exact_loopback_origins_are_loopback() {
        for origin in [
            "http://localhost",
            "http://localhost:3000",
            "https://127.0.0.1:8443",
            "http://[::1]:1",
        ] {
            assert!(is_loopback_origin(origin), "{origin}");
        }
        for origin in [
            "null",
            "",
            "http://localhost.evil.example",
            "http://localhost:80.evil.example",
            "http://127.0.0.1.nip.io",
            "file://localhost",
            "http://evil.example/localhost",
            "http://localhost:",
            "http://localhost@evil.example",
        ] {
            assert!(!is_loopback_origin(origin), "{origin}");
        }
    }

    #[test]
    fn a_listed_survey_takes_exactly_its_origins() {
        let access = Access::listed(vec![
            "a=https://a.example,https://b.example".parse().unwrap(),
        ]);
        assert!(!access.check("a", Some("https://b.example")).unwrap());
        assert!(
            access.check("a", None).unwrap(),
            "without an origin a key is needed"
        );
        for origin in [
            "https://a.example.evil",
            "http://a.example",
            "https://x.a.example",
            "null",
            "http://localhost",
        ] {
            assert!(
                matches!(access.check("a", Some(origin)), Err(Error::Origin(_))),
                "{origin}"
            );
        }
        assert!(matches!(
            access.check("b", Some("https://a.example")),
            Err(Error::Survey(_))
        ));
    }

    #[test]
    fn sandboxed_frames_may_post_only_where_their_origin_is_listed() {
        for access in [Access::listed, Access::open_to_loopback] {
            let access = access(vec!["a=https://a.example,null".parse().unwrap()]);
            assert!(!access.check("a", Some("null")).unwrap());
            assert!(access.knows("null"));
        }
        let open = Access::open_to_loopback(vec!["a=https://a.example".parse().unwrap()]);
        assert!(matches!(
            open.check("a", Some("null")),
            Err(Error::Origin(_))
        ));
    }

    #[test]
    fn a_survey_without_proper_origins_is_refused() {
        for text in [
            "a",
            "a=",
            "a=*",
            "a=Null",
            "a=https://a.example/",
            "a=https://A.example",
            "=https://a.example",
            "a b=https://a.example",
            "a=https://a.example,",
        ] {
            assert!(text.parse::<SurveyOrigins>().is_err(), "{text}");
        }
    }
}
