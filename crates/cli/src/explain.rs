//! `thresholds explain`: a cell back to words, page and rule; an empty one: what was
//! searched, what nearly matched, what was withheld and why, what was not read.

use crate::args::ExplainArguments;
use crate::failure::Failure;
use crate::{COMPLETE, lexicon, run, terminal};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use thresholds_model::area::Area;
use thresholds_model::cell::Cell;
use thresholds_model::document::Used;
use thresholds_model::ledger::LedgerRow;
use thresholds_model::level::{LevelEvidence, LevelOutcome, Role, Standing};
use thresholds_model::mention::CueKind;
use thresholds_model::placement::{JudgedMention, Verdict};
use thresholds_model::quality::{Grade, QualityReason};
use thresholds_model::results::{DocumentResult, Results, StandingPassage};
use thresholds_model::scheme::{Level, TierInterval};
use thresholds_report::words;
use thresholds_suggest::near::{NearPassage, NearWordings, near_to};

/// Everything behind one cell.
#[derive(Debug, Serialize)]
struct Explanation<'a> {
    area: &'a Area,
    cell: &'a Cell,
    documents: Vec<DocumentShare<'a>>,
    /// Files of the area that do not count, with the reason.
    set_aside: Vec<&'a LedgerRow>,
}

/// What one document has to do with the cell.
#[derive(Debug, Serialize)]
struct DocumentShare<'a> {
    path: &'a str,
    year: Option<i32>,
    pages: usize,
    doubtful_pages: Vec<PageDoubt<'a>>,
    passages_searched: usize,
    /// How many passages play each part; only needs place.
    passages_by_role: BTreeMap<Role, usize>,
    levels: Vec<&'a Level>,
    mentions: Vec<Evidence<'a>>,
    /// Passages in which all but one part of a wording of the indicator was found.
    nearly: Vec<NearPassage>,
}

/// A page that was not read, or not well.
#[derive(Debug, Serialize)]
struct PageDoubt<'a> {
    page: u32,
    grade: Grade,
    reasons: &'a [QualityReason],
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
    let used = arguments.run.join("inputs").join("lexicon");
    let wordings = NearWordings::new(&lexicon::load(used.is_dir().then_some(used.as_path()))?);
    let explanation = find(&results, arguments, &wordings)?;
    let text = if arguments.json {
        format!("{}\n", serde_json::to_string_pretty(&explanation).unwrap_or_default())
    } else {
        render(&explanation)
    };
    terminal::print(&text)?;
    Ok(COMPLETE)
}

fn find<'a>(
    results: &'a Results,
    arguments: &ExplainArguments,
    wordings: &NearWordings,
) -> Result<Explanation<'a>, Failure> {
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
        .map(|d| share(d, &cell.indicator, wordings))
        .collect();
    let set_aside =
        results.ledger.iter().filter(|row| row.used != Used::Yes && row.areas.contains(&area.code)).collect();
    Ok(Explanation { area, cell, documents, set_aside })
}

fn share<'a>(d: &'a DocumentResult, indicator: &str, wordings: &NearWordings) -> DocumentShare<'a> {
    let passage = |id: &str| d.passages.iter().find(|p| p.passage.id == id);
    DocumentShare {
        path: d.document.path(),
        year: d.document.year(),
        pages: d.document.pages.len(),
        doubtful_pages: d
            .document
            .pages
            .iter()
            .filter(|p| p.quality.grade != Grade::Good)
            .map(|p| PageDoubt { page: p.number, grade: p.quality.grade, reasons: &p.quality.reasons })
            .collect(),
        passages_searched: d.passages.len(),
        passages_by_role: d.passages.iter().fold(BTreeMap::new(), |mut counts, p| {
            *counts.entry(p.standing.role).or_default() += 1;
            counts
        }),
        nearly: near_to(indicator, d, wordings),
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
            "  lowest {} ({}), highest {} ({}) of the common scale 0 to 5",
            low.label,
            steps(low.tiers),
            high.label,
            steps(high.tiers)
        );
    }
    if e.documents.is_empty() {
        let _ = writeln!(out, "  no document of this area counts in this edition");
    }
    for d in &e.documents {
        render_document(&mut out, d);
    }
    if !e.set_aside.is_empty() {
        let _ = writeln!(out, "\nFiles of this area that do not count:");
    }
    for row in &e.set_aside {
        let _ = writeln!(out, "  {}: {}", row.path, row.reason);
    }
    out
}

