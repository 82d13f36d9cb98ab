//! Reads every file of a folder in reader processes and lists what became of each:
//! `soak DIR [SECONDS] [cross-check]`.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use thresholds_model::quality::Grade;
use thresholds_model::reading::ReadSettings;
use thresholds_reader::{Pool, PoolSettings, WORKER_ARGUMENT, outcome, worker_main};

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    if arguments.get(1).is_some_and(|a| a == WORKER_ARGUMENT) {
        return Ok(worker_main());
    }
    let folder = arguments.get(1).ok_or("usage: soak DIR [SECONDS] [cross-check]")?;
    let seconds = arguments.get(2).map_or(Ok(20), |s| s.parse())?;
    let settings = PoolSettings { timeout: Duration::from_secs(seconds), ..PoolSettings::default() };
    let cross_check = arguments.get(3).is_some_and(|a| a == "cross-check");
    let pool = Pool::new(ReadSettings { cross_check, ..ReadSettings::default() }, settings)?;
    let mut files: Vec<_> =
        std::fs::read_dir(folder)?.filter_map(|e| Some(e.ok()?.path())).filter(|p| p.is_file()).collect();
    files.sort();
    let mut totals: BTreeMap<&str, u32> = BTreeMap::new();
    let out = &mut std::io::stdout().lock();
    for file in files {
        let bytes = std::fs::read(&file)?;
        let start = Instant::now();
        let result = pool.read(&bytes);
        let milliseconds = start.elapsed().as_millis();
        let code = outcome(&result).code();
        *totals.entry(code).or_default() += 1;
        let detail = match &result {
            Err(error) => error.to_string(),
            Ok(reading) => {
                let unread = reading.pages.iter().filter(|p| p.quality.grade == Grade::Unread).count();
                let characters: u32 = reading.pages.iter().map(|p| p.characters).sum();
                let mut reasons: Vec<_> = reading.pages.iter().flat_map(|p| &p.quality.reasons).collect();
                reasons.sort();
                reasons.dedup();
                format!(
                    "{} pages, {unread} unread, {characters} characters, {} blocks, {reasons:?} {:?}",
                    reading.pages.len(),
                    reading.blocks.len(),
                    reading.warnings,
                )
            }
        };
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        writeln!(out, "{code:12} {milliseconds:6} ms  {name}: {detail}")?;
    }
    writeln!(out, "{totals:?}")?;
    Ok(ExitCode::SUCCESS)
}
