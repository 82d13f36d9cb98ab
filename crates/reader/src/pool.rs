//! Reader processes, and the clock that ends those that do not end by themselves.

use crate::deadline::watched;
use crate::worker::{Reply, Request, WORKER_ARGUMENT};
use crate::{Engines, PdfError, ReadError, frame, scans};
use std::io::{BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use thresholds_model::reading::{OcrMode, ReadSettings, Reading};

const SECOND_READER_FAILED: &str =
    "the second reader failed on this file; its pages come from the first reader alone";

/// The last resorts of a [`Pool`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PoolSettings {
    /// Time that one document may take.
    pub timeout: Duration,
    /// Time more for each page that is a picture of text.
    pub per_scanned_page: Duration,
    /// Time that a document of such pages may take at most.
    pub longest: Duration,
    /// Address space of one reader process, bytes (where the system can limit it).
    pub memory: u64,
}

impl Default for PoolSettings {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(120),
            per_scanned_page: Duration::from_secs(60),
            longest: Duration::from_secs(30 * 60),
            memory: 4 << 30,
        }
    }
}

/// Reader processes, one for each thread that asks at the same time. One that dies or
/// overruns is replaced; its document gets an error, and the others go on.
pub struct Pool {
    program: PathBuf,
    arguments: Vec<String>,
    read_settings: ReadSettings,
    settings: PoolSettings,
    idle: Mutex<Vec<Worker>>,
}

impl Pool {
    /// A pool whose readers are this program, started again. Its `main` must call
    /// [`crate::worker_main`] when the first argument is [`WORKER_ARGUMENT`].
    pub fn new(read_settings: ReadSettings, settings: PoolSettings) -> Result<Self, ReadError> {
        let program = std::env::current_exe().map_err(|e| ReadError::NoWorker { detail: e.to_string() })?;
        let arguments = vec![WORKER_ARGUMENT.to_owned(), settings.memory.to_string()];
        Ok(Self::with_program(program, arguments, read_settings, settings))
    }

    /// A pool whose readers are another program that speaks the same messages.
    pub fn with_program(
        program: PathBuf,
        arguments: Vec<String>,
        read_settings: ReadSettings,
        settings: PoolSettings,
    ) -> Self {
        Self { program, arguments, read_settings, settings, idle: Mutex::new(Vec::new()) }
    }

    /// Reads a document in a reader process; blocks until it is done.
    ///
    /// When the process dies or overruns, the second reader may be to blame: the
    /// document is tried once more without it.
    pub fn read(&self, bytes: &[u8]) -> Result<Reading, ReadError> {
        let limit = self.read_settings.limits.bytes;
        if bytes.len() as u64 > limit {
            let found = bytes.len() as u64;
            return Err(PdfError::OverLimit {
                name: "bytes".to_owned(),
                what: "bytes".to_owned(),
                found,
                limit,
            }
            .into());
        }
        let (engines, reading) = self.read_text(bytes)?;
        match scans::unread(&reading) {
            pages if pages > 0 && self.read_settings.ocr == OcrMode::Auto => {
                Ok(self.read_scans(bytes, engines, pages, reading))
            }
            _ => Ok(reading),
        }
    }

    /// Reads what a document holds as text, and says which engines did it.
    fn read_text(&self, bytes: &[u8]) -> Result<(Engines, Reading), ReadError> {
        let (mode, time) = (OcrMode::Never, self.settings.timeout);
        match self.read_once(bytes, Engines::Both, mode, time) {
            Err(error @ (ReadError::Crashed { .. } | ReadError::TimedOut { .. })) => {
                let mut reading = self.read_once(bytes, Engines::First, mode, time).map_err(|_| error)?;
                reading.warnings.push(SECOND_READER_FAILED.to_owned());
                Ok((Engines::First, reading))
            }
            result => result.map(|reading| (Engines::Both, reading)),
        }
    }

