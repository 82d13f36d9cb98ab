//! The gold: which needs people found stated in a document, and at which levels.
//!
//! A CSV file with the columns `document`, `indicator`, `level` and, if wanted, `layout`;
//! others are left alone. `document` is a path in the corpus or a file name, `level` the ordinal
//! of the document's own level from 1. A row with a document and nothing else says that the
//! document states no need at all.

use std::collections::{BTreeMap, BTreeSet};

/// Everything that was coded, by document as the gold names it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gold {
    /// The documents.
    pub documents: BTreeMap<String, GoldDocument>,
}

/// What was coded of one document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GoldDocument {
    /// How it is laid out, in the coder's words.
    pub layout: Option<String>,
    /// Distinct pairs of indicator and level.
    pub needs: BTreeSet<(String, u8)>,
}

/// What is wrong with a gold file.
#[derive(Debug, thiserror::Error)]
pub enum GoldError {
    /// A column is missing.
    #[error(
        "{file}: there is no column `{column}`: the first line needs document,indicator,level (it has {found})"
    )]
    MissingColumn {
        /// The gold file.
        file: String,
        /// The column.
        column: &'static str,
        /// The header as it stands.
        found: String,
    },
    /// A line is not well formed.
    #[error("{file}:{line}: {problem}")]
    Line {
        /// The gold file.
        file: String,
        /// Line, from 1.
        line: u64,
        /// What is wrong, and what to do.
        problem: String,
    },
    /// There is nothing in it.
    #[error("{0}: there is no row under the header: add a row for each need that a document states")]
    Empty(String),
}

/// Reads a gold file; `file` is its name for messages.
///
/// # Errors
/// When a column is missing, a line is not well formed, or there is no row.
pub fn read_gold(file: &str, bytes: &[u8]) -> Result<Gold, GoldError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
    let malformed = |error: csv::Error| GoldError::Line {
        file: file.into(),
        line: error.position().map_or(1, csv::Position::line),
        problem: describe(&error),
    };
    let columns = Columns::of(file, reader.headers().map_err(malformed)?)?;
    let mut gold = Gold::default();
    for record in reader.records() {
        let record = record.map_err(malformed)?;
        let line = record.position().map_or(0, csv::Position::line);
        let wrong = |problem| GoldError::Line { file: file.into(), line, problem };
        add(&mut gold, &columns, &record).map_err(wrong)?;
    }
    if gold.documents.is_empty() { Err(GoldError::Empty(file.into())) } else { Ok(gold) }
}

/// Where the columns stand.
struct Columns {
    document: usize,
    indicator: usize,
    level: usize,
    layout: Option<usize>,
}

impl Columns {
    fn of(file: &str, header: &csv::StringRecord) -> Result<Self, GoldError> {
        let place = |column| header.iter().position(|name| name == column);
        let need = |column| {
            place(column).ok_or_else(|| GoldError::MissingColumn {
                file: file.into(),
                column,
                found: header.iter().collect::<Vec<_>>().join(","),
            })
        };
        Ok(Self {
            document: need("document")?,
            indicator: need("indicator")?,
            level: need("level")?,
            layout: place("layout"),
        })
    }
}

fn add(gold: &mut Gold, columns: &Columns, record: &csv::StringRecord) -> Result<(), String> {
    let field = |column: usize| record.get(column).unwrap_or_default();
    let (name, indicator, level) = (field(columns.document), field(columns.indicator), field(columns.level));
    if name.is_empty() {
        return Err("the document is empty: give its path in the corpus or its file name".into());
    }
    let document = gold.documents.entry(name.into()).or_default();
    if let Some(layout) = columns.layout.map(field).filter(|l| !l.is_empty()) {
        match &document.layout {
            Some(other) if other != layout => {
                return Err(format!("{name} has two layouts, {other:?} and {layout:?}: keep one of them"));
            }
            _ => document.layout = Some(layout.into()),
        }
    }
    if indicator.is_empty() && level.is_empty() {
        return Ok(());
    }
    if indicator.is_empty() {
        return Err("the indicator is empty: give its id in the lexicon".into());
    }
    document.needs.insert((indicator.into(), ordinal(level)?));
    Ok(())
}

fn ordinal(level: &str) -> Result<u8, String> {
    match level.parse() {
        Ok(ordinal) if ordinal > 0 => Ok(ordinal),
        _ => Err(format!(
            "the level {level:?} is not a whole number from 1: count the document's own levels from the \
             lowest need, whatever they are called"
        )),
    }
}

fn describe(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("the line has {len} fields and the header {expected_len}: quote fields that hold a comma")
        }
        csv::ErrorKind::Utf8 { .. } => "the line is not UTF-8: save the file as UTF-8".into(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &str) -> String {
        read_gold("gold.csv", text.as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn rows_that_repeat_count_once_and_other_columns_are_left_alone() {
        let text = "\u{feff}level,document,indicator,coder\n2,a.pdf,self_harm,AB\n2, a.pdf ,self_harm,CD\n";
        let gold = read_gold("gold.csv", text.as_bytes()).unwrap();
        assert_eq!(gold.documents["a.pdf"].needs, BTreeSet::from([("self_harm".into(), 2)]));
    }

    #[test]
    fn a_document_may_state_nothing() {
        let gold = read_gold("gold.csv", b"document,indicator,level\ntalk.pdf,,\n").unwrap();
        assert!(gold.documents["talk.pdf"].needs.is_empty());
    }

    #[test]
    fn errors_name_file_line_and_remedy() {
        assert_eq!(
            message("document;indicator;level\n"),
            "gold.csv: there is no column `document`: the first line needs document,indicator,level \
             (it has document;indicator;level)"
        );
        let header = "document,indicator,level\na.pdf,self_harm,2\n";
        for (row, start) in [
            ("a.pdf,neglect,two\n", "gold.csv:3: the level \"two\" is not a whole number from 1"),
            ("a.pdf,neglect,0\n", "gold.csv:3: the level \"0\""),
            ("a.pdf,neglect,\n", "gold.csv:3: the level \"\""),
            (",neglect,2\n", "gold.csv:3: the document is empty"),
            ("a.pdf,,2\n", "gold.csv:3: the indicator is empty"),
            ("a.pdf,neglect\n", "gold.csv:3: the line has 2 fields and the header 3"),
        ] {
            let text = message(&format!("{header}{row}"));
            assert!(text.starts_with(start), "{text}");
        }
        assert!(message("document,indicator,level\n").contains("no row"));
    }

    #[test]
    fn a_document_has_one_layout() {
        let text = "document,indicator,level,layout\na.pdf,x,1,table\na.pdf,y,1,\na.pdf,z,1,prose\n";
        assert!(message(text).starts_with("gold.csv:4: a.pdf has two layouts"));
    }

    #[test]
    fn a_file_that_is_not_utf8_says_so() {
        let error = read_gold("gold.csv", b"document,indicator,level\na\xff.pdf,x,1\n").unwrap_err();
        assert!(error.to_string().starts_with("gold.csv:2: the line is not UTF-8"), "{error}");
    }
}
