//! A page with what was understood drawn over it: as SVG over its glyphs, rules and
//! fills, or as PNG over its picture.

mod marks;
mod pdf;
mod png;
mod svg;

pub use marks::{Understood, marks};
pub use png::png;
pub use svg::svg;
