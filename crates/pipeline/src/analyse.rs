//! One document, from its reading to its placements.

use std::collections::BTreeMap;
use thresholds_levels::Override;
use thresholds_model::id::{normalised, passage_id};
use thresholds_model::level::Standing;
use thresholds_model::placement::{JudgedMention, Placement};
use thresholds_model::reading::Reading;
use thresholds_model::results::StandingPassage;
use thresholds_model::scheme::Scheme;
use thresholds_place as place;
use thresholds_tag::Tagger;

/// What a document says: its ladder, its passages with their standing, its mentions
/// with their verdicts, and what these place.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysis {
    /// The ladder.
    pub scheme: Scheme,
    /// Passages in reading order.
    pub passages: Vec<StandingPassage>,
    /// Mentions by passage, then position.
    pub mentions: Vec<JudgedMention>,
    /// Placements by indicator, then level.
    pub placements: Vec<Placement>,
}

/// The document's own ladder, with the researcher's overrides applied; and the
/// overrides that fit none of its levels.
pub fn scheme<'o>(reading: &Reading, overrides: &[&'o Override]) -> (Scheme, Vec<&'o Override>) {
    let mut scheme = thresholds_levels::scheme(reading);
    let unused = thresholds_levels::apply_overrides(&mut scheme, overrides);
    (scheme, unused)
}

/// Analyses a reading on a ladder: the document's own, or its companion's.
pub fn analyse(reading: &Reading, sha256: &str, scheme: Scheme, tagger: &Tagger) -> Analysis {
    let standings = thresholds_levels::standings(reading, &scheme);
    let passages = identified(reading, sha256, standings);
    let mut mentions = Vec::new();
    for p in &passages {
        for mention in tagger.tag(&p.passage) {
            mentions.push(place::judge(&p.passage.id, &p.standing, mention));
        }
    }
    let by_id: BTreeMap<&str, &Standing> =
        passages.iter().map(|p| (p.passage.id.as_str(), &p.standing)).collect();
    let placements = place::placements(&mentions, &by_id);
    Analysis { scheme, passages, mentions, placements }
}

/// Passages with their stable ids.
fn identified(reading: &Reading, sha256: &str, standings: Vec<Standing>) -> Vec<StandingPassage> {
    let mut seen: BTreeMap<(u32, String), u32> = BTreeMap::new();
    reading
        .passages
        .iter()
        .zip(standings)
        .map(|(passage, standing)| {
            let count = seen.entry((passage.page, normalised(&passage.text))).or_insert(0);
            let id = passage_id(sha256, passage.page, &passage.text, *count);
            *count += 1;
            let mut passage = passage.clone();
            passage.id = id;
            StandingPassage { passage, standing }
        })
        .collect()
}
