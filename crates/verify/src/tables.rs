//! Do the files of a run still say what its results say?

use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::fmt;

/// Longest text of a row that is shown, in characters.
const SHOWN: usize = 160;

/// A place in a file that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The file, relative to the run.
    pub file: String,
    /// Row of the file as a spreadsheet counts, with the header as row 1.
    pub row: Option<usize>,
    /// Column by its name.
    pub column: Option<String>,
    /// What was written.
    pub expected: String,
    /// What stands there.
    pub found: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        write!(f, ": expected {}, found {}", self.expected, self.found)
    }
}

/// Where a CSV differs from what was written.
pub fn compare_csv(file: &str, expected: &[u8], found: &[u8]) -> Vec<Difference> {
    if expected == found {
        return Vec::new();
    }
    let at = |row, column: Option<&str>, expected: String, found: String| Difference {
        file: file.to_owned(),
        row,
        column: column.map(str::to_owned),
        expected,
        found,
    };
    let (Some(expected), Some(found)) = (records(expected), records(found)) else {
        return vec![at(None, None, "a table in CSV".into(), "something else".into())];
    };
    let columns: Vec<&str> = expected.first().into_iter().flatten().map(String::as_str).collect();
    let mut out = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &expected, &found) {
        let (DiffOp::Replace { .. } | DiffOp::Delete { .. } | DiffOp::Insert { .. }) = op else { continue };
        let (old, new) = (op.old_range(), op.new_range());
        let (written, there) = (&expected[old.clone()], &found[new.clone()]);
        for (i, (a, b)) in written.iter().zip(there).enumerate() {
            let row = Some(new.start + i + 1);
            for (column, (a, b)) in columns.iter().zip(a.iter().zip(b)).filter(|(_, (a, b))| a != b) {
                out.push(at(row, Some(column), quoted(a), quoted(b)));
            }
            if a.len() != b.len() {
                out.push(at(row, None, format!("{} fields", a.len()), format!("{} fields", b.len())));
            }
        }
        for (i, row) in written.iter().enumerate().skip(there.len()) {
            out.push(at(
                Some(old.start + i + 1),
                None,
                format!("the row {}", shown(row)),
                "no such row".into(),
            ));
        }
        for (i, row) in there.iter().enumerate().skip(written.len()) {
            out.push(at(
                Some(new.start + i + 1),
                None,
                "no such row".into(),
                format!("the row {}", shown(row)),
            ));
        }
    }
    if out.is_empty() {
        out.push(at(
            None,
            None,
            "the bytes that were written".into(),
            "the same values in other bytes".into(),
        ));
    }
    out
}

/// Whether a file has the bytes that were written; its first line that has not.
pub fn compare_bytes(file: &str, expected: &[u8], found: &[u8]) -> Option<Difference> {
    if expected == found {
        return None;
    }
    let lines = |bytes: &[u8]| -> Vec<String> {
        bytes.split(|b| *b == b'\n').map(|l| String::from_utf8_lossy(l).into_owned()).collect()
    };
    let (expected, found) = (lines(expected), lines(found));
    let same = expected.iter().zip(&found).take_while(|(a, b)| a == b).count();
    let line = |lines: &[String]| {
        lines.get(same).map_or("the end of the file".into(), |l| around(l, &expected, &found, same))
    };
    Some(Difference {
        file: file.to_owned(),
        row: Some(same + 1),
        column: None,
        expected: line(&expected),
        found: line(&found),
    })
}

/// The part of a line where it begins to differ.
fn around(line: &str, expected: &[String], found: &[String], row: usize) -> String {
    let of = |lines: &[String]| lines.get(row).cloned().unwrap_or_default();
    let same = of(expected).chars().zip(of(found).chars()).take_while(|(a, b)| a == b).count();
    quoted(&line.chars().skip(same.saturating_sub(20)).take(60).collect::<String>())
}

fn records(bytes: &[u8]) -> Option<Vec<Vec<String>>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    reader.records().map(|r| Some(r.ok()?.iter().map(str::to_owned).collect())).collect()
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

fn shown(row: &[String]) -> String {
    let text = row.join(", ");
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("\"{} ...\"", text.get(..at).unwrap_or_default()),
        None => quoted(&text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &[u8] = b"area,page,quote\nA,1,neglect\nB,2,\"self-harm, noted\"\nC,3,truancy\n";

    fn said(found: &str) -> Vec<String> {
        compare_csv("t.csv", TABLE, found.as_bytes()).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn an_edited_field_is_named_by_row_and_column() {
        assert_eq!(said(std::str::from_utf8(TABLE).unwrap()), Vec::<String>::new());
        assert_eq!(
            said("area,page,quote\nA,1,neglect\nB,2,\"self-harm, severe\"\nC,3,truancy\n"),
            ["t.csv, row 3, column quote: expected \"self-harm, noted\", found \"self-harm, severe\""]
        );
        assert_eq!(
            said("area,page,quote\nA,9,neglect\nB,2,\"self-harm, noted\"\nD,3,truancy\n"),
            [
                "t.csv, row 2, column page: expected \"1\", found \"9\"",
                "t.csv, row 4, column area: expected \"C\", found \"D\""
            ]
        );
    }

    #[test]
    fn a_row_that_was_removed_or_added_is_shown() {
        assert_eq!(
            said("area,page,quote\nA,1,neglect\nC,3,truancy\n"),
            ["t.csv, row 3: expected the row \"B, 2, self-harm, noted\", found no such row"]
        );
        assert_eq!(
            said("area,page,quote\nA,1,neglect\nB,2,\"self-harm, noted\"\nC,3,truancy\nE,4,new\n"),
            ["t.csv, row 5: expected no such row, found the row \"E, 4, new\""]
        );
    }

    #[test]
    fn other_bytes_for_the_same_values_and_tables_that_are_none() {
        assert_eq!(
            said("area,page,quote\r\nA,1,neglect\r\nB,2,\"self-harm, noted\"\r\nC,3,truancy\r\n"),
            ["t.csv: expected the bytes that were written, found the same values in other bytes"]
        );
        assert!(!said("").is_empty());
        assert_eq!(compare_csv("t.csv", TABLE, b"\xff,a\n").len(), 1);
    }

    #[test]
    fn the_first_other_line_of_a_text_is_shown() {
        assert_eq!(compare_bytes("a.txt", b"one\ntwo", b"one\ntwo"), None);
        let difference = compare_bytes("a.txt", b"one\ntwo\n", b"one\ntoo\n").unwrap();
        assert_eq!(difference.to_string(), "a.txt, row 2: expected \"two\", found \"too\"");
    }
}
