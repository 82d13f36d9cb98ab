//! A draft of `manifest.csv`: what was found out, for the researcher to correct.

use crate::facts::Facts;
use crate::manifest::{COLUMNS, Manifest, ManifestRow, Status};
use crate::select::Choice;
use thresholds_areas::Register;
use thresholds_model::document::{DateSource, Source, Used};

/// One document with what was found out about it; without facts when it could not be
/// read.
#[derive(Debug, Clone, Copy)]
pub struct DraftEntry<'a> {
    /// Its paths.
    pub sources: &'a [Source],
    /// What is known of it.
    pub facts: Option<&'a Facts>,
    /// Whether it counts in the newest edition.
    pub choice: Option<&'a Choice>,
    /// What is wrong with it, when it cannot be used.
    pub problem: Option<&'a str>,
}

/// Rows of a draft manifest, by path. A row that the manifest has already stays as it
/// is; in the others, what needs a look is in the note.
pub fn draft_manifest(
    entries: &[DraftEntry<'_>],
    manifest: Option<&Manifest>,
    register: &Register,
) -> Vec<ManifestRow> {
    let mut rows: Vec<ManifestRow> = manifest.map_or_else(Vec::new, |m| m.rows.clone());
    for entry in entries {
        for source in entry.sources {
            if !rows.iter().any(|r| r.path == source.path) {
                rows.push(row(&source.path, entry, register));
            }
        }
    }
    rows.sort_by(|a, b| a.path.as_bytes().cmp(b.path.as_bytes()));
    rows
}

fn row(path: &str, entry: &DraftEntry<'_>, register: &Register) -> ManifestRow {
    let mut notes: Vec<String> = entry.problem.iter().map(|p| (*p).to_owned()).collect();
    if let Some(first) = entry.sources.first().filter(|s| s.path != path) {
        notes.push(format!("same file as {}", first.path));
    }
    let mut row = ManifestRow { path: path.to_owned(), ..ManifestRow::default() };
    if let Some(facts) = entry.facts {
        row.area_codes = facts.identity.areas.clone();
        row.year = facts.date.as_ref().map(|d| d.year);
        row.status = entry.choice.and_then(|c| status(&c.used));
        notes.extend(entry.choice.filter(|c| c.used != Used::Yes).map(|c| c.reason.clone()));
        notes.extend(look_at(facts, register));
    }
    row.note = Some(notes.join("; ")).filter(|n| !n.is_empty());
    row
}

/// The status that a use stands for; none where the researcher has to decide.
fn status(used: &Used) -> Option<Status> {
    match used {
        Used::Yes | Used::NoLevels => Some(Status::InForce),
        Used::Superseded => Some(Status::Superseded),
        Used::Draft => Some(Status::Draft),
        Used::NotAThresholdDocument | Used::OtherJurisdiction => Some(Status::Ignore),
        Used::DuplicateOf(_) | Used::AreaUnsure | Used::YearUnsure | Used::NotRead => None,
    }
}

fn look_at(facts: &Facts, register: &Register) -> Vec<String> {
    let mut notes = Vec::new();
    let candidates: Vec<String> = facts
        .identity
        .candidates
        .iter()
        .take(5)
        .map(|code| register.area(code).map_or_else(|| code.clone(), |a| format!("{} {code}", a.name)))
        .collect();
    if !candidates.is_empty() {
        notes.push(format!("perhaps {}", candidates.join(", ")));
    }
    if let Some(date) = &facts.date
        && date.source >= DateSource::Metadata
    {
        let place = if date.source == DateSource::FileName { "file name" } else { "metadata" };
        notes.push(format!("year only from the {place}: {}", date.text));
    }
    notes
}

/// The rows as the text of a `manifest.csv`.
pub fn manifest_csv(rows: &[ManifestRow]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    // Writing into memory cannot fail.
    let _ = writer.write_record(COLUMNS);
    for row in rows {
        let year = row.year.map_or_else(String::new, |y| y.to_string());
        let _ = writer.write_record([
            row.path.clone(),
            row.area_codes.join("|"),
            year,
            text(&row.source_url),
            text(&row.retrieved),
            row.status.map_or("", Status::code).to_owned(),
            text(&row.note),
        ]);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use thresholds_model::document::{DocumentDate, Identity};

    fn register() -> Register {
        Register::from_csv("areas.csv", "gss_code,name\nX1,Saltwick\nX2,Eastvale\n").unwrap()
    }

    fn sources(paths: &[&str]) -> Vec<Source> {
        paths.iter().map(|p| Source { path: (*p).to_owned(), ..Source::default() }).collect()
    }

    #[test]
    fn a_draft_is_a_manifest_that_can_be_read_again() {
        let found = sources(&["a, b.pdf", "c.pdf"]);
        let facts = Facts {
            identity: Identity { areas: vec!["X1".into(), "X2".into()], ..Identity::default() },
            date: Some(DocumentDate {
                year: 2022,
                month: None,
                day: None,
                source: DateSource::FileName,
                text: "oct 22".into(),
            }),
            ..Facts::default()
        };
        let choice = Choice { used: Used::Yes, reason: "in force".into(), areas: vec![], primary: true };
        let entry = DraftEntry { sources: &found, facts: Some(&facts), choice: Some(&choice), problem: None };
        let rows = draft_manifest(&[entry], None, &register());
        let text = manifest_csv(&rows);
        assert_eq!(
            text,
            "path,area_codes,year,source_url,retrieved,status,note\n\
             \"a, b.pdf\",X1|X2,2022,,,in_force,year only from the file name: oct 22\n\
             c.pdf,X1|X2,2022,,,in_force,\"same file as a, b.pdf; year only from the file name: oct 22\"\n"
        );
        let again = Manifest::parse("manifest.csv", &text, &register()).unwrap();
        assert_eq!(again.row("a, b.pdf").unwrap().area_codes, ["X1", "X2"]);
    }

    #[test]
    fn what_the_researcher_wrote_stays() {
        let mine = "path,area_codes,note\na.pdf,X1,mine\ngone.pdf,X2,\n";
        let manifest = Manifest::parse("manifest.csv", mine, &register()).unwrap();
        let found = sources(&["a.pdf"]);
        let entry = DraftEntry { sources: &found, facts: None, choice: None, problem: Some("not a PDF") };
        let rows = draft_manifest(&[entry], Some(&manifest), &register());
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].note.as_deref(), Some("mine"));
    }

    #[test]
    fn unsure_documents_name_their_candidates() {
        let found = sources(&["a.pdf"]);
        let facts = Facts {
            identity: Identity { candidates: vec!["X2".into()], ..Identity::default() },
            ..Facts::default()
        };
        let entry = DraftEntry { sources: &found, facts: Some(&facts), choice: None, problem: None };
        let rows = draft_manifest(&[entry], None, &register());
        assert_eq!(rows[0].note.as_deref(), Some("perhaps Eastvale X2"));
        assert_eq!((rows[0].year, rows[0].status), (None, None));
    }
}
