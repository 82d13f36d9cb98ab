//! The needs that a reader sees first.

use crate::index::Index;
use serde::Serialize;
use thresholds_model::focus::Focus;

/// A focus need with the positions of its indicators.
#[derive(Serialize)]
pub struct FocusNeed<'a> {
    label: &'a str,
    why: &'a str,
    needs: Vec<usize>,
}

/// The focus needs of the run.
pub fn focus<'a>(index: &Index<'a>) -> Vec<FocusNeed<'a>> {
    let position = |id: &String| index.results.indicators.iter().position(|i| i.id == *id);
    let need = |focus: &'a Focus| FocusNeed {
        label: &focus.label,
        why: &focus.why,
        needs: focus.indicators.iter().filter_map(position).collect(),
    };
    index.results.focus.iter().map(need).filter(|f| !f.needs.is_empty()).collect()
}
