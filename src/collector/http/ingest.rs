//! `POST /v1/responses`: read, check, commit, acknowledge.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

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
    let ack = acknowledgement(&posted);
    let mut batch = Vec::with_capacity(posted.responses.len());
    for response in posted.responses {
        // Simple requests are never preflighted, so the origin is checked here again.
        let key_needed = collector
            .access
            .check(&response.survey, origin.as_deref())?;
        batch.push(Submission::new(response, key_needed)?);
    }
    let outcomes = collector.store.submit(batch, (collector.clock)()).await?;
    let mut answer = Response::new(Body::from(ack));
    if outcomes.contains(&Outcome::Stored) {
        *answer.status_mut() = StatusCode::CREATED;
    }
    answer
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Ok(answer)
}

/// What is answered if everything in `posted` is stored. Ids and numbers need no escaping.
fn acknowledgement(posted: &Posted) -> String {
    let acks: Vec<_> = posted
        .responses
        .iter()
        .map(|response| {
            let (id, rev) = (response.id.to_text(), response.rev);
            format!(r#"{{"id":"{id}","rev":{rev}}}"#)
        })
        .collect();
    let acks = acks.join(",");
    if posted.is_batch {
        format!("[{acks}]")
    } else {
        acks
    }
}
