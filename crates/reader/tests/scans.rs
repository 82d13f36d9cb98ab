//! A document that is a picture of text.

use lopdf::{Document, dictionary};
use thresholds_model::document::Outcome;
use thresholds_model::quality::{Engine, Grade, QualityReason};
use thresholds_model::reading::{OcrMode, ReadSettings};

const SCAN: &[u8] = include_bytes!("../../ocr/tests/data/scanned_table.pdf");

#[test]
fn a_scan_that_is_not_to_be_read_has_no_text() {
    let settings = ReadSettings { ocr: OcrMode::Never, ..ReadSettings::default() };
    let result = thresholds_reader::read(SCAN, &settings);
    assert_eq!(thresholds_reader::outcome(&result), Outcome::NoText);
    assert_eq!(result.unwrap().pages[0].quality.grade, Grade::Unread);
}

#[test]
fn a_scan_is_read_and_doubted_or_the_reason_says_what_to_install() {
    let result = thresholds_reader::read(SCAN, &ReadSettings::default());
    let outcome = thresholds_reader::outcome(&result);
    let reading = result.unwrap();
    if thresholds_ocr::Tesseract::find().is_none() {
        assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "CI needs the tesseract program");
        assert_eq!(outcome, Outcome::NoText);
        assert!(reading.warnings[0].contains("tesseract-ocr"), "{:?}", reading.warnings);
        return;
    }
    assert_eq!(outcome, Outcome::Ocr);
    assert_eq!(reading.pages[0].engine, Engine::Ocr);
    assert_eq!(reading.pages[0].quality.grade, Grade::Doubtful);
    assert!(reading.pages[0].quality.reasons.contains(&QualityReason::OcrText));
    assert!(reading.warnings.iter().any(|w| w.starts_with("page 1: read by OCR, mean confidence ")));
    let passage = reading.passages.iter().find(|p| p.text.starts_with("Weekly cannabis"));
    assert_eq!(passage.unwrap().context.column_header, ["Level 3"]);
    assert!(passage.unwrap().confidence.is_some_and(|c| c > 80), "{:?}", passage.unwrap().confidence);
}

/// The scan with a hidden layer of text that says nothing, as a bad recogniser leaves it.
fn with_a_layer_of_nonsense() -> Vec<u8> {
    let mut document = Document::load_mem(SCAN).unwrap();
    let page = document.get_pages()[&1];
    let font = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" };
    let font = document.add_object(font);
    let resources = document.get_or_create_resources(page).unwrap().as_dict_mut().unwrap();
    resources.set("Font", dictionary! { "Nonsense" => font });
    let lines = "(xqzv kjwq vvxz qkzj zzkv wqjx) Tj 0 -12 Td ".repeat(20);
    let content = format!("q BT 3 Tr /Nonsense 10 Tf 100 500 Td {lines} ET Q ");
    document.add_page_contents(page, content.into_bytes()).unwrap();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn a_layer_of_nonsense_over_a_scan_is_not_believed() {
    let bytes = with_a_layer_of_nonsense();
    let never = ReadSettings { ocr: OcrMode::Never, ..ReadSettings::default() };
    let reading = thresholds_reader::read(&bytes, &never).unwrap();
    assert!(reading.pages[0].quality.reasons.contains(&QualityReason::GarbledText));
    assert_eq!(reading.pages[0].quality.grade, Grade::Unread);
    if thresholds_ocr::Tesseract::find().is_some() {
        let reading = thresholds_reader::read(&bytes, &ReadSettings::default()).unwrap();
        assert!(reading.passages.iter().any(|p| p.text.starts_with("Weekly cannabis")));
        assert!(reading.passages.iter().all(|p| !p.text.contains("xqzv")));
    }
}
