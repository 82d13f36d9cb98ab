//! Patterns compiled to a search: one pass finds the words, and only patterns whose words are
//! there are tried.

use crate::lists::Lists;
use crate::needs::Needs;
use crate::pattern::{Bound, Node, Part, Pattern};
use crate::text::{Join, Text};
use crate::vocabulary::{Atom, Met, Vocabulary, VocabularyBuilder};
use aho_corasick::BuildError;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

/// A place where a pattern matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Which pattern, in the order of compilation.
    pub pattern: usize,
    /// The words that it covers.
    pub words: Range<usize>,
    /// A word has a typing error.
    pub fuzzy: bool,
    /// Items of a list were passed over: `physical [, emotional or sexual] abuse`.
    pub over_list: bool,
    /// Words that only a gap covers, ascending.
    pub passed: Vec<usize>,
}

/// Compiled patterns.
#[derive(Debug, Clone)]
pub struct Matcher {
    vocabulary: Vocabulary,
    patterns: Vec<Compiled>,
    classes: Vec<Step>,
    needs: Needs,
}

#[derive(Debug, Clone)]
struct Compiled {
    step: Step,
    /// The atoms that a match can begin with, ascending; `None` when it may begin with none.
    firsts: Option<Vec<Atom>>,
    /// The shortest match counts, not the longest: gaps are passed over as far as needed.
    shortest: bool,
}

/// A pattern over atoms.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    Atom(Atom),
    /// One of many single words, ascending.
    AnyAtom(Vec<Atom>),
    Number(Bound),
    Row(Vec<Step>),
    OneOf(Vec<Step>),
    Maybe(Box<Step>),
    Class(usize),
    Comma,
    Gap {
        left: Box<Step>,
        right: Box<Step>,
        words: usize,
        either_order: bool,
    },
}

/// How far a match has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct State {
    /// Next word.
    at: usize,
    /// First word of the contiguous part: no join is needed before it.
    from: usize,
    fuzzy: bool,
    over_list: bool,
    /// Words that only a gap covers: bit `n` for every word whose number ends in `n` modulo 64.
    passed: u64,
}

impl Matcher {
    /// Compiles patterns; classes that are not in `classes` match nothing.
    pub fn new(
        patterns: &[Pattern],
        classes: &BTreeMap<String, Vec<Pattern>>,
        ordinary: HashSet<String>,
    ) -> Result<Self, BuildError> {
        let mut builder = VocabularyBuilder::default();
        let names: Vec<&str> = classes.keys().map(String::as_str).collect();
        let class_steps: Vec<Step> = classes
            .values()
            .map(|members| {
                one_of(members.iter().map(|member| compile(&member.node, &names, &mut builder)).collect())
            })
            .collect();
        let steps: Vec<Step> =
            patterns.iter().map(|pattern| compile(&pattern.node, &names, &mut builder)).collect();

        let needs = Needs::new(&steps, &class_steps, builder.count());
        let compiled = steps
            .into_iter()
            .zip(patterns)
            .map(|(step, pattern)| Compiled {
                firsts: step.firsts(&class_steps),
                step,
                shortest: pattern.node.has_gap() && !pattern.longest,
            })
            .collect();
        let vocabulary = builder.build(ordinary)?;
        Ok(Self { vocabulary, patterns: compiled, classes: class_steps, needs })
    }

    /// Every match of every pattern, by pattern, then place.
    pub fn find(&self, text: &Text) -> Vec<Span> {
        let met = self.vocabulary.read(text);
        let search = Search { text, met: &met, lists: Lists::new(text), classes: &self.classes };
        let mut spans = Vec::new();
        let mut states = Vec::new();
        for index in self.needs.met(&met, &self.classes) {
            if let Some(pattern) = self.patterns.get(index) {
                search.spans(index, pattern, &mut states, &mut spans);
            }
        }
        spans
    }

    /// Whether a word is one of those that patterns name.
    pub fn knows(&self, key: &str) -> bool {
        self.vocabulary.knows(key)
    }
}

