//! Grids from rules and filled rectangles.
//!
//! The elementary squares between all edges are joined wherever no edge parts them;
//! what comes out as a closed rectangle is a cell, merged cells included. Cells that
//! touch make a grid.

use std::collections::BTreeMap;
use thresholds_model::geometry::BBox;
use thresholds_model::page::{Colour, Fill, Glyph, PageContent};

/// Edges closer than this are one, points.
const SNAP: f32 = 2.6;
/// Gaps in an edge that are bridged, points.
const BRIDGE: f32 = 4.0;
/// Smallest cell, points.
const MIN_SIDE: f32 = 7.0;
/// More elementary squares than this are not a table but a drawing.
const MAX_SQUARES: usize = 200_000;
/// More cells or painted edges than this are not a table but a drawing.
const MAX_CELLS: usize = 6_000;
const MAX_PAINTED: usize = 20_000;

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

/// A closed rectangle of elementary squares: first column, first row, last column, last
/// row, and where it lies.
type Square = (usize, usize, usize, usize, BBox);

/// A straight edge: at `at`, from `from` to `to`.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Edge {
    at: f32,
    from: f32,
    to: f32,
}

/// All grids of a page, from top to bottom.
pub fn grids(page: &PageContent) -> Vec<Grid> {
    if page.rules.len() + page.fills.len() > MAX_PAINTED {
        return Vec::new();
    }
    let (mut horizontal, mut vertical) = edges(page);
    close_sides(&horizontal, &mut vertical);
    close_cuts(&mut horizontal, &vertical);
    let ys = snap(&mut horizontal);
    let xs = snap(&mut vertical);
    if xs.len() < 2 || ys.len() < 2 || xs.len() * ys.len() > MAX_SQUARES {
        return Vec::new();
    }
    let cells = cells(&xs, &ys, &horizontal, &vertical);
    if cells.len() > MAX_CELLS {
        return Vec::new();
    }
    let mut grids = group(cells, xs.len() - 1, ys.len() - 1, page);
    grids.sort_by(|a, b| a.bbox.y0.total_cmp(&b.bbox.y0).then(a.bbox.x0.total_cmp(&b.bbox.x0)));
    grids
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

fn edges(page: &PageContent) -> (Vec<Edge>, Vec<Edge>) {
    let mut horizontal = Vec::new();
    let mut vertical = Vec::new();
    for rule in &page.rules {
        let b = rule.bbox;
        if rule.horizontal {
            horizontal.push(Edge { at: b.mid_y(), from: b.x0, to: b.x1 });
        } else {
            vertical.push(Edge { at: b.mid_x(), from: b.y0, to: b.y1 });
        }
    }
    let mut by_height: Vec<&Glyph> = page.glyphs.iter().collect();
    by_height.sort_by(|a, b| a.bbox.mid_y().total_cmp(&b.bbox.mid_y()));
    for fill in page.fills.iter().filter(|f| is_box(f, page, &by_height)) {
        let b = fill.bbox;
        horizontal.push(Edge { at: b.y0, from: b.x0, to: b.x1 });
        horizontal.push(Edge { at: b.y1, from: b.x0, to: b.x1 });
        vertical.push(Edge { at: b.x0, from: b.y0, to: b.y1 });
        vertical.push(Edge { at: b.x1, from: b.y0, to: b.y1 });
    }
    horizontal.retain(|e| e.to - e.from >= MIN_SIDE / 2.0);
    vertical.retain(|e| e.to - e.from >= MIN_SIDE / 2.0);
    (horizontal, vertical)
}

/// Fills that can be cells: not white, not the whole page, not a marked word.
fn is_box(fill: &Fill, page: &PageContent, by_height: &[&Glyph]) -> bool {
    let b = &fill.bbox;
    if fill.outline_only || is_white(fill.colour) || b.width() < MIN_SIDE || b.height() < MIN_SIDE {
        return false;
    }
    if b.area() > 0.85 * page.width * page.height {
        return false;
    }
    // A highlighted word: the line goes on outside, close by.
    let low = b.height() < 24.0;
    let from = by_height.partition_point(|g| g.bbox.mid_y() <= b.y0);
    let beside = |g: &&&Glyph| {
        let close = -0.5..g.size * 0.6;
        close.contains(&(b.x0 - g.bbox.x1)) || close.contains(&(g.bbox.x0 - b.x1))
    };
    !(low && by_height[from..].iter().take_while(|g| g.bbox.mid_y() < b.y1).any(|g| beside(&g)))
}

/// Tables without outer sides: where horizontal edges share their ends and upright
/// edges part what lies between two of them, sides are drawn. A stack of horizontal
/// edges without any upright one is closed as a whole.
fn close_sides(horizontal: &[Edge], vertical: &mut Vec<Edge>) {
    let mut sorted: Vec<Edge> = merged(horizontal.to_vec());
    sorted.sort_by(|a, b| a.from.total_cmp(&b.from).then(a.to.total_cmp(&b.to)).then(a.at.total_cmp(&b.at)));
    let mut groups: Vec<(f32, f32, Vec<f32>)> = Vec::new();
    for e in sorted.into_iter().filter(|e| e.to - e.from > 60.0) {
        match groups.iter_mut().find(|(f, t, _)| (f - e.from).abs() < SNAP && (t - e.to).abs() < SNAP) {
            Some((_, _, ats)) => ats.push(e.at),
            None => groups.push((e.from, e.to, vec![e.at])),
        }
    }
    let mut sides = Vec::new();
    for (from, to, mut ats) in groups {
        ats.sort_by(f32::total_cmp);
        let upright = |top: f32, bottom: f32| {
            vertical.iter().any(|v| {
                v.at > from - SNAP && v.at < to + SNAP && v.from < bottom - SNAP && v.to > top + SNAP
            })
        };
        let bare = !upright(ats[0], ats[ats.len() - 1]);
        for pair in ats.windows(2).filter(|p| p[1] - p[0] > MIN_SIDE) {
            if bare || upright(pair[0], pair[1]) {
                sides.push(Edge { at: from, from: pair[0], to: pair[1] });
                sides.push(Edge { at: to, from: pair[0], to: pair[1] });
            }
        }
    }
    vertical.extend(sides);
}

/// Rows that a page break cut: three upright edges or more that leave the outermost
/// horizontal edge of a table and end together on the open page are closed there.
fn close_cuts(horizontal: &mut Vec<Edge>, vertical: &[Edge]) {
    let lines = merged(horizontal.clone());
    let uprights = merged(vertical.to_vec());
    for ends in [|e: &Edge| (e.to, e.from), |e: &Edge| (e.from, e.to)] {
        let mut open: Vec<(f32, f32, f32)> = uprights
            .iter()
            .map(|e| (ends(e), e.at))
            .map(|((end, other), at)| (end, other, at))
            .filter(|(end, _, at)| !lines.iter().any(|l| touches(l, *at, *end)))
            .collect();
        open.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.2.total_cmp(&b.2)));
        for cut in open.chunk_by(|a, b| (a.0 - b.0).abs() < SNAP).filter(|cut| cut.len() >= 3) {
            let (Some(first), Some(last)) = (cut.first(), cut.last()) else { continue };
            let (y, from, to) = (first.0, first.2, last.2);
            let inwards = first.1 < y;
            let tied = lines.iter().any(|l| {
                (l.at < y) == inwards
                    && (l.at - y).abs() > MIN_SIDE
                    && l.from < from + SNAP
                    && l.to > to - SNAP
                    && cut.iter().all(
                        |(_, other, _)| if inwards { *other < l.at + SNAP } else { *other > l.at - SNAP },
                    )
            });
            if tied {
                horizontal.push(Edge { at: y, from, to });
            }
        }
    }
}

