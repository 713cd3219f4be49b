//! The routes for whoever runs the collector.

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;

use super::super::Error;
use super::App;

/// The process runs.
pub(super) async fn healthz() -> &'static str {
    "ok\n"
}

/// A response posted now could be stored.
pub(super) async fn readyz(State(app): State<App>) -> Result<&'static str, Error> {
    app.collector.store.ping().await?;
    Ok("ready\n")
}

pub(super) async fn metrics(State(app): State<App>) -> impl IntoResponse {
    (
        [(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")],
        app.collector.metrics.to_text(),
    )
}

pub(super) async fn openapi() -> impl IntoResponse {
    (
        [(CONTENT_TYPE, "application/json")],
        include_str!("../openapi.json"),
    )
}
