//! Ladders of bare names and of colours: titles that recur side by side without numbers.

use crate::bare;
use crate::fold::{fold, pattern, words};
use crate::ladder::{Ladder, Rung, Sighting};
use crate::names::Kind;
use crate::role;
use crate::titles::{Place, Title};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use thresholds_model::block::BlockKind;
use thresholds_model::reading::Reading;

/// A ladder without numbers has at least this many rungs.
pub(crate) const FEWEST: usize = 3;
/// And at most this many.
pub(crate) const MOST: usize = 6;
/// Rank of names of the top level.
const TOP_RANK: u8 = 4;

/// A ladder of names with the place that shows it.
pub(crate) struct Found {
    pub ladder: Ladder,
    pub place: Place,
}

/// Names that may be a ladder.
pub(crate) struct Candidate {
    pub place: Place,
    /// Key, rank, first title.
    pub rungs: Vec<(String, u8, String)>,
    pub weight: u32,
}

/// The strongest ladder of names among the titles.
pub(crate) fn discover(reading: &Reading, titles: &[Title]) -> Option<Found> {
    let sets = sets(titles);
    let weights = weights(titles);
    let mut best: Option<Candidate> = None;
    let mut consider = |candidate: Option<Candidate>| {
        let Some(candidate) = candidate else { return };
        let score = |c: &Candidate| (c.rungs.len().min(4), c.weight);
        if best.as_ref().is_none_or(|b| score(&candidate) > score(b)) {
            best = Some(candidate);
        }
    };
    let mut coloured = false;
    for (place, members) in &sets {
        consider(candidate(members, *place, Kind::Word, &weights));
        // Colours mean the same wherever they stand: some boxes are headings, others tables.
        if !place.structural() || !std::mem::replace(&mut coloured, true) {
            let anywhere: Vec<&Title> =
                titles.iter().filter(|t| t.place.set() == *place || t.place.structural()).collect();
            consider(candidate(&anywhere, *place, Kind::Colour, &weights));
        }
    }
    let best =
        best.or_else(|| unknown_names(reading, titles)).or_else(|| bare::discover(reading, titles, &sets))?;
    Some(Found { ladder: ladder(&best, titles), place: best.place })
}

/// The sets of siblings in the order of their first title.
fn sets(titles: &[Title]) -> Vec<(Place, Vec<&Title>)> {
    let mut sets: Vec<(Place, Vec<&Title>)> = Vec::new();
    let mut index: BTreeMap<Place, usize> = BTreeMap::new();
    for title in titles {
        let set = title.place.set();
        if title.place.weight() > 1 && !matches!(set, Place::Value(_)) {
            let at = *index.entry(set).or_insert(sets.len());
            if at == sets.len() {
                sets.push((set, Vec::new()));
            }
            if let Some((_, members)) = sets.get_mut(at) {
                members.push(title);
            }
        }
    }
    sets.extend(bands(titles));
    sets
}

/// Banners of several tables, and headings in bars of their own, are siblings wherever they
/// stand: a level's table may have its title in a row, in a box above it, or left behind at
/// the foot of the page before.
fn bands(titles: &[Title]) -> Option<(Place, Vec<&Title>)> {
    let band = |t: &&Title| match t.place {
        Place::Banner(_) => true,
        Place::Heading(_) => t.fill.is_some(),
        _ => false,
    };
    let members: Vec<&Title> = titles.iter().filter(band).collect();
    let banners: BTreeSet<Place> =
        members.iter().map(|t| t.place).filter(|p| matches!(p, Place::Banner(_))).collect();
    members
        .first()
        .filter(|_| !banners.is_empty() || members.len() >= FEWEST)
        .map(|t| t.place)
        .map(|p| (p, members))
}

/// Weight of all titles that begin with a name, by its key.
fn weights(titles: &[Title]) -> BTreeMap<&str, u32> {
    let mut weights = BTreeMap::new();
    for title in titles.iter().filter(|t| t.place.weight() > 1) {
        if let Some(leading) = &title.read.leading {
            *weights.entry(leading.key.as_str()).or_default() += title.place.weight();
        }
    }
    weights
}

