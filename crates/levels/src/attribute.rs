//! The standing of every passage: its role, and its level by ranked evidence.

use crate::beside::Beside;
use crate::colour::Palette;
use crate::define;
use crate::grid::{self, Grid};
use crate::label;
use crate::matcher::Matcher;
use crate::memo::Memo;
use crate::names;
use crate::prose::{self, Told};
use crate::role::{self, Hold, OfTitle};
use crate::sections::{Sections, document_titles, is_sideways, text_of};
use std::collections::{BTreeMap, BTreeSet};
use thresholds_model::block::{Block, BlockId, BlockKind};
use thresholds_model::level::{
    Abstention, Attribution, EvidenceKind, LevelEvidence, LevelOutcome, Role, Standing,
};
use thresholds_model::passage::{Passage, Unit};
use thresholds_model::quality::QualityReason;
use thresholds_model::reading::Reading;
use thresholds_model::scheme::Scheme;

/// Fewest lines of lists that hold the needs of a level.
const LEAST_LISTED: usize = 3;

/// One standing for each passage, in the same order.
pub(crate) fn standings(reading: &Reading, scheme: &Scheme) -> Vec<Standing> {
    let matcher = Matcher::new(scheme, reading);
    let grids = grid::all(reading, &matcher);
    let sections = Sections::new(reading, &matcher, &grids);
    let flow = flow(reading, &matcher, &sections);
    let sideways = sideways(reading, &matcher);
    let beside = Beside::of(reading, &matcher);
    let told = prose::told(reading, &matcher);
    let explained = define::explained(reading, &matcher);
    let context = Context {
        reading,
        scheme,
        matcher,
        grids,
        sections,
        flow,
        sideways,
        beside,
        told,
        explained,
        titles: document_titles(reading),
        palette: Palette::of(scheme),
        ambiguous: ambiguous_pages(reading),
        unnumbered: scheme.levels.iter().all(|l| l.number.is_none()),
        read: Memo::default(),
        shapes: Memo::default(),
        prefixes: Memo::default(),
    };
    let held = context.all(true);
    // Sections that hold their role against levels inside them are right only while they
    // are the exception: where most levels stand in them, their extent was misread.
    let lost = |s: &&Standing| !s.level.ordinals().is_empty() && s.role != Role::Needs;
    let placed = held.iter().filter(|s| !s.level.ordinals().is_empty()).count();
    if placed > 0 && held.iter().filter(lost).count() * 4 > placed * 3 {
        let loose = context.all(false);
        let needs = |all: &[Standing]| all.iter().filter(|s| s.role == Role::Needs).count();
        if needs(&loose) > needs(&held) {
            return loose;
        }
    }
    held
}

/// Level that the order of the text gives each block, where the depth of headings does not:
/// the last title of a level before it (a heading, or a paragraph that is nothing but such a
/// title) with only titles of parts between. Parts are titles that recur under several
/// levels, and all titles under a level that has no text of its own.
fn flow(reading: &Reading, matcher: &Matcher, sections: &Sections) -> BTreeMap<BlockId, Flow> {
    let mut current: Option<Flow> = None;
    let mut titles_in_a_row = 0;
    let mut divided = false;
    let mut flow = BTreeMap::new();
    let body: Vec<&Block> =
        reading.blocks.iter().filter(|b| b.furniture.is_none() && !is_sideways(b)).collect();
    for (i, block) in body.iter().enumerate() {
        let listed = body.get(i + 1).is_some_and(|b| matches!(b.kind, BlockKind::ListItem { .. }));
        let heading = matches!(block.kind, BlockKind::Heading { .. });
        let text = text_of(block).unwrap_or_default();
        let level = match &block.kind {
            BlockKind::Heading { .. } => {
                matcher.heading(block).filter(|_| !sections.menu.contains(&block.id))
            }
            BlockKind::Paragraph { lead: None, .. } => matcher.line(text),
            BlockKind::Paragraph { lead: Some(lead), .. } if listed => matcher.run_in(lead),
            _ => None,
        };
        if let Some(ordinals) = level {
            titles_in_a_row += 1;
            divided = false;
            let evidence = heading_evidence(block, text, ordinals);
            // Three titles of levels in a row are a legend: none of them governs.
            current = (titles_in_a_row < 3).then_some(Flow { evidence, source: block.id });
        } else if heading {
            let part = sections.parts.contains(&crate::fold::fold(text).to_lowercase());
            let chapter = sections.chapters.contains(&block.id);
            let ends =
                sections.menu.contains(&block.id) || role::closes(text) || role::of_section(text).is_some();
            divided |= titles_in_a_row > 0;
            if chapter || (!part && (ends || !divided)) {
                current = None;
            }
        } else {
            titles_in_a_row = 0;
        }
        if let Some(found) = &current {
            flow.insert(block.id, found.clone());
        }
    }
    flow
}

