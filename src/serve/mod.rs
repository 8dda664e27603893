//! The graph as a SPARQL endpoint and as pages: what a linked-data client expects behind the IRIs of a dataset.
//!
//! [`Service`] holds a store that is filled once and never changed; [`serve`] answers on a listener until it is told to
//! stop, and then ends what it has begun. Requests are answered by three files: `protocol.rs` is the SPARQL 1.1 Protocol
//! (<https://www.w3.org/TR/sparql11-protocol/>), `pages.rs` what stands behind an IRI, `negotiate.rs` chooses the form.
//!
//! Limits are stated and hitting one is an answer: a body of more than [`ServeOptions::body`] bytes is 413, more queries at
//! once than [`ServeOptions::queries`] are 503, a query that takes longer than [`ServeOptions::timeout`] is 503 too, and
//! an answer that was cut carries a `Warning`. Updates are refused, as is asking other endpoints.

mod negotiate;
mod pages;
mod protocol;

use crate::rdf::Prefixes;
use crate::sparql::Store;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::future::Future;
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
    /// The origin whose pages may ask, `*` for any; none when absent.
    pub cors: Option<HeaderValue>,
}

impl Default for ServeOptions {
    /// 30 seconds, 100,000 rows, 1 MiB, 4 queries at once, no other origin.
    fn default() -> Self {
        Self { timeout: Duration::from_secs(30), limit_rows: 100_000, body: 1 << 20, queries: 4, cors: None }
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
        let body = self.options.body;
        Router::new()
            .route("/sparql", get(protocol::get).post(protocol::post))
            .route("/health", get(async || "ok\n"))
            .route("/.well-known/void", get(pages::void))
            .route("/", get(pages::dataset))
            .route("/{*path}", get(pages::entity))
            .layer(DefaultBodyLimit::max(body))
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
    axum::serve(listener, service.router()).with_graceful_shutdown(stop).await
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