fn compile(node: &Node, classes: &[&str], builder: &mut VocabularyBuilder) -> Step {
    match node {
        Node::Word(parts) => compound(parts, builder),
        Node::Number(bound) => Step::Number(*bound),
        Node::Row(nodes) => Step::Row(nodes.iter().map(|node| compile(node, classes, builder)).collect()),
        Node::OneOf(nodes) => one_of(nodes.iter().map(|node| compile(node, classes, builder)).collect()),
        Node::Maybe(inner) => Step::Maybe(Box::new(compile(inner, classes, builder))),
        Node::Class(name) => {
            classes.binary_search(&name.as_str()).map_or(Step::OneOf(Vec::new()), Step::Class)
        }
        Node::Comma => Step::Comma,
        Node::Gap { left, right, words, either_order } => Step::Gap {
            left: Box::new(compile(left, classes, builder)),
            right: Box::new(compile(right, classes, builder)),
            words: *words,
            either_order: *either_order,
        },
    }
}

/// `over_crowd*`: together, or apart at each of its seams.
fn compound(parts: &[Part], builder: &mut VocabularyBuilder) -> Step {
    let seams = parts.len().saturating_sub(1).min(4);
    let mut ways = Vec::with_capacity(1 << seams);
    for cut in 0..1_usize << seams {
        let mut words: Vec<Part> = Vec::new();
        for (index, part) in parts.iter().enumerate() {
            let apart = index == 0 || cut >> (index - 1) & 1 == 1;
            match words.last_mut() {
                Some(last) if !apart => {
                    last.letters.push_str(&part.letters);
                    last.ending = part.ending;
                }
                _ => words.push(part.clone()),
            }
        }
        let steps: Vec<Step> = words.into_iter().map(|part| Step::Atom(builder.atom(part))).collect();
        ways.push(if steps.len() == 1 {
            steps.into_iter().next().unwrap_or(Step::Comma)
        } else {
            Step::Row(steps)
        });
    }
    one_of(ways)
}

/// Alternatives, those of one word gathered.
fn one_of(steps: Vec<Step>) -> Step {
    let mut atoms = Vec::new();
    let mut others = Vec::new();
    for step in steps {
        match step {
            Step::Atom(atom) => atoms.push(atom),
            Step::AnyAtom(more) => atoms.extend(more),
            Step::OneOf(more) => {
                for step in more {
                    match step {
                        Step::Atom(atom) => atoms.push(atom),
                        Step::AnyAtom(more) => atoms.extend(more),
                        other => others.push(other),
                    }
                }
            }
            other => others.push(other),
        }
    }
    atoms.sort_unstable();
    atoms.dedup();
    let single = match atoms.as_slice() {
        [] => None,
        [atom] => Some(Step::Atom(*atom)),
        _ => Some(Step::AnyAtom(atoms)),
    };
    match (single, others.len()) {
        (Some(single), 0) => single,
        (None, 1) => others.remove(0),
        (single, _) => {
            others.extend(single);
            Step::OneOf(others)
        }
    }
}

impl Step {
    /// The atoms that a match can begin with, ascending; `None` when it may begin with none.
    fn firsts(&self, classes: &[Step]) -> Option<Vec<Atom>> {
        let mut atoms = Vec::new();
        let fixed = self.add_firsts(classes, &mut atoms)?;
        atoms.sort_unstable();
        atoms.dedup();
        fixed.then_some(atoms)
    }

