//! The words behind the cells of one document: one block of JSON, parsed when it is asked for.

use crate::words;
use serde::Serialize;
use std::collections::BTreeMap;
use thresholds_model::geometry::BBox;
use thresholds_model::level::{LevelEvidence, LevelOutcome};
use thresholds_model::mention::{FoundIn, Mention};
use thresholds_model::passage::{Context, Passage};
use thresholds_model::placement::{JudgedMention, Verdict};
use thresholds_model::results::{DocumentResult, StandingPassage};

/// Everything that a document says of any need.
#[derive(Serialize)]
pub struct Evidence<'a> {
    passages: Vec<Quote<'a>>,
    /// The pages on which a need was met, with all their passages.
    sheets: BTreeMap<u32, Sheet<'a>>,
    mentions: Vec<Met<'a>>,
    placements: Vec<Placed<'a>>,
}

/// A page as it was read: its size in points and its passages, from which the script draws
/// where a quote stands.
#[derive(Serialize)]
struct Sheet<'a> {
    size: (u32, u32),
    passages: Vec<Lines<'a>>,
}

/// A passage of a page that is not quoted, or the position of one that is.
#[derive(Serialize)]
#[serde(untagged)]
enum Lines<'a> {
    Quoted(usize),
    Beside([i32; 4], &'a str, &'a [u8]),
}

#[derive(Serialize)]
struct Quote<'a> {
    page: u32,
    /// Left, top, right and bottom on the page, points.
    #[serde(rename = "box")]
    bbox: [i32; 4],
    /// Where it goes on after a break of column or page.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    further: Vec<(u32, [i32; 4])>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page_end: Option<u32>,
    /// How sure the recogniser was, of 100, where the words were read by OCR.
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<u8>,
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
    let sheets = sheets(result, &places);
    Evidence { passages, sheets, mentions, placements: placements.collect() }
}

/// The pages that the quoted passages stand on. `places` are the positions of the quoted ones.
fn sheets<'a>(result: &'a DocumentResult, places: &BTreeMap<&str, usize>) -> BTreeMap<u32, Sheet<'a>> {
    let mut sheets: BTreeMap<u32, Sheet<'a>> = BTreeMap::new();
    let quoted = result.passages.iter().filter(|p| places.contains_key(p.passage.id.as_str()));
    for number in quoted.map(|p| p.passage.page) {
        if let Some(page) = result.document.pages.iter().find(|p| p.number == number) {
            let size = (page.width.round() as u32, page.height.round() as u32);
            sheets.entry(number).or_insert_with(|| Sheet { size, passages: Vec::new() });
        }
    }
    for standing in &result.passages {
        let Some(sheet) = sheets.get_mut(&standing.passage.page) else { continue };
        sheet.passages.push(match places.get(standing.passage.id.as_str()) {
            Some(place) => Lines::Quoted(*place),
            None => Lines::Beside(
                corners(&standing.passage.bbox),
                &standing.passage.text,
                standing.standing.level.ordinals(),
            ),
        });
    }
    sheets
}

/// Left, top, right and bottom in whole points: enough for a drawing, and short.
fn corners(bbox: &BBox) -> [i32; 4] {
    [bbox.x0.floor() as i32, bbox.y0.floor() as i32, bbox.x1.ceil() as i32, bbox.y1.ceil() as i32]
}

impl Quote<'_> {
    /// Stands for a passage that a mention names and the document does not hold.
    fn lost() -> Self {
        Self {
            page: 0,
            bbox: [0; 4],
            further: Vec::new(),
            page_end: None,
            confidence: None,
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
        bbox: corners(&passage.bbox),
        further: passage.further.iter().map(|b| (b.page, corners(&b.bbox))).collect(),
        page_end: (passage.page_end != passage.page).then_some(passage.page_end),
        confidence: passage.confidence,
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
