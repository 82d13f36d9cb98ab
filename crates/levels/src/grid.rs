//! What the headers of one table say about its cells: levels and roles by column, row,
//! banner, tick and number.

use crate::cells::{Cell, Cells};
use crate::fold::fold;
use crate::label;
use crate::matcher::Matcher;
use crate::memo::Memo;
use crate::role;
use crate::titles;
use std::collections::BTreeMap;
use thresholds_model::block::{Block, BlockId, BlockKind, Table};
use thresholds_model::level::{EvidenceKind, LevelEvidence, Role};
use thresholds_model::passage::CellRef;
use thresholds_model::reading::Reading;

/// A header row (or several together) and the grid row below it.
struct Band {
    first: u32,
    below: u32,
    /// Level of each column.
    levels: Vec<Option<LevelEvidence>>,
}

/// A table without headers takes over those of a table with so many columns of levels.
const LEAST_CONTINUED: usize = 3;

/// One table, understood.
pub(crate) struct Grid<'t> {
    pub cells: Cells<'t>,
    bands: Vec<Band>,
    /// Level of each row, from its header; and whether the header stands in this row, or
    /// above it with nothing between.
    rows: Vec<Option<(LevelEvidence, bool)>>,
    /// Level of each row, from ticks or from a number in a column of levels.
    marks: Vec<Option<LevelEvidence>>,
    /// Level of the banner above each row.
    banners: Vec<Option<LevelEvidence>>,
    caption: Option<LevelEvidence>,
    glossary: bool,
    /// Roles by the text of a header.
    roles: Memo<Option<Role>>,
}

/// The tables of a reading, understood under a scheme.
pub(crate) fn all<'r>(reading: &'r Reading, matcher: &Matcher) -> BTreeMap<BlockId, Grid<'r>> {
    let mut grids: BTreeMap<BlockId, Grid> = BTreeMap::new();
    for block in reading.blocks.iter().filter(|b| b.furniture.is_none()) {
        if let BlockKind::Table(table) = &block.kind {
            let mut grid = Grid::new(block, table, matcher);
            if let Some((_, before)) = grids.last_key_value() {
                grid.continue_columns(before);
            }
            grids.insert(block.id, grid);
        }
    }
    grids
}

impl<'t> Grid<'t> {
    pub(crate) fn new(block: &Block, table: &'t Table, matcher: &Matcher) -> Self {
        let cells = Cells::new(table);
        let bands = bands(&cells, matcher);
        let marks = marks(&cells, &bands, matcher);
        let rows = rows(&cells, matcher);
        let caption = table
            .caption
            .as_deref()
            .and_then(|c| Some(evidence(EvidenceKind::Caption, c, block.page, matcher.title(c)?)));
        let headers: Vec<String> =
            (0..table.cols).filter_map(|col| cells.at(0, col).map(|c| c.text.clone())).collect();
        Self {
            bands,
            rows,
            marks,
            banners: banners(&cells, matcher),
            caption,
            glossary: role::heads_glossary(&headers),
            roles: Memo::default(),
            cells,
        }
    }

    /// Takes over the levels of the columns of the table before, if this one stands in the
    /// same columns and has no headers of its own.
    pub(crate) fn continue_columns(&mut self, before: &Grid) {
        let Some(band) = before.bands.last() else { return };
        let several = band.levels.iter().flatten().count() >= LEAST_CONTINUED;
        let first: Vec<String> = self.cells.in_row(0).map(|c| c.text.clone()).collect();
        let headless = self.cells.table.header_rows == 0
            && !self.has_levels()
            && first.iter().all(|t| role::of_header(t).is_none())
            && !role::heads_glossary(&first);
        if several && headless && self.cells.same_columns(&before.cells) {
            self.bands.push(Band { first: 0, below: 0, levels: band.levels.clone() });
        }
    }

    /// Whether any header, row, mark or banner of the table names a level.
    pub(crate) fn has_levels(&self) -> bool {
        self.bands.iter().any(|b| b.levels.iter().any(Option::is_some))
            || self.rows.iter().any(Option::is_some)
            || [&self.marks, &self.banners].iter().any(|v| v.iter().any(Option::is_some))
    }

