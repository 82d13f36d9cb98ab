//! The entries of a lexicon, as written in its TOML files.

use crate::finding::{Code, Finding};
use crate::source::{Place, Source};
use serde::Deserialize;
use std::collections::BTreeMap;
use thresholds_model::mention::Subject;
use toml::Spanned;

/// One indicator of the lexicon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// Id.
    pub id: String,
    /// Where the id stands.
    pub place: Place,
    /// Label for people.
    pub label: String,
    /// Domain that it belongs to.
    pub domain: String,
    /// The domain's label for people; the id in words when the file gives none.
    pub domain_label: String,
    /// What it means.
    pub definition: String,
    /// What counts, for people.
    pub includes: Vec<String>,
    /// What does not, for people.
    pub excludes: Vec<String>,
    /// Whose need it is about, the usual one first.
    pub subject: Vec<Subject>,
    /// May be anybody's.
    pub anybody: bool,
    /// The indicator that the same words state of somebody else.
    pub by_subject: BTreeMap<Subject, String>,
    /// Whose need the same words never state: another person's is withheld.
    pub not_of: Vec<Subject>,
    /// Wider indicators.
    pub broader: Vec<String>,
    /// Related indicators.
    pub related: Vec<String>,
    /// Indicators that the same words state more exactly.
    pub gives_way_to: Vec<String>,
    /// Wordings of all kinds.
    pub wordings: Vec<Wording>,
    /// Texts that must, or must not, state it.
    pub examples: Vec<Example>,
}

/// One wording of an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// What a match means.
    pub kind: Kind,
    /// Number in its list, from 1.
    pub number: usize,
    /// As written.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// What a match of a wording means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The need is stated.
    Patterns,
    /// The need is stated, by an abbreviation in exact capitals.
    Abbreviations,
    /// A strength is stated.
    Protective,
    /// A look-alike: nothing inside it counts.
    Not,
}

impl Kind {
    /// Name of the list in the file, and in a pattern's id.
    pub fn name(self) -> &'static str {
        match self {
            Self::Patterns => "patterns",
            Self::Abbreviations => "abbreviations",
            Self::Protective => "protective",
            Self::Not => "not",
        }
    }

    /// Whether a match states the need.
    pub fn states(self) -> bool {
        matches!(self, Self::Patterns | Self::Abbreviations)
    }
}

