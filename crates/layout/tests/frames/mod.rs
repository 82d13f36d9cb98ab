//! Tables that are drawn in part, and boxes side by side.

use crate::sheet::{Sheet, cell, laid, outline, tables};
use thresholds_layout::Layout;
use thresholds_model::block::BlockKind;

const GREEN: (u8, u8, u8) = (198, 224, 180);
const YELLOW: (u8, u8, u8) = (255, 230, 153);
const GREY: (u8, u8, u8) = (221, 221, 221);
const COLOURS: [(u8, u8, u8); 4] = [GREEN, YELLOW, (248, 203, 173), (244, 176, 132)];
const DARK: [(u8, u8, u8); 4] = [(46, 125, 50), (249, 168, 37), (239, 108, 0), (198, 40, 40)];

/// Heads over the passage with this text.
fn column_of(layout: &Layout, text: &str) -> Vec<String> {
    context(layout, text).column_header.clone()
}

fn context<'a>(layout: &'a Layout, text: &str) -> &'a thresholds_model::passage::Context {
    let found = layout.passages.iter().find(|p| p.text == text);
    &found.unwrap_or_else(|| panic!("{text} is not among {:#?}", outline(layout))).context
}

/// Shaded heads between these edges.
fn heads(mut sheet: Sheet, xs: &[f32], y: f32) -> Sheet {
    for (i, x) in xs.windows(2).enumerate() {
        let name = format!("Level {}", i + 1);
        sheet = sheet.fill(x[0], y, x[1], y + 20.0, COLOURS[i]).bold(x[0] + 5.0, y + 14.0, &name);
    }
    sheet
}

#[test]
fn text_below_shaded_heads_keeps_to_their_columns_however_close_it_comes() {
    let page = heads(Sheet::new(1), &[40.0, 180.0, 320.0, 460.0], 100.0)
        .lines(45.0, 140.0, &["Worries about the new baby", "Often late"])
        .lines(185.0, 140.0, &["Fights with other children", "Sad"])
        .lines(325.0, 140.0, &["Hurt by a parent"]);
    let layout = laid(vec![page]);
    assert_eq!(tables(&layout)[0].cols, 3);
    assert_eq!(column_of(&layout, "Worries about the new baby Often late"), ["Level 1"]);
    assert_eq!(column_of(&layout, "Hurt by a parent"), ["Level 3"]);
}

#[test]
fn each_row_of_shaded_heads_has_its_own_columns() {
    let page = heads(Sheet::new(1), &[40.0, 180.0, 320.0, 460.0], 100.0)
        .text(45.0, 140.0, "Late")
        .text(185.0, 140.0, "Tired")
        .text(325.0, 140.0, "Hurt")
        .sized(40.0, 180.0, "Education", 12.0);
    let page = heads(page, &[40.0, 120.0, 380.0, 460.0], 200.0)
        .text(45.0, 240.0, "Bored")
        .text(125.0, 240.0, "Absent most Mondays without good reason at all")
        .text(385.0, 240.0, "Excluded");
    let layout = laid(vec![page]);
    assert_eq!(column_of(&layout, "Hurt"), ["Level 3"]);
    assert_eq!(column_of(&layout, "Absent most Mondays without good reason at all"), ["Level 2"]);
    assert_eq!(column_of(&layout, "Excluded"), ["Level 3"]);
    assert_eq!(context(&layout, "Excluded").headings, ["Education"]);
}

#[test]
fn bars_across_the_columns_below_shaded_heads_are_rows() {
    let page = heads(Sheet::new(1), &[100.0, 220.0, 340.0, 460.0], 100.0)
        .bold(45.0, 114.0, "Area")
        .fill(40.0, 120.0, 460.0, 140.0, GREY)
        .bold(45.0, 134.0, "Health")
        .bold(45.0, 156.0, "Child")
        .text(105.0, 156.0, "Too heavy for his age")
        .text(225.0, 156.0, "Losing weight")
        .text(345.0, 156.0, "Starved")
        .fill(40.0, 170.0, 460.0, 190.0, GREY)
        .bold(45.0, 184.0, "Home and money")
        .bold(45.0, 206.0, "Child")
        .text(105.0, 206.0, "Shares a room")
        .text(225.0, 206.0, "Damp on the walls")
        .text(345.0, 206.0, "Homeless");
    let layout = laid(vec![page]);
    assert_eq!(tables(&layout).len(), 1, "{:?}", outline(&layout));
    assert_eq!(column_of(&layout, "Too heavy for his age"), ["Level 1"]);
    assert_eq!(column_of(&layout, "Homeless"), ["Level 3"]);
}

