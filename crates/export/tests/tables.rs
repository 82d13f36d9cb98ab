//! The tables: their columns are a contract, their rows are those of the results.

mod common;

use common::sample;
use std::collections::BTreeMap;
use thresholds_export::{Filled, Kind, Table, Tables, Value, tables};

fn table(file: &str) -> Table {
    tables().into_iter().find(|t| t.file == file).unwrap()
}

fn csv_of(file: &str) -> String {
    String::from_utf8(table(file).filled(&sample()).csv().unwrap()).unwrap()
}

/// Rows as a program reads them: by column name.
fn records(file: &str) -> Vec<BTreeMap<String, String>> {
    let text = csv_of(file);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.unwrap()).collect()
}

#[test]
fn the_tables_are_as_they_were() {
    for table in tables() {
        insta::assert_snapshot!(table.file, csv_of(table.file));
    }
}

#[test]
fn promised_columns_come_first_and_in_order() {
    let promised = [
        (
            "placements.csv",
            "area_code,area_name,year,edition,in_matrix,document_path,document_sha256,indicator,domain,\
             level_ordinal,level_label,spans,tier_low,tier_high,certainty,severity,subject,how,page,page_end,\
             box,quote,context,matched_text,pattern_id,jurisdiction,regime,passage_id",
        ),
        ("cells.csv", include_str!("old_runs/cells-1.0.0.header").trim_end()),
        ("comparison.csv", include_str!("old_runs/comparison-1.0.0.header").trim_end()),
        ("documents.csv", include_str!("old_runs/documents-1.0.0.header").trim_end()),
        ("schemes.csv", include_str!("old_runs/schemes-1.0.0.header").trim_end()),
        ("mentions.csv", include_str!("old_runs/mentions-1.0.0.header").trim_end()),
        ("ledger.csv", include_str!("old_runs/ledger-1.0.0.header").trim_end()),
        ("matrix.csv", "area_code,area_name,edition"),
        ("matrix_tiers.csv", "area_code,area_name,edition"),
    ];
    for (file, columns) in promised {
        assert!(csv_of(file).starts_with(columns), "{file}");
    }
}

#[test]
fn the_data_package_describes_every_table_with_its_columns_and_content() {
    let all = sample();
    let filled = Tables::of(&all).all;
    let written: Vec<(&Filled, Vec<u8>)> = filled.iter().map(|t| (t, t.csv().unwrap())).collect();
    let package = thresholds_export::datapackage(&all, &written);
    let resources = package["resources"].as_array().unwrap();
    assert_eq!(resources.len(), tables().len());
    for (resource, (filled, csv)) in resources.iter().zip(&written) {
        assert_eq!(resource["path"], filled.table.file);
        assert_eq!(resource["bytes"], csv.len());
        let fields: Vec<&str> = resource["schema"]["fields"]
            .as_array()
            .unwrap()
            .iter()
            .map(|f| f["name"].as_str().unwrap())
            .collect();
        assert_eq!(fields, filled.columns.iter().map(|c| c.name.to_string()).collect::<Vec<_>>());
    }
    assert_eq!(package["caveats"].as_array().unwrap().len(), all.caveats.len());
}

#[test]
fn every_row_has_the_columns_and_types_of_the_dictionary() {
    let results = sample();
    for table in tables() {
        let columns = (table.columns)(&results);
        for row in (table.rows)(&results) {
            assert_eq!(row.len(), columns.len(), "{}", table.file);
            for (value, column) in row.iter().zip(&columns) {
                let kind = match value {
                    Value::Text(_) => Kind::Text,
                    Value::Integer(_) => Kind::Integer,
                    Value::Number(_) => Kind::Number,
                    Value::Boolean(_) => Kind::Boolean,
                    Value::Missing => continue,
                };
                assert_eq!(kind, column.kind, "{} of {}", column.name, table.file);
            }
        }
    }
}

#[test]
fn the_written_dictionary_names_every_header_in_order() {
    let mut headers: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in records("columns.csv") {
        assert!(!row["meaning"].is_empty(), "{row:?}");
        headers.entry(row["file"].clone()).or_default().push(row["column"].clone());
    }
    assert_eq!(headers.len(), tables().len());
    for table in tables() {
        let text = csv_of(table.file);
        let header = csv::Reader::from_reader(text.as_bytes()).headers().unwrap().clone();
        assert_eq!(headers[table.file], header.iter().collect::<Vec<_>>());
        let mut unique: Vec<&str> = header.iter().collect();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), header.len(), "{} repeats a column", table.file);
    }
}