fn render_document(out: &mut String, d: &DocumentShare<'_>) {
    let year = d.year.map_or_else(|| "year unknown".to_string(), |y| y.to_string());
    let _ = writeln!(out, "\n{} ({year})", d.path);
    let roles: Vec<String> =
        d.passages_by_role.iter().map(|(role, count)| format!("{count} {}", role_words(*role))).collect();
    let _ = writeln!(
        out,
        "  searched: {} passages on {} pages ({})",
        d.passages_searched,
        d.pages,
        roles.join(", ")
    );
    for doubt in &d.doubtful_pages {
        let state = if doubt.grade == Grade::Unread { "NOT READ" } else { "read with doubts" };
        let _ = writeln!(out, "  {state}: page {} ({})", doubt.page, words::reasons(doubt.reasons));
    }
    let (placing, withheld): (Vec<_>, Vec<_>) =
        d.mentions.iter().partition(|m| m.judged.verdict == Verdict::Places);
    for m in placing {
        render_evidence(out, m, "places", &d.levels);
        for ordinal in m.standing.level.ordinals() {
            if let Some(level) = d.levels.iter().find(|l| l.ordinal == *ordinal) {
                let (rule, meaning) = words::rule(level.rule);
                let quoted: Vec<String> = level.rule_words.iter().map(|w| format!("\"{w}\"")).collect();
                let _ = writeln!(
                    out,
                    "      crosswalk: {} is {} by rule {rule} ({meaning}): {}",
                    level.label,
                    steps(level.tiers),
                    quoted.join(", ")
                );
            }
        }
    }
    for m in withheld {
        render_evidence(out, m, &verdict_words(&m.judged.verdict), &d.levels);
    }
    if d.mentions.is_empty() {
        let _ = writeln!(out, "  no passage names it");
    }
    if !d.nearly.is_empty() {
        let _ = writeln!(out, "\n  nearly matched, in need passages in which nothing was found:");
    }
    for near in &d.nearly {
        let lacks = near.lacks.as_ref().map_or_else(
            || "all its parts are there, in another order or too far apart".to_string(),
            |part| format!("lacks {part}"),
        );
        let _ = writeln!(out, "    page {}: \"{}\"", near.place.page, near.place.quote);
        let _ = writeln!(out, "      {} {:?}: {lacks}", near.pattern, near.written);
    }
}

/// Steps of the common scale.
fn steps(tiers: TierInterval) -> String {
    if tiers.low == tiers.high {
        format!("step {}", tiers.low)
    } else {
        format!("steps {} to {}", tiers.low, tiers.high)
    }
}

fn verdict_words(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Places => "places".to_string(),
        Verdict::Withheld(reason) => format!("withheld ({}: {})", verdict.code(), words::withheld(*reason)),
    }
}

fn cue_words(kind: CueKind) -> &'static str {
    match kind {
        CueKind::Negation => "denies",
        CueKind::Protective => "says a strength",
        CueKind::Certainty => "says how certain",
        CueKind::Severity => "says how severe",
        CueKind::Subject => "says whose",
        CueKind::Qualifier => "qualifies",
        CueKind::NamesOnly => "shows a name",
    }
}

fn role_words(role: Role) -> &'static str {
    match role {
        Role::Needs => "needs",
        Role::Strengths => "strengths",
        Role::Services => "services",
        Role::Process => "process",
        Role::Definition => "definition",
        Role::Contents => "contents",
        Role::Glossary => "glossary",
        Role::Form => "form",
        Role::CaseStudy => "case study",
        Role::LegalText => "legal text",
    }
}

fn render_evidence(out: &mut String, e: &Evidence<'_>, verdict: &str, levels: &[&Level]) {
    let mention = &e.judged.mention;
    let _ = writeln!(out, "\n  {verdict}, page {}: \"{}\"", e.page, e.quote);
    let _ = writeln!(out, "      in: {}", e.context.join(" > "));
    let _ = writeln!(
        out,
        "      words: \"{}\" by {}; {}, {}{}",
        mention.matched_text,
        mention.pattern,
        words::certainty(mention.certainty),
        words::subject(mention.subject).map_or("of nobody named".to_string(), |who| format!("of {who}")),
        if mention.fuzzy { ", with a typing error" } else { "" }
    );
    let cues: Vec<String> = mention
        .cues
        .iter()
        .filter(|c| c.kind != CueKind::Severity)
        .map(|c| format!("\"{}\" {}", c.text, cue_words(c.kind)))
        .collect();
    if !cues.is_empty() {
        let _ = writeln!(out, "      cues: {}", cues.join(", "));
    }
    let _ = writeln!(
        out,
        "      rule: {}; its passage: {} ({})",
        e.judged.rule,
        words::role(e.standing.role),
        e.standing.role_reason
    );
    match &e.standing.level {
        LevelOutcome::Attributed(a) => {
            let _ = writeln!(out, "      level: {}", level_words(&a.evidence, levels));
            if let Some(other) = &a.runner_up {
                let _ = writeln!(out, "      runner-up: {}", level_words(other, levels));
            }
        }
        LevelOutcome::Abstained { reason } => {
            let _ = writeln!(out, "      level: none, because {}", words::abstention(*reason));
        }
    }
}

fn level_words(e: &LevelEvidence, levels: &[&Level]) -> String {
    let labels: Vec<&str> =
        levels.iter().filter(|l| e.ordinals.contains(&l.ordinal)).map(|l| l.label.as_str()).collect();
    let kind = words::evidence(e.kind);
    format!("{} by {kind}: \"{}\", page {}", labels.join(" and "), e.text, e.page)
}
