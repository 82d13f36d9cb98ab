//! `README.txt` of a run folder.

use crate::tables::tables;
use thresholds_model::results::Results;

/// The files that are no tables.
const OTHER_FILES: [(&str, &str); 9] = [
    ("results.json", "everything that the run found; all other files are made from it"),
    ("thresholds.xlsx", "a workbook of the tables, for spreadsheets: text stays text"),
    ("parquet/", "the long tables as Parquet, for data frames and databases"),
    ("datapackage.json", "the CSV files described for programs (Data Package, version 2)"),
    ("CAVEATS.txt", "what to know before using the figures: send it along with any of them"),
    ("passages.jsonl", "every passage with its role, level, evidence, page and box, one JSON object a line"),
    ("report/", "the report for people: open report/index.html in a browser"),
    ("inputs/", "the lexicon, crosswalk, manifest and areas that the run used"),
    ("run.json", "version, hashes, settings and times: the only file that may differ between equal runs"),
];

/// What each file is, what a reader must know before using the figures, and how to cite them.
pub fn readme(results: &Results) -> String {
    let tables = tables();
    let files = tables.iter().map(|t| (t.file, t.about)).chain(OTHER_FILES);
    let files: Vec<String> = files.map(|(file, about)| hanging(&format!("{file:<22}"), about)).collect();
    format!(
        "\
At which level of help do local threshold documents place a child's need?
Edition {edition}, data model {schema}, written by thresholds {version}.

Read this before using the figures
{caveats}

Files
{files}

All CSV files are UTF-8 without a byte order mark, separated by commas, with one header
row. columns.csv says what each column means. Quotes stand as in the documents, and may
begin with a sign that a spreadsheet takes for a formula: open thresholds.xlsx there.

How to cite
A figure: thresholds {version}, edition {edition}, with the hash of the lexicon from run.json.
A placement: the document's title, authority, date and page, with the quote, and the
first characters of its SHA-256.
",
        edition = results.edition,
        schema = results.schema_version,
        version = env!("CARGO_PKG_VERSION"),
        caveats = listed(results),
        files = files.join("\n"),
    )
}

/// `CAVEATS.txt`: what must be known before any file of the folder is used.
pub fn caveats(results: &Results) -> String {
    format!("Read this before using the figures\n{}\n", listed(results))
}

fn listed(results: &Results) -> String {
    results.caveats.iter().map(|c| hanging("- ", c)).collect::<Vec<_>>().join("\n")
}

/// Text after a mark, in lines of at most 88 characters, with further lines set in under the first.
fn hanging(mark: &str, text: &str) -> String {
    const WIDTH: usize = 88;
    let indent = mark.chars().count();
    let mut out = mark.to_owned();
    let mut column = indent;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if column > indent && column + 1 + length > WIDTH {
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            column = indent;
        } else if column > indent {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out
}
