//! Running the program, and looking at what it left.

use assert_cmd::Command;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use tempfile::TempDir;
use thresholds_model::results::Results;

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The sample corpus.
pub fn sample_corpus() -> PathBuf {
    root().join("corpus")
}

/// What the program said.
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// Runs the program.
pub fn thresholds(arguments: &[&str]) -> Said {
    let mut command = Command::cargo_bin("thresholds").unwrap();
    command.env("XDG_CACHE_HOME", cache_home().path());
    let output = command.args(arguments).output().unwrap();
    Said {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A cache folder of the tests' own.
fn cache_home() -> &'static TempDir {
    static DIR: OnceLock<TempDir> = OnceLock::new();
    DIR.get_or_init(|| tempfile::tempdir().unwrap())
}

/// Runs `thresholds run CORPUS --output OUTPUT` with more arguments.
pub fn run(corpus: &Path, output: &Path, more: &[&str]) -> Said {
    let mut arguments = vec!["run", corpus.to_str().unwrap(), "--output", output.to_str().unwrap()];
    arguments.extend_from_slice(more);
    thresholds(&arguments)
}

/// One run on the sample corpus that all tests look at.
pub fn sample_run() -> &'static Path {
    static RUN: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_, path) = RUN.get_or_init(|| {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("run");
        let said = run(&sample_corpus(), &path, &[]);
        assert_eq!(said.code, 0, "{}{}", said.out, said.err);
        (dir, path)
    });
    path
}

/// The results of a run.
pub fn results(run: &Path) -> Results {
    serde_json::from_slice(&std::fs::read(run.join("results.json")).unwrap()).unwrap()
}

/// Every file below a folder with its bytes, by relative path.
pub fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut out = BTreeMap::new();
    let mut todo = vec![dir.to_path_buf()];
    while let Some(folder) = todo.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                todo.push(path);
            } else {
                let name = path.strip_prefix(dir).unwrap().to_str().unwrap().to_string();
                out.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    out
}

/// A folder with these files.
pub fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        std::fs::write(dir.path().join(name), bytes).unwrap();
    }
    dir
}

/// The bytes of a document of the sample corpus.
pub fn sample_pdf(name: &str) -> Vec<u8> {
    std::fs::read(sample_corpus().join(name)).unwrap()
}

/// Rows of a CSV file as maps from column to value.
pub fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let head = reader.headers().unwrap().clone();
    reader
        .records()
        .map(|r| head.iter().map(str::to_string).zip(r.unwrap().iter().map(str::to_string)).collect())
        .collect()
}
