//! The way back from a quote to the page: every passage has the box of its own words.

use crate::sheet::{Sheet, laid};
use thresholds_layout::Layout;
use thresholds_model::geometry::BBox;
use thresholds_model::passage::Passage;

fn passage<'a>(layout: &'a Layout, part: &str) -> &'a Passage {
    layout.passages.iter().find(|p| p.text.contains(part)).unwrap()
}

/// Box of `chars` characters of 10 points from `x` on the baseline `y`, down to the baseline `to`.
fn of(x: f32, y: f32, chars: u16, to: f32) -> BBox {
    BBox::new(x, y - 8.0, x + 5.0 * f32::from(chars), to + 2.0)
}

#[test]
fn each_sentence_of_a_paragraph_has_its_own_box() {
    let page = Sheet::new(1).lines(
        40.0,
        100.0,
        &[
            "The child is often late. The home",
            "is cold and has no beds. There is",
            "nothing to eat at the weekend.",
        ],
    );
    let layout = laid(vec![page]);
    assert_eq!(passage(&layout, "often late").bbox, of(40.0, 100.0, 24, 100.0));
    assert_eq!(passage(&layout, "is cold").bbox, of(40.0, 100.0, 33, 113.0));
    assert_eq!(passage(&layout, "nothing").bbox, of(40.0, 113.0, 33, 126.0));
}

#[test]
fn a_bullet_has_the_box_of_its_text() {
    let page =
        Sheet::new(1).text(40.0, 100.0, "\u{2022} Often late").text(40.0, 115.0, "\u{2022} Always tired");
    let layout = laid(vec![page]);
    assert_eq!(passage(&layout, "late").bbox, of(50.0, 100.0, 10, 100.0));
    assert_eq!(passage(&layout, "tired").bbox, of(50.0, 115.0, 12, 115.0));
}

#[test]
fn each_line_of_a_cell_has_its_own_box() {
    let page = Sheet::new(1)
        .grid(&[40.0, 160.0, 400.0], &[100.0, 120.0, 180.0])
        .bold(44.0, 114.0, "Area")
        .bold(164.0, 114.0, "Level 2")
        .text(44.0, 140.0, "Home")
        .text(164.0, 140.0, "\u{2022} Damp walls")
        .text(164.0, 160.0, "\u{2022} No beds");
    let layout = laid(vec![page]);
    assert_eq!(passage(&layout, "Damp").bbox, of(174.0, 140.0, 10, 140.0));
    assert_eq!(passage(&layout, "No beds").bbox, of(174.0, 160.0, 7, 160.0));
}

#[test]
fn a_sentence_over_a_page_break_has_a_box_on_each_page() {
    let first = Sheet::new(1).lines(
        40.0,
        700.0,
        &["The child is safe. A parent drinks", "most days and the child is"],
    );
    let second = Sheet::new(2).lines(40.0, 100.0, &["left alone. Nobody has been told."]);
    let layout = laid(vec![first, second]);
    let split = passage(&layout, "parent drinks");
    assert_eq!((split.page, split.page_end), (1, 2));
    assert_eq!(split.bbox, of(40.0, 700.0, 34, 713.0));
    assert_eq!(split.further.len(), 1);
    assert_eq!((split.further[0].page, split.further[0].bbox), (2, of(40.0, 100.0, 11, 100.0)));
    let (before, after) = (passage(&layout, "is safe"), passage(&layout, "Nobody"));
    assert_eq!((before.page, before.page_end, before.further.len()), (1, 1, 0));
    assert_eq!((after.page, after.page_end, after.further.len()), (2, 2, 0), "on its own page");
}

#[test]
fn a_sentence_over_a_column_break_has_a_box_in_each_column() {
    let left = ["Families come to us with", "many different needs. We", "listen to each of them in"];
    let right = ["turn and write down what", "they tell us in words of", "their own and for them."];
    let layout = laid(vec![Sheet::new(1).lines(40.0, 100.0, &left).lines(320.0, 100.0, &right)]);
    let split = passage(&layout, "listen");
    assert_eq!(
        split.text,
        "We listen to each of them in turn and write down what they tell us in words of their own and for them."
    );
    assert_eq!(split.bbox, of(40.0, 113.0, 25, 126.0));
    assert_eq!(split.further[0].bbox, of(320.0, 100.0, 24, 126.0));
}

#[test]
fn a_word_parted_at_a_line_end_lies_in_the_box_of_its_sentence() {
    let page = Sheet::new(1).lines(
        40.0,
        100.0,
        &["She talks of self-", "harm and of traf\u{ad}", "ficking. More is said."],
    );
    let layout = laid(vec![page]);
    let split = passage(&layout, "self-harm");
    assert_eq!(split.text, "She talks of self-harm and of trafficking.");
    assert_eq!(split.bbox, of(40.0, 100.0, 18, 126.0));
    assert_eq!(passage(&layout, "More").bbox, of(85.0, 126.0, 13, 126.0));
}

#[test]
fn boxes_of_a_page_set_sideways_fit_the_page_as_displayed() {
    let mut page = Sheet::new(1);
    for (i, line) in ["The child is cold. Nobody", "lights a fire in the house", "or cooks a meal for them."]
        .iter()
        .enumerate()
    {
        page = page.upwards(100.0 + 13.0 * i as f32, 700.0, line);
    }
    let layout = laid(vec![page]);
    assert_eq!(passage(&layout, "is cold").bbox, BBox::new(92.0, 610.0, 102.0, 700.0));
}
