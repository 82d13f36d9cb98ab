//! The files of a lexicon: from a folder, or the copy that is built in.

use std::fs;
use std::path::Path;

/// One file of a lexicon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Name in the folder.
    pub name: String,
    /// Content.
    pub text: String,
}

/// Bytes of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Which file, in the order of the sources.
    pub file: usize,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// The file of word classes.
pub const CLASSES: &str = "classes.toml";
/// The file of cue words.
pub const CUES: &str = "cues.toml";
/// The file of needs that come first; a lexicon may do without.
pub const FOCUS: &str = "focus.toml";

macro_rules! built_in {
    ($($name:literal),* $(,)?) => {
        /// The lexicon that is built in: every file of `lexicons/`, domains in the order of the outputs.
        const BUILT_IN: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../../lexicons/", $name)))),*];
    };
}

built_in![
    "child_emotional_mental_health.toml",
    "child_behaviour_risk.toml",
    "child_education.toml",
    "child_health.toml",
    "child_development_identity_selfcare.toml",
    "parenting_capacity.toml",
    "parental_factors.toml",
    "family_relationships.toml",
    "abuse_neglect.toml",
    "exploitation_contextual.toml",
    "housing_finance_environment.toml",
    "status_legal.toml",
    "classes.toml",
    "cues.toml",
    "focus.toml",
];

/// The files of the lexicon that is built in.
pub fn built_in() -> Vec<Source> {
    BUILT_IN
        .iter()
        .map(|(name, text)| Source { name: (*name).to_owned(), text: (*text).to_owned() })
        .collect()
}

/// The `.toml` files of a folder: known domains in the order of the outputs, then others by name.
pub fn read_folder(folder: &Path) -> std::io::Result<Vec<Source>> {
    let mut sources = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.ends_with(".toml") && path.is_file() {
            let bytes = fs::read(&path)?;
            let text = String::from_utf8_lossy(&bytes).into_owned();
            sources.push(Source { name: name.to_owned(), text });
        }
    }
    let rank = |name: &str| BUILT_IN.iter().position(|(known, _)| *known == name).unwrap_or(BUILT_IN.len());
    sources.sort_by(|a, b| (rank(&a.name), &a.name).cmp(&(rank(&b.name), &b.name)));
    Ok(sources)
}

impl Source {
    /// Line and column (in characters) of a byte, both from 1.
    pub fn line_and_column(&self, at: usize) -> (usize, usize) {
        let before = self.text.get(..at.min(self.text.len())).unwrap_or(&self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        (line, column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_list_names_every_file_of_the_folder() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lexicons");
        let names: Vec<String> =
            read_folder(&folder).unwrap().into_iter().map(|source| source.name).collect();
        let listed: Vec<&str> = BUILT_IN.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, listed);
    }

    #[test]
    fn places_are_counted_in_lines_and_characters() {
        let source = Source { name: "a.toml".into(), text: "é = 1\nb = 2\n".into() };
        assert_eq!(source.line_and_column(0), (1, 1));
        assert_eq!(source.line_and_column(3), (1, 3));
        assert_eq!(source.line_and_column(11), (2, 5));
    }
}
