//! The routes behind a read token. They answer no other origin: the summary is served from here,
//! or reads a file.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Path, State};
use axum::http::header::{AUTHORIZATION, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, Uri};
use axum::response::Response;
use hyper::body::Frame;
use serde_json::json;
use tokio::sync::mpsc;

use crate::wire::is_survey_id;

use super::super::Error;
use super::super::export::{Export, Format};
use super::super::store::Store;
use super::App;

pub(super) async fn responses(
    State(app): State<App>,
    Path(survey): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Error> {
    admit(&app, &headers, &survey).await?;
    let format = format_of(&uri)?;
    let mut export = Export::new(survey.clone(), format);
    // The first part is read before the status goes out, so that a failing database is a 503.
    let first;
    (export, first) = next(&app, export).await?;
    let (sender, parts) = mpsc::channel(1);
    tokio::spawn(async move {
        let mut part = first;
        while let Some(text) = part {
            if sender.send(Ok(Bytes::from(text))).await.is_err() {
                return;
            }
            part = match next(&app, export).await {
                Ok((rest, text)) => {
                    export = rest;
                    text
                }
                Err(error) => {
                    tracing::error!(?error, "an export was cut off");
                    // The connection is cut too: no reader should take a part for the whole.
                    let _ = sender.send(Err(error)).await;
                    return;
                }
            };
        }
    });
    let mut response = Response::new(Body::new(Parts(parts)));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(format.media_type()));
    // A survey's id needs no escaping here.
    let file = format!("attachment; filename=\"{survey}.{}\"", format.extension());
    if let Ok(value) = HeaderValue::from_str(&file) {
        headers.insert(CONTENT_DISPOSITION, value);
    }
    Ok(response)
}

pub(super) async fn tallies(
    State(app): State<App>,
    Path(survey): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    admit(&app, &headers, &survey).await?;
    let days = blocking(&app, move |store| store.tallies(&survey)).await?;
    let days: Vec<_> = days
        .into_iter()
        .map(|day| {
            json!({
                "date": day.date,
                "scale": day.scale.as_str(),
                "counts": day.counts,
                "excluded": day.excluded,
            })
        })
        .collect();
    let mut response = Response::new(Body::from(json!(days).to_string()));
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Ok(response)
}

async fn admit(app: &App, headers: &HeaderMap, survey: &str) -> Result<(), Error> {
    let token = headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim().to_owned())
        .ok_or(Error::Token)?;
    let asked = survey.to_owned();
    blocking(app, move |store| store.check_read_token(&token, &asked)).await?;
    // Only whoever may read learns more.
    if is_survey_id(survey) {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

fn format_of(uri: &Uri) -> Result<Format, Error> {
    let mut format = Format::Csv;
    for pair in uri.query().unwrap_or_default().split('&') {
        match pair.split_once('=') {
            Some(("format", value)) => format = value.parse()?,
            _ if pair.is_empty() => {}
            _ => {
                return Err(Error::Query(
                    "A query parameter is unknown; expected format=csv or format=ndjson.".into(),
                ));
            }
        }
    }
    Ok(format)
}

async fn next(app: &App, mut export: Export) -> Result<(Export, Option<String>), Error> {
    blocking(app, move |store| {
        let text = export.next_chunk(store)?;
        Ok((export, text))
    })
    .await
}

/// Runs `work` where it may block, with a bound on how many do.
async fn blocking<T: Send + 'static>(
    app: &App,
    work: impl FnOnce(&Store) -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    let failed = |error: &dyn core::fmt::Display| Error::Unavailable(format!("a read: {error}"));
    let permit = app.reads.acquire().await.map_err(|e| failed(&e))?;
    let store = Arc::clone(&app.collector.store);
    let result = tokio::task::spawn_blocking(move || work(&store)).await;
    drop(permit);
    result.map_err(|e| failed(&e))?
}

/// A body that arrives in parts.
struct Parts(mpsc::Receiver<Result<Bytes, Error>>);

impl HttpBody for Parts {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        self.0
            .poll_recv(context)
            .map(|part| part.map(|part| part.map(Frame::data)))
    }
}
