//! Whose need a hit states: from the words first, from the context second.

use crate::deed::{is_cared_for, is_done_to};
use crate::reach::is_loose;
use crate::view::{View, context_cue};
use std::cell::OnceCell;
use std::ops::Range;
use thresholds_lexicon::Lexicon;
use thresholds_lexicon::cue::CueList;
use thresholds_lexicon::entry::Indicator;
use thresholds_lexicon::resolve::Hit;
use thresholds_lexicon::text::Join;
use thresholds_model::mention::{Cue, CueKind, Subject};
use thresholds_model::passage::Context;

/// A subject with the words that gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// Whose.
    pub subject: Subject,
    /// From the passage's own words, not from its context.
    pub from_words: bool,
    /// The words.
    pub cue: Option<Cue>,
}

/// What an owner makes of a hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assigned {
    /// The indicator that is stated: the hit's own, or the one that it names for this subject.
    pub indicator: usize,
    /// Whose.
    pub subject: Subject,
    /// Another person's need, for which the lexicon has no indicator.
    pub wrong: bool,
    /// The words that decided.
    pub cue: Option<Cue>,
}

/// A person named in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Person {
    subject: Subject,
    words: Range<usize>,
}

/// What the context of a passage says of its owner, worked out when first needed.
pub struct Surroundings<'a> {
    context: &'a Context,
    owner: OnceCell<Option<Owner>>,
    before: OnceCell<Option<Subject>>,
}

impl<'a> Surroundings<'a> {
    /// The surroundings of a passage.
    pub fn new(context: &'a Context) -> Self {
        Self { context, owner: OnceCell::new(), before: OnceCell::new() }
    }

    /// The context itself.
    pub fn context(&self) -> &'a Context {
        self.context
    }

    fn owner(&self, lexicon: &Lexicon) -> Option<Owner> {
        self.owner.get_or_init(|| in_context(lexicon, self.context)).clone()
    }

    /// The first person of the sentence before: a pronoun refers to that one.
    fn before(&self, lexicon: &Lexicon) -> Option<Subject> {
        *self.before.get_or_init(|| {
            let view = View::new(lexicon, self.context.before.as_deref()?);
            persons(&view).first().map(|person| person.subject)
        })
    }
}

/// Decides which indicator a hit states, and of whom.
pub fn assign(lexicon: &Lexicon, view: &View, hit: &Hit, around: &Surroundings<'_>) -> Assigned {
    let Some(indicator) = lexicon.indicators().get(hit.indicator) else {
        return Assigned { indicator: hit.indicator, subject: Subject::Unstated, wrong: false, cue: None };
    };
    let usual = indicator.subject.first().copied().unwrap_or(Subject::Unstated);
    let own = |subject, cue| Assigned { indicator: hit.indicator, subject, wrong: false, cue };
    if hit.own_subject {
        return own(usual, None);
    }
    if let Some(words) = own_childhood(view, hit).filter(|_| !indicator.subject.contains(&Subject::Parent)) {
        let cue = Some(view.cue(CueKind::Subject, words));
        return Assigned { indicator: hit.indicator, subject: Subject::Parent, wrong: true, cue };
    }
    if let Some(owner) = in_words(view, hit, indicator, around, lexicon) {
        let relative = matches!(owner.subject, Subject::Parent | Subject::Family | Subject::Sibling);
        if relative && owner.from_words && is_cared_for(view, hit, owner.cue.as_ref()) {
            return Assigned { wrong: true, ..own(owner.subject, owner.cue) };
        }
        return given(lexicon, indicator, hit, view, owner);
    }
    match around.owner(lexicon) {
        // A heading that names the family says nothing of who in it has the need.
        Some(Owner { subject: Subject::Family, from_words: false, cue }) => own(Subject::Family, cue),
        Some(owner) => given(lexicon, indicator, hit, view, owner),
        None => own(Subject::Unstated, None),
    }
}

