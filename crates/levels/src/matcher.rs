//! Recognises the levels of a known scheme in short texts.

use crate::discover::is_emergency;
use crate::fold::fold;
use crate::label;
use crate::memo::Memo;
use crate::names;
use crate::reference::{self, Number, Term};
use std::collections::{BTreeMap, BTreeSet};
use thresholds_model::block::{Block, BlockKind, TableCell};
use thresholds_model::reading::Reading;
use thresholds_model::scheme::Scheme;

/// A scheme made ready for recognition in one document.
pub(crate) struct Matcher {
    scale: Term,
    /// Ordinals by number; the undivided number of a split level has all its parts.
    numbers: BTreeMap<Number, Vec<u8>>,
    /// Ordinal by key, for the names that belong to one level only.
    names: BTreeMap<String, u8>,
    /// Heading depths at which bare names head the levels.
    bare_depths: BTreeSet<u8>,
    /// Bars over text are titles of levels: bare names in them count at every depth.
    bars: bool,
    /// Heading depths of the numbered levels.
    depths: BTreeSet<u8>,
    /// Keys of titles that never have a number: `Everyone` below Level 1, an emergency band.
    alone: BTreeSet<String>,
    /// Labels that are more than a bare name (`Green - needs met`), folded: they mean the
    /// level wherever they stand.
    full: BTreeMap<String, u8>,
    levels: usize,
    /// What [`Matcher::numbered`] and [`Matcher::named`] gave before.
    by_number: Memo<Option<Vec<u8>>>,
    by_name: Memo<Option<u8>>,
}

impl Matcher {
    /// For the headings of this document.
    pub(crate) fn new(scheme: &Scheme, reading: &Reading) -> Self {
        let mut matcher = Self::of_scheme(scheme);
        let numbered = scheme.levels.iter().any(|l| l.number.is_some()) && scheme.term.is_some();
        let mut depths: BTreeMap<u8, BTreeSet<u8>> = BTreeMap::new();
        let mut bars: BTreeSet<u8> = BTreeSet::new();
        for block in reading.blocks.iter().filter(|b| b.furniture.is_none()) {
            if let BlockKind::Table(table) = &block.kind {
                let wide = |c: &&TableCell| c.header && c.col_span >= table.cols;
                bars.extend(table.cells.iter().filter(wide).filter_map(|c| matcher.named(&c.text())));
            }
            if let BlockKind::Heading { level, text } = &block.kind {
                if let Some(ordinal) = matcher.named(text) {
                    bars.extend(block.fill.map(|_| ordinal));
                    depths.entry(*level).or_default().insert(ordinal);
                }
                if matcher.numbered(text).is_some() {
                    matcher.depths.insert(*level);
                }
            }
        }
        let enough = if numbered { 3 } else { 2 };
        matcher.bars = bars.len() >= enough;
        matcher.bare_depths = depths.into_iter().filter(|(_, o)| o.len() >= enough).map(|(d, _)| d).collect();
        matcher
    }

    /// Without a document: bare names are recognised in no heading.
    pub(crate) fn of_scheme(scheme: &Scheme) -> Self {
        let mut numbers: BTreeMap<Number, Vec<u8>> = BTreeMap::new();
        let mut owners: BTreeMap<String, BTreeSet<u8>> = BTreeMap::new();
        for level in &scheme.levels {
            if let Some(number) = level.number.as_deref().and_then(Number::read) {
                numbers.entry(number).or_default().push(level.ordinal);
                if number.part.is_some() {
                    numbers.entry(Number { part: None, ..number }).or_default().push(level.ordinal);
                }
            }
            let spellings = level.name.iter().chain(&level.aliases).chain(std::iter::once(&level.label));
            for text in spellings {
                let name = label::parse(text).map_or_else(|| Some(text.clone()), |l| l.name);
                for part in name.iter().flat_map(|n| std::iter::once(n.clone()).chain(known_parts(n))) {
                    let key = names::key(&part);
                    if !key.is_empty() {
                        owners.entry(key).or_default().insert(level.ordinal);
                    }
                }
            }
        }
        let names = owners
            .into_iter()
            .filter_map(|(key, owners)| owners.first().filter(|_| owners.len() == 1).map(|o| (key, *o)))
            .collect();
        let numbered = scheme.levels.iter().any(|l| l.number.is_some());
        let everyone = scheme.levels.iter().filter(|l| numbered && l.number.is_none()).flat_map(|l| &l.name);
        let emergency = scheme.levels.iter().flat_map(|l| &l.aliases).filter(|a| is_emergency(a));
        let alone = everyone.chain(emergency).map(|t| names::key(t)).collect();
        let scale = scheme.term.as_deref().and_then(Term::read).map_or(Term::Level, Term::scale);
        Self {
            scale,
            numbers,
            names,
            bare_depths: BTreeSet::new(),
            bars: false,
            depths: BTreeSet::new(),
            alone,
            full: full_labels(scheme),
            levels: scheme.levels.len(),
            by_number: Memo::default(),
            by_name: Memo::default(),
        }
    }

    /// Number of levels.
    pub(crate) fn levels(&self) -> usize {
        self.levels
    }

