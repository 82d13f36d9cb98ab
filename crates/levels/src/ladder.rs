//! The ladder while it is being put together: rungs with everything that was seen of them.

use crate::names;
use crate::reference::{Number, Term};
use crate::titles::Place;
use std::collections::BTreeSet;
use thresholds_model::page::Colour;

/// A label of a rung as seen somewhere.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sighting {
    /// The title as printed.
    pub text: String,
    /// The part of it that is a name.
    pub name: Option<String>,
    /// The title has a number.
    pub numbered: bool,
    pub place: Place,
    pub page: u32,
    pub fill: Option<Colour>,
}

/// One rung.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Rung {
    pub number: Option<Number>,
    /// The number as printed.
    pub printed: Option<String>,
    pub sightings: Vec<Sighting>,
    /// Not printed anywhere.
    pub implied: bool,
}

/// Rungs from the lowest need to the highest.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ladder {
    pub term: Option<Term>,
    pub rungs: Vec<Rung>,
    /// Titles of an unnumbered emergency band.
    pub emergency: Vec<Sighting>,
}

impl Rung {
    /// Its name: of the names seen, the one seen in the strongest places most often, the
    /// longer and then the earlier one first.
    pub(crate) fn name(&self) -> Option<String> {
        best(self.sightings.iter().filter_map(|s| s.name.as_ref().map(|n| (n.as_str(), s.place.weight()))))
    }

    /// Its label in the fullest form that was printed: with a name if there is one.
    pub(crate) fn label(&self, term: Option<Term>) -> String {
        let is_title = |s: &&Sighting| {
            s.place.weight() > 1
                && !matches!(s.place, Place::Value(_))
                && s.text.chars().any(char::is_alphabetic)
        };
        let numbered = self.sightings.iter().filter(is_title).any(|s| s.numbered);
        let titles = |named: bool| {
            best(
                self.sightings
                    .iter()
                    .filter(is_title)
                    .filter(|s| (s.name.is_some() || !named) && (s.numbered || !numbered))
                    .map(|s| (s.text.as_str(), s.place.weight())),
            )
        };
        titles(true).or_else(|| titles(false)).unwrap_or_else(|| {
            let number =
                self.printed.clone().or_else(|| self.number.map(|n| n.to_string())).unwrap_or_default();
            format!("{} {number}", term.unwrap_or(Term::Level).word())
        })
    }

    /// All spellings, without those that say the same.
    pub(crate) fn aliases(&self, label: &str) -> Vec<String> {
        let mut seen = BTreeSet::from([crate::fold::fold(label).to_lowercase()]);
        let mut aliases = Vec::new();
        for sighting in &self.sightings {
            for text in std::iter::once(&sighting.text).chain(&sighting.name) {
                let folded = crate::fold::fold(text).to_lowercase();
                let short = crate::fold::words(text) <= 14 && text.chars().any(char::is_alphabetic);
                if short && sighting.place.weight() > 1 && seen.insert(folded) {
                    aliases.push(text.clone());
                }
            }
        }
        aliases
    }

    /// The colour of its titles, where most of them agree.
    pub(crate) fn colour(&self) -> Option<Colour> {
        let mut counts: Vec<(Colour, usize)> = Vec::new();
        for fill in self.sightings.iter().filter_map(|s| s.fill) {
            match counts.iter_mut().find(|(known, _)| *known == fill) {
                Some((_, count)) => *count += 1,
                None => counts.push((fill, 1)),
            }
        }
        let all: usize = counts.iter().map(|(_, n)| n).sum();
        counts.into_iter().find(|(_, n)| n * 2 > all).map(|(fill, _)| fill)
    }

    /// Page of the first sighting.
    pub(crate) fn page(&self) -> Option<u32> {
        self.sightings.iter().map(|s| s.page).min()
    }
}

/// Of texts with weights the one with the greatest sum; of equals the longer, then the first.
fn best<'a>(texts: impl Iterator<Item = (&'a str, u32)>) -> Option<String> {
    let mut sums: Vec<(String, &str, u32)> = Vec::new();
    for (text, weight) in texts {
        let folded = crate::fold::fold(text).to_lowercase();
        match sums.iter_mut().find(|(known, ..)| *known == folded) {
            Some((.., sum)) => *sum += weight,
            None => sums.push((folded, text, weight)),
        }
    }
    let mut winner: Option<&(String, &str, u32)> = None;
    for sum in &sums {
        if winner.is_none_or(|w| (sum.2, sum.1.len()) > (w.2, w.1.len())) {
            winner = Some(sum);
        }
    }
    winner.map(|(_, text, _)| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

impl Ladder {
    /// Gives the names of a ladder of bare names to numbered rungs, where both have the
    /// same number of rungs and no name belongs to another rung already.
    pub(crate) fn take_names(&mut self, named: &Ladder) {
        if named.rungs.len() != self.rungs.len() {
            return;
        }
        let owners: Vec<Vec<String>> = self
            .rungs
            .iter()
            .map(|r| r.sightings.iter().filter_map(|s| s.name.as_deref().map(names::key)).collect())
            .collect();
        for (i, source) in named.rungs.iter().enumerate() {
            let keys: Vec<String> =
                source.sightings.iter().filter_map(|s| s.name.as_deref().map(names::key)).collect();
            let elsewhere =
                owners.iter().enumerate().any(|(j, own)| j != i && own.iter().any(|k| keys.contains(k)));
            if elsewhere {
                return;
            }
        }
        for (rung, source) in self.rungs.iter_mut().zip(&named.rungs) {
            rung.sightings.extend(source.sightings.iter().filter(|s| !s.numbered).cloned());
        }
    }
}
