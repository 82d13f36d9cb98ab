//! One page: grids and loose lines first, pieces in reading order second.

use crate::ambiguous::{columns_ambiguous, suspect_heads};
use crate::fragment::{CellDraft, Line, Paragraph, Piece};
use crate::grid;
use crate::headings::Body;
use crate::items::{self, Setting};
use crate::lattice;
use crate::lines::{self, Wall};
use crate::region::{self, Atom, Element, Region};
use crate::ruled::{self, Laid};
use crate::tagged::{self, Taken};
use crate::tags::Role;
use crate::{dropcaps, tables, watermark, words};
use thresholds_model::block::Furniture;
use thresholds_model::geometry::BBox;
use thresholds_model::page::{Glyph, PageContent};
use thresholds_model::quality::QualityReason;

/// Longest entry of a contents page, words.
const CONTENTS_WORDS: usize = 25;

/// A page with its grids laid out and its other lines loose.
pub struct RawPage {
    pub number: u32,
    pub width: f32,
    pub height: f32,
    pub lines: Vec<Line>,
    pub atoms: Vec<Atom>,
    /// Lines that are page furniture, found over the whole document.
    pub furniture: Vec<(Line, Furniture)>,
    edges: Vec<(f32, f32, f32)>,
    pub reasons: Vec<QualityReason>,
}

/// A page as pieces in reading order.
pub struct PageDraft {
    pub pieces: Vec<Piece>,
    pub reasons: Vec<QualityReason>,
}

impl PageDraft {
    /// All paragraphs, those of cells too.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Paragraph> {
        self.pieces.iter().flat_map(|p| match p {
            Piece::Paragraph(p) => vec![p],
            Piece::Table(t) => t.cells.iter().flat_map(|c: &CellDraft| &c.paragraphs).collect(),
        })
    }
}

/// Lays out the grids of a page and makes lines of the rest.
pub fn raw(page: &PageContent) -> RawPage {
    let bullets = painted_bullets(page);
    let visible = visible_glyphs(page);
    let (mut text, watermark) = watermark::split(page, visible);
    text.extend(&bullets);
    let Taken { tables: mut atoms, rest, grids, repeated, contradicted } =
        tagged::take(page, text, lattice::grids(page));
    let (in_cells, loose) = grid::assign(&grids, rest);
    let mut walls: Vec<Wall> = vertical_rules(page);
    let mut heads = Vec::new();
    for (grid, glyphs) in grids.iter().zip(in_cells) {
        match ruled::lay(grid, glyphs, page) {
            Laid::Atom(atom) => atoms.push(atom),
            Laid::Heads(lines) => heads.extend(lines),
        }
        walls.extend(ruled::walls(grid));
    }
    let mut lines = dropcaps::join(lines::lines(words::rows(loose, page), &walls));
    lines.extend(heads);
    let mut furniture = furniture_lines(watermark, Furniture::Watermark, page);
    furniture.extend(furniture_lines(repeated, Furniture::Repeated, page));
    let reasons = contradicted.then_some(QualityReason::TagsContradict);
    RawPage {
        number: page.number,
        width: page.width,
        height: page.height,
        lines,
        atoms,
        furniture,
        edges: horizontal_edges(page),
        reasons: reasons.into_iter().collect(),
    }
}

fn furniture_lines(glyphs: Vec<&Glyph>, kind: Furniture, page: &PageContent) -> Vec<(Line, Furniture)> {
    lines::lines(words::rows(glyphs, page), &[]).into_iter().map(|l| (l, kind)).collect()
}

