//! The ladder of every document in use, level by level on the canonical scale.

use crate::index::{Index, title};
use crate::words;
use serde::Serialize;
use thresholds_model::results::DocumentResult;
use thresholds_model::scheme::{Jurisdiction, Level, Regime, SchemeOrigin};

/// Longest definition that is shown whole, in characters.
const DEFINITION_SHOWN: usize = 240;

/// The ladder of one document.
#[derive(Serialize)]
pub struct Ladder {
    document: usize,
    areas: Vec<String>,
    title: String,
    path: String,
    year: Option<i32>,
    notes: Vec<String>,
    levels: Vec<Rung>,
}

#[derive(Serialize)]
struct Rung {
    ordinal: u8,
    label: String,
    low: u8,
    high: u8,
    interval: String,
    canonical: String,
    rule: &'static str,
    rule_meaning: &'static str,
    rule_words: Vec<String>,
    definition: String,
    page: Option<u32>,
    implied: bool,
}

/// Ladders in the order of the areas that use them.
pub fn ladders(index: &Index) -> Vec<Ladder> {
    let mut seen = Vec::new();
    let mut ladders = Vec::new();
    for n in index.areas.iter().flat_map(|row| row.documents.iter().copied()) {
        if seen.contains(&n) {
            continue;
        }
        seen.push(n);
        ladders.extend(index.results.documents.get(n).map(|d| ladder(index, n, d)));
    }
    ladders
}

fn ladder(index: &Index, n: usize, result: &DocumentResult) -> Ladder {
    Ladder {
        document: n,
        areas: index.areas_of(n).into_iter().map(Into::into).collect(),
        title: title(&result.document).into(),
        path: result.document.path().into(),
        year: result.document.year(),
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

fn rung(level: &Level) -> Rung {
    let (rule, rule_meaning) = words::rule(level.rule);
    Rung {
        ordinal: level.ordinal,
        label: level.label.clone(),
        low: level.tiers.low.min(5),
        high: level.tiers.high.min(5),
        interval: words::interval(level.tiers),
        canonical: words::interval_in_words(level.tiers),
        rule,
        rule_meaning,
        rule_words: level.rule_words.clone(),
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
