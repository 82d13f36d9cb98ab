//! Who changed a cell: the council, our lexicon, our program, or the researcher's settings.
//!
//! Without the old PDFs a cause is told only where it is the only thing in which the two
//! runs differ. With them the old documents go through the new program twice more, and
//! the way from the old cell to the new one has three steps, each with one thing changed:
//! old run, new program, new lexicon, new run.

use crate::judge::{At, judge};
use crate::model::{Cause, DocumentRef, Kind, RunFacts, Side};
use crate::view::View;
use std::collections::BTreeSet;
use thresholds_model::results::Results;

/// The old documents, run again under the new program.
#[derive(Debug, Clone, Copy)]
pub struct Again<'a> {
    /// With the lexicon of the old run.
    pub old_lexicon: &'a Results,
    /// With the lexicon of the new run.
    pub new_lexicon: &'a Results,
    /// SHA-256 of documents that could not be found any more.
    pub missing: &'a BTreeSet<String>,
}

/// The two runs between, with their indices.
pub(crate) struct Between<'a> {
    old_lexicon: View<'a>,
    new_lexicon: View<'a>,
    missing: &'a BTreeSet<String>,
}

impl<'a> Between<'a> {
    pub fn of(again: Again<'a>) -> Self {
        Self {
            old_lexicon: View::of(again.old_lexicon),
            new_lexicon: View::of(again.new_lexicon),
            missing: again.missing,
        }
    }
}

/// A cell that changed, with all that may tell why.
pub(crate) struct Case<'a> {
    pub kind: Kind,
    pub area_old: Option<&'a str>,
    pub indicator: &'a str,
    pub old: At<'a>,
    pub new: At<'a>,
    pub documents_old: &'a [DocumentRef],
    pub documents_new: &'a [DocumentRef],
    pub ladders: (&'a BTreeSet<Vec<String>>, &'a BTreeSet<Vec<String>>),
    pub facts: (&'a RunFacts, &'a RunFacts),
    /// Whether the lexicons of the two runs have the need.
    pub looked_for: (bool, bool),
}

/// The causes, and how they are known.
pub(crate) fn causes(case: &Case<'_>, between: Option<&Between<'_>>) -> (Vec<Cause>, String) {
    match (case.kind, case.looked_for) {
        (Kind::Added, (false, true)) => {
            return (vec![Cause::Lexicon], "the old lexicon does not have the need".into());
        }
        (Kind::Removed, (true, false)) => {
            return (vec![Cause::Lexicon], "the new lexicon does not have the need".into());
        }
        _ => {}
    }
    let differ = differences(case);
    if let [(cause, words)] = differ.as_slice() {
        return (vec![*cause], format!("nothing else differs: {words}"));
    }
    if differ.is_empty() {
        return (vec![Cause::Unknown], "the runs record nothing in which they differ".into());
    }
    let words: Vec<&str> = differ.iter().map(|(_, words)| words.as_str()).collect();
    let words = words.join("; ");
    match between {
        None => (
            vec![Cause::Unknown],
            format!("{words}; the old PDFs (--corpus-old) are needed to tell them apart"),
        ),
        Some(between) => match case.documents_old.iter().find(|d| between.missing.contains(&d.sha256)) {
            Some(lost) => (vec![Cause::Unknown], format!("{words}; {} was not found again", lost.path)),
            None => by_steps(case, between, &differ),
        },
    }
}

/// In what the two runs differ, as far as this area is concerned. What a run does not say
/// may differ.
fn differences(case: &Case<'_>) -> Vec<(Cause, String)> {
    let (old, new) = case.facts;
    let hashes = |documents: &[DocumentRef]| -> BTreeSet<String> {
        documents.iter().map(|d| d.sha256.clone()).collect()
    };
    let mut out = Vec::new();
    if hashes(case.documents_old) != hashes(case.documents_new) {
        out.push((
            Cause::Document,
            format!("{} -> {}", names(case.documents_old), names(case.documents_new)),
        ));
    }
    for (cause, what, a, b) in [
        (Cause::Lexicon, "lexicon", &old.lexicon, &new.lexicon),
        (Cause::Program, "program", &old.program, &new.program),
        (Cause::Settings, "settings", &old.settings, &new.settings),
    ] {
        match (a, b) {
            (Some(a), Some(b)) if a == b => {}
            (Some(_), Some(_)) => out.push((cause, format!("another {what}"))),
            _ => out.push((cause, format!("perhaps another {what}: a run does not say"))),
        }
    }
    out
}

fn names(documents: &[DocumentRef]) -> String {
    let names: Vec<&str> = documents.iter().map(|d| d.path.as_str()).collect();
    if names.is_empty() { "no document".into() } else { names.join(" and ") }
}

/// The steps at which the cell changed.
fn by_steps(case: &Case<'_>, between: &Between<'_>, differ: &[(Cause, String)]) -> (Vec<Cause>, String) {
    let area = case.area_old.unwrap_or_default();
    let program = Stop::of(&between.old_lexicon, area, case.indicator);
    let lexicon = Stop::of(&between.new_lexicon, area, case.indicator);
    let stops = [
        (case.old, case.ladders.0),
        (program.at(), &program.ladders),
        (lexicon.at(), &lexicon.ladders),
        (case.new, case.ladders.1),
    ];
    let other_documents = differ.iter().any(|(cause, _)| *cause == Cause::Document);
    let last = match other_documents {
        true => (Cause::Document, "with the new documents"),
        false => (Cause::Settings, "with the new settings"),
    };
    let steps = [(Cause::Program, "under the new program"), (Cause::Lexicon, "with the new lexicon"), last];
    let (mut causes, mut words) = (Vec::new(), Vec::new());
    for ((from, to), (cause, when)) in stops.iter().zip(stops.iter().skip(1)).zip(steps) {
        let same_ladder = same(from.1, to.1);
        if let Some(judgement) = judge(from.0, to.0, same_ladder) {
            causes.push(cause);
            words.push(format!("{} {when}", judgement.kind.words()));
        }
    }
    causes.sort_unstable();
    match causes.is_empty() {
        true => (vec![Cause::Unknown], "no single step changes it".into()),
        false => (causes, format!("run again: {}", words.join(", then "))),
    }
}

/// A cell of a run between.
struct Stop {
    side: Option<Side>,
    documented: bool,
    ladders: BTreeSet<Vec<String>>,
}

impl Stop {
    fn of(view: &View<'_>, area: &str, indicator: &str) -> Self {
        Self {
            side: view.side(area, indicator),
            documented: !view.documents_of(area).is_empty(),
            ladders: view.ladders(area),
        }
    }

    fn at(&self) -> At<'_> {
        At { side: self.side.as_ref(), documented: self.documented }
    }
}

/// Whether two areas print one ladder, and the same one.
pub(crate) fn same(old: &BTreeSet<Vec<String>>, new: &BTreeSet<Vec<String>>) -> bool {
    old.len() == 1 && old == new
}
