//! The lexicon commands.

use crate::support::{root, rows, sample_run, thresholds};
use serde_json::Value;
use std::collections::BTreeSet;

#[test]
fn the_built_in_lexicon_has_nothing_to_mend() {
    let said = thresholds(&["lexicon", "check"]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    assert!(said.out.contains("90 indicators, nothing to mend"), "{}", said.out);
}

#[test]
fn suggest_looks_at_every_need_passage_that_nothing_was_found_in() {
    let run = sample_run();
    let said = thresholds(&["lexicon", "suggest", run.to_str().unwrap(), "--json", "--most", "1000"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let found: Value = serde_json::from_str(&said.out).unwrap();

    let mentioned: BTreeSet<String> =
        rows(&run.join("mentions.csv")).iter().map(|row| row["passage_id"].clone()).collect();
    let passages = std::fs::read_to_string(run.join("passages.jsonl")).unwrap();
    let passages: Vec<Value> = passages.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let quotes: BTreeSet<&str> = passages
        .iter()
        .filter(|p| !mentioned.contains(p["passage_id"].as_str().unwrap()))
        .filter_map(|p| p["text"].as_str())
        .collect();

    assert!(found["uncovered"].as_u64().unwrap() > 50, "{found}");
    let near = found["near"].as_array().unwrap();
    assert!(near.iter().any(|indicator| indicator["documents"].as_u64() > Some(1)));
    for passage in near.iter().flat_map(|indicator| indicator["passages"].as_array().unwrap()) {
        assert!(quotes.contains(passage["place"]["quote"].as_str().unwrap()), "{passage}");
    }
    for phrase in found["phrases"].as_array().unwrap() {
        assert!(phrase["passages"].as_u64() >= Some(2), "{phrase}");
    }
}

#[test]
fn suggest_prints_wordings_that_can_be_pasted() {
    let run = sample_run();
    let lexicon = root().join("lexicons");
    let said = thresholds(&[
        "lexicon",
        "suggest",
        run.to_str().unwrap(),
        "--lexicon",
        lexicon.to_str().unwrap(),
        "--most",
        "5",
    ]);
    assert_eq!(said.code, 0, "{}", said.err);
    let pasted = said.out.lines().find(|line| line.starts_with("  \"")).unwrap();
    let list: toml::Table = toml::from_str(&format!("patterns = [\n{pasted}\n]")).unwrap();
    assert_eq!(list["patterns"].as_array().unwrap().len(), 1);
}
