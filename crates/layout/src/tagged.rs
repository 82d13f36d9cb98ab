//! Tables from the structure tree of a tagged PDF, where the geometry bears them out.
//!
//! The tree knows rows, columns and spans; the page knows whether it tells the truth. A
//! table is taken from the tree when its rows lie one under the other and its columns
//! one beside the other; else it is left to the rules and gutters of the page.

use crate::fragment::{CellDraft, Line, Piece, TableDraft, TaggedPlace};
use crate::grid::{self, Grid};
use crate::items::{self, Setting};
use crate::region::Atom;
use crate::tags::{is_cell, path_of};
use crate::{lines, words};
use std::collections::{BTreeMap, BTreeSet};
use thresholds_model::block::TableSource;
use thresholds_model::geometry::BBox;
use thresholds_model::page::{Glyph, PageContent, TagStep};

/// Share of the checks of a table that may fail.
const MAX_WRONG: f32 = 0.1;
/// Cells of one row or column may overlap by this share of the smaller one.
const OVERLAP: f32 = 0.25;
/// Share of a grid's glyphs that tables of the tree must explain to stand in its place.
const EXPLAINED: f32 = 0.8;

/// A page after the tables of the tree have been taken from it.
pub struct Taken<'a> {
    pub tables: Vec<Atom>,
    /// Glyphs outside these tables.
    pub rest: Vec<&'a Glyph>,
    /// Grids that no table of the tree stands for.
    pub grids: Vec<Grid>,
    /// Repeated heads inside these tables, which the producer marked as no content.
    pub repeated: Vec<&'a Glyph>,
    /// Some table of the tree contradicts the page.
    pub contradicted: bool,
}

/// The glyphs of one table of the tree, by the place of their cell.
#[derive(Default)]
struct Sorted<'a> {
    /// Rows of the whole table, on whatever pages.
    rows: u16,
    /// Its marked content.
    content: BTreeSet<u32>,
    cells: BTreeMap<(u16, u16), SortedCell<'a>>,
}

struct SortedCell<'a> {
    row_span: u16,
    col_span: u16,
    header: bool,
    glyphs: Vec<&'a Glyph>,
    bbox: BBox,
}

/// Takes the tables of the tree that fit the page.
pub fn take<'a>(page: &PageContent, text: Vec<&'a Glyph>, grids: Vec<Grid>) -> Taken<'a> {
    let mut taken = Taken { tables: vec![], rest: text, grids, repeated: vec![], contradicted: false };
    if page.tags.is_empty() {
        return taken;
    }
    let mut fitting: Vec<(u32, Sorted)> = Vec::new();
    for (element, mut sorted) in sort(page, &taken.rest) {
        if !has_shape(&sorted) {
            continue;
        }
        realign(&mut sorted);
        if fits_page(&sorted) {
            fitting.push((element, sorted));
        } else {
            taken.contradicted = true;
        }
    }
    let others: Vec<BTreeSet<u32>> = (0..fitting.len()).map(|i| content_apart(&fitting, i)).collect();
    for ((element, sorted), others) in fitting.into_iter().zip(others) {
        take_table(page, element, sorted, &others, &mut taken);
    }
    taken
}

