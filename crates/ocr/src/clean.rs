//! What the recogniser gets: black text on white, without lines and bands.

use crate::fills::{Fills, Rect};
use crate::plane::Plane;
use crate::render::luma;
use crate::rules::Line;

/// The picture with bands made white (and white text on them black) and lines removed.
pub(crate) fn text_only(source: &Plane, fills: &Fills, rules: &[Line]) -> Plane {
    let page = luma(fills.page);
    let mut out = Plane { data: against(&source.data, page), ..*source };
    for rect in &fills.rects {
        lift(&mut out, source, rect, page, fills.block * 2);
    }
    for line in rules {
        line.erase(&mut out);
    }
    out
}

/// Greys by their distance from the ground: the ground is white, what differs most black.
fn against(source: &[u8], ground: u8) -> Vec<u8> {
    let table = table(ground);
    source.iter().map(|v| table[usize::from(*v)]).collect()
}

fn table(ground: u8) -> [u8; 256] {
    let reach = u32::from(ground.max(255 - ground));
    std::array::from_fn(|v| {
        let distance = u32::from((v as u8).abs_diff(ground));
        255 - (distance * 255 / reach.max(1)).min(255) as u8
    })
}

/// Sets the ground of a band to white. Near its edges, which are known to a block only,
/// the page's own grey counts as ground too.
fn lift(out: &mut Plane, source: &Plane, rect: &Rect, page: u8, edge: usize) {
    let (inner, outer) = (table(luma(rect.rgb)), table(page));
    for y in rect.y0.saturating_sub(edge)..(rect.y1 + edge).min(source.height) {
        for x in rect.x0.saturating_sub(edge)..(rect.x1 + edge).min(source.width) {
            let grey = usize::from(source.at(x, y));
            let well_inside =
                x >= rect.x0 + edge && x + edge < rect.x1 && y >= rect.y0 + edge && y + edge < rect.y1;
            let value = if well_inside { inner[grey] } else { inner[grey].max(outer[grey]) };
            out.data[y * source.width + x] = value;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_text_on_a_dark_band_becomes_black_on_white() {
        let mut source = Plane::new(60, 60, 255);
        for y in 10..50 {
            source.paint(y, 5, 55, 60);
        }
        source.paint(30, 20, 40, 255);
        let rect = Rect { x0: 5, y0: 10, x1: 55, y1: 50, rgb: [60; 3] };
        let fills = Fills { page: [255; 3], rects: vec![rect], block: 3 };
        let text = text_only(&source, &fills, &[]);
        assert_eq!((text.at(30, 30), text.at(30, 20), text.at(2, 2), text.at(5, 10)), (0, 255, 255, 255));
    }
}
