//! Blocks to passages: each with the context that helps to understand it.

use crate::assemble::Assembled;
use crate::places::TextMap;
use crate::sentences::sentences;
use std::collections::BTreeMap;
use std::ops::Range;
use thresholds_model::block::{Block, BlockKind, CellItem, Table, TableCell};
use thresholds_model::geometry::{BBox, PageBox};
use thresholds_model::passage::{CellRef, Context, Passage, Unit};

/// Cell paragraphs with more words than this are split into sentences.
const LONG_CELL_TEXT: usize = 30;

/// Passages of a document in reading order.
pub fn passages(Assembled { blocks, maps }: &Assembled) -> Vec<Passage> {
    let mut out = Vec::new();
    let mut stem: Option<String> = None;
    let mut parents: Vec<(u8, String)> = Vec::new();
    for (block, maps) in blocks.iter().zip(maps).filter(|(b, _)| b.furniture.is_none()) {
        let whole =
            Origin { block, page: block.page, page_end: block.page_end, bbox: block.bbox, cell: None };
        let headings = headings_of(block, blocks);
        match &block.kind {
            BlockKind::Heading { .. } => {
                stem = None;
                parents.clear();
            }
            BlockKind::Paragraph { text, lead } => {
                parents.clear();
                let map = maps.first();
                sentence_passages(&whole, text, map, lead.as_deref(), &headings, &mut out);
                stem = stem_of(text);
            }
            BlockKind::ListItem { depth, text, .. } => {
                parents.retain(|(d, _)| d < depth);
                let own_stem = parents.last().map(|(_, t)| t.clone()).or_else(|| stem.clone());
                let context = Context { stem: own_stem, headings, ..Context::default() };
                out.push(passage(&whole, text, 0..text.len(), maps.first(), Unit::Bullet, context));
                parents.push((*depth, text.clone()));
            }
            BlockKind::Table(table) => {
                stem = None;
                parents.clear();
                table_passages(&whole, table, maps, &headings, &mut out);
            }
        }
    }
    out
}

fn headings_of(block: &Block, blocks: &[Block]) -> Vec<String> {
    block
        .heading_path
        .iter()
        .filter_map(|id| match &blocks.get(*id as usize)?.kind {
            BlockKind::Heading { text, .. } => Some(text.clone()),
            _ => None,
        })
        .collect()
}

/// Where a text comes from; its boxes stand in for those of a passage without words.
struct Origin<'a> {
    block: &'a Block,
    page: u32,
    page_end: u32,
    bbox: BBox,
    cell: Option<CellRef>,
}

/// The passage that is a range of a text.
fn passage(
    from: &Origin,
    text: &str,
    range: Range<usize>,
    map: Option<&TextMap>,
    unit: Unit,
    context: Context,
) -> Passage {
    let mut boxes = map.map(|m| m.boxes(range.start, range.end)).unwrap_or_default();
    let page_end = boxes.last().map_or(from.page_end, |b| b.page);
    if boxes.is_empty() {
        boxes.push(PageBox { page: from.page, bbox: from.bbox });
    }
    let PageBox { page, bbox } = boxes.remove(0);
    Passage {
        id: String::new(),
        page,
        page_end,
        bbox,
        further: boxes,
        confidence: None,
        text: text[range].to_string(),
        unit,
        block: from.block.id,
        cell: from.cell,
        context,
    }
}

fn sentence_passages(
    whole: &Origin,
    text: &str,
    map: Option<&TextMap>,
    lead: Option<&str>,
    headings: &[String],
    out: &mut Vec<Passage>,
) {
    let mut before: Option<String> = None;
    for (start, end) in sentences(text) {
        let sentence = &text[start..end];
        let context = Context {
            headings: headings.to_vec(),
            lead: lead.map(str::to_string),
            before: before.clone(),
            ..Context::default()
        };
        out.push(passage(whole, text, start..end, map, Unit::Sentence, context));
        before = Some(sentence.to_string());
    }
}

/// A paragraph that introduces a list: it ends in a colon, or is a short line without a full stop.
fn stem_of(text: &str) -> Option<String> {
    let text = text.trim();
    let last = sentences(text).last().map_or(text, |(a, b)| &text[*a..*b]);
    let short = last.split_whitespace().count() <= 14 && !last.ends_with(['.', '!', '?', ';']);
    (last.ends_with(':') || short).then(|| last.to_string())
}

fn table_passages(
    whole: &Origin,
    table: &Table,
    maps: &[TextMap],
    headings: &[String],
    out: &mut Vec<Passage>,
) {
    let headers = Headers::of(table);
    let mut rest = maps;
    for cell in &table.cells {
        let (maps, after) = rest.split_at(cell.items.len().min(rest.len()));
        rest = after;
        if cell.header {
            continue;
        }
        let context = Context {
            row_header: headers.row(cell),
            column_header: headers.column(cell),
            headings: headings.iter().cloned().chain(headers.banner(cell)).collect(),
            ..Context::default()
        };
        cell_passages(whole, cell, maps, &context, out);
    }
}

