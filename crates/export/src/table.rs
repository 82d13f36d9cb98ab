//! A CSV file: its columns with their meaning, and its rows.

use crate::error::ExportError;
use crate::value::Value;
use std::borrow::Cow;
use thresholds_model::results::Results;

/// The type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// Whole number.
    Integer,
    /// Fraction with four decimals.
    Number,
    /// `true` or `false`.
    Boolean,
}

impl Kind {
    /// The name as written in `columns.csv`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
        }
    }
}

/// One column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Name in the header.
    pub name: Cow<'static, str>,
    /// Type of its values. Any of them may be missing.
    pub kind: Kind,
    /// What it says, for the data dictionary.
    pub meaning: Cow<'static, str>,
}

/// A text column.
pub(crate) const fn text(name: &'static str, meaning: &'static str) -> Column {
    column(name, Kind::Text, meaning)
}

/// A column of whole numbers.
pub(crate) const fn integer(name: &'static str, meaning: &'static str) -> Column {
    column(name, Kind::Integer, meaning)
}

/// A column of fractions.
pub(crate) const fn number(name: &'static str, meaning: &'static str) -> Column {
    column(name, Kind::Number, meaning)
}

/// A column of `true` and `false`.
pub(crate) const fn boolean(name: &'static str, meaning: &'static str) -> Column {
    column(name, Kind::Boolean, meaning)
}

const fn column(name: &'static str, kind: Kind, meaning: &'static str) -> Column {
    Column { name: Cow::Borrowed(name), kind, meaning: Cow::Borrowed(meaning) }
}

/// A CSV file of the run folder.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its name.
    pub file: &'static str,
    /// One row is one of these.
    pub about: &'static str,
    /// Its columns, in order. Wide tables have a column for each indicator of the run.
    pub columns: fn(&Results) -> Vec<Column>,
    /// Its rows, each with as many values as there are columns.
    pub rows: fn(&Results) -> Vec<Vec<Value>>,
}

impl Table {
    /// Its name without the ending.
    pub fn name(&self) -> &'static str {
        self.file.trim_end_matches(".csv")
    }

    /// Whether it is long: one row for each fact, with columns that are the same in every run.
    pub fn is_long(&self) -> bool {
        !matches!(self.file, "matrix.csv" | "matrix_tiers.csv" | "columns.csv")
    }

    /// The table with the columns and rows of a run.
    pub fn filled(self, results: &Results) -> Filled {
        Filled { table: self, columns: (self.columns)(results), rows: (self.rows)(results) }
    }
}

/// A table with its columns and rows.
#[derive(Debug, Clone)]
pub struct Filled {
    /// Which.
    pub table: Table,
    /// Its columns, in order.
    pub columns: Vec<Column>,
    /// Its rows, each with as many values as there are columns.
    pub rows: Vec<Vec<Value>>,
}

impl Filled {
    /// The file's content: UTF-8 without a byte order mark, line feeds, quoted as in RFC 4180.
    ///
    /// # Errors
    /// When the rows differ in length from the header.
    pub fn csv(&self) -> Result<Vec<u8>, ExportError> {
        let failed = |source| ExportError::Csv { file: self.table.file, source };
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(self.columns.iter().map(|column| column.name.as_ref())).map_err(failed)?;
        for row in &self.rows {
            for value in row {
                writer.write_field(value.written().as_bytes()).map_err(failed)?;
            }
            writer.write_record(None::<&[u8]>).map_err(failed)?;
        }
        writer.into_inner().map_err(|e| failed(e.into_error().into()))
    }
}
