//! The page: templates, style and script of this crate, filled with the views.

use crate::embed;
use crate::error::ReportError;
use crate::files::{self, Files};
use crate::index::Index;
use crate::ladders::{self, Ladder};
use crate::overview::{self, Overview};
use crate::ranking::{self, RankedNeed};
use crate::{evidence, matrix, words};
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior};
use serde::Serialize;
use thresholds_model::cell::CellState;
use thresholds_model::results::Results;

/// Templates by name; all are HTML, so all escape what they are given.
const TEMPLATES: [(&str, &str); 8] = [
    ("index.html", include_str!("../templates/index.html")),
    ("strip.html", include_str!("../templates/strip.html")),
    ("overview.html", include_str!("../templates/overview.html")),
    ("heatmap.html", include_str!("../templates/heatmap.html")),
    ("ranking.html", include_str!("../templates/ranking.html")),
    ("ladders.html", include_str!("../templates/ladders.html")),
    ("files.html", include_str!("../templates/files.html")),
    ("method.html", include_str!("../templates/method.html")),
];

/// The style, in the order of the cascade.
const STYLE: &str = concat!(
    include_str!("../templates/css/theme.css"),
    include_str!("../templates/css/page.css"),
    include_str!("../templates/css/heatmap.css"),
    include_str!("../templates/css/panel.css"),
    include_str!("../templates/css/print.css"),
);

/// The script: one function scope, from the data to the start.
const SCRIPT: &str = concat!(
    "(function () {\n\"use strict\";\n",
    include_str!("../templates/js/dom.js"),
    include_str!("../templates/js/data.js"),
    include_str!("../templates/js/address.js"),
    include_str!("../templates/js/heatmap.js"),
    include_str!("../templates/js/grid.js"),
    include_str!("../templates/js/evidence.js"),
    include_str!("../templates/js/panel.js"),
    include_str!("../templates/js/download.js"),
    include_str!("../templates/js/start.js"),
    "}());\n",
);

/// What the templates are given. The fields that they print unescaped (`|safe`) are this crate's
/// own texts and JSON of [`embed::json`].
#[derive(Serialize)]
struct Page {
    overview: Overview,
    rankings: Vec<Ranking>,
    ladders: Vec<Ladder>,
    files: Files,
    states: Vec<State>,
    tiers: [&'static str; 6],
    style: &'static str,
    script: &'static str,
    script_source: String,
    data: String,
    evidence: Vec<Block>,
}

/// The ranking by one measure.
#[derive(Serialize)]
struct Ranking {
    code: &'static str,
    words: &'static str,
    rows: Vec<RankedNeed>,
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
pub fn index(results: &Results) -> Result<String, ReportError> {
    let index = Index::of(results);
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    for (name, source) in TEMPLATES {
        environment.add_template(name, source)?;
    }
    Ok(environment.get_template("index.html")?.render(Serde(page(&index)?))?)
}

fn page(index: &Index) -> Result<Page, ReportError> {
    let ranking = |(measure, code, words)| Ranking { code, words, rows: ranking::ranking(index, measure) };
    let state = |(state, sign, meaning): (CellState, _, _)| State {
        code: state.code(),
        words: state.words(),
        sign,
        meaning,
    };
    Ok(Page {
        overview: overview::overview(index),
        rankings: ranking::MEASURES.map(ranking).into(),
        ladders: ladders::ladders(index),
        files: files::files(index),
        states: words::STATES.map(state).into(),
        tiers: words::TIERS,
        style: STYLE,
        script: SCRIPT,
        script_source: embed::script_source(SCRIPT),
        data: embed::json(&matrix::matrix(index))?,
        evidence: blocks(index)?,
    })
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

    #[test]
    fn nothing_in_style_or_script_closes_its_own_element() {
        assert!(!STYLE.contains("</") && !SCRIPT.contains("</") && !SCRIPT.contains("<!--"));
    }

    #[test]
    fn only_texts_of_this_crate_and_guarded_json_are_printed_unescaped() {
        let printed =
            TEMPLATES.iter().flat_map(|(_, t)| t.match_indices("|safe").map(move |(at, _)| &t[..at]));
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
