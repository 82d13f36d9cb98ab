//! Tables without rules: columns from gutters, rows from labels, edges and common gaps.

use crate::figures::{self, is_figure, level_with};
use crate::fragment::{CellDraft, Line, Paragraph, TableDraft};
use crate::heads::Head;
use crate::items::{self, Setting};
use crate::region::Region;
use thresholds_model::block::TableSource;
use thresholds_model::geometry::BBox;
use thresholds_model::page::Colour;

/// Share of figures in the columns of a table of figures.
const FIGURES: f32 = 0.7;

/// So many rules across columns make them a table.
const RULED_ROWS: usize = 2;

/// Edges closer than this are one rule, points.
const SAME_RULE: f32 = 3.0;

/// A gap wider by this than the one above a label is where its row begins, in ems.
const CENTRED: f32 = 0.4;

/// Style of a line: bold, size in half points, colour.
type Style = (bool, i32, Colour);

fn style(line: &Line) -> Style {
    (line.bold(), (line.size() * 2.0).round() as i32, line.colour())
}

/// Whether columns are those of a table, not of running text.
///
/// Three columns or more are a table. Two are one when the left one is a sparse row
/// of labels that stand level with lines on the right (side headings), or when the
/// right one holds only numbers or ticks. Rules that run across three columns part the
/// rows of a table: nobody rules across running text.
pub fn is_table(columns: &[Vec<Line>], edges: &[(f32, f32, f32)]) -> bool {
    let filled: Vec<&Vec<Line>> = columns.iter().filter(|c| !c.is_empty()).collect();
    match filled.as_slice() {
        [left, right] => side_headings(left, right) || marks_only(right, left),
        [] | [_] => false,
        more => {
            // Three columns of dense prose are still prose.
            let figures = |c: &[Line]| c.iter().filter(|l| is_figure(&l.text())).count() * 2 > c.len();
            let dense = more.iter().filter(|c| c.len() > 14 && !has_short_head(c) && !figures(c)).count();
            dense < more.len() || ruled_rows(&extent(&columns.concat()), edges).len() >= RULED_ROWS
        }
    }
}

fn extent(lines: &[Line]) -> BBox {
    BBox::hull(lines.iter().map(|l| &l.bbox)).unwrap_or_default()
}

/// The first line is set apart by its style, or stands off.
fn has_short_head(lines: &[Line]) -> bool {
    let Some(first) = lines.first() else { return false };
    let rest = lines.iter().skip(1).filter(|l| style(l) == style(first)).count();
    rest * 3 < lines.len()
}

fn side_headings(left: &[Line], right: &[Line]) -> bool {
    if left.iter().all(|l| l.rotation != 0) {
        return true;
    }
    let narrow = extent(left).width() < 0.75 * extent(right).width();
    let sparse = left.len() as f32 <= 0.67 * right.len() as f32;
    let labels = items::labels(left.to_vec(), right, setting_of(left));
    let unbulleted = labels.iter().filter(|p| p.marker.is_none()).count() * 10 >= labels.len() * 9;
    let short = labels.iter().map(Paragraph::word_count).sum::<usize>() <= 9 * labels.len().max(1);
    let level = labels
        .iter()
        .filter(|p| p.lines.first().is_some_and(|l| right.iter().any(|r| level_with(l, r))))
        .count();
    narrow && sparse && unbulleted && short && level * 10 >= labels.len() * 6
}

fn marks_only(column: &[Line], text: &[Line]) -> bool {
    let marks = column.iter().filter(|l| is_figure(&l.text())).count();
    marks * 10 >= column.len() * 8
        && marks >= 2
        && column.iter().filter(|l| text.iter().any(|t| level_with(l, t))).count() * 10 >= column.len() * 7
}

fn setting_of(lines: &[Line]) -> Setting {
    Setting { page: 0, right: extent(lines).x1, fill: None }
}

