//! Wordings that a passage nearly matches: all their parts but one are there, or all are
//! there in another order or too far apart.

use crate::stopwords::is_stopword;
use crate::uncovered::{Uncovered, uncovered_in};
use crate::{Place, documents};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use thresholds_lexicon::Lexicon;
use thresholds_lexicon::fold::{fold_prefix, fold_word};
use thresholds_lexicon::inflect::forms;
use thresholds_lexicon::pattern::{Bound, Ending, Node, Part, Pattern, parse};
use thresholds_model::results::DocumentResult;

/// Least weight of the words that are there: a word that a fifth of all indicators name
/// weighs 1.6, one that a single indicator of 90 names weighs 4.5.
const LEAST_WEIGHT: f64 = 3.0;
/// Least share that the words which are there have in the weight of all words of a wording.
const LEAST_SHARE: f64 = 0.5;
/// Indicators that one passage is listed under.
const MOST_INDICATORS: usize = 2;
/// A passage that lacks one of these says the contrary of the wording.
const DENIALS: [&str; 12] = [
    "no", "not", "never", "isn't", "doesn't", "don't", "cannot", "can't", "without", "unable", "poor", "lack",
];

/// A passage that nearly states an indicator.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NearPassage {
    /// Where it stands.
    pub place: Place,
    /// Id of the nearest pattern.
    pub pattern: String,
    /// The pattern as written.
    pub written: String,
    /// The part of the pattern that is missing; none when all parts are there, in another
    /// order or too far apart.
    pub lacks: Option<String>,
    /// How much the words that are there tell: the sum over them of the logarithm of all
    /// indicators over those that name the word.
    pub weight: f64,
}

/// An indicator that passages nearly state.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NearIndicator {
    /// Id of the indicator.
    pub indicator: String,
    /// Documents that hold such passages.
    pub documents: usize,
    /// The passages, the nearest first.
    pub passages: Vec<NearPassage>,
}

/// The wordings of a lexicon, ready to be held against passages.
pub struct NearWordings {
    wordings: Vec<Wording>,
    classes: BTreeMap<String, Vec<Pattern>>,
    keys: BTreeMap<Part, Vec<String>>,
    /// For each key, whole or (`true`) a beginning, the wordings that name it.
    named: BTreeMap<(String, bool), Vec<usize>>,
    weights: BTreeMap<Part, f64>,
}

struct Wording {
    indicator: String,
    id: String,
    written: String,
    node: Node,
}

/// How well a part of a pattern fits: the weight of what is there, and what is not.
#[derive(Clone, Default)]
struct Fit<'a> {
    weight: f64,
    /// Words that are there and tell something.
    telling: usize,
    lacks: Vec<&'a Node>,
}

impl NearWordings {
    /// Takes the wordings of a lexicon that state a need.
    pub fn new(lexicon: &Lexicon) -> Self {
        let mut wordings = Vec::new();
        let mut users: BTreeMap<Part, BTreeSet<&str>> = BTreeMap::new();
        let mut named: BTreeMap<(String, bool), Vec<usize>> = BTreeMap::new();
        for indicator in lexicon.indicators() {
            for wording in indicator.wordings.iter().filter(|wording| wording.kind.states()) {
                let Ok(pattern) = parse(&wording.text) else { continue };
                words(&pattern.node, &mut |part| {
                    users.entry(part.clone()).or_default().insert(&indicator.id);
                    for key in keys_of(part) {
                        named.entry((key, part.ending == Ending::Any)).or_default().push(wordings.len());
                    }
                });
                wordings.push(Wording {
                    indicator: indicator.id.clone(),
                    id: format!("{}/{}/{}", indicator.id, wording.kind.name(), wording.number),
                    written: wording.text.clone(),
                    node: pattern.node,
                });
            }
        }
        let mut keys: BTreeMap<Part, Vec<String>> =
            users.keys().map(|part| (part.clone(), keys_of(part))).collect();
        for pattern in lexicon.classes().values().flatten() {
            words(&pattern.node, &mut |part| {
                keys.entry(part.clone()).or_insert_with(|| keys_of(part));
            });
        }
        let indicators = lexicon.indicators().len();
        let weights = users.iter().map(|(part, users)| (part.clone(), weight(part, indicators, users.len())));
        Self { weights: weights.collect(), wordings, classes: lexicon.classes().clone(), keys, named }
    }

