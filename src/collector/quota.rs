//! How many responses a survey wants. Beyond that its pages are told that there are enough; what
//! comes all the same is stored, because somebody took the time to answer.

use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use crate::wire::is_survey_id;

use super::Error;
use super::store::Store;

/// One survey and how many responses it wants, as `ID=NUMBER`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quota {
    /// The survey's id.
    pub survey: String,
    /// How many responses are enough.
    pub enough: u64,
}

/// The quotas, and how many responses each of their surveys has.
#[derive(Debug, Default)]
pub struct Quotas(BTreeMap<String, Counted>);

#[derive(Debug)]
struct Counted {
    enough: u64,
    stored: AtomicU64,
}

impl Quotas {
    /// Takes up `quotas` with what `store` holds at present. What other programs write to it later is
    /// not seen before the next start.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`] if the database fails.
    pub fn new(quotas: Vec<Quota>, store: &Store) -> Result<Self, Error> {
        let mut all = BTreeMap::new();
        for Quota { survey, enough } in quotas {
            let stored = AtomicU64::new(store.count(&survey)?);
            all.insert(survey, Counted { enough, stored });
        }
        Ok(Self(all))
    }

    /// Whether `survey` has as many responses as it wants, now that `new` more are stored.
    pub fn is_enough(&self, survey: &str, new: u64) -> bool {
        self.0.get(survey).is_some_and(|counted| {
            let before = counted.stored.fetch_add(new, Relaxed);
            before.saturating_add(new) >= counted.enough
        })
    }
}

impl FromStr for Quota {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        text.split_once('=')
            .filter(|(survey, _)| is_survey_id(survey))
            .and_then(|(survey, enough)| {
                Some(Self {
                    survey: survey.to_owned(),
                    enough: enough.parse().ok().filter(|enough| *enough > 0)?,
                })
            })
            .ok_or_else(|| Error::Quota(text.to_owned()))
    }
}
