//! Grids from rules and filled rectangles.
//!
//! The elementary squares between all edges are joined wherever no edge parts them;
//! what comes out as a closed rectangle is a cell, merged cells included. Cells that
//! touch make a grid.

use crate::frames;
use crate::grid::{Grid, Square, group};
use crate::open_rows;
use crate::shades::{self, MIN_SIDE};
use thresholds_model::geometry::BBox;
use thresholds_model::page::{PageContent, Rule};

/// Edges closer than this are one, points.
pub const SNAP: f32 = 2.6;
/// The two sides of a thick or doubled border are one edge, points.
pub const BORDER: f32 = 6.0;
/// An edge may end so far from the one that it meets: each side of a border stands off from
/// its middle, points.
const SHORT: f32 = 3.1;
/// Gaps in an edge that are bridged, points.
const BRIDGE: f32 = 4.0;
/// More elementary squares than this are not a table but a drawing.
const MAX_SQUARES: usize = 200_000;
/// More cells or painted edges than this are not a table but a drawing.
const MAX_CELLS: usize = 6_000;
const MAX_PAINTED: usize = 20_000;

/// A straight edge: at `at`, from `from` to `to`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    pub at: f32,
    pub from: f32,
    pub to: f32,
}

/// All grids of a page, from top to bottom.
pub fn grids(page: &PageContent) -> Vec<Grid> {
    if page.rules.len() + page.fills.len() > MAX_PAINTED {
        return Vec::new();
    }
    let (mut horizontal, mut vertical) = rules(page);
    let mut boxes = shades::boxes(page);
    let lattice = |h: &[Edge], v: &[Edge]| Lattice::of(h.to_vec(), v.to_vec());
    if !page.rules.is_empty()
        && !boxes.is_empty()
        && let Some(ruled) = lattice(&horizontal, &vertical)
    {
        boxes.retain(|b| !shades::is_behind_text(b, &ruled.squares, page));
    }
    let frames = frames::frames(page, &horizontal, &vertical, &boxes);
    let sides = boxes.iter().flat_map(|b| [(b.y0, b.x0, b.x1), (b.y1, b.x0, b.x1)]);
    horizontal.extend(sides.map(Edge::of));
    let sides = boxes.iter().flat_map(|b| [(b.x0, b.y0, b.y1), (b.x1, b.y0, b.y1)]);
    vertical.extend(sides.map(Edge::of));
    for frame in &frames {
        frame.draw(&mut horizontal, &mut vertical);
    }
    let Some(Lattice { xs, ys, squares }) = lattice(&horizontal, &vertical) else { return Vec::new() };
    let squares = open_rows::part(squares, &xs, page);
    let mut grids = group(squares, xs.len() - 1, ys.len() - 1, page);
    grids.sort_by(|a, b| a.bbox.y0.total_cmp(&b.bbox.y0).then(a.bbox.x0.total_cmp(&b.bbox.x0)));
    grids
}

impl Edge {
    fn of((at, from, to): (f32, f32, f32)) -> Self {
        Self { at, from, to }
    }
}

/// Positions of all edges, and the squares that they close.
struct Lattice {
    xs: Vec<f32>,
    ys: Vec<f32>,
    squares: Vec<Square>,
}

impl Lattice {
    /// `None` without a grid, and for a drawing.
    fn of(mut horizontal: Vec<Edge>, mut vertical: Vec<Edge>) -> Option<Self> {
        horizontal.retain(|e| e.to - e.from >= MIN_SIDE / 2.0);
        vertical.retain(|e| e.to - e.from >= MIN_SIDE / 2.0);
        close_sides(&mut horizontal, &mut vertical);
        close_cuts(&mut horizontal, &vertical);
        let ys = snap(&mut horizontal);
        let xs = snap(&mut vertical);
        if xs.len() < 2 || ys.len() < 2 || xs.len() * ys.len() > MAX_SQUARES {
            return None;
        }
        let squares = cells(&xs, &ys, &horizontal, &vertical);
        (squares.len() <= MAX_CELLS).then_some(Self { xs, ys, squares })
    }
}

/// Horizontal and vertical rules.
fn rules(page: &PageContent) -> (Vec<Edge>, Vec<Edge>) {
    let (horizontal, vertical): (Vec<&Rule>, Vec<&Rule>) = page.rules.iter().partition(|r| r.horizontal);
    (
        horizontal.iter().map(|r| Edge::of((r.bbox.mid_y(), r.bbox.x0, r.bbox.x1))).collect(),
        vertical.iter().map(|r| Edge::of((r.bbox.mid_x(), r.bbox.y0, r.bbox.y1))).collect(),
    )
}

