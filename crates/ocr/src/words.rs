//! Words to glyphs: baseline, size and weight measured on the picture.

use crate::bullets;
use crate::plane::Plane;
use crate::render::{Picture, colour, luma};
use crate::rules::Line;
use crate::tsv::Word;
use thresholds_model::geometry::BBox;
use thresholds_model::page::{Colour, Font, Glyph};

/// Heights of letters in ems, as most text faces have them: small letters, capitals and
/// digits, ascenders, and how far descenders reach down.
const SMALL: f32 = 0.50;
const CAPITAL: f32 = 0.67;
const TALL: f32 = 0.71;
const DESCENT: f32 = 0.21;
/// A gap wider than this many ems parts a line in two: columns that were read as one.
const PART: f32 = 1.5;
/// Sizes within this share of the page's commonest one are that size.
const SAME_SIZE: f32 = 0.11;
/// Strokes this much wider than the page's usual ones, for their size, are bold.
const BOLD: f32 = 1.28;

/// What was read of a page.
pub(crate) struct Read {
    pub(crate) glyphs: Vec<Glyph>,
    pub(crate) fonts: Vec<Font>,
    /// Each word's place in points, and its confidence.
    pub(crate) words: Vec<(BBox, u8)>,
    /// Mean confidence, 0 to 100.
    pub(crate) confidence: f32,
}

/// Words that stand together on one line, in pixels.
struct Piece {
    words: Vec<Word>,
    size: f32,
    baseline: f32,
    stroke: f32,
    upright: bool,
}

/// Glyphs of lines of words.
pub(crate) fn glyphs(lines: &[Vec<Word>], text: &Plane, picture: &Picture, rules: &[Line]) -> Read {
    let mut parts: Vec<Vec<Word>> = lines.iter().flat_map(|l| part(l, rules)).collect();
    bullets::restore(&mut parts);
    let mut pieces: Vec<Piece> = parts.into_iter().map(|words| Piece::of(words, text)).collect();
    settle_sizes(&mut pieces);
    let usual = usual_stroke(&pieces);
    let mut glyphs = Vec::new();
    for piece in &pieces {
        let bold = usual > 0.0 && piece.stroke > BOLD * usual;
        piece.glyphs(u16::from(bold), picture, &mut glyphs);
    }
    let weights: f32 = lines.iter().flatten().map(letters).sum();
    let sum: f32 = lines.iter().flatten().map(|w| letters(w) * w.confidence).sum();
    let points = |v: f32| v / picture.scale;
    let place = |w: &Word| BBox::new(points(w.x0), points(w.y0), points(w.x1), points(w.y1));
    let words = lines.iter().flatten().map(|w| (place(w), w.confidence.clamp(0.0, 100.0).round() as u8));
    Read {
        glyphs,
        fonts: fonts(),
        words: words.collect(),
        confidence: if weights > 0.0 { sum / weights } else { 0.0 },
    }
}

/// The two faces that a picture shows.
fn fonts() -> Vec<Font> {
    [false, true].map(|bold| Font { bold, ..Font::default() }).into()
}

fn letters(word: &Word) -> f32 {
    word.text.chars().count() as f32
}

/// Parts a line at wide gaps and at upright rules.
fn part(line: &[Word], rules: &[Line]) -> Vec<Vec<Word>> {
    let mut out: Vec<Vec<Word>> = Vec::new();
    for word in line {
        match out.last_mut() {
            Some(part) if part.last().is_some_and(|last| belong(last, word, rules)) => {
                part.push(word.clone())
            }
            _ => out.push(vec![word.clone()]),
        }
    }
    out
}