/// Marked content of the tables that stand above or below one: a grid may run through them all.
fn content_apart(tables: &[(u32, Sorted<'_>)], one: usize) -> BTreeSet<u32> {
    let hulls: Vec<Option<BBox>> =
        tables.iter().map(|(_, t)| BBox::hull(t.cells.values().map(|c| &c.bbox))).collect();
    let apart = |other: usize| match (hulls[one], hulls[other]) {
        (Some(a), Some(b)) => a.y1 <= b.y0 || b.y1 <= a.y0,
        _ => false,
    };
    (0..tables.len()).filter(|i| *i != one && apart(*i)).flat_map(|i| tables[i].1.content.clone()).collect()
}

/// Puts cells into the columns under whose heads they stand, where a producer left out the
/// empty cells of a row and so moved the rest of it to the left. The heads are the first row
/// that has a cell in every column; nothing is changed unless all rows keep their order.
fn realign(table: &mut Sorted<'_>) {
    if columns_hold(table) {
        return;
    }
    let cols = table.cells.iter().map(|((_, col), c)| col + c.col_span).max().unwrap_or(0);
    let mut rows: BTreeMap<u16, Vec<(u16, BBox)>> = BTreeMap::new();
    for ((row, col), cell) in table.cells.iter().filter(|(_, c)| c.col_span == 1) {
        rows.entry(*row).or_default().push((*col, cell.bbox));
    }
    let Some(heads) = rows.values().find(|row| row.len() == usize::from(cols)).cloned() else { return };
    let under = |text: &BBox| {
        let off = |head: &BBox| distance((head.x0, head.x1), text.mid_x()).min((head.x0 - text.x0).abs());
        heads.iter().min_by(|a, b| off(&a.1).total_cmp(&off(&b.1))).map_or(0, |(col, _)| *col)
    };
    let moved: BTreeMap<(u16, u16), u16> = rows
        .iter()
        .flat_map(|(row, cells)| cells.iter().map(|(col, text)| ((*row, *col), under(text))))
        .collect();
    let kept = rows.iter().all(|(row, cells)| {
        let to: Vec<u16> = cells.iter().filter_map(|(col, _)| moved.get(&(*row, *col)).copied()).collect();
        to.windows(2).all(|w| w[0] < w[1]) && cells.iter().zip(&to).all(|((col, _), to)| col <= to)
    });
    if kept {
        table.cells = std::mem::take(&mut table.cells)
            .into_iter()
            .map(|((row, col), cell)| ((row, moved.get(&(row, col)).copied().unwrap_or(col)), cell))
            .collect();
    }
}

/// Glyphs by the innermost table of at least two columns that holds them.
fn sort<'a>(page: &PageContent, text: &[&'a Glyph]) -> BTreeMap<u32, Sorted<'a>> {
    let mut by_content: BTreeMap<u32, Vec<&Glyph>> = BTreeMap::new();
    for glyph in text {
        if let Some(mcid) = glyph.mcid {
            by_content.entry(mcid).or_default().push(glyph);
        }
    }
    let mut tables: BTreeMap<u32, Sorted> = BTreeMap::new();
    for (mcid, glyphs) in by_content {
        let Some((table, cell)) = path_of(page, mcid).and_then(table_of) else { continue };
        let Some(bbox) = BBox::hull(glyphs.iter().map(|g| &g.bbox)) else { continue };
        let sorted = tables.entry(table.element).or_default();
        sorted.rows = table.row_span;
        sorted.content.insert(mcid);
        let sorted = sorted.cells.entry((cell.row, cell.col)).or_insert_with(|| SortedCell {
            row_span: cell.row_span,
            col_span: cell.col_span,
            header: &*cell.role == "TH",
            glyphs: Vec::new(),
            bbox,
        });
        sorted.bbox = sorted.bbox.union(&bbox);
        sorted.glyphs.extend(glyphs);
    }
    tables
}

fn table_of(path: &[TagStep]) -> Option<(&TagStep, &TagStep)> {
    let table = path.iter().rposition(|s| &*s.role == "Table" && s.col_span >= 2)?;
    let cell = path[table..].iter().find(|s| is_cell(s))?;
    Some((&path[table], cell))
}

/// Text in two columns at least, or a part of a table that goes on elsewhere: a single
/// column is a box.
fn has_shape(table: &Sorted) -> bool {
    let first = table.cells.keys().map(|(_, col)| *col).min();
    let rows: BTreeSet<u16> =
        table.cells.iter().flat_map(|((row, _), c)| *row..row.saturating_add(c.row_span)).collect();
    table.cells.keys().any(|(_, col)| Some(*col) != first) || rows.len() < usize::from(table.rows)
}