/// A level given by the order of the text.
#[derive(Clone)]
struct Flow {
    evidence: LevelEvidence,
    /// The title's block.
    source: BlockId,
}

pub(crate) fn heading_evidence(block: &Block, text: &str, ordinals: Vec<u8>) -> LevelEvidence {
    let kind = if block.fill.is_some() { EvidenceKind::BoxTitle } else { EvidenceKind::Heading };
    LevelEvidence { kind, text: text.to_string(), page: block.page, ordinals }
}

fn ambiguous_pages(reading: &Reading) -> BTreeSet<u32> {
    reading
        .pages
        .iter()
        .filter(|p| p.quality.reasons.contains(&QualityReason::ColumnsAmbiguous))
        .map(|p| p.number)
        .collect()
}

/// Levels by titles that are set sideways at the edge of the page: each block belongs to the
/// one whose middle is nearest to its own.
fn sideways(reading: &Reading, matcher: &Matcher) -> BTreeMap<BlockId, LevelEvidence> {
    let mut titles: BTreeMap<u32, Vec<(&Block, Vec<u8>)>> = BTreeMap::new();
    for block in reading.blocks.iter().filter(|b| b.furniture.is_none() && is_sideways(b)) {
        if let Some(ordinals) = text_of(block).and_then(|t| matcher.title(t)) {
            titles.entry(block.page).or_default().push((block, ordinals));
        }
    }
    let middle = |b: &Block| (b.bbox.y0 + b.bbox.y1) / 2.0;
    let mut found = BTreeMap::new();
    for block in reading.blocks.iter().filter(|b| b.furniture.is_none() && b.rotation == 0) {
        let nearest = titles.get(&block.page).into_iter().flatten().min_by(|(a, _), (b, _)| {
            (middle(a) - middle(block)).abs().total_cmp(&(middle(b) - middle(block)).abs())
        });
        if let Some((title, ordinals)) = nearest {
            let evidence = heading_evidence(title, text_of(title).unwrap_or_default(), ordinals.clone());
            found.insert(block.id, LevelEvidence { kind: EvidenceKind::BoxTitle, ..evidence });
        }
    }
    found
}

struct Context<'r> {
    reading: &'r Reading,
    scheme: &'r Scheme,
    matcher: Matcher,
    grids: BTreeMap<BlockId, Grid<'r>>,
    sections: Sections<'r>,
    flow: BTreeMap<BlockId, Flow>,
    sideways: BTreeMap<BlockId, LevelEvidence>,
    beside: Beside,
    /// Levels that running text gives.
    told: Told,
    /// Items that explain their level in a list of all levels, by their place in the reading.
    explained: BTreeSet<usize>,
    /// Headings above most of the document: its title says nothing about a passage.
    titles: BTreeSet<BlockId>,
    palette: Palette,
    /// Pages on which columns could not be told apart.
    ambiguous: BTreeSet<u32>,
    /// No level has a number.
    unnumbered: bool,
    /// What titles above passages say of their role.
    read: Memo<OfTitle>,
    /// Role by the shape of a text.
    shapes: Memo<Option<(Role, &'static str)>>,
    /// Levels by the start of a paragraph.
    prefixes: Memo<Option<Vec<u8>>>,
}

/// What the headings above a passage say.
#[derive(Default)]
struct Above {
    level: Option<LevelEvidence>,
    role: Option<(Role, Hold, String)>,
    /// A section that ends the levels stands above it.
    closed: bool,
    all_levels: bool,
    /// The table gives the passage a level: titles in its cell say what part they give.
    in_table: bool,
}

