//! Rules that entries of the lexicon can set, on a small lexicon of their own.

use thresholds_lexicon::Lexicon;
use thresholds_lexicon::source::Source;
use thresholds_model::passage::Context;
use thresholds_tag::Tagger;
use thresholds_tag::check::{passage, states};

const CUES: &str = "[subject]\nchild = [\"child\"]\nparent = [\"mother\", \"parent\"]\n";

/// The indicators that a text states, by a lexicon of `one` and `two`.
fn stated(one: &str, two: &str, text: &str) -> Vec<String> {
    let entry = |id: &str, lists: &str| {
        format!("[[indicator]]\nid = \"{id}\"\nlabel = \"\"\ndefinition = \"\"\n{lists}\n")
    };
    let file = |name: &str, text: &str| Source { name: name.into(), text: text.into() };
    let lexicon = Lexicon::from_sources(vec![
        file("d.toml", &format!("domain = \"d\"\n{}{}", entry("one", one), entry("two", two))),
        file("classes.toml", "[classes]\nparent = [\"mother\"]\n"),
        file("cues.toml", CUES),
    ])
    .unwrap_or_else(|error| panic!("{error}"));
    let mentions = Tagger::new(lexicon).tag(&passage(text, Context::default()));
    mentions.iter().filter(|mention| states(mention)).map(|mention| mention.indicator.clone()).collect()
}

#[test]
fn a_need_of_another_person_obeys_the_look_alikes_of_its_indicator() {
    let one = "subject = [\"child\"]\nby_subject = { parent = \"two\" }\npatterns = [\"tired\"]";
    let two = "subject = [\"parent\"]\npatterns = [\"exhausted\"]\nnot = [\"tired after birth\"]";
    assert_eq!(stated(one, two, "The mother is tired"), ["two"]);
    assert!(stated(one, two, "The mother is tired after birth").is_empty());
    assert_eq!(stated(one, two, "The child is tired"), ["one"]);
}

#[test]
fn a_wording_gives_way_to_a_more_exact_indicator_that_shares_a_word_with_it() {
    let one = "gives_way_to = [\"two\"]\npatterns = [\"violence ..3 home\"]";
    let two = "patterns = [\"violence between adults\"]";
    assert_eq!(stated(one, two, "Violence between adults at home"), ["two"]);
    assert_eq!(stated(one, two, "Violence at home; violence between adults"), ["one", "two"]);
}

#[test]
fn a_need_that_is_never_a_parents_is_withheld_where_the_words_name_one() {
    let one = "not_of = [\"parent\"]\npatterns = [\"lacks confidence\"]";
    assert!(stated(one, "patterns = [\"zzz\"]", "The mother lacks confidence").is_empty());
    assert_eq!(stated(one, "patterns = [\"zzz\"]", "The child lacks confidence"), ["one"]);
}
