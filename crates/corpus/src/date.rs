//! The date of a document: title page, version table, footer, metadata, file name, in
//! this order of trust.

use crate::cover::{Texts, metadata_title};
use crate::dates::{self, Bearing, DateMention};
use crate::version_table::Control;
use thresholds_model::document::{DateSource, DocumentDate};
use thresholds_model::reading::Reading;

/// The date of a document, as far as its own texts, its metadata and its paths give one.
pub(crate) fn discover(
    reading: &Reading,
    texts: &Texts,
    control: &Control,
    paths: &[&str],
) -> Option<DocumentDate> {
    let made = created(reading);
    let newest = made.as_ref().filter(|m| m.year >= 2000).map(|m| m.year + 1);
    let cover = texts.title.iter().chain(&texts.cover);
    let from_cover = best(cover.flat_map(|l| dates::in_line(l)).collect(), newest);
    let from_running = || best(texts.running.iter().flat_map(|l| dates::in_line(l)).collect(), newest);
    let named = paths.iter().find_map(|p| in_path(p));
    let from_metadata = || {
        let titles = metadata_title(reading).into_iter().chain(reading.metadata.subject.clone());
        best(titles.flat_map(|t| dates::in_line(&t)).collect(), newest)
            .or_else(|| original(made, named.as_ref()))
    };
    from_cover
        .map(|d| dated(d, DateSource::TitlePage))
        .or_else(|| control.date.clone().map(|d| dated(d, DateSource::VersionTable)))
        .or_else(|| from_running().map(|d| dated(d, DateSource::Footer)))
        .or_else(|| from_metadata().map(|d| dated(d, DateSource::Metadata)))
        .or_else(|| named.clone().map(|d| dated(d, DateSource::FileName)))
}

/// The date in the names of a file that could not be read.
pub(crate) fn of_names(paths: &[&str]) -> Option<DocumentDate> {
    paths.iter().find_map(|p| in_path(p)).map(|d| dated(d, DateSource::FileName))
}

/// Of several dates: one with a cue before one without, then the latest, so that a
/// revision goes before the first issue. One that lies after the file was made is of
/// something to come. A month given elsewhere for the same year is taken over.
fn best(mut found: Vec<DateMention>, newest: Option<i32>) -> Option<DateMention> {
    found.retain(|d| d.bearing > Bearing::Narrative);
    let possible = |d: &DateMention| newest.is_none_or(|n| d.year <= n);
    if found.iter().any(possible) {
        found.retain(possible);
    }
    let best = found.iter().max_by_key(|d| (d.bearing, d.key()))?;
    let finer = found.iter().filter(|d| d.year == best.year && d.month.is_some()).max_by_key(|d| d.key());
    match (best.month, finer) {
        (None, Some(finer)) => Some(finer.clone()),
        _ => Some(best.clone()),
    }
}

fn created(reading: &Reading) -> Option<DateMention> {
    let text = reading.metadata.created.as_deref()?;
    let mut found = dates::in_line(text.get(..10).unwrap_or(text));
    let mut date = found.pop()?;
    date.text = format!("created {}", date.text);
    Some(date)
}

/// The day on which the file was made, unless the file's name bears an earlier year:
/// then the file is a later print of that document.
fn original(made: Option<DateMention>, named: Option<&DateMention>) -> Option<DateMention> {
    made.filter(|m| named.is_none_or(|n| n.year >= m.year))
}

/// The date in the name of a file, or else of its folders, innermost first.
fn in_path(path: &str) -> Option<DateMention> {
    let name = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    name.rsplit('/').find_map(|part| best(dates::in_file_name(part), None))
}

fn dated(date: DateMention, source: DateSource) -> DocumentDate {
    let DateMention { year, month, day, text, .. } = date;
    DocumentDate { year, month, day, source, text }
}
