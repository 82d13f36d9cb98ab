//! What is wrong with a lexicon, and exactly where.

use crate::source::{Place, Source};
use std::fmt;

/// One thing that a researcher should mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Name of the file in the lexicon's folder.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// First byte in the file.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Which kind of trouble: a short, stable name.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// Kinds of trouble.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Code {
    /// Not TOML, or not the fields of an entry.
    Syntax,
    /// A file that a lexicon needs is not there.
    MissingFile,
    /// A pattern that cannot be read.
    Pattern,
    /// Two indicators with one id.
    DuplicateId,
    /// The same wording twice.
    DuplicateWording,
    /// The same wording says a need and its absence.
    Contradiction,
    /// A class that `classes.toml` does not have.
    UnknownClass,
    /// A class that names another class, or has a gap.
    NestedClass,
    /// A subject that does not exist.
    UnknownSubject,
    /// An id that no indicator has.
    UnknownId,
    /// A list of cues that does not exist.
    UnknownCue,
    /// A pattern that can never count.
    DeadPattern,
    /// A pattern that a single word of no meaning satisfies.
    WeakPattern,
    /// A look-alike that overrules nothing.
    IdleNot,
    /// A pattern that matches examples of many other indicators.
    BroadPattern,
    /// An example that does not behave as it says.
    Example,
}

impl Code {
    /// The name as printed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::MissingFile => "missing-file",
            Self::Pattern => "pattern",
            Self::DuplicateId => "duplicate-id",
            Self::DuplicateWording => "duplicate-wording",
            Self::Contradiction => "contradiction",
            Self::UnknownClass => "unknown-class",
            Self::NestedClass => "nested-class",
            Self::UnknownSubject => "unknown-subject",
            Self::UnknownId => "unknown-id",
            Self::UnknownCue => "unknown-cue",
            Self::DeadPattern => "dead-pattern",
            Self::WeakPattern => "weak-pattern",
            Self::IdleNot => "idle-not",
            Self::BroadPattern => "broad-pattern",
            Self::Example => "example",
        }
    }
}

impl Finding {
    /// A finding at a place of a source file.
    pub fn at(source: &Source, place: Place, code: Code, message: String, hint: impl Into<String>) -> Self {
        let (line, column) = source.line_and_column(place.start);
        let hint = hint.into();
        Self {
            file: source.name.clone(),
            line,
            column,
            start: place.start,
            end: place.end,
            code,
            message,
            hint,
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, column, code, message, hint, .. } = self;
        write!(f, "{file}:{line}:{column}: {}: {message}", code.name())?;
        if hint.is_empty() { Ok(()) } else { write!(f, " ({hint})") }
    }
}
