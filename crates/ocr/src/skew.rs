//! Sets a tilted picture straight.
//!
//! Along the right angle, lines of text and white between them give the projection
//! onto the page's edge its sharpest profile.

use crate::plane::Plane;
use crate::render::Picture;

/// Largest tilt that is searched, degrees.
const REACH: f32 = 4.0;
/// Steps of the search and of its refinement, degrees.
const STEP: f32 = 0.25;
const FINE: f32 = 0.05;
/// A smaller tilt is left alone, degrees.
const MIN_TILT: f32 = 0.15;
/// The search works on a picture made smaller to about this width.
const SEARCH_WIDTH: usize = 900;
/// Darker than its surroundings by this much: ink.
const INK: u8 = 60;
/// Fewer dark pixels than this tell nothing.
const MIN_INK: usize = 200;

/// Turns the picture until it is straight; gives the degrees.
pub(crate) fn straighten(picture: &mut Picture) -> f32 {
    let tilt = tilt(&picture.luma());
    if tilt.abs() < MIN_TILT {
        return 0.0;
    }
    turn(picture, tilt);
    tilt
}

/// How far lines fall to the right, degrees.
fn tilt(luma: &Plane) -> f32 {
    let small = shrunk(luma, (luma.width / SEARCH_WIDTH).max(1));
    let ink = ink(&small);
    if ink.len() < MIN_INK {
        return 0.0;
    }
    let best = |angles: &mut dyn Iterator<Item = f32>| {
        angles.map(|a| (sharpness(&ink, &small, a), a)).max_by(|a, b| {
            // Among equals the smaller tilt.
            a.0.cmp(&b.0).then(b.1.abs().total_cmp(&a.1.abs()))
        })
    };
    let steps = (REACH / STEP) as i32;
    let coarse = best(&mut (-steps..=steps).map(|i| i as f32 * STEP)).map_or(0.0, |b| b.1);
    let fine = (STEP / FINE) as i32;
    best(&mut (-fine..=fine).map(|i| coarse + i as f32 * FINE)).map_or(0.0, |b| b.1)
}

/// Means of squares of `by` pixels.
fn shrunk(luma: &Plane, by: usize) -> Plane {
    let (width, height) = (luma.width / by, luma.height / by);
    let mut out = Plane::new(width, height, 255);
    for y in 0..height {
        for x in 0..width {
            let square = (0..by).flat_map(|dy| luma.row(y * by + dy).get(x * by..(x + 1) * by));
            let sum: u32 = square.flatten().map(|v| u32::from(*v)).sum();
            out.data[y * width + x] = (sum / (by * by) as u32) as u8;
        }
    }
    out
}

/// Places that are darker than what stands above and below them.
fn ink(small: &Plane) -> Vec<(f32, f32)> {
    let closed = small.closed_down(9);
    let dark = small.data.iter().zip(&closed.data).map(|(v, c)| c.saturating_sub(*v) >= INK);
    dark.enumerate()
        .filter(|(_, d)| *d)
        .map(|(i, _)| ((i % small.width) as f32, (i / small.width) as f32))
        .collect()
}

/// Sum of squared steps of the profile along lines of this tilt.
fn sharpness(ink: &[(f32, f32)], small: &Plane, degrees: f32) -> u64 {
    let slope = degrees.to_radians().tan();
    let shift = small.width as f32 * REACH.to_radians().tan() * 1.1 + 2.0;
    let mut profile = vec![0i64; small.height + 2 * shift as usize + 2];
    for (x, y) in ink {
        if let Some(bin) = profile.get_mut((y - x * slope + shift) as usize) {
            *bin += 1;
        }
    }
    profile.windows(2).map(|w| (w[1] - w[0]).unsigned_abs().pow(2)).sum()
}

/// Turns the picture about its middle so that lines which fall by `degrees` become level.
fn turn(picture: &mut Picture, degrees: f32) {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (mx, my) = (picture.width as f32 / 2.0, picture.height as f32 / 2.0);
    let mut out = Vec::with_capacity(picture.rgb.len());
    for y in 0..picture.height {
        let dy = y as f32 - my;
        for x in 0..picture.width {
            let dx = x as f32 - mx;
            out.push(sample(picture, mx + dx * cos - dy * sin, my + dx * sin + dy * cos));
        }
    }
    picture.rgb = out;
}

/// Colour between pixels; the edge's own colour outside.
fn sample(picture: &Picture, x: f32, y: f32) -> [u8; 3] {
    let x = x.clamp(0.0, picture.width as f32 - 1.0);
    let y = y.clamp(0.0, picture.height as f32 - 1.0);
    let (x0, y0) = (x as usize, y as usize);
    let (x1, y1) = ((x0 + 1).min(picture.width - 1), (y0 + 1).min(picture.height - 1));
    let (fx, fy) = (x - x0 as f32, y - y0 as f32);
    let corners = [(x0, y0), (x1, y0), (x0, y1), (x1, y1)].map(|(x, y)| picture.colour_at(x, y));
    let weights = [(1.0 - fx) * (1.0 - fy), fx * (1.0 - fy), (1.0 - fx) * fy, fx * fy];
    std::array::from_fn(|channel| {
        let sum: f32 = corners.iter().zip(weights).map(|(c, w)| f32::from(c[channel]) * w).sum();
        (sum + 0.5) as u8
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of dashes that fall by some degrees.
    fn lines(degrees: f32) -> Picture {
        let (width, height) = (900, 600);
        let mut rgb = vec![[255u8; 3]; width * height];
        for line in 0..12 {
            for x in (60..840).filter(|x| x % 9 < 6) {
                let y = 60.0 + line as f32 * 40.0 + (x as f32 - 450.0) * degrees.to_radians().tan();
                for dy in 0..5 {
                    rgb[(y as usize + dy) * width + x] = [0; 3];
                }
            }
        }
        Picture { width, height, rgb, scale: 1.5 }
    }

    #[test]
    fn a_tilt_is_found_and_taken_back() {
        for degrees in [-3.0, -1.0, 0.6, 2.0] {
            let mut picture = lines(degrees);
            assert!((straighten(&mut picture) - degrees).abs() <= 0.15, "{degrees}");
            assert!(tilt(&picture.luma()).abs() <= 0.15, "{degrees}");
        }
    }

    #[test]
    fn a_straight_or_empty_page_stays_as_it_is() {
        assert_eq!(straighten(&mut lines(0.0)), 0.0);
        let mut empty = Picture { width: 50, height: 50, rgb: vec![[255; 3]; 2500], scale: 1.0 };
        assert_eq!(straighten(&mut empty), 0.0);
    }
}
