//! The SPARQL 1.1 Protocol: queries by GET, by POST of a form, and by POST of the query itself
//! (<https://www.w3.org/TR/sparql11-protocol/#query-operation>).

use super::negotiate::choose;
use super::pages::GRAPH_FORMS;
use super::{Service, refusal};
use crate::sparql::{Found, ResultFormat, SparqlAnswer, SparqlError, SparqlQuery};
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::borrow::Cow;

/// The forms of rows and truths, the first for a client that takes any.
const RESULT_FORMS: [(&str, ResultFormat); 6] = [
    ("application/sparql-results+json", ResultFormat::Json),
    ("application/json", ResultFormat::Json),
    ("application/sparql-results+xml", ResultFormat::Xml),
    ("application/xml", ResultFormat::Xml),
    ("text/csv", ResultFormat::Csv),
    ("text/tab-separated-values", ResultFormat::Tsv),
];

const FORM: &str = "application/x-www-form-urlencoded";
const QUERY: &str = "application/sparql-query";
const UPDATE: &str = "application/sparql-update";

/// A query in the address; without one the service describes itself.
pub(super) async fn get(
    State(service): State<Service>,
    RawQuery(address): RawQuery,
    headers: HeaderMap,
) -> Response {
    let Some(address) = address.filter(|address| !address.is_empty()) else {
        return description(&service, &headers);
    };
    match query_of(address.as_bytes()) {
        Ok(query) => answer(service, query, headers).await,
        Err(refused) => *refused,
    }
}

/// A query in the body, plain or in a form.
pub(super) async fn post(
    State(service): State<Service>,
    RawQuery(address): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let media_type = content_type.unwrap_or_default().split(';').next().unwrap_or_default().trim();
    let query = match media_type {
        own if own.eq_ignore_ascii_case(FORM) => query_of(&body),
        own if own.eq_ignore_ascii_case(QUERY) => plain(&address.unwrap_or_default(), &body),
        own if own.eq_ignore_ascii_case(UPDATE) => Err(updates()),
        _ => Err(Box::new(refusal(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            format!("a query is posted as {FORM} or as {QUERY}"),
        ))),
    };
    match query {
        Ok(query) => answer(service, query, headers).await,
        Err(refused) => *refused,
    }
}

type Refused = Box<Response>;

fn malformed(why: &str) -> Refused {
    Box::new(refusal(StatusCode::BAD_REQUEST, why))
}

fn updates() -> Refused {
    Box::new(refusal(StatusCode::FORBIDDEN, "the data is read only: no updates"))
}

/// The query among the parameters of a form or an address.
fn query_of(parameters: &[u8]) -> Result<String, Refused> {
    let mut queries = Vec::new();
    for (name, value) in form_urlencoded::parse(parameters) {
        match &*name {
            "query" => queries.push(value),
            "update" => return Err(updates()),
            "default-graph-uri" | "named-graph-uri" => {
                return Err(malformed("there is one graph, which cannot be chosen"));
            }
            _ => {}
        }
    }
    match queries.len() {
        0 => Err(malformed("the parameter `query` is missing")),
        1 => Ok(queries.pop().map(Cow::into_owned).unwrap_or_default()),
        _ => Err(malformed("there is more than one parameter `query`")),
    }
}

/// A query that is the whole body; the address may only choose graphs, of which there is one.
fn plain(address: &str, body: &[u8]) -> Result<String, Refused> {
    let mut names = form_urlencoded::parse(address.as_bytes()).map(|(name, _)| name);
    if names.any(|name| ["default-graph-uri", "named-graph-uri"].contains(&&*name)) {
        return Err(malformed("there is one graph, which cannot be chosen"));
    }
    std::str::from_utf8(body).map(str::to_owned).map_err(|_| malformed("the query is not UTF-8"))
}

