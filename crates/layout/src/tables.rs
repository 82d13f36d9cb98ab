//! Which rows and columns of a table are headers.

use crate::fragment::{CellDraft, TableDraft};
use crate::headings::Body;
use crate::text::is_bullet;
use thresholds_model::page::Colour;

/// Longest header cell, words.
const HEADER_WORDS: usize = 22;
/// Longest label of a row on average, words.
const LABEL_WORDS: f32 = 7.0;

/// Marks header rows and header columns of a table.
pub fn mark_headers(table: &mut TableDraft, body: &Body) {
    // Rows of the structure tree keep their numbers until all pages are joined.
    if table.tagged.is_none() {
        drop_empty_rows(table);
    }
    let goes_on = table.tagged.is_some_and(|t| t.first_row > 0);
    if table.header_rows == 0 && !goes_on {
        table.header_rows = header_rows(table, body);
    }
    let header = header_text(table);
    drop_rows_like(table, &header);
    table.header_cols = table.header_cols.max(header_cols(table, body));
    mark_banners(table, body);
    let (rows, cols) = (table.header_rows, table.header_cols);
    for cell in &mut table.cells {
        cell.header = cell.header || cell.row < rows || cell.col < cols;
    }
}

/// Whether the first row is set apart by its looks (not only by being short).
pub fn has_strong_header(table: &TableDraft, body: &Body) -> bool {
    table.rows > 0 && row_is_styled(table, 0, body)
}

/// Cells that begin in a row and hold text.
fn row_cells(table: &TableDraft, row: u32) -> Vec<&CellDraft> {
    table.cells.iter().filter(|c| c.row == row && !c.paragraphs.is_empty()).collect()
}

/// Removes rows in which no text begins: empty ones, and strips along which merged cells run on.
pub fn drop_empty_rows(table: &mut TableDraft) {
    let used: Vec<u32> = (0..table.rows).filter(|r| !row_cells(table, *r).is_empty()).collect();
    if used.len() as u32 == table.rows {
        return;
    }
    let at = |r: u32| used.iter().filter(|u| **u < r).count() as u32;
    for cell in &mut table.cells {
        let end = at(cell.row + cell.row_span);
        cell.row = at(cell.row);
        cell.row_span = end.saturating_sub(cell.row);
    }
    table.cells.retain(|c| c.row_span > 0);
    table.rows = used.len() as u32;
    table.header_rows = table.header_rows.min(table.rows);
}

/// Letters and digits of a table's only header row, in lower case; empty when it has
/// another number of header rows, or a single head.
pub fn header_text(table: &TableDraft) -> String {
    if table.header_rows != 1 || row_cells(table, 0).len() < 2 {
        return String::new();
    }
    row_text(table, 0)
}

