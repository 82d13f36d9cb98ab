//! From a passage to its mentions.

use crate::cell::{Crossing, Inherited, crossing, inherited, is_whole, label};
use crate::deed::is_turned;
use crate::names::{Named, names_only};
use crate::polarity::{Cues, Judged, eased};
use crate::strength::{certainty, open_certainty, qualifiers, severity, severity_of_all};
use crate::subject::{Assigned, Surroundings, assign};
use crate::view::{View, context_cue, offset};
use std::collections::BTreeMap;
use std::ops::Range;
use thresholds_lexicon::Lexicon;
use thresholds_lexicon::cue::CueList;
use thresholds_lexicon::resolve::Hit;
use thresholds_model::mention::{Certainty, Cue, CueKind, FoundIn, Mention, NamesOnly, Polarity, Subject};
use thresholds_model::passage::{Context, Passage};

/// Tags passages by one lexicon.
#[derive(Debug, Clone)]
pub struct Tagger {
    lexicon: Lexicon,
}

/// A mention with what ranks it among others of its indicator.
struct Candidate {
    indicator: usize,
    length: usize,
    mention: Mention,
}

/// What a stem over the passage says of all that it introduces.
struct Stem {
    polarity: Option<Judged>,
    certainty: Option<(Certainty, Cue)>,
    names: Option<Named>,
}

impl Tagger {
    /// A tagger for a lexicon.
    pub fn new(lexicon: Lexicon) -> Self {
        Self { lexicon }
    }

    /// The lexicon.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The mentions of a passage, by indicator (in the order of the lexicon), then polarity.
    ///
    /// A passage gives at most one stated mention of an indicator, and beside it at most
    /// one that is denied or a strength.
    pub fn tag(&self, passage: &Passage) -> Vec<Mention> {
        let view = View::new(&self.lexicon, &passage.text);
        let around = Surroundings::new(&passage.context);
        let mut candidates = self.own_words(&view, &around);
        for found in inherited(&self.lexicon, &view, &passage.context) {
            candidates.push(self.under_title(&view, &found, &around));
        }
        let known: Vec<usize> = candidates.iter().map(|candidate| candidate.indicator).collect();
        for found in crossing(&self.lexicon, &view, &passage.context) {
            if !known.contains(&found.hit.indicator) {
                candidates.extend(self.across(&found, &around));
            }
        }
        merge(candidates)
    }

    /// Mentions in the passage's own words.
    fn own_words(&self, view: &View, around: &Surroundings<'_>) -> Vec<Candidate> {
        if view.hits.is_empty() {
            return Vec::new();
        }
        let stem = self.stem(around.context());
        let cues = Cues::new(view);
        let first_clause = crate::reach::forward(view, 0, crate::reach::Until::Clause);
        let label = label(&self.lexicon, view, around.context());
        let counting: Vec<&Hit> = view
            .hits
            .iter()
            .filter(|hit| !hit.whole || is_whole(view, &hit.words))
            .filter(|hit| hit.words.end > label)
            .filter(|hit| !is_turned(view, hit) && !self.is_childs(view, hit, around))
            .collect();
        counting
            .iter()
            .filter(|hit| !self.gives_way(hit, &counting))
            .map(|hit| {
                let mut judged = cues.judge(view, hit);
                let under_stem = hit.words.start < first_clause;
                let denied = judged.polarity == Polarity::Negated;
                if let Some(open) = stem.polarity.as_ref().filter(|_| under_stem && !denied) {
                    judged = open.clone();
                }
                let mut candidate = self.candidate(view, hit, judged, around, FoundIn::Text);
                let mention = &mut candidate.mention;
                let plain = mention.certainty == Certainty::Actual;
                if let Some((certainty, cue)) = stem.certainty.as_ref().filter(|_| under_stem && plain) {
                    mention.certainty = *certainty;
                    mention.cues.push(cue.clone());
                }
                if let (None, Some((why, cue))) = (mention.names_only, &stem.names) {
                    mention.names_only = Some(*why);
                    mention.cues.push(cue.clone());
                }
                candidate
            })
            .collect()
    }

    /// A wording that joins a parent to a need with other words between ("[carers] are
    /// dismissive of [self-harm]"), where those words make it the child's need.
    fn is_childs(&self, view: &View, hit: &Hit, around: &Surroundings<'_>) -> bool {
        let target = self.id(hit.indicator);
        hit.own_subject
            && !hit.contiguous
            && view.hits.iter().any(|other| {
                let by_subject =
                    self.lexicon.indicators().get(other.indicator).map(|other| &other.by_subject);
                other.kind.states()
                    && other.inside(&hit.words)
                    && by_subject.is_some_and(|by_subject| by_subject.get(&Subject::Parent) == Some(&target))
                    && assign(&self.lexicon, view, other, around).subject == Subject::Child
            })
    }

    /// A wording of which some words state a more exact indicator: "[rape]" in "[rape of
    /// another child]".
    fn gives_way(&self, hit: &Hit, counting: &[&Hit]) -> bool {
        let exact = self.lexicon.gives_way_to(hit.indicator);
        let yields =
            |other: &&&Hit| other.kind.states() && exact.contains(&other.indicator) && hit.shares(other);
        hit.kind.states() && counting.iter().any(|other| yields(&other))
    }

