//! The report: a page that opens from disk and leads from the country to the sentence.
//!
//! [`render`] is a pure function of [`Results`]. Templates and style sheets are files in
//! `templates/` that a [`Theme`] may replace; the views are drawn by the script from one block
//! of JSON. The evidence behind the cells lies in side files, one a document, each a script
//! that the page asks for when a reader does (a page from disk may load scripts beside it and
//! nothing else); or, as a single file, in blocks of the page. The content security policy
//! forbids every address on the network.
//!
//! Text of a PDF is hostile until shown otherwise. It reaches the page by two ways only:
//! through the templates, which escape it, and through JSON in which no `<` is left; the
//! script writes it into text nodes and never parses it as HTML.

mod data;
mod documents;
mod editions;
mod embed;
mod error;
mod evidence;
mod files;
mod focus;
mod index;
mod page;
mod theme;
pub mod words;

pub use editions::join;
pub use error::ReportError;
pub use theme::{FILES as THEME_FILES, Theme};

use index::Index;
use thresholds_model::results::Results;

/// How the report is made.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Everything in `index.html`, to send to somebody, instead of a folder.
    pub single_file: bool,
    /// Templates and style sheets.
    pub theme: Theme,
    /// Address of the corpus as seen from the report (`../../../corpus/`), so that quotes link
    /// to the PDFs at hand; those with an address of their own link there.
    pub corpus: Option<String>,
}

/// The files of `report/`: paths relative to it, with their bytes; `index.html` comes first.
///
/// The same results and options give the same bytes: no date, no machine is written.
pub fn render(results: &Results, options: &Options) -> Result<Vec<(String, Vec<u8>)>, ReportError> {
    let index = Index::of(results);
    let html = page::index(&index, options)?;
    let mut files = vec![("index.html".into(), html.into_bytes())];
    if !options.single_file {
        files.extend(page::evidence_files(&index)?);
    }
    Ok(files)
}
