//! Painted paths as rules and filled rectangles.

use hayro_interpret::FillRule;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point};
use thresholds_model::geometry::BBox;
use thresholds_model::page::{Colour, Fill, Rule};

/// A filled rectangle up to this thick is a rule, points.
pub(crate) const RULE_THICKNESS: f32 = 2.5;
/// Hairlines are as thick as a device makes them; this stands for that, points.
const HAIRLINE: f32 = 0.25;
/// Edges that depart less than this from the axis are parallel to it, points.
const STRAIGHT: f64 = 0.4;
/// A curved or slanted shape must be this large to be a box and not a letter or a bullet, points.
const SMALLEST_SHAPE: (f32, f32) = (14.0, 10.0);
/// and must fill this much of its bounding box.
const BOXLIKE: f64 = 0.5;
/// Shapes with more corners than this are drawings.
const MOST_CORNERS: usize = 128;

/// What paths left on a page.
#[derive(Debug, Default)]
pub(crate) struct Painted {
    /// Rules.
    pub(crate) rules: Vec<Rule>,
    /// Filled and outlined rectangles.
    pub(crate) fills: Vec<Fill>,
    /// Specks that may be dots of a dotted line.
    pub(crate) dots: Vec<(BBox, Colour)>,
    /// Small round or square shapes that may be bullets.
    pub(crate) bullets: Vec<BBox>,
}

impl Painted {
    /// Paints the inside of a path.
    pub(crate) fn fill(
        &mut self,
        path: &BezPath,
        transform: Affine,
        rule: FillRule,
        colour: Colour,
        clip: &BBox,
    ) {
        let parts = parts_of(path, transform);
        if let Some(bars) = frame(&parts, rule) {
            for bar in bars {
                self.bar(bar, colour, clip);
            }
            return;
        }
        for part in &parts {
            self.area(part, colour, clip);
        }
    }

    fn area(&mut self, part: &Part, colour: Colour, clip: &BBox) {
        let Some(bounds) = part.bounds() else { return };
        if is_bullet(&bounds, part.curved)
            && let Some(bullet) = intersect(&bounds, clip)
        {
            self.bullets.push(bullet);
        }
        let thin = bounds.width().min(bounds.height()) <= RULE_THICKNESS;
        if part.rectangle().is_some() || thin {
            self.bar(bounds, colour, clip);
        } else if let Some(bars) = part.slabs() {
            for bar in bars {
                self.bar(bar, colour, clip);
            }
        } else if part.is_boxlike(&bounds) {
            self.bar(bounds, colour, clip);
        }
    }

    /// Paints the outline of a path with a pen of `width` (before the transform).
    pub(crate) fn stroke(
        &mut self,
        path: &BezPath,
        transform: Affine,
        width: f32,
        colour: Colour,
        clip: &BBox,
    ) {
        let pen = (width * transform.determinant().abs().sqrt() as f32).max(HAIRLINE);
        for part in parts_of(path, transform) {
            for (a, b) in part.edges() {
                if let Some(bar) = straight(a, b, pen) {
                    self.bar(bar, colour, clip);
                }
            }
            let Some(bounds) = part.bounds() else { continue };
            if part.curved
                && part.closed
                && is_bullet(&bounds, true)
                && let Some(bullet) = intersect(&bounds, clip)
            {
                self.bullets.push(bullet);
            }
            let is_box = part.rectangle().is_some() || (part.closed && part.is_boxlike(&bounds));
            let large = bounds.width() > 2.0 * RULE_THICKNESS && bounds.height() > 2.0 * RULE_THICKNESS;
            if let (true, true, Some(bbox)) = (is_box, large, intersect(&bounds, clip)) {
                self.fills.push(Fill { bbox, colour, outline_only: true });
            }
        }
    }

    /// An upright bar: a rule when it is thin, a speck when it is tiny, else a fill.
    pub(crate) fn bar(&mut self, bar: BBox, colour: Colour, clip: &BBox) {
        let Some(bbox) = intersect(&bar, clip) else { return };
        let (w, h) = (bbox.width(), bbox.height());
        if w <= 0.0 || h <= 0.0 {
            return;
        }
        if w.max(h) <= RULE_THICKNESS {
            self.dots.push((bbox, colour));
        } else if w.min(h) <= RULE_THICKNESS {
            self.rules.push(Rule { bbox, horizontal: w >= h, colour });
        } else {
            self.fills.push(Fill { bbox, colour, outline_only: false });
        }
    }
}