/// Puts the pieces of a page in reading order.
pub fn arrange(mut raw: RawPage, body: &Body) -> PageDraft {
    let reach = raw.lines.iter().map(|l| l.bbox.x1).chain(raw.atoms.iter().map(|a| a.bbox.x1));
    let right = reach.fold(f32::MIN, f32::max);
    let region = Region { page: raw.number, fill: None, edges: raw.edges, right };
    let suspects = suspect_heads(&raw.lines, body);
    let elements =
        raw.lines.into_iter().map(Element::Line).chain(raw.atoms.into_iter().map(Element::Atom)).collect();
    let mut pieces = region::pieces(elements, &region);
    if columns_ambiguous(&suspects, &pieces) {
        raw.reasons.push(QualityReason::ColumnsAmbiguous);
    }
    for piece in &mut pieces {
        match piece {
            Piece::Table(table) => tables::mark_headers(table, body),
            Piece::Paragraph(p) => p.furniture = contents_entry(p).then_some(Furniture::Contents),
        }
    }
    let setting = Setting { page: raw.number, right: raw.width, fill: None };
    let mut kinds: Vec<Furniture> = raw.furniture.iter().map(|(_, k)| *k).collect();
    kinds.sort();
    kinds.dedup();
    let mut before = Vec::new();
    for kind in kinds {
        let lines = raw.furniture.iter().filter(|(_, k)| *k == kind).map(|(l, _)| l.clone()).collect();
        let paragraphs = items::paragraphs(lines, setting);
        let target = if kind == Furniture::Header { &mut before } else { &mut pieces };
        target.extend(
            paragraphs.into_iter().map(|p| Piece::Paragraph(Paragraph { furniture: Some(kind), ..p })),
        );
    }
    before.extend(pieces);
    PageDraft { pieces: before, reasons: raw.reasons }
}

/// A line of a contents page, by the structure tree.
fn contents_entry(p: &Paragraph) -> bool {
    p.tag().is_some_and(|t| t.role == Role::Contents) && p.word_count() <= CONTENTS_WORDS
}

/// Painted glyphs on the page; unpainted ones only where nothing is painted (the text
/// layer of a scan).
fn visible_glyphs(page: &PageContent) -> Vec<&Glyph> {
    let on_page = |g: &&Glyph| {
        g.bbox.mid_x() > -1.0
            && g.bbox.mid_y() > -1.0
            && g.bbox.mid_x() < page.width + 1.0
            && g.bbox.mid_y() < page.height + 1.0
            && g.size > 1.0
    };
    let painted: Vec<&Glyph> = page.glyphs.iter().filter(|g| !g.invisible).filter(on_page).collect();
    let hidden: Vec<&Glyph> = page.glyphs.iter().filter(|g| g.invisible).filter(on_page).collect();
    if hidden.len() > 4 * painted.len() { hidden } else { painted }
}

/// Bullets that are drawings, as glyphs of the line that they stand before.
fn painted_bullets(page: &PageContent) -> Vec<Glyph> {
    let before = |b: &BBox| {
        page.glyphs
            .iter()
            .filter(|g| g.rotation == 0 && g.bbox.contains_point(g.bbox.mid_x(), b.mid_y()))
            .filter(|g| {
                g.bbox.x0 >= b.x1 - 0.5 && g.bbox.x0 - b.x1 < 3.0 * g.size && !g.text.trim().is_empty()
            })
            .min_by(|a, c| a.bbox.x0.total_cmp(&c.bbox.x0))
    };
    page.bullets
        .iter()
        .filter_map(|b| {
            let text = before(b)?;
            Some(Glyph { text: "•".into(), bbox: *b, origin: (b.x0, text.origin.1), ..text.clone() })
        })
        .collect()
}

fn vertical_rules(page: &PageContent) -> Vec<Wall> {
    page.rules
        .iter()
        .filter(|r| !r.horizontal)
        .map(|r| Wall { x: r.bbox.mid_x(), y0: r.bbox.y0, y1: r.bbox.y1 })
        .collect()
}

fn horizontal_edges(page: &PageContent) -> Vec<(f32, f32, f32)> {
    let rules = page.rules.iter().filter(|r| r.horizontal).map(|r| (r.bbox.mid_y(), r.bbox.x0, r.bbox.x1));
    let sides = |b: &BBox| [(b.y0, b.x0, b.x1), (b.y1, b.x0, b.x1)];
    let fills = page
        .fills
        .iter()
        .filter(|f| !f.outline_only && !grid::is_white(f.colour))
        .flat_map(|f| sides(&f.bbox));
    rules.chain(fills).collect()
}
