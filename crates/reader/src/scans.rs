//! Pages that are pictures of text: read by optical character recognition.

use thresholds_model::geometry::BBox;
use thresholds_model::page::{Glyph, PageContent};
use thresholds_model::passage::Passage;
use thresholds_model::quality::{Engine, Grade, Quality, QualityReason};
use thresholds_model::reading::Reading;
use thresholds_ocr::{OcrPage, Scan, Tesseract, read_page, settle_sizes};
use thresholds_pdf::{PageNote, PdfContent};

/// Text recognised with less confidence than this (of 100) proves nothing.
const MIN_CONFIDENCE: f32 = 50.0;

/// Number of pages that recognition may be able to read.
pub(crate) fn unread(reading: &Reading) -> u32 {
    let count = reading.pages.iter().filter(|p| is_picture(&p.quality)).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Whether a page holds text for the eye only.
fn is_picture(quality: &Quality) -> bool {
    let reason = |r| {
        matches!(r, QualityReason::ScannedImage | QualityReason::GarbledText | QualityReason::UnmappedGlyphs)
    };
    quality.grade == Grade::Unread && quality.reasons.iter().copied().any(reason)
}

/// Reads such pages of a document where the recogniser is installed; a warning says
/// what became of each.
pub(crate) fn read(content: &mut PdfContent, bytes: &[u8]) {
    let pictures: Vec<usize> =
        (0..content.notes.len()).filter(|i| is_picture(&content.notes[*i].quality)).collect();
    if pictures.is_empty() {
        return;
    }
    let Some(tesseract) = Tesseract::find() else {
        content.warnings.insert(0, not_installed(pictures.len()));
        return;
    };
    let Some(scan) = Scan::open(bytes) else {
        content.warnings.push("the pages that are pictures could not be rendered".to_owned());
        return;
    };
    for i in pictures {
        let (Some(page), Some(note)) = (content.pages.get_mut(i), content.notes.get_mut(i)) else { continue };
        let warning = match read_page(&scan, page.number, &tesseract) {
            Ok(read) => accept(page, note, read),
            Err(error) => format!("page {}: {error}", page.number),
        };
        content.warnings.push(warning);
    }
    let recognised = content.pages.iter_mut().zip(&content.notes).filter(|(_, n)| n.engine == Engine::Ocr);
    settle_sizes(&mut recognised.map(|(p, _)| p).collect::<Vec<_>>());
}

fn not_installed(pages: usize) -> String {
    format!(
        "{pages} page(s) are pictures of text (scans): install the tesseract program (Debian and Ubuntu: \
         apt-get install tesseract-ocr) and run again"
    )
}

/// Puts what was recognised in the place of what the page held; what became of it in words.
fn accept(page: &mut PageContent, note: &mut PageNote, read: OcrPage) -> String {
    let number = page.number;
    let words = if has_letters(&read.content.glyphs) {
        let degrees = u32::from(read.quarters) * 90;
        let turned = if degrees > 0 { format!(", turned by {degrees} degrees") } else { String::new() };
        format!("page {number}: read by OCR, mean confidence {:.0}{turned}", read.confidence)
    } else {
        format!("page {number}: a picture in which OCR found no words")
    };
    let grade = if has_letters(&read.content.glyphs) && read.confidence < MIN_CONFIDENCE {
        Grade::Unread
    } else {
        Grade::Doubtful
    };
    // Lines that were drawn as lines are better than those found in the picture.
    let drawn = !page.rules.is_empty() && read.turned == 0.0 && read.quarters == 0;
    (page.width, page.height) = (read.content.width, read.content.height);
    page.glyphs = read.content.glyphs;
    page.fonts = read.content.fonts;
    page.tags.clear();
    page.confidences = read.content.confidences;
    if !drawn {
        page.rules = read.content.rules;
        page.fills = read.content.fills;
        page.bullets = read.content.bullets;
    }
    note.engine = Engine::Ocr;
    note.quality = Quality { grade, reasons: vec![QualityReason::OcrText] };
    words
}

/// Tells each passage how sure the recogniser is of its words: their mean, by width.
pub(crate) fn set_confidence(passages: &mut [Passage], pages: &[PageContent]) {
    for passage in passages {
        let page = pages.iter().find(|p| p.number == passage.page && !p.confidences.is_empty());
        let Some(page) = page else { continue };
        let inside = |b: &BBox| passage.bbox.contains_point(b.mid_x(), b.mid_y());
        let words = page.confidences.iter().filter(|(b, _)| inside(b));
        let (sum, weight) = words.fold((0.0, 0.0), |(sum, weight), (b, confidence)| {
            (sum + b.width() * f32::from(*confidence), weight + b.width())
        });
        passage.confidence = (weight > 0.0).then(|| (sum / weight).round() as u8);
    }
}

fn has_letters(glyphs: &[Glyph]) -> bool {
    glyphs.iter().any(|g| g.text.chars().any(char::is_alphabetic))
}
