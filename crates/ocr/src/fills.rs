//! Coloured bands and boxes in a picture.

use crate::render::{Picture, colour};
use thresholds_model::geometry::BBox;
use thresholds_model::page::Fill;

/// The search works on blocks of about this side, points.
const BLOCK: f32 = 1.44;
/// Blocks whose colours differ less than this in every channel are of one band.
const SAME: u8 = 16;
/// A band differs from the page by this much in some channel.
const APART: u8 = 9;
/// Smallest band, points.
const MIN_WIDTH: f32 = 12.0;
const MIN_HEIGHT: f32 = 6.0;
/// Sides of a rectangle may waver by this many blocks.
const WAVER: usize = 2;
/// More bands than this are a photograph.
const MAX_FILLS: usize = 800;

/// A filled rectangle in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rect {
    pub(crate) x0: usize,
    pub(crate) y0: usize,
    pub(crate) x1: usize,
    pub(crate) y1: usize,
    pub(crate) rgb: [u8; 3],
}

impl Rect {
    pub(crate) fn to_fill(self, scale: f32) -> Fill {
        let points = |v: usize| v as f32 / scale;
        Fill {
            bbox: BBox::new(points(self.x0), points(self.y0), points(self.x1), points(self.y1)),
            colour: colour(self.rgb),
            outline_only: false,
        }
    }
}

/// What a page is painted with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fills {
    /// The colour of the page itself.
    pub(crate) page: [u8; 3],
    pub(crate) rects: Vec<Rect>,
    /// Side of the blocks on which edges lie, pixels.
    pub(crate) block: usize,
}

/// Finds the bands of a picture.
pub(crate) fn find(picture: &Picture) -> Fills {
    let block = ((BLOCK * picture.scale) as usize).max(1);
    let blocks = Blocks::of(picture, block);
    let page = blocks.commonest();
    let smallest = |points: f32| ((points * picture.scale) as usize).div_ceil(block).max(2);
    let (min_width, min_height) = (smallest(MIN_WIDTH), smallest(MIN_HEIGHT));
    let mut rects = Vec::new();
    let mut seen = vec![false; blocks.colours.len()];
    for start in 0..blocks.colours.len() {
        let seed = blocks.colours[start];
        if seen[start] || near(seed, page, APART) {
            continue;
        }
        let region = blocks.region(start, &mut seen);
        if region.width() < min_width || region.height() < min_height {
            continue;
        }
        let rgb = blocks.mean(&region.members);
        if near(rgb, page, APART) {
            continue;
        }
        let parts = rectangles(&region.filled(), region.width());
        for (x0, y0, x1, y1) in parts {
            if x1 - x0 >= min_width && y1 - y0 >= min_height {
                rects.push(Rect {
                    x0: (region.x0 + x0) * block,
                    y0: (region.y0 + y0) * block,
                    x1: ((region.x0 + x1) * block).min(picture.width),
                    y1: ((region.y0 + y1) * block).min(picture.height),
                    rgb,
                });
            }
        }
    }
    if rects.len() > MAX_FILLS {
        rects.clear();
    }
    // Larger ones first: those inside them are painted over them.
    rects.sort_by_key(|r| (std::cmp::Reverse((r.x1 - r.x0) * (r.y1 - r.y0)), r.y0, r.x0));
    Fills { page, rects, block }
}

fn near(a: [u8; 3], b: [u8; 3], by: u8) -> bool {
    a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= by)
}

/// The picture made coarse: the median colour of each block, in which thin text is lost.
struct Blocks {
    width: usize,
    height: usize,
    colours: Vec<[u8; 3]>,
}

/// Blocks of one colour that touch.
struct Region {
    x0: usize,
    y0: usize,
    x1: usize,
    y1: usize,
    stride: usize,
    members: Vec<usize>,
}

impl Blocks {
    fn of(picture: &Picture, block: usize) -> Self {
        let (width, height) = (picture.width.div_ceil(block), picture.height.div_ceil(block));
        let mut colours = Vec::with_capacity(width * height);
        let mut channels: [Vec<u8>; 3] = Default::default();
        for by in 0..height {
            for bx in 0..width {
                channels.iter_mut().for_each(Vec::clear);
                for y in by * block..((by + 1) * block).min(picture.height) {
                    for x in bx * block..((bx + 1) * block).min(picture.width) {
                        for (list, v) in channels.iter_mut().zip(picture.colour_at(x, y)) {
                            list.push(v);
                        }
                    }
                }
                colours.push(std::array::from_fn(|c| median(&mut channels[c])));
            }
        }
        Self { width, height, colours }
    }

    /// The commonest colour, the mean over those near it.
    fn commonest(&self) -> [u8; 3] {
        let mut counts = vec![0u32; 4096];
        let bin = |c: [u8; 3]| c.iter().fold(0usize, |n, v| n * 16 + usize::from(v / 16));
        for c in &self.colours {
            counts[bin(*c)] += 1;
        }
        let top = (0..counts.len()).max_by_key(|i| (counts[*i], *i)).unwrap_or(0);
        let members: Vec<usize> = (0..self.colours.len()).filter(|i| bin(self.colours[*i]) == top).collect();
        self.mean(&members)
    }

    fn mean(&self, members: &[usize]) -> [u8; 3] {
        let n = members.len().max(1);
        std::array::from_fn(|c| {
            (members.iter().map(|i| usize::from(self.colours[*i][c])).sum::<usize>() / n) as u8
        })
    }