/// Whether rows lie one under the other and columns one beside the other.
fn fits_page(table: &Sorted) -> bool {
    let (mut wrong, mut checks) = (0usize, 0usize);
    let mut check = |right: bool| {
        checks += 1;
        wrong += usize::from(!right);
    };
    let cells: Vec<(&(u16, u16), &SortedCell)> = table.cells.iter().collect();
    for pair in cells.windows(2) {
        let [(a_at, a), (b_at, b)] = pair else { continue };
        if a_at.0 == b_at.0 {
            let shared = a.bbox.overlap_x(&b.bbox);
            let narrow = a.bbox.width().min(b.bbox.width());
            check(a.bbox.mid_x() < b.bbox.mid_x() && shared <= OVERLAP * narrow);
        }
    }
    let mut rows: BTreeMap<u16, BBox> = BTreeMap::new();
    for ((row, _), cell) in cells.iter().filter(|(_, c)| c.row_span == 1) {
        rows.entry(*row).and_modify(|b| *b = b.union(&cell.bbox)).or_insert(cell.bbox);
    }
    let rows: Vec<BBox> = rows.into_values().collect();
    for pair in rows.windows(2) {
        let low = pair[0].height().min(pair[1].height());
        check(pair[0].mid_y() < pair[1].mid_y() && pair[0].overlap_y(&pair[1]) <= OVERLAP * low);
    }
    wrong as f32 <= MAX_WRONG * checks as f32 && columns_hold(table)
}

/// Whether every cell stands in its own column. Producers that leave out empty cells
/// shift the rest of the row to the left.
fn columns_hold(table: &Sorted) -> bool {
    let mut extents: BTreeMap<u16, Vec<(f32, f32)>> = BTreeMap::new();
    let single = || table.cells.iter().filter(|(_, c)| c.col_span == 1);
    for ((_, col), cell) in single() {
        extents.entry(*col).or_default().push((cell.bbox.x0, cell.bbox.x1));
    }
    let typical: BTreeMap<u16, (f32, f32)> = extents
        .into_iter()
        .map(|(col, mut all)| {
            all.sort_by(|a, b| a.0.total_cmp(&b.0));
            (col, all[all.len() / 2])
        })
        .collect();
    single().all(|((_, col), cell)| {
        let x = cell.bbox.mid_x();
        let nearest = typical.iter().min_by(|a, b| distance(*a.1, x).total_cmp(&distance(*b.1, x)));
        nearest.is_none_or(|(nearest, extent)| nearest == col || distance(*extent, x) > 0.0)
    })
}

/// How far a position lies outside of an extent.
fn distance((from, to): (f32, f32), x: f32) -> f32 {
    (from - x).max(x - to).max(0.0)
}

fn take_table<'a>(
    page: &PageContent,
    element: u32,
    mut sorted: Sorted<'a>,
    others: &BTreeSet<u32>,
    taken: &mut Taken<'a>,
) {
    let Some(hull) = BBox::hull(sorted.cells.values().map(|c| &c.bbox)) else { return };
    let is_own = |g: &Glyph| g.mcid.is_some_and(|id| sorted.content.contains(&id));
    // The grids in which the table stands; one that holds more than the table is no mere
    // grid of its cells, and the table is left to it.
    let mut own_grids = Vec::new();
    for (i, grid) in taken.grids.iter().enumerate() {
        let inside: Vec<&&Glyph> =
            taken.rest.iter().filter(|g| grid.bbox.contains_point(g.bbox.mid_x(), g.bbox.mid_y())).collect();
        let own = inside.iter().filter(|g| is_own(g)).count();
        if own == 0 {
            continue;
        }
        let of_others = |g: &&&&Glyph| g.artifact || g.mcid.is_some_and(|id| others.contains(&id));
        let explained = own + inside.iter().filter(of_others).count();
        if (explained as f32) < EXPLAINED * inside.len() as f32 {
            return;
        }
        own_grids.push(i);
    }
    let grids: Vec<Grid> = own_grids.iter().map(|i| taken.grids[*i].clone()).collect();
    if runs_over_rules(&sorted, &grids) {
        taken.contradicted = true;
        return;
    }
    let mut index = 0;
    taken.grids.retain(|_| {
        index += 1;
        !own_grids.contains(&(index - 1))
    });
    let in_grid =
        |g: &Glyph| grids.iter().any(|grid| grid.bbox.contains_point(g.bbox.mid_x(), g.bbox.mid_y()));
    taken.repeated.extend(taken.rest.iter().filter(|g| g.artifact && in_grid(g)));
    taken.rest.retain(|g| !(is_own(g) || g.artifact && in_grid(g)));
    let known = |g: &Glyph| g.mcid.is_some_and(|id| path_of(page, id).is_some());
    taken.rest.retain(|g| known(g) || !adopt(&mut sorted, &grids, g));
    // A grid can reach beyond the table, to a bar with its title.
    let painted = sorted.cells.values().filter_map(|c| grid_cell(&grids, &c.bbox)).map(|c| &c.bbox);
    let bbox = BBox::hull(painted).map_or(hull, |b| b.union(&hull));
    let draft = draft(page, element, &sorted, &grids, bbox);
    taken.tables.push(Atom { bbox, pieces: vec![Piece::Table(draft)] });
}

