//! Parquet for Spark's GraphFrames, DuckDB, pandas and whatever else reads columns.
//!
//! Two files, named and typed as GraphFrames wants them: vertices by `id`, edges by `src` and `dst`. None of the columns
//! has a name that its algorithms add (`label`, `component`, `weight` and the like), so the name of a node is `name` and
//! the weight of an edge `edge_weight`. Lists are lists of three levels, days are days, absent values are null; no
//! structs, no maps. Rows are gathered in groups of so many that a group fits into memory; groups are encoded on all cores
//! and written in their order. Ids, which differ in every row and resemble the one before, are told by what differs.

mod values;

use self::values::Values;
use super::drawing::{Column, ColumnType, Drawing, DrawnEdge, DrawnNode, Style};
use super::in_order::Buffer;
use super::{ExportError, ExportOptions, Exporter, Format, Loss, Output, Shape, drawing, loss};
use crate::diagnostic::{Code, Diagnostic};
use crate::graph::View;
use ::parquet::basic::{
    Compression, ConvertedType, Encoding, LogicalType, Repetition, Type as Physical, ZstdLevel,
};
use ::parquet::column::writer::{ColumnCloseResult, get_column_writer};
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::{
    EnabledStatistics, WriterProperties, WriterPropertiesBuilder, WriterPropertiesPtr,
};
use ::parquet::file::writer::{SerializedFileWriter, SerializedPageWriter, TrackedWrite};
use ::parquet::schema::types::{ColumnDescPtr, ColumnPath, SchemaDescriptor, Type};
use bytes::Bytes;
use std::borrow::Cow;
use std::io::Write;
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
    let layout = Layout::new(own.iter().chain(drawing.node_columns()), 1, &["id"])?;
    let mut file = layout.file(part)?;
    let push = |node: &DrawnNode<'_>, group: &mut Group| {
        group.push(&layout, [node.id, node.label].into_iter().chain(node.cells.iter()));
    };
    drawing.nodes_by(GROUP, push, |group| layout.encode(group), |group| append(&mut file, group))?;
    finish(file)
}

fn write_edges(part: &mut (dyn Write + Send), drawing: &Drawing<'_, '_>) -> Result<(), ExportError> {
    let [text, number] = [ColumnType::Text, ColumnType::Double];
    let own = [fixed("src", text), fixed("dst", text), fixed("name", text), fixed("edge_weight", number)];
    let columns = own.iter().chain(drawing.edge_columns()).chain(drawing.record_columns());
    let layout = Layout::new(columns, 2, &["edge_id", "record_id"])?;
    let mut file = layout.file(part)?;
    let push = |edge: &DrawnEdge<'_>, group: &mut Group| {
        let weight: Cow<'_, str> =
            if edge.weight == 1.0 { "1".into() } else { edge.weight.to_string().into() };
        let fixed = [edge.source, edge.target, edge.label, &weight];
        group.push(&layout, fixed.into_iter().chain(edge.cells.iter()).chain(edge.record_cells.iter()));
    };
    drawing.edges_by(GROUP, push, |group| layout.encode(group), |group| append(&mut file, group))?;
    finish(file)
}

/// The columns of a file, and how they are written.
struct Layout {
    schema: Arc<Type>,
    columns: Vec<ColumnDescPtr>,
    types: Vec<ColumnType>,
    /// The first so many columns have a value in every row.
    required: usize,
    properties: WriterPropertiesPtr,
}

/// A column of a group, encoded.
type Encoded = (Bytes, ColumnCloseResult);

impl Layout {
    fn new<'c>(
        columns: impl Iterator<Item = &'c Column> + Clone,
        required: usize,
        ids: &[&str],
    ) -> Result<Self, ExportError> {
        let fields = columns.clone().enumerate().map(|(n, column)| field(column, n < required));
        let fields: Vec<Arc<Type>> = fields.collect::<Result<_, _>>().map_err(failed)?;
        let schema = Type::group_type_builder("schema").with_fields(fields).build().map_err(failed)?;
        let schema = Arc::new(schema);
        Ok(Self {
            columns: SchemaDescriptor::new(schema.clone()).columns().to_vec(),
            schema,
            types: columns.map(|column| column.column_type).collect(),
            required,
            properties: Arc::new(properties(ids)),
        })
    }

    fn file<'p>(&self, part: &'p mut (dyn Write + Send)) -> Result<File<'p>, ExportError> {
        SerializedFileWriter::new(part, self.schema.clone(), self.properties.clone()).map_err(failed)
    }

    /// Encodes the rows of a group, which is empty then; nothing if it has none.
    fn encode(&self, group: &mut Group) -> Result<Vec<Encoded>, ParquetError> {
        if group.columns.first().is_none_or(Values::is_empty) {
            return Ok(Vec::new());
        }
        let columns = group.columns.iter_mut().zip(&self.columns);
        columns.map(|(values, column)| self.encode_column(values, column)).collect()
    }

    fn encode_column(&self, values: &mut Values, column: &ColumnDescPtr) -> Result<Encoded, ParquetError> {
        let mut out = TrackedWrite::new(Vec::new());
        let pages = Box::new(SerializedPageWriter::new(&mut out));
        let mut writer = get_column_writer(column.clone(), self.properties.clone(), pages);
        values.write(&mut writer)?;
        let closed = writer.close()?;
        Ok((out.into_inner()?.into(), closed))
    }
}

fn properties(ids: &[&str]) -> WriterProperties {
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_created_by("relata".to_owned())
        .set_key_value_metadata(Some(vec![calendar()]));
    // A dictionary of what differs in every row would be built in vain.
    let properties = properties.set_column_dictionary_enabled("record_label".into(), false);
    let told_by_difference = |properties: WriterPropertiesBuilder, id: &&str| {
        let id = ColumnPath::from(*id);
        let plain = properties.set_column_dictionary_enabled(id.clone(), false);
        plain.set_column_encoding(id, Encoding::DELTA_BYTE_ARRAY)
    };
    ids.iter().fold(properties, told_by_difference).build()
}

type File<'p> = SerializedFileWriter<&'p mut (dyn Write + Send)>;

fn append(file: &mut File<'_>, group: Result<Vec<Encoded>, ParquetError>) -> Result<(), ExportError> {
    let columns = group.map_err(failed)?;
    // A part of the records of which the view has none makes no rows.
    if columns.is_empty() {
        return Ok(());
    }
    let mut writer = file.next_row_group().map_err(failed)?;
    for (bytes, closed) in columns {
        writer.append_column(&bytes, closed).map_err(failed)?;
    }
    writer.close().map_err(failed)?;
    Ok(())
}

fn finish(mut file: File<'_>) -> Result<(), ExportError> {
    file.flush()?;
    file.close().map_err(failed)?;
    Ok(())
}

/// The rows of a group, column by column.
#[derive(Default)]
struct Group {
    columns: Vec<Values>,
}

impl Buffer for Group {
    /// Encoding has emptied it.
    fn clear(&mut self) {}
}

impl Group {
    fn push<'c>(&mut self, layout: &Layout, cells: impl Iterator<Item = &'c str>) {
        if self.columns.is_empty() {
            let types = layout.types.iter().enumerate();
            self.columns = types.map(|(n, own)| Values::new(*own, n < layout.required)).collect();
        }
        self.columns.iter_mut().zip(cells).for_each(|(values, cell)| values.push(cell));
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
