//! Parquet for Spark's GraphFrames, DuckDB, pandas and whatever else reads columns.
//!
//! Two files, named and typed as GraphFrames wants them: vertices by `id`, edges by `src` and `dst`. None of the columns
//! has a name that its algorithms add (`label`, `component`, `weight` and the like), so the name of a node is `name` and
//! the weight of an edge `edge_weight`. Lists are lists of three levels, days are days, absent values are null; no
//! structs, no maps. Rows are gathered in groups of so many that a group fits into memory.

use super::drawing::{Column, ColumnType, Drawing, Row, SEPARATOR, Style};
use super::{ExportError, ExportOptions, Exporter, Format, Loss, Output, Shape, drawing, loss};
use crate::date::Day;
use crate::diagnostic::{Code, Diagnostic};
use crate::graph::View;
use ::parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, Type as Physical, ZstdLevel};
use ::parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use ::parquet::schema::types::Type;
use std::io::{BufWriter, Write};
use std::sync::Arc;

/// The files.
const FILES: [&str; 2] = ["vertices.parquet", "edges.parquet"];
/// So many rows make a group.
const GROUP: usize = 1 << 16;

/// Writes Parquet.
#[derive(Debug)]
pub struct Parquet;

impl Exporter for Parquet {
    fn format(&self) -> &'static Format {
        &Format {
            name: "parquet",
            summary: "Parquet for Spark with GraphFrames, DuckDB, pandas",
            files: &FILES,
            media_type: "application/vnd.apache.parquet",
            specification: "https://parquet.apache.org/docs/file-format/",
            is_shaped: true,
        }
    }

    fn codes(&self) -> Vec<&'static Code> {
        drawing::CODES.into_iter().collect()
    }

    fn losses(&self, shape: Shape) -> Vec<&'static Loss> {
        loss::drawn(shape)
    }

    fn export(
        &self,
        view: &View<'_>,
        options: &ExportOptions,
        output: &mut dyn Output,
    ) -> Result<Vec<Diagnostic>, ExportError> {
        let drawing = Drawing::new(view, options, Style::Plain);
        write_vertices(output.part(FILES[0])?, &drawing)?;
        write_edges(output.part(FILES[1])?, &drawing)?;
        Ok(drawing.losses().finish())
    }
}

fn fixed(name: &str, column_type: ColumnType) -> Column {
    Column { name: name.to_owned(), column_type }
}

fn write_vertices(part: &mut (dyn Write + Send), drawing: &Drawing<'_, '_>) -> Result<(), ExportError> {
    let own = [fixed("id", ColumnType::Text), fixed("name", ColumnType::Text)];
    let columns: Vec<&Column> = own.iter().chain(drawing.node_columns()).collect();
    let mut table = Table::new(part, &columns, 1)?;
    drawing.each_node(&mut |node| table.push([node.id, node.label].into_iter().chain(node.cells.iter())))?;
    table.finish()
}

fn write_edges(part: &mut (dyn Write + Send), drawing: &Drawing<'_, '_>) -> Result<(), ExportError> {
    let text = ColumnType::Text;
    let own = [
        fixed("src", text),
        fixed("dst", text),
        fixed("name", text),
        fixed("edge_weight", ColumnType::Double),
    ];
    let columns: Vec<&Column> =
        own.iter().chain(drawing.edge_columns()).chain(drawing.record_columns()).collect();
    let mut table = Table::new(part, &columns, 2)?;
    let mut record = Row::default();
    drawing.each_edge(&mut |edge| {
        if edge.is_first {
            record = edge.record_cells.clone();
        }
        let weight = edge.weight.to_string();
        let fixed = [edge.source, edge.target, edge.label, weight.as_str()];
        table.push(fixed.into_iter().chain(edge.cells.iter()).chain(record.iter()))
    })?;
    table.finish()
}

/// A file that is being written, with the rows of the group that is not full yet.
struct Table<W: Write + Send> {
    file: SerializedFileWriter<W>,
    columns: Vec<Values>,
    rows: usize,
}

impl<'p> Table<BufWriter<&'p mut (dyn Write + Send)>> {
    /// The first `required` columns have a value in every row.
    fn new(
        part: &'p mut (dyn Write + Send),
        columns: &[&Column],
        required: usize,
    ) -> Result<Self, ExportError> {
        let fields = columns.iter().enumerate().map(|(n, column)| field(column, n < required));
        let fields: Vec<Arc<Type>> = fields.collect::<Result<_, _>>().map_err(failed)?;
        let schema = Type::group_type_builder("schema").with_fields(fields).build().map_err(failed)?;
        let compression = Compression::ZSTD(ZstdLevel::default());
        let properties = WriterProperties::builder()
            .set_compression(compression)
            .set_created_by("relata".to_owned())
            .set_key_value_metadata(Some(vec![calendar()]));
        let out = BufWriter::with_capacity(1 << 16, part);
        let file =
            SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties.build())).map_err(failed)?;
        let empty =
            columns.iter().enumerate().map(|(n, column)| Values::new(column.column_type, n < required));
        Ok(Self { file, columns: empty.collect(), rows: 0 })
    }

    fn push<'c>(&mut self, cells: impl Iterator<Item = &'c str>) -> Result<(), ExportError> {
        self.columns.iter_mut().zip(cells).for_each(|(values, cell)| values.push(cell));
        self.rows += 1;
        if self.rows == GROUP { self.write_group() } else { Ok(()) }
    }

    fn write_group(&mut self) -> Result<(), ExportError> {
        self.rows = 0;
        let mut group = self.file.next_row_group().map_err(failed)?;
        for values in &mut self.columns {
            if let Some(mut column) = group.next_column().map_err(failed)? {
                values.write(&mut column).map_err(failed)?;
                column.close().map_err(failed)?;
            }
        }
        group.close().map_err(failed)?;
        Ok(())
    }

    fn finish(mut self) -> Result<(), ExportError> {
        if self.rows > 0 {
            self.write_group()?;
        }
        self.file.flush()?;
        self.file.close().map_err(failed)?;
        Ok(())
    }
}

