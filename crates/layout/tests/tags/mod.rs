//! The structure tree of tagged PDFs: used where it is sane, dropped where it lies.

use crate::sheet::{Sheet, cell, laid, outline, step, tables};
use thresholds_model::block::{Furniture, TableSource};
use thresholds_model::page::TagStep;
use thresholds_model::quality::QualityReason;

/// A cell of a table of `rows` by `cols`: elements 1 for the table, 10 and up for rows,
/// 100 and up for cells.
fn td(role: &str, (rows, cols): (u16, u16), at: (u16, u16), span: (u16, u16)) -> Vec<TagStep> {
    let table = TagStep { row_span: rows, col_span: cols, ..step("Table", 1) };
    let element = 100 + u32::from(at.0) * 10 + u32::from(at.1);
    let cell = TagStep { row: at.0, col: at.1, row_span: span.0, col_span: span.1, ..step(role, element) };
    vec![table, step("TR", 10 + u32::from(at.0)), cell]
}

const ONE: (u16, u16) = (1, 1);
const BLUE: (u8, u8, u8) = (198, 217, 241);

#[test]
fn headings_have_the_levels_of_the_tree() {
    let page = Sheet::new(1)
        .tag(&[step("H1", 1)])
        .text(40.0, 60.0, "Thresholds")
        .tag(&[step("H2", 2)])
        .text(40.0, 90.0, "Level 1")
        .tag(&[step("P", 3)])
        .text(40.0, 110.0, "All needs of the child are met at home and in school.")
        .tag(&[step("H3", 4)])
        .text(40.0, 140.0, "Health")
        .tag(&[step("P", 5)])
        .text(40.0, 160.0, "The child is well and sees the dentist twice a year.");
    let layout = laid(vec![page]);
    assert_eq!(
        outline(&layout),
        [
            "# Thresholds",
            "## Level 1",
            "All needs of the child are met at home and in school.",
            "### Health",
            "The child is well and sees the dentist twice a year."
        ]
    );
    assert_eq!(layout.passages[1].context.headings, ["Thresholds", "Level 1", "Health"]);
}

#[test]
fn headings_of_one_level_only_are_ranked_by_their_looks() {
    let page = Sheet::new(1)
        .tag(&[step("H1", 1)])
        .sized(40.0, 60.0, "Thresholds", 20.0)
        .tag(&[step("H1", 2)])
        .sized(40.0, 90.0, "Level 1", 14.0)
        .tag(&[step("P", 3)])
        .text(40.0, 110.0, "All needs of the child are met at home and in school.");
    assert_eq!(outline(&laid(vec![page]))[..2], ["# Thresholds", "## Level 1"]);
}

#[test]
fn paragraphs_of_the_tree_stay_apart() {
    // By looks alone the second line could go on with the first.
    let page = Sheet::new(1)
        .tag(&[step("P", 1)])
        .text(40.0, 100.0, "Poor housing that is damp and far too small for a family")
        .tag(&[step("P", 2)])
        .text(40.0, 113.0, "debts that the family cannot pay without going hungry to");
    assert_eq!(outline(&laid(vec![page])).len(), 2);
}

#[test]
fn labels_of_the_tree_are_bullets_whatever_they_look_like() {
    let item = |depth: usize, element: u32, label: bool| {
        let mut path = Vec::new();
        for d in 0..=depth {
            path.extend([step("L", 50 + d as u32), step("LI", element + d as u32 * 10)]);
        }
        path.push(step(if label { "Lbl" } else { "LBody" }, element + 1));
        path
    };
    let page = Sheet::new(1)
        .tag(&item(0, 1, true))
        .text(40.0, 100.0, "Q")
        .tag(&item(0, 1, false))
        .text(55.0, 100.0, "Often late")
        .tag(&item(1, 3, true))
        .text(42.0, 115.0, "Q")
        .tag(&item(1, 3, false))
        .text(57.0, 115.0, "for school");
    assert_eq!(outline(&laid(vec![page])), ["* Often late", "  * for school"]);
}

