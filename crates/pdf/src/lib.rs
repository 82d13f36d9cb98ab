//! From the bytes of a PDF to what stands on its pages.
//!
//! [`open`] counts what the file unpacks to (`unpack`), looks at it (`triage`), reads the structure tree of a tagged one
//! (`tags`), paints each page onto a surface that keeps glyphs, rules and fills
//! (`first`, `device`), grades it (`quality`) and reads doubtful pages a second time
//! with another engine (`second`).

mod device;
mod doubles;
mod error;
mod first;
mod fonts;
mod forms;
mod marked;
mod paint;
mod path;
mod quality;
mod rules;
mod second;
mod strings;
mod tags;
mod text;
mod triage;
mod unmapped;
mod unpack;
mod words;

pub use error::PdfError;
pub use words::naive_words;

use first::{Ending, FirstPage};
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use second::Second;
use std::cell::OnceCell;
use std::panic::catch_unwind;
use thresholds_model::page::PageContent;
use thresholds_model::quality::{Engine, Grade, Quality, QualityReason};
use thresholds_model::reading::{Limits, Metadata, ReadSettings};

/// A PDF as its engines saw it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PdfContent {
    /// What the file says about itself.
    pub metadata: Metadata,
    /// Its pages, in order.
    pub pages: Vec<PageContent>,
    /// How each page was read, in the same order.
    pub notes: Vec<PageNote>,
    /// Things that went wrong or were repaired, in words.
    pub warnings: Vec<String>,
}

/// How a page was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageNote {
    /// Which engine read it.
    pub engine: Engine,
    /// How far its text can be relied on, as far as the glyphs tell.
    pub quality: Quality,
}

/// Which engines may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub enum Engines {
    /// The second reader takes pages that the first could not read. It can overflow
    /// the stack on hostile files, which ends the process.
    #[default]
    Both,
    /// The first reader only.
    First,
}

/// Reads a PDF with all engines.
pub fn open(bytes: &[u8], settings: &ReadSettings) -> Result<PdfContent, PdfError> {
    open_with(bytes, settings, Engines::Both)
}

/// Reads a PDF with the engines allowed.
pub fn open_with(bytes: &[u8], settings: &ReadSettings, engines: Engines) -> Result<PdfContent, PdfError> {
    let limits = &settings.limits;
    within(("bytes", limits.bytes), bytes.len() as u64, "bytes")?;
    triage::check_magic(bytes)?;
    unpack::check_bytes(bytes, limits)?;
    let triage = triage::triage(bytes, limits);
    if let Some(document) = &triage.document {
        unpack::check_document(document, triage.metadata.encrypted, limits)?;
    }
    let second = LazySecond { bytes, allowed: engines == Engines::Both, loaded: OnceCell::new() };
    let mut content =
        PdfContent { metadata: triage.metadata, warnings: triage.warnings, ..PdfContent::default() };
    let pdf = match load_first(bytes) {
        Ok(pdf) => pdf,
        Err(error) => {
            read_all_second(&second, limits, &mut content, error)?;
            return Ok(content);
        }
    };
    let page_count = pdf.pages().len() as u64;
    within(("pages", limits.pages.into()), page_count, "pages")?;
    let mut tags = match &triage.document {
        Some(document) if content.metadata.tagged && document.get_pages().len() as u64 == page_count => {
            tags::read(document)
        }
        _ => Default::default(),
    };
    for first in first::read(&pdf, limits, &mut tags) {
        let (page, note) = settle(first, &second, settings);
        content.pages.push(page);
        content.notes.push(note);
    }
    Ok(content)
}

fn within((name, limit): (&str, u64), found: u64, what: &str) -> Result<(), PdfError> {
    let error = || PdfError::OverLimit { name: name.to_owned(), what: what.to_owned(), found, limit };
    if found > limit { Err(error()) } else { Ok(()) }
}

