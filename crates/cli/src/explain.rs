//! `thresholds explain`: a cell back to words, page and rule; an empty one: what was
//! searched, what was withheld and why, what was not read.

use crate::args::ExplainArguments;
use crate::failure::Failure;
use crate::{COMPLETE, run, terminal};
use serde::Serialize;
use std::fmt::Write;
use thresholds_model::area::Area;
use thresholds_model::cell::Cell;
use thresholds_model::level::{LevelEvidence, LevelOutcome, Standing};
use thresholds_model::mention::CueKind;
use thresholds_model::placement::{JudgedMention, Verdict};
use thresholds_model::quality::Grade;
use thresholds_model::results::{DocumentResult, Results, StandingPassage};
use thresholds_model::scheme::Level;

/// Everything behind one cell.
#[derive(Debug, Serialize)]
struct Explanation<'a> {
    area: &'a Area,
    cell: &'a Cell,
    documents: Vec<DocumentShare<'a>>,
    /// Documents of the area that do not count in the edition.
    set_aside: Vec<SetAside<'a>>,
}

/// A document that does not count, and why.
#[derive(Debug, Serialize)]
struct SetAside<'a> {
    path: &'a str,
    used: String,
    reason: &'a str,
}

/// What one document has to do with the cell.
#[derive(Debug, Serialize)]
struct DocumentShare<'a> {
    path: &'a str,
    year: Option<i32>,
    pages: usize,
    unread_pages: Vec<u32>,
    passages_searched: usize,
    levels: Vec<&'a Level>,
    mentions: Vec<Evidence<'a>>,
}

/// A mention with its passage.
#[derive(Debug, Serialize)]
struct Evidence<'a> {
    judged: &'a JudgedMention,
    page: u32,
    quote: &'a str,
    context: Vec<&'a str>,
    standing: &'a Standing,
}

/// Prints the explanation of a cell.
pub fn explain(arguments: &ExplainArguments) -> Result<u8, Failure> {
    let results = run::load(&arguments.run)?;
    let explanation = find(&results, arguments)?;
    let text = if arguments.json {
        format!("{}\n", serde_json::to_string_pretty(&explanation).unwrap_or_default())
    } else {
        render(&explanation)
    };
    terminal::print(&text)?;
    Ok(COMPLETE)
}

fn find<'a>(results: &'a Results, arguments: &ExplainArguments) -> Result<Explanation<'a>, Failure> {
    let wanted = arguments.area.to_lowercase();
    let named = |a: &&Area| {
        a.code.to_lowercase() == wanted
            || a.name.to_lowercase() == wanted
            || a.short_name.to_lowercase() == wanted
            || a.aliases.iter().any(|n| n.to_lowercase() == wanted)
    };
    let area = results.areas.iter().find(named).ok_or_else(|| Failure::NotFound {
        what: format!("no area of this run is called {:?}", arguments.area),
        hint: "give a GSS code or a name as in cells.csv".into(),
    })?;
    let cell =
        results.cells.iter().find(|c| c.area == area.code && c.indicator == arguments.indicator).ok_or_else(
            || Failure::NotFound {
                what: format!("no indicator of this run has the id {:?}", arguments.indicator),
                hint: "give an id as in the column `indicator` of cells.csv".into(),
            },
        )?;
    let documents = cell
        .documents
        .iter()
        .filter_map(|sha| results.documents.iter().find(|d| d.document.sha256 == *sha))
        .map(|d| share(d, &cell.indicator))
        .collect();
    let set_aside = results
        .documents
        .iter()
        .map(|d| &d.document)
        .filter(|d| d.identity.areas.contains(&area.code) && !cell.documents.contains(&d.sha256))
        .map(|d| SetAside { path: d.path(), used: d.used.code(), reason: &d.reason })
        .collect();
    Ok(Explanation { area, cell, documents, set_aside })
}

fn share<'a>(d: &'a DocumentResult, indicator: &str) -> DocumentShare<'a> {
    let passage = |id: &str| d.passages.iter().find(|p| p.passage.id == id);
    DocumentShare {
        path: d.document.path(),
        year: d.document.year(),
        pages: d.document.pages.len(),
        unread_pages: d
            .document
            .pages
            .iter()
            .filter(|p| p.quality.grade == Grade::Unread)
            .map(|p| p.number)
            .collect(),
        passages_searched: d.passages.len(),
        levels: d.scheme.levels.iter().collect(),
        mentions: d
            .mentions
            .iter()
            .filter(|m| m.mention.indicator == indicator)
            .filter_map(|m| passage(&m.passage).map(|p| evidence(m, p)))
            .collect(),
    }
}

