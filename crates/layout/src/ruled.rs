//! Grids to tables and boxes: glyphs go to the cell in which their middle lies, so a
//! line that crosses a column edge is split glyph by glyph.

use crate::figures;
use crate::fragment::{CellDraft, Line, Paragraph, Piece, TableDraft};
use crate::grid::{Grid, GridCell};
use crate::items::{self, Setting};
use crate::lines::{self, Wall};
use crate::region::{self, Atom, Element, Region};
use crate::words;
use thresholds_model::block::TableSource;
use thresholds_model::geometry::BBox;
use thresholds_model::page::{Glyph, PageContent};

/// What becomes of a grid.
pub enum Laid {
    /// A table or a box, at its place.
    Atom(Atom),
    /// One row of heads over text without rules: its lines go back to the page.
    Heads(Vec<Line>),
}

/// Tallest row of heads, points.
const HEADS_HEIGHT: f32 = 64.0;

/// Lays out a grid whose cells hold these glyphs (one list a cell, in the grid's order).
pub fn lay(grid: &Grid, glyphs: Vec<Vec<&Glyph>>, page: &PageContent) -> Laid {
    if grid.cols() >= 2 && grid.rows() == 1 && is_heads(grid, page) && !is_cut(grid, page) {
        let lines = glyphs.into_iter().flat_map(|g| cell_lines(g, page)).collect();
        return Laid::Heads(lines);
    }
    let pieces = if grid.cols() == 1 { boxes(grid, glyphs, page) } else { vec![table(grid, glyphs, page)] };
    Laid::Atom(Atom { bbox: grid.bbox, pieces })
}

/// A low row with text close below it.
fn is_heads(grid: &Grid, page: &PageContent) -> bool {
    let b = grid.bbox;
    b.height() < HEADS_HEIGHT
        && page.glyphs.iter().any(|g| {
            g.bbox.y0 > b.y1 - 1.0
                && g.bbox.y0 < b.y1 + 40.0
                && g.bbox.x0 > b.x0 - 4.0
                && g.bbox.x1 < b.x1 + 4.0
        })
}

/// A row that a page break cut: nothing is painted at its top or at its bottom.
fn is_cut(grid: &Grid, page: &PageContent) -> bool {
    let painted = |y: f32| {
        let near = |at: f32| (at - y).abs() < 4.0;
        page.rules.iter().any(|r| r.horizontal && near(r.bbox.mid_y()))
            || page.fills.iter().any(|f| near(f.bbox.y0) || near(f.bbox.y1))
    };
    !painted(grid.bbox.y0) || !painted(grid.bbox.y1)
}

fn cell_lines(glyphs: Vec<&Glyph>, page: &PageContent) -> Vec<Line> {
    lines::lines(words::rows(glyphs, page), &[])
}

fn table(grid: &Grid, glyphs: Vec<Vec<&Glyph>>, page: &PageContent) -> Piece {
    let lines = glyphs.into_iter().map(|g| cell_lines(g, page));
    let mut cells: Vec<(GridCell, Vec<Line>)> = grid.cells.iter().cloned().zip(lines).collect();
    let mut rows = grid.rows();
    for row in (0..grid.rows()).rev() {
        rows += part_row(&mut cells, row);
    }
    cells.sort_by_key(|(c, _)| (c.row, c.col));
    let cells = cells
        .into_iter()
        .map(|(cell, lines)| {
            let right = text_right(&cell.bbox, &lines);
            let setting = Setting { page: page.number, right, fill: cell.fill };
            CellDraft {
                row: cell.row as u32,
                col: cell.col as u32,
                row_span: cell.row_span as u32,
                col_span: cell.col_span as u32,
                page: page.number,
                bbox: cell.bbox,
                fill: cell.fill,
                paragraphs: paragraphs(lines, setting),
                header: false,
            }
        })
        .collect();
    Piece::Table(TableDraft {
        page: page.number,
        page_end: page.number,
        bbox: grid.bbox,
        rows: rows as u32,
        cols: grid.cols() as u32,
        edges: grid.xs.clone(),
        cells,
        header_rows: 0,
        header_cols: 0,
        source: TableSource::Ruled,
        furniture: None,
        tagged: None,
    })
}