#[test]
fn a_shared_document_gives_a_row_for_each_area_with_one_passage_id() {
    let rows = records("placements.csv");
    let early: Vec<_> = rows.iter().filter(|r| r["quote"] == "Early signs of self-harm").collect();
    assert_eq!(early.len(), 2);
    assert_eq!((early[0]["area_code"].as_str(), early[1]["area_code"].as_str()), ("X1", "X2"));
    assert_eq!(early[0]["passage_id"], early[1]["passage_id"]);
    assert_eq!(early[0]["context"], "Level 2 - Additional > Health > Emotional health > The child shows:");
    assert_eq!(early[0]["how"], "heading: Level 2");
    assert_eq!(early[0]["box"], "72.0 100.0 301.3 112.0");
}

#[test]
fn a_passage_at_two_levels_gives_two_rows_with_the_hull_and_the_longest_match() {
    let rows = records("placements.csv");
    let spanning: Vec<_> = rows
        .iter()
        .filter(|r| r["area_code"] == "X1" && r["indicator"] == "self_harm" && r["spans"] == "true")
        .collect();
    let levels: Vec<&str> = spanning.iter().map(|r| r["level_ordinal"].as_str()).collect();
    assert_eq!(levels, ["3", "4"]);
    for row in spanning {
        assert_eq!((row["tier_low"].as_str(), row["tier_high"].as_str()), ("2", "5"));
        assert_eq!(row["matched_text"], "Self-harm, such as \"cutting\"");
    }
}

#[test]
fn a_document_of_nobody_has_rows_outside_the_matrix() {
    let rows = records("placements.csv");
    let unsure = rows.iter().find(|r| r["document_path"] == "unknown.pdf").unwrap();
    assert_eq!((unsure["area_code"].as_str(), unsure["in_matrix"].as_str()), ("", "false"));
    assert!(rows.iter().filter(|r| r["document_path"] != "unknown.pdf").all(|r| r["in_matrix"] == "true"));
}

#[test]
fn a_quote_is_read_back_verbatim() {
    let rows = records("placements.csv");
    assert!(rows.iter().any(|r| r["quote"] == "=Self-harm\nover two lines"));
}

#[test]
fn withheld_mentions_stand_in_the_mentions_only() {
    assert!(records("placements.csv").iter().all(|r| r["quote"] != "No overcrowding"));
    let withheld = records("mentions.csv").into_iter().find(|r| r["quote"] == "No overcrowding").unwrap();
    assert_eq!(withheld["verdict"], "negated");
    assert_eq!(withheld["area_codes"], "X1|X2");
}

#[test]
fn the_wide_tables_are_never_blank() {
    for file in ["matrix.csv", "matrix_tiers.csv"] {
        let rows = records(file);
        assert_eq!(rows.len(), 4);
        assert!(rows.iter().all(|r| r.values().all(|v| !v.is_empty())), "{file}");
    }
    let rows = records("matrix.csv");
    assert_eq!(rows[0]["self_harm"], "Level 2 - Additional to Level 4 - Specialist");
    assert_eq!(rows[2]["self_harm"], "level 3");
    assert_eq!(rows[3]["self_harm"], "no document");
    assert_eq!(records("matrix_tiers.csv")[0]["self_harm"], "early help (1) to looked after or acute (5)");
}

#[test]
fn placements_hold_the_same_triples_as_the_results() {
    let triple = |sha: &str, need: &str, level: &str| format!("{sha} {need} {level}");
    let mut expected: Vec<String> = Vec::new();
    for document in sample().documents {
        for p in &document.placements {
            expected.push(triple(&document.document.sha256, &p.indicator, &p.level_ordinal.to_string()));
        }
    }
    let rows = records("placements.csv");
    let mut found: Vec<String> =
        rows.iter().map(|r| triple(&r["document_sha256"], &r["indicator"], &r["level_ordinal"])).collect();
    for list in [&mut expected, &mut found] {
        list.sort();
        list.dedup();
    }
    assert_eq!(expected, found);
}
