//! Chooses the document's own ladder among what its titles show.

use crate::fold::{fold, pattern, words};
use crate::ladder::{Ladder, Rung, Sighting};
use crate::reference::{Number, Term};
use crate::titles::{Place, Title, titles};
use crate::{named, names, numbered, prose};
use regex::Regex;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use thresholds_model::reading::Reading;

/// The ladders that the document may publish, the likeliest first; none when it publishes
/// no levels.
pub(crate) fn candidates(reading: &Reading) -> Vec<Ladder> {
    let titles = titles(reading);
    let numbers = numbered::discover(reading, &titles);
    let names = named::discover(reading, &titles);
    let alone = [
        numbers.as_ref().filter(|n| n.rises || !n.scale.loose()).map(|n| n.ladder.clone()),
        names.as_ref().map(|m| m.ladder.clone()),
        in_prose(reading),
    ];
    let likeliest = match (numbers, names) {
        (Some(n), Some(m)) if outranks(&n, &m) => Some(with_names(n.ladder, &m.ladder)),
        (Some(n), None) if n.alone() => Some(n.ladder),
        (Some(n), Some(m)) => Some(with_numbers(m.ladder, n.ladder)),
        (_, Some(m)) => Some(m.ladder),
        (_, None) => None,
    };
    let mut candidates: Vec<Ladder> = Vec::new();
    for mut ladder in likeliest.into_iter().chain(alone.into_iter().flatten()) {
        add_everyone(&mut ladder, &titles);
        ladder.emergency = emergency(&ladder, &titles);
        if !candidates.contains(&ladder) {
            candidates.push(ladder);
        }
    }
    candidates
}

/// A ladder that no title shows, only running text.
fn in_prose(reading: &Reading) -> Option<Ladder> {
    let numbers = prose::numbers(reading);
    let term = numbers.first().and_then(|r| r.term)?;
    let printed = numbers.iter().map(|r| Rung {
        number: r.numbers.first().copied(),
        printed: Some(r.printed.clone()),
        ..Rung::default()
    });
    // Printed numbers that start at 2 imply a first level.
    let first = Number { value: 1, part: None };
    let starts_above = numbers.first().is_some_and(|r| !r.numbers.contains(&first));
    let implied = starts_above.then(|| Rung { number: Some(first), implied: true, ..Rung::default() });
    Some(Ladder {
        term: Some(term),
        rungs: implied.into_iter().chain(printed).collect(),
        emergency: Vec::new(),
    })
}

/// Whether the numbers are the ladder and the names only its names: numbers of levels that
/// are printed as titles always are; stages and steps may belong to something else.
fn outranks(numbers: &numbered::Found, names: &named::Found) -> bool {
    let several = numbers.structural >= 3 || (numbers.structural == 2 && names.ladder.rungs.len() <= 2);
    several
        && match numbers.scale {
            Term::Stage => {
                numbers.named || numbers.in_table || matches!(names.place, Place::Heading(_) | Place::Lead)
            }
            Term::Step => false,
            loose if loose.loose() => numbers.rises,
            _ => true,
        }
}

fn with_names(mut ladder: Ladder, names: &Ladder) -> Ladder {
    ladder.take_names(names);
    ladder
}

/// Numbers that stand only at the start of definitions are given to the names when there
/// are as many of them.
fn with_numbers(mut names: Ladder, numbers: Ladder) -> Ladder {
    let whole = numbers.rungs.iter().all(|r| !r.implied) && numbers.term.is_some_and(|t| t != Term::Step);
    if whole && numbers.rungs.len() == names.rungs.len() {
        for (rung, source) in names.rungs.iter_mut().zip(numbers.rungs) {
            rung.number = source.number;
            rung.printed = source.printed;
        }
        names.term = numbers.term;
    }
    names
}

