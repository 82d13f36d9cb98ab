//! The pieces between glyphs and blocks.

use crate::tags::TextTag;
use thresholds_model::block::{Furniture, TableSource};
use thresholds_model::geometry::BBox;
use thresholds_model::page::Colour;

/// A word: glyphs without a gap.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    pub text: String,
    pub bbox: BBox,
    /// Baseline in the frame in which the word reads from left to right.
    pub baseline: f32,
    pub size: f32,
    pub bold: bool,
    pub italic: bool,
    pub colour: Colour,
    pub rotation: u16,
    /// What the structure tree says of it.
    pub tag: Option<TextTag>,
    /// Marked by the producer as no content: page furniture, background.
    pub artifact: bool,
}

/// Words on one baseline without a wide gap.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub words: Vec<Word>,
    pub bbox: BBox,
    pub rotation: u16,
}

impl Line {
    /// A line of these words; they must not be empty.
    pub fn new(words: Vec<Word>) -> Self {
        let bbox = BBox::hull(words.iter().map(|w| &w.bbox)).unwrap_or_default();
        let rotation = words.first().map_or(0, |w| w.rotation);
        Self { words, bbox, rotation }
    }

    /// The words with blanks between.
    pub fn text(&self) -> String {
        let words: Vec<&str> = self.words.iter().map(|w| w.text.as_str()).collect();
        words.join(" ")
    }

    /// Size of most of its text.
    pub fn size(&self) -> f32 {
        self.words.iter().max_by_key(|w| w.text.chars().count()).map_or(0.0, |w| w.size)
    }

    /// Whether every word is bold; what is no word (an arrow of another font) does not count.
    pub fn bold(&self) -> bool {
        let lettered = |w: &&Word| w.text.contains(char::is_alphanumeric);
        let none = !self.words.iter().any(|w| lettered(&w));
        self.words.iter().filter(|w| none || lettered(w)).all(|w| w.bold)
    }

    /// Whether every word is italic.
    pub fn italic(&self) -> bool {
        self.words.iter().all(|w| w.italic)
    }

    /// Colour of its first word.
    pub fn colour(&self) -> Colour {
        self.words.first().map_or(Colour::BLACK, |w| w.colour)
    }

    /// What the structure tree says of its text, labels of list items left out.
    pub fn tag(&self) -> Option<TextTag> {
        self.words.iter().filter_map(|w| w.tag).find(|t| !t.label)
    }

    /// Whether the producer marked all of it as no content.
    pub fn artifact(&self) -> bool {
        self.words.iter().all(|w| w.artifact)
    }

    /// Baseline of its first word.
    pub fn baseline(&self) -> f32 {
        self.words.first().map_or(self.bbox.y1, |w| w.baseline)
    }
}

/// A paragraph or a bullet: lines that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Paragraph {
    pub page: u32,
    pub page_end: u32,
    pub lines: Vec<Line>,
    pub bbox: BBox,
    /// Lines that begin a later page, with that page.
    pub page_breaks: Vec<(usize, u32)>,
    /// The bullet or number as printed; not part of the lines.
    pub marker: Option<String>,
    /// Nesting depth from 0.
    pub depth: u8,
    /// Shading that it stands on.
    pub fill: Option<Colour>,
    /// Right edge of the space in which its lines are set.
    pub right: f32,
    pub furniture: Option<Furniture>,
    /// Stands alone in a filled bar.
    pub band: bool,
    /// The box in which it stands: drawn around, or on a ground of its own.
    pub boxed: Option<BBox>,
}

impl Paragraph {
    /// Text of the lines with blanks between: for comparisons, hyphens are not resolved.
    pub fn raw_text(&self) -> String {
        let lines: Vec<String> = self.lines.iter().map(Line::text).collect();
        lines.join(" ")
    }

    /// Page on which a line stands.
    pub fn page_of(&self, line: usize) -> u32 {
        let breaks = self.page_breaks.iter().take_while(|(first, _)| *first <= line);
        breaks.last().map_or(self.page, |(_, page)| *page)
    }

    /// Appends a paragraph that goes on with the text of this one.
    pub fn extend(&mut self, next: Self) {
        let offset = self.lines.len();
        if next.page != self.page_end {
            self.page_breaks.push((offset, next.page));
        }
        self.page_breaks.extend(next.page_breaks.iter().map(|(line, page)| (offset + line, *page)));
        self.page_end = next.page_end;
        self.lines.extend(next.lines);
    }

    /// Size of the first line.
    pub fn size(&self) -> f32 {
        self.lines.first().map_or(0.0, Line::size)
    }

    /// Bold throughout.
    pub fn bold(&self) -> bool {
        self.lines.iter().all(Line::bold)
    }

    /// Number of words.
    pub fn word_count(&self) -> usize {
        self.lines.iter().map(|l| l.words.len()).sum()
    }

    /// Colour of the first word.
    pub fn colour(&self) -> Colour {
        self.lines.first().map_or(Colour::BLACK, Line::colour)
    }

    /// Writing direction.
    pub fn rotation(&self) -> u16 {
        self.lines.first().map_or(0, |l| l.rotation)
    }

    /// What the structure tree says of its beginning.
    pub fn tag(&self) -> Option<TextTag> {
        self.lines.first().and_then(Line::tag)
    }
}

/// A cell before headers are known.
#[derive(Debug, Clone, PartialEq)]
pub struct CellDraft {
    pub row: u32,
    pub col: u32,
    pub row_span: u32,
    pub col_span: u32,
    pub page: u32,
    pub bbox: BBox,
    pub fill: Option<Colour>,
    pub paragraphs: Vec<Paragraph>,
    pub header: bool,
}

impl CellDraft {
    /// All text, blanks between.
    pub fn raw_text(&self) -> String {
        let parts: Vec<String> = self.paragraphs.iter().map(Paragraph::raw_text).collect();
        parts.join(" ")
    }

    /// Number of words.
    pub fn word_count(&self) -> usize {
        self.paragraphs.iter().map(Paragraph::word_count).sum()
    }

    /// Bold throughout, and not empty.
    pub fn bold(&self) -> bool {
        !self.paragraphs.is_empty() && self.paragraphs.iter().all(Paragraph::bold)
    }
}

/// A table before joining.
#[derive(Debug, Clone, PartialEq)]
pub struct TableDraft {
    pub page: u32,
    pub page_end: u32,
    pub bbox: BBox,
    pub rows: u32,
    pub cols: u32,
    /// Left edges of the columns and the right edge of the last: `cols + 1` values.
    pub edges: Vec<f32>,
    pub cells: Vec<CellDraft>,
    pub header_rows: u32,
    pub header_cols: u32,
    pub source: TableSource,
    pub furniture: Option<Furniture>,
    /// Nothing is painted at its top, at its bottom: its first or last row goes on elsewhere.
    pub open: (bool, bool),
    /// The table of the structure tree of which it is a part.
    pub tagged: Option<TaggedPlace>,
}

/// Which part of a table of the structure tree stands on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaggedPlace {
    /// Number of the element.
    pub element: u32,
    /// Its row that is the first row here, from 0.
    pub first_row: u32,
}

/// A piece of a page in reading order.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    Paragraph(Paragraph),
    Table(TableDraft),
}
