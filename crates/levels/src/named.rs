//! Ladders of bare names and of colours: titles that recur side by side without numbers.

use crate::fold::{fold, pattern, words};
use crate::ladder::{Ladder, Rung, Sighting};
use crate::names::{self, Kind};
use crate::role;
use crate::titles::{Place, Title};
use regex::Regex;
use std::sync::LazyLock;
use thresholds_model::block::BlockKind;
use thresholds_model::reading::Reading;

/// A ladder without numbers has at least this many rungs.
const FEWEST: usize = 3;
/// And at most this many.
const MOST: usize = 6;

/// A ladder of names with the place that shows it.
pub(crate) struct Found {
    pub ladder: Ladder,
    pub place: Place,
}

struct Candidate {
    place: Place,
    /// Key, rank, first title.
    rungs: Vec<(String, u8, String)>,
    weight: u32,
}

/// The strongest ladder of names among the titles.
pub(crate) fn discover(reading: &Reading, titles: &[Title]) -> Option<Found> {
    let mut best: Option<Candidate> = None;
    for place in sets(titles) {
        for kind in [Kind::Word, Kind::Colour] {
            let Some(candidate) = candidate(titles, place, kind) else { continue };
            let score = |c: &Candidate| (c.rungs.len().min(4), c.weight);
            if best.as_ref().is_none_or(|b| score(&candidate) > score(b)) {
                best = Some(candidate);
            }
        }
    }
    let best = best.or_else(|| unknown_names(reading, titles))?;
    Some(Found { ladder: ladder(&best, titles), place: best.place })
}

/// The sets of siblings in the order of their first title.
fn sets(titles: &[Title]) -> Vec<Place> {
    let mut sets = Vec::new();
    for title in titles {
        let set = title.place.set();
        if title.place.weight() > 1 && !matches!(set, Place::Value(_)) && !sets.contains(&set) {
            sets.push(set);
        }
    }
    sets
}

fn candidate(titles: &[Title], place: Place, kind: Kind) -> Option<Candidate> {
    // Colours mean the same wherever they stand: some boxes are headings, others tables.
    let member = |t: &&Title| t.place.set() == place || (kind == Kind::Colour && t.place.structural());
    let members: Vec<&Title> = titles.iter().filter(member).collect();
    let mut rungs: Vec<(String, u8, String)> = Vec::new();
    let (mut first, mut last) = (None, 0);
    for (i, title) in members.iter().enumerate() {
        let Some((_, rank)) = names::leading_rank(&title.text).filter(|(k, _)| *k == kind) else { continue };
        let Some(name) = names::leading(&title.text) else { continue };
        first = first.or(Some(i));
        last = i;
        let key = names::key(&name);
        if !rungs.iter().any(|(k, ..)| *k == key) {
            rungs.push((key, rank, name));
        }
    }
    if !(FEWEST..=MOST).contains(&rungs.len()) || !rises(&rungs) {
        return None;
    }
    if kind == Kind::Word && !matches!(place, Place::Lead | Place::Caption) {
        let strangers = if matches!(place, Place::Heading(_)) { 1 } else { 2 };
        include_unknown(&mut rungs, members.get(first?..=last)?, strangers);
    }
    order(&mut rungs, kind);
    let keys: Vec<&String> = rungs.iter().map(|(k, ..)| k).collect();
    let weight = titles
        .iter()
        .filter(|t| t.place.weight() > 1)
        .filter(|t| names::leading(&t.text).is_some_and(|n| keys.contains(&&names::key(&n))))
        .map(|t| t.place.weight())
        .sum();
    Some(Candidate { place, rungs, weight })
}

/// At least two different ranks: three names for much the same thing are no ladder.
fn rises(rungs: &[(String, u8, String)]) -> bool {
    let mut ranks: Vec<u8> = rungs.iter().map(|(_, r, _)| *r).collect();
    ranks.sort_unstable();
    ranks.dedup();
    ranks.len() >= 2 && ranks.last().copied().unwrap_or(0) - ranks.first().copied().unwrap_or(0) >= 2
}

/// One or two names that no ladder is known to use, between those that are known.
fn include_unknown(rungs: &mut Vec<(String, u8, String)>, between: &[&Title], strangers: usize) {
    let mut all: Vec<(String, u8, String)> = Vec::new();
    let mut rank = 0;
    for title in between {
        let name = names::leading(&title.text).unwrap_or_else(|| fold(&title.text));
        let key = names::key(&name);
        if let Some((_, known, _)) = rungs.iter().find(|(k, ..)| *k == key) {
            rank = *known;
        } else if words(&name) > 6 || role::of_header(&name).is_some() || role::of_section(&name).is_some() {
            return;
        }
        if !all.iter().any(|(k, ..)| *k == key) {
            all.push((key, rank, name));
        }
    }
    if all.len() <= MOST && all.len() <= rungs.len() + strangers {
        *rungs = all;
    }
}

