//! Text that names a need without stating it: services, documents, definitions, law,
//! procedure, statistics, forms, case examples.

use crate::reach::{is_loose, parts_phrase};
use crate::view::View;
use std::ops::Range;
use thresholds_lexicon::cue::CueList;
use thresholds_lexicon::entry::Kind;
use thresholds_lexicon::resolve::Hit;
use thresholds_lexicon::text::Join;
use thresholds_lexicon::{CueHit, Lexicon};
use thresholds_model::mention::{Cue, CueKind, NamesOnly};

/// Why a hit only names its need, with the words that say so.
pub type Named = (NamesOnly, Cue);

/// Why the hit only names its need, if so.
pub fn names_only(lexicon: &Lexicon, view: &View, hit: &Hit) -> Option<Named> {
    form(view)
        .or_else(|| case_study(lexicon, view))
        .or_else(|| legal(view, hit))
        .or_else(|| definition(view, hit))
        .or_else(|| reference(view, hit))
        .or_else(|| process(view, hit))
        .or_else(|| service(view, hit))
}

fn named(view: &View, why: NamesOnly, words: Range<usize>) -> Option<Named> {
    Some((why, view.cue(CueKind::NamesOnly, words)))
}

/// Tick boxes, or words that only a form has.
fn form(view: &View) -> Option<Named> {
    let original = view.text.original();
    let signs: Vec<(usize, &str)> =
        original.match_indices(['\u{2610}', '\u{25a1}', '\u{2751}', '\u{2b1c}']).collect();
    let brackets = ["[ ]", "[]", "( )"].iter().find_map(|sign| original.find(sign).map(|at| (at, *sign)));
    let inner = signs.iter().find(|(at, _)| *at > 0).copied();
    if let Some((at, sign)) = brackets.or(inner) {
        let start = crate::view::offset(at);
        let end = crate::view::offset(at + sign.len());
        return Some((NamesOnly::Form, Cue { kind: CueKind::NamesOnly, start, end, text: sign.to_owned() }));
    }
    let cue = view.cues_of(CueList::FormSigns).next()?;
    named(view, NamesOnly::Form, cue.words())
}

/// "Jade, 14, has ...", "Tom (aged 9)": a name that is no word of the lexicon, with an age.
fn case_study(lexicon: &Lexicon, view: &View) -> Option<Named> {
    let text = &view.text;
    let raw = text.raw(0);
    let capital = raw.chars().next().is_some_and(char::is_uppercase);
    let small = raw.chars().skip(1).all(char::is_lowercase);
    if raw.chars().count() < 2 || !capital || !small || lexicon.knows(text.key(0)) {
        return None;
    }
    let mut at = 1;
    let parted = matches!(text.before(at), Join::Comma | Join::Bracket);
    let is = matches!(text.key(at), "is" | "was");
    at += usize::from(is);
    let aged = matches!(text.key(at), "aged" | "age");
    at += usize::from(aged);
    let age: u32 = text.key(at).parse().ok().filter(|age| *age < 26)?;
    let years = matches!(text.key(at + 1), "years" | "year" | "months" | "yrs" | "weeks");
    let closed = matches!(text.before(at + 1), Join::Comma | Join::Bracket | Join::Stop);
    let told = (parted || is) && (closed || years || aged);
    (told && age > 0).then(|| named(view, NamesOnly::CaseStudy, 0..at + 1)).flatten()
}

fn legal(view: &View, hit: &Hit) -> Option<Named> {
    let sentence = view.sentence(hit.words.start);
    let cue = view.cues_of(CueList::DefinitionLegal).find(|cue| sentence.contains(&cue.start))?;
    named(view, NamesOnly::Legal, cue.words())
}

