//! The naming family of a ladder and the intervals that are its default (rule R2).

use crate::fold::fold;
use crate::names;
use thresholds_model::scheme::{Family, Level, TierInterval};

/// The family by the names, the numbering and the number of levels.
pub(crate) fn family(levels: &[Level], term: Option<&str>) -> Family {
    let names: Vec<String> = levels.iter().map(spelled).collect();
    let at = |i: usize| names.get(i).map_or("", String::as_str);
    let has = |i: usize, words: &[&str]| words.iter().any(|w| at(i).contains(w));
    let any = |words: &[&str]| names.iter().filter(|n| words.iter().any(|w| n.contains(w))).count();
    let count = levels.len();
    let split = levels.iter().any(|l| l.number.as_deref().is_some_and(ends_in_letter));
    let numbered = |i: usize| levels.get(i).and_then(|l| l.number.as_deref());
    if levels.is_empty() {
        Family::None
    } else if names.iter().any(|n| is_family_help(n)) {
        Family::FamilyHelp
    } else if levels.iter().filter(|l| l.name.as_deref().is_some_and(is_colour)).count() >= 3 {
        Family::Colour
    } else if any(&["thriving", "getting advice", "getting help", "getting more help", "risk support"]) >= 2 {
        Family::Thrive
    } else if count == 4
        && numbered(0).is_none()
        && numbered(1).is_some_and(|n| matches!(n, "1" | "One" | "one" | "I"))
    {
        Family::Shifted
    } else if any(&["help for everyone", "additional help", "intensive help", "specialist help"]) >= 2 {
        Family::HelpWords
    } else if split {
        Family::Split
    } else if count == 5 {
        Family::Five
    } else if count == 3 {
        Family::Three
    } else if count != 4 {
        Family::Other
    } else if any(&["universal plus", "partnership plus"]) >= 1 {
        Family::UniversalPlus
    } else if has(0, &["no additional"])
        && (has(3, &["child protection"]) || has(2, &["children in need", "child in need"]))
        || has(2, &["children in need", "child in need"])
            && !has(2, &["in need of"])
            && has(3, &["protection"])
    {
        Family::NoAdditional
    } else if has(2, &["complex", "multiple"])
        && has(3, &["acute"])
        && (term == Some("Tier") || has(0, &["no additional"]))
    {
        Family::London
    } else if has(1, &["additional"]) && has(2, &["intensive", "integrated"]) {
        Family::AdditionalIntensiveSpecialist
    } else if has(2, &["complex", "multiple"])
        && (has(1, &["additional"]) || has(3, &["acute"]))
        && !has(1, &["earliest"])
    {
        Family::AdditionalComplexAcute
    } else if has(1, &["early help", "earliest help", "early support", "early intervention", "targeted"])
        || has(1, &["child in need of help"])
        || has(2, &["targeted", "early help"])
    {
        Family::EarlyHelpTargeted
    } else if levels.iter().all(|l| l.name.is_none()) {
        Family::NumberOnly
    } else {
        Family::Other
    }
}

fn spelled(level: &Level) -> String {
    fold(level.name.as_deref().unwrap_or_default()).to_lowercase()
}

fn ends_in_letter(number: &str) -> bool {
    number.starts_with(|c: char| c.is_ascii_digit()) && number.ends_with(|c: char| c.is_ascii_alphabetic())
}

fn is_colour(name: &str) -> bool {
    names::colour_rank(name).is_some()
}

/// A level that is called Family Help (rule R5), not one that only mentions help for a family.
pub(crate) fn is_family_help(name: &str) -> bool {
    let key = names::key(name);
    key == "family help" || names::parts(name).iter().any(|p| names::key(p) == "family help")
}

type Steps = (u8, u8);

/// What the place among four levels alone allows.
const NUMBER_ONLY: [Steps; 4] = [(0, 0), (1, 2), (1, 3), (3, 5)];

