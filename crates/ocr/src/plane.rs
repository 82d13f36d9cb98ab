//! A grey picture, and the two filters that the searches share.

/// A grey picture: 0 is black, 255 white.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Plane {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) data: Vec<u8>,
}

impl Plane {
    pub(crate) fn new(width: usize, height: usize, value: u8) -> Self {
        Self { width, height, data: vec![value; width * height] }
    }

    /// Grey at a place; white outside.
    pub(crate) fn at(&self, x: usize, y: usize) -> u8 {
        if x < self.width { self.data.get(y * self.width + x).copied().unwrap_or(255) } else { 255 }
    }

    pub(crate) fn row(&self, y: usize) -> &[u8] {
        self.data.get(y * self.width..(y + 1) * self.width).unwrap_or_default()
    }

    /// Paints part of a row.
    pub(crate) fn paint(&mut self, y: usize, x0: usize, x1: usize, value: u8) {
        let x1 = x1.min(self.width);
        if y < self.height && x0 < x1 {
            self.data[y * self.width + x0..y * self.width + x1].fill(value);
        }
    }

    /// Rows become columns.
    pub(crate) fn transposed(&self) -> Self {
        const TILE: usize = 32;
        let mut out = Self::new(self.height, self.width, 0);
        for y0 in (0..self.height).step_by(TILE) {
            for x0 in (0..self.width).step_by(TILE) {
                for y in y0..(y0 + TILE).min(self.height) {
                    for x in x0..(x0 + TILE).min(self.width) {
                        out.data[x * self.height + y] = self.data[y * self.width + x];
                    }
                }
            }
        }
        out
    }

    /// Mean over `2 * reach + 1` pixels along each row.
    pub(crate) fn blurred_along(&self, reach: usize) -> Self {
        let mut out = Self::new(self.width, self.height, 0);
        if self.width == 0 {
            return out;
        }
        let mut sums = vec![0u32; self.width + 1];
        for (source, target) in self.data.chunks(self.width).zip(out.data.chunks_mut(self.width)) {
            for (x, v) in source.iter().enumerate() {
                sums[x + 1] = sums[x] + u32::from(*v);
            }
            for (x, v) in target.iter_mut().enumerate() {
                let (from, to) = (x.saturating_sub(reach), (x + reach + 1).min(self.width));
                *v = ((sums[to] - sums[from]) / (to - from) as u32) as u8;
            }
        }
        out
    }

    /// Grey closing down the columns: what is dark over fewer than `size` pixels of a
    /// column takes the grey of its surroundings.
    pub(crate) fn closed_down(&self, size: usize) -> Self {
        let (before, after) = (size / 2, size - 1 - size / 2);
        self.extreme_down(before, after, u8::max).extreme_down(after, before, u8::min)
    }

    /// The largest (or smallest) value of a column from `before` pixels above to `after` below.
    fn extreme_down(&self, before: usize, after: usize, pick: fn(u8, u8) -> u8) -> Self {
        let size = before + after + 1;
        // Windows that start at a row, doubled until they are half of the size or more.
        let mut window = self.clone();
        let mut covered = 1;
        while covered * 2 <= size {
            window = window.combined(&window, covered, pick);
            covered *= 2;
        }
        let full = window.combined(&window, size - covered, pick);
        full.moved_down(before)
    }

    /// Each row with the row `below` under it (the last rows with the last one).
    fn combined(&self, other: &Self, below: usize, pick: fn(u8, u8) -> u8) -> Self {
        let mut out = Self::new(self.width, self.height, 0);
        for y in 0..self.height {
            let under = (y + below).min(self.height - 1);
            let target = &mut out.data[y * self.width..(y + 1) * self.width];
            for ((t, a), b) in target.iter_mut().zip(self.row(y)).zip(other.row(under)) {
                *t = pick(*a, *b);
            }
        }
        out
    }

    /// The same picture `by` rows lower; the first row is repeated.
    fn moved_down(&self, by: usize) -> Self {
        let mut out = Self::new(self.width, self.height, 0);
        for y in 0..self.height {
            let from = y.saturating_sub(by);
            out.data[y * self.width..(y + 1) * self.width].copy_from_slice(self.row(from));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_removes_thin_dark_lines_and_keeps_thick_ones() {
        let mut plane = Plane::new(4, 30, 200);
        plane.paint(5, 0, 4, 0);
        plane.paint(6, 0, 4, 0);
        for y in 12..24 {
            plane.paint(y, 0, 4, 0);
        }
        let closed = plane.closed_down(5);
        assert_eq!((closed.at(0, 5), closed.at(0, 6), closed.at(0, 18)), (200, 200, 0));
    }

    #[test]
    fn transposing_twice_gives_the_picture_back() {
        let plane = Plane { width: 3, height: 2, data: vec![1, 2, 3, 4, 5, 6] };
        assert_eq!(plane.transposed().data, [1, 4, 2, 5, 3, 6]);
        assert_eq!(plane.transposed().transposed(), plane);
    }
}
