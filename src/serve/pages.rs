//! What stands behind an IRI of the dataset: triples for programs, a card for people.

use super::negotiate::choose;
use super::{Service, refusal};
use crate::rdf::Prefixes;
use crate::sparql::{Found, GraphFormat, SparqlAnswer, SparqlQuery};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use oxrdf::vocab::rdfs;
use oxrdf::{NamedNode, Term, Triple};

/// The forms of triples that answer a query, the first for a client that takes any.
pub(super) const GRAPH_FORMS: [(&str, GraphFormat); 5] = [
    ("text/turtle", GraphFormat::Turtle),
    ("application/n-triples", GraphFormat::NTriples),
    ("application/ld+json", GraphFormat::JsonLd),
    ("application/json", GraphFormat::JsonLd),
    ("application/rdf+xml", GraphFormat::RdfXml),
];

/// The forms of what stands behind an IRI: a client that takes any gets Turtle, a browser a page, which is none of them.
const PAGE_FORMS: [(&str, Option<GraphFormat>); 5] = [
    ("text/turtle", Some(GraphFormat::Turtle)),
    ("text/html", None),
    ("application/n-triples", Some(GraphFormat::NTriples)),
    ("application/ld+json", Some(GraphFormat::JsonLd)),
    ("application/rdf+xml", Some(GraphFormat::RdfXml)),
];

/// What the dataset is and where it can be asked, where clients look for it (<https://www.w3.org/TR/void/#well-known>).
pub(super) async fn void(State(service): State<Service>) -> Response {
    let endpoint =
        format!("\n<{}dataset> <http://rdfs.org/ns/void#sparqlEndpoint> </sparql> .\n", service.base);
    let text = service.account + &endpoint;
    ([(header::CONTENT_TYPE, "text/turtle; charset=utf-8")], text).into_response()
}

/// The first page: what there is and where to ask.
pub(super) async fn dataset(State(service): State<Service>, headers: HeaderMap) -> Response {
    match choose(&headers, &[("text/html", true), ("text/turtle", false)]) {
        Some(false) => void(State(service)).await,
        Some(true) => {
            let mut page = Page::new(&service.title);
            page.add(&format!(
                "<p>{} triples. Ask them at <a href=\"/sparql\"><code>/sparql</code></a> (SPARQL 1.1 Protocol); \
                 <a href=\"/.well-known/void\">what the dataset is</a>.</p>\n",
                service.store.count()
            ));
            page.into_response()
        }
        None => refusal(StatusCode::NOT_ACCEPTABLE, "the first page is HTML or Turtle"),
    }
}

/// What is said of an IRI of the dataset.
pub(super) async fn entity(
    State(service): State<Service>,
    Path(path): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Ok(iri) = NamedNode::new(format!("{}{path}", service.base)) else {
        return refusal(StatusCode::NOT_FOUND, "there is no such page");
    };
    let Some(&form) = choose(&headers, &PAGE_FORMS) else {
        return refusal(
            StatusCode::NOT_ACCEPTABLE,
            "it can be had as Turtle, N-Triples, JSON-LD, RDF/XML or HTML",
        );
    };
    let told = tokio::task::spawn_blocking(move || {
        let triples = described(&service, &iri);
        (!triples.is_empty()).then(|| match form {
            None => card(&service, &iri, &triples).into_response(),
            Some(form) => match form.write(&triples, service.prefixes()) {
                Some(text) => ([(header::CONTENT_TYPE, form.media_type())], text).into_response(),
                None => refusal(StatusCode::NOT_ACCEPTABLE, "this cannot be said in RDF/XML"),
            },
        })
    });
    let Some(mut response) = told.await.ok().flatten() else {
        return refusal(StatusCode::NOT_FOUND, "nothing is said of this");
    };
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept"));
    response
}

fn described(service: &Service, iri: &NamedNode) -> Vec<Triple> {
    let query =
        SparqlQuery { timeout: service.options.timeout, ..SparqlQuery::new(format!("DESCRIBE {iri}")) };
    match query.run(&service.store) {
        Ok(SparqlAnswer { found: Found::Triples(triples), .. }) => triples,
        _ => Vec::new(),
    }
}

/// A page: plain HTML without script or anything from elsewhere.
struct Page(String);

const STYLE: &str = "body{font:16px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}\
    th{text-align:left;vertical-align:top;padding-right:1em;font-weight:normal;color:#555}td{padding-bottom:.3em}";

impl Page {
    fn new(title: &str) -> Self {
        let title = escaped(title);
        Self(format!(
            "<!doctype html>\n<html>\n<head><meta charset=\"utf-8\"><title>{title}</title><style>{STYLE}</style></head>\n\
             <body>\n<h1>{title}</h1>\n"
        ))
    }

    fn add(&mut self, html: &str) {
        self.0.push_str(html);
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let policy = "default-src 'none'; style-src 'unsafe-inline'";
        let headers =
            [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CONTENT_SECURITY_POLICY, policy)];
        (headers, self.0 + "</body>\n</html>\n").into_response()
    }
}

/// All that is said of a subject, as rows; IRIs of the dataset lead to their own pages.
fn card(service: &Service, iri: &NamedNode, triples: &[Triple]) -> Page {
    let name =
        triples.iter().find(|triple| triple.predicate == rdfs::LABEL).map(|triple| match &triple.object {
            Term::Literal(label) => label.value().to_owned(),
            other => other.to_string(),
        });
    let mut page = Page::new(name.as_deref().unwrap_or(iri.as_str()));
    page.add(&format!("<p><code>{}</code></p>\n<table>\n", escaped(iri.as_str())));
    let mut last = None;
    for triple in triples {
        let predicate = short(service.prefixes(), triple.predicate.as_str());
        let head = if last.as_ref() == Some(&triple.predicate) { String::new() } else { escaped(&predicate) };
        last = Some(triple.predicate.clone());
        page.add(&format!("<tr><th>{head}</th><td>{}</td></tr>\n", value(service, &triple.object)));
    }
    page.add("</table>\n");
    page
}

fn value(service: &Service, object: &Term) -> String {
    match object {
        Term::NamedNode(iri) => {
            let text = escaped(&short(service.prefixes(), iri.as_str()));
            let own = iri.as_str().strip_prefix(&service.base).map(|path| format!("/{path}"));
            let outside = iri.as_str().starts_with("http").then(|| iri.as_str().to_owned());
            match own.or(outside) {
                Some(address) => format!("<a href=\"{}\">{text}</a>", escaped(&address)),
                None => text,
            }
        }
        Term::Literal(literal) => {
            let language = literal.language().map(|code| format!(" <small>{}</small>", escaped(code)));
            format!("{}{}", escaped(literal.value()), language.unwrap_or_default())
        }
        Term::BlankNode(_) => "…".to_owned(),
    }
}

/// An IRI by its prefix, if it has one.
fn short(prefixes: &Prefixes, iri: &str) -> String {
    let known = prefixes.iter().filter_map(|(prefix, start)| Some((prefix, iri.strip_prefix(start)?)));
    let longest = known.min_by_key(|(_, rest)| rest.len()).filter(|(_, rest)| !rest.contains('/'));
    longest.map_or_else(|| iri.to_owned(), |(prefix, rest)| format!("{prefix}:{rest}"))
}

fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
        out
    })
}
