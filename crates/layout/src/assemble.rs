//! Pieces to blocks: headings and their paths, contents pages, cell texts.

use crate::fragment::{CellDraft, Paragraph, Piece, TableDraft};
use crate::headings::{self, Body};
use crate::places::TextMap;
use crate::text::{self, Vocabulary};
use std::collections::BTreeMap;
use thresholds_model::block::{Block, BlockId, BlockKind, CellItem, Furniture, Table, TableCell};

/// Blocks of a document, with the way back to the page of each text in them: one for a
/// paragraph, one for each item of a table, cell by cell.
pub struct Assembled {
    pub blocks: Vec<Block>,
    /// By block.
    pub maps: Vec<Vec<TextMap>>,
}

/// Blocks of a document, with heading paths.
pub fn assemble(pieces: Vec<Piece>, body: &Body, vocabulary: &Vocabulary) -> Assembled {
    let depths = headings::depths(&pieces, body);
    let mut blocks: Vec<Block> = Vec::with_capacity(pieces.len());
    let mut maps: Vec<Vec<TextMap>> = Vec::with_capacity(pieces.len());
    let mut path: Vec<(u8, BlockId)> = Vec::new();
    for (piece, depth) in pieces.into_iter().zip(depths) {
        let id = blocks.len() as BlockId;
        if let Some(depth) = depth {
            path.retain(|(d, _)| *d < depth);
        }
        let heading_path = path.iter().map(|(_, id)| *id).collect();
        let (block, map) = match piece {
            Piece::Paragraph(p) => {
                let (text, map) = text::joined(&p, vocabulary);
                (paragraph_block(p, text, id, depth, heading_path), vec![map])
            }
            Piece::Table(t) => table_block(t, id, heading_path, vocabulary),
        };
        blocks.push(block);
        maps.push(map);
        if let Some(depth) = depth {
            path.push((depth, id));
        }
    }
    mark_contents(&mut blocks);
    Assembled { blocks, maps }
}

fn paragraph_block(
    p: Paragraph,
    text: String,
    id: BlockId,
    depth: Option<u8>,
    heading_path: Vec<BlockId>,
) -> Block {
    let kind = match (depth, &p.marker) {
        (Some(level), marker) => BlockKind::Heading {
            level,
            text: marker.as_ref().map_or_else(|| text.clone(), |m| format!("{m} {text}")),
        },
        (None, Some(marker)) => BlockKind::ListItem { depth: p.depth, marker: marker.clone(), text },
        (None, None) => BlockKind::Paragraph { lead: lead(&p, &text), text },
    };
    Block {
        id,
        page: p.page,
        page_end: p.page_end,
        bbox: p.bbox.rounded(),
        kind,
        furniture: p.furniture,
        heading_path,
        fill: p.fill,
        rotation: p.rotation(),
    }
}

/// A run-in title: bold words at the start of a paragraph that is not bold, up to a
/// colon or to the end of the bold.
fn lead(p: &Paragraph, text: &str) -> Option<String> {
    let words: Vec<_> = p.lines.iter().flat_map(|l| &l.words).collect();
    let bold = words.iter().take_while(|w| w.bold).count();
    if bold > 0 && bold < words.len() && bold <= 12 {
        let lead = words[..bold].iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ");
        return Some(lead.trim_end_matches([':', '.', '–', '-', ' ']).to_string()).filter(|l| !l.is_empty());
    }
    // Plain "Health: Children are well".
    let (head, rest) = text.split_once(": ")?;
    let short = head.split_whitespace().count() <= 5 && head.chars().next().is_some_and(char::is_uppercase);
    let long = rest.split_whitespace().count() >= 4 && rest.chars().next().is_some_and(char::is_uppercase);
    (short && long && p.marker.is_none() && !head.contains('.')).then(|| head.to_string())
}

fn table_block(
    t: TableDraft,
    id: BlockId,
    heading_path: Vec<BlockId>,
    vocabulary: &Vocabulary,
) -> (Block, Vec<TextMap>) {
    let mut maps = Vec::new();
    let cells = t.cells.iter().map(|c| table_cell(c, vocabulary, &mut maps)).collect();
    let block = Block {
        id,
        page: t.page,
        page_end: t.page_end,
        bbox: t.bbox.rounded(),
        kind: BlockKind::Table(Table {
            rows: t.rows,
            cols: t.cols,
            cells,
            source: t.source,
            header_rows: t.header_rows,
            header_cols: t.header_cols,
            caption: None,
        }),
        furniture: t.furniture,
        heading_path,
        fill: None,
        rotation: 0,
    };
    (block, maps)
}

fn table_cell(c: &CellDraft, vocabulary: &Vocabulary, maps: &mut Vec<TextMap>) -> TableCell {
    let items: Vec<CellItem> = c
        .paragraphs
        .iter()
        .map(|p| {
            let (text, map) = text::joined(p, vocabulary);
            maps.push(map);
            CellItem {
                page: p.page,
                page_end: p.page_end,
                bbox: p.bbox.rounded(),
                marker: p.marker.clone(),
                depth: p.depth,
                bold: p.bold(),
                text,
            }
        })
        .collect();
    TableCell {
        row: c.row,
        col: c.col,
        row_span: c.row_span,
        col_span: c.col_span,
        header: c.header,
        page: c.page,
        page_end: items.iter().map(|i| i.page_end).max().unwrap_or(c.page),
        bbox: c.bbox.rounded(),
        fill: c.fill,
        rotation: c.paragraphs.first().map_or(0, Paragraph::rotation),
        items,
    }
}

