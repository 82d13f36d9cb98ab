//! Prints what the engines saw on a page: `dump FILE [PAGE]`.

use std::error::Error;
use std::io::Write;
use thresholds_model::page::PageContent;
use thresholds_model::reading::ReadSettings;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("usage: dump FILE [PAGE]")?;
    let only: Option<u32> = arguments.next().map(|n| n.parse()).transpose()?;
    let content = thresholds_pdf::open(&std::fs::read(file)?, &ReadSettings::default())?;
    let out = &mut std::io::stdout().lock();
    writeln!(out, "{:?}", content.metadata)?;
    for warning in &content.warnings {
        writeln!(out, "warning: {warning}")?;
    }
    for (page, note) in content.pages.iter().zip(&content.notes) {
        if only.is_none_or(|n| n == page.number) {
            writeln!(out, "page {}: {note:?}", page.number)?;
            print(page, out)?;
        }
    }
    Ok(())
}

fn print(page: &PageContent, out: &mut impl Write) -> std::io::Result<()> {
    writeln!(out, "{} x {} points, rotate {}", page.width, page.height, page.rotate)?;
    for (i, font) in page.fonts.iter().enumerate() {
        writeln!(out, "font {i}: {:?} bold={} italic={}", font.name, font.bold, font.italic)?;
    }
    for rule in &page.rules {
        let b = rule.bbox;
        let kind = if rule.horizontal { "across" } else { "down" };
        writeln!(out, "rule {kind} {:.1},{:.1} {:.1},{:.1} {:?}", b.x0, b.y0, b.x1, b.y1, rule.colour)?;
    }
    for fill in &page.fills {
        let b = fill.bbox;
        let kind = if fill.outline_only { "outline" } else { "fill" };
        writeln!(out, "{kind} {:.1},{:.1} {:.1},{:.1} {:?}", b.x0, b.y0, b.x1, b.y1, fill.colour)?;
    }
    for b in &page.images {
        writeln!(out, "image {:.1},{:.1} {:.1},{:.1}", b.x0, b.y0, b.x1, b.y1)?;
    }
    for tag in &page.tags {
        let path: Vec<String> = tag.path.iter().map(|s| format!("{}#{}", s.role, s.element)).collect();
        writeln!(out, "tag {} {}", tag.mcid, path.join(" > "))?;
    }
    for g in &page.glyphs {
        let b = g.bbox;
        writeln!(
            out,
            "{:?} {:.1},{:.1} {:.1},{:.1} size {:.1} font {} rot {} mcid {:?}{}{} {:?}",
            g.text,
            b.x0,
            b.y0,
            b.x1,
            b.y1,
            g.size,
            g.font,
            g.rotation,
            g.mcid,
            if g.invisible { " invisible" } else { "" },
            if g.artifact { " artifact" } else { "" },
            (g.colour.r, g.colour.g, g.colour.b),
        )?;
    }
    Ok(())
}
