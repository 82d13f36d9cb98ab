//! Levels on drawn pages: the shapes in which authorities set their ladders, from glyphs and
//! rules to the level of each passage.

#[allow(dead_code, reason = "shared with the tests of layout, which need every drawing tool")]
#[path = "../../layout/tests/sheet/mod.rs"]
mod sheet;

use sheet::{Sheet, laid};
use thresholds_levels::{scheme, standings};
use thresholds_model::level::{LevelOutcome, Role};
use thresholds_model::quality::{Engine, Quality};
use thresholds_model::reading::{Metadata, PageReading, READER_VERSION, Reading};

const TINTS: [(u8, u8, u8); 4] = [(200, 230, 201), (255, 245, 157), (255, 204, 128), (239, 154, 154)];
const DEEP: [(u8, u8, u8); 4] = [(46, 125, 50), (249, 215, 28), (239, 108, 0), (198, 40, 40)];

fn reading(sheets: Vec<Sheet>) -> Reading {
    let pages = sheets.len();
    let layout = laid(sheets);
    let page = |number| PageReading {
        number,
        width: 595.0,
        height: 842.0,
        engine: Engine::Hayro,
        quality: Quality::default(),
        characters: 1000,
    };
    Reading {
        reader_version: READER_VERSION,
        metadata: Metadata::default(),
        pages: (1..).take(pages).map(page).collect(),
        blocks: layout.blocks,
        passages: layout.passages,
        warnings: Vec::new(),
    }
}

/// The names of the ladder, and `2 Needs` for each passage that begins with one of the starts.
fn check(sheets: Vec<Sheet>, levels: &[&str], expected: &[(&str, &str)]) {
    let reading = reading(sheets);
    let found = scheme(&reading);
    let standings = standings(&reading, &found);
    let lines: Vec<(&str, String)> = reading
        .passages
        .iter()
        .zip(&standings)
        .map(|(passage, standing)| {
            let level = match &standing.level {
                LevelOutcome::Attributed(a) => {
                    a.ordinals.iter().map(u8::to_string).collect::<Vec<_>>().join("+")
                }
                LevelOutcome::Abstained { .. } => "-".to_string(),
            };
            let role =
                if standing.role == Role::Needs { String::new() } else { format!(" {:?}", standing.role) };
            (passage.text.as_str(), format!("{level}{role}"))
        })
        .collect();
    let labels: Vec<&str> = found.levels.iter().map(|l| l.label.as_str()).collect();
    assert_eq!(labels, levels, "{}", shown(&lines, &reading));
    for (start, wanted) in expected {
        let hits: Vec<&str> =
            lines.iter().filter(|(text, _)| text.starts_with(start)).map(|(_, told)| told.as_str()).collect();
        assert!(
            !hits.is_empty() && hits.iter().all(|h| h == wanted),
            "{start}: {hits:?}\n{}",
            shown(&lines, &reading)
        );
    }
}

/// What was made of a document, for a test that fails.
fn shown(lines: &[(&str, String)], reading: &Reading) -> String {
    let blocks = reading.blocks.iter().map(|b| {
        let kind: String = format!("{:?}", b.kind).chars().take(160).collect();
        format!("{} {kind}", b.rotation)
    });
    lines.iter().map(|(text, told)| format!("{told} | {text}")).chain(blocks).collect::<Vec<_>>().join(
        "
",
    )
}

const NEEDS: [&str; 8] = [
    "Often late",
    "Few friends",
    "Poor diet",
    "Cold home",
    "Daily drinking",
    "Long absence",
    "Beaten at home",
    "Sold for sex",
];

/// A ruled table: the texts of its cells row by row, the first rows in bold.
fn ruled(page: Sheet, top: f32, widths: &[f32], heads: usize, rows: &[&[&str]]) -> Sheet {
    let mut xs = vec![40.0];
    for width in widths {
        xs.push(xs[xs.len() - 1] + width);
    }
    let ys: Vec<f32> = (0..=rows.len()).map(|i| top + 40.0 * i as f32).collect();
    let mut page = page.grid(&xs, &ys);
    for (r, row) in rows.iter().enumerate() {
        for (c, text) in row.iter().enumerate() {
            for (l, line) in text.split('\n').enumerate() {
                let (x, y) = (xs[c] + 4.0, ys[r] + 14.0 + 13.0 * l as f32);
                page = if r < heads { page.bold(x, y, line) } else { page.text(x, y, line) };
            }
        }
    }
    page
}