#[test]
fn a_table_without_rules_has_the_cells_of_the_tree() {
    let shape = (3, 3);
    let page = Sheet::new(1)
        .tag(&td("TH", shape, (0, 0), ONE))
        .text(40.0, 100.0, "Area")
        .tag(&td("TH", shape, (0, 1), (1, 2)))
        .text(160.0, 100.0, "Level 2 and Level 3")
        .tag(&td("TD", shape, (1, 0), (2, 1)))
        .text(40.0, 120.0, "Home")
        .tag(&td("TD", shape, (1, 1), ONE))
        .lines(160.0, 120.0, &["Damp walls and", "no heating"])
        .tag(&td("TD", shape, (2, 2), ONE))
        .text(300.0, 146.0, "Street homeless");
    let layout = laid(vec![page]);
    let table = tables(&layout)[0];
    assert_eq!((table.rows, table.cols, table.source), (3, 3, TableSource::Tagged));
    assert_eq!((table.header_rows, cell(table, 1, 1).as_str()), (1, "Damp walls and no heating"));
    let homeless = layout.passages.iter().find(|p| p.text.contains("homeless")).unwrap();
    assert_eq!(homeless.context.column_header, ["Level 2 and Level 3"]);
    assert_eq!(homeless.context.row_header, ["Home"]);
}

#[test]
fn a_table_of_the_tree_goes_on_over_the_page_in_the_middle_of_a_cell() {
    let shape = (3, 2);
    let first = Sheet::new(1)
        .tag(&td("TH", shape, (0, 0), ONE))
        .text(40.0, 700.0, "Area")
        .tag(&td("TH", shape, (0, 1), ONE))
        .text(160.0, 700.0, "Level 3")
        .tag(&td("TH", shape, (1, 0), ONE))
        .text(40.0, 720.0, "Family")
        .tag(&td("TD", shape, (1, 1), ONE))
        .text(160.0, 720.0, "Persistent substance");
    let second = Sheet::new(2)
        .tag(&td("TH", shape, (0, 0), ONE))
        .text(40.0, 60.0, "Area")
        .tag(&td("TH", shape, (0, 1), ONE))
        .text(160.0, 60.0, "Level 3")
        .tag(&td("TD", shape, (1, 1), ONE))
        .text(160.0, 80.0, "misuse by a parent")
        .tag(&td("TH", shape, (2, 0), ONE))
        .text(40.0, 100.0, "Home")
        .tag(&td("TD", shape, (2, 1), ONE))
        .text(160.0, 100.0, "Street homeless");
    let layout = laid(vec![first, second]);
    let found = tables(&layout);
    assert_eq!(found.len(), 1, "{:?}", outline(&layout));
    assert_eq!(cell(found[0], 0, 1), "Level 3", "the repeated head is one head");
    assert_eq!(cell(found[0], 1, 1), "Persistent substance misuse by a parent");
    let homeless = layout.passages.iter().find(|p| p.text.contains("homeless")).unwrap();
    assert_eq!((homeless.page, homeless.context.row_header[0].as_str()), (2, "Home"));
}

#[test]
fn a_tree_that_leaves_out_empty_cells_has_its_rows_put_under_the_heads() {
    let shape = (3, 3);
    let mut page = Sheet::new(1).grid(&[40.0, 160.0, 280.0, 400.0], &[80.0, 110.0, 140.0, 170.0]);
    for (c, x) in [44.0, 164.0, 284.0].into_iter().enumerate() {
        page = page.tag(&td("TH", shape, (0, c as u16), ONE)).bold(x, 100.0, &format!("Level {}", c + 1));
    }
    // The second cell of the row is empty, and the third is said to be the second.
    let page = page
        .tag(&td("TD", shape, (1, 0), ONE))
        .text(44.0, 130.0, "Well")
        .tag(&td("TD", shape, (1, 1), ONE))
        .text(284.0, 130.0, "Street homeless");
    let layout = laid(vec![page]);
    let homeless = layout.passages.iter().find(|p| p.text.contains("homeless")).unwrap();
    assert_eq!(homeless.context.column_header, ["Level 3"]);
    assert_eq!(tables(&layout)[0].source, TableSource::Tagged);
    assert!(layout.page_reasons[0].is_empty());
}