#[test]
fn shaded_labels_part_the_rows_of_text_beside_them() {
    let mut page =
        Sheet::new(1).bold(45.0, 94.0, "Level").bold(105.0, 94.0, "Child").bold(285.0, 94.0, "Home");
    for (i, y) in [100.0, 160.0].into_iter().enumerate() {
        let name = format!("Level {}", i + 1);
        page = page.fill(40.0, y, 100.0, y + 60.0, COLOURS[i]).bold(45.0, y + 14.0, &name).lines(
            105.0,
            y + 14.0,
            &[
                &format!("\u{2022} first {i}"),
                &format!("\u{2022} second {i}"),
                &format!("\u{2022} third {i}"),
            ],
        );
        page = page.lines(285.0, y + 14.0, &[&format!("\u{2022} bare {i}"), &format!("\u{2022} cold {i}")]);
    }
    let layout = laid(vec![page]);
    assert_eq!(context(&layout, "second 0").row_header, ["Level 1"]);
    assert_eq!(context(&layout, "cold 1").row_header, ["Level 2"]);
    assert_eq!(column_of(&layout, "cold 1"), ["Home"]);
}

#[test]
fn running_text_beside_a_coloured_box_is_no_row_of_it() {
    let page = Sheet::new(1)
        .fill(40.0, 126.0, 140.0, 180.0, GREEN)
        .lines(45.0, 140.0, &["Ask for", "consent"])
        .lines(
            160.0,
            100.0,
            &[
                "Families come to us with many needs and we listen to",
                "each of them in turn, write down what they tell us in",
                "their own words, and ask them who else may be of help",
                "to them. We tell them whom we talk to, and why, and we",
                "go on doing so for as long as we work with the family,",
                "which is a matter of respect as well as of law and one",
                "of good manners too. Where a child is at risk we act.",
            ],
        );
    assert!(tables(&laid(vec![page])).is_empty());
}

#[test]
fn ticks_between_bars_and_rules_stand_below_their_heads() {
    let mut page = Sheet::new(1).bold(45.0, 94.0, "Indicator");
    for (i, x) in [365.0, 405.0, 445.0].into_iter().enumerate() {
        page = page.bold(x, 82.0, "Band").bold(x, 94.0, ["A", "B", "C"][i]);
    }
    let rows = [("Health", 0.0), ("Often ill", 365.0), ("Never fed", 445.0), ("Starved", 445.0)];
    let more = [("Home", 0.0), ("Damp flat", 405.0), ("No beds", 405.0), ("Noise", 365.0)];
    for (i, (text, tick)) in rows.into_iter().chain(more).enumerate() {
        let y = 100.0 + 20.0 * i as f32;
        page = page.rule(40.0, y, 500.0, y).rule(40.0, y + 20.0, 500.0, y + 20.0);
        page = if tick > 0.0 {
            page.text(45.0, y + 14.0, text).text(tick, y + 14.0, "\u{2713}")
        } else {
            page.fill(40.0, y, 500.0, y + 20.0, GREY).bold(45.0, y + 14.0, text)
        };
    }
    let layout = laid(vec![page]);
    let table = tables(&layout)[0];
    assert_eq!((table.cols, table.header_rows), (4, 1), "{:?}", outline(&layout));
    assert_eq!(cell(table, 0, 3), "Band C");
    assert_eq!(cell(table, 3, 3), "\u{2713}");
    assert_eq!(cell(table, 6, 2), "\u{2713}");
}

#[test]
fn a_label_of_two_lines_between_shaded_rows_of_figures_is_one_row() {
    let mut page = heads(Sheet::new(1), &[40.0, 300.0, 400.0, 500.0], 80.0);
    for i in 0..5 {
        let y = 100.0 + 30.0 * i as f32;
        for x in [(40.0, 300.0), (300.0, 400.0), (400.0, 500.0)].into_iter().filter(|_| i % 2 == 0) {
            page = page.fill(x.0, y, x.1, y + 30.0, GREY);
        }
        page = page.lines(45.0, y + 12.0, &["Defendants", "sentenced"]);
        page = page.text(305.0, y + 18.5, "123").text(405.0, y + 18.5, "45");
    }
    let layout = laid(vec![page]);
    let table = tables(&layout)[0];
    assert_eq!((table.rows, table.cols), (6, 3), "{:?}", outline(&layout));
    assert_eq!(cell(table, 2, 0), "Defendants sentenced");
}

