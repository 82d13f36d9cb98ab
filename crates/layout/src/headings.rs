//! Headings, by their looks against the body text of the whole document.

use crate::fragment::{Paragraph, Piece};
use crate::text::is_number_marker;
use thresholds_model::page::{Colour, PageContent};

/// The looks of body text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Body {
    /// Size of most glyphs, points.
    pub size: f32,
    /// Most glyphs are bold.
    pub bold: bool,
    /// Colour of most glyphs.
    pub colour: Colour,
}

impl Body {
    /// Measures a document.
    pub fn of<'a>(pages: impl Iterator<Item = &'a PageContent>) -> Self {
        let mut sizes: Vec<(i32, usize)> = Vec::new();
        let mut colours: Vec<(Colour, usize)> = Vec::new();
        let (mut bold, mut total) = (0usize, 0usize);
        for page in pages {
            for glyph in page.glyphs.iter().filter(|g| g.rotation == 0) {
                count(&mut sizes, (glyph.size * 2.0).round() as i32);
                count(&mut colours, glyph.colour);
                total += 1;
                bold += usize::from(page.fonts.get(usize::from(glyph.font)).is_some_and(|f| f.bold));
            }
        }
        let most = |list: Vec<(i32, usize)>| list.into_iter().max_by_key(|(k, n)| (*n, -*k)).map(|(k, _)| k);
        let colour = colours.into_iter().max_by_key(|(c, n)| (*n, std::cmp::Reverse(*c)));
        Self {
            size: most(sizes).map_or(10.0, |s| s as f32 / 2.0).max(1.0),
            bold: bold * 2 > total,
            colour: colour.map_or(Colour::BLACK, |(c, _)| c),
        }
    }
}

fn count<K: PartialEq>(list: &mut Vec<(K, usize)>, key: K) {
    match list.iter_mut().find(|(k, _)| *k == key) {
        Some((_, n)) => *n += 1,
        None => list.push((key, 1)),
    }
}

/// Looks of a heading, in the order in which they outrank each other: a larger size
/// first, then a bar of its own, then weight, then capitals, then colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Looks {
    size: i32,
    band: bool,
    bold: bool,
    capitals: bool,
    coloured: bool,
}

const MAX_WORDS: usize = 20;

/// The looks of a paragraph when it is a heading.
pub fn heading(p: &Paragraph, next: Option<&Piece>, body: &Body) -> Option<Looks> {
    let text = p.raw_text();
    let numbered = p.marker.as_deref().is_some_and(is_number_marker);
    let words = p.word_count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if p.furniture.is_some() || words == 0 || words > MAX_WORDS || p.lines.len() > 4 || letters < 2 {
        return None;
    }
    if p.marker.is_some() && !numbered {
        return None;
    }
    let size = p.size();
    let larger = size > body.size * 1.11;
    let much_larger = size > body.size * 1.3;
    if text.ends_with([';', ',']) || (text.ends_with('.') && !much_larger && !(p.bold() && words <= 6)) {
        return None;
    }
    let bold = p.bold() && !body.bold;
    let upper = text.chars().filter(|c| c.is_uppercase()).count();
    let capitals = letters >= 4 && upper == letters && words <= 12;
    let coloured = differs(p.colour(), body.colour);
    let link = text.contains('@') || text.contains("www.") || text.contains("http");
    let alone_in_colour =
        coloured && !link && words <= 9 && size >= body.size * 0.98 && followed_by_other(p, next);
    let turned = p.rotation() != 0 && words <= 8;
    if larger || bold || p.band || capitals || alone_in_colour || turned {
        // Bars are of one kind, whether their letters are light or dark.
        let coloured = coloured && !p.band;
        return Some(Looks { size: (size * 2.0).round() as i32, band: p.band, bold, capitals, coloured });
    }
    None
}

fn differs(a: Colour, b: Colour) -> bool {
    let far = |x: u8, y: u8| x.abs_diff(y) > 60;
    far(a.r, b.r) || far(a.g, b.g) || far(a.b, b.b)
}

fn followed_by_other(p: &Paragraph, next: Option<&Piece>) -> bool {
    match next {
        Some(Piece::Paragraph(n)) => n.colour() != p.colour(),
        Some(Piece::Table(_)) => true,
        None => false,
    }
}

/// Depth of each kind of looks: the largest is 1. At most six.
pub fn ranks(mut looks: Vec<Looks>) -> Vec<Looks> {
    looks.sort_by(|a, b| b.cmp(a));
    looks.dedup();
    looks
}

/// Depth from 1 of some looks among the ranked ones.
pub fn depth(looks: Looks, ranks: &[Looks]) -> u8 {
    let at = ranks.iter().position(|r| *r == looks).unwrap_or(0);
    u8::try_from(at.min(8) + 1).unwrap_or(9)
}