    /// All blocks of about the colour of `start` that can be reached from it.
    fn region(&self, start: usize, seen: &mut [bool]) -> Region {
        let seed = self.colours[start];
        let (x, y) = (start % self.width, start / self.width);
        let mut region =
            Region { x0: x, y0: y, x1: x + 1, y1: y + 1, stride: self.width, members: Vec::new() };
        let mut queue = vec![start];
        seen[start] = true;
        while let Some(at) = queue.pop() {
            region.members.push(at);
            let (x, y) = (at % self.width, at / self.width);
            region.x0 = region.x0.min(x);
            region.y0 = region.y0.min(y);
            region.x1 = region.x1.max(x + 1);
            region.y1 = region.y1.max(y + 1);
            let around = [
                (x > 0).then(|| at - 1),
                (x + 1 < self.width).then_some(at + 1),
                (y > 0).then(|| at - self.width),
                (y + 1 < self.height).then_some(at + self.width),
            ];
            for next in around.into_iter().flatten() {
                if !seen[next] && near(self.colours[next], seed, SAME) {
                    seen[next] = true;
                    queue.push(next);
                }
            }
        }
        region
    }
}

fn median(values: &mut [u8]) -> u8 {
    let middle = values.len() / 2;
    if values.is_empty() { 255 } else { *values.select_nth_unstable(middle).1 }
}

impl Region {
    fn width(&self) -> usize {
        self.x1 - self.x0
    }

    fn height(&self) -> usize {
        self.y1 - self.y0
    }

    /// The region within its box, row by row, its holes (text) filled.
    fn filled(&self) -> Vec<bool> {
        let (width, height) = (self.width(), self.height());
        let mut inside = vec![false; width * height];
        for at in &self.members {
            inside[(at / self.stride - self.y0) * width + at % self.stride - self.x0] = true;
        }
        let border = |i: usize| {
            i.is_multiple_of(width) || i % width == width - 1 || i < width || i >= width * (height - 1)
        };
        let mut outside: Vec<bool> = (0..inside.len()).map(|i| !inside[i] && border(i)).collect();
        let mut queue: Vec<usize> = (0..inside.len()).filter(|i| outside[*i]).collect();
        while let Some(at) = queue.pop() {
            let x = at % width;
            let around = [
                (x > 0).then(|| at - 1),
                (x + 1 < width).then_some(at + 1),
                at.checked_sub(width),
                Some(at + width).filter(|n| *n < inside.len()),
            ];
            for next in around.into_iter().flatten() {
                if !inside[next] && !outside[next] {
                    outside[next] = true;
                    queue.push(next);
                }
            }
        }
        outside.into_iter().map(|o| !o).collect()
    }
}

/// A mask as upright rectangles: runs of rows that begin and end alike.
fn rectangles(mask: &[bool], width: usize) -> Vec<(usize, usize, usize, usize)> {
    let mut open: Vec<(usize, usize, usize, usize)> = Vec::new();
    let mut done = Vec::new();
    for (y, row) in mask.chunks(width).enumerate() {
        let runs = runs(row);
        let (kept, ended): (Vec<_>, Vec<_>) = open.into_iter().partition(|r| {
            runs.iter().any(|(x0, x1)| x0.abs_diff(r.0) <= WAVER && x1.abs_diff(r.2) <= WAVER)
        });
        done.extend(ended);
        open = kept.into_iter().map(|r| (r.0, r.1, r.2, y + 1)).collect();
        for (x0, x1) in runs {
            let known = open.iter().any(|r| x0.abs_diff(r.0) <= WAVER && x1.abs_diff(r.2) <= WAVER);
            if !known {
                open.push((x0, y, x1, y + 1));
            }
        }
    }
    done.extend(open);
    done
}

/// Runs of `true`, gaps of a block or two bridged.
fn runs(row: &[bool]) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (x, _) in row.iter().enumerate().filter(|(_, m)| **m) {
        match out.last_mut() {
            Some((_, to)) if x - *to <= WAVER => *to = x + 1,
            _ => out.push((x, x + 1)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture() -> Picture {
        Picture { width: 600, height: 400, rgb: vec![[255; 3]; 240_000], scale: 4.0 }
    }

    fn paint(p: &mut Picture, (x0, y0, x1, y1): (usize, usize, usize, usize), rgb: [u8; 3]) {
        for y in y0..y1 {
            p.rgb[y * p.width + x0..y * p.width + x1].fill(rgb);
        }
    }

    #[test]
    fn a_band_with_text_in_it_is_one_rectangle() {
        let mut p = picture();
        paint(&mut p, (50, 50, 550, 130), [200, 230, 200]);
        for x in (70..400).step_by(20) {
            paint(&mut p, (x, 75, x + 11, 105), [0; 3]);
        }
        let fills = find(&p);
        assert_eq!(fills.page, [255; 3]);
        assert_eq!(fills.rects.len(), 1);
        let r = fills.rects[0];
        assert_eq!(r.rgb, [200, 230, 200]);
        for (found, painted) in [(r.x0, 50), (r.y0, 50), (r.x1, 550), (r.y1, 130)] {
            assert!(found.abs_diff(painted) <= 6, "{r:?}");
        }
    }

    #[test]
    fn a_bent_area_is_two_rectangles() {
        let mut p = picture();
        paint(&mut p, (50, 50, 550, 110), [180, 200, 240]);
        paint(&mut p, (50, 110, 150, 350), [180, 200, 240]);
        assert_eq!(find(&p).rects.len(), 2);
    }

    #[test]
    fn words_are_no_bands() {
        let mut p = picture();
        for x in (50..500).step_by(14) {
            paint(&mut p, (x, 100, x + 7, 140), [0; 3]);
        }
        assert!(find(&p).rects.is_empty());
    }
}
