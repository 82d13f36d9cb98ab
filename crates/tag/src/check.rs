//! The examples of a lexicon, run through the same code as a document.

use crate::tagger::Tagger;
use thresholds_lexicon::Lexicon;
use thresholds_lexicon::finding::{Code, Finding};
use thresholds_model::geometry::BBox;
use thresholds_model::mention::{Mention, Polarity};
use thresholds_model::passage::{Context, Passage, Unit};

/// The examples that do not behave as they say, by file and place.
pub fn check_examples(lexicon: &Lexicon) -> Vec<Finding> {
    let tagger = Tagger::new(lexicon.clone());
    let mut findings = Vec::new();
    for indicator in lexicon.indicators() {
        for example in &indicator.examples {
            let mentions = tagger.tag(&passage(&example.text, Context::default()));
            let own = mentions.iter().filter(|mention| mention.indicator == indicator.id);
            let stated = own.clone().find(|mention| states(mention));
            let failure = match (example.states, stated) {
                (true, None) => Some((format!("does not state `{}`", indicator.id), why(own, &mentions))),
                (false, Some(mention)) => {
                    let hint = format!("`{}` matches \"{}\"", mention.pattern, mention.matched_text);
                    Some((format!("states `{}`", indicator.id), hint))
                }
                _ => None,
            };
            if let (Some((message, hint)), Some(source)) = (failure, lexicon.sources().get(example.place.file)) {
                let message = format!("the example \"{}\" {message}", example.text);
                findings.push(Finding::at(source, example.place, Code::Example, message, hint));
            }
        }
    }
    findings.sort_by(|a, b| (&a.file, a.start).cmp(&(&b.file, b.start)));
    findings
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