/// Says which calendar days are in. Spark refuses days before 1582 of files that do not say that they were written in
/// the one calendar that the format knows; it looks for the version of itself that did.
fn calendar() -> KeyValue {
    KeyValue::new("org.apache.spark.version".to_owned(), Some("3.0.0".to_owned()))
}

fn failed(error: ParquetError) -> ExportError {
    ExportError::from(std::io::Error::other(error))
}

/// A column of the schema; a list has the three levels that the format specifies.
fn field(column: &Column, required: bool) -> Result<Arc<Type>, ParquetError> {
    let repetition = if required { Repetition::REQUIRED } else { Repetition::OPTIONAL };
    let name = column.name.as_str();
    let plain = |physical, logical| {
        Type::primitive_type_builder(name, physical)
            .with_repetition(repetition)
            .with_logical_type(logical)
            .build()
    };
    let built = match column.column_type {
        ColumnType::Text => plain(Physical::BYTE_ARRAY, Some(LogicalType::String)),
        ColumnType::Date => plain(Physical::INT32, Some(LogicalType::Date)),
        ColumnType::Int => plain(Physical::INT32, None),
        ColumnType::Long => plain(Physical::INT64, None),
        ColumnType::Double => plain(Physical::DOUBLE, None),
        ColumnType::Boolean => plain(Physical::BOOLEAN, None),
        ColumnType::List => list(name),
    };
    Ok(Arc::new(built?))
}

fn list(name: &str) -> Result<Type, ParquetError> {
    let element = Type::primitive_type_builder("element", Physical::BYTE_ARRAY)
        .with_repetition(Repetition::REQUIRED)
        .with_logical_type(Some(LogicalType::String))
        .build()?;
    let repeated = Type::group_type_builder("list")
        .with_repetition(Repetition::REPEATED)
        .with_fields(vec![Arc::new(element)])
        .build()?;
    Type::group_type_builder(name)
        .with_repetition(Repetition::OPTIONAL)
        .with_converted_type(ConvertedType::LIST)
        .with_logical_type(Some(LogicalType::List))
        .with_fields(vec![Arc::new(repeated)])
        .build()
}

/// The values of a column in the order of rows, and how deep each is defined.
struct Values {
    data: Data,
    required: bool,
    defined: Vec<i16>,
    /// Of a list, whether a value goes on with the one before.
    repeated: Vec<i16>,
}

enum Data {
    Texts(Vec<ByteArray>),
    Lists(Vec<ByteArray>),
    Days(Vec<i32>),
    Ints(Vec<i32>),
    Longs(Vec<i64>),
    Doubles(Vec<f64>),
    Booleans(Vec<bool>),
}

impl Values {
    fn new(column_type: ColumnType, required: bool) -> Self {
        let data = match column_type {
            ColumnType::Text => Data::Texts(Vec::new()),
            ColumnType::List => Data::Lists(Vec::new()),
            ColumnType::Date => Data::Days(Vec::new()),
            ColumnType::Int => Data::Ints(Vec::new()),
            ColumnType::Long => Data::Longs(Vec::new()),
            ColumnType::Double => Data::Doubles(Vec::new()),
            ColumnType::Boolean => Data::Booleans(Vec::new()),
        };
        Self { data, required, defined: Vec::new(), repeated: Vec::new() }
    }

    /// Takes a cell; an empty one is null, in a column that must have values an empty text.
    fn push(&mut self, cell: &str) {
        if let Data::Lists(values) = &mut self.data {
            let parts = cell.split(SEPARATOR).filter(|_| !cell.is_empty());
            let before = values.len();
            values.extend(parts.map(ByteArray::from));
            let added = values.len() - before;
            self.defined.extend((0..added.max(1)).map(|_| if added > 0 { 2 } else { 0 }));
            self.repeated.extend((0..added.max(1)).map(|n| i16::from(n > 0)));
            return;
        }
        let is_there = match &mut self.data {
            Data::Texts(values) => {
                take(values, Some(ByteArray::from(cell)).filter(|_| self.required || !cell.is_empty()))
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
    fn write(&mut self, column: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        let defined = std::mem::take(&mut self.defined);
        let repeated = std::mem::take(&mut self.repeated);
        let levels = (!self.required).then_some(defined.as_slice());
        match &mut self.data {
            Data::Texts(values) => write::<ByteArrayType>(column, values, levels, None),
            Data::Lists(values) => write::<ByteArrayType>(column, values, levels, Some(&repeated)),
            Data::Days(values) | Data::Ints(values) => write::<Int32Type>(column, values, levels, None),
            Data::Longs(values) => write::<Int64Type>(column, values, levels, None),
            Data::Doubles(values) => write::<DoubleType>(column, values, levels, None),
            Data::Booleans(values) => write::<BoolType>(column, values, levels, None),
        }
    }
}

fn take<T>(values: &mut Vec<T>, value: Option<T>) -> bool {
    let is_there = value.is_some();
    values.extend(value);
    is_there
}

fn write<T: DataType>(
    column: &mut SerializedColumnWriter<'_>,
    values: &mut Vec<T::T>,
    defined: Option<&[i16]>,
    repeated: Option<&[i16]>,
) -> Result<(), ParquetError> {
    column.typed::<T>().write_batch(values, defined, repeated)?;
    values.clear();
    Ok(())
}