/// A sentence that begins with a need and goes on "means", "is defined as", "may involve";
/// or an abbreviation, a colon, and the same need in full.
fn definition(view: &View, hit: &Hit) -> Option<Named> {
    let sentence = view.sentence(hit.words.start);
    let first = view
        .hits
        .iter()
        .filter(|other| other.kind.states() && other.words.start >= sentence.start)
        .filter(|other| other.words.start <= sentence.start + 2)
        .max_by_key(|other| other.words.end)?;
    let verb = view.cues_of(CueList::DefinitionVerbs).find(|cue| {
        let between = first.words.end..cue.start;
        let relative =
            between.clone().any(|at| matches!(view.text.key(at), "that" | "which" | "who" | "with"));
        cue.start >= first.words.end && between.len() <= 2 && cue.start < sentence.end && !relative
    });
    if let Some(verb) = verb {
        return named(view, NamesOnly::Definition, verb.words());
    }
    let glossary = view.hits.iter().find(|short| {
        short.kind == Kind::Abbreviations
            && short.words.start == 0
            && short.indicator == hit.indicator
            && matches!(view.text.before(short.words.end), Join::Colon | Join::Dash)
            && view.hits.iter().any(|long| {
                long.indicator == short.indicator
                    && long.words.start == short.words.end
                    && long.words.end + 1 >= view.len()
            })
    })?;
    named(view, NamesOnly::Definition, glossary.words.clone())
}

/// "See", "read" and "click" refer where they begin a clause ("For bullying, see ..."); after a
/// subject or another verb they tell what somebody does ("does not see the danger").
fn describes(view: &View, lead: &CueHit) -> bool {
    let orders = matches!(view.text.key(lead.start), "see" | "read" | "click");
    orders && matches!(view.text.before(lead.start), Join::Space | Join::Hyphen)
}

/// "See the self-harm pathway", "domestic abuse policy", "read more about ...".
fn reference(view: &View, hit: &Hit) -> Option<Named> {
    let sentence = view.sentence(hit.words.start);
    let before =
        |cue: &&CueHit| sentence.start <= cue.start && cue.end <= hit.words.start && !describes(view, cue);
    // "For bullying, see the school's policy".
    let topic = hit.words.start == sentence.start + 1
        && matches!(view.text.key(sentence.start), "for" | "on" | "about");
    let after = |cue: &&CueHit| topic && cue.start == hit.words.end && !describes(view, cue);
    if let Some(lead) = view.cues_of(CueList::ReferenceLeads).find(|cue| before(cue) || after(cue)) {
        return named(view, NamesOnly::CrossReference, lead.words());
    }
    let measured = view.cues_of(CueList::ReferenceMeasures).any(|cue| {
        sentence.start <= cue.start
            && cue.start < sentence.end
            && (cue.end <= hit.words.start || cue.start >= hit.words.end)
    });
    if measured {
        return None;
    }
    if let Some(head) = head_after(view, hit, CueList::ReferenceNouns) {
        return named(view, NamesOnly::CrossReference, head);
    }
    let opens = view.cues_of(CueList::ReferenceVerbs).find(|cue| cue.start == sentence.start);
    let noun = view
        .cues_of(CueList::ReferenceNouns)
        .find(|cue| cue.start >= hit.words.end && cue.end <= sentence.end.min(hit.words.end + 7));
    opens.zip(noun).and_then(|(verb, _)| named(view, NamesOnly::CrossReference, verb.words()))
}

/// How to work, counts, priorities, reviews, questions.
fn process(view: &View, hit: &Hit) -> Option<Named> {
    let sentence = view.sentence(hit.words.start);
    let cue = view
        .cues_of(CueList::ProcessPhrases)
        .find(|cue| sentence.contains(&cue.start) && cue.start < hit.words.start);
    if let Some(cue) = cue {
        return named(view, NamesOnly::Process, cue.words());
    }
    let asks = view.text.original().contains('?');
    let question = view.cues_of(CueList::ProcessQuestions).find(|cue| cue.start == sentence.start && asks)?;
    named(view, NamesOnly::Process, question.words())
}

/// "Domestic abuse [service]", unless the words before say that it is used.
fn service(view: &View, hit: &Hit) -> Option<Named> {
    if let Some(head) = head_after(view, hit, CueList::ServiceNouns) {
        let sentence = view.sentence(hit.words.start);
        let used = view.cues_of(CueList::ServiceUse).any(|cue| {
            let before = cue.end <= hit.words.start && hit.words.start - cue.end <= 3;
            cue.start >= sentence.start && (before || cue.start == hit.words.start)
        });
        return if used { None } else { named(view, NamesOnly::Service, head) };
    }
    let sentence = view.sentence(hit.words.start);
    let lead = view.cues_of(CueList::ServiceLeads).find(|cue| {
        let used = view
            .cues_of(CueList::ServiceUse)
            .any(|used| used.end <= cue.start && used.start >= sentence.start);
        sentence.start <= cue.start && cue.start <= sentence.start + 4 && cue.end <= hit.words.start && !used
    });
    if let Some(lead) = lead {
        return named(view, NamesOnly::Service, lead.words());
    }
    if let Some(words) = offered(view, hit) {
        return named(view, NamesOnly::Service, words);
    }
    list_of_services(view)
        .filter(|_| hit.words.len() <= 4)
        .and_then(|words| named(view, NamesOnly::Service, words))
}

