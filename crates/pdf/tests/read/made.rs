//! A small writer of PDFs with known content.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

/// A document that is being made. Its pages have the fonts `F1` (Helvetica) and `F2`
/// (Helvetica-Bold).
pub struct Made {
    pub document: Document,
    tree: ObjectId,
    pages: Vec<ObjectId>,
    fonts: Dictionary,
    catalog: Dictionary,
}

impl Made {
    pub fn new() -> Self {
        let mut document = Document::with_version("1.7");
        let tree = document.new_object_id();
        let mut font = |name: &str| {
            document.add_object(dictionary! {
                "Type" => "Font", "Subtype" => "Type1", "BaseFont" => name, "Encoding" => "WinAnsiEncoding",
            })
        };
        let fonts = dictionary! { "F1" => font("Helvetica"), "F2" => font("Helvetica-Bold") };
        let catalog = dictionary! { "Type" => "Catalog", "Pages" => tree };
        Self { document, tree, pages: Vec::new(), fonts, catalog }
    }

    /// Adds a page of 600 x 800 points; `entries` replace its own.
    pub fn page(&mut self, content: &str, entries: Dictionary) -> ObjectId {
        let content = self.document.add_object(Stream::new(dictionary! {}, content.as_bytes().to_vec()));
        let mut page = dictionary! {
            "Type" => "Page", "Parent" => self.tree, "Contents" => content,
            "MediaBox" => numbers(&[0, 0, 600, 800]),
            "Resources" => dictionary! { "Font" => self.fonts.clone() },
        };
        page.extend(&entries);
        let id = self.document.add_object(page);
        self.pages.push(id);
        id
    }

    /// Adds a form XObject with the same fonts; `entries` replace its own.
    pub fn form(&mut self, content: &str, entries: Dictionary) -> ObjectId {
        let mut form = dictionary! {
            "Type" => "XObject", "Subtype" => "Form", "BBox" => numbers(&[0, 0, 600, 800]),
            "Resources" => dictionary! { "Font" => self.fonts.clone() },
        };
        form.extend(&entries);
        self.document.add_object(Stream::new(form, content.as_bytes().to_vec()))
    }

    /// Resources with the fonts and one form as `X`.
    pub fn with_form(&self, form: ObjectId) -> Dictionary {
        let resources =
            dictionary! { "Font" => self.fonts.clone(), "XObject" => dictionary! { "X" => form } };
        dictionary! { "Resources" => resources }
    }

    /// Adds an entry to the catalogue.
    pub fn catalog(&mut self, key: &str, value: impl Into<Object>) {
        self.catalog.set(key, value);
    }

    /// Completes the object structure.
    pub fn finish(&mut self) {
        let kids: Vec<Object> = self.pages.iter().map(|&id| id.into()).collect();
        let tree = dictionary! { "Type" => "Pages", "Count" => kids.len() as i64, "Kids" => kids };
        self.document.objects.insert(self.tree, tree.into());
        let catalog = self.document.add_object(self.catalog.clone());
        self.document.trailer.set("Root", catalog);
    }

    /// The bytes.
    pub fn bytes(mut self) -> Vec<u8> {
        self.finish();
        save(&mut self.document)
    }
}

pub fn save(document: &mut Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

pub fn numbers(all: &[i64]) -> Vec<Object> {
    all.iter().map(|&n| n.into()).collect()
}

/// The bytes of a document with one page.
pub fn one_page(content: &str, entries: Dictionary) -> Vec<u8> {
    let mut made = Made::new();
    made.page(content, entries);
    made.bytes()
}
