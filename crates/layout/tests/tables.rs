//! Tables drawn by hand: what is a cell, a row, a column, and what only looks like one.

#[allow(dead_code, reason = "not every file of tests needs every drawing tool")]
mod sheet;

use sheet::{Sheet, cell, laid, tables};
use thresholds_model::block::Table;

const BLUE: (u8, u8, u8) = (79, 130, 189);
const PALE: (u8, u8, u8) = (211, 223, 238);
const YELLOW: (u8, u8, u8) = (255, 237, 153);

/// Rows of a table as text, cells parted by a bar.
fn rows(table: &Table) -> Vec<String> {
    (0..table.rows)
        .map(|r| (0..table.cols).map(|c| cell(table, r, c)).collect::<Vec<_>>().join("|"))
        .collect()
}

#[test]
fn shading_behind_the_words_of_a_shaded_cell_is_no_cell() {
    let mut page = Sheet::new(1);
    for (x, word) in [(40.0, "Needs"), (160.0, "Services")] {
        page = page
            .fill(x, 100.0, x + 120.0, 130.0, BLUE)
            .fill(x + 5.0, 102.0, x + 115.0, 115.0, BLUE)
            .fill(x, 131.0, x + 120.0, 160.0, PALE)
            .fill(x + 5.0, 133.0, x + 115.0, 146.0, PALE)
            .text(x + 6.0, 112.0, word)
            .text(x + 6.0, 143.0, "hungry");
    }
    let layout = laid(vec![page]);
    assert_eq!(rows(tables(&layout)[0]), ["Needs|Services", "hungry|hungry"]);
}

#[test]
fn a_marked_word_in_a_ruled_cell_is_no_cell() {
    let page = Sheet::new(1)
        .grid(&[40.0, 160.0, 280.0], &[100.0, 130.0, 160.0, 190.0])
        .fill(162.0, 133.0, 192.0, 152.0, YELLOW)
        .text(46.0, 118.0, "Need")
        .text(166.0, 118.0, "Level")
        .text(46.0, 148.0, "Hungry")
        .text(166.0, 148.0, "Three")
        .text(46.0, 178.0, "Tired")
        .text(166.0, 178.0, "Two");
    let layout = laid(vec![page]);
    assert_eq!(rows(tables(&layout)[0]), ["Need|Level", "Hungry|Three", "Tired|Two"]);
}

#[test]
fn white_rows_between_shaded_ones_keep_the_columns() {
    let mut page = Sheet::new(1).grid(&[40.0, 280.0], &[100.0, 220.0]);
    for (row, colour) in [(0, BLUE), (1, PALE), (3, PALE)] {
        for x in [40.0, 160.0] {
            let y = 100.0 + 30.0 * row as f32;
            page = page.fill(x, y, x + 120.0, y + 30.0, colour);
        }
    }
    for row in 0..4 {
        let y = 118.0 + 30.0 * row as f32;
        page = page.text(46.0, y, &format!("need {row}")).text(166.0, y, &format!("level {row}"));
    }
    let layout = laid(vec![page]);
    assert_eq!(
        rows(tables(&layout)[0]),
        ["need 0|level 0", "need 1|level 1", "need 2|level 2", "need 3|level 3"]
    );
}

#[test]
fn columns_that_are_ruled_only_at_the_heads_run_on_below() {
    let page = Sheet::new(1)
        .grid(&[40.0, 160.0, 280.0], &[100.0, 120.0])
        .rule(40.0, 140.0, 280.0, 140.0)
        .rule(40.0, 160.0, 280.0, 160.0)
        .rule(40.0, 100.0, 40.0, 160.0)
        .rule(280.0, 100.0, 280.0, 160.0)
        .text(46.0, 114.0, "Need")
        .text(166.0, 114.0, "Level")
        .text(46.0, 134.0, "Hungry")
        .text(166.0, 134.0, "Three")
        .text(46.0, 154.0, "Tired")
        .text(166.0, 154.0, "Two");
    let layout = laid(vec![page]);
    assert_eq!(rows(tables(&layout)[0]), ["Need|Level", "Hungry|Three", "Tired|Two"]);
}

