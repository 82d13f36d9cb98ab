//! Everything in a reading that could be the title of a level: headings, header cells,
//! banner rows, captions, run-in titles. Furniture is left out: a running header or a menu
//! never opens a level.

use crate::fold::words;
use crate::{label, names};
use thresholds_model::block::{Block, BlockId, BlockKind, Table, TableCell};
use thresholds_model::page::Colour;
use thresholds_model::reading::Reading;

/// Where a title stands, with what its siblings have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// Header cell of a column, in this row of a table.
    Column(BlockId, u32),
    /// Header cell of a row of a table.
    Row(BlockId),
    /// A row of a table that holds nothing but this title.
    Banner(BlockId),
    /// Caption of a table.
    Caption,
    /// Heading of this depth.
    Heading(u8),
    /// Run-in title of a paragraph, or a bullet that is a title for the bullets under it.
    Lead,
    /// Label at the start of a line: `Level 2: ...`.
    Prefix,
    /// Value in a column of level numbers.
    Value(BlockId),
}

impl Place {
    /// How much a title in this place says about the ladder.
    pub(crate) fn weight(self) -> u32 {
        match self {
            Place::Column(..) | Place::Row(_) | Place::Banner(_) => 5,
            Place::Heading(_) => 4,
            Place::Caption | Place::Value(_) => 3,
            Place::Lead => 2,
            Place::Prefix => 1,
        }
    }

    /// Whether the title governs text around it and isn't only the start of a line.
    pub(crate) fn structural(self) -> bool {
        self.weight() > 2
    }

    /// Titles that are siblings have the same set: one table's headers, headings of one depth.
    pub(crate) fn set(self) -> Place {
        match self {
            Place::Column(block, _) => Place::Column(block, 0),
            other => other,
        }
    }
}

/// A possible title of a level.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Title {
    pub text: String,
    pub page: u32,
    pub block: BlockId,
    pub place: Place,
    pub fill: Option<Colour>,
}

/// Longest text of a header cell, in words, that is a title as a whole.
const WHOLE_TITLE: usize = 14;

/// All titles in reading order.
pub(crate) fn titles(reading: &Reading) -> Vec<Title> {
    let body: Vec<&Block> = reading.blocks.iter().filter(|b| b.furniture.is_none()).collect();
    let mut found = Vec::new();
    let mut skip = false;
    for (i, block) in body.iter().enumerate() {
        if std::mem::take(&mut skip) {
            continue;
        }
        let title = |text: &str, place| Title {
            text: text.to_string(),
            page: block.page,
            block: block.id,
            place,
            fill: block.fill,
        };
        match &block.kind {
            BlockKind::Heading { level, text } => {
                let joined = body.get(i + 1).and_then(|next| second_line(block, next));
                skip = joined.is_some();
                found.push(title(joined.as_deref().unwrap_or(text), Place::Heading(*level)));
            }
            BlockKind::Paragraph { text, lead } => {
                if let Some(lead) = lead {
                    found.push(title(lead, Place::Lead));
                } else if words(text) <= WHOLE_TITLE && label::parse(text).is_some() {
                    found.push(title(text, Place::Lead));
                } else if label::prefix(text).is_some() {
                    found.push(title(text, Place::Prefix));
                }
            }
            BlockKind::ListItem { text, .. } => {
                if label::prefix(text).is_some() {
                    found.push(title(text, Place::Prefix));
                } else if words(text) <= WHOLE_TITLE && label::parse(text).is_some() {
                    found.push(title(text, Place::Lead));
                }
            }
            BlockKind::Table(table) => table_titles(block, table, &mut found),
        }
    }
    found
}

/// The text of a title in two lines that was read as two headings: `Level 3`, then `Targeted`.
pub(crate) fn second_line(first: &Block, second: &Block) -> Option<String> {
    let (BlockKind::Heading { text, .. }, BlockKind::Heading { text: next, .. }) =
        (&first.kind, &second.kind)
    else {
        return None;
    };
    let bare =
        label::parse(text).is_some_and(|l| l.name.is_none() && l.numbers.len() == 1 && words(text) <= 3);
    let close = first.page == second.page
        && second.bbox.y0 - first.bbox.y1 < first.bbox.height().max(4.0)
        && first.fill == second.fill;
    (bare && close && names::known(next).is_some()).then(|| format!("{text} {next}"))
}

