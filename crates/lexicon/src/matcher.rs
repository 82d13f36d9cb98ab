//! Patterns compiled to a search: one pass finds the words, and only patterns whose rarest
//! word is there are tried.

use crate::lists::Lists;
use crate::pattern::{Bound, Node, Part, Pattern};
use crate::text::{Join, Text};
use crate::vocabulary::{Atom, Met, Vocabulary, VocabularyBuilder};
use aho_corasick::BuildError;
use std::collections::{BTreeMap, BTreeSet};
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
    /// For each atom, the patterns that are tried where it is met.
    tried_at: Vec<Vec<u32>>,
    /// Patterns that need no word of the vocabulary: tried everywhere.
    always: Vec<u32>,
}

#[derive(Debug, Clone)]
struct Compiled {
    step: Step,
    /// The shortest match counts, not the longest: gaps are passed over as far as needed.
    shortest: bool,
}

/// A pattern over atoms.
#[derive(Debug, Clone)]
enum Step {
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
        ordinary: &BTreeSet<String>,
    ) -> Result<Self, BuildError> {
        let mut builder = VocabularyBuilder::default();
        let names: Vec<&str> = classes.keys().map(String::as_str).collect();
        let class_steps: Vec<Step> = classes
            .values()
            .map(|members| {
                one_of(members.iter().map(|member| compile(&member.node, &names, &mut builder)).collect())
            })
            .collect();
        let patterns: Vec<Compiled> = patterns
            .iter()
            .map(|pattern| Compiled {
                step: compile(&pattern.node, &names, &mut builder),
                shortest: pattern.node.has_gap() && !pattern.longest,
            })
            .collect();

        let mut uses = vec![0_u32; builder.count()];
        for pattern in &patterns {
            let mut atoms = BTreeSet::new();
            pattern.step.atoms(&class_steps, &mut atoms);
            atoms.into_iter().for_each(|atom| uses[atom as usize] += 1);
        }
        let mut tried_at = vec![Vec::new(); builder.count()];
        let mut always = Vec::new();
        for (index, pattern) in (0..).zip(&patterns) {
            match pattern.step.needed(&class_steps, &uses) {
                Some((_, atoms)) => atoms.iter().for_each(|atom| tried_at[*atom as usize].push(index)),
                None => always.push(index),
            }
        }
        let vocabulary = builder.build(ordinary)?;
        Ok(Self { vocabulary, patterns, classes: class_steps, tried_at, always })
    }

    /// Every match of every pattern, by pattern, then place.
    pub fn find(&self, text: &Text) -> Vec<Span> {
        let met = self.vocabulary.read(text);
        let present = Present::new(&met, self.tried_at.len(), &self.classes);
        let search = Search { text, met: &met, lists: Lists::new(text), classes: &self.classes };
        let mut candidates = self.always.clone();
        for met in met.iter().flatten() {
            candidates.extend(self.tried_at.get(met.atom as usize).into_iter().flatten());
        }
        candidates.sort_unstable();
        candidates.dedup();
        let mut spans = Vec::new();
        for index in candidates {
            let index = index as usize;
            if let Some(pattern) = self.patterns.get(index).filter(|pattern| present.allows(&pattern.step)) {
                search.spans(index, pattern, &mut spans);
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
    /// All atoms of the step.
    fn atoms(&self, classes: &[Step], into: &mut BTreeSet<Atom>) {
        match self {
            Self::Atom(atom) => {
                into.insert(*atom);
            }
            Self::AnyAtom(atoms) => into.extend(atoms),
            Self::Row(steps) | Self::OneOf(steps) => steps.iter().for_each(|step| step.atoms(classes, into)),
            Self::Maybe(inner) => inner.atoms(classes, into),
            Self::Class(class) => classes.get(*class).into_iter().for_each(|step| step.atoms(classes, into)),
            Self::Gap { left, right, .. } => {
                left.atoms(classes, into);
                right.atoms(classes, into);
            }
            Self::Number(_) | Self::Comma => {}
        }
    }

    /// The rarest set of atoms of which every match holds one, with its cost; `None` when
    /// a match may hold none.
    fn needed(&self, classes: &[Step], uses: &[u32]) -> Option<(u32, Vec<Atom>)> {
        match self {
            Self::Atom(atom) => Some((uses.get(*atom as usize).copied().unwrap_or(0), vec![*atom])),
            Self::AnyAtom(atoms) => {
                let cost = atoms.iter().filter_map(|atom| uses.get(*atom as usize)).sum();
                Some((cost, atoms.clone()))
            }
            Self::Row(steps) => {
                steps.iter().filter_map(|step| step.needed(classes, uses)).min_by_key(|(cost, _)| *cost)
            }
            Self::OneOf(steps) => {
                let mut cost = 0;
                let mut atoms = Vec::new();
                for step in steps {
                    let (more, needed) = step.needed(classes, uses)?;
                    cost += more;
                    atoms.extend(needed);
                }
                Some((cost, atoms))
            }
            Self::Class(class) => classes.get(*class)?.needed(classes, uses),
            Self::Gap { left, right, .. } => {
                let sides = [left.needed(classes, uses), right.needed(classes, uses)];
                sides.into_iter().flatten().min_by_key(|(cost, _)| *cost)
            }
            Self::Maybe(_) | Self::Number(_) | Self::Comma => None,
        }
    }
}

/// The atoms of a text, to pass over patterns of which a needed word is not there.
struct Present {
    atoms: Vec<bool>,
    classes: Vec<bool>,
}

impl Present {
    fn new(met: &[Vec<Met>], count: usize, classes: &[Step]) -> Self {
        let mut atoms = vec![false; count];
        for met in met.iter().flatten() {
            if let Some(present) = atoms.get_mut(met.atom as usize) {
                *present = true;
            }
        }
        let mut present = Self { atoms, classes: Vec::new() };
        present.classes = classes.iter().map(|class| present.allows(class)).collect();
        present
    }

    fn has(&self, atom: Atom) -> bool {
        self.atoms.get(atom as usize).copied().unwrap_or(false)
    }

    /// Whether the words that a step needs are there, in whatever order.
    fn allows(&self, step: &Step) -> bool {
        match step {
            Step::Atom(atom) => self.has(*atom),
            Step::AnyAtom(atoms) => atoms.iter().any(|atom| self.has(*atom)),
            Step::Row(steps) => steps.iter().all(|step| self.allows(step)),
            Step::OneOf(steps) => steps.iter().any(|step| self.allows(step)),
            Step::Class(class) => self.classes.get(*class).copied().unwrap_or(false),
            Step::Gap { left, right, .. } => self.allows(left) && self.allows(right),
            Step::Maybe(_) | Step::Number(_) | Step::Comma => true,
        }
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
    fn spans(&self, index: usize, pattern: &Compiled, spans: &mut Vec<Span>) {
        let mut own: Vec<Span> = Vec::new();
        for from in 0..self.text.words().len() {
            let states =
                self.step(&pattern.step, State { at: from, from, fuzzy: false, over_list: false, passed: 0 });
            let ends = states.into_iter().filter(|state| state.at > from);
            let best = if pattern.shortest {
                ends.min_by_key(|state| (state.over_list, state.at, state.fuzzy, state.passed.count_ones()))
            } else {
                ends.min_by_key(|state| (state.over_list, std::cmp::Reverse(state.at), state.fuzzy))
            };
            if let Some(State { at, fuzzy, over_list, passed, .. }) = best {
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

    /// The states that a step can lead to.
    fn step(&self, step: &Step, state: State) -> Vec<State> {
        match step {
            Step::Atom(atom) => self.word(state, |met| met.atom == *atom),
            Step::AnyAtom(atoms) => self.word(state, |met| atoms.binary_search(&met.atom).is_ok()),
            Step::Number(bound) => self.number(state, *bound),
            Step::Comma => self.comma(state),
            Step::Maybe(inner) => {
                let mut states = self.step(inner, state);
                states.push(state);
                states
            }
            Step::OneOf(steps) => gathered(steps.iter().flat_map(|step| self.step(step, state)).collect()),
            Step::Class(class) => {
                self.classes.get(*class).map_or_else(Vec::new, |step| self.step(step, state))
            }
            Step::Row(steps) => self.row(steps, state),
            Step::Gap { left, right, words, either_order } => {
                let mut states = self.gap(left, right, *words, state);
                if *either_order {
                    states.extend(self.gap(right, left, *words, state));
                }
                gathered(states)
            }
        }
    }

    fn word(&self, state: State, is: impl Fn(&Met) -> bool) -> Vec<State> {
        if !self.joined(state) {
            return Vec::new();
        }
        let here = self.met.get(state.at).into_iter().flatten();
        here.filter(|met| is(met))
            .map(|met| State {
                at: state.at + usize::from(met.words),
                fuzzy: state.fuzzy | met.fuzzy,
                ..state
            })
            .collect()
    }

    fn number(&self, state: State, bound: Bound) -> Vec<State> {
        let value: Option<u32> = self.text.key(state.at).parse().ok();
        let is_label = state.at.checked_sub(1).is_some_and(|at| numbers_a_label(self.text.key(at)));
        let fits = !is_label
            && value.is_some_and(|value| match bound {
                Bound::Any => true,
                Bound::Below(limit) => value < limit,
                Bound::Above(limit) => value > limit,
            });
        if fits && self.joined(state) { vec![State { at: state.at + 1, ..state }] } else { Vec::new() }
    }

    /// A comma may stand here: what follows need not be joined by a blank.
    fn comma(&self, state: State) -> Vec<State> {
        match self.text.before(state.at) {
            Join::Comma => vec![State { from: state.at, ..state }],
            _ => vec![state],
        }
    }

    /// Whether the next word follows the last one as a blank allows.
    fn joined(&self, state: State) -> bool {
        state.at == state.from || self.text.before(state.at).is_blank()
    }

    fn row(&self, steps: &[Step], state: State) -> Vec<State> {
        let mut states = vec![state];
        for step in steps {
            let mut next = Vec::new();
            for state in &states {
                next.extend(self.step(step, *state));
                if state.at > state.from && !state.over_list {
                    for at in self.lists.beyond(state.at) {
                        next.extend(self.step(step, State { at, from: at, over_list: true, ..*state }));
                    }
                }
            }
            states = gathered(next);
            if states.is_empty() {
                break;
            }
        }
        states
    }

    fn gap(&self, left: &Step, right: &Step, words: usize, state: State) -> Vec<State> {
        let mut states = Vec::new();
        for mut state in self.step(left, state) {
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
                states.extend(self.step(right, State { at, from: at, ..state }));
            }
        }
        states
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

fn gathered(mut states: Vec<State>) -> Vec<State> {
    states.sort_unstable();
    states.dedup();
    states
}

/// Words that open a clause which says the contrary.
pub fn is_contrast(key: &str) -> bool {
    matches!(
        key,
        "but" | "however" | "although" | "though" | "yet" | "whereas" | "nevertheless" | "nonetheless"
    )
}