/// Whether a horizontal edge passes the end of an upright one.
fn touches(line: &Edge, x: f32, y: f32) -> bool {
    (line.at - y).abs() < BRIDGE && line.from - BRIDGE < x && x < line.to + BRIDGE
}

/// Collinear edges that touch become one.
fn merged(mut edges: Vec<Edge>) -> Vec<Edge> {
    edges.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
    let mut out: Vec<Edge> = Vec::new();
    for e in edges {
        match out
            .iter_mut()
            .rev()
            .take_while(|o| e.at - o.at < SNAP)
            .find(|o| e.from <= o.to + BRIDGE && e.to >= o.from - BRIDGE)
        {
            Some(o) => {
                o.from = o.from.min(e.from);
                o.to = o.to.max(e.to);
            }
            None => out.push(e),
        }
    }
    out
}

/// Moves edges onto common positions and returns these, ascending.
fn snap(edges: &mut Vec<Edge>) -> Vec<f32> {
    edges.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut positions: Vec<f32> = Vec::new();
    let mut cluster: Vec<usize> = Vec::new();
    let ats: Vec<f32> = edges.iter().map(|e| e.at).collect();
    let mut close = |cluster: &mut Vec<usize>, edges: &mut Vec<Edge>| {
        if !cluster.is_empty() {
            let mean = cluster.iter().map(|i| ats[*i]).sum::<f32>() / cluster.len() as f32;
            for i in cluster.drain(..) {
                edges[i].at = mean;
            }
            positions.push(mean);
        }
    };
    for i in 0..ats.len() {
        if cluster.first().is_some_and(|f| ats[i] - ats[*f] > SNAP) {
            close(&mut cluster, edges);
        }
        cluster.push(i);
    }
    close(&mut cluster, edges);
    positions
}