/// Makes the table. Heads over one column join it; those over several make rows of
/// their own.
pub fn table(mut columns: Vec<Vec<Line>>, heads: Vec<Head>, gutters: &[f32], region: &Region) -> TableDraft {
    let (single, wide): (Vec<Head>, Vec<Head>) = heads.into_iter().partition(|h| h.first == h.last);
    for head in single {
        columns[head.first].push(head.line);
    }
    let all = columns.iter().flatten().chain(wide.iter().map(|h| &h.line));
    let bbox = BBox::hull(all.map(|l| &l.bbox)).unwrap_or_default();
    let wide_end = wide.iter().map(|h| h.line.bbox.y1).reduce(f32::max);
    let header_end = header_end(&columns, wide_end).or(wide_end);
    let mut cuts = row_cuts(&columns, &bbox, header_end, &region.edges);
    cuts.extend(header_end.map(|y| y + 0.5));
    cuts.extend(wide.iter().map(|h| h.line.bbox.y1 - 1.0));
    cuts.sort_by(f32::total_cmp);
    cuts.dedup_by(|a, b| *a - *b < 2.0);
    let rows = cuts.len() + 1;
    let mut edges = vec![bbox.x0];
    edges.extend_from_slice(gutters);
    edges.push(bbox.x1);
    let mut cells = Vec::new();
    for (c, lines) in columns.into_iter().enumerate() {
        let mut by_row: Vec<Vec<Line>> = vec![Vec::new(); rows];
        let right = extent(&lines).x1;
        for line in lines {
            let y = line.bbox.mid_y();
            by_row[cuts.iter().filter(|cut| **cut < y).count()].push(line);
        }
        for (r, lines) in by_row.into_iter().enumerate().filter(|(_, l)| !l.is_empty()) {
            let bbox = extent(&lines);
            let setting = Setting { page: region.page, right, fill: region.fill };
            cells.push(CellDraft {
                row: r as u32,
                col: c as u32,
                row_span: 1,
                col_span: 1,
                page: region.page,
                bbox,
                fill: region.fill,
                paragraphs: items::paragraphs(lines, setting),
                header: false,
            });
        }
    }
    for head in wide {
        let row = cuts.iter().filter(|cut| **cut < head.line.bbox.mid_y()).count() as u32;
        let bbox = head.line.bbox;
        let setting = Setting { page: region.page, right: bbox.x1, fill: region.fill };
        cells.push(CellDraft {
            row,
            col: head.first as u32,
            row_span: 1,
            col_span: (head.last - head.first + 1) as u32,
            page: region.page,
            bbox,
            fill: region.fill,
            paragraphs: items::paragraphs(vec![head.line], setting),
            header: false,
        });
    }
    cells.sort_by_key(|c| (c.row, c.col));
    let mut table = TableDraft {
        page: region.page,
        page_end: region.page,
        bbox,
        rows: rows as u32,
        cols: (edges.len() - 1) as u32,
        edges,
        cells,
        header_rows: 0,
        header_cols: 0,
        source: TableSource::Aligned,
        furniture: None,
        open: (false, false),
        tagged: None,
    };
    if let Some(end) = header_end {
        table.header_rows = 1 + cuts.iter().filter(|cut| **cut < end - 0.5).count() as u32;
    }
    table
}

/// Bottom of the header lines, when the columns begin below `from` with lines of another
/// style than the text below.
fn header_end(columns: &[Vec<Line>], from: Option<f32>) -> Option<f32> {
    let skip = usize::from(columns.len() >= 3);
    let body = body_style(columns)?;
    let mut bottom: Option<f32> = None;
    let mut with_head = 0;
    let mut filled = 0;
    for column in columns.iter().skip(skip) {
        let mut sorted: Vec<&Line> =
            column.iter().filter(|l| from.is_none_or(|y| l.bbox.mid_y() > y)).collect();
        sorted.sort_by(|a, b| a.bbox.y0.total_cmp(&b.bbox.y0));
        if sorted.is_empty() {
            continue;
        }
        filled += 1;
        let head: Vec<&&Line> = sorted.iter().take_while(|l| is_head(style(l), body)).take(4).collect();
        if let Some(last) = head.last().filter(|_| head.len() < sorted.len() || sorted.len() <= 2) {
            with_head += 1;
            bottom = Some(bottom.map_or(last.bbox.y1, |b: f32| b.max(last.bbox.y1)));
        }
    }
    let bottom = bottom?;
    let top = columns.iter().flatten().map(|l| l.bbox.y0).fold(f32::MAX, f32::min);
    let top = from.map_or(top, |y| y.max(top));
    let size = columns.iter().flatten().next().map_or(10.0, Line::size);
    // Heads of several columns, close to the top.
    (with_head >= 2 && with_head * 10 >= filled * 6 && bottom - top < 6.5 * size).then_some(bottom)
}

fn is_head(line: Style, body: Style) -> bool {
    (line.0 && !body.0) || line.1 > body.1 + 1 || (line.2 != body.2 && line.1 >= body.1 && line.0 >= body.0)
}

fn body_style(columns: &[Vec<Line>]) -> Option<Style> {
    let mut counts: Vec<(Style, usize)> = Vec::new();
    for line in columns.iter().flatten() {
        let s = style(line);
        let n = line.text().len();
        match counts.iter_mut().find(|(k, _)| *k == s) {
            Some((_, c)) => *c += n,
            None => counts.push((s, n)),
        }
    }
    counts.into_iter().max_by_key(|(s, n)| (*n, std::cmp::Reverse(*s))).map(|(s, _)| s)
}

/// Heights that part the rows of columns below `from`: by their figures, by the edges that
/// run across the table, by its labels, or by the gaps that all columns share.
pub fn row_cuts(
    columns: &[Vec<Line>],
    bbox: &BBox,
    from: Option<f32>,
    edges: &[(f32, f32, f32)],
) -> Vec<f32> {
    let ruled = ruled_rows(bbox, edges);
    let top = from.unwrap_or(f32::MIN);
    if let Some(rows) = figures::row_cuts(columns, top, FIGURES) {
        return rows;
    }
    if ruled.len() >= 2 || (ruled.len() == 1 && from.is_none()) {
        return ruled;
    }
    let below =
        |lines: &[Line]| -> Vec<Line> { lines.iter().filter(|l| l.bbox.mid_y() > top).cloned().collect() };
    let labels = below(&columns[0]);
    let others: Vec<Line> = columns[1..].iter().flat_map(|c| below(c)).collect();
    let tallest = columns[1..].iter().map(|c| below(c).len()).max().unwrap_or(0);
    let mut inner = if !labels.is_empty() && (labels.len() as f32) <= 0.67 * tallest as f32 {
        label_cuts(labels, &others)
    } else {
        common_gaps(columns, top)
    };
    keep_paragraphs_whole(&mut inner, columns);
    inner
}

