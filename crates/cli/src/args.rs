//! What can be typed.

use crate::limits::LimitOptions;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use thresholds_model::reading::OcrMode;

/// Reads a folder of English safeguarding "threshold documents" (PDFs in which a local
/// safeguarding partnership says which needs of a child belong at which level of help)
/// and writes, for every area and every need: at which level, on which page, in which
/// words.
#[derive(Debug, Parser)]
#[command(name = "thresholds", version, max_term_width = 100)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read a corpus and write the matrix, with evidence, ledger and report
    Run(RunArguments),
    /// Precision, recall and F1 of a run against hand coding
    Score(ScoreArguments),
    /// A cell back to words, page and rule; an empty one: what was searched and withheld
    Explain(ExplainArguments),
    /// What changed between two runs, in which words, and who changed it
    Diff(DiffArguments),
    /// Every quote of a run confirmed on its page
    Verify(VerifyArguments),
    /// A page with what was understood drawn over it, as SVG or PNG
    Page(PageArguments),
    /// Write the report anew: of one run, or of several, one a year
    Report(ReportArguments),
    /// Check the lexicon, see what it misses, and what an edit of it changes
    #[command(subcommand)]
    Lexicon(LexiconCommand),
    /// Help with keeping a corpus
    #[command(subcommand)]
    Corpus(CorpusCommand),
    /// The JSON Schema of results.json, or of diff.json
    Schema {
        /// Which file
        #[arg(value_enum, default_value_t = SchemaOf::Results)]
        of: SchemaOf,
    },
}

/// Files with a schema.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum SchemaOf {
    /// results.json of a run.
    Results,
    /// diff.json.
    Diff,
}

/// `thresholds run`.
#[derive(Debug, Args)]
pub struct RunArguments {
    /// Folder of PDFs; may hold manifest.csv, areas.csv and crosswalk.toml
    pub corpus: PathBuf,
    /// Folder for the results: new, empty, or an earlier run (which is replaced)
    /// [default: output/ and the name of the corpus]
    #[arg(long, short, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Folder of lexicon files, instead of the one built in
    #[arg(long, value_name = "DIR")]
    pub lexicon: Option<PathBuf>,
    /// Register of areas: FILE replaces the built-in one, +FILE extends it
    #[arg(long, value_name = "FILE|+FILE")]
    pub areas: Option<String>,
    /// Reference year of the snapshot [default: the manifest's newest year, else the documents']
    #[arg(long, value_name = "YEAR")]
    pub edition: Option<i32>,
    /// Reader processes at work at a time [default: one a core]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
    /// Folder for readings kept from run to run; it can be deleted at any time
    /// [default: `thresholds` in the user's cache folder]
    #[arg(long, value_name = "DIR", conflicts_with = "no_cache")]
    pub cache: Option<PathBuf>,
    /// Open every PDF anew and keep no readings
    #[arg(long)]
    pub no_cache: bool,
    /// Read every page with both readers and say where they disagree
    #[arg(long)]
    pub cross_check: bool,
    /// Whether pages that are pictures of text are read, with the tesseract program
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Ocr::Auto)]
    pub ocr: Ocr,
    /// Limits on what a file may cost
    #[command(flatten)]
    pub limits: LimitOptions,
    /// Print nothing but errors
    #[arg(long, short)]
    pub quiet: bool,
    /// How the report is made
    #[command(flatten)]
    pub report: ReportOptions,
}

/// How a report is made.
#[derive(Debug, Args)]
pub struct ReportOptions {
    /// One file that holds everything, to send to somebody, instead of a folder
    #[arg(long)]
    pub single_file: bool,
    /// Folder of templates and style sheets that replace the report's own, file by file
    #[arg(long, value_name = "DIR")]
    pub theme: Option<PathBuf>,
    /// Address of the corpus as seen from the report, for links to the PDFs: https://... or a
    /// relative path [default: the path from the report, when both lie in the working folder]
    #[arg(long, value_name = "ADDRESS", value_parser = crate::report::corpus_address)]
    pub corpus_link: Option<String>,
}

/// `thresholds report`.
#[derive(Debug, Args)]
pub struct ReportArguments {
    /// Folders of runs, each of another year
    #[arg(required_unless_present = "export_theme")]
    pub runs: Vec<PathBuf>,
    /// Folder for the report: new, or an earlier report (which is replaced) [default: report in
    /// the folder of the only run]
    #[arg(long, short, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Write the templates and style sheets as files to edit, for --theme, and do nothing else
    #[arg(long, value_name = "DIR", conflicts_with_all = ["runs", "output"])]
    pub export_theme: Option<PathBuf>,
    /// How the report is made
    #[command(flatten)]
    pub report: ReportOptions,
}

/// When pages that are pictures of text are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Ocr {
    /// When the tesseract program is installed
    Auto,
    /// Never: they are listed as not read
    Never,
}

impl From<Ocr> for OcrMode {
    fn from(ocr: Ocr) -> Self {
        match ocr {
            Ocr::Auto => Self::Auto,
            Ocr::Never => Self::Never,
        }
    }
}

