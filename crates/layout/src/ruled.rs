//! Grids to tables and boxes: glyphs go to the cell in which their middle lies, so a
//! line that crosses a column edge is split glyph by glyph.

use crate::figures;
use crate::fragment::{CellDraft, Line, Paragraph, Piece, TableDraft};
use crate::grid::{Grid, GridCell, fill_at};
use crate::gutters;
use crate::inner;
use crate::items::{self, Setting};
use crate::lines::{self, Wall};
use crate::region::{self, Atom, Element, Region};
use crate::text::is_round_bullet;
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
    if grid.cols() >= 2 && grid.rows() == 1 && is_heads(grid, page) && open_ends(grid, page) == (false, false)
    {
        let lines: Vec<Line> = glyphs.iter().flat_map(|g| cell_lines(g.clone(), page)).collect();
        if !lines.iter().any(|l| l.words.first().is_some_and(|w| is_round_bullet(&w.text))) {
            return Laid::Heads(lines);
        }
    }
    let pieces = if grid.cols() == 1 { boxes(grid, glyphs, page) } else { vec![table(grid, glyphs, page)] };
    Laid::Atom(Atom { bbox: grid.bbox, pieces })
}

/// A low row with text close below two of its cells or more: a page number is not what it heads.
fn is_heads(grid: &Grid, page: &PageContent) -> bool {
    let b = grid.bbox;
    let below = |cell: &BBox| {
        page.glyphs.iter().any(|g| {
            g.bbox.y0 > b.y1 - 1.0
                && g.bbox.y0 < b.y1 + 40.0
                && g.bbox.x0 > cell.x0 - 4.0
                && g.bbox.x1 < cell.x1 + 4.0
        })
    };
    b.height() < HEADS_HEIGHT && grid.cells.iter().filter(|c| below(&c.bbox)).count() >= 2
}

/// Where a page break cut a row: whether nothing is painted at the top, at the bottom.
fn open_ends(grid: &Grid, page: &PageContent) -> (bool, bool) {
    let painted = |y: f32| {
        let near = |at: f32| (at - y).abs() < 4.0;
        page.rules.iter().any(|r| r.horizontal && near(r.bbox.mid_y()))
            || page.fills.iter().any(|f| near(f.bbox.y0) || near(f.bbox.y1))
    };
    (!painted(grid.bbox.y0), !painted(grid.bbox.y1))
}

fn cell_lines(glyphs: Vec<&Glyph>, page: &PageContent) -> Vec<Line> {
    lines::lines(words::rows(glyphs, page), &[])
}

fn table(grid: &Grid, glyphs: Vec<Vec<&Glyph>>, page: &PageContent) -> Piece {
    let lines = glyphs.into_iter().map(|g| cell_lines(g, page));
    let mut cells: Vec<(GridCell, Vec<Line>)> = grid.cells.iter().cloned().zip(lines).collect();
    let mut rows = grid.rows();
    for row in (0..grid.rows()).rev() {
        rows = rows.saturating_add_signed(part_band(&mut cells, row));
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
                paragraphs: in_boxes(&cell.bbox, lines, setting, page),
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
        open: open_ends(grid, page),
        tagged: None,
    })
}

