//! What is drawn over a page: boxes with labels.

use thresholds_layout::sketch;
use thresholds_model::block::{Block, BlockKind, Furniture, Table, TableCell, TableSource};
use thresholds_model::geometry::BBox;
use thresholds_model::level::{LevelOutcome, Role, Standing};
use thresholds_model::page::{Colour, PageContent};
use thresholds_model::reading::Reading;

/// A document as understood.
pub struct Understood<'a> {
    pub reading: &'a Reading,
    /// Role and level of each passage.
    pub standings: &'a [Standing],
}

/// A box over the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    pub bbox: BBox,
    pub colour: Colour,
    /// Width of its outline, points.
    pub pen: f32,
    /// Filled with a pale shade of its colour.
    pub filled: bool,
    pub label: String,
    pub place: Place,
}

/// Where a label stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Above the left upper corner.
    Above,
    /// In the left upper corner.
    Inside,
    /// After the right lower corner.
    After,
}

const fn rgb(r: u8, g: u8, b: u8) -> Colour {
    Colour { r, g, b }
}

const WORD: Colour = rgb(190, 190, 200);
const LINE: Colour = rgb(120, 170, 190);
const TEXT: Colour = rgb(110, 110, 110);
const HEADING: Colour = rgb(0, 90, 220);
const CELL: Colour = rgb(0, 140, 60);
const HEADER: Colour = rgb(0, 110, 200);
const FURNITURE: Colour = rgb(220, 0, 0);
const NO_LEVEL: Colour = rgb(150, 150, 150);
/// Levels from the lowest need to the highest.
const LEVELS: [Colour; 6] = [
    rgb(40, 150, 60),
    rgb(170, 150, 0),
    rgb(230, 120, 0),
    rgb(210, 30, 40),
    rgb(140, 20, 120),
    rgb(60, 10, 90),
];

/// All marks of a page, the lowest first.
pub fn marks(page: &PageContent, understood: &Understood<'_>) -> Vec<Mark> {
    let words = sketch(page);
    let mut out: Vec<Mark> = words.words.iter().map(|b| outline(*b, WORD, 0.3)).collect();
    out.extend(words.lines.iter().map(|b| outline(*b, LINE, 0.4)));
    for block in &understood.reading.blocks {
        block_marks(block, page.number, &mut out);
    }
    for (passage, standing) in understood.reading.passages.iter().zip(understood.standings) {
        let (colour, label) = level(standing);
        for part in passage.boxes().filter(|b| b.page == page.number) {
            let mark = outline(part.bbox, colour, 0.8);
            out.push(Mark {
                label: label.clone(),
                place: Place::After,
                filled: label.starts_with('L'),
                ..mark
            });
        }
    }
    out
}

fn outline(bbox: BBox, colour: Colour, pen: f32) -> Mark {
    Mark { bbox, colour, pen, filled: false, label: String::new(), place: Place::Above }
}

fn labelled(bbox: BBox, colour: Colour, label: String) -> Mark {
    Mark { label, ..outline(bbox, colour, 0.9) }
}

fn block_marks(block: &Block, page: u32, out: &mut Vec<Mark>) {
    if let Some(kind) = block.furniture {
        if block.page == page {
            out.push(labelled(block.bbox, FURNITURE, furniture_name(kind).to_owned()));
        }
        return;
    }
    match &block.kind {
        BlockKind::Table(table) => table_marks(block, table, page, out),
        _ if block.page != page => {}
        BlockKind::Heading { level, .. } => out.push(labelled(block.bbox, HEADING, format!("h{level}"))),
        BlockKind::Paragraph { .. } => out.push(outline(block.bbox, TEXT, 0.5)),
        BlockKind::ListItem { depth, .. } => {
            out.push(Mark { pen: 0.5, ..labelled(block.bbox, TEXT, format!("item {depth}")) });
        }
    }
}

fn table_marks(block: &Block, table: &Table, page: u32, out: &mut Vec<Mark>) {
    if block.page == page {
        let source = match table.source {
            TableSource::Ruled => "ruled",
            TableSource::Aligned => "aligned",
            TableSource::Tagged => "tagged",
        };
        let size = format!("table {}, {} rows, {} columns", source, table.rows, table.cols);
        let above = BBox::new(block.bbox.x0, block.bbox.y0 - 7.0, block.bbox.x1, block.bbox.y0 - 7.0);
        out.push(Mark { pen: 0.0, ..labelled(above, CELL, size) });
    }
    for cell in &table.cells {
        let colour = if cell.header { HEADER } else { CELL };
        if cell.page == page {
            let mark = labelled(cell.bbox, colour, cell_name(cell));
            out.push(Mark { filled: cell.header, place: Place::Inside, ..mark });
            continue;
        }
        // The part of a cell that stands on a later page.
        let later = cell.items.iter().filter(|i| i.page == page).map(|i| &i.bbox);
        if let Some(bbox) = BBox::hull(later) {
            out.push(labelled(bbox, colour, format!("{} continued", cell_name(cell))));
        }
    }
}

/// Row and column from 0, and what the cell spans.
fn cell_name(cell: &TableCell) -> String {
    match (cell.row_span, cell.col_span) {
        (1, 1) => format!("{},{}", cell.row, cell.col),
        (rows, cols) => format!("{},{} spans {rows}x{cols}", cell.row, cell.col),
    }
}

fn furniture_name(kind: Furniture) -> &'static str {
    match kind {
        Furniture::Header => "header",
        Furniture::Footer => "footer",
        Furniture::PageNumber => "page number",
        Furniture::Contents => "contents",
        Furniture::Repeated => "repeated",
        Furniture::Watermark => "watermark",
    }
}

/// Colour and label of a passage: its levels, and its role where that is not needs.
fn level(standing: &Standing) -> (Colour, String) {
    let role = match standing.role {
        Role::Needs => String::new(),
        role => format!(" {role:?}").to_lowercase(),
    };
    match &standing.level {
        LevelOutcome::Attributed(found) => {
            let names: Vec<String> = found.ordinals.iter().map(u8::to_string).collect();
            let index = found.ordinals.first().map_or(0, |o| usize::from(o.saturating_sub(1)));
            (LEVELS[index.min(LEVELS.len() - 1)], format!("L{}{role}", names.join("+")))
        }
        LevelOutcome::Abstained { .. } if role.is_empty() => (NO_LEVEL, "no level".to_owned()),
        LevelOutcome::Abstained { .. } => (NO_LEVEL, role),
    }
}

impl Mark {
    /// Where its label begins: left end of the baseline.
    pub fn label_at(&self) -> (f32, f32) {
        match self.place {
            Place::Above => (self.bbox.x0 + 1.0, self.bbox.y0 - 1.0),
            Place::Inside => (self.bbox.x0 + 1.5, self.bbox.y0 + 5.0),
            Place::After => (self.bbox.x1 + 1.5, self.bbox.y1 - 1.5),
        }
    }
}