/// Runs a query, if there is room for one more, and writes its answer in a form that the client takes.
async fn answer(service: Service, text: String, headers: HeaderMap) -> Response {
    let Ok(permit) = service.running.clone().try_acquire_owned() else {
        let mut response = refusal(StatusCode::SERVICE_UNAVAILABLE, "too many queries at once: try again");
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        return response;
    };
    let query = SparqlQuery {
        timeout: service.options.timeout,
        limit_rows: service.options.limit_rows,
        ..SparqlQuery::new(text)
    };
    let run = tokio::task::spawn_blocking(move || {
        let found = query.run(&service.store);
        let response = match found {
            Ok(found) => written(&service, &found, &headers),
            Err(error) => failure(&error),
        };
        drop(permit);
        response
    });
    run.await.unwrap_or_else(|_| refusal(StatusCode::INTERNAL_SERVER_ERROR, "the query failed"))
}

fn failure(error: &SparqlError) -> Response {
    let status = match error {
        SparqlError::TimedOut(_) => StatusCode::SERVICE_UNAVAILABLE,
        SparqlError::Evaluation(_) => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::BAD_REQUEST,
    };
    let place = error.location().map(|place| format!("{place}: ")).unwrap_or_default();
    let hint = error.hint().map(|hint| format!("\n{hint}")).unwrap_or_default();
    refusal(status, format!("{place}{error}{hint}"))
}

fn written(service: &Service, answer: &SparqlAnswer, headers: &HeaderMap) -> Response {
    let told = match &answer.found {
        Found::Triples(triples) => choose(headers, &GRAPH_FORMS)
            .and_then(|form| Some((form.media_type(), form.write(triples, service.prefixes())?))),
        Found::Rows(_) | Found::Boolean(_) => choose(headers, &RESULT_FORMS)
            .and_then(|format| Some((format.media_type(), answer.to_results(*format)?.into_bytes()))),
    };
    let Some((media_type, text)) = told else {
        return refusal(StatusCode::NOT_ACCEPTABLE, "none of the forms asked for can be had of this answer");
    };
    let is_plain = media_type.starts_with("text/") && !media_type.contains(';');
    let content_type = format!("{media_type}{}", if is_plain { "; charset=utf-8" } else { "" });
    let mut response = ([(header::CONTENT_TYPE, content_type)], text).into_response();
    let headers = response.headers_mut();
    headers.insert(header::VARY, HeaderValue::from_static("Accept"));
    if let Some(limit) = answer.limit
        && let Ok(warning) = HeaderValue::from_str(&format!("199 relata \"cut after {limit} rows\""))
    {
        headers.insert(header::WARNING, warning);
    }
    response
}

/// What the service can do (<https://www.w3.org/TR/sparql11-service-description/>).
fn description(service: &Service, headers: &HeaderMap) -> Response {
    if choose(headers, &[("text/turtle", ())]).is_none() {
        return refusal(StatusCode::NOT_ACCEPTABLE, "the description of the service is Turtle");
    }
    let formats = [
        "SPARQL_Results_JSON",
        "SPARQL_Results_XML",
        "SPARQL_Results_CSV",
        "SPARQL_Results_TSV",
        "Turtle",
        "N-Triples",
    ];
    let formats: Vec<String> = formats.iter().map(|name| format!("formats:{name}")).collect();
    let triples = service.store.count();
    let text = format!(
        "@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .\n\
         @prefix void: <http://rdfs.org/ns/void#> .\n\
         @prefix formats: <http://www.w3.org/ns/formats/> .\n\n\
         <> a sd:Service ;\n    sd:endpoint <> ;\n    sd:supportedLanguage sd:SPARQL11Query ;\n    \
         sd:resultFormat {} ;\n    sd:defaultDataset <#dataset> .\n\n\
         <#dataset> a sd:Dataset ;\n    sd:defaultGraph <#graph> .\n\n\
         <#graph> a sd:Graph ;\n    void:triples {triples} .\n",
        formats.join(" , ")
    );
    ([(header::CONTENT_TYPE, "text/turtle; charset=utf-8")], text).into_response()
}