#[test]
fn a_banner_between_the_columns_keeps_its_width() {
    let page = Sheet::new(1)
        .grid(&[40.0, 160.0, 280.0], &[100.0, 120.0])
        .grid(&[40.0, 280.0], &[120.0, 140.0])
        .grid(&[40.0, 160.0, 280.0], &[140.0, 160.0])
        .text(46.0, 114.0, "Need")
        .text(166.0, 114.0, "Level")
        .text(46.0, 134.0, "Parents and carers who ask for help")
        .text(46.0, 154.0, "Tired")
        .text(166.0, 154.0, "Two");
    let layout = laid(vec![page]);
    let table = tables(&layout)[0];
    let banner = table.cell_at(1, 0).unwrap();
    assert_eq!((table.rows, banner.col_span, banner.header), (3, 2, true));
}

#[test]
fn lines_of_figures_in_one_ruled_row_are_rows() {
    let page = Sheet::new(1)
        .grid(&[40.0, 160.0, 240.0, 320.0], &[100.0, 120.0, 165.0])
        .text(46.0, 114.0, "Age")
        .text(166.0, 114.0, "Boys")
        .text(246.0, 114.0, "Girls")
        .lines(46.0, 132.0, &["Under five", "Five and over", "Total"])
        .lines(166.0, 132.0, &["1,530", "1,253", "2,783"])
        .lines(246.0, 132.0, &["12%", "14%", "26%"]);
    let layout = laid(vec![page]);
    assert_eq!(
        rows(tables(&layout)[0]),
        ["Age|Boys|Girls", "Under five|1,530|12%", "Five and over|1,253|14%", "Total|2,783|26%"]
    );
}

#[test]
fn lines_of_words_in_one_ruled_row_stay_one_row() {
    let page = Sheet::new(1)
        .grid(&[40.0, 160.0, 280.0], &[100.0, 120.0, 165.0])
        .text(46.0, 114.0, "Level 1")
        .text(166.0, 114.0, "Level 2")
        .lines(46.0, 132.0, &["• Eats well", "• Sleeps well", "• Grows"])
        .lines(166.0, 132.0, &["• Often hungry", "• Often tired", "• Small"]);
    let layout = laid(vec![page]);
    assert_eq!(tables(&layout)[0].rows, 2);
}

#[test]
fn borderless_rows_of_figures_are_rows_and_a_head_spans_its_columns() {
    // Each head stands over the middle of two columns.
    let mut page =
        Sheet::new(1).bold(150.0, 100.0, "Boys of all ages").bold(290.0, 100.0, "Girls of any age");
    for (i, x) in [140.0, 220.0, 280.0, 360.0].into_iter().enumerate() {
        page = page.text(x, 114.0, if i % 2 == 0 { "2009" } else { "2010" });
        for (row, label) in ["Asked", "Helped", "Refused", "Waiting"].into_iter().enumerate() {
            let y = 128.0 + 13.0 * row as f32;
            page = page.text(x, y, &format!("{}.{row}", i + 1));
            if i == 0 {
                page = page.text(40.0, y, label);
            }
        }
    }
    let layout = laid(vec![page]);
    let table = tables(&layout)[0];
    assert_eq!((table.rows, table.cols), (6, 5), "{:?}", rows(table));
    assert_eq!((table.cell_at(0, 1).unwrap().col_span, table.cell_at(0, 3).unwrap().col_span), (2, 2));
    assert_eq!(rows(table)[2], "Asked|1.0|2.0|3.0|4.0");
}

#[test]
fn labels_far_from_their_amounts_are_a_table() {
    let mut page = Sheet::new(1);
    for (i, (label, amount)) in
        [("Families asked", "5,111,372"), ("Families helped", "49,136"), ("Refused", "(106,870)")]
            .iter()
            .enumerate()
    {
        page = page.text(40.0, 100.0 + 22.0 * i as f32, label).text(460.0, 100.0 + 22.0 * i as f32, amount);
    }
    let layout = laid(vec![page]);
    assert_eq!(
        rows(tables(&layout)[0]),
        ["Families asked|5,111,372", "Families helped|49,136", "Refused|(106,870)"]
    );
}

