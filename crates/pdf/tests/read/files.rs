//! Files that are broken, locked, too large or no PDFs at all.

use crate::made::{Made, one_page, save};
use lopdf::{
    Dictionary, EncryptionState, EncryptionVersion, Object, Permissions, Stream, StringFormat, dictionary,
};
use thresholds_model::document::Outcome;
use thresholds_model::quality::{Engine, Grade, QualityReason};
use thresholds_model::reading::{Limits, ReadSettings};
use thresholds_pdf::{PdfContent, PdfError, naive_words, open};

const NEED: &str = "BT /F1 10 Tf 100 700 Td (Neglect of basic needs) Tj ET";

fn read(bytes: &[u8]) -> Result<PdfContent, PdfError> {
    open(bytes, &ReadSettings::default())
}

fn words(content: &PdfContent) -> String {
    content.pages.iter().flat_map(naive_words).collect::<Vec<_>>().join(" ")
}

fn limited(limits: Limits) -> ReadSettings {
    ReadSettings { limits, ..ReadSettings::default() }
}

#[test]
fn other_files_are_refused_by_their_kind() {
    for (bytes, kind) in [
        (&b""[..], "an empty file"),
        (b"<!DOCTYPE html>\n<html><head><title>404</title></head></html>", "an HTML page"),
        (b"PK\x03\x04\x14\0\x06\0word/document.xml", "a Word document (docx)"),
    ] {
        let error = read(bytes).unwrap_err();
        assert_eq!(error, PdfError::NotPdf { looks_like: kind.to_owned() });
        assert_eq!(error.outcome(), Outcome::NotPdf);
    }
}

#[test]
fn a_header_alone_is_damaged() {
    let error = read(b"%PDF-1.7\nnothing more").unwrap_err();
    assert_eq!(error.outcome(), Outcome::Damaged);
}

fn encrypted(user_password: &str) -> Vec<u8> {
    let mut made = Made::new();
    made.page(NEED, Dictionary::new());
    made.finish();
    encrypt(made, user_password)
}

fn encrypt(mut made: Made, user_password: &str) -> Vec<u8> {
    let id = Object::String(b"0123456789abcdef".to_vec(), StringFormat::Hexadecimal);
    made.document.trailer.set("ID", vec![id.clone(), id]);
    let version = EncryptionVersion::V2 {
        document: &made.document,
        owner_password: "owner",
        user_password,
        key_length: 128,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version).unwrap();
    made.document.encrypt(&state).unwrap();
    save(&mut made.document)
}

#[test]
fn a_file_that_needs_no_password_is_read() {
    let content = read(&encrypted("")).unwrap();
    assert_eq!(words(&content), "Neglect of basic needs");
    assert!(content.metadata.encrypted);
}

#[test]
fn a_file_that_needs_a_password_is_refused() {
    assert_eq!(read(&encrypted("secret")).unwrap_err(), PdfError::Encrypted);
}

#[test]
fn a_damaged_cross_reference_table_is_rebuilt() {
    let mut bytes = one_page(NEED, Dictionary::new());
    let at = bytes.windows(9).rposition(|w| w == b"startxref").unwrap();
    bytes.truncate(at);
    bytes.extend_from_slice(b"startxref\n99999999\n%%EOF");
    let content = read(&bytes).unwrap();
    assert_eq!(words(&content), "Neglect of basic needs");
    assert!(content.metadata.repaired);
    assert!(content.warnings[0].contains("rebuilt"), "{:?}", content.warnings);
}

#[test]
fn truncation_anywhere_does_no_harm() {
    let bytes = one_page(NEED, Dictionary::new());
    for end in (0..bytes.len()).step_by(7) {
        let _ = read(&bytes[..end]);
    }
}

