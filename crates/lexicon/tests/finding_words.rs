//! What a small lexicon finds in texts.

use thresholds_lexicon::Lexicon;
use thresholds_lexicon::source::Source;
use thresholds_lexicon::text::Text;

/// A lexicon of two indicators, `one` with the given lists and `two` with the given patterns.
fn lexicon(one: &str, two: &str) -> Lexicon {
    let entry = |id: &str, lists: &str| {
        format!("[[indicator]]\nid = \"{id}\"\nlabel = \"\"\ndefinition = \"\"\n{lists}\n")
    };
    let file = |name: &str, text: String| Source { name: name.into(), text };
    Lexicon::from_sources(vec![
        file("d.toml", format!("domain = \"d\"\n{}{}", entry("one", one), entry("two", two))),
        file(
            "classes.toml",
            "[classes]\nparent = [\"parent~\", \"step_mother\"]\nself = [\"himself\"]\n".into(),
        ),
        file("cues.toml", "[negation]\nweak = [\"no\"]\n".into()),
    ])
    .unwrap_or_else(|error| panic!("{error}"))
}

/// The words that `one` matches in a text.
fn matches(patterns: &str, text: &str) -> Vec<String> {
    let lexicon = lexicon(&format!("patterns = [{patterns}]"), "");
    let text = Text::new(text);
    let found = lexicon.find(&text);
    found.hits.iter().map(|hit| text.slice(hit.words.clone()).to_owned()).collect()
}

#[test]
fn words_match_whole() {
    assert!(matches("\"gang\"", "The gangway").is_empty());
    assert_eq!(matches("\"gang\"", "A Gang's rules"), ["Gang"]);
}

#[test]
fn a_blank_matches_hyphens_and_slashes() {
    for text in ["self-harm", "self harm", "self- harm", "self/harm", "self\u{2011}harm", "selfharm"] {
        assert_eq!(matches("\"self_harm\"", text), [text], "{text}");
    }
    assert!(matches("\"self harm\"", "self, harm").is_empty());
}

#[test]
fn a_hyphenated_word_matches_a_pattern_that_writes_it_together() {
    assert_eq!(matches("\"antenatal\"", "ante-natal care"), ["ante-natal"]);
}

#[test]
fn gaps_stay_in_their_clause() {
    assert_eq!(
        matches("\"{parent} ..4 drink~\"", "The step-mother often drinks"),
        ["step-mother often drinks"]
    );
    assert!(matches("\"{parent} ..4 drink~\"", "Parents argue; she drinks").is_empty());
    assert!(matches("\"{parent} ..4 drink~\"", "Parents argue but she drinks").is_empty());
    assert!(matches("\"{parent} ..1 drink~\"", "Parents of this child drink").is_empty());
    assert_eq!(matches("\"cut~ &3 arm~\"", "arms that she cuts"), ["arms that she cuts"]);
}

#[test]
fn lists_share_heads_and_beginnings() {
    assert_eq!(matches("\"physical abuse\"", "physical, emotional or sexual abuse").len(), 1);
    assert_eq!(matches("\"misuse of solvents\"", "misuse of drugs, alcohol or solvents").len(), 1);
    assert!(matches("\"poor hygiene\"", "poor diet, good attendance and hygiene").is_empty());
}

#[test]
fn numbers_are_compared() {
    assert_eq!(matches("\"attendance below #<90\"", "Attendance below 85%"), ["Attendance below 85"]);
    assert!(matches("\"attendance below #<90\"", "Attendance below 95%").is_empty());
}

#[test]
fn typing_errors_in_long_words_are_marked() {
    let lexicon = lexicon("patterns = [\"domestic violence\"]", "");
    let text = Text::new("domestic voilence");
    assert!(lexicon.find(&text).hits.iter().all(|hit| hit.fuzzy));
    assert_eq!(lexicon.find(&text).hits.len(), 1);
}

#[test]
fn abbreviations_keep_their_capitals() {
    let lexicon = lexicon("abbreviations = [\"DA\", \"A&E\"]", "");
    let count = |text: &str| lexicon.find(&Text::new(text)).hits.len();
    assert_eq!(count("High risk DA"), 1);
    assert_eq!(count("da"), 0);
    assert_eq!(count("the DASH"), 0);
    assert_eq!(count("at A&E"), 1);
}

#[test]
fn look_alikes_are_dropped() {
    let lexicon = lexicon("patterns = [\"cutting\"]\nnot = [\"cutting costs\"]", "");
    assert!(lexicon.find(&Text::new("Cutting costs")).hits.is_empty());
    assert_eq!(lexicon.find(&Text::new("Cutting and cutting costs")).hits.len(), 1);
}

#[test]
fn a_part_of_a_longer_wording_of_another_is_dropped() {
    let lexicon = lexicon("patterns = [\"debt\"]", "patterns = [\"debt bondage\"]");
    let found = |text: &str| {
        let hits = lexicon.find(&Text::new(text)).hits;
        hits.iter().map(|hit| lexicon.indicators()[hit.indicator].id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(found("debt bondage"), ["two"]);
    assert_eq!(found("debt"), ["one"]);
}

#[test]
fn an_item_of_a_listed_wording_is_kept() {
    let lexicon = lexicon("patterns = [\"sexual abuse\"]", "patterns = [\"physical or sexual abuse\"]");
    assert_eq!(lexicon.find(&Text::new("physical or sexual abuse")).hits.len(), 2);
}

#[test]
fn pattern_ids_name_list_and_number() {
    let lexicon = lexicon("patterns = [\"aaa\", \"bbb\"]", "");
    let hits = lexicon.find(&Text::new("bbb")).hits;
    assert_eq!(lexicon.pattern_id(&hits[0]), "one/patterns/2");
}

#[test]
fn a_look_alike_with_a_gap_covers_all_it_can() {
    let lexicon = lexicon(
        "patterns = [\"ill ..3 mother\"]\nnot = [\"caring ..3 ill ..3 (mother|mothers and grandmothers)\"]",
        "",
    );
    assert!(lexicon.find(&Text::new("caring for an ill or frail mother")).hits.is_empty());
    assert_eq!(lexicon.find(&Text::new("ill or frail mother")).hits.len(), 1);
}

#[test]
fn a_look_alike_takes_the_beginning_of_a_match_over_a_list() {
    let lexicon = lexicon("patterns = [\"eating problems\"]\nnot = [\"fussy eating\"]", "");
    assert!(lexicon.find(&Text::new("Fussy eating, sleep problems")).hits.is_empty());
    assert_eq!(lexicon.find(&Text::new("Eating or sleep problems")).hits.len(), 1);
}

#[test]
fn a_gap_does_not_cross_a_comma_inside_it() {
    assert!(matches("\"drug~ ..4 home\"", "Uses drugs often, missing from home").is_empty());
    assert_eq!(matches("\"drug~ ..4 home\"", "drugs, kept at home").len(), 1);
    assert_eq!(matches("\"drug~ ..3 home\"", "drugs in the home").len(), 1);
}