#[test]
fn rules_without_uprights_part_rows_and_the_head_above_them_belongs_to_the_table() {
    let page = Sheet::new(1)
        .rule(40.0, 106.0, 520.0, 106.0)
        .rule(40.0, 126.0, 520.0, 126.0)
        .rule(40.0, 160.0, 520.0, 160.0)
        .text(46.0, 100.0, "Need")
        .text(206.0, 100.0, "Level")
        .text(366.0, 100.0, "Service")
        .text(46.0, 120.0, "Hungry")
        .text(206.0, 120.0, "Two")
        .text(366.0, 120.0, "Food bank")
        .lines(46.0, 140.0, &["Has gone without a", "meal for days"])
        .text(206.0, 140.0, "Three")
        .text(366.0, 140.0, "Social worker");
    let layout = laid(vec![page]);
    assert_eq!(
        rows(tables(&layout)[0]),
        [
            "Need|Level|Service",
            "Hungry|Two|Food bank",
            "Has gone without a meal for days|Three|Social worker"
        ]
    );
}

#[test]
fn a_cell_that_holds_a_table_is_still_a_cell() {
    let page = Sheet::new(1)
        .grid(&[40.0, 160.0, 500.0], &[100.0, 120.0, 260.0])
        .grid(&[180.0, 260.0, 340.0], &[170.0, 190.0, 210.0])
        .text(46.0, 114.0, "Need")
        .text(166.0, 114.0, "What to do")
        .text(46.0, 140.0, "Hungry")
        .text(166.0, 140.0, "Look at this table first:")
        .text(186.0, 184.0, "Days")
        .text(266.0, 184.0, "Level")
        .text(186.0, 204.0, "3")
        .text(266.0, 204.0, "Two")
        .text(166.0, 240.0, "Then ask the family.");
    let layout = laid(vec![page]);
    let all: Vec<Vec<String>> = tables(&layout).into_iter().map(rows).collect();
    assert_eq!(all[0], ["Need|What to do", "Hungry|Look at this table first: Then ask the family."]);
    assert_eq!(all[1], ["Days|Level", "3|Two"]);
}

#[test]
fn a_row_without_an_upper_rule_belongs_to_the_rows_below_it() {
    let mut page = Sheet::new(1);
    for (i, title) in ["Tier 1", "Tier 2", "Tier 3"].iter().enumerate() {
        let y = 100.0 + 60.0 * i as f32;
        page = page
            .fill(40.0, y + 2.0, 80.0, y + 58.0, PALE)
            .upwards(62.0, y + 50.0, title)
            .text(96.0, y + 20.0, &format!("• sign of need at step {}", i + 1))
            .text(96.0, y + 33.0, "• asks for help")
            .rule(40.0, y + 60.0, 500.0, y + 60.0);
    }
    let layout = laid(vec![page]);
    let table = tables(&layout)[0];
    assert_eq!((table.rows, table.cols, table.header_cols), (3, 2, 1));
    assert_eq!(rows(table)[0], "Tier 1|sign of need at step 1 asks for help");
}

#[test]
fn two_tables_one_above_the_other_stay_two() {
    let mut page =
        Sheet::new(1).lines(40.0, 170.0, &["Between the two stands a sentence.", "And another one."]);
    for top in [100.0, 200.0] {
        page = page
            .grid(&[40.0, 160.0, 280.0, 400.0], &[top, top + 20.0])
            .rule(40.0, top + 40.0, 400.0, top + 40.0)
            .rule(40.0, top + 20.0, 40.0, top + 40.0)
            .rule(400.0, top + 20.0, 400.0, top + 40.0)
            .text(46.0, top + 14.0, "Need")
            .text(166.0, top + 14.0, "Level")
            .text(286.0, top + 14.0, "Service")
            .text(46.0, top + 34.0, "Hungry")
            .text(166.0, top + 34.0, "Two")
            .text(286.0, top + 34.0, "School");
    }
    assert_eq!(tables(&laid(vec![page])).len(), 2);
}

