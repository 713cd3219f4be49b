//! The built files: loader, widget, summary and demo pages.

use std::path::Path;

use axum::Router;
use axum::extract::Request;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName,
};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::any;
use tower_http::services::ServeDir;

use super::set;

/// Pages run only their own scripts and WebAssembly, and talk only to this collector.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

/// Serves `folder`, each file from its `.br` beside it to whoever takes that.
pub(super) fn service(folder: &Path) -> Router {
    Router::new()
        .fallback_service(
            ServeDir::new(folder)
                .precompressed_br()
                .not_found_service(any(|| async { "There is no such file here.\n" })),
        )
        .layer(middleware::from_fn(headers))
}

/// The files are there to be embedded by other sites, and hold nothing about anyone.
async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    set(
        &mut response,
        [
            (CONTENT_SECURITY_POLICY, PAGE_POLICY),
            (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
            (
                HeaderName::from_static("cross-origin-resource-policy"),
                "cross-origin",
            ),
            // Asked for again each time, answered with 304 until the file changes.
            (CACHE_CONTROL, "no-cache"),
        ],
    );
    response
}
