//! `diff.csv`: one row for each cell that changed.

use crate::model::{AreaName, AreaPair, Change, Comparison, Diff, DocumentRef, Quote, Side};
use crate::words::line;
use serde::Serialize;
use thresholds_model::cell::CellLevel;
use thresholds_model::geometry::BBox;

/// Columns with their meaning. They keep their names and places; new ones come last.
const COLUMNS: [(&str, &str); 39] = [
    ("area_code_old", "GSS code of the area in the old run; empty where nothing came before it"),
    ("area_name_old", "its official name"),
    ("area_code_new", "GSS code of the area in the new run; empty where nothing came after it"),
    ("area_name_new", "its official name"),
    ("relation", "same, successor (merged, divided or under a new code), only_old or only_new"),
    ("indicator", "id of the need"),
    ("domain", "domain of the need"),
    (
        "change",
        "added, removed, moved_up, moved_down, level_unclear, reworded, newly_unreadable, newly_readable, \
         no_longer_documented or newly_documented",
    ),
    ("measure", "which level moved: entry (the lowest) or highest"),
    ("scale", "where that was told: ladder (both print the same) or canonical"),
    ("certain", "true; false where the canonical intervals overlap, so that the level may have moved"),
    ("cause", "document, lexicon, program, settings or unknown; several are joined by a bar"),
    ("cause_reason", "how the cause is known, in words"),
    ("edition_old", "reference year of the old run"),
    ("edition_new", "reference year of the new run"),
    ("state_old", "state of the old cell; empty where the old run has none"),
    ("state_new", "state of the new cell; empty where the new run has none"),
    ("incomplete_old", "pages of the old documents were not read"),
    ("incomplete_new", "pages of the new documents were not read"),
    ("ordinals_old", "the old document's own levels, from 1, joined by a bar"),
    ("ordinals_new", "the new document's own levels, from 1, joined by a bar"),
    ("lowest_old", "label of the lowest old level"),
    ("lowest_new", "label of the lowest new level"),
    ("lowest_tiers_old", "canonical interval of the lowest old level, as in 1 to 2"),
    ("lowest_tiers_new", "canonical interval of the lowest new level"),
    ("highest_old", "label of the highest old level"),
    ("highest_new", "label of the highest new level"),
    ("highest_tiers_old", "canonical interval of the highest old level"),
    ("highest_tiers_new", "canonical interval of the highest new level"),
    (
        "document_old",
        "path of the document of the old quote; without a quote, of the old documents, joined by a bar",
    ),
    (
        "document_new",
        "path of the document of the new quote; without a quote, of the new documents, joined by a bar",
    ),
    ("page_old", "sheet of the old quote, from 1"),
    ("page_new", "sheet of the new quote, from 1"),
    ("box_old", "extent of the old quote: left, top, right, bottom, in points from the top left corner"),
    ("box_new", "extent of the new quote"),
    ("quote_old", "the old words, verbatim; diff.json has all of them"),
    ("quote_new", "the new words, verbatim; diff.json has all of them"),
    ("words", "the two quotes in one: [-words only in the old one-], {+words only in the new one+}"),
    ("quotes", "number of old and of new quotes behind the two cells, as in 2 to 3"),
];

/// The changes as CSV: UTF-8, line feeds, quoted as in RFC 4180.
///
/// # Errors
/// When the writer refuses, which memory does not.
pub fn csv(diff: &Diff) -> Result<Vec<u8>, csv::Error> {
    let rows = diff.changes.iter().map(|change| row(change, pair_of(change, diff), diff));
    write(&COLUMNS.map(|(name, _)| name), rows)
}

/// The columns of [`csv`] with their meaning, as CSV.
///
/// # Errors
/// When the writer refuses, which memory does not.
pub fn columns_csv() -> Result<Vec<u8>, csv::Error> {
    write(
        &["column", "meaning"],
        COLUMNS.iter().map(|(name, meaning)| [name.to_string(), meaning.to_string()]),
    )
}

fn write<const N: usize>(
    head: &[&str; N],
    rows: impl Iterator<Item = [String; N]>,
) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(head)?;
    for row in rows {
        writer.write_record(row)?;
    }
    writer.into_inner().map_err(|e| e.into_error().into())
}

fn pair_of<'d>(change: &Change, diff: &'d Diff) -> Option<&'d AreaPair> {
    let code = |name: &Option<AreaName>| name.as_ref().map(|n| n.code.clone());
    diff.areas.iter().find(|a| code(&a.old) == change.area_old && code(&a.new) == change.area_new)
}

