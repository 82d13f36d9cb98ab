//! `schemes.csv`: the ladder of each document, level by level.

use crate::table::{Column, Table, boolean, integer, text};
use crate::value::Value;
use thresholds_model::results::{DocumentResult, Results};
use thresholds_model::scheme::{Level, SchemeOrigin};

pub const TABLE: Table = Table {
    file: "schemes.csv",
    about: "one row for each document and level of its ladder; one without level for a document that has none",
    columns: |_| COLUMNS.to_vec(),
    rows,
};

const COLUMNS: [Column; 20] = [
    text("document_sha256", "SHA-256 of the document"),
    text("document_path", "path of the document in the corpus"),
    integer(
        "level_ordinal",
        "position of the level from 1 (lowest need); empty for a document without a ladder",
    ),
    text("level_label", "the level as printed"),
    text("level_number", "its number or letter as printed"),
    text("level_name", "its name"),
    text("definition", "the document's definition of it"),
    integer("page", "sheet of the definition, or else of the label"),
    integer("tier_low", "lowest canonical step, 0 to 5"),
    integer("tier_high", "highest canonical step, 0 to 5"),
    text("rule", "rule of the crosswalk that gave the steps: R1 to R6, or override"),
    text("rule_words", "words on which the rule rests, joined by a bar"),
    text("family", "naming family of the ladder"),
    text("jurisdiction", "law that applies"),
    text("regime", "statutory regime that the document describes"),
    text("origin", "where the ladder comes from: own, companion or none"),
    text("companion_sha256", "SHA-256 of the document that lent the ladder"),
    text("term", "what the document calls a level: Level, Tier, Stage ..."),
    boolean("implied", "not printed, only implied by the numbers of the others"),
    text("aliases", "other spellings, joined by a bar"),
];

fn rows(results: &Results) -> Vec<Vec<Value>> {
    let of_document = |d: &DocumentResult| -> Vec<Vec<Value>> {
        if d.scheme.levels.is_empty() {
            return vec![row(d, None)];
        }
        d.scheme.levels.iter().map(|level| row(d, Some(level))).collect()
    };
    results.documents.iter().flat_map(of_document).collect()
}

fn row(result: &DocumentResult, level: Option<&Level>) -> Vec<Value> {
    let scheme = &result.scheme;
    let companion = match &scheme.origin {
        SchemeOrigin::Companion { sha256 } => Some(sha256),
        SchemeOrigin::Own | SchemeOrigin::None => None,
    };
    vec![
        (&result.document.sha256).into(),
        result.document.path().into(),
        level.map(|l| l.ordinal).into(),
        level.map(|l| l.label.as_str()).into(),
        level.and_then(|l| l.number.as_deref()).into(),
        level.and_then(|l| l.name.as_deref()).into(),
        level.map(|l| l.definition.as_str()).into(),
        level.and_then(|l| l.page).into(),
        level.map(|l| l.tiers.low).into(),
        level.map(|l| l.tiers.high).into(),
        level.map_or(Value::Missing, |l| Value::code(&l.rule)),
        level.map_or(Value::Missing, |l| Value::joined(&l.rule_words)),
        Value::code(&scheme.family),
        Value::code(&scheme.jurisdiction),
        Value::code(&scheme.regime),
        Value::code(&scheme.origin),
        companion.into(),
        scheme.term.as_deref().into(),
        level.map(|l| l.implied).into(),
        level.map_or(Value::Missing, |l| Value::joined(&l.aliases)),
    ]
}
