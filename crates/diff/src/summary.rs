//! What changed, for people.

use crate::model::{AreaPair, Cause, Change, Diff, DocumentRef, Kind, Measure, Relation, Side};
use crate::table::shown;
use std::fmt::Write;

/// Most changes that are listed.
const LISTED: usize = 30;

/// The changes in numbers, by area, and the first of them with their words.
pub fn summary(diff: &Diff) -> String {
    let mut out = String::new();
    let areas = diff.areas.iter().filter(|a| !a.counts.is_empty()).count();
    let _ = writeln!(
        out,
        "edition {} to {}: {} areas compared, {} cells changed in {areas} of them",
        diff.old.edition,
        diff.new.edition,
        diff.areas.len(),
        diff.changes.len()
    );
    let _ = writeln!(out, "  changes   {}", counted(kinds(diff)));
    let _ = writeln!(out, "  causes    {}", counted(causes(diff)));
    for area in diff.areas.iter().filter(|a| !a.counts.is_empty() || a.relation != Relation::Same) {
        let _ = writeln!(out, "{}", area_line(area));
    }
    let listed = || diff.changes.iter().filter(|c| !c.kind.is_of_the_area());
    for change in listed().take(LISTED) {
        change_lines(&mut out, change, diff);
    }
    let more = listed().count().saturating_sub(LISTED);
    if more > 0 {
        let _ = writeln!(out, "... and {more} more; diff.csv and diff.json have them all (--output DIR)");
    }
    out
}

fn kinds(diff: &Diff) -> Vec<(String, usize)> {
    let count = |kind: &Kind| diff.changes.iter().filter(|c| c.kind == *kind).count();
    Kind::ALL.iter().map(|kind| (kind.words(), count(kind))).collect()
}

/// A change with several causes counts for each.
fn causes(diff: &Diff) -> Vec<(String, usize)> {
    let count = |cause: &Cause| diff.changes.iter().filter(|c| c.causes.contains(cause)).count();
    Cause::ALL.iter().map(|cause| (cause.code().to_owned(), count(cause))).collect()
}

fn counted(counts: Vec<(String, usize)>) -> String {
    let parts: Vec<String> =
        counts.into_iter().filter(|(_, n)| *n > 0).map(|(what, n)| format!("{n} {what}")).collect();
    if parts.is_empty() { "none".into() } else { parts.join(", ") }
}

fn area_line(area: &AreaPair) -> String {
    let name = match (&area.old, &area.new) {
        (Some(old), Some(new)) if old.code == new.code => new.name.clone(),
        (Some(old), Some(new)) => format!("{} ({}), now {} ({})", old.name, old.code, new.name, new.code),
        (Some(old), None) => format!("{} ({}), followed by no area", old.name, old.code),
        (None, Some(new)) => format!("{} ({}), new", new.name, new.code),
        (None, None) => String::new(),
    };
    let counts = area.counts.iter().map(|(kind, n)| (kind.words(), *n as usize)).collect();
    let ladder = if area.ladder_changed { "; another ladder" } else { "" };
    format!("{name}: {}{ladder}; {}", documents(area), counted(counts))
}

fn documents(area: &AreaPair) -> String {
    if area.documents_old == area.documents_new {
        return format!("{} as before", listed(&area.documents_new));
    }
    format!("{}, before: {}", listed(&area.documents_new), listed(&area.documents_old))
}

fn listed(documents: &[DocumentRef]) -> String {
    let with_year = |d: &DocumentRef| match d.year {
        Some(year) => format!("{} ({year})", d.path),
        None => d.path.clone(),
    };
    let names: Vec<String> = documents.iter().map(with_year).collect();
    if names.is_empty() { "no document".into() } else { names.join(" and ") }
}

fn change_lines(out: &mut String, change: &Change, diff: &Diff) {
    let code = change.area_new.as_ref().or(change.area_old.as_ref());
    let names = diff.areas.iter().flat_map(|a| a.new.iter().chain(&a.old));
    let name = names.into_iter().find(|n| Some(&n.code) == code).map_or("", |n| n.name.as_str());
    let causes: Vec<&str> = change.causes.iter().map(|c| c.code()).collect();
    let _ = writeln!(
        out,
        "\n{name}, {}: {}{} [{}: {}]",
        change.indicator,
        change.kind.words(),
        levels(change),
        causes.join(" and "),
        change.reason
    );
    let (old, new, words) = shown(change);
    if !words.is_empty() {
        let _ = writeln!(out, "  \"{words}\"");
        return;
    }
    for (sign, quote) in [('-', old), ('+', new)] {
        if let Some(quote) = quote {
            let _ = writeln!(out, "  {sign} \"{}\" ({}, page {})", quote.text, quote.path, quote.page);
        }
    }
}

fn levels(change: &Change) -> String {
    let highest = change.movement.is_some_and(|m| m.measure == Measure::Highest);
    let label = |side: &Option<Side>| {
        let side = side.as_ref()?;
        let level = if highest { side.highest.as_ref() } else { side.lowest.as_ref() };
        level.map(|l| l.label.clone())
    };
    let which = if highest { "highest " } else { "" };
    let perhaps = match change.movement {
        Some(m) if !m.certain => ", perhaps",
        _ => "",
    };
    match (label(&change.old), label(&change.new)) {
        (Some(old), Some(new)) if old == new => format!(" at {which}{new}{perhaps}"),
        (Some(old), Some(new)) => format!(", {which}{old} -> {new}{perhaps}"),
        (Some(level), None) | (None, Some(level)) => format!(", {level}"),
        (None, None) => String::new(),
    }
}
