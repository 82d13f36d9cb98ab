//! `focus.toml`: the needs that a reader wants to see first.

use crate::entry::{Named, place_of, syntax};
use crate::finding::Finding;
use crate::source::Source;
use serde::Deserialize;
use thresholds_model::focus::Focus;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FocusFile {
    #[serde(default)]
    focus: Vec<RawFocus>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFocus {
    id: String,
    label: String,
    indicators: Vec<Spanned<String>>,
    why: String,
}

/// Reads the focus needs; `named` takes the ids of indicators that must exist.
pub fn read_focus(
    file: usize,
    source: &Source,
    named: &mut Named,
    findings: &mut Vec<Finding>,
) -> Vec<Focus> {
    let raw: FocusFile = match toml::from_str(&source.text) {
        Ok(raw) => raw,
        Err(error) => {
            findings.push(syntax(file, source, &error));
            return Vec::new();
        }
    };
    let focus = |raw: RawFocus| {
        let ids = raw.indicators.iter().map(|id| (id.get_ref().clone(), place_of(file, id)));
        named.extend(ids);
        Focus {
            id: raw.id,
            label: raw.label,
            indicators: raw.indicators.into_iter().map(Spanned::into_inner).collect(),
            why: raw.why,
        }
    };
    raw.focus.into_iter().map(focus).collect()
}

#[cfg(test)]
mod tests {
    use crate::Lexicon;
    use crate::lexicon::LoadError;
    use crate::source::{FOCUS, built_in};

    #[test]
    fn the_focus_of_the_lexicon_is_that_of_the_inquiry() {
        let lexicon = Lexicon::built_in().unwrap();
        let ids: Vec<&str> = lexicon.focus().iter().map(|f| f.id.as_str()).collect();
        assert_eq!(ids, ["self_harm", "housing", "physical_abuse", "bullying", "domestic_abuse"]);
    }

    #[test]
    fn a_lexicon_without_a_focus_has_none_and_an_unknown_need_is_told() {
        let mut sources = built_in();
        let place = sources.iter().position(|s| s.name == FOCUS).unwrap();
        sources[place].text = sources[place].text.replace("\"bullying\"]", "\"bulying\"]");
        let Err(LoadError::Broken { findings, .. }) = Lexicon::from_sources(sources.clone()) else {
            panic!("an id that no indicator has must be told")
        };
        assert_eq!((findings[0].file.as_str(), findings[0].code.name()), (FOCUS, "unknown-id"));
        sources.remove(place);
        assert!(Lexicon::from_sources(sources).unwrap().focus().is_empty());
    }
}
