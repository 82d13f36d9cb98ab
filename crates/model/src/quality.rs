//! How well a page was read.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The program that turned a page into text.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, Default,
)]
#[serde(rename_all = "snake_case")]
pub enum Engine {
    /// The first reader: glyphs, rules, fills and tags.
    #[default]
    Hayro,
    /// The second reader: glyphs only.
    PdfExtract,
    /// Optical character recognition of the page's picture.
    Ocr,
    /// No engine could read the page.
    None,
}

/// The grade of a page.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, Default,
)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// Text and structure can be relied on.
    #[default]
    Good,
    /// Read, with doubts that the reasons name.
    Doubtful,
    /// The page holds something that could not be read; its silence means nothing.
    Unread,
}

/// Why a page has its grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QualityReason {
    /// Nothing is on the page: no text, no large image.
    Blank,
    /// No text, but an image that covers most of the page: a scan.
    ScannedImage,
    /// Many glyphs have no known text (missing character map).
    UnmappedGlyphs,
    /// Few of the words look like English.
    GarbledText,
    /// The first reader failed and the second one was used.
    SecondReader,
    /// The engine failed on this page.
    EngineFailed,
    /// A limit on work was reached, so that part of the page is missing.
    OverLimit,
    /// Text lies across column edges of a table.
    ColumnsAmbiguous,
    /// The two readers disagree on the words.
    ReadersDisagree,
    /// The structure tree contradicts the geometry and was not used.
    TagsContradict,
    /// The text comes from optical character recognition.
    OcrText,
}

/// Grade of a page with its reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Default)]
pub struct Quality {
    /// The grade.
    pub grade: Grade,
    /// Why; sorted, empty for a plainly good page.
    pub reasons: Vec<QualityReason>,
}
