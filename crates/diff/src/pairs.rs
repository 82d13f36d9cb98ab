//! Which area of the old run is which of the new one.

use crate::model::Relation;
use crate::view::View;
use std::collections::BTreeSet;
use thresholds_areas::Register;
use thresholds_model::area::Area;

/// Codes of an old and a new area that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pair<'a> {
    pub old: Option<&'a str>,
    pub new: Option<&'a str>,
    pub relation: Relation,
}

/// All areas of both runs, by their new code, then their old one. A council that merged
/// is paired with what follows it, so a merger gives a pair for each of its parts. The
/// register is that of the new run; one that is older than the merger is helped out by
/// what the old run knew.
pub(crate) fn pairs<'a>(old: &View<'a>, new: &View<'a>, register: &Register) -> Vec<Pair<'a>> {
    let (before, after) = (old.codes(), new.codes());
    let mut out: Vec<Pair<'a>> = Vec::new();
    for code in &before {
        let followed: Vec<&'a str> = if after.contains(code) {
            vec![*code]
        } else {
            followers(code, old.area(code), new.results.edition, register)
                .iter()
                .filter_map(|c| after.get(c.as_str()).copied())
                .collect()
        };
        let relation = if after.contains(code) { Relation::Same } else { Relation::Successor };
        if followed.is_empty() {
            out.push(Pair { old: Some(code), new: None, relation: Relation::OnlyOld });
        }
        out.extend(followed.into_iter().map(|new| Pair { old: Some(code), new: Some(new), relation }));
    }
    let met: BTreeSet<&str> = out.iter().filter_map(|p| p.new).collect();
    let unmet = after.iter().filter(|code| !met.contains(*code));
    out.extend(unmet.map(|code| Pair { old: None, new: Some(code), relation: Relation::OnlyNew }));
    out.sort_by_key(|p| (p.new.or(p.old), p.old));
    out
}

fn followers(code: &str, area: Option<&Area>, edition: i32, register: &Register) -> Vec<String> {
    match (register.area(code), area) {
        (None, Some(area)) => register.codes_in(&area.successors, Some(edition)),
        _ => register.codes_in(&[code.to_owned()], Some(edition)),
    }
}