/// Parts a row without rules inside into its lines of figures; gives the number of rows
/// that came in. Only where all columns but the first hold nothing else.
fn part_row(cells: &mut Vec<(GridCell, Vec<Line>)>, row: usize) -> usize {
    let (mut own, mut rest): (Vec<_>, Vec<_>) =
        std::mem::take(cells).into_iter().partition(|(c, _)| c.row == row && c.row_span == 1);
    own.sort_by_key(|(c, _)| c.col);
    let whole = !rest.iter().any(|(c, _)| c.row <= row && row < c.row + c.row_span);
    let columns: Vec<Vec<Line>> = own.iter().map(|(_, lines)| lines.clone()).collect();
    let tall = columns.iter().skip(1).any(|c| c.len() > 1);
    let cuts = figures::row_cuts(&columns, f32::MIN, 1.0).filter(|_| whole && tall).unwrap_or_default();
    for (cell, _) in rest.iter_mut().filter(|(c, _)| c.row > row) {
        cell.row += cuts.len();
    }
    for (cell, lines) in own {
        let mut parts: Vec<Vec<Line>> = vec![Vec::new(); cuts.len() + 1];
        for line in lines {
            parts[cuts.iter().filter(|y| **y < line.bbox.mid_y()).count()].push(line);
        }
        for (i, lines) in parts.into_iter().enumerate() {
            let top = if i == 0 { cell.bbox.y0 } else { cuts[i - 1] };
            let bottom = cuts.get(i).copied().unwrap_or(cell.bbox.y1);
            let bbox = BBox::new(cell.bbox.x0, top, cell.bbox.x1, bottom);
            rest.push((GridCell { row: row + i, bbox, ..cell.clone() }, lines));
        }
    }
    *cells = rest;
    cuts.len()
}

/// Right edge of a cell's text: the padding on the right is taken to be that on the left.
fn text_right(cell: &BBox, lines: &[Line]) -> f32 {
    let left = lines.iter().map(|l| l.bbox.x0).fold(f32::MAX, f32::min);
    let padding = (left - cell.x0).clamp(0.0, 8.0);
    let reach = lines.iter().map(|l| l.bbox.x1).fold(f32::MIN, f32::max);
    (cell.x1 - padding).max(reach)
}

/// A grid of one column: boxes one under the other, or the rows of a table whose
/// columns have no rules.
fn boxes(grid: &Grid, glyphs: Vec<Vec<&Glyph>>, page: &PageContent) -> Vec<Piece> {
    let lines: Vec<Vec<Line>> = glyphs.into_iter().map(|g| cell_lines(g, page)).collect();
    let region = |fill, bbox: &BBox, lines: &[Line]| Region {
        page: page.number,
        fill,
        edges: grid.ys.iter().map(|y| (*y, grid.bbox.x0, grid.bbox.x1)).collect(),
        right: text_right(bbox, lines),
    };
    if grid.rows() >= 3 {
        let mut all: Vec<Element> = lines.iter().flatten().cloned().map(Element::Line).collect();
        all.sort_by(|a, b| match (a, b) {
            (Element::Line(a), Element::Line(b)) => a.bbox.y0.total_cmp(&b.bbox.y0),
            _ => std::cmp::Ordering::Equal,
        });
        let covers = region::run_of(&all).is_some_and(|r| (r.to - r.from) * 10 >= all.len() * 7);
        if covers {
            let flat: Vec<Line> = lines.into_iter().flatten().collect();
            let region = region(None, &grid.bbox, &flat);
            return region::pieces(all, &region);
        }
    }
    let mut out = Vec::new();
    for (cell, lines) in grid.cells.iter().zip(lines) {
        let region = region(cell.fill, &cell.bbox, &lines);
        let mut pieces = region::pieces(lines.into_iter().map(Element::Line).collect(), &region);
        let low = |p: &crate::fragment::Paragraph| cell.bbox.height() < p.bbox.height() + 2.6 * p.size();
        if let [Piece::Paragraph(p)] = pieces.as_mut_slice()
            && cell.fill.is_some()
            && low(p)
        {
            p.band = true;
        }
        out.extend(pieces);
    }
    out
}

/// The vertical sides of a grid, which text outside does not cross.
pub fn walls(grid: &Grid) -> Vec<Wall> {
    grid.xs.iter().map(|x| Wall { x: *x, y0: grid.bbox.y0, y1: grid.bbox.y1 }).collect()
}

/// Paragraphs of a cell. Where its bullets stand in columns of their own without a rule
/// between, they are read column by column.
fn paragraphs(lines: Vec<Line>, setting: Setting) -> Vec<Paragraph> {
    in_columns(&lines, setting).unwrap_or_else(|| items::paragraphs(lines, setting))
}

fn in_columns(lines: &[Line], setting: Setting) -> Option<Vec<Paragraph>> {
    let region = Region { page: setting.page, fill: setting.fill, edges: Vec::new(), right: setting.right };
    let elements: Vec<Element> = lines.iter().cloned().map(Element::Line).collect();
    let gutter = region::run_of(&elements)?.gutters.first().copied()?;
    let pieces = region::pieces(elements, &region);
    let paragraphs: Vec<Paragraph> = pieces
        .into_iter()
        .map(|piece| match piece {
            Piece::Paragraph(paragraph) => Some(paragraph),
            Piece::Table(_) => None,
        })
        .collect::<Option<_>>()?;
    let bullets = |right: bool| {
        paragraphs.iter().filter(|p| p.marker.is_some() && (p.bbox.x0 > gutter) == right).count()
    };
    (bullets(false) >= 2 && bullets(true) >= 2).then_some(paragraphs)
}