fn belong(a: &Word, b: &Word, rules: &[Line]) -> bool {
    let size = a.text.len().min(b.text.len()).max(1);
    let height = if size > 1 { (a.y1 - a.y0).max(b.y1 - b.y0) } else { (a.y1 - a.y0).min(b.y1 - b.y0) * 2.0 };
    let middle = (a.y0 + a.y1) / 2.0;
    let wall = rules.iter().any(|r| {
        let x = (r.low + r.high) as f32 / 2.0;
        !r.horizontal
            && x >= a.x1 - 4.0
            && x <= b.x0 + 4.0
            && r.from as f32 <= middle
            && r.to as f32 >= middle
    });
    !wall && b.x0 - a.x1 <= PART * height / TALL
}

impl Piece {
    fn of(words: Vec<Word>, text: &Plane) -> Self {
        let upright = words.iter().any(|w| letters(w) >= 3.0 && w.y1 - w.y0 > 2.0 * (w.x1 - w.x0));
        let shapes: Vec<(&Word, Shape)> =
            words.iter().filter_map(|w| Shape::of(&w.text).map(|s| (w, s))).collect();
        let height = |w: &Word| if upright { w.x1 - w.x0 } else { w.y1 - w.y0 };
        let tallest = words.iter().map(height).fold(1.0, f32::max);
        let size = weighted_median(shapes.iter().map(|(w, s)| (height(w) / s.height(), letters(w))))
            .unwrap_or(tallest / TALL);
        let foot = |w: &Word| if upright { w.x1 } else { w.y1 };
        let baseline = weighted_median(shapes.iter().map(|(w, s)| (foot(w) - s.depth() * size, letters(w))))
            .unwrap_or_else(|| words.iter().map(foot).fold(0.0, f32::max));
        let stroke = weighted_median(words.iter().filter_map(|w| Some((stroke(w, text)?, letters(w)))));
        Self { stroke: stroke.unwrap_or(0.0) / size.max(1.0), words, size, baseline, upright }
    }

    fn glyphs(&self, font: u16, picture: &Picture, out: &mut Vec<Glyph>) {
        let scale = picture.scale;
        let size = self.size / scale;
        for word in &self.words {
            let colour = ink_colour(word, picture);
            let count = letters(word).max(1.0);
            let (from, to) = if self.upright { (word.y1, word.y0) } else { (word.x0, word.x1) };
            let at = |i: usize| (from + (to - from) * i as f32 / count) / scale;
            let baseline = self.baseline / scale;
            for (i, c) in word.text.chars().enumerate() {
                let (a, b) = (at(i), at(i + 1));
                let (above, below) = (baseline - 0.75 * size, baseline + 0.22 * size);
                let (bbox, origin, rotation) = if self.upright {
                    (BBox::new(above, a, below, b), (baseline, a), 270)
                } else {
                    (BBox::new(a, above, b, below), (a, baseline), 0)
                };
                out.push(Glyph {
                    text: c.to_string().into(),
                    bbox,
                    origin,
                    size,
                    font,
                    colour,
                    rotation,
                    mcid: None,
                    invisible: false,
                    artifact: false,
                });
            }
        }
    }
}

/// How far a word's letters reach up and down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shape {
    capital: bool,
    tall: bool,
    deep: bool,
}

impl Shape {
    /// `None` for words whose height tells nothing, such as a dash.
    fn of(word: &str) -> Option<Self> {
        if !word.chars().any(char::is_alphanumeric) {
            return None;
        }
        let capital = |c: char| c.is_ascii_digit() || c.is_uppercase();
        let tall = |c: char| "bdfhijklt()[]/%&'\"‘’“”?!".contains(c);
        let deep = |c: char| "gjpqy,;()[]/Q".contains(c);
        Some(Self {
            capital: word.chars().any(capital),
            tall: word.chars().any(tall),
            deep: word.chars().any(deep),
        })
    }

    fn height(self) -> f32 {
        let above = match self {
            Self { tall: true, .. } => TALL,
            Self { capital: true, .. } => CAPITAL,
            _ => SMALL,
        };
        above + self.depth()
    }

    fn depth(self) -> f32 {
        if self.deep { DESCENT } else { 0.0 }
    }
}

