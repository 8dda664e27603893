//! The columns of record attributes: one for each name in use, three where the value is a number.

use super::column::{ColumnList, ColumnType};
use super::edges::truth;
use super::row::Row;
use crate::model::vocabulary::{AttributeType, Kind};
use crate::model::{AttributeIx, Dataset, Number, RecordIx, language_suffix};
use std::collections::BTreeMap;

/// What a column takes from an attribute's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Facet {
    Whole,
    /// The least and the greatest value of a number, and whether it is rough: three columns, looked up once.
    Number,
    /// A column that the one before has filled.
    Filled,
}

/// The attributes of one name over all kinds, and what a column takes from them.
#[derive(Debug, Clone)]
pub(super) struct AttributeField {
    /// The attribute of each kind of record that has one of the name.
    of_kind: Vec<Option<AttributeIx>>,
    facet: Facet,
    /// Whether a number without a point gets one.
    decimal: bool,
}

impl AttributeField {
    fn new(dataset: &Dataset, attributes: &[AttributeIx], facet: Facet) -> Self {
        let own =
            |kind: &Kind| attributes.iter().copied().find(|attribute| kind.attributes.contains(attribute));
        let decimal = attributes.iter().any(|&a| is_decimal(dataset, a));
        Self { of_kind: dataset.vocabulary.kinds.iter().map(own).collect(), facet, decimal }
    }

    /// Fills the cells of one record, which has one attribute of the name at most.
    pub fn fill(&self, row: &mut Row, dataset: &Dataset, record: RecordIx) {
        if self.facet == Facet::Filled {
            return;
        }
        let attribute = self.of_kind[dataset.records.kind(record).index()];
        let value = attribute.and_then(|own| Some((own, dataset.records.attribute(record, own)?)));
        match (value, self.facet) {
            (Some((attribute, value)), Facet::Whole) => row.push(whole(dataset, attribute, value)),
            (None, Facet::Whole) => row.push(""),
            (value, _) => self.fill_number(row, value.and_then(|(_, value)| value.parse().ok())),
        }
    }

    /// A number of unknown form leaves its cells empty; loading has reported it.
    fn fill_number(&self, row: &mut Row, number: Option<Number>) {
        match &number {
            None => (0..3).for_each(|_| row.push("")),
            Some(Number::Exact(digits) | Number::About(digits)) => {
                (0..2).for_each(|_| self.fill_digits(row, digits));
            }
            Some(other) => [other.min(), other.max()]
                .iter()
                .for_each(|digits| self.fill_digits(row, digits.as_deref().unwrap_or_default())),
        }
        if let Some(number) = number {
            row.push(truth(number.is_approximate()));
        }
    }

    fn fill_digits(&self, row: &mut Row, digits: &str) {
        let pointless = !digits.is_empty() && !digits.contains('.');
        row.add(digits);
        row.push(if self.decimal && pointless { ".0" } else { "" });
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
        field(AttributeField::new(dataset, &attributes, Facet::Whole)),
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
        ("min", number, Facet::Number),
        ("max", number, Facet::Filled),
        ("approximate", ColumnType::Boolean, Facet::Filled),
    ];
    for (ending, column_type, facet) in facets {
        let field = field(AttributeField::new(dataset, &attributes, facet));
        columns.add(&format!("record_{name}_{ending}"), column_type, field);
    }
}
