//! What reading one PDF gives: the seam between `layout` and everything after it.

use crate::block::Block;
use crate::passage::Passage;
use crate::quality::{Engine, Quality};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Version of the reader. A cached reading of another version is not used.
pub const READER_VERSION: u32 = 4;

/// Settings that change what a reading holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReadSettings {
    /// Read every page with both readers and compare them.
    pub cross_check: bool,
    /// Limits on work.
    pub limits: Limits,
    /// Whether pages that are pictures of text are read.
    #[serde(default)]
    pub ocr: OcrMode,
}

/// Whether pages that are pictures of text are read by optical character recognition.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OcrMode {
    /// When the recogniser is installed.
    #[default]
    Auto,
    /// Never: such pages are listed as not read.
    Never,
}

/// Limits that count work, not time, so that results do not depend on the machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Limits {
    /// Largest file, bytes.
    pub bytes: u64,
    /// Most bytes that one compressed stream may unpack to.
    pub stream_bytes: u64,
    /// Most bytes that all compressed streams of a document, pictures aside, may unpack to.
    pub unpacked_bytes: u64,
    /// Most objects of a document.
    pub objects: u64,
    /// Most pages of a document.
    pub pages: u32,
    /// Most operators of a page, those of forms as often as they are shown.
    pub operators_per_page: u32,
    /// Most glyphs of a page.
    pub glyphs_per_page: u32,
    /// Most paths of a page.
    pub paths_per_page: u32,
}

impl Limits {
    /// Most steps of drawing on a page that paint nothing themselves: clips, groups, images, marks.
    pub fn drawing_steps(&self) -> u32 {
        self.paths_per_page.saturating_mul(4)
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 256 << 20,
            stream_bytes: 256 << 20,
            unpacked_bytes: 1 << 30,
            objects: 1_000_000,
            pages: 2_000,
            operators_per_page: 5_000_000,
            glyphs_per_page: 200_000,
            paths_per_page: 500_000,
        }
    }
}

/// A document as read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reading {
    /// [`READER_VERSION`] of the reader.
    pub reader_version: u32,
    /// What the file says about itself.
    pub metadata: Metadata,
    /// One entry a page, in order.
    pub pages: Vec<PageReading>,
    /// Blocks in reading order.
    pub blocks: Vec<Block>,
    /// Passages in reading order, furniture and header cells left out.
    pub passages: Vec<Passage>,
    /// Things that went wrong or were repaired, in words.
    pub warnings: Vec<String>,
}

/// Facts from the file's catalogue and information dictionary.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Metadata {
    /// `/Title`.
    pub title: Option<String>,
    /// `/Author`.
    pub author: Option<String>,
    /// `/Subject`.
    pub subject: Option<String>,
    /// `/Creator`: the program that wrote the original.
    pub creator: Option<String>,
    /// `/Producer`: the program that made the PDF.
    pub producer: Option<String>,
    /// `/CreationDate` as ISO 8601 date.
    pub created: Option<String>,
    /// `/ModDate` as ISO 8601 date.
    pub modified: Option<String>,
    /// Has a structure tree.
    pub tagged: bool,
    /// Was encrypted (with an empty user password, as it could be read).
    pub encrypted: bool,
    /// The cross-reference table was damaged and has been rebuilt.
    pub repaired: bool,
}

/// One page as read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PageReading {
    /// The sheet's number, from 1.
    pub number: u32,
    /// Width as displayed, points.
    pub width: f32,
    /// Height as displayed, points.
    pub height: f32,
    /// Which engine read it.
    pub engine: Engine,
    /// How well.
    pub quality: Quality,
    /// Characters read, white space not counted.
    pub characters: u32,
}
