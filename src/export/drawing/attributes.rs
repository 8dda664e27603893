//! The columns of record attributes: one for each name in use, three where the value is a number.

use super::column::{ColumnList, ColumnType};
use super::row::Row;
use crate::model::vocabulary::AttributeType;
use crate::model::{AttributeIx, Dataset, Number, RecordIx, language_suffix};
use std::collections::BTreeMap;

/// What a column takes from an attribute's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Facet {
    Whole,
    Min,
    Max,
    Approximate,
}

/// The attributes of one name over all kinds, and what a column takes from them.
#[derive(Debug, Clone)]
pub(super) struct AttributeField {
    attributes: Vec<AttributeIx>,
    facet: Facet,
}

impl AttributeField {
    /// Fills the cell of one record, which has one attribute of the name at most.
    pub fn fill(&self, row: &mut Row, dataset: &Dataset, record: RecordIx) {
        let value =
            |&attribute: &AttributeIx| Some((attribute, dataset.records.attribute(record, attribute)?));
        match self.attributes.iter().find_map(value) {
            None => row.push(""),
            Some((attribute, value)) if self.facet == Facet::Whole => {
                row.push(whole(dataset, attribute, value))
            }
            Some((attribute, value)) => row.push(&self.number(dataset, attribute, value)),
        }
    }

    /// A number of unknown form leaves its cells empty; loading has reported it.
    fn number(&self, dataset: &Dataset, attribute: AttributeIx, value: &str) -> String {
        let Ok(number) = value.parse::<Number>() else { return String::new() };
        let digits = match self.facet {
            Facet::Min => number.min(),
            Facet::Max => number.max(),
            Facet::Approximate | Facet::Whole => return number.is_approximate().to_string(),
        };
        let digits = digits.unwrap_or_default();
        let pointless = !digits.is_empty() && !digits.contains('.');
        let decimal =
            self.attributes.iter().any(|&a| is_decimal(dataset, a)) || is_decimal(dataset, attribute);
        if decimal && pointless { format!("{digits}.0") } else { digits }
    }
}

/// A text without its language, which no column could hold; anything else as written.
fn whole<'v>(dataset: &Dataset, attribute: AttributeIx, value: &'v str) -> &'v str {
    match dataset.vocabulary.attribute(attribute).value_type {
        AttributeType::Text => language_suffix(value, |code| dataset.settings.is_language_code(code)).0,
        _ => value,
    }
}

fn is_decimal(dataset: &Dataset, attribute: AttributeIx) -> bool {
    dataset.vocabulary.attribute(attribute).value_type == AttributeType::Decimal
}

/// Adds the columns of every attribute that any record fills, in the order of names.
///
/// One name may stand for attributes of several kinds, and of several types: those that are numbers share the columns
/// of numbers, with a point when one of them has fractions, and the others share a column of texts.
pub(super) fn add<F>(columns: &mut ColumnList<F>, dataset: &Dataset, field: impl Fn(AttributeField) -> F) {
    let mut names = BTreeMap::<&str, (Vec<AttributeIx>, Vec<AttributeIx>)>::new();
    for (n, attribute) in dataset.vocabulary.attributes.iter().enumerate() {
        let number = AttributeIx::from(n);
        if dataset.records.uses_attribute(number) {
            let (numbers, others) = names.entry(&attribute.name).or_default();
            let numeric = matches!(attribute.value_type, AttributeType::Number | AttributeType::Decimal);
            if numeric { numbers.push(number) } else { others.push(number) }
        }
    }
    for (name, (numbers, others)) in names {
        add_other(columns, dataset, name, others, &field);
        add_number(columns, dataset, name, numbers, &field);
    }
}

fn add_other<F>(
    columns: &mut ColumnList<F>,
    dataset: &Dataset,
    name: &str,
    attributes: Vec<AttributeIx>,
    field: impl Fn(AttributeField) -> F,
) {
    if attributes.is_empty() {
        return;
    }
    let is_flag = |&a: &AttributeIx| dataset.vocabulary.attribute(a).value_type == AttributeType::Flag;
    let column_type = if attributes.iter().all(is_flag) { ColumnType::Boolean } else { ColumnType::Text };
    columns.add(
        &format!("record_{name}"),
        column_type,
        field(AttributeField { attributes, facet: Facet::Whole }),
    );
}

fn add_number<F>(
    columns: &mut ColumnList<F>,
    dataset: &Dataset,
    name: &str,
    attributes: Vec<AttributeIx>,
    field: impl Fn(AttributeField) -> F,
) {
    if attributes.is_empty() {
        return;
    }
    let decimal = attributes.iter().any(|&a| is_decimal(dataset, a));
    let number = if decimal { ColumnType::Double } else { ColumnType::Long };
    let facets = [
        ("min", number, Facet::Min),
        ("max", number, Facet::Max),
        ("approximate", ColumnType::Boolean, Facet::Approximate),
    ];
    for (ending, column_type, facet) in facets {
        let field = field(AttributeField { attributes: attributes.clone(), facet });
        columns.add(&format!("record_{name}_{ending}"), column_type, field);
    }
}
