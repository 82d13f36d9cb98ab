//! Which font a run of glyphs was set in.
//!
//! The interpreter hands glyphs over without the font dictionary that they came from.
//! The join finds it again: the fonts that the page and its forms name are the
//! candidates, and a candidate fits when it gives the same outline for the same
//! character code.

use crate::forms::{appearances, is_form};
use crate::unmapped::FontPrograms;
use hayro_font::{Font, FontCache, FontGlyph};
use hayro_interpret::InterpreterSettings;
use hayro_interpret::font::{Glyph, PositionedGlyph};
use hayro_syntax::object::{Array, Dict, Name, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};
use std::collections::{BTreeSet, HashMap};
use thresholds_model::page::Font as FontInfo;

/// Ascent and descent of an em where the font does not say.
const DEFAULT_EXTENT: (f32, f32) = (0.8, -0.2);
/// Forms are searched for fonts down to this depth,
const MAX_FORM_DEPTH: u32 = 6;
/// and no more of them than this on a page.
const MAX_FORMS: usize = 512;
/// Glyphs of a run that are compared to tell two fonts apart.
const PROBES: usize = 12;

/// What the page's text needs to know of a font.
#[derive(Debug, Clone)]
pub(crate) struct Face {
    /// Name and style.
    pub(crate) info: FontInfo,
    /// Height above the baseline, in ems.
    pub(crate) ascent: f32,
    /// Depth below the baseline, in ems, negative.
    pub(crate) descent: f32,
    /// Em in units of the text matrix: 1 but for some Type 3 fonts.
    pub(crate) em: f32,
    kind: Kind,
    embedded: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Type3,
    Simple,
    Composite,
}

impl Face {
    /// Stands for a font that could not be found.
    fn unknown() -> Self {
        Self {
            info: FontInfo::default(),
            ascent: DEFAULT_EXTENT.0,
            descent: DEFAULT_EXTENT.1,
            em: 1.0,
            kind: Kind::Simple,
            embedded: true,
        }
    }
}

struct Known<'a> {
    dict: Dict<'a>,
    face: Face,
    loaded: Option<Option<Font<'a>>>,
}

/// The fonts of a document, read once each.
pub(crate) struct Fonts<'a> {
    cache: FontCache<'a>,
    settings: InterpreterSettings,
    known: Vec<Known<'a>>,
    by_dict: HashMap<&'a [u8], usize>,
    /// Glyphs of this page, by outline and character code, that only one font has.
    joined: HashMap<(u128, u32), usize>,
    /// Font programs, for glyphs that the PDF does not map to text.
    pub(crate) programs: FontPrograms,
}

/// The font of a run: an index for [`Fonts::face`]; `None` when it was not found.
pub(crate) type FontId = Option<usize>;

impl<'a> Fonts<'a> {
    pub(crate) fn new(settings: InterpreterSettings) -> Self {
        Self {
            cache: FontCache::new(),
            settings,
            known: Vec::new(),
            by_dict: HashMap::new(),
            joined: HashMap::new(),
            programs: FontPrograms::default(),
        }
    }

    pub(crate) fn face(&self, id: FontId) -> Face {
        id.and_then(|i| self.known.get(i)).map_or_else(Face::unknown, |k| k.face.clone())
    }

    /// The fonts that a page, its forms and its annotations name.
    pub(crate) fn candidates(&mut self, page: &Page<'a>) -> Vec<usize> {
        self.joined.clear();
        let mut found = BTreeSet::new();
        let mut walk = FormWalk::default();
        self.collect(page.resources(), &mut found, &mut walk, 0);
        for form in appearances(page.raw()).into_iter().take(MAX_FORMS) {
            self.collect_form(&form, &mut found, &mut walk, 0);
        }
        found.into_iter().collect()
    }

    fn collect(
        &mut self,
        resources: &Resources<'a>,
        found: &mut BTreeSet<usize>,
        walk: &mut FormWalk,
        depth: u32,
    ) {
        for name in resources.fonts.keys() {
            if let Some(dict) = resources.get_font(&name) {
                found.insert(self.remember(dict));
            }
        }
        if depth >= MAX_FORM_DEPTH {
            return;
        }
        for name in resources.x_objects.keys() {
            if let Some(form) = resources.get_x_object(&name).filter(|s| is_form(s)) {
                self.collect_form(&form, found, walk, depth);
            }
        }
    }

