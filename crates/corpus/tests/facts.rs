//! What documents say of themselves.

mod support;

use support::Pages;
use thresholds_areas::Register;
use thresholds_corpus::{Facts, Manifest, ManifestRow, identify_document};
use thresholds_model::block::Furniture;
use thresholds_model::document::{DateSource, DocumentKind, Source};
use thresholds_model::reading::Reading;

const PROSE: &str = "This guidance is for everyone who works with children and families in the area. It describes how \
                     partners decide together what kind of help a child needs and who should give it, and it was \
                     agreed by all of them after a long conversation that began in 2016.";

fn register() -> Register {
    let table = "gss_code,name,aliases\n\
                 X1,Saltwick,Saltwick City Council\n\
                 X2,Eastvale,Eastvale Safeguarding Partnership\n\
                 X3,Northfen,Northfen Safeguarding Children Partnership|NSCP\n";
    Register::from_csv("areas.csv", table).unwrap()
}

fn facts_of(reading: &Reading, path: &str, rows: &[&ManifestRow]) -> Facts {
    let sources = [Source { path: path.to_owned(), ..Source::default() }];
    identify_document(reading, &sources, rows, &register())
}

fn date(facts: &Facts) -> (i32, Option<u8>, DateSource) {
    let date = facts.date.as_ref().unwrap();
    (date.year, date.month, date.source)
}

#[test]
fn a_weird_file_name_does_no_harm() {
    let reading = Pages::new()
        .heading(1, "Saltwick Right Support Framework")
        .text("Thresholds at a glance | Approved by Saltwick Safeguarding Children Partnership, 14 November 2019 | v2.1")
        .heading(2, "Version control")
        .table(&[
            &["Version", "Date", "Changes"],
            &["1.0", "Mar 2016", "First issue by LSCB"],
            &["2.1", "Nov 2019", "Wording amended"],
        ])
        .text(PROSE)
        .metadata("Saltwick Right Support Framework", "2026-11-22")
        .reading();
    let facts = facts_of(&reading, "download (7).pdf", &[]);
    assert_eq!(facts.identity.areas, ["X1"]);
    assert!(facts.identity.evidence[0].starts_with("title: \"Saltwick"), "{:?}", facts.identity);
    assert_eq!(date(&facts), (2019, Some(11), DateSource::TitlePage));
    assert_eq!(facts.date.unwrap().day, Some(14));
    assert_eq!(facts.version.as_deref(), Some("v2.1"));
    assert_eq!(facts.title.as_deref(), Some("Saltwick Right Support Framework"));
    assert_eq!((facts.kind, facts.draft, facts.part), (DocumentKind::Threshold, None, None));
}

#[test]
fn sources_of_a_date_are_trusted_in_their_order() {
    let table: &[&[&str]] = &[
        &["Owner", "Quality Assurance sub-group"],
        &["Version", "3.2"],
        &["Date of issue", "March 2018"],
        &["Supersedes", "v3.1 (Feb 2019)"],
        &["Review", "July 2025"],
    ];
    let build = |cover: &str, with_table: bool, footer: &str, title: &str, created: &str| {
        let pages = Pages::new().heading(1, "Threshold guide").text(cover).text(PROSE).page();
        let pages = if with_table { pages.heading(2, "Document control").table(table) } else { pages };
        pages.furniture(Furniture::Footer, footer).metadata(title, created).reading()
    };
    let (footer, meta) = ("Threshold guide, May 2017", "Thresholds 2016");
    let at = |reading: &Reading, path: &str| date(&facts_of(reading, path, &[]));
    let name = "guide_2014.pdf";
    assert_eq!(at(&build("July 2019", true, footer, meta, ""), name), (2019, Some(7), DateSource::TitlePage));
    assert_eq!(at(&build("", true, footer, meta, ""), name), (2018, Some(3), DateSource::VersionTable));
    assert_eq!(at(&build("", false, footer, meta, ""), name), (2017, Some(5), DateSource::Footer));
    assert_eq!(at(&build("", false, "", meta, ""), name), (2016, None, DateSource::Metadata));
    assert_eq!(at(&build("", false, "", "", "2013-05-06"), name), (2013, Some(5), DateSource::Metadata));
    assert_eq!(at(&build("", false, "", "", ""), name), (2014, None, DateSource::FileName));
    assert_eq!(facts_of(&build("", false, "", "", ""), "guide.pdf", &[]).date, None);
}

