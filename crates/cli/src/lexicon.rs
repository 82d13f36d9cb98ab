//! `thresholds lexicon`: `check` and `export`; the other commands have modules of their own.

use crate::args::{LexiconCommand, LexiconFormat};
use crate::failure::Failure;
use crate::{COMPLETE, FAILED, lexicon_diff, suggest, terminal};
use miette::Severity;
use std::path::Path;
use thresholds_lexicon::Lexicon;

/// Runs a lexicon command.
pub fn lexicon(command: &LexiconCommand) -> Result<u8, Failure> {
    match command {
        LexiconCommand::Check { folder } => check(folder.as_deref()),
        LexiconCommand::Suggest(arguments) => suggest::suggest(arguments),
        LexiconCommand::Diff(arguments) => lexicon_diff::diff(arguments),
        LexiconCommand::Export { folder, format: LexiconFormat::Toml } => export(folder),
    }
}

/// The lexicon of a folder, else the one built in.
pub fn load(folder: Option<&Path>) -> Result<Lexicon, Failure> {
    Ok(folder.map_or_else(Lexicon::built_in, Lexicon::load)?)
}

fn check(folder: Option<&Path>) -> Result<u8, Failure> {
    let lexicon = load(folder)?;
    let mut findings = lexicon.check();
    findings.extend(thresholds_tag::check_examples(&lexicon));
    for finding in &findings {
        terminal::show_finding(finding, lexicon.sources(), Severity::Warning);
    }
    let indicators = lexicon.indicators().len();
    terminal::print(&match findings.len() {
        0 => format!("lexicon {}: {indicators} indicators, nothing to mend\n", short(lexicon.hash())),
        n => format!("lexicon {}: {indicators} indicators, {n} finding(s)\n", short(lexicon.hash())),
    })?;
    Ok(if findings.is_empty() { COMPLETE } else { FAILED })
}

/// The first digits of a hash, for people.
pub fn short(hash: &str) -> &str {
    hash.get(..12).unwrap_or(hash)
}

fn export(folder: &Path) -> Result<u8, Failure> {
    let write = |path: std::path::PathBuf, text: &str| {
        let file = std::fs::OpenOptions::new().write(true).create_new(true).open(&path);
        file.and_then(|mut f| std::io::Write::write_all(&mut f, text.as_bytes()))
            .map_err(|source| Failure::Write { path, source })
    };
    std::fs::create_dir_all(folder).map_err(|source| Failure::Write { path: folder.into(), source })?;
    let lexicon = load(None)?;
    for source in lexicon.sources() {
        write(folder.join(&source.name), &source.text)?;
    }
    terminal::print(&format!("wrote {} files to {}\n", lexicon.sources().len(), folder.display()))?;
    Ok(COMPLETE)
}
