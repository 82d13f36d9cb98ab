//! Readings kept from one run to the next: editing the lexicon opens no PDF, and adding
//! ten files reads ten.
//!
//! One file a reading, in a folder that can be listed, copied and deleted at any time.
//! The name holds the document's hash and a key of everything else that decides what a
//! reading holds: the settings, the reader's version, and a hash of the reader's source.
//! A file is written under another name and then renamed, so that a run that is killed,
//! or two runs at once, never leave half of one; a file that cannot be used is a miss.

use std::io::Write;
use std::path::{Path, PathBuf};
use thresholds_model::id::sha256_hex;
use thresholds_model::quality::Grade;
use thresholds_model::reading::{READER_VERSION, ReadSettings, Reading};

/// Hash of the source of the reading stages.
const FINGERPRINT: &str = env!("READING_FINGERPRINT");

/// A folder of readings.
#[derive(Debug, Clone)]
pub struct Cache {
    dir: PathBuf,
    key: String,
}

impl Cache {
    /// The cache in a folder, for readings made with these settings. The folder is made
    /// when the first reading is kept.
    pub fn new(dir: &Path, settings: &ReadSettings) -> Self {
        let settings = serde_json::to_string(settings).unwrap_or_default();
        let mut key = sha256_hex(format!("{READER_VERSION} {FINGERPRINT} {settings}").as_bytes());
        key.truncate(16);
        Self { dir: dir.to_path_buf(), key }
    }

    fn path(&self, sha256: &str) -> PathBuf {
        self.dir.join(sha256.get(..2).unwrap_or("00")).join(format!("{sha256}-{}.json", self.key))
    }

    /// The reading of the document with this hash, when it is there and whole.
    pub fn get(&self, sha256: &str) -> Option<Reading> {
        let bytes = std::fs::read(self.path(sha256)).ok()?;
        serde_json::from_slice(&bytes).ok()
    }

    /// Keeps a reading. One with unread pages is not kept: tomorrow a text recogniser
    /// may be installed.
    ///
    /// # Errors
    /// When the folder cannot be written; nothing is lost but time.
    pub fn put(&self, sha256: &str, reading: &Reading) -> std::io::Result<()> {
        if reading.pages.iter().any(|p| p.quality.grade == Grade::Unread) {
            return Ok(());
        }
        let path = self.path(sha256);
        let folder = path.parent().unwrap_or(&self.dir);
        std::fs::create_dir_all(folder)?;
        let mut file = tempfile::Builder::new().prefix(".reading-").tempfile_in(folder)?;
        serde_json::to_writer(std::io::BufWriter::new(&mut file), reading)?;
        file.flush()?;
        file.persist(&path).map_err(|e| e.error)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use thresholds_model::quality::{Engine, Quality};
    use thresholds_model::reading::{Metadata, PageReading};

    const SHA: &str = "ab12";

    fn reading(grade: Grade) -> Reading {
        Reading {
            reader_version: READER_VERSION,
            metadata: Metadata::default(),
            pages: vec![PageReading {
                number: 1,
                width: 595.0,
                height: 842.0,
                engine: Engine::Hayro,
                quality: Quality { grade, reasons: vec![] },
                characters: 10,
            }],
            blocks: vec![],
            passages: vec![],
            warnings: vec![],
        }
    }

    #[test]
    fn what_is_kept_comes_back_for_the_same_settings_only() {
        let dir = tempfile::tempdir().unwrap();
        let cache = Cache::new(dir.path(), &ReadSettings::default());
        assert_eq!(cache.get(SHA), None);
        cache.put(SHA, &reading(Grade::Good)).unwrap();
        assert_eq!(cache.get(SHA), Some(reading(Grade::Good)));
        let other = ReadSettings { cross_check: true, ..ReadSettings::default() };
        assert_eq!(Cache::new(dir.path(), &other).get(SHA), None);
    }

    #[test]
    fn a_reading_with_gaps_is_not_kept() {
        let dir = tempfile::tempdir().unwrap();
        let cache = Cache::new(dir.path(), &ReadSettings::default());
        cache.put(SHA, &reading(Grade::Unread)).unwrap();
        assert_eq!(cache.get(SHA), None);
    }

    #[test]
    fn a_damaged_file_is_a_miss() {
        let dir = tempfile::tempdir().unwrap();
        let cache = Cache::new(dir.path(), &ReadSettings::default());
        cache.put(SHA, &reading(Grade::Good)).unwrap();
        std::fs::write(cache.path(SHA), b"{\"reader_ver").unwrap();
        assert_eq!(cache.get(SHA), None);
    }
}
