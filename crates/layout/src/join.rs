//! Pages joined: paragraphs and tables that continue, headers that are not repeated.

use crate::cut_boxes;
use crate::fragment::{CellDraft, Line, Paragraph, Piece, TableDraft};
use crate::headings::Body;
use crate::page::PageDraft;
use crate::tables::{drop_empty_rows, drop_rows_like, has_strong_header, header_text, opens_with_banner};
use thresholds_model::block::TableSource;

/// Columns of continued tables may differ by this much, points.
const SAME_EDGE: f32 = 14.0;

/// All pieces of a document in reading order.
pub fn join_pages(pages: Vec<PageDraft>, body: &Body) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for page in pages {
        let mut first = true;
        let mut cut = true;
        for piece in page.pieces {
            if is_furniture(&piece) {
                out.push(piece);
                continue;
            }
            let piece = match cut_boxes::target(&out, &piece).filter(|_| cut) {
                Some(at) => {
                    out.insert(at, piece);
                    continue;
                }
                None => piece,
            };
            // Boxes that begin on this page may stand between those that go on.
            cut &= cut_boxes::is_boxed(&piece);
            let Some(piece) = join_tagged(&mut out, piece) else {
                first = false;
                continue;
            };
            let last = out.iter().rposition(|p| !is_furniture(p));
            let piece = match last {
                Some(i) if first => match continued(&mut out[i], piece, body) {
                    Some(rest) => rest,
                    None => {
                        first = false;
                        continue;
                    }
                },
                _ => piece,
            };
            first = false;
            let Some(piece) = next_column(&mut out, piece) else { continue };
            out.push(inherit_header(&out, piece, body));
        }
    }
    for piece in &mut out {
        if let Piece::Table(table) = piece {
            drop_empty_rows(table);
        }
    }
    out
}

fn is_furniture(piece: &Piece) -> bool {
    matches!(piece, Piece::Paragraph(p) if p.furniture.is_some())
}

/// Joins the first piece of a page to the last one of the page before; gives it back
/// when the two do not belong together.
fn continued(last: &mut Piece, next: Piece, body: &Body) -> Option<Piece> {
    match (last, next) {
        (Piece::Table(a), Piece::Table(b)) => join_tables(a, b, body).map(Piece::Table),
        (Piece::Paragraph(a), Piece::Paragraph(b)) if runs_on(a, &b) => {
            a.extend(b);
            None
        }
        (_, next) => Some(next),
    }
}

/// Joins a paragraph at the head of a column to the one that it goes on with at the foot
/// of the column before; gives back any other piece.
fn next_column(out: &mut [Piece], piece: Piece) -> Option<Piece> {
    match (out.last_mut(), piece) {
        (Some(Piece::Paragraph(a)), Piece::Paragraph(b))
            if a.page_end == b.page && begins_next_column(a, &b) && runs_on(a, &b) =>
        {
            a.extend(b);
            None
        }
        (_, piece) => Some(piece),
    }
}

/// Stands to the right of the other's last line, and begins above it.
fn begins_next_column(a: &Paragraph, b: &Paragraph) -> bool {
    let (Some(last), Some(first)) = (a.lines.last(), b.lines.first()) else { return false };
    first.bbox.y1 < last.bbox.y0 && first.bbox.x0 > last.bbox.x1 && a.furniture.is_none()
}

/// Joins a part of a table of the structure tree to the part on an earlier page; gives
/// back any other piece.
fn join_tagged(out: &mut [Piece], piece: Piece) -> Option<Piece> {
    let Piece::Table(b) = piece else { return Some(piece) };
    let earlier = out.iter_mut().rev().find_map(|p| match p {
        Piece::Table(a) if a.tagged.zip(b.tagged).is_some_and(|(a, b)| a.element == b.element) => Some(a),
        _ => None,
    });
    let (Some(a), Some(place)) = (earlier, b.tagged) else { return Some(Piece::Table(b)) };
    let offset = place.first_row.saturating_sub(a.tagged.map_or(0, |t| t.first_row));
    for mut cell in b.cells {
        cell.row += offset;
        let banner = cell.header && cell.col_span == a.cols;
        cell.header = banner || cell.row < a.header_rows || cell.col < a.header_cols;
        match a.cells.iter_mut().find(|c| (c.row, c.col) == (cell.row, cell.col)) {
            // The heads of the columns are painted again on each page.
            Some(target)
                if cell.row < a.header_rows && folded(&target.raw_text()) == folded(&cell.raw_text()) => {}
            Some(target) => append(target, cell.paragraphs),
            None => a.cells.push(cell),
        }
    }
    a.rows = a.rows.max(offset + b.rows);
    a.cols = a.cols.max(b.cols);
    a.page_end = b.page_end;
    a.cells.sort_by_key(|c| (c.row, c.col));
    None
}

