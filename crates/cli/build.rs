//! Hashes everything that the program is built from, for `run.json`: two runs with the
//! same hash were made by the same program. The lexicon has a hash of its own.

use std::path::{Path, PathBuf};
use thresholds_fingerprint::fingerprint;

/// Folders of a crate that end up in the program.
const PARTS: [&str; 3] = ["src", "data", "templates"];

fn main() {
    let mut crates: Vec<PathBuf> = std::fs::read_dir("..")
        .map(|entries| entries.flatten().map(|e| Path::new("..").join(e.file_name())).collect())
        .unwrap_or_default();
    crates.sort();
    let mut sources: Vec<PathBuf> =
        crates.iter().flat_map(|c| PARTS.map(|part| c.join(part))).filter(|p| p.exists()).collect();
    sources.push("../../Cargo.lock".into());
    for source in &sources {
        println!("cargo:rerun-if-changed={}", source.display());
    }
    println!("cargo:rustc-env=PROGRAM_FINGERPRINT={}", fingerprint(&sources));
}
