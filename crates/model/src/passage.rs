//! The smallest unit that places a need.

use crate::block::BlockId;
use crate::geometry::{BBox, PageBox};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A bullet, a line of a cell, a paragraph's sentence. A passage never crosses a cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Passage {
    /// Stable id: see [`crate::id::passage_id`]. Empty until the document's hash is known.
    pub id: String,
    /// Page of its first line, from 1.
    pub page: u32,
    /// Page of its last line.
    pub page_end: u32,
    /// Extent of its words on its first page, up to a break of column or page.
    pub bbox: BBox,
    /// Extent of what follows each break of column or page, in reading order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub further: Vec<PageBox>,
    /// The text as a reader sees it: ligatures as letters, line-end hyphens resolved, no bullet.
    pub text: String,
    /// What kind of unit it is.
    pub unit: Unit,
    /// The block that it is part of.
    pub block: BlockId,
    /// Grid place, when it stands in a table.
    pub cell: Option<CellRef>,
    /// Context that stands beside it.
    pub context: Context,
    /// How sure the recogniser is of its words, 0 to 100: `None` where they were not read
    /// by OCR.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<u8>,
}

impl Passage {
    /// All its boxes in reading order.
    pub fn boxes(&self) -> impl Iterator<Item = PageBox> + '_ {
        std::iter::once(PageBox { page: self.page, bbox: self.bbox }).chain(self.further.iter().copied())
    }
}

/// Kinds of passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// A bullet or numbered item.
    Bullet,
    /// A paragraph or line of a table cell.
    CellLine,
    /// A sentence of running text.
    Sentence,
    /// A heading.
    Heading,
    /// A header cell of a table.
    HeaderCell,
}

/// A grid place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CellRef {
    /// First row of the cell, from 0.
    pub row: u32,
    /// First column, from 0.
    pub col: u32,
    /// Rows covered.
    pub row_span: u32,
    /// Columns covered.
    pub col_span: u32,
}

/// What stands around a passage and helps to understand it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Context {
    /// A line that introduces the list that the passage is part of ("There are no
    /// concerns about:"), or the bullet above a nested one.
    pub stem: Option<String>,
    /// Texts of the header cells of its row, left to right.
    pub row_header: Vec<String>,
    /// Texts of the header cells of its column, top to bottom.
    pub column_header: Vec<String>,
    /// Titles above it, outermost first: headings, then box or banner titles, then bold lines in its cell.
    pub headings: Vec<String>,
    /// Run-in title of its paragraph ("Health:").
    pub lead: Option<String>,
    /// The sentence before, in the same paragraph: pronouns may refer to it.
    pub before: Option<String>,
}
