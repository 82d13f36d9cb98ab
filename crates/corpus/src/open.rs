//! Opening a corpus: its files, its manifest, its register, its crosswalk.

use crate::files::{FileProblem, Found, group, walk};
use crate::manifest::{Manifest, ManifestRow, Status};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};
use thiserror::Error;
use thresholds_areas::{Register, TableError};
use thresholds_model::document::Outcome;

/// A folder that has been looked through. No PDF has been read yet.
#[derive(Debug, Clone)]
pub struct Corpus {
    /// The folder.
    pub dir: PathBuf,
    /// Documents by their first path; those that the manifest sets aside have a problem
    /// with the outcome `ignored`.
    pub found: Vec<Found>,
    /// Rows of the manifest whose file is not there.
    pub missing: Vec<ManifestRow>,
    /// The manifest, when there is one.
    pub manifest: Option<Manifest>,
    /// The register in use.
    pub register: Register,
    /// Where the register comes from.
    pub register_source: RegisterSource,
    /// `crosswalk.toml`, when there is one.
    pub crosswalk: Option<PathBuf>,
    /// Things that were passed over, in words.
    pub warnings: Vec<String>,
}

/// How to open a corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Which register to use.
    pub register: RegisterOption,
    /// Largest file to read, bytes.
    pub max_bytes: u64,
}

impl Default for Options {
    fn default() -> Self {
        let max_bytes = thresholds_model::reading::Limits::default().bytes;
        Self { register: RegisterOption::Default, max_bytes }
    }
}

/// Which register to use.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum RegisterOption {
    /// `areas.csv` of the corpus, else the built-in one.
    #[default]
    Default,
    /// This table in the place of both.
    Replace(PathBuf),
    /// This table beside the default.
    Extend(PathBuf),
}

/// Where the register in use comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterSource {
    /// In words: `built in`, `areas.csv of the corpus`, or the file given.
    pub words: String,
    /// The tables that it was read from, as text: base first, then the extension.
    pub texts: Vec<String>,
}

