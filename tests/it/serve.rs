//! The endpoint as clients meet it: the cases of the SPARQL 1.1 Protocol
//! (<https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/>) written out, pages, limits.

use relata::export::{DatasetDocument, ExportOptions, Exporter, SingleOutput};
use relata::pipeline::Pipeline;
use relata::rdf::{RdfOptions, Triples};
use relata::serve::{ServeOptions, Service, serve};
use relata::sparql::Store;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// A server of the shipped data that stops when it is dropped.
struct Server {
    address: SocketAddr,
    runtime: Option<tokio::runtime::Runtime>,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    ended: tokio::task::JoinHandle<std::io::Result<()>>,
}

fn started(options: ServeOptions) -> Server {
    let graph = Pipeline::new(concat!(env!("CARGO_MANIFEST_DIR"), "/graph-data")).run().graph.unwrap();
    let view = graph.view();
    let triples = Triples::new(&view, &RdfOptions::default()).unwrap();
    let store = Store::of_triples(&triples).unwrap();
    let mut account = Vec::new();
    let written =
        DatasetDocument.export(&view, &ExportOptions::default(), &mut SingleOutput::new(&mut account));
    written.unwrap();
    let account = String::from_utf8(account).unwrap();
    let service = Service::new(store, triples.base().as_str(), "A title <b>", account, options);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel();
    let ended = runtime.spawn(serve(service, listener, async { drop(stopped.await) }));
    Server { address, runtime: Some(runtime), stop: Some(stop), ended }
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        let line = self.head.lines().find(|line| line.to_lowercase().starts_with(&format!("{name}:")))?;
        Some(line.split_once(':')?.1.trim())
    }
}

impl Server {
    fn send(&self, request: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream.write_all(request).unwrap();
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        Answer { status, head: head.to_owned(), body: body.to_owned() }
    }

    fn get(&self, target: &str, accept: &str) -> Answer {
        let accept = if accept.is_empty() { String::new() } else { format!("Accept: {accept}\r\n") };
        self.send(format!("GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{accept}\r\n").as_bytes())
    }

    fn post(&self, target: &str, content_type: &str, body: &str) -> Answer {
        let length = body.len();
        let head = format!(
            "POST {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: {content_type}\r\nContent-Length: {length}\r\n\r\n"
        );
        self.send((head + body).as_bytes())
    }

    fn query(&self, query: &str, accept: &str) -> Answer {
        let encoded: String = query.bytes().map(|b| format!("%{b:02X}")).collect();
        self.get(&format!("/sparql?query={encoded}"), accept)
    }
}

const FORM: &str = "application/x-www-form-urlencoded";
const QUERY: &str = "application/sparql-query";

#[test]
fn a_query_is_taken_by_get_by_form_and_as_it_is() {
    let server = started(ServeOptions::default());
    let answers = [
        server.query("ASK { body:acftu a org:Organization }", ""),
        server.post("/sparql", FORM, "query=ASK%20%7B%7D"),
        server.post("/sparql", &format!("{FORM}; charset=utf-8"), "x=y&query=ASK%7B%7D"),
        server.post("/sparql", QUERY, "ASK {}"),
        server.post("/sparql?x=y", QUERY, "ASK {}"),
    ];
    for answer in answers {
        assert_eq!(answer.status, 200, "{}", answer.body);
        assert_eq!(answer.header("content-type"), Some("application/sparql-results+json"));
        let told: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(told["boolean"], true);
    }
}

#[test]
fn answers_come_in_the_form_that_is_asked_for() {
    let server = started(ServeOptions::default());
    let select = "SELECT ?name { body:dgb rdfs:label ?name }";
    let cases = [
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/html, application/xml;q=0.9, */*;q=0.1", "application/xml"),
        ("*/*", "application/sparql-results+json"),
    ];
    for (accept, expected) in cases {
        let answer = server.query(select, accept);
        let told = answer.header("content-type").unwrap();
        let same_family = expected == "application/xml" && told == "application/sparql-results+xml";
        assert!(told == expected || same_family, "{accept}: {told}");
        assert!(answer.body.contains("German Trade Union Confederation"), "{accept}");
        assert_eq!(answer.header("vary"), Some("Accept"));
    }
    assert_eq!(server.query(select, "image/png").status, 406);
    for form in ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"] {
        let answer =
            server.query("CONSTRUCT { body:dgb rdfs:label ?n } WHERE { body:dgb rdfs:label ?n }", form);
        assert!(answer.header("content-type").unwrap().starts_with(form), "{form}");
        assert!(answer.body.contains("German Trade Union Confederation"), "{form}");
    }
}

#[test]
fn what_is_no_query_is_refused() {
    let server = started(ServeOptions::default());
    let cases = [
        (server.get("/sparql?x=y", ""), 400),
        (server.get("/sparql?query=ASK%7B%7D&query=ASK%7B%7D", ""), 400),
        (server.get("/sparql?query=ASK%7B%7D&default-graph-uri=http%3A%2F%2Fx%2F", ""), 400),
        (server.query("ASK {", ""), 400),
        (server.query("SELECT ?x { ?x a nosuch:Thing }", ""), 400),
        (server.query("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", ""), 400),
        (server.query("INSERT DATA { <a:b> <a:c> <a:d> }", ""), 400),
        (server.post("/sparql", "text/plain", "ASK {}"), 415),
        (server.post("/sparql", "", "ASK {}"), 415),
        (server.post("/sparql", FORM, "update=CLEAR%20ALL"), 403),
        (server.post("/sparql", "application/sparql-update", "CLEAR ALL"), 403),
        (server.post("/sparql", FORM, ""), 400),
        (
            server.send(b"PUT /sparql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"),
            405,
        ),
        (server.post("/sparql", QUERY, &" ".repeat(2 << 20)), 413),
        (server.get("/body/no-such-entity", ""), 404),
        (server.get("/%00%ff", ""), 400),
    ];
    for (n, (answer, expected)) in cases.into_iter().enumerate() {
        assert_eq!(answer.status, expected, "case {n}: {}", answer.body);
    }
    let place = server.query("SELECT ?x {\n ?x a ogr:Organization }", "");
    assert!(place.body.contains("2:") && place.body.contains("org:"), "{}", place.body);
}

