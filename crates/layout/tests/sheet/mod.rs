//! Pages drawn by hand: text set glyph by glyph, rules and fills, without a PDF.

use thresholds_layout::{Layout, layout};
use thresholds_model::block::{Block, BlockKind, Table};
use thresholds_model::geometry::BBox;
use thresholds_model::page::{Colour, Fill, Font, Glyph, PageContent, Rule, Tag, TagStep};

/// Width of every glyph, in ems.
pub const ADVANCE: f32 = 0.5;
const SIZE: f32 = 10.0;

/// A page in the making.
pub struct Sheet(PageContent);

impl Sheet {
    /// An upright A4 page.
    pub fn new(number: u32) -> Self {
        let fonts = vec![
            Font { name: "Sans".into(), ..Font::default() },
            Font { name: "Sans-Bold".into(), bold: true, ..Font::default() },
        ];
        Self(PageContent { number, width: 595.0, height: 842.0, fonts, ..PageContent::default() })
    }

    /// A landscape A4 page.
    pub fn landscape(number: u32) -> Self {
        let upright = Self::new(number).0;
        Self(PageContent { width: upright.height, height: upright.width, ..upright })
    }

    /// Text of 10 points with its baseline at `y`.
    pub fn text(self, x: f32, y: f32, text: &str) -> Self {
        self.set(x, y, text, SIZE, 0, 0)
    }

    /// The same in bold.
    pub fn bold(self, x: f32, y: f32, text: &str) -> Self {
        self.set(x, y, text, SIZE, 1, 0)
    }

    /// Text of another size.
    pub fn sized(self, x: f32, y: f32, text: &str, size: f32) -> Self {
        self.set(x, y, text, size, 1, 0)
    }

    /// A small plain sign, as a footnote mark.
    pub fn small(self, x: f32, y: f32, text: &str) -> Self {
        self.set(x, y, text, 6.0, 0, 0)
    }

    /// Large pale letters.
    pub fn pale(mut self, x: f32, y: f32, text: &str, size: f32) -> Self {
        let from = self.0.glyphs.len();
        self = self.set(x, y, text, size, 1, 0);
        for glyph in &mut self.0.glyphs[from..] {
            glyph.colour = Colour { r: 225, g: 225, b: 225 };
        }
        self
    }

    /// Text that runs up at half a right angle.
    pub fn slanted(self, x: f32, y: f32, text: &str, size: f32) -> Self {
        self.set(x, y, text, size, 1, 315)
    }

    /// Lines one under the other, 13 points apart.
    pub fn lines(mut self, x: f32, y: f32, lines: &[&str]) -> Self {
        for (i, line) in lines.iter().enumerate() {
            self = self.text(x, y + 13.0 * i as f32, line);
        }
        self
    }

    /// Bold text that reads upwards, beginning at the bottom.
    pub fn upwards(self, x: f32, y: f32, text: &str) -> Self {
        self.set(x, y, text, SIZE, 1, 270)
    }

    /// Text drawn from here on is marked content of these elements of the structure tree.
    pub fn tag(mut self, path: &[TagStep]) -> Self {
        let mcid = self.0.tags.len() as u32;
        self.0.tags.push(Tag { mcid, path: path.to_vec() });
        self
    }

    /// Text drawn from here on is marked as no content.
    pub fn artifact(self) -> Self {
        self.tag(&[step("Artifact", 0)])
    }

    /// Text drawn from here on is marked content of which the tree knows nothing.
    pub fn untagged(self) -> Self {
        self.tag(&[step("", 0)])
    }

    fn set(mut self, x: f32, y: f32, text: &str, size: f32, font: u16, rotation: u16) -> Self {
        let tag = self.0.tags.last();
        let artifact = tag.is_some_and(|t| &*t.path[0].role == "Artifact");
        let known = tag.is_some_and(|t| !t.path[0].role.is_empty());
        let mcid = tag.filter(|_| !artifact && known).map(|t| t.mcid);
        for (i, c) in text.chars().enumerate().filter(|(_, c)| *c != ' ') {
            let along = i as f32 * ADVANCE * size;
            let (bbox, origin) = match rotation {
                270 => (
                    BBox::new(x - 0.8 * size, y - along - ADVANCE * size, x + 0.2 * size, y - along),
                    (x, y - along),
                ),
                _ => (
                    BBox::new(x + along, y - 0.8 * size, x + along + ADVANCE * size, y + 0.2 * size),
                    (x + along, y),
                ),
            };
            self.0.glyphs.push(Glyph {
                text: c.to_string().into(),
                bbox,
                origin,
                size,
                font,
                colour: Colour::BLACK,
                rotation,
                mcid,
                invisible: false,
                artifact,
            });
        }
        self
    }

    /// A rule from corner to corner.
    pub fn rule(mut self, x0: f32, y0: f32, x1: f32, y1: f32) -> Self {
        let horizontal = (x1 - x0).abs() > (y1 - y0).abs();
        self.0.rules.push(Rule { bbox: BBox::new(x0, y0, x1, y1), horizontal, colour: Colour::BLACK });
        self
    }

    /// Rules around and between cells.
    pub fn grid(mut self, xs: &[f32], ys: &[f32]) -> Self {
        let (left, right) = (xs[0], xs[xs.len() - 1]);
        let (top, bottom) = (ys[0], ys[ys.len() - 1]);
        for y in ys {
            self = self.rule(left, *y, right, *y);
        }
        for x in xs {
            self = self.rule(*x, top, *x, bottom);
        }
        self
    }

    /// A filled rectangle.
    pub fn fill(mut self, x0: f32, y0: f32, x1: f32, y1: f32, colour: (u8, u8, u8)) -> Self {
        let colour = Colour { r: colour.0, g: colour.1, b: colour.2 };
        self.0.fills.push(Fill { bbox: BBox::new(x0, y0, x1, y1), colour, outline_only: false });
        self
    }

    /// The page.
    pub fn page(self) -> PageContent {
        self.0
    }
}

/// An element of the structure tree.
pub fn step(role: &str, element: u32) -> TagStep {
    TagStep { role: role.into(), element, row_span: 1, col_span: 1, ..TagStep::default() }
}

/// Lays out sheets.
pub fn laid(sheets: Vec<Sheet>) -> Layout {
    layout(&sheets.into_iter().map(Sheet::page).collect::<Vec<_>>())
}

/// Blocks that are not furniture, one line each.
pub fn outline(layout: &Layout) -> Vec<String> {
    layout.blocks.iter().filter(|b| b.furniture.is_none()).map(line_of).collect()
}

fn line_of(block: &Block) -> String {
    match &block.kind {
        BlockKind::Heading { level, text } => format!("{} {text}", "#".repeat(usize::from(*level))),
        BlockKind::Paragraph { text, .. } => text.clone(),
        BlockKind::ListItem { text, depth, .. } => format!("{}* {text}", "  ".repeat(usize::from(*depth))),
        BlockKind::Table(t) => format!("table {}x{}", t.rows, t.cols),
    }
}

/// The tables of a layout.
pub fn tables(layout: &Layout) -> Vec<&Table> {
    layout
        .blocks
        .iter()
        .filter_map(|b| match &b.kind {
            BlockKind::Table(t) => Some(t),
            _ => None,
        })
        .collect()
}

/// Text of the cell at a grid place; empty when there is none.
pub fn cell(table: &Table, row: u32, col: u32) -> String {
    table.cell_at(row, col).map(thresholds_model::block::TableCell::text).unwrap_or_default()
}