fn given(lexicon: &Lexicon, indicator: &Indicator, hit: &Hit, view: &View, owner: Owner) -> Assigned {
    let Owner { subject, from_words, cue } = owner;
    let stays = |subject, wrong, cue| Assigned { indicator: hit.indicator, subject, wrong, cue };
    if from_words && indicator.not_of.contains(&subject) {
        return stays(subject, true, cue);
    }
    if accepts(indicator, subject) {
        return stays(subject, false, cue);
    }
    let by_parent = || (subject == Subject::Family && from_words).then_some(Subject::Parent);
    let target = indicator
        .by_subject
        .get(&subject)
        .or_else(|| by_parent().and_then(|parent| indicator.by_subject.get(&parent)))
        .and_then(|id| lexicon.index_of(id));
    if let Some(indicator) = target {
        let look_alike = |(of, words): &(usize, Range<usize>)| *of == indicator && hit.inside(words);
        let wrong = view.look_alikes.iter().any(look_alike);
        return Assigned { indicator, subject, wrong, cue };
    }
    let about_a_state = indicator.by_subject.contains_key(&Subject::Parent);
    let child_named = persons(view).iter().any(|person| person.subject == Subject::Child);
    let wrong = from_words
        && match subject {
            Subject::Other => about_a_state || indicator.subject.contains(&Subject::Parent),
            Subject::Sibling => !child_named,
            _ => false,
        };
    match (from_words, subject) {
        (true, _) => stays(subject, wrong, cue),
        (false, Subject::Family) => stays(subject, false, cue),
        (false, _) => stays(Subject::Unstated, false, None),
    }
}

fn accepts(indicator: &Indicator, subject: Subject) -> bool {
    indicator.anybody || subject == Subject::Unstated || indicator.subject.contains(&subject)
}

/// The owner that the passage's words name.
fn in_words(
    view: &View,
    hit: &Hit,
    indicator: &Indicator,
    around: &Surroundings<'_>,
    lexicon: &Lexicon,
) -> Option<Owner> {
    let persons = persons(view);
    let owner = |person: &Person| Owner {
        subject: person.subject,
        from_words: true,
        cue: Some(view.cue(CueKind::Subject, person.words.clone())),
    };
    if let Some(words) = outsider(view, hit) {
        let cue = Some(view.cue(CueKind::Subject, words));
        return Some(Owner { subject: Subject::Other, from_words: true, cue });
    }
    let inside: Vec<&Person> = persons.iter().filter(|person| hit.overlaps(&person.words)).collect();
    if let Some(person) = owner_before_youth(view, hit, &inside, &persons) {
        return Some(owner(person));
    }
    if let Some(person) = inside.iter().find(|person| accepts(indicator, person.subject)) {
        return Some(owner(person));
    }
    if !inside.is_empty() {
        let subject = indicator.subject.first().copied().unwrap_or(Subject::Unstated);
        return Some(Owner { subject, from_words: true, cue: None });
    }
    let described = child_after(view, hit).and_then(|words| {
        persons.iter().find(|person| person.words == words && accepts(indicator, person.subject))
    });
    described
        .or_else(|| relative_after(view, hit, &persons))
        .or_else(|| possessor_before(view, hit, &persons))
        .or_else(|| possessor_after(view, hit, &persons))
        .map(owner)
        .or_else(|| clause_subject(view, hit, &persons))
        .or_else(|| by_pronoun(view, hit, around, lexicon))
}

/// "[Sibling] known to youth justice": the "youth" of a wording names a service, not whose
/// need it is, where a relative stands before the wording and only joining words between them.
fn owner_before_youth<'a>(
    view: &View,
    hit: &Hit,
    inside: &[&Person],
    persons: &'a [Person],
) -> Option<&'a Person> {
    let youth = |person: &&Person| person.words.len() == 1 && view.text.key(person.words.start) == "youth";
    let relative = |person: &&Person| matches!(person.subject, Subject::Parent | Subject::Sibling);
    let links = |key: &str| is_loose(key) || matches!(key, "known" | "involved" | "open" | "referred");
    let right_before = |person: &&Person| {
        person.words.end <= hit.words.start
            && (person.words.end..hit.words.start).all(|at| links(view.text.key(at)))
            && view.text.before(hit.words.start).is_blank()
    };
    let all_youth = !inside.is_empty() && inside.iter().all(youth);
    persons.iter().filter(|_| all_youth).find(|person| relative(person) && right_before(person))
}