/// The second paragraph goes on with the first one's sentence.
fn runs_on(a: &Paragraph, b: &Paragraph) -> bool {
    if let (Some(x), Some(y)) = (a.lines.last().and_then(Line::tag), b.tag())
        && x.element != y.element
    {
        return false;
    }
    let low = b.raw_text().chars().next().is_some_and(char::is_lowercase);
    let open = !a.raw_text().trim_end().ends_with(['.', ':', ';', '!', '?']);
    b.marker.is_none() && low && open && (a.size() - b.size()).abs() < 0.6 && a.rotation() == b.rotation()
}

fn same_columns(a: &TableDraft, b: &TableDraft) -> bool {
    let shift = b.edges.first().copied().unwrap_or(0.0) - a.edges.first().copied().unwrap_or(0.0);
    // Outer edges of aligned tables move with their text: the inner ones decide.
    a.cols == b.cols
        && a.edges.len() == b.edges.len()
        && shift.abs() < 60.0
        && (stands_in(a, b)
            || a.edges[1..a.edges.len() - 1]
                .iter()
                .zip(&b.edges[1..b.edges.len() - 1])
                .all(|(x, y)| (x - y).abs() < SAME_EDGE))
}

/// Text stands in every column, and between the edges of the other table's column.
fn stands_in(a: &TableDraft, b: &TableDraft) -> bool {
    let single = |col: u32| move |c: &CellDraft| c.col == col && c.col_span == 1 && !c.paragraphs.is_empty();
    let within = |c: &CellDraft| {
        let (from, to) = (a.edges[c.col as usize], a.edges[(c.col + c.col_span) as usize]);
        c.paragraphs.iter().all(|p| p.bbox.x0 > from - 1.0 && p.bbox.x1 < to + 1.0)
    };
    b.tagged.is_none() && (0..b.cols).all(|col| b.cells.iter().any(single(col))) && b.cells.iter().all(within)
}

/// Columns of `a` in which the columns of a narrower `b` lie; `None` when they do not fit.
fn column_map(a: &TableDraft, b: &TableDraft) -> Option<Vec<u32>> {
    if b.cols >= a.cols || b.cols < 2 {
        return None;
    }
    let middle = |t: &TableDraft, c: usize| (t.edges[c] + t.edges[c + 1]) / 2.0;
    let map: Vec<u32> = (0..b.cols as usize)
        .map(|c| (1..a.cols as usize).filter(|k| a.edges[*k] < middle(b, c)).count() as u32)
        .collect();
    map.windows(2).all(|w| w[0] < w[1]).then_some(map)
}

fn header_texts(table: &TableDraft) -> Vec<(u32, String)> {
    table
        .cells
        .iter()
        .filter(|c| c.row < table.header_rows)
        .map(|c| (c.col, folded(&c.raw_text())))
        .filter(|(_, t)| !t.is_empty())
        .collect()
}

