//! `manifest.csv`: what the researcher knows of each file, which overrides what the
//! files say.

use std::collections::BTreeMap;
use thresholds_areas::Register;
use thresholds_areas::TableError;
use thresholds_areas::table::{Row, Table};

/// The columns, in the order in which a draft has them. Only `path` must be there.
pub const COLUMNS: [&str; 7] = ["path", "area_codes", "year", "source_url", "retrieved", "status", "note"];

/// Years that a document or an edition can have.
pub const YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;

/// The manifest of a corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// Rows in their order.
    pub rows: Vec<ManifestRow>,
    /// The text as it was read, for keeping beside results.
    pub text: String,
}

/// What is known of one path.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ManifestRow {
    /// Line in the file, from 1; 0 in a draft.
    pub line: u64,
    /// Path relative to the corpus, with `/`.
    pub path: String,
    /// GSS codes, sorted; empty when the text is to tell.
    pub area_codes: Vec<String>,
    /// What stands in the place of codes but is none of the register, with what to do.
    pub unknown_codes: Vec<String>,
    /// Year of the document.
    pub year: Option<i32>,
    /// Where it was fetched.
    pub source_url: Option<String>,
    /// When, as an ISO 8601 day.
    pub retrieved: Option<String>,
    /// What it counts as.
    pub status: Option<Status>,
    /// Anything else.
    pub note: Option<String>,
}

/// What a document counts as, by the researcher's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// It stands.
    InForce,
    /// A later version has replaced it.
    Superseded,
    /// It is not yet agreed.
    Draft,
    /// Not to be read.
    Ignore,
}

impl Status {
    /// As written in the manifest.
    pub fn code(self) -> &'static str {
        match self {
            Self::InForce => "in_force",
            Self::Superseded => "superseded",
            Self::Draft => "draft",
            Self::Ignore => "ignore",
        }
    }
}

impl Manifest {
    /// Reads a manifest. Columns may stand in any order; an unknown one is an error, so
    /// that a misspelt column is not silently without effect. A code that the register
    /// does not have is kept apart: the document is then of an unsure area.
    pub fn parse(file: &str, text: &str, register: &Register) -> Result<Self, TableError> {
        let table = Table::read(file, text)?;
        table.require(&["path"])?;
        table.only(&COLUMNS)?;
        let mut lines: BTreeMap<String, u64> = BTreeMap::new();
        let mut rows = Vec::new();
        for row in table.rows() {
            let parsed = manifest_row(&row, register)?;
            if let Some(first) = lines.insert(parsed.path.clone(), row.line) {
                let problem = format!("{:?} stands in line {first} already", parsed.path);
                return Err(row.error("path", &problem, "Keep one row for each file"));
            }
            rows.push(parsed);
        }
        Ok(Self { rows, text: text.to_owned() })
    }

    /// The row of a path.
    pub fn row(&self, path: &str) -> Option<&ManifestRow> {
        self.rows.iter().find(|r| r.path == path)
    }
}

fn manifest_row(row: &Row<'_>, register: &Register) -> Result<ManifestRow, TableError> {
    let (area_codes, unknown_codes) = area_codes(row, register);
    Ok(ManifestRow {
        line: row.line,
        path: path(row)?,
        area_codes,
        unknown_codes,
        year: year(row)?,
        source_url: row.some("source_url"),
        retrieved: retrieved(row)?,
        status: status(row)?,
        note: row.some("note"),
    })
}

fn path(row: &Row<'_>) -> Result<String, TableError> {
    let path = row.needed("path")?.replace('\\', "/");
    let path = path.strip_prefix("./").unwrap_or(&path);
    if path.starts_with('/') || path.split('/').any(|part| part == "..") {
        return Err(row.error("path", "the path leads out of the corpus", "Give it relative to the folder"));
    }
    Ok(path.to_owned())
}

/// Codes of the register, sorted; and a message for each other word.
fn area_codes(row: &Row<'_>, register: &Register) -> (Vec<String>, Vec<String>) {
    let (mut codes, others): (Vec<String>, Vec<String>) =
        row.list("area_codes").into_iter().partition(|code| register.area(code).is_some());
    codes.sort();
    codes.dedup();
    let message = |code: &String| {
        let meant: Vec<String> =
            register.named(code).iter().map(|a| format!("{} is {}", a.name, a.code)).collect();
        let hint = match meant.is_empty() {
            true => "Use a GSS code of the register, or add the area with --areas +FILE".to_owned(),
            false => format!("Write its code: {}", meant.join(", ")),
        };
        row.error("area_codes", &format!("{code:?} is not the code of an area"), &hint).to_string()
    };
    (codes, others.iter().map(message).collect())
}

