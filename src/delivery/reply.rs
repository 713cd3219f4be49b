//! What an endpoint's reply means for the answer it is a reply to.

use super::outbox::Entry;
use crate::domain::time::Date;
use crate::wire::ResponseId;

/// The longest time an endpoint may ask for with `Retry-After`, in milliseconds: an hour.
pub const RETRY_AFTER_CAP_MS: u32 = 60 * 60 * 1_000;

/// What to do with an answer after an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The endpoint has it.
    Acknowledged {
        /// Whether it wants no more of them.
        enough: bool,
    },
    /// The endpoint will never take it, says this status.
    Refused(u16),
    /// Try again later.
    NotYet {
        /// Whether the endpoint should be left alone until then, other answers included.
        spare: bool,
        /// What it asked for, in milliseconds, at most [`RETRY_AFTER_CAP_MS`].
        retry_after: Option<u32>,
    },
}

/// Judges `reply`: the status, the `Retry-After` header and the acknowledgement's id, revision and
/// `enough`, a line each. Whatever is missing or is something else is as if it were not there.
///
/// An acknowledgement names the very id and revision: a captive portal's page does not, nor does
/// where a redirect ends. `now` is the page's clock, in milliseconds since 1970.
#[must_use]
pub fn judge(reply: &str, entry: &Entry, now: i64) -> Verdict {
    let mut lines = reply.split('\n');
    let mut line = || lines.next().unwrap_or("");
    let status = line().parse::<u64>().unwrap_or(0) as u16;
    let retry_after = line();
    let id = ResponseId::parse(line());
    let rev = line().parse::<u64>().ok();
    if matches!(status, 200 | 201) && id == Some(entry.id) && rev == Some(entry.rev.into()) {
        return Verdict::Acknowledged {
            enough: line() == "true",
        };
    }
    // Request timeout, too early, too many requests: the same request may succeed later.
    if matches!(status, 400..=499) && !matches!(status, 408 | 425 | 429) {
        return Verdict::Refused(status);
    }
    let retry_after = retry_after_ms(retry_after, now);
    Verdict::NotYet {
        // 500 and its like may be this one answer's doing; the next must not wait behind it.
        spare: retry_after.is_some() || matches!(status, 0 | 429 | 503),
        retry_after,
    }
}

/// Reads `Retry-After` (RFC 9110, section 10.2.3), seconds or a date, as milliseconds from `now`.
/// A date that has passed is no wait; one that a wrong clock sees far off is capped.
fn retry_after_ms(text: &str, now: i64) -> Option<u32> {
    let ms = match text.parse::<u64>() {
        Ok(seconds) => seconds.saturating_mul(1_000),
        Err(_) => u64::try_from(http_date_ms(text)?.saturating_sub(now)).unwrap_or(0),
    };
    Some(ms.min(RETRY_AFTER_CAP_MS.into()) as u32)
}