/// `thresholds score`.
#[derive(Debug, Args)]
pub struct ScoreArguments {
    /// Folder of a run
    pub run: PathBuf,
    /// Hand coding: a CSV with the columns document, indicator, level
    #[arg(long, value_name = "FILE")]
    pub gold: PathBuf,
    /// List every miss and every false positive with its quote
    #[arg(long)]
    pub list: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// `thresholds explain`.
#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// Folder of a run
    pub run: PathBuf,
    /// Area: GSS code or name
    pub area: String,
    /// Indicator: id
    pub indicator: String,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// `thresholds diff`.
#[derive(Debug, Args)]
pub struct DiffArguments {
    /// Folder of the old run
    pub old: PathBuf,
    /// Folder of the new run
    pub new: PathBuf,
    /// Folder with the old PDFs, under any names: they are run again, so that a change of
    /// the program or the lexicon can be told from a change of the documents
    #[arg(long, value_name = "DIR")]
    pub corpus_old: Option<PathBuf>,
    /// Folder for diff.csv and diff.json: new, empty, or an earlier one (which is replaced)
    #[arg(long, short, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Folder for readings kept from run to run [default: as for `run`]
    #[arg(long, value_name = "DIR", conflicts_with = "no_cache")]
    pub cache: Option<PathBuf>,
    /// Open every old PDF anew and keep no readings
    #[arg(long)]
    pub no_cache: bool,
    /// Print nothing but errors
    #[arg(long, short)]
    pub quiet: bool,
}

/// `thresholds verify`.
#[derive(Debug, Args)]
pub struct VerifyArguments {
    /// Folder of a run
    pub run: PathBuf,
    /// The corpus that it was made from
    pub corpus: PathBuf,
}

/// `thresholds page`.
#[derive(Debug, Args)]
pub struct PageArguments {
    /// The PDF
    pub pdf: PathBuf,
    /// The sheet's number, from 1
    pub page: u32,
    /// File to write, .svg or .png [default: SVG on standard output]
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Limits on what a file may cost
    #[command(flatten)]
    pub limits: LimitOptions,
}

/// `thresholds lexicon`.
#[derive(Debug, Subcommand)]
pub enum LexiconCommand {
    /// Say with file, line and column what is wrong, and run every example
    Check {
        /// Folder of lexicon files, instead of the one built in
        folder: Option<PathBuf>,
    },
    /// What need passages of a run say and no indicator covers, ready to paste
    Suggest(SuggestArguments),
    /// Every cell that an edit of the lexicon would flip, with quotes
    Diff(LexiconDiffArguments),
    /// Write the built-in lexicon as files to edit
    Export {
        /// Folder to write; must not hold files of the same names
        folder: PathBuf,
        /// Kind of file
        #[arg(long, value_enum, default_value_t = LexiconFormat::Toml)]
        format: LexiconFormat,
    },
}

/// `thresholds lexicon diff`.
#[derive(Debug, Args)]
pub struct LexiconDiffArguments {
    /// Folders of the old lexicon, the new lexicon and the PDFs; `built-in` names the lexicon
    /// of the program, which is also the old one when two folders are given
    #[arg(required = true, num_args = 2..=3, value_names = ["OLD", "NEW", "CORPUS"])]
    pub paths: Vec<PathBuf>,
    /// Folder to write; it gets diff.csv, diff.json and columns.csv
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// Where readings are kept between runs
    #[arg(long, value_name = "DIR", conflicts_with = "no_cache")]
    pub cache: Option<PathBuf>,
    /// Read every file, and keep nothing
    #[arg(long)]
    pub no_cache: bool,
    /// Limits on what a file may cost
    #[command(flatten)]
    pub limits: LimitOptions,
    /// Show no progress
    #[arg(short, long)]
    pub quiet: bool,
}

/// `thresholds lexicon suggest`.
#[derive(Debug, Args)]
pub struct SuggestArguments {
    /// Folder of a run
    pub run: PathBuf,
    /// Folder of lexicon files, instead of the one that the run used
    #[arg(long, value_name = "DIR")]
    pub lexicon: Option<PathBuf>,
    /// Passages that a phrase must stand in
    #[arg(long, value_name = "N", default_value_t = 2)]
    pub at_least: usize,
    /// Most phrases, and most indicators, to list
    #[arg(long, value_name = "N", default_value_t = 40)]
    pub most: usize,
    /// Print JSON, with every place
    #[arg(long)]
    pub json: bool,
}

/// Formats of `lexicon export`.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum LexiconFormat {
    /// The files that `--lexicon` reads.
    Toml,
}

/// `thresholds corpus`.
#[derive(Debug, Subcommand)]
pub enum CorpusCommand {
    /// Print a filled-in draft of manifest.csv to edit
    Manifest {
        /// The corpus
        corpus: PathBuf,
        /// Register of areas: FILE replaces the built-in one, +FILE extends it
        #[arg(long, value_name = "FILE|+FILE")]
        areas: Option<String>,
        /// Limits on what a file may cost
        #[command(flatten)]
        limits: LimitOptions,
    },
}