#[test]
fn bullets_in_a_cell_keep_their_depth() {
    let page = Sheet::new(1)
        .grid(&[40.0, 120.0, 400.0], &[100.0, 120.0, 180.0])
        .text(46.0, 114.0, "Area")
        .text(126.0, 114.0, "Signs")
        .text(46.0, 132.0, "Home")
        .text(126.0, 132.0, "• Damp flat")
        .text(146.0, 145.0, "o with mould in the bedroom")
        .text(126.0, 158.0, "• No heating");
    let layout = laid(vec![page]);
    let items = &tables(&layout)[0].cell_at(1, 1).unwrap().items;
    let depths: Vec<(u8, &str)> = items.iter().map(|i| (i.depth, i.text.as_str())).collect();
    assert_eq!(depths, [(0, "Damp flat"), (1, "with mould in the bedroom"), (0, "No heating")]);
}

#[test]
fn a_row_that_a_page_break_cuts_is_one_row_with_or_without_the_heads_again() {
    for again in [false, true] {
        let first = Sheet::new(1)
            .grid(&[40.0, 120.0, 300.0], &[740.0, 760.0, 800.0])
            .bold(46.0, 754.0, "Area")
            .bold(126.0, 754.0, "Signs of need")
            .text(46.0, 774.0, "Home")
            .text(126.0, 774.0, "Six people sleep in one room")
            .text(126.0, 787.0, "of a flat that is damp and");
        let mut top = 60.0;
        let mut second = Sheet::new(2);
        if again {
            second = second.grid(&[40.0, 120.0, 300.0], &[60.0, 80.0]).bold(46.0, 74.0, "Area").bold(
                126.0,
                74.0,
                "Signs of need",
            );
            top = 80.0;
        }
        let second = second
            .grid(&[40.0, 120.0, 300.0], &[top, top + 20.0, top + 40.0])
            .text(126.0, top + 14.0, "has no heating at all")
            .text(46.0, top + 34.0, "School")
            .text(126.0, top + 34.0, "Absent");
        let layout = laid(vec![first, second]);
        let all = tables(&layout);
        assert_eq!(all.len(), 1, "heads again: {again}");
        assert_eq!(
            rows(all[0]),
            [
                "Area|Signs of need",
                "Home|Six people sleep in one room of a flat that is damp and has no heating at all",
                "School|Absent"
            ],
            "heads again: {again}"
        );
        let pages: Vec<(u32, u32)> =
            [1, 2].map(|r| all[0].cell_at(r, 1).unwrap()).map(|c| (c.page, c.page_end)).into();
        assert_eq!(pages, [(1, 2), (2, 2)]);
    }
}

#[test]
fn a_page_that_begins_with_a_banner_goes_on_with_the_table_of_the_page_before() {
    let group = |sheet: Sheet, top: f32, title: &str, needs: [&str; 3]| {
        let mut sheet = sheet
            .grid(&[40.0, 340.0], &[top, top + 20.0])
            .bold(46.0, top + 14.0, title)
            .grid(&[40.0, 140.0, 240.0, 340.0], &[top + 20.0, top + 40.0]);
        for (x, need) in [46.0, 146.0, 246.0].into_iter().zip(needs) {
            sheet = sheet.text(x, top + 34.0, need);
        }
        sheet
    };
    let first = Sheet::new(1)
        .grid(&[40.0, 140.0, 240.0, 340.0], &[740.0, 760.0])
        .bold(46.0, 754.0, "Level 1")
        .bold(146.0, 754.0, "Level 2")
        .bold(246.0, 754.0, "Level 3");
    let first = group(first, 760.0, "Health", ["Well", "Often ill", "Gravely ill"]);
    let second = group(Sheet::new(2), 60.0, "Education", ["Attends", "Often late", "Excluded"]);
    let second = group(second, 100.0, "Housing", ["Warm", "Damp", "No home"]);
    let layout = laid(vec![first, second]);
    let all = tables(&layout);
    assert_eq!(all.len(), 1);
    let banners: Vec<u32> =
        all[0].cells.iter().filter(|c| c.header && c.col_span == 3).map(|c| c.row).collect();
    assert_eq!(banners, [1, 3, 5]);
    let excluded = layout.passages.iter().find(|p| p.text == "Excluded").unwrap();
    assert_eq!(excluded.context.column_header, ["Level 3"]);
    assert!(excluded.context.headings.contains(&"Education".to_owned()), "{:?}", excluded.context);
}

