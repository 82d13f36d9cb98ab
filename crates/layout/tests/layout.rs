//! Whole pages through layout, drawn by hand, one test for each thing that a reader of
//! council documents meets.

mod boxes;
mod columns;
mod frames;
mod reading;
mod sheet;
mod tags;

use sheet::{Sheet, cell, laid, outline, tables};
use thresholds_model::block::{Furniture, TableSource};
use thresholds_model::passage::Unit;

const COLUMNS: [f32; 5] = [40.0, 160.0, 280.0, 400.0, 520.0];

fn level_heads(mut sheet: Sheet, y: f32) -> Sheet {
    for (i, x) in COLUMNS[..4].iter().enumerate() {
        sheet = sheet.bold(x + 4.0, y, &format!("Level {}", i + 1));
    }
    sheet
}

#[test]
fn a_ruled_table_has_cells_headers_and_passages_with_their_context() {
    let page = level_heads(Sheet::new(1).grid(&COLUMNS, &[100.0, 120.0, 200.0]), 114.0)
        .lines(44.0, 140.0, &["Attends daily"])
        .lines(284.0, 140.0, &["Often absent", "from lessons"]);
    let layout = laid(vec![page]);
    let table = tables(&layout)[0];
    assert_eq!((table.rows, table.cols, table.header_rows), (2, 4, 1));
    assert_eq!(table.source, TableSource::Ruled);
    let absent = layout.passages.iter().find(|p| p.text.contains("absent")).unwrap();
    assert_eq!(absent.text, "Often absent from lessons");
    assert_eq!(absent.context.column_header, ["Level 3"]);
    assert_eq!(absent.unit, Unit::CellLine);
}

#[test]
fn a_line_that_crosses_a_column_edge_is_split_at_the_edge() {
    // The words stand so close that no gap parts the two cells.
    let page = Sheet::new(1)
        .grid(&[40.0, 100.0, 160.0], &[100.0, 120.0, 140.0])
        .text(41.0, 114.0, "Needs")
        .text(101.0, 114.0, "Services");
    let page = page.text(50.0, 134.0, "neglected").text(101.0, 134.0, "police");
    let layout = laid(vec![page]);
    let table = tables(&layout)[0];
    assert_eq!(cell(table, 1, 0), "neglected");
    assert_eq!(cell(table, 1, 1), "police");
}

#[test]
fn a_merged_cell_keeps_its_span() {
    let page = level_heads(
        Sheet::new(1)
            .rule(40.0, 100.0, 520.0, 100.0)
            .rule(40.0, 120.0, 520.0, 120.0)
            .rule(40.0, 160.0, 520.0, 160.0)
            .rule(40.0, 100.0, 40.0, 160.0)
            .rule(160.0, 100.0, 160.0, 160.0)
            .rule(280.0, 100.0, 280.0, 160.0)
            .rule(400.0, 100.0, 400.0, 120.0)
            .rule(520.0, 100.0, 520.0, 160.0),
        114.0,
    )
    .text(284.0, 140.0, "Persistent missing episodes");
    let layout = laid(vec![page]);
    let missing = layout.passages.iter().find(|p| p.text.contains("missing")).unwrap();
    assert_eq!(missing.context.column_header, ["Level 3", "Level 4"]);
    assert_eq!(missing.cell.unwrap().col_span, 2);
}

#[test]
fn columns_without_rules_are_a_table() {
    let mut page = level_heads(Sheet::new(1), 100.0);
    for row in 0..5 {
        for (i, x) in COLUMNS[..4].iter().enumerate() {
            page = page.text(x + 4.0, 120.0 + 13.0 * row as f32, &format!("need {row} of {}", i + 1));
        }
    }
    let layout = laid(vec![page]);
    let table = tables(&layout)[0];
    assert_eq!((table.cols, table.source, table.header_rows), (4, TableSource::Aligned, 1));
    let need = layout.passages.iter().find(|p| p.text.contains("of 4")).unwrap();
    assert_eq!(need.context.column_header, ["Level 4"]);
}

#[test]
fn two_columns_of_running_text_are_read_one_after_the_other() {
    let left =
        ["Families come to us with", "many different needs and", "we listen to each of", "them in turn."];
    let right =
        ["Where a child is at risk", "we act at once and tell", "the family what we are", "doing and why."];
    let layout = laid(vec![Sheet::new(1).lines(40.0, 100.0, &left).lines(320.0, 100.0, &right)]);
    assert!(tables(&layout).is_empty());
    let text = outline(&layout).join(" ");
    assert!(text.find("them in turn").unwrap() < text.find("Where a child").unwrap(), "{text}");
}

