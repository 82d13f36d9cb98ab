//! From a document's own levels to intervals on the canonical scale: rules R0 to R6.
//!
//! A number alone never maps (R0). R1: anchors in the level's own definition. R2: default
//! of the naming family. R3: a range of levels has the hull of their intervals
//! ([`TierInterval::hull`]). R4: Wales and Scotland. R5: Family Help. R6: unknown stays
//! unknown. Along a ladder the intervals rise.

use crate::anchors;
use crate::family;
use crate::reference::{Number, Reference};
use serde::{Deserialize, Serialize};
use thresholds_model::scheme::{CrosswalkRule, Family, Jurisdiction, Level, Regime, Scheme, TierInterval};

/// Gives every level of a scheme its interval, its rule and the words.
pub(crate) fn map(scheme: &mut Scheme) {
    let defaults = family::defaults(scheme.family, &scheme.levels);
    let count = scheme.levels.len();
    let own: Vec<Option<Number>> =
        scheme.levels.iter().map(|l| l.number.as_deref().and_then(Number::read)).collect();
    for (i, level) in scheme.levels.iter_mut().enumerate() {
        let number = own.get(i).copied().flatten();
        let names_own = |r: &Reference| {
            number.is_none_or(|n| {
                r.numbers.contains(&n) || r.numbers.iter().any(|m| m.value == n.value && m.part.is_none())
            })
        };
        let (tiers, rule, words) = interval(
            level,
            i,
            count,
            defaults.get(i).copied(),
            &names_own,
            scheme.jurisdiction,
            scheme.family,
        );
        level.tiers = tiers;
        level.rule = rule;
        level.rule_words = words;
    }
    rise(&mut scheme.levels, &defaults);
}

fn interval(
    level: &Level,
    index: usize,
    count: usize,
    default: Option<TierInterval>,
    names_own: &dyn Fn(&Reference) -> bool,
    jurisdiction: Jurisdiction,
    family: Family,
) -> (TierInterval, CrosswalkRule, Vec<String>) {
    let at = |low, high| TierInterval { low, high };
    let name = level.name.clone().unwrap_or_else(|| level.label.clone());
    if jurisdiction == Jurisdiction::Scotland {
        let stages = [at(0, 1), at(1, 2), at(2, 5)];
        return match stages.get(index).filter(|_| count == stages.len()) {
            Some(stage) => (*stage, CrosswalkRule::R4, vec![level.label.clone()]),
            None => (TierInterval::UNKNOWN, CrosswalkRule::R6, Vec::new()),
        };
    }
    if family::is_family_help(&name) {
        return (at(2, 3), CrosswalkRule::R5, vec![name]);
    }
    let found = anchors::anchors(&level.definition, index == 0, names_own);
    let steps = || found.iter().map(|a| a.step);
    if let (Some(low), Some(high)) = (steps().min(), steps().max()) {
        let rule = if jurisdiction == Jurisdiction::Wales { CrosswalkRule::R4 } else { CrosswalkRule::R1 };
        return (at(low, high), rule, found.into_iter().map(|a| a.words).collect());
    }
    if family == Family::FamilyHelp {
        let lower = name.to_lowercase();
        if index == 0 {
            let high = u8::from(!lower.trim().starts_with("universal") || lower.contains("early help"));
            return (at(0, high), CrosswalkRule::R5, vec![name]);
        }
        if lower.contains("child protection") {
            return (at(4, 4), CrosswalkRule::R5, vec![name]);
        }
    }
    match default.filter(|d| *d != TierInterval::UNKNOWN) {
        Some(default) => (default, CrosswalkRule::R2, vec![level.label.clone()]),
        None => (TierInterval::UNKNOWN, CrosswalkRule::R6, Vec::new()),
    }
}