    /// Adds the atoms that a match can begin with. Gives whether a match always begins in the
    /// step (and not behind it), and nothing when it may begin with something else than an atom.
    fn add_firsts(&self, classes: &[Step], into: &mut Vec<Atom>) -> Option<bool> {
        match self {
            Self::Atom(atom) => into.push(*atom),
            Self::AnyAtom(atoms) => into.extend(atoms),
            Self::Row(steps) => {
                for step in steps {
                    if step.add_firsts(classes, into)? {
                        return Some(true);
                    }
                }
                return Some(false);
            }
            Self::OneOf(steps) => {
                let mut fixed = true;
                for step in steps {
                    fixed &= step.add_firsts(classes, into)?;
                }
                return Some(fixed);
            }
            Self::Maybe(inner) => {
                inner.add_firsts(classes, into)?;
                return Some(false);
            }
            Self::Class(class) => return classes.get(*class)?.add_firsts(classes, into),
            Self::Gap { left, right, either_order, .. } => {
                let fixed = left.add_firsts(classes, into)?;
                if *either_order {
                    return Some(fixed & right.add_firsts(classes, into)?);
                }
                // What stands behind a gap is no beginning, unless nothing stands before it.
                return fixed.then_some(true);
            }
            Self::Comma => return Some(false),
            Self::Number(_) => return None,
        }
        Some(true)
    }
}

/// One text being searched.
struct Search<'a> {
    text: &'a Text,
    met: &'a [Vec<Met>],
    lists: Lists,
    classes: &'a [Step],
}

