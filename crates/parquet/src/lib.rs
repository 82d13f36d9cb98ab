//! The long tables as Parquet: typed columns for data frames and databases.
//!
//! The same columns and rows as the CSV files, with numbers as numbers; a missing value is null.
//! The caveats stand in each file's key-value metadata under `caveats`, the version of the data
//! model under `schema_version`. No date and no machine is written: equal results give equal
//! bytes. A crate of its own, because the format's library is heavy.

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;
use std::sync::Arc;
use thresholds_export::{Column, Filled, Kind, Table, Tables, Value};
use thresholds_model::results::Results;

/// Rows of a row group: enough for compression, few enough to hold in memory.
const GROUP: usize = 100_000;

/// A table that could not be written.
#[derive(Debug, thiserror::Error)]
#[error("could not write {table} as Parquet")]
pub struct Error {
    /// Name of the table.
    table: &'static str,
    /// The writer's reason.
    #[source]
    source: ParquetError,
}

/// The files: paths relative to the run folder, with their bytes.
///
/// # Errors
/// When the library refuses a table.
pub fn files(tables: &Tables) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let long = tables.all.iter().filter(|filled| filled.table.is_long());
    long.map(|filled| {
        let table = filled.table.name();
        let bytes = file(tables.results, filled).map_err(|source| Error { table, source })?;
        Ok((format!("parquet/{table}.parquet"), bytes))
    })
    .collect()
}

fn file(results: &Results, filled: &Filled) -> Result<Vec<u8>, ParquetError> {
    let Filled { table, columns, rows } = filled;
    let schema = Arc::new(schema(table, columns)?);
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties(results)))?;
    for rows in rows.chunks(GROUP) {
        let mut group = writer.next_row_group()?;
        for (place, column) in columns.iter().enumerate() {
            let values = rows.iter().map(|row| row.get(place).unwrap_or(&Value::Missing));
            if let Some(mut target) = group.next_column()? {
                write(&mut target, column.kind, values)?;
                target.close()?;
            }
        }
        group.close()?;
    }
    writer.into_inner()
}

fn properties(results: &Results) -> WriterProperties {
    let entry = |key: &str, value: String| KeyValue::new(key.to_owned(), value);
    WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(format!("thresholds {}", env!("CARGO_PKG_VERSION")))
        .set_key_value_metadata(Some(vec![
            entry("caveats", results.caveats.join("\n")),
            entry("schema_version", results.schema_version.clone()),
        ]))
        .build()
}

fn schema(table: &Table, columns: &[Column]) -> Result<Type, ParquetError> {
    let fields = columns.iter().map(|c| Ok(Arc::new(field(c)?))).collect::<Result<_, ParquetError>>()?;
    Type::group_type_builder(table.name()).with_fields(fields).build()
}

fn field(column: &Column) -> Result<Type, ParquetError> {
    let (physical, logical) = match column.kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Integer => (Physical::INT64, None),
        Kind::Number => (Physical::DOUBLE, None),
        Kind::Boolean => (Physical::BOOLEAN, None),
    };
    Type::primitive_type_builder(&column.name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical)
        .build()
}

/// Writes the values of a column, those that are missing as nulls. A value of another type than
/// the column's would be missing as well; the tables' own tests see that there is none.
fn write<'a>(
    target: &mut SerializedColumnWriter<'_>,
    kind: Kind,
    values: impl Iterator<Item = &'a Value>,
) -> Result<(), ParquetError> {
    match kind {
        Kind::Text => {
            let (levels, some) = present(values, |v| match v {
                Value::Text(text) => Some(ByteArray::from(text.as_str())),
                _ => None,
            });
            target.typed::<ByteArrayType>().write_batch(&some, Some(&levels), None)?;
        }
        Kind::Integer => {
            let (levels, some) = present(values, |v| match v {
                Value::Integer(number) => Some(*number),
                _ => None,
            });
            target.typed::<Int64Type>().write_batch(&some, Some(&levels), None)?;
        }
        Kind::Number => {
            let (levels, some) = present(values, |v| match v {
                Value::Number(number) => Some(*number),
                _ => None,
            });
            target.typed::<DoubleType>().write_batch(&some, Some(&levels), None)?;
        }
        Kind::Boolean => {
            let (levels, some) = present(values, |v| match v {
                Value::Boolean(truth) => Some(*truth),
                _ => None,
            });
            target.typed::<BoolType>().write_batch(&some, Some(&levels), None)?;
        }
    }
    Ok(())
}

/// For each value whether it is there (its definition level), and those that are.
fn present<'a, T>(
    values: impl Iterator<Item = &'a Value>,
    read: impl Fn(&Value) -> Option<T>,
) -> (Vec<i16>, Vec<T>) {
    let read: Vec<Option<T>> = values.map(read).collect();
    (read.iter().map(|v| i16::from(v.is_some())).collect(), read.into_iter().flatten().collect())
}