fn evidence<'a>(judged: &'a JudgedMention, p: &'a StandingPassage) -> Evidence<'a> {
    let c = &p.passage.context;
    let context = c.headings.iter().chain(&c.column_header).chain(&c.row_header).chain(&c.stem);
    Evidence {
        judged,
        page: p.passage.page,
        quote: &p.passage.text,
        context: context.map(String::as_str).collect(),
        standing: &p.standing,
    }
}

fn render(e: &Explanation<'_>) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "{} ({}), edition {}: {} is {}{}",
        e.area.name,
        e.area.code,
        e.cell.edition,
        e.cell.indicator,
        e.cell.state.words(),
        if e.cell.incomplete { ", incomplete: pages were not read" } else { "" }
    );
    if let (Some(low), Some(high)) = (&e.cell.lowest, &e.cell.highest) {
        let _ = writeln!(
            out,
            "  lowest {} (tiers {} to {}), highest {} (tiers {} to {})",
            low.label, low.tiers.low, low.tiers.high, high.label, high.tiers.low, high.tiers.high
        );
    }
    if e.documents.is_empty() {
        let _ = writeln!(out, "  no document of this area counts in this edition");
    }
    for d in &e.set_aside {
        let _ = writeln!(out, "  set aside: {} [{}]: {}", d.path, d.used, d.reason);
    }
    for d in &e.documents {
        render_document(&mut out, d);
    }
    out
}

fn render_document(out: &mut String, d: &DocumentShare<'_>) {
    let year = d.year.map_or_else(|| "year unknown".to_string(), |y| y.to_string());
    let _ = writeln!(out, "\n{} ({year})", d.path);
    let _ = writeln!(out, "  searched: {} passages on {} pages", d.passages_searched, d.pages);
    if !d.unread_pages.is_empty() {
        let _ = writeln!(out, "  NOT READ: pages {:?}", d.unread_pages);
    }
    let (placing, withheld): (Vec<_>, Vec<_>) =
        d.mentions.iter().partition(|m| m.judged.verdict == Verdict::Places);
    for m in placing {
        render_evidence(out, m, "places");
        for ordinal in m.standing.level.ordinals() {
            if let Some(level) = d.levels.iter().find(|l| l.ordinal == *ordinal) {
                let _ = writeln!(
                    out,
                    "      crosswalk: {} is tiers {} to {} by rule {:?} on {:?}",
                    level.label, level.tiers.low, level.tiers.high, level.rule, level.rule_words
                );
            }
        }
    }
    for m in withheld {
        render_evidence(out, m, &format!("withheld ({})", m.judged.verdict.code()));
    }
    if d.mentions.is_empty() {
        let _ = writeln!(out, "  no passage names it");
    }
}

fn render_evidence(out: &mut String, e: &Evidence<'_>, verdict: &str) {
    let mention = &e.judged.mention;
    let _ = writeln!(out, "\n  {verdict}, page {}: \"{}\"", e.page, e.quote);
    let _ = writeln!(out, "      in: {}", e.context.join(" > "));
    let _ = writeln!(
        out,
        "      words: \"{}\" by {}; {:?}, {:?}, said of {:?}{}",
        mention.matched_text,
        mention.pattern,
        mention.polarity,
        mention.certainty,
        mention.subject,
        if mention.fuzzy { ", with a typing error" } else { "" }
    );
    let cues: Vec<String> = mention
        .cues
        .iter()
        .filter(|c| c.kind != CueKind::Severity)
        .map(|c| format!("{:?} \"{}\"", c.kind, c.text))
        .collect();
    if !cues.is_empty() {
        let _ = writeln!(out, "      cues: {}", cues.join(", "));
    }
    let _ = writeln!(
        out,
        "      rule: {}; role {:?} ({})",
        e.judged.rule, e.standing.role, e.standing.role_reason
    );
    match &e.standing.level {
        LevelOutcome::Attributed(a) => {
            let _ = writeln!(out, "      level: {}", level_words(&a.evidence));
            if let Some(other) = &a.runner_up {
                let _ = writeln!(out, "      runner-up: {}", level_words(other));
            }
        }
        LevelOutcome::Abstained { reason } => {
            let _ = writeln!(out, "      level: none ({reason:?})");
        }
    }
}

fn level_words(e: &LevelEvidence) -> String {
    format!("{:?} by {:?} \"{}\" on page {}", e.ordinals, e.kind, e.text, e.page)
}
