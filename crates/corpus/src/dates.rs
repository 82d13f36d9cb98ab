//! Dates as documents write them, and whether one is the date of the document.
//!
//! "October 2022", "14th Nov 2019", "Oct 22", "07/18", "2018-07-14", "2023-24", "2020
//! edition". The date of a law or of national guidance, of the next review or of the
//! version before is not the document's.

use regex::Regex;
use std::sync::LazyLock;

/// A date found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// Year.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: Option<u8>,
    /// Day of the month.
    pub day: Option<u8>,
    /// How much the words around it say that it is the document's own.
    pub bearing: Bearing,
    /// The words that gave it, with a cue before them.
    pub text: String,
}

/// What the words around a date say of it, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bearing {
    /// Somewhere in running text: not to be used.
    Narrative,
    /// In a short line of its own, as on a title page.
    Plain,
    /// With a cue: published, version, approved, effective.
    Cued,
}

impl DateMention {
    /// Year, month and day for comparing; an unknown part comes first.
    pub fn key(&self) -> (i32, Option<u8>, Option<u8>) {
        (self.year, self.month, self.day)
    }
}

const MONTHS: &str = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|\
                      sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const YEAR: &str = "(?:19|20)[0-9]{2}";

/// Longest line, in words, in which a date without a cue is the line's own.
const SHORT: usize = 14;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Iso,
    DayMonthYearInFigures,
    DayMonthYear,
    MonthDayYear,
    MonthYear,
    MonthYearInFigures,
    Span,
    Year,
}

/// Forms in the order in which they are tried; a stretch of text is read once only.
static FORMS: LazyLock<Vec<(Form, Regex)>> = LazyLock::new(|| {
    let dashes = "[-\u{2010}\u{2011}\u{2013}\u{2014}/]";
    [
        (Form::Iso, format!(r"({YEAR})[-. /](0[1-9]|1[0-2])[-. /](0[1-9]|[12][0-9]|3[01])")),
        (Form::Iso, format!(r"({YEAR})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])")),
        (Form::DayMonthYearInFigures, r"(0?[1-9]|[12][0-9]|3[01])[./-](0?[1-9]|1[0-2])[./-]((?:19|20)?[0-9]{2})".to_owned()),
        (Form::DayMonthYear, format!(r"([0-3]?[0-9])\s?(?:st|nd|rd|th)?[\s-]+(?:of\s+)?({MONTHS})\.?,?[\s-]*('?{YEAR}|'?[0-9]{{2}})")),
        (Form::MonthDayYear, format!(r"({MONTHS})\.?\s+([0-3]?[0-9])(?:st|nd|rd|th)?,?\s+({YEAR})")),
        (Form::MonthYear, format!(r"({MONTHS})\.?,?[\s\-\u{{2013}}/_]*('?{YEAR}|'?[1-3][0-9])")),
        (Form::MonthYearInFigures, format!(r"(0[1-9]|1[0-2])[/]({YEAR}|[1-3][0-9])")),
        (Form::MonthYearInFigures, format!(r"(0?[1-9]|1[0-2])[./-]({YEAR})")),
        (Form::Span, format!(r"({YEAR})\s?{dashes}\s?((?:20)?[0-9]{{2}})")),
        (Form::Year, format!("({YEAR})")),
    ]
    .into_iter()
    .filter_map(|(form, pattern)| Some((form, Regex::new(&format!("(?i){pattern}")).ok()?)))
    .collect()
});

static CUE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(publish\w*|publication|issued?|version|v\s?[0-9][0-9.]*|dated?|approv\w+|agreed|ratified|effective|updat\w+|revis\w+|launch\w*|last\s+reviewed|reviewed|amended|adopted|produced|final|edition|refreshed|implemented|created)\b",
    )
    .ok()
});