fn year(row: &Row<'_>) -> Result<Option<i32>, TableError> {
    let Some(text) = row.some("year") else { return Ok(None) };
    match text.parse::<i32>() {
        Ok(year) if YEARS.contains(&year) => Ok(Some(year)),
        _ => Err(row.error(
            "year",
            &format!("{text:?} is not a year"),
            "Write one year with four digits: 2024",
        )),
    }
}

/// A day as ISO 8601, or as a spreadsheet with British settings leaves it.
fn retrieved(row: &Row<'_>) -> Result<Option<String>, TableError> {
    let Some(text) = row.some("retrieved") else { return Ok(None) };
    let iso = text.parse::<jiff::civil::Date>().ok();
    let british = || jiff::civil::Date::strptime("%d/%m/%Y", &text).ok();
    match iso.or_else(british) {
        Some(day) => Ok(Some(day.to_string())),
        None => Err(row.error("retrieved", &format!("{text:?} is not a day"), "Write it as 2026-03-31")),
    }
}

fn status(row: &Row<'_>) -> Result<Option<Status>, TableError> {
    let all = [Status::InForce, Status::Superseded, Status::Draft, Status::Ignore];
    let text = row.get("status").to_lowercase().replace([' ', '-'], "_");
    match all.into_iter().find(|s| s.code() == text) {
        None if !text.is_empty() => Err(row.error(
            "status",
            &format!("{:?} is not a status", row.get("status")),
            "Use in_force, superseded, draft or ignore, or leave it empty",
        )),
        status => Ok(status),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn register() -> Register {
        Register::from_csv("areas.csv", "gss_code,name\nX1,Saltwick\nX2,Eastvale\n").unwrap()
    }

    fn parse(text: &str) -> Result<Manifest, TableError> {
        Manifest::parse("manifest.csv", text, &register())
    }

    #[test]
    fn columns_may_stand_in_any_order_and_be_missing() {
        let text = "\u{feff}status,year,path,area_codes,retrieved\r\nin force,2024,.\\a b.pdf,X2|X1,31/03/2026\r\n,,c.pdf,,\r\n";
        let manifest = parse(text).unwrap();
        let row = manifest.row("a b.pdf").unwrap();
        assert_eq!(row.area_codes, ["X1", "X2"]);
        assert_eq!((row.line, row.year, row.status), (2, Some(2024), Some(Status::InForce)));
        assert_eq!(row.retrieved.as_deref(), Some("2026-03-31"));
        assert_eq!(manifest.row("c.pdf").unwrap().year, None);
    }

    #[test]
    fn mistakes_are_named_with_line_column_and_remedy() {
        for (text, message) in [
            (
                "path,area\na.pdf,X1\n",
                "manifest.csv, line 1, column area: the column is not known. Known: path, area_codes, year, source_url, retrieved, status, note",
            ),
            ("year\n2024\n", "manifest.csv, line 1, column path: the column is missing. Needed: path"),
            (
                "path,year\na.pdf,2024\n\nb.pdf,2023-24\n",
                "manifest.csv, line 4, column year: \"2023-24\" is not a year. Write one year with four digits: 2024",
            ),
            (
                "path,status\na.pdf,final\n",
                "manifest.csv, line 2, column status: \"final\" is not a status. Use in_force, superseded, draft or ignore, or leave it empty",
            ),
            (
                "path\na.pdf\na.pdf\n",
                "manifest.csv, line 3, column path: \"a.pdf\" stands in line 2 already. Keep one row for each file",
            ),
            (
                "path\n../a.pdf\n",
                "manifest.csv, line 2, column path: the path leads out of the corpus. Give it relative to the folder",
            ),
            (
                "path,retrieved\na.pdf,March\n",
                "manifest.csv, line 2, column retrieved: \"March\" is not a day. Write it as 2026-03-31",
            ),
            ("path,year\n,2024\n", "manifest.csv, line 2, column path: the value is missing. Fill it in"),
        ] {
            assert_eq!(parse(text).unwrap_err().to_string(), message);
        }
    }

    #[test]
    fn a_code_that_the_register_does_not_have_is_kept_apart_with_its_remedy() {
        let row = |text: &str| parse(text).unwrap().rows.remove(0);
        let misnamed = row("path,area_codes\na.pdf,Eastvale\n");
        assert!(misnamed.area_codes.is_empty());
        assert_eq!(
            misnamed.unknown_codes,
            [
                "manifest.csv, line 2, column area_codes: \"Eastvale\" is not the code of an area. Write its code: Eastvale is X2"
            ]
        );
        let half = row("path,area_codes\na.pdf,X2|X9\n");
        assert_eq!(half.area_codes, ["X2"]);
        assert!(
            half.unknown_codes[0].contains("add the area with --areas +FILE"),
            "{:?}",
            half.unknown_codes
        );
    }
}