#[test]
fn heads_that_break_after_a_short_word_are_one_row() {
    let mut page = Sheet::new(1)
        .grid(&[40.0, 300.0, 340.0, 380.0], &[100.0, 130.0, 150.0, 170.0])
        .bold(45.0, 112.0, "Indicator")
        .text(45.0, 144.0, "Often ill")
        .text(345.0, 144.0, "\u{2713}")
        .text(45.0, 164.0, "Never fed")
        .text(305.0, 164.0, "\u{2713}");
    for (i, x) in [305.0, 345.0].into_iter().enumerate() {
        page = page.bold(x, 112.0, "Band").bold(x, 125.0, ["A", "B"][i]);
    }
    let layout = laid(vec![page]);
    assert_eq!(cell(tables(&layout)[0], 0, 2), "Band B");
    assert_eq!(tables(&layout)[0].header_rows, 1);
}

#[test]
fn a_title_between_two_tables_with_shaded_labels_is_in_neither() {
    let mut page = Sheet::new(1).sized(40.0, 202.0, "Family and social relationships", 12.0);
    for (i, y) in [100.0, 140.0, 210.0, 250.0].into_iter().enumerate() {
        page = page
            .fill(40.0, y, 130.0, y + 40.0, COLOURS[i % 2])
            .rule(40.0, y + 40.0, 500.0, y + 40.0)
            .bold(45.0, y + 14.0, ["Universal", "Specialist"][i % 2])
            .lines(135.0, y + 14.0, &[&format!("\u{2022} first {i}"), &format!("\u{2022} second {i}")]);
    }
    let layout = laid(vec![page]);
    assert!(outline(&layout).iter().any(|l| l.ends_with("# Family and social relationships")));
    assert_eq!(context(&layout, "second 0").row_header, ["Universal"]);
    assert_eq!(context(&layout, "first 3").row_header, ["Specialist"]);
}

#[test]
fn ruled_rows_of_three_long_columns_are_a_table() {
    let mut page = Sheet::new(1);
    for x in [40.0, 220.0, 400.0] {
        for row in 0..18 {
            let y = 100.0 + 13.0 * row as f32 + 10.0 * (row / 6) as f32;
            page = page.text(x, y, &format!("\u{2022} need {row} at {x}"));
        }
    }
    let page = page.rule(35.0, 176.0, 560.0, 176.0).rule(35.0, 264.0, 560.0, 264.0);
    let layout = laid(vec![page]);
    assert_eq!((tables(&layout)[0].rows, tables(&layout)[0].cols), (3, 3));
}

/// Four cards with a title each, `gap` apart.
fn cards(mut page: Sheet, gap: f32, y: f32) -> Sheet {
    for (i, colour) in COLOURS.into_iter().enumerate() {
        let (x, width) = (40.0 + i as f32 * (110.0 + gap), 110.0);
        page = page
            .fill(x, y, x + width, y + 60.0, colour)
            .fill(x, y, x + width, y + 20.0, DARK[i])
            .bold(x + 4.0, y + 14.0, &format!("Level {}", i + 1))
            .lines(
                x + 4.0,
                y + 34.0,
                &[&format!("\u{2022} need {i} at {y}"), &format!("\u{2022} more {i} at {y}")],
            );
    }
    page
}

/// The level over a passage, be it a head of a column or a heading.
fn over(layout: &Layout, text: &str) -> String {
    let context = context(layout, text);
    context.column_header.first().or(context.headings.last()).cloned().unwrap_or_default()
}

#[test]
fn cards_side_by_side_are_read_one_after_the_other_at_any_distance() {
    for gap in [3.0, 4.5, 5.3, 5.95, 6.1, 8.0, 14.0] {
        let page = cards(cards(Sheet::new(1), gap, 100.0).sized(40.0, 182.0, "Education", 12.0), gap, 190.0);
        let layout = laid(vec![page]);
        for i in 0..4 {
            for y in [100, 190] {
                let level = over(&layout, &format!("more {i} at {y}"));
                assert_eq!(level, format!("Level {}", i + 1), "{gap} apart: {:#?}", outline(&layout));
            }
        }
        let education = context(&layout, "need 3 at 190").headings.clone();
        assert_eq!(education.first().map(String::as_str), Some("Education"), "{gap} apart");
        assert!(context(&layout, "need 3 at 100").headings.iter().all(|h| h != "Education"), "{gap} apart");
    }
}

