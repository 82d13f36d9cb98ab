//! Cells that touch make a grid, the shape of a table or of a stack of boxes.

use std::collections::BTreeMap;
use thresholds_model::geometry::BBox;
use thresholds_model::page::{Colour, Glyph, PageContent};

/// Positions closer than this are one, points.
const SAME: f32 = 2.6;

/// A closed rectangle of elementary squares: first column, first row, last column, last
/// row, and where it lies.
pub type Square = (usize, usize, usize, usize, BBox);

/// Cells that touch each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    pub bbox: BBox,
    /// Left edges of the columns and the right edge of the last.
    pub xs: Vec<f32>,
    /// Top edges of the rows and the bottom edge of the last.
    pub ys: Vec<f32>,
    /// Cells by row, then column.
    pub cells: Vec<GridCell>,
    /// Index of the cell at each place, row by row; `None` for a hole.
    places: Vec<Option<usize>>,
}

/// One closed rectangle of a grid.
#[derive(Debug, Clone, PartialEq)]
pub struct GridCell {
    pub row: usize,
    pub col: usize,
    pub row_span: usize,
    pub col_span: usize,
    pub bbox: BBox,
    pub fill: Option<Colour>,
}

impl Grid {
    /// Number of columns.
    pub fn cols(&self) -> usize {
        self.xs.len().saturating_sub(1)
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.ys.len().saturating_sub(1)
    }

    /// Index of the cell in which a point lies.
    pub fn cell_of(&self, x: f32, y: f32) -> Option<usize> {
        let between = |edges: &[f32], at: f32| edges.partition_point(|e| *e <= at).checked_sub(1);
        let (col, row) = (between(&self.xs, x)?, between(&self.ys, y)?);
        if col >= self.cols() || row >= self.rows() {
            return None;
        }
        self.places.get(row * self.cols() + col).copied().flatten()
    }
}

/// The colour on which a box stands: the last filled rectangle painted around its middle.
pub fn fill_at(page: &PageContent, b: &BBox) -> Option<Colour> {
    let (x, y) = (b.mid_x(), b.mid_y());
    page.fills
        .iter()
        .rev()
        .find(|f| !f.outline_only && f.bbox.contains_point(x, y))
        .map(|f| f.colour)
        .filter(|c| !is_white(*c))
}

/// White or as good as white.
pub fn is_white(c: Colour) -> bool {
    c.r >= 251 && c.g >= 251 && c.b >= 251
}

