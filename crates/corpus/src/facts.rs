//! What is known of one document: whose, from when, which version, what kind.

use crate::cover::{Texts, metadata_title};
use crate::manifest::{ManifestRow, Status};
use crate::version_table::control;
use crate::{date, kind, version};
use thresholds_areas::{EvidenceText, Origin, Register, identify};
use thresholds_model::document::{DateSource, DocumentDate, DocumentKind, Identity, Source};
use thresholds_model::reading::Reading;

/// What is known of one document, with what told it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// Whose it is.
    pub identity: Identity,
    /// Its own date.
    pub date: Option<DocumentDate>,
    /// Its version as printed.
    pub version: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// What kind of document it is.
    pub kind: DocumentKind,
    /// The words that told the kind; empty when nothing did and it is taken for a
    /// threshold document.
    pub kind_evidence: Vec<String>,
    /// The words that say that it is a draft.
    pub draft: Option<String>,
    /// Which part of a work of several files: parts from 1, appendices from 101.
    pub part: Option<u8>,
    /// What the manifest says that it counts as.
    pub status: Option<Status>,
}

/// Finds out what a document is, from its reading, its paths and the rows of the
/// manifest for them. The manifest goes before the text; several rows (one PDF that
/// several areas publish) give all their areas.
pub fn identify_document(
    reading: &Reading,
    sources: &[Source],
    rows: &[&ManifestRow],
    register: &Register,
) -> Facts {
    let texts = Texts::of(reading);
    let control = control(reading);
    let in_metadata = metadata_title(reading);
    let paths: Vec<&str> = sources.iter().map(|s| s.path.as_str()).collect();
    let names: Vec<String> = paths.iter().map(|p| stem(p).to_owned()).collect();
    let found = date::discover(reading, &texts, &control, &paths);
    let date = match rows.iter().find_map(|r| Some((r.year?, r.line))) {
        Some((year, line)) => Some(by_manifest(year, line, found)),
        None => found,
    };
    let year = date.as_ref().map(|d| d.year);
    let (kind, kind_evidence) = kind::kind(&texts, in_metadata.as_deref(), &names);
    Facts {
        identity: manifest_identity(rows).unwrap_or_else(|| {
            unless_misnamed(rows, identify(register, &evidence(reading, &texts, &paths), year))
        }),
        version: version_of(&texts, control.version, in_metadata.as_deref(), &names),
        kind,
        kind_evidence,
        draft: kind::draft(&texts, in_metadata.as_deref(), &names),
        part: kind::part(texts.title.as_deref(), &names),
        status: status(rows),
        title: texts.title,
        date,
    }
}

/// What is known of a file that could not be read: what the manifest says of it, else what
/// its name gives. Its area then shows that a document is there and was not read.
pub fn identify_unread(sources: &[Source], rows: &[&ManifestRow], register: &Register) -> Facts {
    let paths: Vec<&str> = sources.iter().map(|s| s.path.as_str()).collect();
    let names: Vec<String> = paths.iter().map(|p| stem(p).to_owned()).collect();
    let found = date::of_names(&paths);
    let date = match rows.iter().find_map(|r| Some((r.year?, r.line))) {
        Some((year, line)) => Some(by_manifest(year, line, found)),
        None => found,
    };
    let year = date.as_ref().map(|d| d.year);
    let evidence: Vec<EvidenceText> = paths.iter().map(|p| name_evidence(p)).collect();
    Facts {
        identity: manifest_identity(rows)
            .unwrap_or_else(|| unless_misnamed(rows, identify(register, &evidence, year))),
        version: names.iter().find_map(|n| version::in_file_name(n)),
        part: kind::part(None, &names),
        status: status(rows),
        date,
        ..Facts::default()
    }
}

/// The manifest's year; month and day of the text stay where the year is the same.
fn by_manifest(year: i32, line: u64, found: Option<DocumentDate>) -> DocumentDate {
    let text = format!("manifest.csv, line {line}");
    let same = found.filter(|d| d.year == year);
    let (month, day) = same.map_or((None, None), |d| (d.month, d.day));
    DocumentDate { year, month, day, source: DateSource::Manifest, text }
}

fn manifest_identity(rows: &[&ManifestRow]) -> Option<Identity> {
    let with_areas = || rows.iter().filter(|r| !r.area_codes.is_empty());
    let mut areas: Vec<String> = with_areas().flat_map(|r| r.area_codes.iter().cloned()).collect();
    areas.sort();
    areas.dedup();
    let evidence = with_areas().map(|r| format!("manifest.csv, line {}", r.line)).collect();
    (!areas.is_empty()).then_some(Identity { areas, evidence, candidates: Vec::new() })
}

/// Where the manifest names an area that the register does not have, what the text says
/// is only a suggestion.
fn unless_misnamed(rows: &[&ManifestRow], found: Identity) -> Identity {
    let unknown: Vec<String> = rows.iter().flat_map(|r| r.unknown_codes.iter().cloned()).collect();
    if unknown.is_empty() {
        return found;
    }
    let mut candidates = found.areas;
    candidates.extend(found.candidates);
    Identity { areas: Vec::new(), evidence: unknown, candidates }
}

/// Of several statuses the one that lets the document count most.
fn status(rows: &[&ManifestRow]) -> Option<Status> {
    rows.iter().filter_map(|r| r.status).min()
}

fn evidence(reading: &Reading, texts: &Texts, paths: &[&str]) -> Vec<EvidenceText> {
    let metadata = &reading.metadata;
    let mut out = Vec::new();
    let mut add = |origin, text: &str| out.push(EvidenceText::new(origin, text));
    if let Some(title) = &texts.title {
        add(Origin::Title, title);
    }
    add(Origin::TitlePage, &texts.cover.join("\n"));
    for line in &texts.running {
        add(Origin::Running, line);
    }
    if let Some(title) = &metadata.title {
        add(Origin::MetadataTitle, title);
    }
    for other in metadata.author.iter().chain(&metadata.subject) {
        add(Origin::MetadataOther, other);
    }
    out.extend(paths.iter().map(|path| name_evidence(path)));
    out.extend(texts.body.iter().map(|page| EvidenceText::new(Origin::Body, page)));
    out
}

/// A path without its extension.
fn name_evidence(path: &str) -> EvidenceText {
    EvidenceText::new(Origin::FileName, path.rsplit_once('.').map_or(path, |(stem, _)| stem))
}

fn version_of(
    texts: &Texts,
    table: Option<String>,
    metadata: Option<&str>,
    names: &[String],
) -> Option<String> {
    let printed = texts.title.iter().chain(&texts.cover).find_map(|l| version::in_line(l));
    printed
        .or(table)
        .or_else(|| texts.running.iter().find_map(|l| version::in_line(l)))
        .or_else(|| metadata.and_then(version::in_line))
        .or_else(|| names.iter().find_map(|n| version::in_file_name(n)))
}

/// The name of a file without folders and extension.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
