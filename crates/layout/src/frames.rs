//! Tables that are drawn in part. A row of shaded heads tells where the columns below it lie,
//! a stack of shaded labels where the rows beside it lie, rules between bars of one colour
//! where their own rows lie. What is missing of the frame is added where the text keeps to it.

use crate::fragment::{Line, Word};
use crate::grid::fill_at;
use crate::gutters::{self, Item};
use crate::lattice::{BORDER, Edge, SNAP};
use crate::shades::MIN_SIDE;
use crate::{aligned, lines, words};
use thresholds_model::geometry::BBox;
use thresholds_model::page::PageContent;

/// Words with a smaller gap between them stand in one column, in ems.
const TEXT_GAP: f32 = 0.5;
/// Free space between the rows of a table, in ems.
const ROW_GAP: f32 = 0.4;
/// Text further below the rest belongs to no table, in ems.
const FAR: f32 = 2.0;
/// Lines larger than most by this factor, alone in their strip, are titles.
const TITLE_SIZE: f32 = 1.12;
/// Words of one title stand no further apart, in ems.
const BANNER_GAP: f32 = 1.0;
/// Tallest bar across a table, points.
const BAR_HEIGHT: f32 = 40.0;
/// Longest label of a row, words.
const LABEL_WORDS: usize = 12;
/// Widest label of a row, share of the page.
const LABEL_WIDTH: f32 = 0.4;
/// Share of the lines that must keep to the gutters between them.
const KEEPING: f32 = 0.9;
/// Fewest rules of a table between whose bars no upright is drawn.
const FEWEST_RULES: usize = 3;

/// All edges of a table: left edges of its columns and the right edge of the last, top edges
/// of its rows and the bottom edge of the last, and its bars, which no upright parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    xs: Vec<f32>,
    ys: Vec<f32>,
    bars: Vec<BBox>,
}

impl Frame {
    /// Adds the edges of the frame.
    pub fn draw(&self, horizontal: &mut Vec<Edge>, vertical: &mut Vec<Edge>) {
        let (Some(left), Some(right)) = (self.xs.first().copied(), self.xs.last().copied()) else { return };
        horizontal.extend(self.ys.iter().map(|y| Edge { at: *y, from: left, to: right }));
        for band in self.ys.windows(2) {
            let middle = (band[0] + band[1]) / 2.0;
            let bar = self.bars.iter().any(|b| b.y0 < middle && middle < b.y1);
            let outer = |x: &&f32| !bar || **x == left || **x == right;
            vertical.extend(self.xs.iter().filter(outer).map(|x| Edge {
                at: *x,
                from: band[0],
                to: band[1],
            }));
        }
    }
}

/// What is drawn on a page, and its rows of words from the top.
struct Drawn<'a> {
    page: &'a PageContent,
    horizontal: &'a [Edge],
    uprights: &'a [Edge],
    boxes: &'a [BBox],
    rows: Vec<Line>,
}

/// Frames of the tables that rules and shades draw in part.
pub fn frames(page: &PageContent, horizontal: &[Edge], uprights: &[Edge], boxes: &[BBox]) -> Vec<Frame> {
    let (heads, labels, bars) = (heads(boxes), labels(boxes), bars(page, boxes));
    if heads.is_empty() && labels.is_empty() && bars.is_empty() {
        return Vec::new();
    }
    let upright = page.glyphs.iter().filter(|g| !g.invisible && g.rotation == 0);
    let mut rows: Vec<Line> = words::rows(upright, page).into_iter().map(Line::new).collect();
    rows.sort_by(|a, b| a.bbox.y0.total_cmp(&b.bbox.y0));
    let drawn = Drawn { page, horizontal, uprights, boxes, rows };
    let below = heads.iter().filter_map(|heads| below_heads(heads, &drawn));
    let beside = labels.iter().filter_map(|labels| beside_labels(labels, &drawn));
    let between = bars.into_iter().filter_map(|bars| between_bars(bars, &drawn));
    below.chain(beside).chain(between).collect()
}

/// Rows of two boxes or more that touch.
fn heads(boxes: &[BBox]) -> Vec<Vec<BBox>> {
    let level = |a: &BBox, b: &BBox| (a.y0 - b.y0).abs() < SNAP && (a.y1 - b.y1).abs() < SNAP;
    let mut rows = chains(boxes, |a, b| level(a, b) && (-1.0..BORDER).contains(&(b.x0 - a.x1)));
    rows.retain(|row| row.len() >= 2);
    rows
}