/// Tables without outer sides: where horizontal edges share their ends and upright
/// edges part what lies between two of them, sides are drawn. Uprights that go on over
/// the outermost of them make one more row there. Horizontal edges without any upright
/// one are left to the gutters.
fn close_sides(horizontal: &mut Vec<Edge>, vertical: &mut Vec<Edge>) {
    let uprights = merged(vertical.clone());
    for (from, to, ats) in stacks(horizontal) {
        // The sides of cells that stand apart part nothing between them.
        let inner: Vec<Edge> =
            uprights.iter().filter(|v| v.at > from + SNAP && v.at < to - SNAP).copied().collect();
        let rows: Vec<(f32, f32)> = ats
            .windows(2)
            .map(|p| (p[0], p[1]))
            .filter(|row| row.1 - row.0 > MIN_SIDE && inner.iter().any(|v| parts(v, *row)))
            .collect();
        for run in rows.chunk_by(|a, b| a.1 == b.0) {
            let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
            let tallest = run.iter().map(|r| r.1 - r.0).fold(0.0, f32::max);
            let top = row_above(&inner, *first, tallest);
            let bottom = row_below(&inner, *last, tallest);
            for at in [top, bottom].into_iter().flatten() {
                horizontal.push(Edge { at, from, to });
            }
            let whole = Edge { at: from, from: top.unwrap_or(first.0), to: bottom.unwrap_or(last.1) };
            vertical.extend([whole, Edge { at: to, ..whole }]);
        }
    }
}

/// Whether an upright parts most of a row.
fn parts(v: &Edge, (top, bottom): (f32, f32)) -> bool {
    v.to.min(bottom) - v.from.max(top) > 0.8 * (bottom - top)
}

/// Top of one more row: where uprights begin that run on over the row's upper edge, or
/// end at it in line with one of the row's own.
fn row_above(uprights: &[Edge], row: (f32, f32), tallest: f32) -> Option<f32> {
    let own: Vec<f32> = uprights.iter().filter(|v| parts(v, row)).map(|v| v.at).collect();
    uprights
        .iter()
        .filter(|v| own.iter().any(|x| (x - v.at).abs() < SNAP) && v.to > row.0 - BORDER)
        .map(|v| v.from)
        .filter(|y| (MIN_SIDE..2.0 * tallest).contains(&(row.0 - y)))
        .reduce(f32::min)
}

/// The same at the lower edge of a row.
fn row_below(uprights: &[Edge], row: (f32, f32), tallest: f32) -> Option<f32> {
    let turned = |v: &Edge| Edge { at: v.at, from: -v.to, to: -v.from };
    let uprights: Vec<Edge> = uprights.iter().map(turned).collect();
    row_above(&uprights, (-row.1, -row.0), tallest).map(|y| -y)
}

/// Long horizontal edges by their common ends: left end, right end, heights.
pub fn stacks(horizontal: &[Edge]) -> Vec<(f32, f32, Vec<f32>)> {
    let mut sorted: Vec<Edge> = merged(horizontal.to_vec());
    sorted.sort_by(|a, b| a.from.total_cmp(&b.from).then(a.to.total_cmp(&b.to)).then(a.at.total_cmp(&b.at)));
    let mut stacks: Vec<(f32, f32, Vec<f32>)> = Vec::new();
    for e in sorted.into_iter().filter(|e| e.to - e.from > 60.0) {
        match stacks.iter_mut().find(|(f, t, _)| (f - e.from).abs() < SNAP && (t - e.to).abs() < SNAP) {
            Some((_, _, ats)) => ats.push(e.at),
            None => stacks.push((e.from, e.to, vec![e.at])),
        }
    }
    for (_, _, ats) in &mut stacks {
        ats.sort_by(f32::total_cmp);
    }
    stacks
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
        if cluster.first().is_some_and(|f| ats[i] - ats[*f] > BORDER) {
            close(&mut cluster, edges);
        }
        cluster.push(i);
    }
    close(&mut cluster, edges);
    positions
}

/// Whether the edges at this position cover the stretch.
fn covered(edges: &[Edge], at: f32, from: f32, to: f32) -> bool {
    let (from, to) = (from + SHORT, to - SHORT);
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
    // Not rectangular by themselves: what stands inside them is left out.
    let mut ragged: Vec<Square> = Vec::new();
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
            if !closed || bbox.width() < MIN_SIDE || bbox.height() < MIN_SIDE {
                continue;
            }
            if rectangular {
                out.push((i0, j0, i1, j1, bbox));
            } else {
                ragged.push((i0, j0, i1, j1, bbox));
            }
        }
    }
    out.extend(ragged.into_iter().filter(|r| is_framed(r, nx, &top_edge, &left_edge)));
    out
}

/// Whether edges run all around: a cell that holds a table of its own.
fn is_framed(square: &Square, nx: usize, top_edge: &[bool], left_edge: &[bool]) -> bool {
    let (i0, j0, i1, j1, _) = *square;
    (i0..=i1).all(|i| top_edge[j0 * nx + i] && top_edge[(j1 + 1) * nx + i])
        && (j0..=j1).all(|j| left_edge[j * (nx + 1) + i0] && left_edge[j * (nx + 1) + i1 + 1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use thresholds_model::page::{Colour, Glyph};

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
