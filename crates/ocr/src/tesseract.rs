//! The `tesseract` program.

use crate::OcrError;
use crate::plane::Plane;
use crate::tiff;
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// Time that one page may take.
const TIMEOUT: Duration = Duration::from_secs(120);

/// How the program divides a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// A page of unknown layout.
    Page,
    /// One block of text, as in a cell.
    Block,
}

impl Mode {
    fn number(self) -> &'static str {
        match self {
            Self::Page => "3",
            Self::Block => "6",
        }
    }
}

/// The installed `tesseract` program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tesseract {
    version: String,
}

impl Tesseract {
    /// Looks for the program on the search path.
    pub fn find() -> Option<Self> {
        let output = Command::new("tesseract").arg("--version").stdin(Stdio::null()).output().ok()?;
        let text = String::from_utf8_lossy(&output.stdout);
        let version = text.lines().next().unwrap_or_default().trim().to_owned();
        output.status.success().then_some(Self { version })
    }

    /// What the program says of itself, such as `tesseract 5.3.0`.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Reads pictures of black text on white; gives the program's table of words, in
    /// which each picture is a page.
    pub(crate) fn read(&self, pictures: &[&Plane], mode: Mode, dpi: f32) -> Result<String, OcrError> {
        let file = tiff::encode(pictures);
        let failed = |detail: String| OcrError::Failed { detail };
        let mut child = Command::new("tesseract")
            .args([
                "stdin",
                "stdout",
                "--psm",
                mode.number(),
                "-l",
                "eng",
                "--dpi",
                &format!("{dpi:.0}"),
                "tsv",
            ])
            // Its own threads cost more than they gain; documents are read in parallel.
            .env("OMP_THREAD_LIMIT", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|e| failed(e.to_string()))?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let (Some(mut input), Some(mut output)) = (input, output) else {
            return Err(failed("no pipes".to_owned()));
        };
        thread::scope(|scope| {
            let (done, finished) = mpsc::channel();
            scope.spawn(move || {
                let _ = input.write_all(&file);
            });
            scope.spawn(move || {
                let mut table = Vec::new();
                let _ = done.send(output.read_to_end(&mut table).map(|_| table));
            });
            let table = finished.recv_timeout(TIMEOUT);
            if table.is_err() {
                let _ = child.kill();
            }
            let status = child.wait().map_err(|e| failed(e.to_string()))?;
            let table = table.map_err(|_| OcrError::TimedOut { seconds: TIMEOUT.as_secs() })?;
            if !status.success() {
                return Err(failed(status.to_string()));
            }
            Ok(String::from_utf8_lossy(&table.map_err(|e| failed(e.to_string()))?).into_owned())
        })
    }
}
