//! The first reader: the interpreter's drawing calls, page by page.

use crate::device::{LimitReached, PageDevice, stop};
use crate::fonts::Fonts;
use crate::tags::PageTags;
use crate::{doubles, forms, rules};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::kurbo::Rect;
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, TransformExt, interpret, interpret_page,
};
use hayro_syntax::content::TypedIter;
use hayro_syntax::object::{Array, Dict, Stream};
use hayro_syntax::page::{Page, Resources, Rotation};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use thresholds_model::page::PageContent;
use thresholds_model::reading::Limits;

/// How reading a page ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// It came to its end.
    Complete,
    /// A limit on work cut it short.
    OverLimit,
    /// The interpreter failed; what it had painted until then is kept.
    Failed,
}

/// A page as the first reader left it.
pub(crate) struct FirstPage {
    pub(crate) content: PageContent,
    pub(crate) ending: Ending,
    /// Number of paths painted.
    pub(crate) paths: u32,
    /// Whether its content shows any text, mapped or not.
    pub(crate) shows_text: bool,
}

/// Reads all pages.
pub(crate) fn read(pdf: &Pdf, limits: &Limits, tags: &mut BTreeMap<u32, PageTags>) -> Vec<FirstPage> {
    let settings = InterpreterSettings::default();
    let mut cache = InterpreterCache::new();
    let mut fonts = Fonts::new(settings.clone());
    let mut out = Vec::with_capacity(pdf.pages().len());
    for (page, number) in pdf.pages().iter().zip(1..) {
        let tags = tags.remove(&number).unwrap_or_default();
        let read = read_page(page, number, tags, &cache, &mut fonts, &settings, limits);
        if read.ending == Ending::Failed {
            // What a failure left in the caches is not to be trusted.
            cache = InterpreterCache::new();
            fonts = Fonts::new(settings.clone());
        }
        out.push(read);
    }
    out
}

fn read_page<'a>(
    page: &Page<'a>,
    number: u32,
    tags: PageTags,
    cache: &InterpreterCache<'a>,
    fonts: &mut Fonts<'a>,
    settings: &InterpreterSettings,
    limits: &Limits,
) -> FirstPage {
    let (width, height) = page.render_dimensions();
    let mut device = PageDevice::new(page, fonts, limits, tags.forms);
    let ended = catch_unwind(AssertUnwindSafe(|| {
        if content_above(page, limits.stream_bytes) {
            stop("content", "stream_bytes");
        }
        let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let to_display = page.initial_transform(true).to_kurbo();
        let mut context = Context::new(to_display, area, cache, page.xref(), settings.clone());
        if let Some(LimitReached { what, name }) = forms::excess(page, limits) {
            let (operations, resources) = without_forms(page, limits);
            interpret(operations, &resources, &mut context, &mut device);
            stop(what, name);
        }
        interpret_page(page, &mut context, &mut device);
    }));
    let (ending, warning) = match ended {
        Ok(()) => (Ending::Complete, None),
        Err(payload) => match payload.downcast_ref::<LimitReached>() {
            Some(LimitReached { what, name }) => {
                let warning = format!(
                    "page {number} has more {what} than the limit; the rest of it was not read (--limit \
                     {name}=N raises the limit)"
                );
                (Ending::OverLimit, Some(warning))
            }
            None => (Ending::Failed, Some(format!("the first reader failed on page {number}"))),
        },
    };
    let paths = device.paths();
    let PageDevice { mut glyphs, table: mut fonts, painted, images, .. } = device;
    doubles::remove(&mut glyphs, &mut fonts, width, height);
    let (rules, painted) = rules::join(painted);
    let content = PageContent {
        number,
        width,
        height,
        rotate: degrees(page.rotation()),
        glyphs,
        fonts,
        rules,
        fills: painted.fills,
        bullets: painted.bullets,
        images,
        confidences: Vec::new(),
        tags: tags.tags,
        warnings: warning.into_iter().collect(),
    };
    let shows_text = !content.glyphs.is_empty() || names_text(page);
    FirstPage { content, ending, paths, shows_text }
}

/// Whether the streams that make up a page's content give more bytes than that: a list
/// may name the same stream again and again.
fn content_above(page: &Page<'_>, limit: u64) -> bool {
    let Some(parts) = page.raw().get::<Array<'_>>(b"Contents") else { return false };
    let lengths = parts.iter::<Stream<'_>>().map(|s| s.decoded().map_or(0, |d| d.len() as u64));
    lengths
        .scan(0, |sum: &mut u64, length| {
            *sum += length;
            Some(*sum)
        })
        .any(|sum| sum > limit)
}

/// The beginning of a page's own content, as far as the limit on operators goes, and its
/// resources but for what it shows of other streams.
fn without_forms<'a, 'p>(page: &'p Page<'a>, limits: &Limits) -> (TypedIter<'p>, Resources<'a>) {
    // An operator and what parts it from the next take two bytes or more.
    let most = 2 * limits.operators_per_page as usize;
    let content = page.page_stream().unwrap_or_default();
    let resources = Resources { x_objects: Dict::empty(), ..page.resources().clone() };
    (TypedIter::new(&content[..content.len().min(most)]), resources)
}

/// Whether the page's own content stream has an operator that shows text.
fn names_text(page: &Page<'_>) -> bool {
    let stream = catch_unwind(AssertUnwindSafe(|| page.page_stream())).ok().flatten().unwrap_or_default();
    stream.windows(2).any(|w| w == b"Tj" || w == b"TJ")
}

fn degrees(rotation: Rotation) -> u16 {
    match rotation {
        Rotation::None => 0,
        Rotation::Horizontal => 90,
        Rotation::Flipped => 180,
        Rotation::FlippedHorizontal => 270,
    }
}
