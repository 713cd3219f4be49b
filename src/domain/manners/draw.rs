//! The sample draw: who is asked in a period, the same for everybody who computes it.
//!
//! The loader computes it too (`www/draw.js`), to spare the fetch, and so may a server. All of
//! them run `tests/fixtures/draws.json`. The text `SURVEY:PERIOD:WHO` in UTF-8, PERIOD being the
//! whole periods since 1970-01-01 (UTC) in decimal, is hashed with 32-bit FNV-1a (Fowler, Noll, Vo:
//! RFC 9923) and finished with `fmix32` of MurmurHash3 (Appleby, public domain), because FNV-1a
//! alone spreads the last bytes over the low bits only.

use super::day_of;

/// One visitor's luck in one period of one survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draw {
    hash: u32,
    day: u32,
    today: u32,
}

impl Draw {
    /// The draw of `who` for `survey` in the period of `period_days` days that `now` (milliseconds
    /// since 1970) falls in. A period of 0 days is taken for one of 1.
    #[must_use]
    pub fn of(survey: &str, who: &str, now: i64, period_days: u32) -> Self {
        let length = period_days.max(1);
        let days = day_of(now);
        let mut hash = fnv_1a(0x811c_9dc5, survey.as_bytes());
        hash = fnv_1a(hash, b":");
        hash = decimal(hash, days / length);
        hash = fnv_1a(hash, b":");
        let hash = fmix32(fnv_1a(hash, who.as_bytes()));
        Self {
            hash,
            // The share lies in the upper half; the lower half is as good as a second draw.
            day: ((u64::from(hash & 0xffff) * u64::from(length)) >> 16) as u32,
            today: days % length,
        }
    }

    /// The hash itself, for others to compare theirs with.
    #[must_use]
    pub const fn hash(self) -> u32 {
        self.hash
    }

    /// Where the visitor fell: 0 up to 1, 1 excluded. They are in a sample of any share above it,
    /// so raising the share drops nobody.
    #[must_use]
    pub fn share(self) -> f64 {
        f64::from(self.hash) / 4_294_967_296.0
    }

    /// The day of the period, from 0, from which the visitor is asked where askings are spread.
    #[must_use]
    pub const fn day(self) -> u32 {
        self.day
    }

    /// Today's day of the period, from 0.
    #[must_use]
    pub const fn today(self) -> u32 {
        self.today
    }
}

fn fnv_1a(hash: u32, bytes: &[u8]) -> u32 {
    bytes.iter().fold(hash, |hash, &byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// Hashes `number` as its decimal digits.
fn decimal(hash: u32, number: u32) -> u32 {
    let before = if number < 10 {
        hash
    } else {
        decimal(hash, number / 10)
    };
    fnv_1a(before, &[b'0' + (number % 10) as u8])
}

fn fmix32(mut hash: u32) -> u32 {
    hash = (hash ^ (hash >> 16)).wrapping_mul(0x85eb_ca6b);
    hash = (hash ^ (hash >> 13)).wrapping_mul(0xc2b2_ae35);
    hash ^ (hash >> 16)
}