#[test]
fn a_later_print_does_not_make_a_document_younger() {
    let reading = Pages::new().heading(1, "Threshold guide").text(PROSE).metadata("", "2026-11-22").reading();
    assert_eq!(date(&facts_of(&reading, "guide-July2018.pdf", &[])), (2018, Some(7), DateSource::FileName));
    assert_eq!(date(&facts_of(&reading, "guide.pdf", &[])), (2026, Some(11), DateSource::Metadata));
}

#[test]
fn the_dates_of_laws_reviews_and_older_versions_are_passed_over() {
    let reading = Pages::new()
        .heading(1, "Northfen Threshold Matrix and Guide to Family Help")
        .text("Northfen Safeguarding Children Partnership. April 2024, issue 5")
        .text("It follows Working Together to Safeguard Children 2023 and the Children Act 1989")
        .text("Review date: April 2026")
        .text("Issue 5 replaces the matrix published in 2019 and amended in 2021")
        .text(PROSE)
        .reading();
    let facts = facts_of(&reading, "NSCP Threshold Matrix 2024 (1).pdf", &[]);
    assert_eq!(date(&facts), (2024, Some(4), DateSource::TitlePage));
    assert_eq!(facts.version.as_deref(), Some("issue 5"));
    assert_eq!(facts.identity.areas, ["X3"]);
}

#[test]
fn a_revision_goes_before_the_first_issue() {
    let reading = Pages::new()
        .heading(1, "Eastvale thresholds")
        .text("First published March 2012. Revised October 2020.")
        .text(PROSE)
        .reading();
    assert_eq!(date(&facts_of(&reading, "a.pdf", &[])), (2020, Some(10), DateSource::TitlePage));
}

#[test]
fn the_manifest_goes_before_the_text() {
    let reading =
        Pages::new().heading(1, "Saltwick thresholds").text("Draft, July 2019").text(PROSE).reading();
    let text = "path,area_codes,year,status\na.pdf,X2|X3,2019,in_force\nb.pdf,X1,,\n";
    let manifest = Manifest::parse("manifest.csv", text, &register()).unwrap();
    let rows: Vec<&ManifestRow> = manifest.rows.iter().collect();
    let facts = facts_of(&reading, "a.pdf", &rows[..1]);
    assert_eq!(facts.identity.areas, ["X2", "X3"]);
    assert_eq!(facts.identity.evidence, ["manifest.csv, line 2"]);
    assert_eq!(date(&facts), (2019, Some(7), DateSource::Manifest));
    let both = facts_of(&reading, "a.pdf", &rows);
    assert_eq!(both.identity.areas, ["X1", "X2", "X3"]);
}

#[test]
fn the_area_may_stand_in_the_running_header_only() {
    let reading = Pages::new()
        .furniture(Furniture::Header, "Eastvale | levels of need | 2021")
        .heading(1, "Levels of need")
        .text(PROSE)
        .page()
        .text("Ring the helpline of Saltwick City Council for children who live there. Saltwick has levels of its own.")
        .reading();
    let facts = facts_of(&reading, "x.pdf", &[]);
    assert_eq!(facts.identity.areas, ["X2"]);
    assert_eq!(date(&facts), (2021, None, DateSource::Footer));
}

#[test]
fn nothing_found_is_said() {
    let reading = Pages::new().heading(1, "Levels of need").text(PROSE).reading();
    let facts = facts_of(&reading, "download (3).pdf", &[]);
    assert!(facts.identity.areas.is_empty() && facts.identity.candidates.is_empty());
    assert_eq!(facts.date, None);
    let facts = facts_of(&Pages::new().reading(), "scan.pdf", &[]);
    assert_eq!((facts.title, facts.date, facts.version), (None, None, None));
}

#[test]
fn drafts_and_other_kinds_are_told() {
    let draft = Pages::new()
        .furniture(Furniture::Watermark, "DRAFT")
        .heading(1, "Saltwick Threshold Guide")
        .text("2024")
        .reading();
    assert_eq!(facts_of(&draft, "a.pdf", &[]).draft.as_deref(), Some("DRAFT"));
    let policy = Pages::new()
        .heading(1, "Fenbury Primary School")
        .heading(1, "Child Protection and Safeguarding Policy 2023")
        .text(PROSE)
        .heading(1, "Saltwick levels of need")
        .reading();
    let facts = facts_of(&policy, "policy.pdf", &[]);
    assert_eq!(facts.kind, DocumentKind::SchoolPolicy, "{:?}", facts.title);
    let breaks = Pages::new()
        .heading(1, "Short Breaks Statement")
        .text("Eligibility levels for disabled children, Saltwick City Council 2023")
        .reading();
    assert_eq!(facts_of(&breaks, "sb.pdf", &[]).kind, DocumentKind::ShortBreaks);
}