#[test]
fn a_thousand_broken_requests_do_no_harm() {
    let server = started(ServeOptions::default());
    let mut state = 88_172_645_463_325_252_u64;
    for _ in 0..1000 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let junk: String = state.to_le_bytes().iter().map(|b| format!("%{b:02X}")).collect();
        let answer = server.get(&format!("/sparql?query={junk}"), "");
        assert!((400..500).contains(&answer.status), "{}", answer.status);
    }
    assert_eq!(server.get("/health", "").status, 200);
}

#[test]
fn the_iri_of_the_dataset_leads_to_what_it_is() {
    let server = started(ServeOptions::default());
    let (own, known) = (server.get("/dataset", ""), server.get("/.well-known/void", ""));
    assert_eq!((own.status, own.body), (200, known.body));
}

#[test]
fn triples_that_xml_cannot_say_are_not_acceptable_in_it() {
    let server = started(ServeOptions::default());
    let query = "CONSTRUCT { body:acftu <urn:x:1> 1 } WHERE {}";
    assert_eq!(server.query(query, "application/rdf+xml").status, 406);
    assert_eq!(server.query(query, "application/rdf+xml, text/turtle;q=0.1").status, 406);
    assert_eq!(server.query(query, "text/turtle").status, 200);
}

#[test]
fn an_iri_leads_to_what_is_said_of_it() {
    let server = started(ServeOptions::default());
    let turtle = server.get("/body/acftu", "");
    assert!(
        turtle.body.contains("All-China Federation of Trade Unions")
            && turtle.header("content-type").unwrap().starts_with("text/turtle")
    );
    let page = server.get("/body/acftu", "text/html,application/xhtml+xml,*/*;q=0.8");
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    assert!(
        page.body.contains("<h1>All-China")
            && page.body.contains("href=\"/body/")
            && !page.body.contains("<script")
    );
    assert!(server.get("/body/acftu", "application/ld+json").body.contains("中华全国总工会"));
    let void = server.get("/.well-known/void", "").body;
    assert!(void.contains("void#sparqlEndpoint> </sparql>") && void.contains("void:Dataset ;"), "{void}");
    assert!(server.get("/", "text/html").body.contains("A title &lt;b&gt;"));
    let description = server.get("/sparql", "");
    assert!(description.status == 200 && description.body.contains("sd:SPARQL11Query"));
    assert_eq!(server.get("/health", "").body.trim(), "ok");
}

#[test]
fn a_query_that_takes_too_long_is_cut_and_others_go_on() {
    let server = started(ServeOptions { timeout: Duration::from_millis(300), ..ServeOptions::default() });
    let endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";
    let answer = server.query(endless, "");
    assert_eq!(answer.status, 503, "{}", answer.body);
    assert_eq!(server.query("ASK {}", "").status, 200);
}

#[test]
fn a_request_that_never_comes_whole_is_given_up() {
    let arrival = Duration::from_millis(300);
    let server = started(ServeOptions { arrival, ..ServeOptions::default() });
    let head = server.send(b"GET /health HTTP/1.1\r\nHost: x\r\n");
    assert!(head.status == 408 || head.head.is_empty(), "{}", head.head);
    let post = format!(
        "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: {QUERY}\r\nContent-Length: 9\r\nConnection: close\r\n\r\nASK"
    );
    assert_eq!(server.send(post.as_bytes()).status, 408);
    assert_eq!(server.get("/health", "").status, 200);
}

#[test]
fn limits_are_told() {
    let full = started(ServeOptions { queries: 0, ..ServeOptions::default() });
    let answer = full.query("ASK {}", "");
    assert_eq!((answer.status, answer.header("retry-after")), (503, Some("1")));
    let few = started(ServeOptions { limit_rows: 2, ..ServeOptions::default() });
    let answer = few.query("SELECT ?s { ?s a ?t }", "text/csv");
    assert_eq!((answer.status, answer.body.lines().count()), (200, 3));
    assert!(answer.header("warning").unwrap().contains("2 rows"));
}

#[test]
fn pages_of_other_origins_may_ask_when_they_are_let() {
    let request = b"OPTIONS /sparql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nOrigin: http://a\r\n\r\n";
    let closed = started(ServeOptions::default());
    assert_eq!(closed.send(request).header("access-control-allow-origin"), None);
    let open = started(ServeOptions { cors: Some("*".parse().unwrap()), ..ServeOptions::default() });
    let answer = open.send(request);
    assert_eq!((answer.status, answer.header("access-control-allow-origin")), (204, Some("*")));
    assert_eq!(open.query("ASK {}", "").header("access-control-allow-origin"), Some("*"));
}

#[test]
fn it_stops_when_it_is_told_to_and_ends_what_it_has_begun() {
    let mut server = started(ServeOptions::default());
    assert_eq!(server.query("ASK {}", "").status, 200);
    drop(server.stop.take());
    let runtime = server.runtime.take().unwrap();
    let ended = runtime.block_on(async { tokio::time::timeout(Duration::from_secs(10), server.ended).await });
    ended.unwrap().unwrap().unwrap();
    assert!(TcpStream::connect(server.address).is_err());
}