    /// One hit with everything that its words and context make of it.
    fn candidate(
        &self,
        view: &View,
        hit: &Hit,
        judged: Judged,
        around: &Surroundings<'_>,
        found_in: FoundIn,
    ) -> Candidate {
        let Assigned { indicator, subject, wrong, cue } = assign(&self.lexicon, view, hit, around);
        let judged = match judged.polarity {
            Polarity::Affirmed => eased(view, hit, indicator, subject).unwrap_or(judged),
            _ => judged,
        };
        let mut cues = judged.cues;
        let (certainty, certainty_cue) = certainty(view, hit);
        cues.extend(certainty_cue);
        let severity = severity(view, hit);
        let (qualifiers, qualifier_cues) = qualifiers(view, hit);
        let words: Vec<String> = severity.iter().map(|cue| cue.text.to_lowercase()).collect();
        cues.extend(severity);
        cues.extend(qualifier_cues);
        let mut names = names_only(&self.lexicon, view, hit);
        if wrong && names.is_none() {
            names = cue.clone().map(|cue| (NamesOnly::WrongSubject, cue));
        }
        let wrong_without_cue = wrong && names.is_none();
        let names_only =
            names.as_ref().map(|(why, _)| *why).or(wrong_without_cue.then_some(NamesOnly::WrongSubject));
        cues.extend(names.map(|(_, cue)| cue));
        cues.extend(cue);
        let bytes = view.text.bytes(hit.words.clone());
        let mention = Mention {
            indicator: self.id(indicator),
            pattern: self.lexicon.pattern_id(hit),
            found_in,
            start: offset(bytes.start),
            end: offset(bytes.end),
            matched_text: view.text.slice(hit.words.clone()).to_owned(),
            polarity: judged.polarity,
            certainty,
            severity: words,
            qualifiers,
            subject,
            names_only,
            fuzzy: hit.fuzzy,
            cues,
        };
        Candidate { indicator, length: hit.words.len(), mention }
    }

    /// A need named by a title, with the polarity and severity of the passage under it.
    fn under_title(&self, view: &View, found: &Inherited, around: &Surroundings<'_>) -> Candidate {
        let denied = view.cues.iter().find(|cue| {
            matches!(cue.list, CueList::NegationWeak | CueList::NegationStrong | CueList::NegationAfter)
        });
        let judged = match denied {
            Some(cue) => {
                Judged { polarity: Polarity::Negated, cues: vec![view.cue(CueKind::Negation, cue.words())] }
            }
            None => Judged { polarity: Polarity::Affirmed, cues: Vec::new() },
        };
        let mut candidate = self.candidate(&found.title, &found.hit, judged, around, found.found_in);
        let mention = &mut candidate.mention;
        let own: Vec<Cue> = severity_of_all(view);
        mention.severity = own.iter().map(|cue| cue.text.to_lowercase()).collect();
        let whole = Hit { words: 0..view.len(), ..found.hit.clone() };
        mention.certainty = certainty(view, &whole).0;
        let (qualifiers, qualifier_cues) = qualifiers(view, &whole);
        mention.qualifiers = qualifiers;
        mention.cues.retain(|cue| matches!(cue.kind, CueKind::Negation | CueKind::NamesOnly));
        mention.cues.extend(own);
        mention.cues.extend(qualifier_cues);
        candidate
    }

    /// A need that title and passage state together. What the title's own words deny or
    /// only name is left alone.
    fn across(&self, found: &Crossing, around: &Surroundings<'_>) -> Option<Candidate> {
        let judged = Cues::new(&found.joined).judge(&found.joined, &found.hit);
        let mut candidate = self.candidate(&found.joined, &found.hit, judged, around, found.found_in);
        let mention = &mut candidate.mention;
        let Range { start, end } = found.bytes.clone();
        (mention.start, mention.end) = (offset(start), offset(end));
        for cue in &mut mention.cues {
            (cue.start, cue.end) = (0, 0);
        }
        (mention.names_only.is_none()).then_some(candidate)
    }

    fn stem(&self, context: &Context) -> Stem {
        let mut found = Stem { polarity: None, certainty: None, names: None };
        for text in context.stem.iter().chain(&context.lead) {
            let view = View::new(&self.lexicon, text);
            found.polarity = found.polarity.or_else(|| Cues::new(&view).open(&view));
            found.certainty = found.certainty.or_else(|| {
                open_certainty(&view)
                    .map(|(certainty, cue)| (certainty, context_cue(CueKind::Certainty, &view, cue.words())))
            });
            let reference = view
                .cues_of(CueList::ReferenceLeads)
                .next()
                .map(|cue| (NamesOnly::CrossReference, context_cue(CueKind::NamesOnly, &view, cue.words())));
            found.names = found.names.or(reference);
        }
        found
    }

    fn id(&self, indicator: usize) -> String {
        self.lexicon.indicators().get(indicator).map_or_else(String::new, |indicator| indicator.id.clone())
    }
}

/// One stated mention an indicator, and one that is denied or a strength: the one that
/// places, then the longest, then the first.
fn merge(candidates: Vec<Candidate>) -> Vec<Mention> {
    let mut best: BTreeMap<(usize, bool), Candidate> = BTreeMap::new();
    for candidate in candidates {
        let stated = candidate.mention.polarity == Polarity::Affirmed;
        let rank = |candidate: &Candidate| {
            let mention = &candidate.mention;
            (mention.names_only.is_none(), !mention.fuzzy, candidate.length, std::cmp::Reverse(mention.start))
        };
        let key = (candidate.indicator, !stated);
        if best.get(&key).is_none_or(|other| rank(other) < rank(&candidate)) {
            best.insert(key, candidate);
        }
    }
    best.into_values().map(|candidate| candidate.mention).collect()
}
