//! A scanned page of the sample corpus, read as a whole.

use thresholds_ocr::{OcrPage, Scan, Tesseract, read_page};

const TABLE: &[u8] = include_bytes!("data/scanned_table.pdf");

/// The page as read; `None` where the recogniser is not installed, which only a machine
/// other than CI may be.
fn page() -> Option<OcrPage> {
    let Some(tesseract) = Tesseract::find() else {
        assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "CI needs the tesseract program");
        eprintln!("skipped: the tesseract program is not installed");
        return None;
    };
    Some(read_page(&Scan::open(TABLE).unwrap(), 1, &tesseract).unwrap())
}

fn text(page: &OcrPage) -> String {
    page.content.glyphs.iter().map(|g| &*g.text).collect()
}

#[test]
fn words_of_cells_are_read_in_their_places() {
    let Some(page) = page() else { return };
    let text = text(&page);
    for words in ["Missedappointments", "Weeklycannabisuse", "Level4b", "Superficialself-harm"] {
        assert!(text.contains(words), "{words} in {text}");
    }
    assert!(page.confidence > 85.0, "{}", page.confidence);
    let (width, height) = (page.content.width, page.content.height);
    assert!(page.content.glyphs.iter().all(|g| g.bbox.x1 <= width && g.bbox.y1 <= height));
}

#[test]
fn the_lines_of_the_three_tables_are_found() {
    let Some(page) = page() else { return };
    let rules = &page.content.rules;
    let long = rules.iter().filter(|r| r.horizontal && r.bbox.width() > 600.0).count();
    assert!((9..=14).contains(&long), "{long} long rules across");
    assert!(rules.iter().filter(|r| !r.horizontal).count() >= 17);
    assert!(page.content.fills.len() >= 6, "{:?}", page.content.fills);
}

#[test]
fn bullets_are_shapes_not_letters() {
    let Some(page) = page() else { return };
    assert!(page.content.bullets.len() >= 30, "{}", page.content.bullets.len());
}

#[test]
fn a_page_that_is_not_there_is_an_error() {
    let Some(tesseract) = Tesseract::find() else { return };
    assert!(read_page(&Scan::open(TABLE).unwrap(), 2, &tesseract).is_err());
}

/// The page with `/Rotate` set to another angle, as if it had been scanned sideways.
fn sideways(degrees: &str) -> Vec<u8> {
    let mut document = lopdf::Document::load_mem(TABLE).unwrap();
    let page = document.get_pages()[&1];
    let page = document.get_dictionary_mut(page).unwrap();
    page.set("Rotate", degrees.parse::<i64>().unwrap());
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn a_page_that_was_scanned_sideways_is_turned() {
    let Some(tesseract) = Tesseract::find() else { return };
    for (degrees, quarters) in [("90", 3), ("180", 2), ("270", 1)] {
        let page = read_page(&Scan::open(&sideways(degrees)).unwrap(), 1, &tesseract).unwrap();
        assert_eq!(page.quarters, quarters, "{degrees}");
        assert!(text(&page).contains("Weeklycannabisuse"), "{degrees}: {}", page.confidence);
    }
}