/// The header cells of a table, by what they head.
struct Headers<'a> {
    /// Header cells of rows, by each row that they cover.
    rows: BTreeMap<u32, Vec<&'a TableCell>>,
    /// Header cells of columns.
    columns: Vec<&'a TableCell>,
    /// Titles that span the table, by row.
    banners: BTreeMap<u32, &'a TableCell>,
}

impl<'a> Headers<'a> {
    fn of(table: &'a Table) -> Self {
        let mut headers = Self { rows: BTreeMap::new(), columns: Vec::new(), banners: BTreeMap::new() };
        for cell in table.cells.iter().filter(|c| c.header && !c.items.is_empty()) {
            if cell.row < table.header_rows {
                headers.columns.push(cell);
            } else if cell.col_span == table.cols && table.cols > 1 {
                headers.banners.insert(cell.row, cell);
            } else if cell.col < table.header_cols {
                for row in cell.row..cell.row + cell.row_span {
                    headers.rows.entry(row).or_default().push(cell);
                }
            }
        }
        headers
    }

    /// Texts of the header cells of a cell's rows, left to right.
    fn row(&self, cell: &TableCell) -> Vec<String> {
        let mut found: Vec<&TableCell> = Vec::new();
        for header in self.rows.range(cell.row..cell.row + cell.row_span).flat_map(|(_, h)| h) {
            if !found.iter().any(|f| std::ptr::eq(*f, *header)) {
                found.push(header);
            }
        }
        found.into_iter().map(TableCell::text).collect()
    }

    /// Texts of the header cells of a cell's columns, top to bottom.
    fn column(&self, cell: &TableCell) -> Vec<String> {
        let over = |c: &&&TableCell| c.col < cell.col + cell.col_span && cell.col < c.col + c.col_span;
        self.columns.iter().filter(over).map(|c| c.text()).collect()
    }

    /// The nearest banner row above a cell.
    fn banner(&self, cell: &TableCell) -> Option<String> {
        self.banners.range(..cell.row).next_back().map(|(_, c)| c.text())
    }
}

fn cell_passages(
    whole: &Origin,
    cell: &TableCell,
    maps: &[TextMap],
    context: &Context,
    out: &mut Vec<Passage>,
) {
    let mut titles: Vec<String> = Vec::new();
    let mut stem: Option<String> = None;
    let mut parents: Vec<(u8, String)> = Vec::new();
    let mut in_titles = false;
    for (i, item) in cell.items.iter().enumerate() {
        if item.marker.is_none() {
            parents.clear();
        }
        if is_title(&cell.items[i..]) {
            if !in_titles {
                titles.clear();
            }
            titles.push(item.text.clone());
            (in_titles, stem) = (true, None);
            continue;
        }
        in_titles = false;
        let mut own = context.clone();
        own.headings.extend(titles.iter().cloned());
        let unit = if item.marker.is_some() { Unit::Bullet } else { Unit::CellLine };
        if item.marker.is_some() {
            parents.retain(|(d, _)| *d < item.depth);
        }
        own.stem = parents.last().map(|(_, t)| t.clone()).or_else(|| stem.clone());
        let place =
            CellRef { row: cell.row, col: cell.col, row_span: cell.row_span, col_span: cell.col_span };
        let from = Origin {
            block: whole.block,
            page: item.page,
            page_end: item.page_end,
            bbox: item.bbox,
            cell: Some(place),
        };
        push_item(&from, item, maps.get(i), unit, own, out);
        if item.marker.is_some() {
            parents.push((item.depth, item.text.clone()));
        } else {
            stem = item.text.trim_end().ends_with(':').then(|| item.text.clone());
        }
    }
}

/// Whether items of a cell begin with a title inside it: a bold line over plain ones, or
/// one over another such line.
fn is_title(items: &[CellItem]) -> bool {
    let heads = |i: &CellItem| i.bold && i.marker.is_none();
    match items {
        [first, second, ..] if heads(first) && !second.bold => true,
        [first, second, third, ..] => heads(first) && heads(second) && !third.bold,
        _ => false,
    }
}

fn push_item(
    from: &Origin,
    item: &CellItem,
    map: Option<&TextMap>,
    unit: Unit,
    context: Context,
    out: &mut Vec<Passage>,
) {
    let whole = [(0, item.text.len())];
    let long = unit == Unit::CellLine && item.text.split_whitespace().count() > LONG_CELL_TEXT;
    let ranges = if long { sentences(&item.text) } else { whole.to_vec() };
    let mut before: Option<String> = None;
    for (start, end) in ranges.into_iter().filter(|(a, b)| a < b) {
        let context = Context { before: before.clone(), ..context.clone() };
        out.push(passage(from, &item.text, start..end, map, unit, context));
        before = Some(item.text[start..end].to_string());
    }
}