/// Stacks of boxes of one width that touch, single ones too.
fn labels(boxes: &[BBox]) -> Vec<Vec<BBox>> {
    chains(boxes, |a, b| same_ends(a, b) && (-1.0..BORDER).contains(&(b.y0 - a.y1)))
}

/// Boxes each with those that go on from it, read from the top and from the left.
fn chains(boxes: &[BBox], goes_on: impl Fn(&BBox, &BBox) -> bool) -> Vec<Vec<BBox>> {
    let mut sorted = boxes.to_vec();
    sorted.sort_by(|a, b| a.y0.total_cmp(&b.y0).then(a.x0.total_cmp(&b.x0)));
    let mut out: Vec<Vec<BBox>> = Vec::new();
    for b in sorted {
        let last = |chain: &&mut Vec<BBox>| chain.last().is_some_and(|a| goes_on(a, &b));
        match out.iter_mut().rev().find(last) {
            Some(chain) => chain.push(b),
            None => out.push(vec![b]),
        }
    }
    out
}

/// Two bars or more of one width and colour, from the top.
fn bars(page: &PageContent, boxes: &[BBox]) -> Vec<Vec<BBox>> {
    let mut out: Vec<Vec<BBox>> = Vec::new();
    let bar = |b: &&BBox| b.height() < BAR_HEIGHT && b.width() > 0.5 * page.width;
    for b in boxes.iter().filter(bar) {
        let alike = |a: &BBox| same_ends(a, b) && fill_at(page, a) == fill_at(page, b);
        match out.iter_mut().find(|group| alike(&group[0])) {
            Some(group) => group.push(*b),
            None => out.push(vec![*b]),
        }
    }
    out.retain(|group| group.len() >= 2);
    for group in &mut out {
        group.sort_by(|a, b| a.y0.total_cmp(&b.y0));
    }
    out
}

fn same_ends(a: &BBox, b: &BBox) -> bool {
    (a.x0 - b.x0).abs() < SNAP && (a.x1 - b.x1).abs() < SNAP
}

impl Drawn<'_> {
    /// Words of a row between two positions.
    fn within(&self, from: f32, to: f32) -> impl Iterator<Item = Line> {
        self.rows.iter().filter_map(move |row| {
            let inside = |w: &&Word| (from..to).contains(&w.bbox.mid_x());
            let words: Vec<Word> = row.words.iter().filter(inside).cloned().collect();
            (!words.is_empty()).then(|| Line::new(words))
        })
    }

    /// Heights of the rules that run from one position to another.
    fn rules(&self, from: f32, to: f32) -> Vec<f32> {
        let across = |e: &&Edge| e.from < from + BORDER && e.to > to - BORDER;
        self.horizontal.iter().filter(across).map(|e| e.at).collect()
    }

    /// Whether a bar holds one text: with several it is a row of cells.
    fn is_banner(&self, bar: &BBox) -> bool {
        let level = |r: &Line| (bar.y0..bar.y1).contains(&r.bbox.mid_y());
        let apart = |p: &[Word]| p[1].bbox.x0 - p[0].bbox.x1 > BANNER_GAP * p[0].size;
        !self.within(bar.x0, bar.x1).filter(level).any(|r| r.words.windows(2).any(apart))
    }

    /// The bold rows close above the first row of a table.
    fn above(&self, from: f32, to: f32, top: f32) -> Vec<Line> {
        let close = |r: &Line| (-1.0..FAR * r.size()).contains(&(top - r.bbox.y1));
        self.within(from - 1.0, to + 1.0).filter(|r| close(r) && r.bold()).collect()
    }
}

/// Top of a row of heads that stand in two columns of a table or more.
fn top_of_heads(heads: &[Line], xs: &[f32]) -> Option<f32> {
    let inner = xs.get(1..xs.len().checked_sub(1)?)?;
    let filled = columns(heads, inner).iter().filter(|c| !c.is_empty()).count();
    let top = heads.iter().map(|r| r.bbox.y0).reduce(f32::min)?;
    (filled >= 2 && heads.iter().all(|r| keeps(r, inner))).then_some(top - 2.0)
}

/// No word of a row stands upon an edge, and none close to one on its other side.
fn keeps(row: &Line, edges: &[f32]) -> bool {
    let upon = |w: &Word, x: f32| w.bbox.x0 + 1.0 < x && x < w.bbox.x1 - 1.0;
    let close = |a: &Word, b: &Word, x: f32| {
        a.bbox.mid_x() < x && x < b.bbox.mid_x() && b.bbox.x0 - a.bbox.x1 < TEXT_GAP * a.size
    };
    edges.iter().all(|x| {
        !row.words.iter().any(|w| upon(w, *x)) && !row.words.windows(2).any(|p| close(&p[0], &p[1], *x))
    })
}

