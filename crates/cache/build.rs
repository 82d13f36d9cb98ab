//! Hashes the sources of the reading stages, so that a reading that other code made is
//! never taken for one of this code.

use std::path::{Path, PathBuf};
use thresholds_fingerprint::fingerprint;

/// The crates that decide what a reading holds.
const STAGES: [&str; 5] = ["layout", "model", "ocr", "pdf", "reader"];

fn main() {
    let sources: Vec<PathBuf> = STAGES.iter().map(|s| Path::new("..").join(s).join("src")).collect();
    for source in &sources {
        println!("cargo:rerun-if-changed={}", source.display());
    }
    println!("cargo:rustc-env=READING_FINGERPRINT={}", fingerprint(&sources));
}
