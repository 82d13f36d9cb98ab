//! The page as SVG: its glyphs, rules and fills, and the marks over them.

use super::marks::Mark;
use std::fmt::Write;
use thresholds_model::geometry::BBox;
use thresholds_model::page::{Colour, PageContent};

/// Draws a page and its marks.
pub fn svg(page: &PageContent, marks: &[Mark]) -> String {
    let mut out = String::new();
    let (w, h) = (page.width, page.height);
    let _ = writeln!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w:.1} {h:.1}" width="{w:.0}" height="{h:.0}" font-family="sans-serif">"#
    );
    let _ = writeln!(out, r##"<rect width="{w:.1}" height="{h:.1}" fill="#fff"/>"##);
    draw_page(&mut out, page);
    for mark in marks {
        draw_mark(&mut out, mark);
    }
    out.push_str("</svg>\n");
    out
}

fn draw_page(out: &mut String, page: &PageContent) {
    for fill in page.fills.iter().filter(|f| !f.outline_only) {
        rect(out, &fill.bbox, &format!(r#"fill="{}""#, css(fill.colour)));
    }
    for rule in &page.rules {
        rect(out, &rule.bbox, r##"fill="#888""##);
    }
    for glyph in &page.glyphs {
        let (x, y) = glyph.origin;
        let _ = writeln!(
            out,
            r#"<text x="{x:.1}" y="{y:.1}" font-size="{:.1}" fill="{}" transform="rotate({} {x:.1} {y:.1})">{}</text>"#,
            glyph.size,
            css(glyph.colour),
            glyph.rotation,
            escaped(&glyph.text)
        );
    }
}

fn draw_mark(out: &mut String, mark: &Mark) {
    let colour = css(mark.colour);
    let opacity = if mark.filled { "0.12" } else { "0" };
    if mark.pen > 0.0 {
        let style = format!(
            r#"fill="{colour}" fill-opacity="{opacity}" stroke="{colour}" stroke-width="{:.1}""#,
            mark.pen
        );
        rect(out, &mark.bbox, &style);
    }
    if !mark.label.is_empty() {
        let (x, y) = mark.label_at();
        let _ = writeln!(
            out,
            r#"<text x="{x:.1}" y="{y:.1}" font-size="5" fill="{colour}">{}</text>"#,
            escaped(&mark.label)
        );
    }
}

fn css(c: Colour) -> String {
    format!("rgb({},{},{})", c.r, c.g, c.b)
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
