//! Which of two documents of one area replaces the other.

use crate::facts::Facts;
use crate::manifest::Status;
use crate::version::figures;
use std::cmp::Ordering;

/// Whether `newer` takes the place of `older`: a later year does, whatever the title,
/// but not for another part of one work, nor for a document of another title that the
/// manifest says is in force. Within one year only the same title in a later version
/// does; two documents of other titles belong together.
pub(crate) fn supersedes(newer: &Facts, older: &Facts) -> bool {
    if let (Some(a), Some(b)) = (newer.part, older.part)
        && a != b
    {
        return false;
    }
    let same_title = same_title(newer, older);
    if older.status == Some(Status::InForce) && same_title == Some(false) {
        return false;
    }
    let year = |f: &Facts| f.date.as_ref().map(|d| d.year);
    match year(newer).cmp(&year(older)) {
        Ordering::Greater => true,
        Ordering::Less => false,
        Ordering::Equal => same_title == Some(true) && within_year(newer, older) == Ordering::Greater,
    }
}

/// Order within a year: by month and day where both have them, else by version.
fn within_year(a: &Facts, b: &Facts) -> Ordering {
    let month = |f: &Facts| f.date.as_ref().and_then(|d| d.month);
    let day = |f: &Facts| f.date.as_ref().and_then(|d| d.day);
    let both = |a: Option<u8>, b: Option<u8>| a.zip(b).map_or(Ordering::Equal, |(a, b)| a.cmp(&b));
    let version = |f: &Facts| f.version.as_deref().map(figures).filter(|v| !v.is_empty());
    let versions = || match (version(a), version(b)) {
        (Some(a), Some(b)) => a.cmp(&b),
        _ => Ordering::Equal,
    };
    both(month(a), month(b)).then_with(|| both(day(a), day(b))).then_with(versions)
}

/// Whether the titles are the same but for versions, years and parts; `None` when one
/// of them is not known.
fn same_title(a: &Facts, b: &Facts) -> Option<bool> {
    let key = |f: &Facts| f.title.as_deref().map(title_key).filter(|k| !k.is_empty());
    Some(key(a)? == key(b)?)
}

/// The words of a title that do not change between versions.
fn title_key(title: &str) -> Vec<String> {
    let changing =
        ["version", "v", "final", "draft", "issue", "edition", "revised", "updated", "new", "the", "and"];
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    title
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty() && !changing.contains(w))
        .filter(|w| !w.chars().any(|c| c.is_ascii_digit()))
        .filter(|w| !months.iter().any(|m| w == m || w.len() > 3 && is_month(w, m)))
        .map(str::to_owned)
        .collect()
}

fn is_month(word: &str, short: &str) -> bool {
    let full = [
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "sept",
        "september",
        "october",
        "november",
        "december",
    ];
    word.starts_with(short) && full.contains(&word)
}

/// Documents that count together: an unnumbered one first, then parts by number, then
/// appendices; of equals the newer, then by path.
pub(crate) fn primary_first(a: (&Facts, &str), b: (&Facts, &str)) -> Ordering {
    let year = |f: &Facts| f.date.as_ref().map(|d| d.year);
    let part = |f: &Facts| f.part.unwrap_or(0);
    part(a.0).cmp(&part(b.0)).then_with(|| year(b.0).cmp(&year(a.0))).then_with(|| a.1.cmp(b.1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use thresholds_model::document::{DateSource, DocumentDate};

    fn facts(title: &str, year: i32, month: Option<u8>) -> Facts {
        let date =
            DocumentDate { year, month, day: None, source: DateSource::TitlePage, text: String::new() };
        Facts { title: Some(title.to_owned()), date: Some(date), ..Facts::default() }
    }

    #[test]
    fn a_later_year_replaces_and_a_later_month_only_the_same_title() {
        let old = facts("Threshold guide 2019", 2019, Some(3));
        assert!(supersedes(&facts("Right help", 2022, None), &old));
        assert!(supersedes(&facts("Threshold Guide (revised) 2019", 2019, Some(9)), &old));
        assert!(!supersedes(&facts("Matrix of need", 2019, Some(9)), &old));
        assert!(!supersedes(&facts("Threshold guide", 2019, None), &old));
    }

    #[test]
    fn a_later_version_replaces_within_a_year() {
        let mut old = facts("Threshold guide v1.2", 2019, None);
        let mut new = facts("Threshold guide v1.10", 2019, None);
        old.version = Some("v1.2".into());
        new.version = Some("v1.10".into());
        assert!(supersedes(&new, &old) && !supersedes(&old, &new));
    }

    #[test]
    fn other_parts_and_documents_said_to_stand_are_not_replaced() {
        let mut part_two = facts("Threshold guide part 2", 2019, None);
        part_two.part = Some(2);
        let mut part_one = facts("Threshold guide part 1", 2022, None);
        part_one.part = Some(1);
        assert!(!supersedes(&part_one, &part_two));
        let mut stands = facts("Matrix of need", 2019, None);
        stands.status = Some(Status::InForce);
        assert!(!supersedes(&facts("Right help", 2022, None), &stands));
        assert!(supersedes(&facts("Matrix of need", 2022, None), &stands));
    }
}
