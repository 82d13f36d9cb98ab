//! Writes the run folder of a simulated England, and says how long each part took.
//!
//! ```text
//! cargo run --release -p thresholds-cli --example simulate -- DIR [AREAS] [YEARS] [PASSAGES]
//! ```
//!
//! Each area publishes a document in each of the YEARS up to 2025; those of the last year are
//! in use. PASSAGES are those of a document beside the ones that state needs. The folder has no
//! report: `thresholds report DIR` writes it.

#![allow(clippy::print_stdout)]

use std::error::Error;
use std::path::Path;
use std::time::Instant;
use thresholds_export::{RunExtras, Tables, write_run};
use thresholds_lexicon::Lexicon;
use thresholds_model::results::IndicatorInfo;
use thresholds_specimen::{Plan, england, results};

const EDITION: i32 = 2025;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("name the folder to write")?;
    let mut number = |otherwise: usize| arguments.next().map_or(Ok(otherwise), |a| a.parse());
    let (areas, years, passages) = (number(153)?, number(1)?, number(400)?);
    let lexicon = Lexicon::built_in()?;
    let info = |i: &thresholds_lexicon::entry::Indicator| IndicatorInfo {
        id: i.id.clone(),
        label: i.label.clone(),
        domain: i.domain.clone(),
        domain_label: i.domain_label.clone(),
        definition: i.definition.clone(),
    };
    let first = EDITION + 1 - i32::try_from(years)?;
    let plan = Plan {
        areas,
        years: (first..=EDITION).collect(),
        indicators: lexicon.indicators().iter().map(info).collect(),
        passages,
        seed: 2018,
    };
    let mut clock = Instant::now();
    let mut told = |what: &str| {
        println!("{what}: {:.1} s", clock.elapsed().as_secs_f64());
        clock = Instant::now();
    };
    let made = england(&plan);
    told("documents made");
    let mut all = results(EDITION, &made.areas, &[], made.documents);
    all.indicators = plan.indicators;
    all.focus = lexicon.focus().to_vec();
    all.cells = thresholds_matrix::cells(EDITION, &all.areas, &all.indicators, &all.documents);
    told("cells");
    thresholds_compare::compare(&mut all);
    told("comparison, breakdowns, sensitivity, profiles, copied wordings");
    let tables = Tables::of(&all);
    told("tables");
    let mut formats = thresholds_parquet::files(&tables)?;
    told("Parquet");
    formats.push(thresholds_workbook::file(&tables)?);
    told("workbook");
    let run = serde_json::json!({ "program": "simulate", "areas": areas, "years": years });
    write_run(&tables, &RunExtras { run, formats, ..RunExtras::default() }, Path::new(&folder))?;
    told("JSON, CSV and the rest");
    println!("{} documents, {} cells", all.documents.len(), all.cells.len());
    Ok(())
}
