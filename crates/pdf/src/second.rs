//! The second reader, for pages that the first could not read: glyphs only.
//!
//! It panics on some files, which is caught here, and overflows the stack on a few,
//! which ends the process: so it runs in worker processes.

use crate::doubles;
use crate::text::readable;
use pdf_extract::{Dictionary, Document, MediaBox, Object, ObjectId, OutputDev, OutputError, Transform};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use thresholds_model::geometry::BBox;
use thresholds_model::page::{Colour, Font, Glyph, PageContent};
use thresholds_model::reading::Limits;

/// Parents of a page that are searched for inherited entries.
const MAX_PARENTS: usize = 32;
/// Ascent and descent in ems; this reader does not tell the font.
const EXTENT: (f64, f64) = (0.8, -0.2);
/// Page box where the file gives none: A4.
const A4: [f64; 4] = [0.0, 0.0, 595.276, 841.89];

/// A document as the second reader loads it.
pub(crate) struct Second {
    document: Document,
    pages: BTreeMap<u32, ObjectId>,
}

impl Second {
    /// Loads a document; `None` when that fails.
    pub(crate) fn load(bytes: &[u8]) -> Option<Self> {
        catch_unwind(|| {
            let mut document = Document::load_mem(bytes).ok()?;
            if document.is_encrypted() {
                document.decrypt("").ok()?;
            }
            let pages = document.get_pages();
            Some(Self { document, pages })
        })
        .ok()
        .flatten()
    }

    /// Number of pages.
    pub(crate) fn page_count(&self) -> u32 {
        u32::try_from(self.pages.len()).unwrap_or(u32::MAX)
    }

    /// Reads a page; `None` when that fails.
    pub(crate) fn read(&self, number: u32, limits: &Limits) -> Option<PageContent> {
        let page = *self.pages.get(&number)?;
        let frame = Frame::of(&self.document, page);
        let mut glyphs = Glyphs { out: Vec::new(), frame: &frame, limit: limits.glyphs_per_page as usize };
        let ended = catch_unwind(AssertUnwindSafe(|| {
            pdf_extract::output_doc_page(&self.document, &mut glyphs, number)
        }));
        if glyphs.out.is_empty() && !matches!(ended, Ok(Ok(()))) {
            return None;
        }
        let mut content = PageContent {
            number,
            width: frame.width() as f32,
            height: frame.height() as f32,
            rotate: frame.rotate,
            glyphs: glyphs.out,
            fonts: vec![Font::default()],
            ..PageContent::default()
        };
        doubles::remove(&mut content.glyphs, &mut content.fonts, content.width, content.height);
        Some(content)
    }
}

/// The visible part of a page and its rotation.
struct Frame {
    x0: f64,
    y0: f64,
    x1: f64,
    y1: f64,
    rotate: u16,
}

impl Frame {
    fn of(document: &Document, page: ObjectId) -> Self {
        let boxed = |key: &[u8]| inherited(document, page, key).and_then(|o| rectangle(document, o));
        let media = boxed(b"MediaBox").unwrap_or(A4);
        let crop = boxed(b"CropBox").unwrap_or(media);
        let (x0, y0) = (media[0].max(crop[0]), media[1].max(crop[1]));
        let (x1, y1) = (media[2].min(crop[2]), media[3].min(crop[3]));
        let rotate =
            inherited(document, page, b"Rotate").and_then(|o| o.as_i64().ok()).unwrap_or(0).rem_euclid(360);
        let rotate = if rotate % 90 == 0 { rotate as u16 } else { 0 };
        if x1 - x0 < 1.0 || y1 - y0 < 1.0 {
            return Self { x0: A4[0], y0: A4[1], x1: A4[2], y1: A4[3], rotate };
        }
        Self { x0, y0, x1, y1, rotate }
    }

    fn width(&self) -> f64 {
        if self.rotate.is_multiple_of(180) { self.x1 - self.x0 } else { self.y1 - self.y0 }
    }

    fn height(&self) -> f64 {
        if self.rotate.is_multiple_of(180) { self.y1 - self.y0 } else { self.x1 - self.x0 }
    }

    /// From the page's own space to the displayed page.
    fn display(&self, x: f64, y: f64) -> (f64, f64) {
        match self.rotate {
            90 => (y - self.y0, x - self.x0),
            180 => (self.x1 - x, y - self.y0),
            270 => (self.y1 - y, self.x1 - x),
            _ => (x - self.x0, self.y1 - y),
        }
    }
}

fn inherited<'d>(document: &'d Document, page: ObjectId, key: &[u8]) -> Option<&'d Object> {
    let mut node: &Dictionary = document.get_dictionary(page).ok()?;
    for _ in 0..MAX_PARENTS {
        if let Ok(value) = node.get(key) {
            return document.dereference(value).ok().map(|(_, value)| value);
        }
        node = document.get_dictionary(node.get(b"Parent").ok()?.as_reference().ok()?).ok()?;
    }
    None
}

fn rectangle(document: &Document, object: &Object) -> Option<[f64; 4]> {
    let number = |o: &Object| {
        let (_, o) = document.dereference(o).ok()?;
        o.as_float().ok().map(f64::from).filter(|v| v.is_finite())
    };
    let [a, b, c, d] = object.as_array().ok()?.as_slice() else { return None };
    let (a, b, c, d) = (number(a)?, number(b)?, number(c)?, number(d)?);
    Some([a.min(c), b.min(d), a.max(c), b.max(d)])
}

struct Glyphs<'f> {
    out: Vec<Glyph>,
    frame: &'f Frame,
    limit: usize,
}

impl OutputDev for Glyphs<'_> {
    fn begin_page(
        &mut self,
        _: u32,
        _: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _: f64,
        font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        if self.out.len() >= self.limit {
            return Err(OutputError::FormatError(std::fmt::Error));
        }
        let at = |along: f64, up: f64| {
            let (along, up) = (along * font_size, up * font_size);
            let x = place.m11 * along + place.m21 * up + place.m31;
            let y = place.m12 * along + place.m22 * up + place.m32;
            self.frame.display(x, y)
        };
        let (origin, end) = (at(0.0, 0.0), at(1.0, 0.0));
        let size = (place.m21.hypot(place.m22) * font_size).abs() as f32;
        let corners = [at(0.0, EXTENT.0), at(0.0, EXTENT.1), at(width, EXTENT.0), at(width, EXTENT.1)]
            .map(|(x, y)| BBox { x0: x as f32, y0: y as f32, x1: x as f32, y1: y as f32 });
        let (Some(bbox), Some(text)) = (BBox::hull(&corners), readable(text, "")) else { return Ok(()) };
        let page = BBox::new(0.0, 0.0, self.frame.width() as f32, self.frame.height() as f32);
        let on_page = bbox.x1 >= page.x0 && bbox.x0 <= page.x1 && bbox.y1 >= page.y0 && bbox.y0 <= page.y1;
        if !on_page || !size.is_finite() || size < 0.05 {
            return Ok(());
        }
        let direction = (end.1 - origin.1).atan2(end.0 - origin.0).to_degrees().round().rem_euclid(360.0);
        self.out.push(Glyph {
            text,
            bbox,
            origin: (origin.0 as f32, origin.1 as f32),
            size,
            font: 0,
            colour: Colour::BLACK,
            rotation: direction as u16 % 360,
            mcid: None,
            invisible: false,
            artifact: false,
        });
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
