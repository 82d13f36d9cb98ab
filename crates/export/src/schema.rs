//! The JSON Schema of `results.json`, made from the types.

use schemars::schema_for;
use serde_json::Value;
use thresholds_model::SCHEMA_VERSION;
use thresholds_model::results::Results;

/// JSON Schema (draft 2020-12) of `results.json`.
pub fn schema() -> Value {
    let mut schema = schema_for!(Results);
    schema.insert("$id".into(), format!("urn:thresholds:results:{SCHEMA_VERSION}").into());
    schema.insert("title".into(), "Results of a run of thresholds".into());
    schema.to_value()
}
