//! Need passages that no indicator covers.

use crate::Place;
use std::collections::BTreeSet;
use thresholds_lexicon::text::Text;
use thresholds_model::level::Role;
use thresholds_model::passage::Unit;
use thresholds_model::results::{DocumentResult, Results, StandingPassage};

/// A need passage without any mention.
#[derive(Debug, Clone)]
pub struct Uncovered {
    /// Where it stands.
    pub place: Place,
    /// Its words.
    pub text: Text,
}

/// Every passage that states a need at a level, with its document. Titles are left out:
/// they name topics.
pub fn need_passages(results: &Results) -> impl Iterator<Item = (&DocumentResult, &StandingPassage)> {
    results.documents.iter().flat_map(|d| needs_of(d).map(move |p| (d, p)))
}

fn needs_of(document: &DocumentResult) -> impl Iterator<Item = &StandingPassage> {
    document.passages.iter().filter(|p| {
        p.standing.role == Role::Needs
            && !p.standing.level.ordinals().is_empty()
            && !matches!(p.passage.unit, Unit::Heading | Unit::HeaderCell)
    })
}

/// Those in which nothing at all was found. A passage in which a need was found and withheld
/// (denied, a strength) is known to the lexicon; `mentions.csv` lists it.
pub fn uncovered(results: &Results) -> Vec<Uncovered> {
    results.documents.iter().flat_map(uncovered_in).collect()
}

/// Those of one document.
pub fn uncovered_in(document: &DocumentResult) -> Vec<Uncovered> {
    let known: BTreeSet<&str> = document.mentions.iter().map(|m| m.passage.as_str()).collect();
    needs_of(document)
        .filter(|p| !known.contains(p.passage.id.as_str()))
        .map(|p| Uncovered {
            place: Place {
                document: document.document.path().to_owned(),
                page: p.passage.page,
                quote: p.passage.text.clone(),
            },
            text: Text::new(&p.passage.text),
        })
        .collect()
}
