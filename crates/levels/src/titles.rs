//! Everything in a reading that could be the title of a level: headings, header cells,
//! banner rows, captions, run-in titles. Furniture is left out: a running header or a menu
//! never opens a level.

use crate::cells::{Cells, WHOLE_TITLE};
use crate::fold::words;
use crate::label::{self, Label};
use crate::memo::Memo;
use crate::names::{self, Kind};
use crate::reference;
use std::rc::Rc;
use thresholds_model::block::{Block, BlockId, BlockKind, TableCell};
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
    /// Level in a line that introduces a list (`Children at Level 2 may:`), or in brackets at
    /// the end of one that is no title (`Persistent absence (L3)`).
    Line,
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
            Place::Prefix | Place::Line => 1,
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
    /// Heads a column that only names topics.
    pub corner: bool,
    pub fill: Option<Colour>,
    pub read: Rc<Spelling>,
}

/// What the words of a title say.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Spelling {
    /// Read as a label with a number.
    pub label: Option<Label>,
    /// The form in which names are compared.
    pub key: String,
    /// The name or colour at its start.
    pub leading: Option<Leading>,
    /// Rank of the whole as a name.
    pub known: Option<u8>,
}

/// A name or a colour at the start of a title.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Leading {
    pub name: String,
    pub key: String,
    pub rank: Option<(Kind, u8)>,
}

impl Spelling {
    /// The key by which the title is counted as a name: that of the name at its start, else
    /// of the whole.
    pub(crate) fn own_key(&self) -> &str {
        self.leading.as_ref().map_or(&self.key, |l| &l.key)
    }

    fn new(text: &str) -> Rc<Self> {
        let leading = names::leading(text).map(|name| Leading {
            key: names::key(&name),
            rank: names::kind_of(&name),
            name,
        });
        Rc::new(Self { label: label::parse(text), key: names::key(text), leading, known: names::known(text) })
    }
}

/// All titles in reading order.
pub(crate) fn titles(reading: &Reading) -> Vec<Title> {
    let body: Vec<&Block> = reading.blocks.iter().filter(|b| b.furniture.is_none()).collect();
    let spellings: Memo<Rc<Spelling>> = Memo::default();
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
            corner: false,
            fill: block.fill,
            read: spellings.of(text, Spelling::new),
        };
        let second = |i: usize| body.get(i + 1).and_then(|next| second_line(block, next));
        let named =
            |text: &str| label::parse(text).and_then(|l| l.name).is_some_and(|n| names::known(&n).is_some());
        let labelled = |text: &str| words(text) <= WHOLE_TITLE && label::parse(text).is_some();
        match &block.kind {
            BlockKind::Paragraph { .. } if second(i).is_some() => {
                skip = true;
                if let Some((joined, level)) = second(i) {
                    found.push(title(&joined, Place::Heading(level)));
                }
            }
            BlockKind::Heading { level, text } => {
                let joined = second(i).map(|(joined, _)| joined);
                skip = joined.is_some();
                found.push(title(joined.as_deref().unwrap_or(text), Place::Heading(*level)));
            }
            BlockKind::Paragraph { text, lead } => {
                if let Some(lead) = lead {
                    found.push(title(lead, Place::Lead));
                } else if labelled(text) {
                    found.push(title(text, Place::Lead));
                } else if label::prefix(text).is_some() {
                    found.push(title(text, Place::Prefix));
                } else if label::stem(text).is_some() {
                    found.push(title(text, Place::Line));
                }
            }
            BlockKind::ListItem { text, .. } => {
                if label::prefix(text).is_some() {
                    found.push(title(text, Place::Prefix));
                } else if label::suffix(text).is_some() && !named(text) {
                    found.push(title(text, Place::Line));
                } else if labelled(text) {
                    found.push(title(text, Place::Lead));
                }
            }
            BlockKind::Table(table) => {
                if let Some(caption) = &table.caption {
                    found.push(title(caption, Place::Caption));
                }
                let in_cell = |cell: &TableCell, text: &str, place| Title {
                    page: cell.page,
                    fill: cell.fill,
                    ..title(text, place)
                };
                table_titles(block.id, &Cells::new(table), &in_cell, &mut found);
            }
        }
    }
    found
}

/// The text and the depth of a title in two lines that was read as two blocks: `Level 3`
/// (as a heading, or as a paragraph where it recurs at the top of its pages), then the
/// heading `Targeted`.
pub(crate) fn second_line(first: &Block, second: &Block) -> Option<(String, u8)> {
    let (
        BlockKind::Heading { text, .. } | BlockKind::Paragraph { text, lead: None },
        BlockKind::Heading { text: next, level },
    ) = (&first.kind, &second.kind)
    else {
        return None;
    };
    let bare =
        label::parse(text).is_some_and(|l| l.name.is_none() && l.numbers.len() == 1 && words(text) <= 3);
    let close = first.page == second.page
        && second.bbox.y0 - first.bbox.y1 < first.bbox.height().max(4.0)
        && first.fill == second.fill;
    (bare && close && names::known(next).is_some()).then(|| (format!("{text} {next}"), *level))
}

