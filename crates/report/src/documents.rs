//! The documents behind the cells: title, date, place in the corpus, ladder.

use crate::files::web_address;
use crate::index::{Index, title, unread_pages};
use crate::words;
use serde::Serialize;
use std::collections::BTreeMap;
use thresholds_model::results::DocumentResult;
use thresholds_model::scheme::{Jurisdiction, Level, Regime, SchemeOrigin};

/// Longest definition that is shown whole, in characters.
const DEFINITION_SHOWN: usize = 240;

/// One document on which cells rest.
#[derive(Serialize)]
pub struct DocumentLine<'a> {
    title: &'a str,
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    year: Option<i32>,
    /// Its own date in words: `5 March 2019 (title page)`.
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'a str>,
    pages: usize,
    unread: Vec<u32>,
    doubtful: Vec<(u32, String)>,
    passages: usize,
    reason: &'a str,
    notes: Vec<String>,
    levels: Vec<Rung<'a>>,
}

#[derive(Serialize)]
struct Rung<'a> {
    ordinal: u8,
    label: &'a str,
    low: u8,
    high: u8,
    rule: &'static str,
    words: &'a [String],
    #[serde(skip_serializing_if = "String::is_empty")]
    definition: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    implied: bool,
}

/// The documents in use, by position.
pub fn documents<'a>(index: &Index<'a>) -> BTreeMap<usize, DocumentLine<'a>> {
    let used = index.documents_in_use().into_iter();
    used.filter_map(|n| index.results.documents.get(n).map(|d| (n, line(index, d)))).collect()
}

fn line<'a>(index: &Index<'a>, result: &'a DocumentResult) -> DocumentLine<'a> {
    let document = &result.document;
    let doubtful =
        document.pages.iter().filter(|p| p.quality.grade == thresholds_model::quality::Grade::Doubtful);
    DocumentLine {
        title: title(document),
        path: document.path(),
        url: document.sources.iter().find_map(|s| s.url.as_deref().and_then(web_address)),
        year: document.year(),
        date: document.date.as_ref().map(words::date),
        version: document.version.as_deref(),
        pages: document.pages.len(),
        unread: unread_pages(document),
        doubtful: doubtful.map(|p| (p.number, words::reasons(&p.quality.reasons))).collect(),
        passages: result.passages.len(),
        reason: &document.reason,
        notes: notes(index, result),
        levels: result.scheme.levels.iter().map(rung).collect(),
    }
}

fn notes(index: &Index, result: &DocumentResult) -> Vec<String> {
    let scheme = &result.scheme;
    let mut notes = Vec::new();
    match &scheme.origin {
        SchemeOrigin::Own => {}
        SchemeOrigin::Companion { sha256 } => {
            let lender = index.results.documents.iter().find(|d| d.document.sha256 == *sha256);
            let lender = lender.map_or("another document of the area", |d| title(&d.document));
            notes.push(format!("This document prints no ladder; it is borrowed from {lender}."));
        }
        SchemeOrigin::None => notes.push("This document publishes no levels.".into()),
    }
    if scheme.regime == Regime::FamilyHelp {
        notes.push(
            "Written for Family Help: early help and child in need are one level, so intervals are wide."
                .into(),
        );
    }
    if scheme.jurisdiction != Jurisdiction::England {
        notes.push("Under Welsh or Scottish law; not compared with England.".into());
    }
    let others: Vec<&str> = scheme.other_scales.iter().map(|o| o.kind.as_str()).collect();
    if !others.is_empty() {
        notes.push(format!("Other scales in the text, left alone: {}.", words::list(&others)));
    }
    notes
}

fn rung(level: &Level) -> Rung<'_> {
    Rung {
        ordinal: level.ordinal,
        label: &level.label,
        low: level.tiers.low.min(5),
        high: level.tiers.high.min(5),
        rule: words::rule(level.rule).0,
        words: &level.rule_words,
        definition: shortened(&level.definition),
        page: level.page,
        implied: level.implied,
    }
}

/// The beginning of a text, cut after a whole word.
fn shortened(text: &str) -> String {
    let Some((cut, _)) = text.char_indices().nth(DEFINITION_SHOWN) else { return text.into() };
    let head = text.get(..cut).unwrap_or(text);
    format!("{} …", head.rsplit_once(' ').map_or(head, |(whole, _)| whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_definitions_are_cut_after_a_word_and_short_ones_are_not() {
        assert_eq!(shortened("Children é"), "Children é");
        let cut = shortened(&"né ".repeat(200));
        assert!(cut.ends_with("né …") && cut.chars().count() < DEFINITION_SHOWN + 3, "{cut}");
    }
}