    fn collect_form(
        &mut self,
        form: &Stream<'a>,
        found: &mut BTreeSet<usize>,
        walk: &mut FormWalk,
        depth: u32,
    ) {
        if walk.seen.len() >= MAX_FORMS || !walk.seen.insert(form.obj_id()) {
            return;
        }
        if let Some(resources) = form.dict().get::<Dict<'a>>(b"Resources") {
            self.collect(&Resources::new(resources), found, walk, depth + 1);
        }
    }

    fn remember(&mut self, dict: Dict<'a>) -> usize {
        if let Some(&index) = self.by_dict.get(dict.data()) {
            return index;
        }
        let index = self.known.len();
        self.by_dict.insert(dict.data(), index);
        self.known.push(Known { face: face_of(&dict), dict, loaded: None });
        index
    }

    /// Finds the font of a run among the candidates.
    pub(crate) fn of_run(&mut self, candidates: &[usize], run: &[PositionedGlyph<'a>]) -> FontId {
        let first = run.first()?;
        let Glyph::Outline(outline) = &**first else {
            return candidates.iter().copied().find(|&i| self.known[i].face.kind == Kind::Type3);
        };
        let outlines: Vec<usize> =
            candidates.iter().copied().filter(|&i| self.known[i].face.kind != Kind::Type3).collect();
        if let [only] = outlines[..] {
            return Some(only);
        }
        if let Some(name) = outline.font_data().and_then(|d| d.postscript_name) {
            let named = |i: &usize| self.known[*i].face.info.name == name;
            let mut same_name = outlines.iter().copied().filter(named);
            if let (Some(only), None) = (same_name.next(), same_name.next()) {
                return Some(only);
            }
        }
        self.by_outline(outlines, run)
    }

    fn by_outline(&mut self, mut fitting: Vec<usize>, run: &[PositionedGlyph<'a>]) -> FontId {
        for (probe, glyph) in run.iter().take(PROBES).enumerate() {
            let Glyph::Outline(outline) = &**glyph else { continue };
            let (key, code) = (outline.identifier().cache_key(), outline.char_code());
            if let (0, Some(&known)) = (probe, self.joined.get(&(key, code))) {
                return Some(known);
            }
            let advance = outline.advance_width();
            fitting.retain(|&index| {
                self.glyph(index, code).is_some_and(|g| g.0 == key && same_advance(g.1, advance))
            });
            if let (0, [only]) = (probe, &fitting[..]) {
                self.joined.insert((key, code), *only);
            }
            if fitting.len() < 2 {
                break;
            }
        }
        fitting.first().copied()
    }

    /// Outline key and advance that a font gives for a character code.
    fn glyph(&mut self, index: usize, code: u32) -> Option<(u128, Option<f32>)> {
        let is_possible = self.known.get(index)?.face.kind == Kind::Composite || code <= 255;
        let font = self.load(index).filter(|_| is_possible)?;
        match font.glyph(font.map_code(code), code) {
            FontGlyph::Outline(g) => Some((g.identifier().cache_key(), g.advance_width())),
            FontGlyph::Type3(_) => None,
        }
    }

    /// How much wider the interpreter draws a glyph of a font that is not embedded, to
    /// give the stand-in the width that the PDF asks for.
    pub(crate) fn stretch(&mut self, id: FontId, code: u32) -> f64 {
        let stands_in = |k: &Known<'_>| !k.face.embedded && (k.face.kind == Kind::Composite || code <= 255);
        let Some(index) = id.filter(|&i| self.known.get(i).is_some_and(stands_in)) else {
            return 1.0;
        };
        let stretch = self.load(index).map_or(1.0, |font| font.glyph_stretch(font.map_code(code), code));
        if stretch.is_finite() && stretch > 0.01 { stretch } else { 1.0 }
    }

    fn load(&mut self, index: usize) -> Option<Font<'a>> {
        let known = self.known.get_mut(index)?;
        if known.loaded.is_none() {
            let (fonts, cmaps) = (&self.settings.font_resolver, &self.settings.cmap_resolver);
            known.loaded = Some(self.cache.font(&known.dict, fonts, cmaps));
        }
        known.loaded.clone().flatten()
    }
}

#[derive(Default)]
struct FormWalk {
    seen: BTreeSet<ObjectIdentifier>,
}

fn same_advance(a: Option<f32>, b: Option<f32>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() < 0.5,
        (None, None) => true,
        _ => false,
    }
}