fn row_text(table: &TableDraft, row: u32) -> String {
    let text: Vec<String> = row_cells(table, row).iter().map(|c| c.raw_text().to_lowercase()).collect();
    text.concat().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Removes body rows that print this header again.
pub fn drop_rows_like(table: &mut TableDraft, header: &str) {
    if header.is_empty() {
        return;
    }
    let again: Vec<u32> = (table.header_rows..table.rows).filter(|r| row_text(table, *r) == header).collect();
    if again.is_empty() {
        return;
    }
    for cell in table.cells.iter_mut().filter(|c| again.contains(&c.row)) {
        cell.paragraphs.clear();
    }
    drop_empty_rows(table);
}

fn header_rows(table: &TableDraft, body: &Body) -> u32 {
    if table.rows < 2 {
        return u32::from(table.rows == 1 && row_is_styled(table, 0, body) && all_short(table, 0, 8));
    }
    let mut rows = 0;
    while rows < 3
        && rows + 1 < table.rows
        && row_is_header(table, rows, body)
        && (rows == 0 || row_is_styled(table, rows, body) || stands_under_merged(table, rows))
    {
        let deepest = row_cells(table, rows).iter().map(|c| c.row + c.row_span).max().unwrap_or(rows + 1);
        rows = deepest.max(rows + 1);
        // One row of heads is the rule; a second one only under a title or a merged head.
        let merged = row_cells(table, rows - 1).iter().any(|c| c.col_span > 1);
        if !merged {
            break;
        }
    }
    rows.min(table.rows - 1)
}

/// All text of a row stands in columns that share a head in the row above.
fn stands_under_merged(table: &TableDraft, row: u32) -> bool {
    let merged = |c: &CellDraft| c.row + c.row_span == row && c.col_span > 1;
    let heads: Vec<&CellDraft> = table.cells.iter().filter(|c| merged(c)).collect();
    row_cells(table, row)
        .iter()
        .all(|c| heads.iter().any(|h| h.col <= c.col && c.col + c.col_span <= h.col + h.col_span))
}

fn row_is_header(table: &TableDraft, row: u32, body: &Body) -> bool {
    let cells = row_cells(table, row);
    if cells.is_empty() || cells.iter().any(|c| c.word_count() > HEADER_WORDS) {
        return false;
    }
    if cells.iter().flat_map(|c| &c.paragraphs).any(|p| p.marker.as_deref().is_some_and(is_bullet)) {
        return false;
    }
    let title = cells.len() == 1 && cells[0].col_span == table.cols && table.cols > 1;
    row_is_styled(table, row, body) || (!title && row_stands_out(table, row))
}

/// Bold, larger, or on a shade of its own, in all cells with text.
fn row_is_styled(table: &TableDraft, row: u32, body: &Body) -> bool {
    let cells = row_cells(table, row);
    let below: Vec<&CellDraft> =
        table.cells.iter().filter(|c| c.row > row && c.col > 0 && !c.paragraphs.is_empty()).collect();
    let plain_below = below.iter().filter(|c| !c.bold()).count() * 2 > below.len();
    let bold = cells.iter().all(|c| c.bold()) && (plain_below || below.is_empty());
    let large = cells.iter().all(|c| c.paragraphs.iter().all(|p| p.size() > body.size * 1.12));
    let shade = |c: &&CellDraft| c.fill;
    let first_fill = cells.iter().filter_map(shade).count() == cells.len()
        && below.iter().filter(|c| c.fill.is_some_and(|f| cells.iter().any(|h| h.fill == Some(f)))).count()
            * 3
            <= below.len();
    let light_on_dark = cells
        .iter()
        .all(|c| c.fill.is_some_and(dark) && c.paragraphs.iter().all(|p| p.colour().luma() > 180.0));
    !cells.is_empty() && (bold || large || light_on_dark || (first_fill && !below.is_empty()))
}

fn dark(c: Colour) -> bool {
    c.luma() < 150.0
}

/// All cells short while the rows below are long.
fn row_stands_out(table: &TableDraft, row: u32) -> bool {
    let cells = row_cells(table, row);
    if cells.len() < 2 || !all_short(table, row, 7) {
        return false;
    }
    let rest: Vec<usize> = table
        .cells
        .iter()
        .filter(|c| c.row > row && c.col > 0 && !c.paragraphs.is_empty())
        .map(CellDraft::word_count)
        .collect();
    let mean = rest.iter().sum::<usize>() as f32 / rest.len().max(1) as f32;
    let own = cells.iter().map(|c| c.word_count()).sum::<usize>() as f32 / cells.len() as f32;
    !rest.is_empty() && (mean > 9.0 && own * 2.0 < mean || marks_below(table, row))
}

/// Below stand mostly ticks and numbers.
fn marks_below(table: &TableDraft, row: u32) -> bool {
    let rest: Vec<&CellDraft> =
        table.cells.iter().filter(|c| c.row > row && c.col > 0 && !c.paragraphs.is_empty()).collect();
    let marks = rest.iter().filter(|c| c.raw_text().chars().count() <= 3).count();
    !rest.is_empty() && marks * 10 >= rest.len() * 6 && table.rows > row + 2
}

fn all_short(table: &TableDraft, row: u32, words: usize) -> bool {
    row_cells(table, row).iter().all(|c| c.word_count() <= words)
}

/// Header columns: short labels at the left of longer cells. At most two.
fn header_cols(table: &TableDraft, body: &Body) -> u32 {
    if table.cols < 2 || marks_only(table) {
        return 0;
    }
    let mut cols = 0;
    while cols < 2 && cols + 1 < table.cols && col_is_header(table, cols, body) {
        cols += 1;
    }
    cols
}

/// Every column but the first holds only ticks and numbers: the first states the needs.
fn marks_only(table: &TableDraft) -> bool {
    let rest: Vec<&CellDraft> = body_cells(table).filter(|c| c.col > 0).collect();
    !rest.is_empty()
        && rest.iter().filter(|c| c.raw_text().chars().count() <= 4).count() * 10 >= rest.len() * 8
}

fn body_cells(table: &TableDraft) -> impl Iterator<Item = &CellDraft> {
    table
        .cells
        .iter()
        .filter(|c| c.row >= table.header_rows && !c.paragraphs.is_empty() && c.col_span < table.cols.max(2))
}

fn col_is_header(table: &TableDraft, col: u32, body: &Body) -> bool {
    let own: Vec<&CellDraft> = body_cells(table).filter(|c| c.col == col).collect();
    let rest: Vec<&CellDraft> = body_cells(table).filter(|c| c.col > col).collect();
    if own.is_empty() || rest.is_empty() {
        return false;
    }
    let bulleted =
        own.iter().flat_map(|c| &c.paragraphs).filter(|p| p.marker.as_deref().is_some_and(is_bullet)).count();
    let mean = |cells: &[&CellDraft]| {
        cells.iter().map(|c| c.word_count()).sum::<usize>() as f32 / cells.len() as f32
    };
    if bulleted > 0 || mean(&own) > LABEL_WORDS {
        let turned = own.iter().all(|c| c.paragraphs.iter().all(|p| p.rotation() != 0));
        return turned;
    }
    let share = |test: &dyn Fn(&CellDraft) -> bool, cells: &[&CellDraft]| {
        cells.iter().filter(|c| test(c)).count() as f32 / cells.len() as f32
    };
    let bold = share(&|c| c.bold(), &own) > 0.7 && share(&|c| c.bold(), &rest) < 0.4;
    let filled = share(&|c| c.fill.is_some(), &own) > 0.7 && share(&|c| c.fill.is_some(), &rest) < 0.4;
    let large = share(&|c| c.paragraphs.iter().all(|p| p.size() > body.size * 1.1), &own) > 0.7;
    let turned = share(&|c| c.paragraphs.iter().all(|p| p.rotation() != 0), &own) > 0.7;
    // A single short text below a head on a ground of its own, as the others have, is no label.
    let headed = |c: &CellDraft| c.row < table.header_rows && c.col == col && c.fill.is_some();
    let single = own.len() == 1 && table.cells.iter().any(|c| headed(c) && c.word_count() > 0);
    bold || filled || large || turned || !single && mean(&own) * 2.0 < mean(&rest)
}

/// A row that is one wide cell is a title of the rows below it.
fn mark_banners(table: &mut TableDraft, body: &Body) {
    let (header_rows, cols) = (table.header_rows, table.cols);
    if cols < 2 {
        return;
    }
    let banners: Vec<u32> = (header_rows..table.rows)
        .filter(|r| {
            let cells = row_cells(table, *r);
            matches!(cells.as_slice(), [c] if c.col_span == cols && c.word_count() <= 14 && is_title(c, body))
        })
        .collect();
    for cell in table.cells.iter_mut().filter(|c| banners.contains(&c.row)) {
        cell.header = true;
    }
}

/// Whether the only head of a table is a banner like those of an earlier table: the earlier
/// table goes on with its next group of rows, and prints the heads of its columns no more.
pub fn opens_with_banner(table: &TableDraft, earlier: &TableDraft) -> bool {
    let spans = |c: &CellDraft, t: &TableDraft| c.header && t.cols > 1 && c.col_span == t.cols;
    let alone = matches!(row_cells(table, 0).as_slice(), [c] if spans(c, table));
    table.header_rows == 1
        && alone
        && earlier.header_rows > 0
        && earlier.cells.iter().any(|c| spans(c, earlier))
}

/// A single line without a bullet, set apart by its looks or too short for a statement.
fn is_title(cell: &CellDraft, body: &Body) -> bool {
    let styled =
        cell.bold() || cell.fill.is_some() || cell.paragraphs.iter().all(|p| p.size() > body.size * 1.1);
    let bulleted = cell.paragraphs.iter().any(|p| p.marker.as_deref().is_some_and(is_bullet));
    let short = cell.word_count() <= 8 && !cell.raw_text().ends_with(['.', ';', ',']);
    !bulleted && (styled || short)
}
