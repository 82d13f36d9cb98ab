//! Tables in which a document keeps its own history: version, date, changes; or owner,
//! date of issue, review date.

use crate::dates::{self, Bearing, DateMention};
use crate::version;
use thresholds_model::block::{Block, BlockKind, Table};
use thresholds_model::reading::Reading;

/// What a document's version control says of the version at hand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Control {
    /// The latest date that is not of a review to come.
    pub date: Option<DateMention>,
    /// The latest version.
    pub version: Option<String>,
}

/// Reads every version table, and the lines under a heading such as "Version control".
pub(crate) fn control(reading: &Reading) -> Control {
    let mut dates: Vec<DateMention> = Vec::new();
    let mut versions: Vec<String> = Vec::new();
    for block in &reading.blocks {
        let under = is_under_control(block, reading);
        match &block.kind {
            BlockKind::Table(table) => {
                if let Some(columns) = history_columns(table) {
                    history(table, &columns, &mut dates, &mut versions);
                } else if under || is_record(table) {
                    record(table, &mut dates, &mut versions);
                }
            }
            BlockKind::Paragraph { text, lead } if under => {
                line(&format!("{} {text}", lead.as_deref().unwrap_or_default()), &mut dates, &mut versions);
            }
            BlockKind::ListItem { text, .. } if under => line(text, &mut dates, &mut versions),
            _ => {}
        }
    }
    Control {
        date: dates.into_iter().max_by_key(DateMention::key),
        version: versions.into_iter().max_by_key(|v| version::figures(v)),
    }
}

fn line(text: &str, dates: &mut Vec<DateMention>, versions: &mut Vec<String>) {
    dates.extend(dates::in_line(text).into_iter().filter(|d| d.bearing > Bearing::Narrative));
    versions.extend(version::in_line(text));
}

fn is_under_control(block: &Block, reading: &Reading) -> bool {
    let mut headings = block.heading_path.iter().filter_map(|id| reading.blocks.get(*id as usize));
    let innermost = headings.next_back().map(|b| match &b.kind {
        BlockKind::Heading { text, .. } => text.to_lowercase(),
        _ => String::new(),
    });
    innermost.is_some_and(|h| {
        let what = ["version", "document", "revision", "amendment", "change", "publication"];
        let record = ["control", "history", "record", "log", "details", "information", "status"];
        what.iter().any(|w| h.contains(w)) && record.iter().any(|r| h.contains(r))
    })
}

/// Columns of a history: those of dates, and that of versions.
struct Columns {
    dates: Vec<u32>,
    version: u32,
}

/// A table headed by a version column and a date column.
fn history_columns(table: &Table) -> Option<Columns> {
    let head = |col: u32| table.cell_at(0, col).map(|c| c.text().to_lowercase()).unwrap_or_default();
    let columns = || 0..table.cols;
    let is_version = |h: &str| {
        ["version", "issue", "revision", "edition", "ver", "v"]
            .iter()
            .any(|w| h.split_whitespace().next() == Some(w))
            && !h.contains("date")
            && h.len() <= 20
    };
    let is_date = |h: &str| {
        ["date", "issued", "published", "approved", "when", "agreed"].iter().any(|w| h.contains(w))
            && !["review", "next", "by whom", "due", "expiry"].iter().any(|w| h.contains(w))
    };
    let version = columns().find(|c| is_version(&head(*c)))?;
    let dates: Vec<u32> = columns().filter(|c| *c != version && is_date(&head(*c))).collect();
    (!dates.is_empty()).then_some(Columns { dates, version })
}

fn history(table: &Table, columns: &Columns, dates: &mut Vec<DateMention>, versions: &mut Vec<String>) {
    for row in 1..table.rows {
        let text = |col: u32| table.cell_at(row, col).map(|c| c.text()).unwrap_or_default();
        for col in &columns.dates {
            dates.extend(dates::in_line(&text(*col)));
        }
        let printed = text(columns.version);
        let figure = printed.starts_with(|c: char| c.is_ascii_digit()) && printed.len() <= 12;
        versions.extend(if figure { Some(printed) } else { version::in_line(&printed) });
    }
}

/// Names of what a record of a document holds.
const KEYS: [&str; 14] = [
    "version",
    "date",
    "owner",
    "author",
    "approved",
    "review",
    "document title",
    "status",
    "supersedes",
    "issue",
    "lead officer",
    "publication",
    "effective",
    "last updated",
];

/// A table of two columns whose first one names such things, at least two of them.
fn is_record(table: &Table) -> bool {
    let keys = (0..table.rows).filter(|row| {
        let key = table.cell_at(*row, 0).map(|c| c.text().to_lowercase()).unwrap_or_default();
        key.len() <= 40 && KEYS.iter().any(|k| key.starts_with(k))
    });
    table.cols == 2 && keys.count() >= 2
}

/// Each row as a line: "Review: July 2020" is then left out as in any text.
fn record(table: &Table, dates: &mut Vec<DateMention>, versions: &mut Vec<String>) {
    for row in 0..table.rows {
        let cells: Vec<String> =
            (0..table.cols).filter_map(|col| table.cell_at(row, col)).map(|c| c.text()).collect();
        line(&cells.join(": "), dates, versions);
    }
}