/// Sides of painted bullets, points.
const BULLET_SIDE: std::ops::RangeInclusive<f32> = 1.4..=8.0;

/// A small round or square shape. Straight specks are rather the dots of a line.
fn is_bullet(bounds: &BBox, curved: bool) -> bool {
    let (w, h) = (bounds.width(), bounds.height());
    let compact = w < 1.5 * h && h < 1.5 * w;
    compact && BULLET_SIDE.contains(&w) && BULLET_SIDE.contains(&h) && (curved || w > RULE_THICKNESS)
}

/// The shared part of two boxes; `None` when they lie apart.
pub(crate) fn intersect(a: &BBox, b: &BBox) -> Option<BBox> {
    let both = BBox { x0: a.x0.max(b.x0), y0: a.y0.max(b.y0), x1: a.x1.min(b.x1), y1: a.y1.min(b.y1) };
    (both.x0 <= both.x1 && both.y0 <= both.y1).then_some(both)
}

/// The smallest upright box around a path.
pub(crate) fn bounds_of(path: &BezPath) -> Option<BBox> {
    let parts = parts_of(path, Affine::IDENTITY);
    BBox::hull(parts.iter().filter_map(Part::bounds).collect::<Vec<_>>().iter())
}

/// Whether a path is one upright rectangle.
pub(crate) fn is_rectangle(path: &BezPath) -> bool {
    matches!(&parts_of(path, Affine::IDENTITY)[..], [part] if part.rectangle().is_some())
}

/// One piece of a path between two moves of the pen, on the displayed page.
struct Part {
    points: Vec<Point>,
    curved: bool,
    closed: bool,
}

fn parts_of(path: &BezPath, transform: Affine) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut start = Point::ZERO;
    let mut open = false;
    for element in path.elements() {
        if !open && !matches!(element, PathEl::MoveTo(_) | PathEl::ClosePath) {
            parts.push(Part { points: vec![start], curved: false, closed: false });
            open = true;
        }
        match *element {
            PathEl::MoveTo(p) => {
                start = transform * p;
                parts.push(Part { points: vec![start], curved: false, closed: false });
                open = true;
            }
            PathEl::LineTo(p) => extend(&mut parts, false, &[transform * p]),
            PathEl::QuadTo(a, b) => extend(&mut parts, true, &[transform * a, transform * b]),
            PathEl::CurveTo(a, b, c) => {
                extend(&mut parts, true, &[transform * a, transform * b, transform * c])
            }
            PathEl::ClosePath => {
                if let (true, Some(part)) = (open, parts.last_mut()) {
                    part.closed = true;
                }
                open = false;
            }
        }
    }
    parts.retain(|p| p.points.len() > 1 && p.points.iter().all(|q| q.x.is_finite() && q.y.is_finite()));
    parts
}

fn extend(parts: &mut [Part], curved: bool, points: &[Point]) {
    if let Some(part) = parts.last_mut() {
        part.curved |= curved;
        part.points.extend_from_slice(points);
    }
}

impl Part {
    fn bounds(&self) -> Option<BBox> {
        let points: Vec<BBox> = self
            .points
            .iter()
            .map(|p| BBox { x0: p.x as f32, y0: p.y as f32, x1: p.x as f32, y1: p.y as f32 })
            .collect();
        BBox::hull(&points)
    }

    /// Corners without repeats; a curve's control points count as corners.
    fn corners(&self) -> Vec<Point> {
        let mut corners: Vec<Point> = Vec::with_capacity(self.points.len());
        for &p in &self.points {
            if corners.last().is_none_or(|last| last.distance(p) > 0.01) {
                corners.push(p);
            }
        }
        while corners.len() > 1
            && corners.first().zip(corners.last()).is_some_and(|(a, b)| a.distance(*b) <= 0.01)
        {
            corners.pop();
        }
        corners
    }

    /// The box of an upright rectangle.
    fn rectangle(&self) -> Option<BBox> {
        let corners = self.corners();
        let upright = |a: &Point, b: &Point| (a.x - b.x).abs() <= STRAIGHT || (a.y - b.y).abs() <= STRAIGHT;
        let [a, b, c, d] = &corners[..] else { return None };
        let closed = self.closed || self.points.len() > 4 || self.points.len() == 4;
        let sides = upright(a, b) && upright(b, c) && upright(c, d) && upright(d, a);
        let opposite = (a.x - c.x).abs() > STRAIGHT && (a.y - c.y).abs() > STRAIGHT;
        (!self.curved && closed && sides && opposite).then(|| self.bounds()).flatten()
    }

