//! The report: one page that opens from disk and leads from the country to the sentence.
//!
//! [`render`] is a pure function of [`Results`]. What must be readable without scripts (the
//! first screen, the ranking, the ladders, the files, the method) is written as HTML by the
//! templates in `templates/`; the heatmap and the evidence behind its cells are JSON blocks in
//! the page, which the script draws on demand. The page loads nothing: style, script and data
//! are inside it, and its content security policy forbids the rest.
//!
//! Text of a PDF is hostile until shown otherwise. It reaches the page by two ways only:
//! through the templates, which escape it, and through JSON in which no `<` is left; the
//! script writes it into text nodes and never parses it as HTML.

mod embed;
mod error;
mod evidence;
mod files;
mod focus;
mod index;
mod ladders;
mod matrix;
mod overview;
mod page;
mod ranking;
mod words;

pub use error::ReportError;

use thresholds_model::results::Results;

/// The files of `report/`: paths relative to it, with their bytes; `index.html` comes first.
///
/// The same results give the same bytes: no date, no machine, no path of a disk is written.
pub fn render(results: &Results) -> Result<Vec<(String, Vec<u8>)>, ReportError> {
    let html = page::index(results)?;
    Ok(vec![("index.html".into(), html.into_bytes())])
}
