//! The lexicon commands.

use crate::support::{root, rows, sample_corpus, sample_run, thresholds};
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

/// A copy of the lexicon in which an indicator has no wording that any document uses.
fn without(id: &str) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let mut met = false;
    for entry in std::fs::read_dir(root().join("lexicons")).unwrap() {
        let path = entry.unwrap().path();
        let mut text = std::fs::read_to_string(&path).unwrap();
        // `focus.toml` names indicators too, and has no patterns.
        let entry = text.find(&format!("id = \"{id}\"\n"));
        let patterns = entry.and_then(|at| text[at..].find("patterns = [\n").map(|start| at + start));
        if let Some(start) = patterns {
            let end = start + text[start..].find("\n]").unwrap();
            text.replace_range(start..end, "patterns = [\n  \"zzz zzz\",");
            met = true;
        }
        std::fs::write(dir.path().join(path.file_name().unwrap()), text).unwrap();
    }
    assert!(met, "{id}");
    dir
}

#[test]
fn diff_tells_no_cell_where_nothing_was_edited() {
    let corpus = sample_corpus();
    let said = thresholds(&["lexicon", "diff", "built-in", corpus.to_str().unwrap(), "--json", "-q"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let found: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(found["changes"].as_array().unwrap().len(), 0);
    assert!(!found["areas"].as_array().unwrap().is_empty());
}

#[test]
fn diff_shows_with_quotes_each_cell_that_an_edit_takes_away() {
    let (lexicon, corpus) = (without("self_harm"), sample_corpus());
    let (lexicon, corpus) = (lexicon.path().to_str().unwrap(), corpus.to_str().unwrap());
    let said = thresholds(&["lexicon", "diff", lexicon, corpus, "--json", "-q"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let found: Value = serde_json::from_str(&said.out).unwrap();
    assert_ne!(found["old"]["lexicon"], found["new"]["lexicon"]);
    let changes = found["changes"].as_array().unwrap();
    let edited: Vec<&Value> = changes.iter().filter(|c| c["indicator"] == "self_harm").collect();
    // The abbreviation is left, so that a cell may also move.
    let gone: Vec<&&Value> = edited.iter().filter(|c| c["kind"] == "removed").collect();
    assert!(gone.len() > 3 && edited.iter().all(|c| c["kind"] != "added"), "{found}");
    for change in gone {
        assert!(!change["old"]["quotes"].as_array().unwrap().is_empty(), "{change}");
    }

    let back = thresholds(&["lexicon", "diff", lexicon, "built-in", corpus, "-q"]);
    assert_eq!(back.code, 0, "{}", back.err);
    assert!(back.out.contains("self_harm: added"), "{}", back.out);
}
