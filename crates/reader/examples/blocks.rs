//! Reads documents in this process and prints what was understood: `blocks FILE...` the
//! text in reading order, `blocks --json FILE...` one reading a line as JSON. Scans are not read.

use std::error::Error;
use std::io::{BufWriter, Write};
use thresholds_model::block::{Block, BlockKind};
use thresholds_model::reading::{OcrMode, ReadSettings};

fn main() -> Result<(), Box<dyn Error>> {
    let mut files: Vec<String> = std::env::args().skip(1).collect();
    let json = files.first().is_some_and(|a| a == "--json");
    files.drain(..usize::from(json));
    let out = &mut BufWriter::new(std::io::stdout().lock());
    for file in files {
        match thresholds_reader::read(
            &std::fs::read(&file)?,
            &ReadSettings { ocr: OcrMode::Never, ..ReadSettings::default() },
        ) {
            Ok(reading) if json => writeln!(out, "{}", serde_json::to_string(&reading)?)?,
            Ok(reading) => reading.blocks.iter().try_for_each(|b| writeln!(out, "{}", text(b)))?,
            Err(error) => eprintln!("{file}: {error}"),
        }
    }
    Ok(())
}

/// A block's text: one line, or a line for each cell.
fn text(block: &Block) -> String {
    match &block.kind {
        BlockKind::Heading { text, .. } | BlockKind::Paragraph { text, .. } => text.clone(),
        BlockKind::ListItem { marker, text, .. } => format!("{marker} {text}"),
        BlockKind::Table(table) => {
            let cells = table.cells.iter().map(|cell| {
                let items = cell.items.iter().map(|i| match &i.marker {
                    Some(marker) => format!("{marker} {}", i.text),
                    None => i.text.clone(),
                });
                items.collect::<Vec<_>>().join(" ")
            });
            cells.collect::<Vec<_>>().join("\n")
        }
    }
}
