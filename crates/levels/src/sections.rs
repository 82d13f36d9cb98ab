//! Sections under the headings of levels: what each holds, which of them only define their
//! level, and which headings are a menu that governs nothing.

use crate::grid::Grid;
use crate::matcher::Matcher;
use crate::titles;
use std::collections::{BTreeMap, BTreeSet};
use thresholds_model::block::{Block, BlockId, BlockKind};
use thresholds_model::reading::Reading;

/// A section that has no more words than this, and nothing but paragraphs, defines.
const LONGEST_DEFINITION: usize = 130;
/// So many headings of levels with nothing between them are a menu or a legend.
const MENU: usize = 3;
/// So many headings of one look before the levels are those of chapters.
const CHAPTERS: usize = 2;

/// One heading of a level with the blocks up to the next heading.
pub(crate) struct Section<'r> {
    pub ordinals: Vec<u8>,
    pub heading: &'r Block,
    /// Place of the heading among the blocks.
    at: usize,
    /// Blocks before the next heading of any kind.
    pub body: Vec<&'r Block>,
    /// Headings of its own stand below it.
    pub has_parts: bool,
}

/// All sections of levels, in reading order.
pub(crate) struct Sections<'r> {
    pub all: Vec<Section<'r>>,
    /// Headings that are entries of a menu.
    pub menu: BTreeSet<BlockId>,
    /// Paragraphs of sections that only define their level.
    pub definitions: BTreeSet<BlockId>,
    /// Paragraphs of sections that hold nothing else and are short: definitions, where lists
    /// elsewhere hold the needs of their level.
    pub short: BTreeSet<BlockId>,
    /// First paragraphs of sections that hold needs as well: sentence by sentence they
    /// define or state needs.
    pub openings: BTreeSet<BlockId>,
    /// Titles of parts that recur under several levels ("Parents and carers").
    pub parts: BTreeSet<String>,
    /// Headings after the last level that look like those of the chapters before the first
    /// one, and not like any between: they end the levels, however low they rank.
    pub chapters: BTreeSet<BlockId>,
}

impl<'r> Sections<'r> {
    pub(crate) fn new(reading: &'r Reading, matcher: &Matcher, grids: &BTreeMap<BlockId, Grid>) -> Self {
        let blocks: Vec<&Block> = reading.blocks.iter().filter(|b| b.furniture.is_none()).collect();
        let mut all = find(&blocks, matcher);
        let menu = menu(&all);
        all.retain(|s| !menu.contains(&s.heading.id));
        let parts = parts(&blocks, matcher);
        let chapters = chapters(&blocks, &all, matcher);
        let in_tables = grids.values().any(Grid::has_levels);
        let mut definitions = BTreeSet::new();
        let mut openings = BTreeSet::new();
        let mut short = BTreeSet::new();
        let mut holders: BTreeMap<u8, usize> = BTreeMap::new();
        for ordinal in all.iter().filter(|s| s.holds_needs()).flat_map(|s| &s.ordinals) {
            *holders.entry(*ordinal).or_default() += 1;
        }
        for section in &all {
            let own = usize::from(section.holds_needs());
            let elsewhere = in_tables
                || section.ordinals.iter().any(|o| holders.get(o).is_some_and(|count| *count > own));
            let opening = section.opening().map(|b| b.id);
            if !section.holds_needs() {
                short.extend(section.opening().map(|b| b.id));
            }
            if section.holds_needs() || !elsewhere {
                openings.extend(opening.take(if section.has_lists() { usize::MAX } else { 1 }));
            } else {
                definitions.extend(opening);
            }
        }
        Self { all, menu, definitions, short, openings, parts, chapters }
    }
}

impl<'r> Section<'r> {
    /// Whether it holds more than a short definition.
    pub(crate) fn holds_needs(&self) -> bool {
        let words: usize = self.opening().map(|b| text_of(b).map_or(0, crate::fold::words)).sum();
        self.has_lists() || words > LONGEST_DEFINITION
    }

    /// Whether something else than plain paragraphs stands in it.
    fn has_lists(&self) -> bool {
        self.has_parts
            || self.body.iter().any(|b| match &b.kind {
                BlockKind::ListItem { .. } | BlockKind::Table(_) => true,
                BlockKind::Paragraph { lead, .. } => lead.is_some(),
                BlockKind::Heading { .. } => false,
            })
    }

    /// The paragraphs before anything else.
    pub(crate) fn opening(&self) -> impl Iterator<Item = &'r Block> + use<'r, '_> {
        self.body.iter().copied().take_while(|b| matches!(&b.kind, BlockKind::Paragraph { lead: None, .. }))
    }
}

/// Whether a block is set sideways on its page: it stands beside the text that it governs,
/// before or after it in reading order.
pub(crate) fn is_sideways(block: &Block) -> bool {
    block.rotation % 180 == 90
}

