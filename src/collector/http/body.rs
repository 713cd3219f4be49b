//! A request's body, bounded in size and time.

use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use axum::http::{HeaderMap, Request};

use crate::wire::MAX_BODY_BYTES;

use super::super::Error;

const BODY_TIMEOUT: Duration = Duration::from_secs(10);
/// How much of an oversized body is read and thrown away. A connection closed on a client that is
/// still sending is reset, and the client never sees the 413.
const DRAINED_BYTES: usize = 1024 * 1024;

/// Reads the whole body if its headers say it is one that is read here.
pub(super) async fn read(request: Request<Body>) -> Result<Vec<u8>, Error> {
    check_headers(request.headers())?;
    tokio::time::timeout(BODY_TIMEOUT, collect(request.into_body()))
        .await
        .map_err(|_| Error::BodyTimeout)?
}

fn check_headers(headers: &HeaderMap) -> Result<(), Error> {
    for encoding in headers.get_all(CONTENT_ENCODING) {
        if !encoding.as_bytes().eq_ignore_ascii_case(b"identity") {
            return Err(Error::Unsupported(
                "The body has a Content-Encoding; expected it uncompressed.".into(),
            ));
        }
    }
    let Some(media_type) = headers.get(CONTENT_TYPE) else {
        return Ok(());
    };
    let essence = media_type
        .to_str()
        .ok()
        .and_then(|value| value.split(';').next())
        .map(str::trim)
        .unwrap_or_default();
    let known = ["text/plain", "application/json"];
    if known
        .iter()
        .any(|known| essence.eq_ignore_ascii_case(known))
    {
        Ok(())
    } else {
        Err(Error::Unsupported(
            "The Content-Type is not read here; expected text/plain or application/json.".into(),
        ))
    }
}

async fn collect(mut body: Body) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let mut seen = 0;
    while let Some(data) = next_data(&mut body).await? {
        seen += data.len();
        if seen <= MAX_BODY_BYTES {
            bytes.extend_from_slice(&data);
        } else {
            bytes = Vec::new();
        }
        if seen > DRAINED_BYTES {
            break;
        }
    }
    if seen > MAX_BODY_BYTES {
        return Err(Error::TooLarge(MAX_BODY_BYTES));
    }
    Ok(bytes)
}

async fn next_data(body: &mut Body) -> Result<Option<Bytes>, Error> {
    loop {
        let frame = poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await;
        match frame {
            None => return Ok(None),
            Some(Err(_)) => return Err(Error::BodyCut),
            // Trailers say nothing that is used here.
            Some(Ok(frame)) => {
                if let Ok(data) = frame.into_data() {
                    return Ok(Some(data));
                }
            }
        }
    }
}
