//! What a PDF engine saw on a page: glyphs, rules, fills, images.
//!
//! This is the seam between `pdf` and `layout`. It is not part of a [`Reading`]
//! (`crate::reading`): glyphs are many, and everything after `layout` works on blocks.

use crate::geometry::BBox;
use serde::{Deserialize, Serialize};

/// An opaque colour, 8 bits a channel.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
pub struct Colour {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
}

impl Colour {
    /// Black.
    pub const BLACK: Self = Self { r: 0, g: 0, b: 0 };
    /// White.
    pub const WHITE: Self = Self { r: 255, g: 255, b: 255 };

    /// Perceived lightness from 0 (black) to 255 (white), ITU-R BT.601 weights.
    pub fn luma(self) -> f32 {
        0.299 * f32::from(self.r) + 0.587 * f32::from(self.g) + 0.114 * f32::from(self.b)
    }
}

/// One painted character (or ligature).
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// The text that it stands for: usually one character; a ligature has several.
    /// Never empty: a glyph whose text is unknown has U+FFFD.
    pub text: Box<str>,
    /// Box: the advance along the baseline, ascent to descent across it. For rotated
    /// text this is the axis-parallel hull on the displayed page.
    pub bbox: BBox,
    /// The origin on the baseline, on the displayed page.
    pub origin: (f32, f32),
    /// Size of the em in points, as displayed.
    pub size: f32,
    /// Index into [`PageContent::fonts`].
    pub font: u16,
    /// Fill colour.
    pub colour: Colour,
    /// Direction of writing on the displayed page in degrees, clockwise, rounded to a
    /// whole number in 0..360: 0 is ordinary text, 270 reads from bottom to top, 90
    /// from top to bottom.
    pub rotation: u16,
    /// Marked-content id, for the structure tree of a tagged PDF.
    pub mcid: Option<u32>,
    /// Text that is not painted (render mode 3), as under a scan.
    pub invisible: bool,
    /// Inside marked content that the producer called an artifact (running header, page number, background).
    pub artifact: bool,
}

/// A font that glyphs of a page refer to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Font {
    /// `BaseFont` without its subset prefix; empty when unknown.
    pub name: String,
    /// Bold by its name, weight or descriptor, or drawn twice to look bold.
    pub bold: bool,
    /// Italic or oblique.
    pub italic: bool,
}

/// A straight horizontal or vertical line, painted as a stroke or as a thin rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// Its extent; one side is thin (the line's width).
    pub bbox: BBox,
    /// Horizontal, else vertical.
    pub horizontal: bool,
    /// Colour.
    pub colour: Colour,
}

/// A filled rectangle that is not thin: a cell's shading, a title bar, a coloured box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fill {
    /// Its extent.
    pub bbox: BBox,
    /// Its colour.
    pub colour: Colour,
    /// Only outlined, not filled (a box drawn as a stroked rectangle); the four sides
    /// are then also among the rules.
    pub outline_only: bool,
}

/// Everything that layout needs from one page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PageContent {
    /// The sheet's number, from 1.
    pub number: u32,
    /// Width as displayed, points.
    pub width: f32,
    /// Height as displayed, points.
    pub height: f32,
    /// The page's own `/Rotate` (0, 90, 180, 270), already applied to all coordinates.
    pub rotate: u16,
    /// Glyphs in the order in which they were painted; white-space glyphs may be missing.
    pub glyphs: Vec<Glyph>,
    /// Fonts by index.
    pub fonts: Vec<Font>,
    /// Rules.
    pub rules: Vec<Rule>,
    /// Filled rectangles in painting order.
    pub fills: Vec<Fill>,
    /// Small painted dots and squares: bullets that are drawings, not glyphs.
    pub bullets: Vec<BBox>,
    /// Boxes of images.
    pub images: Vec<BBox>,
    /// How sure the recogniser is of each word, 0 to 100, on a page read by OCR.
    pub confidences: Vec<(BBox, u8)>,
    /// Structure-tree nodes of this page, by marked-content id; empty when untagged.
    pub tags: Vec<Tag>,
    /// Work limits that cut the page short, and other things that the grade should know.
    pub warnings: Vec<String>,
}

/// The place of one marked-content id in the structure tree of a tagged PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Marked-content id on this page.
    pub mcid: u32,
    /// Standard structure types from the root down to the element that holds the
    /// content, after RoleMap: `Document`, `Table`, `TR`, `TH`, `P` ...
    pub path: Vec<TagStep>,
}

/// One element on the way down the structure tree.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TagStep {
    /// Standard structure type.
    pub role: Box<str>,
    /// Number of the element in document order; the same element has the same number on every page.
    pub element: u32,
    /// Cells only: row of the table in which it begins, from 0.
    pub row: u16,
    /// Cells only: column in which it begins, from 0; empty cells and spans before it count.
    pub col: u16,
    /// Cells: rows spanned. Tables: number of rows.
    pub row_span: u16,
    /// Cells: columns spanned. Tables: number of columns.
    pub col_span: u16,
}