/// Headings that stand above more than two thirds of the passages.
pub(crate) fn document_titles(reading: &Reading) -> BTreeSet<BlockId> {
    let mut counts: BTreeMap<BlockId, usize> = BTreeMap::new();
    for passage in &reading.passages {
        for id in
            reading.blocks.get(passage.block as usize).map(|b| b.heading_path.as_slice()).unwrap_or_default()
        {
            *counts.entry(*id).or_default() += 1;
        }
    }
    counts
        .into_iter()
        .filter(|(_, n)| n * 3 > reading.passages.len() * 2 && *n > 8)
        .map(|(id, _)| id)
        .collect()
}

/// Text of a paragraph, list item or heading.
pub(crate) fn text_of(block: &Block) -> Option<&str> {
    match &block.kind {
        BlockKind::Heading { text, .. }
        | BlockKind::Paragraph { text, .. }
        | BlockKind::ListItem { text, .. } => Some(text),
        BlockKind::Table(_) => None,
    }
}

fn find<'r>(blocks: &[&'r Block], matcher: &Matcher) -> Vec<Section<'r>> {
    let mut all: Vec<Section<'r>> = Vec::new();
    let mut open = false;
    for (i, block) in blocks.iter().enumerate() {
        if is_sideways(block) {
            continue;
        }
        if !matches!(block.kind, BlockKind::Heading { .. }) {
            if let Some(section) = all.last_mut().filter(|_| open) {
                section.body.push(block);
            }
            continue;
        }
        let first = i.checked_sub(1).and_then(|j| blocks.get(j));
        let second = first.filter(|first| titles::second_line(first, block).is_some());
        if open && second.is_some_and(|first| matches!(first.kind, BlockKind::Heading { .. })) {
            continue;
        }
        open = false;
        if let Some(ordinals) = matcher.heading(block) {
            all.push(Section { ordinals, heading: block, at: i, body: Vec::new(), has_parts: false });
            open = true;
        } else if let Some(section) = all.last_mut().filter(|s| block.heading_path.contains(&s.heading.id)) {
            section.has_parts = true;
        }
    }
    all
}

fn menu(sections: &[Section]) -> BTreeSet<BlockId> {
    let mut menu = BTreeSet::new();
    let mut run: Vec<&Section> = Vec::new();
    for section in sections {
        let follows = run
            .last()
            .is_some_and(|last| last.body.is_empty() && !last.has_parts && section.at - last.at <= 2)
            && run.iter().all(|s| s.ordinals != section.ordinals);
        if !follows {
            run.clear();
        }
        run.push(section);
        if run.len() >= MENU {
            menu.extend(run.iter().map(|s| s.heading.id));
        }
    }
    menu
}

/// Headings other than those of levels that stand under two different levels or more.
fn parts(blocks: &[&Block], matcher: &Matcher) -> BTreeSet<String> {
    let mut under: BTreeMap<String, BTreeSet<Vec<u8>>> = BTreeMap::new();
    let mut current: Option<Vec<u8>> = None;
    for block in blocks.iter().filter(|b| matches!(b.kind, BlockKind::Heading { .. })) {
        match matcher.heading(block) {
            Some(ordinals) => current = Some(ordinals),
            None => {
                let text = text_of(block).unwrap_or_default();
                if let Some(ordinals) = &current {
                    under.entry(crate::fold::fold(text).to_lowercase()).or_default().insert(ordinals.clone());
                }
            }
        }
    }
    under.into_iter().filter(|(_, levels)| levels.len() >= 2).map(|(text, _)| text).collect()
}

/// Chapters after the levels. The levels are the last run of their headings that no chapter
/// interrupts.
fn chapters(blocks: &[&Block], sections: &[Section], matcher: &Matcher) -> BTreeSet<BlockId> {
    let Some(last) = sections.last() else { return BTreeSet::new() };
    let depth = |b: &Block| match &b.kind {
        BlockKind::Heading { level, .. } if !is_sideways(b) && matcher.heading(b).is_none() => Some(*level),
        _ => None,
    };
    let after = blocks.get(last.at + 1..).unwrap_or_default();
    let depths: BTreeSet<u8> = after.iter().filter_map(|b| depth(b)).collect();
    let ends = |of: &u8| {
        let like = |b: &&&Block| depth(b) == Some(*of);
        let since = blocks[..last.at].iter().rposition(|b| depth(b) == Some(*of)).unwrap_or(0);
        let run: BTreeSet<&Vec<u8>> = sections.iter().filter(|s| s.at > since).map(|s| &s.ordinals).collect();
        let before = blocks[..last.at].iter().filter(like).count();
        before >= CHAPTERS && run.len() >= MENU && run.len() + 1 >= matcher.levels()
    };
    let depths: BTreeSet<u8> = depths.into_iter().filter(ends).collect();
    after.iter().filter(|b| depth(b).is_some_and(|d| depths.contains(&d))).map(|b| b.id).collect()
}