    /// Ordinals of numbers, if all are on the ladder.
    pub(crate) fn ordinals(&self, term: Option<Term>, numbers: &[Number]) -> Option<Vec<u8>> {
        if term.is_some_and(|t| t.scale() != self.scale) {
            return None;
        }
        let mut ordinals = Vec::new();
        for number in numbers {
            ordinals.extend(self.numbers.get(number)?);
        }
        ordinals.sort_unstable();
        ordinals.dedup();
        (!ordinals.is_empty()).then_some(ordinals)
    }

    /// A title with a number. One that names the whole ladder names no level.
    pub(crate) fn numbered(&self, text: &str) -> Option<Vec<u8>> {
        self.by_number.of(text, |text| {
            label::parse(text)
                .and_then(|l| self.ordinals(l.term, &l.numbers))
                .filter(|o| o.len() < self.levels.max(2) || self.levels < 3)
        })
    }

    /// A title that is the name of one level, alone or before an explanation.
    pub(crate) fn named(&self, text: &str) -> Option<u8> {
        self.by_name.of(text, |text| {
            let whole = names::key(crate::fold::without_enumerator(&fold(text)));
            self.names.get(&whole).copied().or_else(|| {
                let leading = names::leading(text)?;
                self.names.get(&names::key(&leading)).copied()
            })
        })
    }

    /// A title by number, else by name.
    pub(crate) fn title(&self, text: &str) -> Option<Vec<u8>> {
        self.numbered(text).or_else(|| self.named(text).map(|o| vec![o]))
    }

    /// A heading block: bare names only at depths where they head the levels.
    pub(crate) fn heading(&self, block: &Block) -> Option<Vec<u8>> {
        let BlockKind::Heading { level, text } = &block.kind else { return None };
        let alone = self.depths.contains(level) && self.alone.contains(&names::key(text));
        self.numbered(text)
            .or_else(|| self.prefix(text))
            .or_else(|| self.opening(text))
            .or_else(|| self.full.get(&fold(text).to_lowercase()).map(|o| vec![*o]))
            .or_else(|| {
                let bar = self.bars && block.fill.is_some();
                self.named(text).filter(|_| alone || bar || self.bare_depths.contains(level)).map(|o| vec![o])
            })
    }

    /// A paragraph that is the title of a level and nothing else.
    pub(crate) fn line(&self, text: &str) -> Option<Vec<u8>> {
        let title = !fold(text).ends_with(['.', ';', ',']) && crate::fold::words(text) <= 12;
        self.numbered(text)
            .or_else(|| self.full.get(&fold(text).to_lowercase()).map(|o| vec![*o]))
            .filter(|_| title)
    }

    /// The run-in title of a paragraph over a list: a number, or in a ladder without numbers
    /// a name.
    pub(crate) fn run_in(&self, lead: &str) -> Option<Vec<u8>> {
        let named = || self.named(lead).filter(|_| self.numbers.is_empty()).map(|o| vec![o]);
        self.numbered(lead).or_else(named)
    }

    /// A label at the start of a line: a number, or in a ladder without numbers a name and
    /// a colon.
    pub(crate) fn prefix(&self, text: &str) -> Option<Vec<u8>> {
        label::prefix(text).and_then(|r| self.ordinals(r.term, &r.numbers)).or_else(|| {
            let (name, rest) = text.split_once(':').filter(|_| self.numbers.is_empty())?;
            let whole =
                !rest.trim().is_empty() && names::leading(name).is_some_and(|l| l.len() == fold(name).len());
            self.names.get(&names::key(name)).filter(|_| whole).map(|o| vec![*o])
        })
    }

    /// A line that introduces a list and names one level.
    pub(crate) fn stem(&self, text: &str) -> Option<Vec<u8>> {
        label::stem(text).and_then(|r| self.ordinals(r.term, &r.numbers))
    }

    /// A title that opens with the number of a level, however long.
    pub(crate) fn opening(&self, text: &str) -> Option<Vec<u8>> {
        label::opening(text).and_then(|r| self.ordinals(r.term, &r.numbers))
    }

    /// A label in brackets at the end of a line.
    pub(crate) fn suffix(&self, text: &str) -> Option<Vec<u8>> {
        label::suffix(text).and_then(|r| self.ordinals(r.term, &r.numbers))
    }

    /// A value in a column of level numbers.
    pub(crate) fn value(&self, text: &str) -> Option<Vec<u8>> {
        reference::value(text).and_then(|n| self.ordinals(None, &n))
    }
}

fn full_labels(scheme: &Scheme) -> BTreeMap<String, u8> {
    let longer = |text: &str| names::leading(text).is_some_and(|name| name.len() < fold(text).len());
    scheme
        .levels
        .iter()
        .flat_map(|l| std::iter::once(&l.label).chain(&l.aliases).map(|text| (text, l.ordinal)))
        .filter(|(text, _)| longer(text))
        .map(|(text, ordinal)| (fold(text).to_lowercase(), ordinal))
        .collect()
}

fn known_parts(name: &str) -> Vec<String> {
    names::parts(name).into_iter().filter(|p| names::known(p).is_some()).collect()
}