    /// Whether rows have levels by ticks or numbers.
    pub(crate) fn has_marks(&self) -> bool {
        self.marks.iter().any(Option::is_some)
    }

    /// Whether the cell stands beside columns of levels without being in one, so that
    /// nothing outside the table tells its level.
    pub(crate) fn stands_apart(&self, cell: &CellRef) -> bool {
        let band =
            self.bands.iter().rev().find(|b| b.below <= cell.row && b.levels.iter().any(Option::is_some));
        band.is_some_and(|b| {
            b.levels.iter().flatten().count() >= 2
                && b.levels.get(cell.col as usize).is_none_or(Option::is_none)
        })
    }

    /// Whether the cell is a header, by its mark or by its place.
    pub(crate) fn is_header(&self, cell: &CellRef) -> bool {
        self.bands
            .iter()
            .any(|b| (b.first..b.below).contains(&cell.row) && b.levels.iter().any(Option::is_some))
    }

    /// All evidence for a cell, one of each kind at most; two of one kind that contradict
    /// each other are both given.
    pub(crate) fn evidence(&self, cell: &CellRef) -> Vec<LevelEvidence> {
        let mut found = Vec::new();
        let band =
            self.bands.iter().rev().find(|b| b.below <= cell.row && b.levels.iter().any(Option::is_some));
        if let Some(band) = band {
            let columns = cell.col..cell.col + cell.col_span.max(1);
            found.extend(union(columns.filter_map(|c| band.levels.get(c as usize)?.as_ref())));
        }
        let spanned = cell.row..cell.row + cell.row_span.max(1);
        let headed = |own: bool| {
            let rows = spanned.clone().filter_map(|r| self.rows.get(r as usize)?.as_ref());
            union(rows.filter(|(_, here)| *here == own).map(|(e, _)| e))
        };
        found.extend(headed(true).or_else(|| headed(false)));
        found.extend(union(spanned.filter_map(|r| self.marks.get(r as usize)?.as_ref())));
        found.extend(self.banners.get(cell.row as usize).cloned().flatten());
        found.extend(self.caption.clone());
        found
    }

    /// Role of a cell by the headers of its column and row, with the words.
    pub(crate) fn role(&self, cell: &CellRef) -> Option<(Role, String)> {
        if self.glossary {
            return Some((Role::Glossary, self.header_text(cell)));
        }
        let of = |text: &str| {
            let role = self.roles.of(text, |t| role::of_header(t).filter(|_| !self.is_name(t)))?;
            Some((role, text.to_string()))
        };
        let by_row = self.row_headers(cell).find_map(|t| of(t).filter(|(r, _)| *r != Role::Needs));
        by_row.or_else(|| self.column_headers(cell).into_iter().rev().find_map(of))
    }

    /// Whether a header is the bare name of a level (`Additional support`): it says nothing of
    /// services.
    fn is_name(&self, header: &str) -> bool {
        let title = header.split_whitespace().collect::<Vec<_>>().join(" ");
        let bands = self.bands.iter().flat_map(|b| b.levels.iter().flatten());
        let rows = self.rows.iter().flatten().map(|(e, _)| e);
        label::parse(&title).is_none() && bands.chain(rows).any(|e| e.text == title)
    }

    /// Whether the column of a cell is one that only names topics beside columns of levels.
    pub(crate) fn names_topics(&self, cell: &CellRef) -> bool {
        cell.col == 0
            && self.marks.get(cell.row as usize).is_none_or(Option::is_none)
            && self.bands.iter().any(|b| {
                b.levels.first().is_some_and(Option::is_none)
                    && b.levels.iter().filter(|l| l.is_some()).count() >= 2
            })
            && self.rows.get(cell.row as usize).is_none_or(Option::is_none)
    }

