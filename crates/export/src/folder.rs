//! The run folder: written beside its place, then put there at once.

use crate::datapackage::datapackage;
use crate::error::ExportError;
use crate::passages::write_passages;
use crate::readme::{caveats, readme};
use crate::table::Filled;
use crate::tables::{Tables, tables};
use serde::Serialize;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Component, Path, PathBuf};

/// What goes into a run folder beside the results.
#[derive(Debug, Clone, Default)]
pub struct RunExtras {
    /// Content of `run.json`.
    pub run: serde_json::Value,
    /// Files under `inputs/`: relative path with `/`, and content.
    pub inputs: Vec<(String, Vec<u8>)>,
    /// Files under `report/`: relative path with `/` (`index.html`), and content.
    pub report: Vec<(String, Vec<u8>)>,
    /// The results in further formats: `thresholds.xlsx`, `parquet/placements.parquet`.
    pub formats: Vec<(String, Vec<u8>)>,
}

/// Files of a run folder that are no tables, and its folders.
const OTHER_ENTRIES: [&str; 10] = [
    "results.json",
    "passages.jsonl",
    "run.json",
    "README.txt",
    "CAVEATS.txt",
    "datapackage.json",
    "thresholds.xlsx",
    "parquet",
    "inputs",
    "report",
];

/// Files that file managers leave in any folder.
const LITTER: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// Writes a whole run folder to `dir`, or nothing.
///
/// Everything is written into a temporary folder beside `dir`, which then takes its place. A
/// folder that stands there is replaced only when it is empty or holds a former run and
/// nothing else, so that no work of anybody's is lost.
///
/// # Errors
/// When `dir` holds other things, a path of the extras leads out of the folder, or the system
/// refuses; then `dir` is as it was.
pub fn write_run(tables: &Tables, extras: &RunExtras, dir: &Path) -> Result<(), ExportError> {
    replace(resolved(dir, run_entry)?, |fresh| write_files(tables, extras, fresh))
}

/// Writes a folder of a few files, named by plain names, to `dir`, as [`write_run`] does: a
/// folder that stands there is replaced only when it holds files of these names and nothing else.
///
/// # Errors
/// As [`write_run`].
pub fn write_folder(files: &[(&str, Vec<u8>)], dir: &Path) -> Result<(), ExportError> {
    let own = |name: &str, _: &[String]| files.iter().any(|(file, _)| *file == name);
    replace(resolved(dir, own)?, |fresh| {
        fs::create_dir(fresh).map_err(io_error("create the folder", fresh))?;
        files.iter().try_for_each(|(name, bytes)| write_bytes(&inside(fresh, name)?, bytes))
    })
}

/// Puts a fresh folder in the place of `dir`, or leaves it as it was.
fn replace(dir: PathBuf, write: impl FnOnce(&Path) -> Result<(), ExportError>) -> Result<(), ExportError> {
    let parent = dir.parent().unwrap_or(Path::new("/"));
    fs::create_dir_all(parent).map_err(io_error("create the folder", parent))?;
    let beside = tempfile::Builder::new()
        .prefix(".thresholds-")
        .tempdir_in(parent)
        .map_err(io_error("create a folder in", parent))?;
    let fresh = beside.path().join("run");
    write(&fresh)?;
    put_in_place(&fresh, &dir, &beside.path().join("former"))
}

/// Checks, before any work is done, that a run may be written to `dir`.
///
/// # Errors
/// When `dir` is a file or holds things that no run has written.
pub fn check_folder(dir: &Path) -> Result<(), ExportError> {
    resolved(dir, run_entry).map(|_| ())
}

/// Whether a name is that of an entry of a run folder, which these entries make up.
fn run_entry(name: &str, entries: &[String]) -> bool {
    let is_run = entries.iter().any(|name| name == "run.json" || name == "results.json");
    is_run && (OTHER_ENTRIES.contains(&name) || tables().iter().any(|table| table.file == name))
}