const PLAIN: [&str; 4] = ["Level 1", "Level 2", "Level 3", "Level 4"];

#[test]
fn ticks_in_columns_of_levels() {
    let tick = "\u{2713}";
    let rows: [&[&str]; 6] = [
        &["Indicator", "Level 1", "Level 2", "Level 3", "Level 4"],
        &["Some lateness", tick, "", "", ""],
        &["Often late", "", tick, "", ""],
        &["Poor diet", "", tick, tick, ""],
        &["Daily drinking", "", "", tick, ""],
        &["Beaten at home", "", "", "", tick],
    ];
    let page = ruled(Sheet::new(1), 100.0, &[160.0, 60.0, 60.0, 60.0, 60.0], 1, &rows);
    check(
        vec![page],
        &PLAIN,
        &[
            ("Some lateness", "1"),
            ("Often late", "2"),
            ("Poor diet", "2+3"),
            ("Daily drinking", "3"),
            ("Beaten", "4"),
        ],
    );
}

#[test]
fn levels_as_rows_beside_a_column_of_services() {
    let rows: [&[&str]; 5] = [
        &["Level", "Indicators", "Services"],
        &[
            "Level 1\nUniversal",
            "\u{2022} Some lateness\n\u{2022} Few friends",
            "School nurse\nHealth visitor",
        ],
        &["Level 2\nEarly Help", "\u{2022} Often late\n\u{2022} Poor diet", "Family hub\nDebt advice"],
        &[
            "Level 3\nTargeted",
            "\u{2022} Daily drinking\n\u{2022} Long absence",
            "Drug service\nTruancy team",
        ],
        &["Level 4\nStatutory", "\u{2022} Beaten at home\n\u{2022} Sold for sex", "Social worker\nPolice"],
    ];
    let page = ruled(Sheet::new(1), 100.0, &[100.0, 200.0, 200.0], 1, &rows);
    check(
        vec![page],
        &["Level 1 Universal", "Level 2 Early Help", "Level 3 Targeted", "Level 4 Statutory"],
        &[
            ("Few friends", "1"),
            ("Poor diet", "2"),
            ("Daily drinking", "3"),
            ("Sold for sex", "4"),
            ("Debt advice", "2 Services"),
            ("Drug service", "3 Services"),
        ],
    );
}

#[test]
fn titles_set_sideways_beside_their_rows() {
    let xs = [40.0, 70.0, 400.0];
    let ys: Vec<f32> = (0..5).map(|i| 100.0 + 90.0 * i as f32).collect();
    let mut page = Sheet::new(1).grid(&xs, &ys);
    for (i, pair) in NEEDS.chunks(2).enumerate() {
        let top = ys[i];
        page = page
            .upwards(58.0, top + 70.0, PLAIN[i])
            .text(76.0, top + 20.0, &format!("\u{2022} {}", pair[0]))
            .text(76.0, top + 36.0, &format!("\u{2022} {}", pair[1]));
    }
    check(
        vec![page],
        &PLAIN,
        &[("Few friends", "1"), ("Poor diet", "2"), ("Long absence", "3"), ("Beaten at home", "4")],
    );
}

#[test]
fn titles_set_sideways_at_the_edge_of_their_pages() {
    let sheets = NEEDS
        .chunks(2)
        .zip(1..)
        .map(|(pair, n)| {
            Sheet::new(n)
                .upwards(30.0, 400.0, PLAIN[n as usize - 1])
                .sized(60.0, 80.0, "Health and home", 14.0)
                .text(60.0, 120.0, &format!("\u{2022} {}", pair[0]))
                .text(60.0, 140.0, &format!("\u{2022} {}", pair[1]))
        })
        .collect();
    check(sheets, &PLAIN, &[("Often late", "1"), ("Cold home", "2"), ("Daily", "3"), ("Sold", "4")]);
}