    /// Header texts of a column, top to bottom, banners left out.
    fn column_headers(&self, cell: &CellRef) -> Vec<&str> {
        (0..self.cells.table.header_rows.max(1).min(cell.row))
            .filter_map(|row| self.cells.at(row, cell.col))
            .filter(|c| !c.banner)
            .map(|c| c.text.as_str())
            .collect()
    }

    fn row_headers(&self, cell: &CellRef) -> impl Iterator<Item = &str> {
        let row = cell.row;
        (0..self.cells.table.header_cols.max(1).min(cell.col))
            .filter_map(move |col| self.cells.at(row, col).map(|c| c.text.as_str()))
    }

    fn header_text(&self, cell: &CellRef) -> String {
        self.column_headers(cell).join(" | ")
    }
}

fn evidence(kind: EvidenceKind, text: &str, page: u32, ordinals: Vec<u8>) -> LevelEvidence {
    LevelEvidence { kind, text: text.split_whitespace().collect::<Vec<_>>().join(" "), page, ordinals }
}

fn union<'a>(found: impl Iterator<Item = &'a LevelEvidence>) -> Option<LevelEvidence> {
    let found: Vec<&LevelEvidence> = found.collect();
    let first = found.first()?;
    let mut ordinals: Vec<u8> = found.iter().flat_map(|e| e.ordinals.iter().copied()).collect();
    ordinals.sort_unstable();
    ordinals.dedup();
    let mut texts: Vec<&str> = Vec::new();
    for e in &found {
        if !texts.contains(&e.text.as_str()) {
            texts.push(&e.text);
        }
    }
    Some(LevelEvidence { ordinals, text: texts.join(" | "), ..(*first).clone() })
}

/// Levels named by a header cell: its whole text, or its first line where more follows.
fn levels_of(cell: &Cell, matcher: &Matcher, bare: bool) -> Option<Vec<u8>> {
    let title = cell.title()?;
    matcher
        .numbered(title)
        .or_else(|| matcher.prefix(title))
        .or_else(|| matcher.opening(title))
        .or_else(|| matcher.named(title).filter(|_| bare).map(|o| vec![o]))
}

/// Header rows with levels: those at the top, and rows further down that repeat them.
fn bands(table: &Cells, matcher: &Matcher) -> Vec<Band> {
    let (header_rows, cols) = (table.table.header_rows, table.table.cols);
    let top = header_rows.max(1);
    let mut bands: Vec<Band> = Vec::new();
    for row in 0..table.table.rows {
        let cells: Vec<&Cell> = table.in_row(row).filter(|c| !c.banner).collect();
        let named = |bare: bool| -> Vec<(&Cell, Vec<u8>)> {
            cells.iter().filter_map(|c| levels_of(c, matcher, bare).map(|o| (*c, o))).collect()
        };
        let mut found = named(true);
        if found.is_empty() && row < top {
            found = digits(&cells, matcher);
        }
        let mut different: Vec<&Vec<u8>> = found.iter().map(|(_, o)| o).collect();
        different.sort_unstable();
        different.dedup();
        let several = different.len() >= 2;
        if !several {
            found = named(false)
                .into_iter()
                .filter(|(c, _)| row < top && (c.cell.col > 0 || header_rows > 0))
                .collect();
        }
        // Below the top only a row of several levels and nothing else is a header again.
        let filled = cells.iter().filter(|c| !c.is_blank()).count();
        if found.is_empty() || (row >= top && !(several && found.len() + 1 >= filled && short(&found))) {
            continue;
        }
        let mut levels = vec![None; cols as usize];
        for (found, ordinals) in found {
            let (cell, text) = (found.cell, found.title().unwrap_or_default());
            for col in cell.col..cell.col + cell.col_span {
                if let Some(slot) = levels.get_mut(col as usize) {
                    *slot = Some(evidence(EvidenceKind::ColumnHeader, text, cell.page, ordinals.clone()));
                }
            }
        }
        match bands.last_mut().filter(|b| b.below == row) {
            Some(band) => {
                for (slot, deeper) in band.levels.iter_mut().zip(levels) {
                    *slot = deeper.or(slot.take());
                }
                band.below = row + 1;
            }
            None => bands.push(Band { first: row, below: row + 1, levels }),
        }
    }
    bands
}

