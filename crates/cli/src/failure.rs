//! What ends a command before it is done, with the exit status that the design gives it.

use crate::{FAILED, WRONG_USAGE};
use miette::Diagnostic;
use std::path::PathBuf;
use thresholds_lexicon::LoadError;

/// Why a command could not be completed.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub enum Failure {
    /// The corpus, its manifest or its register.
    #[error(transparent)]
    Corpus(#[from] thresholds_corpus::CorpusError),
    /// The run itself.
    #[error(transparent)]
    Run(#[from] thresholds_pipeline::RunError),
    /// The lexicon.
    #[error(transparent)]
    Lexicon(#[from] LoadError),
    /// The output folder.
    #[error(transparent)]
    Export(#[from] thresholds_export::ExportError),
    /// The report.
    #[error(transparent)]
    Report(#[from] thresholds_report::ReportError),
    /// The Parquet files.
    #[error(transparent)]
    Parquet(#[from] thresholds_parquet::Error),
    /// The workbook.
    #[error(transparent)]
    Workbook(#[from] thresholds_workbook::Error),
    /// The hand coding.
    #[error(transparent)]
    Gold(#[from] thresholds_score::GoldError),
    /// A PDF that was asked for by name.
    #[error("{path}: {source}")]
    Pdf {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: thresholds_pdf::PdfError,
    },
    /// A PDF that was asked for by name and cannot be read.
    #[error("{path}: {source}")]
    Reading {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: thresholds_reader::ReadError,
    },
    /// A file that cannot be read.
    #[error("cannot read {path}: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file or stream that cannot be written.
    #[error("cannot write {path}: {source}")]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A table that cannot be written.
    #[error("cannot write a table as CSV: {source}")]
    Table {
        /// The writer's reason.
        source: csv::Error,
    },
    /// No reader process.
    #[error(transparent)]
    #[diagnostic(help("the program must be able to start itself again"))]
    Reader(#[from] thresholds_reader::ReadError),
    /// A folder that holds no run, or the run of another version.
    #[error("{path} is not a run of this version: {detail}")]
    #[diagnostic(help("name the folder that `thresholds run` wrote, or run again with this version"))]
    NotARun {
        /// The folder.
        path: PathBuf,
        /// What is missing or wrong.
        detail: String,
    },
    /// Something that was asked for is not there.
    #[error("{what}")]
    #[diagnostic(help("{hint}"))]
    NotFound {
        /// What.
        what: String,
        /// What to do.
        hint: String,
    },
}

impl Failure {
    /// The exit status.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Run(error) if !error.is_usage() => FAILED,
            Self::Report(_)
            | Self::Parquet(_)
            | Self::Workbook(_)
            | Self::Write { .. }
            | Self::Table { .. } => FAILED,
            Self::Export(error) if !error.is_usage() => FAILED,
            _ => WRONG_USAGE,
        }
    }

    /// Whoever read our output has gone away: nothing to complain of.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Write { source, .. } if source.kind() == std::io::ErrorKind::BrokenPipe)
    }
}