#[test]
fn the_highest_level_in_the_first_column_and_in_the_first_row() {
    let columns: [&[&str]; 3] = [
        &["Area", "Level 4", "Level 3", "Level 2", "Level 1"],
        &["Health", "Beaten at home", "Daily drinking", "Poor diet", "Few friends"],
        &["Home", "Sold for sex", "Long absence", "Cold home", "Often late"],
    ];
    let page = ruled(Sheet::new(1), 100.0, &[80.0, 100.0, 100.0, 100.0, 100.0], 1, &columns);
    check(vec![page], &PLAIN, &[("Beaten", "4"), ("Long", "3"), ("Poor", "2"), ("Often", "1")]);
    let rows: [&[&str]; 5] = [
        &["Tier", "Features"],
        &["Tier 4", "Beaten at home"],
        &["Tier 3", "Daily drinking"],
        &["Tier 2", "Poor diet"],
        &["Tier 1", "Few friends"],
    ];
    let page = ruled(Sheet::new(1), 100.0, &[80.0, 300.0], 1, &rows);
    let tiers = ["Tier 1", "Tier 2", "Tier 3", "Tier 4"];
    check(vec![page], &tiers, &[("Beaten", "4"), ("Daily", "3"), ("Poor", "2"), ("Few", "1")]);
}

#[test]
fn columns_without_borders() {
    let xs = [40.0, 170.0, 300.0, 430.0];
    let mut page = Sheet::new(1).sized(40.0, 70.0, "Health", 16.0);
    for (i, x) in xs.iter().enumerate() {
        page = page.bold(*x, 100.0, PLAIN[i]);
        for (l, line) in [NEEDS[2 * i], NEEDS[2 * i + 1], "and no plan yet"].iter().enumerate() {
            let bullet = if l < 2 { "\u{2022} " } else { "  " };
            page = page.text(*x, 120.0 + 14.0 * l as f32, &format!("{bullet}{line}"));
        }
    }
    check(vec![page], &PLAIN, &[("Often", "1"), ("Poor", "2"), ("Daily", "3"), ("Sold for sex and", "4")]);
}

#[test]
fn a_table_that_goes_on_without_its_header() {
    let widths = [80.0, 100.0, 100.0, 100.0, 100.0];
    let first: [&[&str]; 3] = [
        &["Area", "Level 1", "Level 2", "Level 3", "Level 4"],
        &["Health", "Few friends", "Poor diet", "Daily drinking", "Beaten at home"],
        &["Home", "Tidy home", "Cold home", "Rotten floor", "No home at all"],
    ];
    let second: [&[&str]; 2] = [
        &["School", "", "Often late", "Long absence", "Kept from school"],
        &["Friends", "", "Few friends seen", "Gang nearby", "Sold for sex"],
    ];
    let filler = (0..8).map(|_| &["Area", "More text", "More text", "More text", "More text"][..]);
    let first: Vec<&[&str]> = first.into_iter().chain(filler).collect();
    let page = ruled(Sheet::new(1), 380.0, &widths, 1, &first);
    let mut next = ruled(Sheet::new(2), 60.0, &widths, 0, &second);
    next = next.text(40.0, 200.0, "The next review of this guide is in the spring of the year after next.");
    check(
        vec![page, next],
        &PLAIN,
        &[("Cold home", "2"), ("Often late", "2"), ("Gang nearby", "3"), ("Kept from school", "4")],
    );
}

#[test]
fn boxes_that_only_their_colour_tells() {
    let names = ["Universal", "Early Help", "Targeted", "Specialist"];
    let mut first = Sheet::new(1).sized(40.0, 60.0, "Our levels", 18.0);
    for (i, name) in names.iter().enumerate() {
        let y = 100.0 + 60.0 * i as f32;
        first = first.fill(40.0, y, 300.0, y + 40.0, DEEP[i]).bold(50.0, y + 24.0, name);
    }
    let mut second = Sheet::new(2).sized(40.0, 60.0, "Health and home", 18.0);
    for (i, pair) in NEEDS.chunks(2).enumerate() {
        let y = 100.0 + 100.0 * i as f32;
        second = second
            .fill(40.0, y, 500.0, y + 70.0, TINTS[i])
            .text(50.0, y + 24.0, &format!("\u{2022} {}", pair[0]))
            .text(50.0, y + 44.0, &format!("\u{2022} {}", pair[1]));
    }
    check(
        vec![first, second],
        &names,
        &[("Few friends", "1"), ("Poor diet", "2"), ("Long absence", "3"), ("Beaten at home", "4")],
    );
}

