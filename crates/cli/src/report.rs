//! `thresholds report`, and the options of a report.

use crate::args::{ReportArguments, ReportOptions};
use crate::failure::Failure;
use crate::run::load;
use crate::{COMPLETE, terminal};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use thresholds_report::{Options, THEME_FILES, Theme, join, render};

/// What a report folder may hold that an earlier report has written.
const OF_A_REPORT: [&str; 2] = ["index.html", "evidence"];

/// Writes the report of one run, or of several years.
pub fn report(arguments: &ReportArguments) -> Result<u8, Failure> {
    if let Some(folder) = &arguments.export_theme {
        return export_theme(folder);
    }
    let output = output(arguments)?;
    check_folder(&output)?;
    let results = join(arguments.runs.iter().map(|run| load(run)).collect::<Result<_, _>>()?)?;
    let corpus = arguments.runs.last().and_then(|run| corpus_of(run));
    let files = render(&results, &options(&arguments.report, &output, corpus.as_deref())?)?;
    let evidence = output.join("evidence");
    if evidence.exists() {
        fs::remove_dir_all(&evidence).map_err(|source| Failure::Write { path: evidence, source })?;
    }
    for (path, bytes) in files {
        write(&output.join(path), &bytes)?;
    }
    terminal::print(&format!("Written to {}\n", output.join("index.html").display()))?;
    Ok(COMPLETE)
}

/// The options of a report that is written to `folder`, of a corpus when its place is known.
pub fn options(given: &ReportOptions, folder: &Path, corpus: Option<&Path>) -> Result<Options, Failure> {
    let own = given.theme.as_deref().map(theme_files).transpose()?.unwrap_or_default();
    Ok(Options {
        single_file: given.single_file,
        theme: Theme::new(own)?,
        corpus: given.corpus_link.clone().or_else(|| corpus.and_then(|corpus| way(folder, corpus))),
    })
}

/// Files of a theme folder by name; those of hidden names and other kinds are left alone.
fn theme_files(folder: &Path) -> Result<BTreeMap<String, String>, Failure> {
    let unreadable = |path: &Path| {
        let path = path.to_path_buf();
        move |source| Failure::Read { path, source }
    };
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(unreadable(folder))? {
        let path = entry.map_err(unreadable(folder))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".html") || name.ends_with(".css") {
            files.insert(name, fs::read_to_string(&path).map_err(unreadable(&path))?);
        }
    }
    Ok(files)
}

/// The way from the report to the corpus, when both are named inside the working folder: then
/// it holds wherever that folder is moved to, and tells nothing of the machine.
fn way(report: &Path, corpus: &Path) -> Option<String> {
    let inside = |path: &Path| -> Option<Vec<String>> {
        let parts = path.components().filter(|part| *part != Component::CurDir);
        parts
            .map(|part| match part {
                Component::Normal(name) => Some(encoded(name.to_str()?)),
                _ => None,
            })
            .collect()
    };
    let up = "../".repeat(inside(report)?.len());
    let down: String = inside(corpus)?.iter().map(|name| format!("{name}/")).collect();
    Some(format!("{up}{down}"))
}

/// A folder's name as part of an address.
fn encoded(name: &str) -> String {
    name.replace('%', "%25").replace('#', "%23").replace('?', "%3F").replace(' ', "%20")
}

/// The corpus of a run, as it was named then.
fn corpus_of(run: &Path) -> Option<PathBuf> {
    let text = fs::read_to_string(run.join("run.json")).ok()?;
    let value: serde_json::Value = serde_json::from_str(&text).ok()?;
    value.get("corpus")?.as_str().map(PathBuf::from)
}

fn output(arguments: &ReportArguments) -> Result<PathBuf, Failure> {
    match (&arguments.output, arguments.runs.as_slice()) {
        (Some(output), _) => Ok(output.clone()),
        (None, [run]) => Ok(run.join("report")),
        (None, _) => Err(Failure::NotFound {
            what: "no folder is named for the report of several runs".into(),
            hint: "add --output DIR".into(),
        }),
    }
}

/// A folder that holds anything but an earlier report is left alone.
fn check_folder(folder: &Path) -> Result<(), Failure> {
    if !folder.exists() {
        return Ok(());
    }
    let unreadable = |source| Failure::Read { path: folder.into(), source };
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let name = entry.map_err(unreadable)?.file_name();
        if !OF_A_REPORT.iter().any(|known| name == *known) {
            return Err(Failure::NotFound {
                what: format!(
                    "{} holds {}, which no report has written",
                    folder.display(),
                    name.to_string_lossy()
                ),
                hint: "name a new folder, or the folder of an earlier report".into(),
            });
        }
    }
    Ok(())
}

/// Writes the built-in templates and style sheets, but over nothing.
fn export_theme(folder: &Path) -> Result<u8, Failure> {
    for (name, text) in THEME_FILES {
        let path = folder.join(name);
        if path.exists() {
            return Err(Failure::NotFound {
                what: format!("{} exists already", path.display()),
                hint: "name a folder without files of these names".into(),
            });
        }
        write(&path, text.as_bytes())?;
    }
    terminal::print(&format!("Written to {}; use it with --theme\n", folder.display()))?;
    Ok(COMPLETE)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |source| Failure::Write { path: path.into(), source };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::write(path, bytes).map_err(failed)
}

/// An address of the web, or a relative path: nothing that a browser would run.
pub fn corpus_address(text: &str) -> Result<String, String> {
    let scheme = text.split('/').next().filter(|first| first.contains(':'));
    let known =
        scheme.is_none_or(|s| matches!(s.to_ascii_lowercase().as_str(), "http:" | "https:" | "file:"));
    if !known {
        return Err("name an address that begins with https://, or a relative path".into());
    }
    Ok(if text.ends_with('/') { text.into() } else { format!("{text}/") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_the_corpus_is_told_only_inside_the_working_folder() {
        let to = |report: &str, corpus: &str| way(Path::new(report), Path::new(corpus));
        assert_eq!(to("output/sample/report", "corpus").as_deref(), Some("../../../corpus/"));
        assert_eq!(to("./out/report", "a b/c#").as_deref(), Some("../../a%20b/c%23/"));
        assert_eq!(to("/tmp/out/report", "corpus"), None);
        assert_eq!(to("out/report", "../corpus"), None);
    }

    #[test]
    fn only_addresses_that_a_browser_opens_as_files_are_taken() {
        assert_eq!(corpus_address("https://example.org/pdfs").as_deref(), Ok("https://example.org/pdfs/"));
        assert_eq!(corpus_address("../pdfs/").as_deref(), Ok("../pdfs/"));
        assert!(corpus_address("javascript:alert(1)").is_err());
    }
}