fn folded(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

fn repeats_header(a: &TableDraft, b: &TableDraft) -> bool {
    let row = |t: &TableDraft, rows: u32| -> Vec<String> {
        t.cells
            .iter()
            .filter(|c| c.row < rows)
            .map(|c| folded(&c.raw_text()))
            .filter(|t| !t.is_empty())
            .collect()
    };
    let head = row(a, a.header_rows);
    a.header_rows > 0 && !head.is_empty() && row(b, a.header_rows) == head
}

/// Below a title of the whole table only the heads of the columns are printed again.
fn repeats_heads(a: &TableDraft, b: &TableDraft) -> bool {
    let titled = a.cells.iter().any(|c| c.row == 0 && c.col_span == a.cols && !c.paragraphs.is_empty());
    let row = |t: &TableDraft, row: u32| -> Vec<(u32, String)> {
        t.cells
            .iter()
            .filter(|c| c.row == row)
            .map(|c| (c.col, folded(&c.raw_text())))
            .filter(|(_, text)| !text.is_empty())
            .collect()
    };
    let heads = row(b, 0);
    titled && a.cols > 1 && heads.len() >= 2 && (1..a.header_rows.max(2)).any(|r| row(a, r) == heads)
}

/// Appends `b` to `a` when it is the same table; gives `b` back when it is another one.
fn join_tables(a: &mut TableDraft, mut b: TableDraft, body: &Body) -> Option<TableDraft> {
    if !same_columns(a, &b) {
        let narrow = b.source == TableSource::Aligned || !has_strong_header(&b, body);
        match column_map(a, &b).filter(|_| narrow && a.header_rows > 0) {
            Some(map) => widen(&mut b, &map, a),
            None => return Some(b),
        }
    }
    if opens_with_banner(&b, a) {
        b.header_rows = 0;
    }
    if repeats_header(a, &b) {
        remove_rows(&mut b, a.header_rows);
    } else if repeats_heads(a, &b) {
        remove_rows(&mut b, 1);
    } else if b.header_rows > 0 {
        if has_strong_header(&b, body) && a.header_rows > 0 {
            return Some(b);
        }
        release_header(&mut b, a.header_cols);
    }
    drop_rows_like(&mut b, &header_text(a));
    if b.rows == 0 {
        return None;
    }
    b.header_cols = a.header_cols;
    let cut = row_is_cut(a, &b);
    if !cut {
        continue_label(a, &mut b);
    }
    let offset = if cut { a.rows - 1 } else { a.rows };
    for mut cell in b.cells {
        let first = cell.row == 0;
        cell.row += offset;
        cell.header = cell.header && cell.col_span == a.cols || cell.col < a.header_cols;
        if cut && first {
            merge_cell(a, cell);
        } else {
            a.cells.push(cell);
        }
    }
    a.rows = offset + b.rows;
    a.open.1 = b.open.1;
    a.page_end = b.page_end;
    a.cells.sort_by_key(|c| (c.row, c.col));
    None
}

fn widen(b: &mut TableDraft, map: &[u32], a: &TableDraft) {
    for cell in &mut b.cells {
        let last = map.get((cell.col + cell.col_span - 1) as usize).copied().unwrap_or(a.cols - 1);
        cell.col = map.get(cell.col as usize).copied().unwrap_or(0);
        cell.col_span = if cell.col_span > 1 { last - cell.col + 1 } else { 1 };
    }
    b.cols = a.cols;
    b.edges.clone_from(&a.edges);
    release_header(b, a.header_cols);
}

fn release_header(b: &mut TableDraft, header_cols: u32) {
    for cell in b.cells.iter_mut().filter(|c| c.row < b.header_rows) {
        cell.header = cell.col < header_cols;
    }
    b.header_rows = 0;
}

fn remove_rows(b: &mut TableDraft, rows: u32) {
    b.cells.retain(|c| c.row >= rows);
    for cell in &mut b.cells {
        cell.row -= rows;
    }
    b.open.0 = false;
    b.rows = b.rows.saturating_sub(rows);
    b.header_rows = 0;
}

/// The first row of `b` goes on with the last row of `a`: no rule ends the one and begins
/// the other, its label is empty, or a cell runs on in the middle of a sentence.
fn row_is_cut(a: &TableDraft, b: &TableDraft) -> bool {
    let first: Vec<&CellDraft> = b.cells.iter().filter(|c| c.row == 0 && !c.paragraphs.is_empty()).collect();
    let last: Vec<&CellDraft> = a.cells.iter().filter(|c| c.row + c.row_span == a.rows).collect();
    if a.rows <= a.header_rows || first.is_empty() || first.iter().any(|c| c.col_span == a.cols) {
        return false;
    }
    let runs = first.iter().any(|f| {
        last.iter()
            .find(|l| l.col == f.col)
            .and_then(|l| l.paragraphs.last())
            .zip(f.paragraphs.first())
            .is_some_and(|(x, y)| runs_on(x, y))
    });
    runs || is_unlabelled(a, b) && !has_other_cells(a, b) || a.open.1 && b.open.0
}

/// No label stands in the first row.
fn is_unlabelled(a: &TableDraft, b: &TableDraft) -> bool {
    let mut first = b.cells.iter().filter(|c| c.row == 0 && !c.paragraphs.is_empty());
    a.header_cols > 0 && first.all(|c| c.col >= a.header_cols)
}

/// The first row of `b` is parted at other places than the last row of `a`: what a page
/// break cuts has the same cells on both sides.
fn has_other_cells(a: &TableDraft, b: &TableDraft) -> bool {
    let ruled = |t: &TableDraft| t.source == TableSource::Ruled;
    let parts = |cells: Vec<&CellDraft>| -> Vec<(u32, u32)> {
        cells.iter().filter(|c| c.col >= a.header_cols).map(|c| (c.col, c.col_span)).collect()
    };
    let last = parts(a.cells.iter().filter(|c| c.row < a.rows && c.row + c.row_span >= a.rows).collect());
    let first = parts(b.cells.iter().filter(|c| c.row == 0).collect());
    ruled(a) && ruled(b) && last.iter().any(|l| !first.contains(l)) && first.iter().any(|f| !last.contains(f))
}

/// A first row without a label that begins a row of its own stands under the last label.
fn continue_label(a: &mut TableDraft, b: &mut TableDraft) {
    if !is_unlabelled(a, b) || b.rows == 0 || a.rows <= a.header_rows {
        return;
    }
    let rows = a.rows;
    for label in a.cells.iter_mut().filter(|c| c.col < a.header_cols && c.row + c.row_span == rows) {
        label.row_span += 1;
    }
    b.cells.retain(|c| c.row > 0 || c.col >= a.header_cols);
}

fn merge_cell(a: &mut TableDraft, cell: CellDraft) {
    let last_row = a.rows - 1;
    let target =
        a.cells.iter_mut().find(|c| c.col == cell.col && c.row <= last_row && c.row + c.row_span > last_row);
    match target {
        Some(target) => append(target, cell.paragraphs),
        None => a.cells.push(cell),
    }
}

/// Adds the part of a cell that stands on a later page.
fn append(target: &mut CellDraft, paragraphs: Vec<Paragraph>) {
    let mut rest = paragraphs.into_iter();
    if let Some(first) = rest.next() {
        match target.paragraphs.last_mut() {
            Some(last) if runs_on(last, &first) => last.extend(first),
            _ => target.paragraphs.push(first),
        }
    }
    target.paragraphs.extend(rest);
}

/// A table without a header takes that of the last table with the same columns.
fn inherit_header(before: &[Piece], piece: Piece, body: &Body) -> Piece {
    let Piece::Table(mut table) = piece else { return piece };
    let earlier = before.iter().rev().find_map(|p| match p {
        Piece::Table(t) if t.header_rows > 0 && same_columns(t, &table) => Some(t),
        _ => None,
    });
    let Some(earlier) = earlier.filter(|_| table.cols >= 3) else { return Piece::Table(table) };
    if opens_with_banner(&table, earlier) {
        table.header_rows = 0;
    }
    if repeats_header(earlier, &table) || (table.header_rows > 0 && has_strong_header(&table, body)) {
        return Piece::Table(table);
    }
    if table.header_rows > 0 && !header_texts(&table).is_empty() && table.header_cols == 0 {
        release_header(&mut table, earlier.header_cols);
    }
    let rows = earlier.header_rows;
    for cell in &mut table.cells {
        cell.row += rows;
        cell.header = cell.header || cell.col < earlier.header_cols;
    }
    let heads = earlier.cells.iter().filter(|c| c.row < rows).cloned();
    table.cells.splice(0..0, heads);
    table.rows += rows;
    table.header_rows = rows;
    table.header_cols = earlier.header_cols;
    Piece::Table(table)
}
