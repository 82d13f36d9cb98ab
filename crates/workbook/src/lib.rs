//! The tables as one workbook for spreadsheets.
//!
//! The first sheet holds the caveats, then come the focus, the matrix and the long tables, each
//! with a filter on its head and frozen panes. Every text is written as text, whatever it looks
//! like: a quote that begins with `=` is no formula, `2-3` no date, `0012` no number, an address
//! no link. The document's properties carry a fixed date instead of the run's, so that equal
//! results give equal bytes. A crate of its own, because the format's library is heavy.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use thresholds_export::{Filled, Kind, Table, Tables, Value};
use thresholds_model::results::Results;

/// Most characters that a spreadsheet keeps in a cell.
const CELL_LIMIT: usize = 32_767;
/// Most rows of a sheet, its head among them.
const ROW_LIMIT: usize = 1_048_576;
/// Widest column, in characters: longer text is cut off by the next cell, and there in full.
const WIDEST: usize = 60;
/// Effort of compression, 1 to 9: higher ones cost more than they save.
const COMPRESSION: u8 = 3;
/// Rows by which widths are judged.
const JUDGED: usize = 200;

/// A workbook that could not be written.
#[derive(Debug, thiserror::Error)]
#[error("could not write the workbook")]
pub struct Error(#[from] XlsxError);

/// The file: its name in the run folder, with its bytes.
///
/// # Errors
/// When the library refuses a sheet.
pub fn file(tables: &Tables) -> Result<(String, Vec<u8>), Error> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(tables.results)?).set_zip_compression_level(COMPRESSION);
    let formats = Formats::new();
    caveats(workbook.add_worksheet(), tables, &formats)?;
    for filled in &tables.all {
        let sheet = workbook.add_worksheet();
        sheet.set_name(filled.table.name())?;
        fill(sheet, filled, &formats)?;
    }
    Ok(("thresholds.xlsx".into(), workbook.save_to_buffer()?))
}

/// A fixed day: a run date would make equal results unequal.
fn properties(results: &Results) -> Result<DocProperties, XlsxError> {
    Ok(DocProperties::new()
        .set_title(format!("Threshold documents of children's services: edition {}", results.edition))
        .set_comment(results.caveats.join(" "))
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?))
}

struct Formats {
    head: Format,
    text: Format,
    wrapped: Format,
    title: Format,
}

impl Formats {
    fn new() -> Self {
        // `@` is the number format "text": editing such a cell leaves it text.
        let text = Format::new().set_num_format("@").set_align(FormatAlign::Top);
        Self {
            head: Format::new().set_bold().set_num_format("@"),
            wrapped: text.clone().set_text_wrap(),
            title: Format::new().set_bold().set_font_size(14),
            text,
        }
    }
}

/// What to know before using any sheet, and which sheet holds what.
fn caveats(sheet: &mut Worksheet, tables: &Tables, formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_name("read_me_first")?;
    sheet.set_column_width(0, 24)?.set_column_width(1, 100)?;
    sheet.write_string_with_format(0, 0, "Read this before using the figures", &formats.title)?;
    let mut row = 1;
    for caveat in &tables.results.caveats {
        sheet.write_string_with_format(row, 1, caveat, &formats.wrapped)?;
        row += 1;
    }
    row += 1;
    for Filled { table, rows, .. } in &tables.all {
        sheet.write_string_with_format(row, 0, table.name(), &formats.head)?;
        sheet.write_string_with_format(row, 1, cut(&about(table, rows.len())), &formats.wrapped)?;
        row += 1;
    }
    Ok(())
}

/// What a sheet holds, and whether rows had to be left out.
fn about(table: &Table, rows: usize) -> String {
    if rows < ROW_LIMIT {
        return table.about.into();
    }
    format!("{} (the first {} of {rows} rows; {} has all)", table.about, ROW_LIMIT - 1, table.file)
}

fn fill(sheet: &mut Worksheet, filled: &Filled, formats: &Formats) -> Result<(), XlsxError> {
    let Filled { table, columns, rows } = filled;
    let rows = rows.get(..ROW_LIMIT - 1).unwrap_or(rows);
    for (place, column) in (0u16..).zip(columns) {
        sheet.write_string_with_format(0, place, column.name.as_ref(), &formats.head)?;
        let lengths = rows.iter().take(JUDGED).filter_map(|r| r.get(usize::from(place))).map(width);
        let widest = lengths.chain([column.name.chars().count() + 3]).max().unwrap_or(0).min(WIDEST);
        // At most `WIDEST`: the conversion is exact.
        sheet.set_column_width(place, f64::from(u8::try_from(widest).unwrap_or(u8::MAX)))?;
        if column.kind == Kind::Text {
            sheet.set_column_format(place, &formats.text)?;
        }
    }
    for (place, row) in (1u32..).zip(rows) {
        for (column, value) in (0u16..).zip(row) {
            match value {
                Value::Text(text) if text.is_empty() => {}
                Value::Text(text) => {
                    sheet.write_string_with_format(place, column, cut(text), &formats.text)?;
                }
                // All integers of the tables are counts, years and ordinals, far below 2^53.
                Value::Integer(number) => {
                    sheet.write_number(place, column, *number as f64)?;
                }
                Value::Number(number) => {
                    sheet.write_number(place, column, *number)?;
                }
                Value::Boolean(truth) => {
                    sheet.write_boolean(place, column, *truth)?;
                }
                Value::Missing => {}
            }
        }
    }
    let last_row = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let last_column = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last_row, last_column)?;
    // The wide tables keep the area in sight: code and name.
    sheet.set_freeze_panes(1, if table.file.starts_with("matrix") { 2 } else { 0 })?;
    Ok(())
}

fn width(value: &Value) -> usize {
    value.written().chars().count() + 1
}

/// As much of a text as a cell holds.
fn cut(text: &str) -> String {
    text.chars().take(CELL_LIMIT).collect()
}