/// A text that must, or must not, state the indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The text.
    pub text: String,
    /// Must it state the indicator?
    pub states: bool,
    /// Where it stands.
    pub place: Place,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DomainFile {
    domain: String,
    #[serde(default)]
    label: String,
    #[serde(default)]
    indicator: Vec<RawIndicator>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawIndicator {
    id: Spanned<String>,
    label: String,
    definition: String,
    #[serde(default)]
    includes: Vec<String>,
    #[serde(default)]
    excludes: Vec<String>,
    #[serde(default)]
    subject: Vec<Spanned<String>>,
    #[serde(default)]
    by_subject: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    not_of: Vec<Spanned<String>>,
    #[serde(default)]
    broader: Vec<Spanned<String>>,
    #[serde(default)]
    related: Vec<Spanned<String>>,
    #[serde(default)]
    gives_way_to: Vec<Spanned<String>>,
    #[serde(default)]
    patterns: Vec<Spanned<String>>,
    #[serde(default)]
    abbreviations: Vec<Spanned<String>>,
    #[serde(default)]
    protective: Vec<Spanned<String>>,
    #[serde(default)]
    not: Vec<Spanned<String>>,
    #[serde(default, rename = "match")]
    must: Vec<Spanned<String>>,
    #[serde(default)]
    no_match: Vec<Spanned<String>>,
}

/// Ids that entries name, with their places: checked when all entries are known.
pub type Named = Vec<(String, Place)>;

/// Reads the entries of a domain file.
pub fn read_domain(
    file: usize,
    source: &Source,
    named: &mut Named,
    findings: &mut Vec<Finding>,
) -> Vec<Indicator> {
    let raw: DomainFile = match toml::from_str(&source.text) {
        Ok(raw) => raw,
        Err(error) => {
            findings.push(syntax(file, source, &error));
            return Vec::new();
        }
    };
    let label = if raw.label.is_empty() { raw.domain.replace('_', " ") } else { raw.label };
    let domain = (raw.domain.as_str(), label.as_str());
    raw.indicator.into_iter().map(|entry| indicator(file, source, domain, entry, named, findings)).collect()
}

fn indicator(
    file: usize,
    source: &Source,
    (domain, label): (&str, &str),
    raw: RawIndicator,
    named: &mut Named,
    findings: &mut Vec<Finding>,
) -> Indicator {
    let place = place_of(file, &raw.id);
    let mut unknown = |word: &str, place| {
        let hint = "one of child, parent, sibling, family, unborn, other, any";
        findings.push(Finding::at(source, place, Code::UnknownSubject, format!("no subject `{word}`"), hint));
    };
    let mut any = raw.subject.is_empty();
    let mut subject = Vec::new();
    for word in &raw.subject {
        match subject_of(word.get_ref()) {
            Some(known) => subject.push(known),
            None if word.get_ref() == "any" => any = true,
            None => unknown(word.get_ref(), place_of(file, word)),
        }
    }
    let mut by_subject = BTreeMap::new();
    for (word, id) in raw.by_subject {
        let place = place_of(file, &id);
        named.push((id.get_ref().clone(), place));
        match subject_of(&word) {
            Some(known) => {
                by_subject.insert(known, id.into_inner());
            }
            None => unknown(&word, place),
        }
    }
    let mut not_of = Vec::new();
    for word in &raw.not_of {
        match subject_of(word.get_ref()) {
            Some(known) => not_of.push(known),
            None => unknown(word.get_ref(), place_of(file, word)),
        }
    }
    for id in raw.broader.iter().chain(&raw.related).chain(&raw.gives_way_to) {
        named.push((id.get_ref().clone(), place_of(file, id)));
    }
    let lists = [
        (Kind::Patterns, raw.patterns),
        (Kind::Abbreviations, raw.abbreviations),
        (Kind::Protective, raw.protective),
        (Kind::Not, raw.not),
    ];
    let wordings = lists
        .into_iter()
        .flat_map(|(kind, list)| {
            (1..).zip(list).map(move |(number, text)| {
                let place = place_of(file, &text);
                Wording { kind, number, text: text.into_inner(), place }
            })
        })
        .collect();
    let examples = [(true, raw.must), (false, raw.no_match)]
        .into_iter()
        .flat_map(|(states, list)| {
            list.into_iter().map(move |text| {
                let place = place_of(file, &text);
                Example { text: text.into_inner(), states, place }
            })
        })
        .collect();
    Indicator {
        id: raw.id.into_inner(),
        place,
        label: raw.label,
        domain: domain.to_owned(),
        domain_label: label.to_owned(),
        definition: raw.definition,
        includes: raw.includes,
        excludes: raw.excludes,
        subject,
        anybody: any,
        by_subject,
        not_of,
        broader: raw.broader.into_iter().map(Spanned::into_inner).collect(),
        related: raw.related.into_iter().map(Spanned::into_inner).collect(),
        gives_way_to: raw.gives_way_to.into_iter().map(Spanned::into_inner).collect(),
        wordings,
        examples,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClassFile {
    classes: BTreeMap<String, Vec<Spanned<String>>>,
}

/// A named list of patterns: a class, or a list of cues.
pub type NamedList = (String, Vec<(String, Place)>);

/// Reads the classes of words.
pub fn read_classes(file: usize, source: &Source, findings: &mut Vec<Finding>) -> Vec<NamedList> {
    match toml::from_str::<ClassFile>(&source.text) {
        Ok(raw) => raw.classes.into_iter().map(|(name, list)| (name, placed(file, list))).collect(),
        Err(error) => {
            findings.push(syntax(file, source, &error));
            Vec::new()
        }
    }
}

/// Reads the lists of cues, named `section.list`.
pub fn read_cues(file: usize, source: &Source, findings: &mut Vec<Finding>) -> Vec<NamedList> {
    match toml::from_str::<BTreeMap<String, BTreeMap<String, Vec<Spanned<String>>>>>(&source.text) {
        Ok(raw) => raw
            .into_iter()
            .flat_map(|(section, lists)| {
                lists.into_iter().map(move |(list, words)| (format!("{section}.{list}"), placed(file, words)))
            })
            .collect(),
        Err(error) => {
            findings.push(syntax(file, source, &error));
            Vec::new()
        }
    }
}

fn placed(file: usize, list: Vec<Spanned<String>>) -> Vec<(String, Place)> {
    list.into_iter()
        .map(|text| {
            let place = place_of(file, &text);
            (text.into_inner(), place)
        })
        .collect()
}

/// The place of a value.
pub(crate) fn place_of<T>(file: usize, value: &Spanned<T>) -> Place {
    let span = value.span();
    Place { file, start: span.start, end: span.end }
}

/// A file that is not TOML, or has not the fields that it should have.
pub(crate) fn syntax(file: usize, source: &Source, error: &toml::de::Error) -> Finding {
    let span = error.span().unwrap_or(0..0);
    let place = Place { file, start: span.start, end: span.end };
    let message = error.message().trim().replace('\n', "; ");
    Finding::at(source, place, Code::Syntax, message, "see docs/lexicon.md for the fields of an entry")
}

fn subject_of(word: &str) -> Option<Subject> {
    Some(match word {
        "child" => Subject::Child,
        "parent" => Subject::Parent,
        "sibling" => Subject::Sibling,
        "family" => Subject::Family,
        "unborn" => Subject::Unborn,
        "other" => Subject::Other,
        _ => return None,
    })
}
