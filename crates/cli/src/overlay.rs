//! A page as SVG: its glyphs, rules and fills, and over them the blocks that layout
//! found: headings blue, tables and cells green with row and column numbers, list items
//! and paragraphs grey, furniture red.

use std::fmt::Write;
use thresholds_model::block::{Block, BlockKind};
use thresholds_model::geometry::BBox;
use thresholds_model::page::PageContent;

/// Draws a page with the blocks of the whole document.
pub fn svg(page: &PageContent, blocks: &[Block]) -> String {
    let mut out = String::new();
    let (w, h) = (page.width, page.height);
    let _ = writeln!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w:.1} {h:.1}" width="{w:.0}" height="{h:.0}" font-family="sans-serif">"#
    );
    let _ = writeln!(out, r##"<rect width="{w:.1}" height="{h:.1}" fill="#fff"/>"##);
    draw_page(&mut out, page);
    for block in blocks {
        draw_block(&mut out, block, page.number);
    }
    out.push_str("</svg>\n");
    out
}

fn draw_page(out: &mut String, page: &PageContent) {
    for fill in page.fills.iter().filter(|f| !f.outline_only) {
        let c = fill.colour;
        let colour = format!("rgb({},{},{})", c.r, c.g, c.b);
        rect(out, &fill.bbox, &format!(r#"fill="{colour}""#));
    }
    for rule in &page.rules {
        rect(out, &rule.bbox, r##"fill="#888""##);
    }
    for glyph in &page.glyphs {
        let (x, y) = glyph.origin;
        let c = glyph.colour;
        let _ = writeln!(
            out,
            r#"<text x="{x:.1}" y="{y:.1}" font-size="{:.1}" fill="rgb({},{},{})" transform="rotate({} {x:.1} {y:.1})">{}</text>"#,
            glyph.size,
            c.r,
            c.g,
            c.b,
            glyph.rotation,
            escaped(&glyph.text)
        );
    }
}

fn draw_block(out: &mut String, block: &Block, page: u32) {
    if block.furniture.is_some() {
        if block.page == page {
            outlined(out, &block.bbox, "#d00", "furniture");
        }
        return;
    }
    match &block.kind {
        BlockKind::Heading { level, .. } if block.page == page => {
            outlined(out, &block.bbox, "#06c", &format!("h{level}"));
        }
        BlockKind::Paragraph { .. } if block.page == page => outlined(out, &block.bbox, "#777", ""),
        BlockKind::ListItem { depth, .. } if block.page == page => {
            outlined(out, &block.bbox, "#777", &format!("item {depth}"));
        }
        BlockKind::Table(table) => {
            for cell in table.cells.iter().filter(|c| c.page == page) {
                let colour = if cell.header { "#06c" } else { "#080" };
                let span = match (cell.row_span, cell.col_span) {
                    (1, 1) => String::new(),
                    (r, c) => format!(" span {r}x{c}"),
                };
                outlined(out, &cell.bbox, colour, &format!("{},{}{span}", cell.row, cell.col));
            }
            // The part of a cell that stands on a later page.
            for item in table.cells.iter().filter(|c| c.page != page).flat_map(|c| &c.items) {
                if item.page == page {
                    outlined(out, &item.bbox, "#0a5", "continued");
                }
            }
        }
        _ => {}
    }
}

fn rect(out: &mut String, b: &BBox, style: &str) {
    let _ = writeln!(
        out,
        r#"<rect x="{:.1}" y="{:.1}" width="{:.1}" height="{:.1}" {style}/>"#,
        b.x0,
        b.y0,
        b.width().max(0.3),
        b.height().max(0.3)
    );
}

fn outlined(out: &mut String, b: &BBox, colour: &str, label: &str) {
    rect(out, b, &format!(r#"fill="none" stroke="{colour}" stroke-width="0.8""#));
    if !label.is_empty() {
        let _ = writeln!(
            out,
            r#"<text x="{:.1}" y="{:.1}" font-size="5" fill="{colour}">{}</text>"#,
            b.x0 + 1.0,
            b.y0 - 1.0,
            escaped(label)
        );
    }
}

/// Text with the characters that XML keeps for itself replaced, and controls left out.
fn escaped(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control())
        .map(|c| match c {
            '<' => "&lt;".to_string(),
            '>' => "&gt;".to_string(),
            '&' => "&amp;".to_string(),
            '"' => "&quot;".to_string(),
            c => c.to_string(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_a_pdf_cannot_leave_its_element() {
        assert_eq!(escaped("</text><script>\u{7}"), "&lt;/text&gt;&lt;script&gt;");
    }
}
