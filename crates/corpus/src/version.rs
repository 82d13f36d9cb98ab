//! Versions as documents print them: `v3.2 FINAL`, `Version 2`, `issue 5`.

use regex::Regex;
use std::sync::LazyLock;

static VERSION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:(?:version|ver|issue|edition|revision|rev)\.?\s*(?:no\.?|number)?\s*:?\s*v?|v\.?\s?)([0-9]{1,2}(?:\.[0-9]{1,2}){0,2}[a-z]?)\b(?:\s*[-\u{2013}]?\s*(?:final|draft)\b)?",
    )
    .ok()
});

static OLDER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)\b(supersed\w+|replac\w+|previous\w*|prior|former\w*)\b[^.]*$").ok());

/// The version that a line states of its document; not one that it replaces.
pub fn in_line(line: &str) -> Option<String> {
    let pattern = VERSION.as_ref()?;
    let own = pattern.find_iter(line).find(|m| {
        let before = line.get(..m.start()).unwrap_or_default();
        !OLDER.as_ref().is_some_and(|r| r.is_match(before)) && !runs_on(line, m.end())
    })?;
    Some(own.as_str().trim().to_owned())
}

/// A figure that goes on is no version: "v1.2.3.4", "issue 5%", "version 10/12".
fn runs_on(line: &str, end: usize) -> bool {
    let mut rest = line.get(end..).unwrap_or_default().chars();
    matches!((rest.next(), rest.next()), (Some('.' | '/'), Some(c)) if c.is_ascii_digit())
        || line.get(end..).is_some_and(|r| r.starts_with('%'))
}

/// The version in the name of a file, where blanks are missing.
pub fn in_file_name(name: &str) -> Option<String> {
    let spaced = name.replace(['_', '-', '(', ')', '+'], " ");
    in_line(&spaced)
}

/// The figures of a version, for comparing: `v3.2 FINAL` is 3, 2.
pub fn figures(version: &str) -> Vec<u32> {
    let start = version.find(|c: char| c.is_ascii_digit()).unwrap_or(version.len());
    let rest = version.get(start..).unwrap_or_default();
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default().split('.').filter_map(|f| f.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_as_printed() {
        for (line, expected) in [
            ("Multi-agency matrix of need, version 3.2 FINAL, July 2018", Some("version 3.2 FINAL")),
            ("Ironvale Levels of Need v3.1", Some("v3.1")),
            ("April 2024, issue 5", Some("issue 5")),
            ("Version No. 4", Some("Version No. 4")),
            ("Draft v2 for consultation", Some("v2")),
            ("Supersedes v3.1 (Feb 2017)", None),
            ("2020 edition", None),
            ("Level 3 needs", None),
            ("every 5 years", None),
            ("version of 2018", None),
        ] {
            assert_eq!(in_line(line).as_deref(), expected, "{line}");
        }
        assert_eq!(
            in_file_name("Kingsmarsh-Threshold-Matrix-v3.2-FINAL-July2018").as_deref(),
            Some("v3.2 FINAL")
        );
        assert_eq!(in_file_name("threshold_V4").as_deref(), Some("V4"));
    }

    #[test]
    fn versions_compare_by_their_figures() {
        assert!(figures("v3.10") > figures("Version 3.9 FINAL"));
        assert_eq!(figures("none"), Vec::<u32>::new());
    }
}
