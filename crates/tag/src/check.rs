//! The examples of a lexicon, run through the same code as a document.

use crate::tagger::Tagger;
use std::collections::BTreeMap;
use thresholds_lexicon::Lexicon;
use thresholds_lexicon::entry::{Example, Indicator};
use thresholds_lexicon::finding::{Code, Finding};
use thresholds_model::geometry::BBox;
use thresholds_model::mention::{Mention, Polarity};
use thresholds_model::passage::{Context, Passage, Unit};

/// A pattern that states its indicator in examples of this many others is too broad.
const MOST_OTHERS: usize = 6;

/// The examples that do not behave as they say, and patterns that match examples of many
/// other indicators; by file and place.
pub fn check_examples(lexicon: &Lexicon) -> Vec<Finding> {
    let tagger = Tagger::new(lexicon.clone());
    let mut findings = Vec::new();
    let mut strays: BTreeMap<String, BTreeMap<&str, &str>> = BTreeMap::new();
    for indicator in lexicon.indicators() {
        for example in &indicator.examples {
            let mentions = tagger.tag(&passage(&example.text, Context::default()));
            findings.extend(failure(lexicon, indicator, example, &mentions));
            for mention in mentions.iter().filter(|mention| states(mention) && example.states) {
                if mention.indicator != indicator.id {
                    let places = strays.entry(mention.pattern.clone()).or_default();
                    places.entry(&indicator.id).or_insert(&example.text);
                }
            }
        }
    }
    for indicator in lexicon.indicators() {
        for wording in &indicator.wordings {
            let id = format!("{}/{}/{}", indicator.id, wording.kind.name(), wording.number);
            let Some(others) = strays.get(&id).filter(|others| others.len() >= MOST_OTHERS) else { continue };
            let message =
                format!("`{}` also matches examples of {} other indicators", wording.text, others.len());
            let some: Vec<String> = others.values().take(3).map(|text| format!("\"{text}\"")).collect();
            let hint =
                format!("such as {}; [x] may be missing: write (x) for what must be there", some.join(", "));
            if let Some(source) = lexicon.sources().get(wording.place.file) {
                findings.push(Finding::at(source, wording.place, Code::BroadPattern, message, hint));
            }
        }
    }
    findings.sort_by(|a, b| (&a.file, a.start).cmp(&(&b.file, b.start)));
    findings
}

/// What is wrong when an example does not behave as it says.
fn failure(
    lexicon: &Lexicon,
    indicator: &Indicator,
    example: &Example,
    mentions: &[Mention],
) -> Option<Finding> {
    let own = mentions.iter().filter(|mention| mention.indicator == indicator.id);
    let stated = own.clone().find(|mention| states(mention));
    let (message, hint) = match (example.states, stated) {
        (true, None) => (format!("does not state `{}`", indicator.id), why(own, mentions)),
        (false, Some(mention)) => {
            let hint = format!("`{}` matches \"{}\"", mention.pattern, mention.matched_text);
            (format!("states `{}`", indicator.id), hint)
        }
        _ => return None,
    };
    let source = lexicon.sources().get(example.place.file)?;
    let message = format!("the example \"{}\" {message}", example.text);
    Some(Finding::at(source, example.place, Code::Example, message, hint))
}

/// Whether the words of a mention state a need, so that only its place could withhold it.
pub fn states(mention: &Mention) -> bool {
    mention.polarity == Polarity::Affirmed && mention.names_only.is_none()
}

/// A passage that stands alone.
pub fn passage(text: &str, context: Context) -> Passage {
    Passage {
        id: String::new(),
        page: 1,
        page_end: 1,
        bbox: BBox::default(),
        further: Vec::new(),
        confidence: None,
        text: text.to_owned(),
        unit: Unit::Bullet,
        block: Default::default(),
        cell: None,
        context,
    }
}

/// What was found instead.
fn why<'a>(mut own: impl Iterator<Item = &'a Mention>, all: &[Mention]) -> String {
    if let Some(mention) = own.next() {
        let cues: Vec<&str> = mention.cues.iter().map(|cue| cue.text.as_str()).collect();
        let kind = match mention.names_only {
            Some(names) => format!("{names:?}"),
            None => format!("{:?}", mention.polarity),
        };
        return format!("it is found as {kind}, because of: {}", cues.join("; "));
    }
    match all {
        [] => "no pattern matches it".to_owned(),
        others => {
            let names: Vec<&str> = others.iter().map(|mention| mention.indicator.as_str()).collect();
            format!("only other indicators match it: {}", names.join(", "))
        }
    }
}