/// Lines by column.
fn columns(rows: &[Line], edges: &[f32]) -> Vec<Vec<Line>> {
    let mut out = vec![Vec::new(); edges.len() + 1];
    for (column, line) in rows.iter().flat_map(|r| gutters::split_line(r, edges)) {
        out[column].push(line);
    }
    out
}

/// The table of which only the heads are shaded: its columns are theirs, as far down as the
/// text keeps to them. Bars across it part its rows, and so do rules.
fn below_heads(heads: &[BBox], drawn: &Drawn) -> Option<Frame> {
    let hull = BBox::hull(heads)?;
    let left = left_end(&hull, drawn);
    let mut xs: Vec<f32> = (left < hull.x0 - MIN_SIDE).then_some(left).into_iter().collect();
    xs.push(hull.x0);
    xs.extend(heads.windows(2).map(|p| (p[0].x1 + p[1].x0) / 2.0));
    xs.push(hull.x1);
    let inner = xs[1..xs.len() - 1].to_vec();
    let whole = BBox::new(left, hull.y0, hull.x1, hull.y1);
    let is_bar = |b: &&BBox| same_ends(b, &whole) && b.y0 > hull.y1 - SNAP && b.height() < BAR_HEIGHT;
    let limit = limit(&whole, drawn);
    let bars: Vec<BBox> = drawn.boxes.iter().filter(is_bar).filter(|b| b.y0 < limit).copied().collect();
    let rules = drawn.rules(left, hull.x1);
    let mut kept: Vec<Line> = Vec::new();
    let mut reach = hull.y1;
    for row in drawn.within(left - BORDER, hull.x1 + BORDER).filter(|r| r.bbox.y0 > hull.y1 - 2.0) {
        if bars.iter().any(|b| (b.y0..b.y1).contains(&row.bbox.mid_y())) {
            continue;
        }
        let passed = bars.iter().map(|b| b.y1).chain(rules.iter().copied());
        let passed = passed.filter(|y| *y < row.bbox.mid_y()).fold(reach, f32::max);
        let far = row.bbox.y0 - passed > FAR * row.size();
        let outside = row.bbox.x0 < left - 3.0 || row.bbox.x1 > hull.x1 + 1.0;
        if row.bbox.y1 > limit || far || outside || !keeps(&row, &inner) {
            break;
        }
        reach = reach.max(row.bbox.y1);
        kept.push(row);
    }
    drop_titles(&mut kept, &inner);
    let last = kept.iter().map(|r| r.bbox.y1).reduce(f32::max)?;
    let size = kept[0].size();
    if columns(&kept, &inner).iter().filter(|c| !c.is_empty()).count() < 2 {
        return None;
    }
    let close = |y: &f32| (last - 1.0..last + FAR * size).contains(y);
    let ends = bars.iter().filter(|b| close(&b.y0)).map(|b| b.y1);
    let bottom = ends.chain(rules.iter().copied().filter(close)).reduce(f32::max).unwrap_or(last + 2.0);
    let mut ys = vec![hull.y0, hull.y1, bottom];
    ys.extend(rules.iter().filter(|y| (hull.y1 + SNAP..bottom - SNAP).contains(*y)));
    // Shaded rows of cells show all rows, as rules do: a low white row between two is one.
    let striped = limit - last < FAR * size && last - hull.y1 < BAR_HEIGHT;
    let ruled = ys.len() > 3 || striped || !bars.iter().all(|b| drawn.is_banner(b));
    ys.extend(bars.iter().filter(|b| b.y0 < bottom).flat_map(|b| [b.y0, b.y1]));
    ys.sort_by(f32::total_cmp);
    if !ruled {
        let bands = ys.windows(2).map(|w| (w[0], w[1])).collect::<Vec<_>>();
        ys.extend(bands.into_iter().flat_map(|(top, bottom)| {
            let level = |r: &&Line| (top..bottom).contains(&r.bbox.mid_y());
            let band: Vec<Line> = kept.iter().filter(level).cloned().collect();
            aligned::row_cuts(&columns(&band, &inner), &whole, None, &[])
        }));
    }
    Some(Frame { xs, ys: ascending(ys), bars })
}

fn ascending(mut ys: Vec<f32>) -> Vec<f32> {
    ys.sort_by(f32::total_cmp);
    ys.dedup_by(|a, b| *a - *b < SNAP);
    ys
}