    /// Reads a document again, pictures of text too; where that fails, the first
    /// reading stands. The time allowed grows with the number of such pages.
    fn read_scans(&self, bytes: &[u8], engines: Engines, pages: u32, text_only: Reading) -> Reading {
        let PoolSettings { timeout, per_scanned_page, longest, .. } = &self.settings;
        let time = timeout.saturating_add(per_scanned_page.saturating_mul(pages)).min(*longest.max(timeout));
        match self.read_once(bytes, engines, OcrMode::Auto, time) {
            Ok(mut reading) => {
                if engines == Engines::First {
                    reading.warnings.push(SECOND_READER_FAILED.to_owned());
                }
                reading
            }
            Err(error) => {
                let mut reading = text_only;
                let warning = format!("text recognition of {pages} page(s) did not end well: {error}");
                reading.warnings.insert(0, warning);
                reading
            }
        }
    }

    fn read_once(
        &self,
        bytes: &[u8],
        engines: Engines,
        ocr: OcrMode,
        time: Duration,
    ) -> Result<Reading, ReadError> {
        let request = Request {
            settings: ReadSettings { ocr, ..self.read_settings.clone() },
            engines,
            seconds: time.as_secs(),
        };
        let mut worker = match self.lock().pop() {
            Some(idle) => idle,
            None => Worker::start(&self.program, &self.arguments)?,
        };
        let reply = worker.ask(&request, bytes, time)?;
        self.lock().push(worker);
        reply
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Worker>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One reader process; dropping it ends it.
struct Worker {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    /// It has been waited for: its id may be another's by now.
    gone: bool,
}

impl Worker {
    fn start(program: &PathBuf, arguments: &[String]) -> Result<Self, ReadError> {
        let failed = |detail: String| ReadError::NoWorker { detail };
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        // A group of its own, so that it ends together with the programs that it starts.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn().map_err(|e| failed(e.to_string()))?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(input), Some(output)) => {
                Ok(Self { child, input, output: BufReader::new(output), gone: false })
            }
            _ => Err(failed("no pipes".to_owned())),
        }
    }

    /// Sends a request and waits for the reply; an error means that the worker is gone.
    fn ask(&mut self, request: &Request, bytes: &[u8], timeout: Duration) -> Result<Reply, ReadError> {
        let Self { child, input, output, .. } = self;
        let stop = || end(child);
        let (reply, overran) = watched(timeout, stop, || exchange(input, output, request, bytes));
        match reply {
            Some(reply) if !overran => Ok(reply),
            _ if overran => Err(ReadError::TimedOut { seconds: timeout.as_secs() }),
            _ => Err(ReadError::Crashed { detail: self.cause_of_death() }),
        }
    }

    fn cause_of_death(&mut self) -> String {
        end(&mut self.child);
        self.gone = true;
        self.child.wait().map_or_else(|e| e.to_string(), describe)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        if !self.gone {
            self.cause_of_death();
        }
    }
}

/// Ends a reader that has not been waited for, and everything that it has started.
fn end(child: &mut Child) {
    #[cfg(unix)]
    {
        use rustix::process::{Pid, Signal, kill_process_group};
        let _ = kill_process_group(Pid::from_child(child), Signal::KILL);
    }
    let _ = child.kill();
}

fn exchange(
    input: &mut ChildStdin,
    output: &mut BufReader<ChildStdout>,
    request: &Request,
    bytes: &[u8],
) -> Option<Reply> {
    let request = serde_json::to_vec(request).ok()?;
    frame::write(input, &request).ok()?;
    frame::write(input, bytes).ok()?;
    input.flush().ok()?;
    let reply = frame::read(output).ok()??;
    serde_json::from_slice(&reply).ok()
}

#[cfg(unix)]
fn describe(status: ExitStatus) -> String {
    use std::os::unix::process::ExitStatusExt;
    const ABORT: i32 = 6;
    const KILL: i32 = 9;
    match status.signal() {
        Some(ABORT) => "it ran out of stack or memory".to_owned(),
        Some(KILL) => "its answer made no sense, or the system ended it".to_owned(),
        Some(signal) => format!("signal {signal}"),
        None => status.to_string(),
    }
}

#[cfg(not(unix))]
fn describe(status: ExitStatus) -> String {
    status.to_string()
}
