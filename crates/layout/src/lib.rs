//! From glyphs to what a person sees: words, lines, tables, headings, blocks, passages.
//!
//! The modules follow the order of the work:
//!
//! 1. [`upright`]: pages set sideways are turned;
//! 2. [`watermark`], [`words`], [`lines`], [`dropcaps`]: glyphs become words and lines;
//! 3. [`tags`], [`tagged`]: the structure tree, where it can be believed;
//! 4. [`shades`], [`frames`], [`lattice`], [`open_rows`], [`grid`]: rules and fills become grids of cells;
//! 5. [`region`], [`gutters`]: what no grid holds is ordered by persistent gutters;
//! 6. [`aligned`], [`heads`], [`figures`], [`ruled`]: tables from gutters, tables from grids;
//! 7. [`items`]: lines become paragraphs and bullets;
//! 8. [`furniture`], [`headings`], [`join`], [`cut_boxes`]: seen over the whole document;
//! 9. [`passages`]: the smallest units, each with its context and, by [`places`], its boxes.
//!
//! Lengths are points, positions are on the displayed page with the origin at the top
//! left. Nothing here knows what the words mean.

mod aligned;
mod ambiguous;
mod assemble;
mod cut_boxes;
mod dropcaps;
mod figures;
mod fragment;
mod frames;
mod furniture;
mod grid;
mod gutters;
mod headings;
mod heads;
mod inner;
mod items;
mod join;
mod lattice;
mod lines;
mod open_rows;
mod page;
mod passages;
mod places;
mod region;
mod ruled;
mod sentences;
mod shades;
mod sketch;
mod tables;
mod tagged;
mod tags;
mod text;
mod upright;
mod watermark;
mod words;

pub use sketch::{Sketch, sketch};

use tags::Trust;
use thresholds_model::block::Block;
use thresholds_model::page::PageContent;
use thresholds_model::passage::Passage;
use thresholds_model::quality::QualityReason;

/// What layout made of a document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layout {
    /// Blocks in reading order; `id` is the index.
    pub blocks: Vec<Block>,
    /// Passages in reading order, without ids.
    pub passages: Vec<Passage>,
    /// Doubts about each page, in page order.
    pub page_reasons: Vec<Vec<QualityReason>>,
}

/// Lays out a whole document.
pub fn layout(pages: &[PageContent]) -> Layout {
    let mut turned: Vec<upright::Upright> = pages.iter().map(upright::upright).collect();
    let trust: Vec<Trust> = turned.iter().map(|t| tags::trust(&t.page)).collect();
    for (page, _) in turned.iter_mut().zip(&trust).filter(|(_, trust)| **trust != Trust::Fit) {
        page.page.to_mut().tags.clear();
    }
    let body = headings::Body::of(turned.iter().map(|t| t.page.as_ref()));
    let mut raw: Vec<page::RawPage> = turned.iter().map(|t| page::raw(t.page.as_ref())).collect();
    furniture::mark(&mut raw);
    let drafts: Vec<page::PageDraft> = raw.into_iter().map(|r| page::arrange(r, &body)).collect();
    let vocabulary = text::Vocabulary::of(drafts.iter().flat_map(page::PageDraft::paragraphs));
    let mut page_reasons: Vec<Vec<QualityReason>> = drafts.iter().map(|d| d.reasons.clone()).collect();
    let pieces = join::join_pages(drafts, &body);
    let assembled = assemble::assemble(pieces, &body, &vocabulary);
    let mut passages = passages::passages(&assembled);
    let mut blocks = assembled.blocks;
    upright::restore(&turned, &mut blocks, &mut passages);
    for (reasons, _) in page_reasons.iter_mut().zip(trust).filter(|(_, trust)| *trust == Trust::Lie) {
        reasons.push(QualityReason::TagsContradict);
    }
    Layout { blocks, passages, page_reasons }
}