/// Parts the cells without rules inside that begin in a row and are equally high into
/// their lines of figures; gives the number of rows that came in. Only where all these
/// columns but the first hold nothing else, and all other cells keep to the band.
fn part_band(cells: &mut Vec<(GridCell, Vec<Line>)>, row: usize) -> isize {
    let begin = || cells.iter().filter(|(c, _)| c.row == row);
    let tall = begin().filter(|(_, lines)| lines.len() > 1).map(|(c, _)| c.row_span).min();
    let Some(height) = tall else { return 0 };
    let end = row + height;
    let is_own = |c: &GridCell| c.row == row && c.row_span == height;
    let inside = |c: &GridCell| c.row >= row && c.row + c.row_span <= end;
    let around = |c: &GridCell| c.row <= row && c.row + c.row_span >= end;
    let apart = |c: &GridCell| c.row >= end || c.row + c.row_span <= row;
    let keeps = |c: &GridCell| inside(c) || around(c) || apart(c);
    let mut own: Vec<&(GridCell, Vec<Line>)> = begin().filter(|(c, _)| is_own(c)).collect();
    own.sort_by_key(|(c, _)| c.col);
    let columns: Vec<Vec<Line>> = own.iter().map(|(_, lines)| lines.clone()).collect();
    // Heads that break after a short word are no figures.
    let heads = columns.iter().skip(1).flatten().all(Line::bold);
    let whole = cells.iter().all(|(c, _)| keeps(c)) && columns.iter().skip(1).any(|c| c.len() > 1) && !heads;
    let cuts = figures::row_cuts(&columns, f32::MIN, 1.0).filter(|_| whole).unwrap_or_default();
    if cuts.len() + 1 < height || cuts.is_empty() {
        return 0;
    }
    let added = (cuts.len() + 1).cast_signed() - height.cast_signed();
    let (own, rest): (Vec<_>, Vec<_>) = std::mem::take(cells).into_iter().partition(|(c, _)| is_own(c));
    for (mut cell, lines) in rest {
        if cell.row >= end {
            cell.row = cell.row.saturating_add_signed(added);
        } else if around(&cell) {
            cell.row_span = cell.row_span.saturating_add_signed(added);
        } else if inside(&cell) {
            // Parts of one cell beside the band, as a shade that begins lower makes them.
            (cell.row, cell.row_span) = (row, cuts.len() + 1);
            if let Some((other, text)) = cells.iter_mut().find(|(c, _)| (c.row, c.col) == (row, cell.col)) {
                other.bbox = other.bbox.union(&cell.bbox);
                other.fill = other.fill.or(cell.fill);
                text.extend(lines);
                continue;
            }
        }
        cells.push((cell, lines));
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
            cells.push((GridCell { row: row + i, row_span: 1, bbox, ..cell.clone() }, lines));
        }
    }
    added
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
    let parts: Vec<Option<Vec<inner::Part>>> =
        grid.cells.iter().zip(&lines).map(|(cell, lines)| inner::parts(&cell.bbox, lines, page)).collect();
    if grid.rows() >= 3 && parts.iter().all(Option::is_none) && !titled(&lines) {
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
    for ((cell, lines), parts) in grid.cells.iter().zip(lines).zip(parts) {
        if let Some(parts) = parts {
            for (inside, lines) in parts {
                let bbox = inside.unwrap_or(cell.bbox);
                let region = region(inside.map_or(cell.fill, |b| fill_at(page, &b)), &bbox, &lines);
                out.extend(region::pieces(lines.into_iter().map(Element::Line).collect(), &region));
            }
            continue;
        }
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
    for piece in &mut out {
        if let Piece::Paragraph(p) = piece {
            p.boxed = Some(grid.bbox);
        }
    }
    out
}

/// Whether a cell below the first holds nothing but a large title: what stands above it and
/// below it are no rows of one table.
fn titled(cells: &[Vec<Line>]) -> bool {
    let mut sizes: Vec<f32> = cells.iter().flatten().map(Line::size).collect();
    sizes.sort_by(f32::total_cmp);
    let typical = sizes.get(sizes.len() / 2).copied().unwrap_or(f32::MAX);
    let title = |lines: &[Line]| matches!(lines, [line] if line.size() > region::TITLE_SIZE * typical);
    cells.iter().skip(1).any(|lines| title(lines))
}

/// The vertical sides of a grid, which text outside does not cross.
pub fn walls(grid: &Grid) -> Vec<Wall> {
    grid.xs.iter().map(|x| Wall { x: *x, y0: grid.bbox.y0, y1: grid.bbox.y1 }).collect()
}

/// Paragraphs of a cell, box by box where boxes stand side by side in it.
fn in_boxes(cell: &BBox, lines: Vec<Line>, setting: Setting, page: &PageContent) -> Vec<Paragraph> {
    let Some(parts) = inner::parts(cell, &lines, page) else { return paragraphs(lines, setting) };
    let of_part = |(inside, lines): inner::Part| {
        let right = inside.map_or(setting.right, |b| text_right(&b, &lines));
        paragraphs(lines, Setting { right, ..setting })
    };
    parts.into_iter().flat_map(of_part).collect()
}

/// Paragraphs of a cell. Where its bullets stand in columns of their own without a rule
/// between, they are read column by column.
fn paragraphs(lines: Vec<Line>, setting: Setting) -> Vec<Paragraph> {
    in_columns(&lines, setting).unwrap_or_else(|| items::paragraphs(lines, setting))
}

fn in_columns(lines: &[Line], setting: Setting) -> Option<Vec<Paragraph>> {
    let mut lines = lines.to_vec();
    lines.sort_by(|a, b| a.bbox.y0.total_cmp(&b.bbox.y0).then(a.bbox.x0.total_cmp(&b.bbox.x0)));
    let elements: Vec<Element> = lines.iter().cloned().map(Element::Line).collect();
    let run = region::run_of(&elements)?;
    let mut columns: Vec<Vec<Line>> = vec![Vec::new(); run.gutters.len() + 1];
    for line in &lines[run.from..run.to] {
        for (column, part) in gutters::split_line(line, &run.gutters) {
            columns[column].push(part);
        }
    }
    let columns: Vec<Vec<Paragraph>> =
        columns.into_iter().map(|column| items::paragraphs(column, setting)).collect();
    let bulleted = |column: &Vec<Paragraph>| {
        column.first().is_some_and(|first| first.marker.is_some())
            && column.iter().filter(|p| p.marker.is_some()).count() >= 2
    };
    if !columns.iter().all(bulleted) {
        return None;
    }
    let mut all = items::paragraphs(lines[..run.from].to_vec(), setting);
    all.extend(columns.into_iter().flatten());
    all.extend(items::paragraphs(lines[run.to..].to_vec(), setting));
    Some(all)
}