    fn edges(&self) -> Vec<(Point, Point)> {
        let mut edges: Vec<(Point, Point)> =
            self.points.iter().copied().zip(self.points.iter().copied().skip(1)).collect();
        if let (true, Some(&first), Some(&last)) = (self.closed, self.points.first(), self.points.last()) {
            edges.push((last, first));
        }
        edges
    }

    /// Area by the shoelace formula; control points stand for their curves.
    fn area(&self) -> f64 {
        let next = self.points.iter().cycle().skip(1);
        self.points.iter().zip(next).map(|(a, b)| a.x * b.y - b.x * a.y).sum::<f64>() / 2.0
    }

    fn is_boxlike(&self, bounds: &BBox) -> bool {
        bounds.width() >= SMALLEST_SHAPE.0
            && bounds.height() >= SMALLEST_SHAPE.1
            && self.points.len() <= MOST_CORNERS
            && self.area().abs() >= BOXLIKE * f64::from(bounds.area())
    }

    /// Cuts a shape with upright edges only (an L, a comb of borders) into horizontal slabs.
    fn slabs(&self) -> Option<Vec<BBox>> {
        let corners = self.corners();
        if self.curved || corners.len() < 5 || corners.len() > MOST_CORNERS {
            return None;
        }
        let edges: Vec<(Point, Point)> =
            corners.iter().copied().zip(corners.iter().copied().cycle().skip(1)).collect();
        let upright = |(a, b): &(Point, Point)| (a.x - b.x).abs() <= 0.05 || (a.y - b.y).abs() <= 0.05;
        if !edges.iter().all(upright) {
            return None;
        }
        let mut levels: Vec<f64> = corners.iter().map(|p| p.y).collect();
        levels.sort_by(f64::total_cmp);
        levels.dedup_by(|a, b| (*a - *b).abs() <= 0.05);
        let mut slabs = Vec::new();
        for (&top, &bottom) in levels.iter().zip(levels.iter().skip(1)) {
            let middle = (top + bottom) / 2.0;
            let crosses = |(a, b): &&(Point, Point)| (a.y < middle) != (b.y < middle);
            let mut xs: Vec<f64> = edges.iter().filter(crosses).map(|(a, _)| a.x).collect();
            xs.sort_by(f64::total_cmp);
            for pair in xs.as_chunks::<2>().0 {
                slabs.push(BBox::new(pair[0] as f32, top as f32, pair[1] as f32, bottom as f32));
            }
        }
        Some(slabs)
    }
}

/// A rectangle with a hole, as borders are drawn by some programs: its four bars.
fn frame(parts: &[Part], rule: FillRule) -> Option<[BBox; 4]> {
    let [one, two] = parts else { return None };
    let (a, b) = (one.rectangle()?, two.rectangle()?);
    let hollow = rule == FillRule::EvenOdd || (one.area() < 0.0) != (two.area() < 0.0);
    let (outer, inner) = if a.contains(&b, 0.01) { (a, b) } else { (b, a) };
    (hollow && outer.contains(&inner, 0.01)).then_some([
        BBox { y1: inner.y0, ..outer },
        BBox { y0: inner.y1, ..outer },
        BBox { x1: inner.x0, y0: inner.y0, y1: inner.y1, ..outer },
        BBox { x0: inner.x1, y0: inner.y0, y1: inner.y1, ..outer },
    ])
}

