//! The lexicon: entries, classes and cues, compiled once.

use crate::cue::CueList;
use crate::entry::{Indicator, Kind, NamedList, read_classes, read_cues, read_domain};
use crate::finding::{Code, Finding};
use crate::focus::read_focus;
use crate::matcher::Matcher;
use crate::pattern::{Pattern, parse};
use crate::resolve::{Hit, Resolved, resolve};
use crate::source::{CLASSES, CUES, FOCUS, Place, Source, built_in, read_folder};
use crate::text::Text;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use std::ops::Range;
use std::path::{Path, PathBuf};
use thresholds_model::focus::Focus;

/// A lexicon, ready to search texts.
#[derive(Debug, Clone)]
pub struct Lexicon {
    sources: Vec<Source>,
    hash: String,
    indicators: Vec<Indicator>,
    focus: Vec<Focus>,
    classes: BTreeMap<String, Vec<Pattern>>,
    abbreviations: BTreeMap<Vec<String>, Vec<(usize, usize)>>,
    matcher: Matcher,
    owners: Vec<Owner>,
    /// For each indicator, those that it gives way to.
    gives_way: Vec<Vec<usize>>,
}

/// What a compiled pattern belongs to.
#[derive(Debug, Clone, Copy)]
enum Owner {
    Wording { indicator: usize, wording: usize, whole: bool, own_subject: bool, has_gap: bool },
    Cue(CueList),
}

/// A cue met in a text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CueHit {
    /// First word.
    pub start: usize,
    /// One past the last word.
    pub end: usize,
    /// Which list it is from.
    pub list: CueList,
}