/// Whether the edges at this position cover the stretch.
fn covered(edges: &[Edge], at: f32, from: f32, to: f32) -> bool {
    let (from, to) = (from + SNAP, to - SNAP);
    if to <= from {
        return true;
    }
    let mut reach = from;
    let start = edges.partition_point(|e| e.at < at - 0.01);
    for e in edges[start..].iter().take_while(|e| e.at <= at + 0.01) {
        if e.from <= reach + BRIDGE && e.to > reach {
            reach = e.to;
        }
        if reach >= to {
            return true;
        }
    }
    false
}

fn cells(xs: &[f32], ys: &[f32], horizontal: &[Edge], vertical: &[Edge]) -> Vec<Square> {
    let by_position = |edges: &[Edge]| {
        let mut e = edges.to_vec();
        e.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
        e
    };
    let (horizontal, vertical) = (by_position(horizontal), by_position(vertical));
    let (nx, ny) = (xs.len() - 1, ys.len() - 1);
    // top[j][i]: an edge runs over square (i, j); left[j][i]: an edge runs left of it.
    let top = |i: usize, j: usize| covered(&horizontal, ys[j], xs[i], xs[i + 1]);
    let left = |i: usize, j: usize| covered(&vertical, xs[i], ys[j], ys[j + 1]);
    let mut top_edge = vec![false; nx * (ny + 1)];
    let mut left_edge = vec![false; (nx + 1) * ny];
    for j in 0..=ny {
        for i in 0..nx {
            top_edge[j * nx + i] = top(i, j);
        }
    }
    for j in 0..ny {
        for i in 0..=nx {
            left_edge[j * (nx + 1) + i] = left(i, j);
        }
    }
    let mut seen = vec![false; nx * ny];
    let mut out = Vec::new();
    for j in 0..ny {
        for i in 0..nx {
            if seen[j * nx + i] {
                continue;
            }
            let (mut i0, mut i1, mut j0, mut j1) = (i, i, j, j);
            let mut closed = true;
            let mut count = 0usize;
            let mut stack = vec![(i, j)];
            seen[j * nx + i] = true;
            while let Some((a, b)) = stack.pop() {
                count += 1;
                (i0, i1, j0, j1) = (i0.min(a), i1.max(a), j0.min(b), j1.max(b));
                let mut visit = |a: usize, b: usize| {
                    if !seen[b * nx + a] {
                        seen[b * nx + a] = true;
                        stack.push((a, b));
                    }
                };
                if !left_edge[b * (nx + 1) + a] {
                    if a == 0 { closed = false } else { visit(a - 1, b) }
                }
                if !left_edge[b * (nx + 1) + a + 1] {
                    if a + 1 == nx { closed = false } else { visit(a + 1, b) }
                }
                if !top_edge[b * nx + a] {
                    if b == 0 { closed = false } else { visit(a, b - 1) }
                }
                if !top_edge[(b + 1) * nx + a] {
                    if b + 1 == ny { closed = false } else { visit(a, b + 1) }
                }
            }
            let rectangular = count == (i1 - i0 + 1) * (j1 - j0 + 1);
            let bbox = BBox::new(xs[i0], ys[j0], xs[i1 + 1], ys[j1 + 1]);
            if closed && rectangular && bbox.width() >= MIN_SIDE && bbox.height() >= MIN_SIDE {
                out.push((i0, j0, i1, j1, bbox));
            }
        }
    }
    out
}