/// The persons of a text, in order.
fn persons(view: &View) -> Vec<Person> {
    let mut persons: Vec<Person> = view
        .cues
        .iter()
        .filter_map(|cue| {
            let subject = match cue.list {
                CueList::SubjectChild => Subject::Child,
                CueList::SubjectParent => Subject::Parent,
                CueList::SubjectSibling => Subject::Sibling,
                CueList::SubjectFamily => Subject::Family,
                CueList::SubjectUnborn => Subject::Unborn,
                _ => return None,
            };
            Some(Person { subject, words: cue.words() })
        })
        .collect();
    persons.sort_by_key(|person| (person.words.start, person.words.end));
    persons
}

/// "[mother's] heavy drinking", "[parental] mental health, substance misuse or debt".
fn possessor_before<'a>(view: &View, hit: &Hit, persons: &'a [Person]) -> Option<&'a Person> {
    let person = persons.iter().rev().find(|person| person.words.end <= hit.words.start)?;
    let between = person.words.end..hit.words.start;
    let verb = matches!(view.text.key(hit.words.start), "needs" | "need" | "requires" | "lacks" | "lack");
    let hard = (between.start..=between.end).any(|at| view.text.before(at).is_hard());
    let loose = between.clone().any(|at| is_loose(view.text.key(at)));
    if hard || loose || verb {
        return None;
    }
    let listed = between.clone().any(|at| matches!(view.text.key(at), "and" | "or"))
        || (between.start..=between.end).any(|at| matches!(view.text.before(at), Join::Comma | Join::Slash));
    let belongs = is_possessive(view, person);
    let near = between.len() <= 3 && (belongs || (between.is_empty() && !listed));
    (near || (belongs && listed && between.len() <= 8)).then_some(person)
}

fn is_possessive(view: &View, person: &Person) -> bool {
    let last = person.words.end.saturating_sub(1);
    let possessive = view.text.words().get(last).is_some_and(|word| word.possessive);
    possessive
        || matches!(
            view.text.key(last),
            "parental" | "maternal" | "paternal" | "family" | "familial" | "sibling"
        )
}

/// "misuse of drugs, alcohol or solvents by a [parent]".
fn possessor_after<'a>(view: &View, hit: &Hit, persons: &'a [Person]) -> Option<&'a Person> {
    let end = view.sentence(hit.words.start).end;
    let mut listed = false;
    for at in hit.words.end..end.min(hit.words.end + 7) {
        let key = view.text.key(at);
        listed |= matches!(key, "and" | "or") || view.text.before(at) == Join::Slash;
        if matches!(key, "by" | "of" | "in" | "among" | "amongst" | "leaves" | "leaving" | "makes" | "making")
        {
            let direct = at == hit.words.end;
            if !direct && !listed && matches!(key, "of" | "in" | "among" | "amongst") {
                return None;
            }
            if key == "by" && is_done_to(view, hit, at) {
                return None;
            }
            let place = persons.iter().find(|person| person.words.start == at);
            return place.or_else(|| {
                persons.iter().find(|person| {
                    person.words.start > at
                        && person.words.start - at <= 4
                        && !(at + 1..person.words.start).any(|word| is_loose(view.text.key(word)))
                })
            });
        }
        if let Some(place) = persons.iter().find(|person| person.words.start == at && matches!(key, "at")) {
            return Some(place);
        }
        if is_loose(key) || view.begins(at, CueList::NegationEnds) {
            return None;
        }
    }
    None
}

/// The child that the hit is an attribute of: "seriously ill [child]".
pub fn child_after(view: &View, hit: &Hit) -> Option<Range<usize>> {
    let joined = view.text.before(hit.words.end).is_blank();
    view.cues_of(CueList::SubjectChild)
        .find(|cue| joined && cue.start == hit.words.end)
        .map(|cue| cue.words())
}

/// The parent or sibling that a condition is an attribute of: "[deaf] parent", "[disabled] brother".
fn relative_after<'a>(view: &View, hit: &Hit, persons: &'a [Person]) -> Option<&'a Person> {
    let relative = |person: &&Person| matches!(person.subject, Subject::Parent | Subject::Sibling);
    let person = persons.iter().filter(relative).find(|person| person.words.start == hit.words.end)?;
    let joined = hit.contiguous && view.text.before(person.words.start).is_blank();
    let next = person.words.end;
    let is_head = !view.text.before(next).is_blank() || is_loose(view.text.key(next));
    let state = hit.words.clone().any(|at| view.covered(at, &[CueList::SubjectStates]));
    (joined && is_head && state && !is_possessive(view, person)).then_some(person)
}

