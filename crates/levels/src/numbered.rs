//! Ladders whose rungs have numbers or letters.

use crate::fold::{fold, pattern};
use crate::label::{self, Label};
use crate::ladder::{Ladder, Rung, Sighting};
use crate::names;
use crate::reference::{self, Number, Reference, Term};
use crate::titles::{Place, Title};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use thresholds_model::block::BlockKind;
use thresholds_model::reading::Reading;

/// Highest number of a level; beyond it numbers mean something else.
const HIGHEST: u8 = 6;

/// A numbered ladder with the strength of its evidence.
pub(crate) struct Found {
    pub ladder: Ladder,
    pub scale: Term,
    /// Different numbers that stand in headings, header cells, banners, captions or columns
    /// of numbers.
    pub structural: usize,
    /// Some title carries a name that ladders use.
    pub named: bool,
    /// The names of the titles rise from one end of ladders towards the other.
    pub rises: bool,
    /// Some title stands in a table.
    pub in_table: bool,
}

impl Found {
    /// Whether it is a ladder where no names show one beside it.
    pub(crate) fn alone(&self) -> bool {
        match self.scale {
            Term::Step => self.named || self.in_table,
            loose if loose.loose() => self.rises,
            _ => true,
        }
    }
}

struct Seen {
    term: Option<Term>,
    numbers: Vec<Number>,
    printed: String,
    /// Term and number as printed, without name or topic.
    bare: String,
    /// The form in which its name is compared.
    key: Option<String>,
    sighting: Sighting,
}

/// The strongest numbered ladder among the titles, filled up from mentions in the prose.
pub(crate) fn discover(reading: &Reading, titles: &[Title]) -> Option<Found> {
    let seen = sightings(titles);
    let mentions = mentions(reading);
    let strength = |scale: Term| -> u32 {
        let mut best: BTreeMap<Number, u32> = BTreeMap::new();
        for s in seen.iter().filter(|s| belongs(s.term, scale)) {
            for number in &s.numbers {
                let weight = best.entry(*number).or_default();
                *weight = (*weight).max(s.sighting.place.weight());
            }
        }
        best.values().sum::<u32>() / if scale == Term::Step { 3 } else { 1 }
    };
    // Of equal strength the earlier in the list wins: `max_by_key` would take the last.
    let scale = Term::SCALES
        .into_iter()
        .rev()
        .max_by_key(|s| strength(*s))
        .filter(|s| strength(*s) > 0 || mentions.defined(*s).len() > 2)?;
    let own: Vec<&Seen> = seen.iter().filter(|s| belongs(s.term, scale)).collect();
    let structural = distinct(own.iter().filter(|s| s.sighting.place.structural()));
    let weak = distinct(own.iter());
    if structural < 2 && weak.max(mentions.defined(scale).len()) < 3 {
        return None;
    }
    let ladder = build(&own, &mentions, scale);
    let ranks: BTreeSet<u8> = own.iter().filter_map(|s| names::known(s.sighting.name.as_deref()?)).collect();
    Some(Found {
        rises: ranks.len() > 1,
        scale,
        structural,
        named: own.iter().any(|s| s.sighting.name.as_deref().is_some_and(|n| names::known(n).is_some())),
        in_table: own
            .iter()
            .any(|s| matches!(s.sighting.place, Place::Column(..) | Place::Row(_) | Place::Banner(_))),
        ladder,
    })
}

fn belongs(term: Option<Term>, scale: Term) -> bool {
    term.is_none_or(|t| t.scale() == scale)
}

fn distinct<'a, 'b: 'a>(seen: impl Iterator<Item = &'a &'b Seen>) -> usize {
    let mut numbers: Vec<Number> = seen.flat_map(|s| s.numbers.iter().copied()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.len()
}

fn sightings(titles: &[Title]) -> Vec<Seen> {
    let digits = rows_of_digits(titles);
    let mut seen: Vec<Seen> = Vec::new();
    for title in titles {
        let sighting = |text: String, name, numbered| Sighting {
            text,
            name,
            numbered,
            place: title.place,
            page: title.page,
            fill: title.fill,
        };
        let read = match title.place {
            Place::Value(_) => reference::value(&title.text).map(|numbers| Seen {
                term: None,
                numbers,
                printed: String::new(),
                bare: title.text.clone(),
                key: None,
                sighting: sighting(title.text.clone(), None, title.read.label.is_some()),
            }),
            Place::Line => label::stem(&title.text)
                .or_else(|| label::suffix(&title.text))
                .map(|r| seen_in_line(&title.text, r, &sighting)),
            Place::Prefix => label::prefix(&title.text).map(|r| seen_in_line(&title.text, r, &sighting)),
            _ => title
                .read
                .label
                .clone()
                .or_else(|| bare_digit(title, &digits))
                .or_else(|| label::parse_long(&title.text).filter(|_| title.place.structural()))
                .map(|l| Seen {
                    term: l.term,
                    numbers: l.numbers,
                    printed: l.printed,
                    bare: l.bare,
                    key: l.name.as_deref().map(names::key),
                    sighting: sighting(l.text, l.name, l.term.is_some()),
                }),
        };
        seen.extend(read.filter(|s| s.numbers.iter().all(|n| n.value <= HIGHEST)));
    }
    seen
}