/// What stands before a date that is not the document's own.
static FOREIGN: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        // The date of the next version, or of the one before.
        r"\b(next|future|due|expir\w+|supersed\w+|replac\w+|previous\w*|prior|former\w*|withdrawn|planned)\b",
        r"\breview(\s+(date|due|by|on|in|no\s+later|period|cycle)\b|\s*$|\s*[:\-\u{2013}|(])",
        r"\b(date|due|for|of|annual|formal)\s+(of\s+|for\s+)?(next\s+)?review\b",
        r"\b(to|will|should|must|shall)\s+be\s+(reviewed|updated|revised)\b",
        // Points in a story.
        r"\b(since|until|till|by|before|after|during|between)\s*$",
        r"\bas\s+amended(\s+in)?\s*$",
        // Laws, national guidance, statistics.
        r"\b(act|acts|regulations?|order|rules|bill|measure|convention|code\s+of\s+practice|census|framework\s+for\s+the\s+assessment)\s*,?\s*[(]?\s*(of\s+)?$",
        r"\bworking\s+together(\s+to\s+safeguard\s+children)?\b.{0,28}$",
        r"\bkeeping\s+children\s+safe(\s+in\s+education)?\b.{0,25}$",
        r"\b(information\s+sharing(\s+advice)?|what\s+to\s+do\s+if|stable\s+homes|children'?s\s+social\s+care\s+national\s+framework)\b.{0,50}$",
        r"\b(dfe|dfes|hm\s+government|home\s+office|department\s+(for|of)\s+\w+|nice|nhs\s+england|ofsted|cqc|nspcc|ons|et\s+al\.?|munro|laming|marmot)[,:;]?\s*[(]?\s*$",
        r"\b(statutory\s+guidance|london\s+child\s+protection\s+procedures|threshold\s+of\s+the\s+law)\b.{0,20}$",
    ]
    .into_iter()
    .filter_map(|p| Regex::new(&format!("(?i){p}")).ok())
    .collect()
});

/// What stands after a date that is not the document's own.
static FOREIGN_AFTER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)^[ (]{0,2}(review\s*([).,;]|$)|next\b|census|act\b|superseded)").ok());

/// Dates in a line of text, in their order; those that are plainly of something else
/// left out.
pub fn in_line(line: &str) -> Vec<DateMention> {
    let text = plain(line);
    clauses(&text).into_iter().flat_map(|clause| in_clause(clause, true)).collect()
}

/// Dates in the name of a file, where words run together and have no capitals.
pub fn in_file_name(name: &str) -> Vec<DateMention> {
    in_clause(&spread(name), false)
}

/// One kind of blank, apostrophe and space before a date.
fn plain(line: &str) -> String {
    line.replace(['\u{a0}', '\u{2009}', '\u{202f}'], " ").replace(['\u{2018}', '\u{2019}'], "'")
}

/// Words, figures and separators of a file name set apart.
fn spread(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 8);
    let mut before = ' ';
    for c in name.chars() {
        let c = if matches!(c, '_' | '+' | '%' | '(' | ')' | '[' | ']') { ' ' } else { c };
        if before.is_ascii_digit() && c.is_alphabetic() || before.is_alphabetic() && c.is_ascii_digit() {
            out.push(' ');
        }
        out.push(c);
        before = c;
    }
    out
}

/// Parts of a line that say one thing each: between strokes, bullets, semicolons, and
/// the ends of sentences.
fn clauses(line: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut chars = line.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let sentence = c == '.'
            && chars.peek().is_some_and(|(_, n)| n.is_whitespace())
            && line.get(at + 1..).is_some_and(|rest| rest.trim_start().starts_with(char::is_uppercase));
        if matches!(c, '|' | '\u{2022}' | '\u{b7}' | ';' | '\n' | '\t') || sentence {
            out.extend(line.get(start..at));
            start = at + c.len_utf8();
        }
    }
    out.extend(line.get(start..));
    out
}

fn in_clause(clause: &str, capitals: bool) -> Vec<DateMention> {
    let words = clause.split_whitespace().count();
    let mut out = Vec::new();
    let mut end_before = 0;
    let mut foreign_before = false;
    for found in spans(clause, capitals) {
        let before = clause.get(end_before..found.start).unwrap_or_default();
        let after = clause.get(found.end..).unwrap_or_default();
        // "replaces the matrix of 2019 and its amendment of 2021" is about both.
        let joined = before.trim_matches(|c: char| !c.is_alphanumeric());
        let first = joined.split_whitespace().next().unwrap_or_default();
        let goes_on = end_before > 0 && matches!(first, "" | "and" | "or" | "to");
        end_before = found.end;
        foreign_before = is_foreign(before, after) || goes_on && foreign_before;
        if foreign_before {
            continue;
        }
        let cue = CUE.as_ref().and_then(|r| r.find_iter(before).last());
        let after_cue = CUE.as_ref().is_some_and(|r| r.find(after).is_some_and(|m| m.start() <= 2));
        // A cue far from the date, in a long sentence, is a story about versions.
        let near = cue.filter(|m| words <= SHORT || before.len() - m.end() <= 24);
        let bearing = match (near.is_some() || after_cue && words <= SHORT, words <= SHORT) {
            (true, _) => Bearing::Cued,
            (false, true) => Bearing::Plain,
            (false, false) => Bearing::Narrative,
        };
        let text =
            clause.get(near.map_or(found.start, |m| m.start() + found.start - before.len())..found.end);
        out.push(DateMention {
            year: found.year,
            month: found.month,
            day: found.day,
            bearing,
            text: text.unwrap_or_default().trim().to_owned(),
        });
    }
    out
}