#[test]
fn side_headings_are_bound_to_the_text_on_their_right() {
    let page = Sheet::new(1)
        .bold(40.0, 100.0, "Health")
        .lines(
            160.0,
            100.0,
            &["Misses appointments at the clinic again and again", "and has lost weight since the spring"],
        )
        .bold(40.0, 150.0, "Home")
        .lines(
            160.0,
            150.0,
            &["Six people sleep in one room in a flat with damp", "walls and no heating at all"],
        )
        .bold(40.0, 200.0, "School")
        .lines(
            160.0,
            200.0,
            &["Has not been in class since the summer and no one", "knows where the child is"],
        );
    let layout = laid(vec![page]);
    let home = layout.passages.iter().find(|p| p.text.contains("Six people")).unwrap();
    assert_eq!(home.context.row_header, ["Home"]);
}

#[test]
fn a_sideways_title_is_the_header_of_its_row() {
    let grid = Sheet::new(1).grid(&[40.0, 70.0, 500.0], &[100.0, 200.0, 300.0]);
    let page = grid
        .upwards(58.0, 190.0, "Level 1")
        .lines(
            80.0,
            120.0,
            &["All needs are met by the family and by", "the school that the child goes to each day"],
        )
        .upwards(58.0, 290.0, "Level 2")
        .lines(
            80.0,
            220.0,
            &["The child is often late and tired and has", "begun to fall behind with reading"],
        );
    let layout = laid(vec![page]);
    let late = layout.passages.iter().find(|p| p.text.contains("often late")).unwrap();
    assert_eq!(late.context.row_header, ["Level 2"]);
}

#[test]
fn a_table_goes_on_over_the_page_with_and_without_its_header() {
    let first =
        level_heads(Sheet::new(1).grid(&COLUMNS, &[700.0, 720.0, 760.0]), 714.0).text(44.0, 740.0, "first");
    let second =
        level_heads(Sheet::new(2).grid(&COLUMNS, &[100.0, 120.0, 160.0]), 114.0).text(164.0, 140.0, "second");
    let third = Sheet::new(3).grid(&COLUMNS, &[100.0, 140.0]).text(404.0, 120.0, "third");
    let layout = laid(vec![first, second, third]);
    assert_eq!(tables(&layout).len(), 1, "{:?}", outline(&layout));
    let heads: Vec<_> = layout
        .passages
        .iter()
        .map(|p| (p.text.as_str(), p.page, p.context.column_header[0].as_str()))
        .collect();
    assert_eq!(heads, [("first", 1, "Level 1"), ("second", 2, "Level 2"), ("third", 3, "Level 4")]);
}

#[test]
fn a_row_that_the_page_break_cuts_is_joined() {
    let first = Sheet::new(1)
        .grid(&[40.0, 160.0, 500.0], &[700.0, 720.0, 760.0])
        .bold(44.0, 714.0, "Domain")
        .bold(164.0, 714.0, "Level 3")
        .bold(44.0, 740.0, "Family")
        .text(164.0, 740.0, "Persistent substance");
    let second =
        Sheet::new(2).grid(&[40.0, 160.0, 500.0], &[100.0, 140.0]).text(164.0, 120.0, "misuse by a parent");
    let layout = laid(vec![first, second]);
    let joined = layout.passages.iter().find(|p| p.text.contains("substance")).unwrap();
    assert_eq!(joined.text, "Persistent substance misuse by a parent");
    assert_eq!((joined.page, joined.page_end), (1, 2));
}

#[test]
fn two_tables_one_above_the_other_are_not_one() {
    let page = level_heads(Sheet::new(1).grid(&COLUMNS, &[100.0, 120.0, 160.0]), 114.0)
        .text(44.0, 140.0, "first")
        .sized(40.0, 190.0, "Another matter", 14.0);
    let page = level_heads(page.grid(&COLUMNS, &[200.0, 220.0, 260.0]), 214.0).text(44.0, 240.0, "second");
    let layout = laid(vec![page]);
    assert_eq!(outline(&layout), ["table 2x4", "# Another matter", "table 2x4"]);
}

