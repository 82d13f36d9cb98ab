//! An England that nobody lives in, with known answers: as many areas and years as asked for,
//! and for each need a known number of texts that place it early and that place it at
//! statutory help. It measures the comparison, the outputs and the report at full size.

use crate::{Specimen, area};
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};
use std::collections::BTreeSet;
use thresholds_model::area::{Area, Tile};
use thresholds_model::document::Used;
use thresholds_model::results::{DocumentResult, IndicatorInfo};
use thresholds_model::scheme::{CrosswalkRule, Family};

/// Four levels, and five. In both, level 2 is early help by one service and level 4 statutory.
const FOUR: [(&str, u8, u8); 4] = [
    ("Level 1 - Universal", 0, 0),
    ("Level 2 - Additional", 1, 1),
    ("Level 3 - Intensive", 2, 2),
    ("Level 4 - Specialist", 3, 5),
];
const FIVE: [(&str, u8, u8); 5] = [
    ("Level 1 - Universal", 0, 0),
    ("Level 2 - Early Help", 1, 1),
    ("Level 3 - Targeted", 2, 2),
    ("Level 4 - Child in Need", 3, 3),
    ("Level 5 - Child Protection", 4, 5),
];
const EARLY: u8 = 2;
const STATUTORY: u8 = 4;

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Areas; every tenth shares the text of another one.
    pub areas: usize,
    /// Years in which each text is published, ascending.
    pub years: Vec<i32>,
    /// Needs.
    pub indicators: Vec<IndicatorInfo>,
    /// Passages of each document beside those that state needs.
    pub passages: usize,
    /// Another number, another England.
    pub seed: u64,
}

/// What was made.
#[derive(Debug, Clone)]
pub struct England {
    /// The areas.
    pub areas: Vec<Area>,
    /// The documents of all years; those of the last are in use.
    pub documents: Vec<DocumentResult>,
    /// What the last year's texts say of each need, in the order of the needs.
    pub planted: Vec<Planted>,
}

/// What independent texts say of a need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Planted {
    /// Texts that first place it at early help.
    pub early: u32,
    /// Texts that first place it at child in need or above.
    pub statutory: u32,
}

/// How an area comes by its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Text {
    /// Writes it.
    Own,
    /// Publishes the document of another area.
    Same(usize),
    /// Publishes a copy of another area's text with words changed here and there.
    Copy(usize),
}

/// Makes the areas and their documents.
pub fn england(plan: &Plan) -> England {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(plan.seed);
    let texts = texts(plan.areas);
    let stances = stances(plan, &texts, &mut random);
    let areas: Vec<Area> = (0..plan.areas).map(place).collect();
    let mut documents = Vec::new();
    for (year_index, year) in plan.years.iter().enumerate() {
        let last = year_index + 1 == plan.years.len();
        for (index, text) in texts.iter().enumerate() {
            let (host, is_copy) = match *text {
                Text::Own => (index, false),
                Text::Copy(host) => (host, true),
                Text::Same(_) => continue,
            };
            let sharing = (0..plan.areas).filter(|other| texts[*other] == Text::Same(index));
            let codes: Vec<&str> =
                [index].into_iter().chain(sharing).map(|a| areas[a].code.as_str()).collect();
            let author = Author { plan, host, is_copy, year: *year, year_index };
            let mut specimen = author.write(&format!("{year}/{index:03}.pdf"), &codes, &stances);
            specimen = specimen.used(if last { Used::Yes } else { Used::Superseded });
            documents.push(specimen.build());
        }
    }
    England { areas, documents, planted: planted(&stances, &texts) }
}

/// Marks as in use what is newest in an edition, and the rest as superseded or to come.
pub fn in_edition(documents: &mut [DocumentResult], edition: i32) {
    let years: BTreeSet<i32> = documents.iter().filter_map(|d| d.document.year()).collect();
    let newest = years.into_iter().filter(|year| *year <= edition).max();
    for document in documents {
        let in_force = document.document.year() == newest;
        document.document.used = if in_force { Used::Yes } else { Used::Superseded };
    }
}

/// The last tenth of the areas share the texts of the first.
fn texts(areas: usize) -> Vec<Text> {
    let sharing = areas / 10;
    let own = areas - sharing;
    let text = |index: usize| match index.checked_sub(own) {
        None => Text::Own,
        Some(n) if n.is_multiple_of(2) => Text::Same(n / 4),
        Some(n) => Text::Copy(n / 4),
    };
    (0..areas).map(text).collect()
}

/// Where a text places a need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stance {
    Silent,
    Early,
    /// Statutory from this year's index on, early before.
    Statutory(usize),
}

/// For each need, the stance of each text of its own. From need to need more texts go for
/// statutory help, up to one half, in an order that is not that of the needs.
fn stances(plan: &Plan, texts: &[Text], random: &mut Xoshiro256PlusPlus) -> Vec<Vec<Stance>> {
    let needs = plan.indicators.len();
    let mut order: Vec<usize> = (0..needs).collect();
    shuffle(&mut order, random);
    order
        .into_iter()
        .map(|spread| {
            let mut stances = vec![Stance::Silent; texts.len()];
            let mut speaking: Vec<usize> =
                (0..texts.len()).filter(|index| texts[*index] == Text::Own && below(8, random) > 0).collect();
            shuffle(&mut speaking, random);
            let statutory = speaking.len() * spread / (2 * needs.max(2) - 2);
            for (place, index) in speaking.into_iter().enumerate() {
                let since = below(plan.years.len().max(1), random);
                stances[index] = if place < statutory { Stance::Statutory(since) } else { Stance::Early };
            }
            stances
        })
        .collect()
}