fn candidate(
    members: &[&Title],
    place: Place,
    kind: Kind,
    weights: &BTreeMap<&str, u32>,
) -> Option<Candidate> {
    let shared = shared_names(members, place);
    let mut rungs: Vec<(String, u8, String)> = Vec::new();
    let (mut first, mut last) = (None, 0);
    for (i, title) in members.iter().enumerate() {
        let Some(leading) = &title.read.leading else { continue };
        let Some((_, rank)) = leading.rank.filter(|(k, _)| *k == kind) else { continue };
        first = first.or(Some(i));
        last = i;
        let (key, name) = called(title, &shared);
        if !rungs.iter().any(|(k, ..)| *k == key) {
            rungs.push((key, rank, name));
        }
    }
    if matches!(place, Place::Heading(_)) {
        leave_out_services(&mut rungs);
    }
    if matches!(place, Place::Column(..)) && kind == Kind::Word && rungs.len() >= FEWEST {
        last = include_top(&mut rungs, members, last);
    }
    if !(FEWEST..=MOST).contains(&rungs.len()) || !rises(&rungs) {
        return None;
    }
    if kind == Kind::Word && !matches!(place, Place::Lead | Place::Caption) {
        let strangers = if matches!(place, Place::Heading(_)) { 1 } else { 2 };
        include_unknown(&mut rungs, members.get(first?..=last)?, strangers, &shared);
    }
    order(&mut rungs, kind);
    let weight = rungs.iter().filter_map(|(k, ..)| weights.get(k.as_str())).sum();
    Some(Candidate { place, rungs, weight })
}

/// A section about social care, below a ladder that has a top of its own.
fn leave_out_services(rungs: &mut Vec<(String, u8, String)>) {
    let service = |key: &str| key.ends_with("social care") || key.ends_with("social work");
    if rungs.iter().any(|(key, rank, _)| *rank == TOP_RANK && !service(key)) {
        rungs.retain(|(key, rank, _)| *rank < TOP_RANK || !service(key));
    }
}

/// Key and name by which a title is counted: those of the name at its start, unless another
/// column begins with the same.
fn called(title: &Title, shared: &BTreeSet<&str>) -> (String, String) {
    match &title.read.leading {
        Some(leading) if !shared.contains(leading.key.as_str()) => {
            (leading.key.clone(), leading.name.clone())
        }
        _ => (title.read.key.clone(), fold(&title.text).into_owned()),
    }
}

/// Names that several columns of one row share, told apart only by what follows:
/// `Social care (s17)` beside `Social care (s47)`.
fn shared_names<'t>(members: &[&'t Title], place: Place) -> BTreeSet<&'t str> {
    let mut wholes: BTreeMap<(Place, &str), BTreeSet<&str>> = BTreeMap::new();
    for title in members.iter().filter(|_| matches!(place, Place::Column(..))) {
        if let Some(leading) = &title.read.leading {
            wholes.entry((title.place, leading.key.as_str())).or_default().insert(title.read.key.as_str());
        }
    }
    wholes.into_iter().filter(|(_, wholes)| wholes.len() > 1).map(|((_, key), _)| key).collect()
}

/// A last column with a name that no ladder is known to use, but that sounds no less severe
/// than the one before it. Gives the place of the last column that is a level.
fn include_top(rungs: &mut Vec<(String, u8, String)>, members: &[&Title], last: usize) -> usize {
    let top = rungs.last().map_or(0, |(_, rank, _)| *rank);
    let beside = members.get(last).zip(members.get(last + 1)).filter(|(a, b)| a.place == b.place);
    let Some((_, next)) = beside else { return last };
    let severe = bare::severity(&next.text).filter(|rank| *rank >= top && *rank > 2);
    let plain = role::of_header(&next.text).is_none() && words(&next.text) <= 6;
    match severe.filter(|_| plain && next.read.leading.is_none() && next.read.label.is_none()) {
        Some(rank) => {
            rungs.push((next.read.key.clone(), rank, fold(&next.text).into_owned()));
            last + 1
        }
        None => last,
    }
}

