//! A reading from plain Markdown, in the shapes that layout gives to pages.

use thresholds_model::block::{Block, BlockKind, CellItem, Furniture, Table, TableCell, TableSource};
use thresholds_model::geometry::BBox;
use thresholds_model::page::Colour;
use thresholds_model::passage::{CellRef, Context, Passage, Unit};
use thresholds_model::quality::{Engine, Quality};
use thresholds_model::reading::{Metadata, PageReading, READER_VERSION, Reading};

/// Reads the dialect that `cases/README.md` describes.
pub fn reading(text: &str) -> Reading {
    let mut writer = Writer::default();
    let lines: Vec<&str> = text.lines().collect();
    let mut i = 0;
    while i < lines.len() {
        let line = lines[i];
        if line.trim_start().starts_with('|') {
            let end = lines[i..]
                .iter()
                .position(|l| !l.trim_start().starts_with('|'))
                .map_or(lines.len(), |n| i + n);
            writer.table(&lines[i..end]);
            i = end;
            continue;
        }
        writer.line(line);
        i += 1;
    }
    writer.finish()
}

#[derive(Default)]
struct Writer {
    blocks: Vec<Block>,
    passages: Vec<Passage>,
    /// Open headings: depth and block.
    path: Vec<(u8, u32)>,
    page: u32,
    y: f32,
    stem: Option<String>,
    /// Bullets above the next one: depth and text.
    bullets: Vec<(u8, String)>,
    fill: Option<Colour>,
}

impl Writer {
    fn line(&mut self, line: &str) {
        let (text, fill) = colour_of(line);
        self.fill = fill;
        let trimmed = text.trim();
        if trimmed.is_empty() {
            self.bullets.clear();
            return;
        }
        if trimmed == "---" {
            self.page += 1;
            self.y = 0.0;
        } else if let Some(running) = trimmed.strip_prefix("~ ") {
            self.block(BlockKind::Paragraph { text: running.into(), lead: None }, Some(Furniture::Header));
        } else if let Some(title) = trimmed.strip_prefix('#') {
            let extra = title.chars().take_while(|c| *c == '#').count();
            self.heading(u8::try_from(extra + 1).unwrap(), title[extra..].trim());
        } else if let Some(item) = trimmed.strip_prefix("- ") {
            let depth = u8::try_from((text.len() - text.trim_start().len()) / 2).unwrap();
            self.item(depth, item);
        } else {
            self.paragraph(trimmed);
        }
    }

    fn heading(&mut self, depth: u8, text: &str) {
        self.path.retain(|(d, _)| *d < depth);
        self.stem = None;
        let id = self.block(BlockKind::Heading { level: depth, text: text.into() }, None);
        self.path.push((depth, id));
    }

    fn item(&mut self, depth: u8, text: &str) {
        self.bullets.retain(|(d, _)| *d < depth);
        let stem = self.bullets.last().map(|(_, t)| t.clone()).or(self.stem.clone());
        let id =
            self.block(BlockKind::ListItem { depth, marker: "\u{2022}".into(), text: text.into() }, None);
        self.passage(id, text, Unit::Bullet, Context { stem, ..Context::default() }, None);
        self.bullets.push((depth, text.to_string()));
    }

    fn paragraph(&mut self, text: &str) {
        let run_in = text.strip_prefix("**").and_then(|t| t.split_once("**"));
        let lead = run_in.map(|(lead, _)| lead.trim_end_matches(':').to_string());
        let plain = text.replace("**", "");
        let body = run_in.map_or(plain.as_str(), |(_, rest)| rest.trim_start_matches([':', ' ']));
        let id = self.block(BlockKind::Paragraph { text: plain.clone(), lead: lead.clone() }, None);
        for sentence in body.split_inclusive(". ") {
            let context = Context { lead: lead.clone(), ..Context::default() };
            self.passage(id, sentence.trim(), Unit::Sentence, context, None);
        }
        self.stem = plain.ends_with(':').then_some(plain);
    }

    /// Rows before the line of dashes are headers; a first column in bold is a header too.
    /// `<` continues the cell to the left, `^` the cell above.
    fn table(&mut self, lines: &[&str]) {
        let rows: Vec<Vec<String>> = lines
            .iter()
            .map(|l| l.trim().trim_matches('|').split('|').map(|c| c.trim().to_string()).collect())
            .collect();
        let rule = rows
            .iter()
            .position(|r| r.iter().all(|c| c.starts_with("---")))
            .expect("a table needs a line of dashes");
        let body: Vec<&Vec<String>> =
            rows.iter().enumerate().filter(|(i, _)| *i != rule).map(|(_, r)| r).collect();
        let header_rows = if body[0].iter().all(String::is_empty) { 0 } else { u32::try_from(rule).unwrap() };
        let body: Vec<&Vec<String>> = body.into_iter().filter(|r| r.iter().any(|c| !c.is_empty())).collect();
        let cols = body.iter().map(|r| r.len()).max().unwrap_or(0);
        let header_cols = u32::from(body.iter().any(|r| r[0].starts_with("**")));
        let mut cells: Vec<TableCell> = Vec::new();
        for (r, row) in body.iter().enumerate() {
            for (c, raw) in row.iter().enumerate() {
                let (r, c) = (u32::try_from(r).unwrap(), u32::try_from(c).unwrap());
                let origin = match raw.as_str() {
                    "<" => cells.iter_mut().find(|x| x.covers(r, c - 1)).map(|x| x.col_span = c - x.col + 1),
                    "^" => cells.iter_mut().find(|x| x.covers(r - 1, c)).map(|x| x.row_span = r - x.row + 1),
                    _ => None,
                };
                if origin.is_none() {
                    let header = r < header_rows || c < header_cols;
                    cells.push(self.cell(raw, r, c, header));
                }
            }
        }
        let table = Table {
            rows: u32::try_from(body.len()).unwrap(),
            cols: u32::try_from(cols).unwrap(),
            cells,
            source: TableSource::Ruled,
            header_rows,
            header_cols,
            caption: None,
        };
        let id = self.block(BlockKind::Table(table.clone()), None);
        self.cell_passages(id, &table);
    }