/// Groups cells that share a stretch of an edge.
fn group(cells: Vec<Square>, nx: usize, ny: usize, page: &PageContent) -> Vec<Grid> {
    fn root(parent: &mut [usize], mut i: usize) -> usize {
        while parent[i] != i {
            parent[i] = parent[parent[i]];
            i = parent[i];
        }
        i
    }
    let mut owner: Vec<Option<usize>> = vec![None; nx * ny];
    for (n, (i0, j0, i1, j1, _)) in cells.iter().enumerate() {
        for j in *j0..=*j1 {
            owner[j * nx + i0..=j * nx + i1].fill(Some(n));
        }
    }
    let mut parent: Vec<usize> = (0..cells.len()).collect();
    for j in 0..ny {
        for i in 0..nx {
            let Some(a) = owner[j * nx + i] else { continue };
            let right = (i + 1 < nx).then(|| owner[j * nx + i + 1]).flatten();
            let below = (j + 1 < ny).then(|| owner[(j + 1) * nx + i]).flatten();
            for b in [right, below].into_iter().flatten() {
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
        v.dedup_by(|a, b| (*a - *b).abs() < SNAP);
        v
    };
    let xs = axis(boxes.iter().flat_map(|b| [b.x0, b.x1]).collect());
    let ys = axis(boxes.iter().flat_map(|b| [b.y0, b.y1]).collect());
    let index = |v: &[f32], at: f32| v.iter().position(|p| (p - at).abs() < SNAP).unwrap_or(0);
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

#[cfg(test)]
mod tests {
    use super::*;
    use thresholds_model::page::{Glyph, Rule};

    fn page(rules: &[(f32, f32, f32, f32)], texts: &[(f32, f32)]) -> PageContent {
        PageContent {
            width: 600.0,
            height: 800.0,
            rules: rules
                .iter()
                .map(|(x0, y0, x1, y1)| Rule {
                    bbox: BBox::new(*x0, *y0, *x1, *y1),
                    horizontal: (x1 - x0).abs() > (y1 - y0).abs(),
                    colour: Colour::BLACK,
                })
                .collect(),
            glyphs: texts
                .iter()
                .map(|(x, y)| Glyph {
                    text: "x".into(),
                    bbox: BBox::new(*x, *y - 8.0, *x + 5.0, *y + 2.0),
                    origin: (*x, *y),
                    size: 10.0,
                    font: 0,
                    colour: Colour::BLACK,
                    rotation: 0,
                    mcid: None,
                    invisible: false,
                    artifact: false,
                })
                .collect(),
            ..PageContent::default()
        }
    }

    fn shape(grid: &Grid) -> Vec<(usize, usize, usize, usize)> {
        grid.cells.iter().map(|c| (c.row, c.col, c.row_span, c.col_span)).collect()
    }

    #[test]
    fn a_merged_cell_spans_two_columns() {
        let p = page(
            &[
                (0.0, 0.0, 300.0, 0.0),
                (0.0, 50.0, 300.0, 50.0),
                (0.0, 100.0, 300.0, 100.0),
                (0.0, 0.0, 0.0, 100.0),
                (100.0, 0.0, 100.0, 100.0),
                (200.0, 0.0, 200.0, 50.0),
                (300.0, 0.0, 300.0, 100.0),
            ],
            &[(10.0, 20.0)],
        );
        let g = grids(&p);
        assert_eq!(g.len(), 1);
        assert_eq!(shape(&g[0]), [(0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1), (1, 0, 1, 1), (1, 1, 1, 2)]);
    }

    #[test]
    fn a_table_without_outer_sides_is_closed() {
        let p = page(
            &[
                (0.0, 0.0, 300.0, 0.0),
                (0.0, 50.0, 300.0, 50.0),
                (0.0, 100.0, 300.0, 100.0),
                (150.0, 0.0, 150.0, 100.0),
            ],
            &[(10.0, 20.0)],
        );
        assert_eq!(shape(&grids(&p)[0]), [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]);
    }

    #[test]
    fn two_tables_side_by_side_stay_apart() {
        let mut rules = Vec::new();
        for x in [0.0, 320.0] {
            rules.extend([
                (x, 0.0, x + 200.0, 0.0),
                (x, 50.0, x + 200.0, 50.0),
                (x, 0.0, x, 50.0),
                (x + 100.0, 0.0, x + 100.0, 50.0),
                (x + 200.0, 0.0, x + 200.0, 50.0),
            ]);
        }
        assert_eq!(grids(&page(&rules, &[(10.0, 20.0), (330.0, 20.0)])).len(), 2);
    }

    #[test]
    fn a_grid_without_text_is_a_drawing() {
        let p = page(&[(0.0, 0.0, 300.0, 0.0), (0.0, 50.0, 300.0, 50.0)], &[]);
        assert!(grids(&p).is_empty());
    }
}