impl Context<'_> {
    fn all(&self, hold: bool) -> Vec<Standing> {
        let mut standings: Vec<Standing> =
            self.reading.passages.iter().enumerate().map(|(i, p)| self.standing(i, p, hold)).collect();
        let levelled = |s: &Standing| !s.level.ordinals().is_empty();
        let first = standings.iter().position(levelled).unwrap_or(usize::MAX);
        let last = standings.iter().rposition(levelled).unwrap_or(0);
        let outside = |i: usize| first != usize::MAX && (i < first || i > last);
        let needs = |s: &Standing| s.role == Role::Needs;
        let stray = standings.iter().enumerate().filter(|(i, s)| outside(*i) && needs(s)).count();
        // Lists outside the levels are no needs, unless most lists are outside: then levels
        // were missed, and that must be seen.
        let demote = standings.iter().filter(|s| needs(s) && levelled(s)).count() >= 2 * stray;
        self.define_what_lists_state(&mut standings);
        for (i, standing) in standings.iter_mut().enumerate() {
            if let LevelOutcome::Abstained { reason: reason @ Abstention::NoEvidence } = &mut standing.level {
                if self.scheme.levels.is_empty() {
                    *reason = Abstention::NoScheme;
                } else if i < first && first != usize::MAX {
                    *reason = Abstention::BeforeFirstLevel;
                } else if i > last && first != usize::MAX {
                    *reason = Abstention::AfterLastLevel;
                }
            }
            if demote && outside(i) && standing.role == Role::Needs {
                standing.role = Role::Process;
                standing.role_reason = "outside the levels".to_string();
            }
        }
        standings
    }

    /// Short sections define their level where lists elsewhere state its needs.
    fn define_what_lists_state(&self, standings: &mut [Standing]) {
        let mut lists: BTreeMap<u8, usize> = BTreeMap::new();
        for (passage, standing) in self.reading.passages.iter().zip(standings.iter()) {
            if standing.role == Role::Needs && matches!(passage.unit, Unit::Bullet | Unit::CellLine) {
                for ordinal in standing.level.ordinals() {
                    *lists.entry(*ordinal).or_default() += 1;
                }
            }
        }
        let listed = |o: &u8| lists.get(o).is_some_and(|count| *count >= LEAST_LISTED);
        for (passage, standing) in self.reading.passages.iter().zip(standings.iter_mut()) {
            let levelled = !standing.level.ordinals().is_empty();
            if standing.role == Role::Needs
                && levelled
                && standing.level.ordinals().iter().all(listed)
                && self.sections.short.contains(&passage.block)
            {
                standing.role = Role::Definition;
                standing.role_reason =
                    "a short section, while lists state the needs of its level".to_string();
            }
        }
    }

    fn standing(&self, index: usize, passage: &Passage, hold: bool) -> Standing {
        let above = self.above(passage, hold);
        let mut evidence = self.evidence(passage, &above);
        if evidence.is_empty() {
            evidence.extend(self.told.get(&index).cloned());
        }
        let level = self.outcome(passage, &above, evidence);
        let (role, role_reason) = self.role(index, passage, &above, &level, hold);
        Standing { role, role_reason, level }
    }

    fn block(&self, id: BlockId) -> Option<&Block> {
        self.reading
            .blocks
            .get(id as usize)
            .filter(|b| b.id == id)
            .or_else(|| self.reading.blocks.iter().find(|b| b.id == id))
    }

    fn above(&self, passage: &Passage, hold: bool) -> Above {
        let mut above = Above::default();
        let mut source: Option<BlockId> = None;
        let mut in_path: Vec<&str> = Vec::new();
        for id in self.block(passage.block).map(|b| b.heading_path.as_slice()).unwrap_or_default() {
            let id = *id;
            let Some(block) = self.block(id).filter(|b| b.furniture.is_none()) else { continue };
            let text = text_of(block).unwrap_or_default();
            in_path.push(text);
            if is_sideways(block) && self.sideways.contains_key(&passage.block) {
                continue;
            }
            let level = self.matcher.heading(block).map(|o| heading_evidence(block, text, o));
            let idle = self.titles.contains(&id) && level.is_none();
            if idle || self.sections.menu.contains(&id) {
                continue;
            }
            source = level.as_ref().map(|_| id).or(source);
            if self.sections.chapters.contains(&id) {
                above = Above { closed: true, ..Above::default() };
            }
            self.heading(&mut above, text, level, hold);
        }
        let grid = self.grids.get(&passage.block).zip(passage.cell.as_ref());
        above.in_table = grid.is_some_and(|(grid, cell)| !grid.evidence(cell).is_empty());
        for title in passage.context.headings.iter().filter(|t| !in_path.contains(&t.as_str())) {
            let level =
                self.matcher.numbered(title).or_else(|| self.box_name(title)).map(|ordinals| LevelEvidence {
                    kind: EvidenceKind::BoxTitle,
                    text: title.clone(),
                    page: passage.page,
                    ordinals,
                });
            self.heading(&mut above, title, level, hold);
        }
        // A title of a level that was read as a paragraph may stand below the heading that
        // the path still names.
        let later = self
            .flow
            .get(&passage.block)
            .filter(|f| above.level.is_none() || source.is_some_and(|s| f.source > s));
        if let Some(found) = later.filter(|_| !above.closed) {
            above.level = Some(found.evidence.clone());
            source = Some(found.source);
        }
        let column = source.and_then(|title| self.beside.column(title, passage));
        above.level = above.level.map(|level| column.unwrap_or(level));
        above
    }

    /// A bare name as the title of a box, in a ladder that has no numbers.
    fn box_name(&self, title: &str) -> Option<Vec<u8>> {
        self.unnumbered.then(|| self.matcher.named(title)).flatten().map(|o| vec![o])
    }

    fn heading(&self, above: &mut Above, text: &str, level: Option<LevelEvidence>, hold: bool) {
        if let Some(level) = level {
            // The level's own name ("Stage Four - Protective help") is no role.
            let own = label::without_reference(text)
                .filter(|rest| self.matcher.named(rest).is_none())
                .and_then(|rest| role::of_header(&rest))
                .filter(|r| *r != Role::Needs);
            // Services or consent may be sorted by level; a glossary or a statute is not, so
            // that a level inside one shows that its end was missed.
            let sorts = |role| matches!(role, Role::Services | Role::Process | Role::CaseStudy | Role::Form);
            let kept =
                above.role.take().filter(|(role, held, _)| hold && *held == Hold::Strong && sorts(*role));
            above.role = own.map(|r| (r, Hold::Strong, text.to_string())).or(kept);
            above.level = Some(level);
            above.closed = false;
            return;
        }
        let read = self.read.of(text, role::of_title);
        above.all_levels |= read.all_levels;
        let part = self.sections.parts.contains(&crate::fold::fold(text).to_lowercase());
        let inside = above.level.is_some() || above.in_table;
        if inside && let Some(role) = read.header.or(read.run_in) {
            above.role = Some((role, Hold::Strong, text.to_string()));
            return;
        }
        // A title that recurs under several levels is a topic, whatever its words.
        if let Some((role, held)) = read.section.filter(|_| !part) {
            if held == Hold::Strong {
                above.level = None;
                above.closed = true;
            }
            above.role = Some((role, held, text.to_string()));
        } else if !part && read.closes {
            above.level = None;
            above.role = None;
            above.closed = true;
        } else if let Some(role) = read.header {
            above.role = Some((role, Hold::Weak, text.to_string()));
        }
    }

    fn evidence(&self, passage: &Passage, above: &Above) -> Vec<LevelEvidence> {
        let mut found = Vec::new();
        let grid = self.grids.get(&passage.block);
        if let (Some(grid), Some(cell)) = (grid, &passage.cell) {
            found.extend(grid.evidence(cell));
        }
        let apart = grid.zip(passage.cell.as_ref()).is_some_and(|(g, c)| g.stands_apart(c));
        // A banner of the table is nearer than the title of a box that the table stands in.
        let banner = found.iter().any(|e| e.kind == EvidenceKind::BoxTitle);
        found.extend(above.level.clone().filter(|_| !apart).map(|e| match e.kind {
            EvidenceKind::BoxTitle if banner => LevelEvidence { kind: EvidenceKind::Heading, ..e },
            _ => e,
        }));
        found.extend(
            self.sideways.get(&passage.block).cloned().filter(|_| above.level.is_none() && !above.closed),
        );
        found.extend(self.inline(passage));
        found.extend(self.by_colour(passage));
        found.sort_by_key(|e| e.kind);
        found
    }

    fn inline(&self, passage: &Passage) -> Option<LevelEvidence> {
        let evidence = |text: &str, ordinals| LevelEvidence {
            kind: EvidenceKind::InlinePrefix,
            text: text.to_string(),
            page: passage.page,
            ordinals,
        };
        let own = self.matcher.prefix(&passage.text).or_else(|| self.matcher.suffix(&passage.text));
        if let Some(ordinals) = own {
            return Some(evidence(&passage.text.chars().take(60).collect::<String>(), ordinals));
        }
        for title in [&passage.context.lead, &passage.context.stem].into_iter().flatten() {
            if let Some(ordinals) = self
                .matcher
                .numbered(title)
                .or_else(|| self.matcher.stem(title))
                .or_else(|| self.box_name(title))
            {
                return Some(evidence(title, ordinals));
            }
        }
        match self.block(passage.block).map(|b| &b.kind) {
            Some(BlockKind::Paragraph { text, .. }) => self
                .prefixes
                .of(text, |t| self.matcher.prefix(t))
                .map(|o| evidence(&text.chars().take(60).collect::<String>(), o)),
            _ => None,
        }
    }

    fn by_colour(&self, passage: &Passage) -> Option<LevelEvidence> {
        let block = self.block(passage.block)?;
        let fill = match (&block.kind, &passage.cell) {
            (BlockKind::Table(_), Some(cell)) => {
                self.grids.get(&block.id)?.cells.at(cell.row, cell.col)?.cell.fill
            }
            _ => block.fill,
        }?;
        let ordinal = self.palette.level_of(fill)?;
        Some(LevelEvidence {
            kind: EvidenceKind::Colour,
            text: format!("#{:02x}{:02x}{:02x}", fill.r, fill.g, fill.b),
            page: passage.page,
            ordinals: vec![ordinal],
        })
    }

    fn outcome(&self, passage: &Passage, above: &Above, evidence: Vec<LevelEvidence>) -> LevelOutcome {
        let abstain = |reason| LevelOutcome::Abstained { reason };
        let beside = [&passage.context.stem, &passage.context.lead];
        let headers = passage.context.row_header.iter().chain(&passage.context.column_header);
        let everywhere = above.all_levels
            || role::of_all_levels(&passage.text)
            || beside
                .into_iter()
                .flatten()
                .chain(headers)
                .any(|t| self.read.of(t, role::of_title).all_levels);
        if everywhere {
            return abstain(Abstention::AllLevels);
        }
        let Some(mut chosen) = evidence.first().cloned() else {
            return abstain(if self.ambiguous_columns(passage) {
                Abstention::ColumnsAmbiguous
            } else {
                Abstention::NoEvidence
            });
        };
        let within = |a: &LevelEvidence, b: &LevelEvidence| a.ordinals.iter().all(|o| b.ordinals.contains(o));
        for other in evidence.iter().skip(1) {
            let same_kind = other.kind == chosen.kind;
            let refines =
                matches!(other.kind, EvidenceKind::InlinePrefix | EvidenceKind::BoxTitle) || same_kind;
            if refines && within(other, &chosen) && other.ordinals.len() < chosen.ordinals.len() {
                chosen = other.clone();
            } else if same_kind && !within(other, &chosen) && !within(&chosen, other) {
                return abstain(Abstention::Conflict);
            }
        }
        if chosen.ordinals.len() >= self.matcher.levels() && chosen.ordinals.len() >= 3 {
            return abstain(Abstention::AllLevels);
        }
        let runner_up = evidence.iter().find(|e| e.ordinals != chosen.ordinals).cloned();
        LevelOutcome::Attributed(Attribution {
            ordinals: chosen.ordinals.clone(),
            evidence: chosen,
            runner_up,
        })
    }

    fn ambiguous_columns(&self, passage: &Passage) -> bool {
        passage.cell.is_some() && self.ambiguous.contains(&passage.page)
    }

    /// Whether a passage is nothing but the title of a level.
    fn is_title(&self, passage: &Passage) -> bool {
        if passage.unit == Unit::Sentence {
            return self.matcher.line(&passage.text).is_some();
        }
        label::parse(&passage.text).is_some_and(|l| l.name.is_some_and(|n| names::known(&n).is_some()))
    }

    fn role(
        &self,
        index: usize,
        passage: &Passage,
        above: &Above,
        level: &LevelOutcome,
        hold: bool,
    ) -> (Role, String) {
        let levelled = !level.ordinals().is_empty();
        let defines = self.sections.definitions.contains(&passage.block);
        if let Some((role, reason)) = self.role_by_shape(passage, defines) {
            return (role, reason.to_string());
        }
        let grid = self.grids.get(&passage.block).zip(passage.cell.as_ref());
        if let Some((grid, cell)) = grid
            && (grid.is_header(cell) || grid::is_mark(&passage.text))
        {
            return (Role::Process, "a header or a mark".to_string());
        }
        if self.is_title(passage) {
            return (Role::Process, "a title".to_string());
        }
        if levelled && grid.is_some_and(|(grid, cell)| define::opens_column(grid, cell)) {
            return (Role::Definition, "says whom the level is for, above its lists".to_string());
        }
        if self.explained.contains(&index) {
            return (Role::Definition, "explains its level in a list of the levels".to_string());
        }
        if defines {
            return (Role::Definition, "a short section under the title of a level".to_string());
        }
        if let Some((role, Hold::Strong, text)) = &above.role
            && (hold || !levelled)
        {
            return (*role, text.clone());
        }
        if let Some((grid, cell)) = grid {
            if let Some((role, text)) = grid.role(cell) {
                let placed = levelled || role != Role::Needs;
                if placed || above.role.is_none() {
                    return (role, text);
                }
            }
            if grid.names_topics(cell) {
                return (Role::Process, "names the topic of its row".to_string());
            }
        }
        for title in [&passage.context.lead, &passage.context.stem].into_iter().flatten() {
            if let Some(role) = self.read.of(title, role::of_title).run_in {
                return (role, title.clone());
            }
        }
        if self.sections.openings.contains(&passage.block) && role::describes_level(&passage.text) {
            return (Role::Definition, "says whom the level is for".to_string());
        }
        // Where running text gives the levels, a chapter of definitions only defines them.
        if let Some((Role::Definition, _, text)) = &above.role
            && !self.told.is_empty()
        {
            return (Role::Definition, text.clone());
        }
        if levelled {
            return (Role::Needs, "stands under a level".to_string());
        }
        if let Some((role, _, text)) = &above.role {
            return (*role, text.clone());
        }
        let listed = matches!(passage.unit, Unit::Bullet | Unit::CellLine);
        if listed && !above.closed {
            (Role::Needs, "an item of a list".to_string())
        } else {
            (Role::Process, "running text without a level".to_string())
        }
    }

    fn role_by_shape(&self, passage: &Passage, defines: bool) -> Option<(Role, &'static str)> {
        let sentence = passage.unit == Unit::Sentence;
        if let Some(found) = role::of_sentence(&passage.text).filter(|_| sentence) {
            return Some(found);
        }
        let (role, reason) = role::of_shape(&passage.text).or_else(|| {
            // A paragraph that opens as a story is one to its end.
            let BlockKind::Paragraph { text, .. } = &self.block(passage.block)?.kind else { return None };
            self.shapes.of(text, role::of_shape).filter(|(r, _)| *r == Role::CaseStudy)
        })?;
        let applies = match role {
            Role::CaseStudy => sentence,
            Role::LegalText => !defines && sentence,
            Role::Services => !sentence,
            _ => true,
        };
        applies.then_some((role, reason))
    }
}
