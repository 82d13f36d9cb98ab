//! Writes a report into a folder, to look at: `preview DIR` (eight made-up areas),
//! `preview DIR hostile` (the same with text that attacks the page), `preview DIR 153x90x5` (a
//! made-up country of five years) or `preview DIR results.json ...` (one run, or one a year).

#[path = "../tests/fixture/mod.rs"]
mod fixture;

use std::error::Error;
use std::path::PathBuf;
use thresholds_model::results::Results;
use thresholds_report::{Options, join, render};

fn read(path: &str) -> Result<Results, Box<dyn Error>> {
    Ok(serde_json::from_slice(&std::fs::read(path)?)?)
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let usage = "usage: preview DIR [hostile | AREASxNEEDSxYEARS | results.json ...]";
    let folder = PathBuf::from(arguments.next().ok_or(usage)?);
    let rest: Vec<String> = arguments.collect();
    let results = match rest.as_slice() {
        [] => fixture::eight_areas(),
        [what] if what == "hostile" => fixture::poisoned(),
        [what] if !what.ends_with(".json") => {
            let numbers: Vec<usize> = what.split('x').map(str::parse).collect::<Result<_, _>>()?;
            let [areas, needs, years] = numbers[..] else { return Err(usage.into()) };
            fixture::country(areas, needs, years)
        }
        paths => join(paths.iter().map(|p| read(p)).collect::<Result<_, _>>()?)?,
    };
    for (path, bytes) in render(&results, &Options::default())? {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap_or(&folder))?;
        std::fs::write(path, bytes)?;
    }
    Ok(())
}
