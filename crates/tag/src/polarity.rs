//! Stated, denied, or said as a strength.

use crate::reach::{Until, backward, forward};
use crate::view::{View, context_cue, is_negator};
use std::ops::Range;
use thresholds_lexicon::CueHit;
use thresholds_lexicon::cue::CueList;
use thresholds_lexicon::entry::Kind;
use thresholds_lexicon::resolve::Hit;
use thresholds_lexicon::text::Join;
use thresholds_model::mention::{Cue, CueKind, Polarity, Subject};

/// A protective wording of more words than this is turned into a need by a denial before
/// it; with the denial right before it, one word less will do.
const SHORTEST_TURNED: usize = 2;

/// A polarity with the cues that gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The polarity.
    pub polarity: Polarity,
    /// The cues.
    pub cues: Vec<Cue>,
}

/// The polarity cues of one text, worked out once for all its hits.
pub struct Cues {
    denials: Vec<(CueHit, Range<usize>)>,
    strengths: Vec<(CueHit, Range<usize>)>,
}

impl Cues {
    /// Works out what each cue of the text reaches.
    pub fn new(view: &View) -> Self {
        let mut spent: Vec<Range<usize>> = Vec::new();
        let mut strengths = Vec::new();
        for cue in &view.cues {
            let reach = match cue.list {
                CueList::ProtectiveAdjectives => cue.end..(cue.end + 2).min(view.len()),
                CueList::ProtectiveBefore | CueList::NegationDouble => {
                    cue.end..forward(view, cue.end, Until::Cause)
                }
                CueList::ProtectiveAfter | CueList::ProtectiveDealtWith => {
                    backward(view, cue.start)..cue.start
                }
                _ => continue,
            };
            match reverser(view, cue) {
                Some(words) if cue.list != CueList::NegationDouble => spent.push(words),
                _ => strengths.push((cue.clone(), reach)),
            }
        }
        let mut denials = Vec::new();
        for cue in &view.cues {
            let reach = match cue.list {
                CueList::NegationStrong => cue.end..forward(view, cue.end, Until::Clause),
                CueList::NegationWeak => cue.end..forward(view, cue.end, Until::Cause),
                CueList::NegationExcept => cue.end..forward(view, cue.end, Until::Comma),
                CueList::NegationPrefixes => cue.end..(cue.end + 1).min(view.len()),
                CueList::NegationAfter => backward(view, cue.start)..cue.start,
                CueList::QualifierNoImpact => cue.start..forward(view, cue.end, Until::Cause),
                _ => continue,
            };
            let is_spent = spent.iter().any(|words| words.start < cue.end && cue.start < words.end);
            let may_belong = matches!(cue.list, CueList::NegationWeak | CueList::NegationStrong);
            let in_a_need = may_belong && belongs_to_a_need(view, cue);
            if !is_spent && !in_a_need {
                denials.push((cue.clone(), reach));
            }
        }
        Self { denials, strengths }
    }

    /// Cues whose reach goes beyond the end of the text: those of a stem that work on its list.
    pub fn open(&self, view: &View) -> Option<Judged> {
        let open = |cues: &[(CueHit, Range<usize>)]| {
            cues.iter()
                .find(|(cue, reach)| {
                    let backward = matches!(
                        cue.list,
                        CueList::NegationAfter | CueList::ProtectiveAfter | CueList::ProtectiveDealtWith
                    );
                    let tight = matches!(cue.list, CueList::ProtectiveAdjectives | CueList::NegationPrefixes);
                    !backward && !tight && reach.end == view.len()
                })
                .map(|(cue, _)| cue.words())
        };
        let judged = |polarity, kind, words| Judged { polarity, cues: vec![context_cue(kind, view, words)] };
        open(&self.denials).map(|words| judged(Polarity::Negated, CueKind::Negation, words)).or_else(|| {
            open(&self.strengths).map(|words| judged(Polarity::Protective, CueKind::Protective, words))
        })
    }

