//! The hard layouts of `tests/layouts`: agreement with their coding stays above a floor
//! that lies below what is measured. The floors catch a stage that breaks; they are not
//! goals.

use crate::support::{root, run, thresholds};

fn f1(set: &str) -> f64 {
    let corpus = root().join("tests/layouts").join(set);
    let dir = tempfile::tempdir().unwrap();
    let output = dir.path().join("run");
    let said = run(&corpus, &output, &["--quiet"]);
    assert!([0, 3].contains(&said.code), "{}", said.err);
    let gold = corpus.join("gold.csv");
    let said = thresholds(&["score", output.to_str().unwrap(), "--gold", gold.to_str().unwrap(), "--json"]);
    let score: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let f1 = score.pointer("/overall/placements/f1").and_then(serde_json::Value::as_f64).unwrap();
    println!("{set}: F1 {f1:.3}");
    f1
}

#[test]
fn the_first_set_stays_above_its_floor() {
    assert!(f1("first") > 0.88);
}

#[test]
fn the_second_set_stays_above_its_floor() {
    assert!(f1("second") > 0.80);
}

#[test]
fn the_sealed_set_stays_above_its_floor() {
    assert!(f1("sealed") > 0.72);
}