/// A reference in a line that is no title.
fn seen_in_line(
    text: &str,
    found: Reference,
    sighting: &dyn Fn(String, Option<String>, bool) -> Sighting,
) -> Seen {
    let bare = fold(text).get(found.start..found.end).unwrap_or_default().to_string();
    Seen {
        term: found.term,
        numbers: found.numbers,
        printed: found.printed,
        bare: bare.clone(),
        key: None,
        sighting: sighting(bare, None, true),
    }
}

/// The number that a header is, when it is nothing else.
fn digit(title: &Title) -> Option<Number> {
    (matches!(title.place, Place::Column(..)) && title.text.trim().len() <= 2)
        .then(|| reference::value(&title.text))
        .flatten()?
        .into_iter()
        .next()
}

/// Rows of headers that are `1 | 2 | 3 | 4`.
fn rows_of_digits(titles: &[Title]) -> BTreeSet<Place> {
    let mut rows: BTreeMap<Place, Vec<Number>> = BTreeMap::new();
    for title in titles {
        if let Some(number) = digit(title) {
            rows.entry(title.place).or_default().push(number);
        }
    }
    rows.into_iter()
        .filter(|(_, row)| row.len() >= 3 && row.windows(2).all(|w| w[0] != w[1]))
        .map(|(place, _)| place)
        .collect()
}

fn bare_digit(title: &Title, rows: &BTreeSet<Place>) -> Option<Label> {
    let number = digit(title).filter(|_| rows.contains(&title.place))?;
    Some(Label {
        term: None,
        numbers: vec![number],
        printed: number.to_string(),
        name: None,
        text: title.text.trim().to_string(),
        bare: title.text.trim().to_string(),
    })
}

fn build(seen: &[&Seen], mentions: &Mentions, scale: Term) -> Ladder {
    let term = common_term(seen, scale);
    let mut numbers: Vec<Number> = seen.iter().flat_map(|s| s.numbers.iter().copied()).collect();
    numbers.extend(mentions.defined(scale));
    let highest = numbers.iter().map(|n| n.value).max().unwrap_or(0);
    if highest < HIGHEST {
        let next = Number { value: highest + 1, part: None };
        if mentions.count(scale, next) >= 2 {
            numbers.push(next);
        }
    }
    let lowest = numbers.iter().map(|n| n.value).min().unwrap_or(1).min(1);
    let highest = numbers.iter().map(|n| n.value).max().unwrap_or(0);
    for value in lowest..=highest {
        if !numbers.iter().any(|n| n.value == value) {
            numbers.push(Number { value, part: None });
        }
    }
    numbers.sort_unstable();
    numbers.dedup();
    let split: Vec<u8> = numbers.iter().filter(|n| n.part.is_some()).map(|n| n.value).collect();
    numbers.retain(|n| n.part.is_some() || !split.contains(&n.value));
    let mut rungs: Vec<Rung> = numbers.iter().map(|number| rung(*number, seen, mentions, scale)).collect();
    if counts_down(&rungs) {
        rungs.reverse();
    }
    Ladder { term, rungs, emergency: Vec::new() }
}

/// Whether Level 1 is the top, by the names at both ends.
fn counts_down(rungs: &[Rung]) -> bool {
    let rank = |rung: Option<&Rung>| rung.and_then(Rung::name).and_then(|n| names::known(&n));
    rank(rungs.first()).zip(rank(rungs.last())).is_some_and(|(first, last)| first >= last + 2)
}

