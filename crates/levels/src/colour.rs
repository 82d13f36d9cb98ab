//! Levels known by colour: a box or a band in the colour of a level's titles.

use crate::names;
use thresholds_model::page::Colour;
use thresholds_model::scheme::{Level, Scheme};

/// Hues closer than this, in degrees, are the same colour in another tint.
const SAME_HUE: f32 = 14.0;
/// The next level's hue must be farther off by so many degrees.
const CLEARLY: f32 = 5.0;
/// Below this share of full saturation a colour is a grey.
const GREY: f32 = 0.06;

/// The hue of each level, by its titles or by its name.
pub(crate) struct Palette(Vec<(f32, u8)>);

impl Palette {
    /// Of a scheme; empty where one level has no colour.
    pub(crate) fn of(scheme: &Scheme) -> Self {
        let own = |level: &Level| {
            level.colour.and_then(hue).or_else(|| level.name.as_deref().and_then(hue_of_name))
        };
        let hues: Option<Vec<(f32, u8)>> =
            scheme.levels.iter().map(|level| own(level).map(|hue| (hue, level.ordinal))).collect();
        Self(hues.unwrap_or_default())
    }

    /// The level whose colour this is, if one is clearly nearest.
    pub(crate) fn level_of(&self, colour: Colour) -> Option<u8> {
        if self.0.is_empty() {
            return None;
        }
        let hue = hue(colour)?;
        let apart = |own: f32| (own - hue).abs().min(360.0 - (own - hue).abs());
        let mut distances: Vec<(f32, u8)> = self.0.iter().map(|(own, o)| (apart(*own), *o)).collect();
        distances.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (nearest, ordinal) = *distances.first()?;
        let next = distances.get(1).map_or(f32::MAX, |d| d.0);
        (distances.len() >= 2 && nearest < SAME_HUE && next - nearest > CLEARLY).then_some(ordinal)
    }
}

/// Hue in degrees, none for greys.
fn hue(colour: Colour) -> Option<f32> {
    let [r, g, b] = [colour.r, colour.g, colour.b].map(|c| f32::from(c) / 255.0);
    let (max, min) = (r.max(g).max(b), r.min(g).min(b));
    let range = max - min;
    if range < GREY {
        return None;
    }
    let sector = if max == r {
        ((g - b) / range).rem_euclid(6.0)
    } else if max == g {
        (b - r) / range + 2.0
    } else {
        (r - g) / range + 4.0
    };
    Some(sector * 60.0)
}

/// Usual hue of a colour by its name.
fn hue_of_name(name: &str) -> Option<f32> {
    match names::leading(name)?.to_lowercase().as_str() {
        "blue" => Some(210.0),
        "green" => Some(120.0),
        "yellow" => Some(54.0),
        "amber" => Some(40.0),
        "orange" => Some(26.0),
        "red" => Some(0.0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tint_has_the_hue_of_its_colour() {
        let strong = hue(Colour { r: 0, g: 128, b: 0 }).unwrap();
        let tint = hue(Colour { r: 220, g: 245, b: 220 }).unwrap();
        assert!((strong - tint).abs() < 1.0);
        assert_eq!(hue(Colour { r: 200, g: 200, b: 200 }), None);
    }
}