#[test]
fn limits_on_bytes_and_pages_refuse_a_file() {
    let mut made = Made::new();
    for _ in 0..3 {
        made.page(NEED, Dictionary::new());
    }
    let bytes = made.bytes();
    let error = open(&bytes, &limited(Limits { pages: 2, ..Limits::default() })).unwrap_err();
    assert_eq!(
        error,
        PdfError::OverLimit { name: "pages".to_owned(), what: "pages".to_owned(), found: 3, limit: 2 }
    );
    let error = open(&bytes, &limited(Limits { bytes: 100, ..Limits::default() })).unwrap_err();
    assert_eq!(error.outcome(), Outcome::OverLimit);
}

#[test]
fn limits_on_a_page_cut_it_short_and_say_so() {
    let bytes = one_page(&NEED.repeat(100), Dictionary::new());
    let content = open(&bytes, &limited(Limits { glyphs_per_page: 50, ..Limits::default() })).unwrap();
    assert!(content.pages[0].glyphs.len() <= 50 && !content.pages[0].glyphs.is_empty());
    assert_eq!(content.notes[0].quality.reasons, [QualityReason::OverLimit]);
    assert_eq!(content.notes[0].quality.grade, Grade::Unread);
    assert!(content.pages[0].warnings[0].contains("more glyphs than the limit"));
}

#[test]
fn a_limit_on_operators_leaves_the_page_unread() {
    let bytes = one_page(&format!("{NEED} {}", "q Q ".repeat(100)), Dictionary::new());
    let content = open(&bytes, &limited(Limits { operators_per_page: 100, ..Limits::default() })).unwrap();
    assert_eq!(content.notes[0].quality.reasons, [QualityReason::OverLimit]);
    assert!(content.pages[0].warnings[0].contains("more operators than the limit"));
}

#[test]
fn a_packed_stream_beyond_the_limit_refuses_the_file_encrypted_or_not() {
    let mut made = Made::new();
    made.page(&" ".repeat(100_000), Dictionary::new());
    made.finish();
    made.document.compress();
    let open_one = save(&mut made.document);
    let locked = encrypt(made, "");
    for bytes in [open_one, locked] {
        let settings = limited(Limits { stream_bytes: 50_000, ..Limits::default() });
        assert_eq!(open(&bytes, &settings).unwrap_err().outcome(), Outcome::OverLimit);
        assert!(read(&bytes).is_ok());
    }
}

#[test]
fn content_that_names_one_stream_again_and_again_is_over_the_limit() {
    let mut made = Made::new();
    let stream = Stream::new(Dictionary::new(), b" ".repeat(1000));
    let part = made.document.add_object(stream);
    let parts: Vec<Object> = vec![part.into(); 1000];
    made.page(NEED, dictionary! { "Contents" => parts });
    let settings = limited(Limits { stream_bytes: 100_000, ..Limits::default() });
    let content = open(&made.bytes(), &settings).unwrap();
    assert_eq!(content.notes[0].quality.reasons, [QualityReason::OverLimit]);
}

#[test]
fn a_limit_on_objects_refuses_a_file() {
    let settings = limited(Limits { objects: 3, ..Limits::default() });
    let error = open(&one_page(NEED, Dictionary::new()), &settings).unwrap_err();
    assert!(matches!(error, PdfError::OverLimit { what, limit: 3, .. } if what == "objects"));
}

#[test]
fn forms_that_multiply_without_end_are_stopped() {
    let mut made = Made::new();
    let mut form = made.form("", Dictionary::new());
    for _ in 0..40 {
        let calls = made.with_form(form);
        form = made.form("/X Do /X Do", calls);
    }
    let resources = made.with_form(form);
    made.page(&format!("{NEED} /X Do"), resources);
    let limits = Limits { paths_per_page: 10_000, ..Limits::default() };
    let content = open(&made.bytes(), &limited(limits)).unwrap();
    assert_eq!(content.notes[0].quality.reasons, [QualityReason::OverLimit]);
    assert_eq!(words(&content), "Neglect of basic needs", "what came before is kept");
}

