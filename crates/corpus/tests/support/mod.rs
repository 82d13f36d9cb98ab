//! Readings made by hand.

use thresholds_model::block::{Block, BlockKind, CellItem, Furniture, Table, TableCell, TableSource};
use thresholds_model::geometry::BBox;
use thresholds_model::reading::{Metadata, READER_VERSION, Reading};

/// Builds a reading block by block.
pub struct Pages {
    page: u32,
    blocks: Vec<Block>,
    heading: Option<u32>,
    metadata: Metadata,
}

impl Pages {
    pub fn new() -> Self {
        Self { page: 1, blocks: Vec::new(), heading: None, metadata: Metadata::default() }
    }

    fn block(mut self, kind: BlockKind, furniture: Option<Furniture>) -> Self {
        let id = self.blocks.len() as u32;
        let is_heading = matches!(kind, BlockKind::Heading { .. });
        let heading_path = if is_heading { Vec::new() } else { self.heading.into_iter().collect() };
        let (page, bbox) = (self.page, BBox::default());
        self.blocks.push(Block {
            id,
            page,
            page_end: page,
            bbox,
            kind,
            furniture,
            heading_path,
            fill: None,
            rotation: 0,
        });
        if is_heading {
            self.heading = Some(id);
        }
        self
    }

    pub fn heading(self, level: u8, text: &str) -> Self {
        self.block(BlockKind::Heading { level, text: text.to_owned() }, None)
    }

    pub fn text(self, text: &str) -> Self {
        self.block(BlockKind::Paragraph { text: text.to_owned(), lead: None }, None)
    }

    pub fn furniture(self, kind: Furniture, text: &str) -> Self {
        self.block(BlockKind::Paragraph { text: text.to_owned(), lead: None }, Some(kind))
    }

    pub fn table(self, rows: &[&[&str]]) -> Self {
        let mut cells = Vec::new();
        for (row, texts) in rows.iter().enumerate() {
            for (col, text) in texts.iter().enumerate() {
                cells.push(cell(row as u32, col as u32, text));
            }
        }
        let (rows, cols) = (rows.len() as u32, rows.first().map_or(0, |r| r.len()) as u32);
        let table = Table {
            rows,
            cols,
            cells,
            source: TableSource::Ruled,
            header_rows: 0,
            header_cols: 0,
            caption: None,
        };
        self.block(BlockKind::Table(table), None)
    }

    pub fn page(mut self) -> Self {
        self.page += 1;
        self
    }

    pub fn metadata(mut self, title: &str, created: &str) -> Self {
        let some = |t: &str| Some(t.to_owned()).filter(|t| !t.is_empty());
        self.metadata = Metadata { title: some(title), created: some(created), ..Metadata::default() };
        self
    }

    pub fn reading(self) -> Reading {
        Reading {
            reader_version: READER_VERSION,
            metadata: self.metadata,
            pages: Vec::new(),
            blocks: self.blocks,
            passages: Vec::new(),
            warnings: Vec::new(),
        }
    }
}

fn cell(row: u32, col: u32, text: &str) -> TableCell {
    let item = CellItem {
        page: 1,
        page_end: 1,
        bbox: BBox::default(),
        marker: None,
        depth: 0,
        bold: false,
        text: text.to_owned(),
    };
    TableCell {
        row,
        col,
        row_span: 1,
        col_span: 1,
        header: false,
        page: 1,
        page_end: 1,
        bbox: BBox::default(),
        fill: None,
        rotation: 0,
        items: vec![item],
    }
}