fn table_titles(block: &Block, table: &Table, found: &mut Vec<Title>) {
    let push = |cell: &TableCell, text: String, place, found: &mut Vec<Title>| {
        found.push(Title { text, page: cell.page, block: block.id, place, fill: cell.fill });
    };
    if let Some(caption) = &table.caption {
        found.push(Title {
            text: caption.clone(),
            page: block.page,
            block: block.id,
            place: Place::Caption,
            fill: block.fill,
        });
    }
    let row_columns = row_columns(table);
    for cell in &table.cells {
        let Some(text) = title_of(cell) else { continue };
        let place = if is_banner(table, cell) {
            Place::Banner(block.id)
        } else if in_header_row(table, cell)
            && !(cell.col < table.header_cols.max(1) && headed_by_rows(table))
        {
            Place::Column(block.id, cell.row)
        } else if row_columns.contains(&cell.col) {
            Place::Row(block.id)
        } else {
            for item in &cell.items {
                if item.bold && label::parse(&item.text).is_some() {
                    push(cell, item.text.clone(), Place::Lead, found);
                } else if label::prefix(&item.text).is_some() {
                    push(cell, item.text.clone(), Place::Prefix, found);
                }
            }
            continue;
        };
        let text = row_title(table, cell, &text).filter(|_| matches!(place, Place::Row(_))).unwrap_or(text);
        push(cell, text, place, found);
    }
    for column in value_columns(table) {
        for cell in table.cells.iter().filter(|c| c.col == column && !in_header_row(table, c)) {
            if label::value(&cell.text()).is_some() {
                push(cell, cell.text(), Place::Value(block.id), found);
            }
        }
    }
}

/// Whether a table without header rows has titles of levels down its first column.
fn headed_by_rows(table: &Table) -> bool {
    let reads = |c: &&TableCell| {
        c.col == 0
            && title_of(c).is_some_and(|t| label::parse(&t).is_some() || names::leading_rank(&t).is_some())
    };
    table.header_rows == 0 && table.cells.iter().filter(reads).count() >= 2
}

/// Number and name of a row that stand in two cells beside one another: `TIER 1 | Universal`.
fn row_title(table: &Table, cell: &TableCell, text: &str) -> Option<String> {
    let number = label::parse(text).filter(|l| l.name.is_none() && l.numbers.len() == 1)?;
    let beside = table.cell_at(cell.row, cell.col + cell.col_span)?.text();
    names::known(&beside).map(|_| format!("{} {beside}", number.text))
}

/// The title that a header cell holds: all of it when it is short, else its first line.
pub(crate) fn title_of(cell: &TableCell) -> Option<String> {
    let whole = cell.text();
    if whole.trim().is_empty() {
        return None;
    }
    if words(&whole) <= WHOLE_TITLE {
        return Some(whole);
    }
    cell.items.first().map(|i| i.text.clone())
}

/// Whether a cell is a header of its column: marked so, or in the first row of a table
/// that has no marked header.
pub(crate) fn in_header_row(table: &Table, cell: &TableCell) -> bool {
    cell.row < table.header_rows.max(1)
}

/// Whether a cell is the only one with text in its row and wide enough to head the table.
pub(crate) fn is_banner(table: &Table, cell: &TableCell) -> bool {
    let alone = table
        .cells
        .iter()
        .filter(|c| c.row == cell.row && (c.col, c.row) != (cell.col, cell.row))
        .all(|c| c.items.is_empty() || c.text().trim().is_empty());
    alone && (cell.col_span >= table.cols || cell.header || (cell.col == 0 && cell.col_span > 1))
}

/// Columns that hold titles of rows: the header columns (the first where none is marked),
/// and one of the next two that holds hardly anything but numbered levels.
pub(crate) fn row_columns(table: &Table) -> Vec<u32> {
    let marked = table.header_cols.max(1);
    let levels = |col: &u32| {
        let body: Vec<String> = table
            .cells
            .iter()
            .filter(|c| c.col == *col && !in_header_row(table, c))
            .map(TableCell::text)
            .filter(|t| !t.trim().is_empty())
            .collect();
        let titles = body.iter().filter(|t| words(t) <= 8 && label::parse(t).is_some()).count();
        titles >= 2 && titles * 3 >= body.len() * 2
    };
    (0..table.cols).filter(|col| *col < marked || (*col < 3 && levels(col))).collect()
}

/// Columns whose header says that they hold level numbers.
pub(crate) fn value_columns(table: &Table) -> Vec<u32> {
    (0..table.cols)
        .filter(|col| {
            (0..table.header_rows.max(1)).any(|row| {
                table.cell_at(row, *col).is_some_and(|c| label::heads_numbers(&c.text()).is_some())
            })
        })
        .filter(|col| {
            let body: Vec<String> = table
                .cells
                .iter()
                .filter(|c| c.col == *col && !in_header_row(table, c))
                .map(TableCell::text)
                .filter(|t| !t.trim().is_empty())
                .collect();
            let values = body.iter().filter(|t| label::value(t).is_some()).count();
            values * 2 > body.len()
        })
        .collect()
}