/// Makes both ends of the intervals rise (or stay) along the ladder. An interval from a
/// definition that contradicts its neighbours gives way to the family's default; what then
/// still falls is clamped.
fn rise(levels: &mut [Level], defaults: &[TierInterval]) {
    for i in 1..levels.len() {
        let (Some(below), Some(here)) = (levels.get(i - 1).map(|l| l.tiers), levels.get(i).map(|l| l.tiers))
        else {
            continue;
        };
        if here.low >= below.low && here.high >= below.high {
            continue;
        }
        for j in [i, i - 1] {
            let (Some(level), Some(default)) = (levels.get_mut(j), defaults.get(j)) else { continue };
            let strays = level.rule == CrosswalkRule::R1 && level.tiers.disjoint(*default);
            if strays && *default != TierInterval::UNKNOWN {
                level.tiers = *default;
                level.rule = CrosswalkRule::R2;
                level.rule_words.insert(0, format!("{} (against its neighbours:", level.label));
                if let Some(last) = level.rule_words.last_mut() {
                    last.push(')');
                }
            }
        }
    }
    let mut low = 0;
    for level in levels.iter_mut() {
        low = level.tiers.low.max(low);
        level.tiers.low = low;
        level.tiers.high = level.tiers.high.max(low);
    }
    let mut high = 5;
    for level in levels.iter_mut().rev() {
        high = level.tiers.high.min(high);
        level.tiers.high = high.max(level.tiers.low);
        high = level.tiers.high;
    }
    let mut highest = 0;
    for level in levels.iter_mut() {
        highest = level.tiers.high.max(highest);
        level.tiers.high = highest;
    }
}

/// A researcher's own place for a level, from `crosswalk.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// The document: its SHA-256 or its path in the corpus.
    pub document: String,
    /// The level by its ordinal from 1, or
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ordinal: Option<u8>,
    /// by its label or one of its other spellings as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Lowest step of the canonical scale, 0 to 5.
    pub low: u8,
    /// Highest step, 0 to 5 and not below `low`.
    pub high: u8,
    /// Why, for the reader of the report.
    pub reason: String,
    /// Day of the decision, ISO 8601.
    pub date: String,
}

impl Override {
    /// Whether it speaks of a document with this hash or one of these paths.
    pub fn is_for(&self, sha256: &str, paths: &[&str]) -> bool {
        self.document.eq_ignore_ascii_case(sha256) || paths.contains(&self.document.as_str())
    }

    fn selects(&self, level: &Level) -> bool {
        let same = |text: &str, wanted: &str| {
            crate::fold::fold(text).to_lowercase() == crate::fold::fold(wanted).to_lowercase()
        };
        self.ordinal.is_some_and(|o| o == level.ordinal)
            || self.label.as_deref().is_some_and(|wanted| {
                std::iter::once(&level.label)
                    .chain(&level.name)
                    .chain(&level.aliases)
                    .any(|text| same(text, wanted))
            })
    }
}

/// Applies a researcher's entries to the scheme of the document that they are for. Gives
/// those that could not be applied: no such level, or no interval on the scale.
#[must_use = "an entry that fits no level is a mistake that the researcher must hear of"]
pub fn apply_overrides<'o>(scheme: &mut Scheme, overrides: &[&'o Override]) -> Vec<&'o Override> {
    let mut unused = Vec::new();
    for entry in overrides {
        let level = scheme
            .levels
            .iter_mut()
            .find(|l| entry.selects(l))
            .filter(|_| entry.low <= entry.high && entry.high <= 5);
        match level {
            Some(level) => {
                level.tiers = TierInterval { low: entry.low, high: entry.high };
                level.rule = CrosswalkRule::Override;
                level.rule_words = vec![entry.reason.clone(), entry.date.clone()];
            }
            None => unused.push(*entry),
        }
    }
    unused
}

/// The regime by names and definitions: a level called Family Help, or a definition that
/// names Family Help as a service of its own.
pub(crate) fn regime(levels: &[Level]) -> Regime {
    let names_it = |l: &Level| {
        l.name.as_deref().is_some_and(family::is_family_help) || l.definition.contains("Family Help")
    };
    if levels.iter().any(names_it) { Regime::FamilyHelp } else { Regime::Standard }
}
