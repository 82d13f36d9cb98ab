//! The published JSON Schema. `UPDATE_SCHEMA=1 cargo test -p thresholds-diff` writes it anew.

use std::fs;
use std::path::Path;

#[test]
fn the_committed_schema_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema/diff.schema.json");
    let current = serde_json::to_string_pretty(&thresholds_diff::schema()).unwrap() + "\n";
    if std::env::var_os("UPDATE_SCHEMA").is_some_and(|v| v == "1") {
        fs::write(&path, &current).unwrap();
    }
    assert!(
        fs::read_to_string(&path).unwrap_or_default() == current,
        "schema/diff.schema.json is not that of the types: run UPDATE_SCHEMA=1 cargo test -p thresholds-diff"
    );
}
