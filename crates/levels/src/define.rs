//! The document's own definition of each level.

use crate::fold::{fold, words};
use crate::grid::{self, Grid};
use crate::label;
use crate::matcher::Matcher;
use crate::numbered::opens_sentence;
use crate::reference;
use crate::role;
use crate::sections::{Sections, text_of};
use std::collections::{BTreeMap, BTreeSet};
use thresholds_model::block::{Block, BlockId, BlockKind};
use thresholds_model::level::Role;
use thresholds_model::passage::{CellRef, Unit};
use thresholds_model::reading::Reading;

/// Longest definition that is kept, in characters.
const LONGEST: usize = 900;

/// Definitions by ordinal, with the page of each.
pub(crate) fn definitions(
    reading: &Reading,
    matcher: &Matcher,
    grids: &BTreeMap<BlockId, Grid>,
) -> BTreeMap<u8, (String, u32)> {
    let sections = Sections::new(reading, matcher, grids);
    let mut found = BTreeMap::new();
    for only_definitions in [true, false] {
        for section in sections.all.iter().filter(|s| s.holds_needs() != only_definitions) {
            let told = text_of(section.heading).and_then(label::explanation);
            let text = if let Some(told) = told {
                told
            } else if only_definitions {
                join(section.opening().filter_map(text_of))
            } else {
                section.opening().next().and_then(text_of).map(str::to_string).unwrap_or_default()
            };
            if let [ordinal] = section.ordinals.as_slice() {
                insert(&mut found, *ordinal, &text, section.heading.page);
            }
        }
        if only_definitions {
            from_tables(reading, matcher, grids, &mut found);
            from_labelled_paragraphs(reading, matcher, &mut found);
        }
    }
    from_sentences(reading, matcher, &mut found);
    found
}

fn insert(found: &mut BTreeMap<u8, (String, u32)>, ordinal: u8, text: &str, page: u32) {
    if !text.trim().is_empty() {
        found.entry(ordinal).or_insert_with(|| (text.chars().take(LONGEST).collect(), page));
    }
}

fn join<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    texts.collect::<Vec<_>>().join(" ")
}

/// Cells of a column or a row of definitions, and what stands under the label in a header.
fn from_tables(
    reading: &Reading,
    matcher: &Matcher,
    grids: &BTreeMap<BlockId, Grid>,
    found: &mut BTreeMap<u8, (String, u32)>,
) {
    for block in &reading.blocks {
        let (BlockKind::Table(table), Some(grid)) = (&block.kind, grids.get(&block.id)) else { continue };
        for cell in &table.cells {
            let place =
                CellRef { row: cell.row, col: cell.col, row_span: cell.row_span, col_span: cell.col_span };
            let defines = match grid.role(&place) {
                Some((Role::Definition, _)) => true,
                Some((Role::Needs, header)) => {
                    words(&header) <= 2 && !grid.has_marks() && is_prose(grid, &place)
                }
                _ => opens_column(grid, &place),
            };
            let evidence = grid.evidence(&place);
            if let (true, Some([ordinal])) = (defines, evidence.first().map(|e| e.ordinals.as_slice())) {
                insert(found, *ordinal, &cell.text(), cell.page);
            }
            if grid.is_header(&place)
                && cell.items.len() > 1
                && let Some([ordinal]) = cell.items.first().and_then(|i| matcher.title(&i.text)).as_deref()
            {
                let rest = join(cell.items.iter().skip(1).map(|i| i.text.as_str()));
                if words(&rest) > 5 {
                    insert(found, *ordinal, &rest, cell.page);
                }
            }
        }
    }
}

/// Whether a cell above the lists of its column says in running text whom the level is for.
pub(crate) fn opens_column(grid: &Grid, place: &CellRef) -> bool {
    let listed = |c: &crate::cells::Cell| c.cell.items.iter().any(|i| i.marker.is_some());
    let first_list =
        (place.row + 1..grid.cells.table.rows).filter_map(|row| grid.cells.at(row, place.col)).any(&listed);
    let own = grid.cells.at(place.row, place.col);
    first_list
        && own.is_some_and(|c| !listed(c) && role::defines_level(&c.text))
        && (0..place.row).filter_map(|row| grid.cells.at(row, place.col)).all(|c| !listed(c))
}

/// A cell with a sentence or two and no bullets.
fn is_prose(grid: &Grid, place: &CellRef) -> bool {
    grid.cells.at(place.row, place.col).is_some_and(|c| {
        c.cell.items.len() <= 2
            && c.cell.items.iter().all(|i| i.marker.is_none())
            && words(&c.text) >= 8
            && role::describes_level(&c.text)
            && !grid::is_mark(&c.text)
    })
}

