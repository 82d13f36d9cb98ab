//! Two runs, cell by cell.

use crate::cause::{Again, Between, Case, causes, same};
use crate::judge::{At, judge};
use crate::model::{AreaName, AreaPair, Change, Diff, RunFacts, SCHEMA_VERSION};
use crate::pairs::{Pair, pairs};
use crate::view::View;
use std::collections::{BTreeMap, BTreeSet};
use thresholds_areas::Register;
use thresholds_model::results::{IndicatorInfo, Results};

/// A run and what made it.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Its results.
    pub results: &'a Results,
    /// What made it.
    pub facts: &'a RunFacts,
}

/// Compares two runs. `register` is that of the new run: it knows which area follows
/// which. `again` holds the old documents, run again, where they are at hand.
pub fn diff(old: Input<'_>, new: Input<'_>, register: &Register, again: Option<Again<'_>>) -> Diff {
    let (before, after) = (View::of(old.results), View::of(new.results));
    let between = again.map(Between::of);
    let comparer = Comparer { old: &before, new: &after, facts: (old.facts, new.facts), between };
    let (mut areas, mut changes) = (Vec::new(), Vec::new());
    for pair in pairs(&before, &after, register) {
        let (area, mut own) = comparer.area(pair);
        areas.push(area);
        changes.append(&mut own);
    }
    Diff {
        schema_version: SCHEMA_VERSION.into(),
        old: old.facts.clone(),
        new: new.facts.clone(),
        run_again: comparer.between.is_some(),
        areas,
        changes,
    }
}

struct Comparer<'a> {
    old: &'a View<'a>,
    new: &'a View<'a>,
    facts: (&'a RunFacts, &'a RunFacts),
    between: Option<Between<'a>>,
}

impl Comparer<'_> {
    fn area(&self, pair: Pair<'_>) -> (AreaPair, Vec<Change>) {
        let documents =
            |view: &View<'_>, code: Option<&str>| code.map(|c| view.documents_of(c)).unwrap_or_default();
        let ladders = |view: &View<'_>, code: Option<&str>| code.map(|c| view.ladders(c)).unwrap_or_default();
        let mut area = AreaPair {
            old: name(self.old, pair.old),
            new: name(self.new, pair.new),
            relation: pair.relation,
            documents_old: documents(self.old, pair.old),
            documents_new: documents(self.new, pair.new),
            ladder_changed: false,
            counts: BTreeMap::new(),
        };
        let (before, after) = (ladders(self.old, pair.old), ladders(self.new, pair.new));
        area.ladder_changed = !before.is_empty() && !after.is_empty() && before != after;
        let changes: Vec<Change> = self
            .indicators()
            .into_iter()
            .filter_map(|i| self.cell(i, pair, &area, (&before, &after)))
            .collect();
        for change in &changes {
            *area.counts.entry(change.kind).or_default() += 1;
        }
        (area, changes)
    }

    /// Indicators of both runs: those of the new lexicon in its order, then those it lost.
    fn indicators(&self) -> Vec<&IndicatorInfo> {
        let new = &self.new.results.indicators;
        let lost = self.old.results.indicators.iter().filter(|i| !self.new.looks_for(&i.id));
        new.iter().chain(lost).collect()
    }

    fn cell(
        &self,
        indicator: &IndicatorInfo,
        pair: Pair<'_>,
        area: &AreaPair,
        ladders: (&BTreeSet<Vec<String>>, &BTreeSet<Vec<String>>),
    ) -> Option<Change> {
        let old = pair.old.and_then(|code| self.old.side(code, &indicator.id));
        let new = pair.new.and_then(|code| self.new.side(code, &indicator.id));
        let at_old = At { side: old.as_ref(), documented: !area.documents_old.is_empty() };
        let at_new = At { side: new.as_ref(), documented: !area.documents_new.is_empty() };
        let judgement = judge(at_old, at_new, same(ladders.0, ladders.1))?;
        let case = Case {
            kind: judgement.kind,
            area_old: pair.old,
            indicator: &indicator.id,
            old: at_old,
            new: at_new,
            documents_old: &area.documents_old,
            documents_new: &area.documents_new,
            ladders,
            facts: self.facts,
            looked_for: (self.old.looks_for(&indicator.id), self.new.looks_for(&indicator.id)),
        };
        let (causes, reason) = causes(&case, self.between.as_ref());
        Some(Change {
            area_old: pair.old.map(str::to_owned),
            area_new: pair.new.map(str::to_owned),
            indicator: indicator.id.clone(),
            domain: indicator.domain.clone(),
            kind: judgement.kind,
            movement: judgement.movement,
            comparisons: judgement.comparisons,
            old,
            new,
            causes,
            reason,
        })
    }
}

fn name(view: &View<'_>, code: Option<&str>) -> Option<AreaName> {
    let code = code?;
    let name = view.area(code).map_or(code, |a| &a.name);
    Some(AreaName { code: code.to_owned(), name: name.to_owned() })
}
