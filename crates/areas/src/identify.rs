//! The decision: whose document it is, or that it is not certain.

use crate::evidence::{EvidenceText, Origin};
use crate::register::Register;
use crate::score::{Claim, Claims, weigh};
use std::collections::BTreeSet;
use thresholds_model::document::Identity;

/// Fewest points that decide.
const ENOUGH: f64 = 4.0;
/// Fewest points that decide when nothing else is named.
const ENOUGH_ALONE: f64 = 2.5;
/// A rival with this share of the best claim's points makes it unsure.
const RIVAL: f64 = 0.7;
/// What counts as "nothing else is named".
const NEGLIGIBLE: f64 = 0.25;
/// How much a member's own points add to the claim of all members together, and back.
const FROM_MEMBERS: f64 = 0.3;
const FROM_JOINT: f64 = 0.15;

/// Whose document it is, from what its texts say, for a document of a year (when that
/// is known): areas that stood then. Unsure is unsure: no areas, only candidates, best
/// first.
pub fn identify(register: &Register, evidence: &[EvidenceText], year: Option<i32>) -> Identity {
    let claims = weigh(register, evidence, year);
    let ranked = ranked(&claims);
    match decide(register, &claims, &ranked, year) {
        Some(codes) => {
            let evidence = words(&claims, &codes);
            Identity { areas: codes, evidence, candidates: Vec::new() }
        }
        None => Identity {
            areas: Vec::new(),
            evidence: ranked.iter().take(3).flat_map(|(codes, _)| words(&claims, codes)).collect(),
            candidates: candidates(&ranked),
        },
    }
}

type Ranked<'c> = Vec<(&'c [String], f64)>;

/// Sets of areas with all their points, those of members and joint claims in part; best first.
fn ranked(claims: &Claims) -> Ranked<'_> {
    let mut out: Ranked<'_> = claims
        .iter()
        .map(|(codes, claim)| {
            let related: f64 = claims
                .iter()
                .filter(|(other, _)| *other != codes)
                .map(|(other, c)| match (within(other, codes), within(codes, other)) {
                    (true, _) => FROM_MEMBERS * c.own(),
                    (_, true) => FROM_JOINT * c.own(),
                    _ => 0.0,
                })
                .sum();
            (codes.as_slice(), claim.own() + related)
        })
        .collect();
    out.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    out
}

fn decide(
    register: &Register,
    claims: &Claims,
    ranked: &Ranked<'_>,
    year: Option<i32>,
) -> Option<Vec<String>> {
    let firm: Ranked<'_> =
        ranked.iter().copied().filter(|(codes, _)| claims.get(*codes).is_some_and(|c| c.decides)).collect();
    let (best, points) = *firm.first()?;
    let chosen = joint_or_member(claims, &firm, best)?;
    let rivals: Ranked<'_> = firm
        .iter()
        .copied()
        .filter(|(codes, _)| !within(codes, &chosen) && !within(&chosen, codes))
        .collect();
    let strongest = rivals.first().map_or(0.0, |(_, p)| *p);
    let enough = points >= ENOUGH || points >= ENOUGH_ALONE && strongest <= NEGLIGIBLE * points;
    if !enough {
        return None;
    }
    let close: Vec<&[String]> =
        rivals.iter().filter(|(_, p)| *p >= RIVAL * points).map(|(c, _)| *c).collect();
    match close.is_empty() {
        true => Some(chosen),
        false => together(register, &chosen, &close, year),
    }
}

/// Between all members of a joint claim and one of them: the title decides, then
/// whether the partnership is known to publish one document, then who is named more.
fn joint_or_member(claims: &Claims, firm: &Ranked<'_>, best: &[String]) -> Option<Vec<String>> {
    let own = claims.get(best)?;
    let wider = firm.iter().filter(|(codes, _)| *codes != best && within(best, codes));
    let wider = wider.filter_map(|(codes, _)| Some((*codes, claims.get(*codes)?)));
    let joint = wider
        .filter(|(_, c)| c.cover() >= 0.5 * own.cover() && c.cover() > 0.0)
        .max_by(|a, b| a.1.cover().total_cmp(&b.1.cover()))
        .unwrap_or((best, own));
    let members: Vec<(&[String], &Claim)> = firm
        .iter()
        .filter(|(codes, _)| *codes != joint.0 && within(codes, joint.0))
        .filter_map(|(codes, _)| Some((*codes, claims.get(*codes)?)))
        .filter(|(_, c)| c.cover() >= 0.5 * joint.1.cover() && c.cover() > 0.0)
        .collect();
    let all: BTreeSet<&String> = members.iter().flat_map(|(codes, _)| *codes).collect();
    if members.is_empty() || all.len() == joint.0.len() {
        return Some(joint.0.to_vec());
    }
    let [(member, claim)] = members.as_slice() else {
        return (joint.1.shares != Some(false)).then(|| joint.0.to_vec());
    };
    let by_title = claim.title() > 0.0 && joint.1.title() == 0.0;
    let to_member = match joint.1.shares {
        _ if by_title => true,
        Some(shares) => !shares,
        None => claim.cover() >= joint.1.cover(),
    };
    Some(if to_member { member.to_vec() } else { joint.0.to_vec() })
}

/// Areas that are named equally are meant together where a partnership has just these
/// members.
fn together(
    register: &Register,
    chosen: &[String],
    close: &[&[String]],
    year: Option<i32>,
) -> Option<Vec<String>> {
    let all: BTreeSet<String> = chosen.iter().chain(close.iter().copied().flatten()).cloned().collect();
    let all: Vec<String> = all.into_iter().collect();
    let joint = register
        .partnerships()
        .iter()
        .filter(|p| p.decides() && year.is_none_or(|y| p.stands_in(y)))
        .any(|p| register.codes_in(&p.members, year) == all);
    joint.then_some(all)
}

/// Single areas by the best claim that names them.
fn candidates(ranked: &Ranked<'_>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for code in ranked.iter().flat_map(|(codes, _)| *codes) {
        if !out.contains(code) {
            out.push(code.clone());
        }
    }
    out
}

/// What speaks for a set of areas, in words, most telling first.
fn words(claims: &Claims, codes: &[String]) -> Vec<String> {
    let own = claims.get(codes).into_iter();
    let members = claims.iter().filter(|(c, _)| c.as_slice() != codes && within(c, codes)).map(|(_, c)| c);
    let mut out: Vec<String> = Vec::new();
    for claim in own.chain(members) {
        for (origin, (words, times)) in &claim.words {
            let times = match (origin, times) {
                (Origin::Body | Origin::Web, n) if *n > 1 => format!(", {n} times"),
                _ => String::new(),
            };
            let line = format!("{}: \"{words}\"{times}", origin.words());
            if !out.contains(&line) && out.len() < 8 {
                out.push(line);
            }
        }
    }
    out
}

/// Whether every code of the first set is in the second.
fn within(inner: &[String], outer: &[String]) -> bool {
    inner.iter().all(|code| outer.contains(code))
}