/// Lowest need first: the printed order where the ranks follow it (or run against it
/// throughout), else the order of the ranks.
fn order(rungs: &mut [(String, u8, String)], kind: Kind) {
    let ranks: Vec<u8> = rungs.iter().map(|(_, r, _)| *r).collect();
    let falls = ranks.windows(2).all(|w| w[0] >= w[1]);
    let rises = ranks.windows(2).all(|w| w[0] <= w[1]);
    let ends = ranks.first() > ranks.last();
    if falls || (kind == Kind::Colour && ends) {
        rungs.reverse();
    } else if !rises && kind == Kind::Word {
        rungs.sort_by_key(|(_, r, _)| *r);
    }
}

static COUNT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?P<n>three|four|five|six|[3-6])\s+(?:\w+\s+)?(?:levels?|tiers|stages|bands|steps|categories|descriptions|zones|degrees)\b",
    )
});

/// Names that no ladder is known to use: headers of columns or rows that recur in two
/// tables or more and are as many as the levels that the text counts.
fn unknown_names(reading: &Reading, titles: &[Title]) -> Option<Candidate> {
    let counted = counted_levels(reading);
    let mut rows: Vec<(Place, Vec<&Title>)> = Vec::new();
    for title in titles.iter().filter(|t| matches!(t.place, Place::Column(..))) {
        match rows.iter_mut().find(|(place, _)| *place == title.place) {
            Some((_, members)) => members.push(title),
            None => rows.push((title.place, vec![title])),
        }
    }
    let keys = |members: &[&Title]| -> Vec<String> {
        members
            .iter()
            .filter(|t| role::of_header(&t.text).is_none() && words(&t.text) <= 6)
            .map(|t| names::key(&t.text))
            .collect()
    };
    for (place, members) in &rows {
        let all = keys(members);
        let recurs = rows.iter().filter(|(_, other)| keys(other) == all).count() >= 2;
        let candidates = [all.as_slice(), all.get(1..).unwrap_or_default()];
        let fits =
            candidates.into_iter().find(|c| counted.contains(&c.len()) && (FEWEST..=MOST).contains(&c.len()));
        if let (true, Some(fitting)) = (recurs, fits) {
            let rungs = fitting
                .iter()
                .filter_map(|key| {
                    let title = members.iter().find(|t| names::key(&t.text) == *key)?;
                    Some((key.clone(), 0, title.text.clone()))
                })
                .collect();
            return Some(Candidate { place: place.set(), rungs, weight: 0 });
        }
    }
    None
}

/// Numbers of levels that the text counts ("four levels of need").
fn counted_levels(reading: &Reading) -> Vec<usize> {
    let mut counts = Vec::new();
    for block in reading.blocks.iter().filter(|b| b.furniture.is_none()) {
        let (BlockKind::Paragraph { text, .. }
        | BlockKind::Heading { text, .. }
        | BlockKind::ListItem { text, .. }) = &block.kind
        else {
            continue;
        };
        for found in COUNT.captures_iter(&fold(text)) {
            counts.push(match found.name("n").map(|m| m.as_str().to_lowercase()).as_deref() {
                Some("three" | "3") => 3,
                Some("four" | "4") => 4,
                Some("five" | "5") => 5,
                _ => 6,
            });
        }
    }
    counts
}

fn ladder(found: &Candidate, titles: &[Title]) -> Ladder {
    let rungs = found
        .rungs
        .iter()
        .map(|(key, _, name)| {
            let sightings = titles
                .iter()
                .filter(|t| t.place.weight() > 1)
                .filter(|t| {
                    names::leading(&t.text).map_or_else(|| names::key(&t.text), |n| names::key(&n)) == *key
                        && words(&t.text) <= 14
                })
                .map(|t| Sighting {
                    text: t.text.trim().trim_end_matches(':').to_string(),
                    name: Some(names::leading(&t.text).unwrap_or_else(|| name.clone())),
                    place: t.place,
                    page: t.page,
                    fill: t.fill,
                })
                .collect();
            Rung { sightings, ..Rung::default() }
        })
        .collect();
    Ladder { term: None, rungs, emergency: Vec::new() }
}
