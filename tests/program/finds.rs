//! What fuzzing found, and seeds like it, through the same functions on the stable compiler.

#[path = "../../fuzz/targets.rs"]
mod targets;

use crate::support::root;

fn replay(folder: &str, target: fn(&[u8])) {
    let mut files: Vec<_> = std::fs::read_dir(root().join("fuzz/finds").join(folder))
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{folder}");
    for file in files {
        // The name of the file is in the output when this one panics.
        eprintln!("{}", file.display());
        target(&std::fs::read(file).unwrap());
    }
}

#[test]
fn finds_of_the_reader() {
    replay("reader", targets::reader);
}

#[test]
fn finds_of_the_lexicon() {
    replay("lexicon", targets::lexicon);
}

#[test]
fn finds_of_the_scheme() {
    replay("scheme", targets::scheme);
}

#[test]
fn finds_of_the_manifest() {
    replay("manifest", targets::manifest);
}
