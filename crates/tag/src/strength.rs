//! Certainty, severity and other qualifiers of a need.

use crate::reach::{Until, backward, forward};
use crate::view::View;
use thresholds_lexicon::CueHit;
use thresholds_lexicon::cue::CueList;
use thresholds_lexicon::resolve::Hit;
use thresholds_model::mention::{Certainty, Cue, CueKind, Qualifier};

/// The certainty that the nearest cue before (or in, or right after) the hit gives.
pub fn certainty(view: &View, hit: &Hit) -> (Certainty, Option<Cue>) {
    let mut nearest: Option<(usize, Certainty, &CueHit)> = None;
    for cue in &view.cues {
        let (certainty, after) = match cue.list {
            CueList::CertaintyRisk => (Certainty::Risk, false),
            CueList::CertaintySuspected => (Certainty::Suspected, false),
            CueList::CertaintyPossible => (Certainty::Possible, false),
            CueList::CertaintyHistoric => (Certainty::Historic, false),
            CueList::CertaintySuspectedAfter => (Certainty::Suspected, true),
            CueList::CertaintyHistoricAfter => (Certainty::Historic, true),
            _ => continue,
        };
        let inside = hit.words.start <= cue.start && cue.end <= hit.words.end;
        let distance = if inside {
            0
        } else if after && cue.start >= hit.words.end && backward(view, cue.start) <= hit.words.start {
            cue.start - hit.words.end
        } else if !after
            && cue.start < hit.words.start
            && forward(view, cue.end, Until::Clause) >= hit.words.start
        {
            hit.words.start.saturating_sub(cue.end)
        } else {
            continue;
        };
        if nearest.is_none_or(|(least, _, _)| distance < least) {
            nearest = Some((distance, certainty, cue));
        }
    }
    match nearest {
        Some((_, certainty, cue)) => (certainty, Some(view.cue(CueKind::Certainty, cue.words()))),
        None => (Certainty::Actual, None),
    }
}

/// The certainty that a stem gives to the items of its list.
pub fn open_certainty(stem: &View) -> Option<(Certainty, &CueHit)> {
    stem.cues.iter().rev().find_map(|cue| {
        let certainty = match cue.list {
            CueList::CertaintyRisk => Certainty::Risk,
            CueList::CertaintySuspected => Certainty::Suspected,
            CueList::CertaintyPossible => Certainty::Possible,
            CueList::CertaintyHistoric => Certainty::Historic,
            _ => return None,
        };
        (forward(stem, cue.end, Until::Clause) == stem.len()).then_some((certainty, cue))
    })
}

/// Words of severity that belong to the hit: in it, before it in the clause, or close after.
pub fn severity(view: &View, hit: &Hit) -> Vec<Cue> {
    const CLOSE: usize = 4;
    let first = backward(view, hit.words.start);
    let close = (hit.words.end + CLOSE).min(forward(view, hit.words.end, Until::Cause));
    view.cues_of(CueList::SeverityWords)
        .filter(|cue| {
            let another = view.hits.iter().any(|other| {
                other.kind.states() && other.words.start >= hit.words.end && other.words.start <= cue.start
            });
            cue.start >= first && cue.end <= close && (cue.start < hit.words.end || !another)
        })
        .map(|cue| view.cue(CueKind::Severity, cue.words()))
        .collect()
}

/// Severity words anywhere in a text: those of a cell that speaks of its row's topic.
pub fn severity_of_all(view: &View) -> Vec<Cue> {
    view.cues_of(CueList::SeverityWords).map(|cue| view.cue(CueKind::Severity, cue.words())).collect()
}

/// Other qualifiers in the sentence of the hit; improvement counts anywhere in the passage.
pub fn qualifiers(view: &View, hit: &Hit) -> (Vec<Qualifier>, Vec<Cue>) {
    let sentence = view.sentence(hit.words.start);
    let mut found: Vec<(Qualifier, Cue)> = Vec::new();
    for cue in &view.cues {
        let qualifier = match cue.list {
            CueList::QualifierAge => Qualifier::Age,
            CueList::QualifierCumulative => Qualifier::Cumulative,
            CueList::QualifierImpact => Qualifier::Impact,
            CueList::QualifierNoImpact => Qualifier::NoImpact,
            CueList::QualifierDespiteHelp => Qualifier::DespiteHelp,
            CueList::QualifierImproving => Qualifier::Improving,
            _ => continue,
        };
        let in_sentence = sentence.start <= cue.start && cue.end <= sentence.end;
        if in_sentence || qualifier == Qualifier::Improving {
            found.push((qualifier, view.cue(CueKind::Qualifier, cue.words())));
        }
    }
    let no_impact = found.iter().any(|(qualifier, _)| *qualifier == Qualifier::NoImpact);
    found.retain(|(qualifier, _)| !(no_impact && *qualifier == Qualifier::Impact));
    let mut kinds: Vec<Qualifier> = found.iter().map(|(qualifier, _)| *qualifier).collect();
    kinds.sort_unstable();
    kinds.dedup();
    (kinds, found.into_iter().map(|(_, cue)| cue).collect())
}