/// `1 | 2 | 3 | 4` as headers.
fn digits<'c, 't>(cells: &[&'c Cell<'t>], matcher: &Matcher) -> Vec<(&'c Cell<'t>, Vec<u8>)> {
    let found: Vec<_> = cells.iter().filter_map(|c| matcher.value(&c.text).map(|o| (*c, o))).collect();
    if found.len() >= 3 { found } else { Vec::new() }
}

fn short(found: &[(&Cell, Vec<u8>)]) -> bool {
    found.iter().all(|(c, _)| crate::fold::words(&c.text) <= 8)
}

/// Levels of rows, where the first columns name two levels or more (or one by number).
/// A row that a page break cut off from its header keeps the level of the row above.
fn rows(table: &Cells, matcher: &Matcher) -> Vec<Option<(LevelEvidence, bool)>> {
    let (header_rows, rows, cols) = (table.table.header_rows, table.table.rows, table.table.cols);
    let mut levels: Vec<Option<(LevelEvidence, bool)>> = vec![None; rows as usize];
    for col in titles::row_columns(table) {
        let cells: BTreeMap<u32, (&Cell, Vec<u8>)> = table
            .iter()
            .filter(|c| c.cell.col == col && c.cell.col_span < cols && c.cell.row >= header_rows)
            .filter_map(|c| levels_of(c, matcher, true).map(|o| (c.cell.row, (c, o))))
            .collect();
        let mut different: Vec<&Vec<u8>> = cells.values().map(|(_, o)| o).collect();
        different.sort_unstable();
        different.dedup();
        let numbered = cells.values().any(|(c, _)| matcher.numbered(&c.text).is_some());
        if cols < 2 || different.is_empty() || (different.len() < 2 && !numbered) {
            continue;
        }
        let mut current: Option<LevelEvidence> = None;
        for row in 0..rows {
            let header = table.at(row, col).filter(|c| !c.is_blank());
            match header {
                Some(found) => {
                    let cell = found.cell;
                    current = cells.get(&cell.row).filter(|_| cell.col == col).map(|(c, o)| {
                        evidence(EvidenceKind::RowHeader, c.title().unwrap_or_default(), cell.page, o.clone())
                    });
                }
                None if row < header_rows => current = None,
                None => {}
            }
            if let Some(slot) = levels.get_mut(row as usize) {
                *slot = slot.take().or_else(|| current.clone().map(|e| (e, header.is_some())));
            }
        }
    }
    levels
}

/// Level of the nearest banner above each row.
fn banners(table: &Cells, matcher: &Matcher) -> Vec<Option<LevelEvidence>> {
    let mut current: Option<LevelEvidence> = None;
    (0..table.table.rows)
        .map(|row| {
            let banner = table.in_row(row).find(|c| c.banner);
            if let Some(found) = banner
                && let Some(ordinals) = levels_of(found, matcher, true)
            {
                let text = found.title().unwrap_or_default();
                current = Some(evidence(EvidenceKind::BoxTitle, text, found.cell.page, ordinals));
                return None;
            }
            current.clone()
        })
        .collect()
}

/// Levels of rows by ticks in columns of levels, or by a number in a column of numbers.
fn marks(table: &Cells, bands: &[Band], matcher: &Matcher) -> Vec<Option<LevelEvidence>> {
    let numbers = titles::value_columns(table);
    let ticked = ticked(table, bands);
    (0..table.table.rows)
        .map(|row| {
            let by_number = numbers.iter().find_map(|col| {
                let found = table.at(row, *col).filter(|c| c.cell.row >= table.table.header_rows.max(1))?;
                let ordinals = matcher.value(&found.text)?;
                Some(evidence(EvidenceKind::LevelColumn, &found.text, found.cell.page, ordinals))
            });
            by_number.or_else(|| ticked.as_ref().and_then(|t| t.of_row(row)))
        })
        .collect()
}

