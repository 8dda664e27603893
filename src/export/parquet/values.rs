//! The values of one column of a group of rows, until they are encoded.

use crate::date::Day;
use crate::export::drawing::{ColumnType, SEPARATOR};
use ::parquet::column::writer::{ColumnWriter, get_typed_column_writer_mut};
use ::parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use ::parquet::errors::ParquetError;
use bytes::Bytes;

/// The values of a column in the order of rows, and how deep each is defined.
pub(super) struct Values {
    data: Data,
    required: bool,
    defined: Vec<i16>,
    /// Of a list, whether a value goes on with the one before.
    repeated: Vec<i16>,
}

enum Data {
    Texts(Texts),
    Lists(Texts),
    Days(Vec<i32>),
    Ints(Vec<i32>),
    Longs(Vec<i64>),
    Doubles(Vec<f64>),
    Booleans(Vec<bool>),
}

/// Texts end to end.
#[derive(Default)]
struct Texts {
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl Texts {
    fn push(&mut self, text: &str) {
        self.text.extend_from_slice(text.as_bytes());
        self.ends.push(self.text.len());
    }

    /// The texts as slices of one piece of memory; none are left.
    fn take(&mut self) -> Vec<ByteArray> {
        let (text, mut start) = (Bytes::from(std::mem::take(&mut self.text)), 0);
        let slice = |end| text.slice(std::mem::replace(&mut start, end)..end).into();
        self.ends.drain(..).map(slice).collect()
    }
}

impl Values {
    pub(super) fn new(column_type: ColumnType, required: bool) -> Self {
        let data = match column_type {
            ColumnType::Text => Data::Texts(Texts::default()),
            ColumnType::List => Data::Lists(Texts::default()),
            ColumnType::Date => Data::Days(Vec::new()),
            ColumnType::Int => Data::Ints(Vec::new()),
            ColumnType::Long => Data::Longs(Vec::new()),
            ColumnType::Double => Data::Doubles(Vec::new()),
            ColumnType::Boolean => Data::Booleans(Vec::new()),
        };
        Self { data, required, defined: Vec::new(), repeated: Vec::new() }
    }

    /// Whether no cell has been taken since the last were written.
    pub(super) fn is_empty(&self) -> bool {
        self.defined.is_empty()
    }

    /// Takes a cell; an empty one is null, in a column that must have values an empty text.
    pub(super) fn push(&mut self, cell: &str) {
        if let Data::Lists(values) = &mut self.data {
            let parts = cell.split(SEPARATOR).filter(|_| !cell.is_empty());
            let before = values.ends.len();
            parts.for_each(|part| values.push(part));
            let added = values.ends.len() - before;
            self.defined.extend((0..added.max(1)).map(|_| if added > 0 { 2 } else { 0 }));
            self.repeated.extend((0..added.max(1)).map(|n| i16::from(n > 0)));
            return;
        }
        let is_there = match &mut self.data {
            Data::Texts(values) => {
                let is_there = self.required || !cell.is_empty();
                if is_there {
                    values.push(cell);
                }
                is_there
            }
            Data::Days(values) => take(values, cell.parse::<Day>().ok().map(Day::number)),
            Data::Ints(values) => take(values, cell.parse().ok()),
            Data::Longs(values) => take(values, cell.parse().ok()),
            Data::Doubles(values) => take(values, cell.parse().ok()),
            Data::Booleans(values) => take(values, cell.parse().ok()),
            Data::Lists(_) => false,
        };
        self.defined.push(i16::from(is_there));
    }

    /// Writes the values, and is empty again.
    pub(super) fn write(&mut self, column: &mut ColumnWriter<'_>) -> Result<(), ParquetError> {
        let levels = (!self.required).then_some(self.defined.as_slice());
        let repeated = Some(self.repeated.as_slice());
        match &mut self.data {
            Data::Texts(values) => write::<ByteArrayType>(column, &mut values.take(), levels, None),
            Data::Lists(values) => write::<ByteArrayType>(column, &mut values.take(), levels, repeated),
            Data::Days(values) | Data::Ints(values) => write::<Int32Type>(column, values, levels, None),
            Data::Longs(values) => write::<Int64Type>(column, values, levels, None),
            Data::Doubles(values) => write::<DoubleType>(column, values, levels, None),
            Data::Booleans(values) => write::<BoolType>(column, values, levels, None),
        }?;
        self.defined.clear();
        self.repeated.clear();
        Ok(())
    }
}

fn take<T>(values: &mut Vec<T>, value: Option<T>) -> bool {
    let is_there = value.is_some();
    values.extend(value);
    is_there
}

fn write<T: DataType>(
    column: &mut ColumnWriter<'_>,
    values: &mut Vec<T::T>,
    defined: Option<&[i16]>,
    repeated: Option<&[i16]>,
) -> Result<(), ParquetError> {
    get_typed_column_writer_mut::<T>(column).write_batch(values, defined, repeated)?;
    values.clear();
    Ok(())
}
