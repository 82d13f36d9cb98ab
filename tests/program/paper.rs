//! Made-up threshold documents, drawn as PDFs.

use lopdf::encryption::{EncryptionState, EncryptionVersion, Permissions};
use lopdf::{Document, Object, Stream, dictionary};

/// A level: its heading, and the needs under it.
pub struct Level<'a> {
    pub heading: &'a str,
    pub needs: Vec<&'a str>,
}

/// A document with a title page and one section a level.
pub fn pdf(title_page: &[&str], levels: &[Level<'_>]) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let pages = document.new_object_id();
    let font = |name: &str| dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => name, "Encoding" => "WinAnsiEncoding" };
    let plain = document.add_object(font("Helvetica"));
    let bold = document.add_object(font("Helvetica-Bold"));
    let resources = document.add_object(dictionary! {
        "Font" => dictionary! { "F" => plain, "B" => bold },
    });
    let sheets = [title(title_page), body(levels)];
    let kids: Vec<Object> = sheets
        .iter()
        .map(|content| {
            let content = document.add_object(Stream::new(dictionary! {}, content.clone()));
            let page = dictionary! {
                "Type" => "Page", "Parent" => pages, "Contents" => content, "Resources" => resources,
                "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
            };
            document.add_object(page).into()
        })
        .collect();
    let count = i64::try_from(kids.len()).unwrap();
    document.set_object(pages, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count });
    let catalogue = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalogue);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// The same document behind a password.
pub fn locked(bytes: &[u8]) -> Vec<u8> {
    encrypted(bytes, "user")
}

/// The same document encrypted; with an empty password it opens for anybody.
pub fn encrypted(bytes: &[u8], user_password: &str) -> Vec<u8> {
    let mut document = Document::load_mem(bytes).unwrap();
    let id = Object::string_literal("0123456789abcdef");
    document.trailer.set("ID", vec![id.clone(), id]);
    let version = EncryptionVersion::V2 {
        document: &document,
        owner_password: "owner",
        user_password,
        key_length: 128,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version).unwrap();
    document.encrypt(&state).unwrap();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn title(lines: &[&str]) -> Vec<u8> {
    let mut out = Vec::new();
    for (line, top) in lines.iter().zip([700, 640, 600, 560]) {
        text(&mut out, "B", 24, 72, top, line);
    }
    out
}

fn body(levels: &[Level<'_>]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut top = 790;
    for level in levels {
        text(&mut out, "B", 16, 72, top, level.heading);
        top -= 30;
        for need in &level.needs {
            text(&mut out, "F", 11, 72, top, "\u{95}");
            text(&mut out, "F", 11, 90, top, need);
            top -= 18;
        }
        top -= 20;
    }
    out
}

/// A line of text; every character is one byte of the fonts' encoding.
fn text(out: &mut Vec<u8>, font: &str, size: u32, left: u32, bottom: u32, line: &str) {
    out.extend(format!("BT /{font} {size} Tf {left} {bottom} Td (").bytes());
    for c in line.chars() {
        if matches!(c, '(' | ')' | '\\') {
            out.push(b'\\');
        }
        out.push(u8::try_from(u32::from(c)).unwrap());
    }
    out.extend(b") Tj ET\n");
}
