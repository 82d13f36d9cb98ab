//! Ruled lines in a picture: long, thin, and dark against what lies beside them.

use crate::plane::Plane;
use crate::render::{Picture, colour};
use thresholds_model::geometry::BBox;
use thresholds_model::page::Rule;

/// Thickest line, points.
const MAX_THICKNESS: f32 = 3.0;
/// Darker than the ground beside it by this much.
const CONTRAST: u8 = 22;
/// Shortest unbroken stretch, points: longer than the strokes of most letters.
const MIN_STRETCH: f32 = 8.0;
/// Breaks within a stretch, points.
const BREAK: f32 = 0.75;
/// Stretches of one line may lie this far apart along it, points,
const GAP: f32 = 3.0;
/// and this far apart across it.
const OFFSET: f32 = 1.6;
/// Shortest line, points.
const MIN_LENGTH: f32 = 30.0;
/// Shortest upright line when lines across it stand at both of its ends, points.
const MIN_BETWEEN: f32 = 12.0;
/// How near an end must be to a line across it, points.
const NEAR: f32 = 4.0;
/// Share of a line's pixels that must be dark by themselves: in small print that is
/// blurred together only half are.
const SOLID: f32 = 0.88;
/// More lines than this are a drawing or a photograph.
const MAX_RULES: usize = 1_500;

/// A stretch of dark pixels in a row (a column for upright lines).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stretch {
    row: usize,
    from: usize,
    to: usize,
}

/// A line in pixels. `from..to` along it, `low..high` across it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    pub(crate) horizontal: bool,
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) low: usize,
    pub(crate) high: usize,
    stretches: Vec<Stretch>,
}

impl Line {
    fn of(stretches: Vec<Stretch>, horizontal: bool) -> Self {
        let min = |f: fn(&Stretch) -> usize| stretches.iter().map(f).min().unwrap_or(0);
        let max = |f: fn(&Stretch) -> usize| stretches.iter().map(f).max().unwrap_or(0);
        Self {
            horizontal,
            from: min(|s| s.from),
            to: max(|s| s.to),
            low: min(|s| s.row),
            high: max(|s| s.row) + 1,
            stretches,
        }
    }

    fn length(&self) -> usize {
        self.to - self.from
    }

    fn middle(&self) -> f32 {
        (self.low + self.high) as f32 / 2.0
    }

    fn thickness(&self) -> f32 {
        let area: usize = self.stretches.iter().map(|s| s.to - s.from).sum();
        area as f32 / self.length().max(1) as f32
    }

    fn absorb(&mut self, other: Self) {
        let mut stretches = std::mem::take(&mut self.stretches);
        stretches.extend(other.stretches);
        *self = Self::of(stretches, self.horizontal);
    }

    /// The line in points.
    pub(crate) fn to_rule(&self, picture: &Picture) -> Rule {
        let points = |v: usize| v as f32 / picture.scale;
        let half = self.thickness() / 2.0 / picture.scale;
        let middle = self.middle() / picture.scale;
        let bbox = if self.horizontal {
            BBox::new(points(self.from), middle - half, points(self.to), middle + half)
        } else {
            BBox::new(middle - half, points(self.from), middle + half, points(self.to))
        };
        let (along, across) = (self.from.midpoint(self.to), self.middle() as usize);
        let (x, y) = if self.horizontal { (along, across) } else { (across, along) };
        Rule { bbox, horizontal: self.horizontal, colour: colour(picture.colour_at(x, y)) }
    }

    /// Paints the line white, with its soft edges.
    pub(crate) fn erase(&self, text: &mut Plane) {
        const EDGE: usize = 3;
        for s in &self.stretches {
            if self.horizontal {
                for y in s.row.saturating_sub(EDGE)..=s.row + EDGE {
                    text.paint(y, s.from.saturating_sub(EDGE), s.to + EDGE, 255);
                }
            } else {
                for y in s.from.saturating_sub(EDGE)..s.to + EDGE {
                    text.paint(y, s.row.saturating_sub(EDGE), s.row + EDGE + 1, 255);
                }
            }
        }
    }
}

/// All ruled lines of a picture with `scale` pixels a point.
pub(crate) fn find(luma: &Plane, scale: f32) -> Vec<Line> {
    let across = lines(luma, scale, true);
    let mut upright = lines(&luma.transposed(), scale, false);
    upright.retain(|l| {
        l.length() as f32 >= MIN_LENGTH * scale
            || [l.from, l.to].iter().all(|end| meets(l, *end, &across, scale))
    });
    let across = across.into_iter().filter(|l| l.length() as f32 >= MIN_LENGTH * scale);
    let all: Vec<Line> = across.chain(upright).collect();
    if all.len() > MAX_RULES { Vec::new() } else { all }
}

/// Whether the end of an upright line stands at a line across it.
fn meets(line: &Line, end: usize, across: &[Line], scale: f32) -> bool {
    let near = NEAR * scale;
    across.iter().any(|a| {
        a.length() as f32 >= MIN_LENGTH * scale
            && (a.middle() - end as f32).abs() <= near
            && a.from as f32 - near <= line.middle()
            && a.to as f32 + near >= line.middle()
    })
}

