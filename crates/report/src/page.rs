//! The page: templates, style and script of this crate, filled with data.

use crate::error::ReportError;
use crate::index::{Index, unread_pages};
use crate::{Options, data, embed, evidence, words};
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior};
use serde::Serialize;
use thresholds_model::cell::CellState;
use thresholds_model::document::{Outcome, Used};

/// The script: one function scope, from the data to the start.
const SCRIPT: &str = concat!(
    "(function () {\n\"use strict\";\n",
    include_str!("../templates/js/dom.js"),
    include_str!("../templates/js/data.js"),
    include_str!("../templates/js/address.js"),
    include_str!("../templates/js/levels.js"),
    include_str!("../templates/js/save.js"),
    include_str!("../templates/js/charts.js"),
    include_str!("../templates/js/map.js"),
    include_str!("../templates/js/overview.js"),
    include_str!("../templates/js/heatmap.js"),
    include_str!("../templates/js/grid.js"),
    include_str!("../templates/js/ranking.js"),
    include_str!("../templates/js/need.js"),
    include_str!("../templates/js/area.js"),
    include_str!("../templates/js/change.js"),
    include_str!("../templates/js/ladders.js"),
    include_str!("../templates/js/quality.js"),
    include_str!("../templates/js/sheet.js"),
    include_str!("../templates/js/evidence.js"),
    include_str!("../templates/js/panel.js"),
    include_str!("../templates/js/start.js"),
    "}());\n",
);

/// What the templates are given. The fields that they print unescaped (`|safe`) are texts of
/// this crate or of the analyst's theme, and JSON of [`embed::json`].
#[derive(Serialize)]
struct Page<'a> {
    edition: i32,
    editions: Vec<i32>,
    counts: Counts,
    caveats: &'a [String],
    states: Vec<State>,
    tiers: [&'static str; 6],
    style: String,
    script: &'static str,
    script_source: String,
    data: String,
    evidence: Vec<Block>,
}

/// What the corpus holds, in the newest edition.
#[derive(Serialize)]
struct Counts {
    areas: usize,
    areas_with_document: usize,
    documents: usize,
    files: usize,
    files_unread: usize,
    pages: usize,
    pages_unread: usize,
    needs: usize,
}

/// A state of the legend.
#[derive(Serialize)]
struct State {
    code: &'static str,
    words: &'static str,
    sign: &'static str,
    meaning: &'static str,
}

/// The evidence of one document, as JSON.
#[derive(Serialize)]
struct Block {
    document: usize,
    json: String,
}

/// `index.html`.
pub fn index(index: &Index, options: &Options) -> Result<String, ReportError> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    for (name, source) in options.theme.templates() {
        environment.add_template(name, source)?;
    }
    Ok(environment.get_template("index.html")?.render(Serde(page(index, options)?))?)
}

/// The evidence of each document as a script that hands it to the page.
pub fn evidence_files(index: &Index) -> Result<Vec<(String, Vec<u8>)>, ReportError> {
    let file = |block: Block| {
        let script = format!("thresholdsEvidence({}, {});\n", block.document, block.json);
        (format!("evidence/{}.js", block.document), script.into_bytes())
    };
    Ok(blocks(index)?.into_iter().map(file).collect())
}

fn page<'a>(index: &'a Index, options: &'a Options) -> Result<Page<'a>, ReportError> {
    let state = |(state, sign, meaning): (CellState, _, _)| State {
        code: state.code(),
        words: state.words(),
        sign,
        meaning,
    };
    Ok(Page {
        edition: index.results.edition,
        editions: index.editions.iter().map(|e| e.year).collect(),
        counts: counts(index),
        caveats: &index.results.caveats,
        states: words::STATES.map(state).into(),
        tiers: words::TIERS,
        style: options.theme.style(),
        script: SCRIPT,
        script_source: embed::script_source(SCRIPT),
        data: embed::json(&data::data(index, options.corpus.as_deref()))?,
        evidence: if options.single_file { blocks(index)? } else { Vec::new() },
    })
}

fn counts(index: &Index) -> Counts {
    let results = index.results;
    let newest = index.editions.iter().find(|e| e.year == results.edition);
    let rows = newest.map_or(&[][..], |e| &e.rows);
    let standing = || rows.iter().filter(|row| !row.cells.is_empty());
    let used = || results.documents.iter().filter(|d| d.document.used == Used::Yes);
    let unread = |outcome: Outcome, used: &Used| {
        !outcome.has_text() && outcome != Outcome::Ignored && !matches!(used, Used::DuplicateOf(_))
    };
    let has_document = |cells: &[Option<&thresholds_model::cell::Cell>]| {
        cells.iter().flatten().any(|c| c.state != CellState::NoDocument)
    };
    Counts {
        areas: standing().count(),
        areas_with_document: standing().filter(|row| has_document(&row.cells)).count(),
        documents: used().count(),
        files: results.ledger.len(),
        files_unread: results.ledger.iter().filter(|row| unread(row.outcome, &row.used)).count(),
        pages: used().map(|d| d.document.pages.len()).sum(),
        pages_unread: used().map(|d| unread_pages(&d.document).len()).sum(),
        needs: results.indicators.len(),
    }
}

fn blocks(index: &Index) -> Result<Vec<Block>, ReportError> {
    let used = index.documents_in_use().into_iter();
    used.filter_map(|n| index.results.documents.get(n).map(|d| (n, d)))
        .map(|(document, d)| Ok(Block { document, json: embed::json(&evidence::evidence(d))? }))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::FILES;

    #[test]
    fn nothing_in_style_or_script_closes_its_own_element() {
        let style = crate::Theme::default().style();
        assert!(!style.contains("</") && !SCRIPT.contains("</") && !SCRIPT.contains("<!--"));
    }

    #[test]
    fn only_texts_of_this_crate_and_guarded_json_are_printed_unescaped() {
        let printed = FILES.iter().flat_map(|(_, t)| t.match_indices("|safe").map(move |(at, _)| &t[..at]));
        let mut names: Vec<&str> = printed.filter_map(|before| before.rsplit("{{ ").next()).collect();
        names.sort_unstable();
        assert_eq!(names, ["block.json", "data", "script", "script_source", "style"]);
    }

    #[test]
    fn the_script_never_parses_text_as_html_or_code() {
        for way in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"]
        {
            assert!(!SCRIPT.contains(way), "{way}");
        }
    }
}