/// Puts a glyph of which the tree knows nothing into the cell around which it is painted.
fn adopt<'a>(sorted: &mut Sorted<'a>, grids: &[Grid], glyph: &'a Glyph) -> bool {
    let (x, y) = (glyph.bbox.mid_x(), glyph.bbox.mid_y());
    let painted = grids.iter().find_map(|g| g.cell_of(x, y).map(|c| g.cells[c].bbox));
    let Some((place, row_span)) = painted.and_then(|b| place_of(sorted, &b)) else { return false };
    let cell = sorted.cells.entry(place).or_insert_with(|| SortedCell {
        row_span,
        col_span: 1,
        header: false,
        glyphs: Vec::new(),
        bbox: glyph.bbox,
    });
    cell.bbox = cell.bbox.union(&glyph.bbox);
    cell.glyphs.push(glyph);
    true
}

/// Row, column and rows spanned of a painted cell, by the cells of the tree beside, above
/// and below it.
fn place_of(sorted: &Sorted<'_>, painted: &BBox) -> Option<((u16, u16), u16)> {
    let inside = |c: &SortedCell| painted.contains_point(c.bbox.mid_x(), c.bbox.mid_y());
    if let Some((place, cell)) = sorted.cells.iter().find(|(_, c)| inside(c)) {
        return Some((*place, cell.row_span));
    }
    let beside = |c: &SortedCell| c.row_span == 1 && (painted.y0..painted.y1).contains(&c.bbox.mid_y());
    let under = |c: &SortedCell| c.col_span == 1 && (painted.x0..painted.x1).contains(&c.bbox.mid_x());
    let rows: Vec<u16> = sorted.cells.iter().filter(|(_, c)| beside(c)).map(|((row, _), _)| *row).collect();
    let (first, last) = (*rows.iter().min()?, *rows.iter().max()?);
    let same = sorted.cells.iter().filter(|(_, c)| under(c)).map(|((_, col), _)| *col).min();
    let leftmost = sorted.cells.keys().map(|(_, col)| *col).min()?;
    let on_the_left = sorted.cells.values().all(|c| painted.x1 <= c.bbox.mid_x());
    let col = same.or((on_the_left && leftmost > 0).then_some(leftmost.saturating_sub(1)))?;
    (!sorted.cells.contains_key(&(first, col))).then_some(((first, col), last - first + 1))
}

/// Whether the tree puts into one column what rules part into several: then it has lost
/// the cells, and the rules know better.
fn runs_over_rules(table: &Sorted<'_>, grids: &[Grid]) -> bool {
    let parted = |cell: &&SortedCell| {
        let mut by_column: BTreeMap<i32, usize> = BTreeMap::new();
        for glyph in &cell.glyphs {
            let (x, y) = (glyph.bbox.mid_x(), glyph.bbox.mid_y());
            let painted = grids.iter().find_map(|g| g.cell_of(x, y).map(|c| &g.cells[c]));
            if let Some(painted) = painted {
                *by_column.entry(painted.bbox.x0.round() as i32).or_default() += 1;
            }
        }
        let tenth = cell.glyphs.len() / 10;
        cell.col_span == 1 && by_column.values().filter(|n| **n > tenth).count() > 1
    };
    let wrong = table.cells.values().filter(parted).count();
    wrong as f32 > MAX_WRONG * table.cells.len() as f32
}