/// Default intervals of a family, lowest level first; empty where it has none.
pub(crate) fn defaults(family: Family, levels: &[Level]) -> Vec<TierInterval> {
    let names: Vec<String> = levels.iter().map(spelled).collect();
    let top = names.last().map_or("", String::as_str);
    let steps: Vec<Steps> = match (family, levels.len()) {
        (
            Family::AdditionalIntensiveSpecialist
            | Family::UniversalPlus
            | Family::EarlyHelpTargeted
            | Family::AdditionalComplexAcute,
            4,
        ) => vec![(0, 0), (1, 1), (2, 2), (3, 5)],
        (Family::NoAdditional, 4) => vec![(0, 0), (1, 2), (3, 3), (4, 5)],
        (Family::London, 4) => vec![(0, 0), (1, 2), (2, 3), (4, 5)],
        (Family::HelpWords, 4) => vec![(0, 0), (1, 2), (2, 3), (3, 5)],
        (Family::HelpWords, 5) => vec![(0, 0), (1, 1), (2, 2), (2, 3), (3, 5)],
        (Family::Five, 5) if statute_stands_lower(&names) => return by_name(levels),
        (Family::Five, 5)
            if names.iter().any(|n| n.contains("in need")) || names.iter().all(|n| !n.is_empty()) =>
        {
            vec![(0, 0), (1, 1), (2, 2), (3, 3), (4, 5)]
        }
        (Family::Five, 5) => vec![(0, 0), (1, 1), (1, 2), (2, 3), (3, 5)],
        (Family::Thrive, 5) if top.contains("risk") => vec![(0, 0), (0, 1), (1, 2), (2, 3), (3, 5)],
        (Family::Thrive, 5) => vec![(0, 0), (1, 1), (1, 2), (2, 2), (3, 5)],
        (Family::Thrive, 4) => vec![(0, 1), (1, 2), (2, 3), (3, 5)],
        (Family::Three, 3) => vec![(0, 0), (1, 2), (3, 5)],
        (Family::Shifted, 4) => vec![(0, 0), (1, 1), (1, 2), (3, 5)],
        (Family::Split, count) => split(levels, count),
        (Family::NumberOnly | Family::Colour, 4) => NUMBER_ONLY.to_vec(),
        _ => return by_name(levels),
    };
    steps.into_iter().map(|(low, high)| TierInterval { low, high }).collect()
}

/// A split level: its first part takes the lower half, its second the upper.
fn split(levels: &[Level], count: usize) -> Vec<Steps> {
    let last_is_split = levels.last().and_then(|l| l.number.as_deref()).is_some_and(ends_in_letter);
    match (count, last_is_split) {
        (4, false) => vec![(0, 0), (1, 1), (2, 2), (3, 5)],
        (5, false) => {
            let middle = levels.get(1).and_then(|l| l.number.as_deref()).is_some_and(ends_in_letter);
            let third = if middle { (2, 2) } else { (1, 2) };
            vec![(0, 0), (1, 1), third, (2, 3), (3, 5)]
        }
        (4, true) => vec![(0, 0), (1, 2), (3, 3), (4, 5)],
        (5, true) => vec![(0, 0), (1, 1), (2, 2), (3, 3), (4, 5)],
        _ => vec![(0, 5); count],
    }
}

/// Whether the third of five levels is named after a child in need, so that protection and
/// care have levels of their own.
fn statute_stands_lower(names: &[String]) -> bool {
    names.get(2).is_some_and(|n| n.contains("in need") && !n.contains("in need of"))
}

fn names_care(name: &str) -> bool {
    name.contains("in care") || name.contains("looked after")
}

/// Where no family fits: each level by its own name, as far as names tell. What lies
/// between early help and a child in need belongs to the early help below.
fn by_name(levels: &[Level]) -> Vec<TierInterval> {
    let top = levels.len().saturating_sub(1);
    let care_apart = levels.last().is_some_and(|l| names_care(&spelled(l)));
    let mut intervals: Vec<TierInterval> = levels
        .iter()
        .enumerate()
        .map(|(i, level)| {
            let name = spelled(level);
            let (low, high) = if names_care(&name) {
                (5, 5)
            } else if name.contains("protection") {
                (4, if care_apart { 4 } else { 5 })
            } else if name.contains("child in need") || name.contains("children in need") {
                (3, 3)
            } else {
                match level.name.as_deref().and_then(names::known) {
                    None if level.name.is_none() && level.number.is_some() && top == 3 => {
                        NUMBER_ONLY.get(i).copied().unwrap_or((0, 5))
                    }
                    Some(0) => (0, 0),
                    Some(1) => (1, 1),
                    Some(2) => (2, 2),
                    Some(3) => (2, 3),
                    Some(_) if i == top => (3, 5),
                    _ => (0, 5),
                }
            };
            TierInterval { low, high }
        })
        .collect();
    for i in 1..intervals.len() {
        let (before, here) = intervals.split_at_mut(i);
        if let (Some(below), Some(above)) = (before.last_mut(), here.first())
            && (below.low, below.high, above.low) == (1, 1, 3)
        {
            below.high = 2;
        }
    }
    intervals
}
