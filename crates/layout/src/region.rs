//! Reading order inside a region: columns by gutters, tables by alignment, the rest
//! from top to bottom.

use crate::aligned;
use crate::fragment::{Line, Piece};
use crate::gutters::{self, Item, Run};
use crate::heads;
use crate::items::{self, Setting};
use thresholds_model::geometry::BBox;
use thresholds_model::page::Colour;

/// Nested divisions that are followed.
const MAX_DEPTH: usize = 8;
/// Lines this much larger than most are titles.
pub const TITLE_SIZE: f32 = 1.25;
/// So are bold ones below a rule that are larger by this.
const SECTION_SIZE: f32 = 1.12;
/// Columns of one length end no further from each other, in ems of the next title.
const BALANCE: f32 = 1.0;
/// Free space above and below the title of a section, in ems.
const STRIP: f32 = 0.2;
/// Gap between two lines that are not of one paragraph, in ems.
const LEAD_GAP: f32 = 0.5;

/// Something that has been laid out already and keeps its place: a ruled table, a box.
#[derive(Debug, Clone, PartialEq)]
pub struct Atom {
    pub bbox: BBox,
    pub pieces: Vec<Piece>,
}

/// What stands in a region.
#[derive(Debug, Clone, PartialEq)]
pub enum Element {
    Line(Line),
    Atom(Atom),
}

impl Element {
    fn bbox(&self) -> BBox {
        match self {
            Self::Line(l) => l.bbox,
            Self::Atom(a) => a.bbox,
        }
    }

    fn item(&self) -> Item {
        match self {
            Self::Line(l) => Item::of_line(l),
            Self::Atom(a) => Item::of_box(a.bbox),
        }
    }
}

/// Where a region lies, and what parts its rows.
#[derive(Debug, Clone)]
pub struct Region {
    pub page: u32,
    pub fill: Option<Colour>,
    /// Horizontal edges (y, from, to) that part the rows of an aligned table.
    pub edges: Vec<(f32, f32, f32)>,
    /// Right edge of the space for text.
    pub right: f32,
}

/// Pieces of the region in reading order.
pub fn pieces(mut elements: Vec<Element>, region: &Region) -> Vec<Piece> {
    elements.sort_by(|a, b| {
        let (a, b) = (a.bbox(), b.bbox());
        a.y0.total_cmp(&b.y0).then(a.x0.total_cmp(&b.x0)).then(a.y1.total_cmp(&b.y1))
    });
    divide(elements, region, 0)
}

/// The run of columns that decides how a set of lines is read, if there is one.
pub fn run_of(elements: &[Element]) -> Option<Run> {
    let items: Vec<Item> = elements.iter().map(Element::item).collect();
    gutters::best_run(&items)
}

fn divide(elements: Vec<Element>, region: &Region, depth: usize) -> Vec<Piece> {
    let run = if depth < MAX_DEPTH { run_of(&elements) } else { None };
    let Some(run) = run.map(|run| without_title(run, &elements)) else {
        return single_column(elements, region);
    };
    if let Some(title) = title_in(&run, &elements, &region.edges) {
        let mut above = elements;
        let below = above.split_off(title);
        return [above, below].into_iter().flat_map(|part| divide(part, region, depth + 1)).collect();
    }
    let mut rest = elements;
    let below = rest.split_off(run.to);
    let mut inside = split(rest.split_off(run.from), &run.gutters);
    let mut lines = only_lines(&inside).filter(|lines| aligned::is_table(lines, &region.edges));
    if lines.is_none() {
        let lead = lead(&inside);
        rest.extend(inside[0].drain(..lead));
        lines = only_lines(&inside).filter(|lines| lead > 0 && aligned::is_table(lines, &region.edges));
    }
    let table = lines.map(|lines| {
        let heads = heads::take(&mut rest, &lines, &region.edges);
        Piece::Table(aligned::table(lines, heads, &run.gutters, region))
    });
    let mut out = Vec::new();
    if !rest.is_empty() {
        out.extend(divide(rest, region, depth + 1));
    }
    match table {
        Some(table) => out.push(table),
        None => out.extend(inside.into_iter().flat_map(|c| {
            let right = c.iter().map(|e| e.bbox().x1).fold(f32::MIN, f32::max);
            divide(c, &Region { right, ..region.clone() }, depth + 1)
        })),
    }
    if !below.is_empty() {
        out.extend(divide(below, region, depth + 1));
    }
    out
}

/// A large line alone above the columns is their title, however short.
fn without_title(run: Run, elements: &[Element]) -> Run {
    let [Element::Line(title), rest @ ..] = &elements[run.from..run.to] else { return run };
    let mut sizes: Vec<f32> = rest.iter().map(|e| e.item().size).collect();
    sizes.sort_by(f32::total_cmp);
    let typical = sizes.get(sizes.len() / 2).copied().unwrap_or(f32::MAX);
    let large = title.size() > TITLE_SIZE * typical;
    let alone = rest.iter().all(|e| e.bbox().y0 > title.bbox.y1);
    if large && alone && run.to - run.from > 2 { Run { from: run.from + 1, ..run } } else { run }
}

/// Both sides of a gutter end at one height: columns that were set to be equally long.
fn balanced(elements: &[Element], gutter: f32, size: f32) -> bool {
    let end = |left: bool| {
        let own = elements.iter().map(Element::bbox).filter(|b| (b.x1 < gutter) == left);
        own.map(|b| b.y1).fold(f32::MIN, f32::max)
    };
    (end(true) - end(false)).abs() < BALANCE * size
}