    /// What the cues make of a hit.
    pub fn judge(&self, view: &View, hit: &Hit) -> Judged {
        let denial = self.denials.iter().find(|(cue, reach)| {
            works_on(view, cue, reach, hit) || (works_within(view, cue, reach, hit) && hit.kind.states())
        });
        let strength = self.strengths.iter().find(|(cue, reach)| works_on(view, cue, reach, hit));
        let protective_wording = hit.kind == Kind::Protective || is_protective(view, hit);
        let cue = |kind, words| view.cue(kind, words);
        if protective_wording {
            let turned = before(view, hit.words.start)
                .filter(|words| hit.words.len() > SHORTEST_TURNED - usize::from(words.end == hit.words.start))
                .or_else(|| right_after(view, hit.words.end))
                .filter(|_| hit.kind == Kind::Protective);
            return match turned {
                Some(words) => {
                    Judged { polarity: Polarity::Affirmed, cues: vec![cue(CueKind::Negation, words)] }
                }
                None => Judged {
                    polarity: Polarity::Protective,
                    cues: vec![cue(CueKind::Protective, hit.words.clone())],
                },
            };
        }
        match (denial, strength) {
            (Some((denial, _)), _) => {
                Judged { polarity: Polarity::Negated, cues: vec![cue(CueKind::Negation, denial.words())] }
            }
            (None, Some((strength, _))) => Judged {
                polarity: Polarity::Protective,
                cues: vec![cue(CueKind::Protective, strength.words())],
            },
            (None, None) => Judged { polarity: Polarity::Affirmed, cues: Vec::new() },
        }
    }
}

/// What makes a strength of a need that its own clause states, once it is known whose it is: a
/// wording of a strength of the indicator that the hit was handed on to; a parent's condition
/// that does not touch the child; a verdict with which the passage ends.
pub fn eased(view: &View, hit: &Hit, indicator: usize, subject: Subject) -> Option<Judged> {
    let handed = Hit { indicator, ..hit.clone() };
    let strength = (indicator != hit.indicator && is_protective(view, &handed)).then(|| hit.words.clone());
    let words = strength
        .or_else(|| no_effect(view, hit).filter(|_| subject == Subject::Parent))
        .or_else(|| verdict(view, hit))?;
    Some(Judged { polarity: Polarity::Protective, cues: vec![view.cue(CueKind::Protective, words)] })
}

/// "Father has asthma, which [does not affect his care]".
fn no_effect(view: &View, hit: &Hit) -> Option<Range<usize>> {
    let sentence = view.sentence(hit.words.start);
    view.cues_of(CueList::ProtectiveNoEffect)
        .find(|cue| cue.start >= hit.words.start && cue.end <= sentence.end)
        .map(CueHit::words)
}

/// The judgement that ends a passage and is passed on all of it: "..., [age-appropriate]",
/// "...; [no concerns]". One that has a subject of its own is none: "parents have no concerns".
fn verdict(view: &View, hit: &Hit) -> Option<Range<usize>> {
    let opens = |cue: &&CueHit| {
        let opening = matches!(view.text.key(cue.start), "and" | "as" | "then" | "there" | "which" | "with");
        let joined = cue.start.checked_sub(1).is_some_and(|at| matches!(view.text.key(at), "and" | "but"));
        opening || joined || view.text.before(cue.start) > Join::Slash
    };
    view.cues_of(CueList::ProtectiveVerdict)
        .filter(|cue| cue.end == view.len() && cue.start >= hit.words.end && !says_lack(view, hit))
        .find(opens)
        .map(CueHit::words)
}

/// Whether a cue that stands outside the hit reaches it. A cue inside the hit's own words
/// is a part of the wording, and so is one whose denying word the wording shares: "there
/// are [no friends]".
fn works_on(view: &View, cue: &CueHit, reach: &Range<usize>, hit: &Hit) -> bool {
    let reached = reach.contains(&hit.words.start);
    match cue.list {
        CueList::NegationAfter => cue.end > hit.words.end && reached,
        CueList::QualifierNoImpact => false,
        CueList::ProtectiveAfter => cue.start >= hit.words.end && reached && !says_lack(view, hit),
        CueList::ProtectiveDealtWith => {
            cue.start >= hit.words.end && reached && !says_lack(view, hit) && !is_some(view, hit)
        }
        _ => {
            cue.start < hit.words.start
                && (reached || cue.words().contains(&hit.words.start))
                && !shares_negator(view, cue, hit)
        }
    }
}