#[test]
fn columns_of_levels_go_on_at_the_head_of_the_next_page() {
    let xs = [40.0, 178.0, 316.0, 454.0];
    let column = |mut sheet: Sheet, i: usize, top: f32, needs: &[&str]| {
        let x = xs[i];
        sheet = sheet.fill(x, top, x + 128.0, top + 110.0, TINTS[i]);
        for (y, need) in (0..).map(|i| top + 20.0 + 30.0 * i as f32).zip(needs) {
            sheet = sheet.text(x + 6.0, y, &format!("\u{2022} {need}"));
        }
        sheet
    };
    let mut first = Sheet::new(1).sized(40.0, 60.0, "Health", 18.0);
    let mut second = Sheet::new(2);
    for (i, pair) in NEEDS.chunks(2).enumerate() {
        first = first.fill(xs[i], 620.0, xs[i] + 128.0, 650.0, DEEP[i]).bold(xs[i] + 6.0, 640.0, PLAIN[i]);
        first = column(first, i, 650.0, &["More signs", "Other signs", "Even more"]);
        second = column(second, i, 60.0, pair);
    }
    check(
        vec![first, second],
        &PLAIN,
        &[("Few", "1"), ("Poor", "2"), ("Cold", "2"), ("Long", "3"), ("Beaten", "4")],
    );
}

#[test]
fn names_in_two_lines() {
    let rows: [&[&str]; 3] = [
        &["Area", "Level 1\nUniversal", "Level 2\nAdditional", "Level 3\nComplex", "Level 4\nAcute"],
        &["Health", "Few friends", "Poor diet", "Daily drinking", "Beaten at home"],
        &["Home", "Tidy home", "Cold home", "Rotten floor", "No home at all"],
    ];
    let page = ruled(Sheet::new(1), 100.0, &[80.0, 100.0, 100.0, 100.0, 100.0], 1, &rows);
    let names = ["Level 1 Universal", "Level 2 Additional", "Level 3 Complex", "Level 4 Acute"];
    check(vec![page], &names, &[("Few", "1"), ("Cold", "2"), ("Rotten", "3"), ("No home", "4")]);
    let sheets = NEEDS
        .chunks(2)
        .zip(1..)
        .map(|(pair, n)| {
            let name = ["Universal", "Additional", "Complex", "Acute"][n as usize - 1];
            Sheet::new(n)
                .sized(40.0, 80.0, PLAIN[n as usize - 1], 20.0)
                .sized(40.0, 104.0, name, 20.0)
                .text(40.0, 140.0, &format!("\u{2022} {}", pair[0]))
                .text(40.0, 156.0, &format!("\u{2022} {}", pair[1]))
                .text(40.0, 172.0, &format!("\u{2022} More signs of need {n}"))
        })
        .collect();
    check(sheets, &names, &[("Few", "1"), ("Cold", "2"), ("Long", "3"), ("Sold", "4")]);
}

#[test]
fn a_cell_merged_over_two_levels() {
    let xs = [40.0, 120.0, 220.0, 320.0, 420.0, 520.0];
    let mut page = Sheet::new(1);
    for y in [100.0, 140.0, 180.0, 220.0] {
        page = page.rule(40.0, y, 520.0, y);
    }
    for (i, x) in xs.iter().enumerate() {
        // The upright between levels 2 and 3 stops above the last row.
        let bottom = if i == 3 { 180.0 } else { 220.0 };
        page = page.rule(*x, 100.0, *x, bottom);
    }
    for (i, label) in PLAIN.iter().enumerate() {
        page = page.bold(xs[i + 1] + 4.0, 114.0, label).text(xs[i + 1] + 4.0, 154.0, NEEDS[2 * i]);
    }
    page = page
        .bold(44.0, 114.0, "Area")
        .text(44.0, 154.0, "Health")
        .text(44.0, 194.0, "Home")
        .text(124.0, 194.0, "Tidy home")
        .text(224.0, 194.0, "Rent owed for months")
        .text(424.0, 194.0, "Sold for sex");
    check(vec![page], &PLAIN, &[("Rent owed", "2+3"), ("Tidy", "1"), ("Sold", "4"), ("Daily", "3")]);
}