/// The nearest person before the hit in its sentence who can be the subject of its verb.
fn clause_subject(view: &View, hit: &Hit, persons: &[Person]) -> Option<Owner> {
    let sentence = view.sentence(hit.words.start);
    let before: Vec<&Person> = persons
        .iter()
        .filter(|person| person.words.end <= hit.words.start && person.words.start >= sentence.start)
        .filter(|person| person.words.start == sentence.start || !dash_between(view, person, hit))
        .collect();
    let governs = |person: &&&Person| {
        let between = person.words.end..hit.words.start;
        let listed = between.clone().any(|at| matches!(view.text.key(at), "and" | "or"))
            || (between.start..=between.end).any(|at| view.text.before(at) == Join::Comma);
        let relative = between
            .clone()
            .any(|at| matches!(view.text.key(at), "who" | "whose" | "that" | "with" | "where"));
        let object = is_object(view, person, sentence.start) && listed && !relative;
        !object && !is_genitive(view, person, persons)
    };
    let person = before.iter().rev().find(governs)?;
    let between = person.words.end..hit.words.start;
    let responds = view.cues_of(CueList::SubjectResponses).any(|cue| {
        between.contains(&cue.start) && cue.start <= between.start + 6 && cue.end <= hit.words.start
    });
    let own = between
        .clone()
        .any(|at| matches!(view.text.key(at), "own" | "their" | "themselves" | "herself" | "himself"));
    let others = between.clone().any(|at| matches!(view.text.key(at), "his" | "her"))
        && matches!(view.text.key(person.words.start), "parents" | "carers");
    let subject = match person.subject {
        Subject::Parent if (responds && !own) || others => Subject::Child,
        subject => subject,
    };
    // That a family needs something says little of who in it has the need.
    let from_words = subject != Subject::Family;
    Some(Owner { subject, from_words, cue: Some(view.cue(CueKind::Subject, person.words.clone())) })
}

fn dash_between(view: &View, person: &Person, hit: &Hit) -> bool {
    (person.words.end..=hit.words.start).any(|at| view.text.before(at) == Join::Dash)
}

/// Whether a preposition stands before the person: "conflict with [parents]", "in front of
/// the [children]".
fn is_object(view: &View, person: &Person, from: usize) -> bool {
    (person.words.start.saturating_sub(2).max(from)..person.words.start).any(|at| {
        let before = at.checked_sub(1).map_or("", |before| view.text.key(before));
        match view.text.key(at) {
            "with" | "to" | "from" | "against" | "towards" | "toward" | "for" | "between" | "by" | "at" => {
                true
            }
            "of" => matches!(before, "front" | "presence" | "sight" | "hearing"),
            _ => false,
        }
    }) || is_acted_on(view, person, from)
}

/// Whether the verb that opens a sentence without a subject acts on the person: "hits [father] and
/// breaks doors".
fn is_acted_on(view: &View, person: &Person, from: usize) -> bool {
    let start = person.words.start;
    let verb = view.text.key(from);
    let opens = start == from + 1
        || (start == from + 2
            && matches!(view.text.key(from + 1), "the" | "a" | "his" | "her" | "their" | "my"));
    let is_present = verb.len() > 3 && verb.ends_with('s') && !verb.ends_with("ss");
    let named = view.cues.iter().any(|cue| cue.start == from && is_person(cue.list));
    opens && is_present && !named && (from + 1..=start).all(|at| view.text.before(at) == Join::Space)
}

fn is_person(list: CueList) -> bool {
    use CueList::*;
    matches!(
        list,
        SubjectChild | SubjectParent | SubjectSibling | SubjectFamily | SubjectUnborn | SubjectOther
    )
}

/// Whether the person only says whose another person is, and no words go on about that one:
/// "mother of this [baby]", but not "parents of [children] who self-harm".
fn is_genitive(view: &View, person: &Person, persons: &[Person]) -> bool {
    const DETERMINERS: [&str; 12] =
        ["a", "an", "another", "each", "her", "his", "my", "our", "that", "the", "their", "this"];
    let start = person.words.start;
    let determined = start > 0 && DETERMINERS.contains(&view.text.key(start - 1));
    let of = start.checked_sub(1 + usize::from(determined));
    let described =
        matches!(view.text.key(person.words.end), "who" | "whose" | "that" | "with" | "aged" | "in");
    !described
        && of.is_some_and(|of| view.text.key(of) == "of" && persons.iter().any(|head| head.words.end == of))
}

