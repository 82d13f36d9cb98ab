//! Columns of lists and of text that stand close to each other.

use crate::sheet::{Sheet, cell, laid, outline, tables};

#[test]
fn columns_of_bullets_stay_apart_however_close_they_come() {
    // The first line of the left column ends half an em before the bullets on the right.
    let page = Sheet::new(1)
        .text(40.0, 100.0, "\u{2022} A baby who is slow to settle, or a toddler who")
        .text(50.0, 113.0, "has the usual tantrums")
        .text(40.0, 128.0, "\u{2022} A jab that was missed once and rebooked")
        .text(285.0, 100.0, "\u{2022} Mild eczema")
        .text(285.0, 115.0, "\u{2022} Odd days away from lessons without a")
        .text(295.0, 128.0, "reason given");
    assert_eq!(
        outline(&laid(vec![page])),
        [
            "* A baby who is slow to settle, or a toddler who has the usual tantrums",
            "* A jab that was missed once and rebooked",
            "* Mild eczema",
            "* Odd days away from lessons without a reason given"
        ]
    );
}

#[test]
fn a_dot_between_words_begins_no_column() {
    let page = Sheet::new(1).text(40.0, 100.0, "Home  \u{2022}  School  \u{2022}  Health").text(
        40.0,
        115.0,
        "Street  \u{2022}  Money  \u{2022}  Work",
    );
    assert_eq!(outline(&laid(vec![page])).len(), 1);
}

#[test]
fn the_short_last_line_of_a_paragraph_over_two_columns_stays_with_it() {
    let page = Sheet::new(1)
        .lines(
            40.0,
            100.0,
            &[
                "Children and families whose needs are met by their own networks and by the services which",
                "all can use.",
            ],
        )
        .bold(40.0, 140.0, "What we see")
        .lines(40.0, 155.0, &["\u{2022} Babies sleep", "\u{2022} Children play", "\u{2022} Parents talk"])
        .lines(
            300.0,
            155.0,
            &["\u{2022} Homes are warm", "\u{2022} School goes well", "\u{2022} Teeth are clean"],
        );
    let layout = laid(vec![page]);
    let text = outline(&layout);
    assert!(text[0].ends_with("services which all can use."), "{text:?}");
    assert_eq!(text.len(), 8);
}

#[test]
fn terms_level_with_their_meanings_are_a_table_below_their_heading() {
    let page = Sheet::new(1)
        .sized(40.0, 80.0, "Terms", 14.0)
        .bold(40.0, 110.0, "Early help")
        .lines(
            160.0,
            110.0,
            &["Support that is given as soon as a need is seen by", "those who know the family."],
        )
        .bold(40.0, 140.0, "Lead worker")
        .text(160.0, 140.0, "The person who holds the plan together.")
        .bold(40.0, 160.0, "Front door")
        .lines(160.0, 160.0, &["Where referrals come in and are sorted, by day and", "by night."]);
    let layout = laid(vec![page]);
    assert_eq!(outline(&layout), ["# Terms", "table 3x2"]);
    let table = tables(&layout)[0];
    assert_eq!((cell(table, 2, 0), cell(table, 2, 1).len() > 50), ("Front door".into(), true));
}
