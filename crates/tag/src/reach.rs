//! How far a cue works: to the end of its clause, through lists, not past a contrast.

use crate::view::View;
use thresholds_lexicon::cue::CueList;
use thresholds_lexicon::text::Join;

/// What ends a cue's reach beside the clause itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// The end of the clause.
    Clause,
    /// Also a colon or dash, a cause or effect: "not at school *due to* self-harm".
    Cause,
    /// Also a comma.
    Comma,
}

/// The first word after `from` that a cue before it does not reach.
pub fn forward(view: &View, from: usize, until: Until) -> usize {
    (from..view.len())
        .find(|at| {
            let stop = (*at > 0 && view.text.before(*at).is_hard())
                || view.begins(*at, CueList::NegationEnds)
                || (*at > from && opens_clause(view, *at));
            stop || match until {
                Until::Clause => false,
                Until::Cause => {
                    let parted = matches!(view.text.before(*at), Join::Colon | Join::Dash);
                    view.begins(*at, CueList::NegationCauses) || (*at > from && parted)
                }
                Until::Comma => matches!(view.text.before(*at), Join::Comma | Join::Colon | Join::Dash),
            }
        })
        .unwrap_or(view.len())
}

/// The first word that a cue which begins at `to` reaches backward.
pub fn backward(view: &View, to: usize) -> usize {
    (1..=to)
        .rev()
        .find(|at| {
            let ended = view.cues_of(CueList::NegationEnds).any(|cue| cue.end == *at && cue.end <= to);
            view.text.before(*at).is_hard() || ended || (*at < to && opens_clause(view, *at))
        })
        .unwrap_or(0)
}

/// Whether a new clause with a verb of its own begins at the word: ", child hit", "and is".
fn opens_clause(view: &View, at: usize) -> bool {
    let text = &view.text;
    let joined = matches!(text.key(at), "and" | "so" | "then" | "also");
    let parted = matches!(text.before(at), Join::Comma | Join::Dash | Join::Colon | Join::Bracket);
    if !joined && !parted {
        return false;
    }
    let mut next = at;
    while matches!(
        text.key(next),
        "and" | "so" | "then" | "also" | "or" | "the" | "a" | "an" | "their" | "his" | "her" | "my" | "our"
    ) {
        next += 1;
    }
    if matches!(text.key(next), "he" | "she" | "they" | "i" | "we" | "it" | "there") {
        return true;
    }
    let unknown = matches!(text.key(next + 1), "unknown" | "unclear" | "uncertain");
    if joined && (is_auxiliary(text.key(next)) || unknown) {
        return true;
    }
    const PERSONS: [CueList; 4] =
        [CueList::SubjectChild, CueList::SubjectParent, CueList::SubjectSibling, CueList::SubjectFamily];
    let person = view.cues.iter().find(|cue| cue.start == next && PERSONS.contains(&cue.list));
    person.is_some_and(|person| is_verb(text.key(person.end)))
}

/// A form of be, have or do, or a modal verb.
pub fn is_auxiliary(key: &str) -> bool {
    const AUXILIARIES: [&str; 29] = [
        "is", "are", "was", "were", "has", "have", "had", "does", "do", "did", "can", "cannot", "may",
        "might", "will", "would", "should", "could", "isn't", "aren't", "doesn't", "don't", "didn't",
        "hasn't", "haven't", "won't", "wasn't", "can't", "often",
    ];
    AUXILIARIES.contains(&key)
}

/// Whether a word after a noun is likely to be its verb.
fn is_verb(key: &str) -> bool {
    const IRREGULAR: [&str; 14] = [
        "hit", "hurt", "left", "cut", "went", "ran", "found", "beaten", "kept", "sent", "told", "seen",
        "known", "taken",
    ];
    const PRESENT: [&str; 44] = [
        "asks",
        "becomes",
        "brings",
        "calls",
        "comes",
        "drinks",
        "feels",
        "finds",
        "gets",
        "gives",
        "goes",
        "hits",
        "holds",
        "hurts",
        "keeps",
        "knows",
        "leaves",
        "lets",
        "lives",
        "locks",
        "looks",
        "makes",
        "misses",
        "needs",
        "puts",
        "refuses",
        "runs",
        "says",
        "seems",
        "sees",
        "sends",
        "shouts",
        "shows",
        "sleeps",
        "spends",
        "stays",
        "struggles",
        "takes",
        "teaches",
        "tells",
        "thinks",
        "tries",
        "wants",
        "works",
    ];
    is_auxiliary(key)
        || IRREGULAR.contains(&key)
        || PRESENT.contains(&key)
        || (key.len() > 4 && key.ends_with("ed") && key != "need")
}

/// A verb or participle that parts a need from a noun after it: "anxiety [needing]
/// specialist treatment", "asthma [seen] by the nurse".
pub fn parts_phrase(key: &str) -> bool {
    const FORMS: [&str; 22] = [
        "needing",
        "needs",
        "need",
        "requiring",
        "requires",
        "require",
        "receiving",
        "receives",
        "attending",
        "attends",
        "seeing",
        "seen",
        "seeking",
        "seeks",
        "wanting",
        "using",
        "calling",
        "known",
        "open",
        "waiting",
        "getting",
        "meaning",
    ];
    FORMS.contains(&key) || (key.len() > 5 && key.ends_with("ed") && key != "related" && key != "based")
}

/// Words between two places that bind no noun phrase: prepositions, verbs, relatives.
pub fn is_loose(key: &str) -> bool {
    const LOOSE: [&str; 43] = [
        "of",
        "to",
        "in",
        "on",
        "at",
        "by",
        "for",
        "with",
        "from",
        "who",
        "that",
        "which",
        "whose",
        "because",
        "due",
        "through",
        "about",
        "around",
        "against",
        "towards",
        "into",
        "between",
        "not",
        "no",
        "where",
        "when",
        "than",
        "as",
        "if",
        "while",
        "including",
        "such",
        "following",
        "via",
        "having",
        "being",
        "before",
        "after",
        "during",
        "since",
        "until",
        "despite",
        "within",
    ];
    key.is_empty() || LOOSE.contains(&key) || is_auxiliary(key)
}
