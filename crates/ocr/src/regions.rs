//! The cells of ruled tables, each to be read on its own: a recogniser that sees a whole
//! table reads across its columns, and takes a column of digits for anything else.

use crate::plane::Plane;
use crate::rules::Line;

/// Darker than this is ink.
const INK: u8 = 128;
/// Lines that nearly meet do meet, points.
const REACH: f32 = 2.5;
/// Smallest cell, points.
const MIN_SIDE: f32 = 7.0;
/// Share of its box that a cell fills.
const MIN_SHARE: f32 = 0.8;
/// A cell higher than this share of the page is a frame around it.
const MAX_HEIGHT: f32 = 0.6;
/// White around a cut-out cell, pixels.
const PADDING: usize = 16;
/// More cells than this are a drawing.
const MAX_CELLS: usize = 1_000;

/// A cell cut out of the page.
pub(crate) struct Cell {
    pub(crate) picture: Plane,
    /// Where its picture's corner lies on the page, pixels.
    pub(crate) origin: (f32, f32),
}

/// Cuts the cells that hold ink out of the page; what is left is the rest.
pub(crate) fn split(text: &Plane, rules: &[Line], scale: f32) -> (Vec<Cell>, Plane) {
    let mut rest = text.clone();
    let boxes = boxes(text, rules, scale);
    if boxes.len() > MAX_CELLS {
        return (Vec::new(), rest);
    }
    let mut cells = Vec::new();
    for (x0, y0, x1, y1) in boxes {
        let has_ink = (y0..y1).any(|y| text.row(y).iter().take(x1).skip(x0).any(|v| *v < INK));
        if !has_ink {
            continue;
        }
        let mut picture = Plane::new(x1 - x0 + 2 * PADDING, y1 - y0 + 2 * PADDING, 255);
        for y in y0..y1 {
            for (x, v) in text.row(y).iter().enumerate().take(x1).skip(x0) {
                picture.paint(y - y0 + PADDING, x - x0 + PADDING, x - x0 + PADDING + 1, *v);
            }
            rest.paint(y, x0, x1, 255);
        }
        let origin = (x0 as f32 - PADDING as f32, y0 as f32 - PADDING as f32);
        cells.push(Cell { picture, origin });
    }
    (cells, rest)
}

/// Boxes of pixels that rules enclose, from the top.
fn boxes(text: &Plane, rules: &[Line], scale: f32) -> Vec<(usize, usize, usize, usize)> {
    // One square a point.
    let step = (scale as usize).max(1);
    let (width, height) = (text.width.div_ceil(step), text.height.div_ceil(step));
    let mut taken = vec![false; width * height];
    let reach = (REACH * scale) as usize;
    for rule in rules {
        let along = rule.from.saturating_sub(reach) / step..(rule.to + reach) / step + 1;
        for across in rule.low / step..rule.high / step + 1 {
            for at in along.clone() {
                let (x, y) = if rule.horizontal { (at, across) } else { (across, at) };
                if x < width && y < height {
                    taken[y * width + x] = true;
                }
            }
        }
    }
    let min_side = (MIN_SIDE * scale) as usize / step;
    let mut out = Vec::new();
    for start in 0..taken.len() {
        if taken[start] {
            continue;
        }
        let (mut x0, mut y0, mut x1, mut y1, mut area) = (width, height, 0, 0, 0usize);
        let mut queue = vec![start];
        taken[start] = true;
        while let Some(at) = queue.pop() {
            let (x, y) = (at % width, at / width);
            area += 1;
            (x0, y0, x1, y1) = (x0.min(x), y0.min(y), x1.max(x + 1), y1.max(y + 1));
            let around = [
                (x > 0).then(|| at - 1),
                (x + 1 < width).then_some(at + 1),
                at.checked_sub(width),
                Some(at + width).filter(|n| *n < taken.len()),
            ];
            for next in around.into_iter().flatten() {
                if !taken[next] {
                    taken[next] = true;
                    queue.push(next);
                }
            }
        }
        let inside = x0 > 0 && y0 > 0 && x1 < width && y1 < height;
        let sides = x1 - x0 >= min_side && y1 - y0 >= min_side;
        let low = (y1 - y0) as f32 <= MAX_HEIGHT * height as f32;
        if inside && sides && low && area as f32 >= MIN_SHARE * ((x1 - x0) * (y1 - y0)) as f32 {
            out.push((x0 * step, y0 * step, x1 * step, y1 * step));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;

    #[test]
    fn each_cell_with_ink_is_cut_out_and_the_rest_is_left() {
        let mut p = Plane::new(1200, 800, 255);
        for y in [100, 250, 400] {
            p.paint(y, 100, 900, 0);
            p.paint(y + 1, 100, 900, 0);
        }
        for y in 100..402 {
            for x in [100, 500, 899] {
                p.paint(y, x, x + 2, 0);
            }
        }
        let found = rules::find(&p, 4.0);
        for r in &found {
            r.erase(&mut p);
        }
        for y in 150..170 {
            p.paint(y, 200, 215, 0);
            p.paint(y + 400, 200, 215, 0);
        }
        let (cells, rest) = split(&p, &found, 4.0);
        assert_eq!(cells.len(), 1);
        assert_eq!((rest.at(205, 155), rest.at(205, 555)), (255, 0));
    }
}
