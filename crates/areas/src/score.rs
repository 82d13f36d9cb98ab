//! Points: how much of the evidence speaks for each set of areas.

use crate::claim::{Naming, addresses, namings};
use crate::evidence::{EvidenceText, Origin, without_aggregator_noise};
use crate::register::Register;
use std::collections::BTreeMap;

/// Everything that speaks for one set of areas.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Claim {
    /// Points by where they come from.
    pub points: BTreeMap<Origin, f64>,
    /// The plainest words of each origin, and how often the set is named there.
    pub words: BTreeMap<Origin, (String, usize)>,
    /// Whether any of it may decide.
    pub decides: bool,
    /// Whether the partnership named shares one document, as far as that is known.
    pub shares: Option<bool>,
}

impl Claim {
    /// All points.
    pub fn own(&self) -> f64 {
        self.points.values().sum()
    }

    /// Points from where a document says whose it is: its cover, headers and title.
    pub fn cover(&self) -> f64 {
        self.points.iter().filter(|(o, _)| o.is_cover()).map(|(_, p)| p).sum()
    }

    /// Points from the title alone.
    pub fn title(&self) -> f64 {
        self.points.get(&Origin::Title).copied().unwrap_or_default()
    }
}

/// Claims by the codes that they name, sorted.
pub(crate) type Claims = BTreeMap<Vec<String>, Claim>;

/// Shares of points below which mentions in the running text are too few to count in full.
const FULL_BODY: f64 = 4.0;
const FULL_WEB: f64 = 2.0;

/// Weighs all evidence.
pub(crate) fn weigh(register: &Register, evidence: &[EvidenceText], year: Option<i32>) -> Claims {
    let mut by_origin: BTreeMap<Origin, Vec<Naming>> = BTreeMap::new();
    for text in evidence {
        let own = EvidenceText::new(text.origin, without_aggregator_noise(&prepared(text)));
        by_origin.entry(Origin::Web).or_default().extend(addresses(register, &own.text, year));
        if own.origin != Origin::Web {
            by_origin.entry(own.origin).or_default().extend(namings(register, &own, year));
        }
    }
    let mut claims = Claims::new();
    for (origin, found) in &by_origin {
        let full = match origin {
            Origin::Body => Some(FULL_BODY),
            Origin::Web => Some(FULL_WEB),
            _ => None,
        };
        for (codes, group) in grouped(found) {
            let claim = claims.entry(codes).or_default();
            let points = match full {
                Some(full) => by_share(&group, found, full),
                None => by_plainest(&group),
            };
            claim.points.insert(*origin, points * origin.weight());
            if let Some(plainest) = group
                .iter()
                .max_by(|a, b| a.strength.cmp(&b.strength).then(b.words.len().cmp(&a.words.len())))
            {
                claim.words.insert(*origin, (plainest.words.clone(), group.len()));
            }
            claim.decides |= group.iter().any(|n| n.decides);
            claim.shares = claim.shares.or(group.iter().find_map(|n| n.shares));
        }
    }
    claims
}

/// A path with its words set apart; any other text as it is.
fn prepared(text: &EvidenceText) -> String {
    match text.origin {
        Origin::FileName => crate::tokens::spread(&text.text),
        _ => text.text.clone(),
    }
}

fn grouped(found: &[Naming]) -> BTreeMap<Vec<String>, Vec<&Naming>> {
    let mut groups: BTreeMap<Vec<String>, Vec<&Naming>> = BTreeMap::new();
    for naming in found {
        groups.entry(naming.codes.clone()).or_default().push(naming);
    }
    groups
}

/// On a cover one plain naming is enough; more of them add a little.
fn by_plainest(group: &[&Naming]) -> f64 {
    let best = group.iter().map(|n| n.strength.share()).fold(0.0, f64::max);
    let more = group.len().saturating_sub(1).min(3) as f64;
    best * (1.0 + 0.1 * more)
}

/// In running text the share of all namings counts, once there are enough of them.
fn by_share(group: &[&Naming], all: &[Naming], full: f64) -> f64 {
    let mass = |names: &mut dyn Iterator<Item = &Naming>| names.map(|n| n.strength.share()).sum::<f64>();
    let own = mass(&mut group.iter().copied());
    let total = mass(&mut all.iter());
    if total > 0.0 { own / total * (own / full).min(1.0) } else { 0.0 }
}