#[test]
fn a_word_that_hangs_over_a_column_edge_stays_whole() {
    let page = Sheet::new(1)
        .grid(&[40.0, 160.0, 280.0], &[100.0, 120.0, 140.0])
        .text(46.0, 114.0, "Where")
        .text(206.0, 114.0, "Level")
        .text(112.0, 134.0, "playground")
        .text(206.0, 134.0, "Two");
    let layout = laid(vec![page]);
    assert_eq!(rows(tables(&layout)[0]), ["Where|Level", "playground|Two"]);
}

#[test]
fn bullets_in_columns_of_one_ruled_cell_are_read_column_by_column() {
    let columns = [
        ["Hurts animals", "Often away from", "school", "Damp home"],
        ["Beaten at home", "Left alone", "Hungry", "Always tired"],
        ["Sleeps badly", "Drinks", "Smokes", "Steals"],
    ];
    for count in [2, 3] {
        let mut page = Sheet::new(1)
            .grid(&[40.0, 120.0, 540.0], &[86.0, 150.0, 180.0])
            .bold(46.0, 100.0, "Level 3")
            .bold(46.0, 164.0, "Level 4")
            .text(126.0, 164.0, "At risk of harm");
        for (x, lines) in [126.0, 260.0, 394.0].into_iter().zip(columns).take(count) {
            for (y, line) in [100.0, 113.0, 126.0, 139.0].into_iter().zip(lines) {
                if line != "school" {
                    page = page.text(x, y, "•");
                }
                page = page.text(x + 12.0, y, line);
            }
        }
        let layout = laid(vec![page]);
        let texts: Vec<&str> = layout.passages.iter().map(|p| p.text.as_str()).collect();
        let mut expected = vec!["Hurts animals", "Often away from school", "Damp home"];
        expected.extend(columns[1..count].iter().flatten());
        expected.push("At risk of harm");
        assert_eq!(texts, expected);
    }
}

#[test]
fn statements_a_little_apart_in_a_cell_stay_apart() {
    let page = Sheet::new(1)
        .grid(&[40.0, 160.0, 280.0], &[86.0, 170.0, 190.0])
        .text(46.0, 100.0, "Often left at home by")
        .text(46.0, 112.0, "his parents until late")
        .text(46.0, 128.0, "Suspected anorexia with")
        .text(46.0, 140.0, "rapid loss of weight")
        .text(46.0, 156.0, "Hungry")
        .text(166.0, 100.0, "School nurse")
        .text(46.0, 184.0, "Ill")
        .text(166.0, 184.0, "Hospital");
    let layout = laid(vec![page]);
    let texts: Vec<&str> = layout.passages.iter().map(|p| p.text.as_str()).collect();
    assert!(texts.contains(&"Often left at home by his parents until late"), "{texts:?}");
    assert!(texts.contains(&"Suspected anorexia with rapid loss of weight"), "{texts:?}");
}

#[test]
fn labels_in_the_middle_of_borderless_rows_keep_their_rows() {
    let heads = Sheet::new(1).bold(40.0, 80.0, "Area").bold(160.0, 80.0, "Early signs").bold(
        360.0,
        80.0,
        "Grave signs",
    );
    let mut page = heads;
    for (i, label) in ["Drugs", "School", "Home"].iter().enumerate() {
        let y = 110.0 + 92.0 * i as f32;
        page = page.bold(40.0, y + 26.0, label);
        for line in 0..5 {
            page = page.text(160.0, y + 13.0 * line as f32, &format!("\u{2022} sign {line} of {label}"));
        }
        page = page.lines(
            360.0,
            y + 13.0,
            &["Grave sign which is", "long enough for two", &format!("lines of {label}")],
        );
    }
    let layout = laid(vec![page]);
    let table = tables(&layout)[0];
    assert_eq!((table.rows, table.cols), (4, 3));
    for (row, label) in ["Drugs", "School", "Home"].iter().enumerate() {
        let row = row as u32 + 1;
        assert_eq!(&cell(table, row, 0), label);
        assert!(cell(table, row, 1).starts_with("sign 0") && cell(table, row, 1).ends_with(label));
        assert!(cell(table, row, 2).starts_with("Grave") && cell(table, row, 2).ends_with(label));
    }
}