    /// For the indicators that a text nearly states, the nearest wording of each.
    fn nearest(&self, passage: &Uncovered) -> Vec<(&str, NearPassage)> {
        let present: BTreeSet<&str> = passage.text.words().iter().map(|word| word.key.as_str()).collect();
        let mut nearest: BTreeMap<&str, NearPassage> = BTreeMap::new();
        for wording in self.that_name(&present) {
            let fit = self.fit(&wording.node, &present);
            if !self.is_near(&fit) {
                continue;
            }
            let lacks = fit.lacks.first().map(|node| told(node));
            let better = nearest
                .get(wording.indicator.as_str())
                .is_none_or(|best| (lacks.is_none(), fit.weight) > (best.lacks.is_none(), best.weight));
            if better {
                let near = NearPassage {
                    place: passage.place.clone(),
                    pattern: wording.id.clone(),
                    written: wording.written.clone(),
                    lacks,
                    weight: fit.weight,
                };
                nearest.insert(&wording.indicator, near);
            }
        }
        let mut nearest: Vec<(&str, NearPassage)> = nearest.into_iter().collect();
        nearest.sort_by(|(_, a), (_, b)| b.weight.total_cmp(&a.weight));
        nearest.truncate(MOST_INDICATORS);
        nearest
    }

    /// At most one part is missing, which is not what makes the wording a denial, and the
    /// words that are there tell enough: two of them, or one and a class.
    fn is_near(&self, fit: &Fit<'_>) -> bool {
        let missing: f64 = fit.lacks.iter().map(|node| self.heaviest(node)).sum();
        fit.lacks.len() <= 1
            && fit.weight >= LEAST_WEIGHT
            && fit.weight >= LEAST_SHARE * (fit.weight + missing)
            && (fit.telling > 1 || fit.lacks.iter().any(|node| matches!(node, Node::Class(_))))
            && !fit.lacks.iter().any(|node| self.denies(node))
    }

    /// The weight of the words of a part, of its heaviest branch.
    fn heaviest(&self, node: &Node) -> f64 {
        match node {
            Node::Word(parts) => parts.iter().filter_map(|part| self.weights.get(part)).sum(),
            Node::Row(nodes) => nodes.iter().map(|node| self.heaviest(node)).sum(),
            Node::OneOf(nodes) => nodes.iter().map(|node| self.heaviest(node)).fold(0.0, f64::max),
            Node::Gap { left, right, .. } => self.heaviest(left) + self.heaviest(right),
            Node::Class(_) | Node::Number(_) | Node::Maybe(_) | Node::Comma => 0.0,
        }
    }

    fn denies(&self, node: &Node) -> bool {
        let mut denies = false;
        let mut look = |part: &Part| denies |= DENIALS.contains(&part.letters.as_str());
        words(node, &mut look);
        if let Node::Class(name) = node {
            let members = self.classes.get(name).into_iter().flatten();
            members.for_each(|member| words(&member.node, &mut look));
        }
        denies
    }

