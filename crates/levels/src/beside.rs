//! Levels whose titles stand side by side: their columns go on at the head of the next page,
//! where no title is printed again.

use crate::attribute::heading_evidence;
use crate::matcher::Matcher;
use std::collections::BTreeMap;
use thresholds_model::block::{Block, BlockId, BlockKind};
use thresholds_model::level::LevelEvidence;
use thresholds_model::passage::Passage;
use thresholds_model::reading::Reading;

/// Text may begin this far to the left of the title of its column, points.
const SLACK: f32 = 8.0;

/// For each title of a level that has others beside it: all of them, from left to right, each
/// with its left edge.
pub(crate) struct Beside(BTreeMap<BlockId, Vec<(f32, LevelEvidence)>>);

impl Beside {
    /// Of the headings of a document.
    pub(crate) fn of(reading: &Reading, matcher: &Matcher) -> Self {
        let mut titles: Vec<(&Block, LevelEvidence)> = Vec::new();
        for block in reading.blocks.iter().filter(|b| b.furniture.is_none() && b.rotation == 0) {
            if let BlockKind::Heading { text, .. } = &block.kind
                && let Some(ordinals) = matcher.heading(block)
            {
                titles.push((block, heading_evidence(block, text, ordinals)));
            }
        }
        let level = |a: &Block, b: &Block| {
            let low = a.bbox.height().min(b.bbox.height());
            a.page == b.page && a.bbox.overlap_y(&b.bbox) > 0.5 * low
        };
        let row = |title: &Block| {
            let mut row: Vec<(f32, LevelEvidence)> = titles
                .iter()
                .filter(|(other, _)| level(title, other))
                .map(|(other, evidence)| (other.bbox.x0, evidence.clone()))
                .collect();
            row.sort_by(|a, b| a.0.total_cmp(&b.0));
            row
        };
        let several = |row: &[(f32, LevelEvidence)]| row.iter().any(|(_, e)| e.ordinals != row[0].1.ordinals);
        Self(titles.iter().map(|(t, _)| (t.id, row(t))).filter(|(_, row)| several(row)).collect())
    }

    /// The title in whose column a passage on a later page stands, by the title that the order
    /// of the text gives it.
    pub(crate) fn column(&self, title: BlockId, passage: &Passage) -> Option<LevelEvidence> {
        let row = self.0.get(&title)?;
        let earlier = row.iter().all(|(_, evidence)| evidence.page < passage.page);
        let column = row.iter().rfind(|(left, _)| *left <= passage.bbox.x0 + SLACK);
        column.filter(|_| earlier && passage.cell.is_none()).map(|(_, evidence)| evidence.clone())
    }
}
