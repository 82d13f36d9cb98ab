//! Work with a clock beside it.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// Does the work; when it takes longer than `time`, `late` runs beside it. Gives the
/// result, and whether it was late.
pub(crate) fn watched<T>(time: Duration, late: impl FnOnce() + Send, work: impl FnOnce() -> T) -> (T, bool) {
    let (done, finished) = mpsc::channel::<()>();
    thread::scope(|scope| {
        let clock = scope.spawn(move || {
            let is_late = finished.recv_timeout(time) == Err(RecvTimeoutError::Timeout);
            if is_late {
                late();
            }
            is_late
        });
        let result = work();
        drop(done);
        (result, clock.join().unwrap_or(false))
    })
}
