//! The reader process: the program itself, started again with a hidden argument.

use crate::deadline::watched;
use crate::{Engines, ReadError, frame, read_with};
use serde::{Deserialize, Serialize};
use std::io::{Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::thread;
use std::time::Duration;
use thresholds_model::reading::{ReadSettings, Reading};

/// The hidden argument that makes the program a reader process.
pub const WORKER_ARGUMENT: &str = "--reader-worker";

/// Stack of the reading thread: PDF structures nest deeply.
const STACK: usize = 64 << 20;
/// Time beyond the allowed one after which an orphaned reader ends itself.
const GRACE: Duration = Duration::from_secs(30);
/// How often a reader looks whether its parent is still there.
#[cfg(unix)]
const WATCH: Duration = Duration::from_millis(500);

/// What a reader is asked to do; the file's bytes follow in a message of their own.
#[derive(Serialize, Deserialize)]
pub(crate) struct Request {
    pub(crate) settings: ReadSettings,
    pub(crate) engines: Engines,
    /// Time allowed, seconds.
    pub(crate) seconds: u64,
}

/// What it answers.
pub(crate) type Reply = Result<Reading, ReadError>;

/// Runs as a reader until standard input ends. The program calls this when its first
/// argument is [`WORKER_ARGUMENT`]; the second is its memory limit in bytes.
pub fn worker_main() -> ExitCode {
    std::panic::set_hook(Box::new(|_| {}));
    let memory = std::env::args().nth(2).and_then(|a| a.parse().ok());
    limit_resources(memory);
    end_with_parent();
    let reader = thread::Builder::new()
        .stack_size(STACK)
        .spawn(|| serve(&mut std::io::stdin().lock(), &mut std::io::stdout()));
    match reader.map(thread::JoinHandle::join) {
        Ok(Ok(Ok(()))) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

/// Bounds memory and forbids core dumps; where the system refuses, the parent's clock
/// remains.
#[cfg(unix)]
fn limit_resources(memory: Option<u64>) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let most = |bytes| Rlimit { current: Some(bytes), maximum: Some(bytes) };
    if let Some(bytes) = memory {
        let _ = setrlimit(Resource::As, most(bytes));
    }
    let _ = setrlimit(Resource::Core, most(0));
}

#[cfg(not(unix))]
fn limit_resources(_: Option<u64>) {}

/// Ends this reader, and the programs that it has started, soon after its parent is
/// gone: a reader in the midst of its work does not look at its input.
#[cfg(unix)]
fn end_with_parent() {
    use rustix::process::{Signal, getpgrp, getpid, kill_current_process_group};
    use std::os::unix::process::parent_id;
    let parent = parent_id();
    thread::spawn(move || {
        while parent_id() == parent {
            thread::sleep(WATCH);
        }
        if getpgrp() == getpid() {
            let _ = kill_current_process_group(Signal::KILL);
        }
        std::process::exit(1);
    });
}

#[cfg(not(unix))]
fn end_with_parent() {}

fn serve(input: &mut impl Read, output: &mut impl Write) -> std::io::Result<()> {
    while let Some(request) = frame::read(input)? {
        let request: Request = serde_json::from_slice(&request)?;
        let Some(bytes) = frame::read(input)? else { break };
        // The parent stops a reader that overruns; should it be gone, the reader ends itself.
        let time = Duration::from_secs(request.seconds) + GRACE;
        let (reply, _) = watched(time, || std::process::exit(1), || answer(&request, &bytes));
        frame::write(output, &serde_json::to_vec(&reply)?)?;
    }
    Ok(())
}

fn answer(request: &Request, bytes: &[u8]) -> Reply {
    let read = AssertUnwindSafe(|| read_with(bytes, &request.settings, request.engines));
    catch_unwind(read).unwrap_or_else(|payload| Err(ReadError::Crashed { detail: panic_message(&*payload) }))
}

fn panic_message(payload: &(dyn std::any::Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(|s| (*s).to_owned());
    text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_else(|| "it stopped".to_owned())
}
