//! Cells and bullets that only make sense with the words over them: "Self-harm" over
//! "Requires hospital", "Attendance" over "Below 85%".

use crate::reach::is_auxiliary;
use crate::view::View;
use std::ops::Range;
use thresholds_lexicon::Lexicon;
use thresholds_lexicon::cue::CueList;
use thresholds_lexicon::resolve::Hit;
use thresholds_lexicon::text::Join;
use thresholds_model::mention::FoundIn;
use thresholds_model::passage::Context;

/// Lists whose words may stand beside a wording without stating anything else.
const QUALIFYING: [CueList; 15] = [
    CueList::CellLight,
    CueList::SeverityWords,
    CueList::CertaintyRisk,
    CueList::CertaintySuspected,
    CueList::CertaintyPossible,
    CueList::CertaintyHistoric,
    CueList::QualifierAge,
    CueList::QualifierCumulative,
    CueList::QualifierImpact,
    CueList::QualifierNoImpact,
    CueList::QualifierDespiteHelp,
    CueList::QualifierImproving,
    CueList::NegationStrong,
    CueList::NegationWeak,
    CueList::ProtectiveAdjectives,
];

/// Lists whose words after a title say that all is well.
const STRENGTHS: [CueList; 5] = [
    CueList::ProtectiveAdjectives,
    CueList::ProtectiveBefore,
    CueList::ProtectiveAfter,
    CueList::ProtectiveDealtWith,
    CueList::NegationDouble,
];

/// Lists whose words after a title say how far the need that it names goes.
const GRADING: [CueList; 5] = [
    CueList::SeverityWords,
    CueList::CertaintyRisk,
    CueList::CertaintySuspected,
    CueList::QualifierImpact,
    CueList::QualifierDespiteHelp,
];

/// Most words of a cell that can be a mere quantity.
const LONGEST_CELL: usize = 8;
/// Most words of a title that names one need.
const LONGEST_TITLE: usize = 7;

/// A need named by the words over a passage.
pub struct Inherited {
    /// The title that names it.
    pub title: View,
    /// The match in the title.
    pub hit: Hit,
    /// Which title it is.
    pub found_in: FoundIn,
}

/// Whether the words beside a wording that must be the whole statement only qualify it.
pub fn is_whole(view: &View, words: &Range<usize>) -> bool {
    (0..view.len()).all(|at| words.contains(&at) || view.covered(at, &QUALIFYING) || is_number(view, at))
}

/// Needs that the titles over a passage name, when the passage itself only says how much.
pub fn inherited(lexicon: &Lexicon, view: &View, context: &Context) -> Vec<Inherited> {
    if !view.hits.is_empty() || !only_qualifies(view) {
        return Vec::new();
    }
    let lead = context.lead.iter().map(|title| (title, FoundIn::Heading));
    let stem = context.stem.iter().map(|title| (title, FoundIn::Stem));
    let rows = context.row_header.iter().rev().map(|title| (title, FoundIn::RowHeader));
    let heading = context.headings.last().map(|title| (title, FoundIn::Heading));
    for (title, found_in) in lead.chain(stem).chain(rows).chain(heading) {
        let hits = topic(View::new(lexicon, title));
        if let Some((title, hits)) = hits {
            return hits
                .into_iter()
                .map(|hit| Inherited { title: View { hits: Vec::new(), ..copy(&title) }, hit, found_in })
                .collect();
        }
    }
    Vec::new()
}

fn copy(view: &View) -> View {
    View {
        text: view.text.clone(),
        hits: view.hits.clone(),
        look_alikes: view.look_alikes.clone(),
        cues: view.cues.clone(),
    }
}

/// Whether a passage says nothing but how much, how often or how surely.
fn only_qualifies(view: &View) -> bool {
    let covered = (0..view.len()).all(|at| {
        view.covered(at, &QUALIFYING)
            || view.covered(at, &[CueList::CellWords, CueList::CertaintySuspectedAfter])
            || is_number(view, at)
    });
    !view.is_empty() && view.len() <= LONGEST_CELL && covered
}

fn is_number(view: &View, at: usize) -> bool {
    view.text.key(at).chars().next().is_some_and(|sign| sign.is_ascii_digit())
}

/// The one or two needs that a title names and hardly anything else.
fn topic(title: View) -> Option<(View, Vec<Hit>)> {
    if title.len() > LONGEST_TITLE {
        return None;
    }
    let stated: Vec<&Hit> = title.hits.iter().filter(|hit| hit.kind.states() && !hit.whole).collect();
    let names = (0..title.len())
        .all(|at| stated.iter().any(|hit| hit.words.contains(&at)) || title.covered(at, &QUALIFYING));
    let mut best: Vec<Hit> = Vec::new();
    for hit in stated {
        match best.iter_mut().find(|other| other.indicator == hit.indicator) {
            Some(other) if other.words.len() < hit.words.len() => *other = hit.clone(),
            Some(_) => {}
            None => best.push(hit.clone()),
        }
    }
    (names && (1..=2).contains(&best.len())).then_some((title, best))
}