#[test]
fn running_lines_and_page_numbers_are_furniture() {
    let sheets = (1..=4)
        .map(|n| {
            Sheet::new(n)
                .text(40.0, 30.0, "Threshold guide")
                .text(
                    40.0,
                    200.0 + 10.0 * n as f32,
                    &format!("Text of sheet {}", ["one", "two", "three", "four"][n as usize - 1]),
                )
                .text(280.0, 820.0, &format!("Page {n}"))
        })
        .collect();
    let layout = laid(sheets);
    let kinds: Vec<Option<Furniture>> = layout.blocks.iter().take(3).map(|b| b.furniture).collect();
    assert_eq!(kinds, [Some(Furniture::Header), None, Some(Furniture::PageNumber)]);
    assert_eq!(layout.passages.len(), 4);
}

#[test]
fn heads_of_columns_at_the_top_of_every_page_are_not_furniture() {
    let sheet = |n: u32| {
        let mut page = level_heads(Sheet::new(n), 50.0);
        for row in 0..4 {
            for x in &COLUMNS[..4] {
                page = page.text(x + 4.0, 70.0 + 13.0 * row as f32, &format!("need {n} {row}"));
            }
        }
        page
    };
    let layout = laid(vec![sheet(1), sheet(2), sheet(3)]);
    assert!(layout.passages.iter().all(|p| p.context.column_header.len() == 1), "{:?}", outline(&layout));
}

#[test]
fn a_bar_over_a_box_is_a_heading_of_what_is_in_the_box() {
    let page = Sheet::new(1)
        .fill(40.0, 100.0, 500.0, 120.0, (0, 90, 160))
        .fill(40.0, 120.0, 500.0, 220.0, (230, 240, 250))
        .text(50.0, 114.0, "Level 2")
        .text(50.0, 140.0, "• Often late for school")
        .text(50.0, 160.0, "• Little to eat at home");
    let layout = laid(vec![page]);
    assert_eq!(outline(&layout), ["# Level 2", "* Often late for school", "* Little to eat at home"]);
    assert!(layout.blocks[1].fill.is_some());
    assert_eq!(layout.passages[0].context.headings, ["Level 2"]);
}

#[test]
fn a_page_set_sideways_is_read_and_its_boxes_fit_the_page_as_displayed() {
    let mut page = Sheet::new(1);
    for i in 0..5 {
        page = page.upwards(100.0 + 13.0 * i as f32, 700.0, "every line of the page reads upwards");
    }
    let layout = laid(vec![page]);
    assert!(layout.passages[0].text.starts_with("every line of the page"));
    let b = layout.passages[0].bbox;
    assert!(
        b.height() > b.width(),
        "upright text on the turned page stands tall on the displayed one: {b:?}"
    );
    assert!(b.y1 <= 701.0 && b.x0 >= 90.0, "{b:?}");
}

#[test]
fn nested_bullets_and_stems() {
    let page = Sheet::new(1)
        .text(40.0, 100.0, "There are no concerns about:")
        .text(50.0, 115.0, "• drug use")
        .text(70.0, 130.0, "– cannabis")
        .text(50.0, 145.0, "• missing episodes");
    let layout = laid(vec![page]);
    let stems: Vec<Option<&str>> = layout.passages[1..].iter().map(|p| p.context.stem.as_deref()).collect();
    assert_eq!(
        stems,
        [Some("There are no concerns about:"), Some("drug use"), Some("There are no concerns about:")]
    );
}

#[test]
fn a_row_that_the_page_break_leaves_open_is_joined() {
    let xs = [40.0, 120.0, 340.0];
    let mut first = Sheet::new(1).grid(&xs, &[600.0, 620.0, 660.0]).bold(44.0, 614.0, "Area");
    first = first.bold(124.0, 614.0, "What you see").text(44.0, 640.0, "Home");
    first = first
        .text(124.0, 640.0, "\u{2022} Eviction notice served by the landlord")
        .text(44.0, 680.0, "Street");
    first = first.text(124.0, 680.0, "\u{2022} Debts and rent that is not paid");
    let mut second = Sheet::new(2).rule(40.0, 100.0, 340.0, 100.0);
    for x in xs {
        first = first.rule(x, 660.0, x, 700.0);
        second = second.rule(x, 60.0, x, 100.0);
    }
    second = second.text(124.0, 84.0, "\u{2022} Feud with neighbours").text(40.0, 122.0, "Below");
    let layout = laid(vec![first, second]);
    let found = tables(&layout);
    assert_eq!(found.len(), 1);
    assert_eq!(cell(found[0], 2, 1), "Debts and rent that is not paid Feud with neighbours");
}