/// Most text of a page has one size: measured sizes near it are taken for it, and the
/// others are rounded to half points, so that only what is larger stands out.
fn settle_sizes(pieces: &mut [Piece]) {
    let weighed = pieces.iter().flat_map(|p| p.words.iter().map(|w| (p.size, letters(w))));
    let Some(usual) = weighted_median(weighed) else { return };
    for piece in pieces {
        let ratio = piece.size / usual;
        let few = piece.words.iter().map(letters).sum::<f32>() < 4.0;
        if (ratio - 1.0).abs() <= SAME_SIZE || few && (0.6..1.4).contains(&ratio) {
            piece.size = usual;
        }
    }
}

/// Stroke of most of a page's letters, as a share of their size.
fn usual_stroke(pieces: &[Piece]) -> f32 {
    let weighed = pieces.iter().filter(|p| p.stroke > 0.0);
    weighted_median(weighed.flat_map(|p| p.words.iter().map(|w| (p.stroke, letters(w))))).unwrap_or(0.0)
}

/// Mean width of the dark runs in a word, pixels.
fn stroke(word: &Word, text: &Plane) -> Option<f32> {
    let (x0, x1) = (word.x0 as usize, word.x1 as usize);
    let rows = word.y0 as usize..word.y1 as usize;
    // Half way to the ground, so that pale letters are not thin ones.
    let darkest = rows.clone().flat_map(|y| text.row(y).get(x0..x1).unwrap_or_default()).min()?;
    let threshold = darkest.midpoint(255);
    let (mut ink, mut runs) = (0usize, 0usize);
    for y in rows {
        let mut dark = false;
        for x in x0..x1 {
            let now = text.at(x, y) < threshold;
            ink += usize::from(now);
            runs += usize::from(now && !dark);
            dark = now;
        }
    }
    (runs > 0 && word.text.chars().any(char::is_alphabetic)).then(|| ink as f32 / runs as f32)
}

/// The colour of a word: of the pixels that differ most from its ground.
fn ink_colour(word: &Word, picture: &Picture) -> Colour {
    let (x0, y0, x1, y1) = (word.x0 as usize, word.y0 as usize, word.x1 as usize, word.y1 as usize);
    let pixels: Vec<[u8; 3]> =
        (y0..y1).flat_map(|y| (x0..x1).map(move |x| (x, y))).map(|(x, y)| picture.colour_at(x, y)).collect();
    let mut greys: Vec<u8> = pixels.iter().map(|p| luma(*p)).collect();
    if greys.is_empty() {
        return Colour::BLACK;
    }
    greys.sort_unstable();
    // Less than half of a word's box is ink.
    let ground = greys[greys.len() * 3 / 5];
    let ground =
        if greys[greys.len() - 1] - ground > ground - greys[0] { greys[greys.len() * 2 / 5] } else { ground };
    let mut by_distance = pixels;
    by_distance.sort_by_key(|p| std::cmp::Reverse(luma(*p).abs_diff(ground)));
    let strongest = &by_distance[..by_distance.len().div_ceil(12)];
    let mean = |c: usize| {
        let sum: usize = strongest.iter().map(|p| usize::from(p[c])).sum();
        (sum / strongest.len().max(1)) as u8
    };
    let found = [mean(0), mean(1), mean(2)];
    // Noise is not a colour: dark and grey is black.
    let spread = found.iter().max().zip(found.iter().min()).map_or(0, |(a, b)| a - b);
    if luma(found) < 100 && spread < 40 { Colour::BLACK } else { colour(found.map(|v| v / 32 * 32 + 16)) }
}

fn weighted_median(values: impl Iterator<Item = (f32, f32)>) -> Option<f32> {
    let mut values: Vec<(f32, f32)> = values.collect();
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = values.iter().map(|v| v.1).sum::<f32>() / 2.0;
    let mut sum = 0.0;
    values
        .iter()
        .find(|v| {
            sum += v.1;
            sum >= half
        })
        .map(|v| v.0)
}
