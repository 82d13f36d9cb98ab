//! The workbook read back with another library.

use calamine::{Data, Reader, Xlsx};
use std::io::Cursor;
use thresholds_export::{Tables, Value, tables};
use thresholds_model::results::Results;
use thresholds_specimen::{Specimen, area, results};

/// Texts that spreadsheets like to turn into something else.
const TRAPS: [&str; 9] =
    ["=1+1", "+44 20 7946 0000", "-risk", "@SUM(A1)", "2-3", "1/2", "0012", "1E5", "https://example.org/a"];

fn sample() -> Results {
    let ladder = [("1-2", 0, 2), ("3/4", 3, 3), ("=Level", 4, 5)];
    let specimen = Specimen::new("a.pdf").of(&["X1"]).year(2021).ladder(&ladder);
    let document = TRAPS.iter().fold(specimen, |s, trap| s.states("self_harm", &[2], trap)).build();
    let other =
        Specimen::new("b.pdf").of(&["X2"]).ladder(&ladder).states("self_harm", &[3], "Self-harm").build();
    let mut all =
        results(2024, &[area("X1", "Ostley"), area("X2", "Fennick")], &["self_harm"], vec![document, other]);
    all.cells = thresholds_matrix::cells(2024, &all.areas, &all.indicators, &all.documents);
    thresholds_compare::compare(&mut all);
    all
}

fn opened(all: &Results) -> Xlsx<Cursor<Vec<u8>>> {
    let (name, bytes) = thresholds_workbook::file(&Tables::of(all)).unwrap();
    assert_eq!(name, "thresholds.xlsx");
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

#[test]
fn every_sheet_holds_the_rows_of_its_table() {
    let all = sample();
    let mut workbook = opened(&all);
    for table in tables() {
        let sheet = workbook.worksheet_range(table.name()).unwrap();
        let columns = (table.columns)(&all);
        let rows = (table.rows)(&all);
        assert_eq!(sheet.height(), rows.len() + 1, "{}", table.name());
        for (place, column) in columns.iter().enumerate() {
            assert_eq!(sheet.get((0, place)), Some(&Data::String(column.name.to_string())));
        }
        for (place, row) in rows.iter().enumerate() {
            for (column, value) in row.iter().enumerate() {
                let read = sheet.get((place + 1, column)).unwrap_or(&Data::Empty);
                let same = match (value, read) {
                    (Value::Text(text), Data::String(read)) => text == read,
                    (Value::Text(text), Data::Empty) => text.is_empty(),
                    (Value::Integer(number), Data::Float(read)) => *number as f64 == *read,
                    (Value::Number(number), Data::Float(read)) => number == read,
                    (Value::Boolean(truth), Data::Bool(read)) => truth == read,
                    (Value::Missing, Data::Empty) => true,
                    _ => false,
                };
                assert!(same, "{} row {place} column {column}: {value:?} read as {read:?}", table.name());
            }
        }
    }
}

#[test]
fn nothing_becomes_a_formula_a_date_a_number_or_a_link() {
    let mut workbook = opened(&sample());
    for table in tables() {
        assert!(workbook.worksheet_formula(table.name()).unwrap().used_cells().count() == 0);
    }
    let placements = workbook.worksheet_range("placements").unwrap();
    let cells: Vec<&Data> = placements.used_cells().map(|(_, _, data)| data).collect();
    for trap in TRAPS {
        assert!(cells.contains(&&Data::String(trap.into())), "{trap}");
    }
    assert!(cells.iter().all(|data| !matches!(data, Data::DateTime(_) | Data::DateTimeIso(_))));
}

#[test]
fn the_caveats_come_first() {
    let all = sample();
    let mut workbook = opened(&all);
    assert_eq!(workbook.sheet_names().first().map(String::as_str), Some("read_me_first"));
    let sheet = workbook.worksheet_range("read_me_first").unwrap();
    let texts: Vec<String> = sheet.used_cells().map(|(_, _, data)| data.to_string()).collect();
    assert!(all.caveats.iter().all(|caveat| texts.contains(caveat)));
}

#[test]
fn equal_results_give_equal_bytes() {
    let all = sample();
    let first = thresholds_workbook::file(&Tables::of(&all)).unwrap();
    // The time of a zip entry counts in steps of two seconds.
    std::thread::sleep(std::time::Duration::from_millis(2_100));
    assert_eq!(first, thresholds_workbook::file(&Tables::of(&all)).unwrap());
}
