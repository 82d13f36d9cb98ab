//! Prints the words of a document in painting order, one page a line: `words FILE...`.

use std::error::Error;
use std::io::Write;
use thresholds_model::reading::ReadSettings;

fn main() -> Result<(), Box<dyn Error>> {
    let out = &mut std::io::stdout().lock();
    for file in std::env::args().skip(1) {
        writeln!(out, "== {file}")?;
        match thresholds_pdf::open(&std::fs::read(&file)?, &ReadSettings::default()) {
            Ok(content) => {
                for page in &content.pages {
                    writeln!(out, "{}", thresholds_pdf::naive_words(page).join(" "))?;
                }
            }
            Err(error) => writeln!(out, "!! {error}")?,
        }
    }
    Ok(())
}