impl CueHit {
    /// The words that it covers.
    pub fn words(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// What a lexicon finds in a text.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Matches that count, by indicator, then place.
    pub hits: Vec<Hit>,
    /// Look-alikes: the indicator that nothing inside the words states.
    pub look_alikes: Vec<(usize, Range<usize>)>,
    /// Cues by place.
    pub cues: Vec<CueHit>,
}

/// Why there is no lexicon.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The folder could not be read.
    #[error(
        "cannot read the lexicon folder {folder}: {source}; name a folder with domain files, classes.toml and cues.toml"
    )]
    Unreadable {
        /// The folder.
        folder: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The files hold errors.
    #[error("{}", listed(.findings))]
    Broken {
        /// The files, for showing the places.
        sources: Vec<Source>,
        /// Every error, by file and place.
        findings: Vec<Finding>,
    },
    /// The patterns together are too much for the search.
    #[error("the lexicon's words cannot be compiled: {0}; there are too many of them")]
    TooLarge(#[from] aho_corasick::BuildError),
}

fn listed(findings: &[Finding]) -> String {
    let lines: Vec<String> = findings.iter().map(Finding::to_string).collect();
    format!("the lexicon has {} error(s):\n{}", findings.len(), lines.join("\n"))
}

impl Lexicon {
    /// The lexicon that is built into the program.
    pub fn built_in() -> Result<Self, LoadError> {
        Self::from_sources(built_in())
    }

    /// The lexicon of a folder.
    pub fn load(folder: &Path) -> Result<Self, LoadError> {
        let sources = read_folder(folder)
            .map_err(|source| LoadError::Unreadable { folder: folder.to_owned(), source })?;
        Self::from_sources(sources)
    }

    /// The lexicon that the files hold.
    pub fn from_sources(sources: Vec<Source>) -> Result<Self, LoadError> {
        let mut reader = Reader { sources: &sources, findings: Vec::new() };
        let parts = reader.read();
        let mut findings = reader.findings;
        if !findings.is_empty() {
            findings.sort_by(|a, b| (&a.file, a.start, a.code).cmp(&(&b.file, b.start, b.code)));
            return Err(LoadError::Broken { sources, findings });
        }
        let Parts { indicators, focus, classes, cues, compiled } = parts;
        let mut patterns = Vec::new();
        let mut owners = Vec::new();
        for (indicator, wording, mut pattern) in compiled {
            let kind = indicators.get(indicator).and_then(|entry| entry.wordings.get(wording));
            pattern.longest = kind.is_some_and(|wording| wording.kind == Kind::Not);
            let Pattern { whole, own_subject, ref node, .. } = pattern;
            owners.push(Owner::Wording { indicator, wording, whole, own_subject, has_gap: node.has_gap() });
            patterns.push(pattern);
        }
        for (list, pattern) in cues {
            owners.push(Owner::Cue(list));
            patterns.push(pattern);
        }
        let matcher = Matcher::new(&patterns, &classes, ordinary_words(&sources))?;
        let abbreviations = abbreviations(&indicators);
        let gives_way = gives_way(&indicators);
        Ok(Self {
            hash: hash(&sources),
            sources,
            indicators,
            focus,
            classes,
            abbreviations,
            matcher,
            owners,
            gives_way,
        })
    }

    /// Its files.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// SHA-256 over names and contents of its files, in the order of the names, in hexadecimal.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// Its indicators, in the order of the files.
    pub fn indicators(&self) -> &[Indicator] {
        &self.indicators
    }

    /// The needs that come first.
    pub fn focus(&self) -> &[Focus] {
        &self.focus
    }

    /// Its classes of words, by name.
    pub fn classes(&self) -> &BTreeMap<String, Vec<Pattern>> {
        &self.classes
    }

    /// The places of the indicators that one gives way to.
    pub fn gives_way_to(&self, indicator: usize) -> &[usize] {
        self.gives_way.get(indicator).map_or(&[], Vec::as_slice)
    }

    /// The place of an indicator in [`Self::indicators`].
    pub fn index_of(&self, id: &str) -> Option<usize> {
        self.indicators.iter().position(|indicator| indicator.id == id)
    }

    /// Whether a word is one of those that patterns or cues name.
    pub fn knows(&self, key: &str) -> bool {
        self.matcher.knows(key)
    }

    /// Every match that counts (rules 1 to 3 of the guide) and every cue.
    pub fn find(&self, text: &Text) -> Found {
        let (hits, mut cues) = self.matches(text);
        cues.sort();
        cues.dedup();
        let Resolved { hits, look_alikes } = resolve(hits, text);
        Found { hits, look_alikes, cues }
    }

    /// Every match of a wording, look-alikes too, and every cue.
    pub(crate) fn matches(&self, text: &Text) -> (Vec<Hit>, Vec<CueHit>) {
        let mut hits = self.abbreviations_in(text);
        let mut cues = Vec::new();
        for span in self.matcher.find(text) {
            match self.owners.get(span.pattern) {
                Some(Owner::Wording { indicator, wording, whole, own_subject, has_gap }) => {
                    let kind = self.wording(*indicator, *wording).map_or(Kind::Not, |wording| wording.kind);
                    if kind == Kind::Not && span.over_list {
                        continue;
                    }
                    hits.push(Hit {
                        indicator: *indicator,
                        wording: *wording,
                        kind,
                        words: span.words,
                        fuzzy: span.fuzzy,
                        passed: span.passed,
                        contiguous: !has_gap && !span.over_list,
                        whole: *whole,
                        own_subject: *own_subject,
                    });
                }
                Some(Owner::Cue(list)) if !span.fuzzy && !span.over_list => {
                    cues.push(CueHit { start: span.words.start, end: span.words.end, list: *list });
                }
                _ => {}
            }
        }
        (hits, cues)
    }

    /// The id of the pattern that a hit comes from: `<indicator>/<list>/<number>`.
    pub fn pattern_id(&self, hit: &Hit) -> String {
        match (self.indicators.get(hit.indicator), self.wording(hit.indicator, hit.wording)) {
            (Some(indicator), Some(wording)) => {
                format!("{}/{}/{}", indicator.id, wording.kind.name(), wording.number)
            }
            _ => String::new(),
        }
    }

    fn wording(&self, indicator: usize, wording: usize) -> Option<&crate::entry::Wording> {
        self.indicators.get(indicator)?.wordings.get(wording)
    }

    /// Abbreviations: exact capitals, whole words, a plural `s` allowed.
    fn abbreviations_in(&self, text: &Text) -> Vec<Hit> {
        let count = text.words().len();
        let mut hits = Vec::new();
        for start in 0..count {
            let mut row: Vec<String> = Vec::new();
            for end in start + 1..=count.min(start + 3) {
                let raw = text.raw(end - 1);
                let bare = raw.strip_suffix('s').filter(|bare| bare.chars().count() > 1).unwrap_or(raw);
                row.push(bare.to_owned());
                for (indicator, wording) in self.abbreviations.get(&row).into_iter().flatten() {
                    hits.push(Hit {
                        indicator: *indicator,
                        wording: *wording,
                        kind: Kind::Abbreviations,
                        words: start..end,
                        fuzzy: false,
                        passed: Vec::new(),
                        contiguous: true,
                        whole: false,
                        own_subject: false,
                    });
                }
            }
        }
        hits
    }
}

/// For each indicator, the places of those that it gives way to.
fn gives_way(indicators: &[Indicator]) -> Vec<Vec<usize>> {
    let place = |id: &String| indicators.iter().position(|indicator| indicator.id == *id);
    indicators.iter().map(|indicator| indicator.gives_way_to.iter().filter_map(place).collect()).collect()
}

/// The abbreviations as rows of raw words.
fn abbreviations(indicators: &[Indicator]) -> BTreeMap<Vec<String>, Vec<(usize, usize)>> {
    let mut all: BTreeMap<Vec<String>, Vec<(usize, usize)>> = BTreeMap::new();
    for (index, indicator) in indicators.iter().enumerate() {
        for (wording, entry) in indicator.wordings.iter().enumerate() {
            if entry.kind == Kind::Abbreviations {
                let text = Text::new(&entry.text);
                let row = (0..text.words().len()).map(|word| text.raw(word).to_owned()).collect();
                all.entry(row).or_default().push((index, wording));
            }
        }
    }
    all
}

/// Every word of the files: a word that a researcher wrote is no typing error.
fn ordinary_words(sources: &[Source]) -> HashSet<String> {
    let mut words = HashSet::new();
    for source in sources.iter().filter(|source| source.name != FOCUS) {
        words.extend(Text::new(&source.text).into_words().into_iter().map(|word| word.key));
    }
    words
}

fn hash(sources: &[Source]) -> String {
    let mut by_name: Vec<&Source> = sources.iter().collect();
    by_name.sort_by(|a, b| a.name.cmp(&b.name));
    let mut digest = Sha256::new();
    for source in by_name {
        digest.update(source.name.as_bytes());
        digest.update([0]);
        digest.update(source.text.as_bytes());
        digest.update([0]);
    }
    digest.finalize().iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// What the files hold.
#[derive(Default)]
struct Parts {
    indicators: Vec<Indicator>,
    focus: Vec<Focus>,
    classes: BTreeMap<String, Vec<Pattern>>,
    cues: Vec<(CueList, Pattern)>,
    compiled: Vec<(usize, usize, Pattern)>,
}

/// Reads the files and collects what is wrong with them.
struct Reader<'a> {
    sources: &'a [Source],
    findings: Vec<Finding>,
}

impl Reader<'_> {
    fn read(&mut self) -> Parts {
        let mut parts = Parts::default();
        let mut named = Vec::new();
        let mut class_lists: Vec<NamedList> = Vec::new();
        let mut cue_lists: Vec<NamedList> = Vec::new();
        for (file, source) in self.sources.iter().enumerate() {
            match source.name.as_str() {
                CLASSES => class_lists = read_classes(file, source, &mut self.findings),
                FOCUS => parts.focus = read_focus(file, source, &mut named, &mut self.findings),
                CUES => cue_lists = read_cues(file, source, &mut self.findings),
                _ => parts.indicators.extend(read_domain(file, source, &mut named, &mut self.findings)),
            }
        }
        for name in [CLASSES, CUES] {
            if !self.sources.iter().any(|source| source.name == name) {
                self.missing(name);
            }
        }
        for (name, list) in class_lists {
            let members = list.iter().filter_map(|(text, place)| self.class_member(text, *place)).collect();
            parts.classes.insert(name, members);
        }
        for (name, list) in cue_lists {
            let known = CueList::named(&name);
            for (text, place) in &list {
                let pattern = self.pattern(text, *place, &parts.classes);
                parts.cues.extend(known.zip(pattern));
            }
            if let (None, Some((_, place))) = (known, list.first()) {
                let message = format!("no list of cues is called `{name}`");
                self.report(*place, Code::UnknownCue, message, CueList::hint(&name));
            }
        }
        for (index, indicator) in parts.indicators.iter().enumerate() {
            for (wording, entry) in indicator.wordings.iter().enumerate() {
                if entry.kind != Kind::Abbreviations {
                    let pattern = self.pattern(&entry.text, entry.place, &parts.classes);
                    parts.compiled.extend(pattern.map(|pattern| (index, wording, pattern)));
                }
            }
        }
        self.ids(&parts.indicators, &named);
        parts
    }

    fn report(&mut self, place: Place, code: Code, message: String, hint: impl Into<String>) {
        if let Some(source) = self.sources.get(place.file) {
            self.findings.push(Finding::at(source, place, code, message, hint));
        }
    }

    fn missing(&mut self, name: &str) {
        self.findings.push(Finding {
            file: name.to_owned(),
            line: 1,
            column: 1,
            start: 0,
            end: 0,
            code: Code::MissingFile,
            message: format!("the lexicon has no {name}"),
            hint: "copy it from lexicons/, then edit it".to_owned(),
        });
    }

    fn class_member(&mut self, text: &str, place: Place) -> Option<Pattern> {
        let pattern = self.parsed(text, place)?;
        let mut names_class = false;
        pattern.node.classes(&mut |_| names_class = true);
        if names_class || pattern.node.has_gap() {
            let message = "a class holds words only: no other class, no gap".to_owned();
            self.report(place, Code::NestedClass, message, "write the words themselves");
            return None;
        }
        Some(pattern)
    }

    fn pattern(
        &mut self,
        text: &str,
        place: Place,
        classes: &BTreeMap<String, Vec<Pattern>>,
    ) -> Option<Pattern> {
        let pattern = self.parsed(text, place)?;
        let mut unknown = Vec::new();
        pattern.node.classes(&mut |name| {
            if !classes.contains_key(name) {
                unknown.push(name.to_owned());
            }
        });
        for name in unknown {
            let at = text.find(&format!("{{{name}")).unwrap_or(0);
            let known: Vec<&str> = classes.keys().map(String::as_str).collect();
            let hint = format!("classes.toml has {}", known.join(", "));
            self.report(inside(place, at), Code::UnknownClass, format!("no class `{{{name}}}`"), hint);
        }
        Some(pattern)
    }

    fn parsed(&mut self, text: &str, place: Place) -> Option<Pattern> {
        match parse(text) {
            Ok(pattern) => Some(pattern),
            Err(error) => {
                self.report(inside(place, error.at), Code::Pattern, error.message, error.hint);
                None
            }
        }
    }

    fn ids(&mut self, indicators: &[Indicator], named: &[(String, Place)]) {
        let mut first: BTreeMap<&str, Place> = BTreeMap::new();
        for indicator in indicators {
            if let Some(place) = first.get(indicator.id.as_str()) {
                let (line, _) =
                    self.sources.get(place.file).map_or((0, 0), |source| source.line_and_column(place.start));
                let file = self.sources.get(place.file).map_or("", |source| source.name.as_str());
                let hint = format!("the first one stands at {file}:{line}; give each indicator its own id");
                let message = format!("two indicators have the id `{}`", indicator.id);
                self.report(indicator.place, Code::DuplicateId, message, hint);
            } else {
                first.insert(&indicator.id, indicator.place);
            }
        }
        for (id, place) in named {
            if !first.contains_key(id.as_str()) {
                let message = format!("no indicator has the id `{id}`");
                self.report(*place, Code::UnknownId, message, "name an id of this lexicon, or remove it");
            }
        }
    }
}

/// A place inside a quoted string of a file.
fn inside(place: Place, at: usize) -> Place {
    let start = (place.start + 1 + at).min(place.end);
    Place { start, ..place }
}
