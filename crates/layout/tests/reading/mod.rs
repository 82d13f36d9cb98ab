//! Words, reading order and furniture as council documents set them.

use crate::sheet::{Sheet, laid, outline, tables};
use thresholds_layout::Layout;
use thresholds_model::block::Furniture;
use thresholds_model::quality::QualityReason;

fn furniture(layout: &Layout) -> Vec<Furniture> {
    layout.blocks.iter().filter_map(|b| b.furniture).collect()
}

#[test]
fn a_heading_with_spaced_letters_is_read_as_words() {
    let mut page = Sheet::new(1);
    for (i, c) in "LEVEL THREE".chars().enumerate().filter(|(_, c)| *c != ' ') {
        let gap = if i > 5 { 8.0 } else { 0.0 };
        page = page.sized(40.0 + 14.0 * i as f32 + gap, 100.0, &c.to_string(), 16.0);
    }
    let page = page.text(40.0, 130.0, "The needs of the child are complex and many.");
    assert_eq!(outline(&laid(vec![page]))[0], "# LEVEL THREE");
}

#[test]
fn ligatures_hyphens_and_footnote_marks_leave_plain_words() {
    let page = Sheet::new(1)
        .lines(
            40.0,
            100.0,
            &["Tra\u{fb03}cking and self- harm are met at", "all ages; young peo\u{ad}", "ple seldom tell"],
        )
        .small(40.0 + 15.0 * 5.0, 122.0, "3");
    assert_eq!(
        laid(vec![page]).passages[0].text,
        "Trafficking and self-harm are met at all ages; young people seldom tell"
    );
}

#[test]
fn a_drop_cap_belongs_to_the_first_word() {
    let page = Sheet::new(1)
        .sized(40.0, 124.0, "N", 36.0)
        .lines(60.0, 100.0, &["eglect is the most common", "reason for a referral in any"])
        .text(60.0, 126.0, "of the towns that we serve")
        .text(40.0, 139.0, "and is often met with other needs.");
    let layout = laid(vec![page]);
    assert_eq!(
        outline(&layout),
        [
            "Neglect is the most common reason for a referral in any of the towns that we serve and is often met with other needs."
        ]
    );
}

#[test]
fn slanted_text_is_a_watermark() {
    let page =
        Sheet::new(1).text(40.0, 100.0, "The child is often late.").slanted(100.0, 500.0, "DRAFT", 80.0);
    let layout = laid(vec![page]);
    assert_eq!(furniture(&layout), [Furniture::Watermark]);
    assert_eq!(outline(&layout), ["The child is often late."]);
}

#[test]
fn pale_large_letters_behind_the_text_are_a_watermark() {
    let page = Sheet::new(1).pale(60.0, 150.0, "DRAFT", 90.0).lines(
        40.0,
        100.0,
        &[
            "The child is often late for school, and no",
            "one at home seems to mind about it, or to",
            "ask where the child has been all the night.",
        ],
    );
    let layout = laid(vec![page]);
    assert_eq!(furniture(&layout), [Furniture::Watermark]);
    assert_eq!(outline(&layout).len(), 1, "{:?}", outline(&layout));
}

#[test]
fn boxes_are_read_in_their_place_in_whatever_order_they_were_drawn() {
    let page = Sheet::new(1)
        .lines(320.0, 300.0, &["Level 4 asks for an", "assessment at once."])
        .lines(40.0, 300.0, &["Level 3 asks for a plan", "with the whole family."])
        .lines(320.0, 100.0, &["Level 2 asks for help", "from a single service."])
        .lines(40.0, 100.0, &["Level 1 asks for what", "all children are given."]);
    let text = outline(&laid(vec![page])).join(" ");
    let at = |n: u32| text.find(&format!("Level {n}")).unwrap();
    assert!(at(1) < at(2) && at(3) < at(4) && at(1) < at(3) && at(2) < at(4), "{text}");
    assert!(text.contains("Level 1 asks for what all children are given."), "{text}");
}

#[test]
fn a_sidebar_does_not_run_into_the_text_beside_it() {
    let main = [
        "The child is often late for school and no one",
        "at home seems to mind. The family has had a",
        "hard year and the school has tried to help the",
        "parents with money for the bus, but the child",
        "still comes late on most days of the week.",
    ];
    let page = Sheet::new(1)
        .fill(400.0, 90.0, 512.0, 150.0, (220, 230, 240))
        .lines(410.0, 105.0, &["Remember to ask", "who looks after the", "younger children."])
        .lines(40.0, 100.0, &main);
    let layout = laid(vec![page]);
    let texts: Vec<&str> = layout.passages.iter().map(|p| p.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "The child is often late for school and no one at home seems to mind.",
            "The family has had a hard year and the school has tried to help the parents with money for the bus, but the child still comes late on most days of the week.",
            "Remember to ask who looks after the younger children."
        ]
    );
}

