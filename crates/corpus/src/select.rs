//! Which documents count in an edition: those in force in it.

use crate::facts::Facts;
use crate::manifest::{Manifest, Status};
use crate::order::{primary_first, supersedes};
use std::collections::{BTreeMap, BTreeSet};
use thresholds_areas::Register;
use thresholds_model::document::{DocumentKind, Outcome, Source, Used};
use thresholds_model::scheme::Jurisdiction;

const SUPERSEDED_BY_HAND: &str = "superseded, says manifest.csv";

/// A document that may count.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// Its first path.
    pub path: &'a str,
    /// What became of reading it.
    pub outcome: Outcome,
    /// What is known of it.
    pub facts: &'a Facts,
    /// The law that it rests on.
    pub jurisdiction: Jurisdiction,
}

/// Whether a document counts, and for which areas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Whether it counts, or why not.
    pub used: Used,
    /// The same in words, with what to do where something is to be done.
    pub reason: String,
    /// Codes of the areas for which it counts, as they stand in the edition: a council
    /// that was given a new code has its older document under the new one. A joint
    /// document may be superseded for one member only.
    pub areas: Vec<String>,
    /// Whether it is the first of the documents that make up an area's text.
    pub primary: bool,
}

/// The edition: the one asked for, else the newest year of the manifest, else the
/// newest year of the documents.
pub fn edition(
    asked: Option<i32>,
    manifest: Option<&Manifest>,
    years: impl Iterator<Item = i32>,
) -> Option<i32> {
    let by_manifest = || manifest.and_then(|m| m.rows.iter().filter_map(|r| r.year).max());
    asked.or_else(by_manifest).or_else(|| years.max())
}

