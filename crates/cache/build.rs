//! Hashes the sources of the reading stages, so that a reading that other code made is
//! never taken for one of this code.

use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The crates that decide what a reading holds.
const STAGES: [&str; 5] = ["layout", "model", "ocr", "pdf", "reader"];

fn main() {
    let mut files: Vec<PathBuf> = Vec::new();
    for stage in STAGES {
        let folder = Path::new("..").join(stage).join("src");
        println!("cargo:rerun-if-changed={}", folder.display());
        collect(&folder, &mut files);
    }
    files.sort();
    let mut hash = Sha256::new();
    for file in &files {
        hash.update(file.to_string_lossy().as_bytes());
        hash.update(std::fs::read(file).unwrap_or_default());
    }
    let mut hex = String::new();
    for byte in hash.finalize().iter().take(8) {
        let _ = write!(hex, "{byte:02x}");
    }
    println!("cargo:rustc-env=READING_FINGERPRINT={hex}");
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|e| e.path()) {
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}