#[test]
fn cards_cut_by_a_page_go_on_under_their_own_titles() {
    for gap in [4.0, 10.0] {
        let mut next = Sheet::new(2).sized(40.0, 142.0, "Education", 12.0);
        for (i, colour) in COLOURS.into_iter().enumerate() {
            let x = 40.0 + i as f32 * (110.0 + gap);
            next = next.fill(x, 60.0, x + 110.0, 120.0, colour).lines(
                x + 4.0,
                74.0,
                &[&format!("\u{2022} rest {i}"), &format!("\u{2022} last {i}")],
            );
        }
        let first = cards(Sheet::new(1).sized(40.0, 680.0, "Health", 12.0), gap, 700.0);
        let layout = laid(vec![first, cards(next, gap, 150.0)]);
        for i in 0..4 {
            assert_eq!(
                over(&layout, &format!("last {i}")),
                format!("Level {}", i + 1),
                "{gap} apart: {:#?}",
                outline(&layout)
            );
            assert_eq!(over(&layout, &format!("more {i} at 150")), format!("Level {}", i + 1));
        }
        assert_eq!(context(&layout, "rest 2").headings.first().map(String::as_str), Some("Health"));
    }
}

#[test]
fn a_page_of_cards_below_a_heading_of_its_own_goes_on_with_no_earlier_cards() {
    let page =
        |n: u32, area: &str| cards(Sheet::new(n).sized(40.0, 90.0, area, 12.0), 10.0, 100.0 * n as f32);
    let layout = laid(vec![page(1, "Health"), page(2, "Education")]);
    for (y, area) in [(100, "Health"), (200, "Education")] {
        for i in 0..4 {
            let headings = &context(&layout, &format!("more {i} at {y}")).headings;
            assert_eq!(headings, &[area.to_string(), format!("Level {}", i + 1)]);
        }
    }
}

#[test]
fn heads_at_the_foot_of_a_page_are_those_of_the_rows_on_the_next() {
    let first = heads(Sheet::new(1), &[40.0, 180.0, 320.0, 460.0], 740.0).text(250.0, 790.0, "1");
    let mut next = Sheet::new(2);
    for row in 0..3 {
        let y = 60.0 + 14.0 * row as f32;
        for (i, x) in [45.0, 185.0, 325.0].into_iter().enumerate() {
            next = next.text(x, y, &format!("\u{2022} row {row} of {i}"));
        }
    }
    let layout = laid(vec![first, next]);
    assert_eq!(column_of(&layout, "row 2 of 2"), ["Level 3"]);
}

#[test]
fn a_single_short_need_below_the_first_head_is_no_label() {
    let page = heads(Sheet::new(1), &[40.0, 180.0, 320.0, 460.0], 200.0)
        .text(45.0, 234.0, "Alone")
        .lines(
            185.0,
            234.0,
            &["Needs care from several", "teams of the hospital, and", "more than once a week"],
        )
        .lines(325.0, 234.0, &["Absent for more than half", "of the sessions that the", "school offers"]);
    let layout = laid(vec![page]);
    assert_eq!(column_of(&layout, "Alone"), ["Level 1"]);
}

#[test]
fn columns_above_and_below_a_title_under_a_rule_are_two_tables() {
    let mut page = Sheet::new(1).sized(40.0, 199.0, "Emotional and behavioural development", 11.5);
    for (i, (y, right)) in
        [(100.0, 360.0), (140.0, 360.0), (214.0, 350.0), (254.0, 350.0)].into_iter().enumerate()
    {
        page = page
            .rule(35.0, y + 36.0, 560.0, y + 36.0)
            .bold(40.0, y + 10.0, &format!("Level {}", i % 2 + 1))
            .lines(
                140.0,
                y + 10.0,
                &[&format!("\u{2022} Being groomed into selling left {i}"), &format!("\u{2022} second {i}")],
            )
            .lines(right, y + 10.0, &[&format!("\u{2022} right {i}"), &format!("\u{2022} last {i}")]);
    }
    let layout = laid(vec![page]);
    for i in 0..4 {
        let row = &context(&layout, &format!("last {i}")).row_header;
        assert_eq!(row, &[format!("Level {}", i % 2 + 1)], "{:?}", outline(&layout));
    }
}

