//! What is fuzzed: each takes any bytes and must come back. The whole-program tests
//! replay `finds/` through the same functions on the stable compiler.
#![allow(dead_code)]

use std::sync::LazyLock;
use thresholds_areas::Register;
use thresholds_corpus::Manifest;
use thresholds_lexicon::Lexicon;
use thresholds_lexicon::source::Source;
use thresholds_model::block::{Block, BlockKind};
use thresholds_model::geometry::BBox;
use thresholds_model::passage::{Context, Passage, Unit};
use thresholds_model::reading::{Limits, Metadata, OcrMode, READER_VERSION, ReadSettings, Reading};
use thresholds_reader::{Engines, read_with};

/// A PDF. The second reader is known to overflow its stack, which is why it runs in
/// processes of its own; it is left out here.
pub fn reader(bytes: &[u8]) {
    let limits = Limits { stream_bytes: 4 << 20, unpacked_bytes: 8 << 20, pages: 50, ..Limits::default() };
    let settings = ReadSettings { limits, ocr: OcrMode::Never, ..ReadSettings::default() };
    let _ = read_with(bytes, &settings, Engines::First);
}

/// A file of a lexicon; its length chooses which.
pub fn lexicon(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let name = ["abuse_neglect.toml", "classes.toml", "cues.toml"][text.len() % 3];
    let _ = Lexicon::from_sources(vec![Source { name: name.to_owned(), text: text.into_owned() }]);
}

/// The text of a document, a line a block: `#` headings, `-` items, else paragraphs.
pub fn scheme(bytes: &[u8]) {
    let reading = reading(&String::from_utf8_lossy(bytes));
    let scheme = thresholds_levels::scheme(&reading);
    assert_eq!(thresholds_levels::standings(&reading, &scheme).len(), reading.passages.len());
}

/// A manifest.
pub fn manifest(bytes: &[u8]) {
    // Reading the register anew for each input would take most of the time.
    static REGISTER: LazyLock<Register> = LazyLock::new(Register::built_in);
    let _ = Manifest::parse("manifest.csv", &String::from_utf8_lossy(bytes), &REGISTER);
}

fn reading(text: &str) -> Reading {
    let mut blocks: Vec<Block> = Vec::new();
    let mut passages = Vec::new();
    let mut heading = None;
    for (id, line) in (0u32..).zip(text.lines().take(500)) {
        let bbox = BBox::new(50.0, id as f32 * 12.0, 500.0, id as f32 * 12.0 + 10.0);
        let rest = line.trim_start_matches(['#', '-', ' ']).to_owned();
        let (kind, unit) = match line.as_bytes().first() {
            Some(b'#') => (BlockKind::Heading { level: 1, text: rest.clone() }, Unit::Heading),
            Some(b'-') => {
                (BlockKind::ListItem { depth: 0, marker: "-".into(), text: rest.clone() }, Unit::Bullet)
            }
            _ => (BlockKind::Paragraph { text: rest.clone(), lead: None }, Unit::Sentence),
        };
        let heading_path: Vec<u32> = heading.into_iter().collect();
        if unit == Unit::Heading {
            heading = Some(id);
        } else {
            passages.push(Passage {
                id: String::new(),
                page: 1,
                page_end: 1,
                bbox,
                further: Vec::new(),
                confidence: None,
                text: rest,
                unit,
                block: id,
                cell: None,
                context: Context::default(),
            });
        }
        let page = 1 + id / 60;
        let block = Block {
            id,
            page,
            page_end: page,
            bbox,
            kind,
            furniture: None,
            heading_path,
            fill: None,
            rotation: 0,
        };
        blocks.push(block);
    }
    Reading {
        reader_version: READER_VERSION,
        metadata: Metadata::default(),
        pages: Vec::new(),
        blocks,
        passages,
        warnings: Vec::new(),
    }
}
