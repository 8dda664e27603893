//! Options that read alike in every command.

use crate::export::{EXPORTERS, Shape};
use crate::query::Period;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Where the data is.
#[derive(Debug, Args)]
pub(super) struct DataOptions {
    /// The dataset: a folder, or a `graph.json`.
    #[arg(long, value_name = "PATH", default_value = "graph-data")]
    pub(super) data: PathBuf,

    /// Go on without the rows that errors reject, and say so.
    #[arg(long)]
    pub(super) keep_going: bool,
}

/// Where the source texts are.
#[derive(Debug, Args)]
pub(super) struct TextOptions {
    /// The folder of the source texts: proves every span, and shows the passages beside answers.
    #[arg(long, value_name = "DIR")]
    pub(super) texts: Option<PathBuf>,
}

/// How an answer is written.
#[derive(Debug, Args)]
pub(super) struct AnswerOptions {
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = AnswerFormat::Text, value_name = "FORMAT")]
    pub(super) format: AnswerFormat,

    /// Write the answer to this file instead of the standard output.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

/// The language of an answer.
#[derive(Debug, Args)]
pub(super) struct LanguageOptions {
    /// The language of labels and sentences.
    #[arg(long, value_enum, default_value_t = Language::En, value_name = "LANGUAGE")]
    pub(super) lang: Language,
}

/// What every question takes: where the data is, and how the answer is written.
#[derive(Debug, Args)]
pub(super) struct QuestionOptions {
    #[command(flatten)]
    pub(super) data: DataOptions,

    #[command(flatten)]
    pub(super) language: LanguageOptions,

    #[command(flatten)]
    pub(super) answer: AnswerOptions,

    /// Write what the answer tells of as a graph, in a format of `relata formats`; of a timeline `svg` is its own picture.
    #[arg(long, value_name = "FORMAT", value_parser = exports(), conflicts_with = "format")]
    pub(super) export: Option<String>,

    #[command(flatten)]
    pub(super) shape: ShapeOptions,
}

/// What nodes and edges are.
#[derive(Debug, Args)]
pub(super) struct ShapeOptions {
    /// What nodes and edges are, in the formats of property graphs.
    #[arg(long, value_name = "SHAPE", value_parser = shapes(), default_value = "edges")]
    pub(super) shape: Shape,
}

/// The words of all shapes, each with what it says.
fn shapes() -> impl TypedValueParser<Value = Shape> {
    let value = |shape: Shape| PossibleValue::new(shape.as_str()).help(shape.summary());
    PossibleValuesParser::new(Shape::ALL.map(value))
        .try_map(|word| Shape::find(&word).ok_or("expected a shape"))
}

/// The format of pictures, of which an answer may have its own.
pub(super) const PICTURE: &str = "svg";

fn exports() -> PossibleValuesParser {
    PossibleValuesParser::new(EXPORTERS.iter().map(|exporter| exporter.format().name))
}

/// Text for people, JSON and CSV for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum AnswerFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
}

/// The languages that sentences are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Language {
    /// English.
    En,
    /// Chinese.
    Zh,
}

impl Language {
    /// The short code that the data uses.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
        }
    }
}

/// Reads a base IRI from the command line.
pub(super) fn base_iri(text: &str) -> Result<String, String> {
    if text.ends_with('/') && oxrdf::NamedNode::new(text).is_ok() {
        return Ok(text.to_owned());
    }
    Err("expected an absolute IRI that ends in `/`".to_owned())
}

/// Reads a date or a window asked about.
pub(super) fn period(text: &str) -> Result<Period, String> {
    if text.is_empty() {
        return Err("expected an EDTF date such as 1985 or 1989/1992".to_owned());
    }
    text.parse().map_err(|error: crate::date::ExtentError| error.to_string())
}