/// Decides for each document, in their order, whether it counts in an edition.
pub fn select(candidates: &[Candidate<'_>], edition: i32, register: &Register) -> Vec<Choice> {
    let mut choices: Vec<Choice> = candidates.iter().map(|c| alone(c, edition)).collect();
    let by_area = by_area(candidates, &choices, edition, register);
    let mut replaced: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for (area, members) in &by_area.standing {
        let mut kept: Vec<usize> = Vec::new();
        for &i in members {
            match replaced_by(i, members, candidates, edition) {
                Some(words) => replaced.entry(i).or_default().push(words),
                None => kept.push(i),
            }
        }
        kept.sort_by(|a, b| {
            let key = |i: &usize| candidates.get(*i).map(|c| (c.facts, c.path));
            key(a).zip(key(b)).map_or(std::cmp::Ordering::Equal, |(a, b)| primary_first(a, b))
        });
        for (place, i) in kept.iter().enumerate() {
            if let Some(choice) = choices.get_mut(*i) {
                choice.areas.push(area.clone());
                choice.primary |= place == 0;
            }
        }
    }
    let covered: BTreeSet<String> = choices.iter().flat_map(|c| c.areas.iter().cloned()).collect();
    for (i, choice) in choices.iter_mut().enumerate() {
        if choice.used != Used::Yes {
            continue;
        }
        if let Some(words) = replaced.get(&i).and_then(|w| w.first())
            && choice.areas.is_empty()
        {
            set(choice, Used::Superseded, words.clone());
        } else if let Some(ended) = by_area.ended.get(&i)
            && choice.areas.is_empty()
        {
            legacy(choice, ended, &covered, edition);
        }
    }
    choices
}

/// What can be said of a document without looking at others.
fn alone(candidate: &Candidate<'_>, edition: i32) -> Choice {
    let facts = candidate.facts;
    let year = facts.date.as_ref().map(|d| d.year);
    let by_hand = facts.status == Some(Status::Draft);
    let draft = facts.draft.as_ref().filter(|_| facts.status != Some(Status::InForce));
    let (used, reason) = if !candidate.outcome.has_text() {
        match facts.status {
            Some(Status::Draft) => (Used::Draft, "a draft, says manifest.csv".to_owned()),
            Some(Status::Superseded) => (Used::Superseded, SUPERSEDED_BY_HAND.to_owned()),
            _ => (Used::NotRead, "not read".to_owned()),
        }
    } else if facts.kind != DocumentKind::Threshold {
        let kind = match facts.kind {
            DocumentKind::SchoolPolicy => "the policy of a school or another body",
            DocumentKind::ReferralForm => "a referral form",
            DocumentKind::ShortBreaks => "a ladder for short breaks or disabled children's services",
            _ => "another type of document",
        };
        (Used::NotAThresholdDocument, format!("{kind} ({})", facts.kind_evidence.join("; ")))
    } else if candidate.jurisdiction != Jurisdiction::England {
        (Used::OtherJurisdiction, "rests on the law of Wales or Scotland".to_owned())
    } else if by_hand {
        (Used::Draft, "a draft, says manifest.csv".to_owned())
    } else if let Some(words) = draft {
        let remedy = "if it is agreed, give it the status in_force in manifest.csv";
        (Used::Draft, format!("a draft (\"{words}\"); {remedy}"))
    } else if facts.identity.areas.is_empty() {
        let remedy = "name its area codes in manifest.csv";
        let candidates = facts.identity.candidates.iter().take(5).cloned().collect::<Vec<_>>().join(", ");
        let perhaps = if candidates.is_empty() { String::new() } else { format!(", perhaps {candidates}") };
        (Used::AreaUnsure, format!("whose document it is could not be told{perhaps}; {remedy}"))
    } else {
        match year {
            None => {
                let remedy = "name its year in manifest.csv";
                (Used::YearUnsure, format!("nothing says from which year it is; {remedy}"))
            }
            Some(year) if year > edition => (
                Used::Superseded,
                format!("later than edition {edition}: it is from {year} and not yet in force"),
            ),
            Some(_) => (Used::Yes, "in force".to_owned()),
        }
    };
    Choice { used, reason, areas: Vec::new(), primary: false }
}

/// Documents by area of the edition, and those whose area had ended by then.
struct ByArea {
    standing: BTreeMap<String, Vec<usize>>,
    /// By document: codes that had ended, with those that follow them.
    ended: BTreeMap<usize, Vec<(String, Vec<String>)>>,
}

fn by_area(candidates: &[Candidate<'_>], choices: &[Choice], edition: i32, register: &Register) -> ByArea {
    let mut out = ByArea { standing: BTreeMap::new(), ended: BTreeMap::new() };
    for (i, (candidate, _)) in
        candidates.iter().zip(choices).enumerate().filter(|(_, (_, c))| c.used == Used::Yes)
    {
        for code in &candidate.facts.identity.areas {
            let unknown = register.area(code).is_none().then_some(code.as_str());
            match register.code_in(code, edition).or(unknown) {
                Some(now) => {
                    let documents = out.standing.entry(now.to_owned()).or_default();
                    documents.extend((!documents.contains(&i)).then_some(i));
                }
                None => {
                    let after = register.codes_in(std::slice::from_ref(code), Some(edition));
                    out.ended.entry(i).or_default().push((code.clone(), after));
                }
            }
        }
    }
    out
}

/// Why a document does not count for an area: which other one takes its place, or the
/// researcher's word.
fn replaced_by(i: usize, members: &[usize], candidates: &[Candidate<'_>], edition: i32) -> Option<String> {
    let own = candidates.get(i)?;
    let others = members.iter().filter(|m| **m != i).filter_map(|m| candidates.get(*m));
    let newer = others
        .filter(|o| supersedes(o.facts, own.facts))
        .min_by_key(|o| (std::cmp::Reverse(o.facts.date.as_ref().map(|d| d.year)), o.path));
    if let Some(newer) = newer {
        let year = newer.facts.date.as_ref().map_or(String::new(), |d| format!(" of {}", d.year));
        return Some(format!("replaced by {}{year}", newer.path));
    }
    // What is superseded today was in force before the version that replaced it.
    let superseded =
        own.facts.status == Some(Status::Superseded) && !stood_until_later(own, candidates, edition);
    superseded.then(|| SUPERSEDED_BY_HAND.to_owned())
}

fn stood_until_later(own: &Candidate<'_>, candidates: &[Candidate<'_>], edition: i32) -> bool {
    candidates.iter().any(|c| {
        c.facts.date.as_ref().is_some_and(|d| d.year > edition)
            && c.facts.kind == DocumentKind::Threshold
            && c.facts.identity.areas.iter().any(|a| own.facts.identity.areas.contains(a))
    })
}

/// A document of an area that had ended: its successors may use it still, but only the
/// researcher can know.
fn legacy(choice: &mut Choice, ended: &[(String, Vec<String>)], covered: &BTreeSet<String>, edition: i32) {
    let codes: Vec<&str> = ended.iter().map(|(code, _)| code.as_str()).collect();
    let open: Vec<&str> = ended
        .iter()
        .flat_map(|(_, after)| after)
        .filter(|a| !covered.contains(*a))
        .map(String::as_str)
        .collect();
    let had_ended = format!("{} had ended by {edition}", codes.join(", "));
    match open.is_empty() {
        true => set(
            choice,
            Used::Superseded,
            format!("{had_ended}, and what follows it has documents of its own"),
        ),
        false => {
            let remedy = "if they still use it, name their codes in manifest.csv";
            set(choice, Used::AreaUnsure, format!("{had_ended}; followed by {}: {remedy}", open.join(", ")));
        }
    }
}

fn set(choice: &mut Choice, used: Used, reason: String) {
    choice.used = used;
    choice.reason = reason;
    choice.primary = false;
}

/// Use of each path of one document. The same bytes under another path are a duplicate,
/// unless the manifest gives that path areas that no path before it has: two areas may
/// publish one text.
pub fn source_uses(sources: &[Source], manifest: Option<&Manifest>, used: &Used) -> Vec<Used> {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut first: Option<&str> = None;
    let mut out = Vec::new();
    for source in sources {
        let row = manifest.and_then(|m| m.row(&source.path));
        let areas = row.map_or(&[][..], |r| &r.area_codes);
        let adds = areas.iter().filter(|a| seen.insert(a)).count() > 0;
        out.push(match first {
            Some(first) if !adds => Used::DuplicateOf(first.to_owned()),
            _ => used.clone(),
        });
        first = first.or(Some(&source.path));
    }
    out
}
