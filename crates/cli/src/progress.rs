//! Progress on standard error: a bar on a terminal, plain lines elsewhere, nothing when
//! quiet.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::sync::Mutex;
use thresholds_pipeline::Observer;

/// Elsewhere than on a terminal, a line is printed for this share of the documents.
const PLAIN_STEPS: usize = 10;

/// Shows how far a run has come.
pub struct Progress {
    style: Style,
}

enum Style {
    Quiet,
    Bar(Mutex<Option<ProgressBar>>),
    Plain(Mutex<(usize, usize)>),
}

impl Progress {
    /// Chooses the style.
    pub fn new(quiet: bool) -> Self {
        let style = if quiet {
            Style::Quiet
        } else if std::io::stderr().is_terminal() {
            Style::Bar(Mutex::new(None))
        } else {
            Style::Plain(Mutex::new((0, 0)))
        };
        Self { style }
    }
}

impl Observer for Progress {
    fn stage(&self, name: &str, documents: usize) {
        match &self.style {
            Style::Quiet => {}
            Style::Bar(bar) => {
                let fresh = ProgressBar::new(documents as u64);
                if let Ok(style) =
                    ProgressStyle::with_template("{prefix:>10} [{bar:40}] {pos}/{len} {wide_msg}")
                {
                    fresh.set_style(style.progress_chars("=> "));
                }
                fresh.set_prefix(name.to_string());
                if let Some(old) = bar.lock().ok().and_then(|mut b| b.replace(fresh)) {
                    old.finish_and_clear();
                }
            }
            Style::Plain(count) => {
                if let Ok(mut count) = count.lock() {
                    *count = (0, documents);
                }
                crate::terminal::note(&format!("{name}: {documents} document(s)"));
            }
        }
    }

    fn done(&self, path: &str) {
        match &self.style {
            Style::Quiet => {}
            Style::Bar(bar) => {
                if let Ok(bar) = bar.lock()
                    && let Some(bar) = bar.as_ref()
                {
                    bar.set_message(path.to_string());
                    bar.inc(1);
                }
            }
            Style::Plain(count) => {
                if let Ok(mut count) = count.lock() {
                    count.0 += 1;
                    let (at, all) = *count;
                    if all > PLAIN_STEPS && at * PLAIN_STEPS / all != (at - 1) * PLAIN_STEPS / all {
                        crate::terminal::note(&format!("  {at} of {all}"));
                    }
                }
            }
        }
    }

    fn finished(&self) {
        if let Style::Bar(bar) = &self.style
            && let Some(bar) = bar.lock().ok().and_then(|mut b| b.take())
        {
            bar.finish_and_clear();
        }
    }
}