/// Marks contents pages: lines with dot leaders anywhere, and what follows a heading
/// "Contents" as long as it ends in page numbers or repeats headings of the document.
fn mark_contents(blocks: &mut [Block]) {
    let mut titles: BTreeMap<String, usize> = BTreeMap::new();
    for title in blocks.iter().filter_map(heading_text).map(folded) {
        *titles.entry(title).or_default() += 1;
    }
    let mut inside = false;
    for block in blocks.iter_mut() {
        if block.furniture.is_some() {
            continue;
        }
        if let Some(title) = heading_text(block) {
            let title = folded(title);
            let again = titles.get(&title).is_some_and(|n| *n > 1);
            if matches!(
                title.as_str(),
                "contents" | "tableofcontents" | "contentspage" | "inthisdocument" | "inthisguide"
            ) {
                inside = true;
                continue;
            }
            if inside && (again || ends_in_number(block)) {
                block.furniture = Some(Furniture::Contents);
                continue;
            }
            inside = false;
        }
        let listed = inside && (ends_in_number(block) || is_titles(block, &titles));
        if listed || has_dot_leader(block) {
            block.furniture = Some(Furniture::Contents);
        } else if inside && !matches!(block.kind, BlockKind::ListItem { .. }) && block_words(block) > 14 {
            inside = false;
        } else if inside && !matches!(block.kind, BlockKind::Heading { .. }) {
            block.furniture = Some(Furniture::Contents);
        }
    }
}

fn heading_text(block: &Block) -> Option<&str> {
    match &block.kind {
        BlockKind::Heading { text, .. } if block.furniture.is_none() => Some(text),
        _ => None,
    }
}

fn folded(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect()
}

fn block_text(block: &Block) -> String {
    match &block.kind {
        BlockKind::Heading { text, .. }
        | BlockKind::Paragraph { text, .. }
        | BlockKind::ListItem { text, .. } => text.clone(),
        BlockKind::Table(t) => t.cells.iter().map(TableCell::text).collect::<Vec<_>>().join(" "),
    }
}

fn block_words(block: &Block) -> usize {
    block_text(block).split_whitespace().count()
}

fn ends_in_number(block: &Block) -> bool {
    let number = |t: &str| {
        let w = t.rsplit(|c: char| c.is_whitespace() || c == '.' || c == '…').next().unwrap_or("");
        !w.is_empty() && w.len() <= 3 && w.chars().all(|c| c.is_ascii_digit())
    };
    match &block.kind {
        BlockKind::Table(t) => {
            let last = t.cells.iter().filter(|c| c.col + c.col_span == t.cols && !c.items.is_empty());
            let (all, with): (usize, usize) =
                last.fold((0, 0), |(a, w), c| (a + 1, w + usize::from(number(&c.text()))));
            all > 0 && with * 10 >= all * 7
        }
        _ => number(block_text(block).trim_end()),
    }
}

/// The text is one or more titles of the document, run together.
fn is_titles(block: &Block, titles: &BTreeMap<String, usize>) -> bool {
    let text = folded(&block_text(block));
    !text.is_empty() && titles.keys().any(|t| t.len() > 3 && (text == *t || text.starts_with(t.as_str())))
}

fn has_dot_leader(block: &Block) -> bool {
    let text = block_text(block);
    ["....", "…..", "……", ". . . ."].iter().any(|d| text.contains(d)) && ends_in_number(block)
}

#[cfg(test)]
mod tests {
    use super::*;
    use thresholds_model::geometry::BBox;

    fn block(kind: BlockKind) -> Block {
        Block {
            id: 0,
            page: 1,
            page_end: 1,
            bbox: BBox::default(),
            kind,
            furniture: None,
            heading_path: vec![],
            fill: None,
            rotation: 0,
        }
    }

    fn heading(text: &str) -> Block {
        block(BlockKind::Heading { level: 1, text: text.into() })
    }

    fn paragraph(text: &str) -> Block {
        block(BlockKind::Paragraph { text: text.into(), lead: None })
    }

    #[test]
    fn a_contents_list_ends_where_the_text_begins() {
        let mut blocks = vec![
            heading("Contents"),
            paragraph("Level 1 Universal 3"),
            paragraph("Consent"),
            heading("Consent"),
            paragraph("Ask the family first."),
        ];
        mark_contents(&mut blocks);
        let marked: Vec<bool> = blocks.iter().map(|b| b.furniture.is_some()).collect();
        assert_eq!(marked, [false, true, true, false, false]);
    }

    #[test]
    fn dot_leaders_are_contents_anywhere() {
        let mut blocks = vec![paragraph("Domestic abuse ........ 14"), paragraph("Domestic abuse")];
        mark_contents(&mut blocks);
        assert_eq!(blocks[0].furniture, Some(Furniture::Contents));
        assert_eq!(blocks[1].furniture, None);
    }
}
