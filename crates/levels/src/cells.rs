//! A table with its cells by place, and what each holds: its text, the title in it, and
//! whether it heads the rows below.

use crate::fold::words;
use thresholds_model::block::{Table, TableCell};

/// Longest text of a header cell, in words, that is a title as a whole.
pub(crate) const WHOLE_TITLE: usize = 14;

/// Longest name of a topic in the first column of a table, in words.
const LONGEST_TOPIC: usize = 8;

/// Edges closer than this, in points, are the same edge.
const SAME_EDGE: f32 = 8.0;

/// One table, indexed.
pub(crate) struct Cells<'t> {
    pub table: &'t Table,
    all: Vec<Cell<'t>>,
    /// Index of the cell at each place, row by row.
    places: Vec<Option<usize>>,
    /// Indices of the cells that begin in each row.
    rows: Vec<Vec<usize>>,
}

/// One cell with its text.
pub(crate) struct Cell<'t> {
    pub cell: &'t TableCell,
    pub text: String,
    /// The only one with text in its row, and wide enough to head the table.
    pub banner: bool,
}

impl<'t> Cells<'t> {
    pub(crate) fn new(table: &'t Table) -> Self {
        let (rows, cols) = (table.rows as usize, table.cols as usize);
        let mut places = vec![None; rows * cols];
        let mut by_row = vec![Vec::new(); rows];
        let mut all: Vec<Cell> = Vec::with_capacity(table.cells.len());
        for (index, cell) in table.cells.iter().enumerate() {
            for row in cell.row..(cell.row + cell.row_span).min(table.rows) {
                for col in cell.col..(cell.col + cell.col_span).min(table.cols) {
                    if let Some(place) = places.get_mut(row as usize * cols + col as usize) {
                        place.get_or_insert(index);
                    }
                }
            }
            if let Some(row) = by_row.get_mut(cell.row as usize) {
                row.push(index);
            }
            all.push(Cell { cell, text: cell.text(), banner: false });
        }
        let mut cells = Self { table, all, places, rows: by_row };
        cells.mark_banners();
        cells
    }

    fn mark_banners(&mut self) {
        for row in &self.rows {
            let filled: Vec<usize> =
                row.iter().copied().filter(|i| self.all.get(*i).is_some_and(|c| !c.is_blank())).collect();
            for index in row {
                let alone = filled.iter().all(|i| i == index);
                if let Some(found) = self.all.get_mut(*index).filter(|_| alone) {
                    let cell = found.cell;
                    found.banner = cell.col_span >= self.table.cols
                        || cell.header
                        || (cell.col == 0 && cell.col_span > 1);
                }
            }
        }
    }

    /// All cells in their order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Cell<'t>> {
        self.all.iter()
    }

    /// The cell at a place, spans included.
    pub(crate) fn at(&self, row: u32, col: u32) -> Option<&Cell<'t>> {
        if col >= self.table.cols {
            return None;
        }
        let index = *self.places.get(row as usize * self.table.cols as usize + col as usize)?;
        self.all.get(index?)
    }

    /// Whether the first column holds names of topics: headers, or short lines without
    /// bullets beside cells that hold more.
    pub(crate) fn topics_first(&self) -> bool {
        if self.table.header_cols > 0 {
            return true;
        }
        let lists = |c: &Cell| c.cell.items.len() > 1 || c.cell.items.iter().any(|i| i.marker.is_some());
        let mut below = self.iter().filter(|c| !self.in_header_row(c.cell) && !c.is_blank() && !c.banner);
        below.all(|c| c.cell.col > 0 || (words(&c.text) <= LONGEST_TOPIC && !lists(c)))
            && self.iter().any(|c| c.cell.col > 0 && !self.in_header_row(c.cell) && lists(c))
    }

    /// Whether both tables have as many columns, each beginning at the same place across
    /// the page.
    pub(crate) fn same_columns(&self, other: &Cells) -> bool {
        let left = |cells: &Cells, col: u32| {
            cells.iter().filter(|c| c.cell.col == col).map(|c| c.cell.bbox.x0).min_by(f32::total_cmp)
        };
        self.table.cols == other.table.cols
            && (0..self.table.cols).all(|col| {
                left(self, col).zip(left(other, col)).is_some_and(|(a, b)| (a - b).abs() <= SAME_EDGE)
            })
    }

    /// The cells that begin in a row.
    pub(crate) fn in_row(&self, row: u32) -> impl Iterator<Item = &Cell<'t>> {
        self.rows.get(row as usize).into_iter().flatten().filter_map(|i| self.all.get(*i))
    }

    /// Whether a cell is a header of its column: marked so, or in the first row of a table
    /// that has no marked header.
    pub(crate) fn in_header_row(&self, cell: &TableCell) -> bool {
        cell.row < self.table.header_rows.max(1)
    }
}

impl Cell<'_> {
    /// Whether it holds no text.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The title that it holds as a header: all of it when it is short, else its first line.
    pub(crate) fn title(&self) -> Option<&str> {
        if self.is_blank() {
            return None;
        }
        if words(&self.text) <= WHOLE_TITLE {
            return Some(&self.text);
        }
        self.cell.items.first().map(|i| i.text.as_str())
    }
}