/// Reads the one date format that senders may use, `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110,
/// section 5.6.7), as milliseconds since 1970.
fn http_date_ms(text: &str) -> Option<i64> {
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<u64>().ok();
    let name = text.get(8..11)?.as_bytes();
    let month = b"JanFebMarAprMayJunJulAugSepOctNovDec"
        .chunks(3)
        .position(|month| month == name)?;
    let date = Date {
        year: number(12, 16)? as i32,
        month: month as u8 + 1,
        day: number(5, 7)? as u8,
    };
    let of_day = (number(17, 19)? * 60 + number(20, 22)?) * 60 + number(23, 25)?;
    (text.get(25..)? == " GMT").then(|| (date.days_since_epoch() * 86_400 + of_day as i64) * 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// 1994-11-06T08:49:37Z, the date of RFC 9110's example.
    const NOW: i64 = 784_111_777_000;

    fn entry() -> Entry {
        Entry {
            id: ResponseId::from_random([7; 16]),
            rev: 2,
            put_at: NOW,
            overdue: false,
            survey: "post-purchase".into(),
            body: "{}".into(),
            endpoint: "https://answers.example/v1/responses".into(),
        }
    }

    fn judged(status: u16, retry_after: &str, acknowledged: &str) -> Verdict {
        let reply = format!("{status}\n{retry_after}\n{acknowledged}");
        judge(&reply, &entry(), NOW)
    }

    fn not_yet(spare: bool, retry_after: Option<u32>) -> Verdict {
        Verdict::NotYet { spare, retry_after }
    }

    #[test]
    fn only_the_very_id_and_revision_are_an_acknowledgement() {
        let id = entry().id.to_text();
        for status in [200, 201] {
            for (said, enough) in [("", false), ("\ntrue", true), ("\nfalse", false)] {
                assert_eq!(
                    judged(status, "", &format!("{id}\n2{said}")),
                    Verdict::Acknowledged { enough }
                );
            }
        }
        let other = ResponseId::from_random([8; 16]).to_text();
        for said in ["", "\n", &format!("{id}\n1"), &format!("{other}\n2"), &id] {
            assert_eq!(judged(200, "", said), not_yet(false, None), "{said:?}");
        }
        assert_eq!(
            judged(202, "", &format!("{id}\n2")),
            not_yet(false, None),
            "202 is no promise"
        );
    }

    #[test]
    fn every_status_is_retried_refused_or_neither() {
        for status in [408, 425, 500, 501, 502, 504, 599, 204, 302] {
            assert_eq!(judged(status, "", ""), not_yet(false, None), "{status}");
        }
        for status in [0, 429, 503] {
            assert_eq!(judged(status, "", ""), not_yet(true, None), "{status}");
        }
        for status in [400, 401, 403, 404, 409, 410, 413, 415, 422, 451, 499] {
            assert_eq!(judged(status, "", ""), Verdict::Refused(status), "{status}");
        }
    }

    #[test]
    fn retry_after_is_seconds_or_a_date_and_never_more_than_an_hour() {
        for (text, ms) in [
            ("0", Some(0)),
            ("120", Some(120_000)),
            ("1000000000", Some(RETRY_AFTER_CAP_MS)),
            ("18446744073709551615", Some(RETRY_AFTER_CAP_MS)),
            ("Sun, 06 Nov 1994 08:50:37 GMT", Some(60_000)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(0)),
            ("Thu, 01 Jan 1970 00:00:00 GMT", Some(0)),
            ("Fri, 31 Dec 9999 23:59:59 GMT", Some(RETRY_AFTER_CAP_MS)),
            ("Sun, 06 Nov 1994 08:50:37 CET", None),
            ("Sunday, 06-Nov-94 08:49:37 GMT", None),
            ("18446744073709551616", None),
            ("-5", None),
            ("1.5", None),
            ("soon", None),
            ("", None),
        ] {
            assert_eq!(retry_after_ms(text, NOW), ms, "{text}");
            assert_eq!(judged(503, text, ""), not_yet(true, ms), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_reply_of_any_shape_is_believed_or_fatal(reply: String, now: i64) {
            let verdict = judge(&reply, &entry(), now);
            let acknowledged = matches!(verdict, Verdict::Acknowledged { .. });
            prop_assert!(!acknowledged);
        }

        #[test]
        fn no_header_waits_longer_than_the_cap(text in "[0-9A-Za-zé, :]{0,40}", now: i64) {
            prop_assert!(retry_after_ms(&text, now).unwrap_or(0) <= RETRY_AFTER_CAP_MS);
        }

        #[test]
        fn every_date_that_can_be_sent_is_read(seconds in 0..253_402_300_800_i64) {
            let moment = crate::domain::time::Timestamp(seconds * 1_000);
            let date = moment.date();
            let month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct",
                "Nov", "Dec"][usize::from(date.month) - 1];
            let clock = &moment.to_string()[11..19];
            let text = format!("Mon, {:02} {month} {:04} {clock} GMT", date.day, date.year);
            prop_assert_eq!(http_date_ms(&text), Some(moment.0));
        }
    }
}
