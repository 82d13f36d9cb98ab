//! The Parquet files read back, and compared with the CSV files.

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use std::collections::BTreeMap;
use thresholds_export::{Table, Tables, tables};
use thresholds_model::results::Results;
use thresholds_specimen::{Specimen, area, results};

fn sample() -> Results {
    let ladder = [("Level 1", 0, 0), ("Level 2", 1, 2), ("Level 3", 3, 5)];
    let guide = |path: &str, code: &str| Specimen::new(path).of(&[code]).year(2021).ladder(&ladder);
    let documents = vec![
        guide("a.pdf", "X1").states("self_harm", &[2, 3], "Self-harm,\n\"cutting\" – new").build(),
        guide("b.pdf", "X2").states("self_harm", &[3], "=Self-harm").unread_page().build(),
        guide("c.pdf", "X3").build(),
    ];
    let areas =
        [area("X1", "Ostley"), area("X2", "Fennick"), area("X3", "Brackhill"), area("X4", "Harrow Mere")];
    let mut all = results(2024, &areas, &["self_harm", "bullying"], documents);
    all.cells = thresholds_matrix::cells(2024, &all.areas, &all.indicators, &all.documents);
    thresholds_compare::compare(&mut all);
    all
}

fn text(field: &Field) -> String {
    match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Long(number) => number.to_string(),
        Field::Double(number) => format!("{number:.4}"),
        Field::Bool(truth) => truth.to_string(),
        other => panic!("no table has such a value: {other:?}"),
    }
}

#[test]
fn every_file_holds_the_rows_of_its_csv() {
    let all = sample();
    let files: BTreeMap<String, Vec<u8>> =
        thresholds_parquet::files(&Tables::of(&all)).unwrap().into_iter().collect();
    let long: Vec<Table> = tables().into_iter().filter(Table::is_long).collect();
    assert_eq!(files.len(), long.len());
    for table in long {
        let bytes = files[&format!("parquet/{}.parquet", table.name())].clone();
        let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
        let read: Vec<Vec<String>> = reader
            .get_row_iter(None)
            .unwrap()
            .map(|row| row.unwrap().get_column_iter().map(|(_, field)| text(field)).collect())
            .collect();
        let csv = table.filled(&all).csv().unwrap();
        let mut csv = csv::Reader::from_reader(csv.as_slice());
        let names: Vec<String> = csv.headers().unwrap().iter().map(Into::into).collect();
        let columns = reader.metadata().file_metadata().schema_descr().columns().to_vec();
        assert_eq!(columns.iter().map(|c| c.name()).collect::<Vec<_>>(), names, "{}", table.name());
        let rows: Vec<Vec<String>> =
            csv.records().map(|row| row.unwrap().iter().map(Into::into).collect()).collect();
        assert_eq!(read, rows, "{}", table.name());
    }
}

#[test]
fn the_caveats_travel_in_the_metadata_and_equal_results_give_equal_bytes() {
    let all = sample();
    let files = thresholds_parquet::files(&Tables::of(&all)).unwrap();
    assert_eq!(files, thresholds_parquet::files(&Tables::of(&all)).unwrap());
    for (_, bytes) in files {
        let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
        let metadata = reader.metadata().file_metadata().key_value_metadata().unwrap().clone();
        let caveats = metadata.iter().find(|entry| entry.key == "caveats").unwrap();
        assert_eq!(caveats.value.as_deref(), Some(all.caveats.join("\n").as_str()));
    }
}
