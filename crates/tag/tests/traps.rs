//! Every trap has a case, a test, or a place among the known limits.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const TRAPS: std::ops::RangeInclusive<u32> = 1..=124;
const MOST_LIMITS: usize = 10;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The number that a text begins with.
fn number(text: &str) -> Option<u32> {
    text.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// Numbers that titles of cases begin with.
fn cases() -> BTreeSet<u32> {
    let mut found = BTreeSet::new();
    for folder in ["crates/tag/cases", "crates/levels/cases"] {
        for entry in std::fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.file_stem().is_some_and(|stem| stem != "README") {
                found.extend(read(&path).lines().filter_map(|line| number(line.strip_prefix("## ")?)));
            }
        }
    }
    found
}

/// Rows of the table of `docs/traps.md`: trap, file, name of the test.
fn rows() -> Vec<(u32, String, String)> {
    let text = read("docs/traps.md");
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let quoted: Vec<&str> = cells.get(3)?.split('`').collect();
        Some((number(cells.get(1)?)?, quoted.get(1)?.to_string(), quoted.get(3)?.to_string()))
    };
    text.lines().filter_map(row).collect()
}

/// Numbers under "Known limits".
fn limits() -> BTreeSet<u32> {
    let text = read("docs/lexicon.md");
    let (_, section) = text.split_once("## Known limits").unwrap();
    section.lines().filter_map(|line| number(line.strip_prefix("- **")?)).collect()
}

#[test]
fn each_trap_has_a_case_a_test_or_a_known_limit() {
    let (cases, rows, limits) = (cases(), rows(), limits());
    let tested: BTreeSet<u32> = rows.iter().map(|(trap, ..)| *trap).collect();
    let missing: Vec<u32> = TRAPS
        .filter(|trap| !cases.contains(trap) && !tested.contains(trap) && !limits.contains(trap))
        .collect();
    assert!(missing.is_empty(), "no case, no test and no known limit: {missing:?}");
    assert!(limits.len() <= MOST_LIMITS, "{} known limits", limits.len());
}

#[test]
fn the_tests_that_the_table_of_traps_names_exist() {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for (trap, file, name) in rows() {
        let text = texts.entry(file.clone()).or_insert_with(|| read(&file));
        let found = text.contains(&format!("#[test]\n    fn {name}("))
            || text.contains(&format!("#[test]\nfn {name}("));
        assert!(found, "trap {trap}: {file} has no test {name}");
    }
}
