//! What a person sees on the pages: headings, paragraphs, list items, tables, boxes.

use crate::geometry::BBox;
use crate::page::Colour;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Index of a block in [`crate::reading::Reading::blocks`].
pub type BlockId = u32;

/// One block in reading order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Block {
    /// Its index.
    pub id: BlockId,
    /// First page, from 1.
    pub page: u32,
    /// Last page: later than `page` for a table or a paragraph that continues.
    pub page_end: u32,
    /// Extent on the first page.
    pub bbox: BBox,
    /// What it is.
    pub kind: BlockKind,
    /// Repeated page furniture (running headers and footers, page numbers, menus) and
    /// contents pages: kept, marked, and never evidence.
    pub furniture: Option<Furniture>,
    /// Ids of the headings that govern it, outermost first.
    pub heading_path: Vec<BlockId>,
    /// Colour of the box or band that it stands on, when it is not white.
    pub fill: Option<Colour>,
    /// Writing direction in degrees, clockwise; 0 for ordinary text.
    pub rotation: u16,
}

/// The kinds of block.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum BlockKind {
    /// A heading; `level` 1 is the outermost.
    Heading {
        /// Depth from 1.
        level: u8,
        /// Text on one line.
        text: String,
    },
    /// Running text.
    Paragraph {
        /// Text with line ends resolved.
        text: String,
        /// A run-in title ("Health:") that is set in bold at the start of the paragraph, without its colon.
        lead: Option<String>,
    },
    /// One item of a list.
    ListItem {
        /// Nesting depth from 0.
        depth: u8,
        /// The bullet or number as printed.
        marker: String,
        /// Text without the bullet.
        text: String,
    },
    /// A table.
    Table(Table),
}

/// Why a block is not part of the text proper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Furniture {
    /// Running header.
    Header,
    /// Running footer.
    Footer,
    /// Page number on its own.
    PageNumber,
    /// A line of a contents page.
    Contents,
    /// A menu or other text that is repeated on many pages.
    Repeated,
    /// Watermark or background text.
    Watermark,
}

/// A table: a grid of rows and columns, with cells that may span several of each.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Table {
    /// Number of grid rows.
    pub rows: u32,
    /// Number of grid columns.
    pub cols: u32,
    /// Cells by row, then column. Grid places without a cell are empty.
    pub cells: Vec<TableCell>,
    /// How the grid was found.
    pub source: TableSource,
    /// Rows at the top that are headers (0 when there is none).
    pub header_rows: u32,
    /// Columns at the left that are headers of their rows (0 when there is none).
    pub header_cols: u32,
    /// Title printed above or as a full-width first row.
    pub caption: Option<String>,
}

/// Evidence from which a table's grid was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TableSource {
    /// Rules and filled rectangles.
    Ruled,
    /// Gutters and alignment of text.
    Aligned,
    /// The structure tree of a tagged PDF.
    Tagged,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TableCell {
    /// First row, from 0.
    pub row: u32,
    /// First column, from 0.
    pub col: u32,
    /// Rows covered, at least 1.
    pub row_span: u32,
    /// Columns covered, at least 1.
    pub col_span: u32,
    /// Header cell (of its column or row).
    pub header: bool,
    /// Page of its first line, from 1.
    pub page: u32,
    /// Page of its last line.
    pub page_end: u32,
    /// Extent on the first page.
    pub bbox: BBox,
    /// Shading, when not white.
    pub fill: Option<Colour>,
    /// Writing direction in degrees; 0 for ordinary text.
    pub rotation: u16,
    /// Paragraphs and bullets, in order.
    pub items: Vec<CellItem>,
}

impl TableCell {
    /// All text on one line.
    pub fn text(&self) -> String {
        let parts: Vec<&str> = self.items.iter().map(|i| i.text.as_str()).collect();
        parts.join(" ")
    }

    /// Whether the grid place (row, col) lies in this cell.
    pub fn covers(&self, row: u32, col: u32) -> bool {
        (self.row..self.row + self.row_span).contains(&row)
            && (self.col..self.col + self.col_span).contains(&col)
    }
}

/// A paragraph or a bullet inside a cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CellItem {
    /// Page, from 1.
    pub page: u32,
    /// Last page.
    pub page_end: u32,
    /// Extent on its first page.
    pub bbox: BBox,
    /// The bullet as printed, if there is one.
    pub marker: Option<String>,
    /// Nesting depth from 0.
    pub depth: u8,
    /// Set in bold throughout: a title inside the cell.
    pub bold: bool,
    /// Text without the bullet.
    pub text: String,
}

impl Table {
    /// The cell at a grid place, spans included.
    pub fn cell_at(&self, row: u32, col: u32) -> Option<&TableCell> {
        self.cells.iter().find(|c| c.covers(row, col))
    }
}
