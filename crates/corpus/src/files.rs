//! The files of a corpus: which ones are candidates, and which hold the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use thresholds_model::document::{Outcome, Source};
use thresholds_model::id::sha256_hex;
use walkdir::{DirEntry, WalkDir};

/// How far into a file without an extension the mark of a PDF is looked for, as
/// readers of PDF do.
const MAGIC_WITHIN: u64 = 1024;

/// Bytes that were found under one path or several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// SHA-256 of the bytes; empty when they could not be read.
    pub sha256: String,
    /// Size.
    pub bytes: u64,
    /// Where to read them: the first path.
    pub absolute: PathBuf,
    /// Every path, sorted.
    pub sources: Vec<Source>,
    /// Why they cannot be used at all.
    pub problem: Option<FileProblem>,
}

/// A file that cannot be read, or is not to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileProblem {
    /// As the ledger calls it.
    pub outcome: Outcome,
    /// In words, with what to do.
    pub reason: String,
}

/// What a walk through a folder gave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Walk {
    /// Candidates by path.
    pub files: Vec<CandidateFile>,
    /// Things that were passed over and may be missed, in words.
    pub warnings: Vec<String>,
}

/// A file that may be a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CandidateFile {
    /// Path relative to the corpus, with `/`.
    pub path: String,
    /// Where it is.
    pub absolute: PathBuf,
    /// Size.
    pub bytes: u64,
}

/// Candidates in a folder and its subfolders, sorted by the bytes of their paths. A
/// file is one when its name ends in `.pdf` (in any case), when it has no extension
/// and begins like a PDF, or when `named` (the paths of the manifest) holds it. Hidden
/// files are left alone; links are followed only to files inside the folder; devices
/// and pipes are never opened.
pub fn walk(dir: &Path, named: &BTreeSet<String>) -> Walk {
    let mut walk = Walk::default();
    let inside = fs::canonicalize(dir).unwrap_or_else(|_| dir.to_owned());
    let visible = |e: &DirEntry| e.depth() == 0 || !e.file_name().to_string_lossy().starts_with('.');
    for entry in WalkDir::new(dir).follow_links(false).into_iter().filter_entry(visible) {
        match entry {
            Ok(entry) => walk.meet(dir, &inside, &entry, named),
            Err(e) => walk.warnings.push(format!("{e}. Check the permissions of the folder")),
        }
    }
    walk.files.sort_by(|a, b| a.path.as_bytes().cmp(b.path.as_bytes()));
    walk
}

impl Walk {
    fn meet(&mut self, dir: &Path, inside: &Path, entry: &DirEntry, named: &BTreeSet<String>) {
        if entry.file_type().is_dir() {
            return;
        }
        let path = relative(dir, entry.path());
        let by_name = has_pdf_extension(entry.path()) || named.contains(&path);
        if entry.file_type().is_symlink() {
            match fs::canonicalize(entry.path()) {
                Ok(target) if target.is_dir() => {
                    self.warnings.push(format!("{path} is a link to a folder and was not followed"));
                    return;
                }
                Ok(target) if target.starts_with(inside) => {}
                _ if by_name => {
                    self.warnings.push(format!(
                        "{path} is a link that leads out of the corpus or nowhere and was not followed. Copy the file"
                    ));
                    return;
                }
                _ => return,
            }
        }
        let Ok(metadata) = fs::metadata(entry.path()) else {
            self.warnings.push(format!("{path} cannot be looked at. Check its permissions"));
            return;
        };
        if !metadata.is_file() {
            if by_name {
                self.warnings.push(format!("{path} is not an ordinary file and was not opened"));
            }
            return;
        }
        if !(by_name || entry.path().extension().is_none() && begins_like_pdf(entry.path())) {
            return;
        }
        if entry.path().to_str().is_none() {
            self.warnings.push(format!(
                "the name of {path} is not valid text (UTF-8); odd letters are shown as \u{fffd}"
            ));
        }
        self.files.push(CandidateFile { path, absolute: entry.path().to_owned(), bytes: metadata.len() });
    }
}

/// Groups candidates by their bytes; groups stand in the order of their first paths.
/// A file above `max_bytes` is not read, and one that cannot be read stands for itself.
pub fn group(files: Vec<CandidateFile>, max_bytes: u64) -> Vec<Found> {
    let mut groups: Vec<Found> = Vec::new();
    let mut by_hash: BTreeMap<String, usize> = BTreeMap::new();
    for file in files {
        let (sha256, problem) = hash(&file, max_bytes);
        let source = Source { path: file.path, ..Source::default() };
        let known = by_hash.get(&sha256).copied().filter(|_| problem.is_none());
        if let Some(group) = known.and_then(|i| groups.get_mut(i)) {
            group.sources.push(source);
            continue;
        }
        if problem.is_none() {
            by_hash.insert(sha256.clone(), groups.len());
        }
        let (bytes, absolute) = (file.bytes, file.absolute);
        groups.push(Found { sha256, bytes, absolute, sources: vec![source], problem });
    }
    groups
}

