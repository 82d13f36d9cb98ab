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
    score.pointer("/overall/placements/f1").and_then(serde_json::Value::as_f64).unwrap()
}

fn assert_above(set: &str, floor: f64) {
    let f1 = f1(set);
    assert!(f1 > floor, "{set}: F1 {f1:.3} is not above {floor}");
}

#[test]
fn the_first_set_stays_above_its_floor() {
    assert_above("first", 0.95);
}

#[test]
fn the_second_set_stays_above_its_floor() {
    assert_above("second", 0.94);
}

#[test]
fn the_sealed_set_stays_above_its_floor() {
    assert_above("sealed", 0.91);
}

#[test]
fn the_third_set_stays_above_its_floor() {
    assert_above("third", 0.95);
}

#[test]
fn the_second_sealed_set_stays_above_its_floor() {
    assert_above("sealed_second", 0.81);
}

#[test]
fn the_fourth_set_stays_above_its_floor() {
    assert_above("fourth", 0.93);
}

#[test]
fn the_third_sealed_set_stays_above_its_floor() {
    assert_above("sealed_third", 0.85);
}

#[test]
fn the_fifth_set_stays_above_its_floor() {
    assert_above("fifth", 0.93);
}

#[test]
fn the_fourth_sealed_set_stays_above_its_floor() {
    assert_above("sealed_fourth", 0.84);
}