fn is_foreign(before: &str, after: &str) -> bool {
    FOREIGN.iter().any(|r| r.is_match(before)) || FOREIGN_AFTER.as_ref().is_some_and(|r| r.is_match(after))
}

#[derive(Debug, Clone, Copy)]
struct Span {
    start: usize,
    end: usize,
    year: i32,
    month: Option<u8>,
    day: Option<u8>,
}

/// Dates by their place, longer forms first.
fn spans(text: &str, capitals: bool) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for (form, pattern) in FORMS.iter() {
        for groups in pattern.captures_iter(text) {
            let Some(whole) = groups.get(0) else { continue };
            let apart = out.iter().all(|s| whole.end() <= s.start || whole.start() >= s.end);
            let part = |i: usize| groups.get(i).map_or("", |m| m.as_str());
            if apart
                && stands_alone(text, whole.start(), whole.end())
                && let Some((year, month, day)) = parts(*form, [part(1), part(2), part(3)], capitals)
            {
                out.push(Span { start: whole.start(), end: whole.end(), year, month, day });
            }
        }
    }
    out.sort_by_key(|s| s.start);
    out
}

/// Not inside a longer number, word, telephone number or version.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let before: Vec<char> = text.get(..start).unwrap_or_default().chars().rev().take(2).collect();
    let after: Vec<char> = text.get(end..).unwrap_or_default().chars().take(2).collect();
    let touches = |near: &[char]| match near {
        [c, ..] if c.is_alphanumeric() => true,
        ['.' | '/' | '-' | ',' | ' ', c, ..] if c.is_ascii_digit() => {
            near.first() != Some(&',') && near.first() != Some(&' ')
        }
        _ => false,
    };
    let figures = |near: &str| near.chars().filter(char::is_ascii_digit).count();
    // "020 2034 5678": figures on either side belong to one number.
    let left: String = text
        .get(..start)
        .unwrap_or_default()
        .chars()
        .rev()
        .take_while(|c| c.is_ascii_digit() || *c == ' ')
        .collect();
    let right: String =
        text.get(end..).unwrap_or_default().chars().take_while(|c| c.is_ascii_digit() || *c == ' ').collect();
    let number = figures(&left) >= 3 || figures(&right) >= 3;
    !touches(&before) && !touches(&after) && !number
}

fn parts(form: Form, [a, b, c]: [&str; 3], capitals: bool) -> Option<(i32, Option<u8>, Option<u8>)> {
    let month_word = |m: &str| {
        let capital = m.chars().next().is_some_and(char::is_uppercase);
        (capital || !capitals).then(|| month_number(m)).flatten()
    };
    let (year, month, day) = match form {
        Form::Iso => (year(a)?, Some(number(b)?), Some(number(c)?)),
        Form::DayMonthYearInFigures => (year(c)?, Some(number(b)?), Some(number(a)?)),
        Form::DayMonthYear => (year(c)?, Some(month_word(b)?), Some(number(a)?)),
        Form::MonthDayYear => (year(c)?, Some(month_word(a)?), Some(number(b)?)),
        Form::MonthYear => (year(b)?, Some(month_word(a)?), None),
        Form::MonthYearInFigures => (year(b)?, Some(number(a)?), None),
        Form::Year => (year(a)?, None, None),
        Form::Span => {
            let from = year(a)?;
            let to = if b.len() == 4 { year(b)? } else { from - from % 100 + b.parse::<i32>().ok()? };
            // "2023-24" is a span of years; "2023-07" a month.
            match b.parse::<u8>() {
                _ if (1..=6).contains(&(to - from)) => (from, None, None),
                Ok(month) if (1..=12).contains(&month) => (from, Some(month), None),
                _ => return None,
            }
        }
    };
    let day_fits = day.is_none_or(|d| (1..=31).contains(&d));
    (day_fits && (1995..=2060).contains(&year)).then_some((year, month, day))
}

fn number(text: &str) -> Option<u8> {
    text.parse().ok()
}

/// A year of four figures, or of two in this century.
fn year(text: &str) -> Option<i32> {
    let figures = text.trim_start_matches('\'');
    let year = figures.parse::<i32>().ok()?;
    match figures.len() {
        4 => Some(year),
        2 if (5..=60).contains(&year) => Some(2000 + year),
        _ => None,
    }
}