fn hash(file: &CandidateFile, max_bytes: u64) -> (String, Option<FileProblem>) {
    if file.bytes > max_bytes {
        let reason = format!(
            "{} is larger than {} MB and was not read. Raise the limit (--limit bytes=N), split the \
             file, or save it with smaller pictures",
            file.path,
            max_bytes >> 20
        );
        return (String::new(), Some(FileProblem { outcome: Outcome::OverLimit, reason }));
    }
    match fs::read(&file.absolute) {
        Ok(bytes) => (sha256_hex(&bytes), None),
        Err(e) => {
            let reason = format!("{} cannot be opened ({e}). Check its permissions", file.path);
            (String::new(), Some(FileProblem { outcome: Outcome::Damaged, reason }))
        }
    }
}

fn relative(dir: &Path, path: &Path) -> String {
    let inner = path.strip_prefix(dir).unwrap_or(path);
    let parts: Vec<_> = inner.components().map(|c| c.as_os_str().to_string_lossy().into_owned()).collect();
    parts.join("/")
}

fn has_pdf_extension(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("pdf"))
}

fn begins_like_pdf(path: &Path) -> bool {
    let mut start = Vec::new();
    let read = fs::File::open(path).and_then(|f| f.take(MAGIC_WITHIN).read_to_end(&mut start));
    read.is_ok() && start.windows(4).any(|w| w == b"%PDF")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(walk: &Walk) -> Vec<&str> {
        walk.files.iter().map(|f| f.path.as_str()).collect()
    }

    #[test]
    fn candidates_are_told_by_name_or_by_their_first_bytes() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join("b/.cache")).unwrap();
        for (name, text) in [
            ("b/Z.PDF", "x"),
            ("a.pdf", "x"),
            ("a b.pdf", "x"),
            ("download", "junk %PDF-1.7"),
            ("LICENCE", "free"),
            ("manifest.csv", "path"),
            ("guide.docx", "%PDF"),
            ("named.docx", "PK"),
            (".hidden.pdf", "x"),
            ("b/.cache/c.pdf", "x"),
        ] {
            fs::write(dir.path().join(name), text).unwrap();
        }
        let found = walk(dir.path(), &BTreeSet::from(["named.docx".to_owned()]));
        assert_eq!(paths(&found), ["a b.pdf", "a.pdf", "b/Z.PDF", "download", "named.docx"]);
        assert!(found.warnings.is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_to_files_inside_only() {
        use std::os::unix::fs::symlink;
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("o.pdf"), "x").unwrap();
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a.pdf"), "x").unwrap();
        symlink(dir.path().join("a.pdf"), dir.path().join("in.pdf")).unwrap();
        symlink(outside.path().join("o.pdf"), dir.path().join("out.pdf")).unwrap();
        symlink(outside.path(), dir.path().join("folder")).unwrap();
        symlink("/dev/zero", dir.path().join("zero.pdf")).unwrap();
        let found = walk(dir.path(), &BTreeSet::new());
        assert_eq!(paths(&found), ["a.pdf", "in.pdf"]);
        assert_eq!(found.warnings.len(), 3, "{:?}", found.warnings);
    }

    #[test]
    fn the_same_bytes_are_one_document_with_several_sources() {
        let dir = tempfile::tempdir().unwrap();
        for (name, text) in [("a.pdf", "one"), ("b.pdf", "two"), ("c.pdf", "one"), ("d.pdf", "far too long")]
        {
            fs::write(dir.path().join(name), text).unwrap();
        }
        let found = group(walk(dir.path(), &BTreeSet::new()).files, 5);
        let sources: Vec<Vec<&str>> =
            found.iter().map(|f| f.sources.iter().map(|s| s.path.as_str()).collect()).collect();
        assert_eq!(sources, [vec!["a.pdf", "c.pdf"], vec!["b.pdf"], vec!["d.pdf"]]);
        assert_eq!(found[2].problem.as_ref().map(|p| p.outcome), Some(Outcome::OverLimit));
        assert_eq!(found[0].sha256, sha256_hex(b"one"));
    }
}
