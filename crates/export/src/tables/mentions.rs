//! `mentions.csv`: every mention, with the verdict on it.

use crate::table::{Column, Table, boolean, integer, text};
use crate::tables::lookup::{Lookup, context_line, passages};
use crate::value::{Value, code};
use thresholds_model::level::LevelOutcome;
use thresholds_model::placement::JudgedMention;
use thresholds_model::results::{DocumentResult, Results, StandingPassage};

pub const TABLE: Table = Table {
    file: "mentions.csv",
    about: "one row for each match of the lexicon, with the verdict on it",
    columns: |_| COLUMNS.to_vec(),
    rows,
};

const COLUMNS: [Column; 32] = [
    text("document_path", "path of the document in the corpus"),
    text("document_sha256", "SHA-256 of the document"),
    text("area_codes", "GSS codes of its areas, joined by a bar"),
    text("indicator", "id of the need"),
    text("domain", "domain of the need"),
    text("verdict", "places, or the reason code that withheld the mention"),
    text("rule", "the rule that decided"),
    text("polarity", "affirmed, negated or protective"),
    text("certainty", "actual, risk, suspected, possible or historic"),
    text("severity", "words of severity, frequency or trend, joined by a bar"),
    text("qualifiers", "other qualifiers, joined by a bar"),
    text("subject", "whose need it is"),
    text("names_only", "what the words name when they state no need: service, legal, ..."),
    text("role", "part that the passage plays"),
    text("role_reason", "what gave the role"),
    text("level_ordinals", "ordinals of the passage's levels, joined by a bar"),
    text("level_kind", "kind of evidence that gave the level"),
    text("level_evidence", "words of that evidence"),
    integer("level_page", "sheet on which they stand"),
    text("no_level", "why the passage has no level"),
    integer("page", "number of the sheet, from 1, on which the passage begins"),
    integer("page_end", "number of the sheet on which it ends"),
    text("quote", "the passage as a reader sees it, verbatim"),
    text("context", "headings, row header and stem above the passage"),
    text("matched_text", "the words that matched"),
    text("pattern_id", "the lexicon's pattern that matched"),
    text("found_in", "where the match lies: text, row_header, stem or heading"),
    integer("start", "first byte of the match in that text"),
    integer("end", "one past its last byte"),
    boolean("fuzzy", "matched with one typing error"),
    text("cues", "cue words with what they do, joined by a bar"),
    text("passage_id", "id of the passage, the same in every run on the same document"),
];

fn rows(results: &Results) -> Vec<Vec<Value>> {
    let lookup = Lookup::of(results);
    results.documents.iter().flat_map(|document| rows_of(document, &lookup)).collect()
}

fn rows_of(document: &DocumentResult, lookup: &Lookup) -> Vec<Vec<Value>> {
    let passages = passages(document);
    let row = |judged: &JudgedMention| {
        let passage = passages.get(judged.passage.as_str()).map(|(_, p)| *p);
        row(judged, passage, document, lookup)
    };
    document.mentions.iter().map(row).collect()
}

fn row(
    judged: &JudgedMention,
    standing_passage: Option<&StandingPassage>,
    document: &DocumentResult,
    lookup: &Lookup,
) -> Vec<Value> {
    let mention = &judged.mention;
    let passage = standing_passage.map(|p| &p.passage);
    let standing = standing_passage.map(|p| &p.standing);
    let (evidence, abstention) = match standing.map(|s| &s.level) {
        Some(LevelOutcome::Attributed(a)) => (Some(&a.evidence), None),
        Some(LevelOutcome::Abstained { reason }) => (None, Some(reason)),
        None => (None, None),
    };
    let ordinals = standing.map_or(&[][..], |s| s.level.ordinals());
    let cues = mention.cues.iter().map(|c| format!("{}: {}", code(&c.kind), c.text));
    vec![
        document.document.path().into(),
        (&document.document.sha256).into(),
        Value::joined(&document.document.identity.areas),
        (&mention.indicator).into(),
        lookup.domain(&mention.indicator).into(),
        judged.verdict.code().into(),
        (&judged.rule).into(),
        Value::code(&mention.polarity),
        Value::code(&mention.certainty),
        Value::joined(&mention.severity),
        Value::joined(mention.qualifiers.iter().map(code)),
        Value::code(&mention.subject),
        mention.names_only.as_ref().map(code).into(),
        standing.map(|s| code(&s.role)).into(),
        standing.map(|s| s.role_reason.as_str()).into(),
        Value::joined(ordinals),
        evidence.map(|e| code(&e.kind)).into(),
        evidence.map(|e| e.text.as_str()).into(),
        evidence.map(|e| e.page).into(),
        abstention.map(code).into(),
        passage.map(|p| p.page).into(),
        passage.map(|p| p.page_end).into(),
        passage.map(|p| p.text.as_str()).into(),
        passage.map(|p| context_line(&p.context)).into(),
        (&mention.matched_text).into(),
        (&mention.pattern).into(),
        Value::code(&mention.found_in),
        mention.start.into(),
        mention.end.into(),
        mention.fuzzy.into(),
        Value::joined(cues),
        (&judged.passage).into(),
    ]
}
