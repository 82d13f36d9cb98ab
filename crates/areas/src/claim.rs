//! What the names in one text claim: which areas, together or each for itself.

use crate::evidence::{EvidenceText, Origin};
use crate::find::{Hit, Strength, hits};
use crate::names::Bearer;
use crate::register::Register;
use crate::succession::stands;
use std::collections::BTreeSet;
use std::slice::from_ref;
use thresholds_model::area::Area;

/// One naming of one area, or of several at once.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Naming {
    /// GSS codes that stand in the year, sorted.
    pub codes: Vec<String>,
    pub strength: Strength,
    /// The words.
    pub words: String,
    /// Whether it may decide: initials, shared manuals and names of several bearers
    /// only make candidates.
    pub decides: bool,
    /// Whether the partnership named shares one document between its members, as far
    /// as that is known.
    pub shares: Option<bool>,
}

/// The namings in a text by their order. On a cover, names in a row are one naming of
/// all of them.
pub(crate) fn namings(register: &Register, evidence: &EvidenceText, year: Option<i32>) -> Vec<Naming> {
    let EvidenceText { origin, text } = evidence;
    let found = hits(&register.names, text, origin.is_loose());
    let mut out = Vec::new();
    let mut rest = found.as_slice();
    while let Some(first) = rest.first() {
        let length = if origin.is_cover() { row_length(rest, text) } else { 1 };
        let (row, after) = rest.split_at(length.max(1));
        rest = after;
        match row {
            [_, _, ..] => out.extend(of_row(register, row, text, year)),
            _ if first.only_in_row && !is_line_of_cover(*origin, text, first) => {}
            _ => out.extend(of_hit(register, first, text, year)),
        }
    }
    out
}

/// Whether a name is a whole line of a title page or running header.
fn is_line_of_cover(origin: Origin, text: &str, hit: &Hit<'_>) -> bool {
    let before = text.get(..hit.start).unwrap_or_default();
    let after = text.get(hit.end..).unwrap_or_default();
    matches!(origin, Origin::Title | Origin::TitlePage | Origin::Running)
        && before.rsplit('\n').next().is_none_or(|l| l.trim().is_empty())
        && after.split('\n').next().is_none_or(|l| l.trim().is_empty())
}