#[test]
fn a_label_cell_that_a_page_cuts_goes_on_without_its_text() {
    let row = |page: Sheet, i: usize, y: f32, name: &str| {
        page.fill(40.0, y, 130.0, y + 50.0, COLOURS[i])
            .bold(45.0, y + 14.0, name)
            .lines(135.0, y + 14.0, &[&format!("\u{2022} first {i}"), &format!("\u{2022} second {i}")])
            .lines(335.0, y + 14.0, &[&format!("\u{2022} other {i}"), &format!("\u{2022} fourth {i}")])
    };
    let first = row(row(Sheet::new(1), 0, 700.0, "Level 1"), 1, 750.0, "Level 2");
    let next = row(Sheet::new(2).fill(40.0, 50.0, 130.0, 100.0, COLOURS[1]), 2, 100.0, "Level 3");
    let next = next.text(135.0, 64.0, "\u{2022} rest").text(335.0, 64.0, "\u{2022} end");
    let layout = laid(vec![first, next]);
    assert_eq!(context(&layout, "rest").row_header, ["Level 2"], "{:?}", outline(&layout));
    assert_eq!(context(&layout, "fourth 2").row_header, ["Level 3"]);
}

#[test]
fn a_ruled_row_of_bullets_above_another_table_is_no_row_of_heads() {
    let page = Sheet::new(1)
        .grid(&[40.0, 300.0, 500.0], &[60.0, 100.0])
        .lines(45.0, 74.0, &["\u{2022} Punched by his mum", "\u{2022} Early marriage"])
        .text(305.0, 74.0, "School nurse")
        .fill(40.0, 110.0, 500.0, 130.0, DARK[3])
        .bold(45.0, 124.0, "Level 4")
        .grid(&[40.0, 305.0, 500.0], &[130.0, 150.0, 190.0])
        .bold(45.0, 144.0, "Features")
        .bold(310.0, 144.0, "Who can help")
        .text(45.0, 164.0, "\u{2022} In prison")
        .text(310.0, 164.0, "Police");
    let layout = laid(vec![page]);
    assert_eq!(tables(&layout).len(), 2, "{:?}", outline(&layout));
}

#[test]
fn a_bold_line_at_the_head_of_pages_that_share_its_number_is_a_heading() {
    let pages = (1..=6u32).map(|n| {
        let level = format!("Level {}", n.div_ceil(2));
        let page = Sheet::new(n).bold(40.0, 50.0, &level).sized(40.0, 80.0, "Health", 12.0);
        page.lines(40.0, 110.0, &[&format!("\u{2022} need on {n}"), &format!("\u{2022} more on {n}")])
    });
    let layout = laid(pages.collect());
    for n in 1..=6u32 {
        let level = format!("# Level {}", n.div_ceil(2));
        let shown = layout.blocks.iter().any(|b| {
            b.page == n && b.furniture.is_none() && {
                matches!(&b.kind, BlockKind::Heading { text, .. } if level.ends_with(text))
            }
        });
        assert!(shown, "{level} on page {n}: {:?}", outline(&layout));
    }
}

#[test]
fn a_title_right_below_a_row_of_heads_ends_no_columns() {
    let xs = [40.0, 240.0, 440.0, 640.0];
    let mut page = Sheet::landscape(1)
        .sized(40.0, 60.0, "Brackenfold levels of need", 20.0)
        .text(40.0, 90.0, "How to use this guide. Talk to the family first.")
        .rule(40.0, 130.0, 790.0, 130.0);
    for (i, (x, name)) in xs.iter().zip(["Universal", "Early Help", "Targeted", "Statutory"]).enumerate() {
        page = page.bold(x + 15.0, 120.0, &format!("Level {} {name}", i + 1));
    }
    page = page.sized(40.0, 150.0, "Health", 12.0);
    for (x, text) in xs.iter().zip(["Small worries", "Often late", "Goes missing", "Bruises"]) {
        page = page.lines(*x, 180.0, &[&format!("{text} now"), &format!("{text} again")]);
    }
    let outline = outline(&laid(vec![page]));
    let said = outline.join("\n");
    assert!(!said.contains("Universal Level 2") && !said.contains("Targeted Level 4"), "{said}");
}

#[test]
fn the_title_below_two_columns_of_one_length_begins_the_next_section() {
    let column = |page: Sheet, x: f32| {
        let needs =
            ["\u{2022} Bruises that nobody explains", "\u{2022} Often out alone", "\u{2022} No lessons"];
        page.lines(x, 100.0, &needs)
    };
    let page = column(column(Sheet::new(1), 40.0), 300.0)
        .sized(40.0, 80.0, "Level 2", 14.0)
        .sized(40.0, 160.0, "Level 3", 14.0)
        .text(40.0, 180.0, "Children at this level need more help.");
    let text = outline(&laid(vec![page]));
    let at = |t: &str| text.iter().position(|l| l.contains(t)).unwrap();
    assert_eq!(text.iter().filter(|l| l.contains("Often out")).count(), 2);
    assert_eq!(at("Level 3"), text.len() - 2, "{text:?}");
}
