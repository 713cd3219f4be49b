//! `POST /v1/responses`: read, check, commit, acknowledge.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::wire;
use crate::wire::parse::Posted;

use super::super::Error;
use super::super::store::{Outcome, Submission};
use super::{App, ClientIp, body, cors};

pub(super) async fn post(State(app): State<App>, request: Request) -> Response {
    let answered = accept(&app, request).await;
    let response = answered.unwrap_or_else(IntoResponse::into_response);
    let status = response.status();
    if status.is_client_error() {
        app.collector.metrics.refused.add(1);
    } else if status.is_server_error() {
        app.collector.metrics.failed.add(1);
    }
    response
}

async fn accept(app: &App, request: Request) -> Result<Response, Error> {
    let collector = &app.collector;
    let now = (collector.clock)();
    if let (Some(rate), Some(ClientIp(ip))) = (&collector.rate_per_ip, request.extensions().get()) {
        rate.take(*ip, now)?;
    }
    let origin = cors::origin(request.headers());
    let posted = Posted::from_json(&body::read(request).await?)?;
    let is_batch = posted.is_batch;
    let acks: Vec<_> = posted.responses.iter().map(Ack::of).collect();
    let mut batch = Vec::with_capacity(posted.responses.len());
    for response in posted.responses {
        // Simple requests are never preflighted, so the origin is checked here again.
        let key_needed = collector
            .access
            .check(&response.survey, origin.as_deref())?;
        batch.push(Submission::new(response, key_needed)?);
    }
    let outcomes = collector.store.submit(batch, (collector.clock)()).await?;
    let acks = acks.iter().zip(&outcomes).map(|(ack, outcome)| {
        let new = ack.rev == 1 && *outcome == Outcome::Stored;
        let enough = collector.quotas.is_enough(&ack.survey, new.into());
        ack.to_json(enough)
    });
    let acks = acks.collect::<Vec<_>>().join(",");
    let acks = if is_batch { format!("[{acks}]") } else { acks };
    let mut answer = Response::new(Body::from(acks));
    if outcomes.contains(&Outcome::Stored) {
        *answer.status_mut() = StatusCode::CREATED;
    }
    answer
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Ok(answer)
}

/// What is answered for one response once it is stored. Ids and numbers need no escaping.
struct Ack {
    id: String,
    rev: u32,
    survey: String,
}

impl Ack {
    fn of(response: &wire::Response) -> Self {
        Self {
            id: response.id.to_text(),
            rev: response.rev,
            survey: response.survey.clone(),
        }
    }

    /// `enough` says that the survey wants no more, and is left out where it does.
    fn to_json(&self, enough: bool) -> String {
        let Self { id, rev, .. } = self;
        let enough = if enough { r#","enough":true"# } else { "" };
        format!(r#"{{"id":"{id}","rev":{rev}{enough}}}"#)
    }
}
