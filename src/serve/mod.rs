//! The graph as a SPARQL endpoint and as pages: what a linked-data client expects behind the IRIs of a dataset.
//!
//! [`Service`] holds a store that is filled once and never changed; [`serve`] answers on a listener until it is told to
//! stop, and then ends what it has begun. Requests are answered by three files: `protocol.rs` is the SPARQL 1.1 Protocol
//! (<https://www.w3.org/TR/sparql11-protocol/>), `pages.rs` what stands behind an IRI, `negotiate.rs` chooses the form.
//!
//! Limits are stated and hitting one is an answer: a body of more than [`ServeOptions::body`] bytes is 413, more queries at
//! once than [`ServeOptions::queries`] are 503, a query that takes longer than [`ServeOptions::timeout`] is 503 too, and
//! an answer that was cut carries a `Warning`; a request that does not come whole within [`ServeOptions::arrival`] is 408, or its connection
//! is closed. Updates are refused, as is asking other endpoints.

mod negotiate;
mod pages;
mod protocol;

use crate::rdf::Prefixes;
use crate::sparql::Store;
use axum::Router;
use axum::body::{Body, HttpBody, to_bytes};
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

/// The limits of a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServeOptions {
    /// How long a query may take.
    pub timeout: Duration,
    /// How many rows or triples an answer may have.
    pub limit_rows: usize,
    /// How many bytes a request may have.
    pub body: usize,
    /// How many queries may run at once.
    pub queries: usize,
    /// How long a request may take to arrive, its head and its body each.
    pub arrival: Duration,
    /// The origin whose pages may ask, `*` for any; none when absent.
    pub cors: Option<HeaderValue>,
}

impl Default for ServeOptions {
    /// 30 seconds, 100,000 rows, 1 MiB, 4 queries at once, 10 seconds to arrive, no other origin.
    fn default() -> Self {
        let [timeout, arrival] = [30, 10].map(Duration::from_secs);
        Self { timeout, limit_rows: 100_000, body: 1 << 20, queries: 4, arrival, cors: None }
    }
}

/// A dataset ready to be asked over HTTP.
#[derive(Clone)]
pub struct Service {
    store: Store,
    /// The base of the dataset's IRIs; what follows it is the path under which a page is served.
    base: String,
    title: String,
    /// What the dataset is, as Turtle.
    account: String,
    options: ServeOptions,
    running: Arc<Semaphore>,
}

impl Service {
    /// A service over a store, whose IRIs begin with `base`; `account` tells in Turtle what the dataset is, as
    /// [`DatasetDocument`](crate::export::DatasetDocument) does.
    #[must_use]
    pub fn new(store: Store, base: &str, title: &str, account: String, options: ServeOptions) -> Self {
        let running = Arc::new(Semaphore::new(options.queries));
        Self { store, base: base.to_owned(), title: title.to_owned(), account, options, running }
    }

    fn prefixes(&self) -> &Prefixes {
        self.store.prefixes()
    }

    /// The routes, for those who serve them along with their own.
    pub fn router(self) -> Router {
        Router::new()
            .route("/sparql", get(protocol::get).post(protocol::post))
            .route("/health", get(async || "ok\n"))
            .route("/.well-known/void", get(pages::void))
            .route("/", get(pages::dataset))
            .route("/dataset", get(pages::void))
            .route("/{*path}", get(pages::entity))
            .layer(DefaultBodyLimit::disable())
            .layer(middleware::from_fn_with_state(self.clone(), whole))
            .layer(middleware::from_fn_with_state(self.clone(), across_origins))
            .with_state(self)
    }
}

/// Answers on a listener until `stop` is ready, then lets running requests end.
///
/// # Errors
/// What the operating system says of the listener.
pub async fn serve(
    service: Service,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let mut server = http1::Builder::new();
    server.timer(TokioTimer::new()).header_read_timeout(service.options.arrival);
    let (router, running) = (service.router(), GracefulShutdown::new());
    tokio::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        let Ok((stream, _)) = accepted else {
            // The client has gone, or the system is short of connections for a moment.
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let connection =
            server.serve_connection(TokioIo::new(stream), TowerToHyperService::new(router.clone()));
        let connection = running.watch(connection);
        // Whatever ends a connection early concerns its client alone.
        tokio::spawn(async move { drop(connection.await) });
    }
    drop(listener);
    running.shutdown().await;
    Ok(())
}

/// How long no connection is taken after one could not be.
const PAUSE: Duration = Duration::from_millis(50);

/// Takes the body of a request whole: in time, and as large as it may be.
async fn whole(State(service): State<Service>, request: Request, next: Next) -> Response {
    let too_large = || refusal(StatusCode::PAYLOAD_TOO_LARGE, "the request is too large");
    let (head, body) = request.into_parts();
    if body.size_hint().lower() > service.options.body as u64 {
        // A client that is not listened to may never read the answer.
        let _ = tokio::time::timeout(service.options.arrival, pass_over(body)).await;
        return too_large();
    }
    match tokio::time::timeout(service.options.arrival, to_bytes(body, service.options.body)).await {
        Ok(Ok(body)) => next.run(Request::from_parts(head, body.into())).await,
        // Else the client has gone, and nobody hears it.
        Ok(Err(_)) => too_large(),
        Err(_) => refusal(StatusCode::REQUEST_TIMEOUT, "the request did not come whole in time"),
    }
}

/// Takes a body without keeping any of it.
async fn pass_over(mut body: Body) {
    while let Some(Ok(_)) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {}
}

/// Lets pages of other origins ask, where that is allowed (<https://fetch.spec.whatwg.org/#http-cors-protocol>).
async fn across_origins(State(service): State<Service>, request: Request, next: Next) -> Response {
    let Some(origin) = &service.options.cors else { return next.run(request).await };
    let mut response = match *request.method() {
        Method::OPTIONS => StatusCode::NO_CONTENT.into_response(),
        _ => next.run(request).await,
    };
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST, OPTIONS"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("accept, content-type"));
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
    response
}

/// A refusal in a line of plain text.
fn refusal(status: StatusCode, why: impl Into<String>) -> Response {
    let text = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    (status, text, why.into() + "\n").into_response()
}
