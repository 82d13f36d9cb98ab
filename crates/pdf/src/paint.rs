//! The colour that a reader sees, from the paint that the PDF names.

use hayro_interpret::Paint;
use hayro_interpret::color::AlphaColor;
use hayro_interpret::pattern::{Pattern, ShadingPattern};
use hayro_interpret::shading::ShadingType;
use thresholds_model::page::Colour;

/// Stands for a pattern whose colour is not known: light, so that text on it stays legible.
const PATTERN_GREY: Colour = Colour { r: 217, g: 217, b: 217 };

/// A paint as it shows on white paper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Ink {
    /// The colour, blended with white by its opacity.
    pub(crate) colour: Colour,
    /// Opacity from 0 (nothing shows) to 1.
    pub(crate) alpha: f32,
}

/// The ink of a paint under an outer opacity (that of its transparency group).
pub(crate) fn ink(paint: &Paint<'_>, opacity: f32) -> Ink {
    match paint {
        Paint::Color(colour) => on_white(colour.to_rgba(), opacity),
        Paint::Pattern(pattern) => match pattern.as_ref() {
            Pattern::Shading(shading) => on_white(middle_of(shading), opacity),
            Pattern::Tiling(tiling) => Ink { colour: PATTERN_GREY, alpha: tiling.opacity * opacity },
        },
    }
}

fn on_white(colour: AlphaColor, opacity: f32) -> Ink {
    let [r, g, b, a] = colour.components();
    let alpha = (a * opacity).clamp(0.0, 1.0);
    let channel = |c: f32| ((c * alpha + (1.0 - alpha)).clamp(0.0, 1.0) * 255.0).round() as u8;
    Ink { colour: Colour { r: channel(r), g: channel(g), b: channel(b) }, alpha }
}

/// A gradient's colour half way along; its background or a light grey where that is unknown.
fn middle_of(pattern: &ShadingPattern) -> AlphaColor {
    let shading = &pattern.shading;
    let components = match shading.shading_type.as_ref() {
        ShadingType::RadialAxial { domain, function, .. } => {
            let mut out = vec![0.0; function.num_outputs()];
            function.eval(&[(domain[0] + domain[1]) / 2.0], &mut out).map(|()| out)
        }
        _ => None,
    };
    let enough = |c: &Vec<f32>| c.len() >= usize::from(shading.color_space.num_components());
    match components.filter(enough).or_else(|| shading.background.as_ref().map(|b| b.to_vec())) {
        Some(c) => shading.color_space.to_rgba(&c, pattern.opacity),
        None => AlphaColor::from_rgb8(PATTERN_GREY.r, PATTERN_GREY.g, PATTERN_GREY.b),
    }
}