fn month_number(word: &str) -> Option<u8> {
    let short: String = word.to_lowercase().chars().take(3).collect();
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    months.iter().position(|m| *m == short).and_then(|i| u8::try_from(i + 1).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    type Parts = (i32, Option<u8>, Option<u8>);

    fn own(line: &str) -> Vec<Parts> {
        in_line(line).iter().filter(|d| d.bearing > Bearing::Narrative).map(DateMention::key).collect()
    }

    #[test]
    fn dates_are_read_in_the_forms_that_documents_use() {
        for (line, expected) in [
            ("October 2022", (2022, Some(10), None)),
            ("Wexbridge Safeguarding Children Partnership, October 2022", (2022, Some(10), None)),
            ("Oct 22", (2022, Some(10), None)),
            ("Oct '22", (2022, Some(10), None)),
            ("Sept. 2021", (2021, Some(9), None)),
            ("07/18", (2018, Some(7), None)),
            ("07/2018", (2018, Some(7), None)),
            ("v3.2 FINAL July 2018", (2018, Some(7), None)),
            ("2023-24", (2023, None, None)),
            ("2023/24", (2023, None, None)),
            ("2023\u{2013}2025", (2023, None, None)),
            ("Published June 2024", (2024, Some(6), None)),
            ("14 November 2019", (2019, Some(11), Some(14))),
            ("14th November, 2019", (2019, Some(11), Some(14))),
            ("November 14, 2019", (2019, Some(11), Some(14))),
            ("14/11/2019", (2019, Some(11), Some(14))),
            ("14.11.19", (2019, Some(11), Some(14))),
            ("2019-11-14", (2019, Some(11), Some(14))),
            ("2020 edition", (2020, None, None)),
            ("Autumn 2019", (2019, None, None)),
            ("APRIL 2024, ISSUE 5", (2024, Some(4), None)),
            ("Version 3 (May 2016)", (2016, Some(5), None)),
            ("Last reviewed: March 2023", (2023, Some(3), None)),
            ("Reviewed and updated Jan 2021", (2021, Some(1), None)),
            ("Thamesgate Continuum of Need 2023", (2023, None, None)),
        ] {
            assert_eq!(own(line), [expected], "{line}");
        }
    }

    #[test]
    fn dates_of_other_things_are_left_out() {
        for line in [
            "Review date: July 2020",
            "Next review due July 2022",
            "To be reviewed by March 2025",
            "Date of next review 01/04/2026",
            "For review in September 2021",
            "Supersedes v3.1 (Feb 2017)",
            "This document replaces the 2019 thresholds guide.",
            "Working Together 2018",
            "Working Together to Safeguard Children 2023",
            "Working Together to Safeguard Children (HM Government, July 2018)",
            "Children Act 1989",
            "Data Protection Act 2018",
            "Domestic Abuse Act 2021",
            "Children and Social Work Act (2017)",
            "Keeping Children Safe in Education 2024",
            "What has changed since 2019",
            "Information Sharing Advice for practitioners (DfE, 2024)",
            "Telephone 020 2034 5678",
            "open 24/7, ratio 1/10",
            "Issue 5 replaces the matrix published in 2019 and 2021",
            "October 2020 review",
        ] {
            assert_eq!(own(line), [], "{line}");
        }
    }

    #[test]
    fn a_story_about_years_is_no_date_of_the_document() {
        let line = "In the years that followed the partnership met in 2016 and in 2017 and families told us that much had \
                    changed for the better";
        assert!(own(line).is_empty());
    }

    #[test]
    fn each_clause_is_judged_for_itself() {
        assert_eq!(own("Version 3.1, July 2020. Next review due July 2022"), [(2020, Some(7), None)]);
        assert_eq!(own("Approved 14 November 2019 | Review November 2021"), [(2019, Some(11), Some(14))]);
        assert_eq!(own("Published 2018, review date 2020"), [(2018, None, None)]);
        assert_eq!(
            own("Takes account of Working Together 2018, as amended in 2020 | January 2023"),
            [(2023, Some(1), None)]
        );
    }

    #[test]
    fn file_names_give_dates_without_blanks_and_capitals() {
        let key = |name: &str| in_file_name(name).iter().map(DateMention::key).collect::<Vec<_>>();
        assert_eq!(key("Kingsmarsh-Threshold-Matrix-v3.2-FINAL-July2018"), [(2018, Some(7), None)]);
        assert_eq!(key("wexbridge-continuum-of-need-oct22"), [(2022, Some(10), None)]);
        assert_eq!(key("threshold_20180714_final"), [(2018, Some(7), Some(14))]);
        assert_eq!(key("eastvale-threshold-guidance-2020-web"), [(2020, None, None)]);
        assert_eq!(key("NSCP Threshold Matrix 2024 (1)"), [(2024, None, None)]);
        assert_eq!(key("Thresholds-2023-24"), [(2023, None, None)]);
        assert_eq!(key("download (7)"), []);
        assert_eq!(key("document-1234567"), []);
    }
}
