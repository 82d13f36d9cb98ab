//! `placements.csv`: what places, and nothing else.

use crate::table::{Column, Table, boolean, integer, text};
use crate::tables::lookup::{Lookup, context_line, passages};
use crate::value::{Value, code};
use std::collections::BTreeMap;
use thresholds_model::geometry::BBox;
use thresholds_model::level::LevelOutcome;
use thresholds_model::mention::Mention;
use thresholds_model::placement::Placement;
use thresholds_model::results::{DocumentResult, Results, StandingPassage};
use thresholds_model::scheme::TierInterval;

pub const TABLE: Table = Table {
    file: "placements.csv",
    about: "one row for each document, area, indicator, level and passage that places the need",
    columns: |_| COLUMNS.to_vec(),
    rows,
};

const COLUMNS: [Column; 30] = [
    text("area_code", "GSS code of the area; empty where it is unsure whose document it is"),
    text("area_name", "official name of the area"),
    integer("year", "year of the document's own date"),
    integer("edition", "reference year of the run"),
    boolean("in_matrix", "the area's cells and the comparison rest on this document"),
    text("document_path", "path of the document in the corpus"),
    text("document_sha256", "SHA-256 of the document"),
    text("indicator", "id of the need"),
    text("domain", "domain of the need"),
    integer("level_ordinal", "position of the level in the document's own ladder, from 1 (lowest need)"),
    text("level_label", "the level as printed"),
    boolean("spans", "the passage stands at several levels at once, with one row for each"),
    integer("tier_low", "lowest canonical step, 0 to 5; of all its levels where the passage spans several"),
    integer("tier_high", "highest canonical step, 0 to 5; of all its levels where the passage spans several"),
    text("certainty", "actual, risk, suspected, possible or historic"),
    text("severity", "words of severity, frequency or trend, joined by a bar"),
    text("subject", "whose need it is"),
    text("how", "what gave the level: kind of evidence, and its words"),
    integer("page", "number of the sheet, from 1, on which the passage begins"),
    integer("page_end", "number of the sheet on which it ends"),
    text("box", "extent on the first page: left, top, right, bottom, in points from the top left corner"),
    text("quote", "the passage as a reader sees it, verbatim"),
    text("context", "headings, row header and stem above the passage"),
    text("matched_text", "the words that name the need"),
    text("pattern_id", "the lexicon's pattern that matched"),
    text("jurisdiction", "law that applies: england, wales or scotland"),
    text("regime", "statutory regime that the document describes: standard or family_help"),
    text("passage_id", "id of the passage, the same in every run on the same document"),
    text("qualifiers", "qualifiers other than severity, joined by a bar"),
    integer("confidence", "OCR confidence of the passage, 0 to 100; empty where it was not read by OCR"),
];

fn rows(results: &Results) -> Vec<Vec<Value>> {
    let lookup = Lookup::of(results);
    results.documents.iter().flat_map(|document| rows_of(document, results, &lookup)).collect()
}

/// A document without an area gives rows with empty area fields.
fn rows_of(document: &DocumentResult, results: &Results, lookup: &Lookup) -> Vec<Vec<Value>> {
    let areas = &document.document.identity.areas;
    let areas: Vec<Option<&str>> =
        if areas.is_empty() { vec![None] } else { areas.iter().map(|a| Some(a.as_str())).collect() };
    let stated = statements(document);
    let row = |area: Option<&str>, s: &Statement| row(area, s, document, results, lookup);
    areas.iter().flat_map(|area| stated.iter().map(|s| row(*area, s)).collect::<Vec<_>>()).collect()
}

/// A passage that states a need at a level.
struct Statement<'a> {
    placement: &'a Placement,
    passage: &'a StandingPassage,
    mention: &'a Mention,
}

/// Statements by placement, then in reading order. Where one passage states the need in
/// several words, the longest match stands for them.
fn statements(document: &DocumentResult) -> Vec<Statement<'_>> {
    let passages = passages(document);
    let mut all = Vec::new();
    for placement in &document.placements {
        let mut longest: BTreeMap<usize, Statement> = BTreeMap::new();
        for judged in placement.mentions.iter().filter_map(|i| document.mentions.get(*i as usize)) {
            let Some((place, passage)) = passages.get(judged.passage.as_str()) else { continue };
            let mention = &judged.mention;
            let length = |m: &Mention| m.matched_text.len();
            if longest.get(place).is_none_or(|s| length(s.mention) < length(mention)) {
                longest.insert(*place, Statement { placement, passage, mention });
            }
        }
        all.extend(longest.into_values());
    }
    all
}

fn row(
    area: Option<&str>,
    statement: &Statement,
    document: &DocumentResult,
    results: &Results,
    lookup: &Lookup,
) -> Vec<Value> {
    let Statement { placement, passage: StandingPassage { passage, standing }, mention } = statement;
    let ordinals = standing.level.ordinals();
    let tiers = tiers(placement.level_ordinal, ordinals, document);
    let scheme = &document.scheme;
    let sha256 = &document.document.sha256;
    vec![
        area.into(),
        area.map(|a| lookup.area_name(a)).into(),
        document.document.year().into(),
        results.edition.into(),
        area.is_some_and(|a| lookup.in_matrix(a, sha256)).into(),
        document.document.path().into(),
        sha256.into(),
        (&mention.indicator).into(),
        lookup.domain(&mention.indicator).into(),
        placement.level_ordinal.into(),
        scheme.level(placement.level_ordinal).map(|l| l.label.as_str()).into(),
        (ordinals.len() > 1).into(),
        tiers.map(|t| t.low).into(),
        tiers.map(|t| t.high).into(),
        Value::code(&mention.certainty),
        Value::joined(&mention.severity),
        Value::code(&mention.subject),
        how(&standing.level).into(),
        passage.page.into(),
        passage.page_end.into(),
        box_text(&passage.bbox).into(),
        (&passage.text).into(),
        context_line(&passage.context).into(),
        (&mention.matched_text).into(),
        (&mention.pattern).into(),
        Value::code(&scheme.jurisdiction),
        Value::code(&scheme.regime),
        (&passage.id).into(),
        Value::joined(mention.qualifiers.iter().map(code)),
        passage.confidence.into(),
    ]
}

/// The interval of the row's level; of a passage that spans several levels, the hull of all
/// of them (rule R3 of the crosswalk).
fn tiers(level: u8, spanned: &[u8], document: &DocumentResult) -> Option<TierInterval> {
    let own = std::slice::from_ref(&level);
    let ordinals = if spanned.len() > 1 { spanned } else { own };
    let intervals = ordinals.iter().filter_map(|o| document.scheme.level(*o)).map(|l| l.tiers);
    intervals.reduce(TierInterval::hull)
}

/// Kind of the evidence and its words.
fn how(level: &LevelOutcome) -> Option<String> {
    match level {
        LevelOutcome::Attributed(a) => Some(format!("{}: {}", code(&a.evidence.kind), a.evidence.text)),
        LevelOutcome::Abstained { .. } => None,
    }
}

/// `x0 y0 x1 y1` to a tenth of a point.
fn box_text(bbox: &BBox) -> String {
    let BBox { x0, y0, x1, y1 } = bbox.rounded();
    // Adding zero turns a negative zero into a plain one.
    [x0, y0, x1, y1].map(|v| format!("{:.1}", v + 0.0)).join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_is_written_to_a_tenth_without_negative_zero() {
        assert_eq!(box_text(&BBox { x0: -0.01, y0: 12.04, x1: 100.0, y1: 33.35 }), "0.0 12.0 100.0 33.4");
    }
}
