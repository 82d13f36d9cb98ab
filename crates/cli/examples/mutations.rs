//! Runs the program on damaged copies of the PDFs of a folder: `mutations FOLDER PROGRAM
//! [RUNS] [FILES]`. Each run gets FILES copies with some bytes changed, a part cut off
//! or doubled, or objects swapped; the same numbers give the same copies.
//!
//! A run must end by itself with status 0, 2 or 3, say nothing of a panic, and list
//! every file in its ledger. The peak of the program's own memory stands beside each run.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::Write;
use std::ops::Range;
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const USAGE: &str = "usage: mutations FOLDER PROGRAM [RUNS] [FILES]";
/// How often memory is looked at.
const LOOK: Duration = Duration::from_millis(20);

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [folder, program] = [1, 2].map(|i| arguments.get(i).ok_or(USAGE));
    let (folder, program) = (Path::new(folder?), Path::new(program?));
    let number = |i: usize, default| arguments.get(i).map_or(Ok(default), |a| a.parse::<u64>());
    let (runs, files) = (number(3, 20)?, number(4, 500)?);
    let originals = originals(folder)?;
    let out = &mut std::io::stdout().lock();
    let (mut outcomes, mut failures): (BTreeMap<String, u64>, u64) = Default::default();
    for run in 0..runs {
        let seen = soak(program, &originals, run, files)?;
        let rows: u64 = seen.outcomes.values().sum();
        let sound = [Some(0), Some(2), Some(3)].contains(&seen.status) && !seen.panicked && rows == files;
        failures += u64::from(!sound);
        let verdict = if sound { "ok" } else { "FAILED" };
        let Seen { status, seconds, peak, .. } = seen;
        writeln!(
            out,
            "run {run}: {verdict}, status {status:?}, {rows} of {files} rows, {seconds} s, peak {} MB",
            peak >> 20
        )?;
        out.flush()?;
        for (outcome, count) in seen.outcomes {
            *outcomes.entry(outcome).or_default() += count;
        }
    }
    writeln!(out, "{} files, {failures} runs failed: {outcomes:?}", runs * files)?;
    Ok(if failures == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What one run of the program showed.
struct Seen {
    status: Option<i32>,
    panicked: bool,
    outcomes: BTreeMap<String, u64>,
    seconds: u64,
    /// Largest resident memory of the program without its readers, bytes.
    peak: u64,
}

fn originals(folder: &Path) -> Result<Vec<Vec<u8>>, Box<dyn Error>> {
    let mut paths: Vec<_> = fs::read_dir(folder)?.filter_map(|e| Some(e.ok()?.path())).collect();
    paths.sort();
    let all: Vec<Vec<u8>> = paths.iter().filter(|p| p.is_file()).map(fs::read).collect::<Result<_, _>>()?;
    if all.is_empty() { Err("the folder holds no files".into()) } else { Ok(all) }
}

fn soak(program: &Path, originals: &[Vec<u8>], run: u64, files: u64) -> Result<Seen, Box<dyn Error>> {
    let dir = tempfile::tempdir()?;
    let (corpus, output) = (dir.path().join("corpus"), dir.path().join("out"));
    fs::create_dir(&corpus)?;
    for file in 0..files {
        let mut chance = Chance(run * files + file);
        let original = &originals[chance.below(originals.len())];
        fs::write(corpus.join(format!("{file:06}.pdf")), mutated(original, &mut chance))?;
    }
    let (said, start) = (dir.path().join("said"), Instant::now());
    let mut child = Command::new(program)
        .args(["run", "--no-cache", "--quiet", "--ocr", "never", "--output"])
        .arg(&output)
        .arg(&corpus)
        .stdout(Stdio::null())
        .stderr(fs::File::create(&said)?)
        .spawn()?;
    let (status, peak) = watch(&mut child)?;
    let said = String::from_utf8_lossy(&fs::read(said)?).into_owned();
    Ok(Seen {
        status,
        panicked: said.contains("panicked"),
        outcomes: outcomes(&output.join("ledger.csv")),
        seconds: start.elapsed().as_secs(),
        peak,
    })
}

/// Waits for the program; its status and the peak of its memory.
fn watch(child: &mut Child) -> Result<(Option<i32>, u64), Box<dyn Error>> {
    let mut peak = 0;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok((status.code(), peak));
        }
        peak = peak.max(peak_memory(child.id()).unwrap_or(0));
        thread::sleep(LOOK);
    }
}

/// Peak of the resident memory so far, where the system tells it (Linux).
fn peak_memory(id: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse::<u64>().ok().map(|kb| kb << 10)
}

/// Rows of the ledger by outcome, several paths of one document included.
fn outcomes(ledger: &Path) -> BTreeMap<String, u64> {
    let mut out = BTreeMap::new();
    let Ok(mut reader) = csv::Reader::from_path(ledger) else { return out };
    let column = reader.headers().ok().and_then(|h| h.iter().position(|c| c == "outcome"));
    for row in reader.records().flatten() {
        let outcome = column.and_then(|c| row.get(c)).unwrap_or_default();
        *out.entry(outcome.to_owned()).or_default() += 1;
    }
    out
}

/// A damaged copy.
fn mutated(original: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = original.to_vec();
    for _ in 0..=chance.below(3) {
        match chance.below(6) {
            0 => bytes.truncate(chance.below(bytes.len() + 1)),
            1 => double(&mut bytes, chance),
            2 | 3 => swap_objects(&mut bytes, chance),
            _ => change(&mut bytes, chance),
        }
    }
    bytes
}

/// Gives some bytes other values.
fn change(bytes: &mut [u8], chance: &mut Chance) {
    for _ in 0..=chance.below(50) {
        let (at, value) = (chance.below(bytes.len().max(1)), chance.below(256) as u8);
        if let Some(byte) = bytes.get_mut(at) {
            *byte = value;
        }
    }
}

/// Repeats a part, or takes it out.
fn double(bytes: &mut Vec<u8>, chance: &mut Chance) {
    let from = chance.below(bytes.len().max(1));
    let to = (from + chance.below(2_000)).min(bytes.len());
    let part = if chance.below(2) == 0 { Vec::new() } else { bytes[from..to].repeat(2) };
    bytes.splice(from..to, part);
}

/// Puts the content of one object in the place of another's.
fn swap_objects(bytes: &mut Vec<u8>, chance: &mut Chance) {
    let objects = objects(bytes);
    if objects.is_empty() {
        return;
    }
    let mut any = || objects[chance.below(objects.len())].clone();
    let (source, target) = (any(), any());
    let content = bytes[source].to_vec();
    bytes.splice(target, content);
}

/// Where the contents of objects lie.
fn objects(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut open = None;
    for (at, word) in bytes.windows(6).enumerate() {
        if word == b"endobj" {
            out.extend(open.take().map(|from| from..at));
        } else if word.starts_with(b" obj") {
            open = Some(at + 4);
        }
    }
    out
}

/// Numbers that look like chance and are the same every time (SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % limit.max(1) as u64) as usize
    }
}