fn draft(page: &PageContent, element: u32, sorted: &Sorted<'_>, grids: &[Grid], bbox: BBox) -> TableDraft {
    let first_row = sorted.cells.keys().map(|(row, _)| *row).min().unwrap_or(0);
    let cols = sorted.cells.iter().map(|((_, col), c)| col + c.col_span).max().unwrap_or(0);
    let reach = reaches(sorted, cols);
    let mut cells: Vec<CellDraft> = sorted
        .cells
        .iter()
        .map(|((row, col), cell)| {
            let lines: Vec<Line> = lines::lines(words::rows(cell.glyphs.iter().copied(), page), &[]);
            let painted = grid_cell(grids, &cell.bbox);
            let fill = painted.map_or_else(|| grid::fill_at(page, &cell.bbox), |c| c.fill);
            let right = reach[usize::from(col + cell.col_span) - 1].1.max(cell.bbox.x1);
            CellDraft {
                row: u32::from(row - first_row),
                col: u32::from(*col),
                row_span: u32::from(cell.row_span),
                col_span: u32::from(cell.col_span),
                page: page.number,
                bbox: painted.map_or(cell.bbox, |c| c.bbox),
                fill,
                paragraphs: items::paragraphs(lines, Setting { page: page.number, right, fill }),
                header: false,
            }
        })
        .collect();
    cells.retain(|c| !c.paragraphs.is_empty());
    let rows = cells.iter().map(|c| c.row + c.row_span).max().unwrap_or(0);
    let mut table = TableDraft {
        page: page.number,
        page_end: page.number,
        bbox,
        rows,
        cols: u32::from(cols),
        edges: edges(&reach, grids),
        cells,
        header_rows: 0,
        header_cols: 0,
        source: TableSource::Tagged,
        furniture: None,
        open: (false, false),
        tagged: Some(TaggedPlace { element, first_row: u32::from(first_row) }),
    };
    if first_row == 0 {
        table.header_rows = header_rows(sorted, rows);
    }
    table.header_cols = header_cols(sorted);
    table
}

/// Where the text of each column begins and ends; columns without text of their own
/// stand at the end of the one before.
fn reaches(sorted: &Sorted<'_>, cols: u16) -> Vec<(f32, f32)> {
    let mut out: Vec<(f32, f32)> = Vec::with_capacity(usize::from(cols));
    for col in 0..cols {
        let own = sorted.cells.iter().filter(|((_, c), cell)| *c == col && cell.col_span == 1);
        let hull = BBox::hull(own.map(|(_, cell)| &cell.bbox));
        let before = out.last().map_or(0.0, |r| r.1);
        out.push(hull.map_or((before, before), |b| (b.x0, b.x1)));
    }
    out
}

/// Left edges of the columns, and the right edge of the last: as painted, or midway
/// between texts.
fn edges(reach: &[(f32, f32)], grids: &[Grid]) -> Vec<f32> {
    if let Some(grid) = grids.iter().find(|g| g.cols() == reach.len()) {
        return grid.xs.clone();
    }
    let mut out: Vec<f32> = reach.first().map(|r| r.0).into_iter().collect();
    out.extend(reach.windows(2).map(|p| (p[0].1 + p[1].0) / 2.0));
    out.extend(reach.last().map(|r| r.1));
    out
}

/// The painted cell in which the text of a cell stands.
fn grid_cell<'g>(grids: &'g [Grid], text: &BBox) -> Option<&'g grid::GridCell> {
    let found = grids.iter().find_map(|g| g.cell_of(text.mid_x(), text.mid_y()).map(|c| &g.cells[c]))?;
    found.bbox.contains(text, 3.0).then_some(found)
}

/// Rows at the top whose cells are all header cells, unless the tree calls every cell one.
fn header_rows(sorted: &Sorted<'_>, rows: u32) -> u32 {
    let plain = sorted.cells.iter().filter(|(_, c)| !c.header).map(|((row, _), _)| u32::from(*row)).min();
    plain.filter(|row| *row < rows).unwrap_or(0)
}

/// 1 when the tree calls the cells of the first column headers, and others not.
fn header_cols(sorted: &Sorted<'_>) -> u32 {
    let below = sorted.cells.iter().filter(|((row, _), _)| {
        let own = sorted.cells.iter().filter(|((r, _), _)| r == row);
        own.map(|(_, c)| c).any(|c| !c.header)
    });
    let (labels, rest): (Vec<_>, Vec<_>) = below.partition(|((_, col), _)| *col == 0);
    let heads = !labels.is_empty() && labels.iter().all(|(_, c)| c.header);
    u32::from(heads && rest.iter().all(|(_, c)| !c.header))
}
