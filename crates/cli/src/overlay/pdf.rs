//! The marks as a PDF of one page, so that the renderer of pages can paint them too.

use super::marks::Mark;
use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, Stream, dictionary};
use thresholds_model::page::Colour;

/// Size of labels, points.
const LABEL: f32 = 5.0;

/// A PDF with the marks on an empty page of this size; `None` when it cannot be written.
pub fn pdf(marks: &[Mark], width: f32, height: f32) -> Option<Vec<u8>> {
    let mut document = Document::with_version("1.5");
    // Shades first: they would hide the outlines of what stands below them.
    let shades = marks.iter().filter(|m| m.filled).flat_map(|m| shade(m, height));
    let operations: Vec<Operation> = shades.chain(marks.iter().flat_map(|m| outline(m, height))).collect();
    let content = Content { operations }.encode().ok()?;
    let content = document.add_object(Stream::new(dictionary! {}, content));
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding",
    });
    let pages = document.new_object_id();
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "MediaBox" => vec![0.into(), 0.into(), width.into(), height.into()],
        "Resources" => dictionary! { "Font" => dictionary! { "F" => font } },
    });
    let kids = dictionary! { "Type" => "Pages", "Count" => 1, "Kids" => vec![Object::from(page)] };
    document.objects.insert(pages, kids.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).ok()?;
    Some(bytes)
}

fn frame(mark: &Mark, height: f32) -> Operation {
    let b = mark.bbox;
    let sides = [b.x0, height - b.y1, b.width(), b.height()];
    Operation::new("re", sides.into_iter().map(Object::from).collect())
}

fn shade(mark: &Mark, height: f32) -> Vec<Operation> {
    let paint = Operation::new("rg", colour(pale(mark.colour)));
    vec![paint, frame(mark, height), Operation::new("f", vec![])]
}

fn outline(mark: &Mark, height: f32) -> Vec<Operation> {
    let mut out = Vec::new();
    if mark.pen > 0.0 {
        out.push(Operation::new("RG", colour(mark.colour)));
        out.push(Operation::new("w", vec![mark.pen.into()]));
        out.push(frame(mark, height));
        out.push(Operation::new("S", vec![]));
    }
    if !mark.label.is_empty() {
        let (x, y) = mark.label_at();
        out.push(Operation::new("rg", colour(mark.colour)));
        out.push(Operation::new("BT", vec![]));
        out.push(Operation::new("Tf", vec!["F".into(), LABEL.into()]));
        out.push(Operation::new("Td", vec![x.into(), (height - y).into()]));
        out.push(Operation::new("Tj", vec![Object::string_literal(mark.label.as_str())]));
        out.push(Operation::new("ET", vec![]));
    }
    out
}

fn colour(c: Colour) -> Vec<Object> {
    [c.r, c.g, c.b].into_iter().map(|v| Object::from(f32::from(v) / 255.0)).collect()
}

fn pale(c: Colour) -> Colour {
    let mix = |v: u8| 255 - (255 - v) / 8;
    Colour { r: mix(c.r), g: mix(c.g), b: mix(c.b) }
}
