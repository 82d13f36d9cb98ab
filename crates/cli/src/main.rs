//! The program `thresholds`: a table of contents. Each command has a module of its own.

mod args;
mod corpus;
mod diff;
mod explain;
mod failure;
mod lexicon;
mod lexicon_diff;
mod limits;
mod overlay;
mod page;
mod progress;
mod report;
mod run;
mod schema;
mod score;
mod suggest;
mod summary;
mod terminal;
mod verify;

use args::{Arguments, Command};
use clap::Parser;

use std::process::ExitCode;

/// Everything was read and used, or set aside on purpose.
const COMPLETE: u8 = 0;
/// The command could not be completed, or found what it was asked to look for.
const FAILED: u8 = 1;
/// Wrong usage: arguments, folders, syntax of lexicon, manifest or crosswalk.
const WRONG_USAGE: u8 = 2;
/// Complete, but something could not be read, placed, found or identified.
const WITH_GAPS: u8 = 3;

fn main() -> ExitCode {
    if std::env::args().nth(1).as_deref() == Some(thresholds_reader::WORKER_ARGUMENT) {
        return thresholds_reader::worker_main();
    }
    let outcome = match Arguments::parse().command {
        Command::Run(arguments) => run::run(&arguments),
        Command::Score(arguments) => score::score(&arguments),
        Command::Explain(arguments) => explain::explain(&arguments),
        Command::Diff(arguments) => diff::diff(&arguments),
        Command::Verify(arguments) => verify::verify(&arguments),
        Command::Page(arguments) => page::page(&arguments),
        Command::Report(arguments) => report::report(&arguments),
        Command::Lexicon(command) => lexicon::lexicon(&command),
        Command::Corpus(command) => corpus::corpus(&command),
        Command::Schema { of } => schema::schema(of),
    };
    match outcome {
        Ok(code) => ExitCode::from(code),
        Err(failure) if failure.is_broken_pipe() => ExitCode::from(COMPLETE),
        Err(failure) => {
            terminal::error(&failure);
            ExitCode::from(failure.exit_code())
        }
    }
}
