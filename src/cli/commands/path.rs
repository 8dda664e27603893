use crate::cli::exit::{CommandError, Outcome};
use crate::cli::open::{answer, open};
use crate::cli::options::QuestionOptions;
use crate::cli::ui::Ui;
use crate::date::{Extent, Reading};
use crate::diagnostic::nearest_hint;
use crate::graph::KnowledgeGraph;
use crate::model::{EntityIx, RelationIx};
use crate::query::PathQuery;
use crate::query::path::TimeRule;
use crate::resolve::{NameError, NameIndex};

/// Who linked one entity to another: whole routes, with the date and the evidence of every hop.
///
/// Direct ties come first, then go-betweens with ties to both, then longer chains. Entities are named by any name,
/// abbreviation or alias, in simplified or traditional characters or in pinyin, or exactly by `id:acftu`. States that are no ties (none, strained, suspended)
/// and departures are not crossed; neither are hubs, which the answer names. No route is an answer too.
///
/// With `--time order` or `--time overlap` every route is certain (whatever the dates were within their bounds) or possible; others are not given. A state without an end is taken to last at most until the next recorded state of its pair.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// Where routes start; several as `a,b`.
    #[arg(value_name = "FROM")]
    from: String,

    /// Where routes end; several as `a,b`.
    #[arg(value_name = "TO")]
    to: String,

    /// What dates do to a route.
    #[arg(long, value_enum, default_value_t = Time::Ignore, value_name = "RULE")]
    time: Time,

    /// Short for `--time order`.
    #[arg(long, conflicts_with = "time")]
    in_order: bool,

    #[command(flatten)]
    filters: Box<Filters>,

    /// The most hops a route may have, 1 to 12.
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u8).range(1..=12))]
    max_hops: u8,

    /// How many routes through others to give, besides all direct ties, 1 to 10000.
    #[arg(short = 'k', long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    routes: u32,

    #[command(flatten)]
    options: QuestionOptions,
}

/// What dates do to a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Time {
    /// Any two ties may follow each other.
    Ignore,
    /// All ties of a route hold at one common moment, certainly or possibly.
    Overlap,
    /// Each tie is no earlier than the one before, certainly or possibly.
    Order,
}

impl Time {
    fn rule(self) -> TimeRule {
        match self {
            Self::Ignore => TimeRule::Ignore,
            Self::Overlap => TimeRule::Overlap,
            Self::Order => TimeRule::Order,
        }
    }
}

/// What routes must keep to.
#[derive(Debug, clap::Args)]
struct Filters {
    /// Follow directed relations only from source to target.
    #[arg(long)]
    directed: bool,

    /// Make every choice of records a route of its own; else ties of a pair are grouped.
    #[arg(long)]
    unfold: bool,

    /// Cross hubs and records of many.
    #[arg(long)]
    cross_hubs: bool,

    /// Only routes that time certainly allows, and what certainly touches the windows.
    #[arg(long)]
    certain: bool,

    /// Only records that may touch this time, an EDTF date or interval.
    #[arg(long, value_name = "EDTF", value_parser = window)]
    during: Option<Extent>,

    /// Only states that may hold at this time, and what may have happened by then.
    #[arg(long, value_name = "EDTF", value_parser = window)]
    as_of: Option<Extent>,

    /// Only these relations; one that is usually no tie is crossed when named.
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    relations: Vec<String>,

    /// None of these relations.
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    not_relations: Vec<String>,

    /// Only routes through this entity, be it a hub; may be given several times.
    #[arg(long, value_name = "ENTITY")]
    through: Vec<String>,

    /// No routes through this entity; may be given several times.
    #[arg(long, value_name = "ENTITY")]
    avoid: Vec<String>,

    /// Ask the bare records: no rule about hubs or ties, no ends derived from histories, no lifespans.
    #[arg(long)]
    raw: bool,
}

/// Reads a window of time.
fn window(text: &str) -> Result<Extent, String> {
    let extent = Extent::parse(text, Reading::Happening).map_err(|error| error.to_string())?;
    if extent.is_stated() { Ok(extent) } else { Err("expected a date or an interval".to_owned()) }
}

pub(in crate::cli) fn run(args: &Args, ui: &mut Ui) -> Outcome {
    let (graph, report) = open(&args.options.data, ui)?;
    let query = query(args, &graph)?;
    let found = query.run(&graph.view()).map_err(|error| CommandError::user(error.to_string(), None))?;
    answer(&found, &graph, &args.options.question(&report), ui)
}

fn query(args: &Args, graph: &KnowledgeGraph) -> Result<PathQuery, CommandError> {
    let filters = &args.filters;
    let time = if args.in_order { TimeRule::Order } else { args.time.rule() };
    let judged = time != TimeRule::Ignore || filters.during.is_some() || filters.as_of.is_some();
    if filters.certain && !judged {
        let needs = "`--certain` needs `--time order`, `--time overlap`, `--during` or `--as-of`";
        return Err(CommandError::Usage(needs.to_owned()));
    }
    let asked = Asked { graph, names: graph.name_index() };
    let query = PathQuery {
        from: asked.ends(&args.from)?,
        to: asked.ends(&args.to)?,
        max_hops: usize::from(args.max_hops),
        routes: args.routes as usize,
        cross_hubs: filters.cross_hubs,
        relations: asked.relations(&filters.relations)?,
        not_relations: asked.relations(&filters.not_relations)?,
        through: asked.entities(&filters.through)?,
        avoid: asked.entities(&filters.avoid)?,
        directed: filters.directed,
        during: filters.during.clone(),
        as_of: filters.as_of.clone(),
        time,
        certain: filters.certain,
        unfold: filters.unfold,
        ..PathQuery::between(EntityIx(0), EntityIx(0))
    };
    Ok(if filters.raw { query.raw() } else { query })
}

/// Finds what the words of a question mean.
struct Asked<'g> {
    graph: &'g KnowledgeGraph,
    names: NameIndex,
}

impl Asked<'_> {
    fn entity(&self, name: &str) -> Result<EntityIx, NameError> {
        self.names.find(self.graph.dataset(), self.graph.identities(), name)
    }

    fn entities(&self, names: &[String]) -> Result<Vec<EntityIx>, NameError> {
        names.iter().map(|name| self.entity(name)).collect()
    }

    /// One entity, or several as `a,b`; a name may hold a comma itself.
    fn ends(&self, text: &str) -> Result<Vec<EntityIx>, NameError> {
        match self.entity(text) {
            Err(NameError::Unknown { .. }) if text.contains([',', '，']) => {
                text.split([',', '，']).map(|name| self.entity(name.trim())).collect()
            }
            found => Ok(vec![found?]),
        }
    }

    fn relations(&self, names: &[String]) -> Result<Vec<RelationIx>, CommandError> {
        names.iter().map(|name| self.relation(name.trim())).collect()
    }

    fn relation(&self, name: &str) -> Result<RelationIx, CommandError> {
        let vocabulary = &self.graph.dataset().vocabulary;
        let known = vocabulary.relations.iter().map(|relation| relation.name.as_str());
        let unknown =
            || CommandError::user(format!("unknown relation `{name}`"), nearest_hint(name, known));
        vocabulary.find_relation(name).ok_or_else(unknown)
    }
}