#[test]
fn ticks_of_a_tree_that_leaves_out_empty_cells_stand_under_their_heads() {
    let shape = (4, 4);
    let mut page = Sheet::new(1);
    for (c, (x, head)) in
        [(44.0, "Sign"), (284.0, "One"), (334.0, "Two"), (384.0, "Three")].into_iter().enumerate()
    {
        page = page.tag(&td("TH", shape, (0, c as u16), ONE)).bold(x, 100.0, head);
    }
    let rows =
        [("Often late for school", 334.0), ("Hurt on purpose by a parent", 384.0), ("Has a cold", 284.0)];
    for (r, (sign, x)) in (1..).zip(rows) {
        let y = 100.0 + 20.0 * f32::from(r);
        page = page
            .tag(&td("TD", shape, (r, 0), ONE))
            .text(44.0, y, sign)
            .tag(&td("TD", shape, (r, 1), ONE))
            .text(x, y, "✓");
    }
    let layout = laid(vec![page]);
    let table = tables(&layout)[0];
    assert_eq!(table.source, TableSource::Tagged);
    let ticks: Vec<u32> = table.cells.iter().filter(|c| c.text() == "✓").map(|c| c.col).collect();
    assert_eq!(ticks, [2, 3, 1]);
}

#[test]
fn a_coloured_bar_over_a_table_of_the_tree_stands_before_it() {
    let shape = (2, 2);
    let mut page = Sheet::new(1);
    for (top, title, need) in [(80.0, "Level 3", "Often hungry"), (200.0, "Level 4", "Beaten")] {
        let element = if top < 100.0 { 1 } else { 500 };
        let own = |at: (u16, u16)| {
            let mut path = td("TD", shape, at, ONE);
            path.iter_mut().for_each(|step| step.element += element);
            path
        };
        page = page
            .fill(40.0, top, 400.0, top + 30.0, BLUE)
            .grid(&[40.0, 220.0, 400.0], &[top + 30.0, top + 60.0, top + 90.0])
            .tag(&[step("Div", 900 + element)])
            .bold(46.0, top + 20.0, title)
            .tag(&own((0, 0)))
            .bold(46.0, top + 50.0, "Need")
            .tag(&own((0, 1)))
            .bold(226.0, top + 50.0, "Help")
            .tag(&own((1, 0)))
            .text(46.0, top + 80.0, need)
            .tag(&own((1, 1)))
            .text(226.0, top + 80.0, "School nurse");
    }
    let layout = laid(vec![page]);
    let above = |need: &str| {
        let passage = layout.passages.iter().find(|p| p.text == need).unwrap();
        passage.context.headings.clone()
    };
    assert_eq!((above("Often hungry"), above("Beaten")), (vec!["Level 3".into()], vec!["Level 4".into()]));
}

#[test]
fn a_tree_that_puts_several_ruled_columns_into_one_gives_way_to_the_rules() {
    let shape = (3, 2);
    let mut page = Sheet::new(1).grid(&[40.0, 160.0, 280.0, 400.0], &[80.0, 110.0, 140.0, 170.0]);
    for (row, (label, low, high)) in [
        ("Need", "Level 2", "Level 3"),
        ("Home", "Damp walls", "Eviction"),
        ("Self", "Low mood", "Self-harm"),
    ]
    .into_iter()
    .enumerate()
    {
        let y = 100.0 + 30.0 * row as f32;
        page = page
            .tag(&td("TH", shape, (row as u16, 0), ONE))
            .text(44.0, y, label)
            .tag(&td("TD", shape, (row as u16, 1), ONE))
            .text(164.0, y, low)
            .text(284.0, y, high);
    }
    let layout = laid(vec![page]);
    assert_eq!(layout.page_reasons[0], [QualityReason::TagsContradict]);
    let table = tables(&layout)[0];
    assert_eq!(
        (table.cols, cell(table, 1, 1).as_str(), cell(table, 2, 2).as_str()),
        (3, "Damp walls", "Self-harm")
    );
}

#[test]
fn rows_of_the_tree_that_lie_side_by_side_on_the_page_are_not_believed() {
    let shape = (2, 2);
    let page = Sheet::new(1)
        .tag(&td("TD", shape, (0, 0), ONE))
        .lines(40.0, 100.0, &["Families come to us with", "many different needs"])
        .tag(&td("TD", shape, (0, 1), ONE))
        .lines(40.0, 130.0, &["and we listen to all of", "them in turn"])
        .tag(&td("TD", shape, (1, 0), ONE))
        .lines(320.0, 100.0, &["Where a child is at risk", "we act at once"])
        .tag(&td("TD", shape, (1, 1), ONE))
        .lines(320.0, 130.0, &["and tell the family why", "we have to act"]);
    let layout = laid(vec![page]);
    assert!(tables(&layout).iter().all(|t| t.source != TableSource::Tagged));
    assert_eq!(layout.page_reasons[0], [QualityReason::TagsContradict]);
}

