//! The whole comparison of a run with the gold.

use crate::figures::{Figures, Share, Triple};
use crate::findings::{Evidence, Finding, evidence};
use crate::gold::Gold;
use crate::matching::{Scored, scored};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use thresholds_model::placement::{Verdict, WithheldReason};
use thresholds_model::results::{DocumentResult, Results};

/// How well a run does.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Score {
    /// Documents that were scored.
    pub documents: usize,
    /// Over everything.
    pub overall: Figures,
    /// How far the stated needs come.
    pub steps: Steps,
    /// By layout, where the gold names layouts.
    pub by_layout: Vec<Group>,
    /// By document.
    pub by_document: Vec<Group>,
    /// By indicator.
    pub by_indicator: Vec<Group>,
    /// Stated placements that the run lacks.
    pub misses: Vec<Finding>,
    /// Placements of the run that the gold lacks.
    pub false_positives: Vec<Finding>,
    /// Paths of documents of the run that the gold does not name; they are left out.
    pub left_out: Vec<String>,
    /// Names of the gold that were not found, and indicators that the run does not know.
    pub warnings: Vec<String>,
}

/// Figures of a part.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Group {
    /// Which part.
    pub name: String,
    /// Its figures.
    pub figures: Figures,
}

/// How far the stated needs, as distinct (document, indicator), come on their way through the
/// stages: what is not met was not read or has no pattern, what is met and not judged a need
/// was withheld, what is judged a need and has no level was lost by the levels.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Steps {
    /// Met by the lexicon, whatever the verdict.
    pub met: Share,
    /// Judged a need, at a level or without one.
    pub judged_a_need: Share,
    /// Given any level: the coverage.
    pub given_a_level: Share,
    /// Given at least one right level.
    pub given_a_right_level: Share,
}

/// Scores the documents that the gold names.
pub fn score(results: &Results, gold: &Gold) -> Score {
    let (documents, mut warnings) = scored(results, gold);
    let stated: BTreeSet<Triple> = documents.iter().flat_map(stated).collect();
    let placed: BTreeSet<Triple> = documents.iter().flat_map(placed).collect();
    warnings.extend(unknown_indicators(results, gold));
    let layouts: BTreeMap<&str, &str> =
        documents.iter().filter_map(|d| d.layout.map(|layout| (d.name.as_str(), layout))).collect();
    let by = |name: &dyn Fn(&Triple) -> Option<String>| -> Vec<Group> {
        let groups = Figures::by(&stated, &placed, name).into_iter();
        groups.map(|(name, figures)| Group { name, figures }).collect()
    };
    Score {
        documents: documents.len(),
        overall: Figures::of(&stated, &placed),
        steps: steps(&documents, &stated, &placed),
        by_layout: by(&|(document, _, _)| layouts.get(document.as_str()).map(|l| (*l).into())),
        by_document: by(&|(document, _, _)| Some(document.clone())),
        by_indicator: by(&|(_, indicator, _)| Some(indicator.clone())),
        misses: stated.difference(&placed).map(|t| miss(t, &placed, &documents)).collect(),
        false_positives: placed.difference(&stated).map(|t| false_positive(t, &stated, &documents)).collect(),
        left_out: left_out(results, &documents),
        warnings,
    }
}

fn stated(document: &Scored) -> Vec<Triple> {
    let triple = |(indicator, level): &(String, u8)| (document.name.clone(), indicator.clone(), *level);
    document.needs.iter().map(|need| triple(need)).collect()
}

fn placed(document: &Scored) -> Vec<Triple> {
    let placements = document.result.map_or(&[][..], |r| &r.placements);
    placements.iter().map(|p| (document.name.clone(), p.indicator.clone(), p.level_ordinal)).collect()
}

fn unknown_indicators(results: &Results, gold: &Gold) -> Option<String> {
    let known: BTreeSet<&str> = results.indicators.iter().map(|i| i.id.as_str()).collect();
    let coded = gold.documents.values().flat_map(|d| &d.needs).map(|(indicator, _)| indicator.as_str());
    let unknown: BTreeSet<&str> = coded.filter(|i| !known.contains(i)).collect();
    let list: Vec<&str> = unknown.into_iter().collect();
    (!list.is_empty()).then(|| format!("the run's lexicon has no indicator {}", list.join(", ")))
}

fn steps(documents: &[Scored], stated: &BTreeSet<Triple>, placed: &BTreeSet<Triple>) -> Steps {
    let needs: BTreeSet<Need> = stated.iter().map(need).collect();
    let share = |reached: BTreeSet<Need>| Share::of(needs.intersection(&reached).count(), needs.len());
    let mentioned = |counts: fn(Verdict) -> bool| -> BTreeSet<Need> {
        documents.iter().flat_map(|d| mentioned(d, counts)).collect()
    };
    Steps {
        met: share(mentioned(|_| true)),
        judged_a_need: share(mentioned(is_need)),
        given_a_level: share(placed.iter().map(need).collect()),
        given_a_right_level: share(placed.intersection(stated).map(need).collect()),
    }
}

/// Document and indicator.
type Need<'a> = (&'a str, &'a str);

fn need((document, indicator, _): &Triple) -> Need<'_> {
    (document, indicator)
}

fn mentioned<'a>(document: &'a Scored, counts: fn(Verdict) -> bool) -> Vec<Need<'a>> {
    let mentions = document.result.map_or(&[][..], |r| &r.mentions);
    let counting = mentions.iter().filter(|judged| counts(judged.verdict));
    counting.map(|judged| (document.name.as_str(), judged.mention.indicator.as_str())).collect()
}

fn is_need(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Places | Verdict::Withheld(WithheldReason::AmbiguousLevel))
}

fn miss(triple: &Triple, placed: &BTreeSet<Triple>, documents: &[Scored]) -> Finding {
    finding(triple, placed, |document, indicator| {
        find(documents, document).map(|d| evidence(d, indicator, |_, _| true)).unwrap_or_default()
    })
}

fn false_positive(triple: &Triple, stated: &BTreeSet<Triple>, documents: &[Scored]) -> Finding {
    let level = triple.2;
    finding(triple, stated, |document, indicator| {
        let Some(result) = find(documents, document) else { return Vec::new() };
        let placement =
            result.placements.iter().find(|p| p.indicator == indicator && p.level_ordinal == level);
        let mentions = placement.map_or(&[][..], |p| &p.mentions);
        evidence(result, indicator, |index, _| mentions.contains(&index))
    })
}

fn finding(
    (document, indicator, level): &Triple,
    other_side: &BTreeSet<Triple>,
    evidence: impl Fn(&str, &str) -> Vec<Evidence>,
) -> Finding {
    let same_need = other_side.iter().filter(|(d, i, _)| d == document && i == indicator);
    Finding {
        document: document.clone(),
        indicator: indicator.clone(),
        level: *level,
        elsewhere: same_need.map(|(_, _, level)| *level).collect(),
        evidence: evidence(document, indicator),
    }
}

fn find<'a>(documents: &[Scored<'a>], name: &str) -> Option<&'a DocumentResult> {
    documents.iter().find(|d| d.name == name).and_then(|d| d.result)
}

fn left_out(results: &Results, documents: &[Scored]) -> Vec<String> {
    let scored: BTreeSet<&str> =
        documents.iter().filter_map(|d| d.result).map(|r| r.document.sha256.as_str()).collect();
    let others = results.documents.iter().filter(|r| !scored.contains(r.document.sha256.as_str()));
    others.map(|r| r.document.path().to_owned()).collect()
}