    /// The wordings that name at least one of some words.
    fn that_name<'a>(&'a self, words: &BTreeSet<&str>) -> impl Iterator<Item = &'a Wording> {
        let ends =
            |word: &str| -> Vec<usize> { word.char_indices().map(|(at, c)| at + c.len_utf8()).collect() };
        let mut indices: BTreeSet<usize> = BTreeSet::new();
        for word in words.iter().copied() {
            indices.extend(self.named.get(&(word.to_owned(), false)).into_iter().flatten());
            for end in ends(word) {
                let beginning = (word[..end].to_owned(), true);
                indices.extend(self.named.get(&beginning).into_iter().flatten());
            }
        }
        indices.into_iter().filter_map(|index: usize| self.wordings.get(index))
    }

    fn fit<'a>(&'a self, node: &'a Node, present: &BTreeSet<&str>) -> Fit<'a> {
        let all = |nodes: &mut dyn Iterator<Item = &'a Node>| {
            nodes.fold(Fit::default(), |mut sum, node| {
                let part = self.fit(node, present);
                sum.weight += part.weight;
                sum.telling += part.telling;
                sum.lacks.extend(part.lacks);
                sum
            })
        };
        match node {
            Node::Word(parts) if parts.iter().all(|part| self.is_there(part, present)) => {
                let weight = self.heaviest(node);
                Fit { weight, telling: usize::from(weight > 0.0), lacks: Vec::new() }
            }
            Node::Number(Bound::Any | Bound::Below(_) | Bound::Above(_))
                if present.iter().any(|key| key.chars().all(|c| c.is_ascii_digit())) =>
            {
                Fit::default()
            }
            Node::Class(name) if self.has_class(name, present) => Fit::default(),
            Node::Word(_) | Node::Number(_) | Node::Class(_) => Fit { lacks: vec![node], ..Fit::default() },
            Node::Maybe(_) | Node::Comma => Fit::default(),
            Node::Row(nodes) => all(&mut nodes.iter()),
            Node::Gap { left, right, .. } => all(&mut [left.as_ref(), right.as_ref()].into_iter()),
            Node::OneOf(branches) => {
                let fits = branches.iter().map(|branch| self.fit(branch, present));
                let best = fits.reduce(|a, b| {
                    let closer = (b.lacks.len(), -b.weight) < (a.lacks.len(), -a.weight);
                    if closer { b } else { a }
                });
                match best {
                    Some(fit) if fit.lacks.is_empty() => fit,
                    Some(fit) if fit.weight > 0.0 => fit,
                    _ => Fit { lacks: vec![node], ..Fit::default() },
                }
            }
        }
    }

    fn is_there(&self, part: &Part, present: &BTreeSet<&str>) -> bool {
        self.keys.get(part).into_iter().flatten().any(|key| match part.ending {
            Ending::Any => {
                present.range(key.as_str()..).next().is_some_and(|word| word.starts_with(key.as_str()))
            }
            Ending::Exact | Ending::Inflected => present.contains(key.as_str()),
        })
    }

    fn has_class(&self, name: &str, present: &BTreeSet<&str>) -> bool {
        let members = self.classes.get(name).into_iter().flatten();
        members.into_iter().any(|member| self.fit(&member.node, present).lacks.is_empty())
    }
}

/// The passages that nearly state each indicator, the indicators with most documents first.
pub fn by_indicator(passages: &[Uncovered], wordings: &NearWordings) -> Vec<NearIndicator> {
    let mut found: BTreeMap<&str, Vec<NearPassage>> = BTreeMap::new();
    for passage in passages {
        for (indicator, near) in wordings.nearest(passage) {
            found.entry(indicator).or_default().push(near);
        }
    }
    let mut indicators: Vec<NearIndicator> = found
        .into_iter()
        .map(|(indicator, mut passages)| {
            passages.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.place.cmp(&b.place)));
            let places: Vec<Place> = passages.iter().map(|near| near.place.clone()).collect();
            NearIndicator { indicator: indicator.to_owned(), documents: documents(&places), passages }
        })
        .collect();
    indicators.sort_by(|a, b| {
        (b.documents, b.passages.len())
            .cmp(&(a.documents, a.passages.len()))
            .then(a.indicator.cmp(&b.indicator))
    });
    indicators
}

/// The passages of a document that nearly state one indicator, the nearest first.
pub fn near_to(indicator: &str, document: &DocumentResult, wordings: &NearWordings) -> Vec<NearPassage> {
    let mut found: Vec<NearPassage> = uncovered_in(document)
        .iter()
        .flat_map(|passage| wordings.nearest(passage))
        .filter(|(id, _)| *id == indicator)
        .map(|(_, near)| near)
        .collect();
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.place.cmp(&b.place)));
    found
}

/// Visits the words that a pattern names, class members left out.
fn words(node: &Node, visit: &mut impl FnMut(&Part)) {
    match node {
        Node::Word(parts) => parts.iter().for_each(visit),
        Node::Row(nodes) | Node::OneOf(nodes) => nodes.iter().for_each(|node| words(node, visit)),
        Node::Maybe(inner) => words(inner, visit),
        Node::Gap { left, right, .. } => {
            words(left, visit);
            words(right, visit);
        }
        Node::Class(_) | Node::Number(_) | Node::Comma => {}
    }
}

