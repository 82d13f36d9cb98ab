//! What is wrong with a lexicon that can be read: wordings that clash or can never count.

use crate::entry::{Indicator, Kind, Wording};
use crate::finding::{Code, Finding};
use crate::idle::idle_nots;
use crate::lexicon::Lexicon;
use crate::pattern::{Ending, Node, parse};
use crate::source::Source;
use crate::text::Text;
use std::collections::BTreeMap;

/// Words that state nothing by themselves: those that join others, numbers, the commonest verbs.
const COMMON: [&str; 70] = [
    "a", "about", "and", "any", "are", "as", "at", "aware", "be", "been", "by", "few", "five", "for", "four",
    "from", "get", "getting", "give", "go", "goes", "going", "gone", "has", "have", "help", "if", "in", "is",
    "keep", "know", "let", "live", "living", "look", "make", "many", "multiple", "need", "needs", "never",
    "not", "of", "on", "one", "or", "other", "others", "own", "put", "say", "see", "several", "six", "some",
    "support", "take", "the", "three", "to", "two", "use", "using", "want", "wants", "was", "were", "with",
    "work", "works",
];

impl Lexicon {
    /// Everything that a researcher should mend, by file and place. Errors that keep a
    /// lexicon from being read at all are in [`crate::LoadError::Broken`] instead.
    pub fn check(&self) -> Vec<Finding> {
        let mut findings = clashes(self.indicators(), self.sources());
        findings.extend(self.dead());
        findings.extend(self.weak());
        findings.extend(self.idle());
        findings.sort_by(|a, b| (&a.file, a.start, a.code).cmp(&(&b.file, b.start, b.code)));
        findings
    }

    /// Wordings of fixed words that do not count in a text that holds nothing else.
    fn dead(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (index, indicator) in self.indicators().iter().enumerate() {
            for wording in indicator.wordings.iter().filter(|wording| wording.kind.states()) {
                let Some(words) = plain_words(wording) else { continue };
                let found = self.find(&Text::new(&words));
                if !found.hits.iter().any(|hit| hit.indicator == index && hit.kind.states()) {
                    let message = format!("`{}` never counts for `{}`", wording.text, indicator.id);
                    let hint =
                        "it lies inside a `not` of its own, or inside a longer wording of another indicator";
                    findings.extend(finding(self.sources(), wording, Code::DeadPattern, message, hint));
                }
            }
        }
        findings
    }

    /// Look-alikes that overrule no wording.
    fn idle(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (index, indicator) in self.indicators().iter().enumerate() {
            for wording in idle_nots(self, index, indicator) {
                let message = format!("`{}` overrules no wording of `{}`", wording.text, indicator.id);
                let hint = "a `not` must cover the whole match: write all words of what must not count, or remove it";
                findings.extend(finding(self.sources(), wording, Code::IdleNot, message, hint));
            }
        }
        findings
    }

    /// Wordings that one word which says nothing by itself satisfies, all else being optional.
    fn weak(&self) -> Vec<Finding> {
        const LONGEST: usize = 1;
        let mut findings = Vec::new();
        for indicator in self.indicators() {
            let kinds = [Kind::Patterns, Kind::Protective];
            for wording in indicator.wordings.iter().filter(|wording| kinds.contains(&wording.kind)) {
                let Ok(pattern) = parse(&wording.text) else { continue };
                if !pattern.node.has_option() {
                    continue;
                }
                let rows = pattern.node.bare(LONGEST);
                let weak = rows.iter().find(|row| row.iter().all(|word| COMMON.contains(&word.as_str())));
                let Some(row) = weak else { continue };
                let message = format!("`{}` matches \"{}\" alone", wording.text, row.join(" "));
                let hint = "[x] may be missing: write (x) for what must be there";
                findings.extend(finding(self.sources(), wording, Code::WeakPattern, message, hint));
            }
        }
        findings
    }
}

/// The words of a wording that has no alternatives; `None` for others.
fn plain_words(wording: &Wording) -> Option<String> {
    if wording.kind == Kind::Abbreviations {
        return Some(wording.text.clone());
    }
    let mut words: Vec<String> = Vec::new();
    let mut collect = |node: &Node| match node {
        Node::Word(parts) if parts.iter().all(|part| part.ending != Ending::Any) => {
            words.push(parts.iter().map(|part| part.letters.as_str()).collect());
            true
        }
        _ => false,
    };
    let fixed = match &parse(&wording.text).ok()?.node {
        Node::Row(nodes) => nodes.iter().all(&mut collect),
        node => collect(node),
    };
    fixed.then(|| words.join(" "))
}

/// The same wording under two indicators, twice under one, or both positive and not.
fn clashes(indicators: &[Indicator], sources: &[Source]) -> Vec<Finding> {
    let mut first: BTreeMap<String, (&Indicator, &Wording)> = BTreeMap::new();
    let mut findings = Vec::new();
    for indicator in indicators {
        for wording in &indicator.wordings {
            let key = match wording.kind {
                Kind::Abbreviations => format!("={}", wording.text),
                _ => normal(&wording.text),
            };
            let Some((other, earlier)) = first.get(&key) else {
                first.insert(key, (indicator, wording));
                continue;
            };
            let same_entry = other.id == indicator.id;
            let same_side = earlier.kind.states() == wording.kind.states();
            let both_state = wording.kind.states() && earlier.kind.states();
            if !same_entry && !both_state {
                continue;
            }
            let at = sources
                .get(earlier.place.file)
                .map_or((0, 0), |file| file.line_and_column(earlier.place.start))
                .0;
            let (code, message) = if !same_side {
                let (one, two) = (earlier.kind.name(), wording.kind.name());
                (Code::Contradiction, format!("`{}` is both in `{one}` and in `{two}`", wording.text))
            } else if same_entry {
                (Code::DuplicateWording, format!("`{}` is written twice", wording.text))
            } else {
                let message = format!("`{}` states both `{}` and `{}`", wording.text, other.id, indicator.id);
                (Code::DuplicateWording, message)
            };
            let file = sources.get(earlier.place.file).map_or("", |file| file.name.as_str());
            let hint = format!("it stands first at {file}:{at}; remove one of them");
            findings.extend(finding(sources, wording, code, message, hint));
        }
    }
    findings
}

/// A pattern with case and blanks made equal.
fn normal(pattern: &str) -> String {
    let mut text = pattern.to_lowercase();
    for sign in ["-", "/"] {
        text = text.replace(sign, " ");
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn finding(
    sources: &[Source],
    wording: &Wording,
    code: Code,
    message: String,
    hint: impl Into<String>,
) -> Option<Finding> {
    sources.get(wording.place.file).map(|source| Finding::at(source, wording.place, code, message, hint))
}
