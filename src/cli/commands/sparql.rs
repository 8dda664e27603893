use crate::cli::exit::{CommandError, Exit, Outcome};
use crate::cli::open::{deliver_to, open};
use crate::cli::options::{DataOptions, LanguageOptions};
use crate::cli::ui::Ui;
use crate::diagnostic::nearest_hint;
use crate::rdf::queries::{Competency, competencies, find};
use crate::rdf::{RdfError, RdfOptions, Triples};
use crate::sparql::{
    Found, GraphNames, Names, ResultFormat, SparqlAnswer, SparqlError, SparqlQuery, Store, StoreNames, competency_values, fill_competency, fill_query,
};
use crate::table::{Cell, Table};
use clap::ValueEnum;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Ask in SPARQL 1.1, over the data or over any RDF file.
///
/// SELECT, ASK, CONSTRUCT and DESCRIBE, with the prefixes of the data known without declaring them: `body:acftu`,
/// `rec:visit-2000-02-icftu`, `relata:linkedWith`. Questions that come with the tool are asked by their names; `--list` lists
/// them. Rows without an ORDER BY are sorted.
///
/// `--set` puts a value in the place of `$name` in the query: an entity by any of its names, `<...>` or `body:acftu` for an IRI,
/// a day, a number, or a text in double quotes.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The query, or the name of a question that comes with the tool.
    #[arg(value_name = "QUERY", required_unless_present_any = ["file", "question", "list", "show"])]
    query: Option<String>,

    /// Read the query from this file.
    #[arg(short, long, value_name = "FILE", conflicts_with_all = ["query", "question", "list", "show"])]
    file: Option<PathBuf>,

    /// Ask a question that comes with the tool, by its name or number.
    #[arg(long = "query", value_name = "NAME", conflicts_with_all = ["query", "list", "show"])]
    question: Option<String>,

    /// List the questions that come with the tool, with what may be set in them.
    #[arg(long, conflicts_with_all = ["query", "show", "set"])]
    list: bool,

    /// Show a question that comes with the tool as a query that runs in any engine.
    #[arg(long, value_name = "NAME", conflicts_with = "query")]
    show: Option<String>,

    /// Put a value in the place of `$NAME`; may be given several times.
    #[arg(long, value_name = "NAME=VALUE", value_parser = setting)]
    set: Vec<(String, String)>,

    #[command(flatten)]
    data: DataOptions,

    /// Ask this RDF file instead: Turtle, N-Triples, N-Quads, TriG, RDF/XML or JSON-LD, by its ending.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["data", "keep_going", "base_iri", "lang"])]
    rdf: Option<PathBuf>,

    /// The base of IRIs, ending in `/`; else that of `dataset.json`.
    #[arg(long, value_name = "IRI", value_parser = crate::cli::options::base_iri)]
    base_iri: Option<String>,

    #[command(flatten)]
    language: LanguageOptions,

    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    format: Format,

    /// Write the answer to this file instead of the standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Stop the query after so many seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 60.0, value_parser = seconds)]
    timeout: f64,

    /// Give at most so many rows or triples.
    #[arg(long, value_name = "N", default_value_t = 100_000, value_parser = clap::value_parser!(u32).range(1..))]
    limit_rows: u32,
}

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: a table, `true` or `false`; of CONSTRUCT and DESCRIBE, Turtle.
    Text,
    /// SPARQL Query Results JSON.
    Json,
    /// SPARQL Query Results CSV.
    Csv,
    /// SPARQL Query Results TSV.
    Tsv,
    /// SPARQL Query Results XML.
    Xml,
}

impl Format {
    fn results(self) -> Option<ResultFormat> {
        match self {
            Self::Text => None,
            Self::Json => Some(ResultFormat::Json),
            Self::Csv => Some(ResultFormat::Csv),
            Self::Tsv => Some(ResultFormat::Tsv),
            Self::Xml => Some(ResultFormat::Xml),
        }
    }
}

/// Reads `a=acftu`.
fn setting(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("expected NAME=VALUE, such as a=acftu")?;
    Ok((name.trim_start_matches('$').trim().to_owned(), value.trim().to_owned()))
}

fn seconds(text: &str) -> Result<f64, String> {
    let seconds: f64 = text.parse().map_err(|_| "expected a number of seconds".to_owned())?;
    let known = (0.001..=86_400.0).contains(&seconds);
    if known { Ok(seconds) } else { Err("expected 0.001 to 86400 seconds".to_owned()) }
}

/// What is asked.
enum Asked {
    Competency(&'static Competency),
    Text { text: String, name: String },
}

pub(in crate::cli) fn run(args: &Args, ui: &mut Ui) -> Outcome {
    if args.list {
        return list(args, ui);
    }
    if let Some(name) = &args.show {
        let query = known(name)?;
        return show(query, args, ui);
    }
    let asked = args.asked()?;
    match &args.rdf {
        Some(path) => {
            let store = Store::of_file(path)?;
            args.answer(&asked, &store, &StoreNames(&store), ui)
        }
        None => args.with_triples(ui, |graph, triples, ui| {
            let store = Store::of_triples(triples)?;
            args.answer(&asked, &store, &GraphNames::new(graph, triples), ui)
        }),
    }
}

impl Args {
    fn asked(&self) -> Result<Asked, CommandError> {
        if let Some(path) = &self.file {
            return Ok(Asked::Text { text: read(path)?, name: path.display().to_string() });
        }
        if let Some(name) = &self.question {
            return Ok(Asked::Competency(known(name)?));
        }
        let text = self.query.clone().unwrap_or_default();
        match find(&text) {
            Some(query) => Ok(Asked::Competency(query)),
            // A query has a blank or a bracket somewhere; one word is meant as a name.
            None if is_name(&text) => Err(unknown(&text)),
            None => Ok(Asked::Text { text, name: "query".to_owned() }),
        }
    }