fn rung(number: Number, seen: &[&Seen], mentions: &Mentions, scale: Term) -> Rung {
    let own: Vec<&&Seen> = seen.iter().filter(|s| s.numbers == [number]).collect();
    let holders = holders(seen);
    let mut tails: BTreeMap<&str, usize> = BTreeMap::new();
    for key in own.iter().filter_map(|s| s.key.as_deref()) {
        *tails.entry(key).or_default() += 1;
    }
    let sightings = own
        .iter()
        .map(|s| {
            let is_name = |n: &str| is_name(n, s.key.as_deref().unwrap_or_default(), &tails, &holders);
            let name = s.sighting.name.clone().filter(|n| is_name(n));
            let text = if name.is_some() { s.sighting.text.clone() } else { s.bare.clone() };
            Sighting { name, text, ..s.sighting.clone() }
        })
        .collect();
    let implied = !seen.iter().any(|s| s.numbers.contains(&number)) && mentions.count(scale, number) == 0;
    let printed = own.iter().map(|s| s.printed.as_str()).find(|p| !p.is_empty());
    Rung {
        number: Some(number),
        printed: Some(printed.map_or_else(|| number.to_string(), str::to_string)),
        sightings,
        implied,
    }
}

/// The numbers beside which each name stands.
fn holders<'s>(seen: &[&'s Seen]) -> BTreeMap<&'s str, BTreeSet<Number>> {
    let mut holders: BTreeMap<&str, BTreeSet<Number>> = BTreeMap::new();
    for s in seen {
        if let ([number], Some(key)) = (s.numbers.as_slice(), s.key.as_deref()) {
            holders.entry(key).or_default().insert(*number);
        }
    }
    holders
}

/// Whether what stands beside a number is the level's name and not the topic of a section
/// ("Level 4 - Health"): a name that ladders use, or one that belongs to this number alone
/// and has no rival.
fn is_name(
    name: &str,
    key: &str,
    tails: &BTreeMap<&str, usize>,
    holders: &BTreeMap<&str, BTreeSet<Number>>,
) -> bool {
    let own = tails.get(key).copied().unwrap_or(0);
    let rivals = tails.values().sum::<usize>() - own;
    holders.get(key).map_or(0, BTreeSet::len) < 3
        && (names::known(name).is_some() || names::leading(name).is_some() || own > rivals)
}

fn common_term(seen: &[&Seen], scale: Term) -> Option<Term> {
    let mut weights: BTreeMap<Term, u32> = BTreeMap::new();
    for s in seen {
        if let Some(term) = s.term {
            *weights.entry(term).or_default() += s.sighting.place.weight();
        }
    }
    weights.into_iter().rev().max_by_key(|(_, w)| *w).map(|(t, _)| t).or(Some(scale))
}

/// Numbers that running text mentions.
pub(crate) struct Mentions {
    counts: BTreeMap<(Term, Number), u32>,
    defined: Vec<(Term, Number)>,
}

static DEFINES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:\([^)]*\)\s*|[-:]\s*)?(?:(?i:is|means|covers|describes|refers to|includes|children|families)\b|one agency|several agencies|services)",
    )
});

impl Mentions {
    fn count(&self, scale: Term, number: Number) -> u32 {
        self.counts.get(&(scale, number)).copied().unwrap_or(0)
    }

    /// Numbers that a sentence defines: `Level 1 means universal services`.
    fn defined(&self, scale: Term) -> Vec<Number> {
        self.defined.iter().filter(|(s, _)| *s == scale).map(|(_, n)| *n).collect()
    }
}

fn mentions(reading: &Reading) -> Mentions {
    let mut counts = BTreeMap::new();
    let mut defined = Vec::new();
    for block in reading.blocks.iter().filter(|b| b.furniture.is_none()) {
        let (BlockKind::Paragraph { text, .. } | BlockKind::ListItem { text, .. }) = &block.kind else {
            continue;
        };
        let folded = fold(text);
        for reference in reference::references(&folded) {
            let Some(scale) = reference.term.map(Term::scale) else { continue };
            for number in reference.numbers.iter().filter(|n| (1..=HIGHEST).contains(&n.value)) {
                *counts.entry((scale, *number)).or_default() += 1;
            }
            if let [number] = reference.numbers.as_slice()
                && opens_sentence(&folded, reference.start)
                && folded.get(reference.end..).is_some_and(|rest| DEFINES.is_match(rest.trim_start()))
            {
                defined.push((scale, *number));
            }
        }
    }
    defined.sort_unstable();
    defined.dedup();
    Mentions { counts, defined }
}

/// Whether a place in a text is the start of a sentence, a leading "At" apart.
pub(crate) fn opens_sentence(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default().trim_end();
    let before = before.strip_suffix("At").or(before.strip_suffix("In")).unwrap_or(before).trim_end();
    before.is_empty() || before.ends_with(['.', '!', '?', ':', ';'])
}