/// "I", or a pronoun that refers to the sentence before, in the passage or over it.
fn by_pronoun(view: &View, hit: &Hit, around: &Surroundings<'_>, lexicon: &Lexicon) -> Option<Owner> {
    let sentence = view.sentence(hit.words.start);
    let at = sentence.clone().find(|at| {
        *at <= hit.words.start
            && matches!(view.text.key(*at), "he" | "she" | "they" | "his" | "her" | "their")
    });
    if let Some(at) = at {
        let subject = match sentence.start.checked_sub(1).map(|last| view.sentence(last)) {
            Some(before) => persons(view).iter().find(|person| before.contains(&person.words.start))?.subject,
            None => around.before(lexicon)?,
        };
        let cue = Some(view.cue(CueKind::Subject, at..at + 1));
        return Some(Owner { subject, from_words: true, cue });
    }
    let first = (0..view.len()).find(|at| {
        matches!(view.text.key(*at), "i" | "i'm" | "i've" | "me" | "my" | "myself")
            && view.text.raw(*at) != "i"
    })?;
    let over = around.owner(lexicon).is_some_and(|owner| owner.subject == Subject::Parent);
    let subject = if over || speaks_as_parent(view) { Subject::Parent } else { Subject::Child };
    let cue = Some(view.cue(CueKind::Subject, first..first + 1));
    Some(Owner { subject, from_words: true, cue })
}

/// Whether "I" is a parent: somebody who says "my baby", "our son" (but not "my baby brother").
fn speaks_as_parent(view: &View) -> bool {
    let of_mine = |at: usize| at > 0 && matches!(view.text.key(at - 1), "my" | "our");
    view.cues_of(CueList::SubjectChild).any(|cue| {
        of_mine(cue.start) && !view.covered(cue.end, &[CueList::SubjectSibling, CueList::SubjectOther])
    })
}

/// The owner that the context gives: stem, run-in title, row headers, headings, innermost first.
fn in_context(lexicon: &Lexicon, context: &Context) -> Option<Owner> {
    if let Some(stem) = &context.stem {
        let view = View::new(lexicon, stem);
        if let Some(person) = persons(&view).pop() {
            let cue = Some(context_cue(CueKind::Subject, &view, person.words.clone()));
            return Some(Owner { subject: person.subject, from_words: true, cue });
        }
    }
    let titles =
        context.lead.iter().chain(context.row_header.iter().rev()).chain(context.headings.iter().rev());
    titles.into_iter().find_map(|title| {
        let view = View::new(lexicon, title);
        let persons = persons(&view);
        let has = |subject| persons.iter().find(|person| person.subject == subject);
        let person = match (has(Subject::Parent), has(Subject::Child), has(Subject::Family)) {
            (Some(parent), None, _) => parent,
            (None, Some(child), None) => child,
            (None, None, Some(family)) => family,
            _ => has(Subject::Unborn).filter(|_| persons.len() == 1)?,
        };
        let cue = Some(context_cue(CueKind::Subject, &view, person.words.clone()));
        Some(Owner { subject: person.subject, from_words: false, cue })
    })
}

/// A cue that a parent's own past is meant, over or near the hit.
fn own_childhood(view: &View, hit: &Hit) -> Option<Range<usize>> {
    let sentence = view.sentence(hit.words.start);
    view.cues_of(CueList::SubjectOwnChildhood)
        .find(|cue| {
            let same = sentence.start <= cue.start && cue.end <= sentence.end;
            same && (hit.words.start < cue.end + 3 && cue.start <= hit.words.end + 4)
        })
        .map(|cue| cue.words())
}

/// Somebody outside the household as the possessor or subject of the hit.
fn outsider(view: &View, hit: &Hit) -> Option<Range<usize>> {
    let sentence = view.sentence(hit.words.start);
    view.cues_of(CueList::SubjectOutsiders)
        .find(|cue| {
            let close_after = cue.start >= hit.words.end && cue.start - hit.words.end <= 3;
            let before = cue.end <= hit.words.start && cue.start >= sentence.start;
            cue.end <= sentence.end && (close_after || before)
        })
        .map(|cue| cue.words())
}