/// Whether a denial that stands in a gap of the hit reaches what the wording says after it
/// (or before it): "parents do [not] misuse drugs". One that begins a new item denies that
/// item alone: "injections declined, [no] review".
fn works_within(view: &View, cue: &CueHit, reach: &Range<usize>, hit: &Hit) -> bool {
    let new_item = matches!(view.text.before(cue.start), Join::Comma | Join::Dash | Join::Slash);
    let in_gap = !new_item && cue.words().any(|at| hit.passed.contains(&at)) && {
        cue.words().all(|at| !hit.owns(at) || at + 1 == cue.end || at == cue.start)
    };
    let forward =
        matches!(cue.list, CueList::NegationStrong | CueList::NegationWeak | CueList::QualifierNoImpact);
    in_gap
        && match cue.list {
            CueList::NegationAfter => reach.contains(&hit.words.start),
            _ => forward && reach.clone().any(|at| hit.owns(at)),
        }
}

/// Whether the denying word of a cue is one of the hit's own.
fn shares_negator(view: &View, cue: &CueHit, hit: &Hit) -> bool {
    cue.words().any(|at| hit.owns(at) && is_negator(view.text.key(at)))
}

/// A wording that says by itself what is missing: "[not] reached milestones", which
/// "expected for the age" after it does not undo.
fn says_lack(view: &View, hit: &Hit) -> bool {
    hit.words.clone().any(|at| hit.owns(at) && is_negator(view.text.key(at)))
}

/// "[Some] lateness", "[minor] health condition": the need is there, whoever deals with it.
fn is_some(view: &View, hit: &Hit) -> bool {
    view.cues_of(CueList::SeverityWords).any(|cue| {
        let inside = hit.words.start <= cue.start && cue.end <= hit.words.end;
        inside || cue.end == hit.words.start
    })
}

/// Rule 4 of the guide: a protective wording of the same indicator overlaps the hit, and
/// does not lie inside it.
fn is_protective(view: &View, hit: &Hit) -> bool {
    view.hits.iter().any(|other| {
        let holds = hit.words.start <= other.words.start && other.words.end <= hit.words.end;
        let denied = before(view, other.words.start).is_some_and(|words| words.end == other.words.start);
        let applies =
            other.kind == Kind::Protective && other.indicator == hit.indicator && other.overlaps(&hit.words);
        applies && !holds && !denied
    })
}

/// A denial that belongs to the wording of a need ("[not] attending school") denies no other.
fn belongs_to_a_need(view: &View, cue: &CueHit) -> bool {
    view.hits.iter().any(|hit| {
        let holds = match cue.list {
            CueList::NegationWeak => cue.words().all(|at| hit.owns(at)),
            _ => cue.end <= hit.words.end && shares_negator(view, cue, hit),
        };
        hit.kind.states() && holds && !is_protective(view, hit)
    })
}

/// Words right before a strength that undo it: "[not] safe from", "[unable to] cope with".
fn reverser(view: &View, cue: &CueHit) -> Option<Range<usize>> {
    before(view, cue.start)
}

/// Words right after a strength that undo it: "accepts help [on paper only]".
fn right_after(view: &View, end: usize) -> Option<Range<usize>> {
    const CLOSE: usize = 2;
    view.cues_of(CueList::ProtectiveReversersAfter)
        .find(|cue| {
            (end..=end + CLOSE).contains(&cue.start)
                && !(end..=cue.start).any(|at| view.text.before(at).is_hard())
        })
        .map(CueHit::words)
}

fn before(view: &View, start: usize) -> Option<Range<usize>> {
    view.cues_of(CueList::ProtectiveReversers)
        .filter(|reverser| {
            reverser.end <= start
                && start - reverser.end <= 2
                && !(reverser.end..=start).any(|at| {
                    view.text.before(at).is_hard()
                        || matches!(view.text.before(at), Join::Comma | Join::Colon)
                })
        })
        .map(CueHit::words)
        .max_by_key(|words| words.start)
}