fn face_of(dict: &Dict<'_>) -> Face {
    let subtype = dict.get::<Name<'_>>(b"Subtype");
    let kind = match subtype.as_deref() {
        Some(b"Type3") => Kind::Type3,
        Some(b"Type0") => Kind::Composite,
        _ => Kind::Simple,
    };
    let descendant = dict.get::<Array<'_>>(b"DescendantFonts").and_then(|a| a.iter::<Dict<'_>>().next());
    let described = descendant.as_ref().unwrap_or(dict);
    let descriptor = described.get::<Dict<'_>>(b"FontDescriptor").unwrap_or_default();
    let name = dict
        .get::<Name<'_>>(b"BaseFont")
        .or_else(|| descriptor.get::<Name<'_>>(b"FontName"))
        .map(|n| without_subset_prefix(&String::from_utf8_lossy(n.as_ref())).to_owned())
        .unwrap_or_default();
    let (ascent, descent) = extent_of(&descriptor);
    Face {
        info: FontInfo { bold: is_bold(&name, &descriptor), italic: is_italic(&name, &descriptor), name },
        ascent,
        descent,
        em: if kind == Kind::Type3 { type3_em(dict) } else { 1.0 },
        kind,
        embedded: [&b"FontFile"[..], b"FontFile2", b"FontFile3"].iter().any(|k| descriptor.contains_key(k)),
    }
}

/// `ABCDEF+Name` is a subset of `Name`.
fn without_subset_prefix(name: &str) -> &str {
    match name.split_once('+') {
        Some((prefix, rest)) if prefix.len() == 6 && prefix.bytes().all(|b| b.is_ascii_uppercase()) => rest,
        _ => name,
    }
}

/// Ascent and descent in ems, where the descriptor gives believable ones.
fn extent_of(descriptor: &Dict<'_>) -> (f32, f32) {
    let read = |key: &[u8]| descriptor.get::<f32>(key).map(|v| v / 1000.0);
    let ascent = read(b"Ascent").filter(|v| (0.5..=1.1).contains(v));
    let descent = read(b"Descent").map(|v| -v.abs()).filter(|v| (-0.45..=-0.1).contains(v));
    (ascent.unwrap_or(DEFAULT_EXTENT.0), descent.unwrap_or(DEFAULT_EXTENT.1))
}

/// Height of a Type 3 font's box in text units: its em, as its glyphs have any scale.
fn type3_em(dict: &Dict<'_>) -> f32 {
    let matrix = dict.get::<[f32; 6]>(b"FontMatrix").unwrap_or([0.001, 0.0, 0.0, 0.001, 0.0, 0.0]);
    let height = dict.get::<[f32; 4]>(b"FontBBox").map_or(0.0, |b| ((b[3] - b[1]) * matrix[3]).abs());
    if height.is_finite() && (0.01..=500.0).contains(&height) { height } else { 1.0 }
}

const FORCE_BOLD: u32 = 1 << 18;
const ITALIC: u32 = 1 << 6;

fn is_bold(name: &str, descriptor: &Dict<'_>) -> bool {
    let lower = name.to_ascii_lowercase();
    ["bold", "black", "heavy", "demi"].iter().any(|w| lower.contains(w))
        || style_words(name)
            .any(|w| ["Bd", "BdIt", "BdObl", "Blk", "Hv", "HvIt", "SmBd", "Sb", "XBd"].contains(&w))
        || descriptor.get::<f32>(b"FontWeight").is_some_and(|w| w >= 600.0)
        || descriptor.get::<u32>(b"Flags").is_some_and(|f| f & FORCE_BOLD != 0)
}

fn is_italic(name: &str, descriptor: &Dict<'_>) -> bool {
    let lower = name.to_ascii_lowercase();
    ["italic", "oblique"].iter().any(|w| lower.contains(w))
        || style_words(name).any(|w| ["It", "BdIt", "LtIt", "MdIt", "HvIt", "Obl", "BdObl"].contains(&w))
        || descriptor.get::<f32>(b"ItalicAngle").is_some_and(|a| (1.0..=45.0).contains(&a.abs()))
        || descriptor.get::<u32>(b"Flags").is_some_and(|f| f & ITALIC != 0)
}

/// Parts of a font name after a hyphen or comma: `Frutiger-Bd` gives `Bd`.
fn style_words(name: &str) -> impl Iterator<Item = &str> {
    name.split(['-', ',', ' ']).skip(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weight_and_slope_are_read_from_names() {
        let none = Dict::empty();
        for bold in ["Arial-BoldMT", "Arial,Bold", "Frutiger-Bd", "MyriadPro-Semibold", "Gotham-Black"] {
            assert!(is_bold(bold, &none), "{bold}");
        }
        for regular in ["ArialMT", "Bdorf-Regular", "Calibri-Light", "Arial-ItalicMT"] {
            assert!(!is_bold(regular, &none), "{regular}");
        }
        assert!(is_italic("Arial-ItalicMT", &none) && is_italic("Frutiger-BdIt", &none));
        assert!(!is_italic("Italia".strip_suffix('a').unwrap(), &none));
    }

    #[test]
    fn only_six_capitals_are_a_subset_prefix() {
        assert_eq!(without_subset_prefix("ABCDEF+Calibri"), "Calibri");
        assert_eq!(without_subset_prefix("Noto+Sans"), "Noto+Sans");
    }
}