fn planted(stances: &[Vec<Stance>], texts: &[Text]) -> Vec<Planted> {
    let of_need = |stances: &Vec<Stance>| {
        let own = || stances.iter().zip(texts).filter(|(_, text)| **text == Text::Own);
        let count = |holds: fn(&Stance) -> bool| {
            u32::try_from(own().filter(|(stance, _)| holds(stance)).count()).unwrap_or(u32::MAX)
        };
        Planted {
            early: count(|s| *s == Stance::Early),
            statutory: count(|s| matches!(s, Stance::Statutory(_))),
        }
    };
    stances.iter().map(of_need).collect()
}

fn place(index: usize) -> Area {
    const REGIONS: [&str; 9] = [
        "North East Sample",
        "North West Sample",
        "Vale of Sample",
        "East Midsample",
        "West Midsample",
        "East Sample",
        "Sampleton",
        "South East Sample",
        "South West Sample",
    ];
    const KINDS: [&str; 4] = ["county", "unitary", "london_borough", "metropolitan_district"];
    let region = index % REGIONS.len();
    let name = format!("Samplehampton {:03}", index + 1);
    let (q, r) = (i32::try_from(index % 13).unwrap_or(0), i32::try_from(index / 13).unwrap_or(0));
    Area {
        region: REGIONS[region].into(),
        region_code: format!("X12{region:06}"),
        kind: KINDS[index / 3 % KINDS.len()].into(),
        tile: Some(Tile { q, r }),
        ..area(&format!("X06{index:06}"), &name)
    }
}

/// Who writes a document.
struct Author<'a> {
    plan: &'a Plan,
    /// Whose words they are.
    host: usize,
    is_copy: bool,
    year: i32,
    year_index: usize,
}

impl Author<'_> {
    fn write(&self, path: &str, codes: &[&str], stances: &[Vec<Stance>]) -> Specimen {
        let ladder: &[(&str, u8, u8)] = if self.host % 5 == 4 { &FIVE } else { &FOUR };
        let family = if self.host % 5 == 4 { Family::Five } else { Family::AdditionalIntensiveSpecialist };
        let rule = if self.host.is_multiple_of(3) { CrosswalkRule::R1 } else { CrosswalkRule::R2 };
        let mut specimen =
            Specimen::new(path).of(codes).year(self.year).ladder(ladder).resting_on(family, rule);
        for (need, (info, stances)) in self.plan.indicators.iter().zip(stances).enumerate() {
            let quote = |part: usize| self.sentence(&info.label, need, part);
            let (low, high) = match stances[self.host] {
                Stance::Silent => continue,
                Stance::Statutory(since) if since <= self.year_index => (STATUTORY, ladder.len()),
                Stance::Statutory(_) | Stance::Early => (EARLY, ladder.len()),
            };
            specimen = specimen.states(&info.id, &[low], &quote(0));
            // A gradient of severity in every other text.
            if (self.host + need).is_multiple_of(2) {
                let high = u8::try_from(high).unwrap_or(u8::MAX);
                specimen = specimen.states_severe(&info.id, &[high], &quote(1), "persistent");
            }
        }
        (0..self.plan.passages).fold(specimen, |s, n| s.says(&self.sentence("help", 1_000 + n, 2)))
    }

    /// A sentence that is always the same of the same host, and like no other's.
    fn sentence(&self, about: &str, need: usize, part: usize) -> String {
        let key = [self.host, need, part].iter().fold(self.plan.seed, |key, n| key * 100_003 + *n as u64);
        let mut random = Xoshiro256PlusPlus::seed_from_u64(key);
        let length = 8 + below(6, &mut random);
        let mut words: Vec<String> = (0..length).map(|_| word(&mut random)).collect();
        if self.is_copy && need.is_multiple_of(4) {
            words.truncate(length - 1);
        }
        words.insert(2, about.to_lowercase());
        words.join(" ")
    }
}

/// A word of two or three syllables: some 8000 of them.
fn word(random: &mut Xoshiro256PlusPlus) -> String {
    const SYLLABLES: [&str; 20] = [
        "ba", "con", "der", "en", "fal", "gor", "hin", "is", "jo", "kel", "lan", "mor", "nis", "ol", "pra",
        "quen", "ris", "sul", "tam", "ver",
    ];
    (0..2 + below(2, random)).map(|_| SYLLABLES[below(SYLLABLES.len(), random)]).collect()
}

fn below(n: usize, random: &mut Xoshiro256PlusPlus) -> usize {
    usize::try_from((u128::from(random.next_u64()) * n as u128) >> 64).unwrap_or(0)
}

/// Fisher and Yates.
fn shuffle(items: &mut [usize], random: &mut Xoshiro256PlusPlus) {
    for last in (1..items.len()).rev() {
        items.swap(last, below(last + 1, random));
    }
}
