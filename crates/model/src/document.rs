//! Documents and their sources.

use crate::quality::Engine;
use crate::reading::{Metadata, PageReading};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One path under which a document was found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// Path relative to the corpus, with `/`.
    pub path: String,
    /// Address from the manifest.
    pub url: Option<String>,
    /// Day on which it was fetched, from the manifest.
    pub retrieved: Option<String>,
    /// Status from the manifest: `in_force`, `superseded`, `draft`, `ignore`.
    pub status: Option<String>,
    /// Note from the manifest.
    pub note: Option<String>,
}

/// Bytes, by their hash, with what is known of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// SHA-256 of the bytes, the key.
    pub sha256: String,
    /// Size.
    pub bytes: u64,
    /// Where it was found, by path; at least one.
    pub sources: Vec<Source>,
    /// Title from the title page or the metadata.
    pub title: Option<String>,
    /// Whose document it is.
    pub identity: Identity,
    /// The document's own date.
    pub date: Option<DocumentDate>,
    /// Version as printed.
    pub version: Option<String>,
    /// What kind of document it is.
    pub kind: DocumentKind,
    /// What became of reading it.
    pub outcome: Outcome,
    /// Whether it counts in cells and comparisons.
    pub used: Used,
    /// Outcome and use in words.
    pub reason: String,
    /// The file's own metadata.
    pub metadata: Metadata,
    /// Its pages.
    pub pages: Vec<PageReading>,
}

impl Document {
    /// Path of the first source.
    pub fn path(&self) -> &str {
        self.sources.first().map_or("", |s| s.path.as_str())
    }

    /// Year of its own date.
    pub fn year(&self) -> Option<i32> {
        self.date.as_ref().map(|d| d.year)
    }

    /// The engine that read most of its pages.
    pub fn engine(&self) -> Engine {
        let count = |e: Engine| self.pages.iter().filter(|p| p.engine == e).count();
        [Engine::Hayro, Engine::PdfExtract, Engine::Ocr]
            .into_iter()
            .filter(|e| count(*e) > 0)
            .max_by_key(|e| (count(*e), std::cmp::Reverse(*e)))
            .unwrap_or(Engine::None)
    }
}

/// Whose document it is, and how that is known.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Identity {
    /// GSS codes, sorted; empty when unsure.
    pub areas: Vec<String>,
    /// What decided, in words.
    pub evidence: Vec<String>,
    /// When unsure: GSS codes that might be meant, best first.
    pub candidates: Vec<String>,
}

/// The document's own date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentDate {
    /// Year.
    pub year: i32,
    /// Month, when given.
    pub month: Option<u8>,
    /// Day, when given.
    pub day: Option<u8>,
    /// Where it was found.
    pub source: DateSource,
    /// The words that gave it.
    pub text: String,
}

/// Where a date was found, most trusted first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DateSource {
    /// `manifest.csv`.
    Manifest,
    /// Title page.
    TitlePage,
    /// Version table.
    VersionTable,
    /// Running footer or header.
    Footer,
    /// The file's metadata.
    Metadata,
    /// File name.
    FileName,
}

/// Kinds of document that a corpus may hold.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, Default,
)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// A threshold document.
    #[default]
    Threshold,
    /// A policy of a school or another body that quotes local levels.
    SchoolPolicy,
    /// A referral form.
    ReferralForm,
    /// An eligibility ladder for short breaks or disabled children's services.
    ShortBreaks,
    /// Something else.
    Other,
}

/// What became of reading a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Every page was read.
    Read,
    /// Some pages were not read.
    PartlyRead,
    /// Read by optical character recognition, wholly or in part.
    Ocr,
    /// Not a PDF, whatever its name.
    NotPdf,
    /// Needs a password.
    Encrypted,
    /// Too damaged to read.
    Damaged,
    /// Holds no text.
    NoText,
    /// Beyond a limit on work.
    OverLimit,
    /// The reader did not come to an end.
    TimedOut,
    /// Named in the manifest, but not there.
    Missing,
    /// Set aside by the manifest.
    Ignored,
}

impl Outcome {
    /// The code as written in the ledger.
    pub fn code(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::PartlyRead => "partly_read",
            Self::Ocr => "ocr",
            Self::NotPdf => "not_pdf",
            Self::Encrypted => "encrypted",
            Self::Damaged => "damaged",
            Self::NoText => "no_text",
            Self::OverLimit => "over_limit",
            Self::TimedOut => "timed_out",
            Self::Missing => "missing",
            Self::Ignored => "ignored",
        }
    }

    /// Whether there is any text to work on.
    pub fn has_text(self) -> bool {
        matches!(self, Self::Read | Self::PartlyRead | Self::Ocr)
    }
}

/// Whether a file counts in cells and comparisons, and if not, why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "used", content = "of", rename_all = "snake_case")]
pub enum Used {
    /// Counts.
    Yes,
    /// The same bytes as another path of the same area.
    DuplicateOf(String),
    /// A later version is in the corpus.
    Superseded,
    /// A draft.
    Draft,
    /// Whose it is could not be told.
    AreaUnsure,
    /// From which year it is could not be told.
    YearUnsure,
    /// Another type of document.
    NotAThresholdDocument,
    /// Wales or Scotland.
    OtherJurisdiction,
    /// Publishes no levels.
    NoLevels,
    /// Could not be read.
    NotRead,
}

impl Used {
    /// The code as written in the ledger; a duplicate names the path that it repeats.
    pub fn code(&self) -> String {
        match self {
            Self::Yes => "yes".into(),
            Self::DuplicateOf(path) => format!("duplicate_of:{path}"),
            Self::Superseded => "superseded".into(),
            Self::Draft => "draft".into(),
            Self::AreaUnsure => "area_unsure".into(),
            Self::YearUnsure => "year_unsure".into(),
            Self::NotAThresholdDocument => "not_a_threshold_document".into(),
            Self::OtherJurisdiction => "other_jurisdiction".into(),
            Self::NoLevels => "no_levels".into(),
            Self::NotRead => "not_read".into(),
        }
    }
}