#[test]
fn a_table_goes_on_below_its_heads_without_its_title() {
    let xs = [40.0, 120.0, 340.0, 520.0];
    let heads = |sheet: Sheet, y: f32| {
        sheet.bold(44.0, y, "Area").bold(124.0, y, "What you see").bold(344.0, y, "Strengths")
    };
    let title = Sheet::new(1)
        .rule(40.0, 580.0, 520.0, 580.0)
        .rule(40.0, 580.0, 40.0, 600.0)
        .rule(520.0, 580.0, 520.0, 600.0)
        .bold(44.0, 594.0, "Early help");
    let first = heads(title.grid(&xs, &[600.0, 620.0, 660.0]), 614.0).text(44.0, 640.0, "Home").text(
        124.0,
        640.0,
        "Eviction notice served",
    );
    let second = heads(Sheet::new(2).grid(&xs, &[60.0, 80.0, 120.0]), 74.0).text(44.0, 100.0, "Street").text(
        124.0,
        100.0,
        "Feud with the neighbours",
    );
    let layout = laid(vec![first, second]);
    let found = tables(&layout);
    assert_eq!(found.len(), 1);
    assert_eq!(cell(found[0], 0, 0), "Early help");
    assert_eq!(cell(found[0], 3, 1), "Feud with the neighbours");
}

/// A tinted card with a turned tab at its left and two white boxes side by side.
fn card_with_boxes(sheet: Sheet) -> Sheet {
    sheet
        .fill(60.0, 100.0, 500.0, 260.0, (230, 240, 235))
        .fill(70.0, 130.0, 270.0, 250.0, (255, 255, 255))
        .fill(290.0, 130.0, 490.0, 250.0, (255, 255, 255))
        .bold(70.0, 118.0, "Health")
        .bold(78.0, 146.0, "STRENGTHS")
        .text(78.0, 162.0, "\u{2022} Carers keep every")
        .text(88.0, 175.0, "meeting at school")
        .bold(298.0, 146.0, "NEEDS")
        .text(298.0, 165.0, "\u{2022} Cuts her arms on most")
        .text(308.0, 178.0, "days and hides it")
        .text(298.0, 194.0, "\u{2022} Has lost weight")
}

#[test]
fn boxes_side_by_side_in_a_cell_are_read_one_after_the_other() {
    let page = card_with_boxes(Sheet::new(1).fill(40.0, 100.0, 60.0, 260.0, (20, 90, 60)));
    let layout = laid(vec![page.upwards(54.0, 220.0, "Level 3")]);
    let read: Vec<(&str, &[String])> =
        layout.passages.iter().map(|p| (p.text.as_str(), p.context.headings.as_slice())).collect();
    let (strengths, needs) = (["Health".to_string(), "STRENGTHS".to_string()], ["NEEDS".to_string()]);
    assert_eq!(
        read,
        [
            ("Carers keep every meeting at school", &strengths[..]),
            ("Cuts her arms on most days and hides it", &needs[..]),
            ("Has lost weight", &needs[..]),
        ]
    );
    assert!(layout.passages.iter().all(|p| p.context.row_header == ["Level 3"]));
}

#[test]
fn boxes_side_by_side_in_a_box_are_read_one_after_the_other() {
    let layout = laid(vec![card_with_boxes(Sheet::new(1))]);
    let read: Vec<&str> = layout.passages.iter().map(|p| p.text.as_str()).collect();
    let needs = ["Cuts her arms on most days and hides it", "Has lost weight"];
    assert_eq!(read, ["Carers keep every meeting at school", needs[0], needs[1]]);
}

#[test]
fn a_title_between_stacked_boxes_parts_their_columns() {
    let mut page = Sheet::new(1);
    for (level, y) in [(1, 100.0), (2, 300.0)] {
        page = page
            .fill(40.0, y, 500.0, y + 40.0, (20, 90, 60))
            .sized(50.0, y + 26.0, &format!("Level {level}"), 18.0)
            .fill(40.0, y + 44.0, 500.0, y + 196.0, (240, 240, 240));
        for (x, side) in [(50.0, "left"), (290.0, "right")] {
            for (i, line) in ["first", "second", "third", "fourth"].iter().enumerate() {
                let text = format!("\u{2022} {side} {line} of level {level}");
                page = page.text(x, y + 70.0 + 16.0 * i as f32, &text);
            }
        }
    }
    let layout = laid(vec![page]);
    for passage in &layout.passages {
        let level = passage.context.headings.last().map(|h| h.to_lowercase());
        assert!(level.is_some_and(|l| passage.text.ends_with(&l)), "{}", passage.text);
    }
    assert_eq!(layout.passages.len(), 16);
}