/// At least two different ranks: three names for much the same thing are no ladder.
fn rises(rungs: &[(String, u8, String)]) -> bool {
    let mut ranks: Vec<u8> = rungs.iter().map(|(_, r, _)| *r).collect();
    ranks.sort_unstable();
    ranks.dedup();
    ranks.len() >= 2 && ranks.last().copied().unwrap_or(0) - ranks.first().copied().unwrap_or(0) >= 2
}

/// One or two names that no ladder is known to use, between those that are known.
fn include_unknown(
    rungs: &mut Vec<(String, u8, String)>,
    between: &[&Title],
    strangers: usize,
    shared: &BTreeSet<&str>,
) {
    let mut all: Vec<(String, u8, String)> = Vec::new();
    let mut rank = 0;
    for title in between {
        let (key, name) = called(title, shared);
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
        r"(?i)\b(?P<n>three|four|five|six|[3-6])\s+(?:\w+\s+)?(?:levels?|tiers|stages|bands|steps|categories|descriptions|descriptors|zones|degrees|groups|headings)\b",
    )
});

/// Names that no ladder is known to use: headers of columns or rows that recur in two
/// tables or more and are as many as the levels that the text counts.
fn unknown_names(reading: &Reading, titles: &[Title]) -> Option<Candidate> {
    let counted = counted_levels(reading);
    // Tables stand in reading order, so that places rise.
    let mut rows: BTreeMap<Place, Vec<&Title>> = BTreeMap::new();
    for title in titles.iter().filter(|t| matches!(t.place, Place::Column(..))) {
        rows.entry(title.place).or_default().push(title);
    }
    let keys = |members: &Vec<&Title>| -> Vec<String> {
        members
            .iter()
            .filter(|t| role::of_header(&t.text).is_none() && words(&t.text) <= 6)
            .map(|t| t.read.key.clone())
            .collect()
    };
    let rows: Vec<(Place, Vec<&Title>, Vec<String>)> = rows
        .into_iter()
        .map(|(place, members)| {
            let all = keys(&members);
            (place, members, all)
        })
        .collect();
    let mut counts: BTreeMap<&[String], usize> = BTreeMap::new();
    for (.., all) in &rows {
        *counts.entry(all.as_slice()).or_default() += 1;
    }
    for (place, members, all) in &rows {
        let recurs = counts.get(all.as_slice()).is_some_and(|n| *n >= 2);
        let candidates = [all.as_slice(), all.get(1..).unwrap_or_default()];
        let fits =
            candidates.into_iter().find(|c| counted.contains(&c.len()) && (FEWEST..=MOST).contains(&c.len()));
        if let (true, Some(fitting)) = (recurs, fits) {
            let rungs = fitting
                .iter()
                .filter_map(|key| {
                    let title = members.iter().find(|t| t.read.key == *key)?;
                    Some((key.clone(), 0, title.text.clone()))
                })
                .collect();
            return Some(Candidate { place: place.set(), rungs, weight: 0 });
        }
    }
    None
}

/// Numbers of levels that the text counts ("four levels of need").
pub(crate) fn counted_levels(reading: &Reading) -> Vec<usize> {
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
                .filter(|t| (t.read.own_key() == key || t.read.key == *key) && words(&t.text) <= 14)
                .map(|t| Sighting {
                    text: t.text.trim().trim_end_matches([':', '-', '\u{2013}']).trim_end().to_string(),
                    name: Some(
                        t.read
                            .leading
                            .as_ref()
                            .filter(|l| l.key == *key)
                            .map_or_else(|| name.clone(), |l| l.name.clone()),
                    ),
                    numbered: t.read.label.is_some(),
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
