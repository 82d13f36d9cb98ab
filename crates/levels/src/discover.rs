//! Chooses the document's own ladder among what its titles show.

use crate::fold::{fold, pattern, words};
use crate::label::{self, Term};
use crate::ladder::{Ladder, Rung, Sighting};
use crate::titles::{Place, Title, titles};
use crate::{named, names, numbered};
use regex::Regex;
use std::sync::LazyLock;
use thresholds_model::reading::Reading;

/// The ladder, or nothing when the document publishes none.
pub(crate) fn discover(reading: &Reading) -> Option<Ladder> {
    let titles = titles(reading);
    let numbers = numbered::discover(reading, &titles);
    let names = named::discover(reading, &titles);
    let mut ladder = match (numbers, names) {
        (Some(n), Some(m)) if outranks(&n, &m) => with_names(n.ladder, &m.ladder),
        (Some(n), None) if n.scale != Term::Step || n.named || n.in_table => n.ladder,
        (Some(n), Some(m)) => with_numbers(m.ladder, n.ladder),
        (_, Some(m)) => m.ladder,
        (_, None) => return None,
    };
    add_everyone(&mut ladder, &titles);
    ladder.emergency = emergency(&ladder, &titles);
    Some(ladder)
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
    for (i, title) in titles.iter().enumerate() {
        let everyone = names::known(&title.text) == Some(0) && label::parse(&title.text).is_none();
        if !everyone || !title.place.structural() {
            continue;
        }
        let is_lowest = |other: Option<&Title>| {
            other.and_then(|t| label::parse(&t.text)).is_some_and(|l| l.numbers == [lowest])
        };
        let sibling = |t: &&Title| t.place.set() == title.place.set();
        let after = titles.iter().skip(i + 1).find(sibling);
        let before = titles.iter().take(i).rev().find(sibling);
        if !is_lowest(after) && !is_lowest(before) {
            continue;
        }
        let sightings: Vec<Sighting> = titles
            .iter()
            .filter(|t| names::key(&t.text) == names::key(&title.text) && t.place.weight() > 1)
            .map(sighting)
            .collect();
        match ladder.rungs.first_mut().filter(|_| unprinted) {
            Some(rung) => {
                rung.sightings = sightings;
                rung.implied = false;
            }
            None => ladder.rungs.insert(0, Rung { sightings, ..Rung::default() }),
        }
        return;
    }
}

fn sighting(title: &Title) -> Sighting {
    Sighting {
        text: title.text.trim().to_string(),
        name: Some(title.text.trim().to_string()),
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
    let own: Vec<String> = ladder
        .rungs
        .iter()
        .flat_map(|r| r.sightings.iter().filter(|s| s.place.structural()).map(|s| fold(&s.text)))
        .collect();
    let is_level = |t: &Title| own.contains(&fold(&t.text)) || label::parse(&t.text).is_some();
    titles
        .iter()
        .enumerate()
        .filter(|(_, t)| t.place.structural() && is_emergency(&t.text) && !is_level(t))
        .filter(|(i, t)| {
            let near =
                |other: Option<&Title>| other.is_some_and(|o| o.place.set() == t.place.set() && is_level(o));
            match t.place {
                Place::Heading(_) => {
                    near(i.checked_sub(1).and_then(|j| titles.get(j))) || near(titles.get(i + 1))
                }
                _ => titles.iter().any(|o| near(Some(o))),
            }
        })
        .map(|(_, t)| sighting(t))
        .collect()
}