/// `Everyone`, then Level 1 to 3: a title for everybody beside the numbered ones, next to
/// the lowest of them, is a rung below Level 1. Next to Level 2, where no Level 1 is
/// printed, it is Level 1.
fn add_everyone(ladder: &mut Ladder, titles: &[Title]) {
    let Some(first) = ladder.rungs.first() else { return };
    let unprinted = first.sightings.is_empty();
    let lowest = if unprinted { ladder.rungs.get(1) } else { Some(first) };
    let Some(lowest) = lowest.and_then(|r| r.number).filter(|n| n.part.is_none()) else { return };
    let expected = if unprinted { 2 } else { 1 };
    if lowest.value != expected || first.name().is_some_and(|n| names::known(&n) == Some(0)) {
        return;
    }
    let is_lowest = |other: &Title| other.read.label.as_ref().is_some_and(|l| l.numbers == [lowest]);
    let beside = beside_siblings(titles, &is_lowest);
    let everyone = titles.iter().zip(beside).find(|(title, beside)| {
        *beside && title.read.known == Some(0) && title.read.label.is_none() && title.place.structural()
    });
    let Some((everyone, _)) = everyone else { return };
    let sightings: Vec<Sighting> = titles
        .iter()
        .filter(|t| t.read.key == everyone.read.key && t.place.weight() > 1)
        .map(sighting)
        .collect();
    match ladder.rungs.first_mut().filter(|_| unprinted) {
        Some(rung) => {
            rung.sightings = sightings;
            rung.implied = false;
        }
        None => ladder.rungs.insert(0, Rung { sightings, ..Rung::default() }),
    }
}

/// For each title whether the sibling before or after it passes a test.
fn beside_siblings(titles: &[Title], test: &dyn Fn(&Title) -> bool) -> Vec<bool> {
    let mut beside = vec![false; titles.len()];
    let mut last: BTreeMap<Place, usize> = BTreeMap::new();
    for (i, title) in titles.iter().enumerate() {
        let Some(before) = last.insert(title.place.set(), i) else { continue };
        let found = [(i, before), (before, i)].map(|(at, other)| (at, titles.get(other).is_some_and(test)));
        for (at, passes) in found {
            if let Some(slot) = beside.get_mut(at) {
                *slot |= passes;
            }
        }
    }
    beside
}

fn sighting(title: &Title) -> Sighting {
    Sighting {
        text: title.text.trim().to_string(),
        name: Some(title.text.trim().to_string()),
        numbered: title.read.label.is_some(),
        place: title.place,
        page: title.page,
        fill: title.fill,
    }
}

static EMERGENCY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:immediate(?:ly)? (?:danger|risk|harm|protection)|emergenc(?:y|ies)|(?:call|dial|ring|phone) 999|999)\b",
    )
});

/// Whether a title speaks of immediate danger.
pub(crate) fn is_emergency(title: &str) -> bool {
    words(title) <= 10 && EMERGENCY.is_match(title)
}

/// An unnumbered emergency band: a title about immediate danger among the siblings of the
/// levels (in the same table, or a heading of the same depth next to a level's).
fn emergency(ladder: &Ladder, titles: &[Title]) -> Vec<Sighting> {
    let own: BTreeSet<Cow<'_, str>> = ladder
        .rungs
        .iter()
        .flat_map(|r| r.sightings.iter().filter(|s| s.place.structural()).map(|s| fold(&s.text)))
        .collect();
    let is_level: Vec<bool> =
        titles.iter().map(|t| t.read.label.is_some() || own.contains(&fold(&t.text))).collect();
    let level_at = |i: usize| is_level.get(i).copied().unwrap_or(false);
    let sets: BTreeSet<Place> =
        titles.iter().zip(&is_level).filter(|(_, level)| **level).map(|(t, _)| t.place.set()).collect();
    titles
        .iter()
        .enumerate()
        .filter(|(i, t)| t.place.structural() && !level_at(*i) && is_emergency(&t.text))
        .filter(|(i, t)| {
            let near =
                |j: usize| titles.get(j).is_some_and(|o| o.place.set() == t.place.set()) && level_at(j);
            match t.place {
                Place::Heading(_) => i.checked_sub(1).is_some_and(near) || near(i + 1),
                _ => sets.contains(&t.place.set()),
            }
        })
        .map(|(_, t)| sighting(t))
        .collect()
}
