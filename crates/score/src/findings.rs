//! Misses and false positives, each with the words that explain it.

use serde::Serialize;
use std::collections::BTreeSet;
use thresholds_model::level::LevelOutcome;
use thresholds_model::placement::JudgedMention;
use thresholds_model::results::DocumentResult;

/// A placement that only one side has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Path of the document, or the gold's name for it.
    pub document: String,
    /// Indicator id.
    pub indicator: String,
    /// Ordinal of the level.
    pub level: u8,
    /// Levels at which the other side has the need: none for a need that it lacks altogether,
    /// some where the two disagree on the level.
    pub elsewhere: Vec<u8>,
    /// For a false positive, the mentions that place it; for a miss, all mentions of the need.
    pub evidence: Vec<Evidence>,
}

/// A mention in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// Sheet, from 1.
    pub page: u32,
    /// `places`, or the reason code that withheld it.
    pub verdict: String,
    /// Ordinals of the passage's levels.
    pub ordinals: Vec<u8>,
    /// Words that gave the level; empty when there is none.
    pub level_evidence: String,
    /// The passage.
    pub quote: String,
}

/// Mentions of the indicator that `wanted` accepts, told in short.
pub fn evidence(
    document: &DocumentResult,
    indicator: &str,
    wanted: impl Fn(u32, &JudgedMention) -> bool,
) -> Vec<Evidence> {
    let mentions = (0u32..).zip(&document.mentions);
    let mut seen = BTreeSet::new();
    mentions
        .filter(|(index, judged)| judged.mention.indicator == indicator && wanted(*index, judged))
        .filter(|(_, judged)| seen.insert((judged.passage.as_str(), judged.verdict)))
        .filter_map(|(_, judged)| in_short(document, judged))
        .collect()
}

fn in_short(document: &DocumentResult, judged: &JudgedMention) -> Option<Evidence> {
    let found = document.passages.iter().find(|p| p.passage.id == judged.passage)?;
    let level = &found.standing.level;
    let level_evidence = match level {
        LevelOutcome::Attributed(a) => a.evidence.text.clone(),
        LevelOutcome::Abstained { .. } => String::new(),
    };
    Some(Evidence {
        page: found.passage.page,
        verdict: judged.verdict.code().into(),
        ordinals: level.ordinals().to_vec(),
        level_evidence,
        quote: found.passage.text.clone(),
    })
}
