//! Who does what to whom: words that make a condition of a relative no need of theirs, since
//! they say who acts, who makes it up, or who cares.

use crate::subject::child_after;
use crate::view::{View, offset};
use thresholds_lexicon::cue::CueList;
use thresholds_lexicon::resolve::Hit;
use thresholds_model::mention::Cue;

/// Whether "by" names who acts on somebody, not who has the need: "illness [induced] by a
/// carer", "kept in a [wheelchair] by parents".
pub fn is_done_to(view: &View, hit: &Hit, by: usize) -> bool {
    is_state(view, hit) || (hit.words.end..by).any(|at| is_done(view.text.key(at)))
}

/// A participle that tells what is done to somebody; what a person has or takes ("smoked by",
/// "experienced by") is that person's own.
fn is_done(key: &str) -> bool {
    const OWN: [&str; 22] = [
        "used",
        "smoked",
        "taken",
        "drunk",
        "injected",
        "snorted",
        "felt",
        "owed",
        "incurred",
        "misused",
        "abused",
        "consumed",
        "experienced",
        "suffered",
        "committed",
        "perpetrated",
        "displayed",
        "shown",
        "exhibited",
        "presented",
        "faced",
        "unrelated",
    ];
    is_participle(key) && !OWN.contains(&key)
}

fn is_participle(key: &str) -> bool {
    (key.len() > 4 && key.ends_with("ed"))
        || matches!(
            key,
            "hit"
                | "hurt"
                | "beaten"
                | "bitten"
                | "kept"
                | "made"
                | "found"
                | "seen"
                | "told"
                | "held"
                | "given"
                | "shaken"
                | "thrown"
                | "taken"
                | "left"
                | "brought"
        )
}

/// Whether words right before or after a wording about a parent make it somebody else's:
/// "look after a [parent in a wheelchair]" (the child is the carer), "fabrication of
/// [illness by a parent]", "[parents discharge a seriously ill] child".
fn is_anothers(view: &View, hit: &Hit) -> bool {
    let first = view.sentence(hit.words.start).start;
    let near = hit.words.start.saturating_sub(3).max(first)..hit.words.start;
    let made_up =
        near.clone().any(|at| ["fabricat", "induc"].iter().any(|stem| view.text.key(at).starts_with(stem)));
    let of_child = !hit.contiguous && child_after(view, hit).is_some();
    made_up || of_child || cares_before(view, hit, 3, |_| true)
}

/// Whether a word is the last of "carer for", "looks after".
fn is_caring(view: &View, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |before| view.text.key(before));
    match view.text.key(at) {
        "for" => matches!(before, "carer" | "carers" | "care" | "cares" | "caring" | "cared"),
        "after" => before.starts_with("look"),
        _ => false,
    }
}

/// A relative's condition, who is named (by `cue`) only as the person that the child cares for: "looks
/// after a parent in a [wheelchair]". The young carer is the need.
pub fn is_cared_for(view: &View, hit: &Hit, cue: Option<&Cue>) -> bool {
    let named = cue.map_or(u32::MAX, |cue| cue.start);
    let before = |at: usize| offset(view.text.bytes(at..at + 1).start) < named;
    is_state(view, hit) && cares_before(view, hit, 5, before)
}

/// Whether words before the hit tell of caring: within `near` words whoever cares, farther off for
/// a condition only, and where no adult is named who cares ("grandmother looks after ...").
fn cares_before(view: &View, hit: &Hit, near: usize, counts: impl Fn(usize) -> bool) -> bool {
    let first = view.sentence(hit.words.start).start;
    (first..hit.words.start).filter(|at| counts(*at) && is_caring(view, *at)).any(|at| {
        let adult = (first..at).any(|word| view.covered(word, &[CueList::SubjectParent]));
        hit.words.start - at <= near || (is_state(view, hit) && !adult)
    })
}

/// Whether the hit names an illness or a disability.
fn is_state(view: &View, hit: &Hit) -> bool {
    hit.words.clone().any(|at| view.covered(at, &[CueList::SubjectStates]))
}

/// Whether the words in the gap of a wording turn it round: who acts ("injured [by] father"),
/// who makes the need up ("illness [induced] by carer"), who cares ("carer [for] a sick relative").
pub fn is_turned(view: &View, hit: &Hit) -> bool {
    if hit.own_subject && is_anothers(view, hit) {
        return true;
    }
    let key = |at: usize| view.text.key(at);
    let person = |at: usize| view.covered(at, &[CueList::SubjectParent, CueList::SubjectSibling]);
    hit.passed.iter().any(|at| {
        let next = (at + 1..hit.words.end).find(|next| !hit.passed.contains(next));
        let passive = (at.saturating_sub(2).max(hit.words.start)..*at).any(|word| is_participle(key(word)));
        let agent = key(*at) == "by" && passive && next.is_some_and(person);
        let made_up = matches!(
            key(*at),
            "induced" | "fabricated" | "caused" | "inflicted" | "exaggerated" | "invented" | "refused"
        ) && (at + 1..hit.words.end).any(|next| key(next) == "by");
        let found_by = is_done(key(*at)) && key(at + 1) == "by";
        let cared_for = key(*at) == "for"
            && matches!(at.checked_sub(1).map(key), Some("carer" | "carers" | "caring" | "cares" | "care"));
        agent || (hit.own_subject && (made_up || found_by || cared_for))
    })
}
