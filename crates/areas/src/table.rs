//! Tables that people edit: CSV in UTF-8, columns in any order, errors that say where.

use thiserror::Error;

/// What is wrong with a table, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{file}, line {line}{}: {problem}. {hint}", column.as_ref().map(|c| format!(", column {c}")).unwrap_or_default())]
pub struct TableError {
    /// The file as the user named it.
    pub file: String,
    /// Line, from 1 (the header).
    pub line: u64,
    /// Column by its name in the header, when one value is at fault.
    pub column: Option<String>,
    /// What is wrong.
    pub problem: String,
    /// What to do.
    pub hint: String,
}

/// A table with a header row.
#[derive(Debug, Clone)]
pub struct Table {
    file: String,
    columns: Vec<String>,
    rows: Vec<(u64, Vec<String>)>,
}

impl Table {
    /// Reads CSV text; `file` is used in messages only. A byte order mark, CRLF line
    /// ends, empty lines and blanks around values do no harm; rows may be short.
    pub fn read(file: &str, text: &str) -> Result<Self, TableError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|e| broken(file, &e))?;
            let line = record.position().map_or(0, |p| line_of(text, p));
            if record.iter().any(|v| !v.is_empty()) {
                rows.push((line, record.iter().map(str::to_owned).collect::<Vec<_>>()));
            }
        }
        if rows.is_empty() {
            return Err(error(file, 1, None, "the table is empty", "Its first line must name the columns"));
        }
        let (line, header) = rows.remove(0);
        let columns: Vec<String> = header.iter().map(|c| c.to_lowercase()).collect();
        let table = Self { file: file.to_owned(), columns, rows };
        table.check_header(line)?;
        Ok(table)
    }

    /// A header must have distinct names, and a row no more values than the header.
    fn check_header(&self, line: u64) -> Result<(), TableError> {
        if let [only] = self.columns.as_slice()
            && (only.contains(';') || only.contains('\t'))
        {
            return Err(self.error(
                line,
                None,
                "the columns are not separated by commas",
                "Save the table as CSV with commas (UTF-8)",
            ));
        }
        for (i, name) in self.columns.iter().enumerate() {
            if self.columns.iter().take(i).any(|c| c == name) && !name.is_empty() {
                return Err(self.error(line, Some(name), "the column is there twice", "Keep one of them"));
            }
        }
        for (line, row) in &self.rows {
            if row.iter().skip(self.columns.len()).any(|v| !v.is_empty()) {
                let problem =
                    format!("the row has {} values, the header {} columns", row.len(), self.columns.len());
                return Err(self.error(
                    *line,
                    None,
                    &problem,
                    "Put a value that holds a comma in double quotes",
                ));
            }
        }
        Ok(())
    }

    /// Refuses a table that lacks one of these columns.
    pub fn require(&self, columns: &[&str]) -> Result<(), TableError> {
        match columns.iter().find(|c| !self.columns.iter().any(|have| have == *c)) {
            None => Ok(()),
            Some(missing) => Err(self.error(
                1,
                Some(missing),
                "the column is missing",
                &format!("Needed: {}", columns.join(", ")),
            )),
        }
    }

    /// Refuses a table that has any other column than these.
    pub fn only(&self, known: &[&str]) -> Result<(), TableError> {
        match self.columns.iter().find(|c| !c.is_empty() && !known.contains(&c.as_str())) {
            None => Ok(()),
            Some(unknown) => Err(self.error(
                1,
                Some(unknown),
                "the column is not known",
                &format!("Known: {}", known.join(", ")),
            )),
        }
    }

    /// The rows below the header.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, values)| Row { table: self, line: *line, values })
    }

    /// An error in this table.
    pub fn error(&self, line: u64, column: Option<&str>, problem: &str, hint: &str) -> TableError {
        error(&self.file, line, column, problem, hint)
    }
}

/// One row of a [`Table`].
#[derive(Debug, Clone, Copy)]
pub struct Row<'t> {
    table: &'t Table,
    /// Its line in the file, from 1.
    pub line: u64,
    values: &'t [String],
}

impl<'t> Row<'t> {
    /// The value in a column; empty when column or value is missing.
    pub fn get(&self, column: &str) -> &'t str {
        let at = self.table.columns.iter().position(|c| c == column);
        at.and_then(|i| self.values.get(i)).map_or("", String::as_str)
    }

    /// The value, unless it is empty.
    pub fn some(&self, column: &str) -> Option<String> {
        Some(self.get(column)).filter(|v| !v.is_empty()).map(str::to_owned)
    }

    /// A value that must not be empty.
    pub fn needed(&self, column: &str) -> Result<String, TableError> {
        self.some(column).ok_or_else(|| self.error(column, "the value is missing", "Fill it in"))
    }

    /// The parts of a value that are joined by bars.
    pub fn list(&self, column: &str) -> Vec<String> {
        self.get(column).split('|').map(str::trim).filter(|p| !p.is_empty()).map(str::to_owned).collect()
    }

    /// An error in this row and column.
    pub fn error(&self, column: &str, problem: &str, hint: &str) -> TableError {
        self.table.error(self.line, Some(column), problem, hint)
    }
}

fn error(file: &str, line: u64, column: Option<&str>, problem: &str, hint: &str) -> TableError {
    TableError {
        file: file.to_owned(),
        line,
        column: column.map(str::to_owned),
        problem: problem.to_owned(),
        hint: hint.to_owned(),
    }
}

/// The line on which a record begins: the reader's place is before the empty lines that it skips.
fn line_of(text: &str, place: &csv::Position) -> u64 {
    let rest = usize::try_from(place.byte()).ok().and_then(|at| text.get(at..)).unwrap_or_default();
    let skipped = rest.chars().take_while(|c| matches!(c, '\r' | '\n')).filter(|c| *c == '\n').count();
    place.line() + skipped as u64
}

fn broken(file: &str, e: &csv::Error) -> TableError {
    let line = e.position().map_or(1, csv::Position::line);
    error(file, line, None, "the line is not valid CSV", "Check its commas and quotes")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_saved_by_a_spreadsheet_is_read() {
        let table = Table::read("t.csv", "\u{feff}Code, Name\r\n1 ,\"A, B\"\r\n\r\n2\r\n").unwrap();
        let rows: Vec<_> = table.rows().map(|r| (r.line, r.get("code"), r.get("name"))).collect();
        assert_eq!(rows, [(2, "1", "A, B"), (4, "2", "")]);
    }

    #[test]
    fn errors_say_where_and_what_to_do() {
        let semicolons = Table::read("t.csv", "code;name\n").unwrap_err();
        assert!(semicolons.to_string().contains("commas"), "{semicolons}");
        let long = Table::read("t.csv", "code,name\n1,a\n2,b,c\n").unwrap_err();
        assert_eq!(long.line, 3);
        let table = Table::read("t.csv", "code,colour\n1,red\n").unwrap();
        let unknown = table.only(&["code", "name"]).unwrap_err();
        assert_eq!(
            unknown.to_string(),
            "t.csv, line 1, column colour: the column is not known. Known: code, name"
        );
        assert!(table.require(&["code", "name"]).is_err());
        let empty = table.rows().next().unwrap().needed("name").unwrap_err();
        assert_eq!((empty.line, empty.column.as_deref()), (2, Some("name")));
    }

    #[test]
    fn an_empty_table_and_a_doubled_column_are_refused() {
        assert!(Table::read("t.csv", "").is_err());
        assert!(Table::read("t.csv", "code,code\n").is_err());
    }
}
