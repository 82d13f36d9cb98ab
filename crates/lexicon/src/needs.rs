//! What every match of a pattern holds: most patterns are passed over by a look at the words
//! of a text, before anything is matched.

use crate::matcher::Step;
use crate::vocabulary::{Atom, Met};

/// What the matches of each pattern hold, in one row of memory for all patterns.
#[derive(Debug, Clone)]
pub struct Needs {
    /// For each atom, the patterns whose rarest need it meets.
    tried_at: Vec<Vec<u32>>,
    /// Patterns that need no word of the vocabulary: tried everywhere.
    always: Vec<u32>,
    /// For each pattern, where its needs end in `needs`; they begin where those before it end.
    ends: Vec<usize>,
    /// The rarest need of a pattern comes first.
    needs: Vec<Need>,
    atoms: Vec<Atom>,
}

/// Something of which every match of a pattern holds one.
#[derive(Debug, Clone, Copy)]
enum Need {
    /// An atom of these in [`Needs::atoms`].
    Atoms { start: usize, end: usize },
    /// A word of a class.
    Class(usize),
}

impl Needs {
    /// The needs of patterns over `count` atoms.
    pub fn new(patterns: &[Step], classes: &[Step], count: usize) -> Self {
        let uses = uses(patterns, classes, count);
        let costs = Costs { classes, uses: &uses };
        let mut all = Self {
            tried_at: vec![Vec::new(); count],
            always: Vec::new(),
            ends: Vec::with_capacity(patterns.len()),
            needs: Vec::new(),
            atoms: Vec::new(),
        };
        for (index, pattern) in (0..).zip(patterns) {
            let mut sets = costs.sets(pattern);
            sets.sort_by_key(|set| set.cost);
            match sets.first() {
                Some(rarest) => {
                    rarest.atoms.iter().for_each(|atom| all.tried_at[*atom as usize].push(index));
                }
                None => all.always.push(index),
            }
            sets.into_iter().for_each(|set| all.add(set));
            all.ends.push(all.needs.len());
        }
        all
    }

    fn add(&mut self, set: Set) {
        self.needs.push(match set.class {
            Some(class) => Need::Class(class),
            None => {
                let start = self.atoms.len();
                self.atoms.extend(set.atoms);
                Need::Atoms { start, end: self.atoms.len() }
            }
        });
    }

    /// The patterns that may match a text in which these atoms are met, ascending.
    pub fn met(&self, met: &[Vec<Met>], classes: &[Step]) -> impl Iterator<Item = usize> {
        let present = Present::new(met, self.tried_at.len(), classes);
        let mut candidates: Vec<u32> = Vec::with_capacity(512);
        candidates.extend(&self.always);
        for met in met.iter().flatten() {
            candidates.extend(self.tried_at.get(met.atom as usize).into_iter().flatten());
        }
        candidates.sort_unstable();
        candidates.dedup();
        candidates.into_iter().map(|index| index as usize).filter(move |index| self.are_met(*index, &present))
    }

    /// Whether all that every match of a pattern holds is there, in whatever order.
    fn are_met(&self, pattern: usize, present: &Present) -> bool {
        let start = pattern.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(pattern).copied().unwrap_or(start);
        self.needs.get(start..end).unwrap_or_default().iter().all(|need| match need {
            Need::Atoms { start, end } => {
                self.atoms.get(*start..*end).unwrap_or_default().iter().any(|atom| present.has(*atom))
            }
            Need::Class(class) => present.classes.get(*class).copied().unwrap_or(false),
        })
    }
}

/// The atoms of a text.
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
        present.classes = classes.iter().map(|class| present.holds(class)).collect();
        present
    }

    fn has(&self, atom: Atom) -> bool {
        self.atoms.get(atom as usize).copied().unwrap_or(false)
    }

    /// Whether the words that a class needs (it names no other class) are there.
    fn holds(&self, step: &Step) -> bool {
        match step {
            Step::Atom(atom) => self.has(*atom),
            Step::AnyAtom(atoms) => atoms.iter().any(|atom| self.has(*atom)),
            Step::Row(steps) => steps.iter().all(|step| self.holds(step)),
            Step::OneOf(steps) => steps.iter().any(|step| self.holds(step)),
            Step::Gap { left, right, .. } => self.holds(left) && self.holds(right),
            Step::Class(_) | Step::Maybe(_) | Step::Number(_) | Step::Comma => true,
        }
    }
}

/// How many patterns name each atom.
fn uses(patterns: &[Step], classes: &[Step], count: usize) -> Vec<u32> {
    let mut uses = vec![0_u32; count];
    let mut atoms = Vec::new();
    for pattern in patterns {
        atoms.clear();
        add_atoms(pattern, classes, &mut atoms);
        atoms.sort_unstable();
        atoms.dedup();
        atoms.iter().for_each(|atom| uses[*atom as usize] += 1);
    }
    uses
}

/// Adds all atoms of a step.
fn add_atoms(step: &Step, classes: &[Step], into: &mut Vec<Atom>) {
    match step {
        Step::Atom(atom) => into.push(*atom),
        Step::AnyAtom(atoms) => into.extend(atoms),
        Step::Row(steps) | Step::OneOf(steps) => {
            steps.iter().for_each(|step| add_atoms(step, classes, into));
        }
        Step::Maybe(inner) => add_atoms(inner, classes, into),
        Step::Class(class) => classes.get(*class).into_iter().for_each(|step| add_atoms(step, classes, into)),
        Step::Gap { left, right, .. } => {
            add_atoms(left, classes, into);
            add_atoms(right, classes, into);
        }
        Step::Number(_) | Step::Comma => {}
    }
}

/// Atoms of which every match holds one.
#[derive(Debug, Clone)]
struct Set {
    /// Number of uses of all of them: the fewer, the rarer.
    cost: u32,
    atoms: Vec<Atom>,
    /// The class whose words they are.
    class: Option<usize>,
}

/// How rare atoms are: the number of patterns that name each.
struct Costs<'a> {
    classes: &'a [Step],
    uses: &'a [u32],
}

impl Costs<'_> {
    /// Every set of which each match of a step holds one.
    fn sets(&self, step: &Step) -> Vec<Set> {
        match step {
            Step::Atom(atom) => vec![self.set(vec![*atom])],
            Step::AnyAtom(atoms) => vec![self.set(atoms.clone())],
            Step::Row(steps) => steps.iter().flat_map(|step| self.sets(step)).collect(),
            Step::OneOf(steps) => self.either(steps).into_iter().collect(),
            Step::Class(class) => {
                let rarest = self.classes.get(*class).and_then(|step| self.rarest(step));
                rarest.map(|set| Set { class: Some(*class), ..set }).into_iter().collect()
            }
            Step::Gap { left, right, .. } => {
                let mut sets = self.sets(left);
                sets.extend(self.sets(right));
                sets
            }
            Step::Maybe(_) | Step::Number(_) | Step::Comma => Vec::new(),
        }
    }

    fn rarest(&self, step: &Step) -> Option<Set> {
        self.sets(step).into_iter().min_by_key(|set| set.cost)
    }

    /// The rarest set of each alternative together, unless one has none.
    fn either(&self, steps: &[Step]) -> Option<Set> {
        let mut all = Vec::new();
        for step in steps {
            all.extend(self.rarest(step)?.atoms);
        }
        all.sort_unstable();
        all.dedup();
        Some(self.set(all))
    }

    fn set(&self, atoms: Vec<Atom>) -> Set {
        let cost = atoms.iter().filter_map(|atom| self.uses.get(*atom as usize)).sum();
        Set { cost, atoms, class: None }
    }
}
