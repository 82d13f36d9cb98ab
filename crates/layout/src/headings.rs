//! Headings, by their looks against the body text of the whole document.

use crate::fragment::{Paragraph, Piece};
use crate::tags::Role;
use crate::text::is_number_marker;
use std::collections::BTreeMap;
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
struct Looks {
    size: i32,
    band: bool,
    bold: bool,
    capitals: bool,
    coloured: bool,
}

const MAX_WORDS: usize = 20;

/// The looks of a paragraph when it is a heading.
fn heading(p: &Paragraph, next: Option<&Piece>, body: &Body) -> Option<Looks> {
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

/// Longest heading of the structure tree, words.
const MAX_TAGGED_WORDS: usize = 40;
/// Share of all words that tagged headings may hold.
const MAX_TAGGED_SHARE: f32 = 0.5;
/// Sizes closer than this are one, points.
const SAME_SIZE: f32 = 1.0;

/// Level of a paragraph that the structure tree calls a heading.
fn tagged_level(p: &Paragraph) -> Option<u8> {
    match p.tag()?.role {
        Role::Heading(level) if p.furniture.is_none() && p.word_count() <= MAX_TAGGED_WORDS => Some(level),
        _ => None,
    }
}

/// Depth from 1 of each piece that is a heading: by the levels of the structure tree
/// where they are real, else by looks. A heading that only looks like one stands under
/// the tagged ones, unless it is larger.
pub fn depths(pieces: &[Piece], body: &Body) -> Vec<Option<u8>> {
    let found: Vec<Option<Found>> = (0..pieces.len())
        .map(|i| match &pieces[i] {
            Piece::Paragraph(p) => {
                let looks = heading(p, pieces.get(i + 1), body);
                let level = tagged_level(p);
                (looks.is_some() || level.is_some()).then(|| Found {
                    level,
                    looks: looks.unwrap_or_else(|| plain_looks(p)),
                    seen: looks.is_some(),
                })
            }
            Piece::Table(_) => None,
        })
        .collect();
    let levels = levels(pieces, &found);
    let kept: Vec<Option<Found>> = match &levels {
        Levels::False => found.into_iter().map(|f| f.filter(|f| f.seen).map(|f| f.untagged())).collect(),
        Levels::Flat => found.into_iter().map(|f| f.map(Found::untagged)).collect(),
        Levels::Real(_) => found,
    };
    let rungs = rungs(&kept, levels);
    kept.iter().map(|f| f.as_ref().map(|f| f.depth(&rungs))).collect()
}

/// A heading, by the tree, by its looks, or by both.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Found {
    level: Option<u8>,
    looks: Looks,
    /// Looks like a heading.
    seen: bool,
}

impl Found {
    fn untagged(self) -> Self {
        Self { level: None, ..self }
    }

    fn depth(&self, rungs: &[Rung]) -> u8 {
        let own = |r: &Rung| match (self.level, r) {
            (Some(level), Rung::Level(l)) => level == *l,
            (None, Rung::Looks(l)) => self.looks == *l,
            _ => false,
        };
        let at = rungs.iter().position(own).unwrap_or(0);
        u8::try_from(at.min(8) + 1).unwrap_or(9)
    }
}

/// What the levels of the structure tree are worth.
enum Levels {
    /// Real: each with its typical size in half points, outermost first.
    Real(Vec<(u8, i32)>),
    /// Headings they are, but all of one level, or of levels that contradict their sizes.
    Flat,
    /// No headings: half of the text.
    False,
}

fn levels(pieces: &[Piece], found: &[Option<Found>]) -> Levels {
    let words = |p: &Piece| match p {
        Piece::Paragraph(p) => p.word_count(),
        Piece::Table(t) => t.cells.iter().map(crate::fragment::CellDraft::word_count).sum(),
    };
    let total: usize = pieces.iter().map(words).sum();
    let is_tagged = |f: &Option<Found>| f.is_some_and(|f| f.level.is_some());
    let tagged: usize = pieces.iter().zip(found).filter(|(_, f)| is_tagged(f)).map(|(p, _)| words(p)).sum();
    if tagged as f32 > MAX_TAGGED_SHARE * total as f32 {
        return Levels::False;
    }
    let mut sizes: BTreeMap<u8, Vec<i32>> = BTreeMap::new();
    for f in found.iter().flatten() {
        if let Some(level) = f.level {
            sizes.entry(level).or_default().push(f.looks.size);
        }
    }
    let typical: Vec<(u8, i32)> = sizes
        .into_iter()
        .map(|(level, mut sizes)| {
            sizes.sort_unstable();
            (level, sizes[sizes.len() / 2])
        })
        .collect();
    let contradicted = typical.windows(2).any(|p| (p[1].1 - p[0].1) as f32 > 2.0 * SAME_SIZE);
    if typical.len() < 2 || contradicted { Levels::Flat } else { Levels::Real(typical) }
}

/// One depth of headings.
#[derive(Debug, PartialEq)]
enum Rung {
    Level(u8),
    Looks(Looks),
}

/// All depths, outermost first.
fn rungs(found: &[Option<Found>], levels: Levels) -> Vec<Rung> {
    let untagged = found.iter().flatten().filter(|f| f.level.is_none()).map(|f| f.looks).collect();
    let Levels::Real(levels) = levels else {
        return ranks(untagged).into_iter().map(Rung::Looks).collect();
    };
    let mut looks = ranks(untagged).into_iter().peekable();
    let mut out = Vec::new();
    for (level, size) in levels {
        while let Some(larger) = looks.next_if(|l| l.size as f32 > size as f32 + 2.0 * SAME_SIZE) {
            out.push(Rung::Looks(larger));
        }
        out.push(Rung::Level(level));
    }
    out.extend(looks.map(Rung::Looks));
    out
}

/// Looks of a heading that is set like other text.
fn plain_looks(p: &Paragraph) -> Looks {
    let size = (p.size() * 2.0).round() as i32;
    Looks { size, band: false, bold: false, capitals: false, coloured: false }
}

/// The kinds of looks, the largest first.
fn ranks(mut looks: Vec<Looks>) -> Vec<Looks> {
    looks.sort_by(|a, b| b.cmp(a));
    looks.dedup();
    looks
}
