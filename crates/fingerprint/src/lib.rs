//! A hash of source files, for build scripts: two programs with the same fingerprint were
//! built from the same code, whatever their version says.

use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The first 16 hex digits of the SHA-256 over the names and bytes of these files, and of
/// all files below these folders, by path. What is not there counts for nothing.
pub fn fingerprint(paths: &[PathBuf]) -> String {
    let mut files = Vec::new();
    for path in paths {
        collect(path, &mut files);
    }
    files.sort();
    let mut hash = Sha256::new();
    for file in &files {
        let bytes = std::fs::read(file).unwrap_or_default();
        // Lengths keep the end of one part from being taken for the start of the next.
        for part in [file.to_string_lossy().as_bytes(), &bytes] {
            hash.update(part.len().to_le_bytes());
            hash.update(part);
        }
    }
    let mut hex = String::new();
    for byte in hash.finalize().iter().take(8) {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(path) else {
        files.extend(path.is_file().then(|| path.to_owned()));
        return;
    };
    for entry in entries.flatten() {
        collect(&entry.path(), files);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_changes_with_a_byte_a_name_or_a_file() {
        let dir = tempfile::tempdir().unwrap();
        let folder = [dir.path().to_owned()];
        std::fs::write(dir.path().join("a.rs"), "one").unwrap();
        let first = fingerprint(&folder);
        assert_eq!((first.len(), &fingerprint(&folder)), (16, &first));
        std::fs::write(dir.path().join("a.rs"), "two").unwrap();
        let second = fingerprint(&folder);
        std::fs::rename(dir.path().join("a.rs"), dir.path().join("b.rs")).unwrap();
        let third = fingerprint(&folder);
        std::fs::create_dir(dir.path().join("more")).unwrap();
        std::fs::write(dir.path().join("more/c.rs"), "").unwrap();
        let fourth = fingerprint(&folder);
        let all = std::collections::BTreeSet::from([first, second, third, fourth]);
        assert_eq!(all.len(), 4);
    }
}