    fn with_triples(
        &self,
        ui: &mut Ui,
        then: impl FnOnce(&crate::graph::KnowledgeGraph, &Triples<'_>, &mut Ui) -> Outcome,
    ) -> Outcome {
        let (graph, _) = open(&self.data, ui)?;
        let view = graph.view();
        let language = self.language.lang.code().to_owned();
        let options = RdfOptions { language, base_iri: self.base_iri.clone() };
        let triples = Triples::new(&view, &options)
            .map_err(|error: RdfError| CommandError::user(error.to_string(), None))?;
        ui.diagnostics(triples.warnings());
        then(&graph, &triples, ui)
    }

    fn answer(&self, asked: &Asked, store: &Store, names: &dyn Names, ui: &mut Ui) -> Outcome {
        let prefixes = store.prefixes();
        let (text, name) = match asked {
            Asked::Competency(query) => {
                (fill_competency(query, &self.set, names, prefixes)?, query.name.to_owned())
            }
            Asked::Text { text, name } => (fill_query(text, &self.set, names, prefixes)?, name.clone()),
        };
        let timeout = Duration::from_secs_f64(self.timeout);
        let query = SparqlQuery { name, timeout, limit_rows: self.limit_rows as usize, text };
        let answer = query.run(store)?;
        deliver_to(&self.written(&answer, store)?, self.output.as_deref(), ui)?;
        if let Some(cut) = answer.cut() {
            ui.say(&format!("{cut}: see --limit-rows"));
        }
        Ok(Exit::Done)
    }

    fn written(&self, answer: &SparqlAnswer, store: &Store) -> Result<String, CommandError> {
        let Some(format) = self.format.results() else { return Ok(answer.to_text(store.prefixes())) };
        let hint = "leave --format out: such an answer is written as Turtle".to_owned();
        let refused = || {
            let what = if matches!(answer.found, Found::Triples(_)) { "triples" } else { "this" };
            CommandError::user(format!("{what} cannot be written as {}", format.as_str()), hint)
        };
        answer.to_results(format).ok_or_else(refused)
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

fn known(name: &str) -> Result<&'static Competency, CommandError> {
    find(name).ok_or_else(|| unknown(name))
}

fn unknown(name: &str) -> CommandError {
    let names = competencies().iter().map(|query| query.name);
    let hint = nearest_hint(name, names).unwrap_or_else(|| "`relata sparql --list` lists them".to_owned());
    CommandError::user(format!("no question that comes with the tool is called `{name}`"), hint)
}

/// The longest query file, well above the longest query.
const LONGEST: u64 = 16 << 20;

fn read(path: &Path) -> Result<String, CommandError> {
    let failed =
        |why: &str| CommandError::user(format!("cannot read the query `{}`: {why}", path.display()), None);
    let length = std::fs::metadata(path).map_err(|error| failed(&error.to_string()))?.len();
    if length > LONGEST {
        return Err(failed("it is too long for a query"));
    }
    let bytes = std::fs::read(path).map_err(|error| failed(&error.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|_| failed("it is no text in UTF-8"))?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

fn list(args: &Args, ui: &mut Ui) -> Outcome {
    let mut table = Table::new(["number", "name", "question", "set"]);
    for query in competencies() {
        let set: Vec<String> = query.parameters.iter().map(|p| format!("{}={}", p.name, p.default)).collect();
        let number = format!("Q{:02}", query.number);
        let cells = [number.as_str(), query.name, query.title, &set.join(", ")];
        table.push(cells.map(Cell::from));
    }
    let text = match args.format {
        Format::Text => table.to_text(),
        Format::Json => format!("{:#}\n", table.to_json()),
        Format::Csv => table.to_csv(),
        Format::Tsv | Format::Xml => {
            return Err(CommandError::Usage("the list is written as text, json or csv".to_owned()));
        }
    };
    deliver_to(&text, args.output.as_deref(), ui)?;
    Ok(Exit::Done)
}

fn show(query: &Competency, args: &Args, ui: &mut Ui) -> Outcome {
    args.with_triples(ui, |graph, triples, ui| {
        let text = if args.set.is_empty() {
            query.standalone(triples).map_err(SparqlError::from)?
        } else {
            let (names, prefixes) = (GraphNames::new(graph, triples), triples.prefixes());
            let values = competency_values(query, &args.set, &names, &prefixes)?;
            query.block(names.terms(), &prefixes, &values).map_err(SparqlError::from)?
        };
        deliver_to(&text, args.output.as_deref(), ui)?;
        Ok(Exit::Done)
    })
}