/// The bar that a pen leaves along an upright edge.
fn straight(a: Point, b: Point, pen: f32) -> Option<BBox> {
    let bar = BBox::new(a.x as f32, a.y as f32, b.x as f32, b.y as f32);
    let (dx, dy) = ((a.x - b.x).abs(), (a.y - b.y).abs());
    let half = pen / 2.0;
    if dy <= STRAIGHT && dx > STRAIGHT {
        Some(BBox { y0: bar.mid_y() - half, y1: bar.mid_y() + half, ..bar })
    } else if dx <= STRAIGHT && dy > STRAIGHT {
        Some(BBox { x0: bar.mid_x() - half, x1: bar.mid_x() + half, ..bar })
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hayro_interpret::kurbo::{Circle, Rect, RoundedRect, Shape};

    const PAGE: BBox = BBox { x0: 0.0, y0: 0.0, x1: 600.0, y1: 800.0 };

    fn filled(path: &BezPath, rule: FillRule) -> Painted {
        let mut painted = Painted::default();
        painted.fill(path, Affine::IDENTITY, rule, Colour::BLACK, &PAGE);
        painted
    }

    fn rect(x0: f64, y0: f64, x1: f64, y1: f64) -> BezPath {
        Rect::new(x0, y0, x1, y1).to_path(0.1)
    }

    #[test]
    fn a_thin_filled_rectangle_is_a_rule() {
        let painted = filled(&rect(50.0, 100.0, 300.0, 100.5), FillRule::NonZero);
        assert_eq!(painted.fills.len(), 0);
        assert_eq!(painted.rules.len(), 1);
        assert!(painted.rules[0].horizontal);
    }

    #[test]
    fn a_rectangle_with_a_hole_is_four_rules() {
        let mut path = rect(10.0, 10.0, 110.0, 60.0);
        path.extend(rect(11.0, 11.0, 109.0, 59.0));
        let painted = filled(&path, FillRule::EvenOdd);
        assert_eq!((painted.rules.len(), painted.fills.len()), (4, 0));
        assert_eq!(filled(&path, FillRule::NonZero).fills.len(), 2, "without a hole both are painted");
    }

    #[test]
    fn an_l_shape_is_cut_into_its_bars() {
        let mut path = BezPath::new();
        path.move_to((0.0, 0.0));
        for p in [(100.0, 0.0), (100.0, 1.0), (1.0, 1.0), (1.0, 50.0), (0.0, 50.0)] {
            path.line_to(p);
        }
        path.close_path();
        let painted = filled(&path, FillRule::NonZero);
        assert_eq!(painted.rules.iter().filter(|r| r.horizontal).count(), 1);
        assert_eq!(painted.rules.iter().filter(|r| !r.horizontal).count(), 1);
    }

    #[test]
    fn rounded_boxes_are_fills_and_small_circles_are_bullets() {
        let rounded = RoundedRect::new(10.0, 10.0, 200.0, 60.0, 8.0).to_path(0.1);
        assert_eq!(filled(&rounded, FillRule::NonZero).fills.len(), 1);
        let bullet = Circle::new((50.0, 50.0), 3.0).to_path(0.1);
        let painted = filled(&bullet, FillRule::NonZero);
        assert_eq!((painted.fills.len(), painted.rules.len(), painted.bullets.len()), (0, 0, 1));
    }

    #[test]
    fn a_small_ring_is_a_bullet() {
        let mut painted = Painted::default();
        let ring = Circle::new((50.0, 50.0), 2.0).to_path(0.1);
        painted.stroke(&ring, Affine::IDENTITY, 0.75, Colour::BLACK, &BBox::new(0.0, 0.0, 600.0, 800.0));
        assert_eq!((painted.fills.len(), painted.rules.len(), painted.bullets.len()), (0, 0, 1));
    }

    #[test]
    fn a_stroked_rectangle_is_four_rules_and_an_outline() {
        let mut painted = Painted::default();
        painted.stroke(&rect(10.0, 10.0, 110.0, 60.0), Affine::IDENTITY, 1.0, Colour::BLACK, &PAGE);
        assert_eq!(painted.rules.len(), 4);
        assert!(painted.fills.len() == 1 && painted.fills[0].outline_only);
    }

    #[test]
    fn a_very_thick_stroke_is_a_band() {
        let mut path = BezPath::new();
        path.move_to((50.0, 100.0));
        path.line_to((550.0, 100.0));
        let mut painted = Painted::default();
        painted.stroke(&path, Affine::IDENTITY, 20.0, Colour::BLACK, &PAGE);
        assert_eq!((painted.rules.len(), painted.fills.len()), (0, 1));
    }

    #[test]
    fn what_the_clip_hides_is_dropped() {
        let mut painted = Painted::default();
        let clip = BBox::new(0.0, 0.0, 100.0, 100.0);
        painted.fill(
            &rect(200.0, 200.0, 300.0, 300.0),
            Affine::IDENTITY,
            FillRule::NonZero,
            Colour::BLACK,
            &clip,
        );
        painted.fill(
            &rect(50.0, 50.0, 300.0, 300.0),
            Affine::IDENTITY,
            FillRule::NonZero,
            Colour::BLACK,
            &clip,
        );
        assert_eq!(painted.fills.len(), 1);
        assert_eq!(painted.fills[0].bbox, BBox::new(50.0, 50.0, 100.0, 100.0));
    }
}
