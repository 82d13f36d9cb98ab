//! Pages that are set sideways without saying so are turned before layout, and the
//! boxes are turned back afterwards, so that they fit the page as displayed.

use std::borrow::Cow;
use thresholds_model::block::{Block, BlockKind};
use thresholds_model::geometry::BBox;
use thresholds_model::page::{Glyph, PageContent};
use thresholds_model::passage::Passage;

/// A page that reads from left to right.
pub struct Upright<'a> {
    pub page: Cow<'a, PageContent>,
    /// Degrees (clockwise) by which the text of the displayed page is turned.
    pub turn: u16,
}

/// Share of glyphs that must run sideways before the whole page is turned.
const SIDEWAYS_SHARE: f32 = 0.8;

/// Turns the page when nearly all its text runs in one other direction.
pub fn upright(page: &PageContent) -> Upright<'_> {
    let total = page.glyphs.len();
    let turn = [90u16, 180, 270].into_iter().find(|r| {
        let count = page.glyphs.iter().filter(|g| g.rotation == *r).count();
        total > 0 && count as f32 >= SIDEWAYS_SHARE * total as f32
    });
    match turn {
        None => Upright { page: Cow::Borrowed(page), turn: 0 },
        Some(turn) => Upright { page: Cow::Owned(turned(page, turn)), turn },
    }
}

/// Turns a box of a page `width` x `height` counter-clockwise by `turn` degrees.
pub fn unturn_box(b: &BBox, turn: u16, width: f32, height: f32) -> BBox {
    match turn {
        90 => BBox::new(b.y0, width - b.x1, b.y1, width - b.x0),
        180 => BBox::new(width - b.x1, height - b.y1, width - b.x0, height - b.y0),
        270 => BBox::new(height - b.y1, b.x0, height - b.y0, b.x1),
        _ => *b,
    }
}

fn turned(page: &PageContent, turn: u16) -> PageContent {
    let (w, h) = (page.width, page.height);
    let on_box = |b: &BBox| unturn_box(b, turn, w, h);
    let on_point = |p: (f32, f32)| {
        let b = on_box(&BBox::new(p.0, p.1, p.0, p.1));
        (b.x0, b.y0)
    };
    let swap = turn != 180;
    PageContent {
        width: if swap { h } else { w },
        height: if swap { w } else { h },
        glyphs: page
            .glyphs
            .iter()
            .map(|g| Glyph {
                bbox: on_box(&g.bbox),
                origin: on_point(g.origin),
                rotation: (g.rotation + 360 - turn) % 360,
                ..g.clone()
            })
            .collect(),
        rules: page
            .rules
            .iter()
            .map(|r| {
                let horizontal = r.horizontal != swap;
                thresholds_model::page::Rule { bbox: on_box(&r.bbox), horizontal, colour: r.colour }
            })
            .collect(),
        fills: page
            .fills
            .iter()
            .map(|f| thresholds_model::page::Fill { bbox: on_box(&f.bbox), ..*f })
            .collect(),
        bullets: page.bullets.iter().map(on_box).collect(),
        images: page.images.iter().map(on_box).collect(),
        ..page.clone()
    }
}

/// Turns the boxes of blocks and passages back to the page as displayed.
pub fn restore(pages: &[Upright<'_>], blocks: &mut [Block], passages: &mut [Passage]) {
    if pages.iter().all(|p| p.turn == 0) {
        return;
    }
    let back = |page: u32, b: &mut BBox| {
        if let Some(p) = pages.iter().find(|p| p.page.number == page).filter(|p| p.turn != 0) {
            *b = unturn_box(b, 360 - p.turn, p.page.width, p.page.height);
        }
    };
    for block in blocks {
        back(block.page, &mut block.bbox);
        if let BlockKind::Table(table) = &mut block.kind {
            for cell in &mut table.cells {
                back(cell.page, &mut cell.bbox);
                for item in &mut cell.items {
                    back(item.page, &mut item.bbox);
                }
            }
        }
    }
    for passage in passages {
        back(passage.page, &mut passage.bbox);
        for part in &mut passage.further {
            back(part.page, &mut part.bbox);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_that_is_turned_and_turned_back_is_the_same() {
        let b = BBox::new(10.0, 20.0, 50.0, 35.0);
        let (w, h) = (600.0, 800.0);
        for turn in [90u16, 180, 270] {
            let there = unturn_box(&b, turn, w, h);
            let (w2, h2) = if turn == 180 { (w, h) } else { (h, w) };
            assert_eq!(unturn_box(&there, 360 - turn, w2, h2), b, "turn {turn}");
        }
    }
}