/// Where the first column begins: heads without a shade stand on the left of the others, and
/// rules and bars reach over it.
fn left_end(heads: &BBox, drawn: &Drawn) -> f32 {
    let ends_with = |to: f32, from: f32| (to - heads.x1).abs() < BORDER && from < heads.x0 - MIN_SIDE;
    let at = |y: f32| (y - heads.y0).abs() < SNAP || (y - heads.y1).abs() < SNAP;
    let rules = drawn.horizontal.iter().filter(|e| at(e.at) && ends_with(e.to, e.from)).map(|e| e.from);
    let bar = |b: &&BBox| b.height() < BAR_HEIGHT && (b.y0 - heads.y1).abs() < SNAP && ends_with(b.x1, b.x0);
    let bars = drawn.boxes.iter().filter(bar).map(|b| b.x0);
    let level = |r: &Line| (heads.y0..heads.y1).contains(&r.bbox.mid_y()) && r.bbox.x1 < heads.x0 + 1.0;
    let texts = drawn.within(0.0, heads.x0).filter(level).map(|r| r.bbox.x0 - 3.0);
    rules.chain(bars).chain(texts).fold(heads.x0, f32::min)
}

/// Where the next box or ruled table below a row of heads begins.
fn limit(heads: &BBox, drawn: &Drawn) -> f32 {
    let below = |b: &&BBox| {
        b.y0 > heads.y1 - SNAP
            && b.overlap_x(heads) > MIN_SIDE
            && !(same_ends(b, heads) && b.height() < BAR_HEIGHT)
    };
    let parts = |v: &&Edge| (heads.x0 + SNAP..heads.x1 - SNAP).contains(&v.at) && v.to > heads.y1 + MIN_SIDE;
    let boxes = drawn.boxes.iter().filter(below).map(|b| b.y0);
    boxes.chain(drawn.uprights.iter().filter(parts).map(|v| v.from)).fold(f32::MAX, f32::min)
}

/// Cuts rows of words before a title that stands alone in its strip, in the first column:
/// a larger one anywhere, one in bold at the end.
fn drop_titles(rows: &mut Vec<Line>, edges: &[f32]) {
    let first = edges.first().copied().unwrap_or(f32::MAX);
    let mut sizes: Vec<f32> = rows.iter().map(Line::size).collect();
    sizes.sort_by(f32::total_cmp);
    let Some(typical) = sizes.get(sizes.len() / 2).copied() else { return };
    let alone = |rows: &[Line], i: usize| {
        let b = rows[i].bbox;
        b.x1 < first && rows.iter().enumerate().all(|(k, r)| k == i || r.bbox.overlap_y(&b) <= 0.0)
    };
    let large = |i: &usize| rows[*i].size() > TITLE_SIZE * typical && alone(rows, *i);
    if let Some(i) = (0..rows.len()).find(large) {
        rows.truncate(i);
    }
    while rows.len() > 1 && rows[rows.len() - 1].bold() && alone(rows, rows.len() - 1) {
        rows.pop();
    }
}

/// The table of which only the labels at the left are shaded: its rows are as high as they,
/// where the text beside them leaves the space between two rows free.
fn beside_labels(labels: &[BBox], drawn: &Drawn) -> Option<Frame> {
    let hull = BBox::hull(labels)?;
    let level = |y0: f32, y1: f32| y1.min(hull.y1) - y0.max(hull.y0) > MIN_SIDE;
    let drawn_beside = drawn.uprights.iter().any(|v| v.at > hull.x1 + SNAP && level(v.from, v.to))
        || drawn.boxes.iter().any(|b| b.x0 > hull.x1 - SNAP && level(b.y0, b.y1));
    if hull.width() > LABEL_WIDTH * drawn.page.width || drawn_beside {
        return None;
    }
    let beside: Vec<Line> = drawn.within(hull.x1 - 1.0, drawn.page.width).collect();
    let free = |y: f32| {
        let above = beside.iter().filter(|r| r.bbox.mid_y() < y).map(|r| r.bbox.y1).fold(f32::MIN, f32::max);
        let below = beside.iter().filter(|r| r.bbox.mid_y() > y).map(|r| r.bbox.y0).fold(f32::MAX, f32::min);
        below - above > ROW_GAP * beside.first().map_or(10.0, Line::size)
    };
    let mut ys = vec![hull.y0];
    ys.extend(labels.windows(2).map(|p| (p[0].y1 + p[1].y0) / 2.0));
    ys.push(hull.y1);
    // The first cell of a page can be the rest of one whose label stands on the page before.
    let labelled = |(i, l): (usize, &BBox)| {
        let least = match i {
            _ if labels.len() == 1 => Least::Tall,
            0 => Least::Empty,
            _ => Least::Text,
        };
        is_label(l, least, drawn, &beside)
    };
    if !ys.iter().all(|y| free(*y)) || !labels.iter().enumerate().all(labelled) {
        return None;
    }
    let inside = |r: &Line| (hull.y0..hull.y1).contains(&r.bbox.mid_y());
    let mut text: Vec<Line> = beside.into_iter().filter(inside).collect();
    let begins = text.iter().map(|r| r.bbox.x0).reduce(f32::min)?;
    let ends = text.iter().map(|r| r.bbox.x1).reduce(f32::max)?;
    if begins < hull.x1 {
        return None;
    }
    let rule =
        |e: &&Edge| (e.from - hull.x0).abs() < BORDER && (hull.y0 - SNAP..hull.y1 + SNAP).contains(&e.at);
    let right = drawn.horizontal.iter().filter(rule).map(|e| e.to).fold(ends + 3.0, f32::max);
    text.extend(drawn.above(hull.x1, right, hull.y0));
    let mut xs = vec![hull.x0, hull.x1];
    xs.extend(gutters_of(text));
    xs.push(right);
    ys.extend(top_of_heads(&drawn.above(hull.x0, right, hull.y0), &xs));
    Some(Frame { xs, ys: ascending(ys), bars: Vec::new() })
}

