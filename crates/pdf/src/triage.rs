//! What can be told of a file before its pages are read.

use crate::{PdfError, strings};
use lopdf::{Dictionary, Document, LoadOptions, Object};
use std::panic::catch_unwind;
use thresholds_model::reading::{Limits, Metadata};

/// The header may stand anywhere in this many first bytes (ISO 32000-1, annex H.3.4.1).
const HEADER_WITHIN: usize = 1024;
/// The end of a file is searched this far back for the marks of a PDF.
const TAIL: usize = 2048;
/// A title longer than this is an accident.
const LONGEST_TEXT: usize = 1000;

/// Facts about a file, from its object structure.
#[derive(Default)]
pub(crate) struct Triage {
    /// What it says about itself.
    pub(crate) metadata: Metadata,
    /// The parsed objects, where they could be parsed.
    pub(crate) document: Option<Document>,
    /// Repairs, in words.
    pub(crate) warnings: Vec<String>,
}

/// Refuses what is no PDF.
pub(crate) fn check_magic(bytes: &[u8]) -> Result<(), PdfError> {
    let head = &bytes[..bytes.len().min(HEADER_WITHIN)];
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    if contains(head, b"%PDF-") {
        return Ok(());
    }
    match looks_like(bytes) {
        Some(looks_like) => Err(PdfError::NotPdf { looks_like: looks_like.to_owned() }),
        // A PDF that lost its first bytes can still be repaired.
        None if contains(tail, b"startxref") || contains(tail, b"%%EOF") => Ok(()),
        None => Err(PdfError::NotPdf { looks_like: "an unknown kind of file".to_owned() }),
    }
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|w| w == needle)
}

fn looks_like(bytes: &[u8]) -> Option<&'static str> {
    if bytes.is_empty() {
        return Some("an empty file");
    }
    let head = &bytes[..bytes.len().min(HEADER_WITHIN)];
    let has_part = |name: &[u8]| contains(&bytes[..bytes.len().min(1 << 20)], name);
    let text =
        String::from_utf8_lossy(head).trim_start_matches(['\u{FEFF}', ' ', '\t', '\r', '\n']).to_lowercase();
    let kind = match head {
        _ if head.iter().all(|&b| b == 0) => "a file of zero bytes",
        [b'P', b'K', 3 | 5 | 7, ..] if has_part(b"word/") => "a Word document (docx)",
        [b'P', b'K', 3 | 5 | 7, ..] if has_part(b"xl/") => "an Excel workbook (xlsx)",
        [b'P', b'K', 3 | 5 | 7, ..] if has_part(b"ppt/") => "a PowerPoint file (pptx)",
        [b'P', b'K', 3 | 5 | 7, ..] if has_part(b"opendocument") => "an OpenDocument file",
        [b'P', b'K', 3 | 5 | 7, ..] => "a zip archive",
        [0xD0, 0xCF, 0x11, 0xE0, ..] => "an old Office document (doc, xls or ppt)",
        [0x89, b'P', b'N', b'G', ..] => "a PNG picture",
        [0xFF, 0xD8, 0xFF, ..] => "a JPEG picture",
        [b'G', b'I', b'F', b'8', ..] => "a GIF picture",
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => "a TIFF picture",
        [0x1F, 0x8B, ..] => "a gzip archive",
        [b'%', b'!', ..] => "a PostScript file",
        _ if text.starts_with("{\\rtf") => "an RTF document",
        _ if ["<!doctype html", "<html", "<head", "<body", "<script"].iter().any(|t| text.starts_with(t)) => {
            "an HTML page"
        }
        _ if text.starts_with("<?xml") && text.contains("<html") => "an HTML page",
        _ if text.starts_with('<') && text.contains("<html") => "an HTML page",
        _ if text.starts_with("<?xml") => "an XML file",
        _ if is_plain_text(head) && !has_part(b" obj") => "a text file",
        _ => return None,
    };
    Some(kind)
}

fn is_plain_text(head: &[u8]) -> bool {
    let readable = |b: &&u8| matches!(**b, b'\t' | b'\n' | b'\r' | b' '..=b'~');
    head.iter().filter(readable).count() * 100 >= head.len() * 95
}

