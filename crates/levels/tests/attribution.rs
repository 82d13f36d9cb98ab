//! Ranked evidence: where two titles claim a passage, the stronger kind gives the level and
//! the other is kept as the runner-up.

mod markdown;

use thresholds_levels::{scheme, standings};
use thresholds_model::block::BlockKind;
use thresholds_model::level::{Attribution, EvidenceKind, LevelOutcome};
use thresholds_model::reading::Reading;

/// Sections that show the ladder of four levels, for documents that only dispute it.
const LADDER: &str = "# Level 1\n- Well\n# Level 2\n- Late\n# Level 3\n- Ill\n# Level 4\n- Hurt\n";

fn attributed(reading: &Reading, start: &str) -> Attribution {
    let found = scheme(reading);
    let standings = standings(reading, &found);
    let standing = reading.passages.iter().zip(standings).find(|(p, _)| p.text.starts_with(start));
    match standing.map(|(_, s)| s.level) {
        Some(LevelOutcome::Attributed(attribution)) => attribution,
        other => panic!("{start} is at {other:?}"),
    }
}

/// The kind and the words that decided, and those of the runner-up.
fn claims(reading: &Reading) -> [(EvidenceKind, String); 2] {
    let found = attributed(reading, "Disputed");
    let second = found.runner_up.unwrap_or_else(|| panic!("no runner-up of {:?}", found.evidence));
    assert_eq!(found.ordinals, found.evidence.ordinals);
    [(found.evidence.kind, found.evidence.text), (second.kind, second.text)]
}

fn check(document: &str, first: (EvidenceKind, &str), second: (EvidenceKind, &str)) {
    let reading = markdown::reading(&format!("{LADDER}{document}"));
    assert_eq!(claims(&reading), [first, second].map(|(kind, text)| (kind, text.to_string())), "{document}");
}

#[test]
fn the_header_of_the_column_comes_before_that_of_the_row() {
    check(
        "# Matrix\n| Area | Level 2 | Level 3 |\n| --- | --- | --- |\n| **Level 4** | Late | Disputed |\n",
        (EvidenceKind::ColumnHeader, "Level 3"),
        (EvidenceKind::RowHeader, "Level 4"),
    );
}

#[test]
fn the_header_of_the_row_comes_before_a_number_in_a_column_of_levels() {
    check(
        "# Matrix\n| Response | Indicator | Level |\n| --- | --- | --- |\n| **Level 2** | Disputed | 3 |\n| **Level 3** | Ill | 3 |\n",
        (EvidenceKind::RowHeader, "Level 2"),
        (EvidenceKind::LevelColumn, "3"),
    );
}

#[test]
fn a_number_in_a_column_of_levels_comes_before_a_banner() {
    check(
        "# Matrix\n| Indicator | Level |\n| --- | --- |\n| Level 2 | < |\n| Disputed | 3 |\n| Late | 2 |\n",
        (EvidenceKind::LevelColumn, "3"),
        (EvidenceKind::BoxTitle, "Level 2"),
    );
}

#[test]
fn a_banner_comes_before_a_heading() {
    check(
        "# Level 2\n| Area | Needs |\n| --- | --- |\n| Level 3 | < |\n| Home | Disputed |\n",
        (EvidenceKind::BoxTitle, "Level 3"),
        (EvidenceKind::Heading, "Level 2"),
    );
}

#[test]
fn a_heading_comes_before_a_caption() {
    let document = format!("{LADDER}# Level 2\n| Area | Needs |\n| --- | --- |\n| Home | Disputed |\n");
    let mut reading = markdown::reading(&document);
    for block in &mut reading.blocks {
        if let BlockKind::Table(table) = &mut block.kind {
            table.caption = Some("Level 3".into());
        }
    }
    let told = |kind, text: &str| (kind, text.to_string());
    assert_eq!(
        claims(&reading),
        [told(EvidenceKind::Heading, "Level 2"), told(EvidenceKind::Caption, "Level 3")]
    );
}

#[test]
fn a_heading_comes_before_a_prefix_of_the_line() {
    let document = format!("{LADDER}# Level 2\n- Level 3: disputed\n");
    let found = attributed(&markdown::reading(&document), "Level 3");
    assert_eq!((found.evidence.kind, found.ordinals), (EvidenceKind::Heading, vec![2]));
    let second = found.runner_up.unwrap();
    assert_eq!((second.kind, second.ordinals), (EvidenceKind::InlinePrefix, vec![3]));
}

#[test]
fn a_prefix_of_the_line_comes_before_a_colour() {
    let document = "# Level 1 {#3a7d44}\n- Well\n# Level 2 {#e0b100}\n- Late\n# Level 3 {#e07a1f}\n- Ill\n\
                    # Level 4 {#9b2226}\n- Hurt\n# Level 3 {#e07a1f}\n- Ill\n# Checklist\n- Level 3: disputed {#9b2226}\n";
    let found = attributed(&markdown::reading(document), "Level 3");
    assert_eq!((found.evidence.kind, found.ordinals), (EvidenceKind::InlinePrefix, vec![3]));
    let second = found.runner_up.unwrap();
    assert_eq!((second.kind, second.ordinals), (EvidenceKind::Colour, vec![4]));
}

#[test]
fn a_narrower_prefix_settles_a_range_in_the_heading() {
    let document = format!("{LADDER}# Level 2/3\n- Disputed (Level 3)\n- Undisputed\n");
    let reading = markdown::reading(&document);
    assert_eq!(attributed(&reading, "Disputed").ordinals, [3]);
    assert_eq!(attributed(&reading, "Undisputed").ordinals, [2, 3]);
}