/// How many hits from the first on stand in one row: joined by commas and at least one
/// "and", or the names of organisations one below the other.
fn row_length(hits: &[Hit<'_>], text: &str) -> usize {
    let mut length = 1;
    let mut closed = false;
    for pair in hits.windows(2) {
        let [a, b] = pair else { break };
        let gap = text.get(a.end..b.start).unwrap_or(".");
        let Some(joint) = joint(gap, a, b) else { break };
        length += 1;
        closed |= joint == Joint::And;
    }
    if closed { length } else { 1 }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    Comma,
    And,
}

fn joint(gap: &str, a: &Hit<'_>, b: &Hit<'_>) -> Option<Joint> {
    if [a, b].iter().any(|h| h.strength == Strength::Aside && !h.only_in_row) {
        return None;
    }
    let folded = gap.replace(['_', '-'], " ").to_lowercase();
    let words: Vec<&str> = folded.split_whitespace().collect();
    let bodies = a.strength == Strength::Organisation && b.strength == Strength::Organisation;
    match words.join(" ").as_str() {
        "and" | "&" | "/" | "+" | ", and" | ", &" | "and the" | "," if gap.contains('\n') && !bodies => None,
        "and" | "&" | "/" | "+" | ", and" | ", &" | "and the" => Some(Joint::And),
        "|" | "\u{2022}" | "\u{b7}" if bodies => Some(Joint::And),
        "" if bodies && gap.contains('\n') => Some(Joint::And),
        "," => Some(Joint::Comma),
        _ => None,
    }
}

fn of_row(register: &Register, row: &[Hit<'_>], text: &str, year: Option<i32>) -> Vec<Naming> {
    let sets: Vec<Vec<Meaning>> = row.iter().map(|h| meanings(register, h, year)).collect();
    let single: Option<Vec<&Meaning>> =
        sets.iter().map(|s| if let [one] = s.as_slice() { Some(one) } else { None }).collect();
    let Some(parts) = single.filter(|parts| parts.iter().all(|m| m.decides)) else {
        return row.iter().filter(|h| !h.only_in_row).flat_map(|h| of_hit(register, h, text, year)).collect();
    };
    let codes: BTreeSet<&String> = parts.iter().flat_map(|m| &m.codes).collect();
    let span = row.first().zip(row.last()).and_then(|(a, b)| text.get(a.start..b.end));
    let manual = row.last().is_some_and(|h| is_manual(text.get(h.end..).unwrap_or_default()));
    let strength = row.iter().map(|h| h.strength).max().unwrap_or(Strength::Name).max(Strength::Name);
    vec![Naming {
        codes: codes.into_iter().cloned().collect(),
        strength: if manual { Strength::Aside } else { strength },
        words: one_line(span.unwrap_or_default()),
        decides: !manual,
        shares: parts.iter().find_map(|m| m.shares),
    }]
}

/// "Southend, Essex and Thurrock (SET) Procedures": a manual that areas share.
fn is_manual(after: &str) -> bool {
    let line = after.lines().next().unwrap_or_default().to_lowercase();
    line.split_whitespace().take(5).any(|w| w.starts_with("procedure") || w == "manual")
}

fn of_hit(register: &Register, hit: &Hit<'_>, text: &str, year: Option<i32>) -> Vec<Naming> {
    let meanings = meanings(register, hit, year);
    let one = meanings.len() == 1;
    let words = one_line(text.get(hit.start..hit.end).unwrap_or_default());
    meanings
        .into_iter()
        .map(|m| Naming {
            codes: m.codes,
            strength: hit.strength,
            words: words.clone(),
            decides: one && m.decides && hit.strength.decides(),
            shares: m.shares,
        })
        .collect()
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Meaning {
    codes: Vec<String>,
    decides: bool,
    shares: Option<bool>,
}

/// The distinct things that a name may mean in a year.
fn meanings(register: &Register, hit: &Hit<'_>, year: Option<i32>) -> Vec<Meaning> {
    let rows: Vec<&Area> = hit
        .name
        .bearers
        .iter()
        .filter_map(|b| if let Bearer::Area(code) = b { register.area(code) } else { None })
        .collect();
    let mut out: Vec<Meaning> = standing_or_nearest(&rows, year)
        .into_iter()
        .map(|area| Meaning {
            codes: register.codes_in(from_ref(&area.code), year),
            decides: true,
            shares: None,
        })
        .collect();
    for bearer in &hit.name.bearers {
        let Bearer::Partnership(index) = bearer else { continue };
        let Some(partnership) = register.partnerships.get(*index) else { continue };
        let meaning = Meaning {
            codes: register.codes_in(&partnership.members, year),
            decides: partnership.decides(),
            shares: partnership.shares_document,
        };
        match out.iter_mut().find(|m| m.codes == meaning.codes) {
            Some(same) => {
                same.decides |= meaning.decides;
                same.shares = same.shares.or(meaning.shares);
            }
            None => out.push(meaning),
        }
    }
    // A body that decides goes before a manual of the same name.
    if out.iter().any(|m| m.decides) {
        out.retain(|m| m.decides);
    }
    out
}

/// Of rows of one name: those that stand in the year, else the one nearest to it.
fn standing_or_nearest<'r>(rows: &[&'r Area], year: Option<i32>) -> Vec<&'r Area> {
    let standing: Vec<&Area> = rows.iter().copied().filter(|a| stands(a, year)).collect();
    if !standing.is_empty() {
        return standing;
    }
    let ended = rows.iter().copied().filter(|a| a.valid_to.is_some()).max_by_key(|a| a.valid_to.clone());
    let begins_later = rows.iter().copied().min_by_key(|a| a.valid_from.clone());
    let before_all = year.is_some_and(|y| rows.iter().all(|a| a.valid_from > format!("{y:04}-12-31")));
    if before_all { begins_later } else { ended.or(begins_later) }.into_iter().collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The areas to which the web and mail addresses in a text belong, one naming for each
/// time an address stands there.
pub(crate) fn addresses(register: &Register, text: &str, year: Option<i32>) -> Vec<Naming> {
    let mut out = Vec::new();
    for host in crate::web::hosts(text) {
        let codes = register.domains.codes(&host);
        let rows: Vec<&Area> = codes.iter().filter_map(|c| register.area(c)).collect();
        let [area] = standing_or_nearest(&rows, year)[..] else { continue };
        out.push(Naming {
            codes: register.codes_in(from_ref(&area.code), year),
            strength: if host.ends_with(".gov.uk") { Strength::Organisation } else { Strength::Name },
            decides: register.domains.decides(&host),
            words: host,
            shares: None,
        });
    }
    out
}
