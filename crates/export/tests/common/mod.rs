//! Results small enough to check by eye: two areas that share a guide, one with a coloured
//! ladder, one without a document, one document of nobody, one that could not be read.

use thresholds_compare::compare;
use thresholds_matrix::cells;
use thresholds_model::document::{Outcome, Used};
use thresholds_model::focus::Focus;
use thresholds_model::placement::WithheldReason;
use thresholds_model::results::{DocumentResult, Results};
use thresholds_specimen::{Specimen, area, results};

/// The edition of [`sample`].
pub const EDITION: i32 = 2024;

/// The results.
pub fn sample() -> Results {
    let areas =
        [area("X1", "Harrowmere"), area("X2", "Ostley"), area("X3", "Fennick"), area("X4", "Brackhill")];
    let ids = ["self_harm", "overcrowding", "bullying"];
    let mut all = results(EDITION, &areas, &ids, documents());
    all.focus = vec![Focus {
        id: "housing".into(),
        label: "Housing".into(),
        indicators: vec!["overcrowding".into()],
        why: "an inquiry named it".into(),
    }];
    all.cells = cells(EDITION, &areas, &all.indicators, &all.documents);
    compare(&mut all);
    all
}

fn documents() -> Vec<DocumentResult> {
    let shared = Specimen::new("guides/shared guide, v2.pdf")
        .of(&["X1", "X2"])
        .year(2021)
        .ladder(&[
            ("Level 1 - Universal", 0, 0),
            ("Level 2 - Additional", 1, 1),
            ("Level 3 - Targeted", 2, 2),
            ("Level 4 - Specialist", 3, 5),
        ])
        .states_severe("self_harm", &[2], "Early signs of self-harm", "early signs")
        .under_headings(&["Level 2 - Additional", "Health"], &["Emotional health"], Some("The child shows:"))
        .states("self_harm", &[3, 4], "Self-harm, such as \"cutting\"")
        .also("self_harm", "cutting")
        .also("bullying", "such")
        .withholds("overcrowding", WithheldReason::Negated, "No overcrowding")
        .build();
    let colours = Specimen::new("fennick.pdf")
        .of(&["X3"])
        .ladder(&[("Green", 0, 0), ("Amber", 1, 2), ("3", 3, 5)])
        .states("self_harm", &[3], "=Self-harm\nover two lines")
        .withholds("bullying", WithheldReason::AmbiguousLevel, "Bullying")
        .unread_page()
        .build();
    let nobodys = Specimen::new("unknown.pdf")
        .used(Used::AreaUnsure)
        .year(2019)
        .ladder(&[("Stage 1", 0, 0), ("Stage 2", 1, 5)])
        .states("bullying", &[2], "Bullied")
        .build();
    let scan = Specimen::new("zz-scan.pdf").outcome(Outcome::NoText).used(Used::NotRead).build();
    vec![colours, shared, nobodys, scan]
}