/// What a box must hold to be a label.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Least {
    /// Nothing.
    Empty,
    /// A text.
    Text,
    /// A text, and room: the box is as high as the text beside it, not as its own.
    Tall,
}

/// A short text in a box that is level with text beside it.
fn is_label(label: &BBox, least: Least, drawn: &Drawn, beside: &[Line]) -> bool {
    let level = |r: &Line| (label.y0..label.y1).contains(&r.bbox.mid_y());
    let own: Vec<Line> = drawn.within(label.x0, label.x1).filter(level).collect();
    let words: usize = own.iter().map(|r| r.words.len()).sum();
    let inside = own.iter().all(|r| r.bbox.x0 > label.x0 - 1.0 && r.bbox.x1 < label.x1 + 1.0);
    let beside = beside.iter().filter(|r| level(r)).count();
    let tall = own.len() + 2 <= beside;
    inside
        && words <= LABEL_WORDS
        && beside > 0
        && (words > 0 || least == Least::Empty)
        && (tall || least != Least::Tall)
}

/// Gutters that nearly all lines keep to.
fn gutters_of(rows: Vec<Line>) -> Vec<f32> {
    let rows = rows.into_iter().map(|r| r.words).collect();
    let mut lines = lines::lines(rows, &[]);
    lines.sort_by(|a, b| a.bbox.y0.total_cmp(&b.bbox.y0).then(a.bbox.x0.total_cmp(&b.bbox.x0)));
    let items: Vec<Item> = lines.iter().map(Item::of_line).collect();
    gutters::best_run(&items)
        .filter(|run| (run.to - run.from) as f32 >= KEEPING * items.len() as f32)
        .map(|run| run.gutters)
        .unwrap_or_default()
}

/// The table whose rows are parted by rules and by bars of one colour, but whose columns are
/// not drawn.
fn between_bars(bars: Vec<BBox>, drawn: &Drawn) -> Option<Frame> {
    let (first, last) = (*bars.first()?, *bars.last()?);
    let mut ys = drawn.rules(first.x0, first.x1);
    let parted =
        |v: &Edge| (first.x0 + SNAP..first.x1 - SNAP).contains(&v.at) && v.to > first.y0 && v.from < last.y1;
    let between = ys.iter().filter(|y| (first.y1 + SNAP..last.y0 - SNAP).contains(*y)).count();
    if between < FEWEST_RULES || drawn.uprights.iter().any(parted) {
        return None;
    }
    ys.extend(bars.iter().flat_map(|b| [b.y0, b.y1]));
    let ys = ascending(ys);
    let in_bar = |r: &Line| bars.iter().any(|b| (b.y0..b.y1).contains(&r.bbox.mid_y()));
    let (top, bottom) = (*ys.first()?, *ys.last()?);
    let text: Vec<Line> = drawn
        .within(first.x0, first.x1)
        .filter(|r| (top..bottom).contains(&r.bbox.mid_y()) && !in_bar(r))
        .collect();
    let heads = drawn.above(first.x0, first.x1, top);
    let gutters = gutters_of(heads.iter().cloned().chain(text).collect());
    if gutters.is_empty() {
        return None;
    }
    let mut xs = vec![first.x0];
    xs.extend(gutters);
    xs.push(first.x1);
    let heads = top_of_heads(&heads, &xs);
    Some(Frame { xs, ys: ascending(ys.into_iter().chain(heads).collect()), bars })
}
