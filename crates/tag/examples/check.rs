//! `cargo run -p thresholds-tag --example check -- lexicons [WORD]`: everything that is
//! wrong with a lexicon folder, in files whose name holds WORD.
#![allow(clippy::print_stdout, reason = "an example prints")]
use std::path::Path;
use thresholds_lexicon::finding::Code;
use thresholds_lexicon::{Lexicon, LoadError, source};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "lexicons".to_owned());
    let word = arguments.next().unwrap_or_default();
    let mut findings = Vec::new();
    let lexicon = match Lexicon::load(Path::new(&folder)) {
        Ok(lexicon) => Some(lexicon),
        Err(LoadError::Broken { findings: broken, .. }) => {
            findings.extend(broken);
            without_unfinished(Path::new(&folder))
        }
        Err(error) => {
            println!("{error}");
            return;
        }
    };
    if let Some(lexicon) = lexicon {
        findings.extend(lexicon.check());
        findings.extend(thresholds_tag::check_examples(&lexicon));
    }
    let shown = findings.iter().filter(|finding| finding.file.contains(&word));
    let count = shown.clone().count();
    shown.for_each(|finding| println!("{finding}"));
    println!("{count} finding(s)");
}

/// The lexicon with lines blanked out that keep it from being read, while it is being written.
fn without_unfinished(folder: &Path) -> Option<Lexicon> {
    let mut sources = source::read_folder(folder).ok()?;
    for _ in 0..200 {
        match Lexicon::from_sources(sources) {
            Ok(lexicon) => return Some(lexicon),
            Err(LoadError::Broken { sources: given, findings }) => {
                sources = given;
                for finding in findings.iter().rev() {
                    let Some(file) = sources.iter_mut().find(|file| file.name == finding.file) else {
                        continue;
                    };
                    let quote = finding.code != Code::Syntax && finding.code != Code::DuplicateId;
                    let place = file.text.get(finding.start..finding.end).unwrap_or_default();
                    if finding.code == Code::UnknownId {
                        let id =
                            file.text.lines().find(|line| line.starts_with("id = ")).map(str::to_owned)?;
                        let id = id.trim_start_matches("id = ").split('#').next()?.trim().to_owned();
                        file.text.replace_range(finding.start..finding.end, &id);
                    } else if quote && !place.is_empty() {
                        let start = file.text[..finding.start].rfind('"').unwrap_or(finding.start);
                        let start = if place.starts_with('"') { finding.start } else { start };
                        file.text.replace_range(start..finding.end, "\"zzzz\"");
                    } else {
                        return None;
                    }
                    if finding.code == Code::Pattern {
                        break;
                    }
                }
            }
            Err(_) => return None,
        }
    }
    None
}