/// Parses the file's objects. A failure is no error: the first reader may still succeed.
pub(crate) fn triage(bytes: &[u8], limits: &Limits) -> Triage {
    let most = usize::try_from(limits.stream_bytes).unwrap_or(usize::MAX);
    let options = LoadOptions::with_max_decompressed_size(most);
    let document = match catch_unwind(|| Document::load_mem_with_options(bytes, options)) {
        Ok(Ok(document)) => document,
        Ok(Err(_)) | Err(_) => {
            let warning = "the object structure could not be parsed: no metadata, and headings and tables \
                           are taken from the page alone";
            return Triage { warnings: vec![warning.to_owned()], ..Triage::default() };
        }
    };
    let repaired = document.xref_recovery.is_some();
    let metadata = Metadata {
        tagged: has_structure(&document),
        encrypted: document.trailer.has(b"Encrypt") || document.was_encrypted(),
        repaired,
        ..information(&document)
    };
    let warnings = if repaired {
        vec!["the cross-reference table was damaged and has been rebuilt".to_owned()]
    } else {
        vec![]
    };
    Triage { metadata, document: Some(document), warnings }
}

fn has_structure(document: &Document) -> bool {
    document.catalog().is_ok_and(|c| c.get(b"StructTreeRoot").is_ok_and(|o| !matches!(o, Object::Null)))
}

fn information(document: &Document) -> Metadata {
    let empty = Dictionary::new();
    let info = document.get_dict_in_dict(&document.trailer, b"Info").unwrap_or(&empty);
    let text = |key: &[u8]| {
        let (_, value) = document.dereference(info.get(key).ok()?).ok()?;
        let text = strings::decode(value.as_str().ok()?);
        let text: String =
            text.chars().filter(|c| !c.is_control() || c.is_whitespace()).take(LONGEST_TEXT).collect();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(text)
    };
    Metadata {
        title: text(b"Title"),
        author: text(b"Author"),
        subject: text(b"Subject"),
        creator: text(b"Creator"),
        producer: text(b"Producer"),
        created: text(b"CreationDate").and_then(|d| iso_date(&d)),
        modified: text(b"ModDate").and_then(|d| iso_date(&d)),
        ..Metadata::default()
    }
}

/// `D:20200714093000+01'00'` is `2020-07-14`; a date may end after the year or month
/// (ISO 32000-1, 7.9.4).
fn iso_date(date: &str) -> Option<String> {
    let digits: String = date.trim_start_matches("D:").chars().take_while(char::is_ascii_digit).collect();
    let part = |from: usize, to: usize| digits.get(from..to).and_then(|d| d.parse::<u32>().ok());
    let year = part(0, 4).filter(|y| (1900..=2200).contains(y))?;
    match (part(4, 6), part(6, 8)) {
        (Some(month @ 1..=12), Some(day @ 1..=31)) => Some(format!("{year}-{month:02}-{day:02}")),
        (Some(month @ 1..=12), None) => Some(format!("{year}-{month:02}")),
        (None, None) => Some(year.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(bytes: &[u8]) -> String {
        match check_magic(bytes) {
            Err(PdfError::NotPdf { looks_like }) => looks_like,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn other_files_are_named_for_what_they_are() {
        assert_eq!(kind(b""), "an empty file");
        assert_eq!(kind(&[0; 300]), "a file of zero bytes");
        assert_eq!(kind(b"\n<!DOCTYPE html><html><body>Page not found"), "an HTML page");
        assert_eq!(kind(b"PK\x03\x04....word/document.xml"), "a Word document (docx)");
        assert_eq!(kind(b"PK\x03\x04....readme"), "a zip archive");
        assert_eq!(kind(b"just some words"), "a text file");
        assert_eq!(kind(b"\x07\x93\x01\x02"), "an unknown kind of file");
    }

    #[test]
    fn a_header_may_come_late() {
        let mut late = vec![b' '; 900];
        late.extend_from_slice(b"%PDF-1.4");
        assert!(check_magic(&late).is_ok());
    }

    #[test]
    fn dates_are_cut_to_the_day() {
        assert_eq!(iso_date("D:20200714093000+01'00'").as_deref(), Some("2020-07-14"));
        assert_eq!(iso_date("202007").as_deref(), Some("2020-07"));
        assert_eq!(iso_date("2020").as_deref(), Some("2020"));
        assert_eq!(iso_date("D:20201399"), None);
        assert_eq!(iso_date("yesterday"), None);
    }
}