#[test]
fn a_strip_along_which_a_merged_cell_runs_on_is_no_row() {
    let xs = [40.0, 160.0, 340.0];
    let first = Sheet::new(1)
        .grid(&xs, &[600.0, 620.0])
        .bold(44.0, 614.0, "Area")
        .bold(164.0, 614.0, "What you see")
        .rule(160.0, 660.0, 340.0, 660.0)
        .rule(40.0, 620.0, 40.0, 680.0)
        .rule(160.0, 620.0, 160.0, 680.0)
        .rule(340.0, 620.0, 340.0, 680.0)
        .rule(40.0, 680.0, 340.0, 680.0)
        .bold(44.0, 640.0, "Home")
        .text(164.0, 640.0, "Damp walls");
    let second = Sheet::new(2)
        .grid(&xs, &[60.0, 80.0, 120.0])
        .bold(44.0, 74.0, "Area")
        .bold(164.0, 74.0, "What you see")
        .text(164.0, 100.0, "No roof");
    let layout = laid(vec![first, second]);
    let table = tables(&layout)[0];
    assert_eq!((table.rows, cell(table, 1, 1).as_str()), (2, "Damp walls No roof"));
}

#[test]
fn a_row_without_a_rule_where_the_page_ends_goes_on_where_the_next_begins() {
    let (xs, ends) = ([40.0, 200.0, 360.0], [40.0, 360.0]);
    let first = Sheet::new(1)
        .fill(40.0, 600.0, 360.0, 620.0, BLUE)
        .bold(44.0, 614.0, "Neglect")
        .bold(44.0, 640.0, "Level 2")
        .bold(204.0, 640.0, "Level 3");
    let second = Sheet::new(2)
        .rule(ends[0], 100.0, ends[1], 100.0)
        .text(44.0, 70.0, "\u{2022} Grubby clothes")
        .text(204.0, 70.0, "\u{2022} Nothing to eat");
    let sides = |sheet: Sheet, from: f32, to: f32| xs.iter().fold(sheet, |s, x| s.rule(*x, from, *x, to));
    let layout = laid(vec![sides(first, 620.0, 680.0), sides(second, 50.0, 100.0)]);
    let table = tables(&layout)[0];
    assert_eq!((tables(&layout).len(), table.rows), (1, 2));
    assert_eq!(cell(table, 1, 1), "Level 3 Nothing to eat");
}

#[test]
fn a_row_with_other_cells_below_a_page_break_is_a_row_under_the_last_label() {
    let xs = [40.0, 120.0, 240.0, 360.0];
    let heads = |sheet: Sheet, y: f32| {
        sheet.grid(&xs, &[y, y + 20.0]).bold(44.0, y + 14.0, "Area").bold(124.0, y + 14.0, "Level 1").bold(
            244.0,
            y + 14.0,
            "Level 2",
        )
    };
    let first = heads(Sheet::new(1), 600.0)
        .grid(&xs, &[620.0, 660.0])
        .bold(44.0, 640.0, "Home")
        .text(124.0, 640.0, "A dry home")
        .text(244.0, 640.0, "Damp walls");
    let second = heads(Sheet::new(2), 60.0)
        .grid(&[40.0, 120.0, 360.0], &[80.0, 120.0])
        .text(124.0, 100.0, "The family copes with help from friends")
        .grid(&xs, &[120.0, 160.0])
        .bold(44.0, 140.0, "Money")
        .text(124.0, 140.0, "Enough")
        .text(244.0, 140.0, "In debt");
    let layout = laid(vec![first, second]);
    let table = tables(&layout)[0];
    assert_eq!(
        rows(table),
        [
            "Area|Level 1|Level 2",
            "Home|A dry home|Damp walls",
            "Home|The family copes with help from friends|The family copes with help from friends",
            "Money|Enough|In debt"
        ]
    );
    let copes = layout.passages.iter().find(|p| p.text.contains("copes")).unwrap();
    assert_eq!(copes.context.row_header, ["Home"]);
    assert_eq!(copes.context.column_header, ["Level 1", "Level 2"]);
}

