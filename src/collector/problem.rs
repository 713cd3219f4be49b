//! Errors as `application/problem+json` (RFC 9457).

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use serde_json::json;

use super::Error;

/// How long a client should wait after a 503, in seconds.
const RETRY_AFTER_S: u64 = 5;

impl Error {
    /// The HTTP status that tells a client about this error.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Invalid(_) | Self::BodyCut | Self::Query(_) => StatusCode::BAD_REQUEST,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unsupported(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::BodyTimeout => StatusCode::REQUEST_TIMEOUT,
            Self::Origin(_) | Self::Survey(_) | Self::Key | Self::TokenScope => {
                StatusCode::FORBIDDEN
            }
            Self::Token => StatusCode::UNAUTHORIZED,
            Self::Conflict(_) | Self::Closed => StatusCode::UNPROCESSABLE_ENTITY,
            Self::RateLimited(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            _ => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// The last part of the problem's type, and its title.
    fn kind(&self) -> (&'static str, &'static str) {
        match self {
            Self::Invalid(_) => ("invalid-response", "The response breaks the format"),
            Self::TooLarge(_) => ("too-large", "The body is too large"),
            Self::Unsupported(_) => ("unsupported-media", "The body is of a kind not read here"),
            Self::BodyTimeout => ("body-timeout", "The body took too long"),
            Self::BodyCut => ("body-cut", "The body is incomplete"),
            Self::Origin(_) => ("origin", "The origin is not allowed"),
            Self::Survey(_) => ("survey", "The survey is not configured"),
            Self::Key => ("key", "A public write key is needed"),
            Self::Token => ("token", "A read token is needed"),
            Self::TokenScope => ("token-scope", "The read token is for another survey"),
            Self::Conflict(_) => ("conflict", "The response is already stored otherwise"),
            Self::Closed => ("closed", "The response can no longer be amended"),
            Self::RateLimited(_) => ("rate-limited", "Too many requests"),
            Self::Query(_) => ("query", "The query cannot be read"),
            Self::NotFound => ("not-found", "Not found"),
            Self::Method => ("method", "Method not allowed"),
            _ => ("unavailable", "Unavailable for the moment"),
        }
    }

    fn field(&self) -> Option<&str> {
        match self {
            Self::Invalid(invalid) => Some(&invalid.field),
            Self::Survey(_) => Some("survey"),
            Self::Key => Some("key"),
            Self::Conflict(_) => Some("id"),
            Self::Closed => Some("rev"),
            _ => None,
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response<Body> {
        if let Self::Unavailable(cause) = &self {
            tracing::error!(%cause, "answered 503");
        }
        let status = self.status();
        let (kind, title) = self.kind();
        let mut problem = json!({
            "type": format!("urn:zeroten:problem:{kind}"),
            "title": title,
            "status": status.as_u16(),
            "detail": self.to_string(),
        });
        if let (Some(field), Some(map)) = (self.field(), problem.as_object_mut()) {
            map.insert("field".into(), field.into());
            if let Self::Invalid(invalid) = &self
                && let Some(index) = invalid.index
            {
                map.insert("index".into(), index.into());
            }
        }
        let mut response = Response::new(Body::from(problem.to_string()));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        match self {
            Self::RateLimited(seconds) => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            }
            Self::Token => {
                headers.insert(
                    header::WWW_AUTHENTICATE,
                    HeaderValue::from_static("Bearer realm=\"zeroten\""),
                );
            }
            Self::BodyTimeout => {
                headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
            }
            _ if status == StatusCode::SERVICE_UNAVAILABLE => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from(RETRY_AFTER_S));
            }
            _ => {}
        }
        response
    }
}