/// A table whose columns of levels hold ticks (or shading) and no text.
struct Ticked<'c, 't> {
    table: &'c Cells<'t>,
    bands: &'c [Band],
    crosses_negate: bool,
    shading: bool,
}

fn ticked<'c, 't>(table: &'c Cells<'t>, bands: &'c [Band]) -> Option<Ticked<'c, 't>> {
    let in_level_column = |found: &&Cell| {
        let cell = found.cell;
        bands
            .iter()
            .rev()
            .find(|b| b.below <= cell.row)
            .is_some_and(|b| b.levels.get(cell.col as usize).is_some_and(Option::is_some))
            && !bands.iter().any(|b| (b.first..b.below).contains(&cell.row))
    };
    let cells: Vec<&Cell> = table.iter().filter(in_level_column).collect();
    let texts: Vec<&str> = cells.iter().filter(|c| !c.is_blank()).map(|c| c.text.as_str()).collect();
    let ticks = texts.iter().filter(|t| is_tick(t) || is_cross(t)).count();
    let crosses = texts.iter().filter(|t| is_cross(t)).count();
    if ticks >= 2 && ticks * 5 >= texts.len() * 4 {
        return Some(Ticked { table, bands, crosses_negate: crosses < ticks && crosses > 0, shading: false });
    }
    let shaded = cells.iter().filter(|c| c.cell.fill.is_some()).count();
    (texts.is_empty() && shaded >= 2 && shaded < cells.len()).then_some(Ticked {
        table,
        bands,
        crosses_negate: false,
        shading: true,
    })
}

impl Ticked<'_, '_> {
    fn of_row(&self, row: u32) -> Option<LevelEvidence> {
        let band = self.bands.iter().rev().find(|b| b.below <= row)?;
        let marked = band.levels.iter().enumerate().filter_map(|(col, level)| {
            let level = level.as_ref()?;
            let found = self.table.at(row, u32::try_from(col).ok()?)?;
            let set = if self.shading {
                found.cell.fill.is_some()
            } else {
                is_tick(&found.text) || (is_cross(&found.text) && !self.crosses_negate)
            };
            set.then_some(level)
        });
        let found = union(marked)?;
        Some(LevelEvidence { kind: EvidenceKind::LevelColumn, ..found })
    }
}

/// Longest text, in bytes, that can be a mark with spaces around it.
const LONGEST_MARK: usize = 12;

/// Marks that stand for yes, with the letters that symbol fonts use for them.
fn is_tick(text: &str) -> bool {
    if text.len() > LONGEST_MARK {
        return false;
    }
    let mark = fold(text);
    matches!(
        mark.to_lowercase().as_str(),
        "\u{2713}"
            | "\u{2714}"
            | "\u{221a}"
            | "\u{2611}"
            | "\u{25cf}"
            | "\u{2022}"
            | "\u{25a0}"
            | "\u{25fc}"
            | "\u{f0fc}"
            | "\u{f0fe}"
            | "\u{f050}"
            | "\u{fc}"
            | "\u{fe}"
            | "*"
            | "y"
            | "yes"
            | "p"
            | "\u{2705}"
            | "\u{25aa}"
            | "\u{25c6}"
            | "\u{2b24}"
            | "\u{2605}"
    )
}

/// Crosses: yes in a table that has nothing else, no beside ticks.
fn is_cross(text: &str) -> bool {
    if text.len() > LONGEST_MARK {
        return false;
    }
    let mark = fold(text);
    matches!(
        mark.to_lowercase().as_str(),
        "x" | "\u{d7}"
            | "\u{2717}"
            | "\u{2718}"
            | "\u{2715}"
            | "\u{2716}"
            | "\u{2612}"
            | "\u{f0fb}"
            | "\u{fb}"
    )
}

/// Whether a text is nothing but a mark or a number of a level: it states no need.
pub(crate) fn is_mark(text: &str) -> bool {
    is_tick(text) || is_cross(text) || crate::reference::value(text).is_some()
}