/// Forms that paint nothing, 20 in each other, each showing the next twice.
#[test]
fn operators_of_forms_count_as_often_as_they_are_shown() {
    let mut made = Made::new();
    let mut form = made.form(&"q Q ".repeat(50), Dictionary::new());
    for _ in 0..20 {
        let calls = made.with_form(form);
        form = made.form("/X Do /X Do", calls);
    }
    let resources = made.with_form(form);
    made.page(&format!("/X Do {NEED}"), resources);
    let limits = Limits { operators_per_page: 100_000, ..Limits::default() };
    let content = open(&made.bytes(), &limited(limits)).unwrap();
    assert_eq!(content.notes[0].quality.reasons, [QualityReason::OverLimit]);
    assert!(content.pages[0].warnings[0].contains("--limit operators_per_page=N"));
    assert_eq!(words(&content), "Neglect of basic needs", "the page's own text is kept");
}

#[test]
fn what_a_form_unpacks_to_counts_as_often_as_it_is_shown() {
    let mut made = Made::new();
    let form = made.form(&" ".repeat(10_000), Dictionary::new());
    let resources = made.with_form(form);
    made.page(&format!("{NEED} {}", "/X Do ".repeat(20)), resources);
    let bytes = made.bytes();
    let settings = limited(Limits { stream_bytes: 100_000, ..Limits::default() });
    let content = open(&bytes, &settings).unwrap();
    assert_eq!(content.notes[0].quality.reasons, [QualityReason::OverLimit]);
    assert!(read(&bytes).unwrap().notes[0].quality.reasons.is_empty());
}

/// The form has no resources of its own, so it finds itself among those of the page.
#[test]
fn a_form_that_finds_itself_in_the_resources_of_the_page_comes_to_an_end() {
    let mut made = Made::new();
    let form = made.form("/X Do /X Do", dictionary! { "Resources" => Object::Null });
    let resources = made.with_form(form);
    made.page(&format!("{NEED} /X Do"), resources);
    let limits = Limits { paths_per_page: 10_000, ..Limits::default() };
    let content = open(&made.bytes(), &limited(limits)).unwrap();
    assert_eq!(words(&content), "Neglect of basic needs");
    assert_eq!(content.notes[0].quality.reasons, [QualityReason::OverLimit]);
}

#[test]
fn a_form_that_calls_itself_comes_to_an_end() {
    let mut made = Made::new();
    let form = made.document.new_object_id();
    let calls = made.with_form(form);
    let itself = made.form("/X Do /X Do", calls);
    made.document.objects.insert(form, made.document.objects[&itself].clone());
    let resources = made.with_form(form);
    made.page(&format!("{NEED} /X Do"), resources);
    assert_eq!(words(&read(&made.bytes()).unwrap()), "Neglect of basic needs");
}

#[test]
fn an_empty_page_is_blank_and_good() {
    let content = read(&one_page("", Dictionary::new())).unwrap();
    assert_eq!(content.notes[0].engine, Engine::Hayro);
    assert_eq!(content.notes[0].quality.reasons, [QualityReason::Blank]);
    assert_eq!(content.notes[0].quality.grade, Grade::Good);
}

#[test]
fn both_readers_agree_on_a_plain_page() {
    let settings = ReadSettings { cross_check: true, ..ReadSettings::default() };
    let content = open(&one_page(NEED, Dictionary::new()), &settings).unwrap();
    assert!(content.notes[0].quality.reasons.is_empty(), "{:?}", content.notes);
}

#[test]
fn metadata_is_read() {
    let mut made = Made::new();
    made.page(NEED, Dictionary::new());
    let information = dictionary! {
        "Title" => Object::string_literal("Levels  of\nneed"),
        "CreationDate" => Object::string_literal("D:20210301120000Z"),
    };
    let information = made.document.add_object(information);
    made.document.trailer.set("Info", information);
    let metadata = read(&made.bytes()).unwrap().metadata;
    assert_eq!(metadata.title.as_deref(), Some("Levels of need"));
    assert_eq!(metadata.created.as_deref(), Some("2021-03-01"));
    assert!(!metadata.tagged && !metadata.encrypted && !metadata.repaired);
}