/// Groups cells that share a stretch of an edge.
pub fn group(cells: Vec<Square>, nx: usize, ny: usize, page: &PageContent) -> Vec<Grid> {
    fn root(parent: &mut [usize], mut i: usize) -> usize {
        while parent[i] != i {
            parent[i] = parent[parent[i]];
            i = parent[i];
        }
        i
    }
    let mut owner: Vec<Option<usize>> = vec![None; nx * ny];
    // Larger ones first: a cell that holds a table leaves the inner squares to it.
    let size = |c: &Square| (c.2 - c.0 + 1) * (c.3 - c.1 + 1);
    let mut order: Vec<usize> = (0..cells.len()).collect();
    order.sort_by_key(|n| (std::cmp::Reverse(size(&cells[*n])), *n));
    for n in order {
        let (i0, j0, i1, j1, _) = cells[n];
        for j in j0..=j1 {
            owner[j * nx + i0..=j * nx + i1].fill(Some(n));
        }
    }
    let mut parent: Vec<usize> = (0..cells.len()).collect();
    let nested = |a: usize, b: usize| {
        let (a, b) = (&cells[a].4, &cells[b].4);
        a.contains(b, 0.1) || b.contains(a, 0.1)
    };
    for j in 0..ny {
        for i in 0..nx {
            let Some(a) = owner[j * nx + i] else { continue };
            let right = (i + 1 < nx).then(|| owner[j * nx + i + 1]).flatten();
            let below = (j + 1 < ny).then(|| owner[(j + 1) * nx + i]).flatten();
            for b in [right, below].into_iter().flatten().filter(|b| !nested(a, *b)) {
                let (ra, rb) = (root(&mut parent, a), root(&mut parent, b));
                parent[ra.max(rb)] = ra.min(rb);
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<BBox>> = BTreeMap::new();
    for (i, cell) in cells.iter().enumerate() {
        groups.entry(root(&mut parent, i)).or_default().push(cell.4);
    }
    groups.into_values().filter_map(|boxes| grid_of(boxes, page)).collect()
}

fn grid_of(boxes: Vec<BBox>, page: &PageContent) -> Option<Grid> {
    let bbox = BBox::hull(&boxes)?;
    let axis = |values: Vec<f32>| {
        let mut v = values;
        v.sort_by(f32::total_cmp);
        v.dedup_by(|a, b| (*a - *b).abs() < SAME);
        v
    };
    let xs = axis(boxes.iter().flat_map(|b| [b.x0, b.x1]).collect());
    let ys = axis(boxes.iter().flat_map(|b| [b.y0, b.y1]).collect());
    let index = |v: &[f32], at: f32| v.iter().position(|p| (p - at).abs() < SAME).unwrap_or(0);
    let mut cells: Vec<GridCell> = boxes
        .iter()
        .map(|b| {
            let (col, row) = (index(&xs, b.x0), index(&ys, b.y0));
            GridCell {
                row,
                col,
                row_span: index(&ys, b.y1).saturating_sub(row).max(1),
                col_span: index(&xs, b.x1).saturating_sub(col).max(1),
                bbox: *b,
                fill: fill_at(page, b),
            }
        })
        .collect();
    cells.sort_by_key(|c| (c.row, c.col));
    let cols = xs.len().saturating_sub(1);
    let mut places = vec![None; cols * ys.len().saturating_sub(1)];
    for (n, cell) in cells.iter().enumerate() {
        for row in cell.row..cell.row + cell.row_span {
            for place in places.iter_mut().skip(row * cols + cell.col).take(cell.col_span) {
                *place = Some(n);
            }
        }
    }
    let grid = Grid { bbox, xs, ys, cells, places };
    // Cells without any text only separate or decorate; a grid of them is a drawing.
    let holds_text = page.glyphs.iter().any(|g| grid.cell_of(g.bbox.mid_x(), g.bbox.mid_y()).is_some());
    holds_text.then_some(grid)
}

/// Glyphs by cell, one list of cells for each grid.
pub type InCells<'a> = Vec<Vec<Vec<&'a Glyph>>>;

/// Glyphs by grid and cell, by their middle; the rest is loose. A word that hangs over an
/// edge stays whole.
pub fn assign<'a>(grids: &[Grid], glyphs: Vec<&'a Glyph>) -> (InCells<'a>, Vec<&'a Glyph>) {
    let mut places: Vec<Place> = glyphs.iter().map(|g| place(grids, g)).collect();
    let mut from = 0;
    for to in 1..=glyphs.len() {
        if to == glyphs.len() || !touch(glyphs[to - 1], glyphs[to]) {
            keep_whole(grids, &glyphs[from..to], &mut places[from..to]);
            from = to;
        }
    }
    let mut in_cells: InCells = grids.iter().map(|g| vec![Vec::new(); g.cells.len()]).collect();
    let mut loose = Vec::new();
    for (glyph, place) in glyphs.into_iter().zip(places) {
        match place {
            Some((g, c)) => in_cells[g][c].push(glyph),
            None => loose.push(glyph),
        }
    }
    (in_cells, loose)
}

/// Grid and cell.
type Place = Option<(usize, usize)>;

/// The cell in which a glyph's middle lies; the smallest where a table stands in a box.
fn place(grids: &[Grid], glyph: &Glyph) -> Place {
    let (x, y) = (glyph.bbox.mid_x(), glyph.bbox.mid_y());
    grids
        .iter()
        .enumerate()
        .filter(|(_, grid)| grid.bbox.contains_point(x, y))
        .filter_map(|(g, grid)| grid.cell_of(x, y).map(|c| (grid.cells[c].bbox.area(), g, c)))
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, g, c)| (g, c))
}

/// Painted one after the other, without a gap between.
fn touch(a: &Glyph, b: &Glyph) -> bool {
    let gap = b.bbox.x0 - a.bbox.x1;
    let blank = |g: &Glyph| g.text.trim().is_empty();
    (a.rotation, b.rotation) == (0, 0)
        && !blank(a)
        && !blank(b)
        && (a.origin.1 - b.origin.1).abs() < 0.1 * a.size
        && (-0.3 * a.size..0.1 * a.size).contains(&gap)
}

/// Puts a word with a letter upon an edge where most of it stands.
fn keep_whole(grids: &[Grid], word: &[&Glyph], places: &mut [Place]) {
    let Some(first) = places.first().copied() else { return };
    if places.iter().all(|p| *p == first) {
        return;
    }
    let upon = |(glyph, place): (&&Glyph, &Place)| {
        let inside = 0.15 * glyph.bbox.width();
        place.is_some_and(|(g, c)| {
            let cell = grids[g].cells[c].bbox;
            glyph.bbox.x0 < cell.x0 - inside || glyph.bbox.x1 > cell.x1 + inside
        })
    };
    if word.iter().zip(places.iter()).any(upon) {
        let count = |p: &Place| places.iter().filter(|other| *other == p).count();
        let most = places.iter().rev().max_by_key(|p| count(p)).copied().unwrap_or(first);
        places.fill(most);
    }
}
