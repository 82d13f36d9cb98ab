//! Bullets that are dots or squares: found as shapes, which is surer than as letters.

use crate::plane::Plane;
use thresholds_model::geometry::BBox;

/// Darker than this is ink.
const INK: u8 = 128;
/// Sides of a bullet, points.
const MIN_SIDE: f32 = 1.9;
const MAX_SIDE: f32 = 6.5;
/// A disc fills 0.79 of its box.
const MIN_FILL: f32 = 0.68;
/// Longest side against the shortest.
const MAX_ASPECT: f32 = 1.35;
/// Free of ink on the left and on the right, points,
const FREE_SIDE: f32 = 2.6;
/// and above and below.
const FREE_ABOVE: f32 = 1.6;
/// Text stands this far to the right at most, points.
const TEXT_WITHIN: f32 = 45.0;

/// Takes the bullets off the picture; their boxes in points.
pub(crate) fn take(text: &mut Plane, scale: f32) -> Vec<BBox> {
    let px = |points: f32| (points * scale).round() as usize;
    let mut seen = vec![false; text.data.len()];
    let mut found = Vec::new();
    for start in 0..text.data.len() {
        if seen[start] || text.data[start] >= INK {
            continue;
        }
        if let Some(blob) = blob(text, start, &mut seen, px(MAX_SIDE))
            && blob.is_compact(px(MIN_SIDE))
            && is_free(text, &blob, px(FREE_SIDE), px(FREE_ABOVE))
            && has_text(text, &blob, px(FREE_SIDE), px(TEXT_WITHIN))
        {
            found.push(blob);
        }
    }
    let edge = px(0.5);
    for b in &found {
        for y in b.y0.saturating_sub(edge)..b.y1 + edge {
            text.paint(y, b.x0.saturating_sub(edge), b.x1 + edge, 255);
        }
    }
    let points = |v: usize| v as f32 / scale;
    found.iter().map(|b| BBox::new(points(b.x0), points(b.y0), points(b.x1), points(b.y1))).collect()
}

/// Ink that hangs together.
struct Blob {
    x0: usize,
    y0: usize,
    x1: usize,
    y1: usize,
    area: usize,
}

impl Blob {
    fn is_compact(&self, min_side: usize) -> bool {
        let (w, h) = (self.x1 - self.x0, self.y1 - self.y0);
        let (short, long) = (w.min(h), w.max(h));
        short >= min_side
            && long as f32 <= MAX_ASPECT * short as f32
            && self.area as f32 >= MIN_FILL * (w * h) as f32
    }
}

/// The blob that holds `start`; `None` when it grows beyond `limit` pixels a side.
fn blob(text: &Plane, start: usize, seen: &mut [bool], limit: usize) -> Option<Blob> {
    let (x, y) = (start % text.width, start / text.width);
    let mut blob = Blob { x0: x, y0: y, x1: x + 1, y1: y + 1, area: 0 };
    let mut queue = vec![start];
    seen[start] = true;
    while let Some(at) = queue.pop() {
        let (x, y) = (at % text.width, at / text.width);
        blob.area += 1;
        blob.x0 = blob.x0.min(x);
        blob.y0 = blob.y0.min(y);
        blob.x1 = blob.x1.max(x + 1);
        blob.y1 = blob.y1.max(y + 1);
        let around = [
            (x > 0).then(|| at - 1),
            (x + 1 < text.width).then_some(at + 1),
            at.checked_sub(text.width),
            Some(at + text.width).filter(|n| *n < text.data.len()),
        ];
        for next in around.into_iter().flatten() {
            if !seen[next] && text.data[next] < INK {
                seen[next] = true;
                queue.push(next);
            }
        }
    }
    (blob.x1 - blob.x0 <= limit && blob.y1 - blob.y0 <= limit).then_some(blob)
}

/// Whether nothing else stands close by.
fn is_free(text: &Plane, b: &Blob, side: usize, above: usize) -> bool {
    let dark = |x: usize, y: usize| text.at(x, y) < INK;
    let columns = b.x0.saturating_sub(1)..b.x1 + 1;
    let rows = b.y0.saturating_sub(1)..b.y1 + 1;
    let beside =
        rows.clone().any(|y| (b.x0.saturating_sub(side)..b.x0).chain(b.x1..b.x1 + side).any(|x| dark(x, y)));
    let over = columns
        .clone()
        .any(|x| (b.y0.saturating_sub(above)..b.y0).chain(b.y1..b.y1 + above).any(|y| dark(x, y)));
    !beside && !over
}

/// Whether something to read follows on the right.
fn has_text(text: &Plane, b: &Blob, from: usize, within: usize) -> bool {
    let ink = (b.y0..b.y1)
        .flat_map(|y| (b.x1 + from..b.x1 + within).map(move |x| (x, y)))
        .filter(|(x, y)| text.at(*x, *y) < INK)
        .count();
    ink * 4 >= b.area
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(p: &mut Plane, x: usize, y: usize, w: usize, h: usize) {
        for row in y..y + h {
            p.paint(row, x, x + w, 0);
        }
    }

    #[test]
    fn a_square_before_text_is_a_bullet_and_leaves_the_picture() {
        let mut p = Plane::new(400, 100, 255);
        square(&mut p, 20, 40, 12, 12);
        for x in (70..200).step_by(16) {
            square(&mut p, x, 30, 5, 30);
        }
        assert_eq!(take(&mut p, 4.0), [BBox::new(5.0, 10.0, 8.0, 13.0)]);
        assert_eq!(p.at(25, 45), 255);
        assert_eq!(p.at(71, 45), 0);
    }

    #[test]
    fn full_stops_dots_on_letters_and_specks_stay() {
        let mut p = Plane::new(400, 100, 255);
        square(&mut p, 20, 30, 5, 30);
        square(&mut p, 29, 50, 9, 9);
        square(&mut p, 100, 30, 5, 30);
        square(&mut p, 98, 17, 9, 9);
        square(&mut p, 300, 50, 3, 3);
        assert!(take(&mut p, 4.0).is_empty());
    }
}