fn table_titles(
    block: BlockId,
    cells: &Cells,
    title: &dyn Fn(&TableCell, &str, Place) -> Title,
    found: &mut Vec<Title>,
) {
    let row_columns = row_columns(cells);
    let by_rows = headed_by_rows(cells);
    for known in cells.iter() {
        let (Some(text), cell) = (known.title(), known.cell) else { continue };
        let header_col = cell.col < cells.table.header_cols.max(1);
        if known.banner {
            found.push(title(cell, text, Place::Banner(block)));
        } else if heads_levels(cells, cell) {
            continue;
        } else if cells.in_header_row(cell) && !(header_col && by_rows) {
            let corner = cell.col == 0 && cells.topics_first();
            found.push(Title { corner, ..title(cell, text, Place::Column(block, cell.row)) });
        } else if row_columns.contains(&cell.col) {
            let joined = row_title(cells, cell, text);
            found.push(title(cell, joined.as_deref().unwrap_or(text), Place::Row(block)));
        } else {
            for item in &cell.items {
                if item.bold && label::parse(&item.text).is_some() {
                    found.push(title(cell, &item.text, Place::Lead));
                } else if label::prefix(&item.text).is_some() {
                    found.push(title(cell, &item.text, Place::Prefix));
                }
            }
        }
    }
    for column in value_columns(cells) {
        for known in cells.iter().filter(|c| c.cell.col == column && !cells.in_header_row(c.cell)) {
            if reference::value(&known.text).is_some() {
                found.push(title(known.cell, &known.text, Place::Value(block)));
            }
        }
    }
}

/// Whether a head without a number spans heads that each name a level: it names a group.
fn heads_levels(cells: &Cells, cell: &TableCell) -> bool {
    let below = cell.row + cell.row_span;
    let names = |col: u32| {
        cells.at(below, col).filter(|c| c.cell.col_span < cell.col_span).and_then(|c| {
            let title = c.title()?;
            names::known(title).is_some().then_some(c.cell.col)
        })
    };
    let numbered = |text: &str| label::parse(text).is_some_and(|l| !l.numbers.is_empty());
    below < cells.table.header_rows
        && cell.col_span > 1
        && !cells.at(cell.row, cell.col).and_then(|c| c.title()).is_some_and(numbered)
        && (cell.col..cell.col + cell.col_span).all(|col| names(col).is_some())
}

/// Whether a table without header rows has titles of levels down its first column.
fn headed_by_rows(cells: &Cells) -> bool {
    let reads = |title: &str| label::parse(title).is_some() || names::leading_rank(title).is_some();
    cells.table.header_rows == 0
        && cells.iter().filter(|c| c.cell.col == 0 && c.title().is_some_and(reads)).count() >= 2
}

/// Number and name of a row that stand in two cells beside one another: `TIER 1 | Universal`.
fn row_title(cells: &Cells, cell: &TableCell, text: &str) -> Option<String> {
    let number = label::parse(text).filter(|l| l.name.is_none() && l.numbers.len() == 1)?;
    let beside = &cells.at(cell.row, cell.col + cell.col_span)?.text;
    names::known(beside).map(|_| format!("{} {beside}", number.text))
}

/// Columns that hold titles of rows: the header columns (the first where none is marked),
/// and one of the next two that holds hardly anything but numbered levels.
pub(crate) fn row_columns(cells: &Cells) -> Vec<u32> {
    let marked = cells.table.header_cols.max(1);
    let levels = |col: &u32| {
        let titles = body_texts(cells, *col).filter(|t| words(t) <= 8 && label::parse(t).is_some()).count();
        titles >= 2 && titles * 3 >= body_texts(cells, *col).count() * 2
    };
    (0..cells.table.cols).filter(|col| *col < marked || (*col < 3 && levels(col))).collect()
}

fn body_texts<'c>(cells: &'c Cells, col: u32) -> impl Iterator<Item = &'c str> {
    cells
        .iter()
        .filter(move |c| c.cell.col == col && !cells.in_header_row(c.cell) && !c.is_blank())
        .map(|c| c.text.as_str())
}

/// Columns whose header says that they hold level numbers.
pub(crate) fn value_columns(cells: &Cells) -> Vec<u32> {
    (0..cells.table.cols)
        .filter(|col| {
            (0..cells.table.header_rows.max(1))
                .any(|row| cells.at(row, *col).is_some_and(|c| reference::heads_numbers(&c.text).is_some()))
        })
        .filter(|col| {
            let values = body_texts(cells, *col).filter(|t| reference::value(t).is_some()).count();
            values * 2 > body_texts(cells, *col).count()
        })
        .collect()
}