/// Heights of the edges that run across most of a table.
fn ruled_rows(bbox: &BBox, edges: &[(f32, f32, f32)]) -> Vec<f32> {
    let across = |(y, from, to): &&(f32, f32, f32)| {
        *y > bbox.y0 && *y < bbox.y1 && (to.min(bbox.x1) - from.max(bbox.x0)) > 0.6 * bbox.width()
    };
    let mut heights: Vec<f32> = edges.iter().filter(across).map(|e| e.0).collect();
    heights.sort_by(f32::total_cmp);
    heights.dedup_by(|a, b| *a - *b < SAME_RULE);
    heights
}

/// Drops cuts that would go through a paragraph of several lines.
fn keep_paragraphs_whole(cuts: &mut Vec<f32>, columns: &[Vec<Line>]) {
    let others: Vec<Line> = columns[1..].concat();
    let labels = items::labels(columns[0].clone(), &others, setting_of(&columns[0]));
    let paragraphs: Vec<BBox> = columns[1..]
        .iter()
        .flat_map(|c| items::paragraphs(c.clone(), setting_of(c)))
        .chain(labels)
        .filter(|p| p.lines.len() > 1 && p.rotation() == 0)
        .map(|p| p.bbox)
        .collect();
    cuts.retain(|y| !paragraphs.iter().any(|b| b.y0 + 1.0 < *y && *y < b.y1 - 1.0));
}

/// Rows begin at the labels of the first column: level with the label's first line
/// where a line stands there, else in the widest gap between two labels. Labels that are
/// centred in their rows stand level with some line too, but not below a gap.
fn label_cuts(labels: Vec<Line>, others: &[Line]) -> Vec<f32> {
    let setting = setting_of(&labels);
    let labels = items::labels(labels, others, setting);
    labels
        .windows(2)
        .map(|pair| {
            let (above, label) = (&pair[0], &pair[1]);
            let first = label.lines.first();
            let widest = widest_gap(others, above.bbox.mid_y(), label.bbox.mid_y());
            let level: Vec<&Line> = others
                .iter()
                .filter(|o| first.is_some_and(|f| f.rotation == 0 && level_with(f, o)))
                .collect();
            let top = level.iter().map(|l| l.bbox.y0).fold(label.bbox.y0, f32::min);
            let reach = others.iter().map(|l| l.bbox).filter(|b| b.mid_y() < top).map(|b| b.y1);
            let gap_above = top - reach.fold(above.bbox.y0, f32::max);
            match widest {
                Some((_, y)) if level.is_empty() => y,
                Some((gap, y)) if gap > gap_above + CENTRED * label.size() => y,
                None if level.is_empty() => (above.bbox.y1 + label.bbox.y0) / 2.0,
                _ => top - 0.5,
            }
        })
        .collect()
}

/// The widest gap between lines whose middles lie between two heights, and its middle.
fn widest_gap(lines: &[Line], from: f32, to: f32) -> Option<(f32, f32)> {
    let mut between: Vec<BBox> =
        lines.iter().map(|l| l.bbox).filter(|b| b.mid_y() > from && b.mid_y() < to).collect();
    between.sort_by(|a, b| a.y0.total_cmp(&b.y0));
    let mut reach = between.first()?.y1;
    let mut best: Option<(f32, f32)> = None;
    for b in &between[1..] {
        let gap = b.y0 - reach;
        if best.is_none_or(|(g, _)| gap > g + 0.2) {
            best = Some((gap, (b.y0 + reach) / 2.0));
        }
        reach = reach.max(b.y1);
    }
    best
}

/// Gaps that all columns share and that are wider than the usual distance of lines.
fn common_gaps(columns: &[Vec<Line>], from: f32) -> Vec<f32> {
    let mut boxes: Vec<BBox> =
        columns.iter().flatten().map(|l| l.bbox).filter(|b| b.mid_y() > from).collect();
    boxes.sort_by(|a, b| a.y0.total_cmp(&b.y0));
    let mut gaps = Vec::new();
    let mut reach = f32::MIN;
    for b in &boxes {
        if reach > f32::MIN && b.y0 > reach {
            gaps.push((b.y0 - reach, (b.y0 + reach) / 2.0));
        }
        reach = reach.max(b.y1);
    }
    let height = boxes.get(boxes.len() / 2).map_or(10.0, BBox::height);
    gaps.into_iter().filter(|(g, _)| *g > 0.55 * height).map(|(_, y)| y).collect()
}
