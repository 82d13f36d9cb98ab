//! Writes a report into a folder, to look at: `preview DIR` (eight made-up areas),
//! `preview DIR hostile` (the same with text that attacks the page), `preview DIR 153x90` (a
//! made-up country) or `preview DIR results.json` (a run).

#[path = "../tests/fixture/mod.rs"]
mod fixture;

use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder =
        PathBuf::from(arguments.next().ok_or("usage: preview DIR [hostile | AREASxNEEDS | results.json]")?);
    let results = match arguments.next() {
        None => fixture::eight_areas(),
        Some(what) if what == "hostile" => fixture::poisoned(),
        Some(what) => match what.split_once('x').map(|(a, n)| (a.parse(), n.parse())) {
            Some((Ok(areas), Ok(needs))) => fixture::country(areas, needs),
            _ => serde_json::from_slice(&std::fs::read(what)?)?,
        },
    };
    for (path, bytes) in thresholds_report::render(&results)? {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap_or(&folder))?;
        std::fs::write(path, bytes)?;
    }
    Ok(())
}
