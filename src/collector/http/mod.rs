//! The routes.

mod assets;
mod body;
mod cors;
mod ingest;
mod probes;
mod reading;

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{any, get, post};
use tokio::sync::Semaphore;

use crate::domain::time::Timestamp;

use super::Error;
use super::access::Access;
use super::limits::RatePerIp;
use super::metrics::Metrics;
use super::quota::Quotas;
use super::store::Store;

/// How many reads may hold a database connection at a time.
const READS: usize = 8;

/// Everything the routes work with.
pub struct Collector {
    /// What is kept.
    pub store: Arc<Store>,
    /// Who may post.
    pub access: Access,
    /// How many responses are enough.
    pub quotas: Quotas,
    /// How often one address may post, if bounded.
    pub rate_per_ip: Option<RatePerIp>,
    /// The counters behind `/metrics`, shared with the store.
    pub metrics: Arc<Metrics>,
    /// Where the static files are, if any are served.
    pub assets: Option<PathBuf>,
    /// What time it is.
    pub clock: fn() -> Timestamp,
}

/// The address a request came from; [`super::serve`] adds it to each request.
#[derive(Clone, Copy, Debug)]
pub struct ClientIp(pub IpAddr);

#[derive(Clone)]
struct App {
    collector: Arc<Collector>,
    reads: Arc<Semaphore>,
}

/// The whole collector as a service.
pub fn app(collector: Collector) -> Router {
    let app = App {
        collector: Arc::new(collector),
        reads: Arc::new(Semaphore::new(READS)),
    };
    let api = Router::new()
        .route(
            "/v1/responses",
            post(ingest::post)
                .head(cors::reachable)
                .options(cors::preflight),
        )
        .route("/v1/surveys/{survey}/responses", get(reading::responses))
        .route("/v1/surveys/{survey}/tallies", get(reading::tallies))
        .route("/v1/{*rest}", any(not_found))
        .route("/healthz", get(probes::healthz))
        .route("/readyz", get(probes::readyz))
        .route("/metrics", get(probes::metrics))
        .route("/openapi.json", get(probes::openapi))
        .method_not_allowed_fallback(wrong_method);
    let all = match &app.collector.assets {
        Some(folder) => api.fallback_service(assets::service(folder)),
        None => api.fallback(not_found),
    };
    all.layer(middleware::from_fn_with_state(app.clone(), headers))
        .with_state(app)
}

async fn not_found() -> Error {
    Error::NotFound
}

async fn wrong_method() -> Error {
    Error::Method
}

/// What every answer says. One layer for all of it: each costs every post some allocations. The
/// static files, which are pages and may be cached, have set theirs before.
async fn headers(State(app): State<App>, request: Request, next: Next) -> Response {
    let asking = cors::asking(&request);
    let mut response = next.run(request).await;
    if let Some(asking) = asking {
        asking.answer(&app, response.headers_mut());
    }
    set(
        &mut response,
        [
            (X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (REFERRER_POLICY, "no-referrer"),
            (
                CONTENT_SECURITY_POLICY,
                "default-src 'none'; frame-ancestors 'none'",
            ),
            (CACHE_CONTROL, "no-store"),
        ],
    );
    response
}

/// Sets headers that are not there yet.
fn set<const N: usize>(response: &mut Response, headers: [(HeaderName, &'static str); N]) {
    for (name, value) in headers {
        response
            .headers_mut()
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
}
