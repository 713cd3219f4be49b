//! Cross-origin requests to the one route pages post to.
//!
//! Never credentials, and an origin is only ever named back if it is configured. The answer's
//! headers are set on errors too: delivery in the page must read a refusal to stop retrying.

use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ALLOW, HeaderName, ORIGIN, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use super::super::Error;
use super::{App, set};

const INGEST: &str = "/v1/responses";

/// The request's origin as text; one that is no text is as unknown as any other.
pub(super) fn origin(headers: &HeaderMap) -> Option<String> {
    headers
        .get(ORIGIN)
        .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

/// Answers a preflight; the headers that name the origin come from [`Asking::answer`].
pub(super) async fn preflight(State(app): State<App>, headers: HeaderMap) -> Response {
    if let Some(origin) = origin(&headers)
        && !app.collector.access.knows(&origin)
    {
        return Error::Origin(origin.chars().take(100).collect()).into_response();
    }
    let mut response = StatusCode::NO_CONTENT.into_response();
    set(
        &mut response,
        [
            (ALLOW, "POST, HEAD, OPTIONS"),
            (ACCESS_CONTROL_ALLOW_METHODS, "POST"),
            (ACCESS_CONTROL_ALLOW_HEADERS, "content-type"),
            (ACCESS_CONTROL_MAX_AGE, "86400"),
        ],
    );
    response
}

/// Tells a page that it reaches the collector, as `zeroten("explain")` asks. Whether the page may
/// read that is in the headers that name its origin, which come from [`Asking::answer`].
pub(super) async fn reachable() -> StatusCode {
    StatusCode::NO_CONTENT
}

/// The origin behind `request`, if it asks for the ingest route.
pub(super) fn asking(request: &Request) -> Option<Asking> {
    (request.uri().path() == INGEST).then(|| Asking(origin(request.headers())))
}

/// Whoever asks for the ingest route.
pub(super) struct Asking(Option<String>);

impl Asking {
    /// Names a known origin back on whatever the route answers, also when the answer was made
    /// before any handler ran.
    pub(super) fn answer(self, app: &App, headers: &mut HeaderMap) {
        headers.append(VARY, HeaderValue::from_static("Origin"));
        headers.insert(
            HeaderName::from_static("cross-origin-resource-policy"),
            HeaderValue::from_static("cross-origin"),
        );
        if let Some(origin) = self.0
            && app.collector.access.knows(&origin)
            && let Ok(value) = HeaderValue::from_str(&origin)
        {
            headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, value);
            headers.insert(
                ACCESS_CONTROL_EXPOSE_HEADERS,
                HeaderValue::from_static("retry-after"),
            );
        }
    }
}
