//! The words behind the cells of one document: one block of JSON, parsed when it is asked for.

use crate::words;
use serde::Serialize;
use std::collections::BTreeMap;
use thresholds_model::level::{LevelEvidence, LevelOutcome};
use thresholds_model::mention::{FoundIn, Mention};
use thresholds_model::passage::{Context, Passage};
use thresholds_model::placement::{JudgedMention, Verdict};
use thresholds_model::results::{DocumentResult, StandingPassage};

/// Everything that a document says of any need.
#[derive(Serialize)]
pub struct Evidence<'a> {
    passages: Vec<Quote<'a>>,
    mentions: Vec<Met<'a>>,
    placements: Vec<Placed<'a>>,
}

#[derive(Serialize)]
struct Quote<'a> {
    page: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    page_end: Option<u32>,
    text: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    context: Vec<&'a str>,
    role: &'static str,
    role_reason: &'a str,
    level: Decision<'a>,
}

/// How the level of a passage was told, or why it was not.
#[derive(Serialize)]
#[serde(untagged)]
enum Decision<'a> {
    Told {
        from: Ground<'a>,
        #[serde(skip_serializing_if = "Option::is_none")]
        runner_up: Option<Ground<'a>>,
    },
    Untold {
        untold: &'static str,
    },
}

#[derive(Serialize)]
struct Ground<'a> {
    kind: &'static str,
    words: &'a str,
    page: u32,
    says: &'a [u8],
}

#[derive(Serialize)]
struct Met<'a> {
    need: &'a str,
    passage: usize,
    /// UTF-16 offsets of the match in the quote, as the script counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<(usize, usize)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    found_in: Option<&'static str>,
    words: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    withheld: Option<&'static str>,
    certainty: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'static str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    severity: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    qualifiers: Vec<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cues: Vec<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    fuzzy: bool,
    rule: &'a str,
}

#[derive(Serialize)]
struct Placed<'a> {
    need: &'a str,
    level: u8,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    spans: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    unqualified: bool,
    mentions: &'a [u32],
}

/// The evidence of a document. Passages that no need was met in are left out; mentions keep
/// their positions, to which the placements point.
pub fn evidence(result: &DocumentResult) -> Evidence<'_> {
    let known: BTreeMap<&str, &StandingPassage> =
        result.passages.iter().map(|p| (p.passage.id.as_str(), p)).collect();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut passages = Vec::new();
    let mut mentions = Vec::new();
    for judged in &result.mentions {
        let passage = known.get(judged.passage.as_str()).copied();
        let place = *places.entry(&judged.passage).or_insert_with(|| {
            passages.push(passage.map_or_else(Quote::lost, quote));
            passages.len() - 1
        });
        mentions.push(met(judged, place, passage.map(|p| &p.passage)));
    }
    let placements = result.placements.iter().map(|p| Placed {
        need: &p.indicator,
        level: p.level_ordinal,
        spans: p.spans,
        unqualified: p.unqualified,
        mentions: &p.mentions,
    });
    Evidence { passages, mentions, placements: placements.collect() }
}

impl Quote<'_> {
    /// Stands for a passage that a mention names and the document does not hold.
    fn lost() -> Self {
        Self {
            page: 0,
            page_end: None,
            text: "(the passage is missing from the results)",
            context: Vec::new(),
            role: "unknown",
            role_reason: "",
            level: Decision::Untold { untold: "the passage is missing from the results" },
        }
    }
}

fn quote(standing: &StandingPassage) -> Quote<'_> {
    let passage = &standing.passage;
    let level = match &standing.standing.level {
        LevelOutcome::Attributed(a) => {
            Decision::Told { from: ground(&a.evidence), runner_up: a.runner_up.as_ref().map(ground) }
        }
        LevelOutcome::Abstained { reason } => Decision::Untold { untold: words::abstention(*reason) },
    };
    Quote {
        page: passage.page,
        page_end: (passage.page_end != passage.page).then_some(passage.page_end),
        text: &passage.text,
        context: path(&passage.context),
        role: words::role(standing.standing.role),
        role_reason: &standing.standing.role_reason,
        level,
    }
}

fn ground(evidence: &LevelEvidence) -> Ground<'_> {
    Ground {
        kind: words::evidence(evidence.kind),
        words: &evidence.text,
        page: evidence.page,
        says: &evidence.ordinals,
    }
}

/// The texts around a passage from the outside in, each once.
fn path(context: &Context) -> Vec<&str> {
    let around = context.headings.iter().chain(&context.column_header).chain(&context.row_header);
    let mut path: Vec<&str> = Vec::new();
    for text in around.chain(&context.lead).chain(&context.stem) {
        if !text.trim().is_empty() && !path.contains(&text.as_str()) {
            path.push(text);
        }
    }
    path
}

fn met<'a>(judged: &'a JudgedMention, passage: usize, text: Option<&'a Passage>) -> Met<'a> {
    let mention = &judged.mention;
    Met {
        need: &mention.indicator,
        passage,
        at: text.and_then(|p| marked(mention, &p.text)),
        found_in: words::found_in(mention.found_in),
        words: &mention.matched_text,
        withheld: match judged.verdict {
            Verdict::Places => None,
            Verdict::Withheld(reason) => Some(words::withheld(reason)),
        },
        certainty: words::certainty(mention.certainty),
        subject: words::subject(mention.subject),
        severity: &mention.severity,
        qualifiers: mention.qualifiers.iter().map(|q| words::qualifier(*q)).collect(),
        cues: mention.cues.iter().map(|c| c.text.as_str()).collect(),
        fuzzy: mention.fuzzy,
        rule: &judged.rule,
    }
}

/// The match in UTF-16 units; `None` when it lies outside the quote.
fn marked(mention: &Mention, text: &str) -> Option<(usize, usize)> {
    let units = |end: u32| text.get(..end as usize).map(|t| t.encode_utf16().count());
    let (start, end) = (units(mention.start)?, units(mention.end)?);
    (mention.found_in == FoundIn::Text && start < end).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use thresholds_specimen::Specimen;

    #[test]
    fn a_match_after_wide_characters_is_marked_where_the_script_will_count_it() {
        let mut document = Specimen::new("a.pdf").states("self_harm", &[1], "😀 é self-harm").build();
        document.mentions[0].mention.start = "😀 é ".len() as u32;
        document.mentions[0].mention.end = "😀 é self-harm".len() as u32;
        assert_eq!(evidence(&document).mentions[0].at, Some((5, 14)));
    }

    #[test]
    fn offsets_inside_a_character_or_past_the_end_mark_nothing() {
        let mut document = Specimen::new("a.pdf").states("self_harm", &[1], "é").build();
        document.mentions[0].mention.end = 1;
        assert_eq!(evidence(&document).mentions[0].at, None);
        document.mentions[0].mention.end = 99;
        assert_eq!(evidence(&document).mentions[0].at, None);
    }

    #[test]
    fn a_mention_of_an_unknown_passage_is_shown_as_lost_rather_than_dropped() {
        let mut document = Specimen::new("a.pdf").states("self_harm", &[1], "Self-harm").build();
        document.passages.clear();
        let evidence = evidence(&document);
        assert_eq!((evidence.mentions.len(), evidence.passages.len()), (1, 1));
    }
}