/// All stand level with the first: heads, with their columns still to come.
fn one_row(elements: &[Element]) -> bool {
    let first = elements.first().map(Element::bbox).unwrap_or_default();
    elements.iter().all(|e| e.bbox().overlap_y(&first) > 0.0)
}

/// The title of the next section, at which columns end: it stands in the first of them, and
/// all the others leave its height free and go on below, or end where the first does: that
/// white strip runs over the page.
/// It is large; or bold below a rule; or stands between boxes, which hold all other text.
fn title_in(run: &Run, elements: &[Element], edges: &[(f32, f32, f32)]) -> Option<usize> {
    let inside = &elements[run.from..run.to];
    let mut sizes: Vec<f32> = inside.iter().map(|e| e.item().size).collect();
    sizes.sort_by(f32::total_cmp);
    let typical = sizes.get(sizes.len() / 2).copied().unwrap_or(f32::MAX);
    let first = run.gutters.first().copied()?;
    let boxed = |e: &Element| matches!(e, Element::Atom(_));
    let boxes_only = inside.iter().all(|e| boxed(e) || e.bbox().x1 < first);
    let between_boxes =
        |i: usize| boxes_only && i > 0 && boxed(&inside[i - 1]) && inside.get(i + 1).is_some_and(boxed);
    let below_rule = |i: usize, title: &Line| {
        let above = inside[..i].iter().map(|e| e.bbox().y1).fold(f32::MIN, f32::max);
        let ruled = |e: &&(f32, f32, f32)| {
            (above - 1.0..title.bbox.y0).contains(&e.0) && e.1 < title.bbox.x0 + 1.0 && e.2 > first
        };
        title.size() > SECTION_SIZE * typical && title.bold() && edges.iter().any(|e| ruled(&e))
    };
    let ends = |i: &usize| {
        let Element::Line(title) = &inside[*i] else { return false };
        let (top, bottom) = (title.bbox.y0 - STRIP * title.size(), title.bbox.y1 + STRIP * title.size());
        let free = |e: &Element| e.bbox().y1 <= top || e.bbox().y0 >= bottom;
        let others = || inside.iter().map(Element::bbox).filter(|b| b.x0 > first);
        title.rotation == 0
            && (title.size() > TITLE_SIZE * typical || between_boxes(*i) || below_rule(*i, title))
            && title.bbox.x1 < first
            && inside.iter().enumerate().all(|(k, e)| k == *i || e.bbox().x1 < first || free(e))
            && others().any(|b| b.y1 <= top)
            && !one_row(&inside[..*i])
            && (others().any(|b| b.y0 >= bottom) || balanced(&inside[..*i], first, title.size()))
    };
    (1..inside.len()).find(ends).map(|i| run.from + i)
}

/// Elements by column; a line that reaches over a gutter is split there.
fn split(elements: Vec<Element>, gutters: &[f32]) -> Vec<Vec<Element>> {
    let mut columns: Vec<Vec<Element>> = vec![Vec::new(); gutters.len() + 1];
    for element in elements {
        match element {
            Element::Line(line) => {
                for (c, part) in gutters::split_line(&line, gutters) {
                    columns[c].push(Element::Line(part));
                }
            }
            Element::Atom(atom) => {
                let c = gutters.iter().filter(|g| **g < atom.bbox.mid_x()).count();
                columns[c].push(Element::Atom(atom));
            }
        }
    }
    columns
}

/// How many elements at the top of the left column stand above all other columns and end
/// with what is above them: the short last line of a paragraph, a heading.
fn lead(columns: &[Vec<Element>]) -> usize {
    let top = columns.iter().skip(1).flatten().map(|e| e.bbox().y0).fold(f32::MAX, f32::min);
    let above = columns[0].iter().take_while(|e| e.bbox().y1 <= top).count();
    let ends = |i: &usize| match columns[0].get(i - 1..=*i) {
        Some([Element::Line(a), Element::Line(b)]) => {
            b.bbox.y0 - a.bbox.y1 > LEAD_GAP * a.size()
                || a.bold() != b.bold()
                || (a.size() - b.size()).abs() > 0.12 * a.size()
        }
        _ => true,
    };
    (1..=above).rev().find(ends).unwrap_or(0)
}

/// The lines of columns in which nothing else stands.
fn only_lines(columns: &[Vec<Element>]) -> Option<Vec<Vec<Line>>> {
    let line = |e: &Element| match e {
        Element::Line(l) => Some(l.clone()),
        Element::Atom(_) => None,
    };
    columns.iter().map(|c| c.iter().map(line).collect()).collect()
}

/// One column: paragraphs, with tables and boxes at their height.
fn single_column(elements: Vec<Element>, region: &Region) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut lines = Vec::new();
    let setting = Setting { page: region.page, right: region.right, fill: region.fill };
    let flush = |lines: &mut Vec<Line>, out: &mut Vec<Piece>| {
        out.extend(items::paragraphs(std::mem::take(lines), setting).into_iter().map(Piece::Paragraph));
    };
    for element in elements {
        match element {
            Element::Line(line) => lines.push(line),
            Element::Atom(atom) => {
                flush(&mut lines, &mut out);
                out.extend(atom.pieces);
            }
        }
    }
    flush(&mut lines, &mut out);
    out
}