#[test]
fn lines_of_figures_beside_a_merged_label_are_rows() {
    let page = Sheet::new(1)
        .grid(&[40.0, 160.0, 280.0, 400.0], &[100.0, 120.0])
        .text(44.0, 114.0, "Group")
        .text(164.0, 114.0, "Route")
        .text(284.0, 114.0, "Number")
        .rule(40.0, 120.0, 40.0, 220.0)
        .rule(160.0, 120.0, 160.0, 220.0)
        .rule(280.0, 120.0, 280.0, 220.0)
        .rule(400.0, 120.0, 400.0, 220.0)
        .rule(160.0, 200.0, 400.0, 200.0)
        .rule(40.0, 220.0, 400.0, 220.0)
        .text(44.0, 160.0, "Buses")
        .lines(164.0, 140.0, &["North", "South", "East", "West"])
        .lines(284.0, 140.0, &["120", "34", "7", "1,000"])
        .text(164.0, 214.0, "Total")
        .text(284.0, 214.0, "1,161");
    let layout = laid(vec![page]);
    let table = tables(&layout)[0];
    assert_eq!(
        rows(table),
        [
            "Group|Route|Number",
            "Buses|North|120",
            "Buses|South|34",
            "Buses|East|7",
            "Buses|West|1,000",
            "Buses|Total|1,161"
        ]
    );
}

#[test]
fn heads_reach_as_far_as_the_rules_below_them() {
    // The left head runs over the gap between its columns; the right one would not.
    let mut page = Sheet::new(1).bold(160.0, 87.0, "Heart disease of any kind").bold(360.0, 87.0, "Stroke");
    page = page.rule(160.0, 90.0, 290.0, 90.0).rule(320.0, 90.0, 430.0, 90.0);
    for (x, head) in [(40.0, "Who"), (160.0, "No."), (240.0, "Rate"), (320.0, "No."), (400.0, "Rate")] {
        page = page.bold(x, 100.0, head);
        for row in 0..4 {
            let text = if x < 100.0 { format!("Group {row}") } else { format!("{row}{}.5", x as i32) };
            page = page.text(x, 115.0 + 13.0 * row as f32, &text);
        }
    }
    let layout = laid(vec![page]);
    let table = tables(&layout)[0];
    assert_eq!(
        rows(table)[..2],
        ["|Heart disease of any kind|Heart disease of any kind|Stroke|Stroke", "Who|No.|Rate|No.|Rate"]
    );
    assert_eq!(table.rows, 6);
}

#[test]
fn short_cells_below_a_merged_head_are_no_heads_when_one_has_a_head_of_its_own() {
    let page = Sheet::new(1)
        .grid(&[40.0, 120.0, 400.0], &[100.0, 120.0])
        .bold(44.0, 114.0, "Area")
        .bold(124.0, 114.0, "Early help")
        .grid(&[40.0, 120.0, 260.0, 400.0], &[120.0, 160.0])
        .grid(&[40.0, 120.0, 400.0], &[160.0, 200.0])
        .text(44.0, 134.0, "Home")
        .text(124.0, 134.0, "Damp walls")
        .text(264.0, 134.0, "Debts that grow")
        .text(124.0, 174.0, "Has been told to leave, and has nowhere else to go to");
    let layout = laid(vec![page]);
    assert_eq!(tables(&layout)[0].header_rows, 1);
}

#[test]
fn shaded_heads_with_text_close_to_their_sides_are_cells() {
    let mut page = Sheet::new(1).fill(40.0, 120.0, 400.0, 138.0, PALE).text(43.0, 133.0, "Health");
    for (c, head) in ["Specialist", "Targeted", "Early help", "Universal"].into_iter().enumerate() {
        let x = 40.0 + 90.0 * c as f32;
        let shade = (200 + 10 * c as u8, 220, 180);
        page = page.fill(x, 102.0, x + 90.0, 120.0, shade).bold(x + 3.0, 115.0, head);
    }
    let layout = laid(vec![page]);
    assert_eq!(rows(tables(&layout)[0])[0], "Specialist|Targeted|Early help|Universal");
}
