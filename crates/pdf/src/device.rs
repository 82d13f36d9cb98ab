//! The drawing surface that the interpreter paints on: it keeps what layout needs.

use crate::doubles::{bold_variant, intern};
use crate::fonts::{Face, FontId, Fonts};
use crate::marked::MarkedContent;
use crate::paint::ink;
use crate::path::{Painted, RULE_THICKNESS, bounds_of, intersect, is_rectangle};
use crate::tags::TaggedForms;
use crate::text::glyph_text;
use hayro_interpret::font::{Glyph as PdfGlyph, GlyphRun, PositionedGlyph};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};
use hayro_syntax::object::Dict;
use hayro_syntax::page::Page;
use std::ops::Range;
use thresholds_model::geometry::BBox;
use thresholds_model::page::{Colour, Glyph};
use thresholds_model::reading::Limits;

/// Paint below this opacity does not show.
const TRANSPARENT: f32 = 0.03;
/// Share of a glyph's extent that must lie inside the clip.
const VISIBLE_SHARE: f32 = 0.1;
/// A pen from this width on makes filled and stroked text look bold, in ems.
const BOLD_PEN: f64 = 0.015;
/// Advance of a glyph without a width, in thousandths of an em.
const DEFAULT_ADVANCE: f32 = 500.0;

/// A limit on work was reached: the panic payload that stops the interpreter, which
/// offers no other way out of a page. It is thrown without running the panic hook.
pub(crate) struct LimitReached {
    /// What there was too much of.
    pub(crate) what: &'static str,
    /// Name of the limit.
    pub(crate) name: &'static str,
}

/// Collects one page.
pub(crate) struct PageDevice<'a, 'f> {
    page: &'f Page<'a>,
    fonts: &'f mut Fonts<'a>,
    candidates: Option<Vec<usize>>,
    /// Glyphs in painting order.
    pub(crate) glyphs: Vec<Glyph>,
    /// The page's font table.
    pub(crate) table: Vec<thresholds_model::page::Font>,
    /// Rules, fills and dots.
    pub(crate) painted: Painted,
    /// Boxes of images.
    pub(crate) images: Vec<BBox>,
    clips: Vec<Clip>,
    forms: TaggedForms,
    opacities: Vec<f32>,
    marked: MarkedContent,
    last_run: Option<LastRun>,
    work: Work,
}

/// One clip in force.
#[derive(Clone, Copy)]
struct Clip {
    area: BBox,
    /// Inside a form XObject.
    in_form: bool,
}

/// What has been done on a page so far.
struct Work {
    glyphs: u32,
    paths: u32,
    other: u32,
    limits: Limits,
}

/// The run painted last, to recognise its outline when that is painted next.
struct LastRun {
    place: [f64; 6],
    count: usize,
    glyphs: Range<usize>,
}

impl<'a, 'f> PageDevice<'a, 'f> {
    pub(crate) fn new(
        page: &'f Page<'a>,
        fonts: &'f mut Fonts<'a>,
        limits: &Limits,
        forms: TaggedForms,
    ) -> Self {
        let (width, height) = page.render_dimensions();
        Self {
            page,
            fonts,
            candidates: None,
            glyphs: Vec::new(),
            table: Vec::new(),
            painted: Painted::default(),
            images: Vec::new(),
            clips: vec![Clip { area: BBox::new(0.0, 0.0, width, height), in_form: false }],
            forms,
            opacities: vec![1.0],
            marked: MarkedContent::default(),
            last_run: None,
            work: Work { glyphs: 0, paths: 0, other: 0, limits: limits.clone() },
        }
    }

    fn clip(&self) -> BBox {
        self.clips.last().map_or_else(BBox::default, |c| c.area)
    }

    /// Number of paths painted.
    pub(crate) fn paths(&self) -> u32 {
        self.work.paths
    }

    fn opacity(&self) -> f32 {
        self.opacities.last().copied().unwrap_or(1.0)
    }

    fn push_clip(&mut self, bounds: Option<BBox>, is_form: bool) {
        self.work.step();
        let nothing = BBox { x0: 1.0, y0: 1.0, x1: 0.0, y1: 0.0 };
        let area = bounds.and_then(|b| intersect(&self.clip(), &b)).unwrap_or(nothing);
        let in_form = is_form || self.clips.last().is_some_and(|c| c.in_form);
        self.clips.push(Clip { area, in_form });
    }