impl Search<'_> {
    /// The matches of one pattern: the longest at each place, or the shortest if it has
    /// gaps (but for look-alikes, which cover all they can), and none that lies inside (or around) another of the same pattern.
    fn spans(&self, index: usize, pattern: &Compiled, states: &mut Vec<State>, spans: &mut Vec<Span>) {
        let mut own: Vec<Span> = Vec::new();
        for from in 0..self.text.words().len() {
            if !self.can_begin(pattern, from) {
                continue;
            }
            states.clear();
            let start = State { at: from, from, fuzzy: false, over_list: false, passed: 0 };
            self.step(&pattern.step, start, states);
            let ends = states.iter().filter(|state| state.at > from);
            let best = if pattern.shortest {
                ends.min_by_key(|state| (state.over_list, state.at, state.fuzzy, state.passed.count_ones()))
            } else {
                ends.min_by_key(|state| (state.over_list, std::cmp::Reverse(state.at), state.fuzzy))
            };
            if let Some(&State { at, fuzzy, over_list, passed, .. }) = best {
                let passed = (from..at).filter(|word| passed & bit(*word) != 0).collect();
                own.push(Span { pattern: index, words: from..at, fuzzy, over_list, passed });
            }
        }
        let holds = |outer: &Span, inner: &Span| {
            outer.words != inner.words
                && outer.words.start <= inner.words.start
                && inner.words.end <= outer.words.end
                && outer.over_list <= inner.over_list
        };
        let keep = |span: &&Span| {
            !own.iter().any(|other| if pattern.shortest { holds(span, other) } else { holds(other, span) })
        };
        spans.extend(own.iter().filter(keep).cloned());
    }

    /// Whether one of the words that the pattern begins with stands here.
    fn can_begin(&self, pattern: &Compiled, at: usize) -> bool {
        let Some(firsts) = &pattern.firsts else { return true };
        self.met.get(at).into_iter().flatten().any(|met| firsts.binary_search(&met.atom).is_ok())
    }

    /// Puts the states that a step can lead to behind those that are in `states`.
    fn step(&self, step: &Step, state: State, states: &mut Vec<State>) {
        match step {
            Step::Atom(atom) => self.word(state, states, |met| met.atom == *atom),
            Step::AnyAtom(atoms) => self.word(state, states, |met| atoms.binary_search(&met.atom).is_ok()),
            Step::Number(bound) => states.extend(self.number(state, *bound)),
            Step::Comma => states.push(self.comma(state)),
            Step::Maybe(inner) => {
                self.step(inner, state, states);
                states.push(state);
            }
            Step::OneOf(steps) => {
                let first = states.len();
                steps.iter().for_each(|step| self.step(step, state, states));
                gather(states, first);
            }
            Step::Class(class) => {
                if let Some(step) = self.classes.get(*class) {
                    self.step(step, state, states);
                }
            }
            Step::Row(steps) => self.row(steps, state, states),
            Step::Gap { left, right, words, either_order } => {
                let first = states.len();
                self.gap(left, right, *words, state, states);
                if *either_order {
                    self.gap(right, left, *words, state, states);
                }
                gather(states, first);
            }
        }
    }

    fn word(&self, state: State, states: &mut Vec<State>, is: impl Fn(&Met) -> bool) {
        if !self.joined(state) {
            return;
        }
        let here = self.met.get(state.at).into_iter().flatten();
        states.extend(here.filter(|met| is(met)).map(|met| State {
            at: state.at + usize::from(met.words),
            fuzzy: state.fuzzy | met.fuzzy,
            ..state
        }));
    }

    fn number(&self, state: State, bound: Bound) -> Option<State> {
        let value: Option<u32> = self.text.key(state.at).parse().ok();
        let is_label = state.at.checked_sub(1).is_some_and(|at| numbers_a_label(self.text.key(at)));
        let fits = !is_label
            && value.is_some_and(|value| match bound {
                Bound::Any => true,
                Bound::Below(limit) => value < limit,
                Bound::Above(limit) => value > limit,
            });
        (fits && self.joined(state)).then(|| State { at: state.at + 1, ..state })
    }

    /// A comma may stand here: what follows need not be joined by a blank.
    fn comma(&self, state: State) -> State {
        match self.text.before(state.at) {
            Join::Comma => State { from: state.at, ..state },
            _ => state,
        }
    }

    /// Whether the next word follows the last one as a blank allows.
    fn joined(&self, state: State) -> bool {
        state.at == state.from || self.text.before(state.at).is_blank()
    }

    fn row(&self, steps: &[Step], state: State, states: &mut Vec<State>) {
        let first = states.len();
        states.push(state);
        for step in steps {
            let reached = states.len();
            for place in first..reached {
                let state = states[place];
                self.step(step, state, states);
                if state.at > state.from && !state.over_list {
                    for at in self.lists.beyond(state.at) {
                        self.step(step, State { at, from: at, over_list: true, ..state }, states);
                    }
                }
            }
            states.drain(first..reached);
            gather(states, first);
            if states.len() == first {
                break;
            }
        }
    }

    fn gap(&self, left: &Step, right: &Step, words: usize, state: State, states: &mut Vec<State>) {
        let first = states.len();
        self.step(left, state, states);
        let reached = states.len();
        for place in first..reached {
            let mut state = states[place];
            let first = state.at;
            for at in first..=first + words {
                // A gap may open at a comma; a later comma begins what is said of something else.
                let comma = at > first && self.text.before(at) == Join::Comma;
                let contrast = at > first && is_contrast(self.text.key(at - 1));
                if self.text.before(at).is_hard() || comma || contrast {
                    break;
                }
                if at > first {
                    state.passed |= bit(at - 1);
                }
                self.step(right, State { at, from: at, ..state }, states);
            }
        }
        states.drain(first..reached);
    }
}

/// Words whose number is a name: "Level 2", "section 47".
fn numbers_a_label(key: &str) -> bool {
    matches!(
        key,
        "level"
            | "levels"
            | "tier"
            | "tiers"
            | "stage"
            | "step"
            | "band"
            | "section"
            | "sections"
            | "page"
            | "part"
    )
}

/// The bit of a word in [`State::passed`]; matches are far shorter than 64 words.
fn bit(word: usize) -> u64 {
    1 << (word % 64)
}

/// Puts the states from `first` on in order, each once.
fn gather(states: &mut Vec<State>, first: usize) {
    if states.len() < first + 2 {
        return;
    }
    states[first..].sort_unstable();
    let mut kept = first + 1;
    for place in first + 1..states.len() {
        if states[place] != states[kept - 1] {
            states[kept] = states[place];
            kept += 1;
        }
    }
    states.truncate(kept);
}

/// Words that open a clause which says the contrary.
pub fn is_contrast(key: &str) -> bool {
    matches!(
        key,
        "but" | "however" | "although" | "though" | "yet" | "whereas" | "nevertheless" | "nonetheless"
    )
}
