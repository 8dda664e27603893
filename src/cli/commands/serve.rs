use crate::cli::exit::{CommandError, Exit, Outcome};
use crate::cli::open::open;
use crate::cli::options::{DataOptions, LanguageOptions, base_iri};
use crate::cli::ui::Ui;
use crate::export::{DatasetDocument, ExportOptions, Exporter, SingleOutput};
use crate::rdf::{RdfOptions, Triples};
use crate::serve::{ServeOptions, Service, serve};
use crate::sparql::Store;
use axum::http::HeaderValue;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;
use tokio::net::TcpListener;

/// Serve the graph as a SPARQL endpoint, with pages behind the IRIs of the dataset; read only, until Ctrl-C.
///
/// `/sparql` speaks the SPARQL 1.1 Protocol, `/.well-known/void` says what the dataset is, `/health` that it is up, and
/// any other path what is said of the IRI that ends so: `/body/acftu`, as Turtle, JSON-LD, N-Triples, RDF/XML or a page.
/// Only programs of this machine can ask, unless another address is given.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The address to listen at; `0.0.0.0` lets other machines ask.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    bind: IpAddr,

    /// The port; 0 takes a free one.
    #[arg(long, value_name = "PORT", default_value_t = 7878)]
    port: u16,

    /// How long a query may take, 1 to 3600 seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=3600))]
    timeout: u64,

    /// How many rows or triples an answer may have.
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    limit_rows: usize,

    /// How many queries may run at once, 1 to 256; more are told to come again.
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=256))]
    queries: u16,

    /// Let the pages of an origin ask, `*` for any.
    #[arg(long, value_name = "ORIGIN")]
    cors: Option<HeaderValue>,

    /// The base of IRIs, ending in `/`; else that of `dataset.json`.
    #[arg(long, value_name = "IRI", value_parser = base_iri)]
    base_iri: Option<String>,

    #[command(flatten)]
    data: DataOptions,

    #[command(flatten)]
    language: LanguageOptions,
}

pub(in crate::cli) fn run(args: &Args, ui: &mut Ui) -> Outcome {
    let service = service(args, ui)?;
    // It hears of signals by itself, and ends after what was asked before.
    let _guarded = ui.signals.guarded();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind(SocketAddr::new(args.bind, args.port)).await.map_err(|error| {
            let message = format!("cannot listen at {}:{}: {error}", args.bind, args.port);
            CommandError::user(message, Some("choose another `--port`, or 0 for a free one".to_owned()))
        })?;
        ui.announce(&format!("http://{}/sparql\n", listener.local_addr()?))?;
        serve(service, listener, stopped()).await?;
        Ok(Exit::Done)
    })
}

fn service(args: &Args, ui: &Ui) -> Result<Service, CommandError> {
    let (graph, _) = open(&args.data, ui)?;
    let view = graph.view();
    let language = args.language.lang.code().to_owned();
    let options = RdfOptions { language, base_iri: args.base_iri.clone() };
    let failed = |error: String| CommandError::user(error, None);
    let triples = Triples::new(&view, &options).map_err(|error| failed(error.to_string()))?;
    let store = Store::of_triples(&triples).map_err(|error| failed(error.to_string()))?;
    let export = ExportOptions {
        language: options.language.clone(),
        base_iri: options.base_iri.clone(),
        ..ExportOptions::default()
    };
    let mut account = Vec::new();
    DatasetDocument.export(&view, &export, &mut SingleOutput::new(&mut account))?;
    let account = String::from_utf8_lossy(&account).into_owned();
    let options = ServeOptions {
        timeout: Duration::from_secs(args.timeout),
        limit_rows: args.limit_rows,
        queries: usize::from(args.queries),
        cors: args.cors.clone(),
        ..ServeOptions::default()
    };
    let settings = &graph.dataset().settings;
    let title = if settings.title.is_empty() { &settings.id } else { &settings.title };
    Ok(Service::new(store, triples.base().as_str(), title, account, options))
}

/// Ready when the user, or the system, asks the program to end.
async fn stopped() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    // Without a way to hear of it, there is nothing to wait for.
    let _ = tokio::signal::ctrl_c().await;
}