fn row(change: &Change, pair: Option<&AreaPair>, diff: &Diff) -> [String; 39] {
    let (old, new) = (change.old.as_ref(), change.new.as_ref());
    let (quote_old, quote_new, words) = shown(change);
    let name = |side: Option<&AreaName>| side.map(|a| a.name.clone()).unwrap_or_default();
    let paths = |quote: Option<&Quote>, pair: &[DocumentRef]| match quote {
        Some(quote) => quote.path.clone(),
        None => joined(pair.iter().map(|d| d.path.as_str())),
    };
    [
        change.area_old.clone().unwrap_or_default(),
        name(pair.and_then(|p| p.old.as_ref())),
        change.area_new.clone().unwrap_or_default(),
        name(pair.and_then(|p| p.new.as_ref())),
        pair.map(|p| code(&p.relation)).unwrap_or_default(),
        change.indicator.clone(),
        change.domain.clone(),
        change.kind.code().to_owned(),
        change.movement.map(|m| code(&m.measure)).unwrap_or_default(),
        change.movement.map(|m| code(&m.scale)).unwrap_or_default(),
        change.movement.map(|m| m.certain.to_string()).unwrap_or_default(),
        joined(change.causes.iter().map(|c| c.code())),
        change.reason.clone(),
        diff.old.edition.to_string(),
        diff.new.edition.to_string(),
        old.map(|s| s.state.code().to_owned()).unwrap_or_default(),
        new.map(|s| s.state.code().to_owned()).unwrap_or_default(),
        old.map(|s| s.incomplete.to_string()).unwrap_or_default(),
        new.map(|s| s.incomplete.to_string()).unwrap_or_default(),
        ordinals(old),
        ordinals(new),
        label(old.and_then(|s| s.lowest.as_ref())),
        label(new.and_then(|s| s.lowest.as_ref())),
        tiers(old.and_then(|s| s.lowest.as_ref())),
        tiers(new.and_then(|s| s.lowest.as_ref())),
        label(old.and_then(|s| s.highest.as_ref())),
        label(new.and_then(|s| s.highest.as_ref())),
        tiers(old.and_then(|s| s.highest.as_ref())),
        tiers(new.and_then(|s| s.highest.as_ref())),
        paths(quote_old, pair.map_or(&[], |p| &p.documents_old)),
        paths(quote_new, pair.map_or(&[], |p| &p.documents_new)),
        quote_old.map(|q| q.page.to_string()).unwrap_or_default(),
        quote_new.map(|q| q.page.to_string()).unwrap_or_default(),
        quote_old.map(|q| extent(&q.bbox)).unwrap_or_default(),
        quote_new.map(|q| extent(&q.bbox)).unwrap_or_default(),
        quote_old.map(|q| q.text.clone()).unwrap_or_default(),
        quote_new.map(|q| q.text.clone()).unwrap_or_default(),
        words,
        format!("{} to {}", old.map_or(0, |s| s.quotes.len()), new.map_or(0, |s| s.quotes.len())),
    ]
}

/// The quotes that stand for a change: the first that were set side by side; where there
/// are none, the first at the lowest level of each side.
pub(crate) fn shown<'c>(change: &'c Change) -> (Option<&'c Quote>, Option<&'c Quote>, String) {
    let words = change.comparisons.first().map(|c| line(&c.words)).unwrap_or_default();
    let first = |side: Option<&'c Side>, of: fn(&Comparison) -> Option<u32>| -> Option<&'c Quote> {
        let side = side?;
        let index = match change.comparisons.is_empty() {
            true => at_lowest(side)?,
            false => change.comparisons.iter().find_map(of)? as usize,
        };
        side.quotes.get(index)
    };
    (first(change.old.as_ref(), |c| c.old), first(change.new.as_ref(), |c| c.new), words)
}

fn at_lowest(side: &Side) -> Option<usize> {
    let lowest = side.lowest.as_ref()?.ordinal;
    side.quotes.iter().position(|q| q.ordinals.contains(&lowest))
}

/// The code of an enumeration's value, as the JSON has it.
fn code(value: &impl Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}

fn joined<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    parts.collect::<Vec<_>>().join("|")
}

fn ordinals(side: Option<&Side>) -> String {
    let ordinals: Vec<String> = side.iter().flat_map(|s| &s.ordinals).map(u8::to_string).collect();
    ordinals.join("|")
}

fn label(level: Option<&CellLevel>) -> String {
    level.map(|l| l.label.clone()).unwrap_or_default()
}

/// `1 to 2`: never a thing that a spreadsheet takes for a date.
fn tiers(level: Option<&CellLevel>) -> String {
    level.map(|l| format!("{} to {}", l.tiers.low, l.tiers.high)).unwrap_or_default()
}

fn extent(bbox: &BBox) -> String {
    // Adding zero turns a negative zero into a plain one.
    [bbox.x0, bbox.y0, bbox.x1, bbox.y1].map(|v| format!("{:.1}", v + 0.0)).join(" ")
}