fn load_first(bytes: &[u8]) -> Result<Pdf, PdfError> {
    let damaged = |detail: &str| PdfError::Damaged { detail: detail.to_owned() };
    match catch_unwind(|| Pdf::new(bytes.to_vec())) {
        Ok(Ok(pdf)) if pdf.pages().is_empty() => Err(damaged("no pages could be found in it")),
        Ok(Ok(pdf)) => Ok(pdf),
        Ok(Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected))) => Err(PdfError::Encrypted),
        Ok(Err(LoadPdfError::Decryption(DecryptionError::UnsupportedAlgorithm))) => {
            Err(PdfError::UnknownEncryption)
        }
        Ok(Err(LoadPdfError::Decryption(_))) => Err(damaged("its encryption is invalid")),
        Ok(Err(LoadPdfError::Invalid)) => Err(damaged("no pages could be found in it")),
        Err(_) => Err(damaged("the reader failed on its structure")),
    }
}

/// The second reader, loaded when it is first needed.
struct LazySecond<'b> {
    bytes: &'b [u8],
    allowed: bool,
    loaded: OnceCell<Option<Second>>,
}

impl LazySecond<'_> {
    fn get(&self) -> Option<&Second> {
        self.loaded.get_or_init(|| self.allowed.then(|| Second::load(self.bytes)).flatten()).as_ref()
    }
}

/// Reads a document that the first reader could not open.
fn read_all_second(
    second: &LazySecond<'_>,
    limits: &Limits,
    content: &mut PdfContent,
    error: PdfError,
) -> Result<(), PdfError> {
    let Some(reader) = second.get().filter(|s| s.page_count() > 0) else { return Err(error) };
    within(("pages", limits.pages.into()), reader.page_count().into(), "pages")?;
    for number in 1..=reader.page_count() {
        let read = reader.read(number, limits);
        let (engine, ending) = if read.is_some() {
            (Engine::PdfExtract, Ending::Complete)
        } else {
            (Engine::None, Ending::Failed)
        };
        let page = read.unwrap_or_else(|| PageContent { number, ..PageContent::default() });
        let mut quality = quality::assess(&page, ending, 0);
        if engine == Engine::PdfExtract {
            doubt(&mut quality, QualityReason::SecondReader);
        }
        content.pages.push(page);
        content.notes.push(PageNote { engine, quality });
    }
    if content.pages.iter().all(|p| p.glyphs.is_empty()) {
        return Err(error);
    }
    content.warnings.push(
        "the first reader could not open the file; the second one read its text without rules".to_owned(),
    );
    Ok(())
}

/// Grades a page and reads it a second time where that may help.
fn settle(first: FirstPage, second: &LazySecond<'_>, settings: &ReadSettings) -> (PageContent, PageNote) {
    let FirstPage { content: mut page, ending, paths, shows_text } = first;
    let mut quality = quality::assess(&page, ending, paths);
    let mut engine =
        if ending == Ending::Failed && page.glyphs.is_empty() { Engine::None } else { Engine::Hayro };
    let strange = |r: &QualityReason| matches!(r, QualityReason::UnmappedGlyphs | QualityReason::GarbledText);
    let in_doubt = match ending {
        Ending::Failed => true,
        // A page that is too much for one reader is not given to another.
        Ending::OverLimit => false,
        Ending::Complete => shows_text && page.glyphs.is_empty() || quality.reasons.iter().any(strange),
    };
    if !in_doubt && !settings.cross_check {
        return (page, PageNote { engine, quality });
    }
    let Some(other) = second.get().and_then(|s| s.read(page.number, &settings.limits)) else {
        return (page, PageNote { engine, quality });
    };
    if in_doubt && quality::legible(&other) * 10 > quality::legible(&page) * 11 {
        page.glyphs = other.glyphs;
        page.fonts = other.fonts;
        engine = Engine::PdfExtract;
        quality = quality::assess(&page, Ending::Complete, paths);
        doubt(&mut quality, QualityReason::SecondReader);
    } else if settings.cross_check && !quality::agree(&page, &other) {
        doubt(&mut quality, QualityReason::ReadersDisagree);
    }
    (page, PageNote { engine, quality })
}

fn doubt(quality: &mut Quality, reason: QualityReason) {
    quality.reasons.push(reason);
    quality.reasons.sort_unstable();
    quality.grade = quality.grade.max(Grade::Doubtful);
}
