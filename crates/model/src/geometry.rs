//! Boxes on a page.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A rectangle on a page, in points (1/72 inch).
///
/// The origin is the top left corner of the page *as displayed* (crop box and page
/// rotation applied); x grows to the right and y grows downwards.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct BBox {
    /// Left edge.
    pub x0: f32,
    /// Top edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Bottom edge.
    pub y1: f32,
}

impl BBox {
    /// A box from two opposite corners, in any order.
    pub fn new(x0: f32, y0: f32, x1: f32, y1: f32) -> Self {
        Self { x0: x0.min(x1), y0: y0.min(y1), x1: x0.max(x1), y1: y0.max(y1) }
    }

    /// Width in points.
    pub fn width(&self) -> f32 {
        self.x1 - self.x0
    }

    /// Height in points.
    pub fn height(&self) -> f32 {
        self.y1 - self.y0
    }

    /// Horizontal middle.
    pub fn mid_x(&self) -> f32 {
        (self.x0 + self.x1) / 2.0
    }

    /// Vertical middle.
    pub fn mid_y(&self) -> f32 {
        (self.y0 + self.y1) / 2.0
    }

    /// Area in square points.
    pub fn area(&self) -> f32 {
        self.width().max(0.0) * self.height().max(0.0)
    }

    /// The smallest box that holds both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }

    /// The smallest box that holds all of `boxes`; `None` when there are none.
    pub fn hull<'a>(boxes: impl IntoIterator<Item = &'a Self>) -> Option<Self> {
        boxes.into_iter().copied().reduce(|a, b| a.union(&b))
    }

    /// Whether the point lies inside (edges included).
    pub fn contains_point(&self, x: f32, y: f32) -> bool {
        x >= self.x0 && x <= self.x1 && y >= self.y0 && y <= self.y1
    }

    /// Whether `other` lies inside, give or take `slack` points.
    pub fn contains(&self, other: &Self, slack: f32) -> bool {
        other.x0 >= self.x0 - slack
            && other.x1 <= self.x1 + slack
            && other.y0 >= self.y0 - slack
            && other.y1 <= self.y1 + slack
    }

    /// Length of the shared part of the two horizontal extents; 0 when apart.
    pub fn overlap_x(&self, other: &Self) -> f32 {
        (self.x1.min(other.x1) - self.x0.max(other.x0)).max(0.0)
    }

    /// Length of the shared part of the two vertical extents; 0 when apart.
    pub fn overlap_y(&self, other: &Self) -> f32 {
        (self.y1.min(other.y1) - self.y0.max(other.y0)).max(0.0)
    }

    /// The same box with coordinates rounded to a tenth of a point, as it is written out.
    #[must_use]
    pub fn rounded(&self) -> Self {
        let round = |v: f32| (v * 10.0).round() / 10.0;
        Self { x0: round(self.x0), y0: round(self.y0), x1: round(self.x1), y1: round(self.y1) }
    }
}

/// A rectangle on a page of a document.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PageBox {
    /// The sheet's number, from 1.
    pub page: u32,
    /// Extent on that page.
    pub bbox: BBox,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_may_come_in_any_order() {
        assert_eq!(BBox::new(10.0, 20.0, 0.0, 5.0), BBox { x0: 0.0, y0: 5.0, x1: 10.0, y1: 20.0 });
    }

    #[test]
    fn boxes_that_only_touch_do_not_overlap() {
        let a = BBox::new(0.0, 0.0, 10.0, 10.0);
        let b = BBox::new(10.0, 0.0, 20.0, 10.0);
        assert_eq!(a.overlap_x(&b), 0.0);
        assert_eq!(a.overlap_y(&b), 10.0);
    }
}