/// The folder's real path, once it is certain that it may be replaced: that all its entries
/// are of our own making.
fn resolved(dir: &Path, own: impl Fn(&str, &[String]) -> bool) -> Result<PathBuf, ExportError> {
    if !dir.exists() {
        return std::path::absolute(dir).map_err(io_error("resolve", dir));
    }
    let real = dir.canonicalize().map_err(io_error("resolve", dir))?;
    if !real.is_dir() {
        return Err(ExportError::OutputIsAFile(dir.into()));
    }
    let mut entries = Vec::new();
    for entry in fs::read_dir(&real).map_err(io_error("list", dir))? {
        entries.push(entry.map_err(io_error("list", dir))?.file_name().to_string_lossy().into_owned());
    }
    entries.retain(|name| !LITTER.contains(&name.as_str()));
    entries.sort();
    match entries.iter().find(|name| !own(name, &entries)) {
        Some(entry) => Err(ExportError::OutputHoldsOther { folder: dir.into(), entry: entry.clone() }),
        None => Ok(real),
    }
}

fn write_files(tables: &Tables, extras: &RunExtras, dir: &Path) -> Result<(), ExportError> {
    fs::create_dir(dir).map_err(io_error("create the folder", dir))?;
    let results = tables.results;
    let written: Vec<(&Filled, Vec<u8>)> =
        tables.all.iter().map(|t| Ok((t, t.csv()?))).collect::<Result<_, ExportError>>()?;
    for (filled, csv) in &written {
        write_bytes(&dir.join(filled.table.file), csv)?;
    }
    write_json(&datapackage(results, &written), "datapackage.json", dir)?;
    write_bytes(&dir.join("CAVEATS.txt"), caveats(results).as_bytes())?;
    write_json(results, "results.json", dir)?;
    write_json(&extras.run, "run.json", dir)?;
    let passages = dir.join("passages.jsonl");
    stream(&passages, |out| write_passages(results, out)).map_err(io_error("write", &passages))?;
    write_bytes(&dir.join("README.txt"), readme(results).as_bytes())?;
    for (folder, files) in [("inputs", &extras.inputs), ("report", &extras.report)] {
        let folder = dir.join(folder);
        fs::create_dir(&folder).map_err(io_error("create the folder", &folder))?;
        for (path, bytes) in files {
            write_bytes(&inside(&folder, path)?, bytes)?;
        }
    }
    for (path, bytes) in &extras.formats {
        write_bytes(&inside(dir, path)?, bytes)?;
    }
    Ok(())
}

/// Pretty-printed JSON in the order of the types, with a line feed at the end.
fn write_json(value: &impl Serialize, file: &'static str, dir: &Path) -> Result<(), ExportError> {
    let path = dir.join(file);
    let written = stream(&path, |out| {
        serde_json::to_writer_pretty(&mut *out, value)?;
        out.write_all(b"\n")
    });
    written.map_err(io_error("write", &path))
}

fn stream(path: &Path, write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    write(&mut out)?;
    out.flush()
}

fn write_bytes(path: &Path, bytes: &[u8]) -> Result<(), ExportError> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(io_error("create the folder", parent))?;
    }
    fs::write(path, bytes).map_err(io_error("write", path))
}

/// The path of a file under `folder`; an error when it would lie elsewhere.
fn inside(folder: &Path, relative: &str) -> Result<PathBuf, ExportError> {
    let path = Path::new(relative);
    let plain = path.components().all(|c| matches!(c, Component::Normal(_)));
    if relative.is_empty() || !plain {
        return Err(ExportError::PathOutside(relative.into()));
    }
    Ok(folder.join(path))
}

/// Moves a former run out of the way and the fresh one in; the former comes back when that fails.
fn put_in_place(fresh: &Path, dir: &Path, former: &Path) -> Result<(), ExportError> {
    let stood = dir.exists();
    if stood {
        fs::rename(dir, former).map_err(io_error("replace", dir))?;
    }
    fs::rename(fresh, dir).map_err(|source| {
        if stood {
            // Best effort: the error that is reported is the one that came first.
            let _ = fs::rename(former, dir);
        }
        ExportError::Io { action: "put the output at", path: dir.into(), source }
    })
}

fn io_error<'a>(action: &'static str, path: &'a Path) -> impl FnOnce(io::Error) -> ExportError + use<'a> {
    move |source| ExportError::Io { action, path: path.into(), source }
}