    fn font_of(&mut self, run: &[PositionedGlyph<'a>]) -> FontId {
        if self.candidates.is_none() {
            self.candidates = Some(self.fonts.candidates(self.page));
        }
        self.fonts.of_run(self.candidates.as_deref().unwrap_or_default(), run)
    }

    /// Text that is filled and then stroked arrives twice; the second run only tells
    /// that it looks bold.
    fn is_outline_of_last(&mut self, glyphs: &[PositionedGlyph<'a>], place: [f64; 6], pen: f64) -> bool {
        let Some(last) = self.last_run.take() else { return false };
        if last.place != place || last.count != glyphs.len() {
            return false;
        }
        for glyph in self.glyphs.get_mut(last.glyphs).into_iter().flatten() {
            if pen >= BOLD_PEN * f64::from(glyph.size) {
                glyph.font = bold_variant(&mut self.table, glyph.font);
            }
        }
        true
    }

    fn add_run(&mut self, run: &[PositionedGlyph<'a>], props: &DrawProps<'a>, mode: &DrawMode) {
        let font = self.font_of(run);
        let face = self.fonts.face(font);
        let ink = ink(&props.paint, self.opacity());
        let style = RunStyle {
            colour: ink.colour,
            invisible: matches!(mode, DrawMode::Invisible) || ink.alpha < TRANSPARENT,
            mcid: self.marked.mcid(),
            artifact: self.marked.artifact(),
        };
        let mut table_index = None;
        for (i, positioned) in run.iter().enumerate() {
            let place = props.transform * positioned.transform();
            let Some(text) = glyph_text(positioned, &face.info.name, &mut self.fonts.programs) else {
                continue;
            };
            let stretch = self.fonts.stretch(font, positioned.char_code());
            let advance = advance_of(positioned)
                .unwrap_or_else(|| advance_to_next(run, i, props.transform, place))
                / stretch as f32;
            let Some(shape) = GlyphShape::new(place, advance, &face) else { continue };
            if !shows(&shape.bbox, &self.clip()) {
                continue;
            }
            let table = &mut self.table;
            let index = *table_index.get_or_insert_with(|| {
                let slanted = face.info.italic || is_slanted(place);
                intern(table, thresholds_model::page::Font { italic: slanted, ..face.info.clone() })
            });
            self.glyphs.push(Glyph {
                text,
                bbox: shape.bbox,
                origin: shape.origin,
                size: shape.size,
                font: index,
                colour: style.colour,
                rotation: shape.rotation,
                mcid: style.mcid,
                invisible: style.invisible,
                artifact: style.artifact,
            });
        }
    }
}

struct RunStyle {
    colour: Colour,
    invisible: bool,
    mcid: Option<u32>,
    artifact: bool,
}

impl Work {
    fn glyphs(&mut self, count: usize) {
        self.glyphs = self.glyphs.saturating_add(u32::try_from(count).unwrap_or(u32::MAX));
        if self.glyphs > self.limits.glyphs_per_page {
            stop("glyphs", "glyphs_per_page");
        }
    }

    fn path(&mut self) {
        self.paths += 1;
        if self.paths > self.limits.paths_per_page {
            stop("paths", "paths_per_page");
        }
    }

    /// Clips, groups, images and marks: they cost little, but a form that calls itself
    /// through others can give them without end.
    fn step(&mut self) {
        self.other += 1;
        if self.other > self.limits.drawing_steps() {
            stop("drawing steps", "paths_per_page");
        }
    }
}

/// Leaves the page: its limit on this has been reached.
pub(crate) fn stop(what: &'static str, name: &'static str) -> ! {
    std::panic::resume_unwind(Box::new(LimitReached { what, name }))
}

/// Place and extent of a glyph on the displayed page.
struct GlyphShape {
    bbox: BBox,
    origin: (f32, f32),
    size: f32,
    rotation: u16,
}

impl GlyphShape {
    /// `place` takes thousandths of an em to the page; `advance` is in these.
    fn new(place: Affine, advance: f32, face: &Face) -> Option<Self> {
        let [a, b, c, d, x, y] = place.as_coeffs();
        let em = f64::from(face.em) * 1000.0;
        let size = c.hypot(d) * em;
        let origin = Point::new(x, y);
        if !(origin.x.is_finite() && origin.y.is_finite() && size.is_finite()) || size < 0.05 {
            return None;
        }
        let advance = f64::from(advance);
        let corner = |along: f64, up: f32| {
            let up = f64::from(up) * em;
            point(x + a * along + c * up, y + b * along + d * up)
        };
        let corners = [
            corner(0.0, face.ascent),
            corner(0.0, face.descent),
            corner(advance, face.ascent),
            corner(advance, face.descent),
        ];
        Some(Self {
            bbox: BBox::hull(&corners)?,
            origin: (origin.x as f32, origin.y as f32),
            size: size as f32,
            rotation: (b.atan2(a).to_degrees().round().rem_euclid(360.0)) as u16 % 360,
        })
    }
}

fn point(x: f64, y: f64) -> BBox {
    BBox { x0: x as f32, y0: y as f32, x1: x as f32, y1: y as f32 }
}

fn advance_of(glyph: &PositionedGlyph<'_>) -> Option<f32> {
    let advance = match &**glyph {
        PdfGlyph::Outline(g) => g.advance_width(),
        PdfGlyph::Type3(g) => g.advance_width(),
    };
    advance.filter(|a| a.is_finite() && a.abs() < 20_000.0)
}

/// The way to the next glyph of the run, for glyphs without a width.
fn advance_to_next(run: &[PositionedGlyph<'_>], index: usize, transform: Affine, place: Affine) -> f32 {
    let Some(next) = run.get(index + 1) else { return DEFAULT_ADVANCE };
    let step = place.inverse() * ((transform * next.transform()) * Point::ZERO);
    let step = step.x as f32;
    if (0.0..2000.0).contains(&step) { step } else { DEFAULT_ADVANCE }
}

/// Whether enough of a glyph lies inside the clip.
fn shows(glyph: &BBox, clip: &BBox) -> bool {
    glyph.x1.min(clip.x1) - glyph.x0.max(clip.x0) >= VISIBLE_SHARE * glyph.width()
        && glyph.y1.min(clip.y1) - glyph.y0.max(clip.y0) >= VISIBLE_SHARE * glyph.height()
}

/// Upright letters drawn with a shear, as word processors imitate italics.
fn is_slanted(place: Affine) -> bool {
    let [a, b, c, d, ..] = place.as_coeffs();
    let lean = (a * c + b * d) / (a.hypot(b) * c.hypot(d));
    (0.1..0.6).contains(&lean)
}

impl<'a> Device<'a> for PageDevice<'a, '_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.work.path();
        let ink = ink(&props.paint, self.opacity());
        if ink.alpha < TRANSPARENT {
            return;
        }
        let clip = self.clip();
        if let DrawMode::Fill(rule) | DrawMode::FillAndStroke(rule, _) = mode {
            self.painted.fill(path, props.transform, *rule, ink.colour, &clip);
        }
        if let DrawMode::Stroke(pen) | DrawMode::FillAndStroke(_, pen) = mode {
            self.painted.stroke(path, props.transform, pen.line_width, ink.colour, &clip);
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        // The interpreter gives a rectangle as a path only when it clips to the box of a form.
        self.push_clip(bounds_of(&clip.path), is_rectangle(&clip.path));
    }

    fn push_clip_rect(&mut self, rect: &Rect) {
        let area = BBox::new(rect.x0 as f32, rect.y0 as f32, rect.x1 as f32, rect.y1 as f32);
        self.push_clip(Some(area), false);
    }

    fn pop_clip(&mut self) {
        if self.clips.len() > 1 {
            self.clips.pop();
        }
    }

    fn push_transparency_group(&mut self, opacity: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.work.step();
        self.opacities.push(self.opacity() * opacity);
    }

    fn pop_transparency_group(&mut self) {
        if self.opacities.len() > 1 {
            self.opacities.pop();
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let glyphs = run.glyphs();
        self.work.glyphs(glyphs.len());
        let Some(first) = glyphs.first() else { return };
        let place = (props.transform * first.transform()).as_coeffs();
        if let DrawMode::Stroke(pen) = mode {
            let width = f64::from(pen.line_width) * props.transform.determinant().abs().sqrt();
            if self.is_outline_of_last(glyphs, place, width) {
                return;
            }
        }
        let start = self.glyphs.len();
        self.add_run(glyphs, &props, mode);
        self.last_run = matches!(mode, DrawMode::Fill(_)).then(|| LastRun {
            place,
            count: glyphs.len(),
            glyphs: start..self.glyphs.len(),
        });
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.work.step();
        let size = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let area = props.transform.transform_rect_bbox(size);
        let bbox = BBox::new(area.x0 as f32, area.y0 as f32, area.x1 as f32, area.y1 as f32);
        let clip = self.clip();
        let Some(bbox) = intersect(&bbox, &clip) else { return };
        if self.opacity() < TRANSPARENT || !(bbox.width().is_finite() && bbox.height().is_finite()) {
            return;
        }
        let thin = bbox.width().min(bbox.height()) <= RULE_THICKNESS;
        if thin {
            // Some programs draw lines as images one pixel high.
            self.painted.bar(bbox, Colour::BLACK, &clip);
        } else {
            self.images.push(bbox);
        }
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        self.work.step();
        let form = self.clips.last().is_some_and(|c| c.in_form).then_some(self.forms);
        self.marked.begin(tag, properties, self.glyphs.len(), form);
    }

    fn end_marked_content(&mut self) {
        self.last_run = None;
        self.marked.end(&mut self.glyphs);
    }
}