#[test]
fn a_spread_is_read_one_page_after_the_other() {
    let spread = |n: u32, left: [&str; 3], right: [&str; 3]| {
        Sheet::landscape(n)
            .sized(40.0, 60.0, &format!("Level {}", 2 * n - 1), 16.0)
            .lines(40.0, 100.0, &left)
            .sized(460.0, 60.0, &format!("Level {}", 2 * n), 16.0)
            .lines(460.0, 100.0, &right)
            .text(200.0, 570.0, &(2 * n).to_string())
            .text(620.0, 570.0, &(2 * n + 1).to_string())
    };
    let layout = laid(vec![
        spread(
            1,
            ["Needs are met by", "the family and by", "the school."],
            ["Needs are met by", "one more service", "for a time."],
        ),
        spread(
            2,
            ["Children are well", "and see friends", "each week."],
            ["Children are not", "seen by friends", "for weeks."],
        ),
    ]);
    assert_eq!(
        outline(&layout),
        [
            "# Level 1",
            "Needs are met by the family and by the school.",
            "# Level 2",
            "Needs are met by one more service for a time.",
            "# Level 3",
            "Children are well and see friends each week.",
            "# Level 4",
            "Children are not seen by friends for weeks."
        ]
    );
    assert_eq!(furniture(&layout), [Furniture::PageNumber; 2]);
}

#[test]
fn a_table_on_one_half_of_a_spread_leaves_the_other_half_alone() {
    let page = Sheet::landscape(1)
        .grid(&[40.0, 140.0, 380.0], &[60.0, 80.0, 140.0])
        .bold(44.0, 74.0, "Area")
        .bold(144.0, 74.0, "Level 3")
        .text(44.0, 100.0, "Home")
        .text(144.0, 100.0, "Street homeless family")
        .lines(
            460.0,
            74.0,
            &["Talk to the family before", "a referral is made, unless", "this puts the child at risk."],
        );
    let layout = laid(vec![page]);
    assert_eq!(tables(&layout).len(), 1);
    let talk = layout.passages.iter().find(|p| p.text.starts_with("Talk")).unwrap();
    assert_eq!(
        talk.text,
        "Talk to the family before a referral is made, unless this puts the child at risk."
    );
}

#[test]
fn a_menu_on_each_page_is_furniture() {
    let weeks = ["one", "two", "three", "four", "five"];
    let sheets = (1..=5)
        .zip(weeks)
        .map(|(n, week)| {
            Sheet::new(n).lines(480.0, 300.0, &["Contents", "Level 1", "Level 2", "Glossary"]).text(
                40.0,
                100.0,
                &format!("The child is often late in week {week} of the spring term."),
            )
        })
        .collect();
    let layout = laid(sheets);
    assert!(layout.passages.iter().all(|p| p.text.starts_with("The child")), "{:?}", outline(&layout));
    assert_eq!(layout.passages.len(), 5);
    assert!(furniture(&layout).iter().all(|f| *f == Furniture::Repeated));
}

#[test]
fn titles_of_levels_at_the_top_of_their_pages_are_headings() {
    let sheets = (1..=4)
        .zip(["are met", "can be met", "are complex", "are acute"])
        .map(|(n, needs)| {
            Sheet::new(n).sized(40.0, 50.0, &format!("Level {n}"), 18.0).lines(
                40.0,
                100.0,
                &[&format!("The needs of the child {needs}."), "Ask the family.", "Ask the school."],
            )
        })
        .collect();
    let layout = laid(sheets);
    assert_eq!(layout.passages[3].context.headings, ["Level 4"]);
}

