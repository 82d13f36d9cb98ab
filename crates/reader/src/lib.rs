//! Reads a PDF: engines, layout, grades. In-process ([`read`]) or, for files that may
//! be hostile, in worker processes ([`Pool`]).

mod deadline;
mod error;
mod frame;
mod pool;
mod scans;
mod worker;

pub use error::ReadError;
pub use pool::{Pool, PoolSettings};
pub use thresholds_pdf::{Engines, PdfError};
pub use worker::{WORKER_ARGUMENT, worker_main};

use thresholds_layout::Layout;
use thresholds_model::document::Outcome;
use thresholds_model::page::PageContent;
use thresholds_model::quality::{Engine, Grade, Quality, QualityReason};
use thresholds_model::reading::{OcrMode, PageReading, READER_VERSION, ReadSettings, Reading};
use thresholds_pdf::{PageNote, PdfContent};

/// Name and version of the text recogniser that is installed.
pub fn recogniser() -> Option<String> {
    thresholds_ocr::Tesseract::find().map(|t| t.version().to_owned())
}

/// Reads a document in this process. A hostile file can end the process: see [`Pool`].
pub fn read(bytes: &[u8], settings: &ReadSettings) -> Result<Reading, ReadError> {
    read_with(bytes, settings, Engines::Both)
}

/// Reads a document in this process with the engines allowed.
pub fn read_with(bytes: &[u8], settings: &ReadSettings, engines: Engines) -> Result<Reading, ReadError> {
    let mut content = thresholds_pdf::open_with(bytes, settings, engines)?;
    if settings.ocr == OcrMode::Auto {
        scans::read(&mut content, bytes);
    }
    let PdfContent { metadata, pages, notes, warnings } = content;
    let Layout { blocks, mut passages, page_reasons } = thresholds_layout::layout(&pages);
    scans::set_confidence(&mut passages, &pages);
    let mut doubts = page_reasons.into_iter();
    let page_readings: Vec<PageReading> = pages
        .iter()
        .zip(notes)
        .map(|(page, note)| page_reading(page, note, doubts.next().unwrap_or_default()))
        .collect();
    let layout_warnings = layout_warnings(&page_readings);
    let page_warnings = pages.iter().flat_map(|p| p.warnings.iter().cloned());
    Ok(Reading {
        reader_version: READER_VERSION,
        metadata,
        pages: page_readings,
        blocks,
        passages,
        warnings: warnings.into_iter().chain(layout_warnings).chain(page_warnings).collect(),
    })
}

/// What layout could not tell, in words, with the pages.
fn layout_warnings(pages: &[PageReading]) -> Vec<String> {
    let with = |reason| -> Vec<String> {
        let found = pages.iter().filter(|p| p.quality.reasons.contains(&reason));
        found.map(|p| p.number.to_string()).collect()
    };
    let kinds = [
        (QualityReason::ColumnsAmbiguous, "columns of text could not be told apart"),
        (QualityReason::TagsContradict, "tags of the PDF contradict the page and were not used"),
    ];
    kinds
        .into_iter()
        .map(|(reason, what)| (with(reason), what))
        .filter(|(pages, _)| !pages.is_empty())
        .map(|(pages, what)| format!("page(s) {}: {what}", pages.join(", ")))
        .collect()
}

fn page_reading(page: &PageContent, note: PageNote, doubts: Vec<QualityReason>) -> PageReading {
    let characters = page.glyphs.iter().flat_map(|g| g.text.chars()).filter(|c| !c.is_whitespace()).count();
    PageReading {
        number: page.number,
        width: page.width,
        height: page.height,
        engine: note.engine,
        quality: with_doubts(note.quality, doubts),
        characters: u32::try_from(characters).unwrap_or(u32::MAX),
    }
}

/// Adds what layout found to the grade that the glyphs gave.
fn with_doubts(mut quality: Quality, doubts: Vec<QualityReason>) -> Quality {
    // Tags that contradict the page are not used: the page was read by its looks.
    let casts_doubt = |d: &QualityReason| !matches!(d, QualityReason::Blank | QualityReason::TagsContradict);
    if doubts.iter().any(casts_doubt) {
        quality.grade = quality.grade.max(Grade::Doubtful);
    }
    quality.reasons.extend(doubts);
    quality.reasons.sort_unstable();
    quality.reasons.dedup();
    quality
}

/// What became of reading a file, for the ledger.
pub fn outcome(result: &Result<Reading, ReadError>) -> Outcome {
    match result {
        Err(error) => error.outcome(),
        Ok(reading) => outcome_of(reading),
    }
}

/// What became of a file that was read, for the ledger.
pub fn outcome_of(reading: &Reading) -> Outcome {
    let unread = reading.pages.iter().filter(|p| p.quality.grade == Grade::Unread).count();
    let has_text = reading.pages.iter().any(|p| p.quality.grade != Grade::Unread && p.characters > 0);
    match (has_text, unread) {
        (false, _) => Outcome::NoText,
        (true, _) if reading.pages.iter().any(|p| p.engine == Engine::Ocr) => Outcome::Ocr,
        (true, 0) => Outcome::Read,
        (true, _) => Outcome::PartlyRead,
    }
}
