//! Readings kept from one run to the next: editing the lexicon opens no PDF, and adding
//! ten files reads ten.
//!
//! One file a reading, in a folder that can be listed, copied and deleted at any time.
//! The name holds the document's hash and a key of everything else that decides what a
//! reading holds: the settings, the reader's version, a hash of the reader's source, and
//! the text recogniser that is installed. A file that cannot be read is kept as well, with
//! the reason, so that a second run opens no PDF at all.
//! A file is written under another name and then renamed, so that a run that is killed,
//! or two runs at once, never leave half of one; a file that cannot be used is a miss.

use serde::{Deserialize, Serialize};
use std::io::Write;
use std::path::{Path, PathBuf};
use thresholds_model::document::Outcome;
use thresholds_model::id::sha256_hex;
use thresholds_model::quality::{Engine, Grade, Quality, QualityReason};
use thresholds_model::reading::{PageReading, READER_VERSION, ReadSettings, Reading};

/// Hash of the source of the reading stages.
const FINGERPRINT: &str = env!("READING_FINGERPRINT");

/// What came of reading a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// Its reading.
    Reading(Box<Reading>),
    /// It cannot be read, whenever it is tried.
    Refused {
        /// As the ledger calls it.
        outcome: Outcome,
        /// In words, with what to do.
        reason: String,
    },
}

/// A folder of readings.
#[derive(Debug, Clone)]
pub struct Cache {
    dir: PathBuf,
    key: String,
    recognises: bool,
}

impl Cache {
    /// The cache in a folder, for readings made with these settings and this text
    /// recogniser (its name and version; `None` where there is none or it is not to be
    /// used). The folder is made when the first reading is kept.
    pub fn new(dir: &Path, settings: &ReadSettings, recogniser: Option<&str>) -> Self {
        let settings = serde_json::to_string(settings).unwrap_or_default();
        let by = recogniser.unwrap_or("no recogniser");
        let mut key = sha256_hex(format!("{READER_VERSION} {FINGERPRINT} {settings} {by}").as_bytes());
        key.truncate(16);
        Self { dir: dir.to_path_buf(), key, recognises: recogniser.is_some() }
    }

    fn path(&self, sha256: &str) -> PathBuf {
        self.dir.join(sha256.get(..2).unwrap_or("00")).join(format!("{sha256}-{}.json", self.key))
    }

    /// What came of reading the document with this hash, when that is there and whole.
    pub fn get(&self, sha256: &str) -> Option<Kept> {
        let bytes = std::fs::read(self.path(sha256)).ok()?;
        serde_json::from_slice(&bytes).ok()
    }

    /// Keeps what came of reading a document. A reading in which the recogniser left a
    /// picture alone is not kept: it may have been stopped, and may do better next time.
    ///
    /// # Errors
    /// When the folder cannot be written; nothing is lost but time.
    pub fn put(&self, sha256: &str, kept: &Kept) -> std::io::Result<()> {
        if self.recognises && matches!(kept, Kept::Reading(r) if r.pages.iter().any(is_left_alone)) {
            return Ok(());
        }
        let path = self.path(sha256);
        let folder = path.parent().unwrap_or(&self.dir);
        std::fs::create_dir_all(folder)?;
        let mut file = tempfile::Builder::new().prefix(".reading-").tempfile_in(folder)?;
        serde_json::to_writer(std::io::BufWriter::new(&mut file), kept)?;
        file.flush()?;
        file.persist(&path).map_err(|e| e.error)?;
        Ok(())
    }
}

/// Whether a page is a picture of text that no recogniser has looked at.
fn is_left_alone(page: &PageReading) -> bool {
    let picture = |r: &QualityReason| {
        matches!(r, QualityReason::ScannedImage | QualityReason::GarbledText | QualityReason::UnmappedGlyphs)
    };
    let Quality { grade, reasons } = &page.quality;
    *grade == Grade::Unread && page.engine != Engine::Ocr && reasons.iter().any(picture)
}

#[cfg(test)]
mod tests {
    use super::*;
    use thresholds_model::reading::Metadata;

    const SHA: &str = "ab12";

    fn reading(grade: Grade, reasons: Vec<QualityReason>) -> Kept {
        Kept::Reading(Box::new(Reading {
            reader_version: READER_VERSION,
            metadata: Metadata::default(),
            pages: vec![PageReading {
                number: 1,
                width: 595.0,
                height: 842.0,
                engine: Engine::Hayro,
                quality: Quality { grade, reasons },
                characters: 10,
            }],
            blocks: vec![],
            passages: vec![],
            warnings: vec![],
        }))
    }

    fn good() -> Kept {
        reading(Grade::Good, vec![])
    }

    fn cache(dir: &tempfile::TempDir, recogniser: Option<&str>) -> Cache {
        Cache::new(dir.path(), &ReadSettings::default(), recogniser)
    }

    #[test]
    fn what_is_kept_comes_back_for_the_same_settings_and_recogniser_only() {
        let dir = tempfile::tempdir().unwrap();
        let cache = cache(&dir, None);
        assert_eq!(cache.get(SHA), None);
        cache.put(SHA, &good()).unwrap();
        assert_eq!(cache.get(SHA), Some(good()));
        let other = ReadSettings { cross_check: true, ..ReadSettings::default() };
        assert_eq!(Cache::new(dir.path(), &other, None).get(SHA), None);
        assert_eq!(Cache::new(dir.path(), &ReadSettings::default(), Some("tesseract 5")).get(SHA), None);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_kept_with_the_reason() {
        let dir = tempfile::tempdir().unwrap();
        let refused = Kept::Refused { outcome: Outcome::Encrypted, reason: "needs a password".into() };
        cache(&dir, None).put(SHA, &refused).unwrap();
        assert_eq!(cache(&dir, None).get(SHA), Some(refused));
    }

    #[test]
    fn a_picture_is_kept_unread_only_where_nothing_can_read_it() {
        let dir = tempfile::tempdir().unwrap();
        let scan = reading(Grade::Unread, vec![QualityReason::ScannedImage]);
        cache(&dir, Some("tesseract 5")).put(SHA, &scan).unwrap();
        assert_eq!(cache(&dir, Some("tesseract 5")).get(SHA), None);
        cache(&dir, None).put(SHA, &scan).unwrap();
        assert_eq!(cache(&dir, None).get(SHA), Some(scan));
    }

    #[test]
    fn a_damaged_file_is_a_miss() {
        let dir = tempfile::tempdir().unwrap();
        let cache = cache(&dir, None);
        cache.put(SHA, &good()).unwrap();
        std::fs::write(cache.path(SHA), b"{\"reading\":").unwrap();
        assert_eq!(cache.get(SHA), None);
    }
}