/// Number of words of the run-in title that a passage repeats ("Abuse and neglect: children
/// are safe") and that only names a topic. A title that names one or two needs and nothing
/// else is a part of the statement, unless the words after it speak for themselves.
pub fn label(lexicon: &Lexicon, view: &View, context: &Context) -> usize {
    let Some(lead) = &context.lead else { return 0 };
    let title = View::new(lexicon, lead);
    let words = title.len();
    let repeated = (0..words).all(|at| view.text.key(at) == title.text.key(at));
    let parted = matches!(view.text.before(words), Join::Colon | Join::Dash | Join::Stop);
    if words == 0 || words >= view.len() || !repeated || !parted {
        return 0;
    }
    let says =
        |lists: &[CueList]| view.cues.iter().any(|cue| cue.start >= words && lists.contains(&cue.list));
    let is_sentence = (words..view.len()).any(|at| is_auxiliary(view.text.key(at)));
    let speaks = view.hits.iter().any(|hit| hit.words.start >= words)
        || says(&STRENGTHS)
        || (is_sentence && !says(&GRADING));
    if !speaks && topic(title).is_some() { 0 } else { words }
}

/// A match that runs from a title into the passage: "Attendance" with "below 85%", or
/// "Poor" with "diet".
pub struct Crossing {
    /// Title and passage as one text.
    pub joined: View,
    /// The match in it.
    pub hit: Hit,
    /// Which title it is.
    pub found_in: FoundIn,
    /// Bytes of the match in the title.
    pub bytes: Range<usize>,
}

/// Matches that run from a short title into a short passage, or from the passage into it.
///
/// A title of a row or a paragraph only completes a fragment ("Below 85%"): a passage of
/// more words, or one that names a need by itself, stands alone. The stem of a list is
/// read on by its items, whatever their length.
pub fn crossing(lexicon: &Lexicon, view: &View, context: &Context) -> Vec<Crossing> {
    const LONGEST: usize = 12;
    const FRAGMENT: usize = 4;
    /// A cell that can only qualify the title after it: "Poor" with "diet".
    const SHORTEST_CELL: usize = 2;
    if view.is_empty() || view.len() > LONGEST {
        return Vec::new();
    }
    let fragment = view.len() <= FRAGMENT && !view.hits.iter().any(|hit| hit.kind.states());
    let lead = context.lead.iter().map(|title| (title, FoundIn::Heading));
    let stem = context.stem.iter().map(|title| (title, FoundIn::Stem));
    let rows = context.row_header.last().map(|title| (title, FoundIn::RowHeader));
    let mut found = Vec::new();
    for (title, found_in) in lead.chain(stem).chain(rows) {
        let title = title.trim().trim_end_matches([':', '.', '-', '–', '…']).trim();
        let words = title.split_whitespace().count();
        let topics = found_in != FoundIn::Stem
            && title.split([',', ' ', '/']).any(|word| matches!(word, "" | "and" | "&"));
        if words == 0 || words > LONGEST || topics || (found_in != FoundIn::Stem && !fragment) {
            continue;
        }
        let passage = view.text.original();
        let after = (format!("{title} {passage}"), title.len() + 1, 0..title.len());
        let before_start = passage.len() + 1;
        let before = (format!("{passage} {title}"), before_start, before_start..before_start + title.len());
        let short_cell = found_in != FoundIn::Stem && view.len() <= SHORTEST_CELL;
        let orders = [(after, false), (before, true)];
        for ((text, seam, place), backward) in
            orders.into_iter().filter(|(_, backward)| !backward || short_cell)
        {
            let joined = View::new(lexicon, &text);
            let counts =
                |hit: &&Hit| hit.kind.states() && !hit.fuzzy && !hit.whole && (hit.contiguous || !backward);
            for hit in joined.hits.iter().filter(counts) {
                let bytes = joined.text.bytes(hit.words.clone());
                if bytes.start < seam && seam < bytes.end {
                    let from = bytes.start.max(place.start) - place.start;
                    let to = bytes.end.min(place.end) - place.start;
                    found.push(Crossing {
                        joined: copy(&joined),
                        hit: hit.clone(),
                        found_in,
                        bytes: from..to,
                    });
                }
            }
        }
    }
    found
}