    fn cell(&self, raw: &str, row: u32, col: u32, header: bool) -> TableCell {
        let (text, fill) = colour_of(raw);
        let items = text
            .split("<br>")
            .map(str::trim)
            .filter(|t| !t.is_empty())
            .map(|t| CellItem {
                page: self.page + 1,
                page_end: self.page + 1,
                bbox: BBox::default(),
                marker: t.starts_with("- ").then(|| "\u{2022}".to_string()),
                depth: 0,
                bold: t.starts_with("**"),
                text: t.trim_start_matches("- ").replace("**", ""),
            })
            .collect();
        TableCell {
            row,
            col,
            row_span: 1,
            col_span: 1,
            header,
            page: self.page + 1,
            page_end: self.page + 1,
            bbox: BBox::default(),
            fill,
            rotation: 0,
            items,
        }
    }

    fn cell_passages(&mut self, id: u32, table: &Table) {
        for cell in table.cells.iter().filter(|c| !c.header) {
            let headers = |row: bool| -> Vec<String> {
                table
                    .cells
                    .iter()
                    .filter(|h| {
                        h.header
                            && if row {
                                h.covers(cell.row, h.col) && h.col < cell.col
                            } else {
                                h.covers(h.row, cell.col) && h.row < cell.row
                            }
                    })
                    .map(TableCell::text)
                    .collect()
            };
            let context =
                Context { row_header: headers(true), column_header: headers(false), ..Context::default() };
            let place =
                CellRef { row: cell.row, col: cell.col, row_span: cell.row_span, col_span: cell.col_span };
            let mut bold: Vec<String> = Vec::new();
            for item in &cell.items {
                if item.bold {
                    bold = vec![item.text.clone()];
                    continue;
                }
                let unit = if item.marker.is_some() { Unit::Bullet } else { Unit::CellLine };
                let context = Context { headings: bold.clone(), ..context.clone() };
                self.passage(id, &item.text, unit, context, Some(place));
            }
        }
    }

    fn block(&mut self, kind: BlockKind, furniture: Option<Furniture>) -> u32 {
        let id = u32::try_from(self.blocks.len()).unwrap();
        self.y += 14.0;
        self.blocks.push(Block {
            id,
            page: self.page + 1,
            page_end: self.page + 1,
            bbox: BBox::new(50.0, self.y, 500.0, self.y + 12.0),
            kind,
            furniture,
            heading_path: self.path.iter().map(|(_, id)| *id).collect(),
            fill: self.fill,
            rotation: 0,
        });
        id
    }

    fn passage(&mut self, block: u32, text: &str, unit: Unit, context: Context, cell: Option<CellRef>) {
        let headings: Vec<String> = self
            .path
            .iter()
            .filter_map(|(_, id)| match &self.blocks[*id as usize].kind {
                BlockKind::Heading { text, .. } => Some(text.clone()),
                _ => None,
            })
            .chain(context.headings)
            .collect();
        self.passages.push(Passage {
            id: String::new(),
            page: self.page + 1,
            page_end: self.page + 1,
            bbox: BBox::default(),
            further: Vec::new(),
            confidence: None,
            text: text.to_string(),
            unit,
            block,
            cell,
            context: Context { headings, ..context },
        });
    }

    fn finish(self) -> Reading {
        let pages = (1..=self.page + 1)
            .map(|number| PageReading {
                number,
                width: 595.0,
                height: 842.0,
                engine: Engine::Hayro,
                quality: Quality::default(),
                characters: 1000,
            })
            .collect();
        Reading {
            reader_version: READER_VERSION,
            metadata: Metadata::default(),
            pages,
            blocks: self.blocks,
            passages: self.passages,
            warnings: Vec::new(),
        }
    }
}

/// A colour in braces at the end of a line or a cell: `Green - needs met {#00aa00}`.
fn colour_of(text: &str) -> (&str, Option<Colour>) {
    let Some((before, hex)) = text.trim_end().strip_suffix('}').and_then(|t| t.rsplit_once("{#")) else {
        return (text, None);
    };
    let part = |i: usize| u8::from_str_radix(&hex[i..i + 2], 16).unwrap();
    (before.trim_end(), Some(Colour { r: part(0), g: part(2), b: part(4) }))
}