#[test]
fn a_page_in_one_paragraph_is_read_by_its_looks() {
    let mut page = Sheet::new(1).tag(&[step("P", 1)]);
    for i in 0..5 {
        let y = 60.0 + 80.0 * i as f32;
        page = page.bold(40.0, y, &format!("Level {i}")).lines(
            40.0,
            y + 15.0,
            &["The child is often late for school and", "no one at home seems to mind."],
        );
    }
    let layout = laid(vec![page]);
    assert_eq!(outline(&layout).iter().filter(|l| l.starts_with("# Level")).count(), 5);
    assert_eq!(layout.page_reasons[0], [QualityReason::TagsContradict]);
}

#[test]
fn paragraphs_of_a_line_each_are_joined_again() {
    let mut page = Sheet::new(1);
    for i in 0..12 {
        let line =
            ["The child is often late for school and", "no one at home seems to mind about that"][i % 2];
        page = page.tag(&[step("P", i as u32)]).text(40.0, 60.0 + 13.0 * i as f32, line);
    }
    let layout = laid(vec![page]);
    assert_eq!(layout.page_reasons[0], [QualityReason::TagsContradict]);
    assert_eq!(outline(&layout).len(), 1, "{:?}", outline(&layout));
}

#[test]
fn artifacts_in_the_margins_are_furniture_even_once() {
    let page = Sheet::new(1)
        .artifact()
        .text(40.0, 30.0, "Approved by the board in May")
        .tag(&[step("P", 1)])
        .text(40.0, 200.0, "The child is often late for school.");
    let layout = laid(vec![page]);
    assert_eq!(layout.blocks[0].furniture, Some(Furniture::Header));
    assert_eq!(layout.passages.len(), 1);
}

#[test]
fn text_in_the_body_that_is_called_an_artifact_once_is_kept() {
    let page = Sheet::new(1)
        .tag(&[step("P", 1)])
        .text(40.0, 200.0, "The child is often late for school.")
        .artifact()
        .text(40.0, 400.0, "The child is left alone at night.");
    assert_eq!(laid(vec![page]).passages.len(), 2);
}

#[test]
fn entries_of_the_contents_are_marked_by_the_tree() {
    let page = Sheet::new(1)
        .tag(&[step("TOC", 1), step("TOCI", 2)])
        .text(40.0, 200.0, "Domestic abuse 14")
        .tag(&[step("P", 3)])
        .text(40.0, 400.0, "The child is left alone at night.");
    let layout = laid(vec![page]);
    assert_eq!(layout.blocks[0].furniture, Some(Furniture::Contents));
    assert_eq!(layout.passages.len(), 1);
}

#[test]
fn text_that_the_tree_does_not_know_stands_in_the_cell_around_it() {
    // Turned text is often painted in a form of its own, which the tree cannot name.
    let shape = (2, 3);
    let mut page = Sheet::new(1).grid(&[40.0, 70.0, 280.0, 500.0], &[100.0, 200.0, 300.0]);
    for row in 0..2u16 {
        let y = 120.0 + 100.0 * f32::from(row);
        page = page
            .tag(&td("TD", shape, (row, 1), ONE))
            .lines(80.0, y, &["\u{2022} A need of the child that is long", "\u{2022} Another one"])
            .tag(&td("TD", shape, (row, 2), ONE))
            .lines(290.0, y, &["\u{2022} A need of the parents that lasts", "\u{2022} One more"]);
    }
    let page = page.untagged().upwards(58.0, 170.0, "Level 1").upwards(58.0, 270.0, "Level 2");
    let layout = laid(vec![page]);
    assert_eq!(outline(&layout), ["table 2x3"]);
    let table = tables(&layout)[0];
    assert_eq!((table.source, cell(table, 1, 0).as_str()), (TableSource::Tagged, "Level 2"));
    let need = layout.passages.iter().rfind(|p| p.text.contains("Another")).unwrap();
    assert_eq!(need.context.row_header, ["Level 2"]);
}
