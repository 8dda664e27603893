//! Options that choose what of the graph is looked at; the same words in every command.

use super::asked::Asked;
use super::exit::CommandError;
use super::options::period;
use crate::query::{Around, Period, Relations, Scope, Selection};

/// Which records and which relations.
#[derive(Debug, clap::Args)]
pub(super) struct FilterOptions {
    /// Only records of these kinds.
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    kinds: Vec<String>,

    /// Only these relations; one that is usually no tie is crossed when named.
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    relations: Vec<String>,

    /// None of these relations.
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    not_relations: Vec<String>,

    /// Only records that may touch this time, an EDTF date or interval.
    #[arg(long, value_name = "EDTF", value_parser = period)]
    during: Option<Period>,

    /// Only states that may hold at this time, and what may have happened by then.
    #[arg(long, value_name = "EDTF", value_parser = period)]
    as_of: Option<Period>,

    /// Only what is certain of all that dates decide.
    #[arg(long)]
    certain: bool,

    /// Take the bare records: no rule about hubs or ties, no derived ends, no lifespans.
    #[arg(long)]
    pub(super) raw: bool,
}

impl FilterOptions {
    /// Whether only what is certain is asked for, although no date decides anything here.
    pub(super) fn is_certain_of_nothing(&self) -> bool {
        self.certain && self.during.is_none() && self.as_of.is_none()
    }

    pub(super) fn selection(&self, asked: &Asked<'_>) -> Result<Selection, CommandError> {
        let usual = Selection::default();
        Ok(Selection {
            kinds: asked.kinds(&self.kinds)?,
            during: self.during.clone(),
            as_of: self.as_of.clone(),
            near: usual.near.filter(|_| !self.raw),
            certain: self.certain,
            raw: self.raw,
        })
    }

    pub(super) fn relations(&self, asked: &Asked<'_>) -> Result<Relations, CommandError> {
        let (only, not) = (asked.relations(&self.relations)?, asked.relations(&self.not_relations)?);
        Ok(Relations { only, not })
    }
}

/// Which records and relations, and near whom.
#[derive(Debug, clap::Args)]
pub(super) struct ScopeOptions {
    #[command(flatten)]
    filters: FilterOptions,

    /// Only what is near this entity; several as `a,b`.
    #[arg(long, value_name = "ENTITY")]
    around: Vec<String>,

    /// How many ties away that may be, 0 to 32.
    #[arg(long, value_name = "N", default_value_t = 1, requires = "around", value_parser = clap::value_parser!(u8).range(0..=32))]
    hops: u8,
}

impl ScopeOptions {
    /// Whether bare records are asked for.
    pub(super) fn is_raw(&self) -> bool {
        self.filters.raw
    }

    pub(super) fn scope(&self, asked: &Asked<'_>) -> Result<Scope, CommandError> {
        if self.filters.is_certain_of_nothing() {
            return Err(CommandError::Usage("`--certain` needs `--during` or `--as-of`".to_owned()));
        }
        let entities = asked.all(&self.around)?;
        let around = (!entities.is_empty()).then_some(Around { entities, hops: usize::from(self.hops) });
        let (selection, relations) = (self.filters.selection(asked)?, self.filters.relations(asked)?);
        Ok(Scope { selection, relations, around })
    }
}