/// `Level 1: children whose needs are met ...`, once for each level.
fn from_labelled_paragraphs(reading: &Reading, matcher: &Matcher, found: &mut BTreeMap<u8, (String, u32)>) {
    let mut labelled: BTreeMap<u8, Vec<&Block>> = BTreeMap::new();
    for block in reading.blocks.iter().filter(|b| b.furniture.is_none()) {
        let BlockKind::Paragraph { text, lead } = &block.kind else { continue };
        let ordinals = matcher.prefix(text).or_else(|| matcher.numbered(lead.as_deref()?));
        if let Some([ordinal]) = ordinals.as_deref() {
            labelled.entry(*ordinal).or_default().push(block);
        }
    }
    for (ordinal, blocks) in labelled {
        if let [block] = blocks.as_slice() {
            insert(found, ordinal, text_of(block).unwrap_or_default(), block.page);
        }
    }
}

/// `Level 1 means universal services. At Tier 2 one agency gives extra help.`
fn from_sentences(reading: &Reading, matcher: &Matcher, found: &mut BTreeMap<u8, (String, u32)>) {
    for block in reading.blocks.iter().filter(|b| b.furniture.is_none()) {
        let BlockKind::Paragraph { text, .. } = &block.kind else { continue };
        for sentence in sentences(&fold(text)) {
            let references = reference::references(sentence);
            let [reference] = references.as_slice() else { continue };
            if !opens_sentence(sentence, reference.start) || reference.start > 4 || label::instructs(sentence)
            {
                continue;
            }
            let ordinals = matcher.ordinals(reference.term, &reference.numbers);
            if let Some([ordinal]) = ordinals.as_deref() {
                insert(found, *ordinal, sentence, block.page);
            }
        }
    }
}

/// Items of a list that goes once through the levels and says whom each is for:
/// `Level 2 - Early Help: children with extra needs`.
pub(crate) fn explained(reading: &Reading, matcher: &Matcher) -> BTreeSet<usize> {
    let mut by_list: BTreeMap<&[BlockId], Vec<(usize, Vec<u8>)>> = BTreeMap::new();
    for (i, passage) in reading.passages.iter().enumerate().filter(|(_, p)| p.unit == Unit::Bullet) {
        let Some(ordinals) = matcher.prefix(&passage.text) else { continue };
        let section = reading.blocks.get(passage.block as usize).map_or(&[][..], |b| &b.heading_path);
        by_list.entry(section).or_default().push((i, ordinals));
    }
    let once = |list: &[(usize, Vec<u8>)]| {
        let different: BTreeSet<&Vec<u8>> = list.iter().map(|(_, o)| o).collect();
        different.len() == list.len() && list.len() >= 3 && list.len() + 1 >= matcher.levels()
    };
    let describes = |(i, _): &(usize, Vec<u8>)| {
        reading.passages.get(*i).is_some_and(|p| {
            let text = p.text.split_once(':').map_or(p.text.as_str(), |(_, rest)| rest.trim());
            role::defines_level(text) || role::describes_level(text)
        })
    };
    by_list
        .into_values()
        .filter(|list| once(list) && list.iter().filter(|item| describes(item)).count() * 2 > list.len())
        .flatten()
        .map(|(i, _)| i)
        .collect()
}

/// Sentences of a folded text; abbreviations with a full stop inside stay whole.
pub(crate) fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let bytes = text.as_bytes();
    for (i, _) in text.match_indices(['.', '!', '?']) {
        let next = bytes.get(i + 2).copied().unwrap_or(b'A');
        let ends = bytes.get(i + 1).is_none_or(|b| *b == b' ') && (next.is_ascii_uppercase() || next == b'"');
        let abbreviation =
            text.get(start..i).is_some_and(|t| t.ends_with(" s") || t.ends_with("e.g") || t.ends_with("i.e"));
        if ends && !abbreviation {
            sentences.extend(text.get(start..=i).map(str::trim));
            start = i + 1;
        }
    }
    sentences.extend(text.get(start..).map(str::trim).filter(|t| !t.is_empty()));
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_before_a_capital() {
        assert_eq!(
            sentences("Child in need (s.17). Social worker leads, e.g. Anne. Done"),
            ["Child in need (s.17).", "Social worker leads, e.g. Anne.", "Done"]
        );
    }
}
