//! What people see: text on standard output, errors on standard error.

use crate::failure::Failure;
use miette::{Diagnostic, LabeledSpan, NamedSource, Report, Severity};
use std::io::Write;
use std::path::PathBuf;
use thresholds_lexicon::LoadError;
use thresholds_lexicon::finding::Finding;
use thresholds_lexicon::source::Source;

/// Writes to standard output.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|source| Failure::Write { path: PathBuf::from("standard output"), source })
}

/// Writes a line to standard error; nobody can be told when that fails.
pub fn note(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// Prints why a command failed; a broken lexicon with the lines that are wrong.
pub fn error(failure: &Failure) {
    match failure {
        Failure::Lexicon(LoadError::Broken { sources, findings }) => {
            for finding in findings {
                show_finding(finding, sources, Severity::Error);
            }
            note(&format!("the lexicon has {} error(s); nothing was run", findings.len()));
        }
        other => {
            let help = other.help().map(|h| format!("\n  help: {h}")).unwrap_or_default();
            note(&format!("thresholds: {other}{}{help}", causes(other)));
        }
    }
}

/// What lies behind an error, where its own words do not say it.
fn causes(error: &dyn std::error::Error) -> String {
    let mut out = String::new();
    let mut said = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        let words = cause.to_string();
        if !said.contains(&words) {
            out.push_str(&format!(": {words}"));
            said = words;
        }
        next = cause.source();
    }
    out
}

/// A place in a source file with what is wrong there.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
struct Shown {
    message: String,
    code: &'static str,
    hint: String,
    severity: Severity,
    file: NamedSource<String>,
    span: (usize, usize),
}

impl Diagnostic for Shown {
    fn code<'a>(&'a self) -> Option<Box<dyn std::fmt::Display + 'a>> {
        Some(Box::new(self.code))
    }
    fn severity(&self) -> Option<Severity> {
        Some(self.severity)
    }
    fn help<'a>(&'a self) -> Option<Box<dyn std::fmt::Display + 'a>> {
        (!self.hint.is_empty()).then(|| Box::new(&self.hint) as Box<dyn std::fmt::Display>)
    }
    fn source_code(&self) -> Option<&dyn miette::SourceCode> {
        Some(&self.file)
    }
    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let (start, end) = self.span;
        Some(Box::new(std::iter::once(LabeledSpan::at(start..end.max(start), "here"))))
    }
}

/// Shows a finding as a compiler would.
pub fn show_finding(finding: &Finding, sources: &[Source], severity: Severity) {
    let text = sources.iter().find(|s| s.name == finding.file).map(|s| s.text.clone()).unwrap_or_default();
    let report = Report::new(Shown {
        message: finding.message.clone(),
        code: finding.code.name(),
        hint: finding.hint.clone(),
        severity,
        file: NamedSource::new(&finding.file, text),
        span: (finding.start, finding.end),
    });
    // The plain line first: editors and scripts read it.
    note(&format!("{}:{}:{}", finding.file, finding.line, finding.column));
    note(&format!("{report:?}"));
}