#[test]
fn heads_over_text_that_runs_across_their_columns_are_ambiguous() {
    let heads = |mut sheet: Sheet| {
        for (i, x) in [40.0, 170.0, 300.0].into_iter().enumerate() {
            sheet = sheet.bold(x, 100.0, &format!("Level {}", i + 1));
        }
        sheet
    };
    let long = "all of the needs are met by the family and the school at home";
    let mut across = heads(Sheet::new(1));
    for (i, (x, text)) in
        [(40.0, long), (170.0, "late, tired"), (40.0, long), (300.0, "hungry"), (40.0, long), (40.0, long)]
            .into_iter()
            .enumerate()
    {
        across = across.text(x, 115.0 + 13.0 * i as f32, text);
    }
    let layout = laid(vec![across]);
    assert_eq!(layout.page_reasons[0], [QualityReason::ColumnsAmbiguous]);
    let mut columns = heads(Sheet::new(1));
    for i in 0..4 {
        for x in [40.0, 170.0, 300.0] {
            columns = columns.text(x, 115.0 + 13.0 * i as f32, &format!("need number {i} here"));
        }
    }
    assert!(laid(vec![columns]).page_reasons[0].is_empty());
}

#[test]
fn contents_with_dot_leaders_are_no_evidence() {
    let page = Sheet::new(1)
        .sized(40.0, 60.0, "Contents", 16.0)
        .text(40.0, 100.0, "Neglect ............................ 4")
        .text(40.0, 115.0, "Domestic abuse . . . . . . . . . . . 14")
        .text(40.0, 130.0, "Level 3")
        .text(400.0, 130.0, "17");
    let layout = laid(vec![page]);
    assert!(layout.passages.is_empty(), "{:?}", outline(&layout));
}

#[test]
fn headings_have_levels_by_size_weight_and_bars() {
    let page = Sheet::new(1)
        .sized(40.0, 60.0, "Thresholds", 22.0)
        .sized(40.0, 90.0, "Level 1", 15.0)
        .bold(40.0, 110.0, "Health")
        .text(40.0, 125.0, "The child sees the dentist twice a year and eats well.")
        .sized(40.0, 160.0, "Level 2", 15.0)
        .text(40.0, 180.0, "The child has missed the dentist more than once.");
    let layout = laid(vec![page]);
    let headings: Vec<&[String]> = layout.passages.iter().map(|p| p.context.headings.as_slice()).collect();
    assert_eq!(headings, [&["Thresholds", "Level 1", "Health"][..], &["Thresholds", "Level 2"][..]]);
}

#[test]
fn columns_under_each_title_of_a_section_are_read_before_the_next_title() {
    let mut page = Sheet::new(1);
    let needs = [
        ["Often tired at school", "Misses the dentist"],
        ["Hurts other children", "Drinks at weekends"],
        ["Beaten by a parent", "Sleeps in the street"],
    ];
    for (section, needs) in needs.into_iter().enumerate() {
        let top = 80.0 + 110.0 * section as f32;
        page = page.sized(40.0, top, &format!("Level {}: a title", section + 1), 16.0);
        for (x, need) in [(40.0, needs[0]), (300.0, needs[1])] {
            page = page.bold(x, top + 30.0, "Signs").lines(
                x,
                top + 45.0,
                &[need, "and other things that are said", "of it in a line or two."],
            );
        }
    }
    let layout = laid(vec![page]);
    let level = |need: &str| {
        let passage = layout.passages.iter().find(|p| p.text.starts_with(need)).unwrap();
        passage.context.headings[0].clone()
    };
    assert_eq!(level("Misses the dentist"), "Level 1: a title");
    assert_eq!(level("Hurts other"), "Level 2: a title");
    assert_eq!(level("Drinks"), "Level 2: a title");
    assert_eq!(level("Sleeps"), "Level 3: a title");
}

#[test]
fn amounts_at_the_start_of_a_line_are_no_numbers_of_items() {
    let page = Sheet::new(1).text(40.0, 100.0, "5.9 102").text(40.0, 140.0, "2.3 The second part").text(
        40.0,
        180.0,
        "5.9 million pounds",
    );
    assert_eq!(outline(&laid(vec![page])), ["5.9 102", "* The second part", "5.9 million pounds"]);
}

#[test]
fn running_text_that_is_set_narrower_than_the_page_is_one_paragraph() {
    let wide =
        "Families come to us with many different needs, and we listen to each of them before anything is";
    let page = Sheet::new(1).lines(40.0, 100.0, &[wide, "written down."]).lines(
        60.0,
        150.0,
        &[
            "On the first day the worker meets the family and tells",
            "them what will be asked, and why. The Family may bring",
            "a friend with them. What is said will be kept in a file",
            "that only those who need it can see, and the family can",
            "read it too.",
        ],
    );
    let text = outline(&laid(vec![page]));
    assert_eq!(text.len(), 2, "{text:?}");
}