fn keys_of(part: &Part) -> Vec<String> {
    match part.ending {
        Ending::Exact => vec![fold_word(&part.letters)],
        Ending::Inflected => forms(&part.letters),
        Ending::Any => fold_prefix(&part.letters),
    }
}

/// Inverse document frequency (Spärck Jones 1972), over indicators instead of documents.
fn weight(part: &Part, indicators: usize, users: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "some 90 indicators")]
    let rarity = (indicators.max(1) as f64 / users.max(1) as f64).ln();
    if is_stopword(&part.letters) { 0.0 } else { rarity }
}

/// A missing part in the words of the pattern language.
fn told(node: &Node) -> String {
    let joined = |nodes: &[Node], by: &str| nodes.iter().map(told).collect::<Vec<_>>().join(by);
    match node {
        Node::Word(parts) => {
            let ending = |part: &Part| match part.ending {
                Ending::Exact => "",
                Ending::Inflected => "~",
                Ending::Any => "*",
            };
            parts.iter().map(|part| format!("{}{}", part.letters, ending(part))).collect::<Vec<_>>().join("_")
        }
        Node::Number(Bound::Any) => "#".to_owned(),
        Node::Number(Bound::Below(limit)) => format!("#<{limit}"),
        Node::Number(Bound::Above(limit)) => format!("#>{limit}"),
        Node::Class(name) => format!("{{{name}}}"),
        Node::Row(nodes) => joined(nodes, " "),
        Node::OneOf(nodes) => format!("({})", joined(nodes, "|")),
        Node::Maybe(inner) => format!("[{}]", told(inner)),
        Node::Comma => ",".to_owned(),
        Node::Gap { left, right, words, either_order } => {
            let sign = if *either_order { "&" } else { ".." };
            format!("{} {sign}{words} {}", told(left), told(right))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use thresholds_lexicon::source::Source;
    use thresholds_lexicon::text::Text;

    fn lexicon() -> Lexicon {
        let entry = |id: &str, pattern: &str| {
            format!(
                "[[indicator]]\nid = \"{id}\"\nlabel = \"{id}\"\ndefinition = \"x\"\nsubject = [\"child\"]\npatterns = [\"{pattern}\"]\n"
            )
        };
        let mut domain = "domain = \"d\"\nlabel = \"D\"\n".to_owned();
        domain.push_str(&entry("teeth", "{bad} (tooth|gum)~"));
        domain.push_str(&entry("growth", "fall~ ..3 growth chart"));
        (0..20).for_each(|n| domain.push_str(&entry(&format!("other_{n}"), &format!("word{n}"))));
        let source = |name: &str, text: &str| Source { name: name.into(), text: text.into() };
        let classes = "[classes]\nbad = [\"rotten\", \"painful\"]\n";
        Lexicon::from_sources(vec![
            source("d.toml", &domain),
            source("classes.toml", classes),
            source("cues.toml", ""),
        ])
        .unwrap()
    }

    fn near(quote: &str) -> Vec<(String, Option<String>)> {
        let place = Place { document: "a.pdf".into(), page: 1, quote: quote.into() };
        let passage = Uncovered { place, text: Text::new(quote) };
        let wordings = NearWordings::new(&lexicon());
        let found = wordings.nearest(&passage);
        found.into_iter().map(|(id, near)| (id.to_owned(), near.lacks)).collect()
    }

    #[test]
    fn the_missing_part_is_named_as_it_is_written() {
        assert_eq!(near("Dropping off the growth chart"), [("growth".into(), Some("fall~".into()))]);
        assert_eq!(near("Brown teeth"), [("teeth".into(), Some("{bad}".into()))]);
    }

    #[test]
    fn parts_in_another_order_lack_nothing() {
        assert_eq!(near("Off the growth chart, still falling"), [("growth".into(), None)]);
    }

    #[test]
    fn a_part_that_says_little_is_not_near() {
        assert_eq!(near("A painful memory"), []);
        assert_eq!(near("Personal growth"), []);
    }
}