/// What an agency does or offers: "the community safety [team runs] ...", "vouchers [can be
/// issued by] ...", "a group for ... [meets on Tuesdays]".
fn offered(view: &View, hit: &Hit) -> Option<Range<usize>> {
    /// Most words of the name of an agency that begins a sentence.
    const LONGEST_NAME: usize = 12;
    let sentence = view.sentence(hit.words.start);
    let within = |cue: &&CueHit| sentence.start <= cue.start && cue.end <= sentence.end;
    let one_child = view.cues_of(CueList::SubjectChild).any(|child| {
        let before = child.start.checked_sub(1).map_or("", |at| view.text.key(at));
        within(&child)
            && matches!(before, "a" | "an" | "the" | "this" | "his" | "her")
            && !matches!(view.text.key(child.end.saturating_sub(1)), "children" | "people" | "youth")
    });
    let acts = view.cues_of(CueList::ServiceActs).filter(|cue| within(cue) && !one_child).find(|act| {
        let agency = |cue: &CueHit| {
            matches!(cue.list, CueList::ServiceNouns | CueList::ServiceAgencies)
                && cue.end == act.start
                && cue.start >= sentence.start
                && !view.covered(sentence.start, &[CueList::SubjectChild, CueList::SubjectParent])
        };
        act.start - sentence.start <= LONGEST_NAME && view.cues.iter().any(agency)
    });
    acts.or_else(|| view.cues_of(CueList::ServiceOffered).find(within)).map(CueHit::words)
}

/// The head noun of the phrase that the hit begins, through a list that shares the head:
/// "drug and alcohol [team]".
fn head_after(view: &View, hit: &Hit, nouns: CueList) -> Option<Range<usize>> {
    const FILLERS: usize = 2;
    if hit.words.clone().any(|at| is_loose(view.text.key(at))) {
        return None;
    }
    let mut fillers = 0;
    let mut at = hit.words.end;
    while at < view.len() && !view.text.before(at).is_hard() {
        if let Some(noun) = view.cues_of(nouns).find(|cue| cue.start == at) {
            let is_verb = matches!(view.text.key(noun.end), "on" | "around" | "upon");
            return (!is_verb).then(|| noun.words());
        }
        let parted = matches!(view.text.before(at), Join::Comma | Join::Dash | Join::Colon | Join::Bracket);
        if parted && view.text.before(at) != Join::Comma {
            return None;
        }
        let in_list = view.hits.iter().any(|other| other.kind.states() && other.words.contains(&at));
        let joins = matches!(view.text.key(at), "and" | "or");
        if joins || in_list {
            fillers = 0;
        } else if parted
            || is_loose(view.text.key(at))
            || parts_phrase(view.text.key(at))
            || fillers == FILLERS
        {
            return None;
        } else {
            fillers += 1;
        }
        at += 1;
    }
    None
}

/// A passage that is a list of which half the items or more, and at least two, are services.
fn list_of_services(view: &View) -> Option<Range<usize>> {
    let mut items: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for at in 1..=view.len() {
        let parted = at == view.len()
            || matches!(
                view.text.before(at),
                Join::Comma | Join::Slash | Join::Colon | Join::Semicolon | Join::Dash | Join::Stop
            );
        if parted {
            items.push(start..at);
            start = at;
        }
    }
    let ends_in_service = |item: &&Range<usize>| {
        view.cues.iter().any(|cue| {
            let used = (item.start..cue.start)
                .any(|at| view.covered(at, &[CueList::ServiceUse]) || is_loose(view.text.key(at)));
            let whole = cue.list == CueList::ServiceAgencies
                && cue.start >= item.start
                && cue.end == item.end
                && !used;
            let head = cue.list == CueList::ServiceNouns && cue.end == item.end && cue.start > item.start;
            whole || head
        })
    };
    let short = items.iter().all(|item| item.len() <= 6);
    let services: Vec<&Range<usize>> = items.iter().filter(ends_in_service).collect();
    let first = services.first()?;
    (short && services.len() >= 2 && services.len() * 2 >= items.len()).then(|| (*first).clone())
}