/// Lines along the rows of a picture.
fn lines(luma: &Plane, scale: f32, horizontal: bool) -> Vec<Line> {
    // Smoothing along the line takes the noise of a scan away, not the line.
    let smooth = luma.blurred_along((0.6 * scale) as usize);
    let ground = smooth.closed_down((MAX_THICKNESS * scale * 1.3) as usize + 2);
    let mut stretches = Vec::new();
    for y in 0..luma.height {
        row_stretches(smooth.row(y), ground.row(y), y, scale, &mut stretches);
    }
    let mut lines = linked(stretches, horizontal);
    lines.retain(|l| l.thickness() <= MAX_THICKNESS * scale && is_solid(l, luma, &ground));
    let mut lines = joined(lines, scale);
    lines.retain(|l| l.length() as f32 >= MIN_BETWEEN * scale);
    lines
}

fn row_stretches(smooth: &[u8], ground: &[u8], row: usize, scale: f32, out: &mut Vec<Stretch>) {
    let (longest_break, shortest) = ((BREAK * scale) as usize, (MIN_STRETCH * scale) as usize);
    let mut open: Option<(usize, usize)> = None;
    let mut close = |run: Option<(usize, usize)>| {
        if let Some((from, to)) = run.filter(|(from, to)| to - from >= shortest) {
            out.push(Stretch { row, from, to });
        }
    };
    for (x, (v, g)) in smooth.iter().zip(ground).enumerate() {
        if g.saturating_sub(*v) < CONTRAST {
            continue;
        }
        match &mut open {
            Some((_, to)) if x - *to <= longest_break => *to = x + 1,
            run => {
                close(run.take());
                open = Some((x, x + 1));
            }
        }
    }
    close(open);
}

/// Stretches that touch, row after row, are one line.
fn linked(stretches: Vec<Stretch>, horizontal: bool) -> Vec<Line> {
    const TOUCH: usize = 3;
    let mut done: Vec<Vec<Stretch>> = Vec::new();
    let mut open: Vec<Vec<Stretch>> = Vec::new();
    for s in stretches {
        let (still, closed): (Vec<_>, Vec<_>) =
            open.into_iter().partition(|g| g.last().is_some_and(|l| l.row + 2 >= s.row));
        done.extend(closed);
        let touches = |o: &Stretch| o.row + 2 >= s.row && o.from <= s.to + TOUCH && s.from <= o.to + TOUCH;
        let (mine, others): (Vec<_>, Vec<_>) =
            still.into_iter().partition(|g| g.iter().rev().take_while(|o| o.row + 2 >= s.row).any(touches));
        let mut group: Vec<Stretch> = mine.into_iter().flatten().collect();
        group.sort_by_key(|o| (o.row, o.from));
        group.push(s);
        open = others;
        open.push(group);
    }
    done.extend(open);
    done.into_iter().map(|g| Line::of(g, horizontal)).collect()
}

/// Whether the line is dark pixel by pixel, not only when smoothed.
fn is_solid(line: &Line, luma: &Plane, ground: &Plane) -> bool {
    let (mut dark, mut all) = (0usize, 0usize);
    for s in &line.stretches {
        let pixels = luma.row(s.row).iter().zip(ground.row(s.row)).skip(s.from).take(s.to - s.from);
        dark += pixels.filter(|(v, g)| g.saturating_sub(**v) >= CONTRAST / 2).count();
        all += s.to - s.from;
    }
    dark as f32 >= SOLID * all as f32
}

/// Joins lines that continue each other.
fn joined(mut lines: Vec<Line>, scale: f32) -> Vec<Line> {
    lines.sort_by_key(|l| (l.from, l.low));
    let mut out: Vec<Line> = Vec::new();
    for line in lines {
        let before = out.iter_mut().find(|o| {
            (o.middle() - line.middle()).abs() <= OFFSET * scale
                && line.from as f32 <= o.to as f32 + GAP * scale
        });
        match before {
            Some(o) => o.absorb(line),
            None => out.push(line),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCALE: f32 = 4.0;

    fn page() -> Plane {
        Plane::new(1200, 800, 255)
    }

    #[test]
    fn a_frame_has_four_lines() {
        let mut p = page();
        for d in 0..3 {
            p.paint(100 + d, 100, 900, 60);
            p.paint(400 + d, 100, 900, 60);
        }
        for y in 100..402 {
            p.paint(y, 100, 103, 60);
            p.paint(y, 897, 900, 60);
        }
        let found = find(&p, SCALE);
        assert_eq!(found.iter().filter(|l| l.horizontal).count(), 2);
        assert_eq!(found.iter().filter(|l| !l.horizontal).count(), 2);
    }

    #[test]
    fn small_breaks_and_a_slight_slope_are_allowed() {
        let mut p = page();
        for x in (100..900).filter(|x| x % 97 > 2) {
            let y = 200 + (x - 100) / 250;
            p.paint(y, x, x + 1, 0);
            p.paint(y + 1, x, x + 1, 0);
        }
        let found = find(&p, SCALE);
        assert_eq!(found.len(), 1);
        assert!(found[0].length() > 780);
    }

    #[test]
    fn thick_bars_and_short_strokes_are_no_rules() {
        let mut p = page();
        for y in 100..140 {
            p.paint(y, 100, 900, 0);
        }
        for y in 300..380 {
            p.paint(y, 500, 506, 0);
        }
        assert_eq!(find(&p, SCALE), []);
    }
}