/// Why a corpus cannot be opened.
#[derive(Debug, Error)]
pub enum CorpusError {
    /// Nothing is there.
    #[error("{0} does not exist. Give the folder that holds the PDFs")]
    NoSuchFolder(PathBuf),
    /// A file, not a folder.
    #[error("{0} is not a folder. Give the folder that holds the PDFs")]
    NotAFolder(PathBuf),
    /// A folder without documents.
    #[error("{0} holds no PDF. Put the documents into it, with names that end in .pdf")]
    NoDocuments(PathBuf),
    /// A table or folder that cannot be read.
    #[error("{path} cannot be read: {source}. Check its name and permissions")]
    Unreadable {
        /// Its path.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A table in another encoding.
    #[error("{0} is not UTF-8 text. Save it as \"CSV UTF-8\"")]
    NotUtf8(PathBuf),
    /// A mistake in a table.
    #[error(transparent)]
    Table(#[from] TableError),
}

impl Corpus {
    /// Looks through a folder.
    pub fn open(dir: &Path, options: &Options) -> Result<Self, CorpusError> {
        check_folder(dir)?;
        let (register, register_source) = open_register(dir, &options.register)?;
        let manifest = match read_if_there(&dir.join("manifest.csv"))? {
            Some(text) => Some(Manifest::parse("manifest.csv", &text, &register)?),
            None => None,
        };
        let rows = manifest.as_ref().map_or(&[][..], |m| &m.rows);
        let named: BTreeSet<String> = rows.iter().map(|r| r.path.clone()).collect();
        let walked = walk(dir, &named);
        let there: BTreeSet<&str> = walked.files.iter().map(|f| f.path.as_str()).collect();
        let missing: Vec<ManifestRow> =
            rows.iter().filter(|r| !there.contains(r.path.as_str())).cloned().collect();
        let mut found = group(walked.files, options.max_bytes);
        if found.is_empty() {
            return Err(CorpusError::NoDocuments(dir.into()));
        }
        for document in &mut found {
            annotate(document, manifest.as_ref());
        }
        let crosswalk = Some(dir.join("crosswalk.toml")).filter(|p| p.is_file());
        let unknown = rows.iter().flat_map(|r| r.unknown_codes.iter().cloned());
        let warnings = walked.warnings.into_iter().chain(unknown).collect();
        Ok(Self { dir: dir.into(), found, missing, manifest, register, register_source, crosswalk, warnings })
    }

    /// The manifest's rows of a document, in the order of its sources.
    pub fn rows_of(&self, found: &Found) -> Vec<&ManifestRow> {
        let row = |path: &str| self.manifest.as_ref().and_then(|m| m.row(path));
        found.sources.iter().filter_map(|s| row(&s.path)).collect()
    }
}

/// Whether a corpus can be in this folder at all.
pub(crate) fn check_folder(dir: &Path) -> Result<(), CorpusError> {
    match fs::metadata(dir) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Err(CorpusError::NoSuchFolder(dir.into())),
        Err(source) => Err(CorpusError::Unreadable { path: dir.into(), source }),
        Ok(m) if !m.is_dir() => Err(CorpusError::NotAFolder(dir.into())),
        Ok(_) => match fs::read_dir(dir) {
            Ok(_) => Ok(()),
            Err(source) => Err(CorpusError::Unreadable { path: dir.into(), source }),
        },
    }
}

/// Puts what the manifest says beside each source; a document all of whose sources are
/// to be ignored is not to be read.
fn annotate(found: &mut Found, manifest: Option<&Manifest>) {
    let Some(manifest) = manifest else { return };
    let mut ignored = true;
    for source in &mut found.sources {
        let row = manifest.row(&source.path);
        ignored &= row.is_some_and(|r| r.status == Some(Status::Ignore));
        if let Some(row) = row {
            source.url = row.source_url.clone();
            source.retrieved = row.retrieved.clone();
            source.status = row.status.map(|s| s.code().to_owned());
            source.note = row.note.clone();
        }
    }
    if ignored {
        let reason = "set aside by manifest.csv (status ignore)".to_owned();
        found.problem = Some(FileProblem { outcome: Outcome::Ignored, reason });
    }
}

fn open_register(dir: &Path, option: &RegisterOption) -> Result<(Register, RegisterSource), CorpusError> {
    match option {
        RegisterOption::Replace(file) => {
            let text = read(file)?;
            let register = Register::from_csv(&file.display().to_string(), &text)?;
            Ok((register, RegisterSource { words: file.display().to_string(), texts: vec![text] }))
        }
        RegisterOption::Default => default_register(dir),
        RegisterOption::Extend(file) => {
            let (register, mut source) = default_register(dir)?;
            let text = read(file)?;
            let more = Register::from_csv(&file.display().to_string(), &text)?;
            source.words = format!("{}, extended by {}", source.words, file.display());
            source.texts.push(text);
            Ok((register.extend(more), source))
        }
    }
}

fn default_register(dir: &Path) -> Result<(Register, RegisterSource), CorpusError> {
    match read_if_there(&dir.join("areas.csv"))? {
        Some(text) => {
            let register = Register::from_csv("areas.csv", &text)?;
            Ok((register, RegisterSource { words: "areas.csv of the corpus".into(), texts: vec![text] }))
        }
        None => {
            let texts = vec![Register::built_in_csv().to_owned()];
            Ok((Register::built_in(), RegisterSource { words: "built in".into(), texts }))
        }
    }
}

pub(crate) fn read_if_there(path: &Path) -> Result<Option<String>, CorpusError> {
    if path.is_file() { read(path).map(Some) } else { Ok(None) }
}

fn read(path: &Path) -> Result<String, CorpusError> {
    let bytes = fs::read(path).map_err(|source| CorpusError::Unreadable { path: path.into(), source })?;
    String::from_utf8(bytes).map_err(|_| CorpusError::NotUtf8(path.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corpus(files: &[(&str, &str)]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(dir.path().join(name), text).unwrap();
        }
        dir
    }

    #[test]
    fn a_folder_of_pdfs_is_enough() {
        let dir = corpus(&[("a.pdf", "x")]);
        let corpus = Corpus::open(dir.path(), &Options::default()).unwrap();
        assert_eq!(corpus.register_source.words, "built in");
        assert_eq!((corpus.found.len(), corpus.manifest, corpus.crosswalk), (1, None, None));
    }

    #[test]
    fn tables_beside_the_pdfs_are_used() {
        let dir = corpus(&[
            ("a.pdf", "x"),
            ("b.pdf", "y"),
            ("areas.csv", "gss_code,name\nX1,Saltwick\n"),
            ("crosswalk.toml", ""),
            ("manifest.csv", "path,area_codes,status,note\na.pdf,X1,,mine\nb.pdf,,ignore,\ngone.pdf,X1,,\n"),
        ]);
        let corpus = Corpus::open(dir.path(), &Options::default()).unwrap();
        assert_eq!(corpus.register.areas().len(), 1);
        assert_eq!(corpus.found[0].sources[0].note.as_deref(), Some("mine"));
        assert_eq!(corpus.found[1].problem.as_ref().map(|p| p.outcome), Some(Outcome::Ignored));
        assert_eq!(corpus.missing[0].path, "gone.pdf");
        assert!(corpus.crosswalk.is_some());
        assert_eq!(corpus.rows_of(&corpus.found[0])[0].line, 2);
    }

    #[test]
    fn a_table_of_ones_own_replaces_or_extends() {
        let dir = corpus(&[("a.pdf", "x"), ("mine.txt", "gss_code,name\nX1,Saltwick\n")]);
        let file = dir.path().join("mine.txt");
        let open = |register| Corpus::open(dir.path(), &Options { register, ..Options::default() }).unwrap();
        assert_eq!(open(RegisterOption::Replace(file.clone())).register.areas().len(), 1);
        let extended = open(RegisterOption::Extend(file));
        assert_eq!((extended.register.areas().len(), extended.register_source.texts.len()), (164, 2));
    }

    #[test]
    fn what_is_wrong_is_said_with_what_to_do() {
        let open = |dir: &Path| Corpus::open(dir, &Options::default()).unwrap_err().to_string();
        let dir = corpus(&[("note.txt", "x")]);
        assert!(open(&dir.path().join("nowhere")).contains("does not exist"));
        assert!(open(&dir.path().join("note.txt")).contains("is not a folder"));
        assert!(open(dir.path()).contains("holds no PDF"));
        fs::write(dir.path().join("manifest.csv"), b"path\n\xff.pdf\n").unwrap();
        assert!(open(dir.path()).contains("UTF-8"));
        fs::write(dir.path().join("manifest.csv"), "file\na.pdf\n").unwrap();
        assert!(open(dir.path()).contains("line 1, column path"));
    }
}
